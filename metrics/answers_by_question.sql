-- Which questions of the forms are answered, and by how many of the reports that were asked.
-- Grain: one row a question, in the order of the forms.
-- Left out: nothing; a question is answered as soon as one of its cells has a value (one dated activity, one partner).
-- Null: nothing is; asked_report_count is 0 where no selected report's form asks.
-- Source: the forms, as _written_answers.sql lists what each asks.
with selected as (
    select report_id
    from selected_reports($selection)
)
select
    q.question,
    count(*) filter (where a.is_answered) as answering_report_count,
    count(a.report_id) as asked_report_count,
    (select count(*) from selected) as report_count
from question as q
left join (select a.* from selected join question_answer as a using (report_id)) as a using (question)
group by q.question, q.question_order
order by q.question_order;
