"""Numbers as people read them here: 15 755 000 ₸, 15,8 млн ₸, 82,9 %, −27, 07.11.2024, and "–" for what no report says.

The house style is the same in all three languages: a space between thousands, a comma before decimals, a minus sign
(as charts' axes have it), which is no hyphen.
"""

import datetime
from decimal import ROUND_HALF_UP, localcontext
from functools import cache, lru_cache
from numbers import Real
from typing import Any, Final

import pandas as pd
from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

ABSENT: Final = "–"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
LARGE: Final = (
    (1e9, "#,##0.##", {"kk": "млрд", "ru": "млрд", "en": "bn"}),
    (1e6, "#,##0.#", {"kk": "млн", "ru": "млн", "en": "mln"}),
)


def is_absent(value: Any) -> bool:
    """Whether the value is null in any of the ways that a DataFrame has; a list is never null."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def count(value: float | None) -> str:
    """Return a whole number, rounded: 15 755.

    >>> count(2315), count(-27), count(None)
    ('2\\xa0315', '−27', '–')
    """
    return _decimal(value, "#,##0")


def number(value: float | None) -> str:
    """Return a number with up to two decimals: 12,5.

    >>> number(12.5), number(70.0), number(-0.001)
    ('12,5', '70', '0')
    """
    return _decimal(value, "#,##0.##")


def rate(value: float | None) -> str:
    """Return so many to an inhabited unit, of which a column has the same decimals throughout: 59,10 below 465,23.

    >>> rate(59.1), rate(465.234), rate(0.0)
    ('59,10', '465,23', '0')
    """
    return "0" if value == 0 else _decimal(value, "#,##0.00")


def money(value: float | None) -> str:
    """Return a sum in tenge, to the tenge.

    >>> money(15755000)
    '15\\xa0755\\xa0000\\xa0₸'
    """
    return ABSENT if is_absent(value) else f"{count(value)}{NO_BREAK}₸"


def short_money(value: float | None, language: str) -> str:
    """Return a sum in tenge in millions or billions, for tiles and axes.

    >>> short_money(15755000, "ru"), short_money(24450000, "ru"), short_money(2.14e9, "en")
    ('15,8\\xa0млн\\xa0₸', '24,5\\xa0млн\\xa0₸', '2,14\\xa0bn\\xa0₸')
    """
    if value is None or is_absent(value):
        return ABSENT
    for size, pattern, named in LARGE:
        if abs(value) >= size:
            return f"{_decimal(value / size, pattern)}{NO_BREAK}{named.get(language, named['en'])}{NO_BREAK}₸"
    return money(value)


def percent(value: float | None) -> str:
    """Return a share that is given in per cent.

    >>> percent(82.94)
    '82,9\\xa0%'
    """
    return ABSENT if is_absent(value) else f"{_decimal(value, '#,##0.#')}{NO_BREAK}%"


def date(value: datetime.date | None) -> str:
    """Return a day: 07.11.2024."""
    return ABSENT if value is None or is_absent(value) else f"{value:%d.%m.%Y}"


def by_unit(column: str, value: object) -> str:
    """Return a value written by the unit that its column's name ends in; text as it is, lists joined.

    >>> by_unit("grant_kzt", 7000000), by_unit("reached_pct", 91.25), by_unit("report_year", 2023)
    ('7\\xa0000\\xa0000\\xa0₸', '91,3\\xa0%', '2023')
    """
    if is_absent(value):
        return ABSENT
    if isinstance(value, datetime.date):
        return date(value)
    if isinstance(value, bool | str) or column.endswith(PLAIN):
        return str(value)
    if isinstance(value, Real):
        return next((write for end, write in UNITS.items() if column.endswith(end)), number)(float(value))
    return ", ".join(str(part) for part in value) if hasattr(value, "__iter__") else str(value)


PLAIN: Final = ("_year", "_no", "_seq", "_code", "_place", "place")
PER_INHABITANTS: Final = ("per_million", "per_100000", "per_1000")
UNITS: Final = {
    "_kzt": money,
    "_per_direct": money,
    "_pct": percent,
    "_count": count,
    "_value": number,
    **dict.fromkeys(PER_INHABITANTS, rate),
}


@lru_cache(maxsize=10_000)  # a page writes the same numbers at every run
def _decimal(value: float | None, pattern: str) -> str:
    if value is None or is_absent(value):
        return ABSENT
    with localcontext(rounding=ROUND_HALF_UP):  # as Excel and the warehouse round; Python's 24,45 would be 24,4
        said = str(_pattern(pattern).apply(value, HOUSE))
    return "0" if said == f"{MINUS}0" else said  # what is rounded to nothing has no sign


HOUSE: Final = Locale("ru")


@cache
def _pattern(pattern: str) -> NumberPattern:
    """A pattern that is read once, for numbers above zero and below: a page writes hundreds of them."""
    return parse_pattern(f"{pattern};{MINUS}{pattern}")
