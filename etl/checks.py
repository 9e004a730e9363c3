"""The rules that reports must obey, and what each found: passed, failed, or skipped for want of something.

A rule yields values and places, never sentences: display/words says them. No total in a report is not a pass.
What a rule is asked of: one report, two reports of one project, or what a report shares with other projects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from etl.document import Place
from etl.filed import Neighbours, Pair
from etl.records import Report

Severity = Literal["error", "warning", "note"]
Kind = Literal[
    "contradiction", "gap", "doubt"
]  # the paper contradicts itself; leaves something out; is hard to believe
Result = Literal["passed", "failed", "skipped"]
Subject = TypeVar("Subject")
Faults = Callable[[Subject], Iterator["Fault"]]


class NothingToCheck(Exception):  # noqa: N818  says what happened, as CellUnclear and ReportRefused do
    """The report lacks what the rule compares; says what, by a code that display has words for."""

    def __init__(self, lacking: str) -> None:
        super().__init__(f"the report lacks {lacking}")
        self.lacking = lacking


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule: the values that clash, by name, and where they stand.

    `other_report` is the report that `other_place` stands in; None: the report itself.
    """

    values: Mapping[str, object]
    place: Place | str | None = None
    other_place: Place | str | None = None
    other_report: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule found in a report. `lacking` is set only when it was skipped, `faults` only when it failed."""

    rule: str
    severity: Severity
    kind: Kind
    result: Result
    faults: tuple[Fault, ...] = ()
    lacking: str | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule by its code: what it compares is in the docstring of its function."""

    code: str
    severity: Severity
    kind: Kind
    faults: Faults[Subject]

    @property
    def topic(self) -> str:
        """What the rule is about: people, money, plan, …, as its file in etl/rules is called."""
        return self.faults.__module__.rpartition(".")[2]

    def apply(self, subject: Subject) -> Outcome:
        """What the rule finds in a report, in two of one project, or in what a report shares with others."""
        try:
            faults = tuple(self.faults(subject))
        except NothingToCheck as nothing:
            return self.skipped(nothing.lacking)
        return Outcome(self.code, self.severity, self.kind, "failed" if faults else "passed", faults)

    def skipped(self, lacking: str) -> Outcome:
        """That the rule had nothing to compare."""
        return Outcome(self.code, self.severity, self.kind, "skipped", lacking=lacking)


RULES: dict[str, Rule[Report]] = {}  # within one report
OF_PROJECT: dict[str, Rule[Pair]] = {}  # between two reports of one project
ACROSS: dict[str, Rule[Neighbours]] = {}  # between reports of different projects


def _registering(
    rules: dict[str, Rule[Subject]], severity: Severity, kind: Kind
) -> Callable[[Faults[Subject]], Faults[Subject]]:
    def register(faults: Faults[Subject]) -> Faults[Subject]:
        code = faults.__name__
        rules[code] = Rule(code, severity, kind, faults)
        return faults

    return register


def rule(severity: Severity, kind: Kind) -> Callable[[Faults[Report]], Faults[Report]]:
    """Register the decorated function as a rule on one report, named after it."""
    return _registering(RULES, severity, kind)


def rule_of_project(severity: Severity, kind: Kind) -> Callable[[Faults[Pair]], Faults[Pair]]:
    """As rule(), on two reports of one project."""
    return _registering(OF_PROJECT, severity, kind)


def rule_across(severity: Severity, kind: Kind) -> Callable[[Faults[Neighbours]], Faults[Neighbours]]:
    """As rule(), on what a report shares with reports of other projects."""
    return _registering(ACROSS, severity, kind)
