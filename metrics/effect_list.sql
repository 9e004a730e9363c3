-- What each report says of one quantity of the effects table, and in which cell. $effect is its code.
-- Grain: one row a report that has the row in its table.
-- Left out: reports without the row. small_grants_value is beside fact_value, never in it.
-- Null: correction_text where nothing was corrected; else the cell is blank or a dash, or its text is no single number (plan_text, fact_text). counted_count: what the
--   report's participants add up to; null for other effects, and where no table of participants is filled in.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    v.plan_value,
    v.fact_value,
    case when v.effect_code = 'direct_beneficiaries' then c.direct_counted end as counted_count,
    coalesce(v.effect_code = 'direct_beneficiaries' and v.fact_value <> c.direct_counted, false) as is_differing,
    v.small_grants_value,
    k.correction_text,
    v.plan_text,
    v.fact_text,
    v.source,
    v.plan_place,
    v.fact_place,
    greatest(len(r.region_codes), 1) as region_count
from selected_reports($selection) as r
join fact_effect as v using (report_id)
left join report_counted_people as c using (report_id)
left join corrected_row as k on k.report_id = v.report_id and k.table_name = 'fact_effect' and k.item = v.effect_code
where v.effect_code = $effect
order by v.fact_value desc nulls last, r.project_title collate kk, r.report_id;
