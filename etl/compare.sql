-- What reports of different projects have in common, worked out for a whole release. Run by etl/warehouse.py.

-- Projects that may share a thing before it is the form's or the contract's own, or a site that everybody cites.
create or replace temp table common as
select greatest(3, ceil(0.05 * count(distinct project_key)))::integer as project_limit from dim_report;

create or replace temp table whose as
select
    report_id,
    dense_rank() over (order by project_key)::integer as project_no,
    row_number() over (order by loaded_at, file_name, report_id) as turn
from dim_report
where report_id not in (select report_id from decision where deed = 'excluded');

-- Everything else that can be the same: one row a thing of a report. thing is the same where the things are.
create or replace temp table thing as
select report_id, 'participants' as kind, any_value(total_place) as place, count(*) as size,
       string_agg(concat_ws(' ', dimension, category, people_count, declared_total_count), ';' order by dimension, category_order) as thing
from fact_participants
where scope = 'project' and people_count > 0
group by report_id
having count(*) >= 8 and count(distinct people_count) >= 5 and max(people_count) >= 20
union all
select report_id, 'results', min_by(coalesce(fact_place, name_place), indicator_seq), count(*),
       string_agg(concat_ws(' ', plan_value, fact_value), ';' order by indicator_seq)
from fact_indicator
where source = 'table' and plan_value is not null and fact_value is not null and not is_ambiguous
group by report_id
having count(*) >= 8 and count(distinct fact_value) >= 6
union all
select report_id, 'contacts', place, contact_count, contacts_hash from report_contact_list
union all
select distinct report_id, 'links', place, 1, address
from (
    select report_id, place, rtrim(regexp_replace(lower(url), '^https?://(www\.|m\.)?', ''), '/?#.,') as address
    from report_link
)
-- one post or file: an address of two steps or with a question; not a profile, a channel, a law or a body of the state
where regexp_matches(address, '^[^/]+/[^/]+/[^/]+|[?&][a-z_]+=\w|^youtu\.be/\w+')
  and not regexp_matches(address, '^[^/]*(gov\.kz|zan\.kz|wikipedia\.org)/|^[^/]+/(channel|user|c|people|groups|pages|profile\.php)(/|\?)')
union all
select report_id, 'contracts', contract_place, 1, concat_ws(' ', contract_no, contract_date)
from dim_report
where contract_no is not null and contract_date is not null
union all
select r.report_id, 'projects', r.contract_place, 1,
       concat_ws(' ', r.organisation_key, lower(regexp_replace(r.project_title, '\W', '', 'g')), r.period_start, r.period_end)
from dim_report as r
where r.contract_no is not null and r.organisation_key is not null and r.project_title is not null
  and r.form_code = 'final' and r.period_start is not null and r.period_end is not null;

-- Each report that has a thing, beside the first report of another project that has it too: a star, not every pair,
-- so a text that a hundred have copied is told a hundred times, not five thousand.
create or replace temp table same_thing as
with met as (
    select t.*, w.project_no, w.turn
    from thing as t
    join whose as w using (report_id)
),
rare as (
    select kind, thing, count(distinct project_no) as project_count
    from met
    group by kind, thing
    having count(distinct project_no) between 2 and (select project_limit from common)
)
select
    m.report_id, m.kind, m.place, m.size, m.thing, r.project_count, o.report_id as other_report_id, o.place as other_place
from met as m
join rare as r using (kind, thing)
join met as o on o.kind = m.kind and o.thing = m.thing and o.project_no <> m.project_no
qualify row_number() over (partition by m.report_id, m.kind, m.thing order by o.turn) = 1;

create or replace temp table passage as
select p.report_id, p.place, p.line_no, p.prints, w.project_no, w.turn, row_number() over ()::integer as passage_no
from report_passage as p
join whose as w using (report_id);

-- Prints that two projects have, found by the least and the greatest: nearly all prints are of one project, and counting
-- projects for each of millions would not fit in memory.
create or replace temp table met_print as
select passage_no, project_no, turn, print
from (select passage_no, project_no, turn, unnest(prints) as print from passage)
semi join (
    select print
    from (select project_no, unnest(prints) as print from passage)
    group by print
    having min(project_no) < max(project_no)
) using (print);

-- Paragraphs that share some of their prints, to be compared word by word: each beside those of the first projects.
create or replace temp table near_passage as
with rare as (
    select print, arg_min(project_no, turn, 3) as first_projects, count(distinct project_no) as project_count
    from met_print
    group by print
    having count(distinct project_no) between 2 and (select project_limit from common)
),
near as (
    select m.passage_no, o.passage_no as other_passage_no, max(r.project_count) as project_count, count(*) as shared_count, min(o.turn) as other_turn
    from met_print as m
    join rare as r using (print)
    join met_print as o on o.print = m.print and list_contains(r.first_projects, o.project_no) and o.project_no <> m.project_no
    group by all
)
select
    p.report_id, p.place, p.line_no, n.project_count,
    o.report_id as other_report_id, o.place as other_place, o.line_no as other_line_no
from near as n
join passage as p on p.passage_no = n.passage_no
join passage as o on o.passage_no = n.other_passage_no
where n.shared_count >= 3
qualify row_number() over (partition by n.passage_no order by n.shared_count desc, n.other_turn) <= 3;
