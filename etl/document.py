"""A report as a reader of paper sees it: paragraphs and tables, each text with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

# Characters that take no room on paper (soft hyphens, joiners, marks of direction and byte order), and odd hyphens.
PRINTED_AS: Final[dict[int, str | None]] = {
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)),
    **dict.fromkeys((0x2010, 0x2011), "-"),
}


def printed(words: str) -> str:
    r"""The words without characters that take no room on paper, and every hyphen as the one of the keyboard.

    >>> printed("\ufeff70\u2011тен\u200b кем еме\u00adс")
    '70-тен кем емес'
    """
    return words.translate(PRINTED_AS)


class Place(NamedTuple):
    """Where in a report a text stands; counts from 1, as a person leafing through it would; 0 is "not known".

    In a workbook `page` is the number of the sheet, hidden ones counted, and row and column are the sheet's own, also
    those of a paragraph: 4/12/3 on page 2 is cell C12 of the second sheet.

    >>> str(Place(12, 4, 3)), str(Place(7))
    ('12/4/3', '7')
    """

    block: int
    row: int = 0
    column: int = 0
    line: int = 0
    page: int = 0
    characters: tuple[int, int] | None = None  # of the cell or paragraph; None is "all of it", or joined from several

    def __str__(self) -> str:
        return f"{self.block}/{self.row}/{self.column}" if self.row else str(self.block)


class Text(NamedTuple):
    """A paragraph or a table cell. Lines stay apart: a cell may hold a stack of values, one a line.

    `is_lost`: the paper had a cell here and the file has none; not the same as a blank cell. `confidence_pct`: how sure
    character recognition is of its least sure word, 0 to 100; None where the file itself has the text.
    """

    words: str
    place: Place
    is_lost: bool = False
    confidence_pct: int | None = None

    @property
    def line(self) -> str:
        """The words on one line, whitespace collapsed."""
        return " ".join(self.words.split())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; a merged cell is repeated in each position it covers, with the place of its first.

    | Plan      |        | Plan | Plan |
    | 70 | 80   |   =>   | 70   | 80   |

    Raises ValueError if the rows are of different lengths.
    """

    rows: tuple[tuple[Text, ...], ...]
    has_lines: bool = True  # else its columns and rows were told by the white between the words

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows}
        if len(widths) > 1:
            raise ValueError(f"a table's rows must be of one length, got {sorted(widths)}")


class Cell(NamedTuple):
    """One line of a dump that prints a table one cell a line, and what marks rows in it."""

    text: Text
    starts_cell: bool  # the line begins with a tab; else it goes on with the cell above
    after_blank: bool  # a blank line stands before it


@dataclass(frozen=True, slots=True)
class CellRun:
    """A stretch of a dump whose rows are lost: only a form's headings tell how many cells make a row."""

    cells: tuple[Cell, ...]


Block = Text | Table | CellRun


@dataclass(frozen=True)
class Document:
    """Everything that stands in a file, in reading order."""

    kind: str  # docx, doc, odt, rtf, html, xlsx, xls, pdf, png, jpg, tif, txt, md
    blocks: tuple[Block, ...]
    unread: tuple[Text, ...] = ()  # what stands in the paper as an object of another program: its kind, and where

    def texts(self) -> tuple[Text, ...]:
        """Every paragraph and cell once, in reading order; a merged cell counts once."""
        return self._texts

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        found: list[Text] = []
        for block in self.blocks:
            if isinstance(block, Text):
                found.append(block)
            elif isinstance(block, Table):
                found.extend({cell.place: cell for row in block.rows for cell in row}.values())
            else:
                found.extend(cell.text for cell in block.cells)
        return tuple(found)


def squared(rows: list[list[Text]]) -> Table:
    """The rows as a table, short ones filled up with lost cells at the end."""
    width = max(map(len, rows))
    return Table(tuple((*row, *(_lost(row, column) for column in range(len(row), width))) for row in rows))


def _lost(row: list[Text], column: int) -> Text:
    place = row[0].place if row else Place(0)
    return Text("", place._replace(column=column + 1), is_lost=True)
