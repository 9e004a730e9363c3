"""From a figure to its cells: the list as Excel, and the page of the report with the cell marked."""

from __future__ import annotations

from html import escape
from io import BytesIO

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from display.words import LANGUAGES, words
from pages.parts import columns, paper
from pages.parts.sources import Sources, sources_workbook
from pages.parts.view import View
from tests import dashboard

DIRECT = Sources("effect_list", {"effect": "direct_beneficiaries"}, columns.EFFECT_SOURCES)
LISTS = {
    "effects": DIRECT,
    "money": Sources("reports_sources", {"name": "grant"}),
    "regions, of which a cell names the first": Sources("regions_sources", {}, columns.REGIONS),
    "people": Sources("demographics_sources", {"scope": "project", "dimension": "gender", "category": "female"}),
    "indicators": Sources("indicator_list", only=(("is_judged", (True,)), ("status", ("missed",)))),
    "findings": Sources("finding_list", {"rule": None}),
}


def view_of(made_up: metrics.Snapshot, language: str = "ru") -> View:
    return View(words(language), metrics.EVERYTHING, made_up)


@pytest.mark.parametrize("sources", LISTS.values(), ids=LISTS)
def test_the_list_behind_a_figure_is_a_workbook_with_as_many_rows(sources: Sources, made_up: metrics.Snapshot) -> None:
    view = view_of(made_up)
    count = view.page(sources.metric, sources.given, 0, 1, sources.only).total_count

    book = openpyxl.load_workbook(BytesIO(sources_workbook(view, sources)))

    sheet = book[view.words["sheet.sources"]]
    assert sheet.max_row == count + 1
    headings = [cell.value for cell in sheet[1]]
    assert {view.words[f"column.{name}"] for name in ("project_title", "file_name", "release_no")} <= set(headings)
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_workbook_numbers_are_numbers_and_beside_each_place_stand_its_words(
    language: str, made_up: metrics.Snapshot
) -> None:
    view = view_of(made_up, language)
    answer = view.ask("effect_list", **DIRECT.given)

    sheet = openpyxl.load_workbook(BytesIO(sources_workbook(view, DIRECT)))[view.words["sheet.sources"]]

    headings = {cell.value: at for at, cell in enumerate(sheet[1], 1)}
    for at, row in enumerate(answer.itertuples(), 2):
        told = {name: sheet.cell(at, headings[view.words[f"column.{name}"]]).value for name in ("fact_value", "fact_words", "release_no")}  # fmt: skip
        assert told["release_no"] == made_up.release_no
        assert told["fact_value"] == (None if row.fact_value != row.fact_value else row.fact_value)
        assert (told["fact_words"] is None) == (not isinstance(row.fact_place, str))


ROWS = [
    ({"place": "7"}, {"place": "7"}),
    ({"plan_place": "2/1/8", "plan_characters": "0-2", "fact_place": None}, {"plan_place": "2/1/8:0-2"}),
    ({"place": "7", "other_place": "9", "other_report": None}, {"place": "7", "other_place": "9"}),
    ({"place": "7", "other_place": "9", "other_report": "Басқа есеп"}, {"place": "7"}),
    ({"place": None}, {}),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_a_row_names_its_places_in_its_own_report(row: dict[str, object], expected: dict[str, str]) -> None:
    assert paper.places_of(row) == expected


def opened(app: AppTest, language: str = "ru", **parameters: str) -> AppTest:
    return dashboard.opened(app, "paper", language, **parameters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_report_shows_its_values_in_every_language(
    app: AppTest, made_up: metrics.Snapshot, language: str
) -> None:
    source = metrics.ask("effect_list", at=made_up, **DIRECT.given).iloc[0]

    shown = opened(app, language, report=source["report_id"], place=source["fact_place"])

    assert not shown.exception
    assert f"<h1>{escape(source['project_title'])}</h1>" in "".join(one.proto.body for one in shown.get("html"))
    [listed] = shown.dataframe
    assert words(language)["column.fact_value"] in set(listed.value["field"])


@pytest.mark.parametrize("place", ["", "0", "9999/1/1", "x/y", "3:a-b", "1" * 40, "3/1/1:0-99999999999999999999"])
def test_a_place_that_the_report_does_not_have_is_passed_over(
    app: AppTest, made_up: metrics.Snapshot, place: str
) -> None:
    report = metrics.ask("project_list", at=made_up)["report_id"].iloc[0]

    assert not opened(app, report=report, place=place).exception


@pytest.mark.parametrize("report", ["", "0123456789abcdef", "' or 1=1 --"])
def test_a_report_that_the_release_does_not_hold_is_said_to_be_missing(app: AppTest, report: str) -> None:
    shown = opened(app, report=report)

    assert not shown.exception
    assert words("ru")["paper.no_report"] in [info.value for info in shown.info]
