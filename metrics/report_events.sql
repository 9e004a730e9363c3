-- The events table of one interim report.
-- Grain: one row an event, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_event
where report_id = $report
order by event_seq;
