"""The tables of participants by gender, social status and age."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from etl.cells import DASHES, CellUnclear, is_blank, quantity
from etl.document import Table, Text
from etl.forms import Dimension, Form
from etl.mended import mended, mended_digits
from etl.records import Count, Participants
from etl.wording import between, fold, in_order

SMALL_GRANTS: Final = re.compile(r"шағын\s+грант|малы[ехй]\w*\s+грант", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\d[\d \u00a0]*(?:адам|чел\w*\.?)", re.IGNORECASE)
_LISTED: Final = 2  # categories that a table names at least
_NEAR: Final = 2  # rows from a list of categories within which its total stands
_LIKE: Final = 50  # per cent that the cell of a damaged heading has in common with its label,
_LIKE_ON_AVERAGE: Final = 62  # and all of its cells on average
_LONGEST_NUMBER: Final = 12  # letters
_SHARES: Final = re.compile(
    r"(?:в\s+)?(?:%|(?:дол[яи]|процент\w*|удельный\s+вес|пайыз\w*|үлес\w*)(?:\W*%)?)\W*", re.IGNORECASE
)
_SHARE: Final = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SAYS_TOTAL: Final = re.compile(r"(?P<label>[^\d:–—]+?)\s*[-–—:]\s*(?P<number>\d[\d \u00a0]*)(?:адам|чел\w*)?\s*\.?")
_LABELLED_TOTAL: Final = re.compile(r"[-–—:]\s*(?P<number>[\d \u00a0]+)\s*$")  # «Жоба бойынша – 778»


def read_participants(
    tables: Iterable[Table], form: Form, *, closely: bool = False
) -> tuple[list[Participants], set[str]]:
    """The rows of all tables of participants, and the dimensions that have a table at all, filled or not.

    `closely`: the paper is damaged, headings may be so beyond what labels bear.
    """
    tables = list(tables)
    found, seen = _read(tables, form, closely=False)
    told = {row.dimension for row in found}
    if closely or (seen and len(told) < len(form.dimensions)):  # some are told, some are not: looked for once more
        return _read(_rejoined(tables, form), form, closely=True)
    return found, seen


def with_total_of(lines: Iterable[Text], found: Iterable[Participants], form: Form) -> Iterator[Participants]:
    """The rows, those of tables without a total with the one that a line says: «Всего участников проекта: 301»."""
    said = [text for text in lines if any(_says_total(text, dimension) for dimension in form.dimensions)]
    totals = {_total(text.line) for text in said}
    for row in found:
        lacks = row.total_place is None and row.scope == "project"
        yield replace(row, total=_total(said[0].line), total_place=said[0].place) if lacks and len(totals) == 1 else row


def _read(tables: list[Table], form: Form, *, closely: bool) -> tuple[list[Participants], set[str]]:
    found: list[Participants] = []
    seen: set[str] = set()
    taken: set[int] = set()  # a table that a first look has recognised is no other one
    for again in (False, True) if closely else (False,):
        lacking = [dimension for dimension in form.dimensions if dimension.code not in seen]
        for table in [table for table in tables if id(table) not in taken] if lacking else ():
            for dimension in lacking:
                if not again and (turned := _turned(table, dimension)) is not None:
                    seen.add(dimension.code)
                    found.extend(turned.rows(form))
                elif (heading := _columns(table, dimension, closely=again)) is not None:
                    seen.add(dimension.code)
                    taken.add(id(table))
                    found.extend(_rows(table, heading, dimension, form))
    return found, seen


class _Turned(NamedTuple):
    """A table that lists its categories downwards: | Ерлер | 40 |. It may list those of several dimensions."""

    table: Table
    lines: dict[str, int]  # the row of each category, and of the total
    labels: int  # the column that names them
    dimension: Dimension

    def rows(self, form: Form) -> Iterator[Participants]:
        """The first column of numbers; and that of the small grants, if it says so."""
        whole = False
        for column in range(self.labels + 1, len(self.table.rows[0])):
            cells = [row[column] for row in self.table.rows]
            counts = {key: cells[line] for key, line in self.lines.items()}
            if not any(map(str.isdigit, "".join(cell.words for cell in counts.values()))):
                continue
            said = _participants(tuple(counts.values()), dict(zip(counts, itertools.count())), self.dimension, form)
            above = " ".join(cell.words for cell in cells[: min(self.lines.values())])
            if _is_planned(above, form):
                continue
            if _is_of_small_grants(above, form):
                yield replace(said, scope="small_grants")
            elif not whole and "%" not in above + "".join(cell.words for cell in counts.values()):
                whole = True
                caption = next((row[0] for row in self.table.rows if _says_total(row[0], self.dimension)), None)
                if said.total_place is None and caption is not None:
                    said = replace(said, total=_total(caption.line), total_place=caption.place)
                yield said


def _turned(table: Table, dimension: Dimension) -> _Turned | None:
    """The table as one that lists the categories of the dimension downwards; None if it does not."""
    for column in range(min(2, len(table.rows[0]) - 1)):  # the first, or beside numbers of rows the second
        keys = [_key(row[column], dimension) for row in table.rows]
        places = [at for at, key in enumerate(keys) if key in dimension.categories]
        lines = {str(keys[at]): at for at in reversed(places)}
        if len(lines) >= _LISTED and len({table.rows[at][column].place for at in places}) == len(places):
            totals = [at for at, key in enumerate(keys) if key == "total"]
            beside = [at for at in totals if places[0] - _NEAR <= at <= places[-1] + _NEAR]
            if beside:
                lines["total"] = beside[0]
            return _Turned(table, lines, column, dimension)
    return None


def _key(cell: Text, dimension: Dimension) -> str | None:
    return dimension.labels.whole(cell.words) if cell.words and not cell.words.strip().isdigit() else None


def _rejoined(tables: list[Table], form: Form) -> list[Table]:
    """The tables, one that a page has parted from its heading joined to it."""
    joined: list[Table] = []
    for table in tables:
        if joined and (spread := _spread(joined[-1], table)) is not None:
            joined[-1] = spread
        if joined and _goes_on(joined[-1], table, form):
            joined[-1] = Table((*joined[-1].rows, *table.rows))
        else:
            joined.append(table)
    return joined


def _spread(above: Table, table: Table) -> Table | None:
    """A heading that a page has cut above «чел. | %», with a cell for each of these; None if it is not cut there."""
    parts = table.rows[0][1:]
    if len(parts) != 2 * (len(above.rows[0]) - 1) or not all(
        _is_share(table, 0, at) for at in range(2, len(parts) + 1, 2)
    ):
        return None
    return Table(tuple((row[0], *(cell for cell in row[1:] for _ in range(2))) for row in above.rows))


def _goes_on(above: Table, table: Table, form: Form) -> bool:
    """Whether a table holds the numbers of the one above, which is nothing but a heading."""
    if len(above.rows[0]) != len(table.rows[0]) or not any(map(_holds_number, table.rows)):
        return False
    return _is_heading(above, form) and not _is_heading(table, form)


def _is_heading(table: Table, form: Form) -> bool:
    """Whether a table is nothing but the heading of a table of participants."""
    return not any(map(_holds_number, table.rows)) and any(
        _columns(table, dimension, closely=True) is not None for dimension in form.dimensions
    )


def _holds_number(row: tuple[Text, ...]) -> bool:
    return any(
        len(words) <= _LONGEST_NUMBER and (mended(words).replace(" ", "").isdigit() or _COUNTED.fullmatch(words))
        for words in (_BRACKETS.sub("", cell.words).strip() for cell in row)  # «98 (35 %)»
    )


def _columns(table: Table, dimension: Dimension, *, closely: bool) -> tuple[int, dict[str, int]] | None:
    """How many rows the heading takes, and the column of the total and of each category; None if it is another table.

    `closely`: its labels may be damaged beyond what labels bear, if they stand in the order of the form.
    """
    best: dict[str, int] = {}
    above: int | None = None  # the column of a total that stands a row above the categories
    height = 0
    for number, row in enumerate(table.rows[:4], 1):
        labels = [mended_digits(cell.words) for cell in row]  # bands of age are numbers
        if any(map(dimension.labels.exact, labels)):
            # one label letter for letter is enough to look for damaged ones beside it
            keys = [dimension.labels.whole(label) if not label.strip().isdigit() else None for label in labels]
            keys = _completed(keys, row, dimension)
        elif closely and not best:
            keys = _likest(row, dimension)
        else:
            continue
        new = _columns_of(keys, row, table, number)
        if not best and new.keys() == {"total"}:
            above = new["total"]
        if any(key != "total" and key in dimension.categories for key in new):
            height = number
            if above is not None and above not in new.values():
                best["total"] = above
            for key, column in new.items():
                best.setdefault(key, column)
    categories = [key for key in best if key != "total"]
    return (height, best) if len(categories) >= _LISTED else None


def _columns_of(keys: Sequence[str | None], row: tuple[Text, ...], table: Table, below: int) -> dict[str, int]:
    """The column of each key; of those that a heading spans the one that counts, not that of shares."""
    found: dict[str, int] = {}
    for column, key in enumerate(keys):
        if key is None or key == "including":
            continue
        is_merged = key in found and row[column].place == row[found[key]].place
        if not is_merged or _is_share(table, below, found[key]):
            found[key] = column
    return found


def _completed(keys: list[str | None], row: tuple[Text, ...], dimension: Dimension) -> list[str | None]:
    """The keys of a heading's cells, those that nobody could read by their place or by what they are likest to."""
    if all(cell.words and not cell.words.strip().isdigit() for cell in row):
        keys = between(keys, _order(dimension))
    unread = sum(key is None and bool(cell.words) for key, cell in zip(keys, row, strict=True))
    if not unread or 2 * unread > sum(bool(cell.words) for cell in row):
        return keys
    _, likest = in_order([dimension.labels.likeness(cell.words) for cell in row], _order(dimension), _LIKE)
    if any(key not in (None, "including", other) for key, other in zip(keys, likest, strict=True)):
        return keys
    return [key or other for key, other in zip(keys, likest, strict=True)]


