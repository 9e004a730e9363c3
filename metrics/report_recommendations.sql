-- What one report recommends to state bodies.
-- Grain: one row a recommendation, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_recommendation
where report_id = $report
order by recommendation_seq;
