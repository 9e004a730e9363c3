-- What every rule made of one report: failed, passed, or skipped for want of something.
-- Grain: one row a finding, or a rule without one.
-- Left out: nothing.
-- Null: lacking says what a skipped rule wanted, else null. details is JSON text: the values by name,
--   "hidden" in the stead of small numbers of people.
select rule, severity, result, lacking, details::varchar as details, place, other_place
from fact_check
where report_id = $report
order by check_seq;
