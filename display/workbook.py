"""Answers as one Excel workbook that can be sorted, filtered, printed and traced back to its reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Words = Mapping[str, str]
CellValue = str | int | float | bool | datetime | None

FORMATS: Final = {  # unit that ends a column's name -> number format
    "_kzt": "#,##0 [$₸-43F]",
    "_per_direct": "#,##0 [$₸-43F]",
    "_pct": "0.0%",
    "_count": "#,##0",
    "_year": "0",
    "_no": "0",
    "_seq": "0",
    "_order": "0",
    "_at": "dd.mm.yyyy hh:mm",
}
WHOLE, BROKEN, DAY = "#,##0", "#,##0.0##", "dd.mm.yyyy"

LONGEST_TITLE: Final = 31  # Excel refuses longer names of sheets,
FORBIDDEN_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\]")  # and these signs in them
LONGEST_TEXT: Final = 32_767  # of one cell
LONGEST_HEADER: Final = 200  # of a printed page; Excel takes 255 signs in all three parts
LOOKS_LIKE_FORMULA: Final = ("=", "+", "-", "@")
NARROWEST, WIDEST = 10, 60  # characters
ROWS_MEASURED: Final = 200  # widths follow the first rows

HEADING_FONT: Final = Font(bold=True, color="FFFFFF")
HEADING_FILL: Final = PatternFill("solid", start_color="0E7490")
HEADING_PLACE: Final = Alignment(wrap_text=True, vertical="center")
TITLE_FONT: Final = Font(bold=True, size=14)
NOTE_FONT: Final = Font(italic=True, color="64748B")
LABEL_FONT: Final = Font(bold=True)
LINK_FONT: Final = Font(color="0E7490", underline="single")
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
A4: Final = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer; the note says what its figures rest on."""

    title: str
    answer: pd.DataFrame
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the workbook shows: the selection as pairs of a filter's label and its value, empty if all is shown."""

    selection: Sequence[tuple[str, str]]
    release_no: int
    published_at: datetime
    report_count: int
    sources: pd.DataFrame


def workbook(sheets: Sequence[Sheet], about: About, words: Words) -> bytes:
    """Return the answers as an .xlsx file: what it shows, a sheet an answer, and the reports behind it.

    Formats follow the units that end column names (_kzt, _pct, _count, …), so a new metric needs no code here. A null
    is an empty cell, never 0. A text that begins with "=" stays a text: reports are written by strangers.
    """
    shown = [*sheets, Sheet(words["workbook.sources"], about.sources)]
    titles = sheet_titles([words["workbook.about"], *(sheet.title for sheet in shown)])
    book = Workbook()
    front = book.worksheets[0]
    front.title = titles[0]
    for title, sheet in zip(titles[1:], shown, strict=True):
        _fill(book.create_sheet(title), sheet, words)
    _fill_front(front, list(zip(titles[1:], shown, strict=True)), about, words)
    for page, note in zip(book.worksheets, ["", *(sheet.note for sheet in shown)], strict=True):
        prepare_print(page, note, f"{words['column.release_no']} {about.release_no}")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_titles(wanted: Iterable[str]) -> list[str]:
    """Return names that Excel takes: no forbidden signs, at most 31 characters, no two alike.

    >>> sheet_titles(["План/факт", "План/факт", "x" * 40])
    ['План факт', 'План факт 2', 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx']
    """
    titles: list[str] = []
    for title in wanted:
        clean = " ".join(FORBIDDEN_IN_TITLE.sub(" ", title).split()).strip("'")
        titles.append(_unlike(titles, clean[:LONGEST_TITLE].strip("' ") or "-"))
    return titles


def _unlike(taken: Sequence[str], title: str) -> str:
    """The title, numbered if a sheet has it already; Excel takes capital and small letters for the same."""
    used = {other.casefold() for other in taken}
    number, unlike = 1, title
    while unlike.casefold() in used:
        number += 1
        unlike = f"{title[: LONGEST_TITLE - len(str(number)) - 1].rstrip()} {number}"
    return unlike


def _fill(page: Worksheet, sheet: Sheet, words: Words) -> None:
    columns = [str(column) for column in sheet.answer.columns]
    for at, column in enumerate(columns, start=1):
        heading = words[f"column.{column}"]
        _head(_cell(page, 1, at), heading)
        values = [_share(column, _value(value)) for value in sheet.answer.iloc[:, at - 1]]
        width = _width(heading, values)
        page.column_dimensions[get_column_letter(at)].width = width
        for row, value in enumerate(values, start=2):
            if value is not None:
                _write(_cell(page, row, at), value, column, width)
    if sheet.answer.empty:
        page["A2"] = words["workbook.no_rows"]
        page["A2"].font = NOTE_FONT
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{len(sheet.answer) + 1}"
    page.print_title_rows = "1:1"


