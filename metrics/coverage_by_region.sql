-- Where projects work and where events were held, region by region. $map is today, or reported: the map by which each
-- report was written.
-- Grain: one row a region of today's map, all 20, also those without any work. Rows do not add up to the whole:
--   a project on several regions counts in each.
-- Left out: money of projects on several regions (shared_grant_project_count says how many those are); activities online
--   or nowhere stated; people of activities held in several regions, and people who are not the project's own. The
--   filter of regions leaves nothing out, is_chosen marks its regions: they are compared with the others.
-- Null: counts are 0 where there was nothing; grant_kzt, participants_count and what is computed from them are null
--   where no report says. On the reported map all that is per inhabitant is null: the population is of today's regions.
-- Source: population on 1 January 2023, Bureau of National Statistics. Shares (_pct) are of everything selected, with
--   what is shared between regions, online or without a place.
with chosen as (
    select grant_kzt, region_on($map, region_codes, reported_region_codes) as region_codes
    from selected_anywhere($selection)
),
covered as (
    select grant_kzt, unnest(region_codes) as region_code, len(region_codes) as region_count
    from chosen
),
by_coverage as (
    select
        region_code,
        count(*) as project_count,  -- of each project one report counts
        count(*) as report_count,
        sum(grant_kzt) filter (where region_count = 1) as grant_kzt,
        count(grant_kzt) filter (where region_count = 1) as grant_report_count,
        count(grant_kzt) filter (where region_count > 1) as shared_grant_project_count
    from covered
    group by region_code
),
activity as (
    select report_id, participants_count, region_on($map, region_codes, reported_region_codes) as region_codes
    from activity_placing
    where is_selected_anywhere($selection, report_no)
),
held as (
    select report_id, participants_count, unnest(region_codes) as region_code, len(region_codes) as region_count
    from activity
),
by_venue as (
    select
        region_code,
        count(*) as activity_count,
        count(distinct report_id) as activity_report_count,
        sum(participants_count) filter (where region_count = 1)::bigint as participants_count,
        count(participants_count) filter (where region_count = 1) as counted_activity_count,
        count(participants_count) filter (where region_count > 1) as shared_activity_count
    from held
    group by region_code
),
whole as (
    select
        (select count(*) from chosen) as project_count,
        (select sum(grant_kzt) from chosen) as grant_kzt,
        count(*) as activity_count,
        sum(participants_count) as participants_count
    from activity
),
region as (
    select *, case when $map = 'today' then population_count end as inhabitants
    from dim_region
)
select
    d.region_code,
    list_contains($selection['regions']::varchar[], d.region_code) as is_chosen,
    d.tile_row,
    d.tile_column,
    coalesce(c.project_count, 0) as project_count,
    round(100.0 * coalesce(c.project_count, 0) / nullif(w.project_count, 0), 1) as project_pct,
    coalesce(c.report_count, 0) as report_count,
    c.grant_kzt,
    round(100.0 * c.grant_kzt / nullif(w.grant_kzt, 0), 1) as grant_pct,
    coalesce(c.grant_report_count, 0) as grant_report_count,
    coalesce(c.shared_grant_project_count, 0) as shared_grant_project_count,
    coalesce(v.activity_count, 0) as activity_count,
    round(100.0 * coalesce(v.activity_count, 0) / nullif(w.activity_count, 0), 1) as activity_pct,
    coalesce(v.activity_report_count, 0) as activity_report_count,
    v.participants_count,
    round(100.0 * v.participants_count / nullif(w.participants_count, 0), 1) as participants_pct,
    coalesce(v.counted_activity_count, 0) as counted_activity_count,
    coalesce(v.shared_activity_count, 0) as shared_activity_count,
    d.population_count,
    round(1e6 * coalesce(c.project_count, 0) / nullif(d.inhabitants, 0), 2) as projects_per_million,
    round(1e3 * c.grant_kzt / nullif(d.inhabitants, 0), 0) as grant_per_1000_kzt,
    round(1e3 * v.participants_count / nullif(d.inhabitants, 0), 2) as participants_per_1000,
    round(1e5 * coalesce(v.activity_count, 0) / nullif(d.inhabitants, 0), 2) as activities_per_100000
from region as d
cross join whole as w
left join by_coverage as c using (region_code)
left join by_venue as v using (region_code)
order by d.region_code;
