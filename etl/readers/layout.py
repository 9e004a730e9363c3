"""Words and ruled lines on pages -> paragraphs and tables; what PDF files and scans share.

rules -> grids: lines that touch are a grid; where no line parts two of its squares they are one cell
words -> lines -> text: a line that was merely too long goes on below, one that ended begins another

All lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from etl.document import Block, Place, Table, Text

SNAP: Final = 4.0  # lines nearer than this are one: double borders, and those that a cell draws beside its neighbour's
GAP: Final = 5.0  # a line goes on over gaps up to this: dots, dashes, corners drawn apart
SHORTEST: Final = 8.0  # a line shorter than this parts nothing
PART_RULED: Final = 0.6  # of a cell's side that a line must cover to part it from its neighbour
MARGIN: Final = 0.12  # of the page's height, at its top and bottom, where running heads stand
PAGE_NUMBER: Final = re.compile(r"\W*(?:стр\w*|бет\w*|page)?\W*(\d{1,3})\W*(?:(?:из|of|/)\W*\d{1,3})?\W*", re.IGNORECASE)

HYPHEN_AT_END: Final = "\x02"  # how PDFium hands over a hyphen that ends a line
_SOFT_HYPHEN: Final = "\xad"
_BULLET: Final = re.compile(r"[-–—•·●▪■□*]$|\(?\d{1,2}(?:\.\d{1,2})*[.)]$")


class Rule(NamedTuple):
    """A ruled line: where it stands across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


class Word(NamedTuple):
    """A word where it is printed."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    is_spaced: bool = False  # a space character follows it in the file
    confidence_pct: int | None = None  # how sure character recognition is of it; None: the file has it as text

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides which cell it is in."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Page:
    """What is printed on a page."""

    number: int
    width: float
    height: float
    words: list[Word]
    horizontal: list[Rule]
    vertical: list[Rule]


# --- lines -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """Words on one line, from left to right."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words; a space where the file has one or where there is room for one."""
        parts = [self.words[0].words]
        for one, other in pairwise(self.words):
            parted = one.is_spaced or other.left - one.right > 0.12 * max(one.height, other.height)
            parts.append(f" {other.words}" if parted else other.words)
        return "".join(parts)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def first(self) -> str:
        """Its first word."""
        return self.words[0].words

    @property
    def is_spaced(self) -> bool:
        """Whether a space character ends it in the file: then it was broken there, not ended."""
        return self.words[-1].is_spaced


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words by lines, from the top down: those on a line overlap by half of the lower one's height."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        line = lines[-1] if lines else None
        if line is not None and _on(line.words[-1], word):
            line.words.append(word)
        else:
            lines.append(Line([word]))
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines


def _on(one: Word, other: Word) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)


# --- text --------------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """Where lines may run: the left and right edge of a cell or of the page's text."""

    left: float
    right: float


def keeps_spaces(columns: Iterable[tuple[Column, Sequence[Line]]]) -> bool:
    """Whether the file has the space at which a line was broken, as Word and LibreOffice write it.

    Told by the lines whose next word would not have fitted.
    """
    broken = [one.is_spaced for column, lines in columns for one, other in pairwise(lines) if not _fits(one, other, column)]
    return sum(broken) > 0.3 * len(broken)


def text_of(lines: Sequence[Line], column: Column, *, spaces_kept: bool) -> str:
    """The lines as text: those that were only too long joined, those that ended apart."""
    parts = [line.text for line in lines]
    for at, joint in enumerate(joints(lines, column, spaces_kept=spaces_kept), 1):
        parts[at] = joint + parts[at]
    return _unhyphenated("".join(parts))


