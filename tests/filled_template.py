"""Fills an Excel form in as a person does: finds a label or a heading by its words, and writes beside or below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.forms import wordings
from etl.template import Language, printed, template

Value = str | int | float | date | None


class Filler:
    """A form of a language being filled in."""

    def __init__(self, form: str, language: Language) -> None:
        self.book = load_workbook(BytesIO(template(form, language)))
        self.said = wordings(form)
        self.language = language

    @property
    def pages(self) -> list[Worksheet]:
        """The sheets of the form: neither the one on how to fill it in nor the hidden one."""
        return [page for page in self.book.worksheets[1:] if page.sheet_state == "visible"]

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path

    def field(self, name: str, *values: Value) -> None:
        """Write beside the label of a field: in each open cell of its row."""
        self.beside(printed(self.said["fields"][name], self.language), *values)

    def beside(self, label: str, *values: Value) -> None:
        cell = self._cell(label)
        beside = [one for one in cell.parent[cell.row] if one.column > cell.column and _is_open(one)]
        for one, value in zip(beside, values, strict=False):
            one.value = value

    def below(self, section: str, paragraphs: Iterable[str], part: str = "sections") -> None:
        """Write paragraphs below a heading, one a row."""
        cell = self._cell(printed(self.said[part][section], self.language))
        for row, words in enumerate(paragraphs, cell.row + 1):
            open_cell = cell.parent.cell(row, 1)
            assert _is_open(open_cell), f"no room for a paragraph below {section}"
            open_cell.value = words

    def table(self, name: str, rows: Sequence[Mapping[str, Value | tuple[Value, ...]]]) -> None:
        """Write rows below the headings of a table; several values of a field stand in cells beside each other."""
        columns = next(one for one in self.said["tables"] if one["name"] == name)["columns"]
        printed_ones = [one for one in columns if not one.get("added")]
        headings = {one["field"]: printed(one["headings"], self.language) for one in printed_ones}
        page, first = self._page_of([words for field, words in headings.items() if field != "values"])
        heads = {field: self._cell(words, page) for field, words in headings.items()}
        for row, cells in enumerate(rows, first):
            for field, said in cells.items():
                for offset, value in enumerate(said if isinstance(said, tuple) else (said,)):
                    open_cell = page.cell(row, heads[field].column + offset)
                    assert _is_open(open_cell), f"{field} of row {row} is no cell to fill in"
                    open_cell.value = value

    def effect(self, code: str, plan: tuple[Value, Value], fact: Value) -> None:
        """Write the bound and the number of the plan, and the fact, in the row of an effect."""
        labels = next(one["labels"] for one in self.said["effects"] if one["code"] == code)
        cells = self._all(printed(labels, self.language))
        row = cells[-1 if code == "specialists_vulnerable" else 0]
        beside = [one for one in row.parent[row.row] if _is_open(one)]
        for one, value in zip(beside, (*plan, fact), strict=True):
            one.value = value

    def people(self, dimension: str, total: Value, counts: Mapping[str, Value], *, small_grants: bool = False) -> None:
        """Write a row of a table of participants."""
        known = next(one for one in self.said["dimensions"] if one["code"] == dimension)
        title = self._cell(printed(known["titles"], self.language))
        row = title.row + 2 + small_grants
        title.parent.cell(row, 2).value = total
        for column, category in enumerate(known["categories"], 3):
            title.parent.cell(row, column).value = counts.get(category["code"])

    def _page_of(self, headings: Sequence[str]) -> tuple[Worksheet, int]:
        """The sheet with all of the headings, and the first row below them."""
        for page in self.pages:
            found = [self._in(page, words) for words in headings]
            if all(found):
                return page, max(cell.row for cells in found for cell in cells) + 1
        raise AssertionError(f"no sheet has all of {headings}")

    def _cell(self, words: str, page: Worksheet | None = None) -> Cell:
        return self._all(words, page)[0]

    def _all(self, words: str, page: Worksheet | None = None) -> list[Cell]:
        found = [cell for one in ([page] if page else self.pages) for cell in self._in(one, words)]
        assert found, f"no cell says «{words}»"
        return found

    @staticmethod
    def _in(page: Worksheet, words: str) -> list[Cell]:
        cells = (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str))
        return [cell for cell in cells if _same(str(cell.value), words) and isinstance(cell, Cell)]


def _same(said: str, words: str) -> bool:
    """Whether a cell says the words, a number of the form before them aside."""
    bare = said.lstrip("0123456789.) ")
    return words.casefold() in (said.casefold(), bare.casefold()) or words.lstrip("0123456789.) ") == bare != ""


def _is_open(cell: object) -> bool:
    return isinstance(cell, Cell) and not cell.protection.locked
