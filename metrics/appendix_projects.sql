-- What the operator's own report says first of each project: who, what for, and how results differ from the plan.
-- Grain: one row a project, by its latest report.
-- Left out: earlier and interim reports of a project; heads of organisations, phones and addresses; money.
-- Null: what the latest report does not say.
select
    r.report_id,
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.form_code,
    r.language_code,
    r.report_year,
    d.period_text,
    d.project_goal,
    d.deviation_text
from selected_reports($selection) as r
join dim_report as d using (report_id)
order by r.project_title collate kk, r.project_key;
