-- The indicators of the selected projects, plan and fact as the papers write them.
-- Grain: one row an indicator, in the order of the form.
-- Left out: nothing.
-- Null: the cell is blank or a dash; activity_seq where the indicator stands under no activity.
select
    r.report_id,
    i.indicator_seq,
    i.activity_seq,
    i.name,
    i.plan_text,
    i.fact_text,
    i.unit,
    i.source
from selected_reports($selection) as r
join judged_indicator as i using (report_id)
order by r.project_title collate kk, r.project_key, i.indicator_seq;
