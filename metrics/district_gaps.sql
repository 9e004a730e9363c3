-- Districts and cities where no activity was held, region by region.
-- Grain: one row a chosen region (all, when none is chosen), the one with the most such districts first.
-- Left out: activities that name only their region may have been held in any of its districts: region_only_activity_count.
--   The filter of regions chooses regions, not reports.
-- Null: a list is empty, never null.
with held as (
    select v.report_id, v.activity_seq, v.region_code, v.district_code
    from selected_anywhere($selection)
    join venue as v using (report_id)
),
vague as (
    select region_code, count(distinct (report_id, activity_seq)) as activity_count
    from held
    where district_code is null
    group by region_code
),
district as (
    select *, district_code in (select district_code from held where district_code is not null) as has_activity
    from dim_district
    where is_chosen($selection['regions'], region_code)
)
select
    d.region_code,
    count(*) as district_count,
    count(*) filter (where has_activity) as reached_district_count,
    count(*) filter (where not has_activity) as idle_district_count,
    coalesce(any_value(v.activity_count), 0) as region_only_activity_count,
    coalesce(list(name_kk order by name_kk collate kk) filter (where not has_activity), []) as idle_districts_kk,
    coalesce(list(name_ru order by name_ru collate ru) filter (where not has_activity), []) as idle_districts_ru
from district as d
left join vague as v using (region_code)
group by d.region_code
order by idle_district_count desc, d.region_code;
