"""The span of dates that a text names: from the first date in it to the last.

    span   = date , { anything , date }                    «с 12 по 15 сентября 2024 года», «17.08 - 15.09.2023 жж.»
           | from , date | date , "бастап"                 «с мая 2024», «2024 жылғы мамырдан бастап»: no end is named
           | until , date | date , "дейін"                 «по август 2024», «30.08.2024 дейін»: no beginning
    from   = "с" | "со" | "начиная с" ;  until = "до" | "по" | "не позднее"
    date   = day "." month "." year | year "-" month "-" day | day "/" month "/" year
           | day "." month | month "." year                «17.08», «05.2024»
           | day "-" day "." month [ "." year ]            «10-20.11.2023»
           | [ days ] , month name , [ day ]               «10-11 қараша», «12, 14 и 16 мая», «мамыр айының 27-сі»
           | part , of the year                            «I квартал», «2-тоқсан», «первое полугодие»
    days   = day , { ( "-" | "," | "и" | "және" … ) , day }
    year   = four digits | two digits , ( "года" | "жыл" … )                a year stands before its dates or after them

A date without a year takes that of the date before it, else of the one after, else the report's («т.г.», «А.ж.»); that
is said. Without a month there is no date: «жыл бойы», «ежемесячно», «2023». A month's name may miss the marks of Kazakh
letters anywhere; beside a day or a year also one letter, or be cut by a hyphen.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from etl.cells.words import WORDS, beginnings
from etl.wording import edits, fold

MONTHS: Final[tuple[tuple[str, ...], ...]] = tuple(tuple(stems) for stems in WORDS["months"].values())
_MONTH_NO: Final = {stem: int(number) for stem, number in beginnings("months").items()}
_ORDINAL: Final = r"(?:\s*[-–—]?\s*(?:ші|шы|інші|ыншы|сі|сы|і|ы|го|е|ое)\b)?"
_ORDER: Final = {said: int(number) for said, number in beginnings("order").items()}  # I, бірінші, первое
_SHARES: Final = {said: int(months) for said, months in beginnings("shares").items()}  # a quarter has three months
_YEAR_WORD: Final = r"(?:-?\s*ж(?:ыл[^\W\d]*|ж?\.)?|г(?:од[^\W\d]*|г?\.)?)(?![^\W\d])"
_ATOM: Final = re.compile(
    rf"""
    (?P<d1>\d{{1,2}})\s*[-–—]\s*(?P<d2>\d{{1,2}})\.(?P<dm>\d{{1,2}})(?:\.(?P<dy>\d{{4}}|\d\d(?!\d)))?(?![\d.]?\d)  # 10-20.11.2023
  | (?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)                                         # 2023-11-10
  | (?<![\d.])(?P<nd>\d{{1,2}})\.(?P<nm>\d{{1,2}})(?:\.(?P<ny>\d{{4}}|\d\d(?!\d)))?(?![\d.]?\d)  # 27.07.2023, 17.08
  | (?<![\d/])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})/(?P<sy>\d{{4}})(?!\d)                      # 27/07/2023
  | (?<![\d.])(?P<mm>0?[1-9]|1[0-2])\.(?P<my>20\d\d)(?![\d.]?\d)                             # 05.2024
  | (?:(?P<days>\d{{1,2}}{_ORDINAL}(?:\s*(?:[-–—,]|және|мен|пен|бен|и|по|до)\s*\d{{1,2}}{_ORDINAL})*)\s*)?  # 10-11
    (?<![^\W\d])(?P<month>{"|".join(_MONTH_NO)})(?!она|онд)[^\W\d]*                         # қараша, сентября
    (?:\s*ай(?:ы|ының|ында|ынан|лары)?\b)?(?:\s+(?P<after>\d{{1,2}})\s*[-–]?\s*(?:сі|ші|сы|шы|і|ы)\b)?      # айының 27-сі
  | (?<!\w)(?:(?P<first>{"|".join(_ORDER)})\s*[-–]\s*)?(?P<part>{"|".join(_ORDER)})(?:\s?[-–]?\s?(?:ші|шы|[ыо]?й|[ое]?е|го))?\s*[-–]?\s*
    (?P<share>{"|".join(_SHARES)})\w*\.?                                                     # I квартал, 2-тоқсан
  | (?P<year>(?:19|20)\d\d)(?!\d)(?P<of>\s*{_YEAR_WORD})?                                   # 2023 жылғы, 2024 года
  | (?<!\d)(?P<short>\d\d)(?P<sof>\s+{_YEAR_WORD})                                          # 23 жылдың
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAYS: Final = {said: int(number) for said, number in beginnings("days").items()}
_SPELLED_DAY: Final = re.compile(
    rf"(?<!\w)(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?:ое|ого|ье|ьего)(?=\s+(?:по\s+(?:\S+\s+)?\S+[оь]е\s+)?(?:{'|'.join(_MONTH_NO)}))",
    re.IGNORECASE,
)
_YEAR_BEFORE: Final = re.compile(rf"(?:19|20)\d\d\s*{_YEAR_WORD}\s*$", re.IGNORECASE)  # «с 2024 года мая»
_SPACED: Final = re.compile(
    r"(?<!\d)(\d\d?)\s?\.\s?(\d\d?)\s?\.\s?((?:19|20)\d\d)|(?<!\d)(\d\d)[.,](\d\d)[.,]((?:19|20)\d\d)"
)
_QUOTES: Final = str.maketrans("", "", '«»“”"')


