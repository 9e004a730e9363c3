"""Text dumps (.txt, .md) -> Document.

Three ways of printing a table occur: rows of cells between tabs, Markdown's pipes, and one cell a line after a tab.
Tables break at pages: each unbroken stretch of rows is a table of its own here; the form tells which go on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from etl.document import Block, Cell, CellRun, Document, Place, Text, printed, squared
from etl.errors import BrokenFile, EmptyFile, TooLarge

LIMIT_MB: Final = 20

_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]]*\]")
_LINK: Final = re.compile(r"\[([^\]\n]*)\]\((https?://[^)\s]+)\)")
_AUTOLINK: Final = re.compile(r"<(https?://[^>\s]+)>")
_ITEM_END: Final = re.compile(r"</(?:p|li|div|tr|h\d)>\s*|<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<!\w)__|__(?!\w)")
_HEADING: Final = re.compile(r"^\s{0,3}#{1,6}\s+")
_HALF_LATIN: Final = re.compile(r"[a-zA-Z]+[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]\w*|[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]+[a-zA-Z]\w*")
_LATIN: Final = str.maketrans("aeopcxyiABEKMHOPCTXYI", "аеорсхуіАВЕКМНОРСТХУІ")  # letters that look alike
_CELL_START: Final = re.compile(r"^ ?\t")
_EMPTY_CELL: Final = re.compile(r"^ ?\t[^\S\t]*$")
_LONE_CELL: Final = re.compile(r"^ ?\t[^\t]*$")
_MARKER_TAB: Final = re.compile(r"^\s*(?:\d{1,3}[.)]|[-–—·•*])\t[^\t]*$")  # a list item, not a row of a table
_RULE: Final = re.compile(r"(?::?-{2,}:?)?")  # a cell of |---|:--|, which parts a heading from its rows


def read(path: Path) -> Document:
    """The dump's paragraphs and tables in reading order; markup and bookmarks left out.

    Raises EmptyFile, BrokenFile or TooLarge.
    """
    if path.stat().st_size > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    numbers, lines = _numbered(printed(_decoded(path)))
    if not any(line.strip() for line in lines):
        raise EmptyFile(path)
    blocks = _Blocks(one_cell_a_line=_prints_one_cell_a_line(lines))
    for number, line in zip(numbers, lines, strict=True):
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


def cleaned(text: str) -> str:
    r"""The words without markup; the end of an HTML item ends a line.

    >>> cleaned("<p>бір</p> <p>**екі**</p>")
    'бір\nекі'
    >>> cleaned(r"№ \_\_\_, <https://example.kz/a-> [мақала](https://example.kz/b)")
    '№ ___, https://example.kz/a- мақала https://example.kz/b'
    """
    if "[" in text:
        text = _LINK.sub(r"\1 \2", _BOOKMARK.sub("", text))
    if "<" in text:
        text = _TAG.sub("", _ITEM_END.sub("\n", _AUTOLINK.sub(r"\1", text)))
    if "\\" in text:
        text = re.sub(r"\\(?=[_*#|.\-()\[\]])", "", text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub("", text) if "___" not in text else text.replace("**", "")
    if not text.isascii() and _HALF_LATIN.search(text):
        text = _HALF_LATIN.sub(lambda word: word[0].translate(_LATIN), text)
    return re.sub(r"[^\S\n]*\n\s*", "\n", _HEADING.sub("", text)).strip()


class _Blocks:
    """Gathers lines into blocks."""

    def __init__(self, *, one_cell_a_line: bool) -> None:
        self._one_cell_a_line = one_cell_a_line
        self._blocks: list[Block] = []
        self._rows: list[list[Text]] = []
        self._blank_above = (
            False  # the row above is blank: with a rule below, it heads the rest of a table on a new page
        )
        self._ruled = 0  # rows above the one that a rule stands below, if that is not the first
        self._run: list[Cell] = []
        self._after_blank = False

    def take(self, number: int, line: str) -> None:
        """Add one line of the dump."""
        if not line.strip() and not (self._one_cell_a_line and _EMPTY_CELL.match(line)):
            self._end_table()
            self._after_blank = True
            return
        if line.lstrip().startswith("|"):
            self._take_row(number, _pipe_cells(line))
        elif self._one_cell_a_line and (self._run or _CELL_START.match(line)):
            self._take_cell_line(number, line)
        elif "\t" in line.strip("\n") and not _MARKER_TAB.match(line):
            self._take_row(number, line.split("\t"))
        else:
            self._take_paragraph(number, line)
        self._after_blank = False

    def finished(self) -> tuple[Block, ...]:
        """All blocks, once the last line is taken."""
        self._end_table()
        self._end_run()
        return tuple(self._blocks)

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
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]
