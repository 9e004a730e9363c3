"""Invents projects that are consistent through and through; contradictions come later."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.examples.facts import Activity, Demographic, Effect, Indicator, Report, Style, Task, status
from data.examples.indicators import DEEDS
from data.examples.people import demographics
from data.examples.places import (
    MEDIA,
    NEW_REGIONS_SINCE,
    ONLINE,
    REGIONS,
    Region,
    named_place,
    place_text,
    region_then,
)
from data.examples.targets import Hand, indicator, rounded
from data.examples.themes import (
    CLOSING_DEED,
    CLOSING_TASK,
    NEWS_DEED,
    NEWS_TASK,
    SMALL_GRANTS_DEED,
    THEMES,
    Both,
    Deed,
    Theme,
)
from data.examples.wording import NBSP, dated, grouped
from data.examples.world import organisation, partners

BORN_IN_2022 = frozenset({"KZ-10", "KZ-33", "KZ-62"})
UNITS = {
    "people": Both("адам", "человек"),
    "bodies": Both("ұйым", "организация"),
    "money": Both("теңге", "тенге"),
    "either": Both("ұйым/адам", "организация/человек"),
}
SMALL_GRANTS_LABEL = Both("Шағын гранттар бойынша", "По малым грантам")
PROJECT_LABEL = Both("жоба бойынша", "по проекту")
NO_DEVIATIONS = (
    Both("Жоспардан ауытқу жоқ.", "Отклонений от плана нет."),
    Both("Ауытқулар болған жоқ.", "Отклонений не было."),
)
_LATIN = {
    "ecology": "taza", "inclusion": "ten", "youth": "jas", "elderly": "ardager", "culture": "mura",
    "volunteers": "erikti", "employment": "kasip", "family": "shanyraq", "digital": "cifr",
    "health": "sau", "law": "zan", "sport": "sport",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """What is settled of a project before its activities: who, where, when, in which language."""

    number: int
    rng: Random
    hand: Hand
    theme: Theme
    regions: tuple[Region, ...]
    start: date
    end: date
    style: Style
    wording: str

    @property
    def language(self) -> str:
        return self.hand.language


def _period(number: int, region: str, rng: Random) -> tuple[date, date]:
    year = 2019 + number * 3 % 7
    if region in BORN_IN_2022 and year < 2023:
        year = 2023 + number % 3
    start = date(year, rng.choice((2, 3, 3, 4, 4, 5, 6)), rng.choice((1, 1, 5, 10, 12, 15)))
    if rng.random() < 0.12 and start >= NEW_REGIONS_SINCE and year < 2025:
        return start, date(year + 1, 11, rng.choice((20, 29, 30)))
    return start, date(year, rng.choice((10, 11, 11, 11, 12)), rng.choice((15, 20, 25, 30)))


def _regions(number: int, start: date, rng: Random) -> tuple[Region, ...]:
    codes = [REGIONS[number * 7 % 20].code]
    known = [one.code for one in REGIONS if start >= NEW_REGIONS_SINCE or one.code not in BORN_IN_2022]
    if rng.random() < 0.14:
        others = [code for code in known if code not in codes]
        codes += rng.sample(others, rng.choice((1, 2, 3)))
    return tuple(region_then(code, start) for code in codes)


def _wording(form: str, rng: Random) -> str:
    draw = rng.random()
    if form == "final":
        return "A" if draw < 0.42 else "B" if draw < 0.74 else "ru"
    return "ru" if draw < 0.2 else "A"


def _style(medium: str, quirks: frozenset[str], rng: Random) -> Style:
    layout = rng.choices(("rows", "stacked", "repeated", "blank"), (50, 26, 12, 12))[0]
    gap = rng.choices((" ", NBSP, ""), (62, 28, 10))[0]
    header = "table" if rng.random() < 0.15 else "paragraphs"
    numbering = rng.choices(("none", "plain", "worded"), (40, 30, 30))[0]
    return Style(layout, header, medium, gap, numbering, rng.random() < 0.1, quirks)


def _frame(number: int, form: str, medium: str, quirks: frozenset[str], seed: int) -> Frame:
    rng = Random(f"{seed} project {number}")
    start, end = _period(number, REGIONS[number * 7 % 20].code, rng)
    wording, style = _wording(form, rng), _style(medium, quirks, rng)
    slack = rng.choices((0.0, 0.08, 0.2), (40, 35, 25))[0]
    hand = Hand(rng, "ru" if wording == "ru" else "kk", style.gap, style.copied, slack)
    theme = THEMES[(number * 5 + number // 12) % len(THEMES)]
    return Frame(number, rng, hand, theme, _regions(number, start, rng), start, end, style, wording)


def _when(frame: Frame, deed: Deed, share: float, width: float) -> tuple[date, date]:
    """The days of an activity: the share of the period passed before it, and its part of the period."""
    days = (frame.end - frame.start).days
    if deed.kind == "news":
        return frame.start, frame.end
    share = max(share, 0.9) if deed.kind == "closing" else share
    start = frame.start + timedelta(days=int(days * share))
    length = {"closing": 0, "roundtable": 0, "forum": 1}.get(deed.kind, int(days * width * frame.rng.random()))
    length = 0 if frame.rng.random() < 0.35 else length
    return start, min(frame.end, start + timedelta(days=length))


def _indicators(frame: Frame, deed: Deed) -> list[Indicator]:
    kind, rng = DEEDS[deed.kind], frame.rng
    extra = rng.sample(kind.optional, min(len(kind.optional), rng.choice((1, 2, 3, 3, 4))))
    return [indicator(code, deed.kind, frame.hand) for code in (*kind.core, *extra)]


def _place(frame: Frame, deed: Deed, first: bool) -> tuple[str, tuple[Region, ...]]:
    """The words for a place, and the regions meant by them; online work is for the whole project."""
    rng, language = frame.rng, frame.language
    if deed.kind == "news":
        return rng.choice(MEDIA[language]), frame.regions
    if first:
        return ", ".join(named_place(region, rng, language) for region in frame.regions), frame.regions
    if deed.kind in ("video", "guide", "survey") and rng.random() < 0.4:
        return rng.choice(ONLINE[language]), frame.regions
    region = rng.choice(frame.regions)
    return place_text(region, rng, language), (region,)


def _headcount(activity: Activity, hand: Hand) -> None:
    """Fills the participants' cell from the indicator that counts them."""
    people = next((one for one in activity.indicators if one.kind == "participants"), None)
    if people is None or people.fact is None:
        return
    activity.participants = int(people.fact)
    number = grouped(activity.participants, hand.gap)
    activity.participants_text = hand.pick(
        [number, number, f"{number} адам", f"{number} қатысушы"],
        [number, number, f"{number} чел.", f"{number} человек"],
    )


