"""What the operator has decided, as the trail tells it: corrections, assigned fields, which report is of which project.

The trail is the only store. What is in force is folded from it: the latest act on a subject counts, and an act that was
undone never was. A correction names the report, the value and the words that it was made against, never a row's number;
so it is still good when papers are read anew by other rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from etl import trail
from etl.trail import Act, Deed

Sort = Literal["number", "count", "date", "text", "comparator", "yes_no", "place"]
Value = str | int | float | bool | None
CORRECTABLE: Final[dict[tuple[str, str], Sort]] = {  # table and column -> what may be written there
    ("dim_report", "organisation_name"): "text",
    ("dim_report", "project_title"): "text",
    ("dim_report", "project_goal"): "text",
    ("dim_report", "contract_no"): "text",
    ("dim_report", "contract_date"): "date",
    ("dim_report", "period_start"): "date",
    ("dim_report", "period_end"): "date",
    ("dim_report", "grant_kzt"): "number",
    ("fact_activity", "date_start"): "date",
    ("fact_activity", "date_end"): "date",
    ("fact_activity", "participants_count"): "count",
    ("fact_indicator", "plan_value"): "number",
    ("fact_indicator", "plan_comparator"): "comparator",
    ("fact_indicator", "fact_value"): "number",
    ("fact_indicator", "is_ambiguous"): "yes_no",
    ("fact_effect", "plan_value"): "number",
    ("fact_effect", "fact_value"): "number",
    ("fact_participants", "people_count"): "count",
    ("fact_participants", "declared_total_count"): "count",
    ("bridge_activity_region", "district_code"): "place",
}
ASSIGNABLE: Final = ("sphere_code", "customer", "grant_kind_code")  # of a project; no report states them
GRANT_KINDS: Final = ("short_term", "medium_term", "long_term")
COMPARATORS: Final = (">=", "=", "<=")
DECIDING: Final[tuple[Deed, ...]] = ("corrected", "assigned", "excluded", "reinstated", "merged", "split", "undone")


@dataclass(frozen=True, slots=True)
class Correction:
    """The right value of one cell of a report's rows. `item` tells the row: an indicator's name, an effect's code, …

    `words` are those of the paper that it was made against; None where they may not be shown.
    """

    act_no: int
    at: datetime
    who: str
    report_id: str
    table: str
    column: str
    item: str
    place: str | None
    characters: str | None
    words: str | None
    new: Value
    reason: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that is in force. Reports are named by report_id; a project by one of its reports."""

    upto: int = 0  # the last act that was heeded
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)  # by report
    excluded: Mapping[str, Act] = field(default_factory=dict)
    joined: tuple[Act, ...] = ()  # merged and split, in their order
    assigned: tuple[Act, ...] = ()  # the latest of a report and column


def in_force(acts: Iterable[Act]) -> Decisions:
    """Fold acts, in the order of the trail, into what is in force."""
    listed = list(acts)
    latest: dict[tuple[object, ...], Act] = {}
    excluded: dict[str, Act] = {}
    joined: list[Act] = []
    for act in _standing(listed):
        report = str(act.about.get("report_id", ""))
        match act.deed:
            case "corrected" | "assigned":
                latest.pop(_subject(act), None)  # so that it stands at its own turn
                latest[_subject(act)] = act
            case "excluded":
                excluded[report] = act
            case "reinstated":
                excluded.pop(report, None)
            case "merged" | "split":
                joined.append(act)
    corrections: dict[str, tuple[Correction, ...]] = {}
    for act in latest.values():
        if act.deed == "corrected":
            made = _correction(act)
            corrections[made.report_id] = (*corrections.get(made.report_id, ()), made)
    upto = max((act.act_no for act in listed if act.deed in DECIDING), default=0)
    assigned = tuple(act for act in latest.values() if act.deed == "assigned")
    return Decisions(upto, corrections, excluded, tuple(joined), assigned)


def of(folder: Path) -> Decisions:
    """What is in force by the trail of the warehouse in `folder`."""
    return in_force(trail.acts(folder, *DECIDING))


def waiting(folder: Path, decided_act_no: int) -> list[Act]:
    """The decisions made since the last one that a release heeds; what was undone before any heeded it waits for nothing."""
    later = (act for act in trail.acts(folder, *DECIDING) if act.act_no > decided_act_no)
    return _standing(later, heeded=decided_act_no)


def standing(folder: Path, *deeds: Deed) -> list[Act]:
    """The acts of those deeds, or of all, that nobody has undone; in their order."""
    return [act for act in _standing(trail.acts(folder)) if not deeds or act.deed in deeds]


def _standing(acts: Iterable[Act], heeded: int = 0) -> list[Act]:
    """The acts that count, and the undoings of acts up to `heeded`. Undoing an act of undoing brings back what that had undone."""
    undone: set[int] = set()
    kept = []
    for act in sorted(acts, reverse=True):
        if act.act_no in undone:
            continue
        if act.deed == "undone":
            undone.add(int(act.about["act_no"]))
        if act.deed != "undone" or int(act.about["act_no"]) <= heeded:
            kept.append(act)
    return kept[::-1]


def replaced(acts: Iterable[Act], upto: int) -> set[int]:
    """The numbers of standing acts in whose place a later one stands; what waits (after `upto`) replaces what waits."""
    latest: dict[tuple[object, ...], int] = {}
    gone = set()
    for act in sorted(acts):
        subject = (act.act_no > upto, *_subject(act))
        if subject in latest:
            gone.add(latest[subject])
        latest[subject] = act.act_no
    return gone


def _subject(act: Act) -> tuple[object, ...]:
    """What an act decides: a later one with the same subject takes its place."""
    if act.deed in ("excluded", "reinstated"):
        return ("excluded", act.about.get("report_id"))
    if act.deed in ("merged", "split"):
        return (act.act_no,)  # each changes what the ones before it have left
    names = ("report_id", "table", "column", "item", "place", "characters")
    return (act.deed, *(act.about.get(name) for name in names))


def _correction(act: Act) -> Correction:
    about = act.about
    return Correction(
        act.act_no, act.at, act.who, about["report_id"], about["table"], about["column"], about.get("item") or "",
        about.get("place"), about.get("characters"), about.get("words"), about.get("new"), about.get("reason") or "",
    )  # fmt: skip


def checked(table: str, column: str, new: Any) -> Value:
    """Return a new value as the trail keeps it; None is "the report does not say".

    Raises ValueError if the column cannot be corrected, or not to such a value.

    >>> checked("fact_indicator", "fact_value", 85.0), checked("dim_report", "period_end", date(2024, 11, 30))
    (85, '2024-11-30')
    """
    sort = CORRECTABLE.get((table, column))
    if sort is None:
        raise ValueError(f"{table}.{column} cannot be corrected")
    if new is None:
        return None
    if sort == "yes_no":
        return bool(new)
    if sort == "date":
        return date.fromisoformat(str(new)).isoformat()
    if sort in ("number", "count"):
        number = float(new)
        if number < 0 or (sort == "count" and number != int(number)):
            raise ValueError(f"{table}.{column} cannot be {new}")
        return int(number) if number == int(number) else number
    said = str(new).strip()
    if not said or (sort == "comparator" and said not in COMPARATORS):
        raise ValueError(f"{table}.{column} cannot be '{new}'")
    return said
