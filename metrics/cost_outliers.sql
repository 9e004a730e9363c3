-- Projects out of the ordinary in what their grant was spent on.
-- Grain: one row a report and measure (kzt_per_direct, payroll_pct, purchases_pct) that is out of the ordinary, the
--   furthest first. outlier_side: low | high.
-- Left out: ordinary values; measures that fewer than eight projects state.
-- Null: nothing that the rule rests on.
-- Source: as in cost_values.
select
    s.report_id,
    s.project_key,
    s.project_title,
    s.organisation_name,
    s.report_year,
    s.sphere_code,
    s.measure_code,
    s.unit,
    s.measure_value,
    outlier_side(s.measure_value, f.lowest_ordinary_value, f.highest_ordinary_value) as outlier_side,
    round(f.lowest_ordinary_value, 1) as lowest_ordinary_value,
    round(f.highest_ordinary_value, 1) as highest_ordinary_value,
    s.grant_kzt
from spending($selection) as s
join spending_fences($selection) as f using (measure_code)
where outlier_side is not null
order by
    s.measure_order,
    case when outlier_side = 'high' then s.measure_value / f.highest_ordinary_value
         else f.lowest_ordinary_value / nullif(s.measure_value, 0) end desc nulls first,
    s.report_id;
