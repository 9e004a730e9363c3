-- What this release is and holds.
-- Grain: one row.
-- Left out: nothing; the filters do not narrow it. Findings and contradictions are those of the latest reports, which
--   are the ones that count elsewhere.
-- Null: nothing. is_example: there are reports, and every one is made up.
select
    release.release_no,
    release.published_at,
    release.rules_version,
    count(r.report_id) as report_count,
    count(*) filter (where r.is_latest) as latest_report_count,
    (select count(*) from refused_file) as refused_count,
    coalesce(sum(f.finding_count) filter (where r.is_latest), 0)::bigint as finding_count,
    count(*) filter (where r.is_latest and f.is_contradicting) as contradicting_report_count,
    coalesce(bool_and(r.is_example), false) as is_example
from release
left join dim_report as r on true
left join report_finding_counts as f using (report_id)
group by all;
