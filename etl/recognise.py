"""Which form a report is, and in which edition: by its title, and by the labels that it has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from etl.document import Document
from etl.errors import UnknownForm
from etl.forms import Form, forms
from etl.second_look import second_look
from etl.wording import fold, meaning

_SHORTEST_TITLE: Final = 12  # letters; a shorter one that is damaged could be any words
_LONG_TITLE: Final = 40  # letters
_TITLE_BLOCKS: Final = 30  # blocks within which a report says what it is


def recognise(document: Document, path: Path, known: Sequence[Form] | None = None) -> Form:
    """The form whose title stands first in the report, in the edition that knows most of its labels; `known` forms, or all.

    Raises UnknownForm if no form's title stands near the beginning, or nothing else of that form anywhere.
    """
    known = forms() if known is None else known
    words = [text.line for text in document.texts()[: 4 * _TITLE_BLOCKS]]
    head = fold(" ".join(words[:_TITLE_BLOCKS]))
    placed = _titled(head, known)
    placed = placed or [(place, form) for form in known if (place := _said_place(words, form)) is not None]
    if not placed:
        nearest, title = _nearest(words[:_TITLE_BLOCKS], known)
        raise UnknownForm(path, nearest.code, title)
    form = _edition(min(placed, key=lambda item: item[0])[1], known, document)
    parts: set[str] = set()
    for text in document.texts():
        if found := form.headings.start(text.words, fuzzy=False) or form.headings.said(text.words):
            parts.add(found[0])
            if len(parts) >= 2:
                return form
    if len({*parts, *(key for key, _ in second_look(document, form).values())}) >= 2:
        return form
    raise UnknownForm(path, form.code, next(iter(form.titles)))


def _edition(form: Form, known: Sequence[Form], document: Document) -> Form:
    """The edition of a form that knows most of the report's labels, and of these the one whose bands it has most of."""
    editions = [other for other in known if other.code == form.code]
    if editions == [form]:
        return form
    said = {text.words for text in document.texts()}

    def fits(edition: Form) -> tuple[int, int]:
        bands = {(d.code, key) for d in edition.dimensions for words in said if (key := d.labels.exact(words))}
        labels = (edition.headings, edition.table_headings, edition.activity_fields)
        found = sum(any(known.start(words, fuzzy=False) or known.exact(words) for known in labels) for words in said)
        return found + len(bands), len(bands) - sum(len(d.categories) for d in edition.dimensions)

    return max(editions, key=fits)


def _titled(head: str, known: Sequence[Form]) -> list[tuple[int, Form]]:
    """The forms whose titles stand in the beginning of a report, and where; damaged ones count above the first whole one."""
    whole = [(at, form) for form in known for title in form.titles if (at := head.find(fold(title))) >= 0]
    above = head[: min((at for at, _ in whole), default=len(head))]
    damaged = [(place, form) for form in known if (place := _damaged_title(above, form)) is not None]
    return [*whole, *damaged]


def _damaged_title(head: str, form: Form) -> int | None:
    close = [
        match.dest_start
        for title in form.titles
        if _SHORTEST_TITLE <= len(fold(title)) <= len(head)
        and (match := fuzz.partial_ratio_alignment(fold(title), head, score_cutoff=_title_cutoff(title))) is not None
    ]
    return min(close, default=None)


def _title_cutoff(title: str) -> int:
    """Per cent of a title that must agree: a long one bears more damage before it could be another."""
    return 88 if len(fold(title)) < _LONG_TITLE else 74


def _said_place(words: Sequence[str], form: Form) -> int | None:
    """The first text that has all words of one of the form's titles, in whatever order and inflection."""
    titles = list(map(meaning, form.titles))
    return next(
        (place for place, said in enumerate(map(meaning, words[:_TITLE_BLOCKS])) if any(t <= said for t in titles)),
        None,
    )


def _nearest(words: Sequence[str], known: Sequence[Form]) -> tuple[Form, str]:
    head = fold(" ".join(words))
    return max(
        ((form, title) for form in known for title in form.titles),
        key=lambda item: fuzz.partial_ratio(fold(item[1]), head),
    )
