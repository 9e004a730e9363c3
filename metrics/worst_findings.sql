-- The reports that contradict themselves most, each with its gravest contradiction.
-- Grain: one row a report that has a contradiction beyond a mere note; those with most errors first, then most warnings.
-- Left out: gaps and doubts, which contradict nothing; notes. All findings: finding_list.
-- Null: as in finding_list; details is JSON text: the values by name.
with worst as (
    select
        r.report_id,
        r.project_title,
        r.organisation_name,
        count(*) filter (where f.severity = 'error') over whole as error_count,
        count(*) filter (where f.severity = 'warning') over whole as warning_count,
        f.severity,
        f.rule,
        f.details::varchar as details,
        f.place,
        f.words,
        f.words_state
    from selected_reports($selection) as r
    join told_finding as f using (report_id)
    where f.kind = 'contradiction' and f.severity in ('error', 'warning')
    window whole as (partition by r.report_id)
    qualify row_number() over (partition by r.report_id order by f.severity, f.check_seq) = 1
)
from worst
order by error_count desc, warning_count desc, project_title collate kk, report_id;
