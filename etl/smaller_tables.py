"""The smaller tables: effects, partners, risks, events, evidence, and those kept as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from etl.cells import date_span, first_number, is_blank, looks_like_value, people_count, scaled
from etl.document import Text
from etl.forms import Effect as EffectForm
from etl.forms import Form
from etl.mended import mended, mended_digits
from etl.plan_fact import stated
from etl.records import Effect, Event, Evidence, Partner, Risk, Row, Stated
from etl.tables import FoundTable

_SMALL_GRANTS: Final = re.compile(r"(?:шағын грант\w*|малы[мх]\w*\s+грант\w*)[^\d\n]*?(\d[\d \u00a0]*)", re.IGNORECASE)
_APPENDIX: Final = re.compile(
    r"№\s*(\d{1,2})\s*[-–]?\s*(?:қосымша|приложени)|(?:қосымша|приложени\w*)\s*№?\s*(\d{1,2})|^\s*(\d{1,2})",
    re.IGNORECASE,
)
_COUNTED_IN: Final = re.compile(r"\w+\.?\s*(?:тенге|теңге|тг|₸)", re.IGNORECASE)  # «ФОТ, тыс. тенге»
_UNFINISHED: Final = re.compile(r"[^.!?»)”\"\d]\s*$")


def read_effects(table: FoundTable, form: Form) -> Iterator[Effect]:
    """The rows of the effects table, by their labels; a sub-row belongs to the row above it."""
    above: str | None = None
    for row in table.rows:
        label = table.cell(row, "effect")
        if label is None:
            continue
        effect = _effect_of(label.line, above, form)
        if effect is None:
            continue
        above = effect.code if effect.under is None else above
        fact_cell = _value_cell(table, row, "fact")
        small = _SMALL_GRANTS.search(fact_cell.words) if fact_cell else None
        own = fact_cell._replace(words=_SMALL_GRANTS.sub("", fact_cell.words)) if fact_cell and small else fact_cell
        unit = table.cell(row, "unit")
        in_label = _COUNTED_IN.search(label.line)
        counted_in = unit.line if unit else in_label[0] if in_label else ""
        yield Effect(
            effect.code,
            unit.line if unit else None,
            _effect_value(_value_cell(table, row, "plan"), counted_in),
            _effect_value(own, counted_in, shown=fact_cell),
            first_number(small[1]) if small else None,
        )


def is_effect(label: str, form: Form) -> bool:
    """Whether a label is that of a row of the effects table."""
    return any(
        _effect_of(label, above, form) is not None for above in (None, *(effect.under for effect in form.effects))
    )


def _effect_of(label: str, above: str | None, form: Form) -> EffectForm | None:
    found = form.effect_labels.start(label)
    known = found[0] if found else form.effect_labels.whole(label) or form.effect_labels.brief(label)
    matching = [effect for effect in form.effects if effect.label == known]
    under = [effect for effect in matching if effect.under is not None and effect.under == above]
    return next(iter(under or [effect for effect in matching if effect.under is None]), None)


def _value_cell(table: FoundTable, row: tuple[Text, ...], name: str) -> Text | None:
    """The cell with its place, also where it is blank: that is where the value is missing."""
    position = table.columns.get(name)
    return row[position] if position is not None and position < len(row) else None


def _effect_value(cell: Text | None, unit: str, shown: Text | None = None) -> Stated | None:
    if cell is None or not cell.words.strip():
        return None
    value = stated(cell)
    if value.quantity is not None:
        value = value._replace(quantity=scaled(value.quantity, cell.words, unit))
    return value._replace(text=shown) if shown is not None else value


def read_partners(table: FoundTable) -> Iterator[Partner]:
    """The partners, each with role and contact as written."""
    for row in table.rows:
        name = table.cell(row, "name")
        if name is not None and not is_blank(name.words) and not re.fullmatch(r"[\d.\s№]+", name.words):
            yield Partner(name, table.cell(row, "role"), table.cell(row, "contact"))


def read_rows(table: FoundTable) -> Iterator[Row]:
    """Rows as written, their blank cells left out; a row of dashes or of nothing but its number is none."""
    for row in table.rows:
        cells = {name: cell for name in table.columns if (cell := table.cell(row, name)) and not is_blank(cell.words)}
        if set(cells) - {"no"}:
            yield Row(cells)


def read_risks(table: FoundTable) -> Iterator[Risk]:
    """The risks. A row that a page has cut goes on in the next: its first paragraph ends the risk, others begin new ones."""
    risks: list[tuple[Text, Text | None]] = []
    for position, row in enumerate(table.rows):
        risk, against = table.cell(row, "risk"), table.cell(row, "mitigation")
        if risk is None and against is None:
            continue
        pieces = _paired_lines(risk, against) if position in table.page_starts else [(risk, against)]
        if position in table.page_starts and risks and _unfinished(risks[-1][0]):
            first = pieces.pop(0)
            risks[-1] = (_with_rest(risks[-1][0], first[0]) or risks[-1][0], _with_rest(risks[-1][1], first[1]))
        risks.extend((one, two) for one, two in pieces if one is not None)
    for one, two in risks:
        yield Risk(one._replace(words=one.line), two._replace(words=two.line) if two else None)


def _paired_lines(risk: Text | None, against: Text | None) -> list[tuple[Text | None, Text | None]]:
    left = _as_lines(risk)
    right = _as_lines(against)
    if len(left) != len(right):
        return [(risk, against)]
    return list(zip(left, right, strict=True))


def _as_lines(cell: Text | None) -> list[Text | None]:
    return [cell._replace(words=line) for line in cell.words.split("\n") if line.strip()] if cell else [None]


def _unfinished(text: Text | None) -> bool:
    return text is not None and bool(_UNFINISHED.search(text.words))


def _with_rest(text: Text | None, rest: Text | None) -> Text | None:
    if text is None or rest is None or not rest.words.strip():
        return text or rest
    return text._replace(words=f"{text.words} {rest.words}")


def read_events(table: FoundTable, year: int | None) -> Iterator[Event]:
    """The events. What a page has cut is joined to the row above, cell by cell as the sentences go on."""
    names = sorted(table.columns, key=lambda name: table.columns[name])
    rows: list[dict[str, Text]] = []
    for position, row in enumerate(table.rows):
        number = table.cell(row, "no")
        full = len(row) > max(table.columns.values())
        starts = number is not None and re.match(r"\s*\d+", number.words) is not None and full
        if rows and not starts and (position in table.page_starts or _is_rest(table, row)):
            _join_rest(rows[-1], row, names)
        else:
            rows.append({name: cell for name in names if (cell := table.cell(row, name)) is not None})
    for cells in rows:
        if "title" in cells:
            yield _event(cells, year)


def _is_rest(table: FoundTable, row: tuple[Text, ...]) -> bool:
    """Whether a row within a page goes on with the event above: it has no number and counts nobody, and its title goes on."""
    title = table.cell(row, "title")
    begins = any(table.cell(row, name) is not None for name in ("no", "participants"))
    return "no" in table.columns and not begins and (title is None or title.words[:1].islower())


def _event(cells: dict[str, Text], year: int | None) -> Event:
    date, documents, people = cells.get("date"), cells.get("documents"), cells.get("participants")
    appendix = _APPENDIX.search(documents.words) if documents else None
    number = first_number(cells["no"].words) if "no" in cells else None
    return Event(
        no=int(number) if number is not None else None,
        title=cells["title"]._replace(words=cells["title"].line),
        date=date,
        dates=date_span(mended(date.line), year) if date else None,
        place=cells.get("place"),
        participants=people,
        participants_count=people_count(mended(people.line)) if people else None,
        categories=cells.get("categories"),
        experts=cells.get("experts"),
        completion=cells.get("completion"),
        documents=documents,
        appendix_no=int(next(number for number in appendix.groups() if number)) if appendix else None,
    )


def _join_rest(row: dict[str, Text], rest: Sequence[Text], names: list[str]) -> None:
    """Add the rest of a cut row. Cells keep their order, but blank columns may be gone: the best fit decides."""
    for name, cell in _best_fit(row, [cell for cell in rest if not cell.is_lost], names):
        if cell.words.strip():
            row[name] = _with_rest(row.get(name), cell) or cell


def _best_fit(row: dict[str, Text], rest: Sequence[Text], names: list[str]) -> list[tuple[str, Text]]:
    """The rest's cells given to columns in order, so that most words go on where a sentence is open."""
    best: dict[tuple[int, int], tuple[int, list[tuple[str, Text]]]] = {}

    def fit(cell: int, column: int) -> tuple[int, list[tuple[str, Text]]]:
        if cell == len(rest):
            return 0, []
        if len(rest) - cell > len(names) - column:
            return -10_000, []
        if (cell, column) not in best:
            skipped = fit(cell, column + 1)
            score, given = fit(cell + 1, column + 1)
            taken = score + _goes_on(row.get(names[column]), rest[cell]), [(names[column], rest[cell]), *given]
            best[cell, column] = max(taken, skipped, key=lambda option: option[0])
        return best[cell, column]

    return fit(0, 0)[1]


