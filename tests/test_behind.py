"""Every figure of every table opens what it rests on, or stands in a cell of its report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st

import metrics
import metrics.behind
from display import numbers
from display.charts import look
from display.words import Words, holes_in
from pages.parts import PAGES, behind, blocks, paper
from pages.parts.effectiveness import PARTS, grades, unmet
from pages.parts.sources import Sources
from pages.parts.view import View
from tests.dashboard import opened, unopened

OPENED: list[tuple[str, dict[str, Any]]] = [
    *((page, {}) for page in PAGES if page != "effectiveness"),
    *(("effectiveness", {"part": part}) for part in PARTS),
    *(("effectiveness", {"indicators_by": by}) for by in unmet.GROUPINGS),
    *(("effectiveness", {"part": "grades", "grades_by": by}) for by in grades.GROUPINGS),
    *(("effectiveness", {"part": "costs", "cost": measure}) for measure in ("payroll_pct", "purchases_pct")),
    *(("coverage", {"measure": measure}) for measure in ("activity_count", "participants_count", "grant_kzt")),
    ("coverage", {"borders": "reported"}),
    ("coverage", {"district": "KZ-33-01"}),
    *(("demographics", {"people_by": by}) for by in ("region", "sphere", "organisation")),
    *(("quality", {"findings_by": by}) for by in ("year", "region", "sphere", "form", "language")),
]
NO_SOURCE = {  # (metric, column) -> why nothing is behind it but what stands in its row
    ("district_gaps", "district_count"): "how many districts the map has: reference data",
    ("district_gaps", "idle_district_count"): "no report names them; their names stand beside it",
    ("coverage_by_region", "rank_no"): "the order of the rows themselves",
    ("compared", "difference_value"): "the two figures beside it open theirs",
}
SAID_ALONE = {  # figures of sentences -> why no list of cells opens where they are said
    "latest_report_count": "how many reports count, in the strip of every page: Overview opens them",
    "contradicting_report_count": "in the strip of every page: Overview and Quality open them",
    "organisation_count": "the tile's list names the organisation of every report",
    "refused_count": "the files stand below",
    "regions_without_count": "no report names them; their names stand below",
    "idle_region_count": "no report names them; their names stand below",
    "district_count": "how many districts the map has: reference data",
    "unpositioned_district_count": "reference data; the table below has them",
    "moved_report_count": "the table below opens every pair of regions",
    "moved_activity_count": "the table below opens every pair of regions",
    "hidden_people_count": "what is hidden stays so",
    "population_female_pct": "reference data",
    "outcome_count": "grouped by level, the table opens it",
    "spent_kzt": "the table of effects stands below, with its cells",
    "task_count": "the tasks stand below, with their cells",
    "finding_count": "the findings stand below, with their cells",
    "error_report_count": "serious findings stand first in the list below, with their cells",
    "question_count": "the chart below names the questions",
    "full_count": "the table behind the chart below opens the reports that answer each question",
}
FIGURES = ("_count", "_kzt", "_pct", "_value", "per_million", "per_100000", "per_1000", "rank_no")


@dataclass(frozen=True)
class Table:
    """A table as a page has drawn it."""

    view: View
    key: str
    answer: pd.DataFrame
    by: str | None
    shown: tuple[str, ...]

    @property
    def metric(self) -> str:
        return str(self.answer.attrs.get("metric", ""))

    def figures(self) -> Iterator[tuple[str, dict[Any, Any]]]:
        """The figures that the table shows, each with its row."""
        for row in self.answer.to_dict("records"):
            for column in self.shown:
                if column.endswith(FIGURES) and not numbers.is_absent(row[column]):
                    yield column, row


@dataclass
class Drawn:
    """What the pages show: their tables, the figures that their buttons and tables open, and those of their sentences."""

    tables: list[Table] = field(default_factory=list)
    opened: set[tuple[str, str]] = field(default_factory=set)  # page, figure
    said: set[tuple[str, str, str]] = field(default_factory=set)  # page, figure, sentence


@pytest.fixture(scope="module")
def drawn(made_up_folder: Path) -> Drawn:
    """All pages, folds open, as they draw themselves on the made-up warehouse."""
    found, page = Drawn(), ""
    say = Words.say

    def keep(
        view: View,
        key: str,
        answer: pd.DataFrame,
        shown: tuple[str, ...],
        wraps: bool = False,
        by: str | None = None,
    ) -> None:
        table = Table(view, key, answer, by, tuple(shown))
        found.tables.append(table)
        found.opened |= {(page, column) for column, row in table.figures() if has_source(table, column, row)}

    def keep_opened(view: View, key: str, sources: Sources, says: str = "", figure: str = "") -> None:
        found.opened |= {(page, column) for column in listed_by(sources)}

    def keep_said(words: Words, key: str, **holes: object) -> str:
        told = {name for name in holes_in(words[key]) if name.endswith(FIGURES) and not numbers.is_absent(holes[name])}
        found.said |= {(page, name, key) for name in told}
        return say(words, key, **holes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
        keys = metrics.ask("project_list")["project_key"].head(2).tolist()
        sides = [
            ("projects", {"project": keys[0], "compare": keys[1]}),
            ("projects", {"compare_years": ["2023", "2024"]}),
        ]
        patch.setattr(blocks, "_rows", keep)
        patch.setattr(blocks, "sources_button", keep_opened)
        patch.setattr(Words, "say", keep_said)
        patch.setattr(blocks, "fold", lambda *shown, **by: blocks.table(*shown[:4], by=(*shown[4:], by.get("by"))[0]))
        patch.setattr(st, "expander", _open(st.expander))
        for page, parameters in [*OPENED, *sides]:
            st.cache_data.clear()
            assert not opened(unopened(), page, **parameters).exception
    return found


def _open(expander: Any) -> Any:
    """Folds that are open from the beginning."""
    return lambda label, *_, **looks: expander(label, True, **looks)


def sources_of(table: Table, column: str, row: dict[Any, Any]) -> tuple[View, Sources] | None:
    return behind.behind(table.view, table.metric, row, column, table.by)


def has_source(table: Table, column: str, row: dict[Any, Any]) -> bool:
    """Whether a figure opens its cells, or is one itself."""
    return bool(sources_of(table, column, row)) or ("report_id" in row and bool(paper.places_of(row)))


def listed_by(sources: Sources) -> set[str]:
    """The figures whose cells are in the list that a button opens."""
    known = (metrics.behind.BEHIND, *metrics.behind.OF_ANSWER.values())
    return {
        column
        for figures in known
        for column, behind_it in figures.items()
        if behind_it.metric == sources.metric and behind_it.given.items() <= sources.given.items()
    }


def test_every_table_names_its_metric(drawn: Drawn) -> None:
    keys = {table.key for table in drawn.tables}
    assert {table.key for table in drawn.tables if table.metric not in metrics.names()} == set()
    assert {"district_gaps", "mismatches", "contents", "declared", "easy", "graded", "grade_steps"} <= keys
    assert {"compared_project", "compared_year"} <= keys


def test_every_figure_has_sources_or_stands_in_a_cell_of_its_report(drawn: Drawn) -> None:
    lacking = {
        (table.metric, column)
        for table in drawn.tables
        for column, row in table.figures()
        if not has_source(table, column, row)
    }

    assert lacking - set(NO_SOURCE) == set()


def test_a_figure_in_a_sentence_can_be_opened_on_its_page(drawn: Drawn) -> None:
    """Titles, captions and tiles: a table or a button of the same page opens the figure."""
    lacking = {(page, name, key) for page, name, key in drawn.said if (page, name) not in drawn.opened}

    assert {name for _, name, _ in lacking} - set(SAID_ALONE) == set()


def test_a_click_on_a_chart_narrows_by_the_same_filters_as_a_row_of_an_answer() -> None:
    """The charts know nothing of metrics, so the names of the filters stand in both."""
    assert look.FIELDS == metrics.behind.FILTERS
