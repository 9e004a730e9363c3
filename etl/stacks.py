"""Names, plans and facts that stand in stacks, one cell each -> triples, paired only where the pairing is certain."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from etl.cells import is_value, split_values
from etl.mended import mended, unhyphened

_BULLET: Final = re.compile(r"^\s*(?:[-–—·•*]|\d{1,2}[.)])\s+")
_ITEM: Final = re.compile(r"(\d{1,2})[.)]\s+")
_ITEM_WITHIN: Final = re.compile(r"(?<!\S)\d{1,2}[.)]\s+(?=\S)")
_GOES_ON: Final = re.compile(r"[a-zа-яәіңғүұқөһё(]")
_MOST_GLUED: Final = 24  # ways of parting one cell that are tried
_GLUED: Final = 3  # values without a mark between them, for them to be no one value
_LEVEL: Final = re.compile(
    r"деңгей|денгей|қанағат|канагат|үлес|сауалнама|уров|доля|удовлетвор|анкет|процент|пайыз", re.IGNORECASE
)
_PEOPLE: Final = re.compile(r"[қк]атысушы|адам|[қк]амт|бенефициар|тыңдаушы|тұрғын|жастар|оқушы|студент", re.IGNORECASE)
_ONE_SIZE: Final = 5  # times that a fact may be its plan, or a plan its fact, where only counting pairs them
_MOST_WAYS: Final = 4096  # more pairings than that of one stack are not tried
_TWO_SPACES: Final = re.compile(r"\S[^\S\n]{2,}\S")
_NUMBERS: Final = re.compile(r"[\d\s.,]+")
_BOUNDS: Final = re.compile(
    r"кемінде|кем дегенде|не (?:менее|более)(?: чем)?|[-–](?:ден|дан|тен|тан|нен|нан)\b|(?<=\w)(?:нан|нен)\b|(?:кем|артық|көп) емес"
)
_BARE_NUMBER: Final = re.compile(r"[\d\s]+")

_BEFORE_WORD: Final = r"(?:\s+|(?<=[а-яёәіңғүұқөһ)]))(?=[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ])"
_BEFORE_CAPITAL: Final = r"(?:\s+|(?<=[а-яёәіңғүұқөһ)]))(?=[А-ЯЁӘІҢҒҮҰҚӨҺ])"
# One value by itself: a number with what bounds, counts and explains it, a dash, or a word like «орындалды».
_ATOM: Final = re.compile(
    r"""
    (?: (?:әр(?:бір)?|кажд\w+)\s+\w+\s+ )?
    (?: (?:кемінде|кем\sдегенде|не\s(?:менее|более)(?:\sчем)?|≥|>|до)\s* )?
    \d+(?:[.,]\d+)?(?:/\d+)*
    (?: \s*% | [-–][^\W\d]{2,3}(?!\w) )?
    (?: \s*(?!кем\s|кемемес|артықемес|\w*(?:ады|еді|йді|ды|ді|ты|ті|но|ны|ть)(?!\w)|әр\s|кемінде|не\s|до\s)[а-яёәіңғүұқөһ][\w-]*\.?(?:/[а-яёәіңғүұқөһ]+)? )?
    (?: \s*(?:кем\s?емес|артық\s?емес|көп\s?емес|астам|артық) )?
    (?: \s*\([^)]*\) )?
  | [-–—](?=\s|$)
  | [а-яёәіңғүұқөһ]\w+(?=\s|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)


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


def parted(name: str, plan: str, fact: str) -> list[Triple] | None:
    """The triples of stacks that nothing parts: each new name begins with a capital, each value is whole in itself.

    None if the numbers of names, plans and facts do not agree in exactly one way.

    >>> [tuple(said[:3]) for said in parted("Пост Буклет Фото есеп", "20 500 дана 3-тен кем емес", "20 500 дана 4")]
    [('Пост', '20', '20'), ('Буклет', '500 дана', '500 дана'), ('Фото есеп', '3-тен кем емес', '4')]
    """
    found: list[list[Triple]] = []
    for names in [_spaced(name)] if len(_spaced(name)) > 1 else [_groups(name), *_capitals(name)]:
        for plans, facts in itertools.product(_ways(plan, len(names)), _ways(fact, len(names))):
            if all(map(_plausible, plans, facts)):
                found.append([Triple(*said) for said in zip(names, plans, facts, strict=True)])
    if len(found) > 1:
        found = [triples for triples in found if all(map(_unit_fits, triples))]
    return found[0] if len(found) == 1 and len(found[0]) > 1 else None


