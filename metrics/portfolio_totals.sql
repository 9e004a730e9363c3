-- The portfolio in one row: how much, for whom, and how it ended.
-- Grain: one row, also when nothing is selected.
-- Left out: people of small grants; quantities told in running text that nobody planned. Direct and indirect
--   beneficiaries are never added. region_count is every region that the selected reports cover.
-- Null: a sum is null where no report gives the value; *_report_count says how many do. vulnerable_pct rests only on
--   reports that give both the vulnerable and all direct beneficiaries; reached_pct is null where nothing was decided.
-- Source: effects table rows 1, 1.1 and 2; plan/fact table; reached_pct = (met + exceeded) / (met + exceeded + missed);
--   contradicting reports have a failed check that is an error or a warning.
select * exclude (group_code, group_label, shared_report_count)
from totals($selection, 'whole');
