"""Which rules failed, and which questions reports answer."""

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, MOST, SEVERITY, Row
from display.words import Words


def rules(answer: pd.DataFrame, words: Words) -> go.Figure:
    """In how many reports each rule failed; the colour is the severity, which the legend names."""
    rows = look.ascending(answer, "failed_report_count")[-MOST:]
    figure = look.figure(look.height(rows), legend=True)
    for severity, colour in SEVERITY.items():
        chosen = [row for row in rows if row["severity"] == severity]
        names = [look.wrapped(words[f"rule.{row['rule']}.title"], 48) for row in chosen]
        counts = [row["failed_report_count"] for row in chosen]
        hovers = [look.hover(name, _checked(row, words)) for name, row in zip(names, chosen, strict=True)]
        look.add_bars(
            figure,
            names,
            counts,
            [numbers.count(n) for n in counts],
            hovers,
            colour,
            picks=[f"rule={row['rule']}" for row in chosen],
        )
        figure.change(name=words[f"severity.{severity}"])
    order = [look.wrapped(words[f"rule.{row['rule']}.title"], 48) for row in rows]
    figure.lay_out(barmode="overlay", bargap=0.3)
    figure.y_axis(categoryorder="array", categoryarray=order)
    failed = [row["failed_report_count"] for row in rows]
    figure.x_axis(title=words["axis.reports"], range=[0, look.room(failed)], dtick=look.whole_steps(failed))
    return figure.done()


def _checked(row: Row, words: Words) -> str:
    return words.say(
        "note.rule",
        failed=int(row["failed_report_count"]),
        passed=int(row["passed_report_count"]),
        skipped=int(row["skipped_report_count"]),
    )


def answers(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many reports answer each question of the forms, beside how many are asked."""
    rows = look.in_order(answer)
    names = [words[f"question.{row['question']}"] for row in rows]
    asked = [row["asked_report_count"] for row in rows]
    answered = [row["answering_report_count"] for row in rows]
    notes = [words.say("note.of_n", n=int(n), total=int(of)) for n, of in zip(answered, asked, strict=True)]
    hovers = [look.hover(name, note) for name, note in zip(names, notes, strict=True)]
    figure = look.figure(look.height(rows), legend=True)
    look.add_bars(figure, names, asked, notes, hovers, "rgba(100, 116, 139, 0.25)")
    figure.change(name=words["column.asked_report_count"])
    look.add_bars(figure, names, answered, [""] * len(rows), hovers, ACCENT)
    figure.change(name=words["column.answering_report_count"])
    figure.lay_out(barmode="overlay")
    figure.x_axis(title=words["axis.reports"], range=[0, look.room(asked)], dtick=look.whole_steps(asked))
    return figure.done()
