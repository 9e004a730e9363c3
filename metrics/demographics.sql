-- Who took part, by gender, social status and age. $scope is project or small_grants; the two are never added.
-- Grain: one row a dimension and category, in the order of the form.
-- Left out: the other scope. Status categories overlap by nature, so their sum may exceed the people.
-- Null: people_count is null where no report fills the category in. A dash, a blank and a lost cell are not 0:
--   answering_report_count says how many reports give a number, report_count how many were asked (their form has the
--   table). declared_total_count, counted_total_count and difference_count belong to the dimension, not the row, and
--   are repeated on each: over the comparable_report_count reports that print a total and a number in every category,
--   the printed totals, the sums of the parts, and printed minus counted; null where no report is comparable.
-- Source: final report, section 4; operator's report, appendix 4, section 2.
with selected as (
    select report_id, form_code
    from selected_reports($selection)
),
said as (
    select p.*
    from selected as r
    join participants as p using (report_id)
    where p.scope = $scope
),
compared as (
    select
        dimension,
        sum(declared_total_count)::bigint as declared_total_count,
        sum(counted_total_count)::bigint as counted_total_count,
        count(*) as comparable_report_count
    from (
        select report_id, dimension, max(declared_total_count) as declared_total_count, sum(people_count) as counted_total_count
        from said
        where is_comparable
        group by report_id, dimension
    )
    group by dimension
)
select
    s.dimension,
    s.category,
    min(s.category_order) as category_order,
    sum(s.people_count)::bigint as people_count,
    count(s.people_count) as answering_report_count,
    (select count(*) from selected where form_code <> 'interim') as report_count,
    coalesce(any_value(c.comparable_report_count), 0) as comparable_report_count,
    any_value(c.declared_total_count) as declared_total_count,
    any_value(c.counted_total_count) as counted_total_count,
    any_value(c.declared_total_count) - any_value(c.counted_total_count) as difference_count
from said as s
left join compared as c using (dimension)
group by s.dimension, s.category
order by list_position(['gender', 'status', 'age'], s.dimension), category_order, s.category;
