-- The reports that name a region which is another one on today's map: $reported_region became $region.
-- Grain: one row a report.
-- Left out: reports that name neither, or the region as it is today.
-- Null: place, the cell of the first such activity's place, where none was held there. activity_count is then 0.
with held as (
    select
        v.report_id,
        count(distinct v.activity_seq) as activity_count,
        arg_min(a.place_place, a.activity_seq) as place
    from venue as v
    join fact_activity as a using (report_id, activity_seq)
    where v.reported_region_code = $reported_region and v.region_code = $region
    group by v.report_id
)
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    coalesce(h.activity_count, 0) as activity_count,
    h.place
from selected_reports($selection) as r
left join held as h using (report_id)
where r.report_id in (
    select report_id
    from bridge_report_region
    where reported_region_code = $reported_region and region_code = $region)
order by activity_count desc, r.project_title collate kk, r.report_id;
