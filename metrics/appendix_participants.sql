-- The participants of the selected projects by gender, social status and age, small numbers hidden.
-- Grain: one row a scope (project, small_grants), dimension and category, in the order of the form.
-- Left out: nothing; the two scopes are never added.
-- Null: as in report_participants.
select
    r.report_id,
    p.scope,
    p.dimension,
    p.category,
    p.category_order,
    p.people_count,
    p.cell_state,
    p.declared_total_count,
    p.total_state
from selected_reports($selection) as r
join participants as p using (report_id)
order by r.project_title collate kk, r.project_key, p.scope, list_position(['gender', 'status', 'age'], p.dimension), p.category_order;
