"""One scale for all maps of a measure: five steps of one hue from pale to dark, zero palest, no data hatched."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Final

from display import numbers
from display.words import Words

RAMP: Final = ("#E3F1F4", "#B5DAE2", "#82C1CF", "#4C9DB1", "#1F7389", "#0B4F5E")  # zero, then the steps
CHOICE: Final = {0: (), 1: (5,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}  # steps -> of the ramp
STEPS: Final = 5
ROUND: Final = (1.0, 2.0, 2.5, 5.0)  # times a power of ten, what a step may be
DARK_INK: Final = "#0B1F26"
LIGHT_INK: Final = "#FFFFFF"
NO_DATA: Final = "#F1F5F9"  # under the hatching, in both themes, so that its ink is readable in both
HATCHING: Final = "#CBD5E1"
LEAST_CONTRAST: Final = 4.5  # WCAG AA for small text


@dataclass(frozen=True)
class Scale:
    """The steps of one measure, each from the bound before it, not included, to its own; in units of `divisor`."""

    column: str
    bounds: tuple[float, ...]  # the lower bound of the first step, then the upper ones
    divisor: float

    @classmethod
    def of(cls, column: str, values: Iterable[float]) -> "Scale":
        """Return the scale that holds all values above zero in at most five steps.

        The steps are of one width; but where most values would fall into one step, they hold equally many values.
        """
        above = sorted(float(value) for value in values if not numbers.is_absent(value) and value > 0)
        if not above:
            return cls(column, (0.0,), 1.0)
        divisor, is_whole = _divisor(column, above[-1]), column.endswith("_count")
        shown = [value / divisor for value in above]
        bounds = equal_steps(shown, is_whole)
        if 2 * max(_held(shown, bounds)) > len(shown) > STEPS:
            bounds = equal_parts(shown, is_whole)
        return cls(column, bounds, divisor)

    @property
    def step_count(self) -> int:
        """How many steps there are besides zero."""
        return len(self.bounds) - 1

    def fill(self, value: float | None) -> str | None:
        """Return the colour of a value; None where there is none."""
        if value is None or numbers.is_absent(value):
            return None
        if value <= 0:
            return RAMP[0]
        return RAMP[CHOICE[self.step_count][_step(float(value) / self.divisor, self.bounds)]]

    def short(self, value: float | None) -> str:
        """Return the value in the unit of the legend, as short as a label of a map must be."""
        if value is None or numbers.is_absent(value):
            return numbers.ABSENT
        shown = float(value) / self.divisor
        return numbers.number(round(shown, 1 if 0 < shown < 100 else 0))

    def unit(self, words: Words) -> str:
        """Return what the measure is called, with the unit of its figures: Grant, mln ₸."""
        named = (
            words[f"column.{self.column}"].removesuffix(", ₸")
            if self.divisor in UNITS
            else words[f"column.{self.column}"]
        )
        return words.say(f"scale.{UNITS[self.divisor]}", name=named) if self.divisor in UNITS else named


UNITS: Final = {1e3: "thousand", 1e6: "million", 1e9: "billion"}  # divisor -> its words


def _divisor(column: str, top: float) -> float:
    """Money is told in thousands, millions or billions of tenge: so that the largest has at most four digits."""
    if not column.endswith("_kzt"):
        return 1.0
    return next((size for size in (1e9, 1e6, 1e3) if top >= 5 * size), 1.0)


def equal_steps(shown: Sequence[float], is_whole: bool) -> tuple[float, ...]:
    """Return the bounds of at most five steps of one round width; of things that are counted, of a whole one.

    >>> equal_steps([3, 4, 12], is_whole=True), equal_steps([0.2, 1.1], is_whole=False)
    ((2.0, 4.0, 6.0, 8.0, 10.0, 12.0), (0.0, 0.25, 0.5, 0.75, 1.0, 1.25))
    """
    least, most = shown[0], shown[-1]
    for step in _round_steps((most - least) / STEPS, is_whole):
        first = ceil(round(least / step, 9)) - 1
        last = ceil(round(most / step, 9))
        if last - first <= STEPS:
            return tuple(round(at * step, 9) for at in range(first, last + 1))
    raise AssertionError("round steps grow without end")


def _round_steps(least: float, is_whole: bool) -> Iterator[float]:
    size = 10.0 ** floor(log10(least)) if least > 0 else 0.1
    while True:
        for step in (round(one * size, 9) for one in ROUND):
            if step >= round(least, 9) and (not is_whole or step.is_integer()):
                yield step
        size *= 10


def equal_parts(shown: Sequence[float], is_whole: bool) -> tuple[float, ...]:
    """Return the bounds of at most five steps that hold about equally many values, rounded to two digits.

    >>> equal_parts([12.6, 14.3, 15.1, 15.2, 19.6, 20.6, 20.7, 37.2, 52.0, 139.1], is_whole=False)
    (12.0, 15.0, 16.0, 21.0, 38.0, 140.0)
    """
    uppers = {_rounded(shown[ceil(len(shown) * part / STEPS) - 1], is_whole, ceil) for part in range(1, STEPS + 1)}
    low = _rounded(shown[0], is_whole, floor)
    return (low if low < shown[0] else 0.0, *sorted(uppers))


def _rounded(value: float, is_whole: bool, towards: Callable[[float], int]) -> float:
    """A value rounded up or down to two digits."""
    unit = 10.0 ** (floor(log10(value)) - 1)
    unit = max(unit, 1.0) if is_whole else unit
    return round(towards(round(value / unit, 9)) * unit, 9)


def _step(shown: float, bounds: Sequence[float]) -> int:
    """The step that a value falls into, counted from 0."""
    return min(max(bisect_left(bounds, round(shown, 9)), 1), len(bounds) - 1) - 1


def _held(shown: Sequence[float], bounds: Sequence[float]) -> list[int]:
    """How many values each step holds that holds any."""
    return list(Counter(_step(value, bounds) for value in shown).values())


def ink(fill: str | None) -> str:
    """Return the colour of words on a fill: light or dark, whichever stands out more.

    >>> ink(None), ink("#0B4F5E")
    ('#0B1F26', '#FFFFFF')
    """
    ground = fill or NO_DATA
    return max(DARK_INK, LIGHT_INK, key=lambda one: contrast(one, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legend(column: str, values: Iterable[float], words: Words) -> str:
    """Return the legend as HTML: what is measured and in which unit, then every colour with its values."""
    values = list(values)
    scale = Scale.of(column, values)
    known = [value for value in values if not numbers.is_absent(value)]
    entries = [(RAMP[0], "0")] if any(float(value) == 0 for value in known) else []
    entries += [(RAMP[at], _range(scale, number)) for number, at in enumerate(CHOICE[scale.step_count])]
    if len(known) < len(values):
        entries.append((HATCHED, words["scale.no_data"]))
    swatches = "".join(_swatch(colour, text) for colour, text in entries)
    return f'<div style="{_ROW}"><b>{escape(scale.unit(words))}</b>{swatches}</div>'


_ROW: Final = "display:flex;flex-wrap:wrap;gap:.25rem .9rem;align-items:center;font-size:.85rem"
_BOX: Final = "display:inline-block;width:1.6em;height:1em;border:1px solid #64748B;margin-right:.35em"
HATCHED: Final = f"repeating-linear-gradient(135deg,{HATCHING} 0 2px,{NO_DATA} 2px 6px)"


def _range(scale: Scale, number: int) -> str:
    """The values of one step: whole numbers from the first to the last, else from bound to bound."""
    low, high = scale.bounds[number], scale.bounds[number + 1]
    if not scale.column.endswith("_count"):
        return f"{numbers.number(low)}–{numbers.number(high)}"
    return numbers.count(high) if high - low == 1 else f"{numbers.count(low + 1)}–{numbers.count(high)}"


def _swatch(colour: str, text: str) -> str:
    box = f"{_BOX};background:{colour};vertical-align:-.12em"
    return f'<span style="white-space:nowrap"><i style="{box}"></i>{escape(text)}</span>'
