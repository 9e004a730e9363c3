-- Which districts and cities the reports name, and what was held there.
-- Grain: one row a district, city or city district of the chosen regions (of all, when none is chosen), also those that
--   no report names.
-- Left out: activities and reports that name only a region; activities online; people of activities held in several
--   districts, and people who are not the project's own. The filter of regions chooses districts, not reports.
-- Null: latitude and longitude are null for places whose position is not known; counts are 0 where nothing was named;
--   participants_count is null where no report says.
with chosen as (
    select report_id
    from selected_anywhere($selection)
),
held as (
    select *, unnest(district_codes) as district_code, len(district_codes) as district_count
    from (
        select
            v.report_id,
            v.activity_seq,
            any_value(p.participants_count) as participants_count,
            list_distinct(list(v.district_code)) as district_codes
        from chosen as r
        join venue as v using (report_id)
        join activity_placing as p using (report_id, activity_seq)
        group by v.report_id, v.activity_seq)
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
    select b.district_code, count(distinct b.report_id) as report_count
    from chosen as r
    join bridge_report_district as b using (report_id)
    group by b.district_code
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
