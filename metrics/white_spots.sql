-- Where there was nothing: regions without a project, regions without an activity, districts without an activity; and in
-- how many reports the regions covered and those of the events differ.
-- Grain: one row.
-- Left out: the filter of regions leaves no region out; it chooses whose districts are counted.
-- Null: a list is empty, never null.
with activity as (
    select region_codes, district_codes
    from activity_placing
    where is_selected_anywhere($selection, report_no)
),
named as (
    select region_code, report_id, is_covered, is_held, has_event
    from region_of_report
    where is_selected_anywhere($selection, report_no)
),
region as (
    select
        count(*) as region_count,
        count(*) filter (where not has_project) as regions_without_count,
        coalesce(list(region_code order by region_code) filter (where not has_project), []) as region_codes_without,
        count(*) filter (where not has_activity) as idle_region_count,
        coalesce(list(region_code order by region_code) filter (where not has_activity), []) as idle_region_codes
    from (
        select
            region_code,
            region_code in (select region_code from named where is_covered) as has_project,
            region_code in (select unnest(region_codes) from activity) as has_activity
        from dim_region)
),
district as (
    select
        count(*) as district_count,
        count(*) filter (where has_activity) as reached_district_count,
        count(*) filter (where not has_activity) as idle_district_count,
        count(*) filter (where has_activity and latitude is null) as unpositioned_district_count
    from (
        select latitude, district_code in (select unnest(district_codes) from activity) as has_activity
        from dim_district
        where is_chosen($selection['regions'], region_code))
),
differing as (
    select
        count(distinct report_id) filter (where is_covered) as covered_only_report_count,
        count(distinct report_id) filter (where not is_covered) as held_only_report_count
    from named
    where has_event and is_covered <> is_held and is_chosen($selection['regions'], region_code)
)
from region, district, differing;
