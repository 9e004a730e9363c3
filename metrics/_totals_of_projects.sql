-- Projects as lists show them, each by its latest report. One row a selected project.
create macro listed_projects(selection) as table
select
    r.project_key,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.form_code,
    r.language_code,
    r.sphere_code,
    r.region_codes,
    r.period_start,
    r.period_end,
    r.grant_kzt,
    read_people(selection, f.direct_fact, f.direct_counted)::bigint as direct_fact_count,
    coalesce(i.indicator_count, 0) as indicator_count,
    coalesce(i.met_count, 0) as met_count,
    coalesce(i.exceeded_count, 0) as exceeded_count,
    coalesce(i.missed_count, 0) as missed_count,
    coalesce(i.undecidable_count, 0) as undecidable_count,
    reached_pct(i.met_count, i.exceeded_count, i.missed_count) as reached_pct,
    g.grade_code,
    r.finding_count,
    r.error_count,
    (select count(*) from dim_report as v where v.project_key = r.project_key) as report_count,
    r.report_id
from selected_reports(selection) as r
join report_figures as f using (report_id)
join report_grade as g using (report_id)
left join indicator_outcomes(selection, 'whole') as i using (report_id);
