"""A value as it was before a scan: digits that became letters, words that lost their marks or were cut at a line's end.

What a paper says stays as printed; values and dates are read from the mended text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from etl.wording import fold, fold_words

_MISREAD_LETTERS: Final = 0.12  # of all letters,
_MISREAD_TOGETHER: Final = 2  # and so many side by side
_DIGIT_LIKE: Final = str.maketrans("ОоOolIІіЗзбSВBЧ", "000011113365884")
_AMONG_DIGITS: Final = frozenset("SВBЧ")  # a digit only beside another one
_DIGITS: Final = r"[\dОоOolIІіЗзбSВBЧ/]"
_MIXED: Final = re.compile(rf"(?<!\w)(?:{_DIGITS}++(?!\w)|{_DIGITS}*\d)")  # alone, or up to a word: «1О0адам»
_THOUSANDS: Final = re.compile(rf"[ \u00a0](?=\D{{0,2}}\d){_DIGITS}{{3}}(?!\w)")
_BROKEN_WORD: Final = re.compile(r"(?<=[а-яәіңғүұқөһ])-\s+(?=[а-яәіңғүұқөһ])")
_LONGEST_MISREAD: Final = 2  # letters; «lО» alone in a cell is ten
# Words that decide what a number or a date means; where a scan took their marks they are given back, letter for letter.
_MEANT: Final = {
    fold_words(word): word
    for word in (
        "кемінде", "кем дегенде", "кем емес", "артық емес", "көп емес", "астам", "артық", "жоғары", "дейін", "аспай", "бейне", "пайыз",
        "мың", "әр", "әрбір", "жоспар", "жылғы", "жылдың", "жасалды", "өткізіл", "жүзеге ас", "тұратын", "үшін",
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйе", "қазан", "қараша", "желтоқсан",
    )
}  # fmt: skip
_MEANT_WORDS: Final = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_MEANT, key=len, reverse=True))) + ")")


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """A value or a date as it was before a scan: digits that became letters, words that lost their marks; of the same length.

    >>> mended("кеминде 1О"), mended("3-тен артык емес"), mended("2024 жылгы 5 шилде")
    ('кемінде 10', '3-тен артық емес', '2024 жылғы 5 шілде')
    """
    if text.isdigit():
        return text
    said = mended_digits(text)
    folded = fold_words(said)
    if len(folded) != len(said):
        return said
    for found in reversed(list(_MEANT_WORDS.finditer(folded))):
        said = said[: found.start()] + _MEANT[found[0]] + said[found.end() :]
    return said


def mended_digits(text: str) -> str:
    """The text with letters that stand for digits made digits again, where a number stands; other words stay.

    >>> mended_digits("1О0 адам"), mended_digits("З5-тен кем емес"), mended_digits("l"), mended_digits("54облыс")
    ('100 адам', '35-тен кем емес', '1', '54облыс')
    """
    alone = len(text.strip()) <= _LONGEST_MISREAD
    return _MIXED.sub(lambda said: _as_digits(said[0], text, said.end(), alone=alone), text)


def _as_digits(said: str, text: str, end: int, *, alone: bool) -> str:
    """The run of digits and letters like them as digits, if it holds a digit or three digits follow it."""
    alone = alone and not _AMONG_DIGITS.intersection(said)
    number = alone or any(map(str.isdigit, said)) or (_thousands_follow(text, end) and len(said) <= _LONGEST_MISREAD)
    return said.translate(_DIGIT_LIKE) if number else said


def _thousands_follow(text: str, end: int) -> bool:
    return bool(_THOUSANDS.match(text, end))


def unhyphened(text: str) -> str:
    """The text with words joined that the end of a line has broken.

    >>> unhyphened("кемі- нде 4"), unhyphened("5 - 10")
    ('кемінде 4', '5 - 10')
    """
    return _BROKEN_WORD.sub("", text) if "- " in text or "-\n" in text else text


def is_misread_of(one: str, other: str) -> bool:
    """Whether two texts are one, misread here and there: letters differ one by one, no word does, and no number.

    >>> is_misread_of("Спорт үйірмелерін ашу", "Спорг үйірпелерін ашу"), is_misread_of("Алматы қаласында", "Ақтөбе қаласында")
    (True, False)
    """
    one, other = mended_digits(one), mended_digits(other)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    one, other = fold(one), fold(other)
    if abs(len(one) - len(other)) > _MISREAD_LETTERS * max(len(one), len(other)):
        return False
    changes = [op for op in Levenshtein.opcodes(one, other) if op.tag != "equal"]
    letters = [max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in changes]
    return sum(letters) <= _MISREAD_LETTERS * max(len(one), len(other)) and max(letters, default=0) <= _MISREAD_TOGETHER
