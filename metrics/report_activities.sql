-- The activities of one report, with the regions and districts where they were held.
-- Grain: one row an activity, in the order of the form.
-- Left out: nothing; counts_people is false where participants are the reach of media or small grants.
-- Null: what the report does not say; region_codes and district_codes are empty lists where no place was recognised.
select
    a.* exclude (report_id),
    coalesce(v.region_codes, []) as region_codes,
    coalesce(v.district_codes, []) as district_codes
from fact_activity as a
left join (
    select
        activity_seq,
        list(distinct region_code order by region_code) as region_codes,
        list(distinct district_code order by district_code) filter (where district_code is not null) as district_codes
    from bridge_activity_region
    where report_id = $report and role = 'venue'
    group by activity_seq
) as v using (activity_seq)
where a.report_id = $report
order by a.activity_seq;
