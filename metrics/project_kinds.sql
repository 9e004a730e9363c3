-- Projects against kinds of indicators: which share was met. For a heat map that shows some projects at a time.
-- Grain: one row a project and a kind that it has, of $most projects (all where it is null) from number $from_project on,
--   counted from 0, in the order of $sorted_by: missed (most missed first), share (lowest share first), undecided (most undecided first) or title.
-- Left out: kinds that a project does not have; projects without judged indicators. project_count is how many there are.
-- Null: reached_pct where no indicator of the kind could be decided; project_reached_pct where none of the project could.
-- Source: plan/fact table. Kinds are assigned by us.
with selected as (
    select
        r.report_id,
        r.project_key,
        r.project_title,
        c.kind_code,
        sum(c.indicator_count)::bigint as indicator_count,
        sum(c.met_count)::bigint as met_count,
        sum(c.exceeded_count)::bigint as exceeded_count,
        sum(c.missed_count)::bigint as missed_count,
        sum(c.undecidable_count)::bigint as undecidable_count
    from selected_reports($selection) as r
    join indicator_counts as c on c.report_id = r.report_id and is_chosen($selection['kinds'], c.kind_code)
    group by all
),
project as (
    select
        report_id,
        any_value(project_title) as title,
        sum(indicator_count)::bigint as project_indicator_count,
        reached_pct(sum(met_count), sum(exceeded_count), sum(missed_count)) as project_reached_pct,
        case $sorted_by
            when 'missed' then -sum(missed_count)
            when 'share' then project_reached_pct
            when 'undecided' then -sum(undecidable_count)
            when 'title' then 0
        end as sort_value
    from selected
    group by report_id
),
ordered as (
    select
        *,
        count(*) over () as project_count,
        row_number() over (
            order by sort_value nulls last, if($sorted_by = 'title', 0, project_reached_pct) nulls last, title collate kk, report_id
        ) as project_order
    from project
)
select
    p.project_order,
    p.project_count,
    s.report_id,
    s.project_key,
    s.project_title,
    s.kind_code,
    reached_pct(s.met_count, s.exceeded_count, s.missed_count) as reached_pct,
    s.indicator_count,
    s.met_count,
    s.exceeded_count,
    s.missed_count,
    s.undecidable_count,
    p.project_reached_pct,
    p.project_indicator_count
from selected as s
join ordered as p using (report_id)
where p.project_order > $from_project and ($most is null or p.project_order <= $from_project + $most)
order by p.project_order, s.kind_code;
