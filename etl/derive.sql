-- What follows from all reports of a release together. Run by etl/warehouse.py, which fills the temporary table project_of.
update dim_report as r
set project_key = p.project_key, organisation_key = p.organisation_key
from project_of as p
where p.report_id = r.report_id;

-- A project's reports in the order in which they count: those that are not excluded, a final report before the operator's and the interim one,
-- then the one that ends later, then the one loaded later; in one load the later file name is the resubmission.
create or replace temp table report_order as
select
    report_id,
    row_number() over (
        partition by project_key
        order by is_excluded, case form_code when 'final' then 3 when 'operator_project_info' then 2 else 1 end desc,
                 period_end desc nulls last, loaded_at desc, file_name desc
    ) as rank_no,
    row_number() over (
        partition by project_key, form_code order by is_excluded, period_end nulls first, loaded_at, file_name
    ) as version_no,
    is_excluded
from (select *, report_id in (select report_id from decision where deed = 'excluded') as is_excluded from dim_report);

update dim_report as r
set is_latest = o.rank_no = 1 and not o.is_excluded, version_no = o.version_no
from report_order as o
where o.report_id = r.report_id;

-- What the operator assigned to a project, by any of its reports: the latest decision on a field counts.
create or replace temp table assigned as
select
    r.project_key,
    arg_max(d.new_value, d.act_no) filter (where d.column_name = 'sphere_code') as sphere_code,
    arg_max(d.new_value, d.act_no) filter (where d.column_name = 'customer') as customer,
    arg_max(d.new_value, d.act_no) filter (where d.column_name = 'grant_kind_code') as grant_kind_code
from decision as d
join dim_report as r using (report_id)
where d.deed = 'assigned'
group by r.project_key;

delete from dim_project;
insert into dim_project
select
    project_key,
    arg_max(organisation_key, rank_order) filter (where organisation_key is not null),
    arg_max(project_title, rank_order) filter (where project_title is not null),
    arg_max(key_rule, rank_order),
    any_value(a.sphere_code),
    any_value(a.customer),
    any_value(a.grant_kind_code)
from (
    select r.*, p.key_rule, -o.rank_no as rank_order
    from dim_report as r
    join project_of as p using (report_id)
    join report_order as o using (report_id)
)
left join assigned as a using (project_key)
group by project_key;

delete from dim_organisation;
insert into dim_organisation
select organisation_key, arg_max(organisation_name, (period_end, loaded_at, file_name))
from dim_report
where organisation_key is not null
group by organisation_key;
