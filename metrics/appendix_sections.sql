-- What the selected projects write of measured changes and of results, by the section of the form.
-- Grain: one row a paragraph, in the order of the form.
-- Left out: the other sections: activities, participants, partners, risks.
-- Null: nothing; a project without a row says nothing there.
select
    r.report_id,
    s.section_seq,
    s.section,
    s.words
from selected_reports($selection) as r
join report_section as s using (report_id)
where s.section in ('goal_reached', 'change_measured', 'results', 'concrete_results', 'long_term', 'sustainability', 'socio_economic')
order by r.project_title collate kk, r.project_key, s.section_seq;
