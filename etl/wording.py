"""Comparing labels of papers that people and machines have misspelt or reworded: by letters (fold) and by words (meaning)."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

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
_NUMBERING: Final = re.compile(
    r"(?:\s|№|[\d]+\s*[.)]|[-–—·•*#]|\d+\s*$|(?:раздел|таблица|бөлім|кесте)\s*№?\s*\d+\s*[.:)–—-])*", re.IGNORECASE
)
_LONE: Final = 120  # letters of a heading that stands without number and colon
_LABEL_END: Final = re.compile(r":|_{3,}")
_IN_TENGE: Final = re.compile(r"\W+(?:в\s+)?(?:(?:тыс|млн|мың)\w*\.?\s*)?(?:тенге|теңге|тг)\W*$", re.IGNORECASE)
_LABEL_END_ON_TOP: Final = re.compile(r":|_{3,}|\s[–—-]\s")
_NAMED: Final = re.compile(r"[«“\"\d]")
_HEAD: Final = 480  # letters that decide; the longest label of a form has 190
CLOSE: Final = 86  # per cent alike: one edit in six letters, as damaged labels are
_DAMAGED: Final = 72  # per cent alike: as much as a label survives on the worst of scans
_SHORTEST_BEGINNING: Final = 4  # letters
_LONG_LABEL: Final = 12  # letters; a shorter one that is damaged beyond one edit in six could be any word


@lru_cache(maxsize=8192)  # labels, names and headings come again and again
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


# --- what a label says, in whatever words ---------------------------------------------------------------

Said = frozenset[str]  # the words of a label, each by what it means; their order and inflection do not count

_MEANINGS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SAME: Final[dict[str, str]] = {fold(stem): meaning for meaning, stems in _MEANINGS["same"].items() for stem in stems}
_STEM_LENGTHS: Final = sorted({len(stem) for stem in _SAME}, reverse=True)
_OF_LABELS: Final = frozenset(_SAME.values())
_SHORT: Final[dict[str, str]] = _MEANINGS["short"]
_FRAME: Final = frozenset(_MEANINGS["frame"]["meanings"])
_CONTEXT: Final = frozenset(_MEANINGS["frame"]["context"])
_UNDERSTOOD: Final = frozenset(_MEANINGS["frame"]["understood"])
_SILENT_WORDS: Final = frozenset(map(fold, _MEANINGS["silent"]["words"]))
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+(?:-[^\W\d_]+)*")
_OF_THESE: Final = re.compile(
    r"[\s,]+(?:в\s+том\s+числе|в\s+т\.\s*ч|из\s+них|включая|оның\s+іші?нде)(?!\w)", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"\([^()]*\)?")
_INITIALS: Final = re.compile(r"\b([А-ЯЁӘІҢҒҮҰҚӨҺа-я])\.\s?(?=[А-ЯЁӘІҢҒҮҰҚӨҺа-я]\.|[А-ЯЁ]\b)")
_WORDIEST: Final = 260  # letters; what is longer is a paragraph


@lru_cache(maxsize=4096)
def _meaning(word: str) -> str:
    """What a folded word means on these forms, else its stem: whatever its ending, one word has one meaning."""
    for length in _STEM_LENGTHS:
        if (found := _SAME.get(word[:length])) is not None and len(word) >= length:
            return found
    while len(word) > 3 and word[-1] in "аеиоуыэюяьй":
        word = word[:-1]
    return word[:5]


def _words(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(_INITIALS.sub(r"\1", text.lower())):
        halves = token.split("-")
        for part in halves if min(map(len, halves)) > 3 else [token]:
            folded = fold(part)
            yield from map(fold, _SHORT[folded].split()) if folded in _SHORT else (folded,)


@lru_cache(maxsize=4096)
def meaning(text: str) -> Said:
    """What the words of a label mean; empty for a paragraph.

    >>> meaning("Кол-во участников") == meaning("Число участников") == meaning("Қатысушылардың саны")
    True
    >>> sorted(meaning("от 13 до 16 лет"))
    ['13', '16']
    """
    if len(text) > _WORDIEST:
        return frozenset()
    return frozenset(_meaning(word) for word in _words(text) if word not in _SILENT_WORDS)


@lru_cache(maxsize=8192)
def _readings(text: str) -> tuple[Said, ...]:
    """What a label means: as it stands, without its brackets, without what "of these" adds, and without its frame."""
    if len(text) > _WORDIEST:
        return ()
    bare = _BRACKETS.sub(" ", text)
    said = [meaning(text), meaning(bare), meaning(_OF_THESE.split(bare)[0])]
    return tuple(
        one
        for one in dict.fromkeys([*said, *(one - _FRAME for one in said), *(one - _FRAME - _CONTEXT for one in said)])
        if one
    )


def is_of_labels(text: str) -> bool:
    """Whether a text has no other words than those that labels are made of, and goes on with one rather than begins.

    >>> is_of_labels("реализации проекта"), is_of_labels("Реализация"), is_of_labels("повышение грамотности")
    (True, False, False)
    """
    return text[:1].islower() and meaning(text) <= _OF_LABELS


def _numbers(said: Said) -> Said:
    return frozenset(word for word in said if word.isdigit())


class _Remembered(dict[Any, "str | None"]):
    """Answers given before; forgotten all at once when they become many."""

    def __setitem__(self, question: Any, answer: str | None) -> None:
        if len(self) >= _MANY:
            self.clear()
        super().__setitem__(question, answer)


class _Meanings:
    """What the labels of a form mean, each leading to a key; a word weighs the less, the more keys use it."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        self._said = [(said, key) for label, key in labels if (said := meaning(label))]
        users: dict[str, set[str]] = defaultdict(set)
        for said, key in self._said:
            for word in said:
                users[word].add(key)
        self._weights = {word: 1 / len(keys) for word, keys in users.items()}
        self._keys: dict[Said, str | None] = {}
        for said, key in self._said:
            self._keys[said] = key if self._keys.get(said, key) == key else None  # two keys: it tells neither
        self._brief: dict[Said, str | None] = {}
        for said, key in self._said:
            short = said - _UNDERSTOOD or said - _FRAME  # «Тема», «Проект»
            self._brief[short] = key if self._brief.get(short, key) == key else None
        self._asked = _Remembered()

    def brief(self, text: str) -> str | None:
        """The key of the label that says the same, but for the words which its place in the form makes clear: «Тема»."""
        return next((key for said in _readings(text) if (key := self._brief.get(said - _UNDERSTOOD or said))), None)

    def exact(self, text: str) -> str | None:
        """The key of the label that says the same."""
        for said in _readings(text):
            if (key := self._keys.get(said)) is not None:
                return key
        return None

    def likeliest(self, text: str) -> str | None:
        """The key of the label that says nearly the same, if no other key's comes near."""
        for said in _readings(text):
            if said not in self._asked:
                self._asked[said] = self._likeliest(said)
            if (key := self._asked[said]) is not None:
                return key
        return None

    def _likeliest(self, said: Said) -> str | None:
        if len(said) < _SHARED:
            return None
        scores: dict[str, float] = defaultdict(float)
        for label, key in self._said:
            shared = said & label
            if len(shared) >= _SHARED and shared - _CONTEXT and _numbers(said) == _numbers(label):
                scores[key] = max(scores[key], 2 * self._weight(shared) / (self._weight(said) + self._weight(label)))
        best, second, *_ = *sorted(scores.values(), reverse=True), 0.0, 0.0
        if best < ALIKE or best - second < APART:
            return None
        return max(scores, key=scores.__getitem__)

    def _weight(self, said: Said) -> float:
        return sum(self._weights.get(word, 1.0) for word in said)


