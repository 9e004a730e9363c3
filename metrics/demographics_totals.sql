-- The printed total of each report's table of participants beside the sum of its parts. $scope is project or
-- small_grants; $dimension is gender, status or age.
-- Grain: one row a report that has the table.
-- Left out: reports without it.
-- Null: all counts, unless a total is printed, every category has a number and neither is hidden (is_comparable).
--   difference_count is printed minus counted. total_place is the cell of the printed total, other_place the first cell of
--   the parts. is_filled: at least one number stands in the table.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    any_value(p.declared_total_count) filter (where p.is_comparable) as declared_total_count,
    any_value(p.counted_total_count) filter (where p.is_comparable) as counted_total_count,
    any_value(p.declared_total_count - p.counted_total_count) filter (where p.is_comparable) as difference_count,
    bool_or(p.cell_state in ('value', 'hidden')) as is_filled,
    bool_or(p.is_comparable) as is_comparable,
    any_value(p.total_place) as total_place,
    arg_min(p.place, p.category_order) as other_place
from selected_reports($selection) as r
join participants as p using (report_id)
where p.scope = $scope and p.dimension = $dimension
group by r.report_id, r.project_title, r.organisation_name, r.report_year
order by abs(difference_count) desc nulls last, r.project_title collate kk, r.report_id;