def _activity(frame: Frame, task_no: int | None, no: int, deed: Deed, share: float, width: float) -> Activity:
    start, end = _when(frame, deed, share, width)
    written, kind = dated(start, end, frame.rng, frame.language), DEEDS[deed.kind]
    place, regions = _place(frame, deed, (task_no, no) == (1, 1))
    activity = Activity(
        task_no, no, deed.kind, deed.title.of(frame.language), start, end,
        written.text, written.start, written.end, place, tuple(region.code for region in regions),
        kind.result.of(frame.language), kind.outcome.of(frame.language), _indicators(frame, deed),
    )  # fmt: skip
    _headcount(activity, frame.hand)
    return activity


def _deeds(frame: Frame, small_grants: bool) -> list[tuple[int | None, Both, list[Deed]]]:
    chosen = list(frame.theme.tasks)
    if frame.rng.random() < 0.25:
        chosen.pop(frame.rng.randrange(3))
    planned: list[tuple[int | None, Both, list[Deed]]] = [
        (no, title, list(deeds)) for no, (title, deeds) in enumerate(chosen, start=1)
    ]
    if small_grants:
        planned[-1][2].append(SMALL_GRANTS_DEED)
    return [*planned, (None, CLOSING_TASK, [CLOSING_DEED]), (None, NEWS_TASK, [NEWS_DEED])]


