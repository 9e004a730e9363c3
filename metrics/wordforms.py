"""Which words of the reports are forms of a word that somebody looks for: inflected, derived, or with one typing error.

Two words are forms of one where both can be read as the same stem: Russian stems are Snowball's, Kazakh ones are what
is left without case, possessive and plural endings, each taken off only after the letters that it can stand after.
Letters are folded first: what character recognition makes of Kazakh letters, and Latin look-alikes.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import Stemmer

_FOLD: Final = str.maketrans("қғңөүұһәіёўaeopcxykmhtbiu", "кгноуухаиеуаеорсхукмнтвиу")
_WORD: Final = re.compile(r"[^\W_]+")
_KNOWN: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SILENT: Final = frozenset(_KNOWN["silent"])
_SHORT_RUSSIAN: Final = frozenset(_KNOWN["short_russian"])
_LAYERS: Final = tuple(
    tuple((ending, after) for endings, after in layer.items() for ending in endings.split())
    for layer in _KNOWN["layers"]
)
_VOWELS: Final = "аеыиоуэюя"
_POSSESSIVE_VOWELS: Final = "ыи"
_DEVOICED: Final = {"б": "п", "г": "к"}
_UNCHANGING: Final = ("мен", "бен", "пен")
_HARD, _SOFT = "ы", "еи"  # а, о and у may stand for either once they are folded
_ELIDED: Final = re.compile(r"[бвгджзклмнпрст][кнлрз]")  # халық – халқы, орын – орны
_NOT_RUSSIAN: Final = re.compile(r"(?:[аеыи]у|[лд]ай)$")  # аулау is no case of аула, nor қалай of қала
_SHORTEST_STEM: Final = 3
_SHORTEST_KIN: Final = 5  # letters of the shorter stem of two kin words: волонтёр – волонтёрский
_LONGEST_TAIL: Final = 5  # letters by which the other may be longer
_SHORTEST_MISTYPED: Final = 5  # below, one letter makes another word
_SURELY_LONG: Final = 7  # from here on words one letter apart are one word, mistyped here or in a report

EXACT, FORM, KIN, MISTYPED = 1.0, 0.9, 0.4, 0.3


class Form(NamedTuple):
    """A word of the reports that answers the word asked; word_no is None where no word does."""

    asked_no: int
    word_no: int | None
    likeness: float


@dataclass(frozen=True)
class Vocabulary:
    """The words of one release, folded and in alphabetical order, with their numbers, and the letters they are made of."""

    folded: list[str]
    numbers: list[int]
    letters: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[tuple[int, str]]) -> Vocabulary:
        """Return the vocabulary of numbered words."""
        pairs = sorted((fold(word), number) for number, word in words)
        folded = [word for word, _ in pairs]
        return cls(folded, [number for _, number in pairs], frozenset("".join(folded)))

    def starting(self, beginning: str) -> range:
        """Return where the words stand that begin so."""
        end = beginning + "\U0010ffff"
        first = bisect_left(self.folded, beginning)
        return range(first, bisect_left(self.folded, end, first))

    def __contains__(self, word: str) -> bool:
        """Whether the word itself is said, folded."""
        at = bisect_left(self.folded, word)
        return at < len(self.folded) and self.folded[at] == word


def fold(word: str) -> str:
    """Return the word in small letters, with letters that are lost or mixed up on paper made one.

    >>> fold("Өткізу"), fold("Eлкa")
    ('откизу', 'елка')
    """
    return word.lower().translate(_FOLD)


def asked_words(text: str) -> list[str]:
    """Return the words to look for, folded; small words that stand everywhere are left out, unless there are no others.

    >>> asked_words("и Школа"), asked_words("и")
    (['школа'], ['и'])
    """
    said = [word.lower() for word in _WORD.findall(text.replace("\u00ad", ""))]
    telling = [word for word in said if word not in _SILENT]
    return list(dict.fromkeys(fold(word) for word in telling or said))


@lru_cache(maxsize=1 << 16)
def stems(word: str) -> frozenset[str]:
    """Return every stem that a folded word can be read as, in Kazakh and in Russian.

    >>> "мектеп" in stems(fold("мектебіміздің")), stems("марта") & stems("марка")
    (True, frozenset())
    """
    readings = {word}
    for layer in _LAYERS:
        readings |= {stem for reading in readings for stem in _without_ending(reading, layer)}
    russian: str = _russian().stemWord(word)
    if (len(russian) > _SHORTEST_STEM or russian in _SHORT_RUSSIAN) and not _NOT_RUSSIAN.search(word):
        readings.add(russian)
    return frozenset(_devoiced(reading) for reading in readings)


@cache
def _russian() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("russian")


def _without_ending(word: str, layer: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for ending, after in layer:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and stem[-1] in after and _in_harmony(stem, ending):
            yield stem
            if ending in _POSSESSIVE_VOWELS and len(stem) <= 4 and _ELIDED.fullmatch(stem[-2:]):
                yield f"{stem[:-1]}{ending}{stem[-1]}"


def _in_harmony(stem: str, ending: str) -> bool:
    """Whether the ending has the vowels that go with the last one of the stem."""
    vowel = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    wrong = "аы" if vowel in _SOFT else _SOFT if vowel in _HARD else ""
    return ending in _UNCHANGING or not any(letter in wrong for letter in ending)


def _devoiced(stem: str) -> str:
    """Мектебі and мектеп have one stem."""
    return stem[:-1] + _DEVOICED.get(stem[-1], stem[-1])


def forms(text: str, known: Vocabulary) -> list[Form]:
    """Return the words of the reports that answer each word of the text, the likest reading of each.

    A word that no report says in any form has one Form without a number, so that nothing is found.
    """
    found: list[Form] = []
    for asked_no, asked in enumerate(asked_words(text), 1):
        likeness = _alike(asked, known)
        found += [Form(asked_no, known.numbers[at], how) for at, how in sorted(likeness.items())]
        if not likeness:
            found.append(Form(asked_no, None, 0))
    return found


def _alike(asked: str, known: Vocabulary) -> dict[int, float]:
    """Where the words stand that answer the word, and how alike they are."""
    found = _inflected(asked, known)
    if len(asked) >= (_SHORTEST_MISTYPED if not found else _SURELY_LONG):
        found |= {at: MISTYPED for at in _mistyped(asked, known) if at not in found}
    return found


def _mistyped(asked: str, known: Vocabulary) -> set[int]:
    """Where the forms stand of words one letter off; where no word is, of words with a stem one letter off."""
    meant = [word for word in one_letter_off(asked, known.letters) if word in known]
    stem = min(stems(asked), key=len)
    if meant or len(stem) < _SHORTEST_MISTYPED:
        return {at for word in meant for at, how in _inflected(word, known).items() if how >= FORM}
    near = {stem, *one_letter_off(stem, known.letters.union(*_DEVOICED.values()))}
    return {at for at in _begun(near, known) if not near.isdisjoint(stems(known.folded[at]))}


def one_letter_off(word: str, letters: Iterable[str]) -> set[str]:
    """The words that one letter too many, too few, another one, or two exchanged make of a word.

    They are looked up, a thousand or two: measuring how far every word of a release is off takes twenty times as long.

    >>> sorted(one_letter_off("ab", "c"))
    ['a', 'abc', 'ac', 'acb', 'b', 'ba', 'cab', 'cb']
    """
    cut = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {before + after[1:] for before, after in cut if after}
    exchanged = {before + after[1::-1] + after[2:] for before, after in cut if len(after) > 1}
    others = {before + letter + after[1:] for before, after in cut if after for letter in letters}
    more = {before + letter + after for before, after in cut for letter in letters}
    return (fewer | exchanged | others | more) - {word}


def _begun(wanted: Iterable[str], known: Vocabulary) -> set[int]:
    """Where the words stand that one of the stems may be read from: those that begin as it does."""
    return {at for stem in wanted for beginning in _beginnings(stem) for at in known.starting(beginning)}


def _beginnings(stem: str) -> Iterator[str]:
    """How the words begin that a stem may be read from: itself, with the voice it lost, without the vowel it was given."""
    yield stem
    yield from (stem[:-1] + voiced for voiced, voiceless in _DEVOICED.items() if stem.endswith(voiceless))
    if stem[-2:-1] in _POSSESSIVE_VOWELS:
        yield stem[:-2] + stem[-1:]


def _inflected(asked: str, known: Vocabulary) -> dict[int, float]:
    wanted = stems(asked)
    shortest = min(wanted, key=len)
    near = _begun(wanted, known)
    if len(shortest) >= _SHORTEST_KIN:
        near.update(known.starting(asked[: min(len(shortest) - 2, _SHORTEST_KIN)]))
    likeness = {at: _likeness(known.folded[at], asked, wanted, shortest) for at in near}
    return {at: how for at, how in likeness.items() if how}


def _likeness(word: str, asked: str, wanted: frozenset[str], shortest: str) -> float:
    if word == asked:
        return EXACT
    read = stems(word)
    if not wanted.isdisjoint(read):
        return FORM
    return KIN if _are_kin(shortest, min(read, key=len)) else 0


def _are_kin(asked: str, other: str) -> bool:
    """Whether one stem goes on where the other ends, as of words derived from each other."""
    short, long = sorted((asked, other), key=len)
    least = _SHORTEST_KIN + (short == other)  # молодых do not answer who asks for молодёжь
    return _devoiced(long[: len(short)]) == short and len(short) >= least and len(long) - len(short) <= _LONGEST_TAIL
