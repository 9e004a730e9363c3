"""Lines of a text dump that keeps the ends of printed lines -> paragraphs, a line each; other dumps stay as they are.

Nothing marks such a dump but its lines: none is longer than a page is wide, and most that are about as wide go on in
lower case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Line = tuple[int, str]  # its number in the file, and its words

_WIDEST: Final = 160  # letters that a line of a page holds, at the most
_FULL: Final = 0.88  # of the widest line: letters differ in width
_HALF_FULL: Final = 0.6
_ENOUGH: Final = 3  # full lines that go on in lower case
_ENDS: Final = (".", ";", ":", "!", "?")
_OPEN: Final = (" –", " —", " -", ",", "№", "(")
_ITEM: Final = re.compile(r"\s*(?:[-–—•·*#>]|№|\d{1,2}[.)]|\w\))(?:\s|$)")
_CUT: Final = re.compile(r"(?P<start>[^\W\d_]+)[-¬]$")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that go on below joined with what they go on with."""
    width = _width([words for _, words in lines])
    if width is None:
        return list(lines)
    known = frozenset(word[0].casefold() for _, words in lines for word in _WORD.finditer(words))
    found: list[Line] = []
    last = ""  # the line above, as printed
    for number, words in lines:
        if found and _is_prose(last) and _is_prose(words) and _goes_on(last, words, width):
            found[-1] = (found[-1][0], _joined(found[-1][1], words, known))
        else:
            found.append((number, words))
        last = words
    return found


def _width(lines: Sequence[str]) -> int | None:
    """How many letters a line of prose holds; None where lines are not those of a page."""
    prose = sorted(len(words) for words in lines if _is_prose(words) and words.count(" ") > 2)
    if not prose or prose[-1] > _WIDEST:
        return None
    width = prose[len(prose) * 9 // 10]  # headings may be set otherwise, and be longer
    full = [other for one, other in pairwise(lines) if len(one) > _FULL * width and _is_prose(one) and _is_prose(other)]
    low = sum(other.lstrip()[0].islower() for other in full)
    return width if low >= _ENOUGH and 2 * low >= len(full) else None


def _is_prose(words: str) -> bool:
    return bool(words.strip()) and "|" not in words and "\t" not in words and "<t" not in words


def _goes_on(line: str, below: str, width: int) -> bool:
    """Whether a line goes on below: the next word had no room on it, or stands in lower case where no sentence has ended."""
    line, below = line.rstrip(), below.strip()
    if line.startswith("#") or (_ITEM.match(below) and not line.endswith(_OPEN)):
        return False
    if _CUT.search(line) and below[0].islower():
        return True
    is_full = len(line) + 1 + len(below.split()[0]) > _FULL * width
    has_ended = line.endswith(_ENDS)
    if below[0].islower():
        return is_full or (not has_ended and len(line) > _HALF_FULL * width)
    return (is_full and not has_ended) or line.endswith(_OPEN)


def _joined(line: str, below: str, known: frozenset[str]) -> str:
    """The two as one; the hyphen of a cut word goes, unless the file has the word with it elsewhere."""
    line, below = line.rstrip(), below.strip()
    cut, rest = _CUT.search(line), _WORD.match(below)
    if cut is None or rest is None or not below[0].islower():
        return f"{line} {below}" if not line.endswith("-") else line + below
    start, end = cut["start"].casefold(), rest[0].casefold()
    keeps = f"{start}-{end}" in known and start + end not in known
    return f"{line[:-1]}-{below}" if keeps else line[:-1] + below
