-- Where in the reports $reports the words asked stand: of each part the text that answers best.
-- $forms: the words of the reports that answer, as metrics.forms_of() lists them. $parts: the parts that are looked through;
-- results alone are as long as all the rest together.
-- Grain: one row a report and part, the best first. matched_words: the words of the text that answer, in small letters.
-- Left out: further texts of the part.
-- Null: place where a value has no cell of its own.
with asked as (
    select unnest($forms::struct(asked_no integer, word_no integer, likeness double)[], recursive := true)
),
wanted as (
    select w.word, a.asked_no, a.likeness
    from asked as a
    join search_word as w using (word_no)
),
said as (
    select
        report_id, part, seq, place, words,
        unnest(list_intersect(
            regexp_extract_all(lower(replace(words, chr(173), '')), '[\p{L}\p{N}]+'), (select list(word) from wanted))) as word
    from searched_text
    where list_contains($parts::varchar[], part)
      and list_position($reports::varchar[], report_id) is not null  -- list_contains() becomes a join: all reports' words are read
),
matched as (
    select
        s.report_id, s.part, s.seq, s.place, s.words,
        list(distinct s.word order by s.word) as matched_words,
        count(distinct w.asked_no) as asked_count,
        max(w.likeness) as likeness
    from said as s
    join wanted as w using (word)
    group by all
)
select m.report_id, m.part, m.seq, m.place, m.words, m.matched_words
from matched as m
join search_part as p using (part)
qualify row_number() over (
    partition by m.report_id, m.part order by m.asked_count desc, m.likeness desc, m.seq) = 1
order by m.report_id, m.asked_count desc, p.weight desc, m.likeness desc, p.part_bit;
