-- Where projects work and where events were held, region by region.
-- Grain: one row a region of today's map, all 20, also those without any work. Rows do not add up to the whole:
--   a project on several regions counts in each.
-- Left out: money of projects on several regions (shared_grant_project_count says how many those are); activities online
--   or nowhere stated; people of activities held in several regions, and people who are not the project's own.
-- Null: counts are 0 where there was nothing; grant_kzt, participants_count and what is computed from them are null
--   where no report says.
-- Source: population on 1 January 2023, Bureau of National Statistics.
with covered as (
    select r.report_id, r.project_key, r.grant_kzt, b.region_code, count(*) over (partition by r.report_id) as region_count
    from selected_reports($selection) as r
    join bridge_report_region as b using (report_id)
    where b.role = 'coverage'
),
by_coverage as (
    select
        region_code,
        count(distinct project_key) as project_count,
        count(*) as report_count,
        sum(grant_kzt) filter (where region_count = 1) as grant_kzt,
        count(grant_kzt) filter (where region_count = 1) as grant_report_count,
        count(distinct project_key) filter (where region_count > 1 and grant_kzt is not null) as shared_grant_project_count
    from covered
    group by region_code
),
held as (
    select
        v.report_id,
        v.activity_seq,
        v.region_code,
        count(*) over (partition by v.report_id, v.activity_seq) as region_count
    from (select distinct report_id, activity_seq, region_code from venue) as v
    join selected_reports($selection) as r using (report_id)
),
by_venue as (
    select
        h.region_code,
        count(*) as activity_count,
        sum(p.participants_count) filter (where h.region_count = 1)::bigint as participants_count,
        count(p.participants_count) filter (where h.region_count = 1) as counted_activity_count
    from held as h
    left join activity_people as p using (report_id, activity_seq)
    group by h.region_code
)
select
    d.region_code,
    d.tile_row,
    d.tile_column,
    coalesce(c.project_count, 0) as project_count,
    coalesce(c.report_count, 0) as report_count,
    c.grant_kzt,
    coalesce(c.grant_report_count, 0) as grant_report_count,
    coalesce(c.shared_grant_project_count, 0) as shared_grant_project_count,
    coalesce(v.activity_count, 0) as activity_count,
    v.participants_count,
    coalesce(v.counted_activity_count, 0) as counted_activity_count,
    d.population_count,
    round(1e6 * coalesce(c.project_count, 0) / nullif(d.population_count, 0), 2) as projects_per_million,
    round(1e3 * c.grant_kzt / nullif(d.population_count, 0), 0) as grant_per_1000_kzt,
    round(1e3 * v.participants_count / nullif(d.population_count, 0), 2) as participants_per_1000,
    round(1e5 * coalesce(v.activity_count, 0) / nullif(d.population_count, 0), 2) as activities_per_100000
from dim_region as d
left join by_coverage as c using (region_code)
left join by_venue as v using (region_code)
order by d.region_code;
