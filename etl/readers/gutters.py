"""Words that keep to columns with no line ruled between them -> grids: white gutters part columns, lines begin rows.

Only where much speaks for a table, for prose is never one: three lines or more whose pieces stand side by side in the
same three columns or more, each column set to an edge; or headings with a line of values right below. Below headings of
a form, and between lines ruled from edge to edge, two columns are enough. Lengths are in points, from the top left of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final, NamedTuple

from etl.readers.grid import SNAP, Grid, Rule
from etl.readers.lines import Column, Line, Word

# In sizes of the font:
WIDE: Final = 0.6  # white between two words of a line that may be a gutter; a space is half as wide
LEAST_GUTTER: Final = 0.3  # what all lines together must leave of one
ATTACHED: Final = 0.75  # white between two lines of one paragraph, at most
FAR: Final = 3.5  # more white than this between two lines ends a table

INSET: Final = (
    5.4  # points that a cell keeps free beside its text, as Word does; less where a gutter has no room for it
)

FEWEST_COLUMNS: Final = 3
FEWEST_LINES: Final = 3  # that stand in as many columns
FEWEST_FLOORS: Final = 3  # lines ruled between rows; fewer may rule off the heading and the total only
PART_SET: Final = 0.5  # of a column's pieces that must be set to one edge
PART_SPANNED: Final = 0.6  # of the columns, by one heading
PART_WIDTH: Final = 0.8  # of a table's, for a ruled line to part its rows
PART_VALUES: Final = 0.6  # of a column's pieces, for it to be one of values
MOST_LEADING: Final = 1.45  # from line to line of a cell; more is white between rows
STEP: Final = 1.3  # lines of a cell; a larger step begins another cell or paragraph

_VALUE: Final = re.compile(r"[\W\d_]*\d[\W\d_]*|[-–—]+")
_ANEW: Final = re.compile(r"[^\W\d_a-zа-яёәіңғүұқөһ]|[\d«\"“–—•-]")  # a capital, a number, a sign of a list


AreHeadings = Callable[[Iterable[str]], bool]


def no_headings(_: Iterable[str]) -> bool:
    """For papers of no known form: no words are headings."""
    return False


class Piece(NamedTuple):
    """Words of a line that stand together."""

    words: list[Word]
    left: float
    right: float

    @property
    def said(self) -> str:
        """The words with spaces between."""
        return " ".join(word.words for word in self.words)

    @property
    def is_value(self) -> bool:
        """Whether it is a number, a date, or a dash for want of one."""
        return _VALUE.fullmatch(self.said) is not None


def pieces_of(line: Line) -> list[Piece]:
    """The words of a line, parted where the white between two is wider than a space."""
    starts = [
        at for at, (one, other) in enumerate(pairwise(line.words), 1) if other.left - one.right > WIDE * other.size
    ]
    runs = [line.words[start:end] for start, end in pairwise([0, *starts, len(line.words)])]
    return [Piece(words, words[0].left, max(word.right for word in words)) for words in runs]


@dataclass(slots=True)
class Strip:
    """Lines one below the other that keep to the same columns.

    `covered`: from where to where anything is printed in each column. `floors`: the level lines ruled in it. `head`: the
    lines that it begins with, those of its first page where it goes on over several.
    """

    lines: list[Line]
    pieces: list[list[Piece]]
    covered: list[Column]
    floors: list[Rule]
    head: list[str]

    def grid(self) -> Grid:
        """Its cells with their words."""
        return _Rows(self).grid()


def strips(
    lines: list[Line], rules: Sequence[Rule], are_headings: AreHeadings, above: Strip | None = None
) -> tuple[list[Strip], list[Line]]:
    """The tables among the lines of a page, and the lines left over.

    `rules`: level lines that are part of no ruled table. `are_headings` tells words that head a table.

    `above` is the table that ended the page before: what keeps to its columns goes on with it, however little it is.
    """
    pieces = [pieces_of(line) for line in lines]
    if not any(len(each) > 1 for each in pieces):
        return [], lines
    finder = _Finder(lines, pieces, rules, are_headings)
    if above is not None:
        finder.go_on(above)
    finder.between_rules()
    finder.by_gutters()
    return sorted(finder.found, key=lambda strip: strip.lines[0].top), finder.left_over


# --- columns -----------------------------------------------------------------------------------------------


class _Finder:
    """Looks for tables among the lines of a page, the surest first; a line is of one table only."""

    def __init__(
        self, lines: Sequence[Line], pieces: list[list[Piece]], rules: Sequence[Rule], are_headings: AreHeadings
    ) -> None:
        self._lines, self._pieces, self._rules = lines, pieces, sorted(rules)
        self._are_headings = are_headings
        self._free = [True] * len(lines)
        self.found: list[Strip] = []

    @property
    def left_over(self) -> list[Line]:
        """The lines of no table."""
        return [line for line, is_free in zip(self._lines, self._free, strict=True) if is_free]

    def go_on(self, above: Strip) -> None:
        """Take the lines at the top of the page that keep to the columns of the table above; its heading is not said again."""
        start = 0
        while start < min(len(self._lines), len(above.head)) and self._lines[start].text == above.head[start]:
            start += 1
        if start == len(self._lines) or (not start and self._are_headings(piece.said for piece in self._pieces[0])):
            return
        end = self._down_to(start, above.covered)
        covered = above.covered
        for pieces in self._pieces[start:end]:
            covered = _with(covered, pieces) or covered
        if any(len(each) > 1 for each in self._pieces[start:end]):
            above.covered[:] = covered  # of both pages
            self._free[:start] = [False] * start
            self._take(start, end, above.covered)
            self.found[-1].head = above.head

    def _down_to(self, start: int, covered: list[Column]) -> int:
        """The line after the last that keeps to the columns and adds none."""
        at = start
        while at < len(self._lines) and (not at or (self._follows(at) and not self._is_caption(at, covered))):
            pieces = self._pieces[at]
            wider = _with(covered, pieces)
            if (
                wider is None
                or len(wider) != len(covered)
                or len({_span(wider, each) for each in pieces}) < len(pieces)
            ):
                break
            covered, at = wider, at + 1
        return at

    def between_rules(self) -> None:
        """Take what stands in columns between lines ruled from one edge to the other, a heading and a row at least."""
        for rules in _alike(self._rules):
            bands = [
                [at for at, line in enumerate(self._lines) if one.at < _middle(line) < other.at]
                for one, other in pairwise(rules)
            ]
            end = len(bands)
            while end:
                if self._is_of_headings(bands[end - 1]):
                    end -= 1  # its rows are below, where no line is ruled
                    continue
                start, covered = self._ruled_up_from(bands, end)
                inside = [at for band in bands[start:end] for at in band]
                if (
                    end - start > 1
                    and rules[0].start - SNAP < covered[0].left <= covered[-1].right < rules[0].end + SNAP
                ):
                    self._take(inside[0], inside[-1] + 1, covered)
                end = min(start, end - 1)

    def _ruled_up_from(self, bands: Sequence[Sequence[int]], end: int) -> tuple[int, list[Column]]:
        """The first of the bands above that keep to the columns of the last, and the columns of them all."""
        covered: list[Column] = []
        start = end
        while start and self._is_in_columns(bands[start - 1]):
            band = [self._pieces[at] for at in bands[start - 1]]
            here = _together(band)
            if any(self._is_caption(at, here) for at in bands[start - 1][1:]):
                break
            wider = _with(covered, chain(*band)) if covered else here
            if (wider is None or len(wider) < 2) and start < end and _may_head([*chain(*band)], covered):
                return start - 1, covered
            if wider is None or len(wider) < 2:
                break
            covered, start = wider, start - 1
        return start, covered

    def _is_of_headings(self, band: Sequence[int]) -> bool:
        pieces = [piece for at in band for piece in self._pieces[at]]
        columns = _together([pieces])
        return len(columns) > 1 and self._are_headings(
            " ".join(piece.said for piece in pieces if _has([piece], column)) for column in columns
        )

    def _is_in_columns(self, band: Sequence[int]) -> bool:
        return any(len(self._pieces[at]) > 1 for at in band) and all(self._free[at] for at in band)

    def by_gutters(self) -> None:
        """Take what stands in columns so plainly that no line is needed."""
        for seed in range(len(self._lines) - 1, -1, -1):
            if self._free[seed] and len(self._pieces[seed]) > 1:
                start, covered = self._up_from(seed)
                end = self._down_to(seed + 1, covered)
                start, end = self._trimmed(start, end, covered)
                is_table = _is_evident(self._pieces[start:end], covered) and not self._is_of_paragraph(start, end)
                if is_table or self._is_headed(start, end, covered):
                    self._take(start, end, covered)

    def _up_from(self, seed: int) -> tuple[int, list[Column]]:
        """The first of the lines above that keep to the columns of a line, and the columns of them all."""
        covered, at = [Column(piece.left, piece.right) for piece in self._pieces[seed]], seed
        while at and self._free[at - 1] and self._follows(at):
            pieces = self._pieces[at - 1]
            if self._is_caption(at - 1, covered) or (
                self._is_ruled_off(at, covered) and self._is_headed(at, seed + 1, covered)
            ):
                break
            wider = _with(covered, pieces) or _with_chance_mended(covered, pieces, self._pieces[at : seed + 1])
            if wider is None and len(pieces) > 1 and _may_head(pieces, covered):
                wider = _with(covered, [piece for piece in pieces if not _spans(covered, piece)])
            if wider is None:
                break
            covered, at = wider, at - 1
        return at, covered

    def _is_ruled_off(self, at: int, covered: list[Column]) -> bool:
        """Whether a line is ruled across, above a line of print."""
        above, below = _middle(self._lines[at - 1]), _middle(self._lines[at])
        return any(above < rule.at < below and _is_across(rule, covered) for rule in self._rules)

    def _follows(self, at: int) -> bool:
        """Whether a line stands near the one above it."""
        return self._free[at] and self._lines[at].top - self._lines[at - 1].bottom < FAR * self._size(at)

    def _is_attached(self, at: int) -> bool:
        """Whether a line may be of one paragraph with the one above it."""
        return at > 0 and self._lines[at].top - self._lines[at - 1].bottom < ATTACHED * self._size(at)

    def _size(self, at: int) -> float:
        return self._lines[at].words[0].size

    def _is_caption(self, at: int, covered: list[Column]) -> bool:
        """Whether a line has words in the first column only, and begins there."""
        pieces = self._pieces[at]
        return len(pieces) == 1 and pieces[0].left < covered[0].right and not self._is_attached(at)

    def _trimmed(self, start: int, end: int, covered: list[Column]) -> tuple[int, int]:
        """The stretch without the lines at its edges that may as well be prose."""
        while start < end - 1 and len(pieces := self._pieces[start]) == 1:
            if pieces[0].left > covered[0].right and self._is_attached(start + 1):
                break
            start += 1
        while end - 1 > start and len(self._pieces[end - 1]) == 1 and not self._is_attached(end - 1):
            end -= 1
        return start, end

    def _is_of_paragraph(self, start: int, end: int) -> bool:
        """Whether the lines are but some of a paragraph that is set to both margins."""
        beside = [at for at in (start - 1, end) if 0 <= at < len(self._lines) and self._is_attached(max(at, start))]
        return any(
            abs(self._lines[at].left - line.left) < 1 and abs(self._lines[at].right - line.right) < 1
            for at in beside
            for line in self._lines[start:end]
        )

    def _is_headed(self, start: int, end: int, covered: list[Column]) -> bool:
        """Whether headings of a form's table stand side by side in the first row, and something below."""
        if end - start < 2 or not any(len(pieces) > 1 for pieces in self._pieces[start + 1 : end]):
            return False
        grid = self._strip(start, end, covered).grid()
        return len(grid.cells) > 1 and self._are_headings(
            " ".join(word.words for word in grid.words.get(cell, ())) for cell in grid.cells[0]
        )

    def _take(self, start: int, end: int, covered: list[Column]) -> None:
        self._free[start:end] = [False] * (end - start)
        self.found.append(self._strip(start, end, covered))

    def _strip(self, start: int, end: int, covered: list[Column]) -> Strip:
        lines = list(self._lines[start:end])
        left, right = covered[0].left, covered[-1].right
        floors = [
            rule
            for rule in self._rules
            if lines[0].top < rule.at < lines[-1].bottom and rule.start < right and rule.end > left
        ]
        return Strip(lines, self._pieces[start:end], covered, floors, [line.text for line in lines])


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _is_across(rule: Rule, covered: Sequence[Column]) -> bool:
    """Whether a rule runs over most of the columns' width."""
    left, right = covered[0].left, covered[-1].right
    return min(rule.end, right) - max(rule.start, left) > PART_WIDTH * (right - left)


