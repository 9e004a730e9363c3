-- All reports of one project: interim, final, resubmitted. $project is its key.
-- Grain: one row a report, also those that do not count in the metrics (is_latest is false).
-- Left out: nothing; the filters do not narrow it.
-- Null: what the report does not say.
select
    r.report_id,
    r.form_code,
    r.version_no,
    r.is_latest,
    r.file_name,
    r.file_kind,
    r.language_code,
    r.report_year,
    r.period_start,
    r.period_end,
    r.period_text,
    r.period_kind,
    r.grant_kzt,
    e.direct_plan::bigint as direct_plan_count,
    e.direct_fact::bigint as direct_fact_count,
    e.vulnerable_fact::bigint as vulnerable_fact_count,
    e.indirect_fact::bigint as indirect_fact_count,
    p.direct_counted as direct_counted_count,
    e.payroll_kzt,
    e.purchases_kzt,
    (select count(*) from fact_activity as a where a.report_id = r.report_id)
        + (select count(*) from report_event as v where v.report_id = r.report_id) as activity_count,
    coalesce(i.indicator_count, 0) as indicator_count,
    i.met_count,
    i.exceeded_count,
    i.missed_count,
    i.undecidable_count,
    reached_pct(i.met_count, i.exceeded_count, i.missed_count) as reached_pct,
    r.finding_count,
    r.error_count
from dim_report as r
left join report_effect_values as e using (report_id)
left join report_counted_people as p using (report_id)
left join indicator_outcomes({'kinds': []}, 'whole') as i using (report_id)
where r.project_key = $project
order by r.period_end nulls last, r.form_code = 'final', r.version_no, r.report_id;
