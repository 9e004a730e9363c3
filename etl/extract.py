"""A document and the form it is -> a Report: header, prose by section, tables, places. Knows no particular form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from rapidfuzz import fuzz

from etl import places
from etl.celled import effects_in_cells, main_in_cells, partners_in_cells
from etl.cells import CellUnclear, DateSpan, amount_kzt, date_span, is_blank, people_count
from etl.document import Document, Place, Table, Text
from etl.errors import UnknownForm
from etl.forms import Form, forms
from etl.kinds import kind
from etl.labelled import effects_in_lines, main_in_lines, participants_below, participants_in_lines, partners_in_lines
from etl.lineage import header_to_the_character, to_the_character
from etl.narrative_form import read_narrative
from etl.numbering import ACTIVITY, TASK, heads
from etl.participants import SMALL_GRANTS, read_participants
from etl.people import phones_and_address
from etl.plan_fact import read_main
from etl.records import Activity, Report, Section, Trouble
from etl.settle import settled
from etl.smaller_tables import read_effects, read_events, read_evidence, read_partners, read_risks, read_rows
from etl.spheres import sphere
from etl.tables import FoundTable, found_tables
from etl.wording import fold, head, is_of_labels, meaning, mended, mended_digits

_WELL_READ: Final = 0.72  # of a form's labels: a paper in which fewer are found is looked through once more
_HEADER_LINES: Final = 50  # within which the header of a report stands; its head signs again at the end
_NARROW: Final = 3  # columns of a table that may be the header of a report
_LONG_LABEL: Final = 60  # letters that no sentence shares with a label by chance
_LANGUAGE_TOLD: Final = 8_000  # letters that tell the language: the header, the first section, the first rows
_SHORTEST_TITLE: Final = 12  # letters; a shorter one that is damaged could be any words
_LONG_TITLE: Final = 40  # letters
_TITLE_BLOCKS: Final = 30  # blocks within which a report says what it is
_KAZAKH: Final = "әғқңөұүһі"
_URL: Final = re.compile(r"https?://[^\s<>«»\"]+", re.IGNORECASE)
_CONTRACT_NO: Final = re.compile(r"№\s*:?\s*(?P<no>[\w/-]*\d[\w/-]*)")
_NAMED_PROJECT: Final = re.compile(
    r"(?:проект|программ)\w*\s*[:–—-]?\s*(«.+»|“.+”|\".+\")|(«[^»]+»|“[^”]+”|\"[^\"]+\")\s+(?:атты\s+)?(?:әлеуметтік\s+)?жоба",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"қосымша|приложени", re.IGNORECASE)
_ANNEX_ABOVE: Final = re.compile(r"(?:прило\w*|[қк]осымша)\s*$", re.IGNORECASE)  # a scan may have damaged its end
_SIGNED: Final = re.compile(
    r"(?:келісім[- ]?шарт|шарт)\w*\s+қол қой|договор\w*\s+(?:был\s+)?(?:подписан|заключ)|(?:подписан|заключ)\w*\s+договор",
    re.IGNORECASE,
)
_NO_DEVIATION: Final = re.compile(
    r"""
    ауытқу\w*\s+(?:\w+\s+){0,2}(?:жоқ|болған\s+жоқ|болмады|анықталған\s+жоқ|анықталмады|орын\s+алған\s+жоқ|байқалмады)
  | толы(?:ғымен|қ)\s+орындалды
  | отклонени\w+\s+(?:\w+\s+){0,6}?(?:нет|не\s+было|не\s+(?:выявлен|имеется|имеются|допущен|зафиксирован|наблюда|произошло|установлен)|отсутству)
  | (?:не\s+было|не\s+имеется|нет|без)\s+(?:\w+\s+){0,2}отклонени
  | ^\W*(?:жоқ|нет|не\s+было|не\s+имеется|отсутствуют)\W*$
  | (?:выполнен|проведен|реализован|исполнен)\w*\s+(?:\w+\s+){0,2}(?:в\s+полном\s+(?:объ[её]ме|соответствии\s+с\s+планом)|согласно\s+(?:\w+\s+)?плану)
  | план\s+(?:\w+\s+){0,2}выполнен\s+(?:полностью|на\s+100)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DEVIATION: Final = re.compile(
    r"(?:имеются|имеется|были|есть|допущен\w*)\s+(?:\w+\s+){0,2}отклонени|ауытқулар\s+бар", re.IGNORECASE
)


