"""Which columns of an answer a table shows, and in what order: names first, then figures, then where they stand."""

from typing import Final

WIDTHS: Final = {  # pixels; columns that are not named here are as wide as their texts
    "project_title": 235, "organisation_name": 190, "group": 280, "rule": 190, "words": 280, "other_words": 280,
    "value_text": 240, "details": 260, "name": 220, "title": 250, "regions": 200, "region_codes": 190, "hint": 330,
    "plan_text": 130, "fact_text": 130, "documents_text": 200, "place": 190, "other_place": 190, "expected_result": 220,
    "other_report": 220, "item": 150, "field": 110, "read_value": 130,
    "idle_districts_kk": 420, "idle_districts_ru": 420, "candidates": 330,
    "task_title": 250, "deciding_step_codes": 260, "step_asks": 330, "step_code": 330,
    "state": 175, "old_value": 130, "new_value": 170, "latest_value": 130, "measure": 200, "first_value": 260, "second_value": 260, "difference_value": 170,
}  # fmt: skip
ON_A_PHONE: Final = dict.fromkeys(  # so that a figure stands in sight beside the name that it is of
    ("project_title", "organisation_name", "group", "rule", "name", "title", "task_title"), 150
)
OF_ANY_KIND: Final = ("read_value", "old_value", "new_value", "latest_value")  # titles and dates as well as figures
REPORT: Final = ("project_title", "organisation_name")
SOURCES: Final = (*REPORT, "value_text", "read_value", "correction_text", "place")
VALUES: Final = ("field", "read_value", "words", "item", "status", "correction_text")
EFFECT_SOURCES: Final = (
    *REPORT, "plan_value", "fact_value", "small_grants_value", "correction_text", "plan_text", "fact_text", "plan_place", "fact_place"
)  # fmt: skip
DIRECT_SOURCES: Final = (
    *REPORT, "fact_value", "counted_count", "plan_value", "small_grants_value", "correction_text", "plan_text", "fact_text", "plan_place", "fact_place"
)  # fmt: skip
WORST: Final = (
    "project_title",
    "rule",
    "details",
    "error_count",
    "warning_count",
    "words",
    "place",
    "organisation_name",
)
CONTENTS: Final = ("form_code", "language_code", "report_count", "latest_report_count", "recognised_count")
PEOPLE_SOURCES: Final = (
    *REPORT,
    "people_count",
    "cell_state",
    "declared_total_count",
    "correction_text",
    "place",
    "total_place",
)
INDICATORS: Final = (
    "project_title", "name", "plan_value", "fact_value", "achievement_pct", "status", "unit", "kind_code", "correction_text", "plan_text",
    "fact_text", "organisation_name", "activity_title", "level_code", "is_ambiguous", "source", "plan_place", "fact_place",
)  # fmt: skip
FINDINGS: Final = (
    "project_title", "rule", "details", "words", "place", "severity", "kind", "other_place", "other_report", "organisation_name",
)  # fmt: skip
STATUS_TOTALS: Final = (
    "report_count", "indicator_report_count", "indicator_count", "exceeded_count", "met_count", "missed_count", "undecidable_count", "reached_pct"
)  # fmt: skip
STATUS_GROUPS: Final = (
    "group", "report_count", "indicator_count", "reached_pct", "exceeded_count", "met_count", "missed_count",
    "no_fact_count", "no_plan_count", "not_numeric_count", "ambiguous_count",
)  # fmt: skip
EASY_PLANS: Final = (
    "project_title", "is_copied_report", "decided_count", "copied_count", "overfulfilled_count", "highest_achievement_pct", "report_year",
    "organisation_name",
)  # fmt: skip
UNMET: Final = (
    "project_title", "name", "plan_value", "fact_value", "achievement_pct", "status", "shortfall_value", "unit", "kind_code",
    "plan_text", "fact_text", "organisation_name", "is_fixed_task", "plan_place", "fact_place",
)  # fmt: skip
TASKS: Final = (
    "project_title", "task_title", "is_fixed_task", "missed_count", "undecidable_count", "reached_pct", "indicator_count",
    "organisation_name", "title_place",
)  # fmt: skip
KINDS: Final = (
    "kind_code", "plan_value", "fact_value", "achieved_pct", "indicator_count", "left_out_count", "report_count",
)  # fmt: skip
PROJECT_KINDS: Final = (
    "project_title", "kind_code", "reached_pct", "indicator_count", "exceeded_count", "met_count", "missed_count",
    "undecidable_count",
)  # fmt: skip
BUCKETS: Final = ("bucket_code", "indicator_count", "report_count", "in_copied_reports_count", "copied_report_count")
SPREAD: Final = (
    "group", "median_value", "lower_quartile_value", "upper_quartile_value", "lowest_value", "highest_value", "outlier_count",
    "stated_report_count", "unstated_report_count",
)  # fmt: skip
OUTLIERS: Final = (
    *REPORT, "outlier_side", "measure_value", "lowest_ordinary_value", "highest_ordinary_value", "grant_kzt", "sphere_code",
)  # fmt: skip
COST_SOURCES: Final = (*REPORT, "measure_value", "outlier_side", "grant_kzt", "sphere_code", "place", "fact_place")
COST_BLANKS: Final = (*REPORT, "report_year", "grant_kzt", "place")
GRADES: Final = (
    "project_title", "grade_code", "deciding_step_codes", "reached_pct", "direct_achieved_pct", "serious_contradiction_count",
    "decided_count", "decided_pct", "organisation_name", "report_year",
)  # fmt: skip
GRADE_GROUPS: Final = (
    "group", "report_count", "successful_count", "satisfactory_count", "unsatisfactory_count", "undecidable_count",
    "successful_pct",
)  # fmt: skip
COMPARED: Final = ("measure", "first_value", "second_value", "difference_value")
GRADE_TOTALS: Final = ("report_count", "graded_count", *GRADE_GROUPS[2:])
STEPS: Final = ("step_code", "step_value", "step_asks", "step_level", "is_deciding")
EFFECTS: Final = (
    "effect_code", "unit", "both_plan_value", "both_fact_value", "achieved_pct", "both_report_count", "plan_value",
    "plan_report_count", "fact_value", "fact_report_count", "report_count",
)  # fmt: skip
YEARLY: Final = {  # what the years are compared by -> of how many reports
    "project_count": "report_count",
    "direct_fact_count": "direct_report_count",
    "reached_pct": "indicator_report_count",
}
MEASURES: Final = {  # what the maps of regions show -> the same per inhabitant
    "project_count": "projects_per_million",
    "activity_count": "activities_per_100000",
    "participants_count": "participants_per_1000",
    "grant_kzt": "grant_per_1000_kzt",
}
RANKING: Final = {  # measure -> its share of the whole and what it is per inhabitant, with short headings
    "project_count": {"project_pct": "share_pct", "projects_per_million": "per_million"},
    "activity_count": {"activity_pct": "share_pct", "activities_per_100000": "per_100000"},
    "participants_count": {"participants_pct": "share_pct", "participants_per_1000": "per_1000"},
    "grant_kzt": {"grant_pct": "share_pct", "grant_per_1000_kzt": "per_1000_kzt"},
}
BASES: Final = {  # measure -> what it rests on
    "project_count": "report_count",
    "activity_count": "activity_report_count",
    "participants_count": "counted_activity_count",
    "grant_kzt": "grant_report_count",
}
PLACED: Final = ("activity_count", "placed_count", "from_context_count", "online_count", "unplaced_count")
UNPLACED: Final = ("reason_code", "title", "place_text", *REPORT, "place_place", "title_place")
AMBIGUOUS: Final = ("words", "candidates", *REPORT, "place")
DISTRICTS: Final = ("region_code", "kind", "activity_count", "participants_count", "activity_report_count")
IDLE_DISTRICTS: Final = ("region_code", "district_count", "reached_district_count", "idle_district_count")
HELD: Final = (
    "title", "date_text", "place_text", "participants_count", *REPORT, "place_rule", "title_place", "place_place",
    "participants_place",
)  # fmt: skip
ACTIVITIES: Final = (
    "title", "date_text", "place_text", "venue_state", "region_codes", "participants_count", *REPORT, "title_place", "place_place",
    "participants_place",
)  # fmt: skip
REGIONS: Final = (*REPORT, "region_codes", "value_text", "place")
COVERING: Final = (*REPORT, "region_codes", "value_text", "place")
VENUES: Final = (
    "region_code", "coverage_report_count", "venue_activity_count", "covered_only_report_count",
    "held_only_report_count", "eventless_report_count",
)  # fmt: skip
MISMATCHES: Final = ("region_code", "mismatch_code", *REPORT, "report_year", "activity_count")
CHANGED: Final = (*REPORT, "report_year", "activity_count", "place")
MOVED: Final = (
    "reported_region_code", "region_code", "report_count", "activity_count", "first_report_year", "last_report_year"
)  # fmt: skip
PEOPLE: Final = (
    "category",
    "people_count",
    "people_pct",
    "answering_report_count",
    "hidden_report_count",
    "report_count",
)
PEOPLE_GROUPS: Final = (
    "group", "category", "people_count", "people_pct", "answering_report_count", "hidden_report_count"
)  # fmt: skip
PEOPLE_DECLARED: Final = (
    "dimension", "declared_total_count", "counted_total_count", "difference_count", "comparable_report_count",
    "differing_report_count", "filled_report_count", "report_count",
)  # fmt: skip
PEOPLE_DIFFERENCES: Final = (
    *REPORT, "declared_total_count", "counted_total_count", "difference_count", "place", "other_place"
)  # fmt: skip
PEOPLE_TOTALS: Final = (*PEOPLE_DIFFERENCES[:5], "is_comparable", "is_filled", "total_place", "other_place")
PEOPLE_ANSWERS: Final = (
    "dimension", "category", "answering_report_count", "zero_report_count", "hidden_report_count", "dash_report_count",
    "blank_report_count", "lost_report_count", "unclear_report_count", "report_count",
)  # fmt: skip
PROJECTS: Final = (
    "project_title", "reached_pct", "grade_code", "grant_kzt", "direct_fact_count", "error_count", "finding_count", "report_year",
    "region_codes", "organisation_name", "indicator_count", "report_count",
)  # fmt: skip
RULES: Final = (
    "severity", "rule", "failed_report_count", "failed_count", "passed_report_count", "skipped_report_count"
)  # fmt: skip
CONTRADICTING: Final = (
    "group", "report_count", "contradicting_report_count", "error_count", "warning_count", "note_count"
)  # fmt: skip
ANSWERS: Final = ("question", "answering_report_count", "asked_report_count", "report_count")
CHECKS: Final = (*REPORT, "rule", "result", "lacking", "place", "other_place")
ANSWERING: Final = (*REPORT, "report_year", "form_code", "is_answered")
CORRECTIONS: Final = (
    "project_title", "field", "item", "old_value", "new_value", "reason", "who", "decided_at", "state", "latest_value", "words",
    "file_name", "place",
)  # fmt: skip
RELEASED: Final = (
    "project_title", "file_name", "form_code", "language_code", "report_year", "is_latest", "is_recognised",
    "organisation_name", "place",
)  # fmt: skip
OF_PROJECT: Final = ("form_code", "version_no", "is_latest", "report_year", "grant_kzt", "file_name")
OF_SOURCES: Final = {  # a question that lists the cells behind figures -> what is shown of it; SOURCES for all others
    "effect_list": EFFECT_SOURCES,
    "effect_rows": ("effect_code", *EFFECT_SOURCES),
    "indicator_list": INDICATORS,
    "finding_list": FINDINGS,
    "check_list": CHECKS,
    "activity_list": ACTIVITIES,
    "unplaced_activities": UNPLACED,
    "place_activities": HELD,
    "region_reports": COVERING,
    "regions_sources": REGIONS,
    "venue_mismatches": MISMATCHES,
    "region_change_reports": CHANGED,
    "demographics_sources": PEOPLE_SOURCES,
    "demographics_totals": PEOPLE_TOTALS,
    "demographics_differences": PEOPLE_DIFFERENCES,
    "grade_list": GRADES,
    "cost_values": COST_SOURCES,
    "cost_blanks": COST_BLANKS,
    "question_reports": ANSWERING,
    "release_reports": RELEASED,
    "project_reports": OF_PROJECT,
}
