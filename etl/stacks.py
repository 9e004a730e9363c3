"""Names, plans and facts that stand in stacks, one cell each -> triples, paired only where the pairing is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from etl.cells import is_value, split_values

_BULLET: Final = re.compile(r"^\s*(?:[-–—·•*]|\d{1,2}[.)])\s+")
_GOES_ON: Final = re.compile(r"[a-zа-яәіңғүұқөһё(]")
_BARE_NUMBER: Final = re.compile(r"[\d\s]+")


class Triple(NamedTuple):
    """One indicator's words; None where the stack has no value for it. `is_certain`: nothing else could be meant."""

    name: str
    plan: str | None
    fact: str | None
    is_certain: bool = True


class Leftover(NamedTuple):
    """Stacks whose lengths differ: how many of each there were."""

    names: int
    plans: int
    facts: int


def paired(name: str, plan: str, fact: str) -> list[Triple] | None:
    """The triples of three cells of one row; None if the stacks cannot be made equally long.

    A stack parts at line ends, at blank lines, or at double spaces; which of these is meant shows in that it gives
    every stack the same length.

    >>> paired("Фото\\nВидео", "10\\n1", "12\\n1")
    [Triple(name='Фото', plan='10', fact='12', is_certain=True), Triple(name='Видео', plan='1', fact='1', is_certain=True)]
    >>> paired("Фото  Видео  Пост", "10  1", "12  1") is None
    True
    """
    for names in _divisions(name):
        plans = _divided(plan, len(names))
        facts = _divided(fact, len(names))
        if plans is None or facts is None:
            continue
        return [Triple(*said) for said in zip(names, plans, facts, strict=True)]
    return None


def names_of(cell: str) -> list[str]:
    """The names of a cell, when no values tell how it parts: at blank lines if it has any, else at line ends.

    >>> names_of("Пост\\n\\nФото\\nесеп"), names_of("Пост\\nФото")
    (['Пост', 'Фото есеп'], ['Пост', 'Фото'])
    """
    groups = _groups(cell)
    return groups if len(groups) > 1 else _lines(cell)


def values_of(cell: str) -> list[str]:
    """The values of a cell, when no names tell how it parts."""
    lines = _lines(cell)
    return [value for line in lines for value in split_values(line)] if lines else []


def settle(names: Sequence[str], plans: Sequence[str], facts: Sequence[str]) -> Iterator[Triple]:
    """Triples of stacks of unequal length: equal ones in order, and what of the others is certain.

    Plans and facts of the same shape (the same unit, the same words in brackets) agree from the top and from the
    bottom; between these nothing is certain. Fewer values than names begin at the top, and say so.
    """
    if len(names) == len(plans) == len(facts):
        yield from (Triple(*said) for said in zip(names, plans, facts, strict=True))
    elif len(names) == len(plans):
        yield from _with_facts_missing(names, plans, facts)
    elif len(plans) == len(facts) and len(plans) < len(names):
        yield from (
            Triple(name, *_at(plans, facts, position), is_certain=position >= len(plans))
            for position, name in enumerate(names)
        )
    else:
        yield from (Triple(name, None, None, is_certain=False) for name in names)


def _at(plans: Sequence[str], facts: Sequence[str], position: int) -> tuple[str | None, str | None]:
    return (plans[position], facts[position]) if position < len(plans) else (None, None)


def _with_facts_missing(names: Sequence[str], plans: Sequence[str], facts: Sequence[str]) -> Iterator[Triple]:
    top = 0
    while top < min(len(plans), len(facts)) and _of_one_shape(plans[top], facts[top]):
        top += 1
    bottom = 0
    while bottom < min(len(plans), len(facts)) and _of_one_shape(plans[-1 - bottom], facts[-1 - bottom]):
        bottom += 1
    disputed = facts[len(facts) - bottom : top]
    if any(map(bare_number, disputed)):  # bare numbers are all of one shape: the gap may be anywhere among them
        top, bottom = len(facts) - bottom, len(facts) - top
    else:
        bottom = min(bottom, len(facts) - top)
    for position, (name, plan) in enumerate(zip(names, plans, strict=True)):
        from_end = len(plans) - position
        if position < top:
            yield Triple(name, plan, facts[position])
        elif from_end <= bottom:
            yield Triple(name, plan, facts[-from_end])
        else:
            yield Triple(name, plan, None, is_certain=False)


def _of_one_shape(plan: str, fact: str) -> bool:
    """Whether two values agree but for their numbers: in unit and in what stands in brackets."""
    one, other = (re.sub(r"[\d\s.,]+", "", value) for value in (plan, fact))
    return one == other or (bool(one) and bool(other) and fuzz.ratio(one, other) >= 75)


def _lines(cell: str) -> list[str]:
    return [line for part in cell.split("\n") if (line := part.strip())]


def _groups(cell: str) -> list[str]:
    """Lines joined where the next goes on in lower case and no blank line parts them."""
    groups: list[str] = []
    blank = True
    for part in cell.split("\n"):
        line = part.strip()
        if not line:
            blank = True
        elif blank or not _GOES_ON.match(line):
            groups.append(_BULLET.sub("", line))
            blank = False
        else:
            groups[-1] += f" {line}"
    return groups


def _divisions(cell: str) -> list[list[str]]:
    """The ways in which a stack of names may part, the finest first."""
    ways = [_lines(cell), _groups(cell)]
    if "\n" not in cell.strip():
        ways.insert(0, [part for part in re.split(r"\s{2,}", cell.strip()) if part])
    distinct = {tuple(way): way for way in ways if way}
    return sorted(distinct.values(), key=len, reverse=True)


def _divided(cell: str, count: int) -> list[str | None] | None:
    """The values of a cell in `count` parts; None if it cannot be told how. A blank cell is as many blanks."""
    if not cell.strip():
        return [None] * count
    lines = _lines(cell)
    values = [value for line in lines for value in split_values(line)]
    if count == 1:
        one = sum(map(is_value, values)) <= 1 or (len(lines) == 1 and len(values) == 1)
        return [" ".join(lines)] if one else None
    for way in (lines, values, _groups(cell)):
        if len(way) == count:
            return list(way)
    return _split_groups(cell, count)


def _split_groups(cell: str, count: int) -> list[str | None] | None:
    """Groups parted further at line ends between two whole values, if that gives the count and in one way only."""
    parts: list[str] = []
    for group in re.split(r"\n\s*\n", cell):
        lines = _lines(group)
        joined: list[str] = []
        for line in lines:
            if joined and not (is_value(joined[-1]) and is_value(line)):
                joined[-1] += f" {line}"
            else:
                joined.append(line)
        parts.extend(joined)
    return list(parts) if len(parts) == count else None


def bare_number(text: str) -> bool:
    """Whether the text is nothing but a number: a value that slipped among names."""
    return bool(_BARE_NUMBER.fullmatch(text.strip())) and any(letter.isdigit() for letter in text)
