-- The only door to the counts of participants by gender, status and age: whatever is to be hidden is hidden here.
-- A dash, a blank and a lost cell are null and say so in cell_state; none of them is 0.
-- is_comparable: the report prints a total for this table and a number in every category, so the two can be compared.
create view participants as
select
    p.*,
    p.declared_total_count is not null
        and bool_and(p.people_count is not null) over (partition by p.report_id, p.scope, p.dimension) as is_comparable
from fact_participants as p;

-- People counted at an activity, where they are the project's own people and not the reach of media or small grants.
create view activity_people as
select report_id, activity_seq, participants_count
from fact_activity
where counts_people;

-- The project's own people as the parts of a table of participants add up: by gender, else by age; null where neither is
-- filled in from end to end. Not by status, whose categories overlap. One row a report that has either.
create table report_counted_people as
select report_id, coalesce(
    sum(people_count) filter (where dimension = 'gender' and is_filled),
    sum(people_count) filter (where dimension = 'age' and is_filled))::bigint as direct_counted
from (
    select *, bool_and(people_count is not null) over (partition by report_id, dimension) as is_filled
    from participants
    where scope = 'project'
)
group by report_id
having direct_counted is not null;

-- Direct beneficiaries as the reader wants them: as the effects table declares them, or, where the participants' table of
-- the same report is filled in, as its parts add up. Both readings rest on the same reports: those that declare.
create macro read_people(selection, declared, counted) as
    case when selection['reading'] = 'counted' and declared is not null then coalesce(counted, declared) else declared end;
