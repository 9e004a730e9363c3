"""A report and what the rules found in it -> plain facts: what `python -m etl parse --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from etl import places
from etl.cells import is_blank
from etl.checks import Outcome
from etl.document import Place, Text
from etl.records import Activity, Effect, Event, Indicator, Participants, Report, Stated, value

HEADER: Final = ("organisation", "head", "contacts", "title", "goal", "period", "grant", "contract", "deviation")


def as_facts(report: Report, outcomes: Sequence[Outcome] = ()) -> dict[str, Any]:
    """The report as JSON-ready values: texts with whitespace collapsed, numbers as numbers, null where it says nothing.

    `place` is "block/row/column" (or "block"), counted from 1; `line` is that of a text file. `header_places`: the same
    of the header's fields, with their characters where they are a part of the cell or paragraph: "12:15-22".
    """
    return {
        "form": report.form,
        "language": report.language,
        "organisation": {
            "name": _words(report.organisation),
            "head": _words(report.head),
            "phones": list(report.phones),
            "address": report.address,
            "place": _place(report.organisation),
        },
        "project": _project(report),
        "header_places": {name: where for name in HEADER if (where := _where(getattr(report, name))) is not None},
        "regions": places.regions(report.coverage, reported=True),
        "regions_today": places.regions(report.coverage),
        "venue_regions": places.regions(report.venues),
        "sphere_assigned": report.sphere,
        "tasks": [
            {"no": task.no, "title": task.title.line, "is_fixed": task.is_fixed, **_at(task.title)}
            for task in report.tasks
        ],
        "activities": [_activity(activity, report) for activity in report.activities],
        "indicators": [_indicator(indicator, report) for indicator in report.indicators],
        "effects": [_effect(effect) for effect in report.effects],
        "demographics": [_participants(row) for row in report.participants],
        "partners": [
            {"name": p.name.line, "role": _words(p.role), "contact": _words(p.contact), **_at(p.name)}
            for p in report.partners
        ],
        "risks": [
            {"risk": risk.risk.line, "mitigation": _words(risk.mitigation) or "", **_at(risk.risk)}
            for risk in report.risks
        ],
        "events": [_event(event) for event in report.events],
        "evidence": [
            {
                "appendix_no": e.appendix_no,
                "task": _words(e.task) or "",
                "documents": _words(e.documents) or "",
                **_at(e.documents or e.task),
            }
            for e in report.evidence
        ],
        "proposals": [{name: cell.line for name, cell in row.cells.items()} for row in report.proposals],
        "recommendations": [{name: cell.line for name, cell in row.cells.items()} for row in report.recommendations],
        "links": [link.words for link in report.links],
        "deviation_note": _words(report.deviation),
        "sections": [
            {"section": section.code, "words": section.text.line, **_at(section.text)} for section in report.sections
        ],
        "findings": [_finding(outcome, fault) for outcome in outcomes for fault in outcome.faults],
        "checks": [
            {"rule": o.rule, "severity": o.severity, "result": o.result, "lacking": o.lacking} for o in outcomes
        ],
    }


def _project(report: Report) -> dict[str, Any]:
    dates = report.dates
    return {
        "title": _words(report.title),
        "contract_no": report.contract_no,
        "contract_date": report.contract_date,
        "start": dates.start if dates else None,
        "end": dates.end if dates else None,
        "period_text": _words(report.period),
        "period_kind": report.period_kind,
        "grant_kzt": number(report.grant_kzt),
        "goal": _words(report.goal),
        "report_year": report.year,
        "place": _place(report.title),
    }


def _activity(activity: Activity, report: Report) -> dict[str, Any]:
    dates = activity.dates
    return {
        "task_no": report.tasks[activity.task].no if activity.task is not None else None,
        "no": activity.no,
        "title": activity.title.line,
        "date_text": _words(activity.date),
        "date_start": dates.start if dates else None,
        "date_end": dates.end if dates else None,
        "place_text": _words(activity.place),
        "participants_text": _words(activity.participants),
        "participants": number(activity.participants_count),
        "regions": places.regions(activity.found, reported=True),
        **_at(activity.title),
    }


def _indicator(indicator: Indicator, report: Report) -> dict[str, Any]:
    activity = report.activities[indicator.activity] if indicator.activity is not None else None
    plan = indicator.plan.quantity if indicator.plan else None
    fact = indicator.fact.quantity if indicator.fact else None
    return {
        "task_no": report.tasks[indicator.task].no if indicator.task is not None else None,
        "activity_no": activity.no if activity else None,
        "name": indicator.name.line,
        "plan_text": _stated(indicator.plan),
        "fact_text": _stated(indicator.fact),
        "plan": number(plan.value) if plan else None,
        "fact": number(fact.value) if fact else None,
        "parts": [number(part) for part in plan.parts] if plan and plan.parts else None,
        "unit": indicator.unit,
        "kind_assigned": indicator.kind,
        "comparator": plan.comparator if plan else None,
        "per": "event" if plan and plan.per_event else None,
        "plan_total": number(indicator.plan_total),
        "status": indicator.status,
        "source": indicator.source,
        "ambiguous": indicator.is_ambiguous,
        **_at(indicator.name),
        "plan_place": str(indicator.plan.text.place) if indicator.plan else None,
        "fact_place": str(indicator.fact.text.place) if indicator.fact else None,
        "characters": _characters(indicator.name),
        "plan_characters": _characters(indicator.plan.text) if indicator.plan else None,
        "fact_characters": _characters(indicator.fact.text) if indicator.fact else None,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "code": effect.code,
        "unit": effect.unit,
        "plan": number(value(effect.plan)),
        "fact": number(value(effect.fact)),
        "plan_text": effect.plan.text.line if effect.plan else None,
        "fact_text": effect.fact.text.line if effect.fact else None,
        "small_grants": number(effect.small_grants),
        "source": effect.source,
        "plan_place": str(effect.plan.text.place) if effect.plan else None,
        "fact_place": str(effect.fact.text.place) if effect.fact else None,
    }


def _participants(row: Participants) -> dict[str, Any]:
    return {
        "scope": row.scope,
        "dimension": row.dimension,
        "declared_total": row.total,
        "counts": {category: count.count for category, count in row.counts.items()},
        "states": {category: count.state for category, count in row.counts.items()},
        "place": str(row.total_place) if row.total_place else None,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "no": event.no,
        "title": event.title.line,
        "date": event.dates.start if event.dates else None,
        "place_text": _words(event.place),
        "participants": number(event.participants_count),
        "categories": _words(event.categories),
        "experts": _words(event.experts),
        "completion": _words(event.completion),
        "documents": _words(event.documents),
        "appendix_no": event.appendix_no,
        **_at(event.title),
    }


def _finding(outcome: Outcome, fault: Any) -> dict[str, Any]:
    return {
        "rule": outcome.rule,
        "severity": outcome.severity,
        "values": {name: plain(value) for name, value in fault.values.items()},
        "place": str(fault.place) if fault.place else None,
        "line": fault.place.line or None if fault.place else None,
        "other_place": str(fault.other_place) if fault.other_place else None,
    }


def plain(value: object) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def number(value: Decimal | None) -> int | float | None:
    """A whole number as int, another as float, None as None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _stated(stated: Stated | None) -> str | None:
    return None if stated is None or is_blank(stated.text.words) else stated.text.line


def _words(text: Text | None) -> str | None:
    return None if text is None or is_blank(text.words) else text.line


def _place(text: Text | None) -> str | None:
    return str(text.place) if text else None


def _where(text: Text | None) -> str | None:
    """The place with its characters, as `python -m etl show FILE --place` takes it."""
    span = _characters(text) if text else None
    return f"{text.place}:{span[0]}-{span[1]}" if text and span else _place(text)


def _characters(text: Text) -> list[int] | None:
    """From and up to which character of its cell or paragraph the words stand, counted from 0; null if they are all of it."""
    span = text.place.characters
    return list(span) if span else None


def _at(text: Text | None) -> dict[str, Any]:
    place: Place | None = text.place if text else None
    return {"place": str(place) if place else None, "line": place.line or None if place else None}
