-- Failed checks as lists tell them, with the words of their first cell: to look them up among all the cells of a release
-- takes longer than to list the findings. One row a finding.
-- words: as in source_cell. other_report: how the other report is called, null where both cells stand in one.
create table told_finding as
select f.*, u.topic, c.words, c.words_state, n.other_report
from finding as f
left join dim_rule as u using (rule)
left join source_cell as c on c.report_id = f.report_id and c.place = f.place
left join report_name as n on n.report_id = f.other_report_id;
