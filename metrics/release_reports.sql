-- Every report of the release, also those that count nowhere else.
-- Grain: one row a report.
-- Left out: refused files (refused_files); the filters do not narrow it.
-- Null: what the report does not say. is_latest: the report of its project that counts; is_recognised: read from pictures.
select
    report_id,
    project_title,
    organisation_name,
    report_year,
    form_code,
    language_code,
    is_latest,
    file_kind in ('png', 'jpg', 'tif') or report_id in (
        select report_id from source_cell where confidence_pct is not null) as is_recognised,
    file_name,
    title_place as place
from dim_report
order by project_title collate kk, report_id;
