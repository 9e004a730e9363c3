-- The activities of the selected reports: where each was held, and whether the map shows it.
-- Grain: one row an activity, or an event of a report whose form has a list of events instead. venue_state is placed, online,
--   unplaced (its region is not known) or event (only its report says where it works); is_from_context: its place is that
--   of the report around it; is_shared: it was held in several regions.
-- Left out: nothing.
-- Null: date_text, place_text and the places of cells where nothing is written; participants_count where the report does
--   not say, or the people are not the project's own. region_codes is empty, never null.
with listed as (
    select
        a.report_id,
        a.activity_seq,
        a.title,
        a.date_text,
        a.place_text,
        p.venue_state,
        coalesce(p.region_codes, []) as region_codes,
        coalesce(p.is_from_context, false) as is_from_context,
        p.participants_count,
        a.title_place,
        a.place_place,
        a.participants_place
    from fact_activity as a
    join activity_placing as p using (report_id, activity_seq)
    union all
    select
        report_id, event_seq, title, strftime(event_date, '%d.%m.%Y'), place_text, 'event', [], false, participants_count,
        place, null, null
    from report_event
)
select
    l.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    l.title,
    l.date_text,
    l.place_text,
    l.venue_state,
    l.region_codes,
    l.is_from_context,
    len(l.region_codes) > 1 as is_shared,
    l.participants_count,
    l.title_place,
    l.place_place,
    l.participants_place
from selected_reports($selection) as r
join listed as l using (report_id)
order by r.project_title collate kk, l.report_id, l.venue_state = 'event', l.activity_seq;
