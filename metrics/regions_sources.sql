-- In which regions each selected report says that it worked, with the first cell that names one of them.
-- Grain: one row a report, also those that name no region.
-- Left out: nothing. region_codes are those of the whole report: of its header, its title and all its activities.
-- Null: value_text and place where no activity names its region itself. region_codes is empty, never null.
with named as (
    select v.report_id, arg_min({'words': a.place_text, 'place': a.place_place}, a.activity_seq) as first_cell
    from venue as v
    join fact_activity as a using (report_id, activity_seq)
    where v.rule <> 'from_context' and a.place_place is not null
    group by v.report_id
)
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.region_codes,
    n.first_cell.words as value_text,
    n.first_cell.place as place
from selected_reports($selection) as r
left join named as n using (report_id)
order by len(r.region_codes) = 0, r.project_title collate kk, r.report_id;
