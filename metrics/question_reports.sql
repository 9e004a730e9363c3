-- Which reports answer one question of their form: $question as in answers_by_question.
-- Grain: one row a report whose form asks it, those that leave it out first.
-- Left out: reports whose form does not ask.
-- Null: nothing is but titles and names that the report does not say.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.form_code,
    a.is_answered
from selected_reports($selection) as r
join question_answer as a using (report_id)
where a.question = $question
order by a.is_answered, r.project_title collate kk, r.report_id;
