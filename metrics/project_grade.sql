-- How one project is graded by the report that counts, step by step. OUR grade, not an official evaluation.
-- Grain: one row a step of grades.toml, in its order. $project is the project's key.
-- Left out: the project's other reports.
-- Null: step_value where the report does not state it; the thresholds that a step does not have.
-- Source: plan/fact table, effects table row 1, contradictions of severity error.
select s.* exclude (grade_order)
from latest_report as r
join graded_step as s using (report_id)
where r.project_key = $project
order by s.step_order;
