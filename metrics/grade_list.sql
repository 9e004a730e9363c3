-- Projects with their grade, worst first, and what each step of it measured. OUR grade, not an official evaluation.
-- Grain: one row a project, by its latest report.
-- Left out: nothing; undecidable ones come last. A grade is of the whole report, whatever kinds of indicators are selected.
-- Null: what the report does not state. deciding_step_codes: the steps without which the grade would be another.
-- Source: plan/fact table, effects table row 1, contradictions of severity error.
select
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.sphere_code,
    g.grade_code,
    g.deciding_step_codes,
    m.reached_share as reached_pct,
    m.direct_beneficiaries as direct_achieved_pct,
    m.serious_contradictions::bigint as serious_contradiction_count,
    m.decided_indicators::bigint as decided_count,
    m.decided_share as decided_pct,
    r.form_code,
    r.report_id
from selected_reports($selection) as r
join report_grade as g using (report_id)
join report_grade_measures as m using (report_id)
order by g.grade_order, m.reached_share nulls last, r.project_title collate kk, r.project_key;
