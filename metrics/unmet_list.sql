-- What was promised and not done: indicators that were missed, and planned ones whose fact the report leaves out.
-- Grain: one row an indicator, the missed ones first, the furthest from their plan at the top.
-- Left out: met and exceeded indicators, and those that cannot be decided for another reason than a blank fact.
-- Null: achievement_pct and shortfall_value without a fact; achievement_pct for plans "at most" and for each event.
-- Source: plan/fact table; running text where it states a plan. shortfall_value is plan less fact, in the indicator's own
--   unit (for a plan "at most" by how much it was passed): it must not be added up over indicators.
select
    r.report_id,
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.report_year,
    i.task_no,
    i.is_fixed_task,
    i.name,
    i.kind_code,
    i.unit,
    i.plan_value,
    i.plan_comparator,
    i.fact_value,
    i.achievement_pct,
    case when i.outcome = 'missed' and i.plan_per is null then abs(i.plan_value - i.fact_value) end as shortfall_value,
    i.outcome as status,
    i.plan_text,
    i.fact_text,
    i.source,
    i.name_place,
    i.plan_place,
    i.fact_place
from selected_reports($selection) as r
join judged_indicator as i on i.report_id = r.report_id and is_chosen($selection['kinds'], i.kind_code)
where i.is_judged and (i.outcome = 'missed' or i.outcome = 'no_fact' and i.plan_text is not null)
order by i.outcome, i.achievement_pct nulls last, shortfall_value desc nulls last, r.project_title collate kk, r.report_id, i.indicator_seq;
