"""Pages of words and ruled lines -> paragraphs and tables; what PDF files and scans share.

A table that goes on over the end of a page is one table: its heading, printed again, is left out, and a row that the
page's end has cut is one row.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final

from rapidfuzz import fuzz

from etl.document import Block, Place, Table, Text
from etl.readers.grid import SNAP, Grid, Rule, grids, lone
from etl.readers.gutters import AreHeadings, Strip, no_headings, pieces_of, strips
from etl.readers.lines import (
    Column,
    Line,
    Manner,
    Word,
    fits,
    joined,
    joint,
    joints,
    least_sure,
    lines_of,
    manner_of,
    text_of,
)

FARTHEST_SHIFT: Final = 40.0  # points between the left edges of a table on two sheets
ALIKE_PCT: Final = 85  # of the letters of a heading that is printed again
MARGIN: Final = 0.12  # of the page's height, at its top and bottom, where running heads stand

_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:стр\w*|бет\w*|page)?\W*(\d{1,3})\W*(?:(?:из|of|/)\W*\d{1,3})?\W*", re.IGNORECASE
)


@dataclass(slots=True)
class Page:
    """What is printed on a page."""

    number: int
    width: float
    height: float
    words: list[Word]
    horizontal: list[Rule]
    vertical: list[Rule]


def blocks_of(pages: Sequence[Page], are_headings: AreHeadings = no_headings) -> list[Block]:
    """The paragraphs and tables of the pages in reading order; running heads and page numbers left out.

    `are_headings` tells words side by side that head a table, for those that no line is ruled in.
    """
    laid = [_laid(page) for page in pages]
    _drop_running_heads(laid)
    _find_unruled(laid, pages, are_headings)
    flow = _Flow(_page_columns(laid), manner_of(_stretches(laid)))
    for page in laid:
        items: list[Line | Grid] = [*page.lines, *page.grids]
        for item in sorted(items, key=lambda item: item.top):
            flow.take(item, page.number)
    return flow.finished()


# --- a page ------------------------------------------------------------------------------------------------


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
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for grid in reversed(found):
            if (cell := grid.cell_at(x, y)) is not None:
                grid.words.setdefault(cell, []).append(word)
                break
        else:
            prose.append(word)
    for grid in found:
        grid.drop_rows_of_nothing()
        grid.lines = {cell: lines_of(words) for cell, words in grid.words.items()}
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
    seen = Counter(key for page in pages for key in {_head_key(line) for line in page.lines})
    for page in pages:
        page.lines = [line for line in page.lines if not _is_running_head(line, page, seen, len(pages))]


def _head_key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round((line.top + line.bottom) / 8)


def _is_running_head(line: Line, page: _Laid, seen: Counter[tuple[str, int]], count: int) -> bool:
    if MARGIN < (line.top + line.bottom) / 2 / page.height < 1 - MARGIN:
        return False
    number = _PAGE_NUMBER.fullmatch(line.text)
    if number and int(number[1]) == page.number:
        return True
    return count > 1 and seen[_head_key(line)] >= max(2, count / 2)


def _find_unruled(laid: list[_Laid], pages: Sequence[Page], are_headings: AreHeadings) -> None:
    """Turn the lines that stand in columns without ruled lines into grids; a table may go on over pages."""
    above: Strip | None = None
    found: list[tuple[_Laid, list[Strip]]] = []
    for page, drawn in zip(laid, pages, strict=True):
        here: list[Strip] = []
        if any(len(pieces_of(line)) > 1 for line in page.lines):
            here, page.lines = strips(page.lines, lone(drawn.horizontal, page.grids), are_headings, above)
        found.append((page, here))
        above = here[-1] if here and not any(grid.top > here[-1].lines[0].top for grid in page.grids) else None
    for page, here in found:
        for strip in here:
            grid = strip.grid()
            grid.is_ruled = False
            grid.lines = {cell: lines_of(words) for cell, words in grid.words.items()}
            page.grids.append(grid)


def _stretches(pages: list[_Laid]) -> Iterator[tuple[Column, list[Line]]]:
    """Lines by the column that they run in: every cell, and the prose of every page."""
    columns = _page_columns(pages)
    for page in pages:
        yield columns[page.number], page.lines
        for grid in page.grids:
            edges = grid.columns()
            for cell, lines in grid.lines.items():
                yield edges[cell], lines


def _page_columns(pages: list[_Laid]) -> dict[int, Column]:
    """Where the prose of each page runs: as wide as anything on pages of its width."""
    edges: dict[float, tuple[float, float]] = {}
    for page in pages:
        left, right = edges.get(page.width, (page.width, 0.0))
        lefts = [line.left for line in page.lines] + [grid.xs[0] for grid in page.grids]
        rights = [line.right for line in page.lines] + [grid.xs[-1] for grid in page.grids]
        edges[page.width] = min([left, *lefts]), max([right, *rights])
    return {page.number: Column(*edges[page.width]) for page in pages}


# --- blocks ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cell:
    """A cell until nothing can go on in it."""

    words: str
    place: Place
    lines: list[Line]
    column: Column
    bottom: float
    height: int  # in rows
    confidence_pct: int | None

    @property
    def text(self) -> Text:
        """The cell as the document has it."""
        return Text(self.words, self.place, confidence_pct=self.confidence_pct)

    @property
    def room(self) -> float:
        """From its last line to its lower edge, in lines of its print; more than any where it has none."""
        return (self.bottom - self.lines[-1].bottom) / self.lines[-1].words[-1].size if self.lines else inf

    def joint(self, rest: _Cell, manner: Manner) -> str:
        """What stands between its last line and the first of the cell below."""
        return joint(self.lines[-1], rest.lines[0], self.column, manner, self.words.rpartition("\n")[2])

    def take(self, rest: _Cell, manner: Manner) -> None:
        """Add what goes on in it."""
        if rest.lines:
            self.words += self.joint(rest, manner) + rest.words if self.lines else rest.words
            self.lines = rest.lines
            self.confidence_pct = least_sure((self.confidence_pct, rest.confidence_pct))
        self.bottom = rest.bottom


@dataclass(slots=True)
class _Draft:
    """A table until the next page shows whether it goes on."""

    xs: list[float]
    rows: list[list[_Cell]]
    page: int  # its last
    is_ruled: bool = True

    def extend(self, rest: _Draft) -> None:
        """Add the rows of the next page, counted on from the last: rows left out, printed again or cut, have had a number too."""
        block, count = self.rows[0][0].place.block, max(cell.place.row for row in self.rows for cell in row)
        moved: set[int] = set()
        for row in rest.rows:
            for cell in row:
                if cell.place.block != block and id(cell) not in moved:
                    moved.add(id(cell))
                    cell.place = cell.place._replace(block=block, row=cell.place.row + count)
        self.rows += rest.rows
        self.page = rest.page
        self.is_ruled &= rest.is_ruled

    def finished(self) -> Table:
        """The table, each cell repeated in the squares that it covers."""
        return Table(tuple(tuple(cell.text for cell in row) for row in self.rows), self.is_ruled)


class _Flow:
    """Gathers lines and grids into blocks; a paragraph or a row goes on over the end of a page."""

    def __init__(self, columns: dict[int, Column], manner: Manner) -> None:
        self._columns, self._manner = columns, manner
        self._blocks: list[Text | _Draft] = []
        self._lines: list[Line] = []
        self._pages: list[int] = []

    def take(self, item: Line | Grid, page: int) -> None:
        """Add a line or a grid, in reading order."""
        if isinstance(item, Line):
            self._lines.append(item)
            self._pages.append(page)
            return
        self._end_prose()
        draft = self._draft(item, page)
        above = self._blocks[-1] if self._blocks else None
        if isinstance(above, _Draft) and _goes_on(above, draft):
            _drop_heading(draft, above)
            _join_cut_row(above, draft, self._manner)
            above.extend(draft)
        else:
            self._blocks.append(draft)

    def finished(self) -> list[Block]:
        """All blocks, once the last item is taken."""
        self._end_prose()
        return [block.finished() if isinstance(block, _Draft) else block for block in self._blocks]

    def _end_prose(self) -> None:
        if not self._lines:
            return
        between = joints(self._lines, self._columns[self._pages[0]], self._manner)
        starts = [0, *(at for at, said in enumerate(between, 1) if said == "\n"), len(self._lines)]
        for start, end in pairwise(starts):
            lines = self._lines[start:end]
            place = Place(len(self._blocks) + 1, page=self._pages[start])
            sure = least_sure(line.confidence_pct for line in lines)
            self._blocks.append(Text(joined(lines, between[start : end - 1]), place, confidence_pct=sure))
        self._lines, self._pages = [], []

    def _draft(self, grid: Grid, page: int) -> _Draft:
        block = len(self._blocks) + 1
        columns = grid.columns()
        cells: dict[int, _Cell] = {}
        for row, line in enumerate(grid.cells, 1):
            for column, number in enumerate(line, 1):
                if number not in cells:
                    place = Place(block, row, column, page=page)
                    cells[number] = self._cell(grid, number, columns[number], place)
                cells[number].bottom = grid.ys[row]
                cells[number].height = row - cells[number].place.row + 1
        rows = [[cells[number] for number in line] for line in grid.cells]
        return _Draft(grid.xs, rows, page, grid.is_ruled)

    def _cell(self, grid: Grid, number: int, column: Column, place: Place) -> _Cell:
        lines = grid.lines.get(number, [])
        parts = [(lines[0].top, text_of(lines, column, self._manner))] if lines else []
        sure = [line.confidence_pct for line in lines]
        for inner in grid.within.get(number, ()):
            edges = inner.columns()
            said = [self._cell(inner, each, edges[each], place) for each in edges]
            parts.append((inner.top, "\n".join(cell.words for cell in said if cell.words)))
            sure += [cell.confidence_pct for cell in said]
        words = "\n".join(said for _, said in sorted(parts))
        return _Cell(words, place, lines, column, 0.0, 1, least_sure(sure))


# --- over the end of a page --------------------------------------------------------------------------------


def _goes_on(above: _Draft, draft: _Draft) -> bool:
    """Whether a table goes on with the one above: on the next page, in the same columns, nothing between.

    A sheet may lie elsewhere on the scanner's glass than the one before.
    """
    shift = draft.xs[0] - above.xs[0]
    known = [x + shift for x in above.xs]
    return (
        draft.page == above.page + 1
        and abs(shift) <= FARTHEST_SHIFT
        and abs(draft.xs[-1] - known[-1]) <= SNAP
        and all(any(abs(x - edge) <= SNAP for edge in known) for x in draft.xs)
    )


def _drop_heading(draft: _Draft, above: _Draft) -> None:
    """Leave out the heading that is printed again, be it whole or as much as its row has room for; keep the columns."""
    shift = draft.xs[0] - above.xs[0]
    columns = [bisect_right(draft.xs, (one + other) / 2 + shift) - 1 for one, other in pairwise(above.xs)]
    draft.rows = [[row[column] for column in columns] for row in draft.rows]
    height = 0
    while height < min(len(draft.rows), len(above.rows)) and _repeats(draft.rows[height], above.rows[height]):
        height += 1
    draft.rows = draft.rows[height:]


def _repeats(row: list[_Cell], heading: list[_Cell]) -> bool:
    said = sum(bool(cell.words) for cell in heading)
    return sum(bool(cell.words) for cell in row) >= max(1, said / 2) and all(
        _is_beginning(_bare(other.words), _bare(one.words)) for one, other in zip(heading, row, strict=True)
    )


def _is_beginning(words: str, whole: str) -> bool:
    """Whether words begin others, but for what character recognition reads now one way, now another."""
    return whole.startswith(words) or fuzz.ratio(words, whole[: len(words)]) >= ALIKE_PCT


def _bare(words: str) -> str:
    return "".join(words.split())


def _join_cut_row(above: _Draft, draft: _Draft, manner: Manner) -> None:
    """Give the last row above what goes on in the first row here, cell by cell.

    A cell merged over several rows may go on without its row.
    """
    if not draft.rows:
        return
    pairs = [
        *{(id(one), id(other)): (one, other) for one, other in zip(above.rows[-1], draft.rows[0], strict=True)}.values()
    ]
    least = min(one.room for one, _ in pairs)
    edge = _Edge(manner, full=least + 0.6, has_ended=any(one.words and not other.words for one, other in pairs))
    if edge.cuts([pair for pair in pairs if _is_single(*pair)]):
        draft.rows.pop(0)
    else:
        pairs = [pair for pair in pairs if not _is_single(*pair) and edge.is_crossed(*pair)]
    for one, other in pairs:
        one.take(other, manner)
        for row in draft.rows:
            row[:] = [one if cell is other else cell for cell in row]


@dataclass(frozen=True, slots=True)
class _Edge:
    """The end of a page in a table. `full`: the most room that a cell has left whose words reach down to it, in lines.

    `has_ended`: a cell that has words above has none below.
    """

    manner: Manner
    full: float
    has_ended: bool

    def cuts(self, row: list[tuple[_Cell, _Cell]]) -> bool:
        """Whether it cuts a row: a cell goes on below, and every cell that has words there was full above."""
        below = [pair for pair in row if pair[1].lines]
        return all(self._is_full(*pair) for pair in below) and any(self.is_crossed(*pair) for pair in below)

    def is_crossed(self, one: _Cell, other: _Cell) -> bool:
        """Whether a cell goes on over it: its last line is broken there.

        Or other cells have ended, while this had no room for more or lists several lines.
        """
        if not other.lines or not self._is_full(one, other):
            return False
        may_list = len(one.lines) > 1 or not fits(one.lines[-1], other.lines[0], one.column)
        is_value = other.lines[0].first[0].isdigit() and not self.manner.keeps_spaces
        return (one.joint(other, self.manner) != "\n" and not is_value) or (self.has_ended and may_list)

    def _is_full(self, one: _Cell, other: _Cell) -> bool:
        """Whether a cell's words reach down to it, or end with the space at which a line was broken."""
        is_broken = bool(one.lines) and one.lines[-1].is_spaced and one.joint(other, self.manner) == " "
        return bool(one.lines) and (one.room <= self.full or is_broken)


def _is_single(one: _Cell, other: _Cell) -> bool:
    return one.height == other.height == 1
