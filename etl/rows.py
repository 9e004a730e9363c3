"""A checked report -> rows of the warehouse, by table: plain values that JSON and DuckDB both hold.

People's names and phones are masked in every text here; the words themselves go to private_contact alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from etl import kinds
from etl.cells import DateSpan, first_day, is_blank, last_day
from etl.checks import Outcome
from etl.document import Document, Place, Text
from etl.facts import number, plain
from etl.paper import paper_rows
from etl.passages import passages
from etl.people import MASK, masked
from etl.places import Found
from etl.records import (
    Activity,
    Effect,
    Event,
    Evidence,
    Indicator,
    Participants,
    Partner,
    Report,
    Risk,
    Row,
    Section,
    Stated,
    value,
)

CONTACTS_COMPARED = 3  # partners from which on a list of contacts is told from another's: one or two may work with all
Rows = dict[str, list[dict[str, Any]]]
_LISTED = (
    "report_partner",
    "report_risk",
    "report_event",
    "report_evidence",
    "report_proposal",
    "report_recommendation",
)


def as_rows(report: Report, outcomes: Iterable[Outcome], document: Document) -> Rows:
    """The report's rows without its identity: report_id, file and project are added where it enters a release."""
    names = _known_names(report)
    rows = _rows(report, outcomes, document, names)
    rows["source_cell"] = list(paper_rows(document, _places_read(rows)))
    public = {table: [_without(names, row) for row in listed] for table, listed in rows.items()} if names else rows
    return {**public, "private_contact": list(_private(report))}


def _known_names(report: Report) -> tuple[str, ...]:
    """The head as the report writes the name, and without its last word: elsewhere the patronymic is left out."""
    words = report.head.line.split() if report.head else []
    return (" ".join(words), " ".join(words[:2])) if len(words) >= 2 else ()


def _without(names: tuple[str, ...], row: dict[str, Any]) -> dict[str, Any]:
    if not any(isinstance(value, str) and name in value for value in row.values() for name in names):
        return row
    return {key: _hidden(names, value) if isinstance(value, str) else value for key, value in row.items()}


def _hidden(names: tuple[str, ...], text: str) -> str:
    for name in names:
        text = text.replace(name, MASK)
    return text


def _places_read(rows: Rows) -> set[str]:
    """The places that the values of the form's tables were read from."""
    return {
        str(value)
        for table, listed in rows.items()
        if (table.startswith("fact_") and table != "fact_check") or table in _LISTED
        for row in listed
        for column, value in row.items()
        if column.endswith("place") and value
    }


def _rows(report: Report, outcomes: Iterable[Outcome], document: Document, names: tuple[str, ...]) -> Rows:
    spot = _Spot({text.place: text.words for text in document.texts()}, names)
    return {
        "dim_report": [_report(report)],
        "bridge_report_region": list(_report_regions(report)),
        "bridge_report_district": list(_report_districts(report)),
        "fact_task": [
            {
                "task_seq": at,
                "task_no": task.no,
                "is_fixed": task.is_fixed,
                "title": _said(task.title),
                "title_place": str(task.title.place),
            }
            for at, task in enumerate(report.tasks, 1)
        ],
        "fact_activity": [_activity(at, activity) for at, activity in enumerate(report.activities, 1)],
        "bridge_activity_region": [
            row for at, activity in enumerate(report.activities, 1) for row in _activity_regions(at, activity, report)
        ],
        "fact_indicator": [_indicator(at, indicator, spot) for at, indicator in enumerate(report.indicators, 1)],
        "fact_effect": [_effect(effect) for effect in report.effects],
        "fact_participants": [row for participants in report.participants for row in _participants(participants)],
        "fact_check": list(check_rows(outcomes)),
        **_lists(report),
        "report_contact_list": list(_contact_list(report)),
        "report_passage": list(passages(document.texts())),
    }


