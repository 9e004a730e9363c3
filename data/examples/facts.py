"""What a report says before it is put on paper; changed only while contradictions are planted."""

from dataclasses import dataclass, field
from datetime import date

from data.examples.places import Region
from data.examples.themes import Both, Theme

Number = int | float
STATUSES = (
    "children", "youth", "civil_servants", "budget_workers", "disabled",
    "elderly_50plus", "unemployed", "ngo_representatives", "business", "other",
)  # fmt: skip
AGES = ("13-16", "17-22", "23-27", "28-32", "33-45", "46-58", "59+")


@dataclass(slots=True)
class Indicator:
    """One row of plan and fact; `per` and `parts` hold what stands beside the first number."""

    kind: str
    name: str
    plan: Number | None
    fact: Number | None
    plan_text: str
    fact_text: str
    comparator: str | None = "="
    unit: str | None = None
    plan_parts: tuple[int, ...] = ()
    fact_parts: tuple[int, ...] = ()


@dataclass(slots=True)
class Activity:
    task_no: int | None
    no: int
    kind: str
    title: str
    start: date
    end: date
    date_text: str
    date_start: str | None
    date_end: str | None
    place_text: str
    regions: tuple[str, ...]
    result: str
    outcome: str
    indicators: list[Indicator]
    participants: int | None = None
    participants_text: str = "-"


@dataclass(slots=True)
class Task:
    no: int | None
    title: str
    activities: list[Activity]


@dataclass(slots=True)
class Effect:
    code: str
    unit: str
    plan: int | None
    fact: int | None
    plan_text: str
    fact_lines: list[str]


@dataclass(slots=True)
class Demographic:
    scope: str
    dimension: str
    total: int | None
    counts: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    head: str
    short_head: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    role: str
    contact: str


@dataclass(slots=True)
class Event:
    no: int
    title: str
    day: date
    date_text: str
    place: str
    participants: int
    categories: str
    experts: str
    completion: str
    documents: str
    appendix_no: int


@dataclass(slots=True)
class Evidence:
    appendix_no: int
    task: str
    documents: str


@dataclass(frozen=True, slots=True)
class Risk:
    risk: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    what: str
    values: tuple[object, ...]
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Style:
    """How one grantee fills in a form; none of it changes a fact."""

    layout: str  # main table: rows | stacked | repeated | blank
    header: str  # paragraphs | table
    medium: str  # docx | xlsx | pdf | tabs | pipes | cells
    gap: str  # what parts thousands
    numbering: str  # how tasks and activities are numbered
    copied: bool  # facts are copied from plans, word by word
    quirks: frozenset[str]


@dataclass(slots=True)
class Report:
    name: str
    form: str
    language: str
    wording: str  # A | B | ru
    style: Style
    theme: Theme
    organisation: Organisation
    title: str
    contract_no: str
    contract_date: date
    start: date
    end: date
    period_text: str
    grant_kzt: int
    goal: str
    regions: tuple[Region, ...]
    tasks: list[Task]
    effects: list[Effect]
    demographics: list[Demographic]
    partners: list[Partner]
    links: list[str]
    deviation_note: str = ""
    media_reach: int = 0
    proposal_sum: str = ""
    risks: list[Risk] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    between: list[Contradiction] = field(default_factory=list)  # with another report of the project

    @property
    def activities(self) -> list[Activity]:
        return [activity for task in self.tasks for activity in task.activities]

    @property
    def indicators(self) -> list[Indicator]:
        return [indicator for activity in self.activities for indicator in activity.indicators]

    def say(self, both: Both) -> str:
        """The text in the language of the report."""
        return both.of(self.language)

    def effect(self, code: str) -> Effect:
        return next(effect for effect in self.effects if effect.code == code)

    def demographic(self, dimension: str) -> Demographic:
        return next(one for one in self.demographics if (one.scope, one.dimension) == ("project", dimension))


def status(indicator: Indicator) -> str:
    """The status that the comparison of plan and fact gives."""
    if indicator.plan is None and indicator.fact is None:
        wordy = any(c.isalpha() for c in indicator.fact_text)
        return "not_numeric" if wordy else "no_fact"
    if indicator.fact is None:
        return "no_fact"
    if indicator.plan is None:
        return "no_plan"
    if indicator.comparator == "<=":
        return "met" if indicator.fact <= indicator.plan else "missed"
    pairs = list(zip(indicator.plan_parts, indicator.fact_parts, strict=True))
    pairs = pairs or [(int(indicator.plan * 100), int(indicator.fact * 100))]
    if any(fact < plan for plan, fact in pairs):
        return "missed"
    return "exceeded" if any(fact > plan for plan, fact in pairs) else "met"
