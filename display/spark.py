"""A course over the years in a line's height: bars as an SVG image, with the first and the last year below them."""

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Final

from display import numbers
from display.charts.look import ACCENT, INK

WIDTH, HEIGHT, FOOT = 84, 26, 14  # pixels; the foot holds the years
GAP: Final = 3
WIDEST: Final = 12  # of a bar: two years are no two blocks
LOOKS: Final = (  # an image knows whether its reader's system is dark, and nothing of the page's own looks
    f"rect {{ fill: {ACCENT}; fill-opacity: 0.75 }} text {{ fill: {INK}; font: 11px sans-serif }} "
    "@media (prefers-color-scheme: dark) { rect { fill: #22A5C4 } text { fill: #AEB9C4 } }"
)


def spark(values: Mapping[int, float | None], column: str) -> str:
    """Return an <img> of the values by year, which says them as its text; "" where fewer than two years have one.

    A year without a value leaves its place empty: it is not 0. `column` names the unit.
    """
    known = {year: float(value) for year, value in values.items() if value is not None and not numbers.is_absent(value)}
    if len(known) < 2:
        return ""
    said = escape("; ".join(f"{year}: {numbers.by_unit(column, value)}" for year, value in known.items()))
    drawn = b64encode(_drawn(known).encode()).decode()
    return f'<img class="spark" alt="{said}" title="{said}" src="data:image/svg+xml;base64,{drawn}">'


def _drawn(known: Mapping[int, float]) -> str:
    first, last, top = min(known), max(known), max(known.values()) or 1.0
    step = WIDTH / (last - first + 1)
    width = min(step - GAP, WIDEST)
    bars = "".join(
        _bar((year - first) / (last - first) * (WIDTH - width), width, max(v / top * HEIGHT, 1.0))
        for year, v in known.items()
    )
    years = _year(0, "start", first) + _year(WIDTH, "end", last)
    size = f'width="{WIDTH}" height="{HEIGHT + FOOT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{LOOKS}</style>{bars}{years}</svg>'


def _bar(x: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{HEIGHT - height:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _year(x: float, anchor: str, year: int) -> str:
    return f'<text x="{x}" y="{HEIGHT + FOOT - 2}" text-anchor="{anchor}">{year}</text>'
