-- What each report says of every quantity of the effects table, plan and fact, and in which cells.
-- Grain: one row a report and effect that stands in its table, in the order of the form.
-- Left out: reports without the row. small_grants_value is beside fact_value, never in it.
-- Null: correction_text where nothing was corrected; else the cell is blank or a dash, or its text is no single number (plan_text, fact_text). counted_count: what the
--   report's participants add up to; null for other effects, and where no table of participants is filled in.
--   achievement_pct: the fact in per cent of the plan; null unless both are there and the plan is above 0.
-- fact_value of direct beneficiaries is the one that the reading asks for, declared or counted.
with said as (
    select
        r.report_id,
        r.project_title,
        r.organisation_name,
        r.report_year,
        v.* exclude (report_id, unit) replace (
            case
                when v.effect_code = 'direct_beneficiaries' then read_people($selection, v.fact_value, c.direct_counted)
                else v.fact_value
            end as fact_value),
        case when v.effect_code = 'direct_beneficiaries' then c.direct_counted end as counted_count,
        k.correction_text
    from selected_reports($selection) as r
    join fact_effect as v using (report_id)
    left join report_counted_people as c using (report_id)
    left join corrected_row as k on k.report_id = v.report_id and k.table_name = 'fact_effect' and k.item = v.effect_code
)
select
    s.report_id,
    s.project_title,
    s.organisation_name,
    s.report_year,
    s.correction_text,
    s.effect_code,
    e.unit,
    s.plan_value,
    s.fact_value,
    round(100.0 * s.fact_value / case when s.plan_value > 0 then s.plan_value end, 1) as achievement_pct,
    s.counted_count,
    s.small_grants_value,
    s.plan_text,
    s.fact_text,
    s.source,
    s.plan_place,
    s.fact_place
from said as s
join effect as e using (effect_code)
order by s.project_title collate kk, s.report_id, e.effect_order;
