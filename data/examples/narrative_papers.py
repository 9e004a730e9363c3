"""The two narrative forms on paper: the interim report and the operator's appendix 4."""

from collections.abc import Iterator

from data.examples import prose
from data.examples.facts import Activity, Indicator, Report, Task
from data.examples.final_paper import Writer, contract_lines, people_tables, signature
from data.examples.papers import Block, Document, Paragraph, Table, row
from data.examples.wording import money_text


def _sentence(one: Indicator) -> str:
    told = one.fact_text[0].upper() + one.fact_text[1:]
    return f"{told} ({one.plan_text})." if one.plan_text else f"{told}."


def _told(activity: Activity) -> str:
    return " ".join(_sentence(one) for one in activity.indicators)


def _head(writer: Writer) -> Iterator[Block]:
    report = writer.report
    fields = {
        "grantee": report.organisation.name,
        "i_topic": report.title,
        "i_sum": money_text(report.grant_kzt, report.language, report.style.gap or " "),
    }
    if report.style.header == "table":
        yield Table(tuple(row(writer.label(code), text) for code, text in fields.items()), 0, "header")
    else:
        yield from (writer.labelled(code, text) for code, text in fields.items())
    yield Paragraph(writer.label("i_period"), "heading")
    yield Paragraph(report.period_text)


def _task(writer: Writer, task: Task) -> Paragraph:
    return Paragraph(writer.say(f"{task.no} міндет. {task.title}", f"Задача {task.no}. {task.title}"), "heading")


def _interim_deeds(writer: Writer) -> Iterator[Block]:
    for task in writer.report.tasks:
        yield _task(writer, task)
        for one in task.activities:
            yield Paragraph(writer.say(f"{one.no} іс-шара. {one.title}.", f"Мероприятие {one.no}. {one.title}."))
            yield Paragraph(writer.say(f"Өткізілген күні: {one.date_text}", f"Дата проведения: {one.date_text}"))
            yield Paragraph(writer.say(f"Өткізілген орны: {one.place_text}", f"Место проведения: {one.place_text}"))
            yield Paragraph(f"{one.result} {_told(one)}")


EVENT = ("i_no", "i_name", "i_date", "i_place", "i_people", "i_kinds", "i_experts", "i_done", "i_proof")


def _events(writer: Writer) -> Iterator[Table]:
    """The events table; in some reports every event is a table of its own with the header repeated."""
    headings = writer.headings(*EVENT)
    rows = []
    for one in writer.report.events:
        people = writer.say(f"{one.participants} адам", f"{one.participants} человек")
        texts = (one.title, one.date_text, one.place, people, one.categories, one.experts, one.completion)
        rows.append(row(f"{one.no}.", *texts, one.documents))
    if "repeated_header" in writer.report.style.quirks:
        yield from (Table((headings, one), 1, "events") for one in rows)
    else:
        yield Table((headings, *rows), 1, "events")


def _risks(writer: Writer) -> Table:
    rows = (row(one.risk, one.mitigation) for one in writer.report.risks)
    return Table((writer.headings("i_risk", "i_answer"), *rows), 1, "risks")


def _evidence(writer: Writer) -> Table:
    named = [(writer.say(f"{e.appendix_no} қосымша", f"Приложение {e.appendix_no}"), e) for e in writer.report.evidence]
    rows = (row(appendix, one.task, one.documents) for appendix, one in named)
    return Table((writer.headings("i_appendix", "i_task", "i_papers"), *rows), 1, "evidence")


def interim_paper(report: Report) -> Document:
    """The whole interim report."""
    writer = Writer(report)
    blocks: list[Block] = [
        *contract_lines(writer, 5),
        Paragraph(writer.label("i_title"), "title"),
        *_head(writer),
        Paragraph(f"{writer.label('i_s1')}:", "heading"),
        *_interim_deeds(writer),
        Paragraph(f"{writer.label('i_events')}:"),
        *(block for table in _events(writer) for block in (table, Paragraph(""))),
        Paragraph(writer.label("i_s2"), "heading"),
        _risks(writer),
        Paragraph(f"{writer.label('i_note')}:"),
        _evidence(writer),
        *signature(writer, "i_pages"),
    ]
    return Document(tuple(blocks))


def _headline(writer: Writer, one: Activity) -> str:
    kk = [
        f"{one.no} іс-шара: {one.title}",
        f"{one.no}-іс-шара. {one.title}",
        f"{one.no} іс-шара. {one.title}",
    ]
    return writer.say(writer.rng.choice(kk), f"Мероприятие {one.no}. {one.title}")


def _operator_deeds(writer: Writer) -> Iterator[Block]:
    for task in writer.report.tasks:
        yield _task(writer, task)
        for one in task.activities:
            yield Paragraph(_headline(writer, one))
            yield Paragraph(f"{writer.label('o_term')}: {one.date_text}")
            stop = "" if one.place_text.endswith(".") else "."
            place = writer.say(f"Өткізу орны – {one.place_text}{stop}", f"Место проведения – {one.place_text}{stop}")
            yield Paragraph(f"{writer.label('o_what')}: {one.result} {place} {_told(one)}")


def _coverage(report: Report) -> str:
    direct, indirect = (one.fact_lines[0] for one in report.effects)
    if report.language == "kk":
        return f"Жобаға қатысу арқылы {direct}, {indirect}."
    return f"Через участие в проекте {direct}, {indirect}."


def operator_paper(report: Report) -> Document:
    """The project's part of the operator's appendix 4."""
    writer = Writer(report)
    goal = writer.say("Жобаның мақсаты", "Цель проекта")
    blocks: list[Block] = [
        Paragraph(writer.label("o_top"), "right"),
        Paragraph(writer.label("o_title"), "title"),
        Paragraph(f"{writer.label('o_project')}: {report.title}"),
        Paragraph(f"{writer.label('o_s1')}:", "heading"),
        *_operator_deeds(writer),
        Paragraph(_coverage(report)),
        *map(Paragraph, prose.sources(report)),
        Paragraph(f"{writer.label('o_match')}: {report.deviation_note}."),
        Paragraph(f"{writer.label('o_change')}: {prose.change(report, writer.rng)}"),
        Paragraph(f"{writer.label('o_s2')}:", "heading"),
        *people_tables(writer),
        Paragraph(f"{writer.label('o_s3')}:", "heading"),
        Paragraph(f"{goal}: {report.goal}"),
        *_results(writer),
    ]
    return Document(tuple(blocks))


def _results(writer: Writer) -> Iterator[Block]:
    told = prose.results(writer.report, writer.rng)
    told["s5a"] = " ".join(one.result for one in writer.report.activities)
    told["s5c"] = writer.report.activities[-1].outcome
    for code, text in told.items():
        yield Paragraph(f"{writer.label(code)}:")
        yield Paragraph(text)