def _likest(row: tuple[Text, ...], dimension: Dimension) -> list[str | None]:
    """The keys of a damaged heading; all None if too few of its cells are like the labels in their order."""
    said = sum(bool(cell.words.strip()) for cell in row)
    score, keys = in_order([dimension.labels.likeness(cell.words) for cell in row], _order(dimension), _LIKE)
    like = sum(key is not None for key in keys)
    enough = like >= 3 and 4 * like >= 3 * said and score >= _LIKE_ON_AVERAGE * like
    return keys if enough else [None] * len(row)


def _order(dimension: Dimension) -> list[str]:
    return ["total", *dimension.categories]


def _rows(
    table: Table, heading: tuple[int, dict[str, int]], dimension: Dimension, form: Form
) -> Iterator[Participants]:
    height, columns = heading
    filled = [row for row in table.rows[height:] if any(cell.words.strip() for cell in row)]
    for row in filled or ([_blank_row(table)] if len(table.rows) > height else []):
        if any(_names_several(row, other) for other in form.dimensions if other.code != dimension.code):
            break  # the table goes on with another
        if not _numbers(row, columns) and filled and not _dashes(row):
            continue  # a repeated heading, or a caption inside the table
        if len(filled) > 1 and (_is_planned(row[0].words, form) or _says_shares(row)):
            continue
        said = _participants(row, columns, dimension, form)
        yield replace(said, unlisted=_unlisted(table.rows[:height], row, columns))


