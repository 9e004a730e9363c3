"""Where in its cell or paragraph a value stands: lineage to the character, of indicators and of the header's fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from etl.document import Document, Place, Text
from etl.records import Indicator, Stated


def to_the_character(indicators: Iterable[Indicator], document: Document) -> Iterator[Indicator]:
    """The indicators with `characters` in the places of texts that are a part of their cell or paragraph.

    None stays where a text is all of it, or was joined from several. Values of one cell are looked for one after
    another, in the order in which they were read.
    """
    finder = _Finder({text.place: text.words for text in document.texts()})
    for indicator in indicators:
        name = finder.found(indicator.name, "name")
        plan, fact = _stated(indicator.plan, "plan", finder), _stated(indicator.fact, "fact", finder)
        if name is indicator.name and plan is indicator.plan and fact is indicator.fact:
            yield indicator
        else:
            yield replace(indicator, name=name, plan=plan, fact=fact)


def header_to_the_character(header: Mapping[str, object], document: Document) -> dict[str, object]:
    """The header's fields, each text with the `characters` at which it stands beside its label."""
    finder = _Finder({text.place: text.words for text in document.texts()})
    return {name: finder.found(said, name) if isinstance(said, Text) else said for name, said in header.items()}


class _Finder:
    """Goes down each cell once for names, once for plans and once for facts."""

    def __init__(self, cells: dict[Place, str]) -> None:
        self._cells = cells
        self._ends: dict[tuple[Place, str], int] = {}

    def found(self, text: Text, role: str) -> Text:
        """The text with the characters at which its words stand in the cell."""
        words = self._cells.get(text.place, "")
        if words == text.words:
            return text
        span = characters(text.words, words, self._ends.get((text.place, role), 0)) or characters(text.words, words)
        if span is None:
            return text
        self._ends[text.place, role] = span[1]
        return text._replace(place=text.place._replace(characters=span))


def characters(piece: str, words: str, after: int = 0) -> tuple[int, int] | None:
    """Where a piece begins and ends in the words, lines and blanks counting as one blank; None if it is not there.

    >>> characters("12", "10\\n12\\n12", after=5), characters("бір екі", "нөл бір\\n екі"), characters("үш", "бір")
    ((6, 8), (4, 12), None)
    """
    begin = words.find(piece, after)
    if piece and begin >= 0:
        return begin, begin + len(piece)
    if not piece.strip() or not words:
        return None
    loose = re.compile(r"\s+".join(map(re.escape, piece.split())))
    found = loose.search(words, after)
    return found.span() if found else None


def _stated(stated: Stated | None, role: str, finder: _Finder) -> Stated | None:
    if stated is None:
        return None
    text = finder.found(stated.text, role)
    return stated if text is stated.text else stated._replace(text=text)
