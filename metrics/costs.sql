-- What a report's grant was spent on, and tenge for each direct beneficiary.
-- Grain: one row a report that states its grant.
-- Left out: reports without a grant. Small grants' people do not lower the cost.
-- Null: what rests on a value that the report does not give, or on 0 beneficiaries.
-- Source: effects table rows 1, 6, 7, 8 (facts) against the grant; the three shares need not make 100 %.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.sphere_code,
    r.grant_kzt,
    read_people($selection, e.direct_fact, c.direct_counted)::bigint as direct_fact_count,
    round(r.grant_kzt / nullif(direct_fact_count, 0), 0) as kzt_per_direct,
    round(100.0 * e.payroll_kzt / nullif(r.grant_kzt, 0), 1) as payroll_pct,
    round(100.0 * e.purchases_kzt / nullif(r.grant_kzt, 0), 1) as purchases_pct,
    round(100.0 * e.taxes_kzt / nullif(r.grant_kzt, 0), 1) as taxes_pct
from selected_reports($selection) as r
left join report_effect_values as e using (report_id)
left join report_counted_people as c using (report_id)
where r.grant_kzt is not null
order by kzt_per_direct desc nulls last, r.report_id;
