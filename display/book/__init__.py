"""The whole dashboard as one Excel workbook: cover, summary with charts, a sheet a question, sources, dictionary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from display.book.cover import COVER_COLUMNS, DICTIONARY_COLUMNS, cover, dictionary, heights
from display.book.long_sheets import FIRST_ROW, HEADING_ROW, Filled, Live, Ways, fill, keys
from display.book.looks import Looks
from display.book.sheets import DEMOGRAPHICS, PAGES, PARTICIPANTS, PROJECTS, SOURCES
from display.book.summary import COLUMNS as SUMMARY_COLUMNS
from display.book.summary import Data, break_pages, draw, summarise
from display.book.written import Row, packed, rows_xml
from display.words import Words
from display.workbook import prepare_print, sheet_titles

Ask = Callable[..., pd.DataFrame]  # ask(metric, **given): the answer for the selection that the workbook is of
Tell = Callable[[float, str], object]  # told how much is done, of 1, and what comes next

FRONT: Final = ("cover", "summary")
BACK: Final = ("dictionary",)
PRINTED_WIDTH: Final = 240  # characters that can still be read on a sheet of A4
NAMES: Final = (*FRONT, *(page.name for page in PAGES), *BACK)


def whole_workbook(
    ask: Ask, selection: Sequence[tuple[str, str]], words: Words, tell: Tell = lambda done, what: None
) -> bytes:
    """Return the answers about one selection as an .xlsx file.

    `selection` names the filters that are on and their values. Every figure that can be added up is a live formula with its
    value; money, people and indicators are added only where the dashboard adds them.
    """
    titles = dict(zip(NAMES, sheet_titles(words[f"book.{name}.title"] for name in NAMES), strict=True))
    book = Workbook()
    book.remove(book.worksheets[0])
    pages = {name: book.create_sheet(title) for name, title in titles.items()}
    looks = Looks(book)
    filled = _fill_all(ask, titles, looks, words, tell)
    tell(0.85, titles["summary"])
    info, totals = (_row(ask(name)) for name in ("release_info", "portfolio_totals"))
    summary = summarise(_data(ask, totals, filled), looks, words)
    draw(pages["summary"], summary)
    listed = [(name, titles[name], filled[name].row_count if name in filled else None) for name in NAMES[1:]]
    rows = {
        "cover": _written(cover(info, totals, selection, listed, looks, words), COVER_COLUMNS),
        "summary": summary.xml(),
        **{name: sheet.rows for name, sheet in filled.items()},
        "dictionary": _written(dictionary([filled[page.name] for page in PAGES], looks, words), DICTIONARY_COLUMNS),
    }
    break_pages(pages["summary"], summary)
    for name, page in pages.items():
        _frame(page, name, filled.get(name), f"{words['column.release_no']} {info['release_no']}")
    tell(0.9, words["book.packing"])
    made = packed(book, [(rows[name], len(_widths(name, filled.get(name)))) for name in NAMES])
    tell(1.0, words["book.packing"])
    return made


def _written(rows: Sequence[Row], widths: Sequence[float]) -> list[str]:
    return list(rows_xml(rows, heights(rows, widths)))


def _fill_all(ask: Ask, titles: Mapping[str, str], looks: Looks, words: Words, tell: Tell) -> dict[str, Filled]:
    """Every sheet that holds an answer, by its name."""
    tell(0.0, titles["sources"])
    projects = _projects(ask)
    cells = ask(SOURCES.metric)
    ways = _ways(projects, cells, ask("doubtful_cells"), titles, words)
    answers: dict[str, Callable[[], pd.DataFrame]] = {
        PROJECTS.name: lambda: projects,
        SOURCES.name: lambda: cells,
        DEMOGRAPHICS.name: lambda: _people(ask),
    }
    filled: dict[str, Filled] = {}
    in_order = sorted(PAGES, key=lambda page: page is DEMOGRAPHICS)  # it adds up what stands on another sheet
    for number, page in enumerate(in_order):
        tell(0.1 + 0.75 * number / len(in_order), titles[page.name])
        answer = answers[page.name]() if page.name in answers else ask(page.metric, **page.given)
        live = {"people_count": _sum_of_people(filled[PARTICIPANTS.name])} if page is DEMOGRAPHICS else {}
        filled[page.name] = fill(page, answer, ways, looks, words, live)
    return filled


def _projects(ask: Ask) -> pd.DataFrame:
    """Projects in the order of the list, numbered, with the places of their figures and what is doubtful in them."""
    places = ask("project_places").drop(columns="report_id")
    listed = ask(PROJECTS.metric).merge(places, on="project_key", how="left", validate="one_to_one")
    return listed.assign(project_no=range(1, len(listed) + 1))


def _people(ask: Ask) -> pd.DataFrame:
    """The project's own people, then those of small grants; never added."""
    told = [ask(DEMOGRAPHICS.metric, scope=scope).assign(scope=scope) for scope in ("project", "small_grants")]
    return pd.concat(told, ignore_index=True)


