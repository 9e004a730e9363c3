-- Projects in whose latest report the words $words stand: in title, organisation, goal, an activity or a partner.
-- Grain: one row a project.
-- Left out: other parts of the report. Capital and small letters are alike.
-- Null: nothing is.
with text as (
    select r.report_id, concat_ws(' ', r.project_title, r.organisation_name, h.project_goal) as said
    from selected_reports($selection) as r
    join dim_report as h using (report_id)
    union all
    select report_id, title from fact_activity
    union all
    select report_id, name from report_partner
)
select distinct r.project_key
from selected_reports($selection) as r
join text as t using (report_id)
where contains(lower(t.said), lower(trim($words)))
order by r.project_key;
