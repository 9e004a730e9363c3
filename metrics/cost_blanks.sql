-- The reports that leave out what a measure of spending rests on: $measure as in cost_values.
-- Grain: one row a report that does not state it.
-- Left out: reports that do (cost_values).
-- Null: grant_kzt where it is the grant that is left out; place where no cell says it.
select
    s.report_id,
    s.project_title,
    s.organisation_name,
    s.report_year,
    s.grant_kzt,
    h.grant_place as place
from spending($selection) as s
join dim_report as h using (report_id)
where s.measure_code = $measure and s.measure_value is null
order by s.project_title collate kk, s.report_id;
