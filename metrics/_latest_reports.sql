-- Reports that count, and how a question tells which of them are selected.

-- Reports that count: a project once, by its latest report. One row a report.
-- Titles and names are the report's own; where it has none, those of its project and organisation.
create table latest_report as
select
    r.report_id,
    r.project_key,
    r.organisation_key,
    coalesce(r.project_title, p.project_title) as project_title,
    coalesce(r.organisation_name, o.organisation_name) as organisation_name,
    r.form_code,
    r.language_code,
    coalesce(p.sphere_code, r.sphere_code) as sphere_code,
    r.report_year,
    r.period_start,
    r.period_end,
    r.grant_kzt,
    r.finding_count,
    r.error_count,
    coalesce(c.region_codes, []) as region_codes,
    coalesce(c.reported_region_codes, []) as reported_region_codes
from dim_report as r
left join dim_project as p using (project_key)
left join dim_organisation as o on o.organisation_key = r.organisation_key
left join (
    select
        report_id,
        list(distinct region_code order by region_code) as region_codes,
        list(distinct reported_region_code order by reported_region_code) as reported_region_codes
    from bridge_report_region
    where role = 'coverage'
    group by report_id
) as c using (report_id)
where r.is_latest;

-- The same with their places among the digits of a selection (chosen_reports).
create view numbered_report as
select rowid::integer as report_no, *
from latest_report;

-- Whether a report is selected, by its report_no, null for reports that do not count: tables that hold it need no join to
-- be narrowed, which is a fifth of a question about places.
create macro is_selected(selection, report_no) as get_bit(selection['chosen']::bit, report_no) = 1;
create macro is_selected_anywhere(selection, report_no) as get_bit(selection['anywhere']::bit, report_no) = 1;
