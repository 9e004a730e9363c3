-- What one report proposes for future grants.
-- Grain: one row a proposal, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_proposal
where report_id = $report
order by proposal_seq;
