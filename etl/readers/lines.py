"""Words -> lines -> text: a line that was merely too long goes on below, one that ended begins another.

All lengths are in points, from the top left corner of the page as it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple

SNAP: Final = 4.0  # lines nearer than this are one: double borders, and those that a cell draws beside its neighbour's
GAP: Final = 5.0  # a line goes on over gaps up to this: dots, dashes, corners drawn apart
SHORTEST: Final = 8.0  # a line shorter than this parts nothing
PART_RULED: Final = 0.6  # of a cell's side that a line must cover to part it from its neighbour
SPACE: Final = 0.28  # the width of a wide space, in sizes of its font
WIDEST_INSET: Final = 8.0  # what a cell keeps free beside its text; more is an indent
SHORTEST_WORD: Final = 4  # letters; fewer at a line's start are rather the end of a cut word
LONGEST_END: Final = 6  # letters; more at a line's start are rather a word than the end of a cut one
LONGEST_VALUE: Final = 40  # letters of a line; a longer one is prose

HYPHEN_AT_END: Final = "\x02"  # how PDFium hands over a hyphen that ends a line
_SOFT_HYPHEN: Final = "\xad"
_BREAKS: Final = (HYPHEN_AT_END, _SOFT_HYPHEN, "-", "‐", "/")
_DATE_CUT: Final = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{0,3})$")  # «11.07.20», and the rest of the year below
_BARE_VALUE: Final = re.compile(r"[\d \xa0]+%?")
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


# --- lines -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Line:
    """Words on one line, from left to right; its text has spaces between."""

    words: list[Word]
    text: str = field(init=False)
    left: float = field(init=False)
    top: float = field(init=False)
    right: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        said, lefts, tops, rights, bottoms, *_ = zip(*self.words, strict=True)
        self.text = " ".join(said)
        self.left, self.top, self.right, self.bottom = lefts[0], min(tops), max(rights), max(bottoms)

    @property
    def first(self) -> str:
        """Its first word."""
        return self.words[0].words

    @property
    def is_spaced(self) -> bool:
        """Whether a space character ends it in the file: then it was broken there, not ended."""
        return self.words[-1].is_spaced

    @property
    def confidence_pct(self) -> int | None:
        """How sure recognition is of its least sure word; None if the file has it as text."""
        return least_sure(word.confidence_pct for word in self.words)

    @property
    def breaks_word(self) -> bool:
        """Whether its last word goes on below, as a hyphen or a slash in it shows."""
        return len(self.words[-1].words) > 1 and self.words[-1].words.endswith(_BREAKS)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words by lines, from the top down: those on a line overlap by half of the lower one's height."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if lines and _on(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(_whole(sorted(line, key=attrgetter("left")))) for line in lines]


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
                least_sure((last.confidence_pct, word.confidence_pct)),
            )
    return whole


def least_sure(confidences: Iterable[int | None]) -> int | None:
    """The lowest confidence; None if there is none at all."""
    return min([pct for pct in confidences if pct is not None], default=None)


def _on(one: Word, other: Word) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


# --- text --------------------------------------------------------------------------------------------------


class Column(NamedTuple):
    """Where lines may run: the left and right edge of a cell or of the page's text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Manner:
    """How the file's lines were broken.

    `keeps_spaces`: it has the space at which a line was broken, as Word and LibreOffice write it. `known`: the words that
    stand whole within its lines.
    """

    keeps_spaces: bool
    known: frozenset[str]
    sorted_known: Sequence[str]

    def is_one_word(self, start: str, end: str, *, is_abbreviation: bool) -> bool:
        """Whether the start of a word at a line's end and its end on the next are one word, by the file's other words."""
        if self._begins_a_word(start + end[:2]):
            return True
        if len(end) < SHORTEST_WORD and (end not in self.known and not is_abbreviation):
            return True
        if not self.keeps_spaces:
            return False  # a word is rarely cut, and every line lacks its space
        if len(end) < SHORTEST_WORD:
            return start not in self.known
        if start in self.known or end in self.known or self._begins_a_word(end[:5]):
            return False
        return self._begins_a_word(start) or len(end) <= LONGEST_END

    def _begins_a_word(self, start: str) -> bool:
        at = bisect_left(self.sorted_known, start)
        return at < len(self.sorted_known) and self.sorted_known[at].startswith(start)


def manner_of(columns: Iterable[tuple[Column, Sequence[Line]]]) -> Manner:
    """How lines were broken, told by those whose next word would not have fitted."""
    broken: list[bool] = []
    known: set[str] = set()
    for column, lines in columns:
        broken += [one.is_spaced for one, other in pairwise(lines) if not fits(one, other, column)]
        known.update(_whole_words(lines, column))
    known = set(map(_letters_of, known))
    return Manner(sum(broken) > 0.3 * len(broken), frozenset(known), sorted(known))


def _whole_words(lines: Sequence[Line], column: Column) -> Iterator[str]:
    """The words that no end of a line can have cut, nor the end of a page."""
    for at, line in enumerate(lines):
        begins = lines[at - 1].is_spaced if at else not line.first[0].islower()
        ends = line.is_spaced or (at == len(lines) - 1 and not _fills(line, column))
        yield from [word.words for word in line.words[0 if begins else 1 : None if ends else -1]]


def _letters_of(word: str) -> str:
    return word.strip('.,;:()«»"').casefold()


