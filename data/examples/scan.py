"""Final reports as a scanner and character recognition hand them on: pipe tables torn at pages, beside what is true.

Everything here follows from how papers are damaged, never from what a reader can mend. Rates grow with severity.

>>> next(damaged_papers("heavy", 1, seed=1)).text.count("|") > 400
True
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from data.examples.facts import Activity, Indicator, Report, Task
from data.examples.final_paper import Writer, final_paper
from data.examples.misread import Misreader, Rates
from data.examples.papers import Cell, Paragraph, Table
from data.examples.plants import plant
from data.examples.projects import project
from data.examples.targets import Hand, indicator
from data.examples.themes import Both
from data.examples.truth import truth
from data.examples.wording import MONTHS_KK, MONTHS_RU_OF

TASK, DEED, DATE, PLACE, PEOPLE, RESULT, NAME, PLAN, FACT, OUTCOME = range(10)
WIDTH = 10
Lines = list[str]


@dataclass(frozen=True, slots=True)
class Damage:
    """How a scan suffers; every number is a share of one, but `page`, the rows that a page holds."""

    rates: Rates
    page: tuple[int, int]
    cut: float  # pages that end inside a row
    cut_aside: float  # rests of cut cells that come out in another column
    reshaped: float  # fragments that gain or lose columns
    headless: float  # fragments whose first row serves as heading
    slipped: float  # rows a column aside
    drifted: float  # merged cells that come out beside a later row of theirs
    spread: float  # merged cells whose lines come out beside one row each
    stacked: float  # activities with several indicators in one cell
    crowded: float  # activities with ten and more indicators
    glued: float  # stacks without any mark between their items
    missing: float  # stacks that lost a plan or a fact
    wrapped: float  # long names that take two lines of their stack
    repeated: float  # fragments printed twice or more
    blank_people: float  # tables of participants that were never filled
    overlapped: float  # pages whose first rows repeat the last of the page before
    twice: float  # rows printed twice, once with the plan copied for the fact
    late: float  # activities whose cells stand a row below their first indicator
    squeezed: float  # fragments with plan and fact in one column
    unparted: float  # pages that no blank line parts


SEVERITIES = {
    "light": Damage(
        Rates(0.03, 0.004, 0.004, 0.002, 0.002, 0.001, 0.05, 0.05), (7, 12),
        0.3, 0.0, 0.0, 0.2, 0.0, 0.0, 0.0, 0.25, 0.05, 0.0, 0.0, 0.1, 0.0, 0.1, 0.0, 0.0, 0.0, 0.0, 0.05,
    ),
    "medium": Damage(
        Rates(0.10, 0.01, 0.01, 0.005, 0.006, 0.004, 0.08, 0.25), (5, 9),
        0.5, 0.15, 0.25, 0.3, 0.1, 0.04, 0.05, 0.4, 0.1, 0.05, 0.06, 0.2, 0.1, 0.25, 0.08, 0.01, 0.02, 0.03, 0.1,
    ),
    "heavy": Damage(
        Rates(0.30, 0.03, 0.03, 0.015, 0.015, 0.01, 0.13, 0.5), (3, 7),
        0.75, 0.35, 0.5, 0.4, 0.25, 0.08, 0.12, 0.55, 0.2, 0.18, 0.15, 0.3, 0.25, 0.4, 0.15, 0.03, 0.04, 0.06, 0.2,
    ),
}  # fmt: skip

# How people word indicators when nobody hands them a list: shorter, longer, with what proves them in brackets.
LONGER = {
    "participants": Both("Қатысушылар;Қатысушылар саны (тізім);Тікелей қамтылған қатысушылар", "Участники;Охват участников (списки)"),
    "seminars": Both("Семинар;Оқыту семинарлары", "Семинары;Обучающие семинары"),
    "trainings": Both("Тренинг;Оффлайн форматтағы тренингтер", "Тренинги;Тренинги в очном формате"),
    "meetings": Both("Кездесу;Тұрғындармен кездесулер", "Встречи;Встречи с жителями"),
    "posts": Both("Пост;Әлеуметтік желілерге арналған пост, қысқа бейне", "Посты;Посты и короткие видео для социальных сетей"),
    "videos": Both("Бейнеролик;Іс-шараның бейнежазбасы", "Видеоролик;Видеозапись мероприятия"),
    "media": Both("Республикалық және өңірлік БАҚ-та тарату;Мақала", "Статьи;Публикации в республиканских и региональных СМИ"),
    "photos": Both("Фото;Фото есеп (әр іс-шара бойынша)", "Фото;Фотоотчет по каждому мероприятию"),
    "photovideo": Both("Фото/видео;Іс-шараның фото/бейне есебі", "Фото/видео;Фото- и видеоотчет мероприятия"),
    "satisfaction": Both("Қанағаттану деңгейі сауалнама негізінде;Сауалнама (қанағаттану)", "Удовлетворенность по итогам анкетирования"),
    "materials": Both("Буклет;Үнпарақтар (үлестірмелі материал)", "Буклеты;Листовки (раздаточный материал)"),
    "experts": Both("Спикер;Сарапшылар, спикерлер", "Спикеры;Эксперты, спикеры"),
    "memoranda": Both("Меморандумға қол қою;Меморандумдар", "Подписание меморандума;Меморандумы"),
    "list": Both("Қатысушылар тізімі (қолы қойылған);Бағдарлама", "Список участников с подписями;Программа"),
    "views": Both("Қаралым;Бейнероликтердің қаралым саны", "Просмотры;Просмотры видеороликов"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DamagedPaper:
    """One scanned report: its text and what a careful person would read in it."""

    name: str
    text: str
    truth: dict[str, Any]


@dataclass(slots=True)
class Scan:
    """One paper on its way through the machine: who reads it badly, what is lost on the way."""

    report: Report
    damage: Damage
    rng: Random
    ocr: Misreader
    doubtful: set[int] = field(default_factory=set)  # ids of indicators whose values nobody can tell apart
    blank: set[str] = field(default_factory=set)  # dimensions of participants left blank
    has_contract: bool = True

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def say(self, kk: str, ru: str) -> str:
        return kk if self.report.language == "kk" else ru


def damaged_papers(severity: str, count: int, seed: int) -> Iterator[DamagedPaper]:
    """That many scanned final reports, mostly Kazakh."""
    for number in range(count):
        yield damaged_paper(severity, number, seed)


def damaged_paper(severity: str, number: int, seed: int) -> DamagedPaper:
    """The scan of one invented report and the truth about it."""
    rng, damage = Random(f"scan {seed} {severity} {number}"), SEVERITIES[severity]
    report = _kazakh_mostly(number, seed)
    report.name = f"{severity}_{seed}_{number:03d}"
    scan = Scan(report, damage, rng, Misreader(rng, damage.rates))
    _reworded(scan)
    if scan.chance(0.4):
        plant(report, rng)
    if not report.contradictions:
        scan.blank = {dimension for dimension in ("gender", "status", "age") if scan.chance(damage.blank_people)}
    scan.has_contract = scan.chance(0.5)
    text = "\n".join(_printed(scan)) + "\n"
    return DamagedPaper(report.name, text, _known(scan))


def _kazakh_mostly(number: int, seed: int) -> Report:
    """An invented final report; two in three projects that would be Russian are passed over."""
    for step in range(40):
        report = project(number * 41 + step, "final", "pipes", frozenset(), seed)
        if report.language == "kk" or number % 5 == 4:
            return report
    return report


def _reworded(scan: Scan) -> None:
    """Names as different people word them, a period in words, and now and then a crowd of indicators."""
    report, rng = scan.report, scan.rng
    hand = Hand(rng, report.language, report.style.gap, False, 0.2)
    for activity in report.activities:
        used = {one.kind for one in activity.indicators}
        if scan.chance(scan.damage.crowded):
            more = [code for code in LONGER if code not in used and code != "participants"]
            activity.indicators += [indicator(code, activity.kind, hand) for code in rng.sample(more, 7)]
        for one in activity.indicators:
            if one.kind in LONGER and rng.random() < 0.5:
                one.name = rng.choice(LONGER[one.kind].of(report.language).split(";"))
    if scan.chance(0.5):
        report.period_text = _spelled_period(report)


def _spelled_period(report: Report) -> str:
    start, end = report.start, report.end
    if start.year != end.year:
        return report.period_text
    if report.language == "ru":
        return f"{start.day} {MONTHS_RU_OF[start.month - 1]} - {end.day} {MONTHS_RU_OF[end.month - 1]} {end.year} года"
    days = f"{start.day} {MONTHS_KK[start.month - 1]} – {end.day} {MONTHS_KK[end.month - 1]}"
    if start.day % 3 == 0:
        return f"{start:%d.%m.%Y}-{end:%d.%m.%Y} ж.ж."
    return f"{start.year} жылғы {days}" if start.day % 2 else f"{days} {end.year} жыл"


def _known(scan: Scan) -> dict[str, Any]:
    """The truth, less what the scan lost for any reader."""
    facts = truth(scan.report)
    doubtful = [id(one) in scan.doubtful for activity in scan.report.activities for one in activity.indicators]
    for one, doubt in zip(facts["indicators"], doubtful, strict=True):
        one["ambiguous"] = doubt
    for table in facts["demographics"]:
        if table["dimension"] in scan.blank:
            table["declared_total"] = None
            table["counts"] = dict.fromkeys(table["counts"])
    facts["demographics"] = [
        table for table in facts["demographics"] if table["dimension"] not in scan.blank or table["scope"] == "project"
    ]
    if not scan.has_contract:
        facts["project"]["contract_no"] = facts["project"]["contract_date"] = None
    return facts


# --- the paper, block by block ------------------------------------------------------------------------------


def _printed(scan: Scan) -> Iterator[str]:
    document, writer = final_paper(scan.report), Writer(scan.report)
    past_title = False
    for block in document.blocks:
        if isinstance(block, Table):
            yield from ("", *_table(scan, writer, block), "")
        elif block.kind == "title":
            past_title = True
            yield from (_title(scan, block.text), "")
            yield from _customer(scan)
        elif past_title or scan.has_contract:
            yield from (*_paragraph(scan, block), "")
            if block.text == writer.label("s1"):
                yield from _told(scan, writer)


def _table(scan: Scan, writer: Writer, table: Table) -> Iterator[str]:
    if table.name == "main":
        yield from _main(scan, writer)
    elif table.name in ("gender", "status", "age") and table.name in scan.blank:
        yield from _small(scan, replace(table, rows=(table.rows[0], (Cell(),) * len(table.rows[0]))))
    else:
        yield from _small(scan, table)


def _title(scan: Scan, text: str) -> str:
    said = scan.ocr.label(text)
    if scan.chance(0.3):
        said = said.upper()
    words = said.split()
    if scan.chance(0.3):
        return f"**{' '.join(words[:-2])}**\n\n**{' '.join(words[-2:])}**"
    return scan.rng.choice(["# {}", "## **{}**", "**{}**", "{}"]).format(said)


def _customer(scan: Scan) -> Iterator[str]:
    if scan.chance(0.4):
        where = scan.report.regions[0].of(scan.report.language)
        said = scan.say(
            f"Тапсырыс беруші: {where} ішкі саясат басқармасы", f"Заказчик: управление внутренней политики {where}"
        )
        yield from (scan.ocr.words(said), "")


def _paragraph(scan: Scan, block: Paragraph) -> Lines:
    if block.kind == "heading":
        said = scan.ocr.label(block.text)
        return [scan.rng.choice(["**{}**", "## {}", "#### **{}**", "{}"]).format(said)]
    label, colon, value = block.text.partition(": ")
    if colon and len(label) > 12 and label.count(" ") < 24 and not label.startswith("http"):
        return _labelled(scan, label, value)
    return [scan.ocr.words(block.text)]


def _labelled(scan: Scan, label: str, value: str) -> Lines:
    """A field of the form: label and value on one line, on two, or the label broken over two."""
    said, value = scan.ocr.label(label), scan.ocr.words(value)
    words = said.split()
    half = len(words) // 2
    return scan.rng.choice(
        [
            [f"{said}: {value}"],
            [f"**{said}:** {value}"],
            [f"**{said}** {value}"],
            [f"{said}:", "", value],
            [f"**{said}**", "", value],
            [" ".join(words[:half]), f"{' '.join(words[half:])}: {value}"],
            [f"| {said} | {value} |", "|---|---|"],
            [f"| | |\n|--|--|\n| {said} | {value} |"],
        ]
    )


def _told(scan: Scan, writer: Writer) -> Iterator[str]:
    """The activities in running text, under the headings of their tasks, with date, place and people named there."""
    if not scan.chance(0.7):
        return
    for task in scan.report.tasks:
        if task.no is None:
            continue
        yield from (
            scan.ocr.words(scan.say(f"**{task.no} міндет.** {task.title}", f"Задача {task.no}. {task.title}")),
            "",
        )
        for one in task.activities:
            head = scan.say(f"{one.no} іс-шара. {one.title}", f"Мероприятие {one.no}. {one.title}")
            people = scan.say("Іс-шараға {} адам қатысты.", "В мероприятии участвовало {} человек.")
            text = scan.say(
                f"Іс-шара {one.date_text} {one.place_text} өткізілді.",
                f"Мероприятие проведено {one.date_text}, {one.place_text}.",
            )
            said = f"{text} {people.format(one.participants) if one.participants else ''} {one.result}"
            yield from (scan.ocr.words(head), "", scan.ocr.words(said), "")


# --- smaller tables ---------------------------------------------------------------------------------------------


def _small(scan: Scan, table: Table) -> Iterator[str]:
    """A smaller table: cut at a page now and then, its labels damaged, its numbers kept in their cells."""
    rows = [[_cell(scan, cell, at < table.headers) for cell in row] for at, row in enumerate(table.rows)]
    width = len(rows[0])
    breaks = {scan.rng.randrange(2, len(rows))} if len(rows) > 4 and scan.chance(0.6) else set()
    if table.name in ("gender", "status", "age") and scan.chance(scan.damage.cut_aside / 2):
        breaks = {1}
    if table.name in ("header", "goal") and scan.chance(0.5):
        yield from (_row([""] * width), _delimiter(scan, width))
    for at, row in enumerate(rows):
        if at in breaks:
            yield from _page_end(scan)
            if table.name == "effects" and scan.chance(scan.damage.reshaped):
                wider = scan.rng.randrange(width)
                rows[at:] = [[*cells[:wider], "", *cells[wider:]] for cells in rows[at:]]
                width += 1
            if not scan.chance(scan.damage.headless):
                yield from (_row([""] * width), _delimiter(scan, width))
                yield _row(rows[at])
            else:
                yield from (_row(rows[at]), _delimiter(scan, width))
            continue
        yield _row(row)
        if at == 0 and table.headers:
            yield _delimiter(scan, width)


def _cell(scan: Scan, cell: Cell, heading: bool) -> str:
    if cell.merge:
        return ""
    lines = [line for line in cell.lines if line]
    if heading:
        words = scan.ocr.label(" ".join(lines)).split()
        at = len(words) // 2
        said = " ".join(words[:at]) + "<br>" + " ".join(words[at:]) if at and scan.chance(0.4) else " ".join(words)
        return f"**{said}**" if said and scan.chance(0.4) else said
    if len(lines) > 2 and scan.chance(0.5):
        return "<ol>" + " ".join(f"<li>{scan.ocr.words(line)}</li>" for line in lines) + "</ol>"
    return "<br>".join(scan.ocr.value(line) if len(line) < 24 else scan.ocr.words(line) for line in lines)


def _row(cells: Lines) -> str:
    return "| " + " | ".join(cells) + " |"


def _delimiter(scan: Scan, width: int) -> str:
    return "|" + "|".join("-" * scan.rng.randrange(2, 20) for _ in range(width)) + "|"


def _page_end(scan: Scan) -> Iterator[str]:
    """What stands between two pages: nothing, a page number, a running head."""
    yield ""
    if scan.chance(0.4):
        yield from (scan.rng.choice(["{}", "- {} -", "**{}**", "{} бет"]).format(scan.rng.randrange(2, 30)), "")
    if scan.chance(0.1):
        yield from (scan.ocr.words(scan.report.organisation.name), "")


# --- the main table -------------------------------------------------------------------------------------------


def _main(scan: Scan, writer: Writer) -> Iterator[str]:
    rows = [row for task in scan.report.tasks for row in _task_rows(scan, writer, task)]
    fragments = _with_rests(scan, _pages(scan, rows))
    for at, fragment in enumerate(fragments):
        shaped = _reshaped(scan, fragment) if at else fragment
        for _ in range(1 + (bool(at) and scan.chance(scan.damage.repeated)) * scan.rng.choice((1, 1, 2))):
            if at and not scan.chance(scan.damage.unparted):
                yield from _page_end(scan)
            yield from _fragment(scan, writer, shaped, first=at == 0)


def _task_rows(scan: Scan, writer: Writer, task: Task) -> Iterator[list[str]]:
    for activity in task.activities:
        rows = _deed_rows(scan, activity)
        title = _numbered_task(scan, task) if activity is task.activities[0] else ""
        left = [
            scan.ocr.words(f"**{title}**" if title and scan.chance(0.3) else title),
            scan.ocr.words(_numbered_deed(scan, activity)),
            scan.ocr.value(activity.date_text),
            scan.ocr.words(activity.place_text),
            scan.ocr.value(activity.participants_text),
            scan.ocr.words(activity.result),
        ]
        late = len(rows) > 2 and not title and scan.chance(scan.damage.late)
        if late:
            scan.doubtful.add(id(activity.indicators[0]))
        _lay(scan, rows[late:], left, scan.ocr.words(activity.outcome))
        yield from (_slipped(scan, row) for row in rows)


def _numbering(scan: Scan) -> int:
    """The paper's own way of numbering, the same all through."""
    return Random(f"numbering {scan.report.name}").randrange(6)


