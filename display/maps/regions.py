"""The two maps of the regions: outlines, and tiles.

Fills cannot be clicked, so invisible markers with the region's link stand on them. Labels are annotations: Plotly pales
the texts of what a click did not select.
"""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers, tables
from display.charts import look
from display.charts.drawing import Chart
from display.maps import ground
from display.maps.ground import Point, Ring
from display.maps.scale import HATCHING, NO_DATA, Scale, ink
from display.tables import Row
from display.words import Words

Trace = dict[str, Any]

TILE: Final = 0.94  # of a square of the grid; the rest is the gap
TILE_LETTERS: Final = 10  # of a name in one line
HEIGHT: Final = 350
CITY_PIXELS: Final = 15  # a city of its own area could not be hit
NEAR_PIXELS: Final = 20  # of a point that carries a region; a tile is larger
TILE_PIXELS: Final = 44
BORDER: Final = {"color": look.INK, "width": 0.8}
MARKED: Final = (
    {"color": "#FFFFFF", "width": 6},
    {"color": "#12313A", "width": 3},
)  # seen on every fill, in both themes
MOST_LEADERS: Final = 3
LAYOUT: Final[dict[str, Any]] = {
    "height": HEIGHT,
    "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "xaxis": {"visible": False, "fixedrange": True},
    "yaxis": {"visible": False, "fixedrange": True, "scaleanchor": "x"},
}


def drawn(traces: list[Trace], **layout: Any) -> go.Figure:
    """A map of traces as Plotly's JSON has them. Plotly does not check them: that took 20 times as long as drawing; the
    tests do.
    """
    return Chart({"data": traces, "layout": LAYOUT | layout})


def tiles(answer: pd.DataFrame, column: str, words: Words) -> go.Figure:
    """The twenty regions as equal squares, each with its short name and its value."""
    scale = Scale.of(column, answer[column])
    rows = {row["region_code"]: row for row in tables.records(answer)}
    middles = {code: (row["tile_column"], -row["tile_row"]) for code, row in rows.items()}
    rings = {code: [_square(*middle)] for code, middle in middles.items()}
    areas, labels = [], []
    for code, row in rows.items():
        areas.append(area(rings[code], scale.fill(row[column])))
        text = f"{_tile_name(words[f'region.short.{code}'])}<br><b>{scale.short(row[column])}</b>"
        labels.append(_label(middles[code], text, scale.fill(row[column])))
    points = _points(rows, {code: [middle] for code, middle in middles.items()}, column, words, TILE_PIXELS)
    return drawn([*areas, *_frames(rows, rings), points], annotations=labels)


def _tile_name(name: str) -> str:
    return name if len(name) <= TILE_LETTERS else name.replace(" ", "<br>", 1)


def outline(answer: pd.DataFrame, column: str, words: Words) -> go.Figure:
    """The outlines of the regions with their values; names on hover. Cities are drawn larger than they are."""
    scale = Scale.of(column, answer[column])
    rows = {row["region_code"]: row for row in tables.records(answer)}
    lands = {code: land for code, land in ground.areas().items() if not land.is_city}
    areas, labels = [], []
    for code, land in lands.items():
        fill = scale.fill(rows[code][column])
        areas.append(area(land.rings, fill))
        labels.append(_label(land.middle, f"<b>{scale.short(rows[code][column])}</b>", fill))
    frames = _frames(rows, {code: land.rings for code, land in lands.items()})
    points = _points(rows, ground.points_within(), column, words, NEAR_PIXELS)
    return drawn([*areas, *frames, points, _cities(rows, scale, words)], annotations=labels)


def area(rings: list[Ring], fill: str | None, line: dict[str, Any] = BORDER) -> Trace:
    """One region: its rings in one filled line, parted by gaps; hatched when it has no colour."""
    return _line(rings, line) | {
        "fill": "toself",
        "fillcolor": fill or NO_DATA,
        "fillpattern": {} if fill else {"shape": "/", "fgcolor": HATCHING, "bgcolor": NO_DATA, "size": 8},
    }


def _frames(rows: dict[str, Row], rings: dict[str, list[Ring]]) -> list[Trace]:
    """The chosen regions, framed; after all others, whose lines would lie on the frame."""
    return [_line(rings[code], line) for code in rings if rows[code]["is_chosen"] for line in MARKED]


def _line(rings: list[Ring], line: dict[str, Any]) -> Trace:
    x, y = _parted(rings)
    return {"type": "scatter", "x": x, "y": y, "mode": "lines", "line": line, "hoverinfo": "skip"}


