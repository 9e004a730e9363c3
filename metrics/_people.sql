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
