-- Corrections that are in force, each as a text that needs no language: 60 → 90 · who, when. One row a correction.
create view corrected_value as
select
    *,
    concat(
        case when is_hidden then '…' else concat(coalesce(old_value, '–'), ' → ', coalesce(new_value, '–')) end,
        ' · ', who, ', ', strftime(decided_at, '%d.%m.%Y')) as correction_text
from correction
where state = 'in_force';

-- The same by the row of the report that they are in. One row a row with a correction.
create table corrected_row as
select report_id, table_name, item, row_no, string_agg(correction_text, '; ' order by act_no) as correction_text
from corrected_value
group by report_id, table_name, item, row_no;
