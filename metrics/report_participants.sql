-- The participants of one report by gender, social status and age.
-- Grain: one row a scope (project, small_grants), dimension and category, in the order of the form.
-- Left out: nothing; the two scopes are never added.
-- Null: people_count is null where the cell is hidden (a small number, or one that would tell it), a dash, blank or lost;
--   cell_state says which. declared_total_count is null where no total is printed or it is hidden: total_state.
--   counted_total_count, the sum of the parts, hidden ones too, is null where a category lacks its number or the sum
--   itself is a small number.
select
    scope,
    dimension,
    category,
    category_order,
    people_count,
    cell_state,
    declared_total_count,
    total_state,
    counted_total_count,
    place,
    total_place
from participants
where report_id = $report
order by scope, list_position(['gender', 'status', 'age'], dimension), category_order;