def _numbered_task(scan: Scan, task: Task) -> str:
    if task.no is None:
        return task.title
    kk = ("{}", "{no}-міндет. {}", "Міндет {no}. {}", "№{no} міндет. {}", "{no}. {}", "{no} міндет: {}")
    ru = ("{}", "Задача {no}. {}", "Задача №{no}. {}", "{no}-я задача. {}", "{no}. {}", "{no} задача: {}")
    return scan.say(kk[_numbering(scan)], ru[_numbering(scan)]).format(task.title, no=task.no)


def _numbered_deed(scan: Scan, one: Activity) -> str:
    if one.task_no is None:
        return one.title
    kk = ("{}", "{no}-іс-шара. {}", "Іс-шара {task}.{no}. {}", "{no} іс шара. {}", "{task}.{no} {}", "{task}.{no}. {}")
    ru = (
        "{}",
        "Мероприятие {no}. {}",
        "Мероприятие {task}.{no}. {}",
        "{no}-е мероприятие. {}",
        "{task}.{no} {}",
        "{task}.{no}. {}",
    )
    return scan.say(kk[_numbering(scan)], ru[_numbering(scan)]).format(one.title, no=one.no, task=one.task_no)


def _deed_rows(scan: Scan, activity: Activity) -> list[list[str]]:
    """The rows of an activity's indicators: one each, or in stacks."""
    ones = activity.indicators
    if not scan.chance(scan.damage.stacked):
        return [row for one in ones for row in _rows_of_one(scan, one)]
    if len(ones) > 4 and scan.chance(0.5):
        at = scan.rng.randrange(2, len(ones) - 1)
        return [_stack_row(scan, ones[:at]), _stack_row(scan, ones[at:])]
    return [_stack_row(scan, ones)]


