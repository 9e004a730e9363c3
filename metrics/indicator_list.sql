-- Every indicator with its plan and fact, as read and as written, and the cells they stand in.
-- Grain: one row an indicator.
-- Left out: nothing; is_judged says which rows are in the shares (running text without a plan is not).
-- decided_count, reached_count: 1 for an indicator that the share of indicators met rests on, and for one that was met or
--   exceeded; else 0. Their sums are the share.
-- is_copied_report: of a report whose every decided fact is its plan, as easy_plans says.
-- Null: correction_text where nothing was corrected; achievement_pct is null without a fact, for plans of 0, "at most" and for each event, and where plan and fact
--   cannot be paired for certain; level_code where the kind could not be told.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    i.task_seq,
    i.task_no,
    i.task_group,
    i.is_fixed_task,
    a.title as activity_title,
    i.name,
    i.kind_code,
    i.level_code,
    i.unit,
    i.plan_value,
    i.plan_comparator,
    i.plan_per,
    i.fact_value,
    i.achievement_pct,
    i.status,
    i.outcome,
    i.is_copied,
    coalesce(i.is_decided and i.achievement_pct > 150, false) as is_overfulfilled,
    i.bucket_code,
    i.is_summed,
    coalesce(o.is_copied_report, false) as is_copied_report,
    i.plan_text,
    i.fact_text,
    i.is_ambiguous,
    k.correction_text,
    i.is_judged,
    (i.is_judged and i.is_decided)::integer as decided_count,
    (i.is_judged and i.outcome in ('met', 'exceeded'))::integer as reached_count,
    i.source,
    i.name_place,
    i.plan_place,
    i.fact_place,
    i.name_characters,
    i.plan_characters,
    i.fact_characters
from selected_reports($selection) as r
join judged_indicator as i on i.report_id = r.report_id and is_chosen($selection['kinds'], i.kind_code)
left join indicator_outcomes($selection, 'whole') as o on o.report_id = r.report_id
left join fact_activity as a on a.report_id = i.report_id and a.activity_seq = i.activity_seq
left join corrected_row as k on k.report_id = i.report_id and k.table_name = 'fact_indicator' and k.row_no = i.indicator_seq
order by r.project_title collate kk, r.report_id, i.indicator_seq;