def _names_several(row: tuple[Text, ...], dimension: Dimension) -> bool:
    """Whether a row heads numbers of the dimension."""
    named = {dimension.labels.exact(mended_digits(cell.words)) for cell in row if not cell.words.strip().isdigit()}
    return len(named & set(dimension.categories)) >= _LISTED


def _is_share(table: Table, row: int, column: int) -> bool:
    """Whether a cell heads shares: «чел. | %»."""
    return row < len(table.rows) and _SHARES.fullmatch(table.rows[row][column].words.strip()) is not None


def _says_shares(row: tuple[Text, ...]) -> bool:
    """Whether a row says per cents alone, or that it will: «Пайызы | 8%»."""
    numbers = [cell.words for cell in row[1:] if re.search(r"\d", cell.words)]
    return _SHARES.fullmatch(row[0].words.strip()) is not None or (
        len(numbers) > 1 and all(_SHARE.fullmatch(words.strip()) for words in numbers)
    )


def _is_planned(words: str, form: Form) -> bool:
    """Whether a row or a column is headed by «план»: how many were to come."""
    return any(table.headings.exact(words) == "plan" for table in form.tables)


def _unlisted(heading: Sequence[tuple[Text, ...]], row: tuple[Text, ...], columns: dict[str, int]) -> int:
    """How many people stand in bands that the form does not have: «до 13 лет»."""
    bands = {
        at
        for said in heading
        for at, cell in enumerate(said)
        if re.search(r"\d", cell.words) and not cell.words.strip().isdigit()
    }
    counts = [_count(row[at]).count for at in bands - set(columns.values())]
    return sum(count for count in counts if count is not None)


