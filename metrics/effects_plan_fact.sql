-- The eleven quantities of the effects table, plan against fact, over all selected reports.
-- Grain: one row an effect, in the order of the form, also those that no report gives.
-- Left out: people of small grants that stand in the same cells. Direct and indirect beneficiaries are never added.
-- Null: a sum is null where no report gives it. plan_value and fact_value rest on different reports (the two
--   *_report_count); only both_* and achieved_pct compare like with like: the reports that give both.
-- Source: effects table of the final report; other forms where their text states the same quantity.
with selected as (
    select report_id, count(*) over () as report_count
    from selected_reports($selection)
),
said as (
    select
        v.* replace (
            case
                when v.effect_code = 'direct_beneficiaries' then read_people($selection, v.fact_value, c.direct_counted)
                else v.fact_value
            end as fact_value)
    from selected as r
    join fact_effect as v using (report_id)
    left join report_counted_people as c using (report_id)
)
select
    e.effect_code,
    e.effect_order,
    e.unit,
    sum(v.plan_value) as plan_value,
    sum(v.fact_value) as fact_value,
    count(v.plan_value) as plan_report_count,
    count(v.fact_value) as fact_report_count,
    sum(v.plan_value) filter (where v.fact_value is not null) as both_plan_value,
    sum(v.fact_value) filter (where v.plan_value is not null) as both_fact_value,
    count(*) filter (where v.plan_value is not null and v.fact_value is not null) as both_report_count,
    round(100.0 * both_fact_value / nullif(both_plan_value, 0), 1) as achieved_pct,
    coalesce((select max(report_count) from selected), 0) as report_count
from effect as e
left join said as v using (effect_code)
group by e.effect_code, e.effect_order, e.unit
order by e.effect_order;
