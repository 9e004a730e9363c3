"""The two narrative forms, cut from a whole project: the interim report and the operator's appendix."""

from copy import deepcopy
from datetime import timedelta
from random import Random

from data.examples.facts import Activity, Event, Evidence, Indicator, Report, Task, status
from data.examples.indicators import KINDS
from data.examples.people import demographics
from data.examples.themes import Both
from data.examples.wording import MONTHS_RU_OF, agreed_ru, grouped, long_date, plural_ru
from data.examples.world import person, risks

UNTOLD = frozenset({"percent", "pair", "words", "atmost"})
AUDIENCES = {
    "mixed": Both("ауыл және қала тұрғындары", "сельские и городские жители"),
    "youth": Both("оқушылар, студенттер, жастар", "школьники, студенты, молодежь"),
    "adults": Both("жұмыссыздар, мамандар, ата-аналар", "безработные, специалисты, родители"),
    "elderly": Both("егде жастағы адамдар, зейнеткерлер", "пожилые люди, пенсионеры"),
    "vulnerable": Both("мүгедектігі бар адамдар және олардың отбасылары", "люди с инвалидностью и их семьи"),
}
PLANNED = Both("Индикатор бойынша барлығы - {}", "По индикатору всего - {}")
PLANNED_SHORT = Both("жоспар – {}", "план – {}")
DONE = Both("Жоспарланған іс-шара толығымен орындалды", "Запланированное мероприятие выполнено полностью")
DONE_PARTLY = Both("Іс-шара ішінара орындалды", "Мероприятие выполнено частично")
PROOF = Both("Қатысушылар тізімі, фото, бағдарлама", "Список участников, фото, программа")
PROOF_MADE = Both("Әзірленген материалдар, скриншоттар", "Разработанные материалы, скриншоты")
APPENDIX = Both("№ {} қосымша", "приложение № {}")


def _said(report: Report, kind: str, number: int) -> str:
    told = KINDS[kind]
    count = grouped(number, report.style.gap or " ")
    if report.language == "ru":
        return f"{told.done_ru} {count} {plural_ru(number, told.noun_ru)}"
    whole = "барлығы " if kind == "participants" else ""
    return f"{whole}{count} {told.noun_kk} {told.done_kk}"


def _told(report: Report, one: Indicator, planned: Both | None) -> Indicator:
    """The indicator as a sentence tells it: a count and a noun, seldom a name."""
    kind, fact = KINDS[one.kind], int(one.fact or 0)
    with_plan = planned is not None and one.plan is not None
    plan = int(one.plan or 0) if with_plan else None
    plan_text = report.say(planned).format(plan) if planned is not None and with_plan else ""
    comparator = "=" if with_plan else None
    noun = kind.noun(report.language)
    return Indicator(one.kind, noun, plan, fact, plan_text, _said(report, one.kind, fact), comparator, noun)


def _tell(report: Report, activity: Activity, rng: Random, planned: Both, share: float) -> None:
    """Turns the rows of an activity into one to three told indicators."""
    tellable = [one for one in activity.indicators if KINDS[one.kind].style not in UNTOLD and one.fact is not None]
    activity.indicators = [
        _told(report, one, planned if rng.random() < share else None) for one in tellable[: rng.choice((1, 2, 3))]
    ]
    if activity.participants:
        activity.participants_text = activity.indicators[0].fact_text


def _period(report: Report) -> str:
    start, end = report.start, report.end
    if report.language == "kk":
        return f"{long_date(start, 'kk')} – {long_date(end, 'kk')} аралығы"
    since = f"{start.day} {MONTHS_RU_OF[start.month - 1]} {start.year} года"
    return f"с {since} по {long_date(end, 'ru')}"


def _event(report: Report, activity: Activity, no: int, rng: Random) -> Event:
    text = f"{activity.start:%d.%m.%Y} {report.say(Both('жыл', 'года'))}"
    experts = ", ".join(person(rng, report.language) for _ in range(rng.choice((1, 1, 2))))
    proof = report.say(Both(f"{PROOF.kk}, {APPENDIX.kk}", f"{PROOF.ru}, {APPENDIX.ru}")).format(no)
    done = DONE_PARTLY if any(status(one) == "missed" for one in activity.indicators) else DONE
    audience = report.say(AUDIENCES[report.theme.audience])
    return Event(
        no, activity.title, activity.start, text, activity.place_text, activity.participants or 0, audience,
        experts, report.say(done), proof, no,
    )  # fmt: skip


def _evidence(report: Report, activity: Activity, appendix: int) -> Evidence:
    word = report.say(Both("{} іс-шара. {}", "Мероприятие {}. {}"))
    proof = PROOF if activity.participants else PROOF_MADE
    return Evidence(appendix, word.format(activity.no, activity.title), report.say(proof))


def interim(whole: Report, rng: Random) -> Report:
    """The interim report of the project: its first activities, told, with events, risks and evidence."""
    report = deepcopy(whole)
    report.form = "interim"
    own = [activity for activity in report.activities if activity.task_no is not None]
    kept = own[: max(3, round(len(own) * 0.65))]
    report.tasks = [Task(t.no, t.title, [a for a in t.activities if a in kept]) for t in report.tasks]
    report.tasks = [task for task in report.tasks if task.activities]
    report.end = min(whole.end, max(activity.end for activity in kept) + timedelta(days=rng.randrange(3, 15)))
    report.period_text = _period(report)
    for activity in kept:
        _tell(report, activity, rng, PLANNED, 0.8)
    met = [activity for activity in kept if activity.participants]
    report.events = [_event(report, activity, no, rng) for no, activity in enumerate(met, start=1)]
    others = [activity for activity in kept if not activity.participants]
    report.evidence = [_evidence(report, activity, no) for no, activity in enumerate([*met, *others], start=1)]
    report.risks = risks(rng, report.language)
    report.effects, report.demographics, report.partners, report.deviation_note = [], [], [], ""
    return report


def operator(whole: Report, rng: Random) -> Report:
    """The project in the operator's appendix 4: activities numbered through, no organisation, no money.

    Where a final report lies beside it, they are all activities and people of that.
    """
    report = deepcopy(whole)
    report.form = "operator_project_info"
    of_project = [activity for task in report.tasks if task.no is None for activity in task.activities]
    report.tasks = [task for task in report.tasks if task.no is not None]
    if whole.form == "final":
        report.tasks[-1].activities += of_project
    for no, activity in enumerate(report.activities, start=1):
        activity.no = no
        _tell(report, activity, rng, PLANNED_SHORT, 0.25)
    direct = report.effect("direct_beneficiaries")
    indirect = report.effect("indirect_beneficiaries")
    direct.fact = sum(activity.participants or 0 for activity in report.activities)
    for effect, both in ((direct, DIRECT), (indirect, INDIRECT)):
        effect.plan, effect.plan_text = None, ""
        said = report.say(both).format(grouped(effect.fact or 0, report.style.gap or " "))
        effect.fact_lines = [agreed_ru(said)]
    report.effects = [direct, indirect]
    own = [one for one in whole.demographics if one.scope == "project"]
    report.demographics = own if whole.form == "final" else demographics(direct.fact, report.theme.audience, rng)
    report.partners, report.deviation_note = [], report.say(NONE_FOUND)
    return report


DIRECT = Both("тікелей қамту – {} адам", "прямой охват – {} человек")
INDIRECT = Both("жанама қамту – {} адам", "косвенный охват – {} человек")
NONE_FOUND = Both("ауытқулар анықталған жоқ", "отклонений не выявлено")
