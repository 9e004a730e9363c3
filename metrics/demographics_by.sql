-- Who took part, in groups: $by is year, region, sphere, project, organisation, form or language; $dimension is
-- gender, status or age.
-- Grain: one row a group and category, in the order of the form.
-- Left out: small grants; by region, people of reports on several regions, which cannot be divided between them
--   (shared_report_count says how many reports those are in the group).
-- Null: people_count is null where no report of the group fills the category in; group_code where reports do not say.
select
    g.group_code,
    g.group_label,
    p.category,
    min(p.category_order) as category_order,
    sum(p.people_count) filter (where g.group_count = 1)::bigint as people_count,
    count(p.people_count) filter (where g.group_count = 1) as answering_report_count,
    count(*) filter (where g.group_count > 1) as shared_report_count
from report_groups($selection, $by) as g
join participants as p using (report_id)
where p.scope = 'project' and p.dimension = $dimension
group by g.group_code, g.group_label, p.category
order by g.group_label collate kk, g.group_code nulls last, category_order, p.category;
