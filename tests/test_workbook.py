"""The workbook, opened again: what a cell holds, how it is shown, and that nothing in it can do harm."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import metrics
from display.words import LANGUAGES, words
from display.workbook import LONGEST_TITLE, About, Sheet, sheet_titles, workbook
from metrics import Snapshot


class EveryWord(dict[str, str]):
    """Answers every key with the key itself."""

    def __missing__(self, key: str) -> str:
        return key


WORDS = EveryWord()
SOURCES = pd.DataFrame({"project_title": ["Жоба"], "report_id": ["0f3a"]})


def about(**values: object) -> About:
    plain = {
        "selection": [("Год", "2024")],
        "release_no": 42,
        "published_at": datetime(2026, 11, 21, 9, 30),  # noqa: DTZ001 - as the warehouse stores it, in UTC
        "report_count": 55,
        "sources": SOURCES,
    }
    return About(**{**plain, **values})  # type: ignore[arg-type]


def opened(*sheets: Sheet, **values: object) -> Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(sheets, about(**values), WORDS)))


def page(**columns: list[object]) -> Worksheet:
    """The sheet of one answer with these columns."""
    return opened(Sheet("Ответ", pd.DataFrame(columns)))["Ответ"]


def texts(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(
    ("column", "value", "number_format"),
    [
        ("grant_kzt", 7_000_000.0, "#,##0 [$₸-43F]"),
        ("kzt_per_direct", 8997.0, "#,##0 [$₸-43F]"),
        ("met_count", 2315, "#,##0"),
        ("report_year", 2024, "0"),
        ("plan_value", 70.0, "#,##0"),
        ("plan_value", 12.5, "#,##0.0##"),
        ("participants_per_1000", 1.71, "#,##0.0##"),
        ("period_end", datetime(2024, 11, 7), "dd.mm.yyyy"),  # noqa: DTZ001
        ("published_at", datetime(2024, 11, 7, 9, 30), "dd.mm.yyyy hh:mm"),  # noqa: DTZ001
    ],
)
def test_formats_follow_the_unit_that_ends_the_column_name(column: str, value: object, number_format: str) -> None:
    cell = page(**{column: [value]})["A2"]
    assert (cell.value, cell.number_format) == (value, number_format)


def test_a_share_is_a_percent_of_excels_own() -> None:
    cell = page(reached_pct=[82.9])["A2"]
    assert (cell.value, cell.number_format) == (pytest.approx(0.829), "0.0%")


@pytest.mark.parametrize("absent", [None, np.nan, pd.NA, pd.NaT], ids=str)
def test_what_no_report_says_is_an_empty_cell_not_zero(absent: object) -> None:
    sheet = page(met_count=[absent, 0])
    assert [sheet["A2"].value, sheet["A3"].value] == [None, 0]


def test_nullable_columns_of_an_answer_stay_numbers() -> None:
    answer = pd.DataFrame({"met_count": pd.array([3, None], dtype="Int64"), "is_latest": [True, False]})
    sheet = opened(Sheet("Ответ", answer))["Ответ"]
    assert [[cell.value for cell in row] for row in sheet["A2:B3"]] == [[3, True], [None, False]]


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-", "@sum", "=cmd|' /C calc'!A0"])
def test_a_strangers_text_is_never_a_formula(text: str) -> None:
    cell = page(name=[text])["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_ordinary_text_has_no_quote_before_it() -> None:
    assert not page(name=["Қатысушылар саны"])["A2"].quotePrefix


def test_signs_that_xml_forbids_are_left_out_and_long_text_is_cut() -> None:
    sheet = page(words=["а\x0bб", "ы" * 40_000])
    assert sheet["A2"].value == "аб"
    assert len(sheet["A3"].value) == 32_767


def test_lists_are_joined_and_an_empty_one_is_an_empty_cell() -> None:
    sheet = page(region_codes=[["KZ-33", "KZ-19"], []])
    assert [sheet["A2"].value, sheet["A3"].value] == ["KZ-33, KZ-19", None]


def test_a_time_with_a_zone_is_written_without_it() -> None:
    assert page(published_at=[datetime(2026, 11, 21, 9, 0, tzinfo=UTC)])["A2"].value == datetime(2026, 11, 21, 9)  # noqa: DTZ001


def test_headings_are_words_and_stay_in_sight() -> None:
    sheet = page(grant_kzt=[7e6], met_count=[3])
    assert [cell.value for cell in sheet[1]] == ["column.grant_kzt", "column.met_count"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"


def test_pages_print_on_a4_lying_with_headings_on_each() -> None:
    note = "5 из 7 отчётов & другие"
    sheet = opened(Sheet("Ответ", pd.DataFrame({"met_count": [3]}), note))["Ответ"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    assert sheet.oddHeader.left.text == "5 из 7 отчётов && другие"
    assert sheet.oddFooter.left.text == "column.release_no 42"


def test_columns_are_as_wide_as_their_words_within_bounds() -> None:
    sheet = page(name=["ұзын сөз " * 30], met_count=[3])
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 18)
    assert sheet["A2"].alignment.wrap_text


def test_the_first_sheet_says_what_is_shown_and_the_last_where_it_comes_from() -> None:
    book = opened(Sheet("План/факт", pd.DataFrame({"met_count": [3]}), "41 из 43 отчётов"))
    assert book.sheetnames == ["workbook.about", "План факт", "workbook.sources"]
    front = book.worksheets[0]
    said = texts(front)
    for expected in ("product.name", 42, datetime(2026, 11, 21, 9, 30), 55, "Год", "2024", "workbook.basis_text"):  # noqa: DTZ001
        assert expected in said
    assert "41 из 43 отчётов" in said
    assert [cell.hyperlink.location for cell in front["A"] if cell.hyperlink] == [
        "'План факт'!A1",
        "'workbook.sources'!A1",
    ]
    assert [cell.value for cell in book.worksheets[-1][2]] == ["Жоба", "0f3a"]


def test_without_filters_the_first_sheet_says_that_everything_is_shown() -> None:
    assert "workbook.everything" in texts(opened(selection=[]).worksheets[0])


def test_a_filter_that_looks_like_a_formula_is_text() -> None:
    front = opened(selection=[("=1", "=2")]).worksheets[0]
    assert {cell.data_type for row in front.iter_rows() for cell in row if cell.value in ("=1", "=2")} == {"s"}


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (["Пол: год?/[1]*\\"], ["Пол год 1"]),
        (["Бір", "бір", "БІР"], ["Бір", "бір 2", "БІР 3"]),
        (["'тырнақша'"], ["тырнақша"]),
        (["", "//"], ["-", "- 2"]),
        (["а" * 31, "а" * 40], ["а" * 31, "а" * 29 + " 2"]),
    ],
)
def test_sheet_titles_are_such_as_excel_takes(wanted: list[str], titles: list[str]) -> None:
    assert sheet_titles(wanted) == titles
    assert all(len(title) <= LONGEST_TITLE for title in titles)


def test_an_empty_answer_has_its_headings_and_says_that_it_is_empty() -> None:
    sheet = opened(Sheet("Ответ", pd.DataFrame({"met_count": []})))["Ответ"]
    assert [row[0].value for row in sheet] == ["column.met_count", "workbook.no_rows"]
    assert sheet.auto_filter.ref == "A1:A1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_real_answers_export_in_every_language(language: str, made_up: Snapshot) -> None:
    said = words(language)
    sheets = [
        Sheet(name, metrics.ask(name, at=made_up))
        for name in ("portfolio_totals", "venue_and_coverage", "indicator_list")
    ]
    info = metrics.ask("release_info", at=made_up).iloc[0]
    front = about(
        selection=[],
        published_at=info.published_at,
        report_count=info.latest_report_count,
        sources=metrics.ask("project_list", at=made_up),
    )
    book = openpyxl.load_workbook(BytesIO(workbook(sheets, front, said)))
    assert book.sheetnames[0] == said["workbook.about"]
    assert book.worksheets[0]["A1"].value == said["product.name"]
    for sheet, given in zip(book.worksheets[1:], [*sheets, Sheet("", front.sources)], strict=True):
        assert sheet.max_row == len(given.answer) + 1
        assert [cell.value for cell in sheet[1]] == [said[f"column.{column}"] for column in given.answer.columns]
