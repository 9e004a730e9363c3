-- The blocks $blocks of one report's paper, each with the paragraphs that stand within two blocks of it.
-- Grain: one row a paragraph or cell, in reading order; a merged cell stands once, with its spans.
-- Left out: tables that only stand beside. People's names and phones are masked in the words.
-- Null: as in report_paper.
with paper as (
    select *, count(*) over (partition by block_no) > 1 as is_table
    from source_cell
    where report_id = $report
)
select
    place,
    block_no,
    row_no,
    column_no,
    row_span,
    column_span,
    page_no,
    confidence_pct,
    is_heading,
    is_lost,
    words
from paper
where list_contains($blocks::integer[], block_no)
   or not is_table and len(list_filter($blocks::integer[], lambda block: abs(block - block_no) <= 2)) > 0
order by block_no, row_no nulls first, column_no;
