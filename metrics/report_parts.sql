-- Which parts one report has, in the order of the form. $report is its id.
-- Grain: one row a part that its form asks for, or that it has all the same.
-- Left out: parts that the form does not have.
-- Null: nothing is; row_count is 0 where the paper leaves the part blank.
-- Source: the forms: final report (f), interim report (i), the operator's appendix 4 (o).
with part as (
    select *
    from (values
        ('plan_fact', 1, 'fo'), ('events', 2, 'i'), ('effects', 3, 'f'), ('change', 4, 'fo'), ('participants', 5, 'fo'),
        ('results', 6, 'fo'), ('partners', 7, 'f'), ('proposals', 8, 'f'), ('recommendations', 9, 'f'), ('risks', 10, 'i'),
        ('evidence', 11, 'i'), ('links', 12, 'fio')
    ) as listed (part, part_order, asking_forms)
),
said as (
    select report_id, 'plan_fact' as part from fact_task
    union all select report_id, 'plan_fact' from fact_activity
    union all select report_id, 'plan_fact' from fact_indicator
    union all select report_id, 'events' from report_event
    union all select report_id, 'effects' from fact_effect where plan_text is not null or fact_text is not null
    union all select report_id, 'participants' from participants where cell_state <> 'blank'
    union all select report_id, section_part(section) from report_section
    union all select report_id, 'partners' from report_partner
    union all select report_id, 'proposals' from report_proposal
    union all select report_id, 'recommendations' from report_recommendation
    union all select report_id, 'risks' from report_risk
    union all select report_id, 'evidence' from report_evidence
    union all select report_id, 'links' from report_link
)
select p.part as report_part, count(s.part) as row_count
from dim_report as r
cross join part as p
left join said as s on s.report_id = r.report_id and s.part = p.part
where r.report_id = $report
group by p.part, p.part_order, p.asking_forms, r.form_code
having count(s.part) > 0 or contains(p.asking_forms, r.form_code[1])
order by p.part_order;
