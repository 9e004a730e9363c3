"""Projects against kinds of indicators: a cell says which share of the project's indicators of that kind was met."""

import textwrap
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers, tables
from display.charts import look
from display.charts.drawing import Drawing
from display.charts.look import HOVER, Row
from display.words import Words

CELL: Final = 34  # pixels of a row
HEAD: Final = 190  # pixels of the names of kinds, which stand upright above their columns
SCALE: Final = ((0, "#D55E00"), (0.5, "#EDA26F"), (0.99, "#FBE9DC"), (1, "#14B8A6"))  # the paler, the nearer; all met
UNDECIDED: Final = "#CBD5E1"


def project_kinds(answer: pd.DataFrame, words: Words) -> go.Figure:
    """A row a project, in the answer's order, a column a kind; blank where the project has none of the kind.

    A click narrows the page to the project and the kind. Grey with a question mark: none could be decided.
    """
    rows = tables.records(answer)
    kinds = _by_size(answer)
    projects = list(dict.fromkeys(answer["project_key"]))
    figure = look.figure(HEAD + CELL * len(projects))
    _add_colours(figure, rows, kinds, projects)
    _add_cells(figure, rows, kinds, projects, words)
    titles = {row["project_key"]: _shortened(tables.text(row["project_title"])) for row in rows}
    figure.x_axis(
        side="top", tickmode="array", tickvals=list(range(len(kinds))), tickangle=-90, showgrid=False, zeroline=False,
        ticktext=[words[f"indicator_kind.{kind}"] for kind in kinds], range=[-0.5, len(kinds) - 0.5], nticks=None,
    )  # fmt: skip
    figure.y_axis(
        type="linear", tickmode="array", tickvals=list(range(len(projects))), showgrid=False, zeroline=False,
        ticktext=[titles[key] for key in projects], range=[len(projects) - 0.5, -0.5],
    )  # fmt: skip
    return figure.done()


def _by_size(answer: pd.DataFrame) -> list[str]:
    """The kinds that these projects have, the most frequent first; what could not be told comes last."""
    counts = answer.groupby("kind_code")["indicator_count"].sum().sort_values(ascending=False, kind="stable")
    return sorted(counts.index, key=lambda kind: kind == "other")


def _shortened(title: str) -> str:
    """A title on two lines; the hover has it whole."""
    lines = textwrap.wrap(title, look.LABEL_WIDTH, max_lines=2, placeholder=" …")
    return "<br>".join(lines) or numbers.ABSENT


def _add_colours(figure: Drawing, rows: list[Row], kinds: list[str], projects: list[str]) -> None:
    shares = {(row["project_key"], row["kind_code"]): row["reached_pct"] for row in rows}
    known = [[shares.get((project, kind)) for kind in kinds] for project in projects]
    unknown = [[1 if (p, k) in shares and numbers.is_absent(shares[p, k]) else None for k in kinds] for p in projects]
    colours = {"xgap": 2, "ygap": 2, "showscale": False, "hoverinfo": "skip"}
    figure.add("heatmap", z=_blanked(known), zmin=0, zmax=100, colorscale=SCALE, **colours)
    figure.add("heatmap", z=unknown, colorscale=[[0, UNDECIDED], [1, UNDECIDED]], **colours)


def _blanked(values: list[list[object]]) -> list[list[object]]:
    return [[None if numbers.is_absent(value) else value for value in line] for line in values]


def _add_cells(figure: Drawing, rows: list[Row], kinds: list[str], projects: list[str], words: Words) -> None:
    """The figures in the cells; Streamlit lets markers be chosen, not the cells of a heat map."""
    columns, lines = {kind: at for at, kind in enumerate(kinds)}, {key: at for at, key in enumerate(projects)}
    shares = [row["reached_pct"] for row in rows]
    picks = [f"{look.pick('project', row['project_key'])}&{look.pick('kind', row['kind_code'])}" for row in rows]
    figure.add(
        "scatter",
        x=[columns[row["kind_code"]] for row in rows],
        y=[lines[row["project_key"]] for row in rows],
        mode="markers+text",
        marker={"symbol": "square", "size": CELL - 4, "color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
        text=["?" if numbers.is_absent(share) else f"{share:.0f}" for share in shares],
        textfont={
            "size": 11,
            "color": ["#FFFFFF" if not numbers.is_absent(s) and s < 20 else "#1B2733" for s in shares],
        },
        customdata=look.points([_said(row, words) for row in rows], picks),
        hovertemplate=HOVER,
    )


def _said(row: Row, words: Words) -> str:
    counts = (f"{words[f'status.{status}']}: {numbers.count(row[f'{status}_count'])}"
              for status in ("exceeded", "met", "missed", "undecidable") if row[f"{status}_count"])  # fmt: skip
    title = look.wrapped(tables.text(row["project_title"]), 60)
    share = words.say("note.reached", share=numbers.percent(row["reached_pct"]))
    return look.hover(title, words[f"indicator_kind.{row['kind_code']}"], share, *counts)
