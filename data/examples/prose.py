"""The running text of the reports: sentences that agree with the tables they stand beside."""

from datetime import timedelta
from random import Random

from data.examples.facts import Activity, Report
from data.examples.themes import Both
from data.examples.wording import agreed_ru, grouped, long_date


def _filled_in(report: Report, both: Both) -> str:
    """The sentence with the report's own numbers and words."""
    language, region = report.language, report.regions[0]
    direct = report.effect("direct_beneficiaries").fact or 0
    filled_in = both.of(language).format(
        subject=report.theme.subject.of(language),
        where=region.where(language),
        of=region.of(language),
        direct=grouped(direct, report.style.gap or " "),
        reach=grouped(report.media_reach, report.style.gap or " "),
        staff=report.effect("staff").fact if report.form == "final" else "",
    )
    return filled_in if language == "kk" else agreed_ru(filled_in)


def _done(report: Report, activity: Activity) -> str:
    people = activity.participants
    if report.language == "kk":
        return f"{activity.title}: {activity.result}" if not people else f"{activity.title} ({people} адам)."
    return f"{activity.title}: {activity.result}" if not people else f"{activity.title} ({people} чел.)."


def achieved(report: Report) -> list[str]:
    """The results named beside the goal: one line a project activity."""
    return [_done(report, one) for one in report.activities if one.task_no is not None]


_PROOF = (
    Both(
        "Жобаның мақсатына қол жеткізілді. Барлығы {direct} адам тікелей қамтылды, оған қатысушылар тізімдері, фото және бейнематериалдар дәлел болады.",
        "Цель проекта достигнута. Всего напрямую охвачено {direct} человек, что подтверждают списки участников, фото- и видеоматериалы.",
    ),
    Both(
        "{where} жүргізілген жұмыстың нәтижесінде жоба мақсаты орындалды. Тікелей бенефициарлар саны – {direct}.",
        "В результате работы {where} цель проекта выполнена. Количество прямых бенефициаров – {direct}.",
    ),
)
_LINKS = Both("Материалдар сілтемесі: {}", "Ссылка на материалы: {}")
_CHANGE = (
    Both(
        "Жобаға дейін және жобадан кейін жүргізілген сұхбаттар қатысушылардың хабардарлығы артқанын көрсетті. Қатысушылар алған білімін іс жүзінде қолдана бастады.",
        "Беседы до и после проекта показали, что осведомленность участников выросла. Участники начали применять полученные знания на практике.",
    ),
    Both(
        "Қатысушылардың пікірінше, жоба олардың күнделікті өміріне оң өзгеріс әкелді. Табыс тарихы: бір қатысушы жоба аяқталған соң өз ауылында шағын топ құрып, жұмысты жалғастырды.",
        "По отзывам участников, проект принёс положительные изменения в их жизнь. История успеха: одна из участниц после проекта создала в своём селе небольшую группу и продолжила работу.",
    ),
)
_LONG = (
    Both(
        "Ұзақ мерзімді келешекте жоба {subject} ісіне ықпал етеді.",
        "В долгосрочной перспективе проект будет содействовать решению задачи: {subject}.",
    ),
    Both(
        "Жоба аясында құрылған топтар мен материалдар кейін де пайдаланылады.",
        "Созданные в рамках проекта группы и материалы будут использоваться и далее.",
    ),
)
_EFFECT = (
    Both(
        "Жоба барысында {staff} қызметкер жұмыспен қамтылды. Ақпараттық жұмыс арқылы {reach} адам жоба туралы хабардар болды.",
        "В ходе проекта работой обеспечено {staff} чел. Благодаря информационной работе о проекте узнали {reach} человек.",
    ),
    Both(
        "Әлеуметтік әсері – тұрғындардың белсенділігі артты, БАҚ арқылы {reach} адам қамтылды.",
        "Социальный эффект – выросла активность жителей, через СМИ охвачено {reach} человек.",
    ),
)
_GAINED = (
    Both(
        "Жобаға {direct} адам қатысып, қажетті білім мен дағды алды.",
        "В проекте участвовали {direct} человек, которые получили нужные знания и навыки.",
    ),
    Both(
        "Нысаналы топтан {direct} адам іс-шараларға тікелей қатысты.",
        "Из целевой группы в мероприятиях напрямую участвовали {direct} человек.",
    ),
)
_THANKS = (
    Both(
        "Серіктестер іс-шараларды ұйымдастыруға, ақпарат таратуға және қатысушыларды тартуға көмектесті. Бірлескен жұмыс жобаның сапасын арттырды.",
        "Партнеры помогали в организации мероприятий, распространении информации и привлечении участников. Совместная работа повысила качество проекта.",
    ),
    Both(
        "Жергілікті билік органдары мен серіктестер алаң ұсынып, ақпараттық қолдау көрсетті.",
        "Местные органы власти и партнеры предоставили площадки и оказали информационную поддержку.",
    ),
)
_KINDS = (Both("Қысқа мерзімді", "Краткосрочный"), Both("Орта мерзімді", "Среднесрочный"))
_PROBLEM = Both("Шалғай ауылдарда мұндай қызметтер жеткіліксіз.", "В отдаленных селах таких услуг недостаточно.")
_EXPECTED = Both("Қамтылған тұрғындар санының артуы", "Рост числа охваченных жителей")
_ADVICE = (
    Both("Жобаның тәжірибесін аудандарда тарату", "Распространить опыт проекта в районах"),
    Both("Тақырып бойынша тұрақты кездесулер ұйымдастыру", "Организовать регулярные встречи по теме"),
)


