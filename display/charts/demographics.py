"""Who took part, by the categories of the form."""

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, HOVER, HUE, LOW
from display.words import Words


def people(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many people of each category of one dimension, in the order of the form."""
    rows = answer.sort_values("category_order", ascending=False).to_dict("records")
    names = [look.wrapped(words[f"category.{row['dimension']}.{row['category']}"]) for row in rows]
    counts = [row["people_count"] for row in rows]
    texts = [numbers.count(count) for count in counts]
    hovers = [
        look.hover(name, f"{text} {words['unit.people']}", look.of_reports(row, words, "answering_report_count"))
        for name, text, row in zip(names, texts, rows, strict=True)
    ]
    figure = look.figure(LOW if len(rows) < 3 else look.height(rows))
    look.add_bars(figure, names, counts, texts, hovers, ACCENT)
    figure.update_xaxes(nticks=5, title=words["axis.people"], range=[0, look.room(counts)])
    return figure


def people_by(answer: pd.DataFrame, dimension: str, words: Words) -> go.Figure:
    """Shares of the categories within each group: a heat map with a row a group and a column a category."""
    order = answer.sort_values("category_order")["category"].unique()
    counts = answer.pivot_table(index="group", columns="category", values="people_count", aggfunc="sum")[order]
    shares = counts.div(counts.sum(axis="columns"), axis="index").mul(100)
    columns = [look.wrapped(words[f"category.{dimension}.{category}"], 14) for category in order]
    hovers = [
        [[look.hover(group, words[f"category.{dimension}.{category}"], numbers.by_unit("people_count", counts.at[group, category]),
                numbers.by_unit("people_pct", shares.at[group, category])), ""] for category in order]
        for group in counts.index
    ]  # fmt: skip
    figure = look.figure(look.height(counts.index) + 60)
    figure.add_heatmap(
        x=columns,
        y=[look.wrapped(group) for group in counts.index],
        z=shares.astype(float),
        text=shares.map(numbers.percent),
        texttemplate="%{text}",
        customdata=hovers,
        hovertemplate=HOVER,
        colorscale=HUE,
        zmin=0,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    figure.update_xaxes(side="top", showgrid=False, tickangle=0)
    figure.update_yaxes(autorange="reversed")
    return figure
