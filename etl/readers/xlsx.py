"""Excel (.xlsx, .xlsm, .xls) -> Document.

Values are read by calamine: of a formula what was last computed, of rich text its letters. A value reads as it is
printed: 1900.0 is «1900», a date dd.mm.yyyy, a share in a percent format «82,9 %». A place keeps the row and column of
the sheet, and the sheet's number as its page. Hidden sheets, rows and columns are not part of the paper, nor is what our
own form says is beside it; names of sheets, comments, headers and footers are not values. From .xls, percents and what is hidden in a sheet are not known.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from etl.document import Block, Document
from etl.errors import BrokenFile, EmptyFile, LockedFile, TooLarge
from etl.readers.sheet import Position, Sheet, blocks
from etl.readers.xlsx_marks import Marks, Package, Shown, marks

LIMIT_MB: Final = 200  # of all parts unpacked; real reports stay under 3

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # what Excel puts into it when a workbook gets a password
_LAST_SECTOR: Final = 0xFFFF_FFFA  # numbers from here on are marks
_LOCKED: Final = 1  # the flag of a part that has a password of its own
_MONTHS: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
Value = int | float | str | bool | date | datetime | time | timedelta


def read(path: Path) -> Document:
    """The paragraphs and tables of all sheets in their order, merged cells repeated.

    Raises LockedFile, BrokenFile, TooLarge or EmptyFile.
    """
    raw = path.read_bytes()
    if not raw:
        raise EmptyFile(path)
    is_old = raw.startswith(_OLE)
    if is_old and _ENCRYPTED in raw:
        raise LockedFile(path)
    if is_old and not _chains_end(raw):
        raise BrokenFile(path, "damaged workbook")
    marked = {} if is_old else _marks(path, raw)
    try:
        found = _blocks(CalamineWorkbook.from_filelike(BytesIO(raw)), marked)
    except PasswordError as error:
        raise LockedFile(path) from error
    except (CalamineError, ValueError, OverflowError) as error:
        raise BrokenFile(path, type(error).__name__) from error
    except BaseException as error:  # what Rust panics at is no Exception, and has no name to catch it by
        if type(error).__name__ != "PanicException":
            raise
        raise BrokenFile(path, "damaged workbook") from error
    if not found:
        raise EmptyFile(path)
    return Document("xls" if is_old else "xlsx", tuple(found))


def _marks(path: Path, raw: bytes) -> dict[str, Marks]:
    """What the package says beside the values, by sheet; refused if it is none, or too large to be held."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            parts = package.NameToInfo
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise BrokenFile(path, type(error).__name__) from error
    if any(part.flag_bits & _LOCKED for part in parts.values()):
        raise LockedFile(path)
    if sum(part.file_size for part in parts.values() if part.filename.endswith((".xml", ".rels"))) > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    try:
        found = marks(Package(raw, parts))
    except (zlib.error, struct.error) as error:
        raise BrokenFile(path, type(error).__name__) from error
    if any(one.has_far_cells() for one in found.values()):
        raise TooLarge(path, LIMIT_MB)
    return found


def _chains_end(raw: bytes) -> bool:
    """Whether each chain of sectors in an old workbook ends: calamine follows one that does not until memory is full."""
    try:
        size = 1 << struct.unpack_from("<H", raw, 30)[0]
        (small,) = struct.unpack_from("<I", raw, 60)
        sectors = _in_sectors(raw, size, [one for one in struct.unpack_from("<109I", raw, 76) if one < _LAST_SECTOR])
        chain = [small]
        while chain[-1] < len(sectors) and len(chain) <= len(sectors):
            chain.append(sectors[chain[-1]])
    except (struct.error, IndexError):
        return False
    return _end(sectors) and _end(_in_sectors(raw, size, [one for one in chain if one < len(sectors)]))


def _in_sectors(raw: bytes, size: int, numbers: list[int]) -> list[int]:
    """The numbers that fill those sectors."""
    count = size // 4
    return [one for number in numbers for one in struct.unpack_from(f"<{count}I", raw, (number + 1) * size)]


def _end(following: list[int]) -> bool:
    """Whether one comes to an end from wherever one sets out."""
    known: set[int] = set()
    for start in range(len(following)):
        way: set[int] = set()
        at = start
        while at < len(following) and at not in known:
            if at in way:
                return False
            way.add(at)
            at = following[at]
        known |= way
    return True


