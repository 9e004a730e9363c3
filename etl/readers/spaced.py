"""Tables whose columns are set apart by spaces alone, as a PDF's text keeps its layout -> rows between tabs.

Мероприятие       Дата        План   Факт
Семинары по       март 2024   3      3          =>   Семинары по теплицам | март 2024 | 3 | 3
теплицам
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Final

from etl.readers.gutters import AreHeadings, no_headings

_PIECES: Final = re.compile(r"\S+(?: \S+)*")
_FEWEST: Final = 3  # columns, and lines that stand in as many
_WITH_VALUES: Final = 2  # lines, for no prose has rows of numbers; one if it is the last, and numbers from end to end
_GUTTER: Final = 2  # spaces that all lines leave between two columns
_MOSTLY: Final = 0.6  # of the filled cells of a column, for it to hold values
_DIGIT: Final = re.compile(r"\d")
_VALUE: Final = re.compile(
    r"(?=.*\d|[-–—]$)(?!.*\.\d+\.)[^.;:]{1,24}"
)  # «не менее 40», «1 200 экз», but no date with points

_COUNT: Final = re.compile(r"\d[\d \u00a0]*(?: ?\([\d., ]+%\))?")  # «1 200», «45 (60 %)»; «13-16 лет» is a heading

Numbered = tuple[int, str]


def tabbed(lines: Sequence[Numbered], are_headings: AreHeadings = no_headings) -> Iterator[Numbered]:
    """The numbered lines, those of tables as rows between tabs; a row that goes on below as one.

    A table has two columns of values, or headings of a form on top, which `are_headings` tells.
    """
    at = 0
    while at < len(lines):
        end = _end(lines, at) if _is_wide(lines[at][1]) else at
        rows = list(_rows(lines[at:end])) if end - at >= _FEWEST else []
        rows = rows or list(_headed(lines[at:end], are_headings))
        yield from rows or [lines[at]]
        at = end if rows else at + 1


def _is_wide(line: str) -> bool:
    return "\t" not in line and "|" not in line and len(_PIECES.findall(line)) >= _FEWEST


def _end(lines: Sequence[Numbered], start: int) -> int:
    """Where the lines end that keep to the columns of those with several pieces; one blank line may stand between two such."""
    filled = set(_columns(lines[start][1]))
    end = start + 1
    at = end
    while at < len(lines):
        line = lines[at][1]
        if not line.strip():
            if at + 1 < len(lines) and _is_wide(lines[at + 1][1]):
                at += 1
                continue
            break
        if "\t" in line or "|" in line or len(_gutters(filled | set(_columns(line)))) < _FEWEST - 1:
            break
        filled |= set(_columns(line))
        at += 1
        end = at
    return end


def _columns(line: str) -> Iterator[int]:
    """The characters of a line that are filled, spaces within its pieces too."""
    for piece in _PIECES.finditer(line):
        yield from range(*piece.span())


def _gutters(filled: set[int]) -> list[int]:
    """Where columns begin but the first: after so many characters that no line fills."""
    return [right for left, right in pairwise(sorted(filled)) if right - left > _GUTTER]


def _rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines as rows, each from where both values of a pair of columns stand; none if there is no such pair."""
    cells = _cells(lines)
    pair = _values([row for _, row in cells])
    if pair is None:
        return
    rows: list[tuple[int, list[str]]] = []
    for number, row in cells:
        if rows and _goes_on(row, rows[-1][1], pair):
            rows[-1] = (rows[-1][0], _joined(rows[-1][1], row))
        else:
            rows.append((number, row))
    _rejoin([row for _, row in rows], pair)
    yield from ((number, "\t".join(row)) for number, row in rows)


