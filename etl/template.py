"""A form of etl/forms -> an Excel workbook to fill in, in Kazakh or Russian, which etl/readers reads back without loss.

Labels and headings are those of the form's file; what stands on which sheet, and the lists to choose from, is template.toml.
Cells to fill in are open, all others are protected. A plan is three cells below one heading («кемінде | 70 | адам»), which
etl/tables.py reads together. Sums that check the reporter's own stand beside the tables, in areas whose names begin with
Esep_aside: they are not printed, and the reader leaves them out, as it does the sheet on how to fill the form in.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.forms import wordings
from etl.readers.xlsx_marks import ASIDE

Language = Literal["kk", "ru"]
LANGUAGES: Final[tuple[Language, ...]] = ("kk", "ru")
_HERE: Final = Path(__file__).resolve().parent
_REFERENCE: Final = _HERE.parent / "data" / "reference"
_KAZAKH: Final = frozenset("әғқңөұүһі")
_A4: Final = 9
_TEXT, _GENERAL, _COUNT, _DAY, _TENGE = "@", "General", "#,##0", "dd.mm.yyyy", '#,##0.## "₸"'
_LINE: Final = Side(style="thin", color="8C8C8C")
_RULED: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FACE: Final = "Calibri"
_TITLE: Final = Font(name=_FACE, size=14, bold=True)
_BOLD: Final = Font(name=_FACE, bold=True)
_GREY: Final = Font(name=_FACE, italic=True, color="5F5F5F")
_HEADING_FILL: Final = PatternFill("solid", fgColor="DDE7F0")
_OPEN_FILL: Final = PatternFill("solid", fgColor="FFFBE3")
_GOOD: Final = (Font(color="1B6B35", bold=True), PatternFill(bgColor="DFF2E3"))
_BAD: Final = (Font(color="A01818", bold=True), PatternFill(bgColor="FBE0DD"))
_OPEN: Final = Protection(locked=False)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_CENTRED: Final = Alignment(wrap_text=True, vertical="center", horizontal="center")
_FIELD_WIDTHS: Final = (46, 15, 4, 15, 56)  # a label, a first day, a dash, a last day, and the rest of a long value
_LAST: Final = len(_FIELD_WIDTHS)
_PROSE_HEIGHT, _LINE_HEIGHT = 45.0, 16.0  # points; merged cells do not grow with their words
_LABEL_LETTERS: Final = 40  # on a line of a field's label
_FURTHEST: Final = 400  # rows that an area beside the paper goes down
_ASIDE_COLUMNS: Final = 3
_FROM: Final = 2000  # no grant of these forms is older


def codes() -> tuple[str, ...]:
    """The forms that there is a template of."""
    return tuple(code for code, said in _layout().items() if isinstance(said, dict) and "sheets" in said)


def template(form: str, language: Language) -> bytes:
    """The form as a workbook to fill in.

    Raises LookupError if there is no template of that form.
    """
    if form not in codes():
        raise LookupError(f"no template of form '{form}'; there are: {', '.join(codes())}")
    book = _Book(form, language)
    book.write()
    stream = BytesIO()
    book.book.save(stream)
    return stream.getvalue()


@cache
def _layout() -> dict[str, Any]:
    return tomllib.loads((_HERE / "template.toml").read_text(encoding="utf-8"))


def printed(wording: Sequence[str], language: Language) -> str:
    """The wording of a label that the form has in that language: the first one, or the only one there is.

    >>> printed(["Өткізу күні", "Дата проведения", "Дата"], "ru"), printed(["жоспар", "план"], "ru"), printed(["№"], "ru")
    ('Дата проведения', 'план', '№')
    """
    if language == "kk":
        return wording[0]
    return next((said for said in wording if not _is_kazakh(said)), wording[0])


def _is_kazakh(said: str) -> bool:
    words = said.lower()
    return not _KAZAKH.isdisjoint(words) or not {*words.split()}.isdisjoint(_layout()["kazakh_words"])


@cache
def places(language: Language) -> tuple[str, ...]:
    """Every region, and its cities and districts below it, as a report names them and the reader knows them."""
    name = f"full_{language}"
    regions = _rows("regions.csv")
    found = []
    for region in regions:
        found.append(region[name])
        below = [place for place in _rows("places.csv") if place["region"] == region["code"]]
        found += [f"{region[name]}, {place[name]}" for place in below if place[name] != region[name]]
    return tuple(found)


def _rows(file: str) -> list[dict[str, str]]:
    with (_REFERENCE / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@dataclass(slots=True)
class _Book:
    """The workbook while it is being written; remembers cells that checks elsewhere refer to."""

    form: str
    language: Language
    book: Workbook = field(default_factory=Workbook)
    lists: dict[str, str] = field(default_factory=dict)  # name -> the range of its choices
    known: dict[str, str] = field(
        default_factory=dict
    )  # what checks refer to: "grant", "effect payroll_kzt", "total age"
    asides: list[str] = field(default_factory=list)  # areas beside the paper
    said: dict[str, Any] = field(init=False)
    words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.said = wordings(self.form)
        self.words = _layout()["words"][self.language]

    def label(self, wording: Sequence[str]) -> str:
        return printed(wording, self.language)

    def write(self) -> None:
        first = self.book.worksheets[0]
        sheets = _layout()[self.form]["sheets"]
        pages = [self.book.create_sheet(sheet["name"][self.language]) for sheet in sheets]
        self._write_lists()
        for page, sheet in zip(pages, sheets, strict=True):
            _Page(self, page).write(sheet["parts"])
        self._write_how(first)
        for number, area in enumerate(self.asides, 1):
            name = f"{ASIDE}_{number}"
            self.book.defined_names[name] = DefinedName(name, attr_text=area)
        self.book.active = 1
        first.sheet_view.tabSelected = False
        if self.book.calculation is not None:
            self.book.calculation.fullCalcOnLoad = True

    def _write_lists(self) -> None:
        page = self.book.create_sheet(self.words["lists"])
        page.sheet_state = "hidden"
        said = _layout()["lists"][self.language]
        statuses = next(one for one in self.said["dimensions"] if one["code"] == "status")["categories"]
        choices = {
            "bound": said["bounds"],
            "unit": said["units"],
            "grant_kind": said["grant_kinds"],
            "place": places(self.language),
            "category": [self.label(one["labels"]) for one in statuses],
        }
        for column, (name, listed) in enumerate(choices.items(), 1):
            for row, choice in enumerate(listed, 1):
                page.cell(row, column, choice)
            letter = get_column_letter(column)
            self.lists[name] = f"{quote_sheetname(page.title)}!${letter}$1:${letter}${len(listed)}"

    def _write_how(self, page: Worksheet) -> None:
        """The sheet on how to fill the form in, all of it beside the paper."""
        page.title = self.words["how"]
        page.column_dimensions["A"].width, page.column_dimensions["B"].width = 5, 110
        page["B1"], page["B1"].font = self.words["how"], _TITLE
        how = _layout()["how"][self.language]
        for number, line in enumerate([*how["lines"], *how.get(self.form, ())], 1):
            row = number + 2
            page.cell(row, 1, number).alignment = Alignment(vertical="top", horizontal="right")
            page.cell(row, 2, line).alignment = _WRAPPED
            page.row_dimensions[row].height = 17.0 * (1 + len(line) // 105)
        page["A3"].fill = _OPEN_FILL
        page.protection.sheet = True
        page.sheet_view.showGridLines = False
        _prepare_print(page, 2, "portrait")
        self.asides.append(f"{quote_sheetname(page.title)}!$A$1:$H${_FURTHEST}")


@dataclass(slots=True)
class _Page:
    """One sheet of the form, written from top to bottom."""

    book: _Book
    page: Worksheet
    row: int = 1
    right: int = _LAST  # the last column that is printed
    validations: dict[str, DataValidation] = field(default_factory=dict)

    def write(self, parts: Iterable[dict[str, Any]]) -> None:
        writers: dict[str, Callable[[dict[str, Any]], None]] = {
            "title": self._title,
            "contract": self._contract,
            "fields": self._fields,
            "field": self._field,
            "section": self._section,
            "table": self._table,
            "dimensions": self._dimensions,
            "closing": self._closing,
        }
        parts = list(parts)
        if not any("table" in part or "dimensions" in part for part in parts):
            for column, width in enumerate(_FIELD_WIDTHS, 1):
                self._width(column, width)
        else:
            self.right = max(self._columns_of(part) for part in parts)
        for part in parts:
            next(write for name, write in writers.items() if name in part)(part)
        self._finish()

    def _columns_of(self, part: dict[str, Any]) -> int:
        if "dimensions" in part:
            return 2 + max(len(one["categories"]) for one in self.book.said["dimensions"])
        if "table" not in part:
            return 1
        return sum(map(len, _layout()["tables"][part["table"]]["widths"].values()))

    def _finish(self) -> None:
        page = self.page
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = page.protection.formatCells = False
        page.sheet_view.showGridLines = False
        for validation in self.validations.values():
            page.add_data_validation(validation)
        _prepare_print(page, self.right, "landscape")
        page.print_area = f"A1:{get_column_letter(self.right)}{self.row}"

    # --- paragraphs and fields ----------------------------------------------------------------------------

    def _title(self, _: dict[str, Any]) -> None:
        titles = [said for said in self.book.said["titles"] if _is_kazakh(said) == (self.book.language == "kk")]
        longest = max(titles, key=len)
        cell = self._across(longest[:1].upper() + longest[1:])
        cell.font, cell.alignment = _TITLE, _CENTRED
        self.page.row_dimensions[self.row - 1].height = 42.0

    def _contract(self, part: dict[str, Any]) -> None:
        if part.get("annex"):
            self._across(self.book.words["annex"]).alignment = Alignment(horizontal="right")
        for name, kind in (("contract_no", "words"), ("contract_date", "day")):
            self._labelled(self.book.words[name], kind)

    def _fields(self, part: dict[str, Any]) -> None:
        for name in part["fields"]:
            label = self.book.label(self.book.said["fields"][name])
            if name == "period":
                self._period(label)
            else:
                self._labelled(label, "tenge" if name == "grant" else "words", name)
        self.row += 1

    def _labelled(self, label: str, kind: str, name: str = "") -> None:
        """A label and, beside it, the cell of its value."""
        self._label(label)
        cell = self._open(self.row, 2, kind)
        self._merge(self.row, 2, _LAST if kind == "words" else 4)
        if name in ("goal", "achieved"):
            self.page.row_dimensions[self.row].height = 2 * _PROSE_HEIGHT
        if name:
            self.book.known[name] = self._address(cell)
        self.row += 1

    def _period(self, label: str) -> None:
        self._label(label)
        for column in (2, 4):
            self._open(self.row, column, "day")
        dash = self._cell(self.row, 3)
        dash.value, dash.alignment = "–", _CENTRED
        self.row += 1

    def _label(self, label: str) -> None:
        cell = self._cell(self.row, 1)
        cell.value, cell.font, cell.alignment, cell.border, cell.fill = label, _BOLD, _WRAPPED, _RULED, _HEADING_FILL
        self.page.row_dimensions[self.row].height = _LINE_HEIGHT * (1 + max(1, len(label) // _LABEL_LETTERS))

    def _field(self, part: dict[str, Any]) -> None:
        """A field of the form below the header: its label, and a paragraph below it."""
        self._heading(self.book.said["fields"][part["field"]], part.get("no"))
        self._prose(1)

    def _section(self, part: dict[str, Any]) -> None:
        self._heading(self.book.said["sections"][part["section"]], part.get("no"))
        self._prose(part.get("rows", 0))

    def _heading(self, wording: Sequence[str], number: str | None) -> None:
        label = self.book.label(wording)
        cell = self._across(" ".join(filter(None, (number, label[:1].upper() + label[1:]))))
        cell.font, cell.alignment = _BOLD, _WRAPPED
        self.page.row_dimensions[self.row - 1].height = 18.0 if len(label) < 90 else 34.0

    def _prose(self, rows: int) -> None:
        """Cells of a paragraph each."""
        for _ in range(rows):
            self._open(self.row, 1, "words")
            self._merge(self.row, 1, self.right)
            self.page.row_dimensions[self.row].height = _PROSE_HEIGHT
            self.row += 1
        self.row += rows > 0

    def _closing(self, _: dict[str, Any]) -> None:
        self.row += 1
        label = self._cell(self.row, 1)
        label.value = self.book.label(self.book.said["sections"]["closing"])
        self._merge(self.row, 1, max(self.right - 1, 1))
        label.alignment = Alignment(horizontal="right")
        self._open(self.row, self.right, "number")
        self.row += 1

    def _across(self, words: str) -> Cell:
        cell = self._cell(self.row, 1)
        cell.value = words
        self._merge(self.row, 1, self.right)
        self.row += 1
        return cell

    # --- tables -------------------------------------------------------------------------------------------

    def _table(self, part: dict[str, Any]) -> None:
        name = part["table"]
        listed = next(one for one in self.book.said["tables"] if one["name"] == name)["columns"]
        columns = [column for column in listed if not column.get("added")]
        laid = _layout()["tables"][name]
        top, at = self.row, 1
        placed: dict[str, int] = {}
        below = {"plan", "fact"} if any(column["field"] == "values" for column in columns) else set()
        height = 2 if below else 1
        for column in columns:
            if column["field"] == "values":
                span = sum(len(laid["widths"][one]) for one in below)
                self._headed(top, at, self.book.label(column["headings"]), 1, span)
                continue
            said = column["field"]
            widths = laid["widths"][said]
            low = said in below
            self._headed(top + low, at, self.book.label(column["headings"]), 1 if low else height, len(widths))
            for number, width in enumerate(widths):
                self._width(at + number, width)
            placed[said] = at
            at += len(widths)
        self.page.row_dimensions[top].height = 48.0
        self.row += height
        kinds = {said: laid.get("cells", {}).get(said, ["words"] * len(laid["widths"][said])) for said in placed}
        if name == "effects":
            self._effect_rows(placed, kinds)
        else:
            self._blank_rows(placed, kinds, laid["rows"])
        if name == "main":
            self.page.freeze_panes = f"C{top + height}"
            self._check_plans(placed, top, laid["rows"])
        self.page.print_title_rows = f"{top}:{top + height - 1}" if top == 1 else None
        self.row += 1

    def _headed(self, row: int, column: int, words: str, height: int, width: int) -> None:
        for one in range(row, row + height):
            for other in range(column, column + width):
                cell = self._cell(one, other)
                cell.border, cell.fill = _RULED, _HEADING_FILL
        cell = self._cell(row, column)
        cell.value, cell.font, cell.alignment = words, _BOLD, _CENTRED
        if height > 1 or width > 1:
            self.page.merge_cells(
                start_row=row, start_column=column, end_row=row + height - 1, end_column=column + width - 1
            )

    def _blank_rows(self, placed: dict[str, int], kinds: dict[str, list[str]], rows: int) -> None:
        for row in range(self.row, self.row + rows):
            for said, at in placed.items():
                for number, kind in enumerate(kinds[said]):
                    self._open(row, at + number, kind)
        self.row += rows

    def _effect_rows(self, placed: dict[str, int], kinds: dict[str, list[str]]) -> None:
        number = 0
        units, unit_of = _layout()["units"], _layout()["effect_units"]
        for effect in self.book.said["effects"]:
            is_part = "under" in effect
            number += not is_part
            said = {
                "no": "" if is_part else f"{number}.",
                "effect": self.book.label(effect["labels"]),
                "unit": units[unit_of[effect["code"]]][self.book.language],
            }
            for name, words in said.items():
                cell = self._cell(self.row, placed[name])
                cell.value, cell.border, cell.alignment = words or None, _RULED, _WRAPPED
                if is_part and name == "effect":
                    cell.alignment = Alignment(wrap_text=True, vertical="top", indent=2)
            for name in ("plan", "fact"):
                for offset, kind in enumerate(kinds[name]):
                    cell = self._open(self.row, placed[name] + offset, kind)
                    if kind == "number":
                        cell.number_format = _GENERAL if unit_of[effect["code"]] != "money" else "#,##0.##"
            self.book.known[f"effect {effect['code']}"] = self._address(cell)
            self.row += 1
        self._check_spending()

    def _dimensions(self, _: dict[str, Any]) -> None:
        said = self.book.said
        self._width(1, 28)
        for column in range(2, self.right + 1):
            self._width(column, 15)
        totals = []
        for dimension in said["dimensions"]:
            caption = self._across(self.book.label(dimension["titles"]))
            caption.font = _BOLD
            headings = [self.book.label(said["total"])]
            headings += [self.book.label(one["labels"]) for one in dimension["categories"]]
            for column, heading in enumerate(headings, 2):
                self._headed(self.row, column, heading, 1, 1)
            self.page.row_dimensions[self.row].height = 78.0
            self._aside_headings(self.row, "counted", "agrees")
            last = get_column_letter(1 + len(headings))
            for name in ("own", "small_grants"):
                self.row += 1
                cell = self._cell(self.row, 1)
                cell.value, cell.border, cell.alignment = self.book.words[name], _RULED, _WRAPPED
                for column in range(2, 2 + len(headings)):
                    self._open(self.row, column, "count")
                self._check_sum(f"$B${self.row}", f"$C${self.row}:${last}${self.row}")
                if name == "own":
                    totals.append(f"$B${self.row}")
            self.row += 2
        self._check_totals(totals)

    # --- checks beside the tables -------------------------------------------------------------------------

    def _aside(self) -> int:
        """The first column beside the paper on this sheet, one left free."""
        first = self.right + 2
        area = f"${get_column_letter(first)}$1:${get_column_letter(first + _ASIDE_COLUMNS)}${_FURTHEST}"
        named = f"{quote_sheetname(self.page.title)}!{area}"
        if named not in self.book.asides:
            self.book.asides.append(named)
            for column in range(first, first + _ASIDE_COLUMNS):
                self._width(column, 20)
            self._grey(1, first, self.book.words["check"])
            marks = f"{get_column_letter(first)}2:{get_column_letter(first + _ASIDE_COLUMNS)}{_FURTHEST}"
            corner = marks.split(":")[0]
            for mark, (font, fill) in (("✓", _GOOD), ("✗", _BAD)):
                self.page.conditional_formatting.add(marks, _rule(f'LEFT({corner},1)="{mark}"', font, fill))
        return first

    def _aside_headings(self, row: int, *names: str) -> None:
        first = self._aside()
        for column, name in enumerate(names, first):
            self._grey(row, column, self.book.words[name])

    def _grey(self, row: int, column: int, words: str) -> None:
        cell = self._cell(row, column)
        cell.value, cell.font, cell.alignment = words, _GREY, Alignment(wrap_text=True, vertical="bottom")

    def _formula(self, row: int, column: int, formula: str) -> Cell:
        cell = self._cell(row, column)
        cell.value, cell.number_format = f"={formula}", _COUNT
        cell.alignment = Alignment(horizontal="left")
        return cell

    def _check_sum(self, total: str, counts: str) -> None:
        """The sum of a row's categories, and whether it is the total that the row states."""
        first = self._aside()
        self._formula(self.row, first, f'IF(COUNT({counts})=0,"",SUM({counts}))')
        mark = self._formula(self.row, first + 1, _agrees(total, f"SUM({counts})", f"COUNT({counts})=0"))
        rule = _rule(f'LEFT(${mark.column_letter}${self.row},1)="✗"', *_BAD)
        self.page.conditional_formatting.add(total.replace("$", ""), rule)

    def _check_totals(self, totals: list[str]) -> None:
        """Whether the totals of all tables agree with the first, and the direct beneficiaries with it."""
        first = self._aside()
        self._grey(self.row, first, self.book.words["totals"])
        self._formula(self.row + 1, first, ' & " = " & '.join(totals))
        same = f"AND({','.join(f'{totals[0]}={one}' for one in totals[1:])})"
        self._formula(self.row + 1, first + 1, f'IF(COUNT({",".join(totals)})<{len(totals)},"",IF({same},"✓","✗"))')
        direct = self.book.known.get("effect direct_beneficiaries")
        if direct:
            self._grey(self.row + 2, first, self.book.words["direct"])
            self._formula(self.row + 3, first, f'IF({direct}="","",{direct})')
            self._formula(self.row + 3, first + 1, _agrees(totals[0], direct, f'{direct}=""'))

    def _check_spending(self) -> None:
        """Whether pay, taxes and purchases come to the grant."""
        spent = [self.book.known[f"effect {code}"] for code in ("payroll_kzt", "taxes_kzt", "contribution_kzt")]
        grant, first = self.book.known["grant"], self._aside()
        self._grey(self.row - 3, first, self.book.words["spent"])
        self._formula(self.row - 2, first, f'IF(COUNT({",".join(spent)})=0,"",SUM({",".join(spent)}))')
        self._formula(
            self.row - 2, first + 1, _agrees(grant, f"SUM({','.join(spent)})", f"COUNT({','.join(spent)})<{len(spent)}")
        )

    def _check_plans(self, placed: dict[str, int], top: int, rows: int) -> None:
        """Beside each row, whether its fact reaches its plan."""
        self._aside_headings(top + 1, "reached")
        first = self._aside()
        bound, plan = (get_column_letter(placed["plan"] + offset) for offset in (0, 1))
        fact = get_column_letter(placed["fact"])
        at_most = _layout()["lists"][self.book.language]["bounds"][1]
        for row in range(top + 2, top + 2 + rows):
            reached = f'IF(${bound}{row}="{at_most}",${fact}{row}<=${plan}{row},${fact}{row}>=${plan}{row})'
            self._formula(row, first, f'IF(COUNT(${plan}{row},${fact}{row})<2,"",IF({reached},"✓","✗"))')

    # --- cells --------------------------------------------------------------------------------------------

    def _cell(self, row: int, column: int) -> Cell:
        cell = self.page.cell(row, column)
        assert isinstance(cell, Cell), "merged cells are written before they are merged"
        return cell

    def _address(self, cell: Cell) -> str:
        return f"{quote_sheetname(self.page.title)}!${cell.column_letter}${cell.row}"

    def _open(self, row: int, column: int, kind: str) -> Cell:
        """A cell to fill in, with what may be put into it."""
        cell = self._cell(row, column)
        cell.border, cell.fill, cell.protection, cell.alignment = _RULED, _OPEN_FILL, _OPEN, _WRAPPED
        cell.number_format = _FORMATS.get(kind, _TEXT)
        if kind != "words":
            self._validation(kind).add(cell)
        return cell

    def _validation(self, kind: str) -> DataValidation:
        if kind not in self.validations:
            self.validations[kind] = _validation(kind, self.book)
        return self.validations[kind]

    def _merge(self, row: int, left: int, right: int) -> None:
        if right > left:
            is_ruled = self._cell(row, left).border.left.style is not None
            for column in range(left + 1, right + 1):
                self._cell(row, column).border = _RULED if is_ruled else Border()
            self.page.merge_cells(start_row=row, start_column=left, end_row=row, end_column=right)

    def _width(self, column: int, width: float) -> None:
        self.page.column_dimensions[get_column_letter(column)].width = width


