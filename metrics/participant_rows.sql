-- Every cell of the participants' tables of the selected reports, as far as it is shown.
-- Grain: one row a report, scope (project or small_grants, which are never added), dimension and category, in the order of the form.
-- Left out: reports without the table.
-- Null: correction_text where nothing was corrected; people_count is null where the cell is hidden (a small number, or one that would tell it), a dash, blank or lost:
--   cell_state says which. declared_total_count is null where no total is printed or it is hidden: total_state.
-- Categories of status overlap by nature, so they do not add up to people.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    p.scope,
    p.dimension,
    p.category,
    p.people_count,
    p.cell_state,
    p.declared_total_count,
    p.total_state,
    k.correction_text,
    p.place,
    p.total_place
from selected_reports($selection) as r
join participants as p using (report_id)
left join corrected_row as k
    on k.report_id = p.report_id and k.table_name = 'fact_participants' and k.item = concat_ws('/', p.scope, p.dimension, p.category)
order by
    r.project_title collate kk, r.report_id, p.scope, list_position(['gender', 'status', 'age'], p.dimension),
    p.category_order, p.category;