def _rejoin(rows: Sequence[list[str]], pair: int) -> None:
    """Give what is broken beside the next row's name and values back to the row above that it goes on from.

    Тренинги для   май        Тренинги    4    4        Тренинги для сотрудников   май 2024   Тренинги    4    4
    сотрудников    2024       Обученные   40   46   =>                                        Обученные   40   46
    """
    valued = [row for row in rows if all(map(_DIGIT.search, row[pair : pair + 2]))]
    name = max((at for at in range(pair) if all(row[at][:1].isupper() for row in valued)), default=0)
    owner: list[str] | None = None
    for row in rows:
        beside = row[:name]
        first = next(filter(None, beside), "")
        if owner is not None and first[:1].islower():
            owner[:name] = _joined(owner[:name], beside)
            row[:name] = [""] * name
        elif first:
            owner = row


def _cells(lines: Sequence[Numbered]) -> list[tuple[int, list[str]]]:
    """The lines that say something, cut where all of them have white."""
    said = [(number, line) for number, line in lines if line.strip()]
    edges = [0, *_gutters({at for _, line in said for at in _columns(line)})]
    return [(number, [line[left:right].strip() for left, right in pairwise([*edges, None])]) for number, line in said]


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    return [f"{one} {other}".strip() for one, other in zip(above, below, strict=True)]


def _headed(lines: Sequence[Numbered], are_headings: AreHeadings) -> Iterator[Numbered]:
    """The lines as rows below the headings of a form; none if the first lines are no headings, or nothing stands below.

    Headings end above the first numbers, or, where words stand below, where they are understood.
    """
    cells = _cells(lines)
    numbers = next((at for at, (_, row) in enumerate(cells) if at and _holds_values(row)), None)
    for height in [numbers] if numbers is not None else range(1, len(cells)):
        heading = reduce(_joined, (row for _, row in cells[:height]))
        if not are_headings(heading) or (numbers is None and _lacks_beginning(cells[height][1])):
            continue
        yield cells[0][0], "\t".join(heading)
        held: tuple[int, list[str]] | None = None
        for number, row in cells[height:]:
            if held is not None and numbers is None and _lacks_beginning(row):
                held = (held[0], _joined(held[1], row))
                continue
            if held is not None:
                yield held[0], "\t".join(held[1])
            held = (number, row)
        if held is not None:
            yield held[0], "\t".join(held[1])
        return


def _lacks_beginning(row: Sequence[str]) -> bool:
    """Whether a line of words goes on with the one above: its first cell is blank, or in lower case."""
    return not row[0] or row[0][:1].islower()


def _holds_values(row: Sequence[str]) -> bool:
    """Whether the cells of a row are values, one that names it aside."""
    values = [cell for cell in row[1:] if cell]
    return len(values) > 1 and all(map(_VALUE.fullmatch, values)) and any(map(_COUNT.fullmatch, values))


def _values(rows: Sequence[Sequence[str]]) -> int | None:
    """The first of two neighbouring columns that hold values in most of the lines that fill them, the last such pair."""
    fewest = 1 if all(map(_VALUE.fullmatch, rows[-1])) else _WITH_VALUES
    pairs = [
        at
        for at in range(len(rows[0]) - 1)
        if min(sum(bool(_VALUE.fullmatch(row[column])) for row in rows) for column in (at, at + 1)) >= fewest
        and all(_are_values([row[column] for row in rows[1:]]) for column in (at, at + 1))
    ]
    return pairs[-1] if pairs else None


def _are_values(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and sum(bool(_VALUE.fullmatch(cell)) for cell in filled) >= _MOSTLY * len(filled)


def _goes_on(row: Sequence[str], above: Sequence[str], pair: int) -> bool:
    """Whether a line goes on with the row above: not if it has both values, or a name beside the one that it has."""
    values, known = row[pair : pair + 2], above[pair : pair + 2]
    if any(cell.count("(") > cell.count(")") for cell in known):
        return True
    begins_name = pair > 0 and row[pair - 1][:1].isupper()
    if not any(map(_DIGIT.search, values)):  # of a heading, or «выполнено»
        return not (all(values) and begins_name and any(known))
    return not (all(values) or begins_name)
