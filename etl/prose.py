"""Running text in reading order: what stands before the first section, labelled fields, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from etl.cells import date_span, is_blank
from etl.document import Document, Table, Text
from etl.field_rows import said_in_rows
from etl.forms import Form
from etl.labelled import parted_at_labels
from etl.numbering import TASK, heads
from etl.people import MASK, masked
from etl.records import Section
from etl.second_look import Missed, can_say, unbroken
from etl.wording import is_of_labels

_UNIT: Final = re.compile(r"(?:тыс|млн|мың)\w*\.?\s*(?:тенге|теңге|тг|₸)", re.IGNORECASE)

Line = tuple[str | None, Text]  # the section that it stands in, None for none, and the line


@dataclass(slots=True)
class Prose:
    """Running text in reading order: what stands before the first section, labelled fields, sections."""

    top: list[Text] = field(default_factory=list)
    fields: dict[str, Text] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # fields and sections whose label stands in the paper
    counted_in: dict[str, str] = field(default_factory=dict)  # the unit that a field's label says: «Сумма, тыс. тенге»
    briefly: set[str] = field(default_factory=set)  # fields that only a label cut down has told so far

    def lines(self) -> list[Line]:
        """Everything but the fields, in reading order, each with its section."""
        return [*((None, text) for text in self.top), *((section.code, section.text) for section in self.sections)]


def read_prose(document: Document, form: Form, others: list[Table], missed: Missed | None = None) -> Prose:
    """The prose of a document; `others` are the tables that are none of the form's, `missed` what a second look has found."""
    prose = Prose()
    section: str | None = None
    waiting: str | None = None  # a label whose value stands in the next paragraph
    lines: Iterable[Text] = lines_of(document, form, others)
    for text in lines if missed is None else unbroken(lines, form):
        if section is None and heads(TASK, text.words):
            section = "activities"  # a paper may leave out the line that announces them
        if section is None and (brief := _brief(text, form)) is not None:
            waiting = None if _take_brief(prose, brief, text) else brief[0]
            continue
        label, heading = _label_and_heading(text, form, missed or {}, in_header=section is None, seen=bool(prose.seen))
        prose.seen.update(said[0] for said in (label, heading) if said is not None)
        if label is not None and heading is None:
            waiting = None if _take_field(prose, label, text) else label[0]
        elif heading is not None:
            section, waiting = heading[0], None
            if not is_blank(heading[1]) and section != "closing":
                prose.sections.append(Section(section, text._replace(words=heading[1])))
        elif waiting is not None:
            prose.fields.setdefault(waiting, text)
            waiting = None
            if section is not None:
                prose.sections.append(Section(section, text))
        elif section is None:
            prose.top.append(text)
        else:
            prose.sections.append(Section(section, text))
    return prose


def _label_and_heading(
    text: Text, form: Form, missed: Missed, *, in_header: bool, seen: bool
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The field and the section that a line names, each with what follows it; `seen`: a line above has named one."""
    label = form.fields.start(text.words, fuzzy=in_header)
    heading = form.sections.heading(text.words) if label is None or not label[1] else None
    if label is None and heading is None:  # by letters neither: perhaps in other words
        label = form.fields.said(text.words, on_top=in_header)
        # before the first field stands the title, whose words are also those of sections
        heading = form.sections.said(text.words) if label is None and seen else None
    if label is None and heading is None and (second := missed.get(text.place)) is not None:
        label = second if second[0] in form.fields.keys else None
        heading = second if label is None and second[0] in form.sections.keys else None
    if label is not None and ":" not in text.words and is_of_labels(label[1]):
        label = (label[0], "")  # «Отчетный период реализации проекта»: the label goes on
    return label, heading


def _brief(text: Text, form: Form) -> tuple[str, str] | None:
    """The field that a label cut down to a word or two names before a colon, «Ұйым: …», if what follows can be its value."""
    found = form.short_fields.before(text.words)
    if found is None or not can_say(*found):
        return None
    is_person = found[0] == "organisation" and masked(found[1]).strip(" .") == MASK  # who wrote the report
    return None if is_person else found


def _keep_unit(prose: Prose, label: tuple[str, str], text: Text) -> None:
    key, value = label
    if unit := _UNIT.search(text.words.removesuffix(value)):
        prose.counted_in.setdefault(key, unit[0])


def _take_brief(prose: Prose, label: tuple[str, str], text: Text) -> bool:
    """Keep the value of a label cut down, unless the form's own has told the field; whether there was one.

    The address and the phones may stand one below the other.
    """
    key, value = label
    _keep_unit(prose, label, text)
    prose.seen.add(key)
    if is_blank(value):
        return key in prose.fields
    known = prose.fields.get(key)
    if known is None:
        prose.fields[key] = text._replace(words=value)
        prose.briefly.add(key)
    elif key == "contacts":
        prose.fields[key] = known._replace(words=f"{known.words}, {value}")
    elif key == "period" and _ends_what_begins(known.line, value):
        prose.fields[key] = known._replace(words=f"{known.words} – {value}")
    return True


def _take_field(prose: Prose, label: tuple[str, str], text: Text) -> bool:
    """Keep the first value given for a field, of a period its end below its beginning too; whether this text had one."""
    key, value = label
    _keep_unit(prose, label, text)
    if is_blank(value):
        return bool(prose.fields.get(key))
    value = value.strip(" \n*")
    if key in prose.briefly:
        prose.briefly.discard(key)
        del prose.fields[key]
    known = prose.fields.setdefault(key, text._replace(words=value))
    if key == "period" and _ends_what_begins(known.line, value):
        prose.fields[key] = known._replace(words=f"{known.words} – {value}")
    return True


def _ends_what_begins(said: str, later: str) -> bool:
    """Whether both are one day or month each, the second after the first: «Басталу күні: …», below it «Аяқталу күні: …»."""
    begins, ends = date_span(said), date_span(later)
    if begins is None or ends is None or None in (begins.start, begins.end, ends.start, ends.end):
        return False
    return begins.start == begins.end and ends.start == ends.end and str(begins.start) < str(ends.start)


def lines_of(document: Document, form: Form, others: list[Table]) -> Iterator[Text]:
    """Paragraphs, and rows of tables of two columns as "label value" (the header as a table, goal and result)."""
    narrow = {id(row): row for table in others for row in table.rows}
    for block in document.blocks:
        if isinstance(block, Text):
            yield from parted_at_labels(block, form)
        elif isinstance(block, Table):
            yield from said_in_rows([row for row in block.rows if id(row) in narrow], form)
