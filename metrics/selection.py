"""What the reader chose to see: the filters that every question takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

Reading = Literal["declared", "counted"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose to see; an empty tuple is no filter. What each filter means: _selected_reports.sql.

    Lists are taken too, and one value alone: Selection(years=[2024], regions="KZ-33"). They are kept as tuples, so that
    equal selections are equal. An empty text (0 as a year) stands for "the report does not say". `reading` is which figure totals take where what a
    report declares and what its parts add up to are both known: the declared one, or the counted one.
    """

    years: Sequence[int] = ()
    regions: Sequence[str] = ()
    spheres: Sequence[str] = ()
    forms: Sequence[str] = ()
    languages: Sequence[str] = ()  # that the reports are written in
    organisations: Sequence[str] = ()
    projects: Sequence[str] = ()
    kinds: Sequence[str] = ()  # kinds of indicators: only these are judged
    people: Sequence[str] = ()  # categories of participants, as "age/59+"
    reading: Reading = "declared"

    def __post_init__(self) -> None:
        for filter_ in fields(self)[:-1]:
            chosen = getattr(self, filter_.name)
            if not isinstance(chosen, tuple):
                object.__setattr__(self, filter_.name, (chosen,) if isinstance(chosen, str | int) else tuple(chosen))

    def narrowed(self, name: str, code: object) -> Selection:
        """The same selection with one value of a filter alone; None is what reports do not say.

        >>> EVERYTHING.narrowed("years", "2024").years, EVERYTHING.narrowed("regions", None).regions
        ((2024,), ('',))
        """
        unsaid: object = 0 if name == "years" else ""
        value = unsaid if code is None else int(float(str(code))) if name == "years" else str(code)
        chosen: dict[str, Any] = {name: (value,)}
        return replace(self, **chosen)


EVERYTHING: Final = Selection()