def recognise(document: Document, path: Path, known: Sequence[Form] | None = None) -> Form:
    """The form whose title stands first in the report, in the edition that knows most of its labels; `known` forms, or all.

    Raises UnknownForm if no form's title stands near the beginning, or nothing else of that form anywhere.
    """
    known = forms() if known is None else known
    words = [text.line for text in document.texts()[: 4 * _TITLE_BLOCKS]]
    head = fold(" ".join(words[:_TITLE_BLOCKS]))
    placed = _titled(head, known)
    placed = placed or [(place, form) for form in known if (place := _said_place(words, form)) is not None]
    if not placed:
        nearest, title = _nearest(words[:_TITLE_BLOCKS], known)
        raise UnknownForm(path, nearest.code, title)
    form = _edition(min(placed, key=lambda item: item[0])[1], known, document)
    parts: set[str] = set()
    for text in document.texts():
        if found := form.headings.start(text.words, fuzzy=False) or form.headings.said(text.words):
            parts.add(found[0])
            if len(parts) >= 2:
                return form
    if len({*parts, *(key for key, _ in _second_look(document, form).values())}) >= 2:
        return form
    raise UnknownForm(path, form.code, next(iter(form.titles)))


def _edition(form: Form, known: Sequence[Form], document: Document) -> Form:
    """The edition of a form that knows most of the report's labels, and of these the one whose bands it has most of."""
    editions = [other for other in known if other.code == form.code]
    if editions == [form]:
        return form
    said = {text.words for text in document.texts()}

    def fits(edition: Form) -> tuple[int, int]:
        bands = {(d.code, key) for d in edition.dimensions for words in said if (key := d.labels.exact(words))}
        labels = (edition.headings, edition.table_headings, edition.activity_fields)
        found = sum(any(known.start(words, fuzzy=False) or known.exact(words) for known in labels) for words in said)
        return found + len(bands), len(bands) - sum(len(d.categories) for d in edition.dimensions)

    return max(editions, key=fits)


def _titled(head: str, known: Sequence[Form]) -> list[tuple[int, Form]]:
    """The forms whose titles stand in the beginning of a report, and where; damaged ones count above the first whole one."""
    whole = [(at, form) for form in known for title in form.titles if (at := head.find(fold(title))) >= 0]
    above = head[: min((at for at, _ in whole), default=len(head))]
    damaged = [(place, form) for form in known if (place := _damaged_title(above, form)) is not None]
    return [*whole, *damaged]


def _damaged_title(head: str, form: Form) -> int | None:
    close = [
        match.dest_start
        for title in form.titles
        if _SHORTEST_TITLE <= len(fold(title)) <= len(head)
        and (match := fuzz.partial_ratio_alignment(fold(title), head, score_cutoff=_title_cutoff(title))) is not None
    ]
    return min(close, default=None)


def _title_cutoff(title: str) -> int:
    """Per cent of a title that must agree: a long one bears more damage before it could be another."""
    return 88 if len(fold(title)) < _LONG_TITLE else 74


def _said_place(words: Sequence[str], form: Form) -> int | None:
    """The first text that has all words of one of the form's titles, in whatever order and inflection."""
    titles = list(map(meaning, form.titles))
    return next(
        (place for place, said in enumerate(map(meaning, words[:_TITLE_BLOCKS])) if any(t <= said for t in titles)),
        None,
    )


def _nearest(words: Sequence[str], known: Sequence[Form]) -> tuple[Form, str]:
    head = fold(" ".join(words))
    return max(
        ((form, title) for form in known for title in form.titles),
        key=lambda item: fuzz.partial_ratio(fold(item[1]), head),
    )


