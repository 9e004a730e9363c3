-- The reports and cells behind a figure of the portfolio. $name is titles, grant or organisations.
-- Grain: one row a report, also those that do not answer.
-- Left out: nothing.
-- Null: correction_text where nothing was corrected; value_text is null where the report does not say; read_value for all but sums of money; place where no one cell
--   says it.
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    r.form_code,
    case $name
        when 'titles' then h.project_title
        when 'grant' then c.words
        when 'organisations' then h.organisation_name
    end as value_text,
    case when $name = 'grant' then h.grant_kzt end as read_value,
    k.correction_text,
    case $name
        when 'titles' then h.title_place
        when 'grant' then h.grant_place
        when 'organisations' then h.organisation_place
    end as place,
    greatest(len(r.region_codes), 1) as region_count,
    len(r.region_codes) > 1 as is_shared
from selected_reports($selection) as r
join dim_report as h using (report_id)
left join source_cell as c on c.report_id = r.report_id and c.place = h.grant_place
left join corrected_value as k
    on k.report_id = r.report_id and k.table_name = 'dim_report'
    and k.column_name = case $name when 'titles' then 'project_title' when 'grant' then 'grant_kzt' when 'organisations' then 'organisation_name' end
where case
    when $name in ('titles', 'grant', 'organisations') then true
    else error('no figure ''' || $name || '''; known: titles, grant, organisations')
end
order by value_text is null, r.project_title collate kk, r.report_id;
