-- What one report promised and what it did, in one row of figures. $report is its id.
-- Grain: one row, none if there is no such report.
-- Left out: the two tasks that every contract adds.
-- Null: what the report does not say. spent_kzt: payroll, taxes and purchases, where it states any; reached_pct where no
--   indicator could be decided.
select
    r.report_id,
    r.grant_kzt,
    e.direct_plan::bigint as direct_plan_count,
    e.direct_fact::bigint as direct_fact_count,
    case
        when coalesce(e.payroll_kzt, e.taxes_kzt, e.purchases_kzt) is not null
        then coalesce(e.payroll_kzt, 0) + coalesce(e.taxes_kzt, 0) + coalesce(e.purchases_kzt, 0)
    end as spent_kzt,
    coalesce(i.indicator_count, 0) as indicator_count,
    coalesce(i.met_count, 0) + coalesce(i.exceeded_count, 0) as reached_count,
    coalesce(i.met_count, 0) + coalesce(i.exceeded_count, 0) + coalesce(i.missed_count, 0) as decided_count,
    coalesce(i.undecidable_count, 0) as undecidable_count,
    reached_pct(i.met_count, i.exceeded_count, i.missed_count) as reached_pct,
    (select count(*) from fact_task as t where t.report_id = r.report_id and not t.is_fixed) as task_count,
    (select count(*) from fact_activity as a where a.report_id = r.report_id)
        + (select count(*) from report_event as v where v.report_id = r.report_id) as activity_count,
    r.finding_count,
    r.error_count
from dim_report as r
left join report_effect_values as e using (report_id)
left join indicator_outcomes({'kinds': []}, 'whole') as i using (report_id)
where r.report_id = $report;
