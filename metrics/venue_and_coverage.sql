-- Where projects say that they work beside where their events were held.
-- Grain: one row a chosen region of today's map (all 20, when none is chosen).
-- Left out: activities online. Reports and activities on several regions count in each. A report that places no event at
--   all cannot be compared: it is in eventless_report_count, not in covered_only_report_count.
-- Null: nothing is; 0 where there was nothing.
-- Source: reported_elsewhere_count is the reports that name the region by an older map (Талдықорған in 2019: KZ-19).
with held as (
    select unnest(region_codes) as region_code
    from activity_placing
    where is_selected_anywhere($selection, report_no)
),
by_venue as (
    select region_code, count(*) as venue_activity_count
    from held
    group by region_code
),
compared as (
    select
        region_code,
        count(*) filter (where is_covered) as coverage_report_count,
        count(*) filter (where is_named_venue) as venue_report_count,
        count(*) filter (where is_covered and is_held) as covered_and_held_report_count,
        count(*) filter (where is_covered and not is_held and has_event) as covered_only_report_count,
        count(*) filter (where is_covered and not has_event) as eventless_report_count,
        count(*) filter (where is_held and not is_covered) as held_only_report_count,
        count(*) filter (where is_reported_elsewhere) as reported_elsewhere_count
    from region_of_report
    where is_selected_anywhere($selection, report_no)
    group by region_code
)
select
    d.region_code,
    list_contains($selection['regions']::varchar[], d.region_code) as is_chosen,
    coalesce(c.coverage_report_count, 0) as coverage_report_count,
    coalesce(c.venue_report_count, 0) as venue_report_count,
    coalesce(h.venue_activity_count, 0) as venue_activity_count,
    coalesce(c.covered_and_held_report_count, 0) as covered_and_held_report_count,
    coalesce(c.covered_only_report_count, 0) as covered_only_report_count,
    coalesce(c.held_only_report_count, 0) as held_only_report_count,
    coalesce(c.eventless_report_count, 0) as eventless_report_count,
    coalesce(c.reported_elsewhere_count, 0) as reported_elsewhere_count
from dim_region as d
left join by_venue as h using (region_code)
left join compared as c using (region_code)
where is_chosen($selection['regions'], d.region_code)
order by d.region_code;
