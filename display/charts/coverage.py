"""Regions: ranked, and where they are covered and visited."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, CATEGORIES, PALE
from display.words import Words


def ranked(answer: pd.DataFrame, column: str, words: Words) -> go.Figure:
    """The regions by one column, the largest on top; chosen ones stand out where any is chosen."""
    rows = look.ascending(answer, column)
    labels = [look.wrapped(words[f"region.{row['region_code']}"]) for row in rows]
    colours = [PALE if answer["is_chosen"].any() and not row["is_chosen"] else ACCENT for row in rows]
    values = [row[column] for row in rows]
    hovers = [
        look.hover(label, numbers.by_unit(column, value), look.of_reports(row, words))
        for label, value, row in zip(labels, values, rows, strict=True)
    ]
    figure = look.figure(look.height(rows))
    look.add_bars(
        figure,
        labels,
        values,
        [look.short(column, v, words) for v in values],
        hovers,
        colours,
        picks=[f"regions={row['region_code']}" for row in rows],
    )
    whole = look.whole_steps(values) if column.endswith("_count") else None
    figure.x_axis(title=words[f"column.{column}"], range=[0, look.room(values)], dtick=whole, nticks=4)
    return figure.done()


VENUES: Final = {  # what a report can say of a region -> its colour
    "covered_and_held_report_count": ACCENT,
    "covered_only_report_count": CATEGORIES[1],
    "held_only_report_count": CATEGORIES[3],
    "eventless_report_count": "#CBD5E1",
}


def venue_and_coverage(answer: pd.DataFrame, words: Words) -> go.Figure:
    """Reports a region, stacked by whether they cover it, held something there, or both."""
    rows = look.ascending(answer, "coverage_report_count")
    names = [words[f"region.{row['region_code']}"] for row in rows]
    figure = look.figure(look.height(rows), legend=True)
    for column, colour in VENUES.items():
        named = words[f"venue.{column}"]
        counts = [int(row[column]) for row in rows]
        look.add_share(
            figure,
            names,
            counts,
            [numbers.count(count) if count else "" for count in counts],
            [look.hover(name, f"{named}: {numbers.count(count)}") for name, count in zip(names, counts, strict=True)],
            colour,
            named,
            "/" if column == "covered_only_report_count" else "",
            [f"regions={row['region_code']}" for row in rows],
        )
    figure.lay_out(barmode="stack")
    reports = [sum(int(row[column]) for column in VENUES) for row in rows]
    figure.x_axis(title=words["axis.reports"], range=[0, look.room(reports)], dtick=look.whole_steps(reports))
    return figure.done()
