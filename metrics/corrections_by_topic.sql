-- How many of the operator's corrections are in force, by what they are about: people, money, plan, dates, places, text.
-- Grain: one row a topic that has any, of the selected projects, also in reports that no longer count.
-- Left out: corrections that a newer report, a change of the rules or a lost value has put out of force.
-- Null: nothing is.
select topic, count(*) as correction_count
from correction_fate
where fate = 'in_force'
  and (is_of_none or project_key in (select project_key from selected_reports($selection)))
group by topic
order by topic;
