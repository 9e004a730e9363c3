-- What one report's paper is made of: paragraphs and tables, and the parts that a reader leafs through it by.
-- Grain: one row a block, in the order of the paper.
-- Left out: paragraphs without a word.
-- Null: page_no where pages are not known. part_no counts from 1; a part ends with the block that fills 12,000 characters,
--   so a table is never cut.
select
    block_no,
    first(place order by row_no nulls first, column_no) as place,
    min(page_no) as page_no,
    count(*) > 1 as is_table,
    sum(length(words)) as character_count,
    coalesce(sum(sum(length(words))) over (order by block_no rows between unbounded preceding and 1 preceding), 0)::bigint // 12000 + 1
        as part_no
from source_cell
where report_id = $report
group by block_no
order by block_no;