def extract(document: Document, form: Form) -> Report:
    """Everything that the report says. What cannot be read is among its `troubles`, with its place."""
    document = settled(document, form)
    missed: Missed = {}
    tables, others = found_tables(document, form)
    prose = _prose(document, form, others)
    if damaged := _reads_badly(prose, tables, form):
        missed = _second_look(document, form)
        tables, others = found_tables(document, form, missed, closely=True)
        prose = _prose(document, form, others, missed)
    header = _header(prose, form)
    year = _year(header, document)
    lines: list[tuple[str | None, Text]] = [(None, text) for text in prose.top]
    lines += [(section.code, section.text) for section in prose.sections]
    participants, dimensions = read_participants(others, form, closely=damaged)
    if len(dimensions) < len(form.dimensions):
        told_in = [*participants_in_lines(lines, form), *participants_below((text for _, text in lines), form)]
        counted, _ = read_participants(told_in, form)
        participants += [row for row in counted if row.dimension not in dimensions]
    main = next((table for table in tables if table.name == "main"), None)
    printed = list(_lines(document, form, others))
    main = main or main_in_cells(printed, form) or main_in_lines(printed, form)
    told = read_main(main, form, year) if main else read_narrative(prose.sections, form, year)
    if all(table.name != "effects" for table in tables):
        in_lines = effects_in_cells(printed, form) or effects_in_lines((s.text for s in prose.sections), form)
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
        report = replace(report, activities=tuple(_completed(report, form)))
    report = _placed(report, prose)
    title = report.title.line if report.title else ""
    return replace(
        report,
        sphere=sphere(title, report.goal.line if report.goal else ""),
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


# --- prose: fields of the header, sections ------------------------------------------------------------------


@dataclass(slots=True)
class Prose:
    """Running text in reading order: what stands before the first section, labelled fields, sections."""

    top: list[Text] = field(default_factory=list)
    fields: dict[str, Text] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # fields and sections whose label stands in the paper


Missed = dict[Place, tuple[str, str]]  # labels found at second look: where, which, and what follows


def _second_look(document: Document, form: Form) -> Missed:
    """Labels of the form too damaged for a first look, each where it is likest."""
    found: set[str] = set()
    lines = []
    titles = list(map(meaning, form.titles))
    for at, text in enumerate(_labelled(document)):
        label = form.headings.start(text.words, fuzzy=False)
        if label is None and not found and any(meaning(text.words) <= title for title in titles):
            continue  # a line of the report's title, whose words are also those of sections
        if heads(TASK, text.words) or heads(ACTIVITY, text.words):
            continue
        if label is None:
            lines.append(text)
        elif at < _HEADER_LINES or label[0] not in form.required:
            found.add(label[0])
    lacking = form.headings.keys - found
    best: dict[str, tuple[float, Place, str]] = {}
    later = lacking - set(form.required)
    for at, text in enumerate(_unbroken(lines, form)):
        label_like = form.headings.damaged(text.words, lacking if at < _HEADER_LINES else later)
        if label_like is not None and _stands_out(text.words, label_like[1]):
            key, rest, score = label_like
            if key in form.sections.keys and _is_another_label(text.words, form):
                continue
            if score > best.get(key, (0.0,))[0]:
                best[key] = (score, text.place, rest)
    return {place: (key, rest) for key, (_, place, rest) in best.items()}


def _is_another_label(words: str, form: Form) -> bool:
    """Whether a line begins with a label of the form's tables, letter for letter: then it is no damaged heading."""
    label, colon, _ = words.partition(":")
    others = (form.table_headings, form.activity_fields, form.effect_labels)
    if any(dimension.labels.exact(words) is not None for dimension in form.dimensions):
        return True
    return bool(colon) and any(labels.exact(label) is not None for labels in others)


def _stands_out(words: str, rest: str) -> bool:
    """Whether a label is set off from what follows it: alone on its line, numbered, or before punctuation."""
    before = words[: len(words) - len(rest)].rstrip()
    return not rest or head(words)[0] > 0 or before[-1:] in ":;.,)" or len(before) >= _LONG_LABEL


def _labelled(document: Document) -> Iterator[Text]:
    """Paragraphs, and rows of narrow tables as "label value"."""
    for block in document.blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Table) and len(block.rows[0]) <= _NARROW:
            for row in block.rows:
                yield from _as_field(row)


def _unbroken(lines: Iterable[Text], form: Form) -> Iterator[Text]:
    """The lines, those joined between which a label of the form is broken."""
    held: Text | None = None
    for text in lines:
        if held is not None:
            joined = held._replace(words=f"{held.words} {text.words}")
            label = form.fields.start(joined.words) or form.fields.damaged(joined.words, form.fields.keys)
            if label is not None and len(label[1]) < len(text.words):
                held = None
                yield joined
                continue
            yield held
            held = None
        if ":" not in text.words and len(text.words) <= _LONG_LABEL * 2 and form.fields.is_begun(text.words):
            held = text
        else:
            yield text
    if held is not None:
        yield held


def _prose(document: Document, form: Form, others: list[Table], missed: Missed | None = None) -> Prose:
    prose = Prose()
    section: str | None = None
    waiting: str | None = None  # a label whose value stands in the next paragraph
    lines: Iterable[Text] = _lines(document, form, others)
    for text in lines if missed is None else _unbroken(lines, form):
        if section is None and heads(TASK, text.words):
            section = "activities"  # a paper may leave out the line that announces them
        label, heading = _label_and_heading(text, form, missed or {}, in_header=section is None, seen=bool(prose.seen))
        prose.seen.update(said[0] for said in (label, heading) if said is not None)
        if label is not None and heading is None:
            waiting = None if _take_field(prose, label, text) else label[0]
        elif heading is not None:
            section, waiting = heading[0], None
            if not is_blank(heading[1]) and section != "closing":
                prose.sections.append(Section(section, text._replace(words=heading[1])))
        elif waiting is not None:
            prose.fields.setdefault(waiting, text)
            waiting = None
            if section is not None:
                prose.sections.append(Section(section, text))
        elif section is None:
            prose.top.append(text)
        else:
            prose.sections.append(Section(section, text))
    return prose


