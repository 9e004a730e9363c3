-- Who took part, in groups: $by is year, region, sphere, project, organisation, form or language; $dimension is
-- gender, status or age.
-- Grain: one row a group and category, in the order of the form.
-- Left out: small grants; by region, people of reports on several regions, which cannot be divided between them
--   (shared_report_count says how many reports those are in the group); small numbers that are hidden (_people.sql):
--   hidden_report_count says in how many reports of the group, hidden_people_count how many people the hidden
--   categories of the group hold together.
-- Null: people_count is null where no report of the group shows a number, people_state says why (hidden, none);
--   people_pct, the share of the people whom the group's tables count, likewise; group_code where reports do not say.
with said as (
    select g.group_code, g.group_label, g.group_count = 1 as is_whole, p.*
    from report_groups($selection, $by) as g
    join participants as p using (report_id)
    where p.scope = 'project' and p.dimension = $dimension
),
told as (
    select
        group_code,
        group_label,
        coalesce(sum(hidden_people_count), 0)::bigint as hidden_people_count,
        sum(shown_people_count) + coalesce(sum(hidden_people_count), 0) as all_people_count,
        count(*) filter (where is_filled) as filled_report_count
    from (
        select
            group_code,
            group_label,
            any_value(hidden_people_count) as hidden_people_count,
            coalesce(sum(people_count), 0) as shown_people_count,
            bool_or(cell_state in ('value', 'hidden')) as is_filled
        from said
        where is_whole
        group by group_code, group_label, report_id
    )
    group by group_code, group_label
),
added as (
    select
        group_code,
        group_label,
        category,
        min(category_order) as category_order,
        sum(people_count) filter (where is_whole)::bigint as shown_count,
        count(*) filter (where is_whole and cell_state in ('value', 'hidden')) as answering_report_count,
        count(*) filter (where is_whole and cell_state = 'hidden') as hidden_report_count,
        count(*) filter (where not is_whole) as shared_report_count
    from said
    group by group_code, group_label, category
)
select
    a.group_code,
    a.group_label,
    a.category,
    a.category_order,
    shown_people(a.shown_count, a.hidden_report_count) as people_count,
    people_state(a.shown_count, a.hidden_report_count) as people_state,
    round(100.0 * shown_people(a.shown_count, a.hidden_report_count) / nullif(t.all_people_count, 0), 1) as people_pct,
    a.answering_report_count,
    a.hidden_report_count,
    coalesce(t.filled_report_count, 0) as filled_report_count,
    coalesce(t.hidden_people_count, 0) as hidden_people_count,
    a.shared_report_count
from added as a
left join told as t
    on t.group_code is not distinct from a.group_code and t.group_label is not distinct from a.group_label
order by a.group_label collate kk, a.group_code nulls last, a.category_order, a.category;
