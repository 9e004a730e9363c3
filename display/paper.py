"""A report's paper as HTML, as a reader would see it: paragraphs and tables, with the cells marked that are asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import groupby
from typing import Any, Final

import pandas as pd

from display import numbers, tables
from display.tables import Row
from display.words import Words

UNSURE_PCT: Final = 60  # below it a rule doubts what character recognition read
MARKED_ID: Final = "marked"  # of the first marked cell: where the page scrolls to
SIGN: Final = "●"


@dataclass(frozen=True)
class Mark:
    """A cell to be marked: what stands in it ("plan", …; empty says nothing), and its characters; None is all of it."""

    says: str = ""
    characters: tuple[int, int] | None = None


@dataclass(frozen=True)
class Marked:
    """What is marked on a paper, by place."""

    cells: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    findings: Mapping[str, Sequence[tuple[str, str]]] = field(
        default_factory=dict
    )  # a rule's title, the values compared


def place_and_characters(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return a place without its characters, and these; characters that are no numbers are none.

    >>> place_and_characters("12/4/3:15-22"), place_and_characters("7")
    (('12/4/3', (15, 22)), ('7', None))
    """
    place, _, span = text.partition(":")
    begin, _, end = span.partition("-")
    return place, (int(begin), int(end)) if begin.isdecimal() and end.isdecimal() and len(span) < 16 else None


def with_characters(place: str, characters: object) -> str:
    """Return a place with its characters, as a link has it.

    >>> with_characters("12/4/3", "15-22"), with_characters("7", None)
    ('12/4/3:15-22', '7')
    """
    return place if numbers.is_absent(characters) else f"{place}:{characters}"


def findings_by_place(findings: pd.DataFrame, words: Words) -> dict[str, list[tuple[str, str]]]:
    """Return the findings of a report (report_findings) by each of its places that they concern: rule, values compared."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in tables.records(findings):
        said = words[f"rule.{row['rule']}.title"], tables.details(str(row["details"]), words)
        for place in own_places(row):
            found.setdefault(place, []).append(said)
    return found


def own_places(finding: Mapping[Any, Any]) -> list[str]:
    """Return the places of the report itself that one of its findings concerns, each once."""
    own = [finding["place"], finding["other_place"] if numbers.is_absent(finding["other_report"]) else None]
    return [str(place) for place in dict.fromkeys(own) if not numbers.is_absent(place)]


def paper(cells: pd.DataFrame, marked: Marked, language: str, words: Words) -> str:
    """Return the blocks of a paper (report_paper) as HTML in the language of the report; what we add is in the reader's."""
    return _Paper(marked, language, words).html(cells)


@dataclass
class _Paper:
    marked: Marked
    language: str  # of the report
    words: Words
    page_no: int | None = None  # on which the last block stands
    has_marked: bool = False

    def html(self, cells: pd.DataFrame) -> str:
        blocks = groupby(plain(cells), key=lambda row: row["block_no"])
        return f'<div class="paper" lang="{escape(self.language)}">{"".join(self._block([*rows]) for _, rows in blocks)}</div>'

    def _block(self, rows: list[Row]) -> str:
        page = self._page(rows[0]["page_no"])
        return page + (self._table(rows) if len(rows) > 1 else self._paragraph(rows[0]))

    def _page(self, number: int | None) -> str:
        """The number of a page, where one begins."""
        if number is None or number == self.page_no:
            return ""
        self.page_no = number
        return f'<div class="page"{self._lang}>{escape(self._said("paper.page", n=self.page_no))}</div>'

    def _paragraph(self, row: Row) -> str:
        attributes, inner = self._content(row)
        return f"<p{attributes}>{inner}</p>"

    def _table(self, rows: list[Row]) -> str:
        """A table in a box of its own, which scrolls sideways where it is wide; its heading is repeated on every printed page."""
        block = rows[0]["block_no"]
        caption = escape(self._said("paper.table", block=block))
        heading = [row for row in rows if row["is_heading"]]
        body = [row for row in rows if not row["is_heading"]]
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{caption}"{self._lang}><table lang="{escape(self.language)}">'
            f"<caption{self._lang}>{caption}</caption>"
            f"{self._group('thead', heading)}{self._group('tbody', body)}</table></div>"
        )

    def _group(self, tag: str, rows: list[Row]) -> str:
        return f"<{tag}>{''.join(self._lines(rows))}</{tag}>" if rows else ""

    def _lines(self, rows: list[Row]) -> Iterator[str]:
        line: list[str] = []
        number = rows[0]["row_no"]
        for row in rows:
            if row["row_no"] != number:
                yield f"<tr>{''.join(line)}</tr>"
                line, number = [], row["row_no"]
            line.append(self._cell(row))
        yield f"<tr>{''.join(line)}</tr>"

    def _cell(self, row: Row) -> str:
        tag, scope = ("th", ' scope="col"') if row["is_heading"] else ("td", "")
        spans = _span("rowspan", row["row_span"]) + _span("colspan", row["column_span"])
        attributes, inner = self._content(row)
        return f"<{tag}{scope}{spans}{attributes}>{inner}</{tag}>"

    # --- what stands in a cell or paragraph ---

    def _content(self, row: Row) -> tuple[str, str]:
        """The attributes of a cell or paragraph, and what is in it."""
        place = str(row["place"])
        marks, findings = self.marked.cells.get(place, ()), self.marked.findings.get(place, ())
        kinds = [kind for kind, told in (("here", marks), ("found", findings), ("lost", row["is_lost"])) if told]
        attributes = f' data-place="{escape(place)}"'
        if marks and not self.has_marked:
            self.has_marked = True
            attributes += f' id="{MARKED_ID}"'
        if kinds:
            attributes += f' class="{" ".join(kinds)}"'
        if findings:
            attributes += f' title="{escape(chr(10).join(f"{title}: {values}" for title, values in findings))}"'
        return attributes, self._signs(marks) + self._words(row, marks) + self._notes(findings)

    def _words(self, row: Row, marks: Sequence[Mark]) -> str:
        if row["words"] is None:
            return self._aside("hidden", self.words["paper.hidden"])
        if row["is_lost"]:
            return self._aside("note", self.words["paper.lost"])
        said = _with_characters_marked(str(row["words"]), [mark.characters for mark in marks if mark.characters])
        sure = row["confidence_pct"]
        if sure is None or sure >= UNSURE_PCT or not said:
            return said
        doubt = self._said("paper.unsure", pct=numbers.percent(sure))
        return f'<span class="unsure" title="{escape(doubt)}">{said}</span>{self._aside("note", doubt)}'

    def _signs(self, marks: Sequence[Mark]) -> str:
        """The sign of a marked cell, with what stands in it."""
        if not marks:
            return ""
        said = ", ".join(dict.fromkeys(mark.says for mark in marks if mark.says)) or self.words["paper.here"]
        return self._aside("sign", f"{SIGN} {said}")

    def _notes(self, findings: Sequence[tuple[str, str]]) -> str:
        titles = dict.fromkeys(title for title, _ in findings)
        return "".join(self._aside("finding", f"⚠ {title}") for title in titles)

    def _aside(self, kind: str, text: str) -> str:
        """What the paper does not say: words of ours, in the reader's language."""
        return f'<small class="{kind}"{self._lang}>{escape(text)}</small>'

    def _said(self, key: str, **holes: object) -> str:
        return self.words.say(key, **holes)

    @property
    def _lang(self) -> str:
        return f' lang="{self.words.language}"'