def _ways(
    projects: pd.DataFrame, cells: pd.DataFrame, doubtful: pd.DataFrame, titles: Mapping[str, str], words: Words
) -> Ways:
    rules = [tuple(words[f"rule.{rule}.title"] for rule in broken) for broken in doubtful["rules"]]
    return Ways(
        projects=projects.set_index("report_id")["project_no"],
        sources=cells.set_index(keys(cells, "place"))["source_no"],
        doubts=pd.Series(rules, keys(doubtful, "place"), dtype=object),
        titles=titles,
    )


def _sum_of_people(counted: Filled) -> Live:
    """How a category adds up the cells that reports show of it."""
    people, *named = (counted.range(column) for column in ("people_count", "scope", "dimension", "category"))

    def formula(row: int) -> str:
        same = ",".join(f"{cells},${letter}{row}" for cells, letter in zip(named, "ABC", strict=True))
        return f"SUMIFS({people},{same})"

    return formula


def _data(ask: Ask, totals: Mapping[str, Any], sheets: Mapping[str, Filled]) -> Data:
    doubts = ask("doubts")
    return Data(
        totals=totals,
        gaps=_row(ask("coverage_gaps")),
        doubts=dict(zip(doubts["topic"], doubts["contradicting_report_count"], strict=True)),
        years=ask("totals_by_year"),
        spheres=ask("totals_by", by="sphere"),
        effects=ask("effects_plan_fact"),
        sheets=sheets,
    )


def _row(answer: pd.DataFrame) -> dict[str, Any]:
    return {str(name): value for name, value in answer.iloc[0].items()}


def _frame(page: Worksheet, name: str, filled: Filled | None, release: str) -> None:
    """Widths, what stays in sight, filters, and how the sheet is printed."""
    columns = _widths(name, filled)
    for number, width in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.sheet_view.showGridLines = name not in FRONT
    prepare_print(page, "", release, fits=name != "summary")
    if name == "cover":
        page.page_setup.fitToHeight = 1
    if filled and sum(columns) > PRINTED_WIDTH:  # the first columns stand on every page
        page.page_setup.fitToWidth = ceil(sum(columns) / PRINTED_WIDTH)
        page.print_title_cols = f"A:{get_column_letter(max(filled.page.frozen, 1))}"
    heading = HEADING_ROW if filled or name in BACK else 0
    if heading:
        last = get_column_letter(len(columns))
        first = get_column_letter(1 + (filled.page.frozen if filled else 0))
        page.freeze_panes = f"{first}{FIRST_ROW}"
        page.print_title_rows = f"{heading}:{heading}"
        if filled:
            page.auto_filter.ref = f"A{heading}:{last}{filled.last_row}"


def _widths(name: str, filled: Filled | None) -> Sequence[float]:
    """The widths of a sheet's columns, in characters."""
    widths = {"cover": COVER_COLUMNS, "summary": SUMMARY_COLUMNS, "dictionary": DICTIONARY_COLUMNS}
    return filled.widths if filled else widths[name]
