-- Who lives in the selected regions, to set participants beside: the share of women.
-- Grain: one row; all 20 regions where none is chosen.
-- Left out: ages; no source by region and age is kept here.
-- Null: the share is null where only "does not say" is chosen as region.
-- Source: population on 1 January 2023, Bureau of National Statistics.
select
    count(*) as region_count,
    coalesce(sum(population_count), 0)::bigint as population_count,
    round(100.0 * sum(population_female_count) / nullif(sum(population_count), 0), 1) as population_female_pct
from dim_region
where len($selection['regions']) = 0 or list_contains($selection['regions']::varchar[], region_code);
