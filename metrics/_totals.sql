-- Everything that totals add up. One row a report, whether or not it counts.
create table report_figures as
select
    r.report_id,
    r.project_key,
    r.organisation_key,
    r.grant_kzt,
    e.* exclude (report_id),
    c.direct_counted,
    r.report_id in (select report_id from indicator_counts) as has_indicators,
    f.* exclude (report_id)
from dim_report as r
left join report_effect_values as e using (report_id)
left join report_counted_people as c using (report_id)
left join report_finding_counts as f using (report_id);

-- The totals of the selected reports. One row a group (see report_groups); by 'whole', always one row.
-- Each total has beside it the number of reports it rests on. Money and people of a report that is in several groups
-- cannot be divided between them and are in none; shared_report_count says how many reports those are.
create macro totals(selection, grouping_name) as table
with figures as (
    select
        r.*,
        read_people(selection, r.direct_fact, r.direct_counted) as direct_read,
        i.* exclude (report_id, outcome_group)
    from report_figures as r
    left join indicator_outcomes(selection, 'whole') as i using (report_id)
),
grouped as (
    select g.group_code, g.group_label, g.group_count > 1 as is_shared, g.report_id, l.region_codes
    from report_groups(selection, grouping_name) as g
    join latest_report as l using (report_id)
    union all
    select null, null, false, null, null  -- the whole of nothing is still one row
    where grouping_name = 'whole'
)
select
    g.group_code,
    g.group_label,
    count(r.report_id) as report_count,
    count(distinct r.project_key) as project_count,
    count(distinct r.organisation_key) as organisation_count,
    count(*) filter (where g.is_shared) as shared_report_count,
    sum(r.grant_kzt) filter (where not g.is_shared) as grant_kzt,
    count(r.grant_kzt) filter (where not g.is_shared) as grant_report_count,
    coalesce(len(list_distinct(flatten(list(g.region_codes)))), 0) as region_count,
    sum(r.direct_plan) filter (where not g.is_shared)::bigint as direct_plan_count,
    count(r.direct_plan) filter (where not g.is_shared) as direct_plan_report_count,
    sum(r.direct_read) filter (where not g.is_shared)::bigint as direct_fact_count,
    count(r.direct_read) filter (where not g.is_shared) as direct_report_count,
    sum(r.direct_fact) filter (where not g.is_shared)::bigint as direct_declared_count,
    sum(read_people({'reading': 'counted'}, r.direct_fact, r.direct_counted)) filter (where not g.is_shared)::bigint
        as direct_counted_count,
    count(*) filter (where not g.is_shared and r.direct_fact <> r.direct_counted) as direct_differing_report_count,
    sum(r.vulnerable_fact) filter (where not g.is_shared)::bigint as vulnerable_fact_count,
    count(r.vulnerable_fact) filter (where not g.is_shared) as vulnerable_report_count,
    round(
        100.0 * sum(r.vulnerable_fact) filter (where not g.is_shared and r.direct_read is not null)
            / nullif(sum(r.direct_read) filter (where not g.is_shared and r.vulnerable_fact is not null), 0),
        1) as vulnerable_pct,
    sum(r.indirect_fact) filter (where not g.is_shared)::bigint as indirect_fact_count,
    count(r.indirect_fact) filter (where not g.is_shared) as indirect_report_count,
    coalesce(sum(r.indicator_count), 0)::bigint as indicator_count,
    coalesce(sum(r.met_count), 0)::bigint as met_count,
    coalesce(sum(r.exceeded_count), 0)::bigint as exceeded_count,
    coalesce(sum(r.missed_count), 0)::bigint as missed_count,
    coalesce(sum(r.no_fact_count), 0)::bigint as no_fact_count,
    coalesce(sum(r.no_plan_count), 0)::bigint as no_plan_count,
    coalesce(sum(r.not_numeric_count), 0)::bigint as not_numeric_count,
    coalesce(sum(r.ambiguous_count), 0)::bigint as ambiguous_count,
    coalesce(sum(r.undecidable_count), 0)::bigint as undecidable_count,
    reached_pct(sum(r.met_count), sum(r.exceeded_count), sum(r.missed_count)) as reached_pct,
    count(r.indicator_count) as indicator_report_count,
    count(*) filter (where r.is_contradicting) as contradicting_report_count,
    count(*) filter (where r.error_count > 0) as error_report_count,
    coalesce(sum(r.finding_count), 0)::bigint as finding_count
from grouped as g
left join figures as r using (report_id)
group by g.group_code, g.group_label;
