-- Indicators as every question about plan and fact judges them. One row an indicator.
-- outcome: its status, or 'ambiguous' where plans and facts stood in stacks that cannot be paired for certain.
-- is_judged: stands in a plan/fact table, or is told in running text together with a plan; a quantity in running text
--   that nobody planned can be neither met nor missed, and is in no share.
-- achievement_pct: the fact in per cent of the plan; null for a plan of 0, a plan "at most", a plan for each event, and
--   where plan and fact cannot be paired. (x / 0 is inf in DuckDB, least() and greatest() pass over nulls.)
-- is_copied: the fact is the plan, to the digit. The two fixed tasks of every contract are in, and marked.
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
    t.task_no
from fact_indicator as i
left join fact_task as t using (report_id, task_seq);

-- How one report's plans and facts compare, of all its judged indicators ('whole'), of one kind or of one level of the
-- results chain. One row a report, grouping and group that has judged indicators.
-- is_copied_report: at least five decided indicators, and in every one the fact is the plan.
create table indicator_outcomes as
select
    report_id,
    case when grouping(kind_code) = 0 then 'kind' when grouping(level_code) = 0 then 'level' else 'whole' end as grouping_name,
    case when grouping(kind_code) = 0 then kind_code when grouping(level_code) = 0 then level_code end as group_code,
    count(*) as indicator_count,
    count(*) filter (where outcome = 'met') as met_count,
    count(*) filter (where outcome = 'exceeded') as exceeded_count,
    count(*) filter (where outcome = 'missed') as missed_count,
    count(*) filter (where outcome = 'no_fact') as no_fact_count,
    count(*) filter (where outcome = 'no_plan') as no_plan_count,
    count(*) filter (where outcome = 'not_numeric') as not_numeric_count,
    count(*) filter (where outcome = 'ambiguous') as ambiguous_count,
    count(*) filter (where not is_decided) as undecidable_count,
    count(*) filter (where is_decided and achievement_pct > 150) as overfulfilled_count,
    count(*) filter (where is_fixed_task) as fixed_task_count,
    count(*) filter (where is_decided) >= 5 and bool_and(is_copied) filter (where is_decided) as is_copied_report
from judged_indicator
where is_judged
group by grouping sets ((report_id), (report_id, kind_code), (report_id, level_code));

create table report_outcomes as
select * exclude (grouping_name, group_code)
from indicator_outcomes
where grouping_name = 'whole';

-- Share of decided indicators met or exceeded. Our measure, not the official evaluation.
create macro reached_pct(met, exceeded, missed) as
    round(100.0 * (met + exceeded) / nullif(met + exceeded + missed, 0), 1);
