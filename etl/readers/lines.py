"""Words -> lines -> text: a line that was merely too long goes on below, one that ended begins another.

All lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

SNAP: Final = 4.0  # lines nearer than this are one: double borders, and those that a cell draws beside its neighbour's
GAP: Final = 5.0  # a line goes on over gaps up to this: dots, dashes, corners drawn apart
SHORTEST: Final = 8.0  # a line shorter than this parts nothing
PART_RULED: Final = 0.6  # of a cell's side that a line must cover to part it from its neighbour
SPACE: Final = 0.28  # the width of a wide space, in sizes of its font
WIDEST_INSET: Final = 8.0  # what a cell keeps free beside its text; more is an indent
LONGEST_CUT_END: Final = 5  # letters of a cut word on the next line; where nothing else tells, more are a word
MARGIN: Final = 0.12  # of the page's height, at its top and bottom, where running heads stand
PAGE_NUMBER: Final = re.compile(
    r"\W*(?:стр\w*|бет\w*|page)?\W*(\d{1,3})\W*(?:(?:из|of|/)\W*\d{1,3})?\W*", re.IGNORECASE
)

HYPHEN_AT_END: Final = "\x02"  # how PDFium hands over a hyphen that ends a line
_SOFT_HYPHEN: Final = "\xad"
_BULLET: Final = re.compile(r"[-–—•·●▪■□*]$|\(?\d{1,2}(?:\.\d{1,2})*[.)]$")


class Word(NamedTuple):
    """A word where it is printed."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float  # of its font
    is_spaced: bool = False  # a space character follows it in the file
    confidence_pct: int | None = None  # how sure character recognition is of it; None: the file has it as text

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides which cell it is in."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


# --- lines -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """Words on one line, from left to right."""

    words: list[Word]

    @property
    def text(self) -> str:
        """Its words with spaces between."""
        return " ".join(word.words for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def first(self) -> str:
        """Its first word."""
        return self.words[0].words

    @property
    def is_spaced(self) -> bool:
        """Whether a space character ends it in the file: then it was broken there, not ended."""
        return self.words[-1].is_spaced


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words by lines, from the top down: those on a line overlap by half of the lower one's height."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        line = lines[-1] if lines else None
        if line is not None and _on(line.words[-1], word):
            line.words.append(word)
        else:
            lines.append(Line([word]))
    return [Line(_whole(sorted(line.words, key=lambda word: word.left))) for line in lines]


def _whole(words: list[Word]) -> list[Word]:
    """The words of a line, those joined that the file has in pieces."""
    whole = words[:1]
    for word in words[1:]:
        last = whole[-1]
        if last.is_spaced or not -0.5 * last.size < word.left - last.right < 0.12 * last.size:
            whole.append(word)
        else:
            top, bottom = min(last.top, word.top), max(last.bottom, word.bottom)
            whole[-1] = Word(
                last.words + word.words,
                last.left,
                top,
                word.right,
                bottom,
                last.size,
                word.is_spaced,
                _lower(last, word),
            )
    return whole


def _lower(one: Word, other: Word) -> int | None:
    known = [sure for sure in (one.confidence_pct, other.confidence_pct) if sure is not None]
    return min(known, default=None)


def _on(one: Word, other: Word) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.height, other.height)


