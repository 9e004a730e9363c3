"""The words by which a kind of indicator is told (kinds.toml), found in a name whatever their endings and damage."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from etl.wording import fold, fold_words

Language = Literal["kk", "ru"]
Case = Literal["nominative", "genitive", "accusative", "oblique", "adjective"]

_TOKEN: Final = re.compile(r"[^\W\d_]+|[,/+&]")
_JOINTS: Final = frozenset(fold_words("және мен пен бен әрі немесе и или").split()) | frozenset(",/+&")
# What is left of a word cut in two: «семинар лар».
_LOOSE_ENDING: Final = re.compile(r"ы|[лдт][ае]р(?:[ыи]|[ыи]?[ндт][ыи]н|[дт][ыи]н)?|[нд][ыи]н")
_CUT: Final = 6  # letters of a stem long enough to be found in a word that was cut in two

_CASES_KK: Final[tuple[tuple[Case, str], ...]] = (
    ("nominative", "(?:с?[ыи])?"),
    ("genitive", "(?:с?[ыи])?[ндт][ыи]н"),
    ("accusative", "(?:[ндт][ыи]|с?[ыи]н)"),
    ("oblique", "(?:с?[ыи]н?)?(?:[гкн][ае]|[ае]|н?[дт][ае](?:г[ыи](?:лар|лер)?)?|н?[дтн][ае]н|[мбп]ен(?:ен)?)"),
    ("adjective", "(?:л[ыи]|л[ыи]к|[дт][ыи]к|с[ыи]з|дай|дей)"),
)
_AFTER_STEM: Final = tuple((case, re.compile("(?:[лдт][ае]р)?" + ending)) for case, ending in _CASES_KK)
_AT_END: Final[tuple[tuple[Case, re.Pattern[str]], ...]] = (
    ("genitive", re.compile(r".*[ндт][ыи]н")),
    ("oblique", re.compile(r".*(?:[дт][ае]|[дтн][ае]н|[мбп]ен|[гк][ае]|[ыи]н[ае]|[дт][ае]г[ыи])")),
    ("accusative", re.compile(r".*(?:[ндт][ыи]|[ыи]н)")),
)
_ENDING_RU: Final = re.compile(r"(?:а[мх]и?|я[мх]и?|[ое][вм]|ок|ек|[аеиоуыэюяьй]){0,3}")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of kinds.toml: its kind ("" decides nothing), and another kind where the words of `when` stand by.

    `passes`: where it decides nothing, another noun of the name may; `weak`: the kinds of nouns that it yields to.
    """

    kind: str
    when: tuple[tuple[tuple[str, ...], str], ...] = ()
    passes: bool = False
    weak: frozenset[str] = frozenset()


