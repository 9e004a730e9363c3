-- The activities held in a region or a district: $region on the map that $map says (today or reported), $district; either
-- may be null, for any.
-- Grain: one row an activity; place_rule is how its place was known, by the first of its places there;
--   region_count and district_count say in how many it was held; names_district and is_region_only whether it names a
--   district there, and whether only the region.
-- Left out: activities online; activities whose place is not known.
-- Null: participants_count is null where the report does not say, or the people are not the project's own; date_text,
--   place_text and their places where nothing is written.
with place as (
    select report_id, activity_seq, district_code, rule, region_on($map, v.region_code, v.reported_region_code) as region_code,
        ($region is null or region_on($map, v.region_code, v.reported_region_code) = $region)
            and ($district is null or district_code = $district) as is_there
    from venue as v
),
there as (
    select
        report_id,
        activity_seq,
        count(distinct region_code) as region_count,
        count(distinct district_code) as district_count,
        min(rule) filter (is_there) as place_rule,
        coalesce(bool_or(district_code is not null) filter (is_there), false) as names_district,
        coalesce(bool_or(district_code is null) filter (is_there), false) as is_region_only
    from place
    group by report_id, activity_seq
    having place_rule is not null
)
select
    a.report_id,
    r.project_title,
    r.organisation_name,
    r.report_year,
    a.title,
    a.date_text,
    a.place_text,
    p.participants_count,
    t.place_rule,
    t.region_count,
    t.district_count,
    t.names_district,
    t.is_region_only,
    a.title_place,
    a.place_place,
    a.participants_place
from selected_anywhere($selection) as r
join there as t using (report_id)
join fact_activity as a using (report_id, activity_seq)
left join activity_people as p using (report_id, activity_seq)
order by a.date_start nulls last, r.project_title collate kk, a.report_id, a.activity_seq;
