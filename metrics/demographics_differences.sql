-- The reports whose tables of participants do not add up to the total printed beside them. $scope is project or
-- small_grants; $dimension is gender, status or age.
-- Grain: one row a report whose printed total differs from the sum of the parts, the largest difference first.
-- Left out: reports that print no total, lack a number in some category, or whose total is hidden as a small number:
--   the two cannot be compared.
-- Null: nothing is. difference_count is printed minus counted; more people counted than printed make it negative.
--   place is the cell of the printed total, other_place the first cell of the parts.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    any_value(p.declared_total_count) as declared_total_count,
    any_value(p.counted_total_count) as counted_total_count,
    any_value(p.declared_total_count - p.counted_total_count) as difference_count,
    any_value(p.total_place) as place,
    arg_min(p.place, p.category_order) as other_place
from selected_reports($selection) as r
join participants as p using (report_id)
where p.scope = $scope and p.dimension = $dimension and p.is_comparable and p.declared_total_count <> p.counted_total_count
group by r.report_id, r.project_title, r.organisation_name, r.report_year
order by abs(any_value(p.declared_total_count - p.counted_total_count)) desc, r.project_title collate kk, r.report_id;
