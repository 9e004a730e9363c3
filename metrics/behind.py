"""Which cells stand behind a figure of an answer: by the question it is from, its column, its row, and what the row is about.

What a figure rests on is data: BEHIND for columns that mean the same in every answer, OF_ANSWER for one question's own,
OF_GROUPING for groups that no filter can narrow the selection to. Pages and notebooks use the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from metrics.selection import Selection

Figures = dict[str, "Behind"]  # column -> what stands behind it
Only = tuple[tuple[str, tuple[object, ...]], ...]  # column -> the values whose rows are kept
WHOLE: Final = "whole"  # the group of a row about everything that is selected
FILTERS: Final = {  # what an answer can be grouped by -> the field of Selection that narrows to a group
    "year": "years",
    "region": "regions",
    "sphere": "spheres",
    "form": "forms",
    "language": "languages",
    "organisation": "organisations",
    "project": "projects",
    "kind": "kinds",
}


@dataclass(frozen=True)
class Behind:
    """The question that lists the cells behind a column.

    `from_row` is what it is given from the row: parameter -> column; `same` what of its rows must equal the row's: column
    -> column of the row. `is_measured`: money or people, which reports on several regions give to none of them.
    `is_narrowed`: only reports of the row's group or project; `is_of_all_kinds`: whatever kinds of indicators are selected.
    """

    metric: str
    given: Mapping[str, object] = field(default_factory=dict)
    from_row: Mapping[str, str] = field(default_factory=dict)
    only: Only = ()
    same: Mapping[str, str] = field(default_factory=dict)
    is_measured: bool = False
    is_narrowed: bool = True
    is_of_all_kinds: bool = False


@dataclass(frozen=True)
class Cells:
    """A question whose rows add up to a figure: its name, what it is given, which of its rows, and of which selection."""

    metric: str
    given: Mapping[str, object]
    only: Only
    selection: Selection


def _each(names: str | Iterable[str], behind: Behind) -> Figures:
    """The same cells behind several columns, named in one text."""
    return dict.fromkeys(names.split() if isinstance(names, str) else names, behind)


def _only(**values: object) -> Only:
    return tuple((name, value if isinstance(value, tuple) else (value,)) for name, value in values.items())


# --- columns that mean the same in every answer ---


def _reports(name: str, **only: object) -> Behind:
    return Behind("reports_sources", {"name": name}, only=_only(**only), is_measured=name == "grant")


def _effect(code: str) -> Behind:
    return Behind("effect_list", {"effect": code}, is_measured=True)


def _findings(**only: object) -> Behind:
    return Behind("finding_list", {"rule": None}, only=_only(**only))


_DECIDED: Final = ("met", "exceeded", "missed")
_UNDECIDABLE: Final = ("no_fact", "no_plan", "not_numeric", "ambiguous")
_CONTRADICTIONS: Final = _findings(kind="contradiction", severity=("error", "warning"))


def _indicators(same: Mapping[str, str], **only: object) -> Behind:
    return Behind("indicator_list", only=_only(is_judged=True, **only), same=same)


def _outcomes(**same: str) -> Figures:
    """How indicators ended; `same` says of which ones the row tells."""
    return {
        **_each("indicator_count indicator_report_count project_indicator_count", _indicators(same)),
        **_each(
            "decided_count decided_pct reached_pct project_reached_pct highest_achievement_pct",
            _indicators(same, outcome=_DECIDED),
        ),
        **{f"{outcome}_count": _indicators(same, outcome=outcome) for outcome in (*_DECIDED, *_UNDECIDABLE)},
        "reached_count": _indicators(same, outcome=("met", "exceeded")),
        "undecidable_count": _indicators(same, outcome=_UNDECIDABLE),
        **_each("overfulfilled_count overfulfilled_pct", _indicators(same, outcome=_DECIDED, is_overfulfilled=True)),
        "copied_count": _indicators(same, outcome=_DECIDED, is_copied=True),
        "copied_report_count": _indicators(same, outcome=_DECIDED, is_copied_report=True),
        "fixed_task_count": _indicators(same, is_fixed_task=True),
    }


BEHIND: Final[Figures] = {
    **_each("report_count project_count", _reports("titles")),
    "organisation_count": _reports("organisations"),
    "region_count": Behind("regions_sources"),
    **_each("grant_kzt grant_report_count", _reports("grant")),
    **_each(
        "direct_plan_count direct_plan_report_count direct_fact_count direct_report_count direct_declared_count"
        " direct_counted_count",
        _effect("direct_beneficiaries"),
    ),
    **_each("vulnerable_fact_count vulnerable_report_count vulnerable_pct", _effect("direct_vulnerable")),
    **_each("indirect_fact_count indirect_report_count", _effect("indirect_beneficiaries")),
    "direct_differing_report_count": replace(_effect("direct_beneficiaries"), only=_only(is_differing=True)),
    "payroll_kzt": _effect("payroll_kzt"),
    "purchases_kzt": _effect("contribution_kzt"),
    "spent_kzt": Behind("effect_rows", only=_only(effect_code=("payroll_kzt", "taxes_kzt", "contribution_kzt"))),
    **_outcomes(),
    "contradicting_report_count": _CONTRADICTIONS,
    "finding_count": _findings(),
    **_each("error_count error_report_count", _findings(severity="error")),
    "warning_count": _findings(severity="warning"),
    "note_count": _findings(severity="note"),
}

# --- places ---

_ALONE: Final = _only(region_count=1)  # what several regions share is in none
_IN_REGION: Final = {"region": "region_code"}


def _activities(**only: object) -> Behind:
    return Behind("activity_list", only=_only(**only))


def _held(only: Only = (), /, **from_row: str) -> Behind:
    given = {"region": None, "district": None, "map": "today"}
    return Behind("place_activities", given, from_row, only)


def _covering(only: Only = (), /, **from_row: str) -> Behind:
    return Behind("region_reports", {"map": "today"}, {**_IN_REGION, **from_row}, only)


def _mismatching(mismatch: str) -> Behind:
    return Behind(
        "venue_mismatches",
        only=_only(mismatch_code=mismatch),
        same={"region_code": "region_code"},
    )


# --- participants ---


def _people(from_row: Mapping[str, str], given: Mapping[str, object]) -> Figures:
    """The cells of one category."""
    cells = Behind("demographics_sources", given, from_row, is_measured=True)
    return {
        **_each("people_count people_pct", cells),
        "answering_report_count": replace(cells, only=_only(cell_state=("value", "hidden"))),
        "zero_report_count": replace(cells, only=_only(people_count=0)),
        **{f"{state}_report_count": replace(cells, only=_only(cell_state=state)) for state in ("hidden", "dash", "blank", "lost", "unclear")},
    }  # fmt: skip


_OF_CATEGORY: Final = {"dimension": "dimension", "category": "category"}
_TOTALS: Final = Behind("demographics_totals", from_row={"scope": "scope", "dimension": "dimension"})
_COMPARABLE: Final = replace(_TOTALS, only=_only(is_comparable=True))

# --- what only one metric has ---

_GRADES: Final = Behind("grade_list")
_GRADED: Final = ("successful", "satisfactory", "unsatisfactory")
_OF_MEASURE: Final = Behind("cost_values", from_row={"measure": "measure_code"})
_CHECKS: Final = Behind("check_list", from_row={"rule": "rule"})
_ANSWERS: Final = Behind("question_reports", from_row={"question": "question"})
_RELEASED: Final = Behind(
    "release_reports",
    same={"form_code": "form_code", "language_code": "language_code"},
    is_narrowed=False,
)
_REPORTS_OF_PROJECT: Final = Behind("project_reports", from_row={"project": "project_key"}, is_narrowed=False)
_OF_EFFECT: Final = Behind("effect_list", from_row={"effect": "effect_code"})
_SUMMED: Final = _indicators({"kind_code": "kind_code"}, is_summed=True)
OF_ANSWER: Final[dict[str, Figures]] = {
    "effects_plan_fact": _each(
        "both_plan_value both_fact_value achieved_pct both_report_count plan_value plan_report_count fact_value"
        " fact_report_count",
        _OF_EFFECT,
    ),
    "kinds_plan_fact": {
        **_each("plan_value fact_value achieved_pct indicator_count report_count", _SUMMED),
        "left_out_count": _indicators({"kind_code": "kind_code"}, is_summed=False),
    },
    "project_kinds": _outcomes(kind_code="kind_code"),
    "task_list": _outcomes(task_seq="task_seq"),
    "achievement_distribution": {
        **_each("indicator_count report_count", _indicators({"bucket_code": "bucket_code"})),
        **_each(
            "in_copied_reports_count copied_report_count",
            _indicators({"bucket_code": "bucket_code"}, is_copied_report=True),
        ),
    },
    "cost_spread": {
        **_each(
            "median_value lower_quartile_value upper_quartile_value lowest_value highest_value stated_report_count",
            _OF_MEASURE,
        ),
        "outlier_count": replace(
            _OF_MEASURE, only=_only(outlier_side=("low", "high")), same={"sphere_code": "group_code"}, is_narrowed=False
        ),
        "unstated_report_count": replace(_OF_MEASURE, metric="cost_blanks"),
    },
    "cost_outliers": {
        "measure_value": _OF_MEASURE,
        **_each("lowest_ordinary_value highest_ordinary_value", replace(_OF_MEASURE, is_narrowed=False)),
    },
    "grade_list": {
        **{
            column: replace(behind, is_of_all_kinds=True)
            for column, behind in _outcomes().items()
            if column in ("reached_pct", "decided_count")
        },
        "decided_pct": replace(_indicators({}), is_of_all_kinds=True),
        "direct_achieved_pct": _effect("direct_beneficiaries"),
        "serious_contradiction_count": _findings(kind="contradiction", severity="error"),
    },
    "project_grade": {
        **_each("closing_report", _reports("titles")),
        **_each("decided_indicators reached_share", replace(_indicators({}, outcome=_DECIDED), is_of_all_kinds=True)),
        "decided_share": replace(_indicators({}), is_of_all_kinds=True),
        "direct_beneficiaries": _effect("direct_beneficiaries"),
        "serious_contradictions": _findings(kind="contradiction", severity="error"),
    },
    "grades_by": {
        "report_count": _GRADES,
        **{f"{grade}_count": replace(_GRADES, only=_only(grade_code=grade)) for grade in (*_GRADED, "undecidable")},
        **_each("graded_count successful_pct", replace(_GRADES, only=_only(grade_code=_GRADED))),
    },
    "worst_findings": {
        f"{severity}_count": _findings(kind="contradiction", severity=severity) for severity in ("error", "warning")
    },
    "findings_by_rule": {
        **_each(
            "failed_count failed_report_count",
            Behind("finding_list", from_row={"rule": "rule"}),
        ),
        **{f"{result}_report_count": replace(_CHECKS, only=_only(result=result)) for result in ("passed", "skipped")},
    },
    "skipped_by_rule": {"report_count": replace(_CHECKS, only=_only(result="skipped"), same={"lacking": "lacking"})},
    "answers_by_question": {
        "answering_report_count": replace(_ANSWERS, only=_only(is_answered=True)),
        "asked_report_count": _ANSWERS,
    },
    "release_contents": {
        "report_count": _RELEASED,
        "latest_report_count": replace(_RELEASED, only=_only(is_latest=True)),
        "recognised_count": replace(_RELEASED, only=_only(is_recognised=True)),
    },
    "demographics": {
        **_people({**_OF_CATEGORY, "scope": "scope"}, {}),
        **_each("declared_total_count counted_total_count difference_count comparable_report_count", _COMPARABLE),
        "filled_report_count": replace(_TOTALS, only=_only(is_filled=True)),
        "differing_report_count": replace(_TOTALS, metric="demographics_differences"),
        "report_count": _reports("titles", form_code=("final", "operator_project_info")),  # an interim one has no table
    },
    "demographics_by": _people(_OF_CATEGORY, {"scope": "project"}),
    "coverage_gaps": {
        "activity_count": _activities(venue_state=("placed", "online", "unplaced")),
        **{f"{venue_state}_count": _activities(venue_state=venue_state) for venue_state in ("placed", "online")},
        "from_context_count": _activities(is_from_context=True),
        **_each("shared_activity_count shared_participants_count", _activities(is_shared=True)),
        **_each(
            "shared_grant_project_count shared_grant_kzt", replace(_reports("grant", is_shared=True), is_measured=False)
        ),
        "unplaced_count": Behind("unplaced_activities"),
        **{
            f"{reason}_count": Behind("unplaced_activities", only=_only(reason_code=reason))
            for reason in ("no_place", "nationwide", "not_recognised")
        },
        "ambiguous_place_count": Behind("unplaced_activities", only=_only(reason_code="ambiguous")),
    },
    "report_promises": {"activity_count": _activities()},
    "coverage_by_district": {
        **_each("activity_count activity_report_count", _held(district="district_code")),
        **_each("participants_count counted_activity_count", _held(_only(district_count=1), district="district_code")),
    },
    "coverage_by_region": {
        **_each("project_count report_count", _covering(map="map")),
        **_each("grant_kzt grant_report_count", _covering(_ALONE, map="map")),
        **_each("activity_count activity_report_count", _held((), **_IN_REGION, map="map")),
        **_each("participants_count counted_activity_count", _held(_ALONE, **_IN_REGION, map="map")),
    },
    "district_gaps": {
        "reached_district_count": _held(_only(names_district=True), **_IN_REGION),
        "region_only_activity_count": _held(_only(is_region_only=True), **_IN_REGION),
    },
    "venue_and_coverage": {
        "coverage_report_count": _covering(),
        "covered_and_held_report_count": _covering(_only(is_held=True)),
        "eventless_report_count": _covering(_only(has_event=False)),
        "venue_activity_count": _held((), **_IN_REGION),
        **{f"{mismatch}_report_count": _mismatching(mismatch) for mismatch in ("covered_only", "held_only")},
    },
    "venue_mismatches": {"activity_count": _held((), **_IN_REGION)},
    "region_changes": _each(
        "report_count activity_count",
        Behind(
            "region_change_reports",
            from_row={"region": "region_code", "reported_region": "reported_region_code"},
        ),
    ),
    "project_rows": {"report_count": _REPORTS_OF_PROJECT},
    "project_list": {"report_count": _REPORTS_OF_PROJECT},
}
OF_GROUPING: Final[dict[str, Figures]] = {
    "level": {**_outcomes(level_code="group_code"), "report_count": _indicators({"level_code": "group_code"})},
    "task": {**_outcomes(task_group="group_code"), "report_count": _indicators({"task_group": "group_code"})},
}
TOLD_BY: Final = {  # columns that mean something else in every row, or every answer -> the column that says what
    **dict.fromkeys(("share_pct", "per_million", "per_100000", "per_1000", "per_1000_kzt"), "measure"),
    **dict.fromkeys(("first_value", "second_value"), "measure"),
    "step_value": "step_code",
}
SIDES: Final = {"first_value": "first_code", "second_value": "second_code"}  # of two groups side by side -> which one
CODE_OF: Final = {  # the column that names the group, in answers that are not grouped by choice
    "year": "report_year", "region": "region_code", "sphere": "sphere_code", "form": "form_code", "kind": "kind_code",
    "language": "language_code", "organisation": "organisation_key", "project": "project_key",
}  # fmt: skip
GROUPED_BY: Final = {  # answers that group their rows without being asked to
    "totals_by_year": "year",
    "coverage_by_region": "region",
    "district_gaps": "region",
    "venue_and_coverage": "region",
    "kinds_plan_fact": "kind",
}


def behind(
    metric: str,
    row: Mapping[Any, Any],
    column: str,
    by: str | None,
    selection: Selection,
    project_of: Callable[[str], str],
) -> Cells | None:
    """Return the question whose rows add up to a figure of an answer's row; `by` is what the answer groups.

    None for words, for what the row does not say, and where no sources are known. `project_of` tells a report's project.
    """
    if by and by not in OF_GROUPING and by not in FILTERS:
        return None  # nothing narrows the selection to such a group: its sources would be everybody's
    told = str(row[TOLD_BY[column]]) if column in TOLD_BY else column
    figures = (OF_GROUPING.get(by or "", {}), OF_ANSWER.get(metric, {}), BEHIND)
    found = next((known[told] for known in figures if told in known), None)
    if found is None or _is_absent(row.get(column)):
        return None
    if column in SIDES:
        row = {**row, "group_code": row[SIDES[column]]}
    given = {**found.given, **{name: row[source] for name, source in found.from_row.items()}}
    same = tuple((name, (code,)) for name, source in found.same.items() if (code := _said(row[source])) != WHOLE)
    alone = _ALONE if found.is_measured and by == "region" else ()
    narrowed = _narrowed(selection, found, row, by, project_of)
    return Cells(found.metric, given, (*found.only, *same, *alone), narrowed)


def group_of(row: Mapping[Any, Any], by: str) -> object:
    """Return the code of the group that a row is about; absent where reports do not say, WHOLE where it is about no group."""
    return row["group_code"] if "group_code" in row else row.get(CODE_OF[by], WHOLE)


def _narrowed(
    selection: Selection, found: Behind, row: Mapping[Any, Any], by: str | None, project_of: Callable[[str], str]
) -> Selection:
    """The selection of the row's group, or of its project, alone."""
    if found.is_of_all_kinds:
        selection = replace(selection, kinds=())
    if not found.is_narrowed:
        return selection
    if "report_id" in row:
        return selection.narrowed("projects", row.get("project_key") or project_of(row["report_id"]))
    name = FILTERS.get(by or "")
    code = _said(group_of(row, str(by))) if name else WHOLE
    return selection.narrowed(name, code) if name and code != WHOLE else selection


def _said(value: Any) -> object:
    """A value of a row as its sources have it: None where the report does not say."""
    return None if _is_absent(value) or value == "" else value.item() if hasattr(value, "item") else value


def _is_absent(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