_MANY: Final = 4096
_SHARED: Final = 2  # words that a text must share with a label; a label of one word is found only as the whole text
ALIKE: Final = 0.6  # how much of a text and a label must be shared, of 1
APART: Final = 0.1  # and how much more than of any other key's label


# --- labels -----------------------------------------------------------------------------------------------


class Labels:
    """The labels of a form, each leading to a key, found at the start of a text whatever its spelling.

    A label is found by its letters, with the damage of character recognition, and by its words, in whatever order and
    inflection. Numbering before a label ("1.", "№ 2)") is not part of it.
    """

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        labels = list(labels)
        self._meanings = _Meanings(labels)
        self._keys = {fold(label): key for label, key in reversed(labels) if fold(label)}  # the first to claim a label
        longest_first = sorted(self._keys, key=len, reverse=True)
        self._starts = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._folded = longest_first
        self._longest = max(map(len, longest_first), default=0)
        self._among_keys: Set[str] = frozenset()  # the keys asked for last, and their labels
        self._among_told: list[str] = []
        self._asked = _Remembered()  # the same headings stand in every report

    def __iter__(self) -> Iterator[str]:
        """The labels, folded, the longest first."""
        return iter(self._folded)

    def whole(self, text: str) -> str | None:
        """The key of the label that the text is, give or take one edit in six letters or a word; None if it is none."""
        if text not in self._asked:
            begin, folded = head(text)
            found = self.exact(text) or (None if folded.isdigit() else self._meanings.likeliest(text[begin:]))
            self._asked[text] = found or (self._near(folded) if folded else None)
        return self._asked[text]

    def exact(self, text: str) -> str | None:
        """The key of the label that the text is, letter for letter once folded, or word for word; the quick question."""
        begin, folded = head(text)
        if (key := self._keys.get(folded)) is not None or folded.isdigit():
            return key
        return self._meanings.exact(text[begin:] if begin else text)

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

    @property
    def keys(self) -> frozenset[str]:
        """Every key that a label leads to."""
        return frozenset(self._keys.values())

    def damaged(self, text: str, among: Set[str]) -> tuple[str, str, float] | None:
        """As start(), for labels that a scan has damaged beyond one edit in six letters: the likest of those keys.

        Third comes how much of the label agrees, 0 to 100.

        Slow, and meant for a second look at labels that nobody found in the whole paper.

        >>> labels = Labels([("Жобаның мақсаты қандай", "goal"), ("Гранттың жалпы сомасы", "grant")])
        >>> labels.damaged("2. Граиттнн жалы сумасы: 10 млн", {"goal", "grant"})[:2]
        ('grant', '10 млн')
        """
        begin, folded = head(text)
        likely = [label for label in self._among(among) if fuzz.ratio(folded[: len(label)], label) >= _DAMAGED - 12]
        ends = _word_ends(text, begin, self._longest + self._longest // 5) if likely else []
        best: tuple[float, str, int] = (0.0, "", 0)
        for label in likely:
            spread = len(label) // 5
            for letters, end in ends:
                if abs(letters - len(label)) <= spread:
                    alike_by = fuzz.ratio(folded[:letters], label, score_cutoff=best[0]) + 2 * (
                        text[end : end + 1] == ":"
                    )
                    best = max(best, (alike_by, label, end))
        score, label, end = best
        return (self._keys[label], _value(text, end), score) if label else None

    def _among(self, keys: Set[str]) -> list[str]:
        """The labels of those keys that are long enough to be told when damaged."""
        if self._among_keys != keys:
            self._among_keys = keys
            self._among_told = [
                label for label in self._folded if self._keys[label] in keys and len(label) >= _LONG_LABEL
            ]
        return self._among_told

    def is_begun(self, text: str) -> bool:
        """Whether the text is the beginning of a label, as where a label is broken over two lines.

        >>> labels = Labels([("Жоба мақсаты", "goal")])
        >>> labels.is_begun("1. Жоба"), labels.is_begun("Жоба мақсаты"), labels.is_begun("жобаны")
        (True, False, False)
        """
        folded = head(text)[1]
        if len(folded) < _SHORTEST_BEGINNING:
            return False
        close = (
            (len(label) > len(folded) + 3 and fuzz.ratio(label[: len(folded)], folded) >= CLOSE)
            for label in self._folded
        )
        return any(close)

    def likeness(self, text: str) -> dict[str, float]:
        """How much each key's likest label agrees with the whole text, 0 to 100; keys that agree by less than half left out."""
        folded = head(text)[1]
        close = process.extract(folded, self._folded, scorer=fuzz.ratio, score_cutoff=50, limit=None) if folded else []
        found: dict[str, float] = {}
        for label, score, _ in close:
            key = self._keys[label]
            found[key] = max(score, found.get(key, 0.0))
        return found

    def before(self, text: str) -> tuple[str, str] | None:
        """The key of the label that stands before a colon or a dash, letter for letter but for its unit, and what follows it.

        Before a dash a label of one word is none, unless a name in quotation marks or a number follows.

        >>> labels = Labels([("Жоба", "title"), ("Жоба бюджеті", "grant")])
        >>> labels.before("1. Жоба: Қадам"), labels.before("Жоба – бұл қадам"), labels.before("Жоба бюджеті – жеті млн")
        (('title', 'Қадам'), None, ('grant', 'жеті млн'))
        """
        begin = head(text)[0]
        ends = _LABEL_END_ON_TOP.search(text, begin, begin + _WORDIEST)
        label = text[begin : ends.start()] if ends else ""
        key = self._keys.get(fold(label)) or self._keys.get(fold(_IN_TENGE.sub("", label)))
        if ends is None or key is None:
            return None
        value = text[ends.end() :].strip()
        is_told = ":" in ends[0] or " " in text[begin : ends.start()].strip() or _NAMED.match(value)
        return (key, value) if is_told else None

    def said(self, text: str, *, on_top: bool = False) -> tuple[str, str] | None:
        """The key of the label that the text says in other words, and what follows; None if it says none.

        The label ends at a colon or at a line to sign on; else it is alone on its line, and has a number before it unless
        it says the same word for word. `on_top`: in the header of a paper also a dash ends it, and it may be brief.

        >>> labels = Labels([("Тема проекта", "title"), ("Цель проекта", "goal")])
        >>> labels.said("Тема – «Шаг»"), labels.said("Тема – «Шаг»", on_top=True), labels.said("2. Тема")
        (None, ('title', '«Шаг»'), ('title', ''))
        """
        begin = head(text)[0]
        ends = (_LABEL_END_ON_TOP if on_top else _LABEL_END).search(text, begin, begin + _WORDIEST)
        label = text[begin : ends.start()] if ends else text[begin:]
        if len(label) > _WORDIEST or not (ends or begin or len(label) <= _LONE):
            return None
        key = self._meanings.exact(label) or (self._meanings.likeliest(label) if ends or begin else None)
        if key is None and (on_top if ends else begin):
            key = self._meanings.brief(label)
        return (key, text[ends.end() :].strip() if ends else "") if key is not None else None

    def inside(self, text: str) -> str | None:
        """The key of the longest label that stands anywhere in the text."""
        found = self._starts.search(fold(text))
        return self._keys[found[0]] if found else None

    def brief(self, text: str) -> str | None:
        """The key of the label that the text is but for what goes without saying: «Партнеры» in a table of numbers."""
        return self._meanings.brief(text[head(text)[0] :])

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


def _word_ends(text: str, begin: int, limit: int) -> list[tuple[int, int]]:
    """The ends of the text's first words: how many letters that count stand before each, and its position."""
    found: list[tuple[int, int]] = []
    letters = 0
    for position in range(begin, len(text)):
        if text[position] in _SILENT_LETTERS:
            continue
        letters += 1
        if letters > limit:
            break
        if position + 1 == len(text) or text[position + 1] in _SILENT_LETTERS:
            found.append((letters, position + 1))
    return found


def _end(text: str, begin: int, letters: int) -> int:
    """Where the first `letters` letters that count, from `begin` on, end in the text."""
    found = _so_many_letters(letters).match(text, begin) if letters else None
    return found.end() if found else len(text)


@cache
def _so_many_letters(count: int) -> re.Pattern[str]:
    """A text from its beginning to the end of that letter which counts."""
    silent = re.escape("".join(_SILENT_LETTERS))
    return re.compile(f"(?:[{silent}]*[^{silent}]){{{count}}}")


def _value(text: str, end: int) -> str:
    """What follows a label, its colon and closing bracket left aside; the label may go on up to a later colon."""
    colon = text.find(":", end, end + 120)
    if colon > end and text[end : end + 1] not in ":\n" and re.fullmatch(r"[^\d«»\"\n.!?]*", text[end:colon]):
        end = colon
    return re.sub(r"^[\s:;.,)\]–—*_-]+", "", text[end:])


def in_order(
    likeness: Sequence[Mapping[str, float]], order: Sequence[str], floor: float
) -> tuple[float, list[str | None]]:
    """The keys that a row of cells is likest to, each further on in the order than the one before; and how like in sum.

    >>> in_order([{"plan": 90, "task": 60}, {"fact": 70}, {}], ["task", "plan", "fact"], 55)
    (160.0, ['plan', 'fact', None])
    """
    best: dict[int, tuple[float, list[str | None]]] = {-1: (0.0, [])}  # by the last key taken
    for like in likeness:
        options: dict[int, tuple[float, list[str | None]]] = {
            last: (score, [*keys, None]) for last, (score, keys) in best.items()
        }
        for last, (score, keys) in best.items():
            for at in range(last + 1, len(order)):
                more = like.get(order[at], 0.0)
                if more >= floor and score + more > options.get(at, (-1.0, []))[0]:
                    options[at] = (score + more, [*keys, order[at]])
        best = options
    return max(best.values(), key=lambda option: option[0])


def between(keys: Sequence[str | None], order: Sequence[str]) -> list[str | None]:
    """The keys of a row of headings, those that nobody could read by their place: as many as the order has between two known.

    >>> between(["task", None, "plan"], ["task", "name", "plan"]), between(["task", None, "plan"], ["task", "plan"])
    (['task', 'name', 'plan'], ['task', None, 'plan'])
    """
    found = list(keys)
    first = {key: at for at, key in reversed(list(enumerate(keys))) if key in order}
    ends = [(-1, -1), (len(keys), len(order))]  # before the first column and after the last
    known = sorted([*((at, order.index(key)) for key, at in first.items()), *ends])
    for (left, before), (right, after) in itertools.pairwise(known):
        named = [key for key in order[before + 1 : after] if key not in first]
        if len(named) == right - left - 1 and not any(keys[left + 1 : right]):
            found[left + 1 : right] = named
    return found


@lru_cache(maxsize=4096)
def alike(one: str, other: str) -> float:
    """How much of two wordings agrees, 0 to 100, after folding."""
    return float(fuzz.ratio(fold(one), fold(other)))


def edits(one: str, other: str, limit: int) -> int:
    """How many letters differ between two folded words; limit + 1 if more than the limit."""
    return int(Levenshtein.distance(one, other, score_cutoff=limit))
