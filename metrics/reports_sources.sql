-- The reports and cells behind a figure of the portfolio. $name is grant, direct, vulnerable, regions or organisations.
-- Grain: one row a report, also those that do not answer.
-- Left out: nothing.
-- Null: value_text is null where the report does not say; place where no one cell says it (regions are gathered from
--   the whole report, as codes parted by commas).
select
    r.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    case $name
        when 'grant' then c.words
        when 'direct' then d.fact_text
        when 'vulnerable' then v.fact_text
        when 'regions' then nullif(array_to_string(r.region_codes, ', '), '')
        when 'organisations' then h.organisation_name
    end as value_text,
    case $name
        when 'grant' then h.grant_place
        when 'direct' then d.fact_place
        when 'vulnerable' then v.fact_place
        when 'organisations' then h.organisation_place
    end as place
from selected_reports($selection) as r
join dim_report as h using (report_id)
left join source_cell as c on c.report_id = r.report_id and c.place = h.grant_place
left join fact_effect as d on d.report_id = r.report_id and d.effect_code = 'direct_beneficiaries'
left join fact_effect as v on v.report_id = r.report_id and v.effect_code = 'direct_vulnerable'
where case
    when $name in ('grant', 'direct', 'vulnerable', 'regions', 'organisations') then true
    else error('no figure ''' || $name || '''; known: grant, direct, vulnerable, regions, organisations')
end
order by value_text is null, r.project_title collate kk, r.report_id;
