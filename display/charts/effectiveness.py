"""Plan against fact: how indicators ended, bullet bars of plan and fact, and how far facts are from their plans."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers, tables
from display.charts import look
from display.charts.drawing import Drawing
from display.charts.look import BUCKETS, HATCHED, INK, LOW, LOWEST, MOST, SHORT, SIGN, STATUS, Row
from display.words import Words

TOO_EASY: Final = "#E69F00"
FAR_ABOVE: Final = ("150-200", "200+")  # buckets in which a plan may have been too easy
COPIED: Final = {"shape": "/", "fgcolor": "#1B2733", "size": 7}  # hatches reports in which every fact repeats the plan
BULLET_HEIGHT: Final = 50  # pixels of a row: up to two lines of a name and one of amounts
BEYOND: Final = 200  # per cent; longer bars would leave no room for the others, so they end here and say their value


def statuses(totals: pd.DataFrame, words: Words) -> go.Figure:
    """One bar: how the indicators of the selection divide into met, exceeded, missed and undecided."""
    rows, figure = tables.records(totals), look.figure(LOWEST, legend=True)
    for status in ("exceeded", "met", "missed", "undecidable"):
        _add_status(figure, rows, [""], status, words)
    figure.lay_out(barmode="stack")
    figure.x_axis(visible=False, range=[0, int(totals["indicator_count"].iloc[0])])
    return figure.done()


def statuses_by(answer: pd.DataFrame, by: str, words: Words) -> go.Figure:
    """Shares of the statuses in each group, those with most missed ones on top; years keep their order.

    Beside its name stands each group's number of indicators. A click narrows the page to the group.
    """
    most = answer.sort_values(["missed_count", "indicator_count"])[-MOST:]
    rows = look.in_order(answer) if by == "year" else tables.records(most)
    names = [f"{look.wrapped(row['group'])} ({numbers.count(row['indicator_count'])})" for row in rows]
    picks = [look.pick(by, row["group_code"]) for row in rows]
    figure = look.figure(look.height(rows), legend=True)
    for status in (status for status in STATUS if f"{status}_count" in answer and status != "undecidable"):
        _add_status(figure, rows, names, status, words, picks)
    figure.lay_out(barmode="stack", barnorm="percent", uniformtext=look.UNLESS_TOO_SMALL)
    figure.x_axis(title=words["axis.share_of_indicators"], range=[0, 100], ticksuffix=" %", dtick=50)
    return figure.done()


def _add_status(
    figure: Drawing, rows: list[Row], names: list[str], status: str, words: Words, picks: list[str] | None = None
) -> None:
    counts = [row[f"{status}_count"] for row in rows]
    named = words[f"status.{status}"]
    hovers = [
        look.hover(name, f"{named}: {numbers.count(count)}", look.of_reports(row, words))
        for name, count, row in zip(names, counts, rows, strict=True)
    ]
    texts = [numbers.count(n) if n else "" for n in counts]
    shape, said = HATCHED.get(status, ""), f"{SIGN[status]} {named}"
    look.add_share(figure, names, counts, texts, hovers, STATUS[status], said, shape, picks)


def plan_fact(effects: pd.DataFrame, words: Words) -> go.Figure:
    """Bullet bars of the effects table; only reports that give both plan and fact."""
    given = effects[effects["achieved_pct"].notna()]
    rows = look.descending(given, "effect_order")
    names = [look.wrapped(words[f"effect.{row['effect_code']}"]) for row in rows]
    amounts = [_amounts(row, "both_plan_value", "both_fact_value", words) for row in rows]
    bases = [look.of_reports(row, words, "both_report_count") for row in rows]
    return _bullets(rows, names, amounts, bases, [""] * len(rows), words)


def kinds_plan_fact(kinds: pd.DataFrame, words: Words) -> go.Figure:
    """Bullet bars of the kinds of indicators that can be added up; a click narrows the page to the kind."""
    given = kinds[kinds["achieved_pct"].notna()]
    rows = look.in_order(given)[-MOST:]
    names = [look.wrapped(words[f"indicator_kind.{row['kind_code']}"]) for row in rows]
    amounts = [_amounts(row, "plan_value", "fact_value", words) for row in rows]
    bases = [words.say("note.of_indicators", n=int(row["indicator_count"])) for row in rows]
    return _bullets(rows, names, amounts, bases, [look.pick("kind", row["kind_code"]) for row in rows], words)


def _amounts(row: Row, plan: str, fact: str, words: Words) -> str:
    write = numbers.money if str(row.get("effect_code")).endswith("_kzt") else numbers.count
    return words.say("note.fact_of_plan", fact=write(row[fact]), plan=write(row[plan]))


def _bullets(
    rows: list[Row],
    names: Sequence[str],
    amounts: Sequence[str],
    bases: Sequence[str],
    picks: Sequence[str],
    words: Words,
) -> go.Figure:
    """The fact as a bar, in per cent of the plan; the plan as a tick at 100; the amounts below the names."""
    shares = [float(row["achieved_pct"]) for row in rows]
    reached = ["missed" if share < 100 else "met" if share == 100 else "exceeded" for share in shares]
    signed = [f"{SIGN[how]} {numbers.percent(share)}" for how, share in zip(reached, shares, strict=True)]
    hovers = [look.hover(*lines) for lines in zip(names, signed, amounts, bases, strict=True)]
    beside = [f"{name}<br>{amount}" for name, amount in zip(names, amounts, strict=True)]
    drawn = [min(share, BEYOND) for share in shares]
    figure = look.figure(max(LOW, len(rows) * BULLET_HEIGHT + 70))
    look.add_bars(figure, beside, drawn, signed, hovers, [STATUS[how] for how in reached], picks=picks)
    figure.change(textposition="inside", insidetextanchor="start")
    plan = {"symbol": "line-ns-open", "size": 22, "color": INK, "line": {"width": 3}}
    figure.add("scatter", x=[100] * len(rows), y=beside, mode="markers", marker=plan, hoverinfo="skip")
    figure.lay_out(bargap=max(0.45, figure.layout["bargap"]))
    figure.x_axis(title=words["axis.share_of_plan"], range=[0, max([*drawn, 100]) + 10], ticksuffix=" %", dtick=50)
    return figure.done()


def distribution(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many indicators stand where against their plan, from less than half to more than twice.

    Hatched: those of reports in which every fact repeats the plan.
    """
    rows = look.ascending(answer, "bucket_order")
    names = [words[f"bucket.{row['bucket_code']}"] for row in rows]
    counts = [int(row["indicator_count"]) for row in rows]
    copied = [int(row["in_copied_reports_count"]) for row in rows]
    colours = [
        TOO_EASY if row["bucket_code"] in FAR_ABOVE else STATUS[BUCKETS.get(row["bucket_code"], "exceeded")]
        for row in rows
    ]
    figure = look.figure(SHORT, legend=True, upright=True)
    _add_bucket(figure, rows, names, copied, colours, words, "distribution.copied")
    own = [count - those for count, those in zip(counts, copied, strict=True)]
    _add_bucket(figure, rows, names, own, colours, words, "distribution.own")
    figure.change(0, marker={"pattern": COPIED})
    # A series of several colours has none in the legend: it shows a bar that is nowhere, its ground given for the swatch.
    swatch = {"color": STATUS["met"], "pattern": COPIED | {"bgcolor": STATUS["met"]}}
    figure.add("bar", x=[None], y=[None], marker=swatch, name=words["distribution.copied"])
    far_above = {"color": TOO_EASY, "symbol": "square", "size": 12}
    figure.add("scatter", x=[None], y=[None], mode="markers", marker=far_above, name=words["distribution.far_above"])
    figure.lay_out(barmode="stack")
    totals = {"mode": "text", "textposition": "top center", "hoverinfo": "skip", "showlegend": False}
    figure.add("scatter", x=names, y=counts, text=[numbers.count(count) for count in counts], **totals)
    figure.x_axis(title=words["axis.share_of_plan"], type="category", showgrid=False)
    figure.y_axis(
        title=words["axis.indicators"], range=[0, look.room(counts)], dtick=look.whole_steps(counts), showgrid=True
    )
    return figure.done()


def _add_bucket(
    figure: Drawing, rows: list[Row], names: list[str], counts: list[int], colours: list[str], words: Words, key: str
) -> None:
    hovers = [
        look.hover(
            name, f"{words[key]}: {numbers.count(count)} {words['unit.indicators']}", look.of_reports(row, words)
        )
        for name, count, row in zip(names, counts, rows, strict=True)
    ]
    look.add_bars(figure, names, counts, [""] * len(rows), hovers, colours, upright=True)
    figure.change(name=words[key], showlegend=False)
