"""The text of one cell -> a quantity, a span of dates, an amount of money; or CellUnclear, never a guess.

quantity   = [ "әр" noun ] [ comparator ] number { "/" number } [ ending ] [ comparator ] [ unit ] [ "(" note ")" ]
number     = digits, thousands grouped by space or point, decimal comma [ "млн" | "мың" | "тыс." ]
comparator = кемінде, кем емес, не менее, … | дейін, артық емес, не более, … ; none means exactly
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Comparator = Literal[">=", "<=", "="]
Reason = Literal["no_number", "several_numbers", "range", "date"]

BLANKS: Final = frozenset({"", "-", "–", "—", "−", "--", "---", "жоқ", "нет", "x", "х"})
DASHES: Final = BLANKS - {""}

# "At most" first: «артық емес» (not more) holds «артық» (more).
COMPARATORS: Final[tuple[tuple[Comparator, re.Pattern[str]], ...]] = (
    ("<=", re.compile(r"артық емес|көп емес|аспа(?:й|у)|дейін|не более|не больше|не выше|≤|<=|\bдо\b")),
    (
        ">=",
        re.compile(
            r"кем емес|кем болма|кемінде|астам|артық|\bаса\b|жоғары|не мен(?:ее|ьше)|минимум|свыше|более|≥|>=|\bот\b"
        ),
    ),
)

_NUMBER: Final = re.compile(
    r"""
    (?<![\w№.,])(?<!\w[-–])               # not inside a word, a number sign's number or 2019-08
    (?:
        \d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)   # 2 315
      | \d{1,3}(?:\.\d{3})+(?![\d.])             # 2.315.000, and 2.315: points group as spaces do
      | \d+
    )
    (?:,\d+|\.\d{1,2}(?![\d.]))?          # 64,50 or 64.5
    """,
    re.VERBOSE,
)
_SCALES: Final = (
    (re.compile(r"\s*(?:млн\.?|миллион\w*)", re.IGNORECASE), 1_000_000),
    (re.compile(r"\s*(?:млрд\.?|миллиард\w*)", re.IGNORECASE), 1_000_000_000),
    (re.compile(r"\s*(?:мың(?!\w)|тыс\w*\.?)", re.IGNORECASE), 1_000),
)
_PAREN: Final = re.compile(r"\([^()]*\)?")
_DATE: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}")
_RANGE: Final = re.compile(
    r"(?<![\w/])\d+\s*[-–—]\s*\d+(?![\w/])|\bот\s+\d+\s+до\s+\d+|\d+-[дт][еа]н\s+\d+-[гғқк][еа]\s+дейін"
)
_COMPOSITE: Final = re.compile(r"(?<!\S)\d+[^\d/()]{0,24}/\s*\d+[^\d()]*")
_OF_MEMBERS: Final = re.compile(r"\d+\s+\w+[нд]а?е?н тұратын\s+(?=\d)")  # «5 адамнан тұратын 1 топ»: one group, of five
_EXPLAINED: Final = re.compile(r"^\D*[\d ]+\s*[^\W\d]+\s*[-–—:]\s+")  # «2 топ – кемінде 6 адамнан»
_PER_EVENT: Final = re.compile(r"^(?:әр|әрбір|әрқайсы\w*|кажд\w*|(?:на|в|по|с) кажд\w*)\s", re.IGNORECASE)
_UNIT: Final = re.compile(r"\s*(?:[-–][^\W\d_]{2,3}(?!\w))?\s*(?P<unit>%|[^\W\d_]+(?:[-–][^\W\d_]+)?)")
_NOT_UNITS: Final = frozenset(
    [
        "ден",
        "дан",
        "тен",
        "тан",
        "нен",
        "нан",
        "кем",
        "емес",
        "астам",
        "аса",
        "артық",
        "жоғары",
        "көп",
        "аспайды",
        "дейін",
        "не",
        "менее",
        "более",
    ]
)
_PERCENT: Final = frozenset({"%", "пайыз", "пайызды", "пайызы", "процент", "процентов", "процента"})


class CellUnclear(ValueError):  # noqa: N818  says what happened
    """The cell has something in it, but not one clear value."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(f"{reason.replace('_', ' ')} in «{text}»")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a cell states. `parts` holds all numbers of a composite, `value` the first of them."""

    value: Decimal
    comparator: Comparator = "="
    unit: str | None = None
    parts: tuple[Decimal, ...] = ()
    per_event: bool = False


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, a dash, or underscores to write on.

    >>> is_blank(" - "), is_blank("____"), is_blank("0")
    (True, True, False)
    """
    return text.strip(" \t\n\r\u00a0.").casefold() in BLANKS or not text.strip(" \t\n_«»/\\")


@lru_cache(maxsize=4096)  # the same few values stand in every report
def quantity(text: str) -> Quantity | None:
    """The one quantity in a cell; None if the cell is blank or a dash.

    Spaces and points group thousands and a comma is a decimal point, as in Kazakh and Russian print.
    A percentage keeps its face value. What stands in brackets explains and does not count.

    >>> quantity("70-тен кем емес")
    Quantity(value=Decimal('70'), comparator='>=', unit=None, parts=(), per_event=False)
    >>> quantity("140адам").unit, quantity("64,50 %").value, quantity("10 (әр семинар бойынша)").value
    ('адам', Decimal('64.50'), Decimal('10'))
    >>> quantity("5/1").parts, quantity("Әр дәріске 30-дан кем емес").per_event
    ((Decimal('5'), Decimal('1')), True)

    Raises CellUnclear if there are words but no number, several numbers, a range or a date.
    """
    if is_blank(text):
        return None
    said = " ".join(text.split())
    if _DATE.search(said):
        raise CellUnclear("date", said)
    main = _PAREN.sub(" ", said).strip() or said.strip("() ")
    if _RANGE.search(main):
        raise CellUnclear("range", said)
    return _quantity(main, said)


def _quantity(main: str, said: str) -> Quantity:
    per_event = bool(_PER_EVENT.match(main))
    found = list(_NUMBER.finditer(main))
    if not found:
        raise CellUnclear("no_number", said)
    values = tuple(_value(number, main) for number in found)
    if len(found) == 1:
        return Quantity(values[0], comparator(main), _unit(main, found[0]), per_event=per_event)
    if _OF_MEMBERS.search(main):
        return Quantity(values[1], comparator(main), _unit(main, found[1]), per_event=per_event)
    if _COMPOSITE.match(main):
        return Quantity(values[0], comparator(main), _unit(main, found[0]), values, per_event)
    if explained := _EXPLAINED.match(main):
        return Quantity(values[0], comparator(explained[0]), _unit(main, found[0]), values, per_event)
    raise CellUnclear("several_numbers", said)


def _value(number: re.Match[str], text: str) -> Decimal:
    digits = re.sub(r"[\s\u00a0\u202f]", "", number[0])
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    value = Decimal(digits.replace(",", "."))
    for scale, factor in _SCALES:
        # «1 000 000 млн тг» is a slip for a million, not a million millions
        if scale.match(text, number.end()) and value < 1000:
            return value * factor
    return value


def comparator(text: str) -> Comparator:
    """What the words demand of the fact: at least, at most, or exactly.

    >>> comparator("не более 5"), comparator("кемінде 10"), comparator("10")
    ('<=', '>=', '=')
    """
    said = text.casefold()
    for sign, phrases in COMPARATORS:
        if phrases.search(said):
            return sign
    return "="


def _unit(text: str, number: re.Match[str]) -> str | None:
    """The word after the number, its case ending («70-тен»), its scale («3 мың») and the comparator left aside."""
    scaled = next((said for scale, _ in _SCALES if (said := scale.match(text, number.end()))), number)
    found = _UNIT.match(text, scaled.end())
    if found is None or found["unit"].casefold() in _NOT_UNITS:
        return None
    return "%" if found["unit"].casefold() in _PERCENT else found["unit"]


def amount_kzt(text: str) -> Decimal | None:
    """The amount of money, in tenge; None if blank. What stands in brackets repeats it in words.

    >>> amount_kzt("18 300 000 (он сегіз миллион үш жүз мың) тг"), amount_kzt("10,5 млн тенге")
    (Decimal('18300000'), Decimal('10500000.0'))

    Raises CellUnclear if there is no number.
    """
    if is_blank(text):
        return None
    main = _PAREN.sub(" ", text)
    found = _NUMBER.search(main)
    if found is None:
        raise CellUnclear("no_number", text)
    return _value(found, main)


def first_number(text: str) -> Decimal | None:
    """The first number of a sentence that begins with it or counts people; None if there is none.

    >>> first_number("312 ауылдың жастары үйренді"), first_number("жастар қатысты")
    (Decimal('312'), None)
    """
    main = _PAREN.sub(" ", text)
    found = _NUMBER.search(main)
    return _value(found, main) if found else None


_OF_PEOPLE: Final = re.compile(
    r"(\d[\d \u00a0]*)\s*(?:қатысушы|адам|азамат|тұрғын|студент|оқушы|жас(?!т)|жастар|бала|человек|чел\b|участник|жител|граждан|студент|школьник|молод)",
    re.IGNORECASE,
)


def people_count(text: str) -> Decimal | None:
    """The number of people that a sentence gives: the one before a word for people, else its first number.

    >>> people_count("12 өтінім келді, 4 310 қатысушы білім алды"), people_count("312 ауылдың жастары")
    (Decimal('4310'), Decimal('312'))
    """
    main = _PAREN.sub(" ", text)
    said = [Decimal(re.sub(r"\D", "", found[1])) for found in _OF_PEOPLE.finditer(main)]
    first = first_number(main)
    return said[0] if said and (first is None or first not in said) else first


# --- stacks: several values in one cell -------------------------------------------------------------------

_VALUE_WORDS: Final = re.compile(
    r"орындал|выполнен|^(?:иә|ия|да|бар|есть|\+|✓|v)$|өткізіл|проведен|достигнут|жүзеге ас", re.IGNORECASE
)
_NEXT_VALUE: Final = re.compile(r"(?<=\))\s+(?=\d)")  # «5 (…) 450 адам» is two values


def is_value(text: str) -> bool:
    """Whether a line of a stack can stand by itself as a value: a number, a dash, or a word like «орындалды».

    >>> is_value("2-ден кем емес"), is_value("-"), is_value("орындалды"), is_value("3 адамнан тұратын")
    (True, True, True, False)
    """
    said = text.strip()
    if said.casefold() in DASHES or _VALUE_WORDS.search(said):
        return True
    return bool(_NUMBER.search(said)) and not said.endswith(("тұратын", "из", "по", ","))


def looks_like_value(text: str) -> bool:
    """Whether a cell holds a value rather than a name: it begins with a number, a comparator or "each".

    >>> looks_like_value("10 (әр семинар бойынша)"), looks_like_value("Кемінде 10"), looks_like_value("4-ші курс")
    (True, True, False)
    """
    said = text.strip().casefold()
    return bool(
        re.match(
            r"(?:кемінде|не менее|не более|кем дегенде|[≥≤>~+]|до|от)?\s*\d[\d \u00a0]*(?![-–]?(?:ші|шы|й|я|е|го)\b)",
            said,
        )
    ) or (said in DASHES or bool(_PER_EVENT.match(said) and _NUMBER.search(said)))


def split_values(line: str) -> list[str]:
    """The values printed on one line: set apart by two or more spaces, or begun anew after a bracket.

    >>> split_values("6 (әр ауданда -2 рет)  3 ( бір маман ) 450 адам  75%")
    ['6 (әр ауданда -2 рет)', '3 ( бір маман )', '450 адам', '75%']
    """
    chunks = [chunk for chunk in re.split(r"\s{2,}", line.strip()) if chunk]
    return [value for chunk in chunks for value in _NEXT_VALUE.split(chunk)]


# --- dates ----------------------------------------------------------------------------------------------

MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    ("қаңтар", "кантар", "қантар", "январ"),
    ("ақпан", "акпан", "феврал"),
    ("наурыз", "март"),
    ("сәуір", "сауір", "сауир", "апрел"),
    ("мамыр", "май", "мая"),
    ("маусым", "июн"),
    ("шілде", "шилде", "июл"),
    ("тамыз", "август"),
    ("қыркүйе", "қыркуйе", "кыркүйе", "кыркуйе", "сентябр"),  # қыркүйек, қыркүйегі
    ("қазан", "казан", "октябр"),
    ("қараша", "караша", "ноябр"),
    ("желтоқсан", "желтоксан", "декабр"),
)
_MONTH_NO: Final = {stem: number for number, stems in enumerate(MONTHS, 1) for stem in stems}
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
