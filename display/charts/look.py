"""Charts: an answer of a metric becomes a Plotly figure. Its title stands on the page, not in the figure.

One look for all: bars start at zero, names stand beside horizontal bars, values stand at the bars, and every hover says
the name, the value with its unit, and of how many reports.
"""

import textwrap
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from display import numbers, tables
from display.charts.drawing import Drawing
from display.filters import FILTERS
from display.tables import Row as Row
from display.words import Words

ACCENT: Final = "#0E7490"
PALE: Final = "#9CC9D3"
INK: Final = "#64748B"  # readable on white and on the dark background alike
DARKEST: Final = "#0A0F14"  # ink on a pale bar
WHITE_BELOW: Final = 0.19  # the luminance up to which white is the easier to read
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
HATCHED: Final = {"no_fact": ".", "not_numeric": "/", "ambiguous": "x"}  # its grey is "met" to a green-blind eye
SEVERITY: Final = {"error": "#D55E00", "warning": "#E69F00", "note": "#56B4E9"}
CATEGORIES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")  # Okabe-Ito, by code
HUE: Final = ("#E3F1F4", "#5CAFC1", "#0B4F5E")  # from pale to dark
BUCKETS: Final = {"0-50": "missed", "50-80": "missed", "80-100": "missed", "100": "met"}
LOWEST, LOW, SHORT, TALL, TALLEST = 100, 150, 320, 480, 640
ROW_HEIGHT: Final = 32
THICKEST: Final = 40  # pixels of a bar, where there are only a few
MOST_SINGLE_STEPS: Final = 8  # an axis up to here is numbered one by one
MOST: Final = 20  # groups in a chart; the table behind it has them all
LEAST_TEXT: Final = 9  # pixels
LABEL_WIDTH: Final = 36  # characters of a name beside a bar, before it wraps
UNLESS_TOO_SMALL: Final = {"minsize": 10, "mode": "hide"}  # figures inside bars; the hover has those that do not fit
HOVER: Final = "%{customdata[0]}<extra></extra>"
# What a chart can be grouped by -> the filter of the link that narrows to a group. By categories of participants none is.
FIELDS: Final = {kind: field for field, kind in FILTERS.items() if kind != "people"}


def figure(height: int, legend: bool = False, upright: bool = False) -> Drawing:
    """An empty chart with the margins, grid and ticks that all charts share; names stand on the left, or below."""
    axis = {"gridcolor": GRID, "zerolinecolor": GRID, "automargin": True, "fixedrange": True, "nticks": 8,
            "tickangle": 0, "exponentformat": "none", "separatethousands": True}  # fmt: skip
    return Drawing(
        height=height,
        margin={"l": 8, "r": 16, "t": 34 if legend else 8, "b": 8},
        showlegend=legend,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        hovermode="closest",
        bargap=0.3,
        uniformtext={"minsize": LEAST_TEXT, "mode": "hide"},  # what would be smaller stands in the hover
        separators=f",{numbers.NO_BREAK}",
        dragmode=False,
        xaxis=dict(axis),
        yaxis=axis | {"showgrid": False, "nticks": None, "type": "linear" if upright else "category"},
    )


def add_bars(
    figure: Drawing,
    names: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    hovers: Sequence[str],
    colour: str | Sequence[str],
    upright: bool = False,
    picks: Sequence[str] | None = None,
) -> None:
    """One series of bars with its values written at their ends; `picks` is what a click on each narrows the page to."""
    x, y = (names, values) if upright else (values, names)
    figure.add(
        "bar",
        x=[None if numbers.is_absent(one) else one for one in x],
        y=[None if numbers.is_absent(one) else one for one in y],
        orientation="v" if upright else "h",
        marker={"color": colour, "line": {"width": 0}},
        text=list(texts),
        textposition="outside",
        textangle=0,
        insidetextfont={"color": text_on(colour) if isinstance(colour, str) else [text_on(one) for one in colour]},
        cliponaxis=False,
        customdata=points(hovers, picks),
        hovertemplate=HOVER,
    )
    if not upright:
        figure.lay_out(bargap=max(0.3, 1 - len(names) * THICKEST / figure.layout["height"]))


