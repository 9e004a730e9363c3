"""Headings of tasks and activities, numbered as reports number them: «1 міндет.», «Задача № 1», «Мероприятие 1.2»."""

from __future__ import annotations

import re
from typing import Final

TASK: Final = re.compile(
    r"""
    \s*(?: №?\s*(?P<kk>\d{1,2})\s*[-–.)]?\s*(?:ші|шы)?\s*[-–]?\s*м[іи]ндет(?:і|тер)?\b(?!т[іи]ң)
         | (?:м[іи]ндет|задача)\s*[-–]?\s*№?\s*(?P<ru>\d{1,2})\b
         | (?P<ru2>\d{1,2})\s*[-–.)]?\s*(?:я|-я|ая)?\s*задача\b
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


def numbered(pattern: re.Pattern[str], text: str) -> tuple[int | None, str]:
    """The number that a heading of a task or an activity begins with, and its title.

    >>> numbered(ACTIVITY, "2 іс-шара."), numbered(ACTIVITY, "Семинар")
    ((2, ''), (None, 'Семинар'))
    >>> numbered(TASK, "1 міндет. Ақпараттық жұмыс"), numbered(ACTIVITY, "Мероприятие 1.2. Семинар")
    ((1, 'Ақпараттық жұмыс'), (2, 'Семинар'))
    """
    found = pattern.match(text)
    if found is None or (found.end() >= len(text) and not _ONLY_NUMBER.search(text)):
        return None, text.strip()
    last = [number for number in found.groups() if number]
    return int(last[-1]), text[found.end() :].strip()


def heads(pattern: re.Pattern[str], words: str) -> bool:
    """Whether a text is a heading that says what it heads; a bare number does not.

    >>> heads(TASK, "Задача 2. Помощь"), heads(TASK, "2. Помощь"), heads(TASK, "Задача 2.")
    (True, False, False)
    """
    found = pattern.match(words)
    return found is not None and not found.groupdict().get("bare") and bool(words[found.end() :].strip())
