"""Charts: an answer of a metric becomes a Plotly figure. Its title stands on the page, not in the figure.

One look for all: bars start at zero, names stand beside horizontal bars, values stand at the bars, and every hover says
the name, the value with its unit, and of how many reports.
"""

import textwrap
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.words import Words

Row = dict[Any, Any]  # a row of an answer

ACCENT: Final = "#0E7490"
PALE: Final = "#9CC9D3"
INK: Final = "#64748B"  # readable on white and on the dark background alike
GRID: Final = "rgba(100, 116, 139, 0.2)"
STATUS: Final = {
    "exceeded": "#0F766E",
    "met": "#14B8A6",
    "missed": "#D55E00",
    "no_fact": "#9CA3AF",
    "no_plan": "#CBD5E1",
    "not_numeric": "#E5E7EB",
    "ambiguous": "#F1F5F9",
    "undecidable": "#CBD5E1",  # where the reasons are not told apart
}
OUTCOMES: Final = tuple(STATUS)[:-2]  # the statuses that a row of a report can have
SIGN: Final = {
    "exceeded": "▲",
    "met": "✓",
    "missed": "✗",
    "no_fact": "○",
    "no_plan": "□",
    "not_numeric": "Aa",
    "ambiguous": "≈",
    "undecidable": "?",
}
HATCHED: Final = {"not_numeric": "/", "ambiguous": "x"}
ON_DARK: Final = ("exceeded", "missed")  # statuses whose bars are dark enough for white figures
SEVERITY: Final = {"error": "#D55E00", "warning": "#E69F00", "note": "#56B4E9"}
CATEGORIES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")  # Okabe-Ito, by code
HUE: Final = ("#E3F1F4", "#5CAFC1", "#0B4F5E")  # from pale to dark
BUCKETS: Final = {"0-50": "missed", "50-80": "missed", "80-100": "missed", "100": "met"}
LOW, SHORT, TALL, TALLEST = 150, 320, 480, 640
ROW_HEIGHT: Final = 32
THICKEST: Final = 40  # pixels of a bar, where there are only a few
MOST_SINGLE_STEPS: Final = 8  # an axis up to here is numbered one by one
MOST: Final = 20  # groups in a chart; the table behind it has them all
LABEL_WIDTH: Final = 36  # characters of a name beside a bar, before it wraps
HOVER: Final = "%{customdata}<extra></extra>"


def statuses(totals: pd.DataFrame, words: Words) -> go.Figure:
    """One bar: how the indicators of the selection divide into met, exceeded, missed and undecided."""
    figure = _figure(LOW, legend=True)
    for status in ("exceeded", "met", "missed", "undecidable"):
        _add_status(figure, totals.to_dict("records"), [""], status, words)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(visible=False, range=[0, int(totals["indicator_count"].iloc[0])])
    return figure


def statuses_by(answer: pd.DataFrame, by: str, words: Words) -> go.Figure:
    """Shares of the statuses in each group; beside its name each group's number of indicators. Years keep their order."""
    rows = _in_order(answer) if by == "year" else _ascending(answer, "indicator_count")[-MOST:]
    names = [f"{_wrapped(row['group'])} ({numbers.count(row['indicator_count'])})" for row in rows]
    figure = _figure(_height(rows), legend=True)
    for status in (status for status in STATUS if f"{status}_count" in answer and status != "undecidable"):
        _add_status(figure, rows, names, status, words)
    figure.update_layout(barmode="stack", barnorm="percent")
    figure.update_xaxes(title=words["axis.share_of_indicators"], range=[0, 100], ticksuffix=" %")
    return figure


