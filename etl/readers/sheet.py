"""A sheet of cells -> paragraphs and tables.

A sheet does not say where a table begins; a person sees it. Text alone in its row is a paragraph, a stretch of rows with
two or more filled cells is a table. Rows and columns that are empty, or that no cell of the table begins in, are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from etl.document import Block, Place, Table, Text

Position = tuple[int, int]  # row and column within the sheet's cells, from 0
MOST_COLUMNS: Final = 100  # of a table; a merged cell that goes on further fills the sheet and no table
NO_LINES: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, from its first filled row and column to its last; rows are of equal length.

    `top` and `left` are what precedes them in the sheet; `lost` cells have no value where the paper has one;
    `ruled` tells the columns in which a row has lines drawn, None where the file does not tell.
    """

    number: int
    words: list[list[str]]
    top: int = 0
    left: int = 0
    merges: Sequence[tuple[Position, Position]] = ()
    lost: frozenset[Position] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    ruled: Callable[[int], frozenset[int] | None] = lambda row: None


def blocks(sheet: Sheet, first: int) -> list[Block]:
    """The sheet's paragraphs and tables in reading order, numbered from `first`; merged cells repeated.

    Hidden rows and columns are left out.
    """
    return _Walk(sheet, first).blocks()


@dataclass(slots=True)
class _Walk:
    """Goes down a sheet; a stretch of rows is held until it is known where it ends."""

    sheet: Sheet
    first: int
    owners: dict[Position, Position] = field(default_factory=dict)  # of merged cells: the first of each
    merged_rows: set[int] = field(default_factory=set)  # rows that a merged cell touches
    filled: dict[int, list[int]] = field(default_factory=dict)  # row -> its filled columns
    found: list[Block] = field(default_factory=list)
    edges: tuple[int, int] | None = None  # first and last column of the table above

    def blocks(self) -> list[Block]:
        self._spread_merges()
        stretch: list[int] = []
        said: set[Position] = set()
        for row in list(self._shown_rows()):
            if row not in self.merged_rows and len(self.filled[row]) > 1:
                stretch.append(row)
                continue
            cells = self._cells(row)
            if not cells and stretch and self._is_ruled_through(row, stretch):
                continue  # a row of the table that nobody has filled in
            if len(cells) > 1 or (len(cells) == 1 and stretch and self._belongs(row, stretch)):
                stretch.append(row)
                continue
            self._end(stretch)
            if len(cells) == 1 and self._opens_table(row, *cells):
                stretch.append(row)
                continue
            for cell in cells - said:
                self._paragraph(cell)
            said |= cells
        self._end(stretch)
        return self.found

    def _spread_merges(self) -> None:
        """Repeat the words of merged cells; rows grow where a merged cell goes on beyond the last filled column."""
        words = self.sheet.words
        height, width = len(words), len(words[0])
        last = max((right for _, (_, right) in self.sheet.merges if right < MOST_COLUMNS), default=0)
        if last >= width:
            words[:] = [[*row, *[""] * (last + 1 - width)] for row in words]
            width = last + 1
        for (top, left), (bottom, right) in self.sheet.merges:
            if not (0 <= top < height and 0 <= left < width):
                continue
            rows = range(top, min(bottom + 1, height))
            self.merged_rows.update(rows)
            for row in rows:
                for column in range(left, min(right + 1, width)):
                    self.owners[row, column] = top, left
                    words[row][column] = words[top][left]

    def _shown_rows(self) -> Iterator[int]:
        """The rows that are not hidden; their filled columns are noted."""
        hidden, lost = self.sheet.hidden_columns, self.sheet.lost
        for row, words in enumerate(self.sheet.words):
            if row in self.sheet.hidden_rows:
                continue
            columns = [column for column, said in enumerate(words) if said]
            if lost:
                columns = [column for column, said in enumerate(words) if said or (row, column) in lost]
            self.filled[row] = [column for column in columns if column not in hidden] if hidden else columns
            yield row

    def _cells(self, row: int) -> set[Position]:
        """The filled cells of a row, a merged one once, by the place of its first."""
        owners = self.owners
        return {owners.get((row, column), (row, column)) for column in self.filled[row]}

    def _belongs(self, row: int, stretch: list[int]) -> bool:
        """Whether a row with one filled cell goes on with the table above: by its merges, its lines, or its column."""
        columns, (left, right) = self.filled[row], self._edges(stretch)
        [cell] = self._cells(row)
        if cell[0] < row:
            return cell[0] >= stretch[0]
        if columns[0] <= left and columns[-1] >= right:
            return False  # a line across the whole table
        if self.sheet.ruled(stretch[-1]):
            lines = self.sheet.ruled(row) or NO_LINES
            return any(left <= column <= right and column not in columns for column in lines)
        return left < columns[0] <= right

    def _is_ruled_through(self, row: int, stretch: list[int]) -> bool:
        """Whether the lines of the table above go on through a blank row."""
        left, right = self._edges(stretch)
        lines = self.sheet.ruled(row) or NO_LINES
        return len(lines) > 1 and all(
            column in lines for column in range(left, right + 1) if column not in self.sheet.hidden_columns
        )

    def _opens_table(self, row: int, cell: Position) -> bool:
        """Whether a merged cell that is alone in its row goes on beside others in the rows below."""
        below = row + 1
        while self.owners.get((below, cell[1])) == cell:
            if below in self.filled and len(self._cells(below)) > 1:
                return True
            below += 1
        return False

    def _edges(self, rows: list[int]) -> tuple[int, int]:
        return min(self.filled[row][0] for row in rows), max(self.filled[row][-1] for row in rows)

    def _paragraph(self, cell: Position) -> None:
        if words := self.sheet.words[cell[0]][cell[1]]:
            self.found.append(Text(words, self._place(cell)))

    def _place(self, cell: Position) -> Place:
        block = self.first + len(self.found)
        return Place(block, self.sheet.top + cell[0] + 1, self.sheet.left + cell[1] + 1, page=self.sheet.number)

    def _end(self, stretch: list[int]) -> None:
        """Make tables of the stretch, and begin a new one."""
        rows = list(stretch)
        stretch.clear()
        while rows:
            cut = self._cut(rows)
            self._table(rows[:cut])
            rows = rows[cut:]

    def _cut(self, rows: list[int]) -> int:
        """How many of the rows are one table: up to where the next begins without a blank row between."""
        ends = [self.filled[row][-1] for row in rows]
        widest = 0
        for at in range(1, len(rows)):
            if ends[at] > ends[widest]:
                if self._begins(rows, at, ends[at]):
                    return at
                widest = at
        peak = max(ends)
        at = len(ends) - ends[::-1].index(peak)
        if at < len(rows) and self._begins(rows, at, peak):
            return at
        return len(rows)

    def _begins(self, rows: list[int], at: int, column: int) -> bool:
        """Whether a table of another width begins at the row; `column` is the outermost of the wider one.

        Where lines are drawn they decide. Else the row must be filled from end to end, as a heading is, and a narrower
        table below a wider one must be seen to be one: two rows of each.
        """
        row, above = rows[at], rows[at - 1]
        if any(cell[0] < row for cell in self._cells(row)):
            return False
        narrows = self.filled[row][-1] < column
        lines, lines_above = self.sheet.ruled(row), self.sheet.ruled(above)
        if lines and lines_above:
            return (column in lines) != (column in lines_above)
        left = self._edges(rows)[0]
        if self.filled[row] != [c for c in range(left, self.filled[row][-1] + 1) if c not in self.sheet.hidden_columns]:
            return False
        wide = sum(self.filled[one][-1] == column for one in rows[:at])
        return not narrows or (wide >= 2 and len(rows) - at >= 2)

    def _table(self, rows: list[int]) -> None:
        left, right = self._edges(rows)
        if self.edges is not None and self.edges[0] < left <= self.edges[1]:
            left = self.edges[0]  # the blank first columns of a table that goes on below its page
        self.edges = left, right
        columns = [left, *(column for column in range(left + 1, right + 1) if self._is_column(column, rows))]
        columns = [column for column in columns if column not in self.sheet.hidden_columns]
        made: dict[Position, Text] = {}
        self.found.append(Table(tuple(self._row(row, columns, made) for row in rows)))

    def _is_column(self, column: int, rows: list[int]) -> bool:
        """Whether the table has such a column: not if each of its cells is part of the one to the left, or all are blank."""
        owners, merged = self.owners, self.merged_rows
        if all(row in merged and owners.get((row, column), (row, column))[1] < column for row in rows):
            return False
        return any(self.sheet.words[row][column] or (row, column) in self.sheet.lost for row in rows)

    def _row(self, row: int, columns: list[int], made: dict[Position, Text]) -> tuple[Text, ...]:
        """The row's cells; of a merged one, what was made of its first."""
        words, lost, owners = self.sheet.words[row], self.sheet.lost, self.owners
        block, number, left, page = (
            self.first + len(self.found),
            self.sheet.top + row + 1,
            self.sheet.left + 1,
            self.sheet.number,
        )
        if row not in self.merged_rows and not lost:
            return tuple([Text(words[at], Place(block, number, left + at, 0, page)) for at in columns])
        cells = []
        for column in columns:
            cell = owners.get((row, column))
            if cell is None:
                place = Place(block, number, left + column, 0, page)
                cells.append(Text(words[column], place, (row, column) in lost))
                continue
            if cell not in made:
                made[cell] = Text(words[column], self._place(cell), cell in lost)
            cells.append(made[cell])
        return tuple(cells)