def _tasks(frame: Frame, small_grants: bool) -> list[Task]:
    planned = _deeds(frame, small_grants)
    width, done, tasks = 0.9 / sum(len(deeds) for _, _, deeds in planned), 0, []
    for no, title, deeds in planned:
        activities = []
        for place, deed in enumerate(deeds, start=1):
            activities.append(_activity(frame, no, place, deed, 0.02 + done * width, width * 1.5))
            done += 1
        tasks.append(Task(no, title.of(frame.language), activities))
    return tasks


def _effect(code: str, unit: str, plan: int | None, fact: int | None, frame: Frame) -> Effect:
    texts = ["-" if number is None else grouped(number, frame.style.gap or " ") for number in (plan, fact)]
    return Effect(code, UNITS[unit].of(frame.language), plan, fact, texts[0], [texts[1]])


def _vulnerable(direct: int, tables: list[Demographic], frame: Frame) -> list[Effect]:
    """The two sub-rows that wording B does not have; seldom left blank."""
    if frame.wording == "B":
        return []
    counts = tables[1].counts
    fact = sum(counts[code] or 0 for code in ("disabled", "elderly_50plus", "unemployed"))
    few = frame.rng.choice((0, 1, 1, 2))
    blank = frame.rng.random() < 0.3
    pairs = [(None, None), (None, None)] if blank else [(rounded(fact * 0.9 + 1), fact), (few, few)]
    codes = ("direct_vulnerable", "specialists_vulnerable")
    return [_effect(code, "people", *pair, frame) for code, pair in zip(codes, pairs, strict=True)]


def _money(grant: int, frame: Frame) -> list[Effect]:
    """Payroll, taxes and purchases that use up the grant to the last tenge."""
    payroll = round(grant * frame.rng.uniform(0.2, 0.42), -4)
    taxes = round(payroll * frame.rng.uniform(0.11, 0.16))
    amounts = {
        "payroll_kzt": int(payroll),
        "taxes_kzt": int(taxes),
        "contribution_kzt": int(grant - payroll - taxes),
    }
    return [_effect(code, "money", amount, amount, frame) for code, amount in amounts.items()]