_FORMATS: Final = {"number": _GENERAL, "count": _COUNT, "day": _DAY, "date": _DAY, "tenge": _TENGE}


def _rule(formula: str, font: Font, fill: PatternFill) -> Rule:
    made: Rule = FormulaRule(formula=[formula], font=font, fill=fill)  # type: ignore[no-untyped-call]
    return made


def _agrees(total: str, other: str, unknown: str) -> str:
    """A formula: ✓ if both are the same, else ✗ and by how much; nothing where either is not known."""
    return f'IF(OR({total}="",{unknown}),"",IF({other}={total},"✓","✗ "&TEXT({other}-{total},"+0;-0")))'


def _validation(kind: str, book: _Book) -> DataValidation:
    """What may be put into a cell of that kind; places, units and categories may also be written in one's own words."""
    if kind in book.lists:
        made = DataValidation(type="list", formula1=book.lists[kind], allow_blank=True)
        made.showErrorMessage = kind == "bound"
    elif kind in ("count", "tenge"):
        number: Literal["whole", "decimal"] = "whole" if kind == "count" else "decimal"
        made = DataValidation(type=number, operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        made.showErrorMessage = True
    elif kind == "number":
        made = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        made.showErrorMessage, made.errorStyle = True, "warning"
    elif kind == "day":
        made = DataValidation(type="date", operator="greaterThan", formula1=f"DATE({_FROM},1,1)", allow_blank=True)
        made.showErrorMessage = True
    else:
        made = DataValidation(allow_blank=True)
    prompt = _layout()["prompts"][book.language].get({"count": "number"}.get(kind, kind))
    if prompt:
        made.prompt, made.showInputMessage = prompt, True
        made.error = prompt
    return made


def _prepare_print(page: Worksheet, right: int, orientation: Literal["portrait", "landscape"]) -> None:
    """A4, one page wide, numbered at the foot."""
    page.page_setup.paperSize, page.page_setup.orientation = _A4, orientation
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_area = f"A1:{get_column_letter(right)}{page.max_row}"
    foot = page.oddFooter
    assert foot is not None, "a new sheet has a footer"
    foot.left.text, foot.right.text = page.title, "&P / &N"
