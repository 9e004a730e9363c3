"""What the prose of the first section tells of activities that the main table leaves blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from etl.cells import people_count
from etl.document import Text
from etl.forms import Form
from etl.numbering import TASK
from etl.participants import SMALL_GRANTS
from etl.records import Activity, Report

_SPOKEN: Final = re.compile(
    r"(\d)\s*[-–]?\s*міндеттің\s+(\d)\s*[-–]?\s*ш[іы]\s+іс[- ]?шара|задач[аи]\s*№?\s*(\d)\W+мероприяти[ея]\s*№?\s*(?:\d\.)?(\d)",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"(?P<count>\d[\d \u00a0]*)\s*(?:адам|қатысушы|азамат)\w*\s+қатысты|қатысушылар\s*саны\s*[-–:]?\s*(?P<count2>\d[\d \u00a0]*)|участвовал\w*\s+(?P<count3>\d[\d \u00a0]*)\s*(?:чел|участник)|"
    r"(?P<count4>\d[\d \u00a0]*)\s*(?:человек|чел\.|участник\w*)\s+(?:приняли|участвовал|посетил)|"
    r"(?:приняли\s+участие|участие\s+приняли|посетили|количество\s+участников)\W+(?:\w+\s+){0,2}?(?P<count5>\d[\d \u00a0]*)",
    re.IGNORECASE,
)


def spoken_activities(report: Report) -> dict[tuple[int | None, int | None], list[Text]]:
    """Paragraphs of the first section by the task and activity whose heading stands above them."""
    found: dict[tuple[int | None, int | None], list[Text]] = {}
    current: tuple[int | None, int | None] | None = None
    for section in report.sections:
        if section.code != "activities":
            continue
        heading = _SPOKEN.match(section.text.words.strip())
        if heading:
            task, activity = (number for number in heading.groups() if number)
            current = (int(task), int(activity))
        elif TASK.match(section.text.words):
            current = None
        if current:
            found.setdefault(current, []).append(section.text)
    return found


def completed(report: Report, form: Form) -> Iterator[Activity]:
    """The activities of the main table, blank cells filled from the prose under the same task and number."""
    spoken = spoken_activities(report)
    for activity in report.activities:
        task = report.tasks[activity.task].no if activity.task is not None else None
        told = spoken.get((task, activity.no), [])
        if activity.participants is None and told and (people := _people(told)) is not None:
            filled = replace(activity, participants=people, participants_count=people_count(people.words))
        else:
            filled = activity
        counts_people = not _is_reach(activity, report, form)
        yield filled if filled.counts_people == counts_people else replace(filled, counts_people=counts_people)


def _is_reach(activity: Activity, report: Report, form: Form) -> bool:
    """Whether an activity counts people whom the project's own do not include: reach of media, people of small grants."""
    task = report.tasks[activity.task] if activity.task is not None else None
    if task is not None and task.is_fixed:
        found = form.fixed_tasks.start(task.title.line) or form.fixed_tasks.said(task.title.line)
        return found is not None and found[0] == "information"
    granted = {row.total for row in report.participants if row.scope == "small_grants"}
    return bool(SMALL_GRANTS.search(activity.title.line)) and activity.participants_count in granted


def _people(told: list[Text]) -> Text | None:
    for text in told:
        if found := _PEOPLE.search(text.words):
            return text._replace(words=found[0])
    return None
