-- How often each rule failed, passed, or had nothing to check.
-- Grain: one row a rule, also those that never failed.
-- Left out: nothing.
-- Null: nothing is.
select
    c.rule,
    c.severity,
    count(distinct c.report_id) filter (where c.result = 'failed') as failed_report_count,
    count(*) filter (where c.result = 'failed') as failed_count,
    count(distinct c.report_id) filter (where c.result = 'passed') as passed_report_count,
    count(distinct c.report_id) filter (where c.result = 'skipped') as skipped_report_count
from selected_reports($selection) as r
join check_result as c using (report_id)
group by c.rule, c.severity
order by list_position(['error', 'warning', 'note'], c.severity), failed_report_count desc, c.rule;
