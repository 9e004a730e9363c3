-- Everything that totals add up. One row a report, whether or not it counts.
create table report_figures as
select
    r.report_id,
    r.project_key,
    r.organisation_key,
    l.region_codes,
    r.grant_kzt,
    e.* exclude (report_id),
    c.direct_counted,
    r.report_id in (select report_id from indicator_counts) as has_indicators,
    f.* exclude (report_id)
from dim_report as r
left join report_effect_values as e using (report_id)
left join report_counted_people as c using (report_id)
left join report_finding_counts as f using (report_id)
left join latest_report as l using (report_id);

-- The totals of the selected reports. One row a group (see report_groups); by 'whole', always one row.
-- Each total has beside it the number of reports it rests on. Money and people of a report that is in several groups
-- cannot be divided between them and are in none; shared_report_count says how many reports those are.
-- A question of so many columns takes longer to plan than to answer: what a total leaves out is null before it is added
-- up, which costs less than a filter on each, and a list of a few hundred organisations less than count(distinct).
create macro totals(selection, grouping_name) as table
with grouped as (
    select report_id, group_code, group_label, group_count > 1 as is_shared
    from report_groups(selection, grouping_name)
    union all
    select null, null, null, false  -- the whole of nothing is still one row
    where grouping_name = 'whole'
),
figures as (
    select
        g.group_code,
        g.group_label,
        g.is_shared,
        r.report_id,
        r.organisation_key,
        r.region_codes,
        r.is_contradicting,
        r.error_count,
        r.finding_count,
        case when not g.is_shared then r.grant_kzt end as grant_kzt,
        case when not g.is_shared then r.direct_plan end as direct_plan,
        case when not g.is_shared then r.direct_fact end as direct_fact,
        case when not g.is_shared then r.direct_counted end as direct_counted,
        case when not g.is_shared then r.vulnerable_fact end as vulnerable_fact,
        case when not g.is_shared then r.indirect_fact end as indirect_fact,
        case when not g.is_shared then read_people(selection, r.direct_fact, r.direct_counted) end as direct_read,
        case when direct_read is not null then r.vulnerable_fact end as vulnerable_of_direct,
        case when r.vulnerable_fact is not null then direct_read end as direct_of_vulnerable,
        i.* exclude (report_id, outcome_group)
    from grouped as g
    left join report_figures as r using (report_id)
    left join indicator_outcomes(selection, 'whole') as i on i.report_id = g.report_id
)
select
    group_code,
    group_label,
    count(report_id) as report_count,
    count(report_id) as project_count,  -- of each project one report counts
    coalesce(len(list_distinct(list(organisation_key))), 0) as organisation_count,
    count(*) filter (where is_shared) as shared_report_count,
    sum(grant_kzt) as grant_kzt,
    count(grant_kzt) as grant_report_count,
    coalesce(len(list_distinct(flatten(list(region_codes)))), 0) as region_count,
    sum(direct_plan)::bigint as direct_plan_count,
    count(direct_plan) as direct_plan_report_count,
    sum(direct_read)::bigint as direct_fact_count,
    count(direct_read) as direct_report_count,
    sum(direct_fact)::bigint as direct_declared_count,
    sum(read_people({'reading': 'counted'}, direct_fact, direct_counted))::bigint as direct_counted_count,
    count(*) filter (where direct_fact <> direct_counted) as direct_differing_report_count,
    sum(vulnerable_fact)::bigint as vulnerable_fact_count,
    count(vulnerable_fact) as vulnerable_report_count,
    round(100.0 * sum(vulnerable_of_direct) / nullif(sum(direct_of_vulnerable), 0), 1) as vulnerable_pct,
    sum(indirect_fact)::bigint as indirect_fact_count,
    count(indirect_fact) as indirect_report_count,
    coalesce(sum(indicator_count), 0)::bigint as indicator_count,
    coalesce(sum(met_count), 0)::bigint as met_count,
    coalesce(sum(exceeded_count), 0)::bigint as exceeded_count,
    coalesce(sum(missed_count), 0)::bigint as missed_count,
    coalesce(sum(no_fact_count), 0)::bigint as no_fact_count,
    coalesce(sum(no_plan_count), 0)::bigint as no_plan_count,
    coalesce(sum(not_numeric_count), 0)::bigint as not_numeric_count,
    coalesce(sum(ambiguous_count), 0)::bigint as ambiguous_count,
    coalesce(sum(undecidable_count), 0)::bigint as undecidable_count,
    reached_pct(sum(met_count), sum(exceeded_count), sum(missed_count)) as reached_pct,
    count(indicator_count) as indicator_report_count,
    count(*) filter (where is_contradicting) as contradicting_report_count,
    count(*) filter (where error_count > 0) as error_report_count,
    coalesce(sum(finding_count), 0)::bigint as finding_count
from figures
group by group_code, group_label;
