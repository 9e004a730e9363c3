"""The cover, which says what the workbook shows and how to read it, and the dictionary of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from display import numbers
from display.book.long_sheets import Filled, link
from display.book.looks import Looks
from display.book.sheets import Column
from display.book.written import Cell, Row, height_of
from display.words import Words

COVER_COLUMNS: Final = (34, 20, 110)
DICTIONARY_COLUMNS: Final = (24, 36, 84, 32, 44)
DAY_AND_HOUR: Final = "dd.mm.yyyy hh:mm"
METHOD: Final = (
    "counted_once", "four_kinds", "hidden", "doubtful", "not_added", "share", "assigned", "live", "links"
)  # fmt: skip


def cover(
    info: Mapping[str, Any],
    totals: Mapping[str, Any],
    selection: Sequence[tuple[str, str]],
    sheets: Sequence[tuple[str, str, int | None]],
    looks: Looks,
    words: Words,
) -> list[Row]:
    """Return the cover: release, selection, counts, how to read the figures, and the way to every sheet.

    `sheets` are the name, the title and the number of rows of each.
    """
    label, text, whole = looks("label"), looks("wrapped"), looks("aside", "#,##0")
    rows: list[Row] = [
        [Cell(words["product.name"], looks("title"))],
        [Cell(words["book.cover.note"], looks("note"))],
        [],
        [Cell(words["column.release_no"], label), Cell(int(info["release_no"]), looks("aside", "0"))],
        [
            Cell(words["column.published_at"], label),
            Cell(pd.Timestamp(info["published_at"]).to_pydatetime(), looks("aside", DAY_AND_HOUR)),
            Cell(words["book.cover.utc"], looks("note")),
        ],
        *_example(info, looks, words),
        [],
        _heading(words["workbook.selection"], looks),
        *(
            [[Cell(name, label), None, Cell(value, _text(value, looks))] for name, value in selection]
            or [[Cell(words["workbook.everything"], label)]]
        ),
        [],
        _heading(words["book.cover.counts"], looks),
        *(
            [Cell(words[f"column.{name}"], label), Cell(int(totals[name]), whole)]
            for name in ("project_count", "report_count", "organisation_count", "indicator_count", "finding_count")
        ),
        [],
        _heading(words["book.cover.method"], looks),
        *([Cell(words[f"book.method.{name}.title"], label), None, Cell(words[f"book.method.{name}.text"], text)] for name in METHOD),
        [],
        _heading(words["book.cover.sheets"], looks, words["book.cover.rows"]),
    ]  # fmt: skip
    rows += [
        [
            Cell(link(title, 1, title), looks("link")),
            None if count is None else Cell(count, whole),
            Cell(words[f"book.{name}.note"], text),
        ]
        for name, title, count in sheets
    ]
    return rows


def _example(info: Mapping[str, Any], looks: Looks, words: Words) -> list[Row]:
    """That the reports are made up, where they are."""
    if numbers.is_absent(info["is_example"]) or not info["is_example"]:
        return []
    return [
        [Cell(words["column.is_example"], looks("label")), None, Cell(words["book.cover.example"], looks("wrapped"))]
    ]


def _heading(text: str, looks: Looks, beside: str | None = None) -> Row:
    return [Cell(said, looks("heading")) for said in (text, beside, None)]


def heights(rows: Sequence[Row], widths: Sequence[float]) -> dict[int, float]:
    """Return how high each row must be; a note runs on over the columns beside it."""
    told = {
        number: [(cell.value if cell else None, width) for cell, width in zip(row, widths, strict=False)]
        for number, row in enumerate(rows, 1)
    }
    return {1: 24, **{number: height_of(row) for number, row in told.items() if len(row) > 1}}


def _text(text: str, looks: Looks) -> int:
    return looks("quoted" if text.startswith(("=", "+", "-", "@")) else "wrapped")


def dictionary(sheets: Sequence[Filled], looks: Looks, words: Words) -> list[Row]:
    """Return what every column of every sheet means, its unit, and what stands where there is no value."""
    headings = ("sheet", "column", "meaning", "unit", "absent")
    rows: list[Row] = [
        [Cell(words["book.dictionary.title"], looks("title"))],
        [Cell(words["book.dictionary.note"], looks("note"))],
        [],
        [Cell(words[f"book.dictionary.{name}"], looks("heading")) for name in headings],
    ]
    for sheet in sheets:
        rows += [
            [
                Cell(link(sheet.title, 1, sheet.title), looks("link")),
                Cell(words[f"column.{column.name}"], looks("label")),
                Cell(_meaning(sheet.page.name, column.name, words), looks("wrapped")),
                Cell(words[f"book.unit.{column.unit}"], looks("plain")),
                Cell(_absence(column, words), looks("wrapped")),
            ]
            for column in sheet.page.columns
        ]
    return rows


def _meaning(sheet: str, column: str, words: Words) -> str:
    """What a column means on this sheet, where that differs, else everywhere."""
    return words.get(f"book.means.{sheet}_{column}") or words[f"book.means.{column}"]


def _absence(column: Column, words: Words) -> str:
    """What a cell of the column holds where there is no value."""
    if column.state:
        return words["book.absence.people"]
    if column.written:
        return words["book.absence.number"]
    return "«" + words[column.absent] + "»" if column.absent else words["book.absence.empty"]
