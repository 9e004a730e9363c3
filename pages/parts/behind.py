"""Which cells stand behind a figure of a table: by its column, its row, and the group that the row is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from display import numbers
from pages.parts import columns, picks
from pages.parts.sources import Sources
from pages.parts.view import Only, View


@dataclass(frozen=True)
class Behind:
    """The metric that lists the cells behind a column; `from_row` is what it is given from the row: parameter -> column."""

    metric: str
    given: Mapping[str, object] = field(default_factory=dict)
    from_row: Mapping[str, str] = field(default_factory=dict)
    only: Only = ()
    shown: tuple[str, ...] = columns.SOURCES


def _reports(name: str) -> Behind:
    return Behind("reports_sources", {"name": name})


def _effect(code: str) -> Behind:
    return Behind("effect_list", {"effect": code}, shown=columns.EFFECT_SOURCES)


def _indicators(*outcomes: str, **more: object) -> Behind:
    only: Only = (("is_judged", (True,)), *((name, (value,)) for name, value in more.items()))
    return Behind("indicator_list", only=(*only, ("outcome", outcomes)) if outcomes else only, shown=columns.INDICATORS)


def _findings(**only: str | tuple[str, ...]) -> Behind:
    kept: Only = tuple((name, (value,) if isinstance(value, str) else value) for name, value in only.items())
    return Behind("finding_list", {"rule": None}, only=kept, shown=columns.FINDINGS)


_DECIDED: Final = ("met", "exceeded", "missed")
_DIRECT, _VULNERABLE = _effect("direct_beneficiaries"), _effect("direct_vulnerable")
_INDIRECT = _effect("indirect_beneficiaries")
BEHIND: Final[dict[str, Behind]] = {  # a column that means the same in every answer
    "report_count": _reports("titles"),
    "project_count": _reports("titles"),
    "organisation_count": _reports("organisations"),
    "region_count": _reports("regions"),
    "grant_kzt": _reports("grant"),
    "grant_report_count": _reports("grant"),
    "direct_plan_count": _DIRECT,
    "direct_fact_count": _DIRECT,
    "direct_report_count": _DIRECT,
    "direct_declared_count": _DIRECT,
    "direct_counted_count": _DIRECT,
    "vulnerable_fact_count": _VULNERABLE,
    "vulnerable_report_count": _VULNERABLE,
    "vulnerable_pct": _VULNERABLE,
    "indirect_fact_count": _INDIRECT,
    "indirect_report_count": _INDIRECT,
    "indicator_count": _indicators(),
    "indicator_report_count": _indicators(),
    "met_count": _indicators("met"),
    "exceeded_count": _indicators("exceeded"),
    "missed_count": _indicators("missed"),
    "no_fact_count": _indicators("no_fact"),
    "no_plan_count": _indicators("no_plan"),
    "not_numeric_count": _indicators("not_numeric"),
    "ambiguous_count": _indicators("ambiguous"),
    "undecidable_count": _indicators("no_fact", "no_plan", "not_numeric", "ambiguous"),
    "reached_pct": _indicators(*_DECIDED),
    "overfulfilled_count": _indicators(*_DECIDED, is_overfulfilled=True),
    "copied_report_count": _indicators(*_DECIDED, is_copied=True),
    "contradicting_report_count": _findings(kind="contradiction", severity=("error", "warning")),
    "error_report_count": _findings(severity="error"),
    "finding_count": _findings(),
    "error_count": _findings(severity="error"),
    "warning_count": _findings(severity="warning"),
    "note_count": _findings(severity="note"),
    "differing_report_count": Behind(
        "demographics_differences", {"scope": "project"}, {"dimension": "dimension"}, shown=columns.PEOPLE_DIFFERENCES
    ),
}
OF_ANSWER: Final[dict[str, Behind]] = {  # every figure of an answer whose rows are about something else than groups
    "effect_code": Behind("effect_list", from_row={"effect": "effect_code"}, shown=columns.EFFECT_SOURCES),
    "category": Behind(
        "demographics_sources",
        {"scope": "project"},
        {"dimension": "dimension", "category": "category"},
        shown=columns.PEOPLE_SOURCES,
    ),
    "rule": Behind("finding_list", from_row={"rule": "rule"}, shown=columns.FINDINGS),
    "bucket_code": Behind("indicator_list", only=(("is_judged", (True,)),), shown=columns.INDICATORS),
}


def _held(only: Only = (), **from_row: str) -> Behind:
    given = {"region": None, "district": None, "map": "today"}
    return Behind("place_activities", given, from_row, only, columns.HELD)


def _covering(only: Only = (), **from_row: str) -> Behind:
    return Behind("region_reports", {"map": "today"}, {"region": "region_code", **from_row}, only, columns.COVERING)


def _differing(mismatch: str) -> Behind:
    return Behind("venue_mismatches", only=(("mismatch_code", (mismatch,)),), shown=columns.MISMATCHES)


_ALONE: Final[Only] = (("region_count", (1,)),)  # what several regions share is in none
_IN_REGION: Final = {"region": "region_code", "map": "map"}
_IN_DISTRICT: Final = {"district": "district_code"}
OF_PLACE: Final[dict[str, dict[str, Behind]]] = {  # a column that only answers about places have -> its figures
    "district_code": {
        **dict.fromkeys(("activity_count", "activity_report_count"), _held(**_IN_DISTRICT)),
        **dict.fromkeys(
            ("participants_count", "counted_activity_count"), _held((("district_count", (1,)),), **_IN_DISTRICT)
        ),
    },
    "tile_row": {
        **dict.fromkeys(("project_count", "report_count"), _covering(map="map")),
        **dict.fromkeys(("grant_kzt", "grant_report_count"), _covering(_ALONE, map="map")),
        **dict.fromkeys(("activity_count", "activity_report_count"), _held(**_IN_REGION)),
        **dict.fromkeys(("participants_count", "counted_activity_count"), _held(_ALONE, **_IN_REGION)),
    },
    "venue_activity_count": {
        "coverage_report_count": _covering(),
        "venue_activity_count": _held(region="region_code"),
        "covered_only_report_count": _differing("covered_only"),
        "held_only_report_count": _differing("held_only"),
    },
}
CODE_OF: Final = {  # the column that names the group, in answers that are not grouped by choice
    "year": "report_year", "region": "region_code", "sphere": "sphere_code", "form": "form_code", "kind": "kind_code",
    "organisation": "organisation_key", "project": "project_key",
}  # fmt: skip
ONLY_BY_ROW: Final = ("level_code", "bucket_code")  # columns of the row that narrow the sources, though no filter does
MEASURED: Final = ("_kzt", "_plan_count", "_fact_count", "_declared_count", "_counted_count", "vulnerable_pct")


def behind(view: View, row: Mapping[Any, Any], column: str, by: str | None) -> tuple[View, Sources] | None:
    """Return the narrower view and the question whose rows add up to a figure; None for words, and where none is known."""
    found = _of_place(row, column) or BEHIND.get(column) or _of_answer(row, column)
    if found is None or numbers.is_absent(row.get(column)):
        return None
    given = {**found.given, **{name: row[source] for name, source in found.from_row.items()}}
    kept = tuple((name, (row[name],)) for name in ONLY_BY_ROW if name in row and found.metric == "indicator_list")
    if by == "level":
        kept = (("level_code", (row["group_code"],)),)
    if by == "region" and column.endswith(MEASURED):
        kept += (("region_count", (1,)),)  # what reports on several regions measure cannot be divided between them
    return _narrowed(view, row, by), Sources(found.metric, given, found.shown, (*found.only, *kept))


def _of_place(row: Mapping[Any, Any], column: str) -> Behind | None:
    return next((figures.get(column) for about, figures in OF_PLACE.items() if about in row), None)


def _of_answer(row: Mapping[Any, Any], column: str) -> Behind | None:
    if not column.endswith(("_count", "_value", "_pct", "_kzt")) or "report_id" in row:
        return None
    return next((found for about, found in OF_ANSWER.items() if about in row), None)


def _narrowed(view: View, row: Mapping[Any, Any], by: str | None) -> View:
    """The view of the row's group alone."""
    name = picks.field_of(by or "")
    if name is None:
        return view
    code = group_of(row, str(by))
    return view.narrowed(name, None if numbers.is_absent(code) else code)


def group_of(row: Mapping[Any, Any], by: str) -> object:
    """Return the code of the group that a row is about; absent where reports do not say."""
    return row["group_code"] if "group_code" in row else row[CODE_OF[by]]
