-- Two groups side by side in the same measures: two years, regions, … or two projects. $by groups; $first and $second are
-- the groups' codes.
-- Grain: one row a measure, in the order of the totals; first_code and second_code say of which groups.
-- Left out: as in totals_by.
-- Null: first_value and second_value where the group's reports do not say, or there is no such group; difference_value
--   (second less first) where either is null. Of a measure ending in _pct it is in percentage points.
with sides as (
    select
        group_code, report_count::double as report_count, project_count::double as project_count,
        organisation_count::double as organisation_count, region_count::double as region_count, grant_kzt::double as grant_kzt,
        direct_plan_count::double as direct_plan_count, direct_fact_count::double as direct_fact_count,
        vulnerable_fact_count::double as vulnerable_fact_count, vulnerable_pct::double as vulnerable_pct,
        indirect_fact_count::double as indirect_fact_count, indicator_count::double as indicator_count,
        exceeded_count::double as exceeded_count, met_count::double as met_count, missed_count::double as missed_count,
        undecidable_count::double as undecidable_count, reached_pct::double as reached_pct,
        contradicting_report_count::double as contradicting_report_count, finding_count::double as finding_count
    from totals($selection, known_grouping($by))
    where group_code in ($first, $second)
),
measured as (
    from sides unpivot include nulls (side_value for measure in (columns(* exclude (group_code))))
),
listed as (
    select measure, row_number() over () as measure_order
    from (select unnest([
        'report_count', 'project_count', 'organisation_count', 'region_count', 'grant_kzt', 'direct_plan_count',
        'direct_fact_count', 'vulnerable_fact_count', 'vulnerable_pct', 'indirect_fact_count', 'indicator_count',
        'exceeded_count', 'met_count', 'missed_count', 'undecidable_count', 'reached_pct', 'contradicting_report_count',
        'finding_count']) as measure)
)
select
    l.measure,
    $first as first_code,
    $second as second_code,
    a.side_value as first_value,
    b.side_value as second_value,
    b.side_value - a.side_value as difference_value
from listed as l
left join measured as a on a.measure = l.measure and a.group_code = $first
left join measured as b on b.measure = l.measure and b.group_code = $second
order by l.measure_order;
