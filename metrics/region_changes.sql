-- Regions that were another one when the report was written: which became which, and how much moved with them.
-- Grain: one row a region as reported and its region on today's map, where the two differ; the most activities first.
-- Left out: regions that have kept their place on the map. A report that names several pairs counts in each.
-- Null: first_report_year and last_report_year are null where no such report says its year.
with moved as (
    select r.report_id, r.report_year, b.reported_region_code, b.region_code
    from selected_reports($selection) as r
    join bridge_report_region as b using (report_id)
    where b.reported_region_code <> b.region_code
),
held as (
    select v.reported_region_code, v.region_code, count(distinct (v.report_id, v.activity_seq)) as activity_count
    from selected_reports($selection) as r
    join venue as v using (report_id)
    where v.reported_region_code <> v.region_code
    group by all
)
select
    m.reported_region_code,
    m.region_code,
    count(distinct m.report_id) as report_count,
    coalesce(any_value(h.activity_count), 0) as activity_count,
    min(m.report_year) as first_report_year,
    max(m.report_year) as last_report_year
from moved as m
left join held as h using (reported_region_code, region_code)
group by m.reported_region_code, m.region_code
order by activity_count desc, report_count desc, m.reported_region_code, m.region_code;