def add_share(
    figure: Drawing,
    names: Sequence[str],
    counts: Sequence[float],
    texts: Sequence[str],
    hovers: Sequence[str],
    colour: str,
    name: str,
    shape: str = "",
    picks: Sequence[str] | None = None,
) -> None:
    """One part of every stacked bar, its figure in its middle; `name` is the legend's, `shape` hatches it."""
    add_bars(figure, names, counts, texts, hovers, colour, picks=picks)
    figure.change(
        name=name,
        textposition="inside",
        insidetextanchor="middle",
        marker={"pattern": {"shape": shape, "fgcolor": INK, "fillmode": "overlay", "fgopacity": 0.6, "size": 5}},
    )


@lru_cache
def text_on(colour: str) -> str:
    """Return white or the darkest ink, whichever is easier to read on a colour (WCAG 2, relative luminance).

    On a colour that lets the ground through it is the ink that is readable in both themes.

    >>> text_on("#0F766E"), text_on("#14B8A6"), text_on("#D55E00"), text_on("rgba(100, 116, 139, 0.25)")
    ('#FFFFFF', '#0A0F14', '#0A0F14', '#64748B')
    """
    if not colour.startswith("#"):
        return INK
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return "#FFFFFF" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < WHITE_BELOW else DARKEST


def height(rows: Any) -> int:
    """One of the page's heights, so that charts side by side and below each other keep a rhythm."""
    needed = len(rows) * ROW_HEIGHT + 70
    return next((height for height in (SHORT, TALL, TALLEST) if needed <= height), needed)


def in_order(answer: pd.DataFrame) -> list[Row]:
    """The rows in their own order from top to bottom: Plotly draws the first row at the bottom."""
    return tables.records(answer.iloc[::-1])


def ascending(answer: pd.DataFrame, column: str) -> list[Row]:
    """The rows from the smallest value to the largest: Plotly draws the first row at the bottom. Of equal ones the first stays above."""
    return sorted(in_order(answer), key=partial(_size, column))


def descending(answer: pd.DataFrame, column: str) -> list[Row]:
    """The rows from the largest value to the smallest, those without one last."""
    return sorted(tables.records(answer), key=partial(_size, column), reverse=True)


def _size(column: str, row: Row) -> tuple[bool, Any]:
    value = row[column]
    return (False, 0) if numbers.is_absent(value) else (True, value)


def whole_steps(counts: Sequence[float]) -> int | None:
    """The step of an axis that counts few things, so that it shows no halves; None leaves it to the chart."""
    return 1 if room(counts) <= MOST_SINGLE_STEPS else None


def room(values: Sequence[float]) -> float:
    """The end of an axis that leaves room for the figures written beyond the longest bar."""
    return max((float(value) for value in values if not numbers.is_absent(value)), default=1.0) * 1.3 or 1.0


def short(column: str, value: float, words: Words) -> str:
    return numbers.short_money(value, words.language) if column.endswith("_kzt") else numbers.by_unit(column, value)


def of_reports(row: Row, words: Words, basis: str = "report_count") -> str:
    return words.say("note.of_reports", n=int(row[basis]))


def hover(*lines: str) -> str:
    return "<br>".join(lines)


def wrapped(text: str, width: int = LABEL_WIDTH) -> str:
    """The text in lines no longer than the width, so that no name is cut or slanted."""
    return "<br>".join(textwrap.wrap(text, width)) or numbers.ABSENT


def points(hovers: Sequence[str], picks: Sequence[str] | None = None) -> list[list[str]]:
    """What each point of a chart carries: its hover, and what a click on it narrows the page to, as the link says it.

    >>> points(["Abai region<br>5 projects"], ["regions=KZ-10"])
    [['Abai region<br>5 projects', 'regions=KZ-10']]
    """
    return [[hover, pick] for hover, pick in zip(hovers, picks or [""] * len(hovers), strict=True)]


def pick(by: str, code: object) -> str:
    """Return what a click on a group narrows the page to, as the link says it; "" where there is no such filter.

    >>> pick("region", "KZ-33"), pick("sphere", None), pick("level", "outcome")
    ('regions=KZ-33', 'spheres=', '')
    """
    if by not in FIELDS:
        return ""
    missing = "0" if by == "year" else ""
    return urlencode({FIELDS[by]: missing if numbers.is_absent(code) else str(code)})
