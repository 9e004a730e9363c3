"""Who took part, by the categories of the form; what is hidden is hatched, and never drawn as nought."""

from heapq import nlargest
from typing import Final, Literal, NamedTuple
from urllib.parse import quote

import pandas as pd
import plotly.graph_objects as go

from display import numbers
from display.charts import look
from display.charts.drawing import Drawing
from display.charts.look import ACCENT, CATEGORIES, HOVER, HUE, INK, LOW, MOST, Row
from display.words import Words

Shown = Literal["people", "shares"]
COLUMN: Final = {"people": "people_count", "shares": "people_pct"}
NOTHING: Final[Row] = dict.fromkeys(COLUMN.values())  # of a category that no report of a group counts
FEW: Final = 4  # categories that can be told apart in a stack; more of them are a heat map
HATCH: Final = {"shape": "/", "fgcolor": INK, "fillmode": "overlay", "size": 6, "solidity": 0.4}
STUB: Final = 0.04  # of the longest bar: how long a hidden one is drawn


def people(answer: pd.DataFrame, shown: Shown, words: Words) -> go.Figure:
    """How many people of each category of one dimension, in the order of the form, or their shares.

    A category that is hidden is a hatched stub; below stands how many people are in hidden categories together.
    """
    rows = look.descending(answer, "category_order")
    column = COLUMN[shown]
    dimension = rows[0]["dimension"]
    names = [look.wrapped(words[f"category.{dimension}.{row['category']}"]) for row in rows]
    end = look.room([row[column] for row in rows])
    is_hidden = [row["people_state"] == "hidden" for row in rows]
    values = [end * STUB if hidden else row[column] for row, hidden in zip(rows, is_hidden, strict=True)]
    figure = look.figure(LOW if len(rows) < 3 else look.height(rows))
    look.add_bars(
        figure,
        names,
        values,
        [_at_least(row, column, words) for row in rows],
        [_hover(row, name, words) for row, name in zip(rows, names, strict=True)],
        [look.GRID if hidden else ACCENT for hidden in is_hidden],
        picks=[_pick(dimension, row["category"]) for row in rows],
    )
    figure.change(marker={"pattern": HATCH | {"shape": ["/" if hidden else "" for hidden in is_hidden]}})
    figure.x_axis(nticks=5, title=words[f"axis.{shown}"], range=[0, end], ticksuffix=" %" if shown == "shares" else "")
    return figure.done()


def _at_least(row: Row, column: str, words: Words) -> str:
    """A category's figure: a sum in which some reports are hidden is only the least that it can be."""
    if row["people_state"] == "hidden":
        return words["hidden"]
    text = numbers.by_unit(column, row[column])
    return f"≥ {text}" if row["hidden_report_count"] and text != numbers.ABSENT else text


def _hover(row: Row, name: str, words: Words) -> str:
    lines = [
        name,
        f"{_at_least(row, 'people_count', words)} {words['unit.people']}, {numbers.by_unit('people_pct', row['people_pct'])}",
        look.of_reports(row, words, "answering_report_count"),
    ]
    if row["hidden_report_count"]:
        lines.append(words.say("people.hidden_in", n=int(row["hidden_report_count"])))
    return look.hover(*lines)


def _pick(dimension: str, category: str) -> str:
    return f"people={quote(f'{dimension}/{category}')}"


def people_by(answer: pd.DataFrame, dimension: str, by: str, shown: Shown, words: Words) -> go.Figure:
    """The categories within each group: stacked bars of a few, a heat map of many; the largest groups where there are many."""
    rows = look.ascending(answer, "category_order")
    counts = dict.fromkeys(answer["group"], 0)
    for row in rows:
        counts[row["group"]] += row["people_count"] or 0
    groups = list(counts) if by == "year" else nlargest(MOST, counts, key=counts.__getitem__)
    order = list(dict.fromkeys(str(row["category"]) for row in rows))
    told = {(row["group"], row["category"]): row for row in rows}
    cells = [[told.get((group, category), NOTHING | {"group": group}) for category in order] for group in groups]
    draw = _stacked if len(order) <= FEW else _heat
    return draw(_Groups(groups, order, cells, dimension, by), shown, words)


class _Groups(NamedTuple):
    """The categories of a dimension within each group: a line of cells a group, a cell a category."""

    names: list[str]
    categories: list[str]
    cells: list[list[Row]]
    dimension: str
    by: str


