"""Dates: inside the period, in order, and the same wherever they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from etl.cells import DateSpan, date_span, first_day, last_day
from etl.checks import Fault, NothingToCheck, rule
from etl.document import Text
from etl.forms import form
from etl.records import Activity, Event, Report

_YEAR = re.compile(
    r"\b(20[12]\d)(?:\s*[-–]\s*(20[12]\d))?\s*(?:-?\s*(?:шы|ші|ыншы|інші)\s*)?(?:жж?\b|жыл|гг?\b|год)", re.IGNORECASE
)


def _outside(dates: DateSpan, period: DateSpan) -> bool:
    """Whether a span begins before the period or ends after it; a month without a day is outside only as a whole.

    An end that is not named is not outside.
    """
    if last_day(dates.named) < first_day(period.named):
        return True
    return period.end is not None and first_day(dates.end or dates.named) > last_day(period.end)


def _period(report: Report) -> DateSpan:
    if report.dates is None or report.dates.start is None or report.dates.end is None:
        raise NothingToCheck("period")
    return report.dates


def _fault(dates: DateSpan, period: DateSpan, said: Text, report: Report) -> Fault:
    values = {
        "date": said.line,
        "start": dates.start,
        "end": dates.end,
        "period_start": period.start,
        "period_end": period.end,
    }
    return Fault(values, said.place, report.period.place if report.period else None)


@rule("error", "gap")
def period_stated(report: Report) -> Iterator[Fault]:
    """The report says when the project, or the reported time, begins and ends, in that order."""
    if "period" not in form(report.form).required:
        raise NothingToCheck("form_without_period")
    if report.dates is None or report.dates.start is None or report.dates.end is None:
        yield Fault(
            {"period": report.period.line if report.period else None}, report.period.place if report.period else None
        )


def _all_within_period(
    items: Sequence[Activity] | Sequence[Event], report: Report, lacking: NothingToCheck
) -> Iterator[Fault]:
    period = _period(report)
    dated = [(item.dates, item.date) for item in items if item.dates is not None and item.date is not None]
    if not dated:
        raise lacking
    for dates, said in dated:
        if _outside(dates, period):
            yield _fault(dates, period, said, report)


@rule("error", "contradiction")
def activities_within_period(report: Report) -> Iterator[Fault]:
    """Every activity takes place between the first and the last day of the period."""
    yield from _all_within_period(report.activities, report, NothingToCheck("activity_dates"))


@rule("error", "contradiction")
def events_within_period(report: Report) -> Iterator[Fault]:
    """Every event of the interim report's table took place in the time reported."""
    yield from _all_within_period(report.events, report, NothingToCheck("events"))


@rule("warning", "contradiction")
def prose_within_period(report: Report) -> Iterator[Fault]:
    """What an interim report counts in a named month happened in the time reported."""
    if form(report.form).period_kind != "reporting":
        raise NothingToCheck("interim_report")
    period = _period(report)
    for indicator in report.indicators:
        said = indicator.fact.text if indicator.fact else None
        dates = date_span(said.line, report.year) if said else None
        if said and dates and _outside(dates, period) and indicator.fact and indicator.fact.quantity:
            values = {
                "said": said.line,
                "value": indicator.fact.quantity.value,
                "start": dates.start,
                "period_end": period.end,
            }
            yield Fault(values, said.place, report.period.place if report.period else None)


@rule("error", "contradiction")
def dates_in_order(report: Report) -> Iterator[Fault]:
    """A date cell's end is not before its beginning."""
    if not any(activity.date for activity in report.activities):
        raise NothingToCheck("activity_dates")
    for trouble in report.troubles:
        if trouble.rule == "dates_in_order":
            yield Fault(trouble.values, trouble.place)


@rule("warning", "contradiction")
def text_dates_match(report: Report) -> Iterator[Fault]:
    """An activity's result tells of the same year as its date cell."""
    told = [a for a in report.activities if a.dates and a.date and a.result]
    if not told:
        raise NothingToCheck("activity_results")
    for activity in told:
        spoken = date_span(activity.result.line[:200]) if activity.result else None
        if (
            spoken
            and activity.dates
            and activity.date
            and activity.result
            and spoken.named[:4] != activity.dates.named[:4]
        ):
            same_days = spoken.named[4:] == activity.dates.named[4:]
            if same_days:
                yield Fault(
                    {"date": activity.date.line, "said": activity.result.line[:120]},
                    activity.date.place,
                    activity.result.place,
                )


@rule("warning", "contradiction")
def contract_before_work(report: Report) -> Iterator[Fault]:
    """No activity is dated before the contract was signed, nor did the period end before."""
    days = [(a.dates, a.date) for a in report.activities if a.dates and a.date and not a.dates.year_inferred]
    days += [(report.dates, report.period)] if report.dates and report.dates.end and report.period else []
    if report.contract_date is None or not days:
        raise NothingToCheck("contract_and_dates")
    signed = date.fromisoformat(report.contract_date)
    ended = [(dates, said) for dates, said in days if dates.end or not dates.is_open]
    before = [(last_day(dates.end or dates.named), dates, said) for dates, said in ended]
    early = [item for item in before if item[0] < signed]
    if early:
        _, dates, said = min(early, key=lambda item: item[0])
        values = {"contract": report.contract_date, "date": said.line, "start": dates.start, "end": dates.end}
        yield Fault(values, said.place, report.contract.place if report.contract else None)


@rule("warning", "contradiction")
def title_year_in_period(report: Report) -> Iterator[Fault]:
    """A year that the title names is one of the period's."""
    period = _period(report)
    found = _YEAR.search(report.title.line) if report.title else None
    if report.title is None or found is None:
        raise NothingToCheck("year_in_title")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < int(period.named[:4]) or first > int((period.end or period.named)[:4]):
        values = {"title": report.title.line[:160], "period_start": period.start, "period_end": period.end}
        yield Fault(values, report.title.place, report.period.place if report.period else None)
