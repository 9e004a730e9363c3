"""A report retold as it stands: every value beside its words and its place, what the rules found beside the cell it concerns.

Everything here is HTML; every text of a report goes through `escape`.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

import pandas as pd

from display import numbers, tables
from display.charts.look import SIGN
from display.paper import own_places
from display.words import Words

Row = Mapping[Any, Any]
WORD: Final = re.compile(r"[^\W_]+")
CONTEXT: Final = 110  # characters on either side of the first word found
SEVERITY_SIGN: Final = {"error": "⚠", "warning": "△", "note": "ℹ"}
COMPARATORS: Final = {">=": "≥ ", "<=": "≤ "}


@dataclass(frozen=True)
class Cell:
    """A column of a table: the value's column, the one with its words as written, and the one with its place.

    `until` is the column with the end of what the value begins; `heading` a column whose heading stands above it.
    """

    value: str
    words: str = ""
    place: str = ""
    until: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Finding:
    """A finding, or a correction, as it is shown; `about` are the texts among its values: where several rows share a cell,
    they name one, and where `is_of_named`, no other row shows it. `sign` marks the cell."""

    html: str
    about: frozenset[str]
    sign: str = "⚠"
    is_of_named: bool = False


@dataclass(frozen=True)
class Telling:
    """How a report is told: in what words, with which findings by their places, and where its paper is.

    `paper` is a link with a hole for the place, empty where no page shows the paper; `correct` the same to where a value can
    be corrected; `here` is the place to be shown.
    """

    words: Words
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    paper: str = ""
    here: str = ""
    correct: str = ""


def snippet(text: str, matched: Iterable[str]) -> str:
    """Return the words found, marked, with the words around the first of them.

    >>> snippet("Ауыл жастарына арналған тренинг", ["тренинг"])
    'Ауыл жастарына арналған <mark>тренинг</mark>'
    """
    bare, found = text.replace("\u00ad", ""), set(matched)
    hits = [word for word in WORD.finditer(bare) if word[0].lower() in found]
    first = hits[0].start() if hits else 0
    start = 0 if first <= CONTEXT else bare.find(" ", first - CONTEXT) + 1
    end = len(bare) if len(bare) <= first + CONTEXT else bare.rfind(" ", first, first + CONTEXT)
    end = end if end > first else min(len(bare), first + CONTEXT)
    said, at = "…" if start else "", start
    for hit in hits:
        if start <= hit.start() and hit.end() <= end:
            said += f"{escape(bare[at : hit.start()])}<mark>{escape(hit[0])}</mark>"
            at = hit.end()
    return said + escape(bare[at:end]) + ("…" if end < len(bare) else "")


def finding(row: Row, words: Words) -> str:
    """Return one finding: how grave, what the rule says, the values compared, and the other words."""
    said = tables.row_in_words(dict(row), words)
    other = "" if numbers.is_absent(row["other_words"]) else f" · «{escape(shortened(row['other_words']))}»"
    where = "" if numbers.is_absent(row["other_report"]) else f" ({escape(said['other_report'])})"
    values = "" if said["details"] in ("", numbers.ABSENT) else f": {escape(said['details'])}"
    sign = SEVERITY_SIGN[row["severity"]]
    return (
        f'<div class="finding {row["severity"]}"><span class="grave">{sign} {escape(said["severity"])}</span> '
        f"{escape(said['rule'])}{values}{other}{where}</div>"
    )


def by_place(findings: pd.DataFrame, words: Words) -> dict[str, list[Finding]]:
    """Return the findings of a report by the cells that they concern, both cells of each where both are its own."""
    told: dict[str, list[Finding]] = {}
    for row in tables.records(findings):
        named = json.loads(row["details"]).values() if row["details"] else ()
        shown = Finding(finding(row, words), frozenset(value for value in named if isinstance(value, str)))
        for place in own_places(row):
            told.setdefault(place, []).append(shown)
    return told


def shortened(text: str, most: int = 2 * CONTEXT) -> str:
    """Return the beginning of a text that is longer than so many characters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def anchor(place: str) -> str:
    """Return the name of the element that shows a place."""
    return "p-" + place.replace("/", "-")


