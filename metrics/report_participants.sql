-- The participants of one report by gender, social status and age.
-- Grain: one row a scope (project, small_grants), dimension and category, in the order of the form.
-- Left out: nothing; the two scopes are never added.
-- Null: people_count is null where the cell is a dash, blank or lost (cell_state); counted_total_count where any
--   category lacks its number.
select
    scope,
    dimension,
    category,
    category_order,
    people_count,
    cell_state,
    declared_total_count,
    case when is_comparable then (sum(people_count) over (partition by scope, dimension))::bigint end as counted_total_count,
    place,
    total_place
from participants
where report_id = $report
order by scope, list_position(['gender', 'status', 'age'], dimension), category_order;
