-- How many of the reports that count are selected, and what the rules have found in them: the line below every title.
-- Grain: one row, also when nothing is selected.
-- Left out: nothing. The same numbers stand in portfolio_totals, which takes ten times as long to plan.
-- Null: nothing.
-- Source: contradicting reports have a failed check that is an error or a warning.
select
    count(*) as report_count,
    count(*) filter (where f.is_contradicting) as contradicting_report_count,
    count(*) filter (where f.error_count > 0) as error_report_count,
    coalesce(sum(f.finding_count), 0)::bigint as finding_count
from selected_reports($selection) as r
left join report_finding_counts as f using (report_id);
