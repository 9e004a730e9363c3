-- Failed checks, worst first, with the words of the first cell. $rule is one rule, or None for all.
-- Grain: one row a finding.
-- Left out: rules that passed or were skipped.
-- Null: place, other_place and words are null where a finding concerns no single cell; other_report where both cells
--   stand in one report, else it is the title and file of the other. words where they hold a small number of people
--   (words_state: hidden). details is JSON text: the values by name, "hidden" in the stead of such numbers.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    f.rule,
    f.severity,
    f.kind,
    f.topic,
    f.details::varchar as details,
    f.place,
    f.other_place,
    f.words,
    f.words_state,
    f.other_report
from selected_reports($selection) as r
join told_finding as f using (report_id)
where $rule::varchar is null or f.rule = $rule::varchar
order by list_position(['error', 'warning', 'note'], f.severity), r.project_title collate kk, r.report_id, f.check_seq;
