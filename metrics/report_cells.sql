-- The cells and paragraphs of one report that values were read from, as written.
-- Grain: one row a place, in the order of the report.
-- Left out: nothing that a value names; people's names and phones are masked in the words.
-- Null: words where they hold a small number of people, or one that would tell it; words_state says so (shown, hidden).
--   row_no and column_no are null for a paragraph outside workbooks, line_no outside text files, page_no where pages are not known,
-- confidence_pct where the file itself has the text.
select place, words, words_state, line_no, page_no, confidence_pct, block_no, row_no, column_no
from source_cell
where report_id = $report
order by block_no, row_no nulls first, column_no;
