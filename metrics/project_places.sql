-- Where the figures of a project's row in project_list stand, and in what its latest report contradicts itself.
-- Grain: one row a project, in the order of project_list.
-- Left out: earlier and interim reports.
-- Null: a place where the report does not say; correction_text where neither its head nor its direct beneficiaries were
--   corrected. topics: what contradictions are about (money, people, plan, …); an empty
--   list where there are none.
select
    r.project_key,
    r.report_id,
    h.file_name,
    h.grant_place,
    v.fact_place as direct_place,
    k.correction_text,
    coalesce(t.topics, []) as topics
from selected_reports($selection) as r
join dim_report as h using (report_id)
left join fact_effect as v on v.report_id = r.report_id and v.effect_code = 'direct_beneficiaries'
left join (
    select report_id, string_agg(correction_text, '; ' order by table_name, item) as correction_text
    from corrected_row
    where table_name = 'dim_report' or table_name = 'fact_effect' and item = 'direct_beneficiaries'
    group by report_id
) as k on k.report_id = r.report_id
left join (
    select f.report_id, list(distinct u.topic order by u.topic) as topics
    from finding as f
    join dim_rule as u using (rule)
    where f.kind = 'contradiction' and f.severity in ('error', 'warning')
    group by f.report_id
) as t on t.report_id = r.report_id
order by r.project_title collate kk, r.project_key;
