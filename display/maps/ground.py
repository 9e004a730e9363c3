"""The ground of the maps: outlines of regions, in kilometres on a projection of Kazakhstan."""

import json
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final, NamedTuple

OUTLINES: Final = Path(__file__).parents[2] / "data" / "reference" / "regions.geojson"
EARTH_KM: Final = 6371.0
GRID_KM: Final = 120.0  # between two points of a region that can be clicked: about 20 pixels on a screen
CITY_KM: Final = 70.0  # around a city of its own the click is meant for the city
LABEL_KM: Final = 115.0  # between a label and a city
Point = tuple[float, float]
Ring = list[Point]


class Area(NamedTuple):
    """One region: its outer rings, the point for its label, and whether it is a city drawn as a circle of its area."""

    rings: list[Ring]
    middle: Point
    is_city: bool


def albers(longitude: float, latitude: float) -> Point:
    """Return kilometres east and north of 67° E, 48° N on Albers' equal-area projection (parallels 43° and 53°).

    >>> albers(67, 48)
    (0.0, 0.0)
    """
    south, north, origin = radians(43), radians(53), radians(48)
    n = (sin(south) + sin(north)) / 2
    c = cos(south) ** 2 + 2 * n * sin(south)
    angle = n * radians(longitude - 67)
    radius, at_origin = (EARTH_KM * sqrt(c - 2 * n * sin(phi)) / n for phi in (radians(latitude), origin))
    return radius * sin(angle), at_origin - radius * cos(angle)


def on_map(longitude: float, latitude: float) -> Point:
    """Return a place on the map in whole kilometres, a fifth of a pixel: more digits were most of what is sent of it."""
    x, y = albers(longitude, latitude)
    return round(x), round(y)


@lru_cache(maxsize=1)
def areas() -> dict[str, Area]:
    """Return the regions by code; the cities last, so that they lie on top."""
    features = json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]
    ordered = sorted(features, key=lambda feature: feature["properties"]["schematic"])
    known = {feature["properties"]["code"]: _area(feature) for feature in ordered}
    cities = [area.middle for area in known.values() if area.is_city]
    return {
        code: area if area.is_city else area._replace(middle=_clear_of(cities, area.middle))
        for code, area in known.items()
    }


def _clear_of(cities: list[Point], middle: Point) -> Point:
    """The point for a label, moved away from a city that it would lie on."""
    for x, y in cities:
        away = hypot(middle[0] - x, middle[1] - y)
        if away < LABEL_KM:
            return x + (middle[0] - x) / away * LABEL_KM, y + (middle[1] - y) / away * LABEL_KM
    return middle


def _area(feature: dict[str, Any]) -> Area:
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [[on_map(*point) for point in polygon[0]] for polygon in polygons]
    return Area(rings, _centroid(max(rings, key=_doubled_area)), feature["properties"]["schematic"])


def _doubled_area(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)))


def _centroid(ring: Ring) -> Point:
    """The centre of gravity of a ring: no region is so bent that it would lie outside."""
    edges = [(x1, y1, x2, y2, x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairwise(ring)]
    doubled = sum(cross for *_, cross in edges)
    x = sum((x1 + x2) * cross for x1, _, x2, _, cross in edges) / (3 * doubled)
    y = sum((y1 + y2) * cross for _, y1, _, y2, cross in edges) / (3 * doubled)
    return x, y


@lru_cache(maxsize=1)
def points_within() -> dict[str, list[Point]]:
    """Return points spread over each region, so that a click anywhere in it is near one; a city has only its middle."""
    cities = [area.middle for area in areas().values() if area.is_city]
    return {
        code: [area.middle, *([] if area.is_city else _spread(area.rings, cities))] for code, area in areas().items()
    }


def _spread(rings: list[Ring], cities: list[Point]) -> list[Point]:
    west, south, east, north = bounds(rings)
    grid = [
        (column * GRID_KM, row * GRID_KM)
        for column in range(ceil(west / GRID_KM), ceil(east / GRID_KM))
        for row in range(ceil(south / GRID_KM), ceil(north / GRID_KM))
    ]
    return [
        point
        for point in grid
        if any(is_inside(point, ring) for ring in rings)
        and all(hypot(point[0] - x, point[1] - y) > CITY_KM for x, y in cities)
    ]


def bounds(rings: list[Ring]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all rings."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses its edges an odd number of times.

    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> is_inside((1, 1), square), is_inside((3, 1), square)
    (True, False)
    """
    x, y = point
    crossings = [
        x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1
