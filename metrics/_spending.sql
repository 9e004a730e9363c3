-- What grants were spent on: tenge for each direct beneficiary, and the shares of payroll and purchases in the grant.
-- One row a selected report and measure; measure_value is null where the report leaves out what it rests on.
create macro spending(selection) as table
select
    r.report_id,
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.sphere_code,
    r.grant_kzt,
    m.measure_code,
    m.measure_order,
    m.unit,
    case m.measure_code
        when 'kzt_per_direct'
        then round(r.grant_kzt / nullif(read_people(selection, e.direct_fact, c.direct_counted), 0), 0)
        when 'payroll_pct' then round(100.0 * e.payroll_kzt / nullif(r.grant_kzt, 0), 1)
        when 'purchases_pct' then round(100.0 * e.purchases_kzt / nullif(r.grant_kzt, 0), 1)
    end as measure_value
from selected_reports(selection) as r
cross join (values ('kzt_per_direct', 1, 'kzt'), ('payroll_pct', 2, 'pct'), ('purchases_pct', 3, 'pct'))
    as m (measure_code, measure_order, unit)
left join report_effect_values as e using (report_id)
left join report_counted_people as c using (report_id);

-- Where ordinary values end, by Tukey's rule: 1.5 times the range of the middle half beyond it. Tenge a person are taken on
-- a logarithmic scale, because projects differ a hundredfold. One row a measure; null under eight values, too few to say.
create macro spending_fences(selection) as table
select
    measure_code,
    if(measure_code = 'kzt_per_direct', exp(low), low) as lowest_ordinary_value,
    if(measure_code = 'kzt_per_direct', exp(high), high) as highest_ordinary_value
from (
    select
        measure_code,
        quantile_cont(scaled, 0.25) as q1,
        quantile_cont(scaled, 0.75) as q3,
        if(count(scaled) >= 8, q1 - 1.5 * (q3 - q1), null) as low,
        if(count(scaled) >= 8, q3 + 1.5 * (q3 - q1), null) as high
    from (
        select measure_code, if(measure_code = 'kzt_per_direct', ln(nullif(measure_value, 0)), measure_value) as scaled
        from spending(selection)
    )
    group by measure_code
);

-- Whether a value is out of the ordinary, and on which side: low | high; null for ordinary and absent values.
create macro outlier_side(value, lowest, highest) as
    case when value < lowest then 'low' when value > highest then 'high' end;
