-- What the operator decided about whole reports: excluded, of one project with another, of its own, assigned fields.
-- Grain: one row a decision in force on a report of the release.
-- Left out: decisions on reports that the release does not hold; they wait for them. The filters do not narrow it.
-- Null: field and new_value but for assigned fields; other_report but for merged projects.
select
    d.report_id,
    r.project_key,
    coalesce(r.project_title, p.project_title) as project_title,
    r.file_name,
    d.deed,
    d.column_name as field,
    d.new_value,
    n.other_report,
    d.reason,
    d.who,
    d.decided_at,
    d.act_no
from decision as d
join dim_report as r using (report_id)
left join dim_project as p using (project_key)
left join report_name as n on n.report_id = d.other_report_id
order by d.act_no desc;
