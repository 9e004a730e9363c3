"""The numbers that Word itself prints before paragraphs of a list, which stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from etl.readers.docx_package import W

_VAL: Final = W + "val"
_PPR, _PSTYLE, _NUMPR, _NUM_ID, _LEVEL = (W + name for name in ("pPr", "pStyle", "numPr", "numId", "ilvl"))
_LEVELS: Final = 9
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET: Final = "•"


class _Level(NamedTuple):
    """How a level of a list is numbered. `text` has %1 … %9 where the numbers of the levels stand."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    is_all_decimal: bool = False


@dataclass(slots=True)
class _List:
    """A list as it is counted: lists made from one another go on with the same counters."""

    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


class _Numbered(NamedTuple):
    """A list as paragraphs name it: whose counters it uses, and where it begins anew."""

    of: _List
    own_levels: dict[int, _Level]
    begins_at: dict[int, int]


def numbers(
    body: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> Iterator[tuple[etree._Element, str]]:
    """Paragraphs with the number that is printed before each: «3.», «2.1», «1 міндет.»; a bullet is «•».

    Counted in reading order, by the document's lists and by the styles that belong to one.
    """
    if numbering is None:
        return
    lists = _lists(numbering)
    by_style = _by_style(styles)
    begun: set[str] = set()
    for properties in body.iter(_PPR):
        paragraph = properties.getparent()
        number_id, level = _list_of(properties, by_style)
        if paragraph is None or paragraph.tag != W + "p" or number_id not in lists:
            continue
        label = _next(lists[number_id], level, is_new=number_id not in begun)
        begun.add(number_id)
        if label:
            yield paragraph, label


def _list_of(properties: etree._Element, by_style: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and the level that a paragraph names, or its style for it; "" if none, or if the paragraph leaves it."""
    style = by_style.get(_value(properties.find(_PSTYLE)), ("", 0))
    own = properties.find(_NUMPR)
    if own is None:
        return style
    number_id = own.find(_NUM_ID)
    level = own.find(_LEVEL)
    return style[0] if number_id is None else _value(number_id), style[1] if level is None else _level_of(_value(level))


def _next(numbered: _Numbered, level: int, *, is_new: bool) -> str:
    """Count on at the level; what is printed before the paragraph."""
    counters = numbered.of.counters
    if is_new:
        for at, start in numbered.begins_at.items():
            counters[at] = start - 1
    levels = {**numbered.of.levels, **numbered.own_levels}
    shape = levels.get(level, _Level())
    counters[level] = counters.get(level, shape.start - 1) + 1
    for deeper in range(level + 1, _LEVELS):
        counters.pop(deeper, None)
    if shape.form == "bullet":
        return BULLET

    def printed(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        of = levels.get(at, _Level())
        return _said(counters.get(at, of.start), "decimal" if shape.is_all_decimal else of.form)

    return re.sub(r"%([1-9])", printed, shape.text).strip()


def _said(number: int, form: str) -> str:
    """A number in one of Word's numberings; those not listed here are printed as digits.

    >>> [_said(4, form) for form in ("decimal", "decimalZero", "upperRoman", "lowerLetter", "russianLower", "none")]
    ['4', '04', 'IV', 'd', 'г', '']
    """
    if form == "none":
        return ""
    if form.endswith("Roman"):
        return _cased(_roman(number), form)
    if form.endswith("Letter"):
        return _cased(_letter(number, "abcdefghijklmnopqrstuvwxyz"), form)
    if form.startswith("russian"):
        return _cased(_letter(number, _RUSSIAN), form.removeprefix("russian").lower())
    return f"{number:02}" if form == "decimalZero" else str(number)


def _cased(words: str, form: str) -> str:
    return words.upper() if form.startswith("upper") else words


def _roman(number: int) -> str:
    said = ""
    for value, letters in (*_ROMAN, *_ROMAN_UNITS):
        said += letters * (max(0, min(number, 3999)) // value)
        number %= value
    return said


def _letter(number: int, alphabet: str) -> str:
    """a … z, aa, bb: Word doubles the letter after the last."""
    at = max(0, min(number, 999) - 1)
    return alphabet[at % len(alphabet)] * (at // len(alphabet) + 1)


def _lists(numbering: etree._Element) -> dict[str, _Numbered]:
    """The document's lists by the id that paragraphs name them with."""
    shapes = {
        str(shape.get(W + "abstractNumId")): _List(dict(_levels(shape))) for shape in numbering.iter(W + "abstractNum")
    }
    found: dict[str, _Numbered] = {}
    for item in numbering.iter(W + "num"):
        of = shapes.get(_value(item.find(W + "abstractNumId")))
        if of is not None:
            found[str(item.get(W + "numId"))] = _Numbered(of, *_overrides(item))
    return found


def _overrides(item: etree._Element) -> tuple[dict[int, _Level], dict[int, int]]:
    levels: dict[int, _Level] = {}
    begins_at: dict[int, int] = {}
    for override in item.iter(W + "lvlOverride"):
        levels.update(_levels(override))
        start = override.find(W + "startOverride")
        if start is not None:
            begins_at[_level_of(str(override.get(_LEVEL)))] = _whole(_value(start), 1)
    return levels, begins_at


def _levels(shape: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in shape.iter(W + "lvl"):
        decimal = level.find(W + "isLgl")
        yield (
            _level_of(str(level.get(_LEVEL))),
            _Level(
                _value(level.find(W + "numFmt")) or "decimal",
                _value(level.find(W + "lvlText")),
                _whole(_value(level.find(W + "start")), 0 if level.find(W + "start") is None else 1),
                decimal is not None and _value(decimal) not in ("0", "false", "off"),
            ),
        )


def _by_style(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style that belongs to one."""
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iter(W + "style") if styles is not None else ():
        number = style.find(f"{_PPR}/{_NUMPR}")
        if number is not None:
            level = _level_of(_value(number.find(_LEVEL)))
            found[str(style.get(W + "styleId"))] = (_value(number.find(_NUM_ID)), level)
    return found


def _value(element: etree._Element | None) -> str:
    return str(element.get(_VAL, "")) if element is not None else ""


def _whole(text: str, default: int) -> int:
    return min(int(text), 32767) if text.isdecimal() and len(text) < 9 else default


def _level_of(text: str) -> int:
    return min(_whole(text, 0), _LEVELS - 1)
