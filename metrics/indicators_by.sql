-- How many planned indicators were reached: $by is year, region, sphere, project, organisation, form or language, or of
--   the indicators themselves kind (participants, events, media, …), level (input, output, outcome) or task (own: the
--   project's own tasks; by_contract: the two that every contract adds). By level: whether projects promise outputs or outcomes.
-- Grain: one row a group. A report on two regions counts in both, so rows need not add up to the whole. By kind, level and
--   task an indicator is in one group, and a report in the groups of its indicators.
-- Left out: quantities told in running text that nobody planned. The two tasks that every contract adds are in, and
--   fixed_task_count says how many indicators are theirs.
-- Null: reached_pct is null where none could be decided; group_code is null for reports that do not say, and
--   by level for indicators whose kind could not be told, by task for those that stand under no task.
-- Source: plan/fact table. undecidable = no_fact + no_plan + not_numeric + ambiguous. Overfulfilled: more than 150 % of
--   a plan above 0. Copied report: at least five decided indicators (of that kind or level), and in each the fact is the
--   plan. Kinds are assigned by the indicator's name and unit (etl/kinds.toml): no report states them.
with grouped as (
    select
        case when $by in ('kind', 'level', 'task') then i.outcome_group else g.group_code end as group_code,
        g.group_label,
        g.report_id,
        i.* exclude (report_id, outcome_group),
        i.report_id is not null as has_indicators
    from report_groups($selection, case when $by in ('kind', 'level', 'task') then 'whole' else $by end) as g
    left join indicator_outcomes($selection, $by) as i on i.report_id = g.report_id
    where $by not in ('kind', 'level', 'task') or i.report_id is not null
)
select
    group_code,
    group_label,
    count(distinct report_id) as report_count,
    count(*) filter (where has_indicators) as indicator_report_count,
    coalesce(sum(indicator_count), 0)::bigint as indicator_count,
    coalesce(sum(met_count), 0)::bigint as met_count,
    coalesce(sum(exceeded_count), 0)::bigint as exceeded_count,
    coalesce(sum(missed_count), 0)::bigint as missed_count,
    coalesce(sum(no_fact_count), 0)::bigint as no_fact_count,
    coalesce(sum(no_plan_count), 0)::bigint as no_plan_count,
    coalesce(sum(not_numeric_count), 0)::bigint as not_numeric_count,
    coalesce(sum(ambiguous_count), 0)::bigint as ambiguous_count,
    coalesce(sum(undecidable_count), 0)::bigint as undecidable_count,
    reached_pct(sum(met_count), sum(exceeded_count), sum(missed_count)) as reached_pct,
    coalesce(sum(overfulfilled_count), 0)::bigint as overfulfilled_count,
    coalesce(sum(fixed_task_count), 0)::bigint as fixed_task_count,
    count(*) filter (where is_copied_report) as copied_report_count
from grouped
group by group_code, group_label
order by group_label collate kk, group_code nulls last;
