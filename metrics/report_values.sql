-- The values that were read from one report's paper: its words, and what they were read as.
-- Grain: one row a value and its place, in the order of the paper.
-- Left out: titles of tasks and activities, partners, risks and other lists of words, which are read as they stand.
-- Null: characters is null where all of the cell is meant, words where the place's own are meant (or may not be shown);
--   read_value where no number was read, read_text where none but a number was; status for all but indicators.
-- correction_text: what the operator has corrected; words are then those that it was made against.
-- table_name and row_item tell the row of the release that the value is in.
-- part is the question that holds the value, field its column there, item what it is a value of: a name, or the code of an
-- effect (item_code) or of a category (dimension, category).
with head as (
    select unnest([
        {'field': 'organisation_name', 'place': organisation_place, 'words': organisation_name, 'number': null::double, 'read': organisation_name},
        {'field': 'project_title', 'place': title_place, 'words': project_title, 'number': null, 'read': project_title},
        {'field': 'project_goal', 'place': goal_place, 'words': project_goal, 'number': null, 'read': project_goal},
        {'field': 'contract_no', 'place': contract_place, 'words': null, 'number': null, 'read': concat_ws(' · ', contract_no, contract_date)},
        {'field': 'period_text', 'place': period_place, 'words': period_text, 'number': null, 'read': concat_ws(' – ', period_start, period_end)},
        {'field': 'grant_kzt', 'place': grant_place, 'words': null, 'number': grant_kzt, 'read': null},
        {'field': 'deviation_text', 'place': deviation_place, 'words': deviation_text, 'number': null, 'read': deviation_text}
    ]) as said
    from dim_report
    where report_id = $report
),
listed as (
    select
        'report_header' as part, 'dim_report' as table_name, '' as row_item, false as is_ambiguous, said.field as field, null as item, null as item_code, null as dimension, null as category,
        said.place as place, null as characters, said.words as words, said.number as read_value, said.read as read_text,
        null as status, null as cell_state, 0 as item_no
    from head
    union all
    select
        'report_activities', 'fact_activity', title, false, field, title, null, null, null, place, null, words,
        case when field = 'participants_count' then participants_count end,
        case
            when field = 'date_text' then concat_ws(' – ', date_start, nullif(date_end, date_start))
            when field = 'place_text' then array_to_string(places, ', ')
        end,
        null, null, activity_seq
    from (
        select
            a.title,
            a.activity_seq,
            a.participants_count,
            a.date_start,
            a.date_end,
            (
                select list(distinct b.words)
                from bridge_activity_region as b
                where b.report_id = a.report_id and b.activity_seq = a.activity_seq and b.words <> ''
            ) as places,
            unnest(['date_text', 'place_text', 'participants_count']) as field,
            unnest([a.date_place, a.place_place, a.participants_place]) as place,
            unnest([a.date_text, a.place_text, a.participants_text]) as words
        from fact_activity as a
        where a.report_id = $report
    )
    union all
    select
        'report_indicators', 'fact_indicator', name, is_ambiguous, field, name, null, null, null, place, characters, words, number, null, status, null, indicator_seq
    from (
        select
            name,
            is_ambiguous,
            status,
            indicator_seq,
            unnest(['plan_value', 'fact_value']) as field,
            unnest([plan_place, fact_place]) as place,
            unnest([plan_characters, fact_characters]) as characters,
            unnest([plan_text, fact_text]) as words,
            unnest([plan_value, fact_value]) as number
        from fact_indicator
        where report_id = $report
    )
    union all
    select
        'report_effects', 'fact_effect', effect_code, false, field, null, effect_code, null, null, place, null, words, number, null, null, null, effect_order
    from (
        select
            v.effect_code,
            e.effect_order,
            unnest(['plan_value', 'fact_value']) as field,
            unnest([v.plan_place, v.fact_place]) as place,
            unnest([v.plan_text, v.fact_text]) as words,
            unnest([v.plan_value, v.fact_value]) as number
        from fact_effect as v
        join effect as e using (effect_code)
        where v.report_id = $report
    )
    union all
    select
        'report_participants', 'fact_participants', concat_ws('/', scope, dimension, category), false, 'people_count', null, null, dimension, category, place, null, null, people_count, null, null,
        cell_state, category_order
    from participants
    where report_id = $report
    union all
    select distinct
        'report_participants', 'fact_participants', concat_ws('/', scope, dimension), false, 'declared_total_count', null, null, dimension, null, total_place, null, null,
        declared_total_count, null, null, null, 0
    from participants
    where report_id = $report
)
select
    split_part(l.place, '/', 1)::integer as block_no,
    l.part,
    l.table_name,
    l.row_item,
    l.is_ambiguous,
    l.field,
    l.item,
    l.item_code,
    l.dimension,
    l.category,
    coalesce(k.words, l.words, c.words) as words,
    l.read_value,
    nullif(l.read_text, '') as read_text,
    l.cell_state,
    l.status,
    k.correction_text,
    l.place,
    l.characters
from listed as l
left join source_cell as c on c.report_id = $report and c.place = l.place
left join (
    select
        table_name,
        item,
        place,
        case
            when column_name in ('date_start', 'date_end') then 'date_text'
            when column_name in ('period_start', 'period_end') then 'period_text'
            when column_name = 'contract_date' then 'contract_no'
            when column_name = 'plan_comparator' then 'plan_value'
            else column_name
        end as field,
        any_value(words) as words,
        string_agg(correction_text, '; ' order by act_no) as correction_text
    from corrected_value
    where report_id = $report
    group by all
) as k on k.table_name = l.table_name and k.item = l.row_item and k.field = l.field and k.place is not distinct from l.place
where l.place is not null
order by c.block_no, c.row_no nulls first, c.column_no, l.item_no, l.field desc;
