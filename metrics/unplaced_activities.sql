-- The activities that stand nowhere on the map, with what their reports write instead of a place.
-- Grain: one row an activity that is neither online nor placed.
-- Left out: activities without a place in a project of one region: they take that region.
-- Null: place_text and place_place are null where no place is written, date_text where no date is.
select
    a.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    u.reason_code,
    a.title,
    a.date_text,
    a.place_text,
    a.place_place,
    a.title_place
from selected_reports($selection) as r
join unplaced_activity as u using (report_id)
join fact_activity as a using (report_id, activity_seq)
order by u.reason_code, r.project_title collate kk, a.report_id, a.activity_seq;