def _add_status(figure: go.Figure, rows: list[Row], names: list[str], status: str, words: Words) -> None:
    counts = [row[f"{status}_count"] for row in rows]
    named = words[f"status.{status}"]
    hovers = [
        _hover(name, f"{named}: {numbers.count(count)}", _of_reports(row, words))
        for name, count, row in zip(names, counts, rows, strict=True)
    ]
    _add_bars(figure, names, counts, [numbers.count(n) if n else "" for n in counts], hovers, STATUS[status])
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
    names = [_wrapped(words[f"effect.{row['effect_code']}"]) for row in rows]
    shares = [row["achieved_pct"] for row in rows]
    reached = ["missed" if share < 100 else "met" if share == 100 else "exceeded" for share in shares]
    signed = [f"{SIGN[how]} {numbers.percent(share)}" for how, share in zip(reached, shares, strict=True)]
    amounts = [_plan_and_fact(row, words) for row in rows]
    hovers = [
        _hover(name, amount, sign, _of_reports(row, words, "both_report_count"))
        for name, amount, sign, row in zip(names, amounts, signed, rows, strict=True)
    ]
    figure = _figure(_height(rows))
    _add_bars(figure, names, shares, signed, hovers, [STATUS[how] for how in reached])
    figure.data[-1].update(textposition="inside", insidetextanchor="start", textfont={"color": "#FFFFFF"})
    figure.add_scatter(
        x=[_room(shares)] * len(rows), y=names, text=amounts, mode="text", textposition="middle left", hoverinfo="skip"
    )
    figure.add_vline(x=100, line={"color": INK, "width": 2})
    figure.update_xaxes(title=words["axis.share_of_plan"], range=[0, _room(shares)], ticksuffix=" %")
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
        _hover(name, f"{text} {words['unit.indicators']}", _of_reports(row, words))
        for name, text, row in zip(names, texts, rows, strict=True)
    ]
    colours = [STATUS[BUCKETS.get(row["bucket_code"], "exceeded")] for row in rows]
    figure = _figure(SHORT, upright=True)
    _add_bars(figure, names, counts, texts, hovers, colours, upright=True)
    figure.update_xaxes(title=words["axis.share_of_plan"], type="category", showgrid=False)
    figure.update_yaxes(title=words["axis.indicators"], range=[0, _room(counts)], showgrid=True)
    return figure


