-- How many of the selected reports contradict themselves in what a figure rests on: people, money, plan, dates, places, …
-- Grain: one row a topic of the rules, also those without a contradiction.
-- Left out: gaps and doubts, which contradict nothing; notes.
-- Null: nothing is.
-- Source: rules of docs/rules.md by topic; a finding between two reports of a project, or between projects, is one of
--   topic one_project or across_projects.
select
    t.topic,
    count(distinct f.report_id) as contradicting_report_count,
    count(f.report_id) as finding_count
from (select distinct topic from dim_rule) as t
left join (
    select f.topic, f.report_id
    from selected_reports($selection) as r
    join told_finding as f using (report_id)
    where f.kind = 'contradiction' and f.severity in ('error', 'warning')
) as f using (topic)
group by t.topic
order by t.topic;
