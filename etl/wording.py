"""Comparing words of papers that people and machines have misspelt: one folding for every comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

# Character recognition drops the marks of Kazakh letters and takes Latin letters for Cyrillic ones; both sides are folded.
_LIKE: Final = dict(
    zip("қғңөүұһәіёўaeopcxykmhtbiu", "кгноуухаиеуаеорсхукмнтвиу", strict=True),
)
_SILENT_LETTERS: Final = frozenset(" \t\n\r\u00a0\u202f\u00ad-–—−.,:;()/\\«»“”„\"'`’‘*_#·•[]{}!?…|")
_SILENT: Final = dict.fromkeys(map(ord, _SILENT_LETTERS))
_FOLD: Final = {ord(letter): like for letter, like in _LIKE.items()} | _SILENT
_FOLD_WORDS: Final = {key: value for key, value in _FOLD.items() if value is not None}
_NUMBERING: Final = re.compile(r"(?:\s|№|[\d]+\s*[.)]|[-–—·•*#]|\d+\s*$)*")
_HEAD: Final = 480  # letters that decide; the longest label of a form has 190
CLOSE: Final = 86  # per cent alike: one edit in six letters, as damaged labels are


def fold(text: str) -> str:
    """The text as bare lower-case letters and digits, damage and spelling evened out.

    >>> fold("Өткізу күні"), fold("Жоспар / факт"), fold("Жобадaғы ролі")
    ('откизукуни', 'жоспарфакт', 'жобадагыроли')
    """
    return text.lower().translate(_FOLD)


def fold_words(text: str) -> str:
    """As fold(), but spaces and punctuation stay, letter for letter: positions in the two texts agree.

    >>> fold_words("Ақсу, Ескелді ауданы")
    'аксу, ескелди ауданы'
    """
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text.casefold()[: len(text)]).translate(_FOLD_WORDS)


class Labels:
    """The labels of a form, each leading to a key, found at the start of a text whatever its spelling.

    Numbering before a label ("1.", "№ 2)") is not part of it.
    """

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        self._keys = {fold(label): key for label, key in labels if fold(label)}
        longest_first = sorted(self._keys, key=len, reverse=True)
        self._starts = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._folded = longest_first
        self._longest = max(map(len, longest_first), default=0)

    def whole(self, text: str) -> str | None:
        """The key of the label that the text is, give or take one edit in six letters; None if it is none."""
        folded = head(text)[1]
        if not folded:
            return None
        return self._keys.get(folded) or self._near(folded)

    def exact(self, text: str) -> str | None:
        """The key of the label that the text is, letter for letter once folded; the quick question."""
        return self._keys.get(head(text)[1])

    def start(self, text: str, *, fuzzy: bool = True) -> tuple[str, str] | None:
        """The key of the label that the text starts with, and what follows it; None if it starts with none.

        >>> Labels([("Жоба мақсаты", "goal")]).start("2. Жоба максаты: білім беру")
        ('goal', 'білім беру')
        """
        begin, folded = head(text)
        found = self._starts.match(folded)
        if found:
            end = _end(text, begin, len(found[0]))
            if end == len(text) or not text[end].isalpha():  # a label ends where its last word ends
                return self._keys[found[0]], _value(text, end)
        return self._near_start(text, begin, folded) if fuzzy else None

    def heading(self, text: str) -> tuple[str, str] | None:
        """As start(), for a heading: the label ends its line, or punctuation follows it, or a number stands before it.

        >>> labels = Labels([("Жоба нәтижелері", "results")])
        >>> labels.heading("Жоба нәтижелері: 1) …"), labels.heading("Жоба нәтижелері жұртшылыққа айтылды")
        (('results', '1) …'), None)
        """
        found = self.start(text, fuzzy=False)
        if found is None or not found[1] or head(text)[0] > 0:
            return found
        end = len(text) - len(found[1])
        return found if any(mark in ":;.,(" for mark in text[max(0, end - 3) : end + 1]) else None

    def inside(self, text: str) -> str | None:
        """The key of the longest label that stands anywhere in the text."""
        found = self._starts.search(fold(text))
        return self._keys[found[0]] if found else None

    def _near(self, folded: str) -> str | None:
        close = process.extractOne(folded, self._folded, scorer=fuzz.ratio, score_cutoff=CLOSE)
        return self._keys[close[0]] if close else None

    def _near_start(self, text: str, begin: int, folded: str) -> tuple[str, str] | None:
        """A damaged label before a colon, or alone on its line."""
        colon = text.find(":", begin)
        label = fold(text[begin:colon]) if colon >= 0 else folded
        if not 6 <= len(label) <= self._longest + 12:
            return None
        key = self._near(label)
        if key is None:
            return None
        return key, text[colon + 1 :].strip() if colon >= 0 else ""


@lru_cache(maxsize=8192)
def head(text: str) -> tuple[int, str]:
    """Where a text begins once numbering is left aside, and its beginning folded, longer than any label.

    A text that is all numbering («№») is kept. Asked of every paragraph and cell by every form, hence remembered.
    """
    found = _NUMBERING.match(text)
    begin = found.end() if found else 0
    if begin >= len(text.rstrip()):
        begin = 0
    return begin, fold(text[begin : begin + _HEAD])


def _end(text: str, begin: int, letters: int) -> int:
    """Where the first `letters` letters that count, from `begin` on, end in the text."""
    for position in range(begin, len(text)):
        if text[position] not in _SILENT_LETTERS:
            letters -= 1
            if letters == 0:
                return position + 1
    return len(text)


def _value(text: str, end: int) -> str:
    """What follows a label, its colon and closing bracket left aside; the label may go on up to a later colon."""
    colon = text.find(":", end, end + 120)
    if colon > end and text[end : end + 1] not in ":\n" and re.fullmatch(r"[^\d«»\"\n.!?]*", text[end:colon]):
        end = colon
    return re.sub(r"^[\s:;.,)\]–—*_-]+", "", text[end:])


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> float:
    """How much of two wordings agrees, 0 to 100, after folding."""
    return float(fuzz.ratio(fold(one), fold(other)))


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ between two folded words; limit + 1 if more than the limit."""
    return int(Levenshtein.distance(one, other, score_cutoff=limit))
