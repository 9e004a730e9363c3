"""The rules, a file a subject, in the order in which they are shown."""

from __future__ import annotations

from etl.checks import RULES, Outcome
from etl.records import Report
from etl.rules import completeness, dates, money, people, places, plan, settlements, text  # noqa: F401  importing registers; the order is shown


def check(report: Report) -> tuple[Outcome, ...]:
    """The outcome of every rule, also of those that passed or had nothing to check."""
    return tuple(known.apply(report) for known in RULES.values())
