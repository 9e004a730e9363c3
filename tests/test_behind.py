"""Every figure of every table opens what it rests on, or stands in a cell of its report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import metrics
import metrics.behind
from display import numbers
from display.charts import look
from pages.parts import PAGES, behind, blocks, paper
from pages.parts.effectiveness import PARTS, grades, unmet
from pages.parts.sources import Sources
from pages.parts.view import View

APP = Path(__file__).parents[1] / "app.py"
OPENED: list[tuple[str, dict[str, str]]] = [
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


@pytest.fixture(scope="module")
def drawn(made_up_folder: Path) -> list[Table]:
    """Every table of every page, folds open, as the pages draw them on the made-up warehouse."""
    found: list[Table] = []

    def keep(
        view: View,
        key: str,
        answer: pd.DataFrame,
        shown: tuple[str, ...],
        wraps: bool = False,
        by: str | None = None,
    ) -> None:
        found.append(Table(view, key, answer, by, tuple(shown)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
        patch.setattr(blocks, "_rows", keep)
        patch.setattr(blocks, "fold", lambda *shown, **by: blocks.table(*shown[:4], by=(*shown[4:], by.get("by"))[0]))
        patch.setattr(st, "expander", _open(st.expander))
        for page, parameters in OPENED:
            st.cache_data.clear()
            app = AppTest.from_file(str(APP), default_timeout=60)
            for key, value in {"lang": "en", **parameters}.items():
                app.query_params[key] = value
            assert not app.switch_page(PAGES[page]).run().exception
    return found


def _open(expander: Any) -> Any:
    """Folds that are open from the beginning."""
    return lambda label, *_, **looks: expander(label, True, **looks)


def sources_of(table: Table, column: str, row: dict[Any, Any]) -> tuple[View, Sources] | None:
    return behind.behind(table.view, table.metric, row, column, table.by)


def test_every_table_names_its_metric(drawn: list[Table]) -> None:
    assert {table.key for table in drawn if table.metric not in metrics.names()} == set()
    assert {"district_gaps", "mismatches", "contents", "declared", "easy", "graded"} <= {table.key for table in drawn}


def test_every_figure_has_sources_or_stands_in_a_cell_of_its_report(drawn: list[Table]) -> None:
    lacking = {
        (table.metric, column)
        for table in drawn
        for column, row in table.figures()
        if not sources_of(table, column, row) and not ("report_id" in row and paper.places_of(row))
    }

    assert lacking - set(NO_SOURCE) == set()


def test_a_click_on_a_chart_narrows_by_the_same_filters_as_a_row_of_an_answer() -> None:
    """The charts know nothing of metrics, so the names of the filters stand in both."""
    assert look.FIELDS == metrics.behind.FILTERS
