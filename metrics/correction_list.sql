-- The operator's corrections: what was read, what is right, who said so and why, and what became of it.
-- Grain: one row a correction of a selected project, also in reports that no longer count.
-- Left out: corrections that were undone or replaced.
-- state: in_force; resubmitted: a newer report of the form counts instead, latest_value is what that one says; changed: by
--   today's rules the paper says something else at the place; not_found: the value is no longer there. Only the first two
--   are put in.
-- Null: old_value where nothing was read, new_value where the report is to say nothing, both where they are a small number
--   of people (is_hidden); latest_value but for resubmitted ones; item, item_code, dimension, category but for their rows.
select
    c.report_id,
    c.project_key,
    coalesce(r.project_title, p.project_title) as project_title,
    r.file_name,
    c.table_name,
    c.column_name as field,
    case when c.table_name in ('fact_indicator', 'fact_activity', 'bridge_activity_region') then c.item end as item,
    case when c.table_name = 'fact_effect' then c.item end as item_code,
    case when c.table_name = 'fact_participants' then split_part(c.item, '/', 2) end as dimension,
    case when c.column_name = 'people_count' then split_part(c.item, '/', 3) end as category,
    c.words,
    c.old_value,
    c.new_value,
    c.is_hidden,
    c.reason,
    c.who,
    c.decided_at,
    c.fate as state,
    case
        when c.newer_report_id is null or c.is_hidden then null
        when c.table_name = 'dim_report' then (
            select to_json(d) ->> c.column_name from dim_report as d where d.report_id = c.newer_report_id)
        when c.table_name = 'fact_indicator' then (
            select any_value(to_json(f) ->> c.column_name) from fact_indicator as f
            where f.report_id = c.newer_report_id and f.name = c.item)
        when c.table_name = 'fact_activity' then (
            select any_value(to_json(f) ->> c.column_name) from fact_activity as f
            where f.report_id = c.newer_report_id and f.title = c.item)
        when c.table_name = 'fact_effect' then (
            select any_value(to_json(f) ->> c.column_name) from fact_effect as f
            where f.report_id = c.newer_report_id and f.effect_code = c.item)
        when c.table_name = 'fact_participants' then (
            select any_value(to_json(f) ->> c.column_name) from participants as f
            where f.report_id = c.newer_report_id and starts_with(concat_ws('/', f.scope, f.dimension, f.category), c.item))
    end as latest_value,
    c.topic,
    c.place,
    c.characters,
    c.act_no
from correction_fate as c
join dim_report as r using (report_id)
left join dim_project as p on p.project_key = c.project_key
where c.is_of_none or c.project_key in (select project_key from selected_reports($selection))
order by c.act_no desc;
