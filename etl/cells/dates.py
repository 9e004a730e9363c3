"""The span of dates that a text names."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from etl.cells.words import WORDS, beginnings

MONTHS: Final[tuple[tuple[str, ...], ...]] = tuple(tuple(stems) for stems in WORDS["months"].values())
_MONTH_NO: Final = {stem: int(number) for stem, number in beginnings("months").items()}
_ORDINAL: Final = r"(?:\s*[-–—]?\s*(?:ші|шы|інші|ыншы|сі|сы|і|ы|го|е|ое)\b)?"
_ATOM: Final = re.compile(
    rf"""
    (?P<d1>\d{{1,2}})\s*[-–—]\s*(?P<d2>\d{{1,2}})\.(?P<dm>\d{{1,2}})\.(?P<dy>\d{{4}})       # 10-20.11.2023
  | (?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)                                         # 2023-11-10
  | (?<![\d.])(?P<nd>\d{{1,2}})\.(?P<nm>\d{{1,2}})(?:\.(?P<ny>\d{{4}}|\d\d(?!\d)))?(?![\d.]?\d)  # 27.07.2023, 17.08
  | (?:(?P<days>\d{{1,2}}{_ORDINAL}(?:\s*(?:[-–—,]|және|мен|пен|бен|и|по|до)\s*\d{{1,2}}{_ORDINAL})*)\s*)?  # 10-11
    (?<!\w)(?P<month>{"|".join(_MONTH_NO)})(?!она|онд)\w*                                   # қараша, сентября
    (?:\s+ай(?:ы|ының|ында|ынан|лары)?\b)?(?:\s+(?P<after>\d{{1,2}})\s*[-–]?\s*(?:сі|ші|сы|шы|і|ы)\b)?      # айының 27-сі
  | (?P<year>(?:19|20)\d\d)(?!\d)(?P<of>\s*(?:-?\s*ж(?:ыл\w*|\.)?|г(?:од\w*|\.)?)(?!\w))?     # 2023 жылғы, 2024 года
  | (?<!\d)(?P<short>\d\d)\s+жыл(?:ы|дың|ғы)\b                                              # 23 жылдың
    """,
    re.VERBOSE | re.IGNORECASE,
)


class DateSpan(NamedTuple):
    """The first and last date of a text, "YYYY-MM-DD" or, where no day is named, "YYYY-MM".

    `end` is None where it cannot be told: the text runs backwards. `year_inferred`: the text names no year.
    """

    start: str
    end: str | None
    year_inferred: bool = False


@dataclass(slots=True)
class _Named:
    """A date as far as the text names it."""

    month: int
    day: int | None
    year: int | None = None


@lru_cache(maxsize=2048)
def date_span(text: str, year: int | None = None) -> DateSpan | None:
    """The span of dates that a text names; None if it names no month. `year` is taken where it names none.

    >>> date_span("17.08 - 15.09.2023 жж.")
    DateSpan(start='2023-08-17', end='2023-09-15', year_inferred=False)
    >>> date_span("2024 жыл қаңтар – тамыз"), date_span("с 12 по 15 сентября 2024 года")
    (DateSpan(start='2024-01', end='2024-08', year_inferred=False), DateSpan(start='2024-09-12', end='2024-09-15', year_inferred=False))
    >>> date_span("қараша айы", 2023), date_span("2023 жылғы 23 тамыз 17 тамыз").end
    (DateSpan(start='2023-11', end='2023-11', year_inferred=True), None)
    """
    named = [item for item in _named(text) if _exists(item)]
    if not named:
        return None
    inferred = all(item.year is None for item in named)
    _fill_years(named, year)
    if any(item.year is None for item in named):
        return None
    dates = [_iso(item) for item in named]
    start, end = dates[0], dates[-1]
    return DateSpan(start, end if end[: len(start)] >= start[: len(end)] else None, inferred)


def _named(text: str) -> list[_Named]:
    found: list[_Named] = []
    pending: int | None = None  # a year said before its month
    for atom in _ATOM.finditer(text):
        if atom["year"] or atom["short"]:
            said = int(atom["year"] or 0) or 2000 + int(atom["short"])
            if _belongs_before(atom, found):
                for item in found:
                    item.year = item.year or said
            else:
                pending = said
            continue
        items = _dates_of(atom)
        for item in items:
            item.year = item.year or pending
        found.extend(items)
        pending = None
    return found


def _belongs_before(atom: re.Match[str], found: list[_Named]) -> bool:
    """Whether a year belongs to the dates before it («15 сентября 2024 года») and not to the next («2024 жылғы 3 мамыр»)."""
    if not found or found[-1].year is not None:
        return False
    said = (atom["of"] or "").strip(" -").casefold()
    return not said.startswith(("жылғы", "жылы", "жылдың"))


def _dates_of(atom: re.Match[str]) -> list[_Named]:
    if atom["d1"]:
        month, year = int(atom["dm"]), int(atom["dy"])
        return [_Named(month, int(atom["d1"]), year), _Named(month, int(atom["d2"]), year)]
    if atom["iy"]:
        return [_Named(int(atom["im"]), int(atom["id"]), int(atom["iy"]))]
    if atom["nd"]:
        return [_Named(int(atom["nm"]), int(atom["nd"]), _whole_year(atom["ny"]))]
    month = _MONTH_NO[atom["month"].lower()]
    days = [int(day) for day in re.findall(r"\d+", atom["days"] or atom["after"] or "")]
    return [_Named(month, day) for day in days] or [_Named(month, None)]


def _whole_year(digits: str | None) -> int | None:
    """The year of its four digits, or of its last two."""
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _exists(item: _Named) -> bool:
    return 1 <= item.month <= 12 and (item.day is None or 1 <= item.day <= monthrange(item.year or 2024, item.month)[1])


def _fill_years(named: list[_Named], year: int | None) -> None:
    """Give each date without a year that of the date before it, else of the one after it, else `year`."""
    known: list[int | None] = [item.year for item in named]
    for position, item in enumerate(named):
        if item.year is None:
            before = [said for said in known[:position] if said]
            after = [said for said in known[position:] if said]
            item.year = before[-1] if before else (after[0] if after else year)


def _iso(item: _Named) -> str:
    return f"{item.year:04d}-{item.month:02d}" + (f"-{item.day:02d}" if item.day else "")


def first_day(partial: str) -> date:
    """The first day of "YYYY-MM-DD" or "YYYY-MM"."""
    return date.fromisoformat(partial if len(partial) == 10 else f"{partial}-01")


def last_day(partial: str) -> date:
    """The last day of "YYYY-MM-DD" or "YYYY-MM".

    >>> last_day("2024-02")
    datetime.date(2024, 2, 29)
    """
    if len(partial) == 10:
        return date.fromisoformat(partial)
    year, month = int(partial[:4]), int(partial[5:7])
    return date(year, month, monthrange(year, month)[1])