def _report(report: Report) -> dict[str, Any]:
    dates = report.dates
    return {
        "form_code": report.form,
        "language_code": report.language,
        "organisation_name": _said(report.organisation),
        "project_title": _said(report.title),
        "project_goal": _said(report.goal),
        "contract_no": report.contract_no,
        "contract_date": report.contract_date,
        "period_start": _first(dates),
        "period_end": _last(dates),
        "period_text": _said(report.period),
        "period_kind": report.period_kind if report.period else None,
        "grant_kzt": number(report.grant_kzt),
        "report_year": report.year,
        "sphere_code": report.sphere,
        "deviation_text": _said(report.deviation),
        "claims_no_deviation": report.claims_no_deviation,
        "form_place": None,
        "organisation_place": _place(report.organisation),
        "title_place": _place(report.title),
        "goal_place": _place(report.goal),
        "contract_place": _place(report.contract),
        "period_place": _place(report.period),
        "grant_place": _place(report.grant),
        "deviation_place": _place(report.deviation),
    }


def _report_regions(report: Report) -> Iterator[dict[str, Any]]:
    for role, found in (("coverage", report.coverage), ("venue", report.venues)):
        for region, reported in dict.fromkeys((place.region, place.reported) for place in found):
            yield {"region_code": region, "reported_region_code": reported, "role": role}


def _report_districts(report: Report) -> Iterator[dict[str, Any]]:
    for role, found in (("coverage", report.coverage), ("venue", report.venues)):
        for district, region in dict.fromkeys((place.district, place.region) for place in found if place.district):
            yield {"district_code": district, "region_code": region, "role": role}


def _activity(at: int, activity: Activity) -> dict[str, Any]:
    dates = activity.dates
    return {
        "activity_seq": at,
        "task_seq": None if activity.task is None else activity.task + 1,
        "activity_no": activity.no,
        "title": _said(activity.title),
        "date_text": _said(activity.date),
        "date_start": _first(dates),
        "date_end": _last(dates),
        "date_precision": None if dates is None else "day" if len(dates.named) == 10 else "month",
        "year_inferred": dates is not None and dates.year_inferred,
        "place_text": _said(activity.place),
        "is_online": activity.is_online,
        "participants_text": _said(activity.participants),
        "participants_count": _whole(activity.participants_count),
        "counts_people": activity.counts_people,
        "result_text": _said(activity.result),
        "outcome_text": _said(activity.outcome),
        "title_place": str(activity.title.place),
        "date_place": _place(activity.date),
        "place_place": _place(activity.place),
        "participants_place": _place(activity.participants),
    }


def _activity_regions(at: int, activity: Activity, report: Report) -> Iterator[dict[str, Any]]:
    """The places that an activity names; one that names none takes the project's only region, and says so.

    One held in the whole country, or in a place that several could be, takes none.
    """
    regions = dict.fromkeys((place.region, place.reported) for place in report.coverage)
    for place in activity.found:
        yield _region(at, place, "venue")
    if activity.inherits_region and not activity.found and not activity.is_online and len(regions) == 1:
        [(region, reported)] = regions
        yield _region(at, Found(region, reported, None, "from_context", ""), "venue")


def _region(at: int, place: Found, role: str) -> dict[str, Any]:
    return {
        "activity_seq": at,
        "region_code": place.region,
        "reported_region_code": place.reported,
        "district_code": place.district,
        "role": role,
        "rule": place.rule,
        "words": place.words,
    }


@dataclass(frozen=True, slots=True)
class _Spot:
    """At which characters of its cell or paragraph, as the warehouse shows it, a text stands."""

    cells: dict[Place, str]
    names: tuple[str, ...]

    def characters(self, text: Text | None) -> str | None:
        """ "15-22"; None is all of it, or joined from several, or what a mask of somebody's name has swallowed."""
        if text is None or text.place.characters is None:
            return None
        begin, end = text.place.characters
        words = self.cells.get(text.place._replace(characters=None), "")
        shown = self._shown(words)
        if shown == words:
            return f"{begin}-{end}"
        before, said, after = (self._shown(part) for part in (words[:begin], words[begin:end], words[end:]))
        return f"{len(before)}-{len(before) + len(said)}" if before + said + after == shown else None

    def _shown(self, words: str) -> str:
        return _hidden(self.names, masked(words))


