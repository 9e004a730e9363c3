-- The running text of one report, by the section of the form.
-- Grain: one row a paragraph, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say.
select * exclude (report_id)
from report_section
where report_id = $report
order by section_seq;
