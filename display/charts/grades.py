"""How many projects have which of our grades."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers, tables
from display.charts import look
from display.charts.drawing import Drawing
from display.charts.look import LOWEST, MOST, Row
from display.words import Words

GRADE: Final = {
    "successful": "#0F766E",
    "satisfactory": "#E69F00",
    "unsatisfactory": "#D55E00",
    "undecidable": "#CBD5E1",
}
GRADE_SIGN: Final = {"successful": "●", "satisfactory": "◐", "unsatisfactory": "○", "undecidable": "?"}
LEVEL_SIGN: Final = GRADE_SIGN | {"known": "✓", "too_little": "?", "not_stated": numbers.ABSENT}


def grades(whole: pd.DataFrame, words: Words) -> go.Figure:
    """One bar: how the projects of the selection divide."""
    rows, figure = tables.records(whole), look.figure(LOWEST, legend=True)
    for grade in GRADE:
        _add_grade(figure, rows, [""], [""], grade, words)
    figure.lay_out(barmode="stack")
    figure.x_axis(visible=False, range=[0, int(whole["report_count"].sum())])
    return figure.done()


def grades_by(answer: pd.DataFrame, by: str, words: Words) -> go.Figure:
    """Shares of the grades in each group, largest group on top; years keep their order. A click narrows to the group."""
    rows = look.in_order(answer) if by == "year" else look.ascending(answer, "report_count")[-MOST:]
    names = [f"{look.wrapped(row['group'])} ({numbers.count(row['report_count'])})" for row in rows]
    picks = [look.pick(by, row["group_code"]) for row in rows]
    figure = look.figure(look.height(rows), legend=True)
    for grade in GRADE:
        _add_grade(figure, rows, names, picks, grade, words)
    figure.lay_out(barmode="stack", barnorm="percent", uniformtext=look.UNLESS_TOO_SMALL)
    figure.x_axis(title=words["axis.share_of_projects"], range=[0, 100], ticksuffix=" %", dtick=50)
    return figure.done()


def _add_grade(figure: Drawing, rows: list[Row], names: list[str], picks: list[str], grade: str, words: Words) -> None:
    named = words[f"grade.{grade}"]
    counts = [int(row[f"{grade}_count"]) for row in rows]
    hovers = [
        look.hover(name, f"{named}: {numbers.count(count)}", words.say("note.of_n", n=count, total=row["report_count"]))
        for name, count, row in zip(names, counts, rows, strict=True)
    ]
    texts = [numbers.count(count) if count else "" for count in counts]
    shape, said = "/" if grade == "undecidable" else "", f"{GRADE_SIGN[grade]} {named}"
    look.add_share(figure, names, counts, texts, hovers, GRADE[grade], said, shape, picks)
