"""Charts of what is measured beyond the pages: shares with how sure they are, inequality, digits."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from display import numbers, tables
from display.charts import look
from display.charts.look import ACCENT, CATEGORIES, INK, MOST, PALE

ON_PAPER: Final = {  # what Streamlit's theme gives charts on the pages
    "paper_bgcolor": "#FFFFFF",
    "plot_bgcolor": "#FFFFFF",
    "font": {"family": "Source Sans, Source Sans 3, Noto Sans, sans-serif", "size": 13, "color": "#1B2733"},
    "colorway": list(CATEGORIES),
    "hoverlabel": {"bgcolor": "#FFFFFF", "font": {"color": "#1B2733"}},
}


def for_notebooks() -> None:
    """From here on charts stand on white and have the letters that they have on the pages."""
    pio.templates["esep"] = go.layout.Template(layout=ON_PAPER)
    pio.templates.default = "esep"


def intervals(groups: pd.DataFrame, name: str, of_count: str, axis: str, mark: float | None = None) -> go.Figure:
    """A dot and its interval a group, the first row on top: share_pct, low_pct, high_pct, and in brackets of how many.

    `axis` says what the share is of; `mark` is a line to compare with, as the share of all. The first twenty rows.
    """
    rows = look.in_order(groups[:MOST])
    names = [f"{look.wrapped(numbers.by_unit(name, row[name]))} ({numbers.count(row[of_count])})" for row in rows]
    figure = look.figure(look.height(rows))
    figure.add(
        "scatter",
        x=[_number(row["share_pct"]) for row in rows],
        y=names,
        mode="markers",
        marker={"color": ACCENT, "size": 10},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [_number(row["high_pct"] - row["share_pct"]) for row in rows],
            "arrayminus": [_number(row["share_pct"] - row["low_pct"]) for row in rows],
            "color": INK,
            "thickness": 1.5,
        },
        customdata=look.points([_told(said, row) for said, row in zip(names, rows, strict=True)]),
        hovertemplate=look.HOVER,
    )
    highest = max([row["high_pct"] for row in rows] + ([] if mark is None else [mark]), default=100.0)
    figure.x_axis(title=axis, range=[0, min(101.0, highest * 1.1)], ticksuffix=" %")
    if mark is not None:
        figure.lay_out(shapes=[_line(mark, 0, mark, 1, yref="paper")])
    return figure.done()


def lorenz(curve: pd.DataFrame, people: str, amount: str) -> go.Figure:
    """A Lorenz curve (people_pct, amount_pct) and the line of equality; the titles say whose and what."""
    figure = look.figure(look.TALL, upright=True)
    figure.add(
        "scatter",
        x=list(curve["people_pct"]),
        y=list(curve["amount_pct"]),
        mode="lines+markers",
        line={"color": ACCENT},
        marker={"size": 6},
        fill="tozeroy",
        customdata=look.points(
            [
                look.hover(f"{people}: {numbers.percent(row['people_pct'])}", f"{amount}: {numbers.percent(row['amount_pct'])}")
                for row in tables.records(curve)
            ]
        ),
        hovertemplate=look.HOVER,
    )  # fmt: skip
    figure.x_axis(title=people, range=[0, 100], ticksuffix=" %")
    figure.y_axis(title=amount, range=[0, 100], ticksuffix=" %", showgrid=True)
    figure.lay_out(shapes=[_line(0, 0, 100, 100)])
    return figure.done()


def digits(shares: pd.DataFrame, found: str, expected: str) -> go.Figure:
    """First digits as bars, and as a line what Benford's law expects; the names stand in the legend."""
    figure = look.figure(look.SHORT, legend=True, upright=True)
    names = [str(digit) for digit in shares["digit"]]
    texts = [numbers.percent(share) for share in shares["share_pct"]]
    hovers = [
        look.hover(f"{digit}: {text}", numbers.count(count))
        for digit, text, count in zip(names, texts, shares["value_count"], strict=True)
    ]
    look.add_bars(figure, names, list(shares["share_pct"]), texts, hovers, PALE, upright=True)
    figure.change(name=found)
    figure.add(
        "scatter", x=names, y=list(shares["benford_pct"]), mode="lines+markers", name=expected, line={"color": INK}
    )
    figure.x_axis(type="category")
    figure.y_axis(ticksuffix=" %", range=[0, look.room([*shares["share_pct"], *shares["benford_pct"]])], showgrid=True)
    return figure.done()


def _told(said: str, row: look.Row) -> str:
    ends = f"{numbers.percent(row['low_pct'])} – {numbers.percent(row['high_pct'])}"
    return look.hover(said, numbers.percent(row["share_pct"]), ends)


def _line(x0: float, y0: float, x1: float, y1: float, **of: str) -> dict[str, object]:
    return {
        "type": "line",
        "x0": x0,
        "y0": y0,
        "x1": x1,
        "y1": y1,
        "line": {"color": INK, "dash": "dot", "width": 1},
        **of,
    }


def _number(value: float) -> float | None:
    return None if numbers.is_absent(value) else float(value)
