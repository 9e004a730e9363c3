-- The one meaning of the filters, and of a report that counts. A release never changes, so what follows from it alone is
-- worked out once, when the release is opened.

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
    r.sphere_code,
    r.report_year,
    r.period_start,
    r.period_end,
    r.grant_kzt,
    r.finding_count,
    r.error_count,
    coalesce(c.region_codes, []) as region_codes
from dim_report as r
left join dim_project as p using (project_key)
left join dim_organisation as o on o.organisation_key = r.organisation_key
left join (
    select report_id, list(region_code order by region_code) as region_codes
    from bridge_report_region
    where role = 'coverage'
    group by report_id
) as c using (report_id)
where r.is_latest;

-- The reports that the reader selected. An empty list is no filter. A report that does not say its year, or region, …
-- is out as soon as one is chosen. A region is chosen by what the report covers, not by where its events were held.
create macro selected_reports(selection) as table
select r.*
from latest_report as r
where (len(selection['years']) = 0 or list_contains(selection['years']::integer[], r.report_year))
  and (len(selection['regions']) = 0 or list_has_any(selection['regions']::varchar[], r.region_codes))
  and (len(selection['spheres']) = 0 or list_contains(selection['spheres']::varchar[], r.sphere_code))
  and (len(selection['forms']) = 0 or list_contains(selection['forms']::varchar[], r.form_code))
  and (len(selection['organisations']) = 0 or list_contains(selection['organisations']::varchar[], r.organisation_key))
  and (len(selection['projects']) = 0 or list_contains(selection['projects']::varchar[], r.project_key));

-- Reports in groups, for the questions that are asked "by" something. One row a report, grouping and group.
-- Only by region can a report be in several groups; group_count says in how many. What a report counts (an indicator, a
-- finding) counts in each of its groups; what it measures (money, people) cannot be divided between them and counts
-- only where group_count is 1.
-- group_code is null where the report does not say; group_label is a name where the code is only a key.
create table report_grouping as
select report_id, 'whole' as grouping_name, null::varchar as group_code, null::varchar as group_label, 1 as group_count
from latest_report
union all
select report_id, 'year', report_year::varchar, null, 1 from latest_report
union all
select report_id, 'sphere', sphere_code, null, 1 from latest_report
union all
select report_id, 'form', form_code, null, 1 from latest_report
union all
select report_id, 'language', language_code, null, 1 from latest_report
union all
select report_id, 'project', project_key, project_title, 1 from latest_report
union all
select r.report_id, 'organisation', r.organisation_key, o.organisation_name, 1
from latest_report as r
left join dim_organisation as o using (organisation_key)
union all
select report_id, 'region', unnest(case when len(region_codes) = 0 then [null] else region_codes end), null, greatest(len(region_codes), 1)
from latest_report;

create macro known_grouping(name) as
case
    when name in ('whole', 'year', 'region', 'sphere', 'project', 'organisation', 'form', 'language') then name
    else error('no grouping ''' || name || '''; known: year, region, sphere, project, organisation, form, language')
end;

-- The selected reports in the groups of one grouping; by region, only in the regions that were chosen.
create macro report_groups(selection, asked_grouping) as table
select g.report_id, g.group_code, g.group_label, g.group_count
from selected_reports(selection) as r
join report_grouping as g using (report_id)
where g.grouping_name = known_grouping(asked_grouping)
  and (
    asked_grouping <> 'region' or len(selection['regions']) = 0
    or list_contains(selection['regions']::varchar[], g.group_code));
