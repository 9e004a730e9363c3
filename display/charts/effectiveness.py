"""Plan against fact: bullet bars, statuses, the spread of achievement, and what a person reached costs."""

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.look import ACCENT, BUCKETS, HATCHED, HOVER, INK, LOW, MOST, ON_DARK, SHORT, SIGN, STATUS, Row
from display.words import Words


def statuses(totals: pd.DataFrame, words: Words) -> go.Figure:
    """One bar: how the indicators of the selection divide into met, exceeded, missed and undecided."""
    figure = look.figure(LOW, legend=True)
    for status in ("exceeded", "met", "missed", "undecidable"):
        _add_status(figure, totals.to_dict("records"), [""], status, words)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(visible=False, range=[0, int(totals["indicator_count"].iloc[0])])
    return figure


def statuses_by(answer: pd.DataFrame, by: str, words: Words) -> go.Figure:
    """Shares of the statuses in each group; beside its name each group's number of indicators. Years keep their order."""
    rows = look.in_order(answer) if by == "year" else look.ascending(answer, "indicator_count")[-MOST:]
    names = [f"{look.wrapped(row['group'])} ({numbers.count(row['indicator_count'])})" for row in rows]
    figure = look.figure(look.height(rows), legend=True)
    for status in (status for status in STATUS if f"{status}_count" in answer and status != "undecidable"):
        _add_status(figure, rows, names, status, words)
    figure.update_layout(barmode="stack", barnorm="percent")
    figure.update_xaxes(title=words["axis.share_of_indicators"], range=[0, 100], ticksuffix=" %")
    return figure


def _add_status(figure: go.Figure, rows: list[Row], names: list[str], status: str, words: Words) -> None:
    counts = [row[f"{status}_count"] for row in rows]
    named = words[f"status.{status}"]
    hovers = [
        look.hover(name, f"{named}: {numbers.count(count)}", look.of_reports(row, words))
        for name, count, row in zip(names, counts, rows, strict=True)
    ]
    look.add_bars(figure, names, counts, [numbers.count(n) if n else "" for n in counts], hovers, STATUS[status])
    figure.data[-1].update(
        name=f"{SIGN[status]} {named}",
        textposition="inside",
        insidetextanchor="middle",
        textfont={"color": "#FFFFFF" if status in ON_DARK else "#1B2733"},
        marker={"pattern": {"shape": HATCHED.get(status, ""), "fgcolor": INK, "size": 5}},
    )


def plan_fact(effects: pd.DataFrame, words: Words) -> go.Figure:
    """Bullet bars: the fact as a share of the plan, the plan as a line at 100 %; only reports that give both."""
    given = effects[effects["achieved_pct"].notna()]
    rows = given.sort_values("effect_order", ascending=False).to_dict("records")
    names = [look.wrapped(words[f"effect.{row['effect_code']}"]) for row in rows]
    shares = [row["achieved_pct"] for row in rows]
    reached = ["missed" if share < 100 else "met" if share == 100 else "exceeded" for share in shares]
    signed = [f"{SIGN[how]} {numbers.percent(share)}" for how, share in zip(reached, shares, strict=True)]
    amounts = [_plan_and_fact(row, words) for row in rows]
    hovers = [
        look.hover(name, amount, sign, look.of_reports(row, words, "both_report_count"))
        for name, amount, sign, row in zip(names, amounts, signed, rows, strict=True)
    ]
    figure = look.figure(look.height(rows))
    look.add_bars(figure, names, shares, signed, hovers, [STATUS[how] for how in reached])
    figure.data[-1].update(textposition="inside", insidetextanchor="start", textfont={"color": "#FFFFFF"})
    figure.add_scatter(
        x=[look.room(shares)] * len(rows),
        y=names,
        text=amounts,
        mode="text",
        textposition="middle left",
        hoverinfo="skip",
    )
    figure.add_vline(x=100, line={"color": INK, "width": 2})
    figure.update_xaxes(title=words["axis.share_of_plan"], range=[0, look.room(shares)], ticksuffix=" %")
    return figure


def _plan_and_fact(row: Row, words: Words) -> str:
    write = numbers.money if row["effect_code"].endswith("_kzt") else numbers.count
    fact, plan = write(row["both_fact_value"]), write(row["both_plan_value"])
    return words.say("note.fact_of_plan", fact=fact, plan=plan)


def distribution(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many indicators stand where against their plan, from less than half to more than twice."""
    rows = answer.sort_values("bucket_order").to_dict("records")
    names = [words[f"bucket.{row['bucket_code']}"] for row in rows]
    counts = [row["indicator_count"] for row in rows]
    texts = [numbers.count(count) for count in counts]
    hovers = [
        look.hover(name, f"{text} {words['unit.indicators']}", look.of_reports(row, words))
        for name, text, row in zip(names, texts, rows, strict=True)
    ]
    colours = [STATUS[BUCKETS.get(row["bucket_code"], "exceeded")] for row in rows]
    figure = look.figure(SHORT, upright=True)
    look.add_bars(figure, names, counts, texts, hovers, colours, upright=True)
    figure.update_xaxes(title=words["axis.share_of_plan"], type="category", showgrid=False)
    figure.update_yaxes(title=words["axis.indicators"], range=[0, look.room(counts)], showgrid=True)
    return figure


def costs(answer: pd.DataFrame, words: Words) -> go.Figure:
    """Tenge per direct beneficiary: a dot a project, on a logarithmic scale because projects differ a hundredfold."""
    rows = answer[answer["kzt_per_direct"].notna()].to_dict("records")
    hovers = [
        look.hover(look.wrapped(str(row["project_title"] or ""), 60), numbers.money(row["kzt_per_direct"]),
               words.say("note.cost", grant=numbers.money(row["grant_kzt"]), people=numbers.count(row["direct_fact_count"])))
        for row in rows
    ]  # fmt: skip
    figure = look.figure(LOW + 30)
    figure.add_scatter(
        x=[row["kzt_per_direct"] for row in rows],
        y=[""] * len(rows),
        mode="markers",
        marker={"color": ACCENT, "size": 11, "opacity": 0.55},
        customdata=look.points(hovers),
        hovertemplate=HOVER,
    )
    figure.update_xaxes(type="log", title=words["axis.kzt_per_direct"], dtick=1, tickformat=",.0f")
    return figure