def proof(report: Report, rng: Random) -> list[str]:
    """Section 2: the goal reached, with links."""
    lines = [_filled_in(report, rng.choice(_PROOF))]
    return lines + [_LINKS.of(report.language).format(link) for link in report.links]


def change(report: Report, rng: Random) -> str:
    """Section 3: what changed."""
    return _filled_in(report, rng.choice(_CHANGE))


def results(report: Report, rng: Random) -> dict[str, str]:
    """Section 5: concrete results, long-term influence, social and economic effect, by label."""
    banks = {"s5a": _GAINED, "s5b": _LONG, "s5c": _EFFECT}
    return {code: _filled_in(report, rng.choice(bank)) for code, bank in banks.items()}


def thanks(report: Report, rng: Random) -> str:
    """Section 6: what the partners added."""
    return _filled_in(report, rng.choice(_THANKS))


def proposal(report: Report, rng: Random) -> tuple[str, ...]:
    """One row of the proposals table, without its number."""
    subject = report.say(report.theme.subject)
    direction = subject[0].upper() + subject[1:]
    kind, amount = report.say(rng.choice(_KINDS)), report.proposal_sum
    return (
        report.say(report.theme.sphere),
        direction,
        report.say(_PROBLEM),
        amount,
        kind,
        report.say(_EXPECTED),
    )


def recommendation(report: Report, rng: Random) -> tuple[str, str, str]:
    """One row of the recommendations table; the letter may be missing."""
    region = report.regions[0]
    body = report.say(Both(f"{region.of('kk')} әкімдігі", f"Акимат {region.of('ru')}"))
    letter = f"№ {rng.randrange(1, 90)}, {report.end:%d.%m.%Y}" if rng.random() < 0.6 else "-"
    return body, report.say(rng.choice(_ADVICE)), letter


def filled(report: Report) -> str:
    """The day on which the form was filled in: soon after the period."""
    day = report.end + timedelta(days=3 + len(report.title) % 9)
    return f"{day:%d.%m.%Y}{report.say(Both(' ж.', ' г.'))}" if day.day % 2 else long_date(day, report.language)


def sources(report: Report) -> list[str]:
    """One line a link."""
    return [_LINKS.of(report.language).format(link) for link in report.links]