def _label_and_heading(
    text: Text, form: Form, missed: Missed, *, in_header: bool, seen: bool
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The field and the section that a line names, each with what follows it; `seen`: a line above has named one."""
    label = form.fields.start(text.words, fuzzy=in_header)
    heading = form.sections.heading(text.words) if label is None or not label[1] else None
    if label is None and heading is None:  # by letters neither: perhaps in other words
        label = form.fields.said(text.words, on_top=in_header)
        # before the first field stands the title, whose words are also those of sections
        heading = form.sections.said(text.words) if label is None and seen else None
    if label is None and heading is None and (second := missed.get(text.place)) is not None:
        label = second if second[0] in form.fields.keys else None
        heading = second if label is None and second[0] in form.sections.keys else None
    if label is not None and ":" not in text.words and is_of_labels(label[1]):
        label = (label[0], "")  # «Отчетный период реализации проекта»: the label goes on
    return label, heading


def _take_field(prose: Prose, label: tuple[str, str], text: Text) -> bool:
    """Keep the first value given for a field, of a period its end below its beginning too; whether this text had one."""
    key, value = label
    if is_blank(value):
        return bool(prose.fields.get(key))
    value = value.strip(" \n*")
    known = prose.fields.setdefault(key, text._replace(words=value))
    if key == "period" and _ends_what_begins(known.line, value):
        prose.fields[key] = known._replace(words=f"{known.words} – {value}")
    return True


def _ends_what_begins(said: str, later: str) -> bool:
    """Whether both are one day or month each, the second after the first: «Басталу күні: …», below it «Аяқталу күні: …»."""
    begins, ends = date_span(said), date_span(later)
    if begins is None or ends is None or None in (begins.start, begins.end, ends.start, ends.end):
        return False
    return begins.start == begins.end and ends.start == ends.end and str(begins.start) < str(ends.start)


def _lines(document: Document, form: Form, others: list[Table]) -> Iterator[Text]:
    """Paragraphs, and rows of tables of two columns as "label value" (the header as a table, goal and result)."""
    narrow = {id(row): row for table in others for row in table.rows}
    for block in document.blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Table):
            yield from _said_in_rows([row for row in block.rows if id(row) in narrow], form)


def _said_in_rows(rows: Sequence[tuple[Text, ...]], form: Form) -> Iterator[Text]:
    """Each row as "label value"; below a row of labels alone, its values under them, and what goes on from these."""
    labels: tuple[Text, ...] = ()
    valued = False
    for row in rows:
        if _names_fields(row, form):
            labels, valued = row, False
        elif not labels:
            yield from _as_field(row, form)
        elif valued:
            yield from _distinct(row)
        else:
            valued = True
            pairs = zip(labels, row, strict=False)
            yield from (value._replace(words=f"{label.line.rstrip(': ')}: {value.words}") for label, value in pairs)


def _names_fields(row: tuple[Text, ...], form: Form) -> bool:
    """Whether each cell of a row is the label of another field, and says nothing more."""
    cells = _distinct(row)
    known = set()
    for cell in cells:
        found = form.fields.start(cell.words)
        if found is None or not is_blank(found[1]):
            return False
        known.add(found[0])
    return len(known) == len(cells) > 1


def _distinct(row: tuple[Text, ...]) -> list[Text]:
    return list({cell.place: cell for cell in row if cell.words.strip()}.values())


def _as_field(row: tuple[Text, ...], form: Form | None = None) -> Iterator[Text]:
    """A row of a label and its value; of a field's label and several cells, which say its value together."""
    cells = _distinct(row)
    if len(cells) > 1 and re.fullmatch(r"№?\s*\d{0,2}[.)]?", cells[0].words.strip()):
        cells = cells[1:]
    if len(cells) == 2:
        label, value = cells
        yield value._replace(words=f"{label.line.rstrip(': ')}: {value.words}")
    elif len(cells) == 1:
        yield cells[0]
    elif cells and form is not None and (found := form.fields.start(cells[0].words)) and is_blank(found[1]):
        label, *values = cells
        said = " ".join(value.words for value in values)
        yield values[0]._replace(words=f"{label.line.rstrip(': ')}: {said}")


def _header(prose: Prose, form: Form) -> dict[str, object]:
    said = prose.fields
    found: dict[str, object] = {
        name: said[name]
        for name in ("organisation", "head", "contacts", "title", "goal", "period", "grant", "deviation")
        if name in said and not is_blank(said[name].words)
    }
    for name in ("organisation", "head", "title"):
        if isinstance(text := found.get(name), Text):
            found[name] = text._replace(words=re.sub(r"^[_\s/*]+|[_\s*]+$", "", text.line))
    found.update(_contract(prose))
    if "title" not in found and (title := _title_of_project(prose.top)) is not None:
        found["title"] = title
    if isinstance(text := found.get("contacts"), Text):
        found["phones"], found["address"] = phones_and_address(mended_digits(text.line))
    if isinstance(text := found.get("period"), Text):
        signed = found.get("contract_date")
        found["dates"] = date_span(mended(text.line), int(signed[:4]) if isinstance(signed, str) else None)
    if isinstance(text := found.get("grant"), Text):
        try:
            found["grant_kzt"] = amount_kzt(mended_digits(text.line))
        except CellUnclear:
            found["grant_kzt"] = None
    if isinstance(text := found.get("deviation"), Text):
        found["claims_no_deviation"] = bool(_NO_DEVIATION.search(text.line) and not _DEVIATION.search(text.line))
    return found


def _title_of_project(top: Sequence[Text]) -> Text | None:
    """The title of the project where only the report's own title names it: «… по проекту «Шаг навстречу»»."""
    for text in top:
        if found := _NAMED_PROJECT.search(text.words):
            return text._replace(words=found[1] or found[2])
    return None


def _contract(prose: Prose) -> dict[str, object]:
    """Number and date of the grant contract: above the title, where the annex's own number stands too."""
    top = " \n ".join(text.line for text in prose.top[:8])
    found: dict[str, object] = {}
    for number in _CONTRACT_NO.finditer(top):
        before, after = top[: number.start()], top[number.end() :]
        if _ANNEX.match(after.lstrip(" -–\n")) or _ANNEX_ABOVE.search(before):
            continue
        found["contract_no"] = number["no"]
        said = number[0].strip()
        holder = next((text for text in prose.top[:8] if said in text.line), None)
        if holder is not None:
            found["contract"] = holder._replace(words=said)
        break
    dates = date_span(re.sub(r"[«»\"]", "", top))
    if dates and dates.start and len(dates.start) == 10 and ("contract_no" in found or _ANNEX.search(top)):
        found["contract_date"] = dates.start
    if not found:
        found.update(_signing(prose))
    elif prose.top and "contract" not in found:
        found["contract"] = next((text for text in prose.top[:8] if "№" in text.words), prose.top[0])
    return found


def _signing(prose: Prose) -> dict[str, object]:
    """The date of the contract where only the prose tells of its signing."""
    for section in prose.sections:
        if _SIGNED.search(section.text.words):
            dates = date_span(section.text.line)
            if dates and dates.start and len(dates.start) == 10:
                return {"contract_date": dates.start, "contract": section.text}
    return {}


def _year(header: dict[str, object], document: Document) -> int | None:
    """The year that the report is for: the period's end, else the contract's, else the commonest in the text."""
    dates = header.get("dates")
    if isinstance(dates, DateSpan):
        return int((dates.end or dates.named)[:4])
    if isinstance(date := header.get("contract_date"), str):
        return int(date[:4])
    words = " ".join(text.words for text in document.texts())
    years = Counter(int(year) for year in re.findall(r"(?<!\d)(20[12]\d)(?!\d)", words))
    return years.most_common(1)[0][0] if years else None


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


# --- what several parts say together --------------------------------------------------------------------


def _dates_out_of_order(activities: Sequence[Activity]) -> Iterator[Trouble]:
    for activity in activities:
        if (
            activity.date is not None
            and activity.dates is not None
            and not (activity.dates.end or activity.dates.is_open)
        ):
            yield Trouble("dates_in_order", {"date": activity.date.line}, activity.date.place)


def _completed(report: Report, form: Form) -> Iterator[Activity]:
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


def _people(told: list[Text]) -> Text | None:
    for text in told:
        if found := _PEOPLE.search(text.words):
            return text._replace(words=found[0])
    return None


def _placed(report: Report, prose: Prose) -> Report:
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


_OFFICE: Final = re.compile(
    r"кабинет|каб\.|офис|кеңсе|көшесі|көш\.|ул\.|улиц|мкр|ықшам ?аудан|шағын ?аудан|даңғыл|проспект|пр-т|\bпр\.|үй\b|ғимарат|ш/а",
    re.IGNORECASE,
)


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
