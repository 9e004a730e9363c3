-- Which rules could not be tried, and for want of what.
-- Grain: one row a rule and what was lacking, most frequent first.
-- Left out: rules that passed or failed.
-- Null: nothing is.
select
    c.rule,
    c.lacking,
    count(distinct c.report_id) as report_count
from selected_reports($selection) as r
join check_result as c using (report_id)
where c.result = 'skipped'
group by c.rule, c.lacking
order by report_count desc, c.rule, c.lacking;
