"""Tables of indicators that stand apart from what tells of the activities -> indicators, of the activity that they name.

| № | Мероприятие | Показатель | План | Факт |    with the activities in a table of their own, in lines or in prose
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from etl.cells import is_blank
from etl.document import Place, Text
from etl.forms import Form
from etl.numbering import ACTIVITY, numbered
from etl.plan_fact import read_main
from etl.records import Indicator, Told, value
from etl.smaller_tables import is_effect
from etl.tables import FoundTable, place_of
from etl.wording import alike, fold

_MAIN, _EFFECTS, _INDICATORS = "main", "effects", "indicators"
_FIELDS: Final = ("name", "plan", "fact", "unit")
_SAME_TITLE: Final = 85  # per cent alike
_STEM: Final = 4  # letters that a thing has in common in prose and in a name: «сөре орнатылды», «Сөрелер саны»


def parted(tables: Iterable[FoundTable], form: Form) -> tuple[list[FoundTable], list[FoundTable]]:
    """The form's tables, and those that only list indicators: none of their rows is an effect, or another has the activities."""
    whole = [part for table in tables for part in _parts(table, form)]
    mains = [table for table in whole if table.name == _MAIN]
    chosen = next((table for table in mains if "activity" in table.columns), mains[0] if mains else None)
    apart = [table for table in whole if table.name == _INDICATORS or (table.name == _MAIN and table is not chosen)]
    return [table for table in whole if not any(table is one for one in apart)], apart


def _parts(table: FoundTable, form: Form) -> Iterator[FoundTable]:
    """The table; of effects without the parts below headings of their own in which there is none, and these."""
    if table.name != _EFFECTS or not {"effect", "plan", "fact"} <= table.columns.keys():
        yield table
        return
    starts = [0, *table.fragments]
    parts = [table.rows[start:end] for start, end in zip(starts, [*table.fragments, len(table.rows)], strict=True)]
    kept = [part for part in parts if not part or any(_is_of_effects(table, row, form) for row in part)]
    if kept:
        yield replace(table, rows=[row for part in kept for row in part])
    columns = {("name" if field == "effect" else field): at for field, at in table.columns.items()}
    yield from (replace(table, name=_INDICATORS, columns=columns, rows=part) for part in parts if part not in kept)


def _is_of_effects(table: FoundTable, row: tuple[Text, ...], form: Form) -> bool:
    cell = table.cell(row, "effect")
    return cell is not None and is_effect(cell.line, form)


def with_indicators(told: Told, tables: Sequence[FoundTable], form: Form, year: int | None) -> Told:
    """What is told, with the indicators of those tables; what prose says of the same thing is not said twice."""
    for table in tables:
        if not told.activities and "activity" in table.columns:  # it tells of the activities as well
            found = read_main(replace(table, name=_MAIN), form, year)
            found.indicators[:0] = told.indicators
            told = replace(
                found, effects=told.effects, partners=told.partners, troubles=[*told.troubles, *found.troubles]
            )
            continue
        below = _below_activities([one for one in tables if "activity" not in one.columns], told)
        for activity, rows in _by_activity(table, told, below):
            found = read_main(FoundTable(_MAIN, {field: at for at, field in enumerate(_FIELDS)}, rows), form, year)
            task = told.activities[activity].task if activity is not None else None
            told.indicators = [one for one in told.indicators if not _says_again(one, activity, found.indicators)]
            told.indicators += [replace(one, activity=activity, task=task) for one in found.indicators]
            told.troubles += found.troubles
    return told


def _below_activities(tables: Iterable[FoundTable], told: Told) -> dict[int, int]:
    """The activity above each block of indicators, if each of several has its own; else nobody can tell whose they are."""
    blocks = dict.fromkeys(place_of(row).block for table in tables for row in table.rows)
    above: dict[int, int] = {}
    for block in blocks:
        before = [
            (one.title.place.block, at) for at, one in enumerate(told.activities) if one.title.place.block < block
        ]
        if before:
            above[block] = max(before)[1]
    has_own = len(blocks) > 1 and len(set(above.values())) == len(blocks)
    return above if has_own else {}


def _by_activity(
    table: FoundTable, told: Told, below: Mapping[int, int]
) -> Iterator[tuple[int | None, list[tuple[Text, ...]]]]:
    """The rows of names, plans and facts, with the activity that each stretch of them names, or stands below."""
    activity: int | None = None
    rows: list[tuple[Text, ...]] = []
    for row in table.rows:
        cell = table.cell(row, "activity")
        if "activity" not in table.columns:
            now = below.get(place_of(row).block)
        else:
            now = activity if cell is None or is_blank(cell.words) else _named(cell.line, told)
        if rows and now != activity:
            yield activity, rows
            rows = []
        activity = now
        rows.append(tuple(table.cell(row, field) or Text("", Place(0)) for field in _FIELDS))
    if rows:
        yield activity, rows


def _named(words: str, told: Told) -> int | None:
    """The activity of that title; None if none has it, or several."""
    _, title = numbered(ACTIVITY, words)
    found = [at for at, one in enumerate(told.activities) if alike(one.title.line, title) >= _SAME_TITLE]
    return found[0] if len(found) == 1 else None


def _says_again(one: Indicator, activity: int | None, found: Sequence[Indicator]) -> bool:
    """Whether prose says what a row of the table says: the same fact of the same thing."""
    if one.source != "narrative" or activity not in (None, one.activity):
        return False
    stems = [fold(word)[:_STEM] for word in one.name.line.split() if len(word) >= _STEM]
    return any(
        value(one.fact) is not None
        and value(one.fact) == value(other.fact)
        and any(s in fold(other.name.line) for s in stems)
        for other in found
    )
