-- The head of one report: who, what, when, how much, and the cells that say so. $report is its id.
-- Grain: one row, none if there is no such report.
-- Left out: heads of organisations, phones and addresses.
-- Null: what the report does not say. sphere_code is assigned by words, or by the operator
-- (is_sphere_decided), not reported; customer and grant_kind_code are assigned by the operator or null.
select
    r.* exclude (file_sha256, project_title, organisation_name, sphere_code),
    coalesce(p.sphere_code, r.sphere_code) as sphere_code,
    p.sphere_code is not null as is_sphere_decided,
    p.customer,
    p.grant_kind_code,
    coalesce(r.project_title, p.project_title) as project_title,
    coalesce(r.organisation_name, o.organisation_name) as organisation_name,
    p.key_rule,
    (
        select coalesce(list(b.region_code order by b.region_code), [])
        from bridge_report_region as b
        where b.report_id = r.report_id and b.role = 'coverage'
    ) as region_codes
from dim_report as r
left join dim_project as p using (project_key)
left join dim_organisation as o on o.organisation_key = r.organisation_key
where r.report_id = $report;
