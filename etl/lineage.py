"""Where in its cell or paragraph an indicator's name, plan and fact stand: lineage to the character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.document import Document, Place, Text
from etl.records import Indicator, Stated


def to_the_character(indicators: Iterable[Indicator], document: Document) -> Iterator[Indicator]:
    """The indicators with `characters` in the places of their texts; None where words of several cells were joined.

    Values of one cell are looked for one after another, in the order in which they were read.
    """
    cells = {text.place: text.words for text in document.texts()}
    finder = _Finder(cells)
    for indicator in indicators:
        yield replace(
            indicator,
            name=finder.found(indicator.name, "name"),
            plan=_stated(indicator.plan, "plan", finder),
            fact=_stated(indicator.fact, "fact", finder),
        )


class _Finder:
    """Goes down each cell once for names, once for plans and once for facts."""

    def __init__(self, cells: dict[Place, str]) -> None:
        self._cells = cells
        self._ends: dict[tuple[Place, str], int] = {}

    def found(self, text: Text, role: str) -> Text:
        """The text with the characters at which its words stand in the cell."""
        words = self._cells.get(text.place, "")
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
    return stated and stated._replace(text=finder.found(stated.text, role))