def text_of(lines: Sequence[Line], column: Column, manner: Manner) -> str:
    """The lines as text: those that were only too long joined, those that ended apart."""
    return joined(lines, joints(lines, column, manner))


def joined(lines: Sequence[Line], between: Sequence[str]) -> str:
    """The lines with what stands between them; hyphens as they are printed."""
    parts = [line.text for line in lines]
    for at, said in enumerate(between, 1):
        parts[at] = said + parts[at]
    return "".join(parts).replace(HYPHEN_AT_END, "-").replace(_SOFT_HYPHEN, "")


def joints(lines: Sequence[Line], column: Column, manner: Manner) -> list[str]:
    """What stands between each line and the next: nothing within a word, a space, or the end of a line."""
    if len(lines) < 2:
        return []
    steps = sorted(step for one, other in pairwise(lines) if (step := other.top - one.top) > 0)
    leading = steps[len(steps) // 4] if steps else 0.0
    between: list[str] = []
    item = lines[0].text  # what has been said since a line last ended
    for one, other in pairwise(lines):
        far = other.top - one.top > 1.35 * leading + 1
        between.append("\n" if far else joint(one, other, column, manner, item))
        item = other.text if between[-1] == "\n" else item + between[-1] + other.text
    return between


def joint(one: Line, other: Line, column: Column, manner: Manner, item: str) -> str:
    """What stands between a line, which ends the item of a list or the paragraph `item`, and the next line."""
    if fits(one, other, column):
        return "\n"
    if one.is_spaced:
        return " "
    if one.breaks_word or other.first[0] in ",.;:)»%" or _is_cut_date(one, other):
        return ""
    if _is_cut_word(one, other, column, manner):
        return ""
    # a space that has no room is dropped, also by those who write the others
    if manner.keeps_spaces and _room(one, column) > SPACE * one.words[-1].size:
        return "\n"
    is_list = one.first == other.first  # «кемінде 10», «кемінде 4»
    return " " if not is_list and _may_go_on(item, other, manner) else "\n"


def _inset(line: Line, column: Column) -> float:
    """The margin that the text keeps to the left of its column, and so to the right as well."""
    return min(max(line.left - column.left, 0), WIDEST_INSET)


def _room(line: Line, column: Column) -> float:
    """How much of the column is left beside the line."""
    return column.right - _inset(line, column) - line.right


def fits(one: Line, other: Line, column: Column) -> bool:
    """Whether the next line's first word would have fitted on this line: then this line has ended."""
    room = _room(one, column)
    if one.left - column.left > 0.25 * (column.right - column.left):  # set to the right or in the middle
        room += one.left - column.left - _inset(one, column)
    space = 0.0 if one.breaks_word else SPACE * other.words[0].size
    return _width_to_break(other) + space < room - 0.05 * other.words[0].size


def _width_to_break(line: Line) -> float:
    """How much of a line must stand together: its first word up to a hyphen or slash, or a number with its thousands."""
    word, end = line.words[0], line.words[0].right
    if word.words.isdigit():
        for other in line.words[1:]:
            if not (len(other.words) == 3 and other.words.isdigit()):
                break
            end = other.right
    found = re.search(r"[-/–—]", word.words[1:])
    part = (found.end() + 1) / len(word.words) if found else 1.0
    return (end - word.left) * part


def _fills(line: Line, column: Column) -> bool:
    """Whether a single word fills the line to the last letter, as one does that is too long for it."""
    word = line.words[-1]
    return len(line.words) == 1 and _room(line, column) <= 1.3 * (word.right - word.left) / len(word.words)


def _is_cut_date(one: Line, other: Line) -> bool:
    """Whether the year of a date goes on below: a column may be narrower than a date."""
    cut, rest = _DATE_CUT.search(one.words[-1].words), re.match(r"\d{1,4}(?!\d)", other.first)
    return cut is not None and rest is not None and len(cut[1]) + len(rest[0]) == 4


def _is_cut_word(one: Line, other: Line, column: Column, manner: Manner) -> bool:
    """Whether a word too long for the column goes on below: it fills its line alone, to the last letter."""
    word, rest = one.words[-1], other.words[0]
    if not _fills(one, column):
        return False
    if "://" in word.words:
        return True
    if not (word.words.strip("«(0123456789").isalpha() and rest.words[0].islower()):
        return False
    if manner.keeps_spaces and _room(one, column) > SPACE * word.size:
        return True
    is_abbreviation = rest.words.endswith(".")  # «қ.», «г.»
    return manner.is_one_word(_letters_of(word.words), _letters_of(rest.words), is_abbreviation=is_abbreviation)


def _may_go_on(item: str, rest: Line, manner: Manner) -> bool:
    """Whether a full line goes on below, where the file does not tell: not from value to value, nor to a new name."""
    last = item.split()[-1]
    if last[-1] in ",(«–—-" or (len(last) <= 2 and last.islower()):  # «в», «по», «и»
        return True
    if item.count("(") > item.count(")") and ")" in rest.text:
        return True
    if rest.first[0].isupper() or _BULLET.match(rest.first):
        return False
    if len(item) > LONGEST_VALUE:
        return True
    is_value = any(map(str.isdigit, item))
    if rest.first[0].isdigit():
        return not is_value and not manner.keeps_spaces
    return not (is_value and any(map(str.isdigit, rest.text))) and not _BARE_VALUE.fullmatch(item)
