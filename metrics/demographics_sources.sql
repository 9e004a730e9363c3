-- The reports and cells behind one number of participants: $scope, $dimension, $category as in demographics.
-- Grain: one row a report that has the category in its table.
-- Left out: reports without it.
-- Null: correction_text where nothing was corrected; people_count is null where the cell is hidden (a small number, or one that would tell it), a dash, blank or lost;
--   cell_state says which. declared_total_count is null where no total is printed or it is hidden: total_state.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    p.people_count,
    p.cell_state,
    p.declared_total_count,
    p.total_state,
    k.correction_text,
    p.place,
    p.total_place,
    greatest(len(r.region_codes), 1) as region_count
from selected_reports($selection) as r
join participants as p using (report_id)
left join corrected_row as k
    on k.report_id = p.report_id and k.table_name = 'fact_participants' and k.item = concat_ws('/', p.scope, p.dimension, p.category)
where p.scope = $scope and p.dimension = $dimension and p.category = $category
order by p.people_count desc nulls last, r.project_title collate kk, r.report_id;
