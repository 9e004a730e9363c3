"""Rows of a sheet as the XML that Excel reads.

openpyxl makes the workbook: sheets, looks, charts, print. Its rows alone are written here, column by column in Arrow,
because a workbook of 1,000 reports has millions of cells (benchmarks/bench_whole_book.py measures both ways).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from math import ceil
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

LONGEST_TEXT: Final = 32_767  # of one cell
DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  the day that Excel counts from; it knows no time zones
ROWS: Final = re.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", re.DOTALL)
EXTENT: Final = re.compile(rb"<dimension [^>]*/>")
ROW, NUMBER = "{row}", "{number}"  # what stands for them in the formula of a link
COMPRESSION: Final = 1  # of 9: rows are alike, and the best takes three times as long for a fifth less


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its "=", and what it comes to: a reader that computes nothing shows that."""

    text: str
    value: float | str | None = None


Value = str | float | bool | date | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the number of its looks (Looks)."""

    value: Value
    looks: int = 0


Row = Sequence[Cell | None]
ANY_HEIGHT: Final[Mapping[int, float]] = {}
LINE, MOST_LINES = 15, 12  # points a line of text
LETTER: Final = 1.25  # of a width, with what is left empty at the ends of lines
INDENT: Final = 1.5


def height_of(texts: Iterable[tuple[object, float]]) -> float:
    """Return how high a row must be for texts in columns of these widths: Excel and LibreOffice do not always see to it.

    >>> height_of([("ab" * 50, 30), (7, 10)])
    75
    """
    lines = [ceil(LETTER * len(text) / (width - INDENT)) for text, width in texts if isinstance(text, str)]
    return LINE * min(max(lines, default=1), MOST_LINES)


def cell_xml(at: str, value: Value, looks: int) -> str:
    """Return a cell at a place ("B7"); text is text, whatever it begins with. A cell without a value has only its looks.

    >>> cell_xml("B7", 2.5, 3), cell_xml("B8", "=1+1", 0)
    ('<c r="B7" s="3"><v>2.5</v></c>', '<c r="B8" s="0" t="inlineStr"><is><t>=1+1</t></is></c>')
    >>> cell_xml("A1", Formula("SUBTOTAL(109,A5:A9)", 12.0), 1)
    '<c r="A1" s="1"><f>SUBTOTAL(109,A5:A9)</f><v>12.0</v></c>'
    """
    return f'<c r="{at}"{_after_place(value, looks)}'


def _after_place(value: Value, looks: int) -> str:
    """A cell's XML from behind its place on: the same for all cells with the same value and looks."""
    if isinstance(value, str):
        keeps = "" if value == value.strip() else ' xml:space="preserve"'
        return f' s="{looks}" t="inlineStr"><is><t{keeps}>{_text(value)}</t></is></c>'
    if value is None:
        return f' s="{looks}"/>'
    if isinstance(value, Formula):
        return _formula(value, looks)
    if isinstance(value, bool):
        return f' s="{looks}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        return f' s="{looks}"><v>{_day_no(value)}</v></c>'
    return f' s="{looks}"><v>{value}</v></c>'


def _formula(formula: Formula, looks: int) -> str:
    said, text = formula.value, escape(formula.text)
    if said is None:
        return f' s="{looks}"><f>{text}</f></c>'
    if isinstance(said, str):
        return f' s="{looks}" t="str"><f>{text}</f><v>{_text(said)}</v></c>'
    return f' s="{looks}"><f>{text}</f><v>{said}</v></c>'


def _text(text: str) -> str:
    return escape(ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT])


