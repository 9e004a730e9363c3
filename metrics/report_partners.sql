-- The partners that one report names.
-- Grain: one row a partner, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select partner_seq, name as partner_name, role, place
from report_partner
where report_id = $report
order by partner_seq;