# --- text --------------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """Where lines may run: the left and right edge of a cell or of the page's text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How the file's lines were broken.

    `keeps_spaces`: it has the space at which a line was broken, as Word and LibreOffice write it. `known`: words that
    stand whole within its lines; they tell a word cut at a line's end from two words.
    """

    keeps_spaces: bool
    known: frozenset[str]


def manner_of(columns: Iterable[tuple[Column, Sequence[Line]]]) -> Manner:
    """How lines were broken, told by those whose next word would not have fitted."""
    broken: list[bool] = []
    known: set[str] = set()
    for column, lines in columns:
        broken += [one.is_spaced for one, other in pairwise(lines) if not _fits(one, other, column)]
        for line in lines:
            known.update(_letters_of(word.words) for word in line.words[1:-1])
            known.update(_letters_of(word.words) for word in line.words[-1:] if word.is_spaced)
    return Manner(sum(broken) > 0.3 * len(broken), frozenset(known))


def _letters_of(word: str) -> str:
    return word.strip('.,;:()«»"').casefold()


def text_of(lines: Sequence[Line], column: Column, manner: Manner) -> str:
    """The lines as text: those that were only too long joined, those that ended apart."""
    parts = [line.text for line in lines]
    for at, joint in enumerate(joints(lines, column, manner), 1):
        parts[at] = joint + parts[at]
    return unhyphenated("".join(parts))


def joints(lines: Sequence[Line], column: Column, manner: Manner) -> list[str]:
    """What stands between each line and the next: nothing within a word, a space, or the end of a line."""
    steps = sorted(step for one, other in pairwise(lines) if (step := other.top - one.top) > 0)
    leading = steps[len(steps) // 4] if steps else 0.0
    return [
        "\n" if other.top - one.top > 1.35 * leading + 1 else joint(one, other, column, manner)
        for one, other in pairwise(lines)
    ]


def joint(one: Line, other: Line, column: Column, manner: Manner) -> str:
    if _fits(one, other, column):
        return "\n"
    if one.text.endswith((HYPHEN_AT_END, _SOFT_HYPHEN, "/")):
        return ""
    if one.is_spaced:
        return " "
    if _is_cut_word(one, other, column, manner):
        return ""
    # a space that has no room is dropped, also by those who write the others
    if manner.keeps_spaces and _room(one, column) > SPACE * one.words[-1].size:
        return "\n"
    return " " if _may_go_on(one.text, other.text) else "\n"


def _inset(line: Line, column: Column) -> float:
    """The margin that the text keeps to the left of its column, and so to the right as well."""
    return min(max(line.left - column.left, 0), WIDEST_INSET)


def _room(line: Line, column: Column) -> float:
    """How much of the column is left beside the line."""
    return column.right - _inset(line, column) - line.right


def _fits(one: Line, other: Line, column: Column) -> bool:
    """Whether the next line's first word would have fitted on this line: then this line has ended."""
    first = other.words[0]
    room = _room(one, column)
    if one.left - column.left > 0.25 * (column.right - column.left):  # set to the right or in the middle
        room += one.left - column.left - _inset(one, column)
    space = 0.0 if one.text.endswith((HYPHEN_AT_END, _SOFT_HYPHEN)) else SPACE * first.size
    return _width_to_break(first) + space < room - 0.05 * first.size


def _width_to_break(word: Word) -> float:
    """How much of a word must fit on a line: up to its first hyphen or slash."""
    found = re.search(r"[-/–—]", word.words[1:])
    part = (found.end() + 1) / len(word.words) if found else 1.0
    return (word.right - word.left) * part


def _is_cut_word(one: Line, other: Line, column: Column, manner: Manner) -> bool:
    """Whether a word too long for the column goes on below: it fills its line alone, to the last letter."""
    word, rest = one.words[-1], other.words[0]
    if len(one.words) > 1 or not (word.words[-1].isalnum() and rest.words[0].isalnum()) or rest.words[0].isupper():
        return False
    room = _room(one, column)
    if room > 1.3 * (word.right - word.left) / len(word.words):
        return False
    if manner.keeps_spaces and room > SPACE * word.size:
        return True
    if _letters_of(word.words + rest.words) in manner.known:
        return True
    return _letters_of(word.words) not in manner.known and len(_letters_of(rest.words)) <= LONGEST_CUT_END


def _may_go_on(text: str, rest: str) -> bool:
    """Whether a full line goes on below, where the file does not tell: not from value to value, nor to a new name."""
    last, first = text.rstrip()[-1:], rest[:1]
    if last in ",(«–—-":
        return True
    if first.isdigit():
        return not last.isdigit()
    return not first.isupper() and not _BULLET.match(rest.split()[0])


def unhyphenated(text: str) -> str:
    return text.replace(HYPHEN_AT_END, "-").replace(_SOFT_HYPHEN, "")