def _alike(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules one below the other that run from and to the same place, where there are several."""
    left = list(rules)
    while left:
        first = left.pop(0)
        alike = [rule for rule in left if abs(rule.start - first.start) < SNAP and abs(rule.end - first.end) < SNAP]
        left = [rule for rule in left if rule not in alike]
        if alike:
            yield [first, *alike]


def _span(covered: Sequence[Column], piece: Piece) -> tuple[int, int]:
    """The first column that the piece stands in, and the one after its last: the same where it stands between two."""
    near = LEAST_GUTTER * piece.words[0].size
    first = next((at for at, column in enumerate(covered) if piece.left < column.right + near), len(covered))
    after = next((at for at, column in enumerate(covered) if piece.right <= column.left - near), len(covered))
    return first, after


def _spans(covered: Sequence[Column], piece: Piece) -> bool:
    first, after = _span(covered, piece)
    return after - first > 1


def _with(covered: list[Column], pieces: Iterable[Piece]) -> list[Column] | None:
    """The columns with what the pieces add to them; None if one stands in several."""
    wider = list(covered)
    for piece in pieces:
        first, after = _span(wider, piece)
        if after - first > 1:
            return None
        known = wider[first:after]
        wider[first:after] = [
            Column(min([piece.left, *(c.left for c in known)]), max([piece.right, *(c.right for c in known)]))
        ]
    return wider


def _together(lines: Iterable[Sequence[Piece]]) -> list[Column]:
    """The columns that the pieces of all lines leave."""
    covered: list[Column] = []
    for piece in sorted((piece for pieces in lines for piece in pieces), key=lambda piece: piece.left):
        if covered and piece.left < covered[-1].right + LEAST_GUTTER * piece.words[0].size:
            covered[-1] = Column(covered[-1].left, max(covered[-1].right, piece.right))
        else:
            covered.append(Column(piece.left, piece.right))
    return covered


def _with_chance_mended(
    covered: list[Column], pieces: Sequence[Piece], below: Sequence[Sequence[Piece]]
) -> list[Column] | None:
    """The columns without a gutter that one line alone has left, for a wide space in its cell; None if that is not it."""
    mended = list(covered)
    for piece in pieces:
        first, after = _span(mended, piece)
        if after - first > 2:
            return None
        if after - first == 2:
            one, other = mended[first:after]
            if sum(_has(line, one) and _has(line, other) for line in below) > 1:
                return None
            mended[first:after] = [Column(one.left, other.right)]
    return _with(mended, pieces) if len(mended) > 1 else None


def _has(line: Iterable[Piece], column: Column) -> bool:
    return any(piece.left < column.right and piece.right > column.left for piece in line)


def _may_head(pieces: Sequence[Piece], covered: Sequence[Column]) -> bool:
    """Whether pieces may be headings: a few may stand over several columns, none over most."""
    spans = [after - first for first, after in (_span(covered, piece) for piece in pieces)]
    most = max(2, PART_SPANNED * len(covered)) if len(covered) >= FEWEST_COLUMNS else 1
    return max(spans) <= most and sum(span > 1 for span in spans) <= max(1, len(spans) / 3)


def _is_evident(lines: Sequence[Sequence[Piece]], covered: Sequence[Column]) -> bool:
    """Whether the lines can be nothing but a table."""
    if len(covered) < FEWEST_COLUMNS:
        return False
    full = [pieces for pieces in lines if len({_span(covered, piece)[0] for piece in pieces}) >= FEWEST_COLUMNS]
    if len(full) < FEWEST_LINES and not (len(full) == 2 and _heads_values(*full)):
        return False
    inner = [[piece for pieces in lines for piece in pieces if _has([piece], column)] for column in covered[1:]]
    return sum(not _is_set(pieces) for pieces in inner) <= len(inner) / 4


def _heads_values(heading: Sequence[Piece], values: Sequence[Piece]) -> bool:
    """Whether a line of words stands above a line of numbers."""
    return all(piece.is_value for piece in values) and all(any(map(str.isalpha, piece.said)) for piece in heading)


def _is_set(pieces: Sequence[Piece]) -> bool:
    """Whether most of a column's pieces begin or have their middle at one place; numbers may end there."""
    if len(pieces) < 2:
        return True
    near = 0.3 * pieces[0].words[0].size
    edges = [[piece.left for piece in pieces], [(piece.left + piece.right) / 2 for piece in pieces]]
    if sum(piece.is_value for piece in pieces) >= PART_VALUES * len(pieces):
        edges.append([piece.right for piece in pieces])
    return any(
        Counter(round(at / near) for at in each).most_common(1)[0][1] >= max(2, PART_SET * len(pieces))
        for each in edges
    )


# --- rows --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cell:
    """A cell: the columns from-to, the lines that it has words in."""

    first: int
    after: int
    lines: list[int]
    words: list[Word]


class _Rows:
    """The rows of a strip: by the ruled lines and the white across it, within these by the columns that begin anew."""

    def __init__(self, strip: Strip) -> None:
        self._strip, self._lines, self._covered = strip, strip.lines, strip.covered
        self._columns: list[list[tuple[int, Piece]]] = [[] for _ in strip.covered]
        self._spanning: list[tuple[int, int, int, Piece]] = []
        for at, pieces in enumerate(strip.pieces):
            for piece in pieces:
                first, after = _span(strip.covered, piece)
                if after - first == 1:
                    self._columns[first].append((at, piece))
                elif after > first:
                    self._spanning.append((at, first, after, piece))
        steps = sorted(
            step
            for column in self._columns
            for (one, _), (other, _) in pairwise(column)
            if (step := self._step(one, other)) > 0
        )
        self._leading = min(steps[len(steps) // 10] if steps else 0.0, MOST_LEADING * self._lines[0].words[0].size)
        self._across = [floor for floor in strip.floors if _is_across(floor, strip.covered)]
        self._is_ruled = len(self._across) >= FEWEST_FLOORS
        self._of_values = [_is_of_values(column) for column in self._columns]
        self._is_tight = self._has_rows_like_lines()

    def grid(self) -> Grid:
        """The cells with their words."""
        starts, halves = self._with_halves(self._starts())
        cells = [cell for column in range(len(self._columns)) for cell in self._cells(column, starts, halves)]
        cells += self._spanning_cells()
        numbers = [
            [row * len(self._columns) + column for column in range(len(self._columns))] for row in range(len(starts))
        ]
        words: dict[int, list[Word]] = {}
        for cell in cells:
            top, bottom = _row(starts, cell.lines[0]), _row(starts, cell.lines[-1])
            is_beside = top in halves and not any(
                first <= cell.first < after for at, first, after, _ in self._spanning if _row(starts, at) == top
            )
            number = numbers[top][cell.first]
            for row in range(top, max(bottom, top + 1 if is_beside else bottom) + 1):
                numbers[row][cell.first : cell.after] = [number] * (cell.after - cell.first)
        for cell in cells:
            holder = numbers[_row(starts, cell.lines[0])][cell.first]
            words.setdefault(holder, []).extend(cell.words)
        tops = [self._lines[start].top - 0.5 for start in starts]
        lowest = max(line.bottom for line in self._lines)
        return Grid(_edges(self._covered), [*tops, max(lowest, tops[-1] + 1)], numbers, words)

    def _step(self, one: int, other: int) -> float:
        """From the foot of a line to that of another."""
        return self._lines[other].bottom - self._lines[one].bottom

    def _is_far(self, one: int, other: int) -> bool:
        """Whether more lies between two lines of a column than its leading."""
        return self._step(one, other) > STEP * self._leading + 1

    def _has_rows_like_lines(self) -> bool:
        """Whether rows follow each other as the lines of a cell do: nothing between them, yet each begins anew."""
        if sum(len(list(self._parts(band))) for band in self._bands(self._across)) > 2 * (len(self._across) + 1):
            return False
        columns = [column for column, is_value in zip(self._columns, self._of_values, strict=True) if is_value]
        steps = [(one, other) for column in columns or self._columns[:1] for (one, _), (other, _) in pairwise(column)]
        anew = [_ANEW.match(self._strip.pieces[other][0].said) is not None for _, other in steps]
        return sum(not self._is_far(*step) for step in steps) >= len(steps) / 2 and sum(anew) > 0.6 * len(anew)

    # where rows begin

    def _starts(self) -> list[int]:
        """The lines at which rows begin."""
        if self._is_ruled:
            return [band.start for band in self._bands(self._strip.floors)]
        begins = self._begun_by_value if self._is_tight else self._begun_anew
        return [start for band in self._bands(self._across) for part in self._parts(band) for start in begins(part)]

    def _bands(self, floors: Sequence[Rule]) -> Iterator[range]:
        """The lines between one ruled line and the next."""
        edges = [0]
        for at, (one, other) in enumerate(pairwise(self._lines), 1):
            if any(_middle(one) < floor.at < _middle(other) for floor in floors):
                edges.append(at)
        yield from (range(start, end) for start, end in pairwise([*edges, len(self._lines)]))

    def _parts(self, band: range) -> Iterator[range]:
        """The lines between one band of white across and the next."""
        start, lowest = band.start, self._lines[band.start].bottom
        for at in band[1:]:
            line = self._lines[at]
            if line.bottom - lowest > STEP * self._leading + 1 and not self._goes_on(at, start):
                yield range(start, at)
                start = at
            lowest = max(lowest, line.bottom)
        yield range(start, band.stop)

    def _goes_on(self, at: int, start: int) -> bool:
        """Whether a line after some white is but another paragraph of a cell above."""
        pieces = self._strip.pieces[at]
        if len(pieces) != 1 or start == 0:
            return False
        first, after = _span(self._covered, pieces[0])
        return first > 0 and after - first == 1 and not self._of_values[first] and self._has_words(first, start, at)

    def _has_words(self, column: int, start: int, end: int) -> bool:
        return any(start <= at < end for at, _ in self._columns[column])

    def _begun_anew(self, part: range) -> list[int]:
        """The first line, and those at which two columns or one of values have a new cell after some white."""
        begun: Counter[int] = Counter()
        for column, items in enumerate(self._columns):
            inside = [at for at, _ in items if at in part]
            for one, other in pairwise(inside):
                if self._is_far(one, other):
                    begun[other] += 2 if self._of_values[column] or column == 0 else 1
        return [part.start, *sorted(at for at, weight in begun.items() if weight > 1)]

    def _begun_by_value(self, part: range) -> list[int]:
        """The lines at which a row begins where nothing is between rows: each has its value, or its first cell."""
        values = {
            at
            for column, items in enumerate(self._columns)
            if self._of_values[column]
            for at, piece in items
            if at in part and piece.is_value
        }
        if not values:
            values = {at for at, piece in self._columns[0] if at in part and _ANEW.match(piece.said)}
        begun = {at for at in values if len(self._strip.pieces[at]) > 1}
        return [part.start, *sorted(begun - {part.start})]

    def _with_halves(self, starts: list[int]) -> tuple[list[int], set[int]]:
        """The rows, those of headings in halves where one stands over several others; and which are upper halves."""
        parted = set(starts)
        upper: set[int] = set()
        for at, first, after, _ in self._spanning:
            end = next((start for start in starts if start > at), len(self._lines))
            below = [line for column in self._columns[first:after] for line, _ in column if at < line < end]
            if below:
                parted.add(min(below))
                upper.add(at)
        made = sorted(parted)
        return made, {_row(made, at) for at in upper}

    # what is in them

    def _cells(self, column: int, starts: list[int], halves: set[int]) -> Iterator[_Cell]:
        """The cells of a column: one goes on in the next row where nothing in it begins anew."""
        cell: _Cell | None = None
        for at, piece in self._columns[column]:
            if cell is None or self._begins(column, cell, at, piece, starts, halves):
                if cell is not None:
                    yield cell
                cell = _Cell(column, column + 1, [], [])
            cell.lines.append(at)
            cell.words += piece.words
        if cell is not None:
            yield cell

    def _begins(self, column: int, cell: _Cell, at: int, piece: Piece, starts: list[int], halves: set[int]) -> bool:
        row, above = _row(starts, at), _row(starts, cell.lines[-1])
        if row == above:
            return False
        if above in halves and row == above + 1:
            return any(
                _row(starts, line) == above and first <= column < after for line, first, after, _ in self._spanning
            )
        if self._is_parted(column, cell.lines[-1], at):
            return True
        return not self._is_ruled and (
            self._is_far(cell.lines[-1], at)
            or self._of_values[column]
            or (self._is_tight and (column == 0 or above == 0 or self._has_ended(column, cell, piece)))
        )

    def _has_ended(self, column: int, cell: _Cell, piece: Piece) -> bool:
        """Whether a cell has ended above a piece: it begins anew, or its first word would have fitted above."""
        first = piece.words[0]
        room = self._covered[column].right - cell.words[-1].right
        return _ANEW.match(piece.said) is not None or first.right - first.left + LEAST_GUTTER * first.size < room

    def _is_parted(self, column: int, above: int, below: int) -> bool:
        """Whether a line is ruled in the column between two lines of print."""
        low, high = _middle(self._lines[above]), _middle(self._lines[below])
        left, right = self._covered[column]
        return any(
            low < floor.at < high and floor.start < (left + right) / 2 < floor.end for floor in self._strip.floors
        )

    def _spanning_cells(self) -> Iterator[_Cell]:
        """The headings that stand over several columns."""
        cells: dict[tuple[int, int], _Cell] = {}
        for at, first, after, piece in self._spanning:
            cell = cells.get((first, after))
            if cell is None or at > cell.lines[-1] + 1:
                if cell is not None:
                    yield cell
                cell = cells[first, after] = _Cell(first, after, [], [])
            cell.lines.append(at)
            cell.words += piece.words
        yield from cells.values()


def _row(starts: Sequence[int], line: int) -> int:
    return bisect_right(starts, line) - 1


def _is_of_values(column: Sequence[tuple[int, Piece]]) -> bool:
    return sum(piece.is_value for _, piece in column) >= max(1, PART_VALUES * len(column))


def _edges(covered: Sequence[Column]) -> list[float]:
    """Where the columns' edges would be ruled: as far from the text on the right as the text on the left keeps off."""
    inset = min([INSET, *((other.left - one.right) / 2 for one, other in pairwise(covered))])
    return [*(column.left - inset for column in covered), covered[-1].right + inset]
