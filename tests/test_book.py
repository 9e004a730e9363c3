"""The whole workbook, opened again and computed anew by LibreOffice: it says what the dashboard says, and where each figure is from."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import metrics
from display.book import NAMES, PAGES, long_sheets, whole_workbook
from display.book.looks import AMBER
from display.book.sheets import (
    DEMOGRAPHICS,
    DISTRICTS,
    EFFECTS,
    INDICATORS,
    PARTICIPANTS,
    PROJECTS,
    REGIONS,
    SOURCES,
    Column,
    Page,
)
from display.words import LANGUAGES, words
from metrics import EVERYTHING, Selection, Snapshot

HEADINGS, FIRST = 4, 5
RECALCULATES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
SELECTIONS = {
    "kk": EVERYTHING,
    "ru": Selection(years=(2023, 2024), reading="counted"),
    "en": Selection(kinds=("participants", "events")),
}
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)"
)


def made(language: str, at: Snapshot, selection: Selection = EVERYTHING) -> bytes:
    def ask(metric: str, **given: object) -> pd.DataFrame:
        return metrics.ask(metric, selection, at=at, **given)

    return whole_workbook(ask, [], words(language))


@pytest.fixture(scope="module")
def book(made_up: Snapshot) -> Workbook:
    """The workbook of everything, in Russian, with its formulas."""
    return openpyxl.load_workbook(BytesIO(made("ru", made_up)))


@pytest.fixture(scope="module")
def shown(made_up: Snapshot) -> Workbook:
    """The same with what its formulas come to, as its writer left it."""
    return openpyxl.load_workbook(BytesIO(made("ru", made_up)), data_only=True)


def sheet(book: Workbook, name: str, language: str = "ru") -> Worksheet:
    found = book[words(language)[f"book.{name}.title"]]
    assert isinstance(found, Worksheet)
    return found


def letter(page: Page, column: str) -> str:
    return openpyxl.utils.get_column_letter([one.name for one in page.columns].index(column) + 1)


def values(book: Workbook, page: Page, column: str) -> list[Any]:
    return [cell.value for cell in sheet(book, page.name)[letter(page, column)][FIRST - 1 :]]


def computed(book: bytes, folder: Path) -> Workbook:
    """The workbook as LibreOffice opens it, computes it from nothing and saves it."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATES)
    (folder / "book.xlsx").write_bytes(book)
    call = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    call += ["--outdir", str(folder / "out"), str(folder / "book.xlsx")]
    subprocess.run(call, check=True, capture_output=True, timeout=300)
    return openpyxl.load_workbook(folder / "out" / "book.xlsx", data_only=True)


@needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_live_totals_agree_with_the_dashboard(language: str, made_up: Snapshot, tmp_path: Path) -> None:
    selection, said = SELECTIONS[language], words(language)
    ask = partial(metrics.ask, selection=selection, at=made_up)
    opened = computed(made(language, made_up, selection), tmp_path)
    totals = ask("portfolio_totals").iloc[0]

    above = sheet(opened, "projects", language)
    for column in ("grant_kzt", "direct_fact_count", "indicator_count", "met_count", "missed_count", "finding_count"):
        assert above[f"{letter(PROJECTS, column)}3"].value == pytest.approx(totals[column]), column
    assert above[f"{letter(PROJECTS, 'project_no')}3"].value == totals["project_count"]
    assert above[f"{letter(PROJECTS, 'reached_pct')}3"].value == pytest.approx(totals["reached_pct"] / 100, abs=0.0005)
    share = sheet(opened, "indicators", language)[f"{letter(INDICATORS, 'outcome')}3"].value
    assert share == pytest.approx(totals["reached_pct"] / 100, abs=0.0005)

    summary = {
        row[0].value: row[1].value for row in sheet(opened, "summary", language).iter_rows(min_row=5, max_row=18)
    }
    for name, value in summary.items():
        metric = next(column for column in totals.index if said.get(f"column.{column}") == name)
        expected = totals[metric] / 100 if metric.endswith("_pct") else totals[metric]
        assert value == pytest.approx(expected, abs=0.0005), name
    assert len(summary) == 14


