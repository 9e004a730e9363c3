"""A report with its corrections: set in the records, so that rules, statuses and rows all follow from the right value.

A correction is put in only where its value is found again and the paper still says there what it was made against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar

from etl.cells import DateSpan, Quantity, is_blank
from etl.decisions import Correction, Value
from etl.document import Document, Place, Text
from etl.people import masked
from etl.places import Found
from etl.records import Activity, Count, Report, Stated, status
from etl.rows import Rows, as_rows

Record = TypeVar("Record")
State = Literal["in_force", "changed", "not_found"]
TEXT_OF: Final = {  # a column -> the column with its words as written; others have the words of their cell
    "plan_value": "plan_text", "plan_comparator": "plan_text", "fact_value": "fact_text", "date_start": "date_text",
    "date_end": "date_text", "participants_count": "participants_text", "organisation_name": "organisation_name",
    "project_title": "project_title", "project_goal": "project_goal", "period_start": "period_text", "period_end": "period_text",
}  # fmt: skip
PLACE_OF: Final = {  # a column -> the column with its place
    "organisation_name": "organisation_place", "project_title": "title_place", "project_goal": "goal_place",
    "contract_no": "contract_place", "contract_date": "contract_place", "period_start": "period_place",
    "period_end": "period_place", "grant_kzt": "grant_place", "date_start": "date_place", "date_end": "date_place",
    "participants_count": "participants_place", "plan_value": "plan_place", "plan_comparator": "plan_place",
    "fact_value": "fact_place", "is_ambiguous": "name_place", "people_count": "place", "declared_total_count": "total_place",
}  # fmt: skip


def corrected(
    report: Report, document: Document, corrections: Iterable[Correction]
) -> tuple[Report, list[dict[str, Any]]]:
    """Return the report with the corrections that hold, and a row of the table `correction` for each of them."""
    rows = as_rows(report, (), document)
    told = []
    for made in corrections:
        at = _found(rows, made)
        read = None if at is None else _read(rows, made, at)
        state: State = "not_found" if at is None else "in_force"
        if at is not None and made.words is not None and _words(rows, made, at) != made.words:
            state = "changed"
        if state == "in_force" and at is not None:
            report = _SET[made.table](report, at, made)
        told.append(_row(made, state, at, read))
    return report, told


def unapplied(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """Return the rows of corrections whose report is held without its original: none of them is put in."""
    return [_row(made, "not_found", None, None) for made in corrections]


def _row(made: Correction, state: State, at: int | None, read: Value) -> dict[str, Any]:
    return {
        "act_no": made.act_no,
        "table_name": made.table,
        "column_name": made.column,
        "item": made.item,
        "row_no": None if at is None else at + 1,
        "place": made.place,
        "characters": made.characters,
        "words": made.words,
        "old_value": _text(read),
        "new_value": masked(new) if (new := _text(made.new)) else None,
        "reason": masked(made.reason),
        "who": made.who,
        "decided_at": made.at,
        "state": state,
    }


def _text(value: Value) -> str | None:
    return None if value is None else str(int(value) if isinstance(value, float) and value == int(value) else value)


# --- the value that is meant ---


def _item(table: str, column: str, row: dict[str, Any]) -> str:
    """What tells a row of a report's table from the others."""
    match table:
        case "fact_indicator":
            return str(row["name"])
        case "fact_activity":
            return str(row["title"])
        case "fact_effect":
            return str(row["effect_code"])
        case "fact_participants":
            parts = [row["scope"], row["dimension"], *([row["category"]] if column == "people_count" else [])]
            return "/".join(map(str, parts))
    return ""


def _found(rows: Rows, made: Correction) -> int | None:
    """The position of the row that is meant; None where none is, or several could be."""
    if made.table == "bridge_activity_region":
        return _found_name(rows, made)
    same = [at for at, row in enumerate(rows[made.table]) if _item(made.table, made.column, row) == made.item]
    if made.column == "declared_total_count":
        return next(iter(same), None)  # it is repeated on every row of its table
    if len(same) > 1:
        same = [at for at in same if rows[made.table][at].get(PLACE_OF[made.column]) == made.place]
    if len(same) > 1:
        beside = PLACE_OF[made.column].replace("place", "characters")
        same = [at for at in same if rows[made.table][at].get(beside) == made.characters]
    return same[0] if len(same) == 1 else None


def _found_name(rows: Rows, made: Correction) -> int | None:
    """The activity in whose cell the name of a place stands."""
    same = [
        at for at, row in enumerate(rows["fact_activity"]) if made.place in (row["place_place"], row["title_place"])
    ]
    return next(iter(same), None)


def _read(rows: Rows, made: Correction, at: int) -> Value:
    if made.table == "bridge_activity_region":
        return None
    value: Value = rows[made.table][at][made.column]
    return value


def _words(rows: Rows, made: Correction, at: int) -> str | None:
    """What the paper says there."""
    table = "fact_activity" if made.table == "bridge_activity_region" else made.table
    row = rows[table][at]
    if made.table == "bridge_activity_region":
        place = made.place
    elif (text := TEXT_OF.get(made.column)) and row.get(text) is not None:
        return str(row[text])
    else:
        place = row.get(PLACE_OF[made.column])
    return next((str(cell["words"]) for cell in rows["source_cell"] if cell["place"] == place), None)


# --- setting it ---


