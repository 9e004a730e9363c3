-- The only door to the counts of participants by gender, status and age, and to words that repeat them. What is too small
-- to be shown is hidden here, cell by cell of each report, before anything is added up: sums, shares, charts, workbooks
-- and two selections laid side by side can tell no more than the cells that are shown. What this covers and what not:
-- docs/hidden-numbers.md. The tables of the release are reached under their own names, and only through these views;
-- no question says warehouse.

-- Which tables of participants hide something. One row a report, scope and dimension.
-- A count of 1 to 4 (settings.toml) is hidden, and with it the next larger ones, two at least, until the sum of what is
-- hidden leaves open that each of them is 1, or 5 or more, and all of them are smaller than the least number shown:
-- then neither the total nor the knowledge of this rule tells one of them. hidden_rank counts the hidden from the smallest.
-- 0 is shown: nobody is behind it. So statistical offices do (sdcTable of Statistics Austria: allowZeros is false unless
-- asked for, empty cells are published and not used to protect others: https://sdctools.github.io/sdcTable/). Only where
-- the whole table is too small to be protected otherwise are its zeros hidden too: hidden_rank is null.
create table hiding_table as
with ranked as (
    select
        report_id,
        scope,
        dimension,
        row_number() over from_smallest as rank,
        sum(people_count) over from_smallest as sum_count,
        lead(people_count) over from_smallest as next_count,
        count(*) filter (where people_count < suppress_people_below())
            over (partition by report_id, scope, dimension) as small_count
    from warehouse.fact_participants
    semi join (from warehouse.fact_participants where people_count between 1 and suppress_people_below() - 1)
        using (report_id, scope, dimension)
    where people_count > 0
    window from_smallest as (
        partition by report_id, scope, dimension order by people_count, category_order, category
        rows between unbounded preceding and current row)
)
select
    report_id,
    scope,
    dimension,
    min(rank) filter (
        where rank >= 2
          and rank >= small_count
          and sum_count - (rank - 1) >= suppress_people_below()
          and (next_count is null
            or next_count > suppress_people_below() and sum_count - (rank - 1) * (next_count - 1) <= 1)
    ) as hidden_rank
from ranked
where small_count > 0
group by report_id, scope, dimension;

create macro is_small(people) as people between 1 and suppress_people_below() - 1;

-- Every cell of the tables of participants, as far as it is shown. One row a report, scope, dimension and category.
-- people_count: null where the cell is hidden, a dash, blank, lost or no clear number; cell_state says which. None of them is 0.
-- declared_total_count: null where none is printed or it is hidden; total_state says which (value, none, hidden).
-- counted_total_count: the sum of the table's parts, hidden ones too; null where a part lacks its number, or the sum is hidden.
-- hidden_people_count: the sum of the parts that are hidden; 0 where none is, null where the sum of the parts is hidden.
-- is_comparable: a total is printed and every category has a number, so that the two can be compared.
create table participants as
with ranked as (  -- of the tables that hide something: to rank the cells of all takes longest
    select
        p.rowid as cell_no,
        p.report_id,
        p.scope,
        p.dimension,
        p.people_count,
        h.hidden_rank,
        row_number() over (
            partition by p.report_id, p.scope, p.dimension, p.people_count > 0
            order by p.people_count, p.category_order, p.category) as rank
    from warehouse.fact_participants as p
    join hiding_table as h using (report_id, scope, dimension)
    where p.people_count is not null
),
hidden as (
    from ranked
    where hidden_rank is null or people_count > 0 and rank <= hidden_rank
),
hidden_sum as (
    select report_id, scope, dimension, sum(people_count) as hidden_people_count
    from hidden
    group by report_id, scope, dimension
),
total as (
    select report_id, scope, dimension, sum(people_count) as sum_count, count(people_count) = count(*) as is_filled
    from warehouse.fact_participants
    group by report_id, scope, dimension
),
told as (
    select
        p.*,
        h.cell_no is not null as is_hidden,
        s.hidden_people_count,
        t.sum_count,
        t.is_filled,
        is_small(t.sum_count) as is_sum_hidden,
        is_small(p.declared_total_count) as is_total_hidden
    from warehouse.fact_participants as p
    join total as t using (report_id, scope, dimension)
    left join hidden as h on h.cell_no = p.rowid
    left join hidden_sum as s using (report_id, scope, dimension)
)
select
    report_id,
    scope,
    dimension,
    category,
    category_order,
    case when not is_hidden then people_count end as people_count,
    case when is_hidden then 'hidden' else cell_state end as cell_state,
    case when not is_total_hidden then declared_total_count end as declared_total_count,
    case when is_total_hidden then 'hidden' when declared_total_count is null then 'none' else 'value' end as total_state,
    case when is_filled and not is_sum_hidden then sum_count end::bigint as counted_total_count,
    case when not coalesce(is_sum_hidden, false) then coalesce(hidden_people_count, 0) end::bigint as hidden_people_count,
    is_filled and declared_total_count is not null and not is_sum_hidden and not is_total_hidden as is_comparable,
    place,
    total_place
from told;

-- The sum of a category over several reports, and what it is. A 0 that only the shown cells make is not told for a sum.
create macro shown_people(shown, hidden_report_count) as
    case when shown > 0 or hidden_report_count = 0 then shown end;
create macro people_state(shown, hidden_report_count) as
    case
        when shown_people(shown, hidden_report_count) is not null then 'value'
        when hidden_report_count > 0 then 'hidden'
        else 'none'
    end;

create or replace view fact_participants as
select
    report_id, scope, dimension, category, category_order, people_count, cell_state, declared_total_count, place, total_place
from participants;

-- Cells and paragraphs in whose words a hidden number stands. One row a report and place.
create table hidden_place as
select distinct report_id, place from participants where cell_state = 'hidden' and place is not null
union
select distinct report_id, total_place from participants where total_state = 'hidden' and total_place is not null;

-- The words of cells and paragraphs; words is null where they hold a hidden number, and words_state says so (shown, hidden).
-- Not by a left join: DuckDB 2.0.0 then takes sums of the words' lengths for one-byte numbers, and fails.
create or replace view source_cell as
select
    * exclude (is_hidden) replace (case when not is_hidden then words end as words),
    case when is_hidden then 'hidden' else 'shown' end as words_state
from (
    select c.*, exists (from hidden_place as h where h.report_id = c.report_id and h.place = c.place) as is_hidden
    from warehouse.source_cell as c
);

-- The checks whose values repeat numbers of participants. One row a rule.
-- reads: the numbers compared: of a whole table (gender), of one category (age/59+), or totals of tables (total).
-- shown_values: what is shown all the same where one of them is hidden: printed totals and sums of whole tables.
create table people_rule as
from (values
    ('gender_adds_up', ['gender', 'total'], ['scope', 'declared', 'counted', 'difference', 'without_value']),
    ('status_adds_up', ['status', 'total'], ['scope', 'declared', 'counted', 'difference', 'without_value']),
    ('age_adds_up', ['age', 'total'], ['scope', 'declared', 'counted', 'difference', 'without_value']),
    ('demographic_totals_agree', ['total'], ['scope']),
    ('demographic_sums_agree', ['total'], ['scope']),
    ('direct_matches_demographics', ['total'], ['dimension']),
    ('children_match_ages', ['status/children', 'age/13-16', 'total'], ['scope', 'declared']),
    ('youth_match_ages', ['status/youth', 'age/17-22', 'age/23-27', 'age/28-32'], ['scope']),
    ('elderly_match_ages', ['status/elderly_50plus', 'age/46-58', 'age/59+'], ['scope']),
    ('adults_match_ages', ['status', 'age'], ['scope']),
    ('interim_totals_kept', ['gender', 'total'], ['counted_as']),
    ('operator_totals_agree', ['gender', 'total'], ['counted_as']),
    ('resubmission_changes', ['gender', 'total'], ['changed', 'mended'])
) as listed (rule, reads, shown_values);

-- Checks whose values are shown in part: the rest reads "hidden". One row a check. Of a rule that is not listed above,
-- no value is shown where it stands at a hidden place; where a total is hidden, no number is.
create table masked_check as
with hiding as (
    select
        report_id,
        list_distinct(flatten(list(
            case when cell_state = 'hidden' then [dimension, dimension || '/' || category] else [] end
            || case when total_state = 'hidden' or hidden_people_count is null then ['total'] else [] end))) as hides
    from participants
    group by report_id
    having len(hides) > 0
),
concerned as (
    select
        c.report_id,
        c.check_seq,
        c.details,
        r.reads,
        coalesce(h.hides, []) || coalesce(o.hides, []) as hides,
        coalesce(r.shown_values, []) as shown_values
    from warehouse.fact_check as c
    left join people_rule as r using (rule)
    left join hiding as h on h.report_id = c.report_id
    left join hiding as o on o.report_id = c.other_report_id
    left join hidden_place as p on p.report_id = c.report_id and p.place = c.place
    left join hidden_place as q on q.report_id = coalesce(c.other_report_id, c.report_id) and q.place = c.other_place
    where c.result = 'failed'
      and (h.report_id is not null or o.report_id is not null)
      and (list_has_any(r.reads, coalesce(h.hides, []) || coalesce(o.hides, []))
        or r.rule is null and (p.place is not null or q.place is not null))
)
select
    report_id,
    check_seq,
    to_json(map_from_entries(list_transform(json_keys(details), lambda name: (
        name,
        case
            when list_contains(shown_values, name)
                and (json_type(details -> name) = 'VARCHAR' or json_type(details -> name) = 'ARRAY'
                    or not list_contains(hides, 'total'))
            then details -> name
            else '"hidden"'::json
        end
    )))) as details
from concerned;

create or replace view fact_check as
select c.* replace (coalesce(m.details, c.details) as details)
from warehouse.fact_check as c
left join masked_check as m using (report_id, check_seq);

-- The same without the values that need to be masked, for the questions that count what the rules came to.
create view check_result as
select * exclude (details)
from warehouse.fact_check;

-- People counted at an activity, where they are the project's own people and not the reach of media or small grants.
create view activity_people as
select report_id, activity_seq, participants_count
from fact_activity
where counts_people;

-- The project's own people as the parts of a table of participants add up: by gender, else by age; null where neither is
-- filled in from end to end. Not by status, whose categories overlap. One row a report that has either.
create table report_counted_people as
select report_id, coalesce(
    max(counted_total_count) filter (where dimension = 'gender'),
    max(counted_total_count) filter (where dimension = 'age')) as direct_counted
from participants
where scope = 'project'
group by report_id
having direct_counted is not null;

-- Direct beneficiaries as the reader wants them: as the effects table declares them, or, where the participants' table of
-- the same report is filled in, as its parts add up. Both readings rest on the same reports: those that declare.
create macro read_people(selection, declared, counted) as
    case when selection['reading'] = 'counted' and declared is not null then coalesce(counted, declared) else declared end;

-- Corrections, as far as they are shown: not where one of the two values is a small number of people, or stands beside a
-- hidden one. One row a correction; is_hidden says so.
create or replace view correction as
select
    * replace (
        case when not is_hidden then words end as words,
        case when not is_hidden then old_value end as old_value,
        case when not is_hidden then new_value end as new_value)
from (
    select
        c.*,
        c.table_name = 'fact_participants' and (
            coalesce(is_small(try_cast(c.old_value as double)), false)
            or coalesce(is_small(try_cast(c.new_value as double)), false)
            or exists (from hidden_place as h where h.report_id = c.report_id and h.place = c.place)) as is_hidden
    from warehouse.correction as c
);
