-- What one rule made of each report: $rule.
-- Grain: one row a check; a report that broke the rule in several places has several.
-- Left out: nothing.
-- Null: lacking says what a skipped rule wanted, else null; place and other_place where no single cell is concerned.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    c.rule,
    c.severity,
    c.result,
    c.lacking,
    c.place,
    c.other_place
from selected_reports($selection) as r
join check_result as c using (report_id)
where c.rule = $rule
order by c.result, c.lacking, r.project_title collate kk, r.report_id, c.check_seq;
