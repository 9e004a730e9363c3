-- Reports that cover a region but held no event there, and reports that held one in a region that they do not cover.
-- Grain: one row a report and region where the two differ.
-- Left out: reports that place no event at all; events online. The filter of regions chooses regions, not reports.
-- Null: nothing is but titles and names that the report does not say; activity_count is 0 where nothing was held.
with held as (
    select report_id, region_code, count(distinct activity_seq) as activity_count
    from venue
    group by report_id, region_code
)
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    b.region_code,
    case when b.is_covered then 'covered_only' else 'held_only' end as mismatch_code,
    coalesce(h.activity_count, 0) as activity_count
from selected_anywhere($selection) as r
join region_of_report as b using (report_id)
left join held as h using (report_id, region_code)
where b.has_event and b.is_covered <> b.is_held and is_chosen($selection['regions'], b.region_code)
order by mismatch_code, b.region_code, r.project_title collate kk, r.report_id;
