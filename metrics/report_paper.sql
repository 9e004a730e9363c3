-- One report's paper as it was read, from block $first_block to $last_block: report_blocks lists them; null is an open end.
-- Grain: one row a paragraph or cell, in reading order; a merged cell stands once, with its spans.
-- Left out: paragraphs without a word, and what the file hides. People's names and phones are masked in the words.
-- Null: row_no and column_no for a paragraph outside workbooks; row_span and column_span where it is one; page_no where pages
--   are not known; confidence_pct where the file itself has the text; words where they hold a number that may not be shown.
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
from source_cell
where report_id = $report
  and block_no between coalesce($first_block::integer, 0) and coalesce($last_block::integer, 2147483647)
order by block_no, row_no nulls first, column_no;
