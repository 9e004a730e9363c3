-- Every step of the grade of every selected project: what it measured, what was asked, what followed. OUR grade, not an
--   official evaluation.
-- Grain: one row a project and step of grades.toml.
-- Left out: a project's earlier reports.
-- Null: step_value where the report does not state it; the thresholds that a step does not have.
-- Source: as in project_grade.
select s.report_id, r.project_title, s.* exclude (report_id, grade_order)
from selected_reports($selection) as r
join graded_step as s using (report_id)
order by s.grade_order, r.project_title collate kk, r.report_id, s.step_order;
