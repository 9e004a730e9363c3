-- The risks that one report names, and what was done against them.
-- Grain: one row a risk, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_risk
where report_id = $report
order by risk_seq;
