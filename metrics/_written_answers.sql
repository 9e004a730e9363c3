-- The questions of the forms. One row a question; asking_forms are the first letters of the forms that ask it.
-- The forms: a final report (f) asks everything but risks, an interim one (i) has a head, an events table, risks and
-- evidence, the operator's appendix 4 (o) has neither money nor an effects table. Regions, places and links are asked of
-- all, as each tells where it worked and what proves it.
create view question as
select *
from (values
    ('title', 1, 'fio'), ('organisation', 2, 'fi'), ('period', 3, 'fi'), ('grant', 4, 'fi'), ('goal', 5, 'f'),
    ('regions', 6, 'fio'), ('activities', 7, 'fio'), ('dates', 8, 'fio'), ('places', 9, 'fio'),
    ('participants', 10, 'fio'), ('indicators', 11, 'fo'), ('direct_beneficiaries', 12, 'f'),
    ('direct_vulnerable', 13, 'f'), ('indirect_beneficiaries', 14, 'f'), ('staff', 15, 'f'), ('payroll_kzt', 16, 'f'),
    ('gender', 17, 'fo'), ('status', 18, 'fo'), ('age', 19, 'fo'), ('partners', 20, 'f'), ('risks', 21, 'i'),
    ('links', 22, 'fio'), ('proposals', 23, 'f'), ('deviation', 24, 'fo')
) as listed (question, question_order, asking_forms);

-- Which questions of its form a report answers. One row a report that counts and question that its form asks.
-- A question is answered as soon as one of its cells has a value (one dated activity, one partner).
create table question_answer as
with activity as (
    select
        report_id,
        bool_or(date_start is not null) as has_date,
        bool_or(place_text is not null) as has_place,
        bool_or(participants_count is not null) as has_people
    from (
        select report_id, date_start, place_text, participants_count from fact_activity
        union all
        select report_id, event_date, place_text, participants_count from report_event
    )
    group by report_id
),
counted as (
    select
        report_id,
        bool_or(dimension = 'gender') as has_gender,
        bool_or(dimension = 'status') as has_status,
        bool_or(dimension = 'age') as has_age
    from participants
    where cell_state in ('value', 'hidden')
    group by report_id
),
listed as (
    select
        report_id,
        bool_or(question = 'partners') as has_partners,
        bool_or(question = 'risks') as has_risks,
        bool_or(question = 'links') as has_links,
        bool_or(question = 'proposals') as has_proposals
    from (
        select report_id, 'partners' as question from report_partner
        union all
        select report_id, 'risks' from report_risk
        union all
        select report_id, 'links' from report_link
        union all
        select report_id, 'proposals' from report_proposal
    )
    group by report_id
),
answered as (
    select
        r.report_id,
        r.form_code[1] as form_letter,
        unnest({
            'title': h.project_title is not null,
            'organisation': h.organisation_name is not null,
            'period': r.period_start is not null,
            'grant': r.grant_kzt is not null,
            'goal': h.project_goal is not null,
            'regions': len(r.region_codes) > 0,
            'activities': a.report_id is not null,
            'dates': a.has_date,
            'places': a.has_place,
            'participants': a.has_people,
            'indicators': f.has_indicators,
            'direct_beneficiaries': f.direct_fact is not null,
            'direct_vulnerable': f.vulnerable_fact is not null,
            'indirect_beneficiaries': f.indirect_fact is not null,
            'staff': f.staff_fact is not null,
            'payroll_kzt': f.payroll_kzt is not null,
            'gender': c.has_gender,
            'status': c.has_status,
            'age': c.has_age,
            'partners': l.has_partners,
            'risks': l.has_risks,
            'links': l.has_links,
            'proposals': l.has_proposals,
            'deviation': h.deviation_text is not null
        })
    from latest_report as r
    join dim_report as h using (report_id)
    join report_figures as f using (report_id)
    left join activity as a using (report_id)
    left join counted as c using (report_id)
    left join listed as l using (report_id)
),
told as (
    select report_id, question, form_letter, is_answered
    from answered unpivot include nulls (is_answered for question in (columns(* exclude (report_id, form_letter))))
)
select t.report_id, q.question, coalesce(t.is_answered, false) as is_answered
from question as q
join told as t on t.question = q.question and contains(q.asking_forms, t.form_letter);
