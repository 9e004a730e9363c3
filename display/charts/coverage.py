"""Regions: ranked, and where they are covered and visited."""

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, CATEGORIES, HOVER
from display.words import Words


def ranked(answer: pd.DataFrame, names: str, column: str, words: Words) -> go.Figure:
    """The values of one column, the largest on top, beside the names that another column gives."""
    rows = look.ascending(answer, column)
    labels = [look.wrapped(str(row[names])) for row in rows]
    values = [row[column] for row in rows]
    hovers = [
        look.hover(label, numbers.by_unit(column, value), look.of_reports(row, words))
        for label, value, row in zip(labels, values, rows, strict=True)
    ]
    figure = look.figure(look.height(rows))
    look.add_bars(figure, labels, values, [look.short(column, v, words) for v in values], hovers, ACCENT)
    whole = look.whole_steps(values) if column.endswith("_count") else None
    figure.update_xaxes(title=words[f"column.{column}"], range=[0, look.room(values)], dtick=whole)
    return figure


def venue_and_coverage(answer: pd.DataFrame, words: Words) -> go.Figure:
    """Two dots a region: reports that cover it, and activities that were held there."""
    rows = look.ascending(answer, "coverage_report_count")
    names = [words[f"region.{row['region_code']}"] for row in rows]
    figure = look.figure(look.height(rows), legend=True)
    marks = {"coverage_report_count": ("circle", ACCENT), "venue_activity_count": ("diamond", CATEGORIES[1])}
    for column, (symbol, colour) in marks.items():
        named = words[f"column.{column}"]
        counts = [row[column] for row in rows]
        figure.add_scatter(
            x=counts,
            y=names,
            mode="markers",
            name=named,
            marker={"symbol": symbol, "color": colour, "size": 10},
            customdata=look.points(
                [look.hover(name, f"{named}: {numbers.count(n)}") for name, n in zip(names, counts, strict=True)],
                [f"regions={row['region_code']}" for row in rows],
            ),
            hovertemplate=HOVER,
        )
    figure.update_xaxes(title=words["axis.reports_and_activities"], range=[-0.7, None])
    return figure