class Word(NamedTuple):
    """A folded word; `start` and `end` in the name's letters run together. A conjunction or comma stands before a joined one."""

    letters: str
    start: int
    end: int
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name as words, and as letters run together: a word that was cut in two is found in these."""

    words: tuple[Word, ...]
    letters: str

    def before(self, at: int) -> Name:
        """The name up to a word."""
        return Name(self.words[:at], self.letters[: self.words[at].start])


class Found(NamedTuple):
    """A known noun: its key, its case, whether it is owned («тізімі»), and where it stands."""

    noun: str
    case: Case
    is_owned: bool
    first: int
    last: int


class _Stem(NamedTuple):
    letters: str
    pattern: re.Pattern[str] | None  # of a stem with any letters inside
    is_open: bool  # any letters may follow
    is_phrase: bool
    noun: str


_Stems = dict[tuple[str, str], list[_Stem]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """kinds.toml: kinds as said there, nouns by key, and the stems of nouns and of qualifying words."""

    kinds: dict[str, dict[str, Any]]
    nouns: dict[str, Noun]
    stems: _Stems
    qualifiers: dict[str, _Stems]

    def found(self, name: Name, language: Language) -> dict[int, Found]:
        """The nouns known, the longest first at each place, by the position of their last word."""
        found: dict[int, Found] = {}
        at = 0
        while at < len(name.words):
            noun = _found_at(name, at, language, self.stems)
            if noun:
                found[noun.last] = noun
            at = noun.last + 1 if noun else at + 1
        return found

    def kind(self, found: Found, name: Name) -> str | None:
        """The kind that a noun has in this name; None where it decides nothing."""
        noun = self.nouns[found.noun]
        for qualifiers, kind in noun.when:
            if all(self._holds(name, qualifier) for qualifier in qualifiers):
                return kind
        return noun.kind or None

    def _holds(self, name: Name, qualifier: str) -> bool:
        stems = self.qualifiers[qualifier]
        return any(_found_at(name, at, said, stems) for at in range(len(name.words)) for said in ("kk", "ru"))


def read_name(text: str) -> Name:
    """The words of a name, folded; endings that were cut off put back.

    >>> [word.letters for word in read_name("Семинар лар мен тренингтер саны").words]
    ['семинарлар', 'тренингтер', 'саны']
    """
    words: list[Word] = []
    joined, end = False, 0
    for token in _TOKEN.findall(fold_words(text)):
        if token in _JOINTS:
            joined = bool(words)
            continue
        end += len(token)
        if words and not joined and _LOOSE_ENDING.fullmatch(token):
            words[-1] = words[-1]._replace(letters=words[-1].letters + token, end=end)
        else:
            words.append(Word(token, end - len(token), end, joined))
        joined = False
    return Name(tuple(words), "".join(word.letters for word in words))


def _found_at(name: Name, at: int, language: Language, stems: _Stems) -> Found | None:
    """The longest stem that stands at a word, if what follows it is an ending of the language."""
    start = name.words[at].start
    for stem in stems.get((language, name.letters[start : start + 2]), ()):
        end = _end(stem, name.letters, start)
        if end is None:
            continue
        last = next(at for at in range(at, len(name.words)) if name.words[at].end >= end)
        if last > at and not stem.is_phrase and len(stem.letters) < _CUT:
            continue
        ending = name.letters[end : name.words[last].end]
        case = case_of(ending, language, is_open=stem.is_open)
        if case:
            return Found(stem.noun, case, ending.endswith(("ы", "и")), at, last)
    return None


def _end(stem: _Stem, letters: str, start: int) -> int | None:
    if stem.pattern is None:
        return start + len(stem.letters) if letters.startswith(stem.letters, start) else None
    found = stem.pattern.match(letters, start)
    return found.end() if found else None


@lru_cache(maxsize=4096)
def case_of(ending: str, language: Language, *, is_open: bool = False) -> Case | None:
    """The case that an ending makes; None where it is no ending. Russian cases are told by prepositions, not here.

    >>> [case_of(ending, "kk") for ending in ("лары", "нын", "га", "лик", "шы")]
    ['nominative', 'genitive', 'oblique', 'adjective', None]
    """
    if language == "ru":
        return "nominative" if is_open or _ENDING_RU.fullmatch(ending) else None
    for case, pattern in _AFTER_STEM:
        if pattern.fullmatch(ending):
            return case
    if not is_open:
        return None
    return next((case for case, pattern in _AT_END if pattern.fullmatch(ending)), "nominative")


@cache
def lexicon() -> Lexicon:
    """What kinds.toml says. An ambiguous noun has its name and a question mark as key."""
    said = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    items = {**said["kinds"], **{f"{name}?": item for name, item in said["nouns"].items()}}
    return Lexicon(
        kinds=said["kinds"],
        nouns={key: _noun(item.get("kind", key), item) for key, item in items.items()},
        stems=_indexed(items.items()),
        qualifiers={name: _indexed([(name, item)]) for name, item in said["words"].items()},
    )


def _noun(kind: str, item: Mapping[str, Any]) -> Noun:
    when = tuple((tuple(words.split("+")), other) for words, other in item.get("when", {}).items())
    return Noun(kind, when, item.get("passes", False), frozenset(item.get("weak", ())))


def _indexed(items: Iterable[tuple[str, Mapping[str, Any]]]) -> _Stems:
    """The stems by language and first two letters, the longest first."""
    index: _Stems = {}
    for noun, item in items:
        for language in ("kk", "ru"):
            for word in item.get(language, ()):
                for stem in _stems(noun, word, language):
                    index.setdefault((language, stem.letters[:2]), []).append(stem)
    for listed in index.values():
        listed.sort(key=lambda stem: -len(stem.letters))
    return index


def _stems(noun: str, word: str, language: str) -> Iterator[_Stem]:
    """A word of kinds.toml, and in Kazakh its form before a vowel: топ, тоб-; сабақ, сабағ-."""
    is_open, is_phrase = word.endswith("*"), " " in word or "-" in word
    pieces = [fold(piece) for piece in word.rstrip("*").split("*")]
    for last in _before_vowel(pieces[-1]) if language == "kk" and not is_open else pieces[-1:]:
        whole = [*pieces[:-1], last]
        pattern = re.compile(r"\w{0,5}".join(map(re.escape, whole))) if len(whole) > 1 else None
        yield _Stem("".join(whole), pattern, is_open, is_phrase, noun)


def _before_vowel(stem: str) -> tuple[str, ...]:
    voiced = {"к": "г", "п": "б"}.get(stem[-1:])
    return (stem, stem[:-1] + voiced) if voiced else (stem,)
