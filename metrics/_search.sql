-- The parts of a report that are searched, as search_posting.parts has them, with what a word found there weighs.
create view search_part as
select *
from (values
    (1, 'title', 8), (2, 'organisation', 5), (4, 'goal', 4), (8, 'task', 2), (16, 'activity', 2), (32, 'partner', 2), (64, 'result', 1)
) as listed (part_bit, part, weight);

create macro part_weight(parts) as
case when parts & 1 > 0 then 8 when parts & 2 > 0 then 5 when parts & 4 > 0 then 4 when parts & 56 > 0 then 2 else 1 end;

create macro part_codes(parts) as
list_filter(
    [
        case when parts & 1 > 0 then 'title' end, case when parts & 2 > 0 then 'organisation' end,
        case when parts & 4 > 0 then 'goal' end, case when parts & 8 > 0 then 'task' end,
        case when parts & 16 > 0 then 'activity' end, case when parts & 32 > 0 then 'partner' end,
        case when parts & 64 > 0 then 'result' end
    ],
    lambda part: part is not null);

-- The part of the form that a section of running text stands in.
create macro section_part(section) as
case
    when section in ('goal_reached', 'change_measured') then 'change'
    when section = 'partners_analysis' then 'partners'
    when section = 'note' then 'evidence'
    else 'results'
end;