def _goes_on(text: Text | None, rest: Text) -> int:
    """How well words go on from a cell: 2 where its sentence is open, -2 where the cell is a number or a date."""
    if not rest.words.strip():
        return 0
    if text is None:
        return -1
    if looks_like_value(text.words) or re.fullmatch(r"[\d.\s№]+(?:жыл|год|г\.)?", text.words):
        return -2
    return 2 if _unfinished(text) else 0


def read_evidence(table: FoundTable) -> Iterator[Evidence]:
    """The appendices. A cut row goes on below; documents that slipped up a row are given to the row that has none."""
    rows: list[dict[str, Text]] = []
    slipped: Text | None = None
    origins: dict[int, int | None] = {}
    for position, row in enumerate(table.rows):
        cells = {name: cell for name in table.columns if (cell := table.cell(row, name)) is not None}
        if rows and position in table.page_starts and "appendix" not in cells:
            if "task" in cells:
                rows[-1]["task"] = _with_rest(rows[-1].get("task"), cells["task"]) or cells["task"]
            documents = cells.get("documents")
            if documents is not None and "documents" in rows[-1]:
                slipped = documents
            elif documents is not None:
                rows[-1]["documents"] = documents
        elif cells:
            if slipped is not None and "documents" not in cells:
                cells["documents"] = slipped
                origins[len(rows)] = _appendix_no(rows[-1].get("appendix"))
            slipped = None
            rows.append(cells)
    for at, cells in enumerate(rows):
        task = cells.get("task")
        title = task._replace(words=task.line) if task else None
        yield Evidence(_appendix_no(cells.get("appendix")), title, cells.get("documents"), origins.get(at))


def _appendix_no(cell: Text | None) -> int | None:
    """The one number in the cell: «3», «№3 қосымша»."""
    numbers = re.findall(r"\d+", re.sub(r"\([^)]*\)", "", mended_digits(cell.words))) if cell else []
    return int(numbers[0]) if len(numbers) == 1 else None