def _cell(page: Worksheet, row: int, column: int) -> Cell:
    cell = page.cell(row, column)
    assert isinstance(cell, Cell), "no cells are merged here"
    return cell


def _head(cell: Cell, text: str) -> None:
    cell.value = text
    cell.font, cell.fill, cell.alignment = HEADING_FONT, HEADING_FILL, HEADING_PLACE


def _write(cell: Cell, value: CellValue, column: str, width: float) -> None:
    cell.value = value
    if isinstance(value, str):
        _keep_text(cell, value)
        if len(value) > width:
            cell.alignment = WRAPPED
    elif not isinstance(value, bool):
        cell.number_format = number_format(column, value)


def _keep_text(cell: Cell, text: str) -> None:
    """Text stays text, also after someone has edited the cell."""
    cell.data_type = "s"
    if text.startswith(LOOKS_LIKE_FORMULA):
        cell.quotePrefix = True


def _value(value: object) -> CellValue:
    """A value as a cell holds it; None for what is null in any of the ways that a DataFrame has."""
    if isinstance(value, list | tuple):
        return _text(", ".join(str(part) for part in value))
    if value is None or pd.isna(value):  # type: ignore[call-overload]  # the stubs know no "object"
        return None
    if isinstance(value, datetime):  # Excel knows no time zones
        return pd.Timestamp(value).tz_localize(None).to_pydatetime()
    if isinstance(value, str):
        return _text(value)
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, bool | int | float) else str(plain)


def _share(column: str, value: CellValue) -> CellValue:
    """A share in per cent as Excel counts it: 82.9 is 0.829, which it shows as 82.9%."""
    return value / 100 if column.endswith("_pct") and isinstance(value, int | float) else value


def _text(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def number_format(column: str, value: CellValue) -> str:
    """Return how Excel shows a value: by the unit that ends its column's name, else by what it is."""
    by_unit = _by_unit(column)
    if by_unit:
        return by_unit
    if isinstance(value, datetime):
        return DAY
    return WHOLE if isinstance(value, int | float) and value == round(value) else BROKEN


@cache
def _by_unit(column: str) -> str | None:
    return next((shape for unit, shape in FORMATS.items() if column.endswith(unit)), None)


def _width(heading: str, values: Sequence[CellValue]) -> float:
    longest = max((len(str(value)) for value in values[:ROWS_MEASURED] if value is not None), default=0)
    needed = max(longest, *(len(word) for word in heading.split() or [""]))
    return float(min(max(needed + 2, NARROWEST), WIDEST))


def _fill_front(page: Worksheet, shown: Sequence[tuple[str, Sheet]], about: About, words: Words) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 36, 90
    _line(page, 1, words["product.name"], None)
    page["A1"].font = TITLE_FONT
    lines: list[tuple[str, CellValue]] = [
        (words["column.release_no"], int(about.release_no)),
        (words["column.published_at"], _value(about.published_at)),
        (words["column.report_count"], int(about.report_count)),
        *(about.selection or [(words["workbook.selection"], words["workbook.everything"])]),
        (words["workbook.basis"], words["workbook.basis_text"]),
    ]
    for row, (label, value) in enumerate(lines, start=3):
        _line(page, row, label, value)
    page["B4"].number_format = FORMATS["_at"]
    for row, (title, sheet) in enumerate(shown, start=len(lines) + 4):
        _line(page, row, title, sheet.note or None)
        target = title.replace("'", "''")
        page.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{target}'!A1")
        page.cell(row, 1).font = LINK_FONT


def _line(page: Worksheet, row: int, label: str, value: CellValue) -> None:
    """A label and, beside it, what it says."""
    for cell, said in ((_cell(page, row, 1), label), (_cell(page, row, 2), value)):
        cell.value = said
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        if isinstance(said, str):
            _keep_text(cell, said)
    page.cell(row, 1).font = LABEL_FONT


def prepare_print(page: Worksheet, note: str, release: str, fits: bool = True) -> None:
    """A4, lying, one page wide if it is to fit; the note above, the release and the page number at the foot."""
    page.page_setup.paperSize, page.page_setup.orientation = A4, "landscape"
    if fits:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    head, foot = page.oddHeader, page.oddFooter
    assert head is not None, "a new sheet has a header"
    assert foot is not None, "and a footer"
    head.left.text = note[:LONGEST_HEADER].replace("&", "&&") or None  # a single & begins a code
    foot.left.text, foot.right.text = release, "&P / &N"
