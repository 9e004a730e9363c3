-- The grade of a project, and the steps to it. Ours, not an official evaluation; steps and thresholds: grades.toml, which
-- is loaded as the table grade_step (step_code, step_order, unit, and the thresholds).

-- What the steps measure. One row a report, one column a step; null is what the report does not state. All its indicators
-- count, whatever kinds are selected: a grade is of the whole project.
create table report_grade_measures as
select
    r.report_id,
    (r.form_code <> 'interim')::integer::double as closing_report,
    coalesce(i.decided_count, 0)::double as decided_indicators,
    round(100.0 * i.decided_count / i.judged_count, 1) as decided_share,
    round(100.0 * i.reached_count / nullif(i.decided_count, 0), 1) as reached_share,
    round(100.0 * e.direct_fact / nullif(e.direct_plan, 0), 1) as direct_beneficiaries,
    coalesce(f.contradiction_count, 0)::double as serious_contradictions
from dim_report as r
left join (
    select
        report_id,
        count(*) as judged_count,
        count(*) filter (where is_decided) as decided_count,
        count(*) filter (where outcome in ('met', 'exceeded')) as reached_count
    from judged_indicator
    where is_judged
    group by report_id
) as i using (report_id)
left join report_effect_values as e using (report_id)
left join (
    select report_id, count(*) as contradiction_count
    from finding
    where kind = 'contradiction' and severity = 'error'
    group by report_id
) as f using (report_id);

-- Every step of every report. One row a report and step.
-- step_level: known | too_little for what must be known; successful | satisfactory | unsatisfactory for what is graded;
--   not_stated where the report leaves it out.
create table report_grade_step as
select
    m.report_id,
    s.*,
    m.step_value,
    case
        when s.needs_at_least is not null
        then case when coalesce(m.step_value, 0) >= s.needs_at_least then 'known' else 'too_little' end
        when m.step_value is null then 'not_stated'
        when m.step_value >= s.successful_at_least or m.step_value <= s.successful_at_most then 'successful'
        when m.step_value >= s.satisfactory_at_least or m.step_value <= s.satisfactory_at_most then 'satisfactory'
        else 'unsatisfactory'
    end as step_level
from report_grade_measures unpivot include nulls (step_value for step_code in (columns(* exclude (report_id)))) as m
join grade_step as s using (step_code);

-- The grade that follows: the lowest that a step gives; undecidable where too little is known, or nothing is graded.
-- One row a report. deciding_step_codes: the steps without which the grade would be another.
create table report_grade as
with graded as (
    select
        report_id,
        case
            when bool_or(step_level = 'too_little') then 'undecidable'
            when bool_or(step_level = 'unsatisfactory') then 'unsatisfactory'
            when bool_or(step_level = 'satisfactory') then 'satisfactory'
            when bool_or(step_level = 'successful') then 'successful'
            else 'undecidable'
        end as grade_code
    from report_grade_step
    group by report_id
)
select
    report_id,
    g.grade_code,
    case g.grade_code when 'unsatisfactory' then 1 when 'satisfactory' then 2 when 'successful' then 3 else 4 end
        as grade_order,
    coalesce(
        list(s.step_code order by s.step_order)
            filter (where s.step_level = case g.grade_code when 'undecidable' then 'too_little' else g.grade_code end),
        []) as deciding_step_codes
from graded as g
join report_grade_step as s using (report_id)
group by report_id, g.grade_code;

-- Every step of every report's grade with what it was measured by. One row a report and step.
create view graded_step as
select
    s.report_id,
    g.grade_code,
    s.step_code,
    s.step_order,
    s.unit,
    s.step_value,
    s.needs_at_least,
    s.successful_at_least,
    s.satisfactory_at_least,
    s.successful_at_most,
    s.satisfactory_at_most,
    s.step_level,
    list_contains(g.deciding_step_codes, s.step_code) as is_deciding,
    g.grade_order
from report_grade as g
join report_grade_step as s using (report_id);