def joints(lines: Sequence[Line], column: Column, *, spaces_kept: bool) -> list[str]:
    """What stands between each line and the next: nothing within a word, a space, or the end of a line."""
    steps = sorted(step for one, other in pairwise(lines) if (step := other.top - one.top) > 0)
    leading = steps[len(steps) // 4] if steps else 0.0
    return [_between(one, other, column, leading, spaces_kept=spaces_kept) for one, other in pairwise(lines)]


def _between(one: Line, other: Line, column: Column, leading: float, *, spaces_kept: bool) -> str:
    if other.top - one.top > 1.35 * leading + 1:
        return "\n"
    if _fits(one, other, column):
        return "\n"
    if one.text.endswith((HYPHEN_AT_END, _SOFT_HYPHEN, "/")):
        return ""
    if _is_cut_word(one, other, column):
        return ""
    if spaces_kept:
        return " " if one.is_spaced else "\n"
    return " " if _may_go_on(one.text, other.text) else "\n"


def _fits(one: Line, other: Line, column: Column) -> bool:
    """Whether the next line's first word would have fitted on this line: then this line has ended.

    The margin that the first letter keeps to the left of the column is kept to its right as well.
    """
    first = other.words[0]
    inset = min(max(one.left - column.left, 0), 8.0)
    room = column.right - inset - one.right
    if one.left - column.left > 0.25 * (column.right - column.left):  # set to the right or in the middle
        room += one.left - column.left - inset
    space = 0.0 if one.text.endswith((HYPHEN_AT_END, _SOFT_HYPHEN)) else 0.2 * first.height
    return _width_to_break(first) + space < room - 0.05 * first.height


def _width_to_break(word: Word) -> float:
    """How much of a word must fit on a line: up to its first hyphen or slash."""
    found = re.search(r"[-/–—]", word.words[1:])
    part = (found.end() + 1) / len(word.words) if found else 1.0
    return (word.right - word.left) * part


def _is_cut_word(one: Line, other: Line, column: Column) -> bool:
    """Whether a word too long for the column goes on: it fills its line alone, to the last letter."""
    word, rest = one.words[-1], other.words[0]
    if one.is_spaced or len(one.words) > 1 or not (word.words[-1].isalnum() and rest.words[0].isalnum()):
        return False
    letter = (word.right - word.left) / len(word.words)
    inset = min(max(one.left - column.left, 0), 8.0)
    return not rest.words[0].isupper() and column.right - inset - word.right < 1.3 * letter


def _may_go_on(text: str, rest: str) -> bool:
    """Whether a full line goes on below, where the file does not tell: not from value to value, nor to a new name."""
    last, first = text.rstrip()[-1:], rest[:1]
    if last in ",(«–—-":
        return True
    if first.isdigit():
        return not last.isdigit()
    return not first.isupper() and not _BULLET.match(rest.split()[0])


def _unhyphenated(text: str) -> str:
    return text.replace(HYPHEN_AT_END, "-").replace(_SOFT_HYPHEN, "")


# --- grids -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Grid:
    """A ruled table: the lines between its columns and rows, and which cell covers each square."""

    xs: list[float]
    ys: list[float]
    cells: list[list[int]]
    words: dict[int, list[Word]] = field(default_factory=dict)
    within: dict[int, list[Grid]] = field(default_factory=dict)  # grids that stand in a cell

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that holds the point; None if it is outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def columns(self) -> dict[int, Column]:
        """The left and right edge of each cell."""
        edges: dict[int, tuple[int, int]] = {}
        for row in self.cells:
            for position, cell in enumerate(row):
                left, right = edges.get(cell, (position, position))
                edges[cell] = min(left, position), max(right, position)
        return {cell: Column(self.xs[left], self.xs[right + 1]) for cell, (left, right) in edges.items()}


def grids(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Grid]:
    """The grids that the lines draw, the largest first. A frame around a single cell is none."""
    found = [grid for across, down in _touching(_merged(horizontal), _merged(vertical)) if (grid := _grid(across, down))]
    return sorted(found, key=lambda grid: -grid.area)


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
    return (
        down.start - SNAP <= across.at <= down.end + SNAP and across.start - SNAP <= down.at <= across.end + SNAP
    )


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    xs = _edges([rule.at for rule in down], [edge for rule in across for edge in rule[1:]])
    ys = _edges([rule.at for rule in across], [edge for rule in down for edge in rule[1:]])
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    walls = [[_covered(down, x, top, bottom) for x in xs] for top, bottom in pairwise(ys)]
    floors = [[_covered(across, y, left, right) for left, right in pairwise(xs)] for y in ys]
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


def _covered(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line stands there along most of the stretch."""
    length = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) < SNAP / 2
    )
    return length >= PART_RULED * (end - start)


def _open_areas(walls: list[list[bool]], floors: list[list[bool]]) -> list[list[int]]:
    """The squares numbered by the area that they are in: no line parts squares of one area."""
    height, width = len(walls), len(floors[0])
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
                if x + 1 < width and not walls[y][x + 1]:
                    todo.append((y, x + 1))
                if x and not walls[y][x]:
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


# --- pages -------------------------------------------------------------------------------------------------


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs and tables of the pages in reading order; running heads and page numbers left out."""
    laid = [_laid(page) for page in pages]
    _drop_running_heads(laid)
    spaces_kept = keeps_spaces(_stretches(laid))
    flow = _Flow(_page_columns(laid), spaces_kept=spaces_kept)
    for page in laid:
        for item in sorted([*page.lines, *page.grids], key=lambda item: item.top):
            flow.take(item, page.number)
    return flow.finished()


@dataclass(slots=True)
class _Laid:
    """A page, its words given to the cells of its grids or to lines of prose."""

    number: int
    height: float
    width: float
    grids: list[Grid]
    lines: list[Line]


def _laid(page: Page) -> _Laid:
    found = grids(page.horizontal, page.vertical)
    prose: list[Word] = []
    for word in page.words:
        grid, cell = next(
            ((grid, cell) for grid in reversed(found) if (cell := grid.cell_at(*word.middle)) is not None), (None, 0)
        )
        if grid is None:
            prose.append(word)
        else:
            grid.words.setdefault(cell, []).append(word)
    return _Laid(page.number, page.height, page.width, _nested(found), lines_of(prose))


def _nested(found: list[Grid]) -> list[Grid]:
    """The grids that stand on the page itself; one that stands in a cell of another is put into that."""
    outer: list[Grid] = []
    for grid in found:
        middle = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        holder = next(((other, cell) for other in outer if (cell := other.cell_at(*middle)) is not None), None)
        if holder is None:
            outer.append(grid)
        else:
            holder[0].within.setdefault(holder[1], []).append(grid)
    return outer


def _drop_running_heads(pages: list[_Laid]) -> None:
    """Take out what stands at the same place on half of the pages, but for its numbers, and numbers of pages."""
    seen = Counter(key for page in pages for key in {_head_key(line, page) for line in page.lines})
    for page in pages:
        page.lines = [line for line in page.lines if not _is_running_head(line, page, seen, len(pages))]


def _head_key(line: Line, page: _Laid) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round((line.top + line.bottom) / 8)


def _is_running_head(line: Line, page: _Laid, seen: Counter[tuple[str, int]], count: int) -> bool:
    middle = (line.top + line.bottom) / 2 / page.height
    if MARGIN < middle < 1 - MARGIN:
        return False
    number = PAGE_NUMBER.fullmatch(line.text)
    if number and int(number[1]) == page.number:
        return True
    return count > 1 and seen[_head_key(line, page)] >= max(2, count / 2)


def _stretches(pages: list[_Laid]) -> Iterator[tuple[Column, list[Line]]]:
    """Lines by the column that they run in: every cell, and the prose of every page."""
    columns = _page_columns(pages)
    for page in pages:
        yield columns[page.number], page.lines
        for grid in page.grids:
            edges = grid.columns()
            for cell, words in grid.words.items():
                yield edges[cell], lines_of(words)


def _page_columns(pages: list[_Laid]) -> dict[int, Column]:
    """Where the prose of each page runs: as wide as anything on pages of its width."""
    edges: dict[float, tuple[float, float]] = {}
    for page in pages:
        left, right = edges.get(page.width, (page.width, 0.0))
        lefts = [line.left for line in page.lines] + [grid.xs[0] for grid in page.grids]
        rights = [line.right for line in page.lines] + [grid.xs[-1] for grid in page.grids]
        edges[page.width] = min([left, *lefts]), max([right, *rights])
    return {page.number: Column(*edges[page.width]) for page in pages}


class _Flow:
    """Gathers lines and grids into blocks; a paragraph goes on over the end of a page."""

    def __init__(self, columns: dict[int, Column], *, spaces_kept: bool) -> None:
        self._columns, self._spaces_kept = columns, spaces_kept
        self._blocks: list[Block] = []
        self._lines: list[Line] = []
        self._pages: list[int] = []

    def take(self, item: Line | Grid, page: int) -> None:
        """Add a line or a grid, in reading order."""
        if isinstance(item, Line):
            self._lines.append(item)
            self._pages.append(page)
        else:
            self._end_prose()
            self._blocks.append(self._table(item, page))

    def finished(self) -> list[Block]:
        """All blocks, once the last item is taken."""
        self._end_prose()
        return self._blocks

    def _end_prose(self) -> None:
        if not self._lines:
            return
        column = self._columns[self._pages[0]]
        paragraphs: list[tuple[str, int]] = []
        between = ["\n", *joints(self._lines, column, spaces_kept=self._spaces_kept)]
        for line, joint, page in zip(self._lines, between, self._pages, strict=True):
            if joint == "\n":
                paragraphs.append((line.text, page))
            else:
                said, begun = paragraphs[-1]
                paragraphs[-1] = said + joint + line.text, begun
        for said, page in paragraphs:
            self._blocks.append(Text(_unhyphenated(said), Place(len(self._blocks) + 1, page=page)))
        self._lines, self._pages = [], []

    def _table(self, grid: Grid, page: int) -> Table:
        """The grid's cells, each repeated in the squares that it covers."""
        block = len(self._blocks) + 1
        columns = grid.columns()
        cells: dict[int, Text] = {}
        for row, line in enumerate(grid.cells, 1):
            for column, cell in enumerate(line, 1):
                if cell not in cells:
                    words = self._cell_words(grid, cell, columns[cell])
                    cells[cell] = Text(words, Place(block, row, column, page=page))
        return Table(tuple(tuple(cells[cell] for cell in line) for line in grid.cells))

    def _cell_words(self, grid: Grid, cell: int, column: Column) -> str:
        own = lines_of(grid.words.get(cell, ()))
        parts = [(own[0].top, text_of(own, column, spaces_kept=self._spaces_kept))] if own else []
        for inner in grid.within.get(cell, ()):
            edges = inner.columns()
            said = [self._cell_words(inner, number, edges[number]) for number in edges]
            parts.append((inner.top, "\n".join(filter(None, said))))
        return "\n".join(said for _, said in sorted(parts))
