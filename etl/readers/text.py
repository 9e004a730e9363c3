"""Text dumps (.txt, .md) -> Document.

Four ways of printing a table occur: rows of cells between tabs, Markdown's pipes, HTML, and one cell a line after a tab.
Tables break at pages: each unbroken stretch of rows is a table of its own here; the form tells which go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from etl.document import Block, Cell, CellRun, Document, Place, Text, printed, squared
from etl.errors import BrokenFile, EmptyFile, TooLarge
from etl.readers.drawn import undrawn
from etl.readers.gutters import AreHeadings, no_headings
from etl.readers.html_table import rows_of
from etl.readers.markup import cleaned, with_plain_signs
from etl.readers.page_numbers import page_numbers
from etl.readers.spaced import tabbed
from etl.readers.wrapped import unwrapped

LIMIT_MB: Final = 20

_CELL_START: Final = re.compile(r"^ ?\t")
_EMPTY_CELL: Final = re.compile(r"^ ?\t[^\S\t]*$")
_LONE_CELL: Final = re.compile(r"^ ?\t[^\t]*$")
_MARKER_TAB: Final = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–—·•*])\t[^\t]*$")  # a list item, not a row of a table
_RULE: Final = re.compile(r"(?::?-{2,}:?)?")  # a cell of |---|:--|, which parts a heading from its rows
_BARE_RULE: Final = re.compile(r"[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+")  # the same between no outer pipes
_THIN_RULE: Final = re.compile(r"\s*\|(?::?-:?\|)+\s*")  # |-|:-|; but | - | - | is a row of dashes
_PIPE: Final = re.compile(r"(?<!\\)\|")
_SURE_PIPES: Final = 3  # in a line: no sentence has as many
_LONGEST_ROW: Final = 30  # lines over which a row between pipes may be printed
_TABLE_TAG: Final = re.compile(r"</?table\b[^<>]*>?", re.IGNORECASE)
# What a converter puts in for a picture, a page or itself: nothing of the paper.
_NO_WORDS: Final = re.compile(
    r" {0,3}(?:!\[[^\]]*\]\((?!https?://)[^)]*\)|<!--.*?-->|\{\d+\}-{3,}|```\w*|<page_number>.*</page_number>)\s*"
)


def read(path: Path, are_headings: AreHeadings = no_headings) -> Document:
    """The dump's paragraphs and tables in reading order; markup and bookmarks left out.

    `are_headings` tells words side by side that head a table: spaces alone may part its columns.

    Raises EmptyFile, BrokenFile or TooLarge.
    """
    if path.stat().st_size > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    numbers, lines = _numbered(with_plain_signs(printed(_decoded(path))))
    if not any(line.strip() for line in lines):
        raise EmptyFile(path)
    numbers, lines = undrawn(numbers, lines)
    blocks = _Blocks(one_cell_a_line=_prints_one_cell_a_line(lines))
    if blocks.one_cell_a_line:  # the number of a page would be taken for a cell's
        ends = page_numbers(lines)
        kept = [at for at in range(len(lines)) if at not in ends]
        numbers, lines = [numbers[at] for at in kept], [lines[at] for at in kept]
    else:
        spaced = list(tabbed(list(zip(numbers, lines, strict=True)), are_headings))
        numbers, lines = [number for number, _ in spaced], [line for _, line in spaced]
    for number, line in unwrapped(list(_rows_whole(numbers, _fenced(lines)))):
        blocks.take(number, line)
    return Document(path.suffix.lstrip(".").lower(), blocks.finished())


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    if b"\0" in raw[:4096] and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise BrokenFile(path, "not a text file")
    for encoding in ("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1251"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenFile(path, "unknown encoding")


def _numbered(words: str) -> tuple[list[int], list[str]]:
    r"""The lines with their numbers as editors count them: the sign of a new page ends a line and begins none.

    >>> _numbered("бір\fекі\nүш")
    ([1, 1, 2], ['бір', 'екі', 'үш'])
    """
    numbers, lines = [1], []
    for line in words.splitlines(keepends=True):
        lines.append(line.splitlines()[0])
        numbers.append(numbers[-1] + line.endswith(("\n", "\r")))
    return numbers[: len(lines)], lines


def _prints_one_cell_a_line(lines: list[str]) -> bool:
    lone = sum(bool(_LONE_CELL.match(line)) for line in lines)
    rows = sum(line.count("\t") >= 2 and bool(line.strip()) for line in lines)
    return lone >= 8 and lone > rows


def _fenced(lines: Sequence[str]) -> list[str]:
    """The lines, rows between pipes that lack the outer ones given them.

    >>> _fenced(["№ | Тәуекел", "--- | ---", "1 | ауа", "", "а | б"])
    ['|№ | Тәуекел|', '|--- | ---|', '|1 | ауа|', '', 'а | б']
    """
    pipes = [len(_PIPE.findall(line)) if "|" in line else 0 for line in lines]
    if not any(pipes):
        return list(lines)
    bare = {
        at
        for at, line in enumerate(lines)
        if (pipes[at] >= _SURE_PIPES and not _is_fenced(line)) or _BARE_RULE.fullmatch(line)
    }
    for step in (1, -1):  # beside a row, what has as many pipes is one
        for at in range(len(lines))[::step]:
            if pipes[at] and at - step in bare and pipes[at] == pipes[at - step]:
                bare.add(at)
    return [f"|{line}|" if at in bare else line for at, line in enumerate(lines)]


def _is_fenced(line: str) -> bool:
    return line.lstrip().startswith("|") or line.rstrip().endswith("|")


def _rows_whole(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, a row between pipes that is printed over several put together, as wide as others are."""
    widths = {len(_pipe_cells(line)) for line in lines if line.startswith("|") and line.rstrip().endswith("|")}
    at = 0
    while at < len(lines):
        taken = _lines_of_row(lines[at : at + _LONGEST_ROW], widths) if lines[at].lstrip().startswith("|") else 1
        yield numbers[at], "\n".join(filter(str.strip, lines[at : at + taken])) or lines[at]
        at += taken


