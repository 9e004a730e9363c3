-- Indicators as every question about plan and fact judges them. One row an indicator.
-- outcome: its status, or 'ambiguous' where plans and facts stood in stacks that cannot be paired for certain.
-- is_judged: stands in a plan/fact table, or is told in running text together with a plan; a quantity in running text
--   that nobody planned can be neither met nor missed, and is in no share.
-- achievement_pct: the fact in per cent of the plan; null for a plan of 0, a plan "at most", a plan for each event, and
--   where plan and fact cannot be paired. (x / 0 is inf in DuckDB, least() and greatest() pass over nulls.)
-- is_copied: the fact is the plan, to the digit. The two fixed tasks of every contract are in, and marked.
-- task_group: own | by_contract (the two tasks that every contract adds); null where the report names no task.
-- bucket_code: how far the fact is from the plan; null for running text and without achievement_pct. A bucket holds its
--   lower bound up to 100 and its upper bound above: 80 % is in 80-100, 150 % in 100-150.
-- is_summed: plan and fact can be added to those of other indicators of the kind, where the kind counts one thing.
create view judged_indicator as
select
    i.*,
    case when i.is_ambiguous then 'ambiguous' else i.status end as outcome,
    i.source = 'table' or i.plan_value is not null or i.plan_text is not null as is_judged,
    outcome in ('met', 'exceeded', 'missed') as is_decided,
    case
        when i.plan_value > 0 and i.plan_comparator is distinct from '<=' and i.plan_per is null and not i.is_ambiguous
        then round(100.0 * i.fact_value / i.plan_value, 1)
    end as achievement_pct,
    coalesce(i.fact_value = i.plan_value and coalesce(i.fact_parts = i.plan_parts, true), false) as is_copied,
    coalesce(t.is_fixed, false) as is_fixed_task,
    case when i.task_seq is not null then if(is_fixed_task, 'by_contract', 'own') end as task_group,
    case
        when i.source <> 'table' or achievement_pct is null then null
        when i.fact_value < 0.5 * i.plan_value then '0-50'
        when i.fact_value < 0.8 * i.plan_value then '50-80'
        when i.fact_value < i.plan_value then '80-100'
        when i.fact_value = i.plan_value then '100'
        when i.fact_value <= 1.5 * i.plan_value then '100-150'
        when i.fact_value <= 2 * i.plan_value then '150-200'
        else '200+'
    end as bucket_code,
    i.source = 'table' and i.plan_value is not null and i.fact_value is not null and i.plan_per is null
        and i.plan_comparator is distinct from '<=' and not i.is_ambiguous and coalesce(i.unit, '') <> '%' as is_summed,
    t.task_no
from fact_indicator as i
left join fact_task as t using (report_id, task_seq);

-- How one report's plans and facts compare, kind by kind. One row a report, kind, level and task_group of its judged
-- indicators.
create table indicator_counts as
select
    report_id,
    kind_code,
    level_code,
    task_group,
    count(*) as indicator_count,
    count(*) filter (where outcome = 'met') as met_count,
    count(*) filter (where outcome = 'exceeded') as exceeded_count,
    count(*) filter (where outcome = 'missed') as missed_count,
    count(*) filter (where outcome = 'no_fact') as no_fact_count,
    count(*) filter (where outcome = 'no_plan') as no_plan_count,
    count(*) filter (where outcome = 'not_numeric') as not_numeric_count,
    count(*) filter (where outcome = 'ambiguous') as ambiguous_count,
    count(*) filter (where not is_decided) as undecidable_count,
    count(*) filter (where is_decided) as decided_count,
    count(*) filter (where is_decided and is_copied) as copied_count,
    count(*) filter (where is_decided and achievement_pct > 150) as overfulfilled_count,
    count(*) filter (where is_fixed_task) as fixed_task_count
from judged_indicator
where is_judged
group by report_id, kind_code, level_code, task_group;

-- The same of the kinds that the reader chose, of each report together (by null), or by its kinds, levels or task groups.
-- One row a report and group. is_copied_report: at least five decided indicators, and in every one the fact is the plan.
create macro indicator_outcomes(selection, asked_grouping) as table
select
    report_id,
    case asked_grouping when 'kind' then kind_code when 'level' then level_code when 'task' then task_group end as outcome_group,
    sum(columns('_count$'))::bigint,
    sum(decided_count) >= 5 and sum(copied_count) = sum(decided_count) as is_copied_report
from indicator_counts
where len(selection['kinds']) = 0 or list_contains(selection['kinds']::varchar[], coalesce(kind_code, ''))
group by report_id, outcome_group;

-- Share of decided indicators met or exceeded. Our measure, not the official evaluation.
create macro reached_pct(met, exceeded, missed) as
    round(100.0 * (met + exceeded) / nullif(met + exceeded + missed, 0), 1);
