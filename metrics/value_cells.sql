-- The cells of papers behind the figures of the selected reports: grants, plans and facts, effects, participants, findings.
-- Grain: one row a report and place, numbered (source_no) project by project in the order of the paper.
-- Left out: cells that no figure was read from; plans and facts of kinds of indicators that are not selected.
-- Null: words where they hold a small number of people, or one that would tell it (words_state: hidden), or the place is not
--   in the paper; page_no where pages are not known; confidence_pct where the file itself has the text.
with named as (
    select report_id, grant_place as place from dim_report
    union
    select report_id, unnest([plan_place, fact_place])
    from fact_indicator
    where is_chosen($selection['kinds'], kind_code)
    union
    select report_id, unnest([plan_place, fact_place]) from fact_effect
    union
    select report_id, unnest([place, total_place]) from participants
    union
    select report_id, place from finding
    union
    select coalesce(other_report_id, report_id), other_place from finding
)
select
    row_number() over in_order as source_no,
    r.report_id,
    r.project_key,
    r.project_title,
    h.file_name,
    n.place,
    c.page_no,
    c.words,
    coalesce(c.words_state, 'shown') as words_state,
    c.confidence_pct
from selected_reports($selection) as r
join named as n using (report_id)
join dim_report as h using (report_id)
left join source_cell as c using (report_id, place)
where n.place is not null
window in_order as (
    order by r.project_title collate kk, r.report_id, c.block_no, c.row_no nulls first, c.column_no, n.place)
order by source_no;
