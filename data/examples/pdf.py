"""Writes a paper as a PDF with a text layer and tables, ruled or not, the same bytes every time.

A table is laid out in slots, one line of text high: a merged cell runs over the slots of all its rows, and a page may
end at any slot, between two rows or, where the grantee's Word allows it, within one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from random import Random
from typing import Literal

from font_roboto import Roboto
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from data.examples.papers import Document, Paragraph, Table

WIDTH, HEIGHT = landscape(A4)
MARGIN = 40.0
PAD = 3.0  # between a cell's rule and its words
Span = tuple[int, int, int, int]  # row and column of a cell, row and column after the last it covers
SIZES = {"title": 13.0, "heading": 11.0}
FONT = "Roboto"


Ruling = Literal["all", "across", "heading", "none"]  # every cell; between rows; around the heading's rows; no line


@dataclass(frozen=True, slots=True)
class Layout:
    """How one grantee's program prints; none of it changes a fact."""

    repeats_heading: bool
    splits_rows: bool
    numbers_pages: bool
    has_gaps: bool  # between paragraphs; else only the length of a line tells where one ends
    ruling: Ruling = "all"

    @classmethod
    def of(cls, rng: Random, ruling: Ruling = "all") -> "Layout":
        return cls(*(rng.random() < 0.5 for _ in range(3)), has_gaps=rng.random() < 0.8, ruling=ruling)


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell, with all it covers: lines of words, the columns from-to, the slots from-to."""

    lines: tuple[str, ...]
    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table laid out: the columns' edges in points, the rows' edges in slots."""

    size: float
    columns: tuple[float, ...]
    rows: tuple[int, ...]
    boxes: tuple[_Box, ...]
    headers: int

    @property
    def slot(self) -> float:
        return self.size * 1.25


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than that; a word that is wider is cut, as Word cuts it."""
    lines = [""]
    for word in (piece for whole in text.split() for piece in _cut(whole, width, size)):
        longer = f"{lines[-1]} {word}".lstrip()
        if _width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines += [word]
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _cut(word: str, width: float, size: float) -> Iterator[str]:
    while _width(word, size) > width:
        fits = next(length for length in range(len(word), 0, -1) if length == 1 or _width(word[:length], size) <= width)
        yield word[:fits]
        word = word[fits:]
    yield word


def _spans(table: Table) -> Iterator[Span]:
    """Every cell that is not merely covered by another."""
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row):
            if cell.merge:
                continue
            bottom, right = top + 1, left + 1
            while right < len(row) and row[right].merge == "left":
                right += 1
            while bottom < len(table.rows) and table.rows[bottom][left].merge == "above":
                bottom += 1
            yield top, left, bottom, right


def _column_widths(table: Table, size: float) -> list[float] | None:
    """As wide as the longest word asks, the rest of the page by how much stands in each; None if words need more.

    A letter more than the word: a line that ends at the rule would look like a word cut there.
    """
    least, wanted = [2 * PAD + size] * len(table.rows[0]), [1.0] * len(table.rows[0])
    for top, left, _, right in _spans(table):
        for line in table.rows[top][left].lines if right == left + 1 else ():
            longest = max((_width(word, size) for word in line.split()), default=0)
            least[left] = max(least[left], min(longest + 2 * PAD + size, 200))
            wanted[left] = max(wanted[left], _width(line, size))
    left_over = WIDTH - 2 * MARGIN - sum(least)
    if left_over < 0:
        return None
    shares = [wide**0.6 for wide in wanted]
    return [one + left_over * share / sum(shares) for one, share in zip(least, shares, strict=True)]


def _grid(table: Table) -> _Grid:
    """The table in the largest letters in which no word need be cut."""
    size, widths = next(
        (size, widths) for size in (9.0, 8.0, 7.0, 6.0, 5.0) if (widths := _column_widths(table, size)) is not None
    )
    edges = list(accumulate(widths, initial=MARGIN))
    cells = []
    for span in _spans(table):
        top, left, _, right = span
        room = edges[right] - edges[left] - 2 * PAD
        cells.append((span, [part for line in table.rows[top][left].lines for part in wrapped(line, room, size)]))
    return _Grid(size, tuple(edges), *_rows_and_boxes(len(table.rows), cells), table.headers)


def _rows_and_boxes(count: int, cells: Sequence[tuple[Span, list[str]]]) -> tuple[tuple[int, ...], tuple[_Box, ...]]:
    """The rows' edges in slots: every cell has room, the last row of a merged one grows where it needs more."""
    edges = [0]
    for row in range(count):
        needed = [edges[top] + len(lines) + 1 - edges[row] for (top, _, bottom, _), lines in cells if bottom == row + 1]
        edges.append(edges[-1] + max([2, *needed]))
    boxes = (_Box(tuple(lines), left, right, edges[top], edges[bottom]) for (top, left, bottom, right), lines in cells)
    return tuple(edges), tuple(boxes)


