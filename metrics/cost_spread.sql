-- How widely projects differ in what their grants were spent on: $by is year, region, sphere, project, organisation, form
--   or language; 'whole' is all of them together.
-- Grain: one row a measure (kzt_per_direct, payroll_pct, purchases_pct) and group.
-- Left out: nothing; unstated_report_count says how many reports leave out what the measure rests on.
-- Null: where no report of the group states it; the ordinary bounds where fewer than eight of all projects do. By region a
--   report on two regions counts in both.
-- Source: as in cost_values. The ordinary bounds, and so outlier_count, are of all selected projects, not of the group.
select
    s.measure_code,
    s.measure_order,
    s.unit,
    g.group_code,
    g.group_label,
    count(*) as report_count,
    count(s.measure_value) as stated_report_count,
    count(*) filter (where s.measure_value is null) as unstated_report_count,
    min(s.measure_value) as lowest_value,
    round(quantile_cont(s.measure_value, 0.25), 1) as lower_quartile_value,
    round(quantile_cont(s.measure_value, 0.5), 1) as median_value,
    round(quantile_cont(s.measure_value, 0.75), 1) as upper_quartile_value,
    max(s.measure_value) as highest_value,
    round(any_value(f.lowest_ordinary_value), 1) as lowest_ordinary_value,
    round(any_value(f.highest_ordinary_value), 1) as highest_ordinary_value,
    count(outlier_side(s.measure_value, f.lowest_ordinary_value, f.highest_ordinary_value)) as outlier_count
from report_groups($selection, $by) as g
join spending($selection) as s using (report_id)
join spending_fences($selection) as f using (measure_code)
group by s.measure_code, s.measure_order, s.unit, g.group_code, g.group_label
order by s.measure_order, g.group_label collate kk, g.group_code nulls last;
