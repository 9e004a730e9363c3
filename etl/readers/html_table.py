"""A table in HTML that stands in a text dump: its cells where they lie on paper, merged ones in each place they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from etl.document import Place, Text
from etl.readers.markup import cleaned

_WIDEST: Final = 64  # columns, and rows, that one cell may cover: a slip of recognition must not make millions
_TALLEST: Final = 500
_CELLS: Final = ("td", "th", "caption")
_LINE_END: Final = re.compile(r"\s*\n\s*")


@dataclass(slots=True)
class _Cell:
    columns: int
    rows: int
    line: int
    parts: list[str] = field(default_factory=list)


class _Cells(HTMLParser):
    """Gathers rows of cells; what stands in a cell keeps its markup, a table within a cell becomes lines of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[_Cell]] = []
        self._depth = 0
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "table"
        if self._depth > 1:
            self._say("<br>" if tag == "tr" else " ")
        elif tag == "tr":
            self.rows.append([])
            self._cell = None
        elif tag in _CELLS:
            said = dict(attrs)
            spans = _span(said.get("colspan"), _WIDEST), _span(said.get("rowspan"), _TALLEST)
            self._cell = _Cell(*spans, line=self.getpos()[0])
            if not self.rows or tag == "caption":
                self.rows.append([])
            self.rows[-1].append(self._cell)
        elif tag not in ("table", "thead", "tbody", "tfoot"):
            self._say(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "table"
        if self._depth == 1 and tag in (*_CELLS, "tr"):
            self._cell = None
        elif tag not in ("table", "thead", "tbody", "tfoot", "tr", *_CELLS):
            self._say(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._say(_LINE_END.sub(" ", data))  # ends nothing in HTML; but two spaces part the values of a stack

    def handle_entityref(self, name: str) -> None:
        self._say(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};")

    def _say(self, words: str) -> None:
        if self._cell is not None:
            self._cell.parts.append(words)


def _span(said: str | None, most: int) -> int:
    return min(max(int(said), 1), most) if said and said.isdecimal() else 1


def rows_of(source: str, block: int, line: int) -> list[list[Text]]:
    """The rows of a table whose source begins on that line; a merged cell has the place of its first position.

    >>> said = "<table><tr><td rowspan=2>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    >>> [[cell.words for cell in row] for row in rows_of(said, 1, 1)]
    [['1', '2'], ['1', '3']]
    """
    parser = _Cells()
    parser.feed(source)
    parser.close()
    below: dict[int, tuple[Text, int]] = {}  # cells that go on: by column, and for how many rows yet
    rows: list[list[Text]] = []
    for number, cells in enumerate(filter(None, parser.rows), 1):
        row: list[Text] = []
        for cell in cells:
            _go_on(row, below)
            words = cleaned("".join(cell.parts))
            text = Text(words, Place(block, number, len(row) + 1, line + cell.line - 1))
            for _ in range(cell.columns):
                if cell.rows > 1:
                    below[len(row)] = text, cell.rows - 1
                row.append(text)
        _go_on(row, below)
        rows.append(row)
    return rows


def _go_on(row: list[Text], below: dict[int, tuple[Text, int]]) -> None:
    """Put into the row the cells from above that go on in its next columns."""
    while (held := below.pop(len(row), None)) is not None:
        text, rows = held
        if rows > 1:
            below[len(row)] = text, rows - 1
        row.append(text)
