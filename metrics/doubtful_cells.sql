-- The cells of papers that contradictions name: a figure read from one of them is to be marked as doubtful.
-- Grain: one row a report and place.
-- Left out: gaps and doubts, which contradict nothing; notes; contradictions that name no cell.
-- Null: nothing is. rules are the codes of the rules that the cell breaks, in alphabetical order.
with contradiction as (
    select report_id, rule, place, coalesce(other_report_id, report_id) as other_report_id, other_place
    from told_finding
    where kind = 'contradiction' and severity in ('error', 'warning')
)
select r.report_id, c.place, list(distinct c.rule order by c.rule) as rules
from selected_reports($selection) as r
join (
    select report_id, place, rule from contradiction
    union all
    select other_report_id, other_place, rule from contradiction
) as c using (report_id)
where c.place is not null
group by r.report_id, c.place
order by r.report_id, c.place;
