-- Which districts and cities the reports name, and what was held there.
-- Grain: one row a district, city or city district of the chosen regions (of all, when none is chosen), also those that
--   no report names.
-- Left out: activities and reports that name only a region; activities online; people of activities held in several
--   districts, and people who are not the project's own. The filter of regions chooses districts, not reports.
-- Null: latitude and longitude are null for places whose position is not known; counts are 0 where nothing was named;
--   participants_count is null where no report says.
with held as (
    select report_id, participants_count, unnest(district_codes) as district_code, len(district_codes) as district_count
    from activity_placing
    where is_selected_anywhere($selection, report_no)
),
by_venue as (
    select
        district_code,
        count(*) as activity_count,
        count(distinct report_id) as activity_report_count,
        sum(participants_count) filter (where district_count = 1)::bigint as participants_count,
        count(participants_count) filter (where district_count = 1) as counted_activity_count
    from held
    group by district_code
),
named as (
    select district_code, count(*) as report_count
    from district_of_report
    where is_selected_anywhere($selection, report_no)
    group by district_code
)
select
    d.district_code,
    d.region_code,
    d.kind,
    d.name_kk,
    d.name_ru,
    d.latitude,
    d.longitude,
    coalesce(h.activity_count, 0) as activity_count,
    coalesce(h.activity_report_count, 0) as activity_report_count,
    h.participants_count,
    coalesce(h.counted_activity_count, 0) as counted_activity_count,
    coalesce(n.report_count, 0) as report_count
from dim_district as d
left join by_venue as h using (district_code)
left join named as n using (district_code)
where is_chosen($selection['regions'], d.region_code)
order by d.region_code, d.name_kk collate kk;