class _Printer:
    """Puts blocks on pages, one below the other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.canvas.setLineWidth(0.5)
        self.y = HEIGHT - MARGIN
        self.page = 1

    def turn(self) -> None:
        """Go on at the top of the next page."""
        self._number()
        self.canvas.showPage()
        self.canvas.setLineWidth(0.5)
        self.y, self.page = HEIGHT - MARGIN, self.page + 1

    def _number(self) -> None:
        if self.layout.numbers_pages:
            self.canvas.setFont(FONT, 9)
            self.canvas.drawCentredString(WIDTH / 2, MARGIN / 2, str(self.page))

    def paragraph(self, block: Paragraph) -> None:
        size = SIZES.get(block.kind, 10.0)
        for line in wrapped(block.text, WIDTH - 2 * MARGIN, size):
            if self.y - size * 1.2 < MARGIN:
                self.turn()
            self.y -= size * 1.2
            self.canvas.setFont(FONT, size)
            self._line(block.kind, line)
        self.y -= size * (0.8 if self.layout.has_gaps else 0)

    def _line(self, kind: str, line: str) -> None:
        if kind == "title":
            self.canvas.drawCentredString(WIDTH / 2, self.y, line)
        elif kind == "right":
            self.canvas.drawRightString(WIDTH - MARGIN, self.y, line)
        else:
            self.canvas.drawString(MARGIN, self.y, line)

    def table(self, table: Table) -> None:
        grid = _grid(table)
        start, end = 0, grid.rows[-1]
        heading = grid.rows[grid.headers] if self.layout.repeats_heading else 0
        while start < end:
            repeated = heading if start >= heading > 0 else 0
            room = int((self.y - MARGIN) / grid.slot) - 1 - repeated
            stop = self._stop(grid, start, room)
            if stop is None:
                self.turn()
                continue
            if repeated:
                self._draw(grid, 0, repeated)
            self._draw(grid, start, stop)
            start = stop
            if start < end:
                self.turn()
        self.y -= 8

    def _stop(self, grid: _Grid, start: int, room: int) -> int | None:
        """The slot before which this page ends; None if nothing more fits on it."""
        fitting = [edge for edge in grid.rows if start < edge <= start + room]
        next_edge = next(edge for edge in grid.rows if edge > start)
        too_tall = next_edge - start > int((HEIGHT - 2 * MARGIN) / grid.slot) - 4
        if fitting and (fitting[-1] == grid.rows[-1] or not self.layout.splits_rows):
            return fitting[-1]
        if room >= 4 and (self.layout.splits_rows or too_tall):
            return self._within_row(grid, start + room)
        return fitting[-1] if fitting else None

    def _within_row(self, grid: _Grid, stop: int) -> int:
        """The stop itself; the edge of a row of which a single line would be left, or a line before its last."""
        edges = [edge for edge in grid.rows if abs(stop - edge) < 2]
        if not edges:
            return stop
        return edges[-1] if edges[-1] <= stop else stop - 1

    def _draw(self, grid: _Grid, start: int, stop: int) -> None:
        """The slots of a table, below what stands on the page; a cell cut by the page's end is ruled off there."""
        cut = 0 if stop in grid.rows else 1
        floor = self.y - (stop - start) * grid.slot - cut * grid.slot / 2
        for box in grid.boxes:
            top, bottom = max(box.top, start), min(box.bottom, stop)
            if top >= bottom:
                continue
            upper = self.y - (top - start) * grid.slot
            lower = floor if bottom == stop else self.y - (bottom - start) * grid.slot
            self._rule(grid, box, upper, lower)
            self._words(grid, box, start, stop)
        self.y = floor

    def _rule(self, grid: _Grid, box: _Box, upper: float, lower: float) -> None:
        """Draw the lines of a cell."""
        left, right = grid.columns[box.left], grid.columns[box.right]
        is_heading = box.top < grid.rows[grid.headers]
        if self.layout.ruling == "all":
            self.canvas.rect(left, lower, right - left, upper - lower)
        elif self.layout.ruling == "across" or (self.layout.ruling == "heading" and is_heading):
            self.canvas.line(left, upper, right, upper)
            self.canvas.line(left, lower, right, lower)

    def _words(self, grid: _Grid, box: _Box, start: int, stop: int) -> None:
        self.canvas.setFont(FONT, grid.size)
        for number, line in enumerate(box.lines, box.top):
            if start <= number < stop and line:
                y = self.y - (number - start + 0.4) * grid.slot - grid.size * 0.8
                self.canvas.drawString(grid.columns[box.left] + PAD, y, line)

    def finished(self) -> bytes:
        self._number()
        self.canvas.save()
        return self.stream.getvalue()


def pdf_bytes(paper: Document, rng: Random, ruling: Ruling = "all") -> bytes:
    """The paper as a PDF, printed in one of the ways that `rng` picks; `ruling`: the lines that its tables have."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, Roboto))
    printer = _Printer(Layout.of(rng, ruling))
    for block in paper.blocks:
        if isinstance(block, Table):
            printer.table(block)
        else:
            printer.paragraph(block)
    return printer.finished()