def place_link(place: Any, telling: Telling) -> str:
    """Return where a value stands, in short, as a link to the paper where a page shows it; nothing where it has no cell."""
    if numbers.is_absent(place) or not place:
        return ""
    said = escape(tables.place(str(place), telling.words))
    if not telling.paper:
        return f'<span class="place" title="{said}">{_short(place)}</span>'
    shown = f'<a class="place" href="{escape(telling.paper.format(place=place))}" title="{said}" aria-label="{said}">{_short(place)}</a>'
    if not telling.correct:
        return shown
    does = escape(f"{telling.words['correct.title']}: {tables.place(str(place), telling.words)}")
    correct = f'<a class="correct" href="{escape(telling.correct.format(place=place))}" title="{does}" aria-label="{does}">✎</a>'
    return f'<span class="spot">{shown}{correct}</span>'


def _short(place: Any) -> str:
    return str(place) if "/" in str(place) else f"¶ {place}"


def index(findings: pd.DataFrame, placed: Iterable[str], words: Words) -> str:
    """Return the findings of a report: in full where no cell on the page shows them, else a line that leads to the cell."""
    known, told = set(placed), []
    for row in tables.records(findings):
        place = next((str(row[at]) for at in ("place", "other_place") if str(row[at]) in known), "")
        said = tables.row_in_words({"rule": row["rule"], "severity": row["severity"]}, words)
        line = f'{SEVERITY_SIGN[row["severity"]]} {escape(said["severity"])} · <a href="#{anchor(place)}">{escape(said["rule"])}</a>'
        told.append(
            f'<li>{line} <span class="raw">{_short(place)}</span></li>' if place else f"<li>{finding(row, words)}</li>"
        )
    return f'<ul class="index">{"".join(told)}</ul>'