def _day_no(day: date) -> float:
    """Days since the day that Excel counts from.

    >>> _day_no(date(2024, 11, 7)), _day_no(datetime(2024, 11, 7, 12))
    (45603.0, 45603.5)
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return (moment.replace(tzinfo=None) - DAY_ZERO) / timedelta(days=1)


def rows_xml(rows: Iterable[Row], heights: Mapping[int, float] = ANY_HEIGHT) -> Iterator[str]:
    """Return rows one below the other, each cell at its column; None leaves the place empty. Heights are in points."""
    for number, row in enumerate(rows, 1):
        cells = (
            cell_xml(f"{get_column_letter(at)}{number}", cell.value, cell.looks)
            for at, cell in enumerate(row, 1)
            if cell is not None
        )
        height = f' ht="{heights[number]}" customHeight="1"' if number in heights else ""
        yield f'<row r="{number}"{height}>{"".join(cells)}</row>'


def cells_of(values: pd.Series, worn: Callable[[Any], Cell]) -> pa.Array:
    """Return a column's cells without their places, null where there is no value; `worn` makes a cell of each distinct value."""
    codes, distinct = pd.factorize(values)
    made = [worn(value) for value in distinct.tolist()]
    after = pa.array([_after_place(cell.value, cell.looks) for cell in made], pa.large_string())
    return after.take(pa.array(codes, mask=codes < 0))


def links_of(numbers: pd.Series, link: Callable[[str, str], Formula], first_row: int, looks: int) -> pa.Array:
    """Return a column of numbers that lead to rows, as cells_of does: number 1 to `first_row` of another sheet.

    `link` is given what stands for the row and for the number.
    """
    known = pa.array(numbers.astype("Int64"), pa.int64())
    rows, shown = (pc.cast(array, pa.large_string()) for array in (pc.add(known, first_row - 1), known))
    formula = escape(link(ROW, NUMBER).text)
    parts = [{ROW: rows, NUMBER: shown}.get(part, _all(part)) for part in re.split(f"({ROW}|{NUMBER})", formula)]
    return _joined(_all(f' s="{looks}"><f>'), *parts, _all("</f><v>"), shown, _all("</v></c>"))


def columns_xml(columns: Sequence[pa.Array], first_row: int, heights: Sequence[float] | None = None) -> list[str]:
    """Return rows whose cells are given column by column (cells_of)."""
    row_count = len(columns[0])
    rows = pa.array([str(row) for row in range(first_row, first_row + row_count)], pa.large_string())
    cells = [
        pc.fill_null(_joined(_all(f'<c r="{get_column_letter(number)}'), rows, _all('"'), after), "")
        for number, after in enumerate(columns, 1)
    ]
    height = (
        pa.array([f'" ht="{height}" customHeight="1">' for height in heights], pa.large_string())
        if heights
        else _all('">')
    )
    whole: list[str] = _joined(_all('<row r="'), rows, height, *cells, _all("</row>")).to_pylist()
    return whole


def _all(text: str) -> pa.Scalar:
    """The same text in every row."""
    return pa.scalar(text, pa.large_string())


def _joined(*parts: pa.Array | pa.Scalar) -> pa.Array:
    """Texts side by side; null where one of them is."""
    return pc.binary_join_element_wise(*parts, _all(""))


def packed(book: Workbook, sheets: Sequence[tuple[Sequence[str], int]]) -> bytes:
    """Return the workbook as a file; `sheets` are the rows of each of its sheets and how many columns they take."""
    framed, packed_book = BytesIO(), BytesIO()
    book.save(framed)
    names = {f"xl/worksheets/sheet{number}.xml": number - 1 for number in range(1, len(sheets) + 1)}
    with ZipFile(framed) as frame, ZipFile(packed_book, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as whole:
        for name in frame.namelist():
            part = frame.read(name)
            if name in names:
                part = _filled(part, *sheets[names[name]])
            whole.writestr(name, part)
    return packed_book.getvalue()


def _filled(sheet: bytes, rows: Sequence[str], column_count: int) -> bytes:
    """A sheet's XML with its rows."""
    extent = f'<dimension ref="A1:{get_column_letter(column_count)}{len(rows)}"/>'.encode()
    begins, ends = ROWS.split(EXTENT.sub(extent, sheet), maxsplit=1)
    return b"".join([begins, b"<sheetData>", "".join(rows).encode(), b"</sheetData>", ends])
