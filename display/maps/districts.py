"""Districts and cities as circles on the outlines of the regions."""

from collections import Counter
from collections.abc import Collection
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.maps import ground
from display.maps.ground import Point, Ring
from display.maps.regions import LAYOUT, MOST_LEADERS, Trace, area, drawn
from display.maps.scale import DARK_INK
from display.tables import Row
from display.words import Words

HEIGHT: Final = 460
GROUND: Final = "rgba(100, 116, 139, 0.10)"
LARGEST_PIXELS, SMALLEST_PIXELS = 28, 5
RING: Final[dict[str, Any]] = {"symbol": "circle-open", "size": 9, "line": {"width": 1.5}}
CIRCLE_PIXELS: Final = 6.0  # of a circle that no other's name may cover
LABELS_PIXELS, LETTER_PIXELS, LINE_PIXELS, NAME_PIXELS = 620, 6.5, 17, 19  # of a map of one region
CHIP: Final[dict[str, Any]] = {
    "font": {"size": 11, "color": DARK_INK},
    "bgcolor": "rgba(255, 255, 255, 0.8)",
    "borderpad": 1,
}
APART_KM: Final = 12.0  # a town and the district around it have one position
QUOTED: Final = str.maketrans(
    {sign: f"%{ord(sign):02X}" for sign in "%&=+;#"}
)  # whole names quoted would be most of what is sent
MARGIN: Final = 0.08  # of the chosen regions' width and height, around them


def name_column(words: Words) -> str:
    """Return the column of a district's name in the reader's language; there are no English names."""
    return "name_ru" if words.language == "ru" else "name_kk"


def districts(answer: pd.DataFrame, column: str, words: Words, chosen: Collection[str]) -> go.Figure:
    """A circle a district, its area in proportion to the column. With regions chosen, the map shows these alone, names
    every district, and those with nothing are rings.
    """
    lands = ground.areas()
    areas = [
        area(land.rings, GROUND, {"color": look.INK, "width": 2.0 if code in chosen else 0.6})
        for code, land in lands.items()
    ]
    placed = _placed(answer, column)
    reached = [(row, point) for row, point in placed if _size(row, column)]
    idle = [(row, point) for row, point in placed if not _size(row, column)] if chosen else []
    circles = [
        _circles(idle, words, RING),
        _circles(reached, words, _filled([_size(row, column) for row, _ in reached])),
    ]
    rings = [ring for code in chosen if code in lands for ring in lands[code].rings]
    return drawn([*areas, *circles], height=HEIGHT, **(_close(rings, placed, words) if rings else {}))


def _close(rings: list[Ring], placed: list[tuple[Row, Point]], words: Words) -> dict[str, Any]:
    """The layout of a map of the chosen regions alone: no more than they need, and every district by name."""
    west, south, east, north = ground.bounds([*rings, [at for _, at in placed] or rings[0]])
    wide, high = MARGIN * (east - west), MARGIN * (north - south)
    pixel_km = max((east - west) / LABELS_PIXELS, (north - south) / (HEIGHT * 0.8))
    return {
        "xaxis": LAYOUT["xaxis"] | {"range": [west - wide, east + wide]},
        "yaxis": LAYOUT["yaxis"] | {"range": [south - high, north + high]},
        "annotations": _names(placed, words, pixel_km),
    }


def _placed(answer: pd.DataFrame, column: str) -> list[tuple[Row, Point]]:
    """The districts whose position is known; the largest first, so that small circles lie on top."""
    rows = [row for row in look.descending(answer, column) if not numbers.is_absent(row["latitude"])]
    seen: Counter[Point] = Counter()
    placed = []
    for row in rows:
        x, y = at = ground.on_map(row["longitude"], row["latitude"])
        placed.append((row, (x + APART_KM * seen[at], y)))
        seen[at] += 1
    return placed


def _size(row: Row, column: str) -> float:
    return 0.0 if numbers.is_absent(row[column]) else float(row[column])


def _filled(sizes: list[float]) -> dict[str, Any]:
    return {
        "size": sizes,
        "sizemode": "area",
        "sizeref": 2 * max(sizes, default=1.0) / LARGEST_PIXELS**2,
        "sizemin": SMALLEST_PIXELS,
        "opacity": 0.75,
        "line": {"color": "#FFFFFF", "width": 1},
    }


def _circles(placed: list[tuple[Row, Point]], words: Words, marker: dict[str, Any]) -> Trace:
    rows = [row for row, _ in placed]
    return {
        "type": "scatter",
        "x": [x for _, (x, _) in placed],
        "y": [y for _, (_, y) in placed],
        "mode": "markers",
        "marker": {"color": look.ACCENT} | marker,
        "unselected": {"marker": {"opacity": 0.5}},
        "customdata": look.points(
            [_hover(row, words) for row in rows],
            [f"district={row['district_code'].translate(QUOTED)}" for row in rows],
        ),
        "hovertemplate": look.HOVER,
    }


def _names(placed: list[tuple[Row, Point]], words: Words, pixel_km: float) -> list[dict[str, Any]]:
    """Names above or below the circles, those of the largest first; where there is no room, the hover has the name."""
    taken: list[tuple[float, float, float]] = []  # middle, and half the width
    names: list[dict[str, Any]] = []
    circles = [(x / pixel_km, y / pixel_km, CIRCLE_PIXELS) for _, (x, y) in placed]
    for row, (x, y) in placed:
        name = row[name_column(words)]
        half = len(name) * LETTER_PIXELS / 2
        for shift in (NAME_PIXELS, -NAME_PIXELS):
            at = x / pixel_km, y / pixel_km + shift
            if all(abs(at[0] - u) > half + w or abs(at[1] - v) > LINE_PIXELS for u, v, w in [*taken, *circles]):
                taken.append((*at, half))
                names.append({"x": x, "y": y, "text": name, "showarrow": False, "yshift": shift, **CHIP})
                break
    return names


def _hover(row: Row, words: Words) -> str:
    figures = ("activity_count", "participants_count", "report_count")
    return look.hover(
        f"<b>{row[name_column(words)]}</b> ({words['kind.' + row['kind']].lower()})",
        words["region." + row["region_code"]],
        *(f"{words['column.' + column]}: {numbers.count(row[column])}" for column in figures),
    )


def candidates(answer: pd.DataFrame, words: Words) -> list[str]:
    """Return, for every row of ambiguous_places, the districts that may be meant, each with its region."""
    column = f"candidate_names_{'ru' if words.language == 'ru' else 'kk'}"
    return [
        ", ".join(f"{name} ({words['region.' + code]})" for name, code in zip(names, codes, strict=True))
        for names, codes in zip(answer[column], answer["candidate_region_codes"], strict=True)
    ]


def said(answer: pd.DataFrame, column: str, words: Words) -> str:
    """Return what the map of districts shows, in a sentence for those who do not see it."""
    largest = [row for row in look.descending(answer, column)[:MOST_LEADERS] if _size(row, column)]
    most = ", ".join(f"{row[name_column(words)]} ({numbers.count(row[column])})" for row in largest)
    return words.say("map.districts_alt", measure=words[f"column.{column}"], most=most or None)
