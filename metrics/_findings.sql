-- Failed checks. One row a finding.
create view finding as
select * exclude (result, lacking)
from fact_check
where result = 'failed';

-- How a finding calls the other report that it concerns. One row a report.
create view report_name as
select r.report_id, concat_ws(' · ', coalesce(r.project_title, p.project_title), r.file_name) as other_report
from dim_report as r
left join dim_project as p using (project_key);

-- How a report fares against the rules. One row a report that has findings.
-- is_contradicting: its numbers, dates or words clash, beyond a mere note; what it leaves out contradicts nothing.
create table report_finding_counts as
select
    report_id,
    count(*) as finding_count,
    count(*) filter (where severity = 'error') as error_count,
    count(*) filter (where severity = 'warning') as warning_count,
    count(*) filter (where severity = 'note') as note_count,
    bool_or(kind = 'contradiction' and severity in ('error', 'warning')) as is_contradicting
from finding
group by report_id;
