"""The analyst's page: who may open it, what a link brings, what is written into the trail, and what is taken away."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from display import charts
from display.words import LANGUAGES, words
from etl import trail
from metrics import Snapshot, bench
from pages.parts.sql import answer, dictionary, editor
from pages.parts.view import View
from tests import dashboard


@pytest.fixture
def app(app: AppTest, made_up_folder: Path) -> AppTest:
    """The dashboard before an analyst, with nothing in the trail."""
    (made_up_folder / trail.FILE).unlink(missing_ok=True)
    return logged_in(app, "analyst")


def logged_in(app: AppTest, *roles: str) -> AppTest:
    """The dashboard behind a login, and somebody with these roles before it."""
    app.secrets["auth"] = {"redirect_uri": "x", "cookie_secret": "x"}
    app.user = {"is_logged_in": True, "email": "aigul@example.kz", "roles": list(roles)}
    return app


def opened(app: AppTest, language: str = "en", **parameters: str) -> AppTest:
    return dashboard.opened(app, "sql", language, **parameters)


def run(app: AppTest, language: str = "en") -> AppTest:
    button = next(button for button in app.button if button.label == words(language)["sql.run"])
    return button.click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_brings_a_query_and_the_reader_runs_it(app: AppTest, language: str, made_up_folder: Path) -> None:
    shown = opened(app, language, q="select region_code from dim_region", show="table")
    assert not shown.exception
    assert words(language)["sql.unrun"] in [info.value for info in shown.info], "a link alone runs nothing"
    assert trail.acts(made_up_folder, "asked_sql") == []

    told = run(shown, language)

    assert not told.exception
    assert len(told.dataframe[-1].value) == 20
    assert told.query_params["q"] in ("select region_code from dim_region", ["select region_code from dim_region"])


def test_every_query_is_in_the_trail_with_who_asked(app: AppTest, made_up_folder: Path) -> None:
    shown = opened(app, q="from private_contact")
    run(shown)

    [act] = trail.acts(made_up_folder, "asked_sql")
    assert (act.who, act.about) == ("aigul@example.kz", {"query": "from private_contact", "release": 1})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "reason"), [("selec", "mistake"), ("drop table dim_report", "not_one_select")])
def test_what_is_refused_is_said_in_words_and_in_duckdbs(app: AppTest, language: str, query: str, reason: str) -> None:
    shown = run(opened(app, language, q=query), language)
    assert words(language)[f"sql.refused.{reason}"] in [error.value for error in shown.error]
    assert bool(shown.code) == (reason == "mistake")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_words(language: str) -> None:
    assert [reason for reason in bench.REASONS if f"sql.refused.{reason}" not in words(language)] == []


@pytest.mark.parametrize("roles", [[], ["operator"]], ids=["viewer", "operator"])
def test_whoever_is_no_analyst_sees_neither_editor_nor_tables(app: AppTest, roles: list[str]) -> None:
    shown = opened(logged_in(app, *roles), q="from dim_region")
    assert words("en")["who.only_analyst"] in [info.value for info in shown.info]
    assert not shown.text_area
    assert not shown.dataframe


@pytest.mark.parametrize("example", editor.EXAMPLES)
def test_every_example_answers(example: str, made_up: Snapshot) -> None:
    assert bench.ask_sql(editor.EXAMPLES[example], made_up).rows.num_rows


@pytest.mark.parametrize("kind", charts.CHART_KINDS)
def test_an_answer_is_drawn(app: AppTest, kind: str) -> None:
    shown = run(opened(app, q=editor.EXAMPLES["money"], show=kind, x="report_year", y="grant_kzt"))
    assert not shown.exception
    [chart] = shown.get("plotly_chart")
    go.Figure(json.loads(chart.proto.spec))  # raises ValueError for a property that Plotly does not know


def test_words_alone_are_not_drawn(app: AppTest) -> None:
    shown = run(opened(app, q="select region_code from dim_region", show="bars"))
    assert words("en")["sql.nothing_to_draw"] in [info.value for info in shown.info]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_taken_away_as_it_is(language: str, made_up: Snapshot) -> None:
    query = "select region_code, population_count, [1, 2] as list, '=1+1' as formula, null as nothing from dim_region"
    told = bench.ask_sql(query, made_up)
    view = View(words(language), metrics.EVERYTHING, made_up)

    book = openpyxl.load_workbook(BytesIO(answer._workbook(view, query, told.frame())))

    front, sheet = book.worksheets[0], book.worksheets[1]
    assert [cell.value for cell in sheet[1]] == ["region_code", "population_count", "list", "formula", "nothing"]
    assert sheet.max_row == 21
    assert sheet["D2"].data_type == "s"
    assert query in [cell.value for cell in front["B"]]
    assert pq.read_table(BytesIO(answer._parquet(told))).equals(told.rows)


def test_bars_show_the_first_rows_in_their_order() -> None:
    rows = pd.DataFrame({"name": ["а", "б", "а"], "grant_kzt": [3.0, None, 1.0]})
    [bars] = charts.asked(rows, "bars", "name", "grant_kzt").data
    assert list(bars.x) == [1.0, 3.0]
    assert len(set(bars.y)) == 2, "two rows of one name are two bars"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dictionary_speaks_the_language_of_the_reader(language: str, made_up: Snapshot) -> None:
    said = words(language)
    columns = bench.columns(made_up)

    assert {f"dataset.table.{column.table}" for column in columns} - set(said) == set()
    assert {f"column.{column.name}" for column in columns} - set(said) == set()


def test_a_coded_column_is_told_with_its_codes() -> None:
    assert (
        dictionary.means("fact_check", "result", words("kk"))
        == "passed – Өтті; failed – Бұзылды; skipped – Тексерілмеді"
    )
    assert dictionary.means("fact_participants", "people_count", words("ru")).startswith("Люди этой категории")
