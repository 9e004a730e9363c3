-- The words at places of reports: $reports are their ids, $places as many places.
-- Grain: one row a report and place that are asked for, in the order asked.
-- Left out: nothing.
-- Null: words and page_no where the place is null or not in the paper; words where they hold a number that may not be shown;
--   page_no where pages are not known.
with asked as (
    select
        generate_subscripts($reports::varchar[], 1) as row_no,
        unnest($reports::varchar[]) as report_id,
        unnest($places::varchar[]) as place
)
select a.report_id, a.place, c.words, c.words_state, c.page_no, r.file_name
from asked as a
left join dim_report as r using (report_id)
left join source_cell as c using (report_id, place)
order by a.row_no;