def _effects(frame: Frame, tasks: list[Task], tables: list[Demographic], grant: int, friends: int) -> list[Effect]:
    people = [one for task in tasks for a in task.activities for one in a.indicators if one.kind == "participants"]
    reach = next(one for a in tasks[-1].activities for one in a.indicators if one.kind == "reach")
    direct = sum(int(one.fact or 0) for one in people)
    staff, experts = frame.rng.choice((2, 3, 3, 4, 5)), frame.rng.randrange(3, 12)
    bodies = max(1, (tables[1].counts["ngo_representatives"] or 0) // 4)
    vulnerable = _vulnerable(direct, tables, frame)
    return [
        _effect("direct_beneficiaries", "people", sum(int(one.plan or 0) for one in people), direct, frame),
        *vulnerable[:1],
        _effect("indirect_beneficiaries", "people", int(reach.plan or 0), int(reach.fact or 0), frame),
        _effect("staff", "people", staff, staff, frame),
        _effect("specialists", "people", experts, experts, frame),
        *vulnerable[1:],
        _effect("ngos", "bodies", bodies, bodies, frame),
        *_money(grant, frame),
        _effect("partners", "either", max(1, friends - frame.rng.choice((0, 0, 1))), friends, frame),
    ]


def _note(report: Report, rng: Random) -> str:
    """What the report says of deviations; it owns up to whatever was missed."""
    results = [(one.name, status(one)) for one in report.indicators]
    missed = list(dict.fromkeys(name for name, result in results if result == "missed"))
    above = any(result == "exceeded" for _, result in results) or any(
        (one.fact or 0) > (one.plan or 0) for one in report.effects
    )
    if missed:
        names = "; ".join(f"«{name}»" for name in missed)
        both = Both(
            f"Келесі көрсеткіштер бойынша жоспар орындалмады: {names}. Себебі – кейбір шаралар кейінге ауысты.",
            f"Не полностью выполнен план по показателям: {names}. Причина – перенос сроков мероприятий.",
        )
    elif above:
        both = Both(
            "Барлық көрсеткіштер орындалды, бірқатар көрсеткіш жоспардан асыра орындалды.",
            "Все показатели выполнены, ряд показателей перевыполнен.",
        )
    else:
        both = rng.choice(NO_DEVIATIONS)
    return report.say(both)


def _period_text(frame: Frame) -> str:
    start, end = frame.start, frame.end
    plain = f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
    if frame.language == "ru":
        return frame.rng.choice([plain, f"{plain} гг.", f"с {start:%d.%m.%Y} по {end:%d.%m.%Y}"])
    return frame.rng.choice([plain, plain.replace("–", "-"), f"{start:%d.%m.%Y} ж. – {end:%d.%m.%Y} ж."])


def _title(frame: Frame) -> str:
    rng, language, name = frame.rng, frame.language, frame.rng.choice(frame.theme.names).of(frame.language)
    where, subject = frame.regions[0].where(language), frame.theme.subject.of(language)
    if frame.regions[0].is_city and ("ауыл" in subject or "сельск" in subject):
        return f"«{name}» – {subject}"
    if language == "kk":
        return rng.choice([f"«{name}» жобасы", f"«{name}» – {where} {subject}", f"«{name}» – {subject}"])
    return rng.choice([f"Проект «{name}»", f"«{name}» – {subject} {where}", f"«{name}» – {subject}"])


def _links(frame: Frame) -> list[str]:
    word = _LATIN[frame.theme.code]
    sites = (
        f"https://example.kz/{word}/{frame.start.year}{frame.number:04d}",
        f"https://www.example.org/{word}-jobasy/{frame.number + 501:06d}",
    )
    return list(sites[: frame.rng.choice((1, 1, 2))])


def _with_small_grants(report: Report, rng: Random) -> None:
    """Adds the people reached by small grants, kept apart from the project's own."""
    direct, gap = report.effect("direct_beneficiaries"), report.style.gap or " "
    total = int((direct.fact or 0) * rng.uniform(4, 18))
    report.demographics += demographics(total, report.theme.audience, rng, "small_grants")
    said = f"{report.say(SMALL_GRANTS_LABEL)} - {grouped(total, gap)}"
    direct.fact_lines = [f"{grouped(direct.fact or 0, gap)} {report.say(PROJECT_LABEL)}", said]


def project(number: int, form: str, medium: str, quirks: frozenset[str], seed: int) -> Report:
    """The final report of an invented project, without a single contradiction; its name is still blank."""
    frame = _frame(number, form, medium, quirks, seed)
    rng, small_grants = frame.rng, form == "final" and frame.rng.random() < 0.1
    tasks = _tasks(frame, small_grants)
    direct = sum(activity.participants or 0 for task in tasks for activity in task.activities)
    tables = demographics(direct, frame.theme.audience, rng)
    months = (frame.end - frame.start).days / 30
    grant = int(rng.choice((350, 500, 750, 900, 1150)) * 2000 * max(3, round(months)))
    friends, home = partners(rng, frame.regions[0], frame.language), frame.regions[0]
    report = Report(
        "", form, frame.language, frame.wording, frame.style, frame.theme,
        organisation(rng.randrange(60), home, frame.language), _title(frame), str(rng.randrange(10, 240)),
        frame.start - timedelta(days=rng.randrange(1, 12)), frame.start, frame.end, _period_text(frame),
        grant,        frame.theme.goal.of(frame.language), frame.regions, tasks,
        _effects(frame, tasks, tables, grant, len(friends)), tables, friends, _links(frame),
    )  # fmt: skip
    report.media_reach = report.effect("indirect_beneficiaries").fact or 0
    report.proposal_sum = grouped(rng.choice((8000, 10000, 12500, 15000, 20000)), " ")
    report.deviation_note = _note(report, rng)
    if small_grants:
        _with_small_grants(report, rng)
    return report
