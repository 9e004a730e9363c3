-- The indicators of one report, plan and fact as read and as written.
-- Grain: one row an indicator, in the order of the form.
-- Left out: nothing; is_judged says which rows are in the shares.
-- Null: as in indicator_list.
select
    indicator_seq,
    task_seq,
    task_no,
    is_fixed_task,
    activity_seq,
    name,
    kind_code,
    level_code,
    unit,
    plan_value,
    plan_comparator,
    plan_parts,
    plan_per,
    fact_value,
    fact_parts,
    achievement_pct,
    status,
    is_judged,
    is_ambiguous,
    correction_text,
    source,
    plan_text,
    fact_text,
    name_place,
    plan_place,
    fact_place,
    name_characters,
    plan_characters,
    fact_characters
from judged_indicator as i
left join (
    select row_no as indicator_seq, correction_text
    from corrected_row
    where report_id = $report and table_name = 'fact_indicator'
) using (indicator_seq)
where i.report_id = $report
order by indicator_seq;
