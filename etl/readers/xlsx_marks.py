"""What stands in an Excel package beside the values: what is hidden, lost, linked, shown otherwise, or ruled.

Sheets are large and marks are few: the bytes are searched, and only for what they are known to hold.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from typing import Final, Literal

Position = tuple[int, int]  # row and column, from 0
Shown = Literal["percent", "month", "year"]
MOST_COLUMNS: Final = 16_384  # that Excel has
MOST_CELLS: Final = 4_000_000  # between the first and the last filled cell; real reports stay under 10 000

_ATTRIBUTE: Final = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_COL: Final = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_HYPERLINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s([^>]*)>")
_FILTER: Final = re.compile(rb"<(?:\w+:)?autoFilter\s([^>]*[^/])>")  # with a filter in it, not only its arrows
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_NAMED: Final = re.compile(rb"<(?:\w+:)?definedName\s([^>]*)>([^<]*)<")
_AREA: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!,]+))!\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")
_COLUMN: Final = re.compile(rb' r="([A-Z]{1,3})\d+"')
_STYLED: Final = re.compile(rb'c r="([A-Z]+)(\d+)"[^>]*? s="(\d+)"')
_ERROR: Final = re.compile(rb'c r="([A-Z]+)(\d+)"[^>]* t="e"')
_NEVER_COMPUTED: Final = re.compile(
    rb'c r="([A-Z]+)(\d+)"(?![^>]* t="str")[^>]*><(?:\w+:)?f(?:/|[^>]*>[^<]*</(?:\w+:)?f)>'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_XF: Final = re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_BORDER: Final = re.compile(rb"<(?:\w+:)?border(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?border>)", re.DOTALL)
_NUMBER_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)>")
_PERCENT_IDS: Final = frozenset({"9", "10"})  # of Excel's own formats
_MONTH_IDS: Final = frozenset({"17"})
_TRUE: Final = ("1", "true")
ASIDE: Final = "Esep_aside"  # how the names of areas begin that are beside the paper: help, and sums that check others


def column_no(letters: str) -> int:
    """The column of those letters, from 0.

    >>> column_no("A"), column_no("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _attributes(found: bytes) -> dict[str, str]:
    """The attributes of a tag, their names without prefix."""
    return {
        name.decode().rpartition(":")[2]: unescape(value.decode("utf-8", "replace"))
        for name, value in _ATTRIBUTE.findall(found)
    }


@dataclass(frozen=True)
class Package:
    """The parts of a workbook's zip. Read from its bytes: zipfile's own reading would take as long as calamine."""

    raw: bytes
    parts: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """The part unpacked, b"" if there is none of that name. Raises zlib.error or struct.error if it is damaged."""
        part = self.parts.get(name)
        if part is None:
            return b""
        name_length, extra_length = struct.unpack_from("<HH", self.raw, part.header_offset + 26)
        start = part.header_offset + 30 + name_length + extra_length
        packed = self.raw[start : start + part.compress_size]
        return (
            packed
            if part.compress_type == zipfile.ZIP_STORED
            else zlib.decompressobj(-15).decompress(packed, part.file_size)
        )


@dataclass(frozen=True)
class Styles:
    """The cell formats of a workbook, by their number."""

    xml: bytes

    @cached_property
    def _formats(self) -> list[dict[str, str]]:
        inside = re.search(rb"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", self.xml, re.DOTALL)
        return [_attributes(found) for found in _XF.findall(inside[0])] if inside else []

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """The formats that show a value as something else than what is stored: 0.829 as 82.9 %."""
        codes = {
            one.get("numFmtId", ""): one.get("formatCode", "")
            for one in map(_attributes, _NUMBER_FORMAT.findall(self.xml))
        }
        found: dict[str, Shown] = {}
        for number, one in enumerate(self._formats):
            kind = _shown(one.get("numFmtId", ""), codes)
            if kind is not None:
                found[str(number)] = kind
        return found

    @cached_property
    def ruled(self) -> frozenset[str]:
        """The formats with a line on any side."""
        inside = re.search(rb"<(?:\w+:)?borders.*?</(?:\w+:)?borders>", self.xml, re.DOTALL)
        borders = _BORDER.findall(inside[0]) if inside else []
        lined = {str(number) for number, one in enumerate(borders) if re.search(rb'style="(?!none")', one)}
        return frozenset(str(number) for number, one in enumerate(self._formats) if one.get("borderId") in lined)


def _shown(number: str, codes: dict[str, str]) -> Shown | None:
    code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", codes.get(number, "").split(";")[0]).lower()
    if number in _PERCENT_IDS or "%" in code:
        return "percent"
    if number in _MONTH_IDS or ("y" in code and "m" in code and "d" not in code and "h" not in code):
        return "month"
    return "year" if code and not code.strip("y") else None


@dataclass(frozen=True)
class Marks:
    """The marks of one sheet. Rows and columns count from 0 at the sheet's first cell."""

    xml: bytes
    styles: Styles
    links: Callable[[], dict[str, str]]  # relation -> address
    asides: tuple[tuple[Position, Position], ...] = ()  # areas beside the paper: first and last cell

    def has_far_cells(self) -> bool:
        """Whether a stray cell makes the sheet larger than can be held: calamine keeps every cell between."""
        last = self.xml.rfind(b'row r="')
        found = re.match(rb"\d+", self.xml[last + 7 : last + 20])
        rows = int(found[0]) if found else self.xml.count(b"row>")
        if rows * MOST_COLUMNS <= MOST_CELLS:
            return False
        columns = max((column_no(letters.decode()) + 1 for letters in set(_COLUMN.findall(self.xml))), default=1)
        return rows * columns > MOST_CELLS

    @cached_property
    def _hides(self) -> bool:
        return b'hidden="1"' in self.xml or b'hidden="true"' in self.xml

    def hidden_rows(self) -> frozenset[int]:
        """The rows that are hidden for good: not those that a filter or a folded group hides, ways of looking at a sheet."""
        if not self._hides:
            return frozenset()
        filtered = [_attributes(found).get("ref", "") for found in _FILTER.findall(self.xml)]
        looked_through = [range(*_row_span(reference)) for reference in filtered]
        rows = (_attributes(found) for found in _ROW.findall(self.xml))
        return frozenset(
            int(row["r"]) - 1
            for row in rows
            if row.get("hidden") in _TRUE
            and "r" in row
            and "outlineLevel" not in row
            and not any(int(row["r"]) - 1 in span for span in looked_through)
        )

    def hidden_columns(self, width: int) -> frozenset[int]:
        """The hidden ones of the first `width` columns."""
        if not self._hides:
            return frozenset()
        columns = (_attributes(found) for found in _COL.findall(self.xml))
        return frozenset(
            column
            for one in columns
            if one.get("hidden") in _TRUE and "outlineLevel" not in one
            for column in range(int(one.get("min", 1)) - 1, min(int(one.get("max", 0)), width))
        )

    def lost(self) -> frozenset[Position]:
        """The cells that hold an error, or a formula that was never computed."""
        found: list[tuple[bytes, bytes]] = _ERROR.findall(self.xml) if b't="e"' in self.xml else []
        if b"</f>" in self.xml or (b"<sheetData" not in self.xml and b":f>" in self.xml):
            found += _NEVER_COMPUTED.findall(self.xml)
        return frozenset(map(_position, found))

    def shown(self) -> Iterator[tuple[Position, Shown]]:
        """The cells whose value is shown as something else than what is stored."""
        kinds = self.styles.shown
        if not kinds:
            return
        for letters, row, style in _STYLED.findall(self.xml):
            if kind := kinds.get(style.decode()):
                yield _position((letters, row)), kind

    def addresses(self) -> Iterator[tuple[Position, str]]:
        """The cells that lead to a page of the web, and its address."""
        if b"hyperlink " not in self.xml:
            return
        links = self.links()
        for one in map(_attributes, _HYPERLINK.findall(self.xml)):
            reference, address = _REFERENCE.match(one.get("ref", "")), links.get(one.get("id", ""), "")
            if reference and address.startswith("http"):
                yield (int(reference[2]) - 1, column_no(reference[1])), address

    def ruled(self, row: int) -> frozenset[int] | None:
        """The columns in which a row has lines; None if the sheet does not say."""
        start = self.xml.find(b'row r="%d"' % (row + 1))
        if start < 0:
            return None
        cells = self.xml[start : self.xml.find(b"row>", start)]
        styled = ((letters, style) for letters, _, style in _STYLED.findall(cells))
        return frozenset(
            column_no(letters.decode()) for letters, style in styled if style.decode() in self.styles.ruled
        )


def _position(found: tuple[bytes, bytes]) -> Position:
    return int(found[1]) - 1, column_no(found[0].decode())


def _row_span(reference: str) -> tuple[int, int]:
    """The first row of a reference and the one after its last.

    >>> _row_span("$A$5:J60")
    (4, 60)
    """
    rows = [int(number) for _, number in _REFERENCE.findall(reference)]
    return (min(rows) - 1, max(rows)) if rows else (0, 0)


def marks(package: Package) -> dict[str, Marks]:
    """The marks of each sheet by its name. Raises zlib.error or struct.error if a part is damaged."""
    workbook = _workbook(package)
    parts = {one["Id"]: _inside(workbook, one["Target"]) for one in _related(package, workbook)}
    styles = Styles(package.read(next((part for part in parts.values() if part.endswith("styles.xml")), "")))
    found = {}
    listed = package.read(workbook)
    asides = _asides(listed)
    for sheet in map(_attributes, _SHEET.findall(listed)):
        part, name = parts.get(sheet.get("id", ""), ""), sheet.get("name", "")
        if xml := package.read(part):
            found[name] = Marks(xml, styles, partial(_links, package, part), tuple(asides.get(name, ())))
    return found


def _asides(listed: bytes) -> dict[str, list[tuple[Position, Position]]]:
    """The areas of each sheet that are beside the paper, as our own forms name them (etl/template.py)."""
    found: dict[str, list[tuple[Position, Position]]] = {}
    if ASIDE.lower().encode() not in listed.lower():
        return found
    for said, area in _NAMED.findall(listed):
        if _attributes(said).get("name", "").lower().startswith(ASIDE.lower()):
            for quoted, plain, left, top, right, bottom in _AREA.findall(unescape(area.decode("utf-8", "replace"))):
                corners = (int(top) - 1, column_no(left)), (int(bottom) - 1, column_no(right))
                found.setdefault(quoted.replace("''", "'") or plain, []).append(corners)
    return found


def _workbook(package: Package) -> str:
    """The name of the part that lists the sheets: xl/workbook.xml unless the package says otherwise."""
    if "xl/workbook.xml" in package.parts:
        return "xl/workbook.xml"
    targets = [one["Target"] for one in _related(package, "") if one.get("Type", "").endswith("/officeDocument")]
    return targets[0].lstrip("/") if targets else "xl/workbook.xml"


def _related(package: Package, part: str) -> list[dict[str, str]]:
    folder, _, name = part.rpartition("/")
    relations = package.read(f"{folder}/_rels/{name}.rels".lstrip("/"))
    return [one for one in map(_attributes, _RELATION.findall(relations)) if "Id" in one and "Target" in one]


def _inside(part: str, target: str) -> str:
    """The name of a part that another leads to.

    >>> _inside("xl/workbook.xml", "worksheets/sheet1.xml"), _inside("xl/workbook.xml", "/xl/styles.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml')
    """
    return target.lstrip("/") if target.startswith("/") else f"{part.rpartition('/')[0]}/{target}"


def _links(package: Package, part: str) -> dict[str, str]:
    return {one["Id"]: one["Target"] for one in _related(package, part) if one.get("TargetMode") == "External"}
