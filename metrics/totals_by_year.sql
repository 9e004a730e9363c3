-- The portfolio's totals year by year.
-- Grain: one row a year in which a selected report's project ended.
-- Left out: as in portfolio_totals.
-- Null: report_year is null for reports that state no dates at all; sums and shares as in portfolio_totals.
select
    group_code::integer as report_year,
    * exclude (group_code, group_label, shared_report_count)
from totals($selection, 'year')
order by report_year nulls last;
