-- Projects in whose latest report all the words asked stand, in any form, the best answers first: a word in the title before
-- one in the goal, in the goal before the rest; the word itself before its forms, derived words, and mistyped ones.
-- $forms: the words of the reports that answer, as metrics.forms_of() lists them.
-- Grain: one row a project. parts: where the words stand (title, organisation, goal, task, activity, partner, result);
--   best_parts: of them, the best one for each word.
-- Left out: other parts of the report; projects found only by a mistyped word, where at least five are found without one.
-- Null: nothing is.
with asked as (
    select unnest($forms::struct(asked_no integer, word_no integer, likeness double)[], recursive := true)
),
weighed as (
    select
        p.report_id,
        a.asked_no,
        max(a.likeness * part_weight(p.parts)) as weight,
        max(a.likeness) > 0.3 as is_well_typed,
        bit_or(p.parts) as parts,
        bit_or(p.parts) & -bit_or(p.parts) as best_part  -- the bits stand in the order of weight
    from search_posting as p
    join asked as a using (word_no)
    group by p.report_id, a.asked_no
),
found as (
    select report_id, round(sum(weight), 2) as score, bool_and(is_well_typed) as is_well_typed, bit_or(parts) as parts, bit_or(best_part) as best_parts
    from weighed
    group by report_id
    having count(*) = (select count(distinct asked_no) from asked)
),
selected as (
    select r.project_key, r.report_id, r.project_title, f.score, f.is_well_typed, f.parts, f.best_parts
    from selected_reports($selection) as r
    join found as f using (report_id)
)
select project_key, report_id, score as search_score, part_codes(parts) as parts, part_codes(best_parts) as best_parts
from selected
where is_well_typed or (select count(*) from selected where is_well_typed) < 5
order by is_well_typed desc, score desc, project_title collate kk, project_key;
