-- Sums of plan and fact by kind of indicator, where indicators of the kind count the same thing.
-- Grain: one row a kind that adds up and that some selected report has (_indicator_kinds.sql).
-- Left out: kinds whose units cannot be added (places, reach, analysis, money, outcomes, …); running text; per cent; plans
--   "at most" and for each event; what cannot be paired. left_out_count is how many judged indicators of the kind those are.
-- Null: sums and achieved_pct where no indicator of the kind has both a plan and a fact.
-- Source: plan/fact table. Both sums rest on the same indicators: those with a plan and a fact. Who came to two events is
--   in the sum twice. Kinds are assigned by us.
with judged as (
    select i.*
    from selected_reports($selection) as r
    join judged_indicator as i on i.report_id = r.report_id and is_chosen($selection['kinds'], i.kind_code)
    where i.is_judged
)
select
    kind_code,
    count(*) filter (where is_summed) as indicator_count,
    count(*) filter (where not is_summed) as left_out_count,
    count(distinct report_id) filter (where is_summed) as report_count,
    sum(plan_value) filter (where is_summed) as plan_value,
    sum(fact_value) filter (where is_summed) as fact_value,
    round(100.0 * sum(fact_value) filter (where is_summed) / nullif(sum(plan_value) filter (where is_summed), 0), 1)
        as achieved_pct
from judged
join indicator_kind using (kind_code)
where adds_up
group by kind_code
order by indicator_count desc, kind_code;