def _in_head(report: Report, _: int, made: Correction) -> Report:
    new = made.new
    match made.column:
        case "contract_no" | "contract_date":
            return _changed(report, **{made.column: new})
        case "grant_kzt":
            return replace(report, grant_kzt=_decimal(new))
        case "period_start" | "period_end":
            dates = _span(report.dates, made)
            year = int(dates.end[:4]) if dates and dates.end else report.year
            return replace(report, dates=dates, year=year)
    name = {"organisation_name": "organisation", "project_title": "title", "project_goal": "goal"}[made.column]
    said: Text | None = getattr(report, name)
    return _changed(report, **{name: None if new is None else _said(said, str(new))})


def _said(text: Text | None, words: str) -> Text:
    return text._replace(words=words) if text else Text(words, Place(1))


def _span(dates: DateSpan | None, made: Correction) -> DateSpan | None:
    """The span with another first or last day; None if no day is left."""
    end = "start" if made.column.endswith("start") else "end"
    day = None if made.new is None else str(made.new)
    span = (dates or DateSpan(None, None))._replace(year_inferred=False)
    span = span._replace(start=day) if end == "start" else span._replace(end=day)
    return span._replace(is_open=not (span.start and span.end)) if span.start or span.end else None


def _in_activity(report: Report, at: int, made: Correction) -> Report:
    activity = report.activities[at]
    if made.column == "participants_count":
        changed = replace(activity, participants_count=_decimal(made.new))
    else:
        changed = replace(activity, dates=_span(activity.dates, made))
    return replace(report, activities=_with(report.activities, at, changed))


def _in_indicator(report: Report, at: int, made: Correction) -> Report:
    indicator = report.indicators[at]
    plan, fact = indicator.plan, indicator.fact
    match made.column:
        case "plan_value":
            plan = _stated(plan, indicator.name.place, made.new)
        case "fact_value":
            fact = _stated(fact, indicator.name.place, made.new)
        case "plan_comparator" if plan and plan.quantity:
            plan = plan._replace(quantity=replace(plan.quantity, comparator=str(made.new or "="), upto=None))  # type: ignore[arg-type]
    is_ambiguous = bool(made.new) if made.column == "is_ambiguous" else indicator.is_ambiguous
    what = status(
        plan.quantity if plan else None,
        fact.quantity if fact else None,
        plan_said=_is_unclear(plan),
        fact_said=_is_unclear(fact),
    )
    changed = replace(
        indicator, plan=plan, fact=fact, status=what if plan is not indicator.plan or fact is not indicator.fact else indicator.status,
        is_ambiguous=is_ambiguous, plan_total=None if plan is not indicator.plan else indicator.plan_total,
    )  # fmt: skip
    return replace(report, indicators=_with(report.indicators, at, changed))


def _is_unclear(stated: Stated | None) -> bool:
    """Whether a cell says something that is no number."""
    return stated is not None and stated.unclear is not None and not is_blank(stated.text.words)


def _stated(stated: Stated | None, beside: Place, new: Value) -> Stated:
    """The plan or fact with another number: of the whole, no list, no range and none for each event."""
    text = stated.text if stated else Text("", beside._replace(characters=None))
    if new is None:
        return Stated(text, None)
    was = stated.quantity if stated else None
    kept = was or Quantity(Decimal(0))
    comparator = kept.comparator if was and was.upto is None else "="
    quantity = replace(kept, value=Decimal(str(new)), comparator=comparator, parts=(), per_event=False, upto=None)
    return Stated(text, quantity)


def _in_effect(report: Report, at: int, made: Correction) -> Report:
    effect = report.effects[at]
    side = made.column.removesuffix("_value")
    stated: Stated | None = getattr(effect, side)
    other = effect.fact if side == "plan" else effect.plan
    beside = other.text.place if other else Place(1)
    changed = _changed(effect, **{side: _stated(stated, beside, made.new)})
    return replace(report, effects=_with(report.effects, at, changed))


def _in_participants(report: Report, at: int, made: Correction) -> Report:
    scope, dimension, *category = made.item.split("/", 2)
    number = None if made.new is None else int(made.new)
    changed = []
    for row in report.participants:
        if (row.scope, row.dimension) != (scope, dimension):
            changed.append(row)
        elif category:
            was = row.counts[category[0]]
            count = Count(number, "blank" if number is None else "value", was.place)
            changed.append(replace(row, counts={**row.counts, category[0]: count}))
        else:
            changed.append(replace(row, total=number))
    return replace(report, participants=tuple(changed))


def _in_place(report: Report, at: int, made: Correction) -> Report:
    """The district that a name means, which several bear: at its activity, among what the report covers, and no longer open."""
    district = str(made.new)
    region = district.partition("/")[0]
    found = Found(region, region, district if "/" in district else None, "decided", made.item)
    activity: Activity = report.activities[at]
    changed = replace(activity, found=(*activity.found, found), inherits_region=False)
    open_still = tuple(
        trouble
        for trouble in report.troubles
        if trouble.rule != "place_ambiguous" or trouble.values.get("words") != made.item
    )
    return replace(
        report,
        activities=_with(report.activities, at, changed),
        coverage=(*report.coverage, found),
        venues=(*report.venues, found),
        troubles=open_still,
    )


_SET: Final[dict[str, Callable[[Report, int, Correction], Report]]] = {
    "dim_report": _in_head,
    "fact_activity": _in_activity,
    "fact_indicator": _in_indicator,
    "fact_effect": _in_effect,
    "fact_participants": _in_participants,
    "bridge_activity_region": _in_place,
}


def _changed(record: Record, **values: Any) -> Record:
    """The record with other values in fields that are named when it runs."""
    return replace(record, **values)  # type: ignore[type-var]


def _with(listed: Sequence[Any], at: int, changed: Any) -> tuple[Any, ...]:
    return (*listed[:at], changed, *listed[at + 1 :])


def _decimal(value: Value) -> Decimal | None:
    return None if value is None else Decimal(str(value))
