"""Writes a paper as an Excel workbook, the same bytes every time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from data.examples.papers import Cell, Document, Paragraph, Table
from data.examples.word import with_constant_dates

LONG_AGO = datetime(2025, 1, 1)  # noqa: DTZ001  a workbook's dates have no zone
LINE = Side(style="thin")
RULED = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
WIDTH = 10  # columns that a paragraph is merged across: those of the main table


@dataclass(frozen=True, slots=True)
class Layout:
    """How one grantee fills in a sheet; none of it changes a fact."""

    has_sheets: bool  # a sheet a section; else one for all
    merges_paragraphs: bool  # across the sheet; else they stand in the first column
    rules_tables: bool
    has_gaps: bool  # a blank row before and after a table
    has_values: bool  # numbers and dates stored as such; else as text
    left: int  # columns left blank

    @classmethod
    def of(cls, rng: Random) -> "Layout":
        return cls(*(rng.random() < 0.5 for _ in range(5)), left=rng.choice((0, 0, 1)))


def _value(text: str, layout: Layout) -> str | int | datetime:
    """The text, or the number or date that it is."""
    if layout.has_values and re.fullmatch(r"0|[1-9]\d{0,14}", text):
        return int(text)
    if layout.has_values and re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", text):
        return datetime.strptime(text, "%d.%m.%Y").replace(tzinfo=UTC).replace(tzinfo=None)
    return text


class _Writer:
    """Fills sheets, one block below the other."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.book = Workbook()
        self.row = 1
        self.sheet = self._first()

    def _first(self) -> Worksheet:
        sheet = self.book.worksheets[0]
        sheet.title = "Парақ1"
        return sheet

    def paragraph(self, block: Paragraph) -> None:
        if block.kind == "heading" and self.layout.has_sheets and self.row > 1:
            self.sheet = self.book.create_sheet(f"Парақ{len(self.book.worksheets) + 1}")
            self.row = 1
        left = self.layout.left + 1
        if block.text:
            self._put(self.row, left, block.text)
            if self.layout.merges_paragraphs:
                self._merge(self.row, left, self.row, left + WIDTH - 1)
        self.row += 1

    def table(self, table: Table) -> None:
        if self.layout.has_gaps:
            self.row += 1
        for top, row in enumerate(table.rows):
            for left, cell in enumerate(row):
                self._cell(table, top, left, cell)
        self.row += len(table.rows) + self.layout.has_gaps

    def _cell(self, table: Table, top: int, left: int, cell: Cell) -> None:
        row, column = self.row + top, self.layout.left + left + 1
        if self.layout.rules_tables:
            self.sheet.cell(row, column).border = RULED
        if cell.merge:
            return
        self._put(row, column, "\n".join(cell.lines), top >= table.headers)
        bottom, right = top, left
        while right + 1 < len(table.rows[top]) and table.rows[top][right + 1].merge == "left":
            right += 1
        while bottom + 1 < len(table.rows) and table.rows[bottom + 1][left].merge == "above":
            bottom += 1
        if (bottom, right) != (top, left):
            self._merge(row, column, self.row + bottom, self.layout.left + right + 1)

    def _put(self, row: int, column: int, text: str, is_value: bool = False) -> None:
        if not text:
            return
        cell = self.sheet.cell(row, column)
        value = _value(text, self.layout) if is_value else text
        cell.value, cell.alignment = value, WRAPPED
        if isinstance(value, datetime):
            cell.number_format = "dd.mm.yyyy"

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)

    def finished(self) -> bytes:
        self.book.properties.creator = "example"
        self.book.properties.created = LONG_AGO
        stream = BytesIO()
        self.book.save(stream)
        return with_constant_dates(stream.getvalue())


def excel_bytes(paper: Document, rng: Random, layout: Layout | None = None) -> bytes:
    """The paper as a workbook, filled in in that way, else in one that `rng` picks."""
    writer = _Writer(layout or Layout.of(rng))
    for block in paper.blocks:
        if isinstance(block, Table):
            writer.table(block)
        else:
            writer.paragraph(block)
    return writer.finished()
