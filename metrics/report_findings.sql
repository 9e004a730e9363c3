-- The failed checks of one report, worst first, with the words of the two cells concerned.
-- Grain: one row a finding.
-- Left out: rules that passed or had nothing to check: report_checks.
-- Null: place and other_place are null where a finding concerns no single cell. details is JSON text: the values by name.
select
    f.rule,
    f.severity,
    f.kind,
    f.details::varchar as details,
    f.place,
    f.other_place,
    c.words,
    o.words as other_words
from finding as f
left join source_cell as c on c.report_id = f.report_id and c.place = f.place
left join source_cell as o on o.report_id = f.report_id and o.place = f.other_place
where f.report_id = $report
order by list_position(['error', 'warning', 'note'], f.severity), f.check_seq;
