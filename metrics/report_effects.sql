-- The effects table of one report, and what other forms say of the same quantities.
-- Grain: one row an effect that the report has, in the order of the form.
-- Left out: nothing; small_grants_value is beside fact_value, never in it.
-- Null: the cell is blank or a dash, or its text is no single number.
select
    v.effect_code,
    e.effect_order,
    e.unit,
    v.plan_value,
    v.fact_value,
    v.small_grants_value,
    round(100.0 * v.fact_value / nullif(v.plan_value, 0), 1) as achieved_pct,
    v.plan_text,
    v.fact_text,
    v.source,
    v.plan_place,
    v.fact_place
from fact_effect as v
join effect as e using (effect_code)
where v.report_id = $report
order by e.effect_order;
