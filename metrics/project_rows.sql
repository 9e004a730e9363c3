-- Projects, each by its latest report, in the order that the reader chose.
-- $sort: title | year (the latest first) | grant (the largest) | people (the most) | reached (the smallest share) | findings (the most).
-- Grain: one row a project.
-- Left out: as in project_list.
-- Null: as in project_list; what a report does not say comes last.
select *
from listed_projects($selection)
order by
    case $sort
        when 'year' then -report_year
        when 'grant' then -grant_kzt
        when 'people' then -direct_fact_count
        when 'reached' then reached_pct
        when 'findings' then -1000 * error_count - finding_count
    end nulls last,
    project_title collate kk,
    project_key;
