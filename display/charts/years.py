"""One measure over the years."""

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, SHORT
from display.words import Words


def by_year(answer: pd.DataFrame, column: str, basis: str, words: Words) -> go.Figure:
    """One measure over the years; `basis` is the column that says of how many reports."""
    rows = [row for row in look.ascending(answer, "report_year") if row["report_year"]]
    years = [str(int(row["report_year"])) for row in rows]
    hovers = [
        look.hover(year, numbers.by_unit(column, row[column]), look.of_reports(row, words, basis))
        for year, row in zip(years, rows, strict=True)
    ]
    figure = look.figure(SHORT // 2 + 60, upright=True)
    texts = [look.short(column, row[column], words) for row in rows]
    look.add_bars(
        figure,
        years,
        [row[column] for row in rows],
        texts,
        hovers,
        ACCENT,
        upright=True,
        picks=[look.pick("year", year) for year in years],
    )
    figure.change(constraintext="none", textfont={"size": 10})  # else figures wider than their bar are left out
    untold = [year for year, row in zip(years, rows, strict=True) if numbers.is_absent(row[column])]
    if untold:  # a bar of nothing has no text
        dashes = {"mode": "text", "textposition": "top center", "hoverinfo": "skip", "showlegend": False}
        figure.add("scatter", x=untold, y=[0] * len(untold), text=[numbers.ABSENT] * len(untold), **dashes)
    figure.x_axis(type="category", showgrid=False)
    figure.y_axis(visible=False, range=[0, look.room([row[column] for row in rows])])
    return figure.done()