@needs_libreoffice
def test_tables_of_the_summary_are_computed_to_what_the_dashboard_says(made_up: Snapshot, tmp_path: Path) -> None:
    opened = sheet(computed(made("en", made_up), tmp_path), "summary", "en")
    rows = [[cell.value for cell in row] for row in opened.iter_rows(min_row=100)]
    years = metrics.ask("totals_by_year", at=made_up).dropna(subset="report_year")
    outcomes = metrics.ask("portfolio_totals", at=made_up).iloc[0]
    effects = metrics.ask("effects_plan_fact", at=made_up).set_index("effect_code")
    ages = metrics.ask("demographics", at=made_up, scope="project").query(
        "dimension == 'age' and people_state == 'value'"
    )
    said = words("en")

    for year in years.itertuples():
        [row] = [row for row in rows if row[0] == year.report_year]
        assert row[1:5] == [year.project_count, year.grant_kzt, year.direct_plan_count, year.direct_fact_count]
        assert row[5] == pytest.approx(year.reached_pct / 100, abs=0.0005)
    for outcome in ("met", "missed", "no_fact"):
        assert [row[1] for row in rows if row[0] == said[f"status.{outcome}"]] == [outcomes[f"{outcome}_count"]]
    for code in ("direct_beneficiaries", "staff", "payroll_kzt"):
        [row] = [row for row in rows if row[0] == said[f"effect.{code}"]]
        assert row[1:3] == [effects.loc[code, "plan_value"], effects.loc[code, "fact_value"]]
    for age in ages.itertuples():
        assert [row[1] for row in rows if row[0] == said[f"category.age.{age.category}"]] == [age.people_count]


