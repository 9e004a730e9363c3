"""Rows of narrow tables as lines, "label: value": a header that is printed as a table reads like one in lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from etl.cells import is_blank
from etl.document import Text
from etl.forms import Form
from etl.numbering import ACTIVITY, heads
from etl.wording import meaning

_NAMED: Final = meaning("мероприятие")  # in the heading of a column of activities


def said_in_rows(rows: Sequence[tuple[Text, ...]], form: Form) -> Iterator[Text]:
    """Each row as "label value"; below a row of labels alone, its values under them, and what goes on from these."""
    if told := list(activities_in_rows(rows, form)):
        yield from told
        return
    labels: tuple[Text, ...] = ()
    valued = False
    for row in rows:
        if _names_fields(row, form):
            labels, valued = row, False
        elif not labels:
            yield from as_field(row, form)
        elif valued:
            yield from _distinct(row)
        else:
            valued = True
            pairs = zip(labels, row, strict=False)
            yield from (value._replace(words=f"{label.line.rstrip(': ')}: {value.words}") for label, value in pairs)


def activities_in_rows(rows: Sequence[tuple[Text, ...]], form: Form) -> Iterator[Text]:
    """The lines that a table of activities would be, where the form asks for prose; none unless it has the form's labels.

    | № | Мероприятие | Срок реализации |        Мероприятие 1. Семинар
    | 1 | Семинар     | 5 мая           |   =>   Срок реализации: 5 мая
    """
    labels = {
        at: cell.line for at, cell in enumerate(rows[0] if rows else ()) if form.activity_fields.exact(cell.words)
    }
    named = [
        at for at, cell in enumerate(rows[0] if rows else ()) if at not in labels and meaning(cell.words) >= _NAMED
    ]
    if not labels or not named:
        return
    for number, row in enumerate(rows[1:], 1):
        said = _distinct(row)
        if len(said) == 1:
            yield from said
            continue
        title = row[named[0]]
        printed = re.search(r"\d+", row[0].words) if named[0] else None
        numbers = not heads(ACTIVITY, title.words)
        yield (
            title._replace(words=f"Мероприятие {printed[0] if printed else number}. {title.line}") if numbers else title
        )
        for at, label in labels.items():
            yield row[at]._replace(words=f"{label}: {row[at].words}")


def as_field(row: tuple[Text, ...], form: Form | None = None) -> Iterator[Text]:
    """A row of a label and its value; of a field's label and several cells, which say its value together."""
    cells = _distinct(row)
    if len(cells) > 1 and re.fullmatch(r"№?\s*\d{0,2}[.)]?", cells[0].words.strip()):
        cells = cells[1:]
    if len(cells) == 2:
        label, value = cells
        yield value._replace(words=f"{label.line.rstrip(': ')}: {value.words}")
    elif len(cells) == 1:
        yield cells[0]
    elif cells and form is not None and (found := form.fields.start(cells[0].words)) and is_blank(found[1]):
        label, *values = cells
        said = " ".join(value.words for value in values)
        yield values[0]._replace(words=f"{label.line.rstrip(': ')}: {said}")


def _names_fields(row: tuple[Text, ...], form: Form) -> bool:
    """Whether each cell of a row is the label of another field, and says nothing more."""
    cells = _distinct(row)
    known = set()
    for cell in cells:
        found = form.fields.start(cell.words)
        if found is None or not is_blank(found[1]):
            return False
        known.add(found[0])
    return len(known) == len(cells) > 1


def _distinct(row: tuple[Text, ...]) -> list[Text]:
    return list({cell.place: cell for cell in row if cell.words.strip()}.values())
