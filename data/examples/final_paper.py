"""The final report on paper, in the order of the form."""

from collections.abc import Iterator
from random import Random

from data.examples import prose
from data.examples.facts import Activity, Demographic, Effect, Indicator, Report, Task
from data.examples.labels import label
from data.examples.papers import ABOVE, LEFT, Block, Cell, Document, Paragraph, Table, cell, row
from data.examples.themes import Both
from data.examples.wording import MONTHS_KK_OF, grouped, long_date, money_text

Row = tuple[Cell, ...]
SMALL = Both("Шағын гранттар бойынша - {}", "По малым грантам - {}")
OWN = Both("Жоба бойынша – {}", "По проекту – {}")
MAIN = (
    "m_task",
    "m_deed",
    "m_date",
    "m_place",
    "m_people",
    "m_result",
    "m_name",
    "m_both",
    "m_both",
    "m_outcome",
)
NUMBERS = {"direct_beneficiaries": 1, "indirect_beneficiaries": 2, "staff": 3, "specialists": 4, "ngos": 5,
           "payroll_kzt": 6, "taxes_kzt": 7, "contribution_kzt": 8, "partners": 9}  # fmt: skip


class Writer:
    """Puts one report on paper; holds the report and the hand's few habits."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rng = Random(f"paper {report.name}")
        self.variation = self.rng.randrange(3)

    def label(self, code: str) -> str:
        return label(code, self.report.wording, self.variation)

    def say(self, kk: str, ru: str) -> str:
        return kk if self.report.language == "kk" else ru

    def headings(self, *codes: str) -> Row:
        return row(*(self.label(code) for code in codes))

    def number(self, count: int | None) -> str:
        return "" if count is None else grouped(count, self.report.style.gap or " ")

    def labelled(self, code: str, text: str) -> Paragraph:
        return Paragraph(f"{self.label(code)}: {text}")


def contract_lines(writer: Writer, annex: int) -> list[Block]:
    """Contract and annex, in three lines before the title."""
    report, day = writer.report, writer.report.contract_date
    if report.language == "ru":
        number = writer.rng.choice([f"№ {report.contract_no}", f"№{report.contract_no}"])
        lines = [
            f"Приложение № {annex}",
            "к Договору о предоставлении гранта",
            f"{number} от {long_date(day, 'ru')}",
        ]
    else:
        dated = f"«{day.year}» жылғы {day.day} {MONTHS_KK_OF[day.month - 1]} № {report.contract_no}"
        lines = [dated, "Грант беру жөніндегі Келісімшарттың", f"№ {annex} Қосымшасы"]
    return [Paragraph(line, "right") for line in lines]


def _header(writer: Writer) -> Iterator[Block]:
    report, who = writer.report, writer.report.organisation
    texts = {
        "org": who.name,
        "head": who.head,
        "address": f"{who.address}, {who.phone}",
        "project": report.title,
        "period": report.period_text,
        "grant": money_text(report.grant_kzt, report.language, report.style.gap or " "),
    }
    if report.style.header == "table":
        yield Table(tuple(row(writer.label(code), text) for code, text in texts.items()), 0, "header")
        return
    for no, (code, text) in enumerate(texts.items(), start=1):
        yield Paragraph(f"{no}. {writer.label(code)}: {text}")


def _goal(writer: Writer) -> Table:
    report = writer.report
    achieved = cell(*(f"{no}) {line}" for no, line in enumerate(prose.achieved(report), start=1)))
    if report.wording == "B":
        return Table((writer.headings("goal", "achieved"), (cell(report.goal), achieved)), 1, "goal")
    rows = (
        (cell(f"{writer.label('goal')}:"), cell(report.goal)),
        (cell(f"{writer.label('achieved')}:"), achieved),
    )
    return Table(rows, 0, "goal")


def task_text(writer: Writer, task: Task) -> str:
    if task.no is None or writer.report.style.numbering == "none":
        return task.title
    if writer.report.style.numbering == "plain":
        return f"{task.no}. {task.title}"
    return writer.say(f"{task.no} міндет. {task.title}", f"Задача {task.no}. {task.title}")


def deed_text(writer: Writer, activity: Activity) -> str:
    if activity.task_no is None or writer.report.style.numbering == "none":
        return activity.title
    if writer.report.style.numbering == "plain":
        return f"{activity.task_no}.{activity.no}. {activity.title}"
    return writer.say(f"{activity.no} іс-шара. {activity.title}", f"Мероприятие {activity.no}. {activity.title}")


def _left(writer: Writer, task: Task, activity: Activity) -> Row:
    texts = (activity.date_text, activity.place_text, activity.participants_text, activity.result)
    return row(task_text(writer, task), deed_text(writer, activity), *texts)


def _values(one: Indicator) -> Row:
    return row(one.name, one.plan_text, one.fact_text)


def _continued(layout: str, left: Row, outcome: Cell) -> tuple[Row, Cell]:
    """What stands in the merged columns of the second and later rows of an activity."""
    if layout == "repeated":
        return left, outcome
    empty = ABOVE if layout == "rows" else cell("")
    return (empty,) * 6, empty


def _deed_rows(writer: Writer, task: Task, activity: Activity) -> Iterator[Row]:
    layout, rows = writer.report.style.layout, activity.indicators
    left, outcome = _left(writer, task, activity), cell(activity.outcome)
    if task.activities[0] is not activity and layout != "repeated":
        left = (ABOVE if layout in ("rows", "stacked") else cell(""), *left[1:])
    if layout == "stacked":
        columns = zip(*((one.name, one.plan_text, one.fact_text) for one in rows), strict=True)
        yield (*left, *(cell(*column) for column in columns), outcome)
        return
    yield (*left, *_values(rows[0]), outcome)
    later, same = _continued(layout, left, outcome)
    for one in rows[1:]:
        yield (*later, *_values(one), same)


def _main_headings(writer: Writer) -> tuple[Row, Row]:
    first = list(writer.headings(*MAIN))
    first[8] = LEFT
    second = (*([ABOVE] * 7), cell(writer.label("m_plan")), cell(writer.label("m_fact")), ABOVE)
    return tuple(first), second


def _main(writer: Writer) -> Table:
    headings = _main_headings(writer)
    rows: list[Row] = [*headings]
    repeat_at = 1 if "repeated_header" in writer.report.style.quirks else -1
    for place, task in enumerate(writer.report.tasks):
        rows += headings if place == repeat_at else ()
        for activity in task.activities:
            rows += _deed_rows(writer, task, activity)
    return Table(tuple(rows), 2, "main")


def _effect_row(writer: Writer, one: Effect) -> Row:
    no = NUMBERS.get(one.code)
    name, dot = writer.label(one.code), f"{no}." if no else ""
    values = (cell(one.unit), cell(one.plan_text), cell(*one.fact_lines))
    if writer.report.wording == "B":
        return (cell(f"{dot} {name}".strip()), *values)
    return (cell(dot), cell(name), *values)


def _effects(writer: Writer) -> Table:
    headings = writer.headings("e_name", "e_unit", "e_plan", "e_fact")
    headings = headings if writer.report.wording == "B" else (cell(""), *headings)
    return Table((headings, *(_effect_row(writer, one) for one in writer.report.effects)), 1, "effects")


def _total(writer: Writer, one: Demographic, scopes: int) -> str:
    if scopes == 1:
        return writer.number(one.total)
    return writer.report.say(SMALL if one.scope == "small_grants" else OWN).format(writer.number(one.total))


def _people(writer: Writer, dimension: str) -> Table:
    tables = [one for one in writer.report.demographics if one.dimension == dimension]
    total = "g_total" if dimension == "gender" else "d_total"
    rows = [writer.headings(total, *tables[0].counts)]
    for one in tables:
        rows.append(row(_total(writer, one, len(tables)), *(writer.number(count) for count in one.counts.values())))
    return Table(tuple(rows), 1, dimension)


def people_tables(writer: Writer) -> Iterator[Block]:
    """The three tables of participants, each under its caption."""
    for dimension in ("gender", "status", "age"):
        yield Paragraph(f"{writer.label(dimension)}:")
        yield _people(writer, dimension)


def _sections(writer: Writer) -> Iterator[Block]:
    report = writer.report
    yield Paragraph(f"{writer.label('e_title')}:", "heading")
    yield _effects(writer)
    yield writer.labelled("deviation", report.deviation_note)
    yield Paragraph(f"{writer.label('s2')}:", "heading")
    yield from map(Paragraph, prose.proof(report, writer.rng))
    yield Paragraph(f"{writer.label('s3')}:", "heading")
    yield Paragraph(prose.change(report, writer.rng))
    yield Paragraph(f"{writer.label('s4')}:", "heading")
    yield from people_tables(writer)
    yield Paragraph(f"{writer.label('s5')}:", "heading")
    for code, text in prose.results(report, writer.rng).items():
        yield Paragraph(f"{writer.label(code)}:")
        yield Paragraph(text)
    yield Paragraph(f"{writer.label('s6')}:", "heading")
    yield Paragraph(prose.thanks(report, writer.rng))


def _partners(writer: Writer) -> Table:
    rows = [row(one.name, one.role, one.contact, "") for one in writer.report.partners]
    return Table((writer.headings("p_name", "p_role", "p_contact", "p_note"), *rows), 1, "partners")


def _proposals(writer: Writer) -> Table:
    headings = writer.headings("n_no", "n_sphere", "n_direction", "n_problem", "n_sum", "n_kind", "n_expected")
    return Table((headings, row("1", *prose.proposal(writer.report, writer.rng))), 1, "proposals")


def _recommendations(writer: Writer) -> Table:
    headings = writer.headings("r_body", "r_advice", "r_letter")
    return Table((headings, row(*prose.recommendation(writer.report, writer.rng))), 1, "recommendations")


def signature(writer: Writer, pages: str) -> Iterator[Block]:
    """Page count, grantee, head, date and stamp."""
    report = writer.report
    yield writer.labelled(pages, str(writer.rng.randrange(9, 48)))
    yield writer.labelled("grantee", report.organisation.name)
    yield Paragraph(f"{writer.label('signed')} ____________ {report.organisation.short_head}")
    yield writer.labelled("filled", prose.filled(report))
    yield Paragraph(writer.label("stamp"))


def final_paper(report: Report) -> Document:
    """The whole final report, block by block in the order of the form."""
    writer = Writer(report)
    blocks: list[Block] = [
        *contract_lines(writer, 8),
        Paragraph(writer.label("title"), "title"),
        *_header(writer),
        Paragraph(writer.label("s1"), "heading"),
        _goal(writer),
        Paragraph(""),
        _main(writer),
        *_sections(writer),
        Paragraph(writer.label("p_title"), "heading"),
        _partners(writer),
        Paragraph(f"{writer.label('n_title')}:", "heading"),
        _proposals(writer),
        Paragraph(f"{writer.label('r_title')}:", "heading"),
        _recommendations(writer),
        *signature(writer, "pages"),
    ]
    return Document(tuple(blocks))
