"""Workbooks in memory, from short rows: odd sheets that anyone can read in review.

    book(["A paragraph", "", "Plan | <", "70 | 80", "^ | 90"])

In a row, `|` parts cells, `<` goes on with the cell on the left and `^` with the cell above; a row that begins with `#`
has lines drawn round its cells.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

_LINE = Side(style="thin")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def book(*sheets: list[str], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """A workbook of those sheets; `change` has the last word on the first."""
    workbook = Workbook()
    for number, rows in enumerate(sheets):
        _fill(workbook.create_sheet() if number else workbook.worksheets[0], rows)
    if change is not None:
        change(workbook.worksheets[0])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: list[str]) -> None:
    cells = [[cell.strip() for cell in row.removeprefix("#").split("|")] for row in rows]
    for number, row in enumerate(cells, 1):
        for column, words in enumerate(row, 1):
            if rows[number - 1].startswith("#"):
                sheet.cell(number, column).border = _RULED
            if words not in ("", "<", "^"):
                sheet.cell(number, column, words)
                _merge(sheet, cells, number, column)


def _merge(sheet: Worksheet, cells: list[list[str]], row: int, column: int) -> None:
    right, bottom = column, row
    while right < len(cells[row - 1]) and cells[row - 1][right] == "<":
        right += 1
    while bottom < len(cells) and cells[bottom][column - 1 : column] == ["^"]:
        bottom += 1
    if (right, bottom) != (column, row):
        sheet.merge_cells(start_row=row, start_column=column, end_row=bottom, end_column=right)


def changed(raw: bytes, replaced: Mapping[str, tuple[str, str]]) -> bytes:
    """The workbook with the first match of a pattern replaced in each of those parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name in replaced:
                text, count = re.subn(*replaced[name], text, count=1)
                assert count == 1, name
            new.writestr(name, text)
    return stream.getvalue()