@needs_libreoffice
def test_libreoffice_opens_it_without_an_error_in_any_cell(made_up: Snapshot, tmp_path: Path) -> None:
    opened = computed(made("kk", made_up, Selection(years=(2024,))), tmp_path)

    assert opened.sheetnames == [words("kk")[f"book.{name}.title"] for name in NAMES]
    said = [cell.value for page in opened for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [text for text in said if re.match(r"#(REF|NAME|VALUE|DIV|N/A)|Err:", text)] == []


def test_what_a_formula_comes_to_is_in_the_file_for_readers_that_compute_nothing(
    book: Workbook, shown: Workbook
) -> None:
    for page in book:
        cells = [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
        assert [cell.coordinate for cell in cells if shown[page.title][cell.coordinate].value is None] == []


def test_a_sum_of_people_is_that_of_the_cells_shown(book: Workbook, made_up: Snapshot) -> None:
    told = metrics.ask("demographics", at=made_up, scope="project")
    sums = values(book, DEMOGRAPHICS, "people_count")[: len(told)]

    for formula, state in zip(sums, told["people_state"], strict=True):
        assert str(formula).startswith("=SUMIFS(") == (state == "value")


@pytest.mark.parametrize(
    "page", [EFFECTS, REGIONS, DISTRICTS, DEMOGRAPHICS, PARTICIPANTS, SOURCES], ids=lambda page: page.name
)
def test_nothing_is_totalled_where_adding_is_wrong(book: Workbook, page: Page) -> None:
    totals = [cell.value for cell in sheet(book, page.name)[3] if str(cell.value).startswith("=")]

    assert [total for total in totals if "109" in total] == []


def test_hidden_dash_blank_lost_and_zero_are_five_things(shown: Workbook, made_up: Snapshot) -> None:
    rows = metrics.ask("participant_rows", at=made_up)
    said = words("ru")
    words_of = {"hidden": said["hidden"], **{state: said[f"book.{state}"] for state in ("dash", "blank", "lost")}}
    told = values(shown, PARTICIPANTS, "people_count")

    expected = [words_of.get(row.cell_state, row.people_count) for row in rows.itertuples()]
    assert told == expected
    assert {*words_of.values(), 0} <= set(told)


def test_a_plan_that_is_no_number_says_so(shown: Workbook, made_up: Snapshot) -> None:
    rows = metrics.ask("indicator_list", at=made_up)
    told = values(shown, INDICATORS, "plan_value")
    blank = [at for at, row in enumerate(rows.itertuples()) if pd.isna(row.plan_value) and pd.isna(row.plan_text)]

    assert blank
    assert {told[at] for at in blank} == {words("ru")["book.unsaid"]}
    assert 0 not in {told[at] for at in range(len(told)) if pd.isna(rows["plan_value"].iloc[at])}


LINK = re.compile(r"""=HYPERLINK\("#'([^']+)'!A(\d+)",(\d+)\)""")


@pytest.mark.parametrize(
    ("page", "metric", "column", "place"),
    [
        (INDICATORS, "indicator_list", "plan_source_no", "plan_place"),
        (EFFECTS, "effect_rows", "fact_source_no", "fact_place"),
        (PARTICIPANTS, "participant_rows", "source_no", "place"),
        (PROJECTS, "project_places", "grant_source_no", "grant_place"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_figure_leads_to_its_cell_in_the_paper_and_back_to_its_project(
    book: Workbook, shown: Workbook, made_up: Snapshot, page: Page, metric: str, column: str, place: str
) -> None:
    sources, projects = sheet(shown, "sources"), metrics.ask("project_list", at=made_up)
    code, report = (letter(SOURCES, name) for name in ("place_code", "report_id"))
    rows, links = metrics.ask(metric, at=made_up), values(book, page, column)

    assert [bool(link) for link in links] == list(rows[place].notna())
    for row, link in zip(rows.to_dict("records"), links, strict=True):
        if found := LINK.fullmatch(link or ""):
            assert found[1] == sources.title
            assert (sources[f"{report}{found[2]}"].value, sources[f"{code}{found[2]}"].value) == (
                row["report_id"],
                row[place],
            )
            assert sources[f"A{found[2]}"].value == int(found[3])
            back = LINK.fullmatch(sheet(book, "sources")[f"B{found[2]}"].value)
            assert back
            assert projects["report_id"].iloc[int(back[2]) - FIRST] == row["report_id"]


def test_a_figure_that_a_contradiction_names_is_marked_and_says_which_rule(book: Workbook, made_up: Snapshot) -> None:
    doubtful = metrics.ask("doubtful_cells", at=made_up)
    broken = {(row.report_id, row.place): row.rules for row in doubtful.itertuples()}
    rows = metrics.ask("effect_rows", at=made_up)
    facts, doubts = sheet(book, "effects")[letter(EFFECTS, "fact_value")], values(book, EFFECTS, "doubts")
    marked = [cell.fill.start_color.rgb == f"00{AMBER}" for cell in facts[FIRST - 1 :]]
    named = [(row.report_id, row.fact_place) in broken for row in rows.itertuples()]
    numbers = rows["fact_value"].notna()

    assert marked == [is_named and is_number for is_named, is_number in zip(named, numbers, strict=True)]
    for at, row in enumerate(rows.itertuples()):
        for rule in broken.get((row.report_id, row.fact_place), []):
            assert words("ru")[f"rule.{rule}.title"] in doubts[at]


def test_a_corrected_value_says_what_was_read_and_who_corrected_it(made_up: Snapshot) -> None:
    correction = "60 → 90 · operator, 21.11.2026"

    def ask(metric: str, **given: object) -> pd.DataFrame:
        answer = metrics.ask(metric, at=made_up, **given)
        return answer.assign(correction_text=correction) if "correction_text" in answer else answer

    opened = openpyxl.load_workbook(BytesIO(whole_workbook(ask, [], words("ru"))))
    for page in (PROJECTS, INDICATORS, EFFECTS, PARTICIPANTS):
        assert set(values(opened, page, "correction_text")) == {correction}, page.name


def test_words_of_strangers_are_never_formulas(book: Workbook, made_up: Snapshot) -> None:
    cells = [cell for row in sheet(book, "sources").iter_rows(min_row=FIRST) for cell in row if cell.data_type == "f"]

    assert {LINK.fullmatch(cell.value) is not None for cell in cells} == {True}


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-", "@sum", "=cmd|' /C calc'!A0", "<b>&\x0b"])
def test_text_that_looks_like_a_formula_stays_text(text: str, made_up: Snapshot) -> None:
    def ask(metric: str, **given: object) -> pd.DataFrame:
        answer = metrics.ask(metric, at=made_up, **given)
        return answer.assign(organisation_name=text) if metric == "project_list" else answer

    opened = openpyxl.load_workbook(BytesIO(whole_workbook(ask, [(text, text)], words("en"))))
    cell = sheet(opened, "projects", "en")[f"{letter(PROJECTS, 'organisation_name')}{FIRST}"]
    assert (cell.value, cell.data_type) == (text.replace("\x0b", ""), "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes(language: str) -> None:
    titles = [words(language)[f"book.{name}.title"] for name in NAMES]

    assert [title for title in titles if len(title) > 31 or re.search(r"[\[\]:*?/\\']", title)] == []
    assert len({title.casefold() for title in titles}) == len(titles)


def test_every_chart_has_a_title_and_both_axes(book: Workbook) -> None:
    charts = sheet(book, "summary")._charts

    assert len(charts) == 8
    for chart in charts:
        assert chart.title
        assert chart.x_axis.title
        assert chart.y_axis.title
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_headings_stay_in_sight_rows_can_be_filtered_and_printed(book: Workbook, page: Page) -> None:
    one = sheet(book, page.name)

    assert [cell.value for cell in one[HEADINGS]] == [words("ru")[f"column.{column.name}"] for column in page.columns]
    assert one.freeze_panes == f"{openpyxl.utils.get_column_letter(page.frozen + 1)}{FIRST}"
    assert one.auto_filter.ref == f"A{HEADINGS}:{openpyxl.utils.get_column_letter(len(page.columns))}{one.max_row}"
    assert one.print_title_rows == f"${HEADINGS}:${HEADINGS}"
    assert (one.page_setup.paperSize, one.page_setup.orientation) == (9, "landscape")


def test_money_shares_and_days_are_numbers_with_their_formats(book: Workbook) -> None:
    projects = sheet(book, "projects")
    shapes = {
        name: next(cell for cell in projects[letter(PROJECTS, name)][FIRST - 1 :] if cell.data_type in "nd" and cell.value is not None)
        for name in ("grant_kzt", "reached_pct", "period_end", "direct_fact_count", "report_year")
    }  # fmt: skip

    assert {name: cell.number_format for name, cell in shapes.items()} == {
        "grant_kzt": "#,##0 [$₸-43F]",
        "reached_pct": "0.0%",
        "period_end": "dd.mm.yyyy",
        "direct_fact_count": "#,##0",
        "report_year": "0",
    }
    assert 0 <= shapes["reached_pct"].value <= 1
    assert shapes["period_end"].is_date


def test_the_cover_names_the_release_and_leads_to_every_sheet(
    book: Workbook, shown: Workbook, made_up: Snapshot
) -> None:
    said = [cell.value for row in sheet(shown, "cover").iter_rows() for cell in row]
    formulas = " ".join(str(row[0].value) for row in sheet(book, "cover").iter_rows())

    assert made_up.release_no in said
    assert words("ru")["workbook.everything"] in said
    assert all(f"'{words('ru')[f'book.{name}.title']}'!A1" in formulas for name in NAMES[1:])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_word_of_a_heading_is_broken_and_no_word_for_what_is_absent_is_cut(page: Page, language: str) -> None:
    said = words(language)
    for column in page.columns:
        width = long_sheets.width_of(column, pd.Series(dtype=object), said)
        whole = [*said[f"column.{column.name}"].split(), said[column.absent] if column.absent else ""]
        assert width > max(map(len, whole)) + 1  # which an indent takes


def test_few_words_in_a_column_are_shown_whole_and_titles_are_not() -> None:
    column = Column("form_code", 12)
    forms, titles = pd.Series(["Аралық бағдарламалық есеп"] * 2), pd.Series([f"Жоба {n} " * 4 for n in range(40)])

    assert long_sheets.width_of(column, forms, words("kk")) > 26
    assert long_sheets.width_of(column, titles, words("kk")) == 12


def test_lines_of_a_cell_are_told_apart_in_a_row_of_one_line(made_up: Snapshot) -> None:
    def ask(metric: str, **given: object) -> pd.DataFrame:
        answer = metrics.ask(metric, at=made_up, **given)
        return answer.assign(words="30\n1") if metric == SOURCES.metric else answer

    opened = openpyxl.load_workbook(BytesIO(whole_workbook(ask, [], words("ru"))))
    assert sheet(opened, "sources")[f"{letter(SOURCES, 'words')}{FIRST}"].value == "30 ↵ 1"


def test_the_dictionary_tells_every_column(shown: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in sheet(shown, "dictionary").iter_rows(min_row=FIRST)]
    said = words("ru")

    expected = [
        (said[f"book.{page.name}.title"], said[f"column.{column.name}"]) for page in PAGES for column in page.columns
    ]
    assert [tuple(row[:2]) for row in rows] == expected
    assert all(all(row) for row in rows)


def test_nothing_selected_is_a_workbook_all_the_same(made_up: Snapshot, empty: Snapshot) -> None:
    for at, selection in ((made_up, Selection(years=(1999,))), (empty, EVERYTHING)):
        opened = openpyxl.load_workbook(BytesIO(made("en", at, selection)), data_only=True)
        assert sheet(opened, "projects", "en")["A3"].value == 0


@needs_libreoffice
def test_a_sheet_without_rows_says_so_and_what_it_says_is_counted_nowhere(empty: Snapshot, tmp_path: Path) -> None:
    opened = computed(made("kk", empty), tmp_path)

    for name in ("projects", "indicators", "participants", "findings", "sources"):
        page = sheet(opened, name, "kk")
        said = [value for row in page.iter_rows(min_row=FIRST, values_only=True) for value in row if value is not None]
        assert said == [words("kk")["workbook.no_rows"]]
        assert {cell.value for cell in page[3]} <= {None, "", 0, words("kk")["book.totals"]}
    summed = [value for row in sheet(opened, "summary", "kk").iter_rows(values_only=True) for value in row]
    assert {value for value in summed if isinstance(value, int | float)} == {0}


def test_parts_of_the_file_are_named_once(made_up: Snapshot) -> None:
    """Excel repairs a file whose parts or defined names come twice."""
    with ZipFile(BytesIO(made("kk", made_up))) as packed:
        assert [name for name, count in Counter(packed.namelist()).items() if count > 1] == []
        assert packed.testzip() is None


def test_progress_grows_to_the_whole(made_up: Snapshot) -> None:
    heard: list[float] = []

    def ask(metric: str, **given: object) -> pd.DataFrame:
        return metrics.ask(metric, at=made_up, **given)

    whole_workbook(ask, [], words("en"), lambda done, what: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
