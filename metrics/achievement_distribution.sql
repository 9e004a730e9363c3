-- How far facts are from their plans: indicators by the fact in per cent of the plan.
-- Grain: one row a bucket, all seven, also the empty ones. A bucket holds its lower bound up to 100 and its upper bound
--   above: 80 % is in 80-100, 150 % in 100-150.
-- Left out: running text; plans of 0, "at most" and for each event; what cannot be paired or has no fact.
-- Null: nothing is; an empty bucket counts 0.
-- in_copied_reports_count: those of the bucket that are from reports whose every fact is the plan (easy_plans); only at 100 % are there any.
with bucket as (
    select *
    from (values
        ('0-50', 1), ('50-80', 2), ('80-100', 3), ('100', 4), ('100-150', 5), ('150-200', 6), ('200+', 7)
    ) as listed (bucket_code, bucket_order)
),
achieved as (
    select
        r.report_id,
        o.is_copied_report,
        i.bucket_code
    from selected_reports($selection) as r
    join judged_indicator as i on i.report_id = r.report_id and is_chosen($selection['kinds'], i.kind_code)
    join indicator_outcomes($selection, 'whole') as o on o.report_id = r.report_id
    where i.bucket_code is not null
)
select
    b.bucket_code,
    b.bucket_order,
    count(a.report_id) as indicator_count,
    count(distinct a.report_id) as report_count,
    count(*) filter (where a.is_copied_report) as in_copied_reports_count,
    count(distinct a.report_id) filter (where a.is_copied_report) as copied_report_count
from bucket as b
left join achieved as a using (bucket_code)
group by b.bucket_code, b.bucket_order
order by b.bucket_order;
