"""A chart of any table: what an analyst has asked in SQL, in the look of all charts."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, MOST, TALL

KINDS: Final = ("bars", "line", "points")


def asked(rows: pd.DataFrame, kind: str, name: str, figure: str) -> go.Figure:
    """Rows as bars (the first twenty), a line or points; `name` is the column that names them, `figure` the one that is drawn.

    Figures are written by the unit that their column's name ends in.
    """
    drawn = look.figure(look.height(rows[:MOST]) if kind == "bars" else TALL, upright=kind != "bars")
    shown = rows.dropna(subset=[figure])
    if kind == "bars":
        shown = shown.iloc[:MOST].iloc[::-1]  # Plotly draws the first row at the bottom
    values = [float(value) for value in shown[figure]]
    texts = [numbers.by_unit(figure, value) for value in values]
    names = [numbers.by_unit(name, value) for value in shown[name]]
    hovers = [look.hover(look.wrapped(said), text) for said, text in zip(names, texts, strict=True)]
    if kind == "bars":
        look.add_bars(drawn, _apart([look.wrapped(said) for said in names]), values, texts, hovers, ACCENT)
        drawn.x_axis(title=figure, range=[min(0.0, *values, 0.0) * 1.3, look.room(values)])
        return drawn.done()
    along = [_along(value) for value in shown[name]]
    mode, line = ("lines+markers", {"color": ACCENT}) if kind == "line" else ("markers", None)
    drawn.add(
        "scatter",
        x=along, y=values, mode=mode, line=line, marker={"color": ACCENT, "size": 8, "opacity": 0.8},
        customdata=look.points(hovers), hovertemplate=look.HOVER,
    )  # fmt: skip
    drawn.x_axis(title=name, type="linear" if _are_numbers(along) else None)
    drawn.y_axis(title=figure, showgrid=True)
    return drawn.done()


def can_draw(rows: pd.DataFrame) -> list[str]:
    """Return the columns of a table that can be drawn: numbers that are not codes and not all null."""
    return [
        str(column)
        for column in rows
        if pd.api.types.is_numeric_dtype(rows[column]) and rows[column].dtype != bool and rows[column].notna().any()
    ]


def _apart(names: list[str]) -> list[str]:
    """Names of bars, no two alike: Plotly would lay the second over the first."""
    return [name + "\N{ZERO WIDTH SPACE}" * names[:at].count(name) for at, name in enumerate(names)]


def _along(value: Any) -> Any:
    return value if isinstance(value, int | float) else None if numbers.is_absent(value) else str(value)


def _are_numbers(values: list[Any]) -> bool:
    return all(isinstance(value, int | float) for value in values)
