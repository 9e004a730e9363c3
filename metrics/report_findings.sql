-- The failed checks of one report, worst first, with the words of the two cells concerned. What a later report of the
-- project was found to say otherwise stands here too, the cells of this report first.
-- Grain: one row a finding.
-- Left out: rules that passed or had nothing to check: report_checks.
-- Null: place and other_place are null where a finding concerns no single cell; other_report where both cells stand in
--   this report, else it is the title and file of the other. words and other_words where they hold a small number of
--   people (words_state, other_words_state: hidden). details is JSON text: the values by name, "hidden" in the stead of
--   such numbers.
with told as (
    select rule, severity, kind, details, report_id, place, other_report_id, other_place, check_seq
    from finding
    where report_id = $report
    union all
    select f.rule, f.severity, f.kind, f.details, f.other_report_id, f.other_place, f.report_id, f.place, f.check_seq
    from finding as f
    join dim_report as r on r.report_id = f.report_id
    join dim_report as o on o.report_id = f.other_report_id and o.project_key = r.project_key
    where f.other_report_id = $report
)
select
    f.rule,
    f.severity,
    f.kind,
    f.details::varchar as details,
    f.place,
    f.other_place,
    c.words,
    c.words_state,
    o.words as other_words,
    o.words_state as other_words_state,
    n.other_report
from told as f
left join source_cell as c on c.report_id = f.report_id and c.place = f.place
left join source_cell as o on o.report_id = coalesce(f.other_report_id, f.report_id) and o.place = f.other_place
left join report_name as n on n.report_id = f.other_report_id
order by list_position(['error', 'warning', 'note'], f.severity), f.check_seq;
