-- What each filter can be set to, and how many reports that would leave.
-- Grain: one row a kind of filter (year, region, sphere, form, organisation, project) and value.
-- Left out: values that no latest report has, and reports that do not say; the selection does not narrow it.
-- Null: label is a name where the code is only a key, else null.
select
    grouping_name as kind,
    group_code as code,
    group_label as label,
    count(*) as report_count
from report_grouping
where grouping_name in ('year', 'region', 'sphere', 'form', 'organisation', 'project') and group_code is not null
group by grouping_name, group_code, group_label
order by kind, label collate kk, code;
