-- Projects whose plans were too easy, or whose facts only repeat the plan.
-- Grain: one row a project that has either; those that repeat the plan first.
-- Left out: projects with neither. Quantities in running text that nobody planned.
-- Null: highest_achievement_pct where no indicator has a share of its plan; not the project's fault, nor a virtue.
-- Source: plan/fact table. overfulfilled_count: more than 150 % of a plan above 0. is_copied_report: at least five decided
--   indicators, and in every one the fact is the plan, to the digit; that may be honest, and is asked about, not judged.
with judged as (
    select
        report_id,
        count(*) filter (where is_decided) as decided_count,
        count(*) filter (where is_decided and is_copied) as copied_count,
        count(*) filter (where is_decided and achievement_pct > 150) as overfulfilled_count,
        max(achievement_pct) filter (where is_decided) as highest_achievement_pct
    from judged_indicator
    where is_judged and is_chosen($selection['kinds'], kind_code)
    group by report_id
)
select
    r.report_id,
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.report_year,
    i.decided_count >= 5 and i.copied_count = i.decided_count as is_copied_report,
    i.decided_count,
    i.copied_count,
    i.overfulfilled_count,
    round(100.0 * i.overfulfilled_count / nullif(i.decided_count, 0), 1) as overfulfilled_pct,
    i.highest_achievement_pct
from selected_reports($selection) as r
join judged as i using (report_id)
where is_copied_report or i.overfulfilled_count > 0
order by is_copied_report desc, i.overfulfilled_count desc, i.highest_achievement_pct desc nulls last, r.project_title collate kk, r.report_id;