def by_year(answer: pd.DataFrame, column: str, basis: str, words: Words) -> go.Figure:
    """One measure over the years; `basis` is the column that says of how many reports."""
    rows = answer[answer["report_year"].notna()].sort_values("report_year").to_dict("records")
    years = [str(int(row["report_year"])) for row in rows]
    hovers = [
        _hover(year, numbers.by_unit(column, row[column]), _of_reports(row, words, basis))
        for year, row in zip(years, rows, strict=True)
    ]
    figure = _figure(SHORT // 2 + 60, upright=True)
    texts = [_short(column, row[column], words) for row in rows]
    _add_bars(figure, years, [row[column] for row in rows], texts, hovers, ACCENT, upright=True)
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(visible=False, range=[0, _room([row[column] for row in rows])])
    return figure


def ranked(answer: pd.DataFrame, names: str, column: str, words: Words) -> go.Figure:
    """The values of one column, the largest on top, beside the names that another column gives."""
    rows = _ascending(answer, column)
    labels = [_wrapped(str(row[names])) for row in rows]
    values = [row[column] for row in rows]
    hovers = [
        _hover(label, numbers.by_unit(column, value), _of_reports(row, words))
        for label, value, row in zip(labels, values, rows, strict=True)
    ]
    figure = _figure(_height(rows))
    _add_bars(figure, labels, values, [_short(column, v, words) for v in values], hovers, ACCENT)
    whole = _whole_steps(values) if column.endswith("_count") else None
    figure.update_xaxes(title=words[f"column.{column}"], range=[0, _room(values)], dtick=whole)
    return figure


def people(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many people of each category of one dimension, in the order of the form."""
    rows = answer.sort_values("category_order", ascending=False).to_dict("records")
    names = [_wrapped(words[f"category.{row['dimension']}.{row['category']}"]) for row in rows]
    counts = [row["people_count"] for row in rows]
    texts = [numbers.count(count) for count in counts]
    hovers = [
        _hover(name, f"{text} {words['unit.people']}", _of_reports(row, words, "answering_report_count"))
        for name, text, row in zip(names, texts, rows, strict=True)
    ]
    figure = _figure(LOW if len(rows) < 3 else _height(rows))
    _add_bars(figure, names, counts, texts, hovers, ACCENT)
    figure.update_xaxes(nticks=5, title=words["axis.people"], range=[0, _room(counts)])
    return figure


def people_by(answer: pd.DataFrame, dimension: str, words: Words) -> go.Figure:
    """Shares of the categories within each group: a heat map with a row a group and a column a category."""
    order = answer.sort_values("category_order")["category"].unique()
    counts = answer.pivot_table(index="group", columns="category", values="people_count", aggfunc="sum")[order]
    shares = counts.div(counts.sum(axis="columns"), axis="index").mul(100)
    columns = [_wrapped(words[f"category.{dimension}.{category}"], 14) for category in order]
    hovers = [
        [_hover(group, words[f"category.{dimension}.{category}"], numbers.by_unit("people_count", counts.at[group, category]),
                numbers.by_unit("people_pct", shares.at[group, category])) for category in order]
        for group in counts.index
    ]  # fmt: skip
    figure = _figure(_height(counts.index) + 60)
    figure.add_heatmap(
        x=columns,
        y=[_wrapped(group) for group in counts.index],
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


def venue_and_coverage(answer: pd.DataFrame, words: Words) -> go.Figure:
    """Two dots a region: reports that cover it, and activities that were held there."""
    rows = _ascending(answer, "coverage_report_count")
    names = [words[f"region.{row['region_code']}"] for row in rows]
    figure = _figure(_height(rows), legend=True)
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
            customdata=[
                _hover(name, f"{named}: {numbers.count(count)}") for name, count in zip(names, counts, strict=True)
            ],
            hovertemplate=HOVER,
        )
    figure.update_xaxes(title=words["axis.reports_and_activities"], range=[-0.7, None])
    return figure


def rules(answer: pd.DataFrame, words: Words) -> go.Figure:
    """In how many reports each rule failed; the colour is the severity, which the legend names."""
    rows = _ascending(answer, "failed_report_count")[-MOST:]
    figure = _figure(_height(rows), legend=True)
    for severity, colour in SEVERITY.items():
        chosen = [row for row in rows if row["severity"] == severity]
        names = [_wrapped(words[f"rule.{row['rule']}.title"], 48) for row in chosen]
        counts = [row["failed_report_count"] for row in chosen]
        hovers = [_hover(name, _checked(row, words)) for name, row in zip(names, chosen, strict=True)]
        _add_bars(figure, names, counts, [numbers.count(n) for n in counts], hovers, colour)
        figure.data[-1].update(name=words[f"severity.{severity}"])
    order = [_wrapped(words[f"rule.{row['rule']}.title"], 48) for row in rows]
    figure.update_layout(barmode="overlay", bargap=0.3)
    figure.update_yaxes(categoryorder="array", categoryarray=order)
    failed = [row["failed_report_count"] for row in rows]
    figure.update_xaxes(title=words["axis.reports"], range=[0, _room(failed)], dtick=_whole_steps(failed))
    return figure


def _checked(row: Row, words: Words) -> str:
    return words.say(
        "note.rule",
        failed=int(row["failed_report_count"]),
        passed=int(row["passed_report_count"]),
        skipped=int(row["skipped_report_count"]),
    )


def answers(answer: pd.DataFrame, words: Words) -> go.Figure:
    """How many reports answer each question of the forms, beside how many are asked."""
    rows = _in_order(answer)
    names = [words[f"question.{row['question']}"] for row in rows]
    asked = [row["asked_report_count"] for row in rows]
    answered = [row["answering_report_count"] for row in rows]
    notes = [words.say("note.of_n", n=int(n), total=int(of)) for n, of in zip(answered, asked, strict=True)]
    hovers = [_hover(name, note) for name, note in zip(names, notes, strict=True)]
    figure = _figure(_height(rows), legend=True)
    _add_bars(figure, names, asked, notes, hovers, "rgba(100, 116, 139, 0.25)")
    figure.data[-1].update(name=words["column.asked_report_count"])
    _add_bars(figure, names, answered, [""] * len(rows), hovers, ACCENT)
    figure.data[-1].update(name=words["column.answering_report_count"])
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(title=words["axis.reports"], range=[0, _room(asked)], dtick=_whole_steps(asked))
    return figure


def costs(answer: pd.DataFrame, words: Words) -> go.Figure:
    """Tenge per direct beneficiary: a dot a project, on a logarithmic scale because projects differ a hundredfold."""
    rows = answer[answer["kzt_per_direct"].notna()].to_dict("records")
    hovers = [
        _hover(_wrapped(str(row["project_title"] or ""), 60), numbers.money(row["kzt_per_direct"]),
               words.say("note.cost", grant=numbers.money(row["grant_kzt"]), people=numbers.count(row["direct_fact_count"])))
        for row in rows
    ]  # fmt: skip
    figure = _figure(LOW + 30)
    figure.add_scatter(
        x=[row["kzt_per_direct"] for row in rows],
        y=[""] * len(rows),
        mode="markers",
        marker={"color": ACCENT, "size": 11, "opacity": 0.55},
        customdata=hovers,
        hovertemplate=HOVER,
    )
    figure.update_xaxes(type="log", title=words["axis.kzt_per_direct"], dtick=1, tickformat=",.0f")
    return figure


def _figure(height: int, legend: bool = False, upright: bool = False) -> go.Figure:
    """An empty figure with the margins, grid and ticks that all charts share; names stand on the left, or below."""
    axis = {"gridcolor": GRID, "zerolinecolor": GRID, "automargin": True, "fixedrange": True, "nticks": 8,
            "tickangle": 0, "exponentformat": "none", "separatethousands": True}  # fmt: skip
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": 8, "r": 16, "t": 34 if legend else 8, "b": 8},
            "showlegend": legend,
            "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
            "hovermode": "closest",
            "bargap": 0.3,
            "separators": f",{numbers.NO_BREAK}",
            "dragmode": False,
            "xaxis": axis,
            "yaxis": axis | {"showgrid": False, "nticks": None, "type": "linear" if upright else "category"},
        }
    )


def _add_bars(
    figure: go.Figure,
    names: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    hovers: Sequence[str],
    colour: str | Sequence[str],
    upright: bool = False,
) -> None:
    """One series of bars with its values written at their ends."""
    x, y = (names, values) if upright else (values, names)
    figure.add_bar(
        x=[None if numbers.is_absent(one) else one for one in x],
        y=[None if numbers.is_absent(one) else one for one in y],
        orientation="v" if upright else "h",
        marker={"color": colour, "line": {"width": 0}},
        text=list(texts),
        textposition="outside",
        cliponaxis=False,
        customdata=list(hovers),
        hovertemplate=HOVER,
    )
    if not upright:
        figure.update_layout(bargap=max(0.3, 1 - len(names) * THICKEST / figure.layout.height))


def _height(rows: Any) -> int:
    """One of the page's heights, so that charts side by side and below each other keep a rhythm."""
    needed = len(rows) * ROW_HEIGHT + 70
    return next((height for height in (SHORT, TALL, TALLEST) if needed <= height), needed)


def _in_order(answer: pd.DataFrame) -> list[Row]:
    """The rows in their own order from top to bottom: Plotly draws the first row at the bottom."""
    return answer.iloc[::-1].to_dict("records")


def _ascending(answer: pd.DataFrame, column: str) -> list[Row]:
    """The rows from the smallest value to the largest: Plotly draws the first row at the bottom."""
    return answer.sort_values(column, na_position="first").to_dict("records")


def _whole_steps(counts: Sequence[float]) -> int | None:
    """The step of an axis that counts few things, so that it shows no halves; None leaves it to the chart."""
    return 1 if _room(counts) <= MOST_SINGLE_STEPS else None


def _room(values: Sequence[float]) -> float:
    """The end of an axis that leaves room for the figures written beyond the longest bar."""
    return max((float(value) for value in values if not numbers.is_absent(value)), default=1.0) * 1.3 or 1.0


def _short(column: str, value: float, words: Words) -> str:
    return numbers.short_money(value, words.language) if column.endswith("_kzt") else numbers.by_unit(column, value)


def _of_reports(row: Row, words: Words, basis: str = "report_count") -> str:
    return words.say("note.of_reports", n=int(row[basis]))


def _hover(*lines: str) -> str:
    return "<br>".join(lines)


def _wrapped(text: str, width: int = LABEL_WIDTH) -> str:
    """The text in lines no longer than the width, so that no name is cut or slanted."""
    return "<br>".join(textwrap.wrap(text, width)) or numbers.ABSENT