class DateSpan(NamedTuple):
    """The first and last date of a text, "YYYY-MM-DD" or, where no day is named, "YYYY-MM".

    `is_open`: the text names only the one («с мая», «по август»), the other is None. Else `end` is None where the text runs
    backwards. `year_inferred`: the text names no year.
    """

    start: str | None
    end: str | None
    year_inferred: bool = False
    is_open: bool = False

    @property
    def named(self) -> str:
        """The first date that the text names."""
        return self.start or self.end or ""


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
    DateSpan(start='2023-08-17', end='2023-09-15', year_inferred=False, is_open=False)
    >>> date_span("2024 жыл қаңтар – тамыз")[:2], date_span("с 12 по 15 сентября 2024 года")[:2]
    (('2024-01', '2024-08'), ('2024-09-12', '2024-09-15'))
    >>> date_span("с мая 2024 года"), date_span("2024 жылғы тамызға дейін")[:2]
    (DateSpan(start='2024-05', end=None, year_inferred=False, is_open=True), (None, '2024-08'))
    >>> date_span("2024 жылғы 2-тоқсан").start, date_span("15 сентяорь 2024").start
    ('2024-04', '2024-09-15')
    >>> date_span("27. 07. 2023 ж.").start, date_span("2023 жылғы5қарашада").start
    ('2023-07-27', '2023-11-05')
    >>> date_span("с девятого по двадцать первое августа 2023 года")[:2]
    ('2023-08-09', '2023-08-21')
    >>> date_span("қараша айы", 2023), date_span("2023 жылғы 23 тамыз 17 тамыз").end
    (DateSpan(start='2023-11', end='2023-11', year_inferred=True, is_open=False), None)
    """
    plain = _SPACED.sub(lambda date: ".".join(filter(None, date.groups())), text.translate(_QUOTES))
    plain = _SPELLED_DAY.sub(lambda day: str(_DAYS[day["day"].lower()]), plain)
    whole = _named(plain)
    mended = _mended(plain) if not whole or len(plain) <= _LONGEST_CELL else plain
    said = mended if len(_named(mended)) > len(whole) else plain
    named = [item for item in _named(said) if _exists(item)]
    if not named:
        return None
    inferred = all(item.year is None for item in named)
    _fill_years(named, year)
    if any(item.year is None for item in named):
        return None
    dates = [_iso(item) for item in named]
    start, end = dates[0], dates[-1]
    match _open_end(said):
        case "end":
            return DateSpan(start, None, inferred, is_open=True)
        case "start":
            return DateSpan(None, end, inferred, is_open=True)
    return DateSpan(start, end if end[: len(start)] >= start[: len(end)] else None, inferred)


_LONGEST_CELL: Final = 120  # letters; in longer prose a word like a month's name is another word
_FROM: Final = re.compile(r"(?<!\w)(?:со?|начиная\s+со?)\s+$", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?<!\w)(?P<by>по)\s+$|(?<!\w)(?:до|не\s+поздн?ее)\s+$", re.IGNORECASE)
_DATIVE: Final = re.compile(r"[уюе]\b")  # «по августу» is about August, not until it
_SINCE: Final = re.compile(r"\W*(?:\w+\W+){0,2}?(?P<said>бастап|бері|дейін)\b", re.IGNORECASE)


def _open_end(text: str) -> str | None:
    """Which end of a text's span is open: a word before or after its only date tells; None if both are named."""
    atoms = [atom for atom in _ATOM.finditer(text) if not (atom["year"] or atom["short"])]
    if len(atoms) != 1 or atoms[0]["d1"] or re.search(r"\d\D+\d", atoms[0]["days"] or ""):
        return None
    atom = atoms[0]
    before = _YEAR_BEFORE.sub("", text[: atom.start()])
    if _FROM.search(before):
        return "end"
    until = _UNTIL.search(before)
    if until and not (until["by"] and _DATIVE.search(atom[0])):
        return "start"
    after = _SINCE.match(text, atom.end())
    return None if after is None else "start" if after["said"].lower() == "дейін" else "end"


