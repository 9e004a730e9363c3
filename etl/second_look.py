"""Labels that a scan has damaged too much for a first look, each where it is likest, and labels broken between lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from etl.cells import date_span, is_blank
from etl.document import Document, Place, Table, Text
from etl.field_rows import as_field
from etl.forms import Form
from etl.mended import mended
from etl.numbering import ACTIVITY, TASK, heads
from etl.wording import head, meaning

HEADER_LINES: Final = 50  # within which the header of a report stands; its head signs again at the end
_NARROW: Final = 3  # columns of a table that may be the header of a report
_ANY_YEAR: Final = 2000
_QUOTED: Final = re.compile(r"[«»“”\"]")  # of an organisation or a project, no person
_WORD: Final = re.compile(r"[^\W\d_]{3}")
_LONG_LABEL: Final = 60  # letters that no sentence shares with a label by chance
Missed = dict[Place, tuple[str, str]]  # labels found at second look: where, which, and what follows


def second_look(document: Document, form: Form) -> Missed:
    """Labels of the form too damaged for a first look, each where it is likest."""
    found: set[str] = set()
    lines = []
    titles = list(map(meaning, form.titles))
    for at, text in enumerate(_labelled(document)):
        label = form.headings.start(text.words, fuzzy=False)
        if label is None and not found and any(meaning(text.words) <= title for title in titles):
            continue  # a line of the report's title, whose words are also those of sections
        if heads(TASK, text.words) or heads(ACTIVITY, text.words):
            continue
        if label is None:
            lines.append(text)
        elif at < HEADER_LINES or label[0] not in form.required:
            found.add(label[0])
    lacking = form.headings.keys - found
    best: dict[str, tuple[float, Place, str]] = {}
    later = lacking - set(form.required)
    for at, text in enumerate(unbroken(lines, form)):
        label_like = form.headings.damaged(text.words, lacking if at < HEADER_LINES else later)
        if label_like is not None and _stands_out(text.words, label_like[1]):
            key, rest, score = label_like
            if not can_say(key, rest) or _is_another_label(text.words, key, form):
                continue
            if score > best.get(key, (0.0,))[0]:
                best[key] = (score, text.place, rest)
    return {place: (key, rest) for key, (_, place, rest) in best.items()}


def can_say(field: str, value: str) -> bool:
    """Whether a value may be a field's: a period has dates, a sum digits, a person neither digits nor quotation marks; a blank one may stand on the next line.

    >>> can_say("period", "Ақтөбе қ."), can_say("period", "01.05.2024 – 15.11.2024"), can_say("head", "8 месяцев")
    (False, True, False)
    """
    has_digits = any(map(str.isdigit, value))
    told = {
        "period": has_digits and date_span(mended(value), _ANY_YEAR) is not None,
        "grant": has_digits,
        "head": not has_digits and not _QUOTED.search(value),
        "title": _WORD.search(value) is not None,
    }
    return is_blank(value) or told.get(field, True)


def _is_another_label(words: str, key: str, form: Form) -> bool:
    """Whether a line begins with another label, letter for letter: then it is no damaged one.

    A field's cut down; and where a section is looked for, one of the form's tables.
    """
    short = form.short_fields.before(words)
    if short is not None and short[0] != key:
        return True
    if key not in form.sections.keys:
        return False
    label, colon, _ = words.partition(":")
    others = (form.table_headings, form.activity_fields, form.effect_labels)
    if any(dimension.labels.exact(words) is not None for dimension in form.dimensions):
        return True
    return bool(colon) and any(labels.exact(label) is not None for labels in others)


def _stands_out(words: str, rest: str) -> bool:
    """Whether a label is set off from what follows it: alone on its line, numbered, or before punctuation."""
    before = words[: len(words) - len(rest)].rstrip()
    return not rest or head(words)[0] > 0 or before[-1:] in ":;.,)" or len(before) >= _LONG_LABEL


def _labelled(document: Document) -> Iterator[Text]:
    """Paragraphs, and rows of narrow tables as "label value"."""
    for block in document.blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Table) and len(block.rows[0]) <= _NARROW:
            for row in block.rows:
                yield from as_field(row)


def unbroken(lines: Iterable[Text], form: Form) -> Iterator[Text]:
    """The lines, those joined between which a label of the form is broken."""
    held: Text | None = None
    for text in lines:
        if held is not None:
            joined = held._replace(words=f"{held.words} {text.words}")
            label = form.fields.start(joined.words) or form.fields.damaged(joined.words, form.fields.keys)
            if label is not None and len(label[1]) < len(text.words):
                held = None
                yield joined
                continue
            yield held
            held = None
        if ":" not in text.words and len(text.words) <= _LONG_LABEL * 2 and form.fields.is_begun(text.words):
            held = text
        else:
            yield text
    if held is not None:
        yield held
