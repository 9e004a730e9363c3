-- Where activities were held. One row an activity, region and district; an online activity was held nowhere.
create table venue as
select v.report_id, v.activity_seq, v.region_code, v.reported_region_code, v.district_code, v.rule
from bridge_activity_region as v
join fact_activity as a using (report_id, activity_seq)
where v.role = 'venue' and not a.is_online;

-- The regions where a report held its events. One row a report and region; a report without a table of activities
-- tells of its events elsewhere.
create table held_in_region as
select distinct report_id, region_code, reported_region_code
from venue
union
select report_id, region_code, reported_region_code
from bridge_report_region
where role = 'venue' and report_id not in (select report_id from fact_activity);

-- A region on today's map, or on the map that its report was written by.
create macro region_on(map, today_code, reported_code) as
case map
    when 'today' then today_code
    when 'reported' then reported_code
    else error('no map ''' || map || '''; known: today, reported')
end;

-- Activities that stand nowhere on the map though they were not online, and why. One row an activity.
-- reason_code: no_place, nothing is written; ambiguous, several places bear the name; nationwide, the whole country is
--   named; not_recognised, a place is written that is in no list.
create table unplaced_activity as
select
    a.report_id,
    a.activity_seq,
    case
        when a.place_text is null then 'no_place'
        when bool_or(f.rule = 'place_ambiguous') then 'ambiguous'
        when bool_or(f.rule = 'place_nationwide') then 'nationwide'
        else 'not_recognised'
    end as reason_code
from fact_activity as a
left join finding as f
    on f.report_id = a.report_id and f.place = a.place_place and f.rule in ('place_ambiguous', 'place_nationwide')
where not a.is_online
  and not exists (from venue as v where v.report_id = a.report_id and v.activity_seq = a.activity_seq)
group by a.report_id, a.activity_seq, a.place_text;

-- Where each activity stands on the map. One row an activity. venue_state: placed, online or unplaced.
-- region_codes and district_codes on today's map, reported_region_codes, is_from_context, is_moved, is_shared (between
-- regions): null for an activity that is not placed; reason_code: for one that is unplaced. participants_count: the project's
-- own people. report_no: as is_selected asks for it.
create table activity_placing as
with placed as (
    select
        report_id,
        activity_seq,
        bool_and(rule = 'from_context') as is_from_context,
        bool_or(reported_region_code <> region_code) as is_moved,
        list(distinct region_code order by region_code) as region_codes,
        list(distinct reported_region_code order by reported_region_code) as reported_region_codes,
        list(distinct district_code order by district_code) filter (where district_code is not null) as district_codes
    from venue
    group by report_id, activity_seq
)
select
    r.report_no,
    a.report_id,
    a.activity_seq,
    case when a.is_online then 'online' when p.report_id is null then 'unplaced' else 'placed' end as venue_state,
    p.region_codes,
    p.reported_region_codes,
    p.district_codes,
    p.is_from_context,
    p.is_moved,
    len(p.region_codes) > 1 as is_shared,
    u.reason_code,
    h.participants_count
from fact_activity as a
left join numbered_report as r using (report_id)
left join placed as p using (report_id, activity_seq)
left join unplaced_activity as u using (report_id, activity_seq)
left join activity_people as h using (report_id, activity_seq);

-- Whether a report covers a region, whether it held an event there, whether it names the region as that of an event, and
-- whether it names it by an older map. One row a report and region on today's map.
-- has_event: the report places an event anywhere; without one, nothing can be compared.
create table region_of_report as
select
    any_value(r.report_no) as report_no,
    report_id,
    region_code,
    bool_or(n.role = 'coverage') as is_covered,
    bool_or(n.role = 'held') as is_held,
    bool_or(n.role = 'venue') as is_named_venue,
    bool_or(n.role <> 'held' and n.reported_region_code <> n.region_code) as is_reported_elsewhere,
    bool_or(bool_or(n.role = 'held')) over (partition by report_id) as has_event
from (
    select report_id, region_code, reported_region_code, role from bridge_report_region
    union all
    select report_id, region_code, reported_region_code, 'held' from held_in_region) as n
left join numbered_report as r using (report_id)
group by report_id, region_code;

-- The districts that a report names. One row a report and district.
create table district_of_report as
select any_value(r.report_no) as report_no, report_id, b.district_code
from bridge_report_district as b
left join numbered_report as r using (report_id)
group by report_id, b.district_code;