def _span(name: str, count: int | None) -> str:
    return "" if count is None else f' {name}="{count}"'


def _with_characters_marked(words: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words, escaped, with the characters of each span in <mark>.

    >>> _with_characters_marked("a < 12, 7", [(4, 6), (8, 9)])
    'a &lt; <mark>12</mark>, <mark>7</mark>'
    """
    parts, at = [], 0
    for begin, end in sorted(set(spans)):
        if at <= begin < end <= len(words):
            parts += [escape(words[at:begin]), f"<mark>{escape(words[begin:end])}</mark>"]
            at = end
    return "".join([*parts, escape(words[at:])])


# --- the values that were read from a paper ---


def values(answer: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the values of a report (report_values) in words, one column for what a value is of, one for what was read."""
    rows = plain(answer)
    return pd.DataFrame(
        {
            "item": [item(row, words) for row in rows],
            "field": [words[f"column.{row['field']}"] for row in rows],
            "words": [row["words"] for row in rows],
            "read_value": [read(row, words) for row in rows],
            "status": [row["status"] for row in rows],
            "correction_text": [row["correction_text"] for row in rows],
            "place": [row["place"] for row in rows],
        },
        index=answer.index,
        dtype=object,
    )


def fields_by_place(answer: pd.DataFrame, words: Words) -> dict[str, str]:
    """Return what stands at each place that a value was read from, with its characters: "План", "Грант, ₸", …."""
    return {with_characters(row["place"], row["characters"]): words[f"column.{row['field']}"] for row in plain(answer)}


def values_for_workbook(answer: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the same for Excel: numbers as numbers, and beside them what was read as text."""
    said = tables.in_words(values(answer, words), words)
    return said.assign(read_value=answer["read_value"], read_text=answer["read_text"], characters=answer["characters"])


def plain(answer: pd.DataFrame) -> list[Row]:
    """Return the rows of an answer, None for whatever is null."""
    rows: list[Row] = tables.records(answer.astype(object).where(answer.notna(), None))
    return rows


def item(row: Row, words: Words) -> str | None:
    if row["item_code"] is not None:
        return words[f"effect.{row['item_code']}"]
    if row["category"] is not None:
        return words[f"category.{row['dimension']}.{row['category']}"]
    return words[f"dimension.{row['dimension']}"] if row["dimension"] is not None else row["item"]


def read(row: Row, words: Words) -> str | None:
    """What was read: a number by its unit, dates as people write them; of people not counted, why."""
    if row["read_value"] is not None:
        return numbers.by_unit(row["field"], row["read_value"])
    if row["read_text"] is not None:
        return tables.ISO_DATE.sub(lambda day: numbers.date(date.fromisoformat(day[0])), row["read_text"])
    return None if row["cell_state"] is None else words.get(f"cell_state.{row['cell_state']}", numbers.ABSENT)
