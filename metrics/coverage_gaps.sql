-- What the map does not show: regions without a project, and activities that could not be placed on it.
-- Grain: one row.
-- Left out: nothing; every activity is placed, online or unplaced, and in one of the three only.
-- Null: region_codes_without is an empty list, never null.
-- Source: an activity is placed if its place, or the report around it (from_context_count), names a region.
with uncovered as (
    select region_code
    from dim_region
    where region_code not in (
        select b.region_code
        from selected_reports($selection) as r
        join bridge_report_region as b using (report_id)
        where b.role = 'coverage')
),
placed as (
    select report_id, activity_seq, bool_and(rule = 'from_context') as is_from_context
    from venue
    group by report_id, activity_seq
),
activity as (
    select a.is_online, p.is_from_context
    from selected_reports($selection) as r
    join fact_activity as a using (report_id)
    left join placed as p using (report_id, activity_seq)
)
select
    (select count(*) from uncovered) as regions_without_count,
    (select coalesce(list(region_code order by region_code), []) from uncovered) as region_codes_without,
    count(*) as activity_count,
    count(*) filter (where is_from_context is not null) as placed_count,
    count(*) filter (where is_online) as online_count,
    count(*) filter (where not is_online and is_from_context is null) as unplaced_count,
    count(*) filter (where is_from_context) as from_context_count
from activity;
