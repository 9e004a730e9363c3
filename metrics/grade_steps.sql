-- Every step of the grade of every selected project: what it measured, what was asked, what followed. OUR grade, not an
--   official evaluation.
-- Grain: one row a project and step of grades.toml.
-- Left out: a project's earlier reports.
-- Null: step_value where the report does not state it; the thresholds that a step does not have.
-- Source: as in project_grade.
select
    r.report_id,
    r.project_title,
    g.grade_code,
    s.step_code,
    s.step_order,
    s.unit,
    s.step_value,
    s.needs_at_least,
    s.successful_at_least,
    s.satisfactory_at_least,
    s.successful_at_most,
    s.satisfactory_at_most,
    s.step_level,
    list_contains(g.deciding_step_codes, s.step_code) as is_deciding
from selected_reports($selection) as r
join report_grade as g using (report_id)
join report_grade_step as s using (report_id)
order by g.grade_order, r.project_title collate kk, r.report_id, s.step_order;
