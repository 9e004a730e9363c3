"""Where a report worked: the places of its activities, its venues, and the regions that it covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from etl import places
from etl.prose import Prose
from etl.records import Activity, Report, Trouble

_OFFICE: Final = re.compile(
    r"кабинет|каб\.|офис|кеңсе|көшесі|көш\.|ул\.|улиц|мкр|ықшам ?аудан|шағын ?аудан|даңғыл|проспект|пр-т|\bпр\.|үй\b|ғимарат|ш/а",
    re.IGNORECASE,
)


def with_coverage(report: Report, prose: Prose) -> Report:
    """The report with the places of its activities found, and the regions that it covers.

    A venue is not coverage: an office address of one region does not count where the activity names another. What an
    activity does not say it takes from the project.
    """
    near = _named_regions(report, prose)
    activities = [_with_places(activity, near, report.year) for activity in report.activities]
    venues = [place for activity in activities for place in activity.found]
    venues += [
        place
        for event in report.events
        if event.place
        for place in places.find(event.place.line, near=near, year=report.year)
    ]
    working = [place for activity in activities for place in _coverage(activity, near, report.year)]
    working += venues[len([p for a in activities for p in a.found]) :]
    coverage = working or [
        place
        for section in report.sections
        for place in places.find(section.text.line, near=near, year=report.year, prose=True)
    ]
    if not coverage and report.title:
        coverage = list(
            places.find(" ".join([report.title.line, report.goal.line if report.goal else ""]), year=report.year)
        )
    return replace(
        report,
        activities=tuple(activities),
        coverage=_once(coverage),
        venues=_once(venues),
        troubles=(*report.troubles, *_unclear_places(report, near)),
    )


def _unclear_places(report: Report, near: list[str]) -> Iterator[Trouble]:
    """What a review must decide: a name that several places bear, each once, and a place that is the whole country."""
    said = [*(activity.place for activity in report.activities), *(event.place for event in report.events)]
    cells = [place for place in said if place]
    told: set[places.Ambiguous] = set()
    for text, is_prose in [*((cell, False) for cell in cells), *((a.title, True) for a in report.activities)]:
        for unclear in places.ambiguous(text.line, near=near, prose=is_prose):
            if unclear not in told:
                values = {"words": unclear.words, "candidates": list(unclear.candidates)}
                yield Trouble("place_ambiguous", values, text.place)
            told.add(unclear)
    for cell in cells:
        if places.is_nationwide(cell.line) and not places.find(cell.line, near=near):
            yield Trouble("place_nationwide", {"said": cell.line[:160]}, cell.place)


def _named_regions(report: Report, prose: Prose) -> list[str]:
    """Regions named with their type word anywhere, the commonest first: they decide between districts of one name."""
    words = [text.line for text in (report.title, report.goal) if text]
    words += [activity.title.line for activity in report.activities]
    words += [activity.place.line for activity in report.activities if activity.place]
    words += [event.place.line for event in report.events if event.place]
    words += [section.text.line for section in prose.sections if "обл" in section.text.words.lower()]
    counted = Counter(place.region for said in words for place in places.find(said) if place.district is None)
    return [region for region, _ in counted.most_common()]


def _with_places(activity: Activity, near: list[str], year: int | None) -> Activity:
    if activity.place is None:
        return activity
    said = activity.place.line
    found = places.find(said, near=near, year=year)
    inherits = not (found or places.is_nationwide(said) or places.ambiguous(said, near=near))
    return replace(activity, found=found, inherits_region=inherits)


def _coverage(activity: Activity, near: list[str], year: int | None) -> tuple[places.Found, ...]:
    """The places that an activity works in: those it names, an office address aside where another region is named."""
    titled = places.find(activity.title.line, near=near, year=year, prose=True)
    if activity.place and _OFFICE.search(activity.place.line):
        elsewhere = {place.region for place in titled} or set(near[:1])
        return tuple(place for place in activity.found if place.region in elsewhere) or titled
    return (*activity.found, *titled)


def _once(found: Sequence[places.Found]) -> tuple[places.Found, ...]:
    seen: dict[tuple[str, str, str | None], places.Found] = {}
    for place in found:
        seen.setdefault((place.region, place.reported, place.district), place)
    return tuple(seen.values())
