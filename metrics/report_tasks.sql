-- The tasks of one report.
-- Grain: one row a task, in the order of the form.
-- Left out: nothing.
-- Null: task_no is null for the two tasks that every contract adds (is_fixed).
select * exclude (report_id)
from fact_task
where report_id = $report
order by task_seq;
