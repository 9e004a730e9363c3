"""Two maps of the twenty regions that ask no network for anything: outlines in projected kilometres, and a tile grid
in which small cities are as large as regions. Both are schematic.

A region without a value is hatched; zero has the palest colour. Fills cannot be clicked, so an invisible marker with
the region's code stands on every label.
"""

import json
from functools import lru_cache
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from display import numbers
from display.charts.look import HOVER, HUE, INK, TALL
from display.words import Words

OUTLINES: Final = Path(__file__).parent.parent / "data" / "reference" / "regions.geojson"
EARTH_KM: Final = 6371.0
TILE: Final = 0.94  # of a square of the grid; the rest is the gap
HATCHING: Final = "rgba(100, 116, 139, 0.35)"  # pale enough to read a name on it
Ring = list[tuple[float, float]]


def tiles(answer: pd.DataFrame, column: str, words: Words) -> go.Figure:
    """The twenty regions as equal squares, each with its short name and its value."""
    rings = {row["region_code"]: [_square(row["tile_column"], -row["tile_row"])] for row in answer.to_dict("records")}
    return _map(answer, column, rings, words, named=True)


def outline(answer: pd.DataFrame, column: str, words: Words) -> go.Figure:
    """The outlines of the regions on an Albers projection of Kazakhstan, in kilometres; names on hover."""
    return _map(answer, column, _outlines(), words, named=False)


def _map(answer: pd.DataFrame, column: str, rings: dict[str, list[Ring]], words: Words, named: bool) -> go.Figure:
    figure = go.Figure(layout=LAYOUT)
    top = answer[column].max()
    rows = answer.set_index("region_code", drop=False).loc[list(rings)].to_dict("records")
    for row in rows:
        _add_area(figure, rings[row["region_code"]], _colour(row[column], top))
    centres = [_middle(max(rings[row["region_code"]], key=len)) for row in rows]
    figure.add_scatter(
        x=[x for x, _ in centres],
        y=[y for _, y in centres],
        mode="markers+text" if named else "markers",
        text=[_label(row, column, words) for row in rows] if named else None,
        textfont={"size": 11, "color": [_ink(row[column], top) for row in rows]},
        marker={"size": 36, "opacity": 0, "symbol": "square"},
        unselected={"marker": {"opacity": 0}},
        customdata=[[_hover(row, column, words), f"regions={row['region_code']}"] for row in rows],
        hovertemplate=HOVER,
    )
    return figure


LAYOUT: Final[dict[str, Any]] = {
    "height": TALL - 60,
    "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    "showlegend": False,
    "dragmode": False,
    "xaxis": {"visible": False, "fixedrange": True},
    "yaxis": {"visible": False, "fixedrange": True, "scaleanchor": "x"},
}


def _add_area(figure: go.Figure, rings: list[Ring], colour: str | None) -> None:
    """One region: its rings in one filled line, parted by gaps; hatched when it has no colour."""
    points: list[tuple[float | None, float | None]] = []
    for ring in rings:
        points += [*ring, (None, None)]
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        fill="toself",
        fillcolor=colour or "rgba(0, 0, 0, 0)",
        fillpattern={} if colour else {"shape": "/", "fgcolor": HATCHING, "size": 10},
        line={"color": INK, "width": 0.8},
        hoverinfo="skip",
    )


def _colour(value: float | None, top: float) -> str | None:
    if value is None or numbers.is_absent(value):
        return None
    share = float(value) / float(top) if top else 0.0
    return str(sample_colorscale(list(HUE), [share])[0])


def _ink(value: float | None, top: float) -> str:
    """White on the darker half of the scale, dark on the paler, the neutral ink on hatching."""
    if value is None or numbers.is_absent(value):
        return INK
    return "#FFFFFF" if top and float(value) / float(top) > 0.55 else "#12313A"


def _label(row: dict[Any, Any], column: str, words: Words) -> str:
    name = words[f"region.short.{row['region_code']}"].replace(" ", "<br>", 1)
    return f"{name}<br><b>{_value(row, column, words)}</b>"


def _hover(row: dict[Any, Any], column: str, words: Words) -> str:
    return "<br>".join(
        (
            f"<b>{words['region.' + row['region_code']]}</b>",
            f"{words['column.' + column]}: {numbers.by_unit(column, row[column])}",
            words.say("note.of_reports", n=int(row["report_count"])),
        )
    )


def _value(row: dict[Any, Any], column: str, words: Words) -> str:
    if column.endswith("_kzt"):
        return numbers.short_money(row[column], words.language)
    return numbers.by_unit(column, row[column])


def _square(column: int, row: int) -> Ring:
    half = TILE / 2
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    return [(column + x, row + y) for x, y in corners]


def _middle(ring: Ring) -> tuple[float, float]:
    """The middle of a ring's bounding box; good enough for a marker on a region."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


@lru_cache(maxsize=1)
def _outlines() -> dict[str, list[Ring]]:
    """Each region's outer rings in projected kilometres; regions first, so that cities lie on top."""
    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    ordered = sorted(features, key=lambda feature: feature["properties"]["schematic"])
    return {feature["properties"]["code"]: _rings(feature["geometry"]) for feature in ordered}


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[_albers(*point) for point in polygon[0]] for polygon in polygons]


def _albers(longitude: float, latitude: float) -> tuple[float, float]:
    """Kilometres east and north of 67° E, 48° N on Albers' equal-area projection (parallels 43° and 53°)."""
    south, north, origin = radians(43), radians(53), radians(48)
    n = (sin(south) + sin(north)) / 2
    c = cos(south) ** 2 + 2 * n * sin(south)
    angle = n * radians(longitude - 67)
    radius, at_origin = (EARTH_KM * sqrt(c - 2 * n * sin(phi)) / n for phi in (radians(latitude), origin))
    return radius * sin(angle), at_origin - radius * cos(angle)
