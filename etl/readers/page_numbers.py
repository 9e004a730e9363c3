"""The numbers of pages that a dump prints between its lines: they count on by one, about as far apart as pages are long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ALONE: Final = re.compile(
    r" *[-–—]? *(\d{1,3}) *[-–—]? *|(?:стр(?:аница|\.)?|бет) *(\d{1,3}) *|(\d{1,3}) *[-–]?(?:ші|шы)? *бет *",
    re.IGNORECASE,
)
_SHORTEST_PAGE: Final = 12  # lines
_PAGES: Final = 3  # fewer numbers may count on by chance


def page_numbers(lines: Sequence[str]) -> set[int]:
    """The positions of the lines that number pages; none unless they do so from the first page to the last.

    With them go the blank lines that stand above each, or below each: these are of the page's end as well.

    >>> page = ["сөз"] * 20
    >>> sorted(page_numbers([*page, "1", *page, "2", *page, "3", *page])), page_numbers([*page, "7", *page, "8", *page])
    ([20, 41, 62], set())
    >>> sorted(page_numbers([*page, "", "- 1 -", *page, "", "- 2 -", *page, "", "- 3 -"]))
    [20, 21, 42, 43, 64, 65]
    """
    alone = [
        (at, int("".join(filter(None, found.groups()))))
        for at, line in enumerate(lines)
        if (found := _ALONE.fullmatch(line))
    ]
    chains = (_chain(alone, start) for start, (_, number) in enumerate(alone) if number in (1, 2))
    longest = max(chains, key=len, default=[])
    if len(longest) < _PAGES:
        return set()
    page = (longest[-1] - longest[0]) / (len(longest) - 1)
    covers = longest[0] <= 2.5 * page and len(lines) - longest[-1] <= 1.5 * page
    if not covers:
        return set()
    ends = set(longest)
    for step in (-1, 1):
        beside = [at + step for at in longest if 0 <= at + step < len(lines)]
        if not any(lines[at].strip(" ") for at in beside):
            ends.update(beside)
    return ends


def _chain(alone: Sequence[tuple[int, int]], start: int) -> list[int]:
    """The lines that count on from one: each the nearest to where the page before it was long enough to end again."""
    line, number = alone[start]
    chain = [line]
    while True:
        nexts = [at for at, other in alone if other == number + 1 and at - chain[-1] >= _SHORTEST_PAGE]
        if not nexts:
            return chain
        page = chain[-1] - chain[-2] if len(chain) > 1 else _SHORTEST_PAGE
        nearest = min(nexts, key=lambda at: abs(at - chain[-1] - page))
        if len(chain) > 1 and not page / 2 <= nearest - chain[-1] <= 2 * page:
            return chain
        chain.append(nearest)
        number += 1
