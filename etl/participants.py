"""The tables of participants by gender, social status and age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from etl.cells import DASHES, CellUnclear, is_blank, quantity
from etl.document import Table, Text
from etl.forms import Dimension, Form
from etl.records import Count, Participants
from etl.wording import fold

SMALL_GRANTS: Final = re.compile(r"шағын\s+грант|малы[ехй]\w*\s+грант", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\d[\d \u00a0]*(?:адам|чел\w*\.?)", re.IGNORECASE)
_LABELLED_TOTAL: Final = re.compile(r"[-–—:]\s*([\d \u00a0]+)\s*$")  # «Жоба бойынша – 778»


def read_participants(tables: Iterable[Table], form: Form) -> tuple[list[Participants], set[str]]:
    """The rows of all tables of participants, and the dimensions that have a table at all, filled or not."""
    found: list[Participants] = []
    seen: set[str] = set()
    for table in tables:
        for dimension in form.dimensions:
            rows = list(_rows(table, dimension, form))
            if rows or _columns(table, dimension):
                seen.add(dimension.code)
            found.extend(rows)
    return found, seen


def _columns(table: Table, dimension: Dimension) -> tuple[int, dict[str, int]] | None:
    """How many rows the heading takes, and the column of the total and of each category; None if it is another table."""
    best: dict[str, int] = {}
    height = 0
    for number, row in enumerate(table.rows[:4], 1):
        if not any(dimension.labels.exact(cell.words) for cell in row):
            continue  # one label letter for letter is enough to look for damaged ones beside it
        keys = [dimension.labels.whole(cell.words) if not cell.words.strip().isdigit() else None for cell in row]
        new = {key: column for column, key in enumerate(keys) if key not in (None, "including")}
        if any(key != "total" and key in dimension.categories for key in new):
            height = number
            for key, column in new.items():
                best.setdefault(str(key), column)
    categories = [key for key in best if key != "total"]
    return (height, best) if len(categories) >= 2 else None


def _rows(table: Table, dimension: Dimension, form: Form) -> Iterator[Participants]:
    heading = _columns(table, dimension)
    if heading is None:
        return
    height, columns = heading
    filled = [row for row in table.rows[height:] if any(cell.words.strip() for cell in row)]
    for row in filled or ([_blank_row(table)] if len(table.rows) > height else []):
        if not _numbers(row, columns) and filled and not _dashes(row):
            continue  # a repeated heading, or a caption inside the table
        yield _participants(row, columns, dimension, form)


def _blank_row(table: Table) -> tuple[Text, ...]:
    return table.rows[-1]


def _numbers(row: tuple[Text, ...], columns: dict[str, int]) -> bool:
    return any(re.search(r"\d", row[column].words) for column in columns.values() if column < len(row)) and not any(
        _says_words(row[column].words) for key, column in columns.items() if key != "total" and column < len(row)
    )


def _says_words(words: str) -> bool:
    """Whether a cell holds words that count nobody: not «жоқ», and not «1 000 адам»."""
    return bool(re.search(r"[^\W\d]{3}", words)) and not is_blank(words) and not _COUNTED.fullmatch(words.strip())


def _dashes(row: tuple[Text, ...]) -> bool:
    return all(not cell.words.strip() or cell.words.strip() in DASHES for cell in row)


def _participants(row: tuple[Text, ...], columns: dict[str, int], dimension: Dimension, form: Form) -> Participants:
    total = row[columns["total"]] if columns.get("total", len(row)) < len(row) else None
    label = " ".join(cell.words for cell in row[: columns.get("total", 0) + 1])
    small = any(fold(mark) in fold(label) for mark in form.small_grants)
    counts = {
        category: _count(row[columns[category]])
        if columns.get(category, len(row)) < len(row)
        else Count(None, "lost", None)
        for category in dimension.categories
    }
    return Participants(
        "small_grants" if small else "project",
        dimension.code,
        _total(total.line) if total else None,
        total.place if total else None,
        counts,
    )


def _total(words: str) -> int | None:
    labelled = _LABELLED_TOTAL.search(words)
    return _whole(labelled[1] if labelled else words)


def _count(cell: Text) -> Count:
    if cell.is_lost:
        return Count(None, "lost", cell.place)
    words = cell.words.strip()
    if not words:
        return Count(None, "blank", cell.place)
    number = _whole(words)
    return Count(number, "value" if number is not None else "dash", cell.place)


def _whole(words: str) -> int | None:
    """The whole number of people that the words state; None if they do not."""
    try:
        found = quantity(words)
    except CellUnclear:
        return None
    if found is None or found.upto is not None or found.value != found.value.to_integral_value():
        return None
    return int(found.value)
