-- The words of reports that are not in the index yet. Run by etl/warehouse.py when all reports are in; a report that leaves
-- takes its rows along, a word that no report says any more stays without rows.
create or replace temp table unindexed as
select distinct
    t.report_id,
    case t.part
        when 'title' then 1 when 'organisation' then 2 when 'goal' then 4 when 'task' then 8
        when 'activity' then 16 when 'partner' then 32 else 64
    end as part_bit,
    unnest(regexp_extract_all(lower(replace(t.words, chr(173), '')), '[\p{L}\p{N}]+')) as word
from searched_text as t
where t.report_id not in (select report_id from search_posting);

insert into search_word
select (select coalesce(max(word_no), 0) from search_word) + row_number() over (order by word), word
from (select distinct word from unindexed where word not in (select word from search_word));

insert into search_posting
select w.word_no, u.report_id, bit_or(u.part_bit)
from unindexed as u
join search_word as w using (word)
group by w.word_no, u.report_id
order by w.word_no, u.report_id;

drop table unindexed;
