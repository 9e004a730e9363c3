-- How many projects have which grade: $by is year, region, sphere, project, organisation, form or language; 'whole' is all
--   of them together. OUR grade, not an official evaluation.
-- Grain: one row a group. A project on two regions counts in both, so rows need not add up to the whole.
-- Left out: nothing; decided_count is how many have a grade at all.
-- Null: group_code is null for reports that do not say; successful_pct (of those that have a grade) where none has.
select
    g.group_code,
    g.group_label,
    count(*) as report_count,
    count(*) filter (where r.grade_code = 'successful') as successful_count,
    count(*) filter (where r.grade_code = 'satisfactory') as satisfactory_count,
    count(*) filter (where r.grade_code = 'unsatisfactory') as unsatisfactory_count,
    count(*) filter (where r.grade_code = 'undecidable') as undecidable_count,
    count(*) filter (where r.grade_code <> 'undecidable') as graded_count,
    round(100.0 * successful_count / nullif(graded_count, 0), 1) as successful_pct
from report_groups($selection, $by) as g
join report_grade as r using (report_id)
group by g.group_code, g.group_label
order by g.group_label collate kk, g.group_code nulls last;