def _rows_of_one(scan: Scan, one: Indicator) -> list[list[str]]:
    """The row of an indicator; now and then it is printed twice, the plan copied for the fact in one of them."""
    row = _one_row(scan, one)
    if one.fact is None or one.plan is None or not scan.chance(scan.damage.twice):
        return [row]
    return [[*row[:FACT], row[PLAN], row[OUTCOME]], row]


def _one_row(scan: Scan, one: Indicator) -> list[str]:
    name = _wrapped(scan, one.name) if scan.chance(scan.damage.wrapped) else scan.ocr.words(one.name)
    return ["", "", "", "", "", "", name, scan.ocr.value(one.plan_text), scan.ocr.value(one.fact_text), ""]


def _wrapped(scan: Scan, name: str) -> str:
    """The name on two lines, the second beginning in lower case as a wrapped line does."""
    words = scan.ocr.words(name).split()
    return " ".join(words[:-1]) + "<br>" + words[-1] if len(words) > 2 and words[-1][0].islower() else " ".join(words)


def _stack_row(scan: Scan, ones: list[Indicator]) -> list[str]:
    plans = [scan.ocr.value(one.plan_text) for one in ones]
    facts = [scan.ocr.value(one.fact_text) for one in ones]
    if len(ones) > 2 and scan.chance(scan.damage.missing):
        lost = scan.rng.choice((plans, facts))
        del lost[scan.rng.randrange(len(lost))]
        scan.doubtful.update(map(id, ones))
    glued = scan.chance(scan.damage.glued)
    mark = "glued" if glued else scan.rng.choice(["br", "p", "spaces", "br", "p"])
    names = [
        _wrapped(scan, one.name) if mark == "p" and scan.chance(scan.damage.wrapped) else scan.ocr.words(one.name)
        for one in ones
    ]
    values = mark if scan.chance(0.75) or glued else scan.rng.choice(["br", "p", "spaces"])
    name = _stack(scan, names, mark)
    return ["", "", "", "", "", "", name, _stack(scan, plans, values), _stack(scan, facts, values), ""]