def _parted(rings: list[Ring]) -> tuple[list[float | None], list[float | None]]:
    points = [point for ring in rings for point in [*ring, (None, None)]]
    return [x for x, _ in points], [y for _, y in points]


def _label(at: Point, text: str, fill: str | None) -> dict[str, Any]:
    font = {"size": 11, "color": ink(fill)}
    return {"x": at[0], "y": at[1], "text": text, "showarrow": False, "font": font, "captureevents": False}


def _points(rows: dict[str, Row], points: dict[str, list[Point]], column: str, words: Words, pixels: int) -> Trace:
    """Invisible markers: what a pointer near them is told, and what a click there narrows the page to."""
    spread = [(code, point) for code in points for point in points[code]]
    hovers = {code: _hover(rows[code], column, words) for code in points}
    return {
        "type": "scatter",
        "x": [x for _, (x, _) in spread],
        "y": [y for _, (_, y) in spread],
        "mode": "markers",
        "marker": {"size": pixels, "opacity": 0, "symbol": "square"},
        "unselected": {"marker": {"opacity": 0}},
        "selected": {"marker": {"opacity": 0}},
        "customdata": look.points([hovers[code] for code, _ in spread], [_pick(rows[code]) for code, _ in spread]),
        "hovertemplate": look.HOVER,
    }


def _cities(rows: dict[str, Row], scale: Scale, words: Words) -> Trace:
    cities = {code: land.middle for code, land in ground.areas().items() if land.is_city}
    chosen = [rows[code]["is_chosen"] for code in cities]
    return {
        "type": "scatter",
        "x": [x for x, _ in cities.values()],
        "y": [y for _, y in cities.values()],
        "mode": "markers",
        "marker": {
            "size": CITY_PIXELS,
            "color": [scale.fill(rows[code][scale.column]) or NO_DATA for code in cities],
            "opacity": 1,
            "line": {"color": ["#12313A" if one else "#FFFFFF" for one in chosen], "width": [4 if one else 1.5 for one in chosen]},
        },
        "unselected": {"marker": {"opacity": 1}},
        "customdata": look.points(
            [_hover(rows[code], scale.column, words) for code in cities], [_pick(rows[code]) for code in cities]
        ),
        "hovertemplate": look.HOVER,
    }  # fmt: skip


def _pick(row: Row) -> str:
    """A region that no report covers would leave nothing to look at."""
    return f"regions={row['region_code']}" if row["report_count"] else ""


def _hover(row: Row, column: str, words: Words) -> str:
    return look.hover(
        f"<b>{words['region.' + row['region_code']]}</b>",
        f"{words['column.' + column]}: {numbers.by_unit(column, row[column])}",
        look.of_reports(row, words),
    )


def _square(column: float, row: float) -> Ring:
    half = TILE / 2
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    return [(column + x, row + y) for x, y in corners]


def leaders(answer: pd.DataFrame, column: str, words: Words) -> dict[str, object]:
    """Return the regions with the largest value, and it, for a title; None where every value is zero or absent."""
    top = answer[column].max()
    if numbers.is_absent(top) or not top:
        return {"leaders": None, "value": None}
    first = [words[f"region.{code}"] for code in answer.loc[answer[column] == top, "region_code"]]
    return {"leaders": tables.joined(first, words, MOST_LEADERS), "value": look.short(column, top, words)}


def said(answer: pd.DataFrame, column: str, words: Words) -> str:
    """Return what the maps show, in a sentence for those who do not see them."""
    rows = [row for row in look.descending(answer, column) if not numbers.is_absent(row[column]) and row[column]]
    most = ", ".join(_with_value(row, column, words) for row in rows[:MOST_LEADERS])
    least = ", ".join(_with_value(row, column, words) for row in rows[-MOST_LEADERS:])
    return words.say(
        "map.alt",
        measure=words[f"column.{column}"],
        most=most or None,
        least=least or None,
        zero=_named(answer.loc[answer[column] == 0, "region_code"], words) or None,
        silent=_named(answer.loc[answer[column].isna(), "region_code"], words) or None,
    )


def _with_value(row: Row, column: str, words: Words) -> str:
    return f"{words['region.' + row['region_code']]} ({look.short(column, row[column], words)})"


def _named(codes: pd.Series, words: Words) -> str:
    return ", ".join(words[f"region.{code}"] for code in codes)
