"""Places: is it certain which are meant?"""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Fault, NothingToCheck, rule
from etl.records import Report


@rule("note", "doubt")
def place_ambiguous(report: Report) -> Iterator[Fault]:
    """A place that several districts could be has its region named with it."""
    yield from _told(report, "place_ambiguous")


@rule("note", "gap")
def place_nationwide(report: Report) -> Iterator[Fault]:
    """An activity in the whole country names the regions where it was held."""
    yield from _told(report, "place_nationwide")


def _told(report: Report, code: str) -> Iterator[Fault]:
    """What reading the places told; a report whose activities and events have none is not asked."""
    if not any(a.place for a in report.activities) and not any(e.place for e in report.events):
        raise NothingToCheck("activity_places")
    for trouble in report.troubles:
        if trouble.rule == code:
            yield Fault(trouble.values, trouble.place)
