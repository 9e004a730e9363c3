"""The quantities that a cell states.

    cell      = blank | quantity | list | range | group | spelled
    quantity  = { bound | each } , number , [ scale ] , [ ending ] , [ unit ] , { bound | each }
    list      = quantity , { "/" , quantity } | thing , "," , thing , { "," , thing }      «5/1», «5 фото, 1 видео»
    thing     = quantity with a unit other than people                  «2 семинар, 40 адам» is several numbers
    range     = [ bound ] , number , "-" , number , [ unit ] | "от" number "до" number     «20-25 адам»
    group     = quantity "–" [ bound ] quantity | number people "тұратын" quantity         «1 топ – кемінде 5 адамнан»
    spelled   = { bound | each } , numeral , { numeral } , [ unit ]                        «үш топ», «два семинара»
    number    = digits in threes parted by a space, a point, an apostrophe or two commas | digits ; [ decimal ]
    decimal   = "," digits | "." one or two digits
    bound     = «кемінде», «кем емес», «не менее», «≥», «10+» … | «дейін», «артық емес», «не более» …
    each      = «әр», «әрбір», «каждый» …                                a value for each event
    ending    = [ "-" ] Kazakh case ending                               «70-тен», «70 ден»

What stands in brackets explains and does not count, unless there is nothing else. «Около», «порядка», «жуық» leave a
number as it is: the paper gives no margin to judge by, and its words are kept beside the number. Not counts: the number
of a house or school («№ 5»), an ordinal («2-й», «5-сынып»), a time («14:00», «24/7»), a phone. A day of the calendar
makes the cell unclear.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from etl.cells.words import WORDS, beginnings

Comparator = Literal[">=", "<=", "="]
Reason = Literal["no_number", "several_numbers", "range", "date"]

BLANKS: Final = frozenset({"", "-", "–", "—", "−", "--", "---", "жоқ", "нет", "x", "х"})
DASHES: Final = BLANKS - {""}


class CellUnclear(ValueError):  # noqa: N818  says what happened
    """The cell has something in it, but not one clear value."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(f"{reason.replace('_', ' ')} in «{text}»")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a cell states.

    `parts`: all numbers of a list or a group, `value` the first of them. `upto`: the higher end of a range, `value` the
    lower one and `comparator` ">=". `per_event`: a value for each event, not for all.
    """

    value: Decimal
    comparator: Comparator = "="
    unit: str | None = None
    parts: tuple[Decimal, ...] = ()
    per_event: bool = False
    upto: Decimal | None = None


# --- words and numbers --------------------------------------------------------------------------------------

_BOUNDS: Final[tuple[tuple[Comparator, re.Pattern[str]], ...]] = (
    ("<=", re.compile("|".join(WORDS["bounds"]["at_most"]))),
    (">=", re.compile("|".join(WORDS["bounds"]["at_least"]))),
)
_EACH: Final = re.compile("|".join(WORDS["each"]["patterns"]), re.IGNORECASE)
_SCALES: Final = tuple(
    (re.compile(rf"\s*(?:{'|'.join(said)})", re.IGNORECASE), int(factor)) for factor, said in WORDS["scales"].items()
)
_UNITS: Final = beginnings("units")
_NOT_UNITS: Final = frozenset(WORDS["not_units"]["words"])
_PEOPLE: Final = tuple(WORDS["people"]["stems"])
_NUMERALS: Final = {word: int(value) for word, value in beginnings("numerals").items()}
_MONTHS: Final = "|".join(beginnings("months"))

_ORDINAL: Final = r"(?:ш[іы]|[іы]нш[іы]|н[шщ][іы]|[ыио]?й|го|[ое]е|[ая]?я|х)"
_NUMBER: Final = re.compile(
    r"""
    (?<![\w№.,])(?<!\w[-–])               # not inside a word, a number sign's number or 2019-08
    (?:
        \d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3})+(?!\d)   # 2 315, 2'315
      | \d{1,3}(?:\.\d{3})+(?![\d.])             # 2.315.000, and 2.315: points group as spaces do
      | \d{1,3}(?:,\d{3}){2,}(?![\d,])            # 2,315,000; but 2,315 is a decimal
      | \d+
    )
    (?:,\d+|\.\d{1,2}(?![\d.]))?          # 64,50 or 64.5
    """,
    re.VERBOSE,
)
_NOTE_MARK: Final = re.compile("(?<!м)[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+")  # «70¹» bears a footnote; «м²» is a unit
_NOT_A_COUNT: Final = re.compile(
    rf"""
    №\s*\d+                                                             # № 5
  | (?<!\d)(?:\+\s?7|8)[\s(-]*\d{{3}}[\s)-]*\d{{3}}[\s-]*\d{{2}}[\s-]*\d{{2}}(?!\d)     # a phone
  | (?<!\d)24/7(?!\d) | (?<!\d)\d{{1,2}}:\d{{2}}(?!\d)                  # a time
  | (?<!\w)\d+\s?[-–]\s?{_ORDINAL}(?!\w)                                # 2-й, 1-ші
  | (?<!\w)\d+-(?!{"|".join(_UNITS)}|[дтн][ае]н\b|[ғгқк][ае]\b)[^\W\d_]{{4,}}   # 5-сынып: the fifth
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATE: Final = re.compile(
    rf"\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|(?<!\d)(?:[12]?\d|3[01])\s+(?:{_MONTHS})(?!ка|онез|афон)\w{{0,4}}(?!\w)",
    re.IGNORECASE,
)
# «4Ж0», «5Qадам», «7Оадам»: a digit became a letter
_MISREAD: Final = re.compile(r"(?<!\w)\d+(?:[^\W\d_xхXХ]+\d|[A-Z]|[ОЗВІ](?=[а-яәіңғүұқөһё]))")
_BRACKETS: Final = re.compile(r"\([^()]*\)?")
_UNIT: Final = re.compile(r"\s*(?:[-–][^\W\d_]{2,3}(?!\w))?\s*(?P<unit>%|[^\W\d_]+(?:[-–][^\W\d_]+)?)")
_TIMES: Final = re.compile(r"\d\s?[хx×*]\s?\d", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, a dash, or underscores to write on.

    >>> is_blank(" - "), is_blank("____"), is_blank("0")
    (True, True, False)
    """
    return text.strip(" \t\n\r\u00a0.").casefold() in BLANKS or not text.strip(" \t\n_«»/\\")


def comparator(text: str) -> Comparator:
    """What the words demand of the fact: at least, at most, or exactly.

    >>> comparator("не более 5"), comparator("кемінде 10"), comparator("10+"), comparator("жоғары оқу орны")
    ('<=', '>=', '>=', '=')
    """
    said = text.casefold()
    return next((sign for sign, words in _BOUNDS if words.search(said)), "=")


def _value(number: re.Match[str], text: str) -> Decimal:
    digits = re.sub(r"[\s'’\u00a0\u2007\u2009\u202f]", "", number[0])
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", digits):
        digits = digits.replace(".", "")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", digits):
        digits = digits.replace(",", "")
    value, factor = Decimal(digits.replace(",", ".")), _factor(text, number.end())
    # «1 000 000 млн тг» is a slip for a million, not a million millions; «3 400 тыс. тг» is what it says
    return value if value >= (_REPEATS_THOUSAND if factor == 1000 else 1000) else value * factor


_REPEATS_THOUSAND: Final = 100_000  # a number so high beside «тыс.» repeats itself


def _factor(text: str, end: int) -> int:
    """What the number that ends there is multiplied by."""
    return next((factor for scale, factor in _SCALES if scale.match(text, end)), 1)


def _unit(text: str, number: re.Match[str]) -> str | None:
    """The word after the number, its case ending («70-тен»), its scale («3 мың») and the comparator left aside."""
    scaled = next((said for scale, _ in _SCALES if (said := scale.match(text, number.end()))), number)
    found = _UNIT.match(text, scaled.end())
    return unit_of(found["unit"]) if found else None


def unit_of(word: str) -> str | None:
    """The unit that a word is, whatever its ending; None for a word that is none.

    >>> unit_of("адамнан"), unit_of("человека"), unit_of("процентов"), unit_of("чел"), unit_of("емес")
    ('адам', 'человек', '%', 'человек', None)
    """
    said = word.casefold()
    if said in _NOT_UNITS:
        return None
    return next((unit for stem, unit in _UNITS.items() if said.startswith(stem) and len(said) <= len(stem) + 6), word)


# --- the quantity of a cell -----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)  # the same few values stand in every report
def quantity(text: str) -> Quantity | None:
    """The one quantity in a cell; None if the cell is blank or a dash.

    >>> said = quantity("70-тен кем емес")
    >>> said.value, said.comparator, said.unit
    (Decimal('70'), '>=', None)
    >>> quantity("140адам").unit, quantity("64,50 %").value, quantity("10 (әр семинар бойынша)").value
    ('адам', Decimal('64.50'), Decimal('10'))
    >>> quantity("5/1").parts, quantity("Әр дәріске 30-дан кем емес").per_event, quantity("үш топ").value
    ((Decimal('5'), Decimal('1')), True, Decimal('3'))
    >>> quantity("20-25 адам").value, quantity("20-25 адам").upto
    (Decimal('20'), Decimal('25'))

    Raises CellUnclear if there are words but no number, several numbers, a range that runs backwards, or a date.
    """
    if is_blank(text):
        return None
    said = " ".join(_NOTE_MARK.sub("", text).split())
    if _DATE.search(said):
        raise CellUnclear("date", said)
    counting = _NOT_A_COUNT.sub(lambda other: "№" * len(other[0]), said)
    main = _BRACKETS.sub(" ", counting).strip() or counting.strip("() ")
    if _MISREAD.search(main):
        raise CellUnclear("no_number", said)
    found = _spelled(main) if not any(map(str.isdigit, main)) else _ranged(main, said) or _counted(main, said)
    if found is None:
        raise CellUnclear("no_number", said)
    return replace(found, per_event=True) if _EACH.search(main) else found


def _counted(main: str, said: str) -> Quantity | None:
    """A quantity in digits, a list of them or a group; None if no number counts anything."""
    found = list(_NUMBER.finditer(main))
    if not found:
        return None
    values = tuple(_value(number, main) for number in found)
    sign = comparator(main)
    if _TIMES.search(main):
        raise CellUnclear("several_numbers", said)
    if len(found) == 1:
        return Quantity(values[0], sign, _unit(main, found[0]))
    if _OF_MEMBERS.search(main):
        return Quantity(values[1], sign, _unit(main, found[1]))
    if _is_list(main, found):
        return Quantity(values[0], sign, _unit(main, found[0]), values)
    if explained := _EXPLAINED.match(main):
        return Quantity(values[0], comparator(explained[0]), _unit(main, found[0]), values)
    raise CellUnclear("several_numbers", said)


_OF_MEMBERS: Final = re.compile(r"\d+\s+\w+[нд]а?е?н тұратын\s+(?=\d)")  # «5 адамнан тұратын 1 топ»: one group, of five
_EXPLAINED: Final = re.compile(r"^\D*[\d ]+\s*[^\W\d]+\s*[-–—:]\s+")  # «2 топ – кемінде 6 адамнан»
_LISTED: Final = re.compile(r"[^\d/,;()]{0,24}(?P<mark>[/,])\s*")  # what may stand between two numbers of a list


def _is_list(text: str, numbers: Sequence[re.Match[str]]) -> bool:
    """Whether strokes part all the numbers, or commas all the things."""
    between = [_LISTED.fullmatch(text, one.end(), other.start()) for one, other in itertools.pairwise(numbers)]
    marks = {mark["mark"] if mark else None for mark in between}
    if marks == {"/"}:
        return not re.search(r"\w", text[: numbers[0].start()]) or comparator(text) != "="
    units = [_unit(text, number) for number in numbers]
    return marks == {","} and all(unit is not None and not unit.casefold().startswith(_PEOPLE) for unit in units)


_RANGE: Final = re.compile(
    r"(?<![\w/.,])(?P<low>\d[\d \u00a0]*)\s*[-–—]\s*(?P<high>\d[\d \u00a0]*)(?![\w/.,]\d)(?!\d)"
    r"|\bот\s+(?P<from>\d[\d \u00a0]*)\s*(?:\w+\.?\s+)?до\s+(?P<to>\d[\d \u00a0]*)"
    r"|(?P<kkfrom>\d+)\s*-?\s*[дтн][ае]н\s+(?P<kkto>\d+)\s*-?\s*[гғқк][еа]\s+дейін",
    re.IGNORECASE,
)


def _ranged(main: str, said: str) -> Quantity | None:
    """A range: at least its lower end, and `upto` the higher; a bound beside it asks for one end only.

    >>> _ranged("от 20 до 25 человек", "").upto, _ranged("не более 20-25", "").value, _ranged("70", "")
    (Decimal('25'), Decimal('25'), None)
    """
    found = _RANGE.search(main)
    if found is None:
        return None
    low, high = (Decimal(re.sub(r"\D", "", end)) for end in found.groups() if end)
    if (
        low >= high
        or (low in _YEARS and high in _YEARS)
        or _NUMBER.search(main[: found.start()])
        or _NUMBER.search(main, found.end())
    ):
        raise CellUnclear("range", said)
    unit = _unit(main, found)
    sign = comparator(f"{main[: found.start()]}1 {main[found.end() :]}")
    if sign == "=":
        return Quantity(low, ">=", unit, upto=high)
    return Quantity(high if sign == "<=" else low, sign, unit)


_YEARS: Final = range(1990, 2100)
_CASE: Final = re.compile(r"[-–]?(?:[дт][ае]н|н[ае]н)$")


def _spelled(main: str) -> Quantity | None:
    """A quantity in words, if the cell is nothing else: «үш топ», «не менее пяти семинаров», «он екі адам»."""
    said = main.casefold().strip(" .")
    sign = comparator(said)
    for _, words in _BOUNDS:
        said = words.sub(" ", said)
    words_left = _EACH.sub(" ", said).split()
    value, taken = 0, 0
    for word in words_left:
        one = _NUMERALS.get(word, _NUMERALS.get(_CASE.sub("", word)))
        if one is None:
            break
        value = (value or 1) * one if one in (100, 1000, 1_000_000) and 0 < value < one else value + one
        taken += 1
    rest = words_left[taken:]
    if taken == 0 or len(rest) > _WORDS_OF_A_UNIT:
        return None
    return Quantity(Decimal(value), sign, unit_of(rest[0]) if rest else None)


_WORDS_OF_A_UNIT: Final = 1


# --- amounts, and numbers in sentences ---------------------------------------------------------------------------


def amount_kzt(text: str) -> Decimal | None:
    """The amount of money, in tenge; None if blank. What stands in brackets repeats it in words.

    >>> amount_kzt("18 300 000 (он сегіз миллион үш жүз мың) тг"), amount_kzt("10,5 млн тенге")
    (Decimal('18300000'), Decimal('10500000.0'))
    >>> amount_kzt("8 миллионов 350 тысяч тенге")
    Decimal('8350000')

    Raises CellUnclear if there is no number.
    """
    if is_blank(text):
        return None
    main = _BRACKETS.sub(" ", text)
    found = _NUMBER.search(main)
    if found is None:
        raise CellUnclear("no_number", text)
    value, factor = _value(found, main), _factor(main, found.end())
    for less in _NUMBER.finditer(main, found.end()):  # «8 млн 350 тыс.»
        smaller = _factor(main, less.end())
        if not 1 < smaller < factor or len(main[found.end() : less.start()].split()) > 1:
            break
        value, factor, found = value + _value(less, main), smaller, less
    return value


def scaled(said: Quantity, text: str, unit: str) -> Quantity:
    """A quantity of a cell whose unit stands elsewhere, «тыс. тенге»: in whole units.

    A cell that says its scale, or a number that no project reaches in thousands or millions, is in whole units already.

    >>> [int(scaled(Quantity(Decimal(n)), str(n), "тыс. тенге").value) for n in (3100, 3_100_000)]
    [3100000, 3100000]
    >>> scaled(Quantity(Decimal("3.2")), "3,2", "млн тг").value, scaled(Quantity(Decimal(70)), "70", "адам").value
    (Decimal('3200000.0'), Decimal('70'))
    """
    scale, factor = next((one for one in _SCALES if one[0].search(unit)), (None, 1))
    is_whole = scale is None or scale.search(text) is not None or said.value * factor >= _BEYOND
    return said if is_whole else replace(said, value=said.value * factor)


_BEYOND: Final = 10**9  # no project has so many tenge, or people


def first_number(text: str) -> Decimal | None:
    """The first number of a sentence that begins with it or counts people; None if there is none.

    >>> first_number("312 ауылдың жастары үйренді"), first_number("жастар қатысты")
    (Decimal('312'), None)
    """
    main = _BRACKETS.sub(" ", text)
    found = _NUMBER.search(main)
    return _value(found, main) if found else None


_TWO_NUMBERS: Final = re.compile(r"(?!\d{1,3}(?:[ \u00a0\n]\d{3})+$)\d+(?:\s+\d+)+")
_OF_PEOPLE: Final = re.compile(
    r"(\d[\d \u00a0]*)\s*(?:қатысушы|адам|азамат|тұрғын|студент|оқушы|жас(?!т)|жастар|бала|человек|чел\b|участник|жител|граждан|студент|школьник|молод)",
    re.IGNORECASE,
)


_OF_THINGS: Final = re.compile(rf"\s*[\d \u00a0]*\d\s*(?:{'|'.join(WORDS['not_people']['stems'])})", re.IGNORECASE)


def people_count(text: str) -> Decimal | None:
    """The number of people that a sentence gives: the one before a word for people, else its first number.

    Where that counts groups or other things, «40 семей (132 человека)», only a word for people tells, be it in brackets.

    None if there is none, nothing but things, or nothing but several: a number that a scan has parted, or two of them.

    >>> people_count("12 өтінім келді, 4 310 қатысушы білім алды"), people_count("312 ауылдың жастары"), people_count("4 0")
    (Decimal('4310'), Decimal('312'), None)
    """
    main = _BRACKETS.sub(" ", text)
    if _TWO_NUMBERS.fullmatch(main.strip()):
        return None
    of_things = _OF_THINGS.match(main)
    said = [Decimal(re.sub(r"\D", "", found[1])) for found in _OF_PEOPLE.finditer(text if of_things else main)]
    if of_things:
        return said[0] if said else None
    first = first_number(main)
    return said[0] if said and (first is None or first not in said) else first


# --- stacks: several values in one cell -------------------------------------------------------------------

_VALUE_WORDS: Final = re.compile(
    r"орындал|выполнен|^(?:иә|ия|да|бар|есть|\+|✓|v)$|өткізіл|проведен|достигнут|жүзеге ас", re.IGNORECASE
)
_NEXT_VALUE: Final = re.compile(r"(?<=\))\s+(?=\d)")  # «5 (…) 450 адам» is two values


def is_value(text: str) -> bool:
    """Whether a line of a stack can stand by itself as a value: a number, a dash, or a word like «орындалды».

    >>> is_value("2-ден кем емес"), is_value("-"), is_value("орындалды"), is_value("3 адамнан тұратын"), is_value("үш")
    (True, True, True, False, True)
    """
    said = text.strip()
    if said.casefold() in DASHES or _VALUE_WORDS.search(said):
        return True
    if not any(map(str.isdigit, said)):
        return said.casefold() in _NUMERALS
    return bool(_NUMBER.search(said)) and not said.endswith(("тұратын", "из", "по", ","))


_BEGINS_AS_VALUE: Final = re.compile(
    r"(?:кемінде|не менее(?: чем)?|не более(?: чем)?|кем дегенде|минимум|около|порядка|свыше|более|[≥≤>~+]=?|до|от)?\s*\d[\d \u00a0]*(?![-–]?(?:ші|шы|й|я|е|го)\b)"
)


def looks_like_value(text: str) -> bool:
    """Whether a cell holds a value rather than a name: it begins with a number, a comparator or "each".

    >>> looks_like_value("10 (әр семинар бойынша)"), looks_like_value("Кемінде 10"), looks_like_value("4-ші курс")
    (True, True, False)
    """
    said = text.strip().casefold()
    if said in DASHES or _BEGINS_AS_VALUE.match(said):
        return True
    each = _EACH.search(said)
    return bool(each and each.start() <= _BEFORE_EACH and _NUMBER.search(said))


_BEFORE_EACH: Final = 3  # letters: «на каждое мероприятие 30 человек»


def split_values(line: str) -> list[str]:
    """The values printed on one line: set apart by two or more spaces, or begun anew after a bracket.

    >>> split_values("6 (әр ауданда -2 рет)  3 ( бір маман ) 450 адам  75%")
    ['6 (әр ауданда -2 рет)', '3 ( бір маман )', '450 адам', '75%']
    """
    chunks = [chunk for chunk in re.split(r"\s{2,}", line.strip()) if chunk]
    return [value for chunk in chunks for value in _NEXT_VALUE.split(chunk)]
