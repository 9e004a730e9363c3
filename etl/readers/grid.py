"""Ruled lines -> grids: lines that touch are a grid; where no line parts two of its squares they are one cell.

All lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from etl.readers.lines import Column, Line, Word

SNAP: Final = 4.0  # lines nearer than this are one: double borders, and those that a cell draws beside its neighbour's
GAP: Final = 5.0  # a line goes on over gaps up to this: dots, dashes, corners drawn apart
SHORTEST: Final = 8.0  # a line shorter than this parts nothing
PART_RULED: Final = 0.6  # of a cell's side that a line must cover to part it from its neighbour


class Rule(NamedTuple):
    """A ruled line: where it stands across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Grid:
    """A ruled table: the lines between its columns and rows, and which cell covers each square."""

    xs: list[float]
    ys: list[float]
    cells: list[list[int]]
    words: dict[int, list[Word]] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)  # the words by lines
    within: dict[int, list[Grid]] = field(default_factory=dict)  # grids that stand in a cell
    is_ruled: bool = True

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that holds the point; None if it is outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None

    def drop_rows_of_nothing(self) -> None:
        """Take out rows in which only cells from above go on: lines that a neighbour's edge has drawn a little apart."""
        for row in range(len(self.cells) - 1, 0, -1):
            above, here = set(self.cells[row - 1]), set(self.cells[row])
            own = here - above
            if here & above and not any(self.words.get(cell) for cell in own):
                del self.cells[row], self.ys[row]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def boxes(self) -> Iterator[tuple[float, float, float, float]]:
        """The left, top, right and bottom edge of each cell."""
        squares: dict[int, tuple[int, int, int, int]] = {}
        for row, line in enumerate(self.cells):
            for column, cell in enumerate(line):
                left, top, right, _ = squares.get(cell, (column, row, column, row))
                squares[cell] = min(left, column), top, max(right, column), row
        for left, top, right, bottom in squares.values():
            yield self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1]

    def columns(self) -> dict[int, Column]:
        """The left and right edge of each cell."""
        lefts: dict[int, float] = {}
        rights: dict[int, float] = {}
        for row in self.cells:
            for cell, left, right in zip(row, self.xs, self.xs[1:], strict=False):
                lefts.setdefault(cell, left)
                rights[cell] = right
        return {cell: Column(left, rights[cell]) for cell, left in lefts.items()}


def grids(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Grid]:
    """The grids that the lines draw, the largest first. A frame around a single cell is none."""
    found = [
        grid for across, down in _touching(_merged(horizontal), _merged(vertical)) if (grid := _grid(across, down))
    ]
    return sorted(found, key=lambda grid: -grid.area)


def lone(horizontal: Iterable[Rule], found: Sequence[Grid]) -> list[Rule]:
    """The level lines that are part of no grid."""
    return [
        rule
        for rule in _merged(horizontal)
        if not any(
            grid.ys[0] - SNAP < rule.at < grid.ys[-1] + SNAP and rule.start < grid.xs[-1] and rule.end > grid.xs[0]
            for grid in found
        )
    ]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces or twice as one."""
    merged: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = min((rule.start, rule.end) for rule in group)
        for rule in sorted(group, key=lambda rule: rule.start):
            if rule.start > end + GAP:
                merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= SHORTEST]


def _near(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Sorted lines in groups that stand at one place."""
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[-1].at > SNAP:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _touching(horizontal: list[Rule], vertical: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines by the grid that they belong to: each touches another of the other direction."""
    left_across, left_down = list(horizontal), list(vertical)
    while left_down:
        across: list[Rule] = []
        down = [left_down.pop()]
        grown = True
        while grown:
            new_across = [rule for rule in left_across if any(_meet(rule, other) for other in down)]
            left_across = [rule for rule in left_across if rule not in new_across]
            across += new_across
            new_down = [rule for rule in left_down if any(_meet(other, rule) for other in across)]
            left_down = [rule for rule in left_down if rule not in new_down]
            down += new_down
            grown = bool(new_across or new_down)
        yield across, down


def _meet(across: Rule, down: Rule) -> bool:
    return down.start - SNAP <= across.at <= down.end + SNAP and across.start - SNAP <= down.at <= across.end + SNAP


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs = _edges([rule.at for rule in down], [edge for rule in across for edge in rule[1:]])
    ys = _edges([rule.at for rule in across], [edge for rule in down for edge in rule[1:]])
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    walls = [_ruled(down, x, ys) for x in xs]
    floors = [_ruled(across, y, xs) for y in ys]
    cells = _rectangles(_open_areas(walls, floors))
    return Grid(xs, ys, cells) if len({cell for row in cells for cell in row}) > 1 else None


def _edges(lines: list[float], ends: list[float]) -> list[float]:
    """Where lines stand, and where those across them end beyond the outermost: a table open at its side."""
    edges = sorted(set(lines))
    if not edges:
        return []
    if min(ends, default=edges[0]) < edges[0] - SHORTEST:
        edges.insert(0, min(ends))
    if max(ends, default=edges[-1]) > edges[-1] + SHORTEST:
        edges.append(max(ends))
    return edges


def _ruled(rules: list[Rule], at: float, edges: list[float]) -> list[bool]:
    """From edge to edge, whether a line stands there along most of the stretch."""
    here = [rule for rule in rules if abs(rule.at - at) < SNAP / 2]
    return [_covered(here, start, end) >= PART_RULED * (end - start) for start, end in pairwise(edges)]


def _covered(rules: list[Rule], start: float, end: float) -> float:
    """How much of the stretch the lines cover."""
    length = 0.0
    for _, begins, ends in rules:
        covered = (ends if ends < end else end) - (begins if begins > start else start)
        if covered > 0:
            length += covered
    return length


def _open_areas(walls: list[list[bool]], floors: list[list[bool]]) -> list[list[int]]:
    """The squares numbered by the area that they are in: no line parts squares of one area."""
    width, height = len(walls) - 1, len(floors) - 1
    areas = [[0] * width for _ in range(height)]
    number = 0
    for row in range(height):
        for column in range(width):
            if areas[row][column]:
                continue
            number += 1
            todo = [(row, column)]
            while todo:
                y, x = todo.pop()
                if areas[y][x]:
                    continue
                areas[y][x] = number
                if x + 1 < width and not walls[x + 1][y]:
                    todo.append((y, x + 1))
                if x and not walls[x][y]:
                    todo.append((y, x - 1))
                if y + 1 < height and not floors[y + 1][x]:
                    todo.append((y + 1, x))
                if y and not floors[y][x]:
                    todo.append((y - 1, x))
    return areas


def _rectangles(areas: list[list[int]]) -> list[list[int]]:
    """The squares numbered by cell. An area that is no rectangle, for want of a line, falls into the runs of its rows."""
    squares: dict[int, list[tuple[int, int]]] = {}
    for row, line in enumerate(areas):
        for column, area in enumerate(line):
            squares.setdefault(area, []).append((row, column))
    cells = [list(line) for line in areas]
    number = len(squares)
    for members in squares.values():
        if len(members) == 1:
            continue
        rows, columns = {row for row, _ in members}, {column for _, column in members}
        if len(members) == (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1):
            continue
        before: tuple[int, int] | None = None
        for row, column in members:
            if before != (row, column - 1):
                number += 1
            cells[row][column] = number
            before = row, column
    return cells
