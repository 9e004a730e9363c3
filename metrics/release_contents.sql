-- What this release holds: reports by form and language.
-- Grain: one row a form and language.
-- Left out: refused files (refused_files); the filters do not narrow it.
-- Null: nothing is. latest_report_count: reports that count elsewhere, one a project; the others are earlier versions,
--   interim reports of a project whose final one is there, or the operator's. recognised_count: read from pictures.
select
    form_code,
    language_code,
    count(*) as report_count,
    count(*) filter (where is_latest) as latest_report_count,
    count(*) filter (where file_kind in ('png', 'jpg', 'tif') or report_id in (
        select report_id from source_cell where confidence_pct is not null)) as recognised_count
from dim_report
group by form_code, language_code
order by list_position(['final', 'interim', 'operator_project_info'], form_code), language_code;
