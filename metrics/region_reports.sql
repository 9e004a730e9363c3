-- The reports that cover a region: $region on the map that $map says, today or reported.
-- Grain: one row a report; region_count says how many regions it covers on that map.
-- is_held: it held an event there; has_event: it places an event anywhere.
-- Left out: reports that only held an event there.
-- Null: grant_kzt and value_text are null where the report does not say its grant, place where no cell does.
with covered as (
    select
        report_id,
        list(distinct region_on($map, region_code, reported_region_code)) as codes
    from bridge_report_region
    where role = 'coverage'
    group by report_id
)
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.region_codes,
    len(b.codes) as region_count,
    coalesce(e.is_held, false) as is_held,
    coalesce(e.has_event, false) as has_event,
    r.grant_kzt,
    c.words as value_text,
    h.grant_place as place
from selected_anywhere($selection) as r
join covered as b using (report_id)
left join region_of_report as e on e.report_id = r.report_id and e.region_code = $region
join dim_report as h using (report_id)
left join source_cell as c on c.report_id = r.report_id and c.place = h.grant_place
where list_contains(b.codes, $region)
order by r.project_title collate kk, r.report_id;