def _stack(scan: Scan, items: Lines, mark: str) -> str:
    items = [item for item in items if item]
    match mark:
        case "br":
            return "<br>".join(items)
        case "p":
            return " ".join(f"<p>{item}</p>" for item in items)
        case "spaces":
            return "  ".join(items)
    return scan.rng.choice((" ", " ", "")).join(items) if items[0][0].isupper() else " ".join(items)


def _lay(scan: Scan, rows: list[list[str]], left: Lines, outcome: str) -> None:
    """Put the merged cells beside the first of their rows, or where the scan took them to be."""
    for at, text in enumerate([*left, outcome]):
        column = OUTCOME if at == len(left) else at
        if column in (DEED, RESULT) and len(rows) > 1 and scan.chance(scan.damage.spread):
            _spread(scan, rows, column, text)
        elif column > DEED and len(rows) > 1 and scan.chance(scan.damage.drifted):
            rows[scan.rng.randrange(1, len(rows))][column] = text
        else:
            rows[0][column] = text


def _spread(scan: Scan, rows: list[list[str]], column: int, text: str) -> None:
    """The lines of a merged cell, one beside each row."""
    words = text.split()
    step = max(2, -(-len(words) // min(len(rows), 3)))
    for row, at in zip(rows, range(0, len(words), step), strict=False):
        row[column] = " ".join(words[at : at + step])


def _slipped(scan: Scan, row: list[str]) -> list[str]:
    """The row with name, plan and fact a column to the left or right, where these columns are free."""
    if not scan.chance(scan.damage.slipped):
        return row
    values = row[NAME : FACT + 1]
    if not row[RESULT] and scan.chance(0.6):
        return [*row[:RESULT], *values, "", row[OUTCOME]]
    return row if row[OUTCOME] else [*row[:NAME], "", *values]


def _pages(scan: Scan, rows: list[list[str]]) -> list[list[list[str]]]:
    pages: list[list[list[str]]] = []
    while rows:
        size = scan.rng.randint(*scan.damage.page)
        pages.append(rows[:size])
        rows = rows[size:]
    return pages


def _with_rests(scan: Scan, pages: list[list[list[str]]]) -> list[list[list[str]]]:
    """The pages, some cut inside their last row: the rests of its cells begin the next page."""
    for page, following in itertools.pairwise(pages):
        if scan.chance(scan.damage.overlapped):
            following[:0] = [list(row) for row in page[-scan.rng.choice((1, 2)) :]]
        elif scan.chance(scan.damage.cut):
            rest = _cut_row(scan, page[-1])
            if any(rest):
                following.insert(0, _aside(scan, rest))
    return pages


def _cut_row(scan: Scan, row: list[str]) -> list[str]:
    """Cut the row where its page ends; what is left of each cell."""
    rest = [""] * WIDTH
    likely = [at for at in (TASK, DEED, PLACE, RESULT, NAME, OUTCOME) if len(row[at].split()) > 3]
    if "(" in row[PLAN] and "(" in row[FACT] and "<" not in row[NAME] and "  " not in row[NAME]:
        for at in (PLAN, FACT):
            row[at], rest[at] = row[at].split(" ", 1)
        return rest
    for at in scan.rng.sample(likely, min(len(likely), scan.rng.choice((1, 1, 2)))):
        if "<p>" in row[at] or "<br>" in row[at] or "  " in row[at]:
            if at == NAME:
                _cut_stack(row, rest)
            continue
        words = row[at].split()
        keep = scan.rng.randrange(2, len(words))
        row[at], rest[at] = " ".join(words[:keep]), " ".join(words[keep:])
    return rest


def _cut_stack(row: list[str], rest: list[str]) -> None:
    """Cut names, plans and facts of a stack after the same number of items, if each can be told apart."""
    parts = [_items(row[at]) for at in (NAME, PLAN, FACT)]
    if len({len(items) for _, items in parts}) > 1 or len(parts[0][1]) < 3:
        return
    half = len(parts[0][1]) // 2
    for at, (mark, items) in zip((NAME, PLAN, FACT), parts, strict=True):
        row[at], rest[at] = mark.join(items[:half]), mark.join(items[half:])


def _items(cell: str) -> tuple[str, list[str]]:
    if "<p>" in cell:
        return " ", re.findall(r"<p>.*?</p>", cell)
    mark = "<br>" if "<br>" in cell else "  "
    return mark, cell.split(mark)


def _aside(scan: Scan, rest: list[str]) -> list[str]:
    """The rests of cut cells, one of words a column aside now and then."""
    words = [at for at in (TASK, DEED, RESULT) if rest[at]]
    if words and scan.chance(scan.damage.cut_aside):
        at = scan.rng.choice(words)
        to = at + 1 if not rest[at + 1] else at
        rest[to], rest[at] = rest[at], rest[to]
    return rest


def _reshaped(scan: Scan, rows: list[list[str]]) -> list[list[str]]:
    """The fragment with empty columns lost, or with one more."""
    if scan.chance(scan.damage.squeezed):
        mark = scan.rng.choice(["<br>", "  ", " "])
        alone = all("<" not in row[NAME] and "  " not in row[NAME] for row in rows)
        return (
            [[*row[:PLAN], mark.join(filter(None, row[PLAN : FACT + 1])), row[OUTCOME]] for row in rows]
            if alone
            else rows
        )
    if not scan.chance(scan.damage.reshaped):
        return rows
    empty = [at for at in range(WIDTH) if not any(row[at] for row in rows)]
    if empty and scan.chance(0.7):
        lost = set(scan.rng.sample(empty, min(len(empty), scan.rng.choice((1, 1, 2)))))
        return [[cell for at, cell in enumerate(row) if at not in lost] for row in rows]
    at = scan.rng.randrange(WIDTH)
    return [[*row[:at], "", *row[at:]] for row in rows]


def _fragment(scan: Scan, writer: Writer, rows: list[list[str]], *, first: bool) -> Iterator[str]:
    width = len(rows[0])
    if first or (width == WIDTH and scan.chance(0.08)):
        yield from _headings(scan, writer)
    elif not scan.chance(scan.damage.headless):
        yield from (_row([""] * width), _delimiter(scan, width))
    else:
        yield from (_row(rows[0]), _delimiter(scan, width))
        rows = rows[1:]
    yield from map(_row, rows)
    if scan.chance(0.15):
        yield _delimiter(scan, width)


def _headings(scan: Scan, writer: Writer) -> Iterator[str]:
    codes = ("m_task", "m_deed", "m_date", "m_place", "m_people", "m_result", "m_name", "m_both")
    first = [_cell(scan, Cell((writer.label(code),)), heading=True) for code in codes]
    outcome = _cell(scan, Cell((writer.label("m_outcome"),)), heading=True)
    if scan.chance(0.15):
        plan, fact = (scan.ocr.label(writer.label(code)) for code in ("m_plan", "m_fact"))
        yield from (_row([*first[:-1], f"{first[-1]} {plan}", fact, outcome]), _delimiter(scan, WIDTH))
        return
    yield _row([*first, "", outcome])
    yield _delimiter(scan, WIDTH)
    yield _row([""] * 7 + [scan.ocr.label(writer.label("m_plan")), scan.ocr.label(writer.label("m_fact")), ""])
