"""The rules that a report must obey, and what each found: passed, failed, or skipped for want of something.

A rule yields values and places, never sentences: display/words says them. No total in a report is not a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from etl.document import Place
from etl.records import Report

Severity = Literal["error", "warning", "note"]
Kind = Literal[
    "contradiction", "gap", "doubt"
]  # the paper contradicts itself; leaves something out; is hard to believe
Result = Literal["passed", "failed", "skipped"]


class NothingToCheck(Exception):  # noqa: N818  says what happened, as CellUnclear and ReportRefused do
    """The report lacks what the rule compares; says what, by a code that display has words for."""

    def __init__(self, lacking: str) -> None:
        super().__init__(f"the report lacks {lacking}")
        self.lacking = lacking


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule: the values that clash, by name, and where they stand."""

    values: Mapping[str, object]
    place: Place | None = None
    other_place: Place | None = None


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
class Rule:
    """A rule by its code: what it compares is in the docstring of its function."""

    code: str
    severity: Severity
    kind: Kind
    faults: Callable[[Report], Iterator[Fault]]

    def apply(self, report: Report) -> Outcome:
        """What the rule finds in the report."""
        try:
            faults = tuple(self.faults(report))
        except NothingToCheck as nothing:
            return Outcome(self.code, self.severity, self.kind, "skipped", lacking=nothing.lacking)
        return Outcome(self.code, self.severity, self.kind, "failed" if faults else "passed", faults)


RULES: dict[str, Rule] = {}


def rule(
    severity: Severity, kind: Kind
) -> Callable[[Callable[[Report], Iterator[Fault]]], Callable[[Report], Iterator[Fault]]]:
    """Register the decorated function as a rule named after it."""

    def register(faults: Callable[[Report], Iterator[Fault]]) -> Callable[[Report], Iterator[Fault]]:
        RULES[faults.__name__] = Rule(faults.__name__, severity, kind, faults)
        return faults

    return register
