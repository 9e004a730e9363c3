"""Fragments of a table that pages or scans have torn -> rows in the table's own columns, told by what the cells hold.

| task | activity | … | name  | plan | fact | outcome |      the table
|      |          | … | Фото  |  10  |  12  |             a fragment that lost its last column, or a blank one between
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from etl.cells import date_span, is_blank, is_value, looks_like_value, split_values
from etl.document import Place, Text
from etl.mended import mended_digits
from etl.stacks import whole_values

Kind = Literal[
    "blank",
    "dash",
    "word",
    "stack",
    "value",
    "people",
    "date",
    "numbered",
    "note",
    "rest",
    "place",
    "words",
    "sentence",
]
Row = tuple[Text, ...]

_SENTENCE: Final = 48  # letters; a name is seldom longer, a result seldom shorter
_LONGEST_DATE: Final = 60
_PEOPLE: Final = re.compile(r"\d[\d\s]*(?:адам|қатысушы|катысушы|азамат|чел|участник)", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"\bобл|қала|кала|\bқ\.|\bг\.|город|аудан|район|ауыл|село|онлайн|zoom|желі|сет[ьи]", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"""
    №?\s*\d{1,2}(?:\.\d{1,2})?\s*[-–.)]?\s*(?:\w{1,3}[-–\s]\s*)?(?:м[іи]ндет|[іи]с[-–\s]*шара|шара|задача|мероприят)
  | (?:м[іи]ндет|[іи]с[-–\s]*шара|задача|мероприятие)\s*№?\s*\d
  | \d{1,2}\.\d{1,2}\.?\s*[^\W\d]{2}
  | \d{1,2}[.)]\s*[«"“]?[^\W\d]{2}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATED: Final = re.compile(r"[^\W\d]{3}|\d{4}|\.\d\d?\.")  # a month, a year, or day and month with points: not «10.5»
_LOWER: Final = re.compile(r"[а-яёәғқңөұүһі]")

# How well each kind of cell fits each field; what is not named fits neither well nor badly.
_VALUE = {"plan": 4, "fact": 4, "participants": 1, "name": -4, "result": -5, "outcome": -5, "task": -6, "activity": -6, "date": -5, "place": -5, "no": 2, "effect": -5, "unit": -3}  # fmt: skip
_WORDS = {"plan": -4, "fact": -4, "date": -4, "participants": -4, "no": -4, "effect": 1, "unit": -1}
_FIT: Final[Mapping[Kind, Mapping[str, float]]] = {
    "blank": {},
    "dash": {"task": -3, "activity": -3, "name": -2, "result": -1},
    "value": _VALUE,
    "people": {**_VALUE, "participants": 4},
    "date": {"date": 6, "participants": -4, "plan": -4, "fact": -4, "name": -3},
    "numbered": {**_WORDS, "task": 2, "activity": 3, "place": -2, "name": -3, "result": -2, "outcome": -2},
    "note": {},  # in brackets: it may go on with a name as well as with a value
    "rest": _WORDS,
    "place": {**_WORDS, "place": 4, "name": -1},
    "word": {"unit": 3},
    "words": {**_WORDS, "name": 2, "place": -1, "activity": 0.5},
    "stack": {**_WORDS, "name": 3, "task": -2, "activity": -2},
    "sentence": {**_WORDS, "name": -1, "result": 1, "outcome": 1, "activity": 1, "place": -2},
}
_TOLD: Final = (frozenset({"name", "plan", "fact"}), frozenset({"effect", "unit", "plan", "fact"}))
_AT_HOME: Final = 0.2  # for a column that stands where the table has it
_DOUBTED: Final = 3  # by so much must other columns fit better before those printed are doubted
_MOSTLY: Final = 0.7  # of the cells of a column, for it to be of one kind
_DROPPED: Final = 6  # what each cell costs that finds no column


def kind_of(words: str) -> Kind:
    """What a cell seems to hold.

    >>> kind_of("70-тен кем емес"), kind_of("45 адам"), kind_of("2024 жылғы мамыр"), kind_of("1.2 Семинар")
    ('value', 'people', 'date', 'numbered')
    """
    return _kind_of(words.strip())


@lru_cache(maxsize=4096)
def _kind_of(said: str) -> Kind:
    if is_blank(said):
        return "dash" if said else "blank"
    if _PEOPLE.match(said) and len(said) < _LONGEST_DATE and "\n" not in said and "  " not in said:
        return "people"
    if _NUMBERED.match(said):
        return "numbered"
    if len(said) < _LONGEST_DATE and _DATED.search(said) and date_span(said, 2000) is not None:
        return "date"
    if looks_like_value_stack(said):
        return "value"
    if len(_lines(said)) > 1:
        return "stack"
    if said.startswith("("):
        return "note"
    if _LOWER.match(said):
        return "word" if said.isalpha() else "rest"
    if len(said) < _LONGEST_DATE and _PLACE.search(said):
        return "place"
    return "sentence" if len(said) > _SENTENCE else "words"


def looks_like_value_stack(words: str) -> bool:
    """Whether the lines of a cell are values, most of them at least; a lone dash says nothing."""
    if is_blank(words):
        return False
    lines = _lines(words)
    values = sum(looks_like_value(mended_digits(line)) or _says_done(line) for line in lines)
    return bool(lines) and (values == len(lines) or (len(lines) > 1 and 2 * values > len(lines)))


def _lines(words: str) -> list[str]:
    return [value for line in words.split("\n") if line.strip() for value in split_values(line)]


def _says_done(line: str) -> bool:
    return " " not in line.strip() and is_value(line) and line.strip()[:1].islower()


def can_be_aligned(columns: Mapping[str, int]) -> bool:
    """Whether a table's cells tell their columns: it has names or effects, plans and facts."""
    return any(told <= columns.keys() for told in _TOLD)


def aligned(rows: Sequence[Row], columns: Mapping[str, int], width: int) -> tuple[list[Row], list[Text]]:
    """The rows of a fragment with each column where the table has it, and cells that find no column.

    The order of columns is kept; blank ones may be lost or added. Rows printed shorter than others have lost other columns.
    """
    by_length: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        by_length.setdefault(_printed_length(row), []).append(at)
    if len(by_length) > 1:
        laid: dict[int, Row] = {}
        left: list[Text] = []
        for length, places in by_length.items():
            rows_of_length, over = aligned([rows[at][:length] for at in places], columns, width)
            laid |= zip(places, rows_of_length, strict=True)
            left += over
        return [laid[at] for at in range(len(rows))], left
    fields = sorted(columns, key=lambda name: columns[name])
    rows = _unsqueezed(rows) if len(rows[0]) < width and "name" in columns else rows
    score, found = _assigned(rows, fields, columns)
    if len(rows[0]) == width and score < _as_printed(rows, fields, columns) + _DOUBTED:
        return list(rows), []
    left = [row[at] for row in rows for at, field in enumerate(found) if field is None and row[at].words.strip()]
    return [_laid(row, found, columns, width) for row in rows], left


def _printed_length(row: Row) -> int:
    """How many cells of a row are printed: those that fill it up to the longest are lost."""
    return max((at for at, cell in enumerate(row, 1) if not cell.is_lost), default=len(row))


def _unsqueezed(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with plan and fact apart, where a fragment has them in one column: two values in each cell beside a name."""
    for at in range(1, len(rows[0])):
        pairs = [_pair(row[at]) for row in rows]
        said = [pair for row, pair in zip(rows, pairs, strict=True) if row[at].words.strip()]
        if not said or sum(pair is not None for pair in said) < _MOSTLY * len(said):
            continue
        if all(kind_of(row[at - 1].words) not in ("value", "people", "stack") for row in rows):
            parted = [pair or (row[at], row[at]._replace(words="")) for row, pair in zip(rows, pairs, strict=True)]
            return [(*row[:at], *pair, *row[at + 1 :]) for row, pair in zip(rows, parted, strict=True)]
    return rows


def _pair(cell: Text) -> tuple[Text, Text] | None:
    """The two values that are a cell; None if it is anything else."""
    if not cell.words.strip() or kind_of(cell.words) in ("date", "place", "sentence", "words", "numbered"):
        return None
    lines = _lines(cell.words)
    values = lines if len(lines) == 2 else whole_values(cell.words, 2)
    if values is None or len(values) != 2 or not any(map(str.isdigit, mended_digits(cell.words))):
        return None
    return cell._replace(words=str(values[0])), cell._replace(words=str(values[1]))


def _as_printed(rows: Sequence[Row], fields: Sequence[str], columns: Mapping[str, int]) -> float:
    """How well the cells fit where they stand."""
    return sum(_column_fit([kind_of(row[columns[name]].words) for row in rows], name) + _AT_HOME for name in fields)


def _assigned(rows: Sequence[Row], fields: Sequence[str], columns: Mapping[str, int]) -> tuple[float, list[str | None]]:
    """The score, and the field of each column of the rows, so that their cells fit best; None for a column too many."""
    kinds = [[kind_of(row[at].words) for row in rows] for at in range(len(rows[0]))]
    best: dict[tuple[int, int], tuple[float, list[str | None]]] = {}

    def fit(at: int, field: int) -> tuple[float, list[str | None]]:
        """The best score and fields for the columns from `at` on, given to the fields from `field` on."""
        if at == len(kinds):
            return 0.0, []
        if (at, field) not in best:
            options = []
            score, later = fit(at + 1, field)
            options.append((score - _DROPPED * sum(kind != "blank" for kind in kinds[at]), [None, *later]))
            for taken in range(field, len(fields)):
                score, later = fit(at + 1, taken + 1)
                own = _column_fit(kinds[at], fields[taken]) + _AT_HOME * (columns[fields[taken]] == at)
                options.append((score + own, [fields[taken], *later]))
            best[at, field] = max(options, key=lambda option: option[0])
        return best[at, field]

    return fit(0, 0)


def _column_fit(kinds: Sequence[Kind], field: str) -> float:
    return sum(_FIT[kind].get(field, 0) for kind in kinds)


def _laid(row: Row, fields: Sequence[str | None], columns: Mapping[str, int], width: int) -> Row:
    """The row with its cells where the table has their fields."""
    place = row[0].place if row else Place(0)
    laid = [Text("", place._replace(column=at + 1), is_lost=True) for at in range(width)]
    for cell, field in zip(row, fields, strict=True):
        if field is not None:
            laid[columns[field]] = cell
    return tuple(laid)
