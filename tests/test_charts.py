"""Every chart is one that Plotly knows: they are drawn without its checks, so the checks are made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from display import numbers, tables
from display.charts import by_year, look, venue_and_coverage
from display.charts.coverage import VENUES
from display.charts.drawing import Drawing
from display.tables import records
from display.words import words
from pages.parts import frame, view
from tests.dashboard import opened, unopened
from tests.test_behind import OPENED


@pytest.mark.parametrize("device", ["", "Mobile"])
@pytest.mark.parametrize(("page", "parameters"), OPENED)
def test_every_property_of_every_chart_is_plotlys(
    page: str, parameters: dict[str, str], device: str, made_up_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
    monkeypatch.setattr(frame, "on_a_phone", lambda: bool(device))
    drawn: list[go.Figure] = []
    kept = view.View.figure

    def figure(self: view.View, key: str, draw: Callable[[], go.Figure]) -> go.Figure:
        drawn.append(kept(self, key, draw))
        return drawn[-1]

    monkeypatch.setattr(view.View, "figure", figure)
    for cache in (view._figure, view._answer):
        cache.cache_clear()
    assert not opened(unopened(), page, "kk", **parameters).exception

    for chart in drawn:
        go.Figure(chart.to_dict())  # raises ValueError for a property that Plotly does not know


def test_what_is_said_of_a_property_joins_what_it_says_already() -> None:
    shared = {"gridcolor": "grey", "nticks": 8}
    one, other = Drawing(xaxis=shared), Drawing(xaxis=shared)
    one.add("bar", x=[1], marker={"color": "teal"})

    one.change(marker={"pattern": {"shape": "/"}})
    one.x_axis(title="Адам", nticks=None)

    assert one.series == [{"type": "bar", "x": [1], "marker": {"color": "teal", "pattern": {"shape": "/"}}}]
    assert one.layout["xaxis"] == {"gridcolor": "grey", "title": {"text": "Адам"}}
    assert other.layout["xaxis"] == {"gridcolor": "grey", "nticks": 8}


def test_a_chart_is_its_json_until_more_is_asked_and_then_plotlys_figure() -> None:
    drawing = Drawing(height=100)
    drawing.add("bar", x=["Абай", "Жетісу"], y=[3, None])
    said = {"data": [{"type": "bar", "x": ["Абай", "Жетісу"], "y": [3, None]}], "layout": {"height": 100}}
    chart = drawing.done()

    assert chart.to_dict() == said
    assert list(chart.data[0].x) == ["Абай", "Жетісу"]
    chart.update_layout(height=200)
    assert chart.to_dict()["layout"]["height"] == 200
    with pytest.raises(AttributeError):
        chart.no_such_thing  # noqa: B018


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_records_are_those_of_the_data_frame(rows: int) -> None:
    answer = pd.DataFrame(
        {
            "region_code": ["KZ-10", None, "KZ-33"],
            "project_count": pd.array([5, None, 0], dtype="Int64"),
            "reached_pct": [82.5, float("nan"), 0.0],
            "is_chosen": [True, False, True],
            "report_date": pd.to_datetime(["2024-05-01", None, "2023-01-31"]),
            "region_codes": [["KZ-10"], [], ["KZ-33", "KZ-61"]],
        }
    )[:rows]
    assert repr(records(answer)) == repr(answer.to_dict("records"))


def test_of_equal_bars_the_first_row_stays_above() -> None:
    answer = pd.DataFrame({"region_code": ["a", "b", "c"], "met_count": [5, 5, 9]})

    from_the_top = [row["region_code"] for row in look.ascending(answer, "met_count")][::-1]

    assert from_the_top == tables.ranked(answer, "met_count")["region_code"].tolist() == ["c", "a", "b"]


@pytest.mark.parametrize("reports", [1, 4])
def test_an_axis_of_a_few_reports_shows_no_halves_of_one(reports: int) -> None:
    abai = {"region_code": "KZ-10", "coverage_report_count": reports} | dict.fromkeys(VENUES, 0)
    abai["covered_only_report_count"] = reports

    axis = venue_and_coverage(pd.DataFrame([abai]), words("ru")).layout.xaxis

    assert (axis.dtick, axis.range[0]) == (1, 0)
    assert axis.range[1] > reports


def test_a_year_of_which_no_report_says_the_figure_shows_a_dash_and_no_bar() -> None:
    told = {"report_year": [2023, 2024], "direct_fact_count": [None, 5], "direct_report_count": [0, 1]}

    bars, dash = by_year(pd.DataFrame(told), "direct_fact_count", "direct_report_count", words("ru")).data

    assert list(bars.x) == ["2023", "2024"]
    assert list(map(numbers.is_absent, bars.y)) == [True, False]
    assert (list(dash.x), list(dash.text)) == (["2023"], [numbers.ABSENT])
