-- What the map does not show: regions without a project, activities that could not be placed on it, money and people
-- that several regions share, and reports that were written by an older map.
-- Grain: one row.
-- Left out: nothing; every activity is placed, online or unplaced, and in one of the three only. The unplaced are of four
--   kinds: no place written, a name that several places bear, the whole country, a place that was not recognised.
-- Null: region_codes_without is an empty list, never null; shared_grant_kzt and shared_participants_count are null where
--   nothing is shared or no report says.
-- Source: an activity is placed if its place, or the report around it (from_context_count), names a region.
with chosen as (
    select region_codes, grant_kzt
    from selected_reports($selection)
),
uncovered as (
    select region_code
    from dim_region
    where region_code not in (select unnest(region_codes) from chosen)
),
activity as (
    from activity_placing
    where is_selected($selection, report_no)
)
select
    (select count(*) from uncovered) as regions_without_count,
    (select coalesce(list(region_code order by region_code), []) from uncovered) as region_codes_without,
    count(*) as activity_count,
    count(*) filter (where venue_state = 'placed') as placed_count,
    count(*) filter (where venue_state = 'online') as online_count,
    count(*) filter (where venue_state = 'unplaced') as unplaced_count,
    count(*) filter (where is_from_context) as from_context_count,
    count(*) filter (where reason_code = 'no_place') as no_place_count,
    count(*) filter (where reason_code = 'ambiguous') as ambiguous_place_count,
    count(*) filter (where reason_code = 'nationwide') as nationwide_count,
    count(*) filter (where reason_code = 'not_recognised') as not_recognised_count,
    count(*) filter (where is_shared) as shared_activity_count,
    sum(participants_count) filter (where is_shared)::bigint as shared_participants_count,
    (select count(*) from chosen where len(region_codes) > 1 and grant_kzt is not null)
        as shared_grant_project_count,
    (select sum(grant_kzt) from chosen where len(region_codes) > 1) as shared_grant_kzt,
    (select count(distinct report_id) from region_of_report where is_selected($selection, report_no) and is_reported_elsewhere)
        as moved_report_count,
    count(*) filter (where is_moved) as moved_activity_count
from activity;