def _indicator(at: int, indicator: Indicator, spot: _Spot) -> dict[str, Any]:
    plan = indicator.plan.quantity if indicator.plan else None
    fact = indicator.fact.quantity if indicator.fact else None
    return {
        "indicator_seq": at,
        "task_seq": None if indicator.task is None else indicator.task + 1,
        "activity_seq": None if indicator.activity is None else indicator.activity + 1,
        "name": _said(indicator.name),
        "unit": indicator.unit,
        "kind_code": indicator.kind,
        "level_code": kinds.level(indicator.kind),
        "plan_value": number(plan.value) if plan else None,
        "plan_comparator": plan.comparator if plan else None,
        "plan_parts": [float(part) for part in plan.parts] if plan and plan.parts else None,
        "plan_per": "event" if plan and plan.per_event else None,
        "fact_value": number(fact.value) if fact else None,
        "fact_parts": [float(part) for part in fact.parts] if fact and fact.parts else None,
        "plan_text": _stated(indicator.plan),
        "fact_text": _stated(indicator.fact),
        "status": indicator.status,
        "source": indicator.source,
        "is_ambiguous": indicator.is_ambiguous,
        "name_place": str(indicator.name.place),
        "plan_place": _place(indicator.plan.text) if indicator.plan else None,
        "fact_place": _place(indicator.fact.text) if indicator.fact else None,
        "name_characters": spot.characters(indicator.name),
        "plan_characters": spot.characters(indicator.plan.text) if indicator.plan else None,
        "fact_characters": spot.characters(indicator.fact.text) if indicator.fact else None,
    }


UNITS = {
    "payroll_kzt": "kzt",
    "taxes_kzt": "kzt",
    "contribution_kzt": "kzt",
    "ngos": "organisation",
    "partners": "organisation_or_person",
}


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "effect_code": effect.code,
        "unit": UNITS.get(effect.code, "person"),
        "plan_value": number(value(effect.plan)),
        "fact_value": number(value(effect.fact)),
        "small_grants_value": number(effect.small_grants),
        "plan_text": masked(effect.plan.text.line) if effect.plan else None,
        "fact_text": masked(effect.fact.text.line) if effect.fact else None,
        "source": effect.source,
        "plan_place": _place(effect.plan.text) if effect.plan else None,
        "fact_place": _place(effect.fact.text) if effect.fact else None,
    }


def _participants(row: Participants) -> Iterator[dict[str, Any]]:
    for order, (category, count) in enumerate(row.counts.items(), 1):
        yield {
            "scope": row.scope,
            "dimension": row.dimension,
            "category": category,
            "category_order": order,
            "people_count": count.count,
            "cell_state": count.state,
            "declared_total_count": row.total,
            "place": str(count.place) if count.place else None,
            "total_place": str(row.total_place) if row.total_place else None,
        }


def check_rows(outcomes: Iterable[Outcome], after: int = 0) -> Iterator[dict[str, Any]]:
    """A row a fault; a rule without one has a row that says that it passed, or what it lacked. Numbered from `after` on."""
    at = after
    for outcome in outcomes:
        for fault in outcome.faults or (None,):
            at += 1
            yield {
                "check_seq": at,
                "rule": outcome.rule,
                "severity": outcome.severity,
                "kind": outcome.kind,
                "result": outcome.result,
                "lacking": outcome.lacking,
                "details": json.dumps(
                    {name: _detail(value) for name, value in fault.values.items()} if fault else {}, ensure_ascii=False
                ),
                "place": str(fault.place) if fault and fault.place else None,
                "other_place": str(fault.other_place) if fault and fault.other_place else None,
                "other_report_id": fault.other_report if fault else None,
            }


def _detail(value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_detail(item) for item in value]
    return masked(value) if isinstance(value, str) else plain(value)


def _lists(report: Report) -> Rows:
    """What a report lists, numbered as it stands there; what says nothing has no row, but its number."""
    return {
        "report_partner": _numbered("partner_seq", map(_partner, report.partners)),
        "report_risk": _numbered("risk_seq", map(_risk, report.risks)),
        "report_event": _numbered("event_seq", map(_event, report.events)),
        "report_evidence": _numbered("evidence_seq", map(_evidence, report.evidence)),
        "report_link": _numbered("link_seq", ({"url": link.words, "place": str(link.place)} for link in report.links)),
        "report_section": _numbered("section_seq", map(_section, report.sections)),
        "report_proposal": _numbered("proposal_seq", map(_proposal, report.proposals)),
        "report_recommendation": _numbered("recommendation_seq", map(_recommendation, report.recommendations)),
    }


