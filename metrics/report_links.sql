-- The links that one report cites.
-- Grain: one row a link, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_link
where report_id = $report
order by link_seq;
