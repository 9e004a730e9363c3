"""Reports as a release holds them: what is compared between reports, long after their papers were read.

Places are keys of source_cell within the report. None is "the report does not say", never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeVar

from etl.wording import alike, fold

Number = int | float
Item = TypeVar("Item")
ONE_TITLE: Final = 88  # per cent alike: one activity in two reports, spelt or damaged otherwise
ONE_NAME: Final = 90
_STEM: Final = 5  # letters that two words of one root share
_COUNTED: Final = ("сани", "саны", "количеств", "числ", "жалпы", "барлыгы", "общ")  # of a label, not what is counted


class Total(NamedTuple):
    """A number that a report gives for the whole project, and its cell."""

    value: Number
    place: str | None


@dataclass(frozen=True, slots=True)
class FiledActivity:
    """An activity; `regions` are those that it names itself."""

    seq: int
    title: str
    title_place: str
    start: date | None = None
    end: date | None = None
    date_place: str | None = None
    regions: frozenset[str] = frozenset()
    place_place: str | None = None
    participants: Number | None = None
    participants_place: str | None = None


@dataclass(frozen=True, slots=True)
class FiledIndicator:
    """An indicator; `activity` is the number (seq) of its activity."""

    activity: int | None
    name: str
    name_place: str
    plan: Number | None = None
    plan_place: str | None = None
    fact: Number | None = None
    fact_place: str | None = None
    unit: str | None = None
    per_event: bool = False
    counts_participants: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A report as the release holds it. `totals` by name: effects by code, male, female, gender, status, age.

    `contradictions` are the rules that failed in it, notes left aside.
    """

    report_id: str
    form: str
    title: str | None = None
    title_place: str | None = None
    start: date | None = None
    end: date | None = None
    period_place: str | None = None
    grant: Number | None = None
    grant_place: str | None = None
    regions: frozenset[str] = frozenset()
    totals: dict[str, Total] = field(default_factory=dict)
    activities: tuple[FiledActivity, ...] = ()
    indicators: tuple[FiledIndicator, ...] = ()
    contradictions: frozenset[str] = frozenset()
    organisation: str | None = None
    organisation_place: str | None = None
    contract_no: str | None = None
    contract_place: str | None = None


Relation = Literal["resubmission", "interim_and_whole", "operator_and_final", "successive"]


@dataclass(frozen=True)
class Pair:
    """Two reports of one project, the one that counts less or came first as `earlier`."""

    earlier: Filed
    later: Filed

    @cached_property
    def relation(self) -> Relation:
        """What the two are to each other: `interim_and_whole` is an interim report and one that tells of the whole project."""
        earlier, later = self.earlier, self.later
        if earlier.form == later.form:
            is_same_time = (earlier.start, earlier.end) == (later.start, later.end)
            if is_same_time or (earlier.form != "interim" and self._overlap):
                return "resubmission"
            return "successive"
        return "interim_and_whole" if earlier.form == "interim" else "operator_and_final"

    @property
    def _overlap(self) -> bool:
        """Whether the periods overlap; a period that is not stated may be any."""
        begins, ends = (self.earlier.start, self.later.start), (self.earlier.end, self.later.end)
        return None in begins or None in ends or max(filter(None, begins)) <= min(filter(None, ends))

    @cached_property
    def activities(self) -> list[tuple[FiledActivity, FiledActivity]]:
        """Activities that both tell of, by their titles; a title that either has twice tells nothing."""
        return list(_matched(self.earlier.activities, self.later.activities))

    @cached_property
    def indicators(self) -> list[tuple[FiledIndicator, FiledIndicator]]:
        """Indicators of the matched activities that count one thing."""
        return [
            both
            for one, other in self.activities
            for both in _same_things(
                [i for i in self.earlier.indicators if i.activity == one.seq],
                [i for i in self.later.indicators if i.activity == other.seq],
            )
        ]


def _matched(
    earlier: tuple[FiledActivity, ...], later: tuple[FiledActivity, ...]
) -> Iterator[tuple[FiledActivity, FiledActivity]]:
    yield from _alone_together(earlier, later, lambda one, other: alike(one.title, other.title) >= ONE_TITLE)


def _same_things(
    earlier: list[FiledIndicator], later: list[FiledIndicator]
) -> Iterator[tuple[FiledIndicator, FiledIndicator]]:
    yield from _alone_together(earlier, later, _counts_one_thing)


def _alone_together(
    earlier: Sequence[Item], later: Sequence[Item], is_same: Callable[[Item, Item], bool]
) -> Iterator[tuple[Item, Item]]:
    """Items of which each is the only one that the other may be."""
    pairs = [(at, to) for at, one in enumerate(earlier) for to, other in enumerate(later) if is_same(one, other)]
    left, right = Counter(at for at, _ in pairs), Counter(to for _, to in pairs)
    for at, to in pairs:
        if left[at] == right[to] == 1:
            yield earlier[at], later[to]


def _counts_one_thing(one: FiledIndicator, other: FiledIndicator) -> bool:
    """One label; or a label and the noun that prose counts: «7 видеоролик» is the «Видеороликтер саны» of the table.

    A label of more than one noun («БАҚ-тағы жарияланымдар») may count less than the prose does: it is no match.
    """
    if one.counts_participants or other.counts_participants:
        return one.counts_participants and other.counts_participants
    if alike(one.name, other.name) >= ONE_NAME:
        return True
    nouns = [word for word in map(fold, other.name.split()) if not word.startswith(_COUNTED)]
    told = fold(one.name.split()[0])[:_STEM] if one.name.split() else ""
    return len(nouns) == 1 and len(told) == _STEM and nouns[0].startswith(told)


SharedKind = Literal["passages", "participants", "results", "links", "contacts", "contracts", "projects"]


class Shared(NamedTuple):
    """Something that a report has in common with a report of another project."""

    kind: SharedKind
    is_one_organisation: bool
    other_report: str
    values: dict[str, object]
    place: str | None
    other_place: str | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What could be compared in a report (`has`), and what of it a report of another project has too."""

    has: frozenset[SharedKind]
    shared: tuple[Shared, ...] = ()
