-- What a person has to look at, in four queues: cells with words and no number, names of places that several districts
-- bear, plans and facts that cannot be paired for certain, and reports that share what is one project's own.
-- Grain: one row a cell, name, indicator or finding of a report that counts.
-- Left out: what was corrected since; what was looked over is kept apart, in the trail. Running text without a plan; dashes.
-- queue: unclear | places | stacks | duplicates. candidates: of a place, the codes of the districts that it may be.
-- Null: rule, details, other_report and other_report_id but for duplicates; field and words where no one cell is meant.
with plan_and_fact as (
    select
        report_id,
        item,
        unnest(['plan_value', 'fact_value']) as field,
        unnest([plan_text, fact_text]) as words,
        unnest([plan_value, fact_value]) as number,
        unnest([plan_place, fact_place]) as place
    from (
        select report_id, name as item, plan_text, fact_text, plan_value, fact_value, plan_place, fact_place
        from fact_indicator
        where source = 'table'
        union all
        select report_id, effect_code, plan_text, fact_text, plan_value, fact_value, plan_place, fact_place
        from fact_effect
    )
),
unclear as (
    select p.report_id, p.item, p.field, p.words, p.place
    from plan_and_fact as p
    anti join correction as c
        on
            c.report_id = p.report_id
            and c.item = p.item
            and c.column_name = p.field
            and c.place = p.place
            and c.words = p.words
            and c.state = 'in_force'
    where p.number is null and regexp_matches(p.words, '[0-9\p{L}]')
),
queued as (
    select 'unclear' as queue, report_id, item, field, words, place, null as rule, null as details, null as other_report_id, [] as candidates
    from unclear
    union all
    select
        'places', report_id, details ->> 'words', 'district_code', details ->> 'words', place, null, null, null,
        coalesce((details -> 'candidates')::varchar[], [])
    from finding
    where rule = 'place_ambiguous'
    union all
    select 'stacks', report_id, name, 'is_ambiguous', concat_ws(' / ', plan_text, fact_text), coalesce(fact_place, plan_place, name_place), null, null, null, []
    from fact_indicator
    where is_ambiguous
    union all
    select 'duplicates', f.report_id, f.rule, null, null, f.place, f.rule, f.details::varchar, f.other_report_id, []
    from finding as f
    join dim_rule as u using (rule)
    where u.topic = 'across_projects' or f.rule in ('resubmission_is_new', 'grantees_agree', 'contracts_agree')
)
select
    q.queue,
    r.report_id,
    r.project_key,
    r.project_title,
    r.organisation_name,
    q.item,
    q.field,
    coalesce(q.words, c.words) as words,
    q.rule,
    q.details,
    n.other_report,
    q.other_report_id,
    q.candidates,
    q.place
from selected_reports($selection) as r
join queued as q using (report_id)
left join source_cell as c on c.report_id = q.report_id and c.place = q.place
left join report_name as n on n.report_id = q.other_report_id
order by q.queue, r.project_title collate kk, r.report_id, c.block_no, c.row_no nulls first, c.column_no, q.item;
