"""Tables that a paper tells in lines, «Дата проведения: 5 мая», «план – 3, факт – 3» -> the tables that they would be.

Which labels there are is the form's own: the headings of the table's columns, the labels of effects and of categories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from etl.document import Place, Table, Text
from etl.forms import Dimension, Form, TableForm
from etl.numbering import ACTIVITY, TASK, heading_of
from etl.records import Partner
from etl.tables import FoundTable

_MAIN, _EFFECTS = "main", "effects"  # tables
_PARTICIPANTS, _PARTNERS = "participants", "partners"  # sections
_NOWHERE: Final = Place(0)  # of cells that the paper does not have
_LABELLED_AT_LEAST: Final = 2  # cells: fewer are no table
_LONGEST_NAME: Final = 160  # letters; a partner's
_ROLE: Final = re.compile(r"\s+[–—-]\s+|:\s+")  # what stands between a partner's name and role
_LABELS_AT_LEAST: Final = 3  # of a table that is printed a cell a line, or of a paragraph that says several
_SENTENCE: Final = re.compile(r"(?<=[.;])\s+(?=[^\W_a-zа-яёәіңғүұқөһ]|[«\"])")
_FULL_STOP: Final = re.compile(r"(?:(?<=[\w»)]{3})|(?<=\d))[.;]\s*$")  # not of an abbreviation
_NUMBER: Final = re.compile(r"\d[\d \u00a0]*|[-–—]")
_PAGE_NUMBER: Final = re.compile(r"\s*[-–—]\s*\d{1,3}\s*[-–—]\s*")
_BULLET: Final = re.compile(r"^\s*(?:[-–—•·*]|\d{1,2}[.)])\s+")
_BAND: Final = r"(?:\d+\s*[-–]\s*\d+|\d+(?=\s*[^\W\d]))"  # of years
_COUNTED: Final = re.compile(
    rf"(?P<label>[^\d:;,–—]+(?:{_BAND}[^\d:;,–—]*)?|{_BAND}[^\d:;,–—]+)\s*[:–—-]?\s+(?P<number>\d[\d \u00a0]*)(?!\S*\d)"
)


class _Said(NamedTuple):
    """What one line says of an indicator."""

    name: str
    plan: str
    fact: str


def stated_in(words: str, table: TableForm) -> _Said | None:
    """The name, plan and fact that a line states, in the table's own words for them; None if it states no such pair.

    >>> from etl.forms import form
    >>> stated_in("Тренинги: план — не менее 3, факт — 4.", form("final").tables[0])
    _Said(name='Тренинги', plan='не менее 3', fact='4')
    """
    found = _stating(table).fullmatch(words.strip())
    return _Said(*(found[part].strip() for part in ("name", "plan", "fact"))) if found else None


@cache
def _stating(table: TableForm) -> re.Pattern[str]:
    plan, fact = (
        "|".join(re.escape(word) for column in table.columns if column.field == field for word in column.headings)
        for field in ("plan", "fact")
    )
    return re.compile(
        rf"(?P<name>.*?)[\s:;,.(–—-]*(?<!\w)(?:{plan})\s*[:=–—-]?\s*(?P<plan>[^\W_].*?)"
        rf"[\s;,./|]*(?<!\w)(?:{fact})\s*[:=–—-]?\s*(?P<fact>[^\W_].*?)[\s.;)]*",
        re.IGNORECASE,
    )


def parted_at_labels(text: Text, form: Form) -> Iterator[Text]:
    """A paragraph that says several labels, «Өткізу күні: 5 мамыр. Өткізу орны: Орал.», as a line each; others whole."""
    sentences = _SENTENCE.split(text.words) if text.words.count(":") >= _LABELS_AT_LEAST else []
    begins = [at for at, sentence in enumerate(sentences) if _is_labelled(sentence, form)]
    if len(begins) < _LABELS_AT_LEAST:
        yield text
        return
    stating = [table for table in form.tables if table.name == _MAIN]
    stated = [at for at, said in enumerate(sentences) if any(stated_in(said, table) for table in stating)]
    begins = sorted({0, *begins, *stated})
    for start, end in zip(begins, [*begins[1:], len(sentences)], strict=True):
        yield text._replace(words=_FULL_STOP.sub("", " ".join(sentences[start:end])))


def _is_labelled(sentence: str, form: Form) -> bool:
    """Whether a sentence is a label of the form and, after a colon, its value."""
    label, colon, value = sentence.partition(":")
    known = (form.fields, form.table_headings, form.activity_fields)
    return bool(colon and value.strip()) and any(labels.whole(label) is not None for labels in known)


# --- tasks and activities -------------------------------------------------------------------------------


def main_in_lines(lines: Iterable[Text], form: Form) -> FoundTable | None:
    """The main table of a paper that tells it line by line below the headings of tasks and activities; None if it does not."""
    table = next((one for one in form.tables if one.name == _MAIN), None)
    if table is None:
        return None
    told = _Told(table)
    for text in lines:
        if (
            told.rows
            and told.label(text) is None
            and (form.headings.heading(text.words) or form.headings.said(text.words))
        ):
            break
        told.take(text)
    order = [field for field in table.order if field != "values"]
    if told.labelled < _LABELLED_AT_LEAST or not any("activity" in row for row in told.rows):
        return None
    blank = Text("", _NOWHERE)
    found = FoundTable(_MAIN, {field: at for at, field in enumerate(order)})
    found.rows = [tuple(row.get(field, blank) for field in order) for row in told.rows]
    return found


class _Told:
    """Goes down the lines, filling rows: a cell that the row has already begins the next."""

    def __init__(self, table: TableForm) -> None:
        self.rows: list[dict[str, Text]] = []
        self.labelled = 0
        self._table = table
        self._open: str | None = None  # the field whose label stood last,
        self._alone = False  # and nothing beside it: the lines below are its value,
        self._stacks = False  # of which this row has one already

    def label(self, text: Text) -> tuple[str, str] | None:
        """The column whose heading the line begins with, and what follows it."""
        return self._table.headings.said(text.words, on_top=True) or self._table.headings.heading(text.words)

    def take(self, text: Text) -> None:
        """Read one line."""
        for field, pattern in (("task", TASK), ("activity", ACTIVITY)):
            heading = heading_of(pattern, text.words)
            if heading is not None and not heading.groupdict().get("bare"):
                self._put(field, text)
                return
        if _PAGE_NUMBER.fullmatch(text.words):
            return
        found = self.label(text) if self.rows else None
        if found is not None and found[0] != "values" and not self._is_a_name(found, text):
            self._open, self._alone, self._stacks = found[0], not found[1], False
            self.labelled += 1
            if found[1]:
                self._fill(text._replace(words=found[1]))
        elif self._open is not None and (self._alone or stated_in(text.words, self._table)):
            self._fill(text)

    def _is_a_name(self, found: tuple[str, str], text: Text) -> bool:
        """Whether a heading is one of the names listed below theirs: «Количество участников» comes before these."""
        order = self._table.order
        is_bare = not found[1] and not text.words.rstrip().endswith(":")
        said = stated_in(_BULLET.sub("", text.words), self._table)
        return (
            (is_bare or (said is not None and bool(said.name)))
            and self._open == "name"
            and self._alone
            and order.index(found[0]) < order.index("name")
        )

    def _fill(self, text: Text) -> None:
        """Read what is said of the open field: of indicators a line each, of others all together."""
        field = str(self._open)
        for line in text.words.split("\n"):
            said = stated_in(_BULLET.sub("", line), self._table)
            if said is not None:
                for part, words in zip(("name", "plan", "fact"), said, strict=True):
                    if words:
                        self._put(part, text._replace(words=words))
            elif self.rows and field in self.rows[-1] and (self._stacks or field not in ("name", "plan", "fact")):
                known = self.rows[-1][field]
                self.rows[-1][field] = known._replace(words=f"{known.words}\n{line}")
            else:
                self._put(field, text._replace(words=line))
                self._stacks = self._alone

    def _put(self, field: str, text: Text) -> None:
        order = self._table.order
        last = self.rows[-1] if self.rows else {}
        begins = field in ("task", "activity") and any(order.index(one) > order.index(field) for one in last)
        if not self.rows or field in last or begins:
            self.rows.append({})
        self.rows[-1][field] = text
        if field in ("task", "activity"):
            self._open = None


# --- effects, participants, partners ------------------------------------------------------------------------------


def effects_in_lines(texts: Iterable[Text], form: Form) -> FoundTable | None:
    """The effects that lines state, each with plan and fact; None if no line does."""
    table = next((one for one in form.tables if one.name == _EFFECTS), None)
    if table is None:
        return None
    blank = Text("", _NOWHERE)
    found = FoundTable(_EFFECTS, {field: at for at, field in enumerate(table.order)})
    for text in texts:
        said = stated_in(text.words, table)
        if said is None:
            continue
        cells = {"effect": said.name, "plan": said.plan, "fact": said.fact}
        found.rows.append(
            tuple(text._replace(words=cells[field]) if field in cells else blank for field in table.order)
        )
    return found if found.rows else None


def participants_in_lines(texts: Iterable[tuple[str | None, Text]], form: Form) -> Iterator[Table]:
    """Tables of one row for lines that count participants by category, «Ерлер – 40, әйелдер – 60».

    `texts` come with their section: a line counts participants in theirs, or after the title of one of their tables.
    """
    for text in _counting(texts, form):
        for dimension in form.dimensions:
            counts = _counts(text.words, dimension)
            if len(counts.keys() - {"total"}) > 1:
                yield Table(
                    (
                        tuple(text._replace(words=label) for label, _ in counts.values()),
                        tuple(text._replace(words=number) for _, number in counts.values()),
                    )
                )


def partners_in_lines(texts: Iterable[tuple[str | None, Text]]) -> Iterator[Partner]:
    """The partners that are listed below their heading, a line each or parted by semicolons; the role follows the name."""
    for section, text in texts:
        items = text.words.split(";")
        if section != _PARTNERS or (len(items) == 1 and not _BULLET.match(text.words)):
            continue
        for item in items:
            name, _, role = _ROLE.sub("\n", _BULLET.sub("", item.strip()), count=1).partition("\n")
            if 0 < len(name.strip(" .")) <= _LONGEST_NAME:
                words = role.strip(" .")
                yield Partner(text._replace(words=name.strip(" .")), text._replace(words=words) if words else None)


def participants_below(texts: Iterable[Text], form: Form) -> Iterator[Table]:
    """Tables of participants printed a cell a line: the labels of several categories, below them as many numbers."""
    lines = list(texts)
    for dimension in form.dimensions:
        at = 0
        while at < len(lines):
            keys: list[str] = []
            for text in lines[at:]:
                key = dimension.labels.exact(text.words)
                if key in (None, "including", *keys):
                    break
                keys.append(str(key))
            below = lines[at + len(keys) : at + 2 * len(keys) + 1]
            numbers = [text for text in below if _NUMBER.fullmatch(text.words.strip())]
            if len(keys) >= _LABELS_AT_LEAST and len(numbers) == len(keys) and numbers == below[: len(keys)]:
                yield Table((tuple(lines[at : at + len(keys)]), tuple(numbers)))
            at += max(len(keys), 1)


def _counting(texts: Iterable[tuple[str | None, Text]], form: Form) -> Iterator[Text]:
    """The lines that may count participants; a list of them, one category a line, as one."""
    listed: Text | None = None
    for section, text in texts:
        titled = form.dimension_titles.start(text.words) is not None
        counted = _BULLET.sub("", text.words).rstrip(" ;.,")
        if section == _PARTICIPANTS and not titled and _COUNTED.fullmatch(counted):
            listed = listed._replace(words=f"{listed.words}; {counted}") if listed else text._replace(words=counted)
            continue
        if listed is not None:
            yield listed
            listed = None
        if section == _PARTICIPANTS or titled:
            yield text
    if listed is not None:
        yield listed


def _counts(words: str, dimension: Dimension) -> dict[str, tuple[str, str]]:
    """By category, and the total: its label as printed, and its number."""
    found: dict[str, tuple[str, str]] = {}
    for said in _COUNTED.finditer(words):
        label = said["label"].strip(" .")
        for shown in (label, *label.split()[-1:]):
            if (key := dimension.labels.exact(shown)) is not None:
                found.setdefault(key, (shown, said["number"]))
                break
    return found
