-- Where there was nothing: regions without a project, regions without an activity, districts without an activity; and in
-- how many reports the regions covered and those of the events differ.
-- Grain: one row.
-- Left out: the filter of regions leaves no region out; it chooses whose districts are counted.
-- Null: a list is empty, never null.
with chosen as (
    select report_id
    from selected_anywhere($selection)
),
region as (
    select
        region_code,
        region_code in (
            select b.region_code from chosen join bridge_report_region as b using (report_id) where b.role = 'coverage'
        ) as has_project,
        region_code in (select v.region_code from chosen join venue as v using (report_id)) as has_activity
    from dim_region
),
district as (
    select
        latitude,
        district_code in (
            select v.district_code from chosen join venue as v using (report_id) where v.district_code is not null
        ) as has_activity
    from dim_district
    where is_chosen($selection['regions'], region_code)
),
differing as (
    select b.report_id, b.is_covered
    from chosen
    join region_of_report as b using (report_id)
    where b.has_event and b.is_covered <> b.is_held and is_chosen($selection['regions'], b.region_code)
)
select
    count(*) as region_count,
    count(*) filter (where not has_project) as regions_without_count,
    coalesce(list(region_code order by region_code) filter (where not has_project), []) as region_codes_without,
    count(*) filter (where not has_activity) as idle_region_count,
    coalesce(list(region_code order by region_code) filter (where not has_activity), []) as idle_region_codes,
    (select count(*) from district) as district_count,
    (select count(*) from district where has_activity) as reached_district_count,
    (select count(*) from district where not has_activity) as idle_district_count,
    (select count(*) from district where has_activity and latitude is null) as unpositioned_district_count,
    (select count(distinct report_id) from differing where is_covered) as covered_only_report_count,
    (select count(distinct report_id) from differing where not is_covered) as held_only_report_count
from region;