def table(rows: Sequence[Row], cells: Sequence[Cell], telling: Telling, caption: str = "") -> str:
    """Return rows of an answer as a table: of each value its words where they say more, and its place; below each row
    what the rules found in its cells."""
    heads = "".join(
        f'<th scope="col" class="{_kind(cell.value)}">{escape(telling.words[f"column.{cell.heading or cell.value}"])}</th>'
        for cell in cells
    )
    said = tables.records(tables.in_words(pd.DataFrame(list(rows)), telling.words)) if rows else []
    found = _found_by_row(rows, cells, telling)
    body = "".join(
        _row(row, in_words, cells, telling, mine) for row, in_words, mine in zip(rows, said, found, strict=True)
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<div class="wide" tabindex="0"><table class="told">{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _kind(column: str) -> str:
    return "number" if column.endswith(("_value", "_count", "_pct", "_kzt", "_no")) else column


def _found_by_row(rows: Sequence[Row], cells: Sequence[Cell], telling: Telling) -> list[dict[str, None]]:
    """The findings of each row, every one once: at the row that it names, else at the first that has its cell."""
    names = {_called(row) for row in rows}
    shown: set[str] = set()
    by_row = []
    for row in rows:
        places = [str(row[cell.place]) for cell in cells if cell.place and not numbers.is_absent(row[cell.place])]
        here = [found for place in places for found in telling.findings.get(place, ())]
        mine = [
            found.html
            for found in here
            if _called(row) in found.about or not (found.about & names or (found.is_of_named and found.about))
        ]
        by_row.append({html: None for html in mine if html not in shown})
        shown |= set(mine)
    return by_row


def _called(row: Row) -> str:
    return str(row.get("name") or row.get("title") or "")


def _row(row: Row, said: Row, cells: Sequence[Cell], telling: Telling, found: Mapping[str, None]) -> str:
    shown = "".join(_cell(row, said, cell, telling, found) for cell in cells)
    below = f'<tr class="found"><td colspan="{len(cells)}">{"".join(found)}</td></tr>' if found else ""
    return f"<tr>{shown}</tr>{below}"


def _cell(row: Row, said: Row, cell: Cell, telling: Telling, found: Mapping[str, None]) -> str:
    value, place = _value(row, said, cell), row.get(cell.place) if cell.place else None
    written = row.get(cell.words) if cell.words else None
    raw = "" if _is_same(value, written) else f'<span class="raw">«{escape(str(written))}»</span>'
    signs = dict.fromkeys(one.sign for one in telling.findings.get(str(place), ()) if one.html in found)
    kinds = [
        _kind(cell.value),
        *(["here"] if place and place == telling.here else []),
        *(["doubted"] if signs else []),
    ]
    mark = f'<span class="mark" aria-hidden="true">{"".join(signs)} </span>' if signs else ""
    return f'<td class="{" ".join(kinds)}"{_name(place)}>{mark}{escape(value)}{raw}{place_link(place, telling)}</td>'


def _name(place: Any) -> str:
    return "" if numbers.is_absent(place) or not place else f' id="{anchor(str(place))}"'


def found_at(place: Any, telling: Telling) -> str:
    """Return what the rules found at a place."""
    return "" if numbers.is_absent(place) else "".join(found.html for found in telling.findings.get(str(place), ()))


def _value(row: Row, said: Row, cell: Cell) -> str:
    column = cell.value
    if cell.until and not numbers.is_absent(row[cell.until]) and row[cell.until] != row[column]:
        return f"{numbers.by_unit(column, row[column])} – {numbers.by_unit(cell.until, row[cell.until])}"
    if column == "status":
        return f"{SIGN[row['outcome'] if 'outcome' in row else row['status']]} {said[column]}"
    sign = COMPARATORS.get(str(row.get("plan_comparator")), "") if column == "plan_value" else ""
    value = numbers.by_unit(column, said[column])
    return value if value == numbers.ABSENT else sign + value


def _is_same(value: str, written: Any) -> bool:
    """Whether the words say no more than the value does."""
    bare = re.sub(r"\s", "", str(written))
    return numbers.is_absent(written) or not bare or bare == re.sub(r"\s", "", value)


def paragraph(text: str, place: Any, telling: Telling) -> str:
    """Return running text with its place and findings."""
    here = " here" if place and place == telling.here else ""
    return (
        f'<div class="said{here}"{_name(place)}><p>{escape(text)}</p>'
        f"{place_link(place, telling)}{found_at(place, telling)}</div>"
    )


def head(facts: Sequence[tuple[str, str, Any]], telling: Telling) -> str:
    """Return the head of a report: names, values, places."""
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd{_name(place)}{' class=here' if place and place == telling.here else ''}>"
        f"{escape(value)} {place_link(place, telling)}{found_at(place, telling)}</dd>"
        for name, value, place in facts
    )
    return f'<dl class="head">{lines}</dl>'


def side_by_side(names: Sequence[str], lines: Sequence[tuple[str, Sequence[str], str]], words: Words) -> str:
    """Return measures in rows and what is compared in columns, the last one the difference where there is one.

    A line is the measure's name, its values, and the difference, empty where none is given: then a line whose values
    differ is marked.
    """
    has_difference = any(difference for _, _, difference in lines)
    last = f'<th scope="col" class="number">{escape(words["compare.difference"])}</th>' if has_difference else ""
    heads = "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in names)
    body = "".join(
        f'<tr{"" if has_difference or len(set(values)) == 1 else " class=differs"}><th scope="row">{escape(measure)}</th>'
        + "".join(f'<td class="number">{escape(value)}</td>' for value in values)
        + (f'<td class="number">{escape(difference)}</td>' if has_difference else "")
        + "</tr>"
        for measure, values, difference in lines
    )
    return (
        f'<div class="wide" tabindex="0"><table class="told sides"><thead><tr><th scope="col">'
        f"{escape(words['compare.measure'])}</th>{heads}{last}</tr></thead><tbody>{body}</tbody></table></div>"
    )
