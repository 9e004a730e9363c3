-- How many of the reports that count are selected, and how many of those contradict themselves: the line below every title.
-- Grain: one row, also when nothing is selected.
-- Left out: nothing. The same two numbers stand in portfolio_totals, which takes ten times as long to plan.
-- Null: nothing.
-- Source: contradicting reports have a failed check that is an error or a warning.
select
    count(*) as report_count,
    count(*) filter (where f.is_contradicting) as contradicting_report_count
from selected_reports($selection) as r
left join report_finding_counts as f using (report_id);