def _unit_fits(said: Triple) -> bool:
    """Whether per cent stands beside a level or a share, and people beside a name of people."""
    values = f"{said.plan} {said.fact}"
    return ("%" not in values or bool(_LEVEL.search(said.name))) and (
        " адам" not in values or bool(_PEOPLE.search(said.name))
    )


def glued_names(name: str, plan: str, fact: str) -> list[str]:
    """The names of a stack that only capitals part, beside stacks that nothing parts; the name itself if it is none."""
    ways = _capitals(name)
    glued = all("  " not in cell and "\n" not in cell and len(_atoms(cell)) >= _GLUED for cell in (plan, fact))
    return min(ways, key=len) if ways and glued and len(_spaced(name)) == 1 else [name]


def _plausible(plan: str | None, fact: str | None) -> bool:
    """Whether a plan and a fact may be of one indicator: of one sort, and of one size."""
    if plan is None or fact is None or "-" in (plan, fact):
        return True
    one, other = (re.search(r"\d+", re.sub(r"\s", "", mended(value))) for value in (plan, fact))
    if one is None or other is None:
        return one is other
    small, large = sorted((int(one[0]), int(other[0])))
    sorts = ("%" not in plan + fact or "%" in fact) and ("/" in plan) == ("/" in fact)
    return sorts and large <= _ONE_SIZE * max(small, 1)


def _spaced(name: str) -> list[str]:
    """Names of one line that double spaces part."""
    return [part for part in re.split(r"\s{2,}", name.strip()) if part] if "\n" not in name.strip() else []


@lru_cache(maxsize=4096)
def looks_stacked(cell: str) -> bool:
    """Whether a line holds several values with nothing between them but a space.

    >>> looks_stacked("20 500 3-тен кем емес"), looks_stacked("10 (әр топта)"), looks_stacked("10\\n5")
    (True, False, False)
    """
    return "\n" not in cell and " " in cell and len(_ATOM.findall(mended(" ".join(cell.split())))) > 1


def _capitals(cell: str) -> list[list[str]]:
    """Names that follow each other without a mark, parted before capitals: before abbreviations too, or not."""
    if len(_lines(cell)) > 1:
        return []
    line = " ".join(cell.split())
    ways = [re.split(pattern, line) for pattern in (_BEFORE_WORD, _BEFORE_CAPITAL)]
    return [way for at, way in enumerate(ways) if len(way) > 1 and way not in ways[:at]]


def whole_values(cell: str, count: int) -> list[str | None] | None:
    """The values of a cell, if they are that many and can be told in one way only; a blank cell is as many blanks."""
    ways = _ways(cell, count)
    return ways[0] if len(ways) == 1 else None


def _ways(cell: str, count: int) -> list[list[str | None]]:
    """The ways in which a cell is that many values: neighbours may be one number with its thousands apart."""
    if not cell.strip():
        return [[None] * count]
    values = _atoms(cell)
    thousands = [at for at in range(len(values) - 1) if _are_thousands(values[at], values[at + 1])]
    certain = {at for at in thousands if values[at + 1].startswith("0")}
    joints = itertools.combinations(thousands, len(values) - count) if len(values) >= count else ()
    return [_joined(values, way) for way in itertools.islice(joints, _MOST_GLUED) if certain <= set(way)]


def _atoms(cell: str) -> list[str]:
    """The values of a cell, each whole in itself, thousands still apart; none if it holds anything else."""
    line = unhyphened(" ".join(cell.split()))
    spans = [found.span() for found in _ATOM.finditer(mended(line))]
    between = [line[end:start] for (_, end), (start, _) in itertools.pairwise([(0, 0), *spans, (len(line), len(line))])]
    return [] if any(rest.strip() for rest in between) else [line[start:end] for start, end in spans]


def _are_thousands(value: str, following: str) -> bool:
    """Whether two neighbours may be one number with its thousands apart."""
    return bool(re.fullmatch(r"(?:\D+ )?\d{1,3}", value) and re.match(r"\d{3}(?!\d)", following))


def _joined(values: Sequence[str], before: Sequence[int]) -> list[str | None]:
    joined: list[str | None] = []
    for at, value in enumerate(values):
        if at - 1 in before:
            joined[-1] = f"{joined[-1]} {value}"
        else:
            joined.append(value)
    return joined


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
    elif len(names) == len(plans) and 0 < len(facts) < len(plans):
        told = _with_some_missing(plans, facts)
        yield from (Triple(*said, said[2] is not None) for said in zip(names, plans, told, strict=True))
    elif len(names) == len(plans):
        yield from (Triple(name, plan, None, is_certain=False) for name, plan in zip(names, plans, strict=True))
    elif len(plans) == len(facts) and len(plans) < len(names):
        yield from (
            Triple(name, *_at(plans, facts, position), is_certain=position >= len(plans))
            for position, name in enumerate(names)
        )
    else:
        yield from (Triple(name, None, None, is_certain=False) for name in names)


