"""What the tests of etl build from: cells, tables and reports in short rows.

In a row `|` parts cells and `⏎` the lines of a cell; `^` is the cell above (merged), `<` the cell on the left,
`~` a cell that the paper had and the file has lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from etl.cells import DateSpan, date_span, first_number
from etl.document import Cell, CellRun, Document, Place, Table, Text
from etl.forms import Form, forms
from etl.places import Found, find
from etl.plan_fact import said, stated
from etl.records import (
    Activity,
    Count,
    Effect,
    Event,
    Evidence,
    Indicator,
    Participants,
    Partner,
    Report,
    Row,
    Section,
    Stated,
    Task,
    Trouble,
    status,
)
from etl.tables import FoundTable

LOST = "~"


@cache
def form(code: str = "final") -> Form:
    """The form of that code."""
    return next(known for known in forms() if known.code == code)


# --- documents ------------------------------------------------------------------------------------------


def shown(document: Document) -> list[object]:
    """The document as short rows: a paragraph is its words, a table a list of rows."""
    return [_shown(block) for block in document.blocks]


def _shown(block: Text | Table | CellRun) -> object:
    if isinstance(block, Text):
        return block.words.replace("\n", "⏎")
    if isinstance(block, Table):
        return [
            " | ".join(LOST if cell.is_lost else cell.words.replace("\n", "⏎") for cell in row) for row in block.rows
        ]
    return [("> " if cell.starts_cell else "  ") + cell.text.words for cell in block.cells]


def rows(*lines: str, block: int = 1, first: int = 1) -> list[tuple[Text, ...]]:
    """Short rows as rows of cells with their places."""
    found: list[tuple[Text, ...]] = []
    for number, line in enumerate(lines, first):
        cells: list[Text] = []
        for column, piece in enumerate(line.split("|"), 1):
            words = piece.strip(" ").replace("⏎", "\n")
            if words == "^":
                cells.append(found[-1][column - 1])
            elif words == "<":
                cells.append(cells[-1])
            else:
                cells.append(Text("" if words == LOST else words, Place(block, number, column), is_lost=words == LOST))
        found.append(tuple(cells))
    return found


def table(*lines: str, block: int = 1) -> Table:
    """Short rows as a table."""
    return Table(tuple(rows(*lines, block=block)))


def found_table(name: str, fields: str, *lines: str, page_starts: Iterable[int] = ()) -> FoundTable:
    """A table of a form, its fields named in the order of the columns."""
    columns = {field: column for column, field in enumerate(fields.split())}
    return FoundTable(name, columns, rows(*lines), set(page_starts))


def document(*blocks: str | Table, kind: str = "txt") -> Document:
    """Paragraphs and tables in order, with their places."""
    made = [Text(block, Place(number)) if isinstance(block, str) else block for number, block in enumerate(blocks, 1)]
    return Document(kind, tuple(made))


def cell_run(*lines: str) -> Document:
    """A dump that prints one cell a line: `>` begins a cell, other lines go on with it, a blank line is a blank line."""
    cells: list[Cell] = []
    after_blank = False
    for number, line in enumerate(lines, 1):
        if not line:
            after_blank = True
            continue
        cells.append(
            Cell(Text(line.removeprefix(">").strip(), Place(1, line=number)), line.startswith(">"), after_blank)
        )
        after_blank = False
    return Document("txt", (CellRun(tuple(cells)),))


# --- reports --------------------------------------------------------------------------------------------


def text(words: str, block: int = 1, row: int = 0, column: int = 0) -> Text:
    """Words at a place."""
    return Text(words, Place(block, row, column))


def indicator(
    name: str,
    plan: str | None = None,
    fact: str | None = None,
    *,
    activity: int | None = 0,
    source: Any = "table",
    row: int = 2,
) -> Indicator:
    """An indicator as its cells say it."""
    one, other = (stated(text(words, 3, row, 2)) if words is not None else None for words in (plan, fact))
    what = status(
        one.quantity if one else None, other.quantity if other else None, plan_said=said(one), fact_said=said(other)
    )
    return Indicator(None, activity, text(name, 3, row, 1), one, other, what, source)


def activity(title: str = "Семинар", **cells: Any) -> Activity:
    """An activity; date, place, participants, result and outcome are given as words."""
    task, no = cells.pop("task", None), cells.pop("no", 1)
    made = {
        name: text(words, 4, 2, at)
        for at, name in enumerate(("date", "place", "participants", "result", "outcome"), 1)
        if (words := cells.pop(name, None))
    }
    people = first_number(made["participants"].line) if "participants" in made else None
    dates = date_span(made["date"].line) if "date" in made else None
    return Activity(task, no, text(title, 4, 2, 9), dates=dates, participants_count=people, **made, **cells)


def effect(code: str, plan: str | None = None, fact: str | None = None, *, small_grants: int | None = None) -> Effect:
    """A row of the effects table."""
    values: list[Stated | None] = [
        stated(text(words, 5, 2, 3)) if words is not None else None for words in (plan, fact)
    ]
    return Effect(code, None, *values, small_grants=None if small_grants is None else Decimal(small_grants))


def people(dimension: str, total: int | None, scope: Any = "project", **counts: int | None) -> Participants:
    """A row of a table of participants; a category that is not given is blank. Ages are written age_13_16, age_59."""
    categories = next(known.categories for known in form().dimensions if known.code == dimension)
    said_of = {_category(name): count for name, count in counts.items()}
    assert set(said_of) <= set(categories), f"{dimension} has {categories}"
    made = {}
    for column, category in enumerate(categories, 2):
        count = said_of.get(category)
        made[category] = Count(count, "blank" if count is None else "value", Place(6, 2, column))
    return Participants(scope, dimension, total, Place(6, 2, 1), made)


def _category(name: str) -> str:
    if not name.startswith("age_"):
        return name
    return "59+" if name == "age_59" else name.removeprefix("age_").replace("_", "-")


def event(no: int, title: str = "Форум", **said_of: Any) -> Event:
    """An event of the interim report."""
    words = {
        name: text(said_of.pop(name), 7, no + 1, 2)
        for name in ("date", "place", "participants", "completion", "documents")
        if name in said_of
    }
    blank: dict[str, Any] = dict.fromkeys(
        ("date", "place", "participants", "categories", "experts", "completion", "documents")
    )
    dates = date_span(words["date"].line) if "date" in words else None
    count = first_number(words["participants"].line) if "participants" in words else None
    return Event(
        no=no,
        title=text(title, 7, no + 1, 1),
        dates=dates,
        participants_count=count,
        appendix_no=said_of.pop("appendix_no", None),
        **{**blank, **words},
    )


def evidence(appendix_no: int, documents: str, slipped_from: int | None = None) -> Evidence:
    """A row of the table of appendices."""
    return Evidence(appendix_no, None, text(documents, 8, appendix_no + 1, 3), slipped_from)


def partner(name: str, role: str | None = None, contact: str | None = None) -> Partner:
    """A partner."""
    return Partner(
        text(name, 9, 2, 2), *(text(words, 9, 2, at) if words else None for at, words in ((3, role), (4, contact)))
    )


def section(code: str, words: str) -> Section:
    """A paragraph of prose in that section of the form."""
    return Section(code, text(words, 10))


def task(no: int | None, title: str, *, is_fixed: bool = False) -> Task:
    """A task."""
    return Task(no, text(title, 2, 2, 1), is_fixed)


def kept_row(**cells: str) -> Row:
    """A row that is kept as written."""
    return Row({name: text(words, 11, 2, at) for at, (name, words) in enumerate(cells.items(), 1)})


def trouble(rule: str, **values: object) -> Trouble:
    """Something that extraction could not read."""
    return Trouble(rule, values, Place(3, 4, 5))


_WORDS = ("organisation", "head", "contacts", "title", "goal", "contract", "period", "grant", "deviation")
_LISTS = (
    "tasks",
    "activities",
    "indicators",
    "effects",
    "participants",
    "partners",
    "risks",
    "events",
    "evidence",
    "proposals",
    "recommendations",
    "links",
    "sections",
    "troubles",
    "phones",
)


def report(form_code: str = "final", **said_of: Any) -> Report:
    """A report that says only what is given; words become texts, `dates` is "start end", lists become tuples."""
    made: dict[str, Any] = dict(said_of)
    for name in _WORDS:
        if isinstance(made.get(name), str):
            made[name] = text(made[name], 1)
    for name in _LISTS:
        if name in made:
            made[name] = tuple(made[name])
    if isinstance(made.get("dates"), str):
        start, _, end = made["dates"].partition(" ")
        made["dates"] = DateSpan(start, end or None)
        made.setdefault("period", text(said_of["dates"], 1))
    if "grant_kzt" in made:
        made["grant_kzt"] = Decimal(made["grant_kzt"])
        made.setdefault("grant", text(str(said_of["grant_kzt"]), 1))
    if "has_tables" in made:
        made["has_tables"] = frozenset(made["has_tables"].split())
    made.setdefault("language", "kk")
    return Report(form_code, **made)


def place(words: str) -> tuple[Found, ...]:
    """The places that the words name."""
    return find(words)


# --- whole papers ---------------------------------------------------------------------------------------


def paper(
    title: str = "«Көмек» жобасы",
    *,
    organisation: str = "«Үміт» қоры",
    contract: str = "12",
    kind: str = "final",
    period: str = "01.03.2023 – 30.11.2023",
    fact: str = "85 адам",
    more: Iterable[str] = (),
) -> str:
    """A short report as a text dump; `more` lines stand at its end."""
    named = {"final": "Қорытынды есеп", "interim": "Аралық бағдарламалық есеп"}[kind]
    fields = [f"2023 жылғы 1 наурыздағы № {contract} шарт", named]
    if kind == "final":
        fields += [
            f"Үкіметтік емес ұйымның толық атауы: {organisation}",
            f"Жобаның атауы: {title}",
            f"Іске асыру кезеңі: {period}",
        ]
    else:
        fields += [f"Грант алушы: {organisation}", f"Гранттың тақырыбы: {title}", f"Есепті кезең: {period}"]
    heading = "Міндеті\tМіндет аясындағы шаралар\tӨткізу күні\tӨткізу орны\tҚатысушылар саны\tҚысқа мерзімді нәтижелер\tКөрсеткіштер\tЖоспар\tФакт"
    row = f"1 міндет. Оқыту\t1.1. Семинар\t5 мамыр 2023 жыл\tТараз қаласы\t85 адам\tСеминар өтті\tҚатысушылар саны\t70-тен кем емес\t{fact}"
    return "\n".join(
        [
            *fields,
            "Грант сомасы: 5 000 000 теңге",
            "Жобаның мақсаты: жастарға көмек көрсету",
            *([heading, row] if kind == "final" else []),
            "",
            *more,
            "",
        ]
    )
