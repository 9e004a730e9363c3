"""What a report says, as frozen records: every value beside its words and its place.

None is "the report does not say", never 0. Dates are "YYYY-MM-DD", or "YYYY-MM" where no day is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from etl.cells import DateSpan, Quantity, Reason
from etl.document import Place, Text
from etl.places import Found

Status = Literal["met", "exceeded", "missed", "no_fact", "no_plan", "not_numeric"]
CellState = Literal["value", "dash", "blank", "lost", "unclear"]


class Stated(NamedTuple):
    """A plan or a fact: its words, and the quantity in them; `unclear` says why there is none."""

    text: Text
    quantity: Quantity | None
    unclear: Reason | None = None


def value(stated: Stated | None) -> Decimal | None:
    """The number of a plan or fact; None where it is not stated or cannot be read."""
    return stated.quantity.value if stated and stated.quantity else None


@dataclass(frozen=True, slots=True)
class Task:
    """A task. `no` is as printed, None for the two that every contract adds (`is_fixed`)."""

    no: int | None
    title: Text
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity; `task` is the position of its task in the report, None where it stands outside any."""

    task: int | None
    no: int | None
    title: Text
    date: Text | None = None
    dates: DateSpan | None = None
    place: Text | None = None
    is_online: bool = False
    found: tuple[Found, ...] = ()
    inherits_region: bool = True  # False: its place says something that the project's one region cannot stand for
    participants: Text | None = None
    participants_count: Decimal | None = None
    counts_people: bool = True  # False: reach of media, or people of small grants
    result: Text | None = None
    outcome: Text | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with plan and fact. `is_ambiguous`: its stack cannot be paired for certain.

    `plan_total`: what a plan for each event comes to; None where the number of events is not known.
    """

    task: int | None
    activity: int | None
    name: Text
    plan: Stated | None
    fact: Stated | None
    status: Status
    source: Literal["table", "narrative"] = "table"
    is_ambiguous: bool = False
    kind: str = "other"  # what it counts, assigned by etl/kinds.py once the report is complete
    plan_total: Decimal | None = None

    @property
    def unit(self) -> str | None:
        """The unit that the plan names, else the fact; None where neither does."""
        said = [stated.quantity.unit for stated in (self.plan, self.fact) if stated and stated.quantity]
        return next(filter(None, said), None)


@dataclass(frozen=True, slots=True)
class Effect:
    """A row of the effects table. `small_grants`: people of small grants named in the same cell, never added."""

    code: str
    unit: str | None
    plan: Stated | None
    fact: Stated | None
    small_grants: Decimal | None = None
    source: Literal["table", "narrative"] = "table"


@dataclass(frozen=True, slots=True)
class Count:
    """One cell of a table of participants; `count` is None unless `state` is "value"."""

    count: int | None
    state: CellState
    place: Place | None


@dataclass(frozen=True, slots=True)
class Participants:
    """One row of a table of participants: the project's own people, or those of its small grants."""

    scope: Literal["project", "small_grants"]
    dimension: str
    total: int | None
    total_place: Place | None
    counts: dict[str, Count]
    unlisted: int = 0  # people in bands of the paper that the form does not have


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner, with its role and contact as written."""

    name: Text
    role: Text | None = None
    contact: Text | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk and what is done against it (interim report)."""

    risk: Text
    mitigation: Text | None


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the interim report's table of events."""

    no: int | None
    title: Text
    date: Text | None
    dates: DateSpan | None
    place: Text | None
    participants: Text | None
    participants_count: Decimal | None
    categories: Text | None
    experts: Text | None
    completion: Text | None
    documents: Text | None
    appendix_no: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the interim report's table of appendices."""

    appendix_no: int | None
    task: Text | None
    documents: Text | None
    slipped_from: int | None = None  # the appendix beside which the paper prints these documents


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that is kept as written: its cells by field, blank ones left out."""

    cells: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph of prose and the section of the form that it stands in."""

    code: str
    text: Text
    activity: int | None = None  # the activity whose heading stands above it


class Trouble(NamedTuple):
    """Something that extraction could not read or put in order: a finding with its place."""

    rule: str
    values: Mapping[str, object]
    place: Place


@dataclass(slots=True)
class Told:
    """What the main table, or the prose of a form without one, tells of tasks and activities, in its order."""

    tasks: list[Task] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """One report, as far as it could be read."""

    form: str
    language: Literal["kk", "ru"]
    organisation: Text | None = None
    head: Text | None = None
    contacts: Text | None = None
    phones: tuple[str, ...] = ()
    address: str | None = None
    title: Text | None = None
    goal: Text | None = None
    contract_no: str | None = None
    contract_date: str | None = None
    contract: Text | None = None
    period: Text | None = None
    dates: DateSpan | None = None
    period_kind: str = "project"
    grant: Text | None = None
    grant_kzt: Decimal | None = None
    year: int | None = None
    sphere: str | None = None
    deviation: Text | None = None
    claims_no_deviation: bool | None = None
    coverage: tuple[Found, ...] = ()
    venues: tuple[Found, ...] = ()
    tasks: tuple[Task, ...] = ()
    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    effects: tuple[Effect, ...] = ()
    participants: tuple[Participants, ...] = ()
    partners: tuple[Partner, ...] = ()
    risks: tuple[Risk, ...] = ()
    events: tuple[Event, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    proposals: tuple[Row, ...] = ()
    recommendations: tuple[Row, ...] = ()
    links: tuple[Text, ...] = ()
    recognised: tuple[Text, ...] = ()  # cells and paragraphs that character recognition read from a picture
    unread: tuple[Text, ...] = ()  # objects of other programs in the paper
    unlined: tuple[Text, ...] = ()  # the first cell of each table whose columns and rows no line parts
    sections: tuple[Section, ...] = ()
    has_tables: frozenset[str] = field(default_factory=frozenset)
    troubles: tuple[Trouble, ...] = ()


def status(plan: Quantity | None, fact: Quantity | None, *, plan_said: bool, fact_said: bool) -> Status:
    """What became of an indicator; `*_said`: the cell has words, be they a number or not.

    A fact above the plan exceeds it, whatever the comparator, save for "at most": there it misses.
    A composite («5/1») is compared part by part: it misses if any part does. A planned range («20-25») is met by any
    fact within it; a fact that is a range is decided only where both its ends reach the plan, or both miss it.
    """
    if plan is None and fact is None:
        return "not_numeric" if plan_said or fact_said else "no_fact"
    if fact is None:
        return "not_numeric" if fact_said else "no_fact"
    if plan is None:
        return "not_numeric" if plan_said else "no_plan"
    lower, higher = _outcome(plan, fact), _outcome(plan, replace(fact, value=fact.upto or fact.value))
    if lower == higher:
        return lower
    return "not_numeric" if "missed" in (lower, higher) else "met"


def _outcome(plan: Quantity, fact: Quantity) -> Status:
    if plan.upto is not None and plan.value <= fact.value <= plan.upto:
        return "met"
    pairs = list(zip(plan.parts, fact.parts, strict=False)) if _composite(plan, fact) else [(plan.value, fact.value)]
    return _compared(pairs, at_most=plan.comparator == "<=")


def _composite(plan: Quantity, fact: Quantity) -> bool:
    return len(plan.parts) == len(fact.parts) >= 2


def _compared(pairs: list[tuple[Decimal, Decimal]], *, at_most: bool) -> Status:
    if at_most:
        return "met" if all(fact <= plan for plan, fact in pairs) else "missed"
    if any(fact < plan for plan, fact in pairs):
        return "missed"
    return "met" if all(fact == plan for plan, fact in pairs) else "exceeded"