def _blank_row(table: Table) -> tuple[Text, ...]:
    return table.rows[-1]


def _numbers(row: tuple[Text, ...], columns: dict[str, int]) -> bool:
    return any(re.search(r"\d", row[column].words) for column in columns.values() if column < len(row)) and not any(
        _says_words(row[column].words) for key, column in columns.items() if key != "total" and column < len(row)
    )


def _says_words(words: str) -> bool:
    """Whether a cell holds words that count nobody: not «жоқ», and not «1 000 адам (20 %)»."""
    words = _BRACKETS.sub("", words)
    return bool(re.search(r"[^\W\d]{3}", words)) and not is_blank(words) and not _COUNTED.fullmatch(words.strip())


def _dashes(row: tuple[Text, ...]) -> bool:
    return all(not cell.words.strip() or cell.words.strip() in DASHES for cell in row)


def _participants(row: tuple[Text, ...], columns: dict[str, int], dimension: Dimension, form: Form) -> Participants:
    total = row[columns["total"]] if columns.get("total", len(row)) < len(row) else None
    if total is None and 0 not in columns.values() and _says_total(row[0], dimension):
        total = row[0]
    label = " ".join(cell.words for cell in row[: columns.get("total", 0) + 1])
    small = _is_of_small_grants(label, form)
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


def _is_of_small_grants(words: str, form: Form) -> bool:
    return any(fold(mark) in fold(words) for mark in form.small_grants)


def _total(words: str) -> int | None:
    labelled = _SAYS_TOTAL.fullmatch(words.strip()) or _LABELLED_TOTAL.search(words)
    return _whole(labelled["number"] if labelled else words)


def _says_total(cell: Text, dimension: Dimension) -> bool:
    """Whether a cell says how many there are in all beside the words for it: «Всего: 70», «Барлығы – 430 адам»."""
    said = _SAYS_TOTAL.fullmatch(cell.words.strip())
    return said is not None and dimension.labels.whole(said["label"]) == "total"


def _count(cell: Text) -> Count:
    if cell.is_lost:
        return Count(None, "lost", cell.place)
    words = cell.words.strip()
    if not words:
        return Count(None, "blank", cell.place)
    number = _whole(words)
    if number is not None:
        return Count(number, "value", cell.place)
    return Count(None, "dash" if is_blank(words) else "unclear", cell.place)


def _whole(words: str) -> int | None:
    """The whole number of people that the words state; None if they do not."""
    try:
        found = quantity(mended(words))
    except CellUnclear:
        return None
    if found is None or found.upto is not None or found.value != found.value.to_integral_value():
        return None
    return int(found.value)
