"""A document and the form it is -> a Report: header, prose by section, tables, places. Knows no particular form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from etl.celled import effects_in_cells, main_in_cells, partners_in_cells
from etl.coverage import with_coverage
from etl.document import Document, Table, Text
from etl.forms import Form
from etl.header import read_header, year_of
from etl.indicator_tables import parted, with_indicators
from etl.kinds import kind
from etl.labelled import effects_in_lines, main_in_lines, participants_below, participants_in_lines, partners_in_lines
from etl.lineage import header_to_the_character, to_the_character
from etl.narrative_form import read_narrative
from etl.participants import read_participants, with_total_of
from etl.plan_fact import read_main
from etl.prose import Line, Prose, lines_of, read_prose
from etl.records import Activity, Participants, Report, Trouble
from etl.second_look import second_look
from etl.settle import settled
from etl.smaller_tables import read_effects, read_events, read_evidence, read_partners, read_risks, read_rows
from etl.spheres import sphere
from etl.spoken import completed
from etl.tables import FoundTable, found_tables
from etl.turned import effects_in_turned_lines, main_in_turned_lines

_WELL_READ: Final = 0.72  # of a form's labels: a paper in which fewer are found is looked through once more
_LANGUAGE_TOLD: Final = 8_000  # letters that tell the language: the header, the first section, the first rows
_KAZAKH: Final = "әғқңөұүһі"
_URL: Final = re.compile(r"https?://[^\s<>«»\"]+", re.IGNORECASE)


def extract(document: Document, form: Form) -> Report:
    """Everything that the report says. What cannot be read is among its `troubles`, with its place."""
    document = settled(document, form)
    parts = _parts(document, form)
    tables, apart = parted(parts.tables, form)
    prose = parts.prose
    header = read_header(prose, form)
    year = year_of(header, document)
    lines = prose.lines()
    participants, dimensions = _participants(parts, lines, form)
    printed = list(lines_of(document, form, parts.others))
    main = next((table for table in tables if table.name == "main"), None)
    told = read_main(main, form, year) if main else None
    if main and told and not told.activities:  # it lists indicators, and the lines the activities
        tables, apart, told = [table for table in tables if table is not main], [*apart, main], None
    if told is None:
        main = main_in_cells(printed, form) or main_in_turned_lines(printed, form) or main_in_lines(printed, form)
        told = read_main(main, form, year) if main else read_narrative(prose.sections, form, year)
    told = with_indicators(told, apart, form, year)
    if all(table.name != "effects" for table in tables):
        in_lines = effects_in_cells(printed, form) or effects_in_turned_lines(printed, form)
        in_lines = in_lines or effects_in_lines((s.text for s in prose.sections), form)
        tables = [*tables, *filter(None, [in_lines])]
    if all(table.name != "partners" for table in tables):
        tables = [*tables, *filter(None, [partners_in_cells(printed, form)])]
    smaller = _smaller(tables, form, year)
    smaller["partners"] = (*smaller.get("partners", partners_in_lines(lines)), *told.partners)
    smaller["effects"] = smaller.get("effects") or tuple(told.effects)
    report = Report(
        form=form.code,
        language=_language(document),
        period_kind=form.period_kind,
        year=year,
        tasks=tuple(told.tasks),
        activities=tuple(told.activities),
        indicators=tuple(to_the_character(told.indicators, document)),
        participants=tuple(participants),
        sections=tuple(prose.sections),
        links=tuple(_links(document)),
        recognised=tuple(text for text in document.texts() if text.confidence_pct is not None),
        unread=document.unread,
        unlined=tuple(
            block.rows[0][0] for block in document.blocks if isinstance(block, Table) and not block.has_lines
        ),
        has_tables=frozenset({table.name for table in tables} | dimensions),
        troubles=(*told.troubles, *_dates_out_of_order(told.activities)),
        **header_to_the_character(header, document),  # type: ignore[arg-type]
        **smaller,  # type: ignore[arg-type]
    )
    if main:
        report = replace(report, activities=tuple(completed(report, form)))
    return _classified(with_coverage(report, prose))


class _Parts(NamedTuple):
    """What a document is made of: the form's tables, other ones, and prose; whether a scan has damaged it."""

    tables: list[FoundTable]
    others: list[Table]
    prose: Prose
    is_damaged: bool


