-- The one meaning of the filters, and of a report that counts. A release never changes, so what follows from it alone is
-- worked out once, when the release is opened.

-- The kinds of indicators and the categories of people that a report has. One row a report with any.
create table report_contents as
select report_id, k.kind_codes, p.people_codes
from (
    select report_id, list(distinct coalesce(kind_code, '')) as kind_codes
    from judged_indicator
    where is_judged
    group by report_id
) as k
full join (
    select report_id, list(distinct dimension || '/' || category) as people_codes
    from participants
    where scope = 'project' and (people_count > 0 or cell_state = 'hidden')
    group by report_id
) as p using (report_id);

-- Whether a code, or the lack of one, is among those chosen. An empty list is no filter; '' stands for "does not say".
create macro is_chosen(chosen, code) as len(chosen) = 0 or list_contains(chosen::varchar[], coalesce(code, ''));
create macro is_any_chosen(chosen, codes) as
    len(chosen) = 0 or list_has_any(chosen::varchar[], case when len(codes) = 0 then [''] else codes end);

-- Which of latest_report a selection chooses. One row: a digit a report in the order of the table, 1 if it is chosen;
-- `anywhere` without the filter of regions. A report that does not say its year, or region, … is out as soon as one is
-- chosen. A region is chosen by what the report covers, not by where its events were held; kinds by the indicators that
-- the report has; people by the categories in which it counts somebody among the project's own.
create macro chosen_reports(selection) as table
select
    coalesce(string_agg((is_chosen_anywhere and is_any_chosen(selection['regions'], region_codes))::utinyint, '' order by number), '0')
        as chosen,
    coalesce(string_agg(is_chosen_anywhere::utinyint, '' order by number), '0') as anywhere
from (
    select
        r.report_no as number,
        r.region_codes,
        (len(selection['years']) = 0 or list_contains(selection['years']::integer[], coalesce(r.report_year, 0)))
        and is_chosen(selection['spheres'], r.sphere_code)
        and is_chosen(selection['forms'], r.form_code)
        and is_chosen(selection['languages'], r.language_code)
        and is_chosen(selection['organisations'], r.organisation_key)
        and is_chosen(selection['projects'], r.project_key)
        and (len(selection['kinds']) = 0 or list_has_any(selection['kinds']::varchar[], coalesce(c.kind_codes, [])))
        and (len(selection['people']) = 0 or list_has_any(selection['people']::varchar[], coalesce(c.people_codes, [])))
            as is_chosen_anywhere
    from numbered_report as r
    left join report_contents as c using (report_id)
);

-- The reports that the reader selected, as chosen_reports found them once for all questions of a page: their filters would
-- take longer to plan, in each question anew, than all the rest of most questions.
-- selected_anywhere: the same without the filter of regions, for questions that compare regions with each other.
create macro selected_reports(selection) as table
from latest_report
where is_selected(selection, rowid::integer);

create macro selected_anywhere(selection) as table
from latest_report
where is_selected_anywhere(selection, rowid::integer);

-- Reports in groups, for the questions that are asked "by" something. One row a report, grouping and group.
-- Only by region can a report be in several groups; group_count says in how many. What a report counts (an indicator, a
-- finding) counts in each of its groups; what it measures (money, people) cannot be divided between them and counts
-- only where group_count is 1.
-- group_code is null where the report does not say; group_label is a name where the code is only a key.
create table report_grouping as
select
    report_no,
    report_id,
    'whole' as grouping_name,
    null::varchar as group_code,
    null::varchar as group_label,
    1 as group_count
from numbered_report
union all
select report_no, report_id, 'year', report_year::varchar, null, 1 from numbered_report
union all
select report_no, report_id, 'sphere', sphere_code, null, 1 from numbered_report
union all
select report_no, report_id, 'form', form_code, null, 1 from numbered_report
union all
select report_no, report_id, 'language', language_code, null, 1 from numbered_report
union all
select report_no, report_id, 'project', project_key, project_title, 1 from numbered_report
union all
select r.report_no, r.report_id, 'organisation', r.organisation_key, o.organisation_name, 1
from numbered_report as r
left join dim_organisation as o using (organisation_key)
union all
select
    report_no,
    report_id,
    'region',
    unnest(case when len(region_codes) = 0 then [null] else region_codes end),
    null,
    greatest(len(region_codes), 1)
from numbered_report;

create macro known_grouping(name) as
case
    when name in ('whole', 'year', 'region', 'sphere', 'project', 'organisation', 'form', 'language') then name
    else error('no grouping ''' || name || '''; known: year, region, sphere, project, organisation, form, language')
end;

-- The selected reports in the groups of one grouping; by region, only in the regions that were chosen.
create macro report_groups(selection, asked_grouping) as table
select g.report_id, g.group_code, g.group_label, g.group_count
from report_grouping as g
where g.grouping_name = known_grouping(asked_grouping)
  and is_selected(selection, g.report_no)
  and (
    asked_grouping <> 'region' or len(selection['regions']) = 0
    or list_contains(selection['regions']::varchar[], coalesce(g.group_code, '')));
