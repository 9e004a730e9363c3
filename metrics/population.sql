-- Who lives in each region, to set participants beside: men and women.
-- Grain: one row a region of today's map, all 20.
-- Left out: ages; no source by region and age is kept here.
-- Null: never.
-- Source: population on 1 January 2023, Bureau of National Statistics.
select
    region_code,
    population_count,
    population_male_count,
    population_female_count,
    round(100.0 * population_female_count / population_count, 1) as population_female_pct
from dim_region
order by region_code;
