-- Projects, each by its latest report.
-- Grain: one row a project.
-- Left out: earlier and interim reports; report_count says how many reports the project has in all.
-- Null: what the latest report does not say; region_codes is an empty list where it names no region; reached_pct where
--   no indicator could be decided. sphere_code is assigned by words, not reported.
-- grade_code: OUR grade of the whole project (project_grade), not an official evaluation.
select *
from listed_projects($selection)
order by project_title collate kk, project_key;
