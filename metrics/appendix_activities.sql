-- The activities of the selected projects, each under its task, with when it was held and what it came to.
-- Grain: one row an activity, in the order of the form.
-- Left out: nothing.
-- Null: what the report does not say; task_no for the two tasks that every contract adds, and where no task is told.
select
    r.report_id,
    a.activity_seq,
    a.task_seq,
    t.task_no,
    t.title as task_title,
    a.activity_no,
    a.title,
    a.date_text,
    a.place_text,
    a.participants_text,
    a.result_text
from selected_reports($selection) as r
join fact_activity as a using (report_id)
left join fact_task as t on t.report_id = a.report_id and t.task_seq = a.task_seq
order by r.project_title collate kk, r.project_key, a.activity_seq;
