-- What each project's grant was spent on, by one measure: $measure is kzt_per_direct (tenge for each direct beneficiary),
--   payroll_pct or purchases_pct (shares of the grant).
-- Grain: one row a report that states what the measure rests on, the highest value first.
-- Left out: reports that leave it out; cost_spread counts them.
-- place is the cell of the grant, fact_place that of the other value.
-- Null: outlier_side where the value is ordinary, or fewer than eight projects give one.
-- Source: effects table rows 1, 6 and 8 (facts) against the grant. Outliers: beyond 1.5 times the interquartile range, for
--   tenge a person on a logarithmic scale (_spending.sql). Small grants' people do not lower the cost.
select
    s.* exclude (measure_order),
    outlier_side(s.measure_value, f.lowest_ordinary_value, f.highest_ordinary_value) as outlier_side,
    h.grant_place as place,
    e.fact_place
from spending($selection) as s
join spending_fences($selection) as f using (measure_code)
join dim_report as h using (report_id)
left join fact_effect as e
    on e.report_id = s.report_id
    and e.effect_code = case $measure
        when 'kzt_per_direct' then 'direct_beneficiaries'
        when 'payroll_pct' then 'payroll_kzt'
        when 'purchases_pct' then 'contribution_kzt'
    end
where s.measure_code = $measure and s.measure_value is not null
order by s.measure_value desc, s.report_id;
