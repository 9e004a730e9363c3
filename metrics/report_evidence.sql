-- The evidence table of one interim report.
-- Grain: one row an appendix, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_evidence
where report_id = $report
order by evidence_seq;
