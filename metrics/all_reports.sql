-- Every report of the release by its project, for the operator: also those that count nowhere.
-- Grain: one row a report.
-- Left out: refused files; the filters do not narrow it.
-- Null: what neither the report nor another one of its project says.
select
    r.report_id,
    r.project_key,
    coalesce(r.project_title, p.project_title) as project_title,
    coalesce(r.organisation_name, o.organisation_name) as organisation_name,
    r.form_code,
    r.version_no,
    r.report_year,
    r.is_latest,
    r.report_id in (select report_id from decision where deed = 'excluded') as is_excluded,
    p.customer,
    p.grant_kind_code,
    coalesce(p.sphere_code, r.sphere_code) as sphere_code,
    p.key_rule,
    r.contract_no,
    r.contract_date,
    r.file_name
from dim_report as r
left join dim_project as p using (project_key)
left join dim_organisation as o on o.organisation_key = p.organisation_key
order by project_title collate kk, r.project_key, r.period_end nulls last, r.form_code = 'final', r.version_no;
