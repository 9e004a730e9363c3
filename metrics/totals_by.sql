-- The portfolio's totals in groups: $by is year, region, sphere, project, organisation, form or language.
-- Grain: one row a group. By region a report on several regions counts in each, so rows need not add up to the whole.
-- Left out: by region, money and people of reports on several regions, which cannot be divided between them;
--   shared_report_count says how many reports those are. People of small grants.
-- Null: group_code is null for reports that do not say; sums and shares as in portfolio_totals.
select *
from totals($selection, $by)
order by group_label collate kk, group_code nulls last;
