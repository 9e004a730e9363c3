"""Completeness: are the cells that the form requires filled, and is there proof?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place
from etl.facts import number
from etl.forms import form
from etl.records import Activity, Report, value
from etl.wording import fold_words

LEAST_SURE_PCT = 60  # of a recognised word; Tesseract is surer of nine words in ten that it reads right
_PUBLISHED = re.compile(  # not «поступило», not «сабақ»
    r"(?<!\w)(?:пост(?!уп|оян|ав|р)|макала|жарияланым|баспас|бак(?!\w{3})|публикац|стать|сми(?!\w)|\w*(?:сюжет|видео)|бейне)"
)


@rule("error", "gap")
def header_complete(report: Report) -> Iterator[Fault]:
    """The header names organisation, head, contacts, title, period, sum and contract."""
    missing = [name for name in form(report.form).required if getattr(report, name) is None]
    if missing:
        yield Fault({"missing": missing}, report.title.place if report.title else None)
    if report.contacts is not None and report.address is None:
        yield Fault({"missing": ["address"], "said": report.contacts.line}, report.contacts.place)


@rule("note", "gap")
def project_identified(report: Report) -> Iterator[Fault]:
    """Organisation or contract tells which project it is; else reports of one project cannot be brought together."""
    if report.contract_no is None and (report.organisation is None or report.title is None):
        yield Fault(
            {"contract": None, "organisation": report.organisation is not None, "title": report.title is not None},
            report.title.place if report.title else None,
        )


@rule("warning", "gap")
def activity_cells_filled(report: Report) -> Iterator[Fault]:
    """Every activity has its date, and in the final report its place and number of participants."""
    own = [a for a in report.activities if a.task is None or not report.tasks[a.task].is_fixed]
    asked = form(report.form).required_of_activities
    if not own or not asked:
        raise NothingToCheck("activities")
    for field in asked:
        blank = [a for a in own if getattr(a, field) is None]
        if blank:
            names = [_number(a, report, alone=len({a.no for a in own}) == len(own)) for a in blank]
            yield Fault({"field": field, "activities": names}, blank[0].title.place)


def _number(activity: Activity, report: Report, *, alone: bool) -> int | str | None:
    """An activity's number, with its task's where activities are numbered anew in each task."""
    if alone or activity.task is None:
        return activity.no
    return f"{report.tasks[activity.task].no}.{activity.no}"


@rule("warning", "gap")
def participants_filled(report: Report) -> Iterator[Fault]:
    """A table of participants has one clear number, or at least a dash, under every heading."""
    tables = report.has_tables & {"gender", "status", "age"}
    if not tables:
        raise NothingToCheck("tables_of_participants")
    for row in report.participants:
        lost = [category for category, count in row.counts.items() if count.state == "lost"]
        if lost:
            headings = len(row.counts) + 1
            yield Fault(
                {
                    "scope": row.scope,
                    "dimension": row.dimension,
                    "headings": headings,
                    "cells": headings - len(lost),
                    "lost": lost,
                },
                row.total_place,
            )
        unclear = {category: count for category, count in row.counts.items() if count.state == "unclear"}
        if unclear:
            values = {"scope": row.scope, "dimension": row.dimension, "unclear": list(unclear)}
            yield Fault(values, next(count.place for count in unclear.values()))
    empty = sorted(
        tables - {row.dimension for row in report.participants if any(c.count is not None for c in row.counts.values())}
    )
    if empty:
        yield Fault({"empty": empty})


@rule("warning", "gap")
def effects_filled(report: Report) -> Iterator[Fault]:
    """Every row of the effects table has plan and fact; a dash is not a number."""
    if "effects" not in report.has_tables:
        raise NothingToCheck("effects")
    blank = [e for e in report.effects if value(e.plan) is None and value(e.fact) is None]
    if blank:
        place = next((stated.text.place for e in blank for stated in (e.plan, e.fact) if stated), None)
        yield Fault({"effects": [e.code for e in blank]}, place)


@rule("note", "gap")
def evidence_links_given(report: Report) -> Iterator[Fault]:
    """Posts, articles and videos that are counted can be looked up: the report gives at least one link."""
    published = [i for i in report.indicators if value(i.fact) is not None and _is_published(i.name.line)]
    if not published:
        raise NothingToCheck("publications")
    if not report.links:
        facts = [number(value(i.fact)) for i in published]
        yield Fault({"facts": facts, "counted": sum(fact or 0 for fact in facts), "links": 0}, published[0].name.place)


def _is_published(name: str) -> bool:
    return _PUBLISHED.search(fold_words(name)) is not None


@rule("note", "gap")
def proposals_filled(report: Report) -> Iterator[Fault]:
    """The tables of proposals and of recommendations to state bodies are filled."""
    asked = [name for name in ("proposals", "recommendations") if name in report.has_tables]
    if not asked:
        raise NothingToCheck("proposals")
    blank = [name for name in asked if not getattr(report, name)]
    if blank:
        yield Fault({"tables": blank})


@rule("warning", "doubt")
def recognised_with_doubt(report: Report) -> Iterator[Fault]:
    """Character recognition is sure of the cells that values were read from."""
    if not report.recognised:
        raise NothingToCheck("recognised_text")
    read = _value_places(report)
    for text in report.recognised:
        if text.place in read and (text.confidence_pct or 0) < LEAST_SURE_PCT:
            yield Fault({"words": text.line[:80], "confidence_pct": text.confidence_pct}, text.place)


@rule("warning", "gap")
def objects_read(report: Report) -> Iterator[Fault]:
    """No table or chart is pasted as an object of another program: its cells cannot be read."""
    for text in report.unread:
        yield Fault({"kind": text.words}, text.place)


@rule("warning", "doubt")
def tables_have_lines(report: Report) -> Iterator[Fault]:
    """Lines part the cells of every table: where only the white between words does, a value may stand in a wrong row."""
    for text in report.unlined:
        yield Fault({"words": text.line[:80]}, text.place)


def _value_places(report: Report) -> set[Place]:
    """Where the numbers of indicators, effects and participants were read."""
    stated = [said for row in report.indicators for said in (row.plan, row.fact)]
    stated += [said for row in report.effects for said in (row.plan, row.fact)]
    counted = [count.place for row in report.participants for count in row.counts.values() if count.place]
    totals = [row.total_place for row in report.participants if row.total_place]
    return {said.text.place for said in stated if said} | {*counted, *totals}
