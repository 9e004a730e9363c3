-- How many planned indicators were reached: $by is year, region, sphere, project, organisation, form or language.
-- Grain: one row a group. A report on two regions counts in both, so rows need not add up to the whole.
-- Left out: quantities told in running text that nobody planned. The two tasks that every contract adds are in, and
--   fixed_task_count says how many indicators are theirs.
-- Null: reached_pct is null where none could be decided; group_code is null for reports that do not say.
-- Source: plan/fact table. undecidable = no_fact + no_plan + not_numeric + ambiguous. Overfulfilled: more than 150 % of
--   a plan above 0. Copied report: at least five decided indicators, and in each the fact is the plan.
select
    g.group_code,
    g.group_label,
    count(distinct g.report_id) as report_count,
    count(i.report_id) as indicator_report_count,
    coalesce(sum(i.indicator_count), 0)::bigint as indicator_count,
    coalesce(sum(i.met_count), 0)::bigint as met_count,
    coalesce(sum(i.exceeded_count), 0)::bigint as exceeded_count,
    coalesce(sum(i.missed_count), 0)::bigint as missed_count,
    coalesce(sum(i.no_fact_count), 0)::bigint as no_fact_count,
    coalesce(sum(i.no_plan_count), 0)::bigint as no_plan_count,
    coalesce(sum(i.not_numeric_count), 0)::bigint as not_numeric_count,
    coalesce(sum(i.ambiguous_count), 0)::bigint as ambiguous_count,
    coalesce(sum(i.undecidable_count), 0)::bigint as undecidable_count,
    reached_pct(sum(i.met_count), sum(i.exceeded_count), sum(i.missed_count)) as reached_pct,
    coalesce(sum(i.overfulfilled_count), 0)::bigint as overfulfilled_count,
    coalesce(sum(i.fixed_task_count), 0)::bigint as fixed_task_count,
    count(*) filter (where i.is_copied_report) as copied_report_count
from report_groups($selection, $by) as g
left join report_outcomes as i using (report_id)
group by g.group_code, g.group_label
order by g.group_label collate kk, g.group_code nulls last;
