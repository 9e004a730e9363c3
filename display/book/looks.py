"""How cells look: a small set of looks, each with the formats of numbers that it is met with."""

from __future__ import annotations

from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

Kind = Literal[
    "plain",
    "wrapped",
    "doubtful",
    "absent",
    "link",
    "quoted",
    "heading",
    "heading_of_figures",
    "total",
    "title",
    "note",
    "label",
    "aside",
]

GENERAL: Final = "General"
ACCENT, AMBER, PALE, GREY, WHITE = "0E7490", "FDE9C8", "E6F2F5", "6B7280", "FFFFFF"
LINE: Final = Side(style="thin", color="CBD5E1")
TOP: Final = Alignment(vertical="top")
WRAPPED: Final = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=True)
FACE: Final = "Calibri"
FONTS: Final[dict[Kind, Font]] = {
    "absent": Font(name=FACE, italic=True, color=GREY),
    "link": Font(name=FACE, color=ACCENT, underline="single"),
    "heading": Font(name=FACE, bold=True, color=WHITE),
    "heading_of_figures": Font(name=FACE, bold=True, color=WHITE),
    "total": Font(name=FACE, bold=True),
    "title": Font(name=FACE, bold=True, size=16, color=ACCENT),
    "note": Font(name=FACE, italic=True, color=GREY),
    "label": Font(name=FACE, bold=True),
}
FILLS: Final[dict[Kind, PatternFill]] = {
    "doubtful": PatternFill("solid", start_color=AMBER),
    "heading": PatternFill("solid", start_color=ACCENT),
    "heading_of_figures": PatternFill("solid", start_color=ACCENT),
    "total": PatternFill("solid", start_color=PALE),
}
PLACES: Final[dict[Kind, Alignment]] = {
    "wrapped": WRAPPED,
    "heading": Alignment(wrap_text=True, vertical="center"),
    "heading_of_figures": Alignment(wrap_text=True, vertical="center", horizontal="right", indent=1),
    "title": Alignment(vertical="center"),
    "note": Alignment(vertical="top"),
    "aside": Alignment(vertical="top", horizontal="left", indent=1),
    "absent": Alignment(vertical="top", horizontal="right"),
    "total": Alignment(vertical="center"),
    "label": Alignment(vertical="top", horizontal="left", wrap_text=True),
}


class Looks:
    """The looks of one workbook: each is kept in it once, and known by its number."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[Kind, str], int] = {}

    def __call__(self, kind: Kind, number_format: str = GENERAL) -> int:
        """Return the number of a look, as the attribute s of a cell names it."""
        known = (kind, number_format)
        if known not in self._known:
            self._known[known] = self._made(kind, number_format)
        return self._known[known]

    def _made(self, kind: Kind, number_format: str) -> int:
        sheet = self._book.create_sheet()  # openpyxl numbers looks as they are given to a cell
        cell = sheet["A1"]
        cell.number_format = number_format
        cell.alignment = PLACES.get(kind, TOP)
        if kind in FONTS:
            cell.font = FONTS[kind]
        if kind in FILLS:
            cell.fill = FILLS[kind]
        if kind == "total":
            cell.border = Border(top=LINE, bottom=LINE)
        if kind == "quoted":
            cell.quotePrefix = True
            cell.alignment = WRAPPED
        number = int(cell.style_id)
        self._book.remove(sheet)
        return number