def _at(plans: Sequence[str], facts: Sequence[str], position: int) -> tuple[str | None, str | None]:
    return (plans[position], facts[position]) if position < len(plans) else (None, None)


def _with_some_missing(longer: Sequence[str], shorter: Sequence[str]) -> list[str | None]:
    """The values of a stack that lost some, beside those of one that lost none: what every possible pairing agrees on.

    Values pair if they are of one shape: the same unit, the same words in brackets. Bare numbers are all of one shape,
    so the gap may be anywhere among them; but a pairing in which more values are word for word the same is meant, and
    of neighbours that are so the last one lacks its value. Where no pairing is possible, a unit may be left out.
    """
    ways_to_lose = itertools.combinations(range(len(longer)), len(longer) - len(shorter))
    gaps = [missing for missing in itertools.islice(ways_to_lose, _MOST_WAYS) if not _before_its_like(missing, longer)]
    for fits in (_of_one_shape, _of_one_sort):
        ways = []
        for missing in gaps:
            left = iter(shorter)
            way = [None if at in missing else next(left) for at in range(len(longer))]
            if all(said is None or fits(value, said) for value, said in zip(longer, way, strict=True)):
                ways.append(way)
        if ways:
            same = [sum(_copied(value, said) for value, said in zip(longer, way, strict=True)) for way in ways]
            ways = [way for way, copied in zip(ways, same, strict=True) if copied > max(same) - 2]
            return [said[0] if len(set(said)) == 1 else None for said in zip(*ways, strict=True)]
    return [None] * len(longer)


def _before_its_like(missing: Sequence[int], values: Sequence[str]) -> bool:
    return any(
        at + 1 < len(values) and at + 1 not in missing and values[at] == values[at + 1] and not bare_number(values[at])
        for at in missing
    )


def _copied(value: str, said: str | None) -> int:
    """How much it tells that a value is word for word another: numbers without words may be the same by chance."""
    if value != said:
        return 0
    return 1 if bare_number(value) else 2


def _of_one_shape(plan: str, fact: str) -> bool:
    """Whether two values agree but for their numbers and what bounds them: in unit and in what stands in brackets."""
    one, other = _shape(plan), _shape(fact)
    return one == other or (bool(one) and bool(other) and fuzz.ratio(one, other) >= 75)


def _of_one_sort(plan: str, fact: str) -> bool:
    """As _of_one_shape(), but one of them may leave its unit out, save for per cent and for numbers in pairs."""
    one, other = _shape(plan), _shape(fact)
    marked = any(mark in one + other for mark in "%/") or _alone(plan) != _alone(fact)
    return _of_one_shape(plan, fact) or (not marked and not (one and other))


def _shape(value: str) -> str:
    return _NUMBERS.sub("", _BOUNDS.sub("", mended(value))).strip()


def _alone(value: str) -> bool:
    """Whether a value is words without a number."""
    return not any(map(str.isdigit, mended(value)))


def _lines(cell: str) -> list[str]:
    lines = [line for part in cell.split("\n") if (line := part.strip())]
    if len(lines) == 1 and lines[0].startswith("1"):
        lines = _items(lines[0])
    numbers = [found[1] for line in lines if (found := _ITEM.match(line))]
    if len(lines) > 1 and numbers == [str(number) for number in range(1, len(lines) + 1)]:
        return [_ITEM.sub("", line) for line in lines]  # a numbered list: its numbers are no values
    return lines


def _items(line: str) -> list[str]:
    """The items of a numbered list that stands on one line, with their numbers; the line itself if it is none.

    >>> _items("1. Сабақ 2. Жадынама"), _items("1. 12 2. 200 дана"), _items("12 2. 5")
    (['1. Сабақ', '2. Жадынама'], ['1. 12', '2. 200 дана'], ['12 2. 5'])
    """
    begins = [found.start() for found in _ITEM_WITHIN.finditer(line)]
    if begins[:1] != [0]:
        return [line]
    return [line[start:end].strip() for start, end in zip(begins, [*begins[1:], len(line)], strict=True)]


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
    if len(_items(cell.strip())) > 1 and "\n" not in cell.strip():
        return [_lines(cell)]  # its numbers say how it parts
    ways = [_spaced(cell), _lines(cell), _groups(cell)]
    if "\n" in cell.strip() and _TWO_SPACES.search(cell):
        return [
            way for way in ways[1:] if len(way) == 1
        ]  # two kinds of marks: which of them part names, nobody can tell
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
