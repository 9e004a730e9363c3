"""Tables of a dump whose lines are drawn with signs, «+----+----+» or «┌────┬────┐» -> rows between pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

_AS_TYPED: Final = str.maketrans(
    {**dict.fromkeys("─━═╌┄", "-"), **dict.fromkeys("│┃║┆", "|"), **dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛", "+")}
)
_BORDER: Final = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_RULE: Final = re.compile(r"[-=:+]+")

Lines = tuple[list[int], list[str]]  # their numbers in the file, and their words


def undrawn(numbers: Sequence[int], lines: Sequence[str]) -> Lines:
    """The lines with every drawn table as rows between pipes, a string each; a row has the number of its first line.

    >>> undrawn([1, 2, 3, 4], ["+--------+---+", "| а ға   | 1 |", "| ә      | 2 |", "+--------+---+"])
    ([2], ['|а ға\\nә|1\\n2|'])
    """
    kept: Lines = ([], [])
    at = 0
    while at < len(lines):
        end = at
        if lines[at].lstrip()[:1] in ("+", "┌", "╔", "╒") and _BORDER.fullmatch(lines[at].translate(_AS_TYPED)):
            end = next((k for k in range(at, len(lines)) if not _is_drawn(lines[k])), len(lines))
        found = list(_rows([line.translate(_AS_TYPED) for line in lines[at:end]])) if end - at > 1 else []
        for offset, cells in found:
            kept[0].append(numbers[at + offset])
            kept[1].append(f"|{'|'.join(cells)}|")
        if not found:
            kept[0].append(numbers[at])
            kept[1].append(lines[at])
        at = end if found else at + 1
    return kept


def _is_drawn(line: str) -> bool:
    return line.strip().translate(_AS_TYPED)[:1] in ("+", "|") and bool(line.strip())


def _rows(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row, and its first line; a cell that spans rows or columns stands in the first of them."""
    edges = sorted({at for line in lines if _BORDER.fullmatch(line) for at, sign in enumerate(line) if sign == "+"})
    columns = list(pairwise(edges))
    rows: list[tuple[int, list[list[str]]]] = []
    cells: list[list[str]] = []  # the cell that goes on in each column
    for number, line in enumerate(lines):
        pieces = [line[left + 1 : right] for left, right in columns]
        ruled = [bool(_RULE.fullmatch(piece)) for piece in pieces]
        if any(ruled):
            rows.append((number + 1, [[] for _ in columns]))
            cells = [
                new if rule else old for new, old, rule in zip(rows[-1][1], cells or rows[-1][1], ruled, strict=True)
            ]
        first = 0  # column of the cell that the piece is of
        for at, (piece, rule) in enumerate(zip(pieces, ruled, strict=True)):
            if rule:
                continue
            if cells[first] and at and line[edges[at] : edges[at] + 1] not in ("|", "+"):
                cells[first][-1] += line[edges[at] : edges[at + 1]]
            else:
                first = at
                cells[at].append(piece)
    for number, row in rows:
        said = ["\n".join(_unfolded(cell, right - left)) for cell, (left, right) in zip(row, columns, strict=True)]
        if any(said):
            yield number, said


def _unfolded(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a cell; one on which the next word had no room goes on below, but not from number to number."""
    said: list[str] = []
    last = ""
    for line in map(str.strip, lines):
        is_full = bool(last and line) and len(last) + len(line.split()[0]) + 3 >= width
        if is_full and not (last[-1].isdigit() and line[0].isdigit()):
            said[-1] += f" {line}"
        elif line:
            said.append(line)
        last = line
    return iter(said)
