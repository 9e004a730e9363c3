-- Which districts and cities the reports name.
-- Grain: one row a district, city or city district, also those that no report names.
-- Left out: activities and reports that name only a region; activities online.
-- Null: latitude and longitude are null for places whose position is not known; counts are 0 where nothing was named.
with held as (
    select v.district_code, count(distinct (v.report_id, v.activity_seq)) as activity_count
    from selected_reports($selection) as r
    join venue as v using (report_id)
    where v.district_code is not null
    group by v.district_code
),
named as (
    select b.district_code, count(distinct b.report_id) as report_count
    from selected_reports($selection) as r
    join bridge_report_district as b using (report_id)
    group by b.district_code
)
select
    d.district_code,
    d.region_code,
    d.kind,
    d.name_kk,
    d.name_ru,
    d.latitude,
    d.longitude,
    coalesce(h.activity_count, 0) as activity_count,
    coalesce(n.report_count, 0) as report_count
from dim_district as d
left join held as h using (district_code)
left join named as n using (district_code)
order by d.region_code, d.name_kk collate kk;
