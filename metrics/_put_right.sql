-- What became of each correction of the operator, and what it is about. One row a correction.
-- fate: in_force; resubmitted: a newer report of the form, newer_report_id, counts instead; changed: by today's rules the
--   paper says something else at the place; not_found: the value is no longer there.
-- is_of_none: its project has no report that counts, so that no filter can choose it.
create table correction_fate as
with newer as (
    select r.report_id, max_by(n.report_id, n.version_no) as newer_report_id
    from dim_report as r
    join dim_report as n using (project_key, form_code)
    where n.version_no > r.version_no and n.report_id not in (select report_id from decision where deed = 'excluded')
    group by r.report_id
)
select
    c.*,
    r.project_key,
    n.newer_report_id,
    case when n.newer_report_id is not null then 'resubmitted' else c.state end as fate,
    case
        when c.table_name = 'fact_indicator' then 'plan'
        when c.table_name in ('fact_effect', 'fact_participants') or c.column_name = 'participants_count' then 'people'
        when c.column_name = 'grant_kzt' then 'money'
        when c.table_name = 'bridge_activity_region' then 'places'
        when c.column_name in ('date_start', 'date_end', 'period_start', 'period_end', 'contract_date') then 'dates'
        else 'text'
    end as topic,
    r.project_key not in (select project_key from dim_report where is_latest) as is_of_none
from correction as c
join dim_report as r using (report_id)
left join newer as n using (report_id);
