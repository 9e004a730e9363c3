-- How reports fare against the rules: $by is year, region, sphere, project, organisation, form or language.
-- Grain: one row a group. A report on two regions counts in both, so rows need not add up to the whole.
-- Left out: rules that passed or were skipped.
-- Null: group_code is null for reports that do not say; counts are 0 where nothing was found.
-- Source: a contradicting report has a failed check that is an error or a warning.
select
    g.group_code,
    g.group_label,
    count(distinct g.report_id) as report_count,
    count(*) filter (where f.is_contradicting) as contradicting_report_count,
    coalesce(sum(f.error_count), 0)::bigint as error_count,
    coalesce(sum(f.warning_count), 0)::bigint as warning_count,
    coalesce(sum(f.note_count), 0)::bigint as note_count
from report_groups($selection, $by) as g
left join report_finding_counts as f using (report_id)
group by g.group_code, g.group_label
order by g.group_label collate kk, g.group_code nulls last;
