"""The facts of a report in the shape of the golden files."""

import json
from typing import Any

from data.examples.facts import Activity, Contradiction, Effect, Indicator, Report, status

Facts = dict[str, Any]


def _plain(text: str) -> str | None:
    """The text with its white space collapsed; None for nothing or a dash."""
    collapsed = " ".join(text.split())
    return None if collapsed in ("", "-") else collapsed


def _indicator(activity: Activity, one: Indicator, source: str) -> Facts:
    facts: Facts = {
        "task_no": activity.task_no,
        "activity_no": activity.no,
        "name": one.name,
        "plan_text": _plain(one.plan_text),
        "fact_text": _plain(one.fact_text),
        "plan": one.plan,
        "fact": one.fact,
        "unit": one.unit,
        "comparator": one.comparator,
        "status": status(one),
        "source": source,
    }
    return facts | ({"parts": [one.plan_parts, one.fact_parts]} if one.plan_parts else {})


def _activity(report: Report, activity: Activity) -> Facts:
    return {
        "task_no": activity.task_no,
        "no": activity.no,
        "title": activity.title,
        "date_text": _plain(activity.date_text),
        "date_start": activity.date_start,
        "date_end": activity.date_end,
        "place_text": _plain(activity.place_text),
        "participants_text": _plain(activity.participants_text),
        "participants": activity.participants,
        "regions": sorted(activity.regions),
    }


def _effect(one: Effect) -> Facts:
    return {
        "code": one.code,
        "unit": one.unit,
        "plan": one.plan,
        "fact": one.fact,
        "plan_text": _plain(one.plan_text),
        "fact_text": _plain(" ".join(one.fact_lines)),
    }


def _head(report: Report) -> Facts:
    """Organisation and project; the operator's appendix names neither organisation, contract nor money."""
    who, nameless = report.organisation, report.form == "operator_project_info"
    told = report.form == "final"
    organisation = {
        "name": None if nameless else who.name,
        "head": who.head if told else None if nameless else who.short_head,
        "phones": [who.phone] if told else [],
        "address": who.address if told else None,
    }
    project = {
        "title": report.title,
        "contract_no": None if nameless else report.contract_no,
        "contract_date": None if nameless else report.contract_date.isoformat(),
        "start": None if nameless else report.start.isoformat(),
        "end": None if nameless else report.end.isoformat(),
        "period_text": None if nameless else report.period_text,
        "grant_kzt": None if nameless else report.grant_kzt,
        "goal": None if report.form == "interim" else report.goal,
    }
    return {"organisation": organisation, "project": project}


def _interim(report: Report) -> Facts:
    events = [
        {
            "no": one.no, "title": one.title, "date": one.day.isoformat(), "place": one.place,
            "participants": one.participants, "date_text": one.date_text, "categories": one.categories,
            "experts": one.experts, "completion": one.completion, "documents": one.documents,
            "appendix_no": one.appendix_no,
        }
        for one in report.events
    ]  # fmt: skip
    evidence = [
        {"appendix_no": one.appendix_no, "task": one.task, "documents": one.documents} for one in report.evidence
    ]
    return {
        "risks": [{"risk": one.risk, "mitigation": one.mitigation} for one in report.risks],
        "events": events,
        "evidence": evidence,
    }


def _demographics(report: Report) -> list[Facts]:
    return [
        {"scope": one.scope, "dimension": one.dimension, "declared_total": one.total, "counts": one.counts}
        for one in report.demographics
    ]


def _contradictions(planted: list[Contradiction]) -> list[Facts]:
    return [{"what": one.what, "values": list(one.values), "kind": one.kind, "where": one.where} for one in planted]


def truth(report: Report) -> Facts:
    """What a perfect reader would find in the report, and the contradictions planted in it."""
    source = "table" if report.form == "final" else "narrative"
    return {
        "form": report.form,
        "language": report.language,
        **_head(report),
        "regions": sorted(region.code for region in report.regions),
        "tasks": [{"no": task.no, "title": task.title} for task in report.tasks],
        "activities": [_activity(report, one) for one in report.activities],
        "indicators": [_indicator(a, one, source) for a in report.activities for one in a.indicators],
        "effects": [_effect(one) for one in report.effects],
        "demographics": _demographics(report),
        "partners": [{"name": one.name, "role": one.role, "contact": one.contact} for one in report.partners],
        **_interim(report),
        "links": [] if report.form == "interim" else report.links,
        "deviation_note": report.deviation_note or None,
        "contradictions": _contradictions(report.contradictions),
        **({"between": _contradictions(report.between)} if report.between else {}),
    }


def dumped(facts: Facts) -> str:
    """JSON with one record a line: small, and a change shows as one line."""
    lines = []
    for key, value in facts.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inside = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in value)
            lines.append(f" {json.dumps(key)}: [\n  {inside}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"