def _numbered(column: str, rows: Iterable[dict[str, Any] | None]) -> list[dict[str, Any]]:
    return [{column: at, **row} for at, row in enumerate(rows, 1) if row is not None]


def _partner(partner: Partner) -> dict[str, Any]:
    return {"name": _said(partner.name), "role": _said(partner.role), "place": str(partner.name.place)}


def _risk(risk: Risk) -> dict[str, Any]:
    return {"risk": _said(risk.risk), "mitigation": _said(risk.mitigation), "place": str(risk.risk.place)}


def _event(event: Event) -> dict[str, Any]:
    return {
        "event_no": event.no,
        "title": _said(event.title),
        "event_date": _first(event.dates),
        "place_text": _said(event.place),
        "participants_count": _whole(event.participants_count),
        "categories_text": _said(event.categories),
        "completion_text": _said(event.completion),
        "documents_text": _said(event.documents),
        "appendix_no": event.appendix_no,
        "place": str(event.title.place),
    }


def _evidence(evidence: Evidence) -> dict[str, Any] | None:
    text = evidence.documents or evidence.task
    if text is None:
        return None
    return {
        "appendix_no": evidence.appendix_no,
        "task_text": _said(evidence.task),
        "documents_text": _said(evidence.documents),
        "place": str(text.place),
    }


def _section(section: Section) -> dict[str, Any] | None:
    if is_blank(section.text.words):
        return None
    return {"section": section.code, "words": _said(section.text), "place": str(section.text.place)}


def _proposal(row: Row) -> dict[str, Any]:
    return {
        **{name: _said(row.cells.get(name)) for name in ("area", "direction", "problem")},
        "budget_text": _said(row.cells.get("budget")),
        "grant_kind": _said(row.cells.get("grant_kind")),
        "expected_result": _said(row.cells.get("expected")),
        "place": _of_row(row),
    }


def _recommendation(row: Row) -> dict[str, Any]:
    said = {name: _said(row.cells.get(name)) for name in ("state_body", "recommendation", "letter")}
    return {**said, "place": _of_row(row)}


def _of_row(row: Row) -> str:
    """The place of a row: that of its first cell."""
    return str(next(iter(row.cells.values())).place)


def _contact_list(report: Report) -> Iterator[dict[str, Any]]:
    """The partners' phones and addresses as one hash, by which two organisations' lists can be told to be the same."""
    told = [partner.contact for partner in report.partners if partner.contact is not None]
    contacts = sorted({contact for text in told if (contact := re.sub(r"[^\w@]", "", text.words.lower()))})
    reachable = [contact for contact in contacts if "@" in contact or re.search(r"\d{5}", contact)]
    if len(reachable) >= CONTACTS_COMPARED:
        yield {
            "contact_count": len(reachable),
            "contacts_hash": hashlib.sha256(" ".join(reachable).encode()).hexdigest()[:16],
            "place": str(told[0].place),
        }


def _private(report: Report) -> Iterator[dict[str, Any]]:
    for kind, text in (("head", report.head), ("address", report.contacts)):
        if text is not None:
            yield {"kind": kind, "words": text.words, "place": str(text.place)}
    for phone in report.phones:
        yield {"kind": "phone", "words": phone, "place": _place(report.contacts)}
    for partner in report.partners:
        for kind, text in (("partner_contact", partner.contact), ("masked_words", partner.name)):
            if text is not None and not is_blank(text.words):
                yield {"kind": kind, "words": text.words, "place": str(text.place)}


def _said(text: Text | None) -> str | None:
    return None if text is None or is_blank(text.words) else masked(text.line)


def _stated(stated: Stated | None) -> str | None:
    return _said(stated.text) if stated else None


def _place(text: Text | None) -> str | None:
    place: Place | None = text.place if text else None
    return str(place) if place else None


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _first(dates: DateSpan | None) -> str | None:
    return first_day(dates.start).isoformat() if dates and dates.start else None


def _last(dates: DateSpan | None) -> str | None:
    return last_day(dates.end).isoformat() if dates and dates.end else None
