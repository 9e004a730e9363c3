-- Where projects say they work beside where their events were held, and how often the map has changed under a report.
-- Grain: one row a region of today's map, all 20.
-- Left out: activities online. Reports and activities on several regions count in each.
-- Null: nothing is; 0 where there was nothing.
-- Source: reported_elsewhere_count is the reports that name the region by an older map (Талдықорған in 2019: KZ-19).
with named as (
    select
        b.region_code,
        count(distinct b.report_id) filter (where b.role = 'coverage') as coverage_report_count,
        count(distinct b.report_id) filter (where b.role = 'venue') as venue_report_count,
        count(distinct b.report_id) filter (where b.reported_region_code <> b.region_code) as reported_elsewhere_count
    from selected_reports($selection) as r
    join bridge_report_region as b using (report_id)
    group by b.region_code
),
held as (
    select v.region_code, count(distinct (v.report_id, v.activity_seq)) as venue_activity_count
    from selected_reports($selection) as r
    join venue as v using (report_id)
    group by v.region_code
)
select
    d.region_code,
    coalesce(n.coverage_report_count, 0) as coverage_report_count,
    coalesce(n.venue_report_count, 0) as venue_report_count,
    coalesce(h.venue_activity_count, 0) as venue_activity_count,
    coalesce(n.reported_elsewhere_count, 0) as reported_elsewhere_count
from dim_region as d
left join named as n using (region_code)
left join held as h using (region_code)
order by d.region_code;
