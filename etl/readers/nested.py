"""Tables of values that stand in cells of another table -> rows and columns of that table.

| Курсы |  Показатели                        |        | Курсы | Показатели | Показатели | Показатели |
|       | | Показатель | план | факт |      |   =>   | Курсы | Показатель | план       | факт       |
|       | | Занятия    |  12  |  11  |      |        | Курсы | Занятия    | 12         | 11         |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from etl.document import Place, Text

Rows = Sequence[Sequence[Text]]
_VALUES: Final = 2  # columns of a table that holds values, the last of it: plan and fact, beside a name at least
_DASHES: Final = frozenset("-–—")


def unfolded(rows: Rows, inside: Mapping[Place, Rows]) -> list[list[Text]]:
    """The rows of a table with those of the tables inside its cells, by the place of the cell.

    A table without values stays in its cell, and so does one whose columns nothing names.
    """
    kept = dict(_told(rows, inside))
    if not kept:
        return [list(row) for row in rows]
    widths = _widths(rows, kept)
    found: list[list[Text]] = []
    headed: set[int] = set()  # columns below which a heading is already
    for row in rows:
        wide = [cell for cell, width in zip(row, widths, strict=True) for _ in range(width)]
        tables = {at: kept[cell.place] for at, cell in enumerate(wide) if cell.place in kept and _begins(wide, at)}
        if not tables:
            found.append(wide)
            continue
        above = found[-1] if found else wide
        heading, has_new = list(above), False
        for at, table in tables.items():
            if _has_heading(table):
                has_new = has_new or at not in headed
                headed.add(at)
                heading[at : at + _span(wide, at)] = _fitted(table[0], _span(wide, at))
        found += [heading] if has_new else []
        bodies = {at: table[1:] if _has_heading(table) else table for at, table in tables.items()}
        found += _beside(wide, bodies)
    return _placed(found)


def _told(rows: Rows, inside: Mapping[Place, Rows]) -> Iterator[tuple[Place, Rows]]:
    """The tables whose columns are named: by a heading of their own or of one above or below, or as many as the cell spans."""
    stand = [
        (cell.place, at, _span(row, at), inside[cell.place])
        for row in rows
        for at, cell in enumerate(row)
        if cell.place in inside and _begins(row, at) and _holds_values(inside[cell.place])
    ]
    headed = {(at, len(table[0])) for _, at, _, table in stand if _has_heading(table)}
    for place, at, span, table in stand:
        if (at, len(table[0])) in headed or len(table[0]) == span:
            yield place, table


def _beside(row: Sequence[Text], bodies: Mapping[int, Rows]) -> list[list[Text]]:
    """A row as many, each with a row of the tables that begin at those columns."""
    found = []
    for number in range(max(map(len, bodies.values()))):
        said = list(row)
        for at, body in bodies.items():
            blank = [Text("", Place(0, number + 1, column + 1)) for column in range(len(body[0]))]
            span = _span(row, at)
            said[at : at + span] = _fitted(body[number] if number < len(body) else blank, span)
        found.append(said)
    return found


def _holds_values(table: Rows) -> bool:
    """Whether a table has a name, a plan and a fact in each row, but for its heading."""
    below = table[1:] if _has_heading(table) else table
    return bool(below) and len(table[0]) > _VALUES and all(map(_ends_with_values, below))


def _has_heading(table: Rows) -> bool:
    """Whether the first row has words alone, and each below ends with values."""
    first = [cell.words.strip() for cell in table[0]]
    return len(table) > 1 and all(first) and not _ends_with_values(table[0]) and all(map(_ends_with_values, table[1:]))


def _ends_with_values(row: Sequence[Text]) -> bool:
    said = [cell.words.strip() for cell in row[-_VALUES:]]
    return (
        any(any(map(str.isdigit, words)) or words in _DASHES for words in said if words) and row[0].words.strip() != ""
    )


def _widths(rows: Rows, kept: Mapping[Place, Rows]) -> list[int]:
    """How many columns each column becomes: the last that a cell spans takes what its table has more."""
    widths = [1] * len(rows[0])
    for row in rows:
        for at, cell in enumerate(row):
            if cell.place in kept and _begins(row, at):
                span = _span(row, at)
                last = at + span - 1
                widths[last] = max(widths[last], 1 + len(kept[cell.place][0]) - span)
    return widths


def _begins(row: Sequence[Text], at: int) -> bool:
    return at == 0 or row[at - 1].place != row[at].place


def _span(row: Sequence[Text], at: int) -> int:
    return sum(cell.place == row[at].place for cell in row[at:])


def _fitted(cells: Sequence[Text], span: int) -> list[Text]:
    """The cells over so many columns: the last goes on where there are fewer."""
    return [*cells, *[cells[-1]] * (span - len(cells))]


def _placed(rows: Rows) -> list[list[Text]]:
    """The rows with each cell at its own place again; what spans several has that of its first."""
    block = rows[0][0].place.block
    known: dict[int, Text] = {}
    keep: list[Text] = []  # so that no two cells are the same object by chance
    found: list[list[Text]] = []
    for number, row in enumerate(rows, 1):
        found.append([])
        for column, cell in enumerate(row, 1):
            if id(cell) not in known:
                keep.append(cell)
                known[id(cell)] = cell._replace(place=cell.place._replace(block=block, row=number, column=column))
            found[-1].append(known[id(cell)])
    return found
