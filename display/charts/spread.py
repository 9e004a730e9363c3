"""How widely projects differ: a strip of dots a group, its middle half as a band, its median as a tick."""

import math
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers, tables
from display.charts import look
from display.charts.drawing import Drawing
from display.charts.look import HOVER, INK, STATUS, Row
from display.words import Words

DOT: Final = "#2B8CA3"  # seen on white and on the dark background alike
BAND: Final = "rgba(92, 175, 193, 0.4)"
MOST_DOTS: Final = 400  # in a chart; of more projects those out of the ordinary are drawn, and every n-th of the others
FEWEST: Final = 3  # projects of a sphere that make a strip of their own
GROUPS: Final = 10
SPREAD: Final = 0.3  # how far dots stray from the line of their group, so that equal ones are seen


def spread(values: pd.DataFrame, bounds: pd.DataFrame, words: Words) -> go.Figure:
    """All projects, and under them each sphere that has enough; `values` and `bounds` are of one measure.

    `bounds` has a row for all projects, with group "", and one a sphere, with the sphere's name as group.
    """
    strips = _strips(bounds)
    levels = {row["group_code"]: len(strips) - at for at, row in enumerate(strips)}
    is_money = bounds["unit"].iloc[0] == "kzt"
    figure = look.figure(look.height(strips))
    _add_bands(figure, strips, levels, words)
    _add_dots(figure, drawn(values), levels, words)
    names = [look.wrapped(row["group"]) + f" ({numbers.count(row['stated_report_count'])})" for row in strips]
    figure.y_axis(
        type="linear", tickmode="array", tickvals=list(levels.values()), ticktext=names, range=[0.4, len(strips) + 0.6]
    )
    figure.x_axis(title=look.wrapped(words[f"axis.{bounds['measure_code'].iloc[0]}"], 30))
    if is_money:
        figure.x_axis(type="log", dtick=_step(values["measure_value"]), tickformat=",.0f")
        figure.x_axis(minor={"dtick": "D1", "ticks": "outside", "gridcolor": look.GRID, "showgrid": True})
    else:
        figure.x_axis(rangemode="tozero", ticksuffix=" %", nticks=5)
    return figure.done()


def _step(values: pd.Series) -> int | str:
    """The steps of a logarithmic axis: powers of ten where two are in sight, else their halves and fifths too."""
    powers = math.floor(math.log10(values.max())) - math.ceil(math.log10(values[values > 0].min())) + 1
    return 1 if powers >= 2 else "D2"


def drawn(values: pd.DataFrame) -> pd.DataFrame:
    """The dots of a strip: all, or where there are too many those out of the ordinary and every n-th of the others."""
    if len(values) <= MOST_DOTS:
        return values
    is_odd = values["outlier_side"].notna()
    step = -(-len(values) // MOST_DOTS)
    return values[is_odd | pd.Series([at % step == 0 for at in range(len(values))], index=values.index)]


def _strips(bounds: pd.DataFrame) -> list[Row]:
    """All projects, then the spheres with enough of them, the dearest first."""
    whole = bounds[bounds["group_code"] == "whole"]
    own = bounds[(bounds["group_code"] != "whole") & (bounds["stated_report_count"] >= FEWEST)]
    return [*tables.records(whole), *look.descending(own, "median_value")[:GROUPS]]


def _add_bands(figure: Drawing, strips: list[Row], levels: dict[str, int], words: Words) -> None:
    for row in (row for row in strips if not numbers.is_absent(row["median_value"])):
        level = levels[row["group_code"]]
        figure.add(
            "scatter",
            x=[row["lower_quartile_value"], row["upper_quartile_value"]],
            y=[level, level],
            mode="lines",
            line={"color": BAND, "width": 16},
            hoverinfo="skip",
        )
    said = [row for row in strips if not numbers.is_absent(row["median_value"])]
    hovers = [
        look.hover(
            look.wrapped(row["group"]),
            words.say("note.median", value=tables.amount(row["median_value"], row["unit"])),
            words.say(
                "note.middle_half",
                low=tables.amount(row["lower_quartile_value"], row["unit"]),
                high=tables.amount(row["upper_quartile_value"], row["unit"]),
            ),
            look.of_reports(row, words, "stated_report_count"),
        )
        for row in said
    ]
    figure.add(
        "scatter",
        x=[row["median_value"] for row in said],
        y=[levels[row["group_code"]] for row in said],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 24, "color": INK, "line": {"width": 3}},
        customdata=look.points(hovers, [_pick(row) for row in said]),
        hovertemplate=HOVER,
    )


def _pick(row: Row) -> str:
    return "" if row["group_code"] == "whole" else look.pick("sphere", row["group_code"] or None)


def _add_dots(figure: Drawing, values: pd.DataFrame, levels: dict[str, int], words: Words) -> None:
    rows = tables.records(values)
    for is_odd in (False, True):
        dots = [
            (row, level + _stray(at))
            for at, row in enumerate(rows)
            if isinstance(row["outlier_side"], str) == is_odd
            for level in _levels_of(row, levels)
        ]
        hovers = [_said(row, words) for row, _ in dots]
        figure.add(
            "scatter",
            x=[row["measure_value"] for row, _ in dots],
            y=[level for _, level in dots],
            mode="markers",
            marker={
                "color": STATUS["missed"] if is_odd else DOT,
                "symbol": "diamond" if is_odd else "circle",
                "size": 10 if is_odd else 7,
                "opacity": 0.9 if is_odd else 0.75,
            },
            customdata=look.points(hovers, [look.pick("project", row["project_key"]) for row, _ in dots]),
            hovertemplate=HOVER,
        )


def _levels_of(row: Row, levels: dict[str, int]) -> list[int]:
    """The lines on which a project is drawn: that of all projects, and that of its sphere where it has one."""
    sphere = "" if numbers.is_absent(row["sphere_code"]) else row["sphere_code"]
    return [levels[code] for code in ("whole", sphere) if code in levels]


def _stray(at: int) -> float:
    """The same for the same project each time: a point of the golden ratio's sequence, which never clusters."""
    return SPREAD * (2 * (at * 0.618034 % 1) - 1)


def _said(row: Row, words: Words) -> str:
    side = row["outlier_side"]
    odd = f"◆ {words[f'outlier_side.{side}']}" if isinstance(side, str) else ""
    title = look.wrapped(tables.text(row["project_title"]), 60)
    lines = (
        title,
        tables.amount(row["measure_value"], row["unit"]),
        words.say("note.grant", grant=row["grant_kzt"]),
        odd,
    )
    return look.hover(*filter(None, lines))
