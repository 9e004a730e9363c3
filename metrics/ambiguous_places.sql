-- Names of places that several districts bear, with nothing in the report to choose by: for review.
-- Grain: one row a finding of the rule place_ambiguous; a name is told once a report.
-- Left out: nothing.
-- Null: place is null where the check names no cell; the lists of candidates are empty where none is known.
with found as (
    select
        r.report_id,
        r.project_title,
        r.organisation_name,
        f.check_seq,
        f.details ->> 'words' as words,
        coalesce((f.details -> 'candidates')::varchar[], []) as candidates,
        f.place
    from selected_reports($selection) as r
    join told_finding as f using (report_id)
    where f.rule = 'place_ambiguous'
),
candidate as (
    select
        n.report_id,
        n.check_seq,
        list(d.region_code order by d.district_code) as region_codes,
        list(d.name_kk order by d.district_code) as names_kk,
        list(d.name_ru order by d.district_code) as names_ru
    from (select report_id, check_seq, unnest(candidates) as district_code from found) as n
    join dim_district as d using (district_code)
    group by n.report_id, n.check_seq
)
select
    f.report_id,
    f.project_title,
    f.organisation_name,
    f.words,
    coalesce(c.region_codes, []) as candidate_region_codes,
    coalesce(c.names_kk, []) as candidate_names_kk,
    coalesce(c.names_ru, []) as candidate_names_ru,
    f.place
from found as f
left join candidate as c using (report_id, check_seq)
order by f.words collate kk, f.project_title collate kk, f.report_id, f.check_seq;
