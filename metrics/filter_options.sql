-- What each filter can be set to, and how many reports that would leave.
-- Grain: one row a kind of filter (year, region, sphere, form, language, organisation, project; kind of indicator, people)
--   and value. Code '' stands for the reports that do not say; 0 for those that state no year.
-- Left out: values that no latest report has; the selection does not narrow it. A report is under each of its regions,
--   kinds of indicators and categories of people.
-- Null: label is a name where the code is only a key, else null.
select
    grouping_name as kind,
    coalesce(group_code, case grouping_name when 'year' then '0' else '' end) as code,
    group_label as label,
    count(*) as report_count
from (
    select grouping_name, group_code, group_label
    from report_grouping
    where grouping_name in ('year', 'region', 'sphere', 'form', 'language', 'organisation', 'project')
    union all
    select 'kind', unnest(kind_codes), null
    from report_contents
    join latest_report using (report_id)
    union all
    select 'people', unnest(people_codes), null
    from report_contents
    join latest_report using (report_id)
) as listed
group by all
order by kind, label collate kk, code;
