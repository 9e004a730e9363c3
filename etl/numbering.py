"""Headings of tasks and activities, numbered as reports number them: «1 міндет.», «Задача № 1», «Мероприятие 1.2»."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from etl.wording import edits, fold

TASK: Final = re.compile(
    r"""
    \s*(?: №?\s*(?P<kk>\d{1,2}|[IІVXХ]{1,4})\s*[-–.)]?\s*(?:ші|шы)?\s*[-–]?\s*м[іи]ндет(?:і|тер)?\b(?!т[іи]ң)
         | (?:м[іи]ндет|задача)\s*[-–]?\s*№?\s*(?P<ru>\d{1,2}|[IІVXХ]{1,4})\b
         | (?P<ru2>\d{1,2}|[IІVXХ]{1,4})\s*[-–.)]?\s*(?:я|-я|ая)?\s*задача\b
         | №?\s*(?P<bare>\d{1,2})\s*[.)]
    )\s*[.:)–—-]*\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
ACTIVITY: Final = re.compile(
    r"""
    \s*(?: №?\s*(?P<kk>\d{1,2})(?:\.(?P<kk2>\d{1,2}))?\s*[-–.)]*\s*(?:ші|шы)?\s*(?:[іи]с[-–\s]*)?шара(?![а-яәіңғүұқөһ])
         | (?:[іи]с[-–\s]*шара|мероприяти[ея])\s*[-–]?\s*№?\s*(?P<ru>\d{1,2})(?:\.(?P<ru2>\d{1,2}))?
         | (?P<ru3>\d{1,2})(?:\.(?P<ru4>\d{1,2}))?\s*[-–.)]*\s*(?:ое|е)?\s*мероприятие\b
         | (?P<bare>\d{1,2})(?:\.(?P<bare2>\d{1,2}))?\s*(?:[.)]|(?<=\.\d)\s|(?<=\.\d\d)\s)
    )\s*[.:)–—-]*\s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ONLY_NUMBER: Final = re.compile(r"\d\W*$|(?:шара|міндет|мероприятие|задача)\W*$", re.IGNORECASE)
_HEADED: Final = re.compile(
    r"(?P<no>\s*№?\s*\d{1,2}(?:\.\d{1,2})?\s*[-–.)]?\s*(?:(?:ші|шы|я|ая|ое|е)\b)?\s*[-–]?\s*)"
    r"(?P<word>[^\W_]{2}[-–\s]+[^\W_]{4,5}|[^\W_]{5,11})(?!\w)"
)
_ROMAN: Final = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10}
_BULLET: Final = re.compile(r"^\s*[-–—•·*](?=\s)")
_HEADS: Final = {fold(word): word for word in ("міндет", "задача", "мероприятие", "іс-шара")}


def heading_of(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The heading of a task or an activity that a text begins with; a letter of its word may be misread.

    >>> heading_of(ACTIVITY, "2 ic-щара. Семинар").end(), heading_of(TASK, "• 1 мінлет. Ақпарат").end()
    (11, 12)
    """
    text = _BULLET.sub(lambda mark: " " * len(mark[0]), text)
    found = pattern.match(text)
    if found is not None and not found.groupdict().get("bare"):
        return found
    headed = _HEADED.match(text)
    if headed is None:
        return found
    said = fold(headed["word"])
    near = next(
        (word for like, word in _HEADS.items() if len(word) == len(headed["word"]) and edits(like, said, 1) <= 1), None
    )
    return (near and pattern.match(f"{headed['no']}{near}{text[headed.end() :]}")) or found


def numbered(pattern: re.Pattern[str], text: str) -> tuple[int | None, str]:
    """The number that a heading of a task or an activity begins with, and its title.

    >>> numbered(ACTIVITY, "2 іс-шара."), numbered(ACTIVITY, "Семинар")
    ((2, ''), (None, 'Семинар'))
    >>> numbered(TASK, "1 міндет. Ақпараттық жұмыс"), numbered(ACTIVITY, "Мероприятие 1.2. Семинар")
    ((1, 'Ақпараттық жұмыс'), (2, 'Семинар'))
    """
    found = heading_of(pattern, text)
    if found is None or (found.end() >= len(text) and not _ONLY_NUMBER.search(text)):
        return None, text.strip()
    return number_of(found), text[found.end() :].strip()


def number_of(heading: re.Match[str]) -> int:
    """The last number of a heading, in digits or in Roman ones, Kazakh and Russian letters among them.

    >>> number_of(TASK.match("II міндет. Оқыту")), number_of(ACTIVITY.match("Мероприятие 1.2. Семинар"))
    (2, 2)
    """
    last = [number for number in heading.groups() if number][-1]
    if last.isdigit():
        return int(last)
    values = [_ROMAN[letter] for letter in last.upper()]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def heads(pattern: re.Pattern[str], words: str) -> bool:
    """Whether a text is a heading that says what it heads; a bare number does not.

    >>> heads(TASK, "Задача 2. Помощь"), heads(TASK, "2. Помощь"), heads(TASK, "Задача 2.")
    (True, False, False)
    """
    found = pattern.match(words)
    return found is not None and not found.groupdict().get("bare") and bool(words[found.end() :].strip())
