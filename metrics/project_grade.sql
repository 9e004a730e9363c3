-- How one project is graded by the report that counts, step by step. OUR grade, not an official evaluation.
-- Grain: one row a step of grades.toml, in its order. $project is the project's key.
-- Left out: the project's other reports.
-- Null: step_value where the report does not state it; the thresholds that a step does not have.
-- Source: plan/fact table, effects table row 1, contradictions of severity error.
select
    s.report_id,
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
from latest_report as r
join report_grade as g using (report_id)
join report_grade_step as s using (report_id)
where r.project_key = $project
order by s.step_order;
