-- How the indicators of each task ended.
-- Grain: one row a task that has judged indicators, those with most missed ones first. is_fixed_task: one of the two tasks
--   that every contract adds, not of the project itself.
-- Left out: tasks without indicators; indicators under no task.
-- Null: task_no for tasks that are not numbered; reached_pct where no indicator of the task could be decided.
with counted as (
    select
        i.report_id,
        i.task_seq,
        count(*) as indicator_count,
        count(*) filter (where i.outcome = 'met') as met_count,
        count(*) filter (where i.outcome = 'exceeded') as exceeded_count,
        count(*) filter (where i.outcome = 'missed') as missed_count,
        count(*) filter (where not i.is_decided) as undecidable_count
    from judged_indicator as i
    where i.is_judged and is_chosen($selection['kinds'], i.kind_code)
    group by i.report_id, i.task_seq
)
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    t.task_seq,
    t.task_no,
    t.title as task_title,
    t.is_fixed as is_fixed_task,
    c.* exclude (report_id, task_seq),
    reached_pct(c.met_count, c.exceeded_count, c.missed_count) as reached_pct,
    t.title_place
from selected_reports($selection) as r
join fact_task as t using (report_id)
join counted as c using (report_id, task_seq)
order by c.missed_count desc, reached_pct nulls last, r.project_title collate kk, r.report_id, t.task_seq;