def _parts(document: Document, form: Form) -> _Parts:
    """The parts of a document; one in which much seems to be missing is looked through a second time."""
    tables, others = found_tables(document, form)
    prose = read_prose(document, form, others)
    if not _reads_badly(prose, tables, form):
        return _Parts(tables, others, prose, is_damaged=False)
    missed = second_look(document, form)
    tables, others = found_tables(document, form, missed, closely=True)
    return _Parts(tables, others, read_prose(document, form, others, missed), is_damaged=True)


def _participants(parts: _Parts, lines: list[Line], form: Form) -> tuple[list[Participants], set[str]]:
    """The rows of all tables of participants, and which tables there are; those that are not there may be told in lines."""
    found, dimensions = read_participants(parts.others, form, closely=parts.is_damaged)
    if len(dimensions) < len(form.dimensions):
        told_in = [*participants_in_lines(lines, form), *participants_below((text for _, text in lines), form)]
        counted, _ = read_participants(told_in, form)
        found += [row for row in counted if row.dimension not in dimensions]
    below = (text for section, text in lines if section == "participants")
    return list(with_total_of(below, found, form)), dimensions


def _classified(report: Report) -> Report:
    """The report with its sphere, and each indicator with its kind."""
    title, goal = (text.line if text else "" for text in (report.title, report.goal))
    return replace(
        report,
        sphere=sphere(title, goal),
        indicators=tuple(replace(i, kind=kind(i.name.line, i.unit, report.language)) for i in report.indicators),
    )


def _reads_badly(prose: Prose, tables: list[FoundTable], form: Form) -> bool:
    """Whether the paper seems to lack a required field, the form's first table, its activities, or many labels.

    A scan may have damaged them.
    """
    labels = form.fields.keys | form.sections.keys
    lacks_table = bool(form.tables) and all(table.name != form.tables[0].name for table in tables)
    lacks_field = not prose.seen >= form.fields.keys & set(form.required)
    lacks_activities = all(table.name != "main" for table in form.tables) and "activities" not in prose.seen
    return lacks_table or lacks_field or lacks_activities or len(prose.seen) < _WELL_READ * len(labels)


def _smaller(tables: list[FoundTable], form: Form, year: int | None) -> dict[str, tuple[object, ...]]:
    read = {
        "effects": lambda table: read_effects(table, form),
        "partners": read_partners,
        "risks": read_risks,
        "events": lambda table: read_events(table, year),
        "evidence": read_evidence,
        "proposals": read_rows,
        "recommendations": read_rows,
    }
    found: dict[str, list[object]] = {}
    for table in tables:
        if table.name in read:
            found.setdefault(table.name, []).extend(read[table.name](table))
    return {name: tuple(rows) for name, rows in found.items()}


def _language(document: Document) -> Literal["kk", "ru"]:
    """Kazakh if its own letters are a fair part of the text; character recognition may have dropped many."""
    words = " ".join(text.words for text in document.texts()[:400])[:_LANGUAGE_TOLD]
    kazakh = sum(map(words.lower().count, _KAZAKH))
    is_kazakh = kazakh > 0.03 * len(words) or kazakh > 0.03 * sum(map(str.isalpha, words))
    return "kk" if is_kazakh else "ru"


def _links(document: Document) -> Iterator[Text]:
    seen: set[str] = set()
    for text in document.texts():
        if "http" not in text.words.lower():
            continue
        for found in _URL.finditer(text.words):
            url = found[0].rstrip(".,;:)")
            if url not in seen:
                seen.add(url)
                yield Text(url, text.place)


def _dates_out_of_order(activities: Sequence[Activity]) -> Iterator[Trouble]:
    for activity in activities:
        if (
            activity.date is not None
            and activity.dates is not None
            and not (activity.dates.end or activity.dates.is_open)
        ):
            yield Trouble("dates_in_order", {"date": activity.date.line}, activity.date.place)