def _named(text: str) -> list[_Named]:
    found: list[_Named] = []
    pending: int | None = None  # a year said before its month
    for atom in _ATOM.finditer(text):
        if atom["year"] or atom["short"]:
            said = int(atom["year"] or 0) or 2000 + int(atom["short"])
            if _belongs_before(atom, found):
                _give_year(found, said)
            else:
                pending = said
            continue
        items = _dates_of(atom)
        for item in items:
            item.year = item.year or pending
        found.extend(items)
        pending = None
    if pending is not None:  # «маусым – шілде 2024 жылы»: nothing follows that it could belong to
        _give_year(found, pending)
    return found


def _give_year(found: list[_Named], year: int) -> None:
    for item in found:
        item.year = item.year or year


def _belongs_before(atom: re.Match[str], found: list[_Named]) -> bool:
    """Whether a year belongs to the dates before it («15 сентября 2024 года») and not to the next («2024 жылғы 3 мамыр»)."""
    if not found or found[-1].year is not None:
        return False
    said = (atom["of"] or atom["sof"] or "").strip(" -").casefold()
    return not said.startswith(("жылғы", "жылы", "жылдың"))


def _dates_of(atom: re.Match[str]) -> list[_Named]:
    if atom["d1"]:
        month, year = int(atom["dm"]), _whole_year(atom["dy"])
        return [_Named(month, int(atom["d1"]), year), _Named(month, int(atom["d2"]), year)]
    if atom["iy"]:
        return [_Named(int(atom["im"]), int(atom["id"]), int(atom["iy"]))]
    if atom["nd"]:
        return [_Named(int(atom["nm"]), int(atom["nd"]), _whole_year(atom["ny"]))]
    if atom["sd"]:
        return [_Named(int(atom["sm"]), int(atom["sd"]), int(atom["sy"]))]
    if atom["mm"]:
        return [_Named(int(atom["mm"]), None, int(atom["my"]))]
    if atom["part"]:
        part, months = _ORDER[atom["part"].lower()], _SHARES[atom["share"].lower()]
        return [*_months_of(_ORDER[(atom["first"] or atom["part"]).lower()], months), *_months_of(part, months)]
    month = _MONTH_NO[atom["month"].lower()]
    days = [int(day) for day in re.findall(r"\d+", atom["days"] or atom["after"] or "")]
    return [_Named(month, day) for day in days] or [_Named(month, None)]


def _months_of(part: int, months: int) -> list[_Named]:
    """The first and the last month of a quarter or a half of the year."""
    last = part * months
    return [_Named(last - months + 1, None), _Named(last, None)] if last <= 12 else []


_BESIDE: Final = re.compile(
    r"(?P<day>(?<!\d)\d{1,2}\s+)?(?P<name>[^\W\d_]{2,}(?:-\s?[^\W\d_]{2,})?)(?P<year>\s+(?:19|20)\d\d)?"
)
_LONG_NAME, _SUMMER_NAME = 6, 4  # letters; of shorter names only «июня» and «июля» between day and year can be told
_LONG_NAMES: Final = {fold(stem): stem for stem in _MONTH_NO if len(stem) >= _LONG_NAME}


@lru_cache(maxsize=2048)
def _mended(text: str) -> str:
    """The text with the months' names that a letter is wrong in, beside a day or a year, put right."""
    if not any(map(str.isdigit, text)):
        return text
    return _BESIDE.sub(_mend, text)


def _mend(found: re.Match[str]) -> str:
    name = fold(found["name"])
    if not (found["day"] or found["year"]) or len(name) < _LONG_NAME:
        summer = found["day"] and found["year"] and len(name) == _SUMMER_NAME
        months = [month for month in ("июня", "июля") if summer and edits(month, name, 1) <= 1]
        return f"{found['day']}{months[0]}{found['year']}" if len(months) == 1 else found[0]
    near = next((stem for like, stem in _LONG_NAMES.items() if edits(like, name[: len(like)], 1) <= 1), None)
    return f"{found['day'] or ''}{near}{found['year'] or ''}" if near else found[0]


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