def _stacked(of: _Groups, shown: Shown, words: Words) -> go.Figure:
    """A bar a group: its categories side by side in their order, the hidden people hatched at the end."""
    figure = look.figure(look.height(of.names), legend=True)
    upwards = of.names[::-1]
    for at, category in enumerate(of.categories):
        told = [line[at] for line in reversed(of.cells)]
        name = words[f"category.{of.dimension}.{category}"]
        look.add_share(
            figure,
            [look.wrapped(group) for group in upwards],
            [row["people_count"] for row in told],
            [numbers.by_unit(COLUMN[shown], row[COLUMN[shown]]) for row in told],
            [look.hover(row["group"], _hover(row, name, words)) if _is_told(row) else "" for row in told],
            CATEGORIES[at % len(CATEGORIES)],
            name,
            picks=[_group_pick(row, of.by, _pick(of.dimension, category)) for row in told],
        )
    _add_hidden(figure, of.cells[::-1], upwards, words)
    figure.lay_out(barmode="stack", barnorm="percent" if shown == "shares" else None)
    figure.x_axis(title=words[f"axis.{shown}"], ticksuffix=" %" if shown == "shares" else "")
    return figure.done()


def _add_hidden(figure: Drawing, cells: list[list[Row]], upwards: list[str], words: Words) -> None:
    """The people of hidden categories, whichever they are in: the last part of each bar."""
    counts = [next((int(row["hidden_people_count"] or 0) for row in line if _is_told(row)), 0) for line in cells]
    if not any(counts):
        return
    texts = [numbers.count(count) if count else "" for count in counts]
    hovers = [
        look.hover(group, f"{words['people.hidden']}: {text}") for group, text in zip(upwards, texts, strict=True)
    ]
    names = [look.wrapped(group) for group in upwards]
    look.add_bars(figure, names, counts, texts, hovers, look.GRID)
    figure.change(name=words["people.hidden"], textposition="none", marker={"pattern": HATCH})


def _is_told(row: Row) -> bool:
    return isinstance(row.get("people_state"), str)


def _group_pick(row: Row, by: str, pick: str) -> str:
    """What a click on a part of a group's bar narrows to: the group and the category."""
    field, code = look.FIELDS.get(by), row.get("group_code")
    if field is None or not _is_told(row):
        return pick
    return f"{field}={'' if numbers.is_absent(code) else quote(str(code), safe='')}&{pick}"


def _heat(of: _Groups, shown: Shown, words: Words) -> go.Figure:
    """A row a group and a column a category: the darker, the larger the share; squares that can be clicked lie upon it."""
    names = [words[f"category.{of.dimension}.{category}"] for category in of.categories]
    columns, lines = [look.wrapped(name, 14) for name in names], [look.wrapped(group) for group in of.names]
    figure = look.figure(look.height(of.names) + 60)
    figure.add(
        "heatmap",
        x=columns,
        y=lines,
        z=[[_number(row["people_pct"]) for row in line] for line in of.cells],
        text=[
            [_at_least(row, COLUMN[shown], words) if _is_told(row) else numbers.ABSENT for row in line]
            for line in of.cells
        ],
        texttemplate="%{text}",
        hoverinfo="skip",
        colorscale=HUE,
        zmin=0,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    clicked = [(x, y, row, name) for y, line in zip(lines, of.cells, strict=True) for x, row, name in zip(columns, line, names, strict=True) if _is_told(row)]  # fmt: skip
    figure.add(
        "scatter",
        x=[x for x, *_ in clicked],
        y=[y for _, y, *_ in clicked],
        mode="markers",
        marker={"symbol": "square", "size": look.ROW_HEIGHT, "color": "rgba(0, 0, 0, 0)"},
        customdata=look.points(
            [look.hover(row["group"], _hover(row, name, words)) for _, _, row, name in clicked],
            [_group_pick(row, of.by, _pick(of.dimension, row["category"])) for _, _, row, _ in clicked],
        ),
        hovertemplate=HOVER,
        showlegend=False,
    )
    figure.x_axis(side="top", showgrid=False, type="category", nticks=None, dtick=1)
    figure.y_axis(autorange="reversed")
    return figure.done()


def _number(value: object) -> float | None:
    return None if numbers.is_absent(value) else float(str(value))
