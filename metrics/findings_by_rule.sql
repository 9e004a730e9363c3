-- How often each rule failed, passed, or had nothing to check.
-- Grain: one row a rule, also those that never failed.
-- Left out: nothing.
-- Null: nothing is.
with by_report as (  -- to count distinct reports three times over takes longer
    select
        c.rule,
        c.severity,
        count(*) filter (where c.result = 'failed') as failed_count,
        bool_or(c.result = 'passed') as has_passed,
        bool_or(c.result = 'skipped') as has_skipped
    from selected_reports($selection) as r
    join check_result as c using (report_id)
    group by c.report_id, c.rule, c.severity
)
select
    rule,
    severity,
    count(*) filter (where failed_count > 0) as failed_report_count,
    sum(failed_count)::bigint as failed_count,
    count(*) filter (where has_passed) as passed_report_count,
    count(*) filter (where has_skipped) as skipped_report_count
from by_report
group by rule, severity
order by list_position(['error', 'warning', 'note'], severity), failed_report_count desc, rule;