def _blocks(workbook: CalamineWorkbook, marked: dict[str, Marks]) -> list[Block]:
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    shown = [one for one in sheets if one.visible == SheetVisibleEnum.Visible] or sheets
    found: list[Block] = []
    for number, one in enumerate(sheets, 1):
        if one in shown and (sheet := _sheet(workbook.get_sheet_by_name(one.name), number, marked.get(one.name))):
            found.extend(blocks(sheet, len(found) + 1))
    return found


def _sheet(cells: CalamineSheet, number: int, marked: Marks | None) -> Sheet | None:
    """The sheet's words; None if it has none."""
    if cells.start is None:
        return None
    top, left = cells.start
    values: list[list[Value]] = cells.to_python()
    words = [
        # most cells are words or empty: those need no call
        [value.strip() if value.__class__ is str and "\r" not in value else said(value) for value in row]
        for row in values
    ]
    merges = [
        ((first[0] - top, first[1] - left), (last[0] - top, last[1] - left))
        for first, last in cells.merged_cell_ranges or ()
    ]
    if marked is None:
        return Sheet(number, words, top, left, merges)
    _show(words, values, marked, top, left)
    width = left + len(words[0])
    lost = frozenset((row - top, column - left) for row, column in marked.lost())
    if marked.asides:
        areas = [((first[0] - top, first[1] - left), (last[0] - top, last[1] - left)) for first, last in marked.asides]
        lost = frozenset(cell for cell in lost if not any(_within(cell, area) for area in areas))
        merges = [merge for merge in merges if not any(_within(merge[0], area) for area in areas)]
        _blank(words, areas)
    return Sheet(
        number,
        words,
        top,
        left,
        merges,
        lost=lost,
        hidden_rows=frozenset(row - top for row in marked.hidden_rows()),
        hidden_columns=frozenset(column - left for column in marked.hidden_columns(width)),
        ruled=lambda row: _moved(marked.ruled(row + top), left),
    )


def _within(cell: Position, area: tuple[Position, Position]) -> bool:
    (top, left), (bottom, right) = area
    return top <= cell[0] <= bottom and left <= cell[1] <= right


def _blank(words: list[list[str]], areas: Sequence[tuple[Position, Position]]) -> None:
    for (top, left), (bottom, right) in areas:
        for row in words[max(top, 0) : bottom + 1]:
            for column in range(max(left, 0), min(right + 1, len(row))):
                row[column] = ""


def _moved(columns: frozenset[int] | None, left: int) -> frozenset[int] | None:
    return frozenset(column - left for column in columns) if columns is not None else None


def _show(words: list[list[str]], values: list[list[Value]], marked: Marks, top: int, left: int) -> None:
    """Put in what is shown otherwise than it is stored, and where links lead unless their own words say so."""
    for (row, column), kind in marked.shown():
        if 0 <= row - top < len(words) and 0 <= column - left < len(words[0]):
            value = values[row - top][column - left]
            words[row - top][column - left] = _as_shown(value, kind)
    for (row, column), address in marked.addresses():
        if 0 <= row - top < len(words) and 0 <= column - left < len(words[0]):
            shown = words[row - top][column - left]
            words[row - top][column - left] = shown if address in shown else f"{shown} {address}"


def said(value: Value) -> str:
    """A value as it is printed.

    >>> said(1900.0), said(0.1 + 0.2), said(date(2024, 5, 3)), said(datetime(2024, 5, 3, 14, 30)), said(True)
    ('1900', '0,3', '03.05.2024', '03.05.2024 14:30', 'TRUE')
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip() if value else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _number(value: float | Decimal) -> str:
    """To the fifteen digits that Excel keeps, with the comma of Kazakh and Russian print."""
    text = format(Decimal(f"{value:.15g}"), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _as_shown(value: Value, kind: Shown) -> str:
    """A value in its format.

    >>> _as_shown(0.829, "percent"), _as_shown(date(2024, 5, 1), "month"), _as_shown(date(2024, 1, 1), "year")
    ('82,9 %', 'май 2024', '2024')
    """
    if kind == "percent" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{_number(Decimal(f'{value:.15g}') * 100)} %"
    if kind == "month" and isinstance(value, date):
        return f"{_MONTHS[value.month - 1]} {value.year}"
    return str(value.year) if kind == "year" and isinstance(value, date) else said(value)