def _lines_of_row(lines: Sequence[str], widths: set[int]) -> int:
    """How many lines the row has that begins with the first; 1 unless together they make a whole row."""
    if lines[0].rstrip().endswith("|"):
        return 1
    for count, line in enumerate(lines[1:], 2):
        if line.lstrip().startswith("|"):
            break
        if line.rstrip().endswith("|"):
            return count if len(_pipe_cells("\n".join(lines[:count]))) in widths else 1
    return 1


class _Blocks:
    """Gathers lines into blocks."""

    def __init__(self, *, one_cell_a_line: bool) -> None:
        self.one_cell_a_line = one_cell_a_line
        self._blocks: list[Block] = []
        self._rows: list[list[Text]] = []
        self._blank_above = (
            False  # the row above is blank: with a rule below, it heads the rest of a table on a new page
        )
        self._ruled = 0  # rows above the one that a rule stands below, if that is not the first
        self._run: list[Cell] = []
        self._after_blank = False
        self._html: list[str] = []  # a table in HTML that has not ended
        self._html_line, self._html_depth = 0, 0  # where it began; tables within it are of its cells

    def take(self, number: int, line: str) -> None:
        """Add one line of the dump."""
        if self._html and line.startswith(("#", "|")):  # its end was lost
            self._end_html()
        if self._html or "<table" in line.lower():
            self._take_html(number, line)
            return
        if _NO_WORDS.fullmatch(line):
            return
        if not line.strip() and not (self.one_cell_a_line and _EMPTY_CELL.match(line)):
            self._end_table()
            self._after_blank = True
            return
        if line.lstrip().startswith("|"):
            self._take_row(number, _pipe_cells(line if not _THIN_RULE.fullmatch(line) else line.replace("-", "--")))
        elif self.one_cell_a_line and (self._run or _CELL_START.match(line)):
            self._take_cell_line(number, line)
        elif "\t" in line.strip("\n") and not _MARKER_TAB.match(line):
            self._take_row(number, line.split("\t"))
        else:
            self._take_paragraph(number, line)
        self._after_blank = False

    def finished(self) -> tuple[Block, ...]:
        """All blocks, once the last line is taken."""
        self._end_html()
        self._end_table()
        self._end_run()
        return tuple(self._blocks)

    def _take_html(self, number: int, line: str) -> None:
        """A line of a table in HTML; what stands before it and after it in the line is taken as always."""
        if not self._html:
            begins = line.lower().index("<table")
            if line[:begins].strip():
                self.take(number, line[:begins])
            self._html_line, self._html_depth, line = number, 0, line[begins:]
        for tag in _TABLE_TAG.finditer(line):
            self._html_depth += -1 if tag[0].startswith("</") else 1
            if self._html_depth == 0:
                self._html.append(line[: tag.end()])
                self._end_html()
                if line[tag.end() :].strip():
                    self.take(number, line[tag.end() :])
                return
        self._html.append(line)

    def _end_html(self) -> None:
        if not self._html:
            return
        self._end_table()
        self._end_run()
        self._rows = rows_of("\n".join(self._html), len(self._blocks) + 1, self._html_line)
        self._html = []
        self._end_table()

    def _take_paragraph(self, number: int, line: str) -> None:
        self._end_table()
        words = cleaned(line)
        if words:
            self._blocks.append(Text(words, Place(len(self._blocks) + 1, line=number)))

    def _take_row(self, number: int, cells: list[str]) -> None:
        self._end_run()
        if all(_RULE.fullmatch(cell.strip()) for cell in cells):
            self._take_rule(cells)
            return
        if self._ruled:
            self._part()
        self._blank_above = False
        block, row = len(self._blocks) + 1, len(self._rows) + 1
        self._rows.append(
            [Text(cleaned(cell), Place(block, row, column, number)) for column, cell in enumerate(cells, 1)]
        )

    def _take_rule(self, cells: list[str]) -> None:
        """A blank row, or a row of dashes: below a blank row, or below another than the first, it parts two pages."""
        if not any(cell.strip() for cell in cells):
            self._blank_above = True
        elif self._blank_above:
            self._end_table()
        elif len(self._rows) > 1:
            self._ruled = len(self._rows) - 1

    def _part(self) -> None:
        """End the table above the row that a rule stands below, now that more rows follow: it heads a page of its own."""
        head, self._rows = self._rows[self._ruled :], self._rows[: self._ruled]
        self._end_table()
        block = len(self._blocks) + 1
        self._rows = [[c._replace(place=c.place._replace(block=block, row=1)) for c in row] for row in head]

    def _take_cell_line(self, number: int, line: str) -> None:
        starts = bool(_CELL_START.match(line))
        words = cleaned(_CELL_START.sub("", line).replace("\t", " "))
        if not (words or starts) and line.strip():  # nothing but markup
            return
        place = Place(len(self._blocks) + 1, line=number)
        self._run.append(Cell(Text(words, place), starts, self._after_blank))

    def _end_table(self) -> None:
        rows = [row for row in self._rows if any(cell.words for cell in row)]
        if rows:
            self._blocks.append(squared(rows))
        self._rows, self._blank_above, self._ruled = [], False, 0

    def _end_run(self) -> None:
        if self._run:
            self._blocks.append(CellRun(tuple(self._run)))
        self._run = []


def _pipe_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in _PIPE.split(inner)]
