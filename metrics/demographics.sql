-- Who took part, by gender, social status and age. $scope is project or small_grants; the two are never added.
-- Grain: one row a dimension and category, in the order of the form.
-- Left out: the other scope, and numbers that are hidden because they are small (_people.sql): they are in no sum of a
--   category. hidden_report_count says in how many reports, hidden_people_count how many people the hidden categories of
--   a dimension hold together. Status categories overlap by nature, so their sum may exceed the people.
-- Null: people_count is null where no report shows a number; people_state says why: hidden, or none where no report fills
--   the category in. A dash, a blank, a lost cell and an unclear one are not 0: answering_report_count says how many reports give a
--   number (hidden ones too, zero_report_count a 0), dash_, blank_, lost_ and unclear_report_count how many do not, and
--   report_count how many were asked (their form has the table). people_pct is null without a number: the share of all people whom the
--   dimension's tables count. What follows belongs to the dimension, not the row, and is repeated on each:
--   filled_report_count reports give at least one number; declared_total_count, counted_total_count and difference_count
--   are, over the comparable_report_count reports that print a total and a number in every category, the printed totals,
--   the sums of the parts, and printed minus counted; differing_report_count says in how many the two differ; null where
--   no report is comparable.
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
report_table as (
    select
        report_id,
        dimension,
        bool_or(cell_state in ('value', 'hidden')) as is_filled,
        any_value(hidden_people_count) as hidden_people_count,
        coalesce(sum(people_count), 0) as shown_people_count,
        any_value(declared_total_count) filter (where is_comparable) as declared_total_count,
        any_value(counted_total_count) filter (where is_comparable) as counted_total_count
    from said
    group by report_id, dimension
),
told as (
    select
        dimension,
        count(*) filter (where is_filled) as filled_report_count,
        coalesce(sum(hidden_people_count), 0)::bigint as hidden_people_count,
        sum(shown_people_count) + coalesce(sum(hidden_people_count), 0) as all_people_count,
        sum(declared_total_count)::bigint as declared_total_count,
        sum(counted_total_count)::bigint as counted_total_count,
        count(declared_total_count) as comparable_report_count,
        count(*) filter (where declared_total_count <> counted_total_count) as differing_report_count
    from report_table
    group by dimension
),
added as (
    select
        dimension,
        category,
        min(category_order) as category_order,
        sum(people_count)::bigint as shown_count,
        count(*) filter (where cell_state in ('value', 'hidden')) as answering_report_count,
        count(*) filter (where cell_state = 'hidden') as hidden_report_count,
        count(*) filter (where people_count = 0) as zero_report_count,
        count(*) filter (where cell_state = 'dash') as dash_report_count,
        count(*) filter (where cell_state = 'blank') as blank_report_count,
        count(*) filter (where cell_state = 'lost') as lost_report_count,
        count(*) filter (where cell_state = 'unclear') as unclear_report_count
    from said
    group by dimension, category
)
select
    a.dimension,
    a.category,
    a.category_order,
    shown_people(a.shown_count, a.hidden_report_count) as people_count,
    people_state(a.shown_count, a.hidden_report_count) as people_state,
    round(100.0 * shown_people(a.shown_count, a.hidden_report_count) / nullif(t.all_people_count, 0), 1) as people_pct,
    a.answering_report_count,
    a.hidden_report_count,
    a.zero_report_count,
    a.dash_report_count,
    a.blank_report_count,
    a.lost_report_count,
    a.unclear_report_count,
    t.filled_report_count,
    (select count(*) from selected where form_code <> 'interim') as report_count,
    t.hidden_people_count,
    t.comparable_report_count,
    t.declared_total_count,
    t.counted_total_count,
    t.declared_total_count - t.counted_total_count as difference_count,
    t.differing_report_count
from added as a
join told as t using (dimension)
order by list_position(['gender', 'status', 'age'], a.dimension), a.category_order, a.category;
