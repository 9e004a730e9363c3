-- The reports that cover a region: $region on the map that $map says, today or reported.
-- Grain: one row a report.
-- Left out: reports that only held an event there.
-- Null: grant_kzt and value_text are null where the report does not say its grant, place where no cell does.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.region_codes,
    r.grant_kzt,
    len(r.region_codes) > 1 as is_shared,
    c.words as value_text,
    h.grant_place as place
from selected_reports(struct_update($selection, regions := []::varchar[])) as r
join dim_report as h using (report_id)
left join source_cell as c on c.report_id = r.report_id and c.place = h.grant_place
where r.report_id in (
    select report_id
    from bridge_report_region
    where role = 'coverage' and region_on($map, region_code, reported_region_code) = $region)
order by r.project_title collate kk, r.report_id;
