"""Running text gives quantities: what is counted, its value, and whether it is a plan or a fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells import DateSpan
from etl.extract import extract
from etl.narrative import mentions
from etl.narrative_form import read_narrative
from etl.records import Told, value
from tests.builders import document, form, section


def said(text: str) -> list[tuple[str, int, bool]]:
    return [(mention.name, int(mention.quantity.value), mention.is_plan) for mention in mentions(text)]


FACTS = [
    ("Семинарға 45 адам қатысты.", [("адам", 45, False)]),
    ("Жалпы 10 қысқа пост жарияланды.", [("қысқа пост", 10, False)]),
    ("3 кездесу және 2 дәріс өткізілді.", [("кездесу", 3, False), ("дәріс", 2, False)]),
    ("Барлығы 1 927 адам қамтылды.", [("адам", 1927, False)]),
    ("Қатысушылар саны - 60.", [("Қатысушылар саны", 60, False)]),
    ("Проведено 5 семинаров.", [("семинаров", 5, False)]),
    ("В тренинге приняли участие 32 человека.", [("человека", 32, False)]),
    ("Количество публикаций: 12.", [("Количество публикаций", 12, False)]),
    ("Число подписчиков составило 1 500.", [("Число подписчиков", 1500, False)]),
    ("Участников - 78.", [("Участников", 78, False)]),
    ("Участие приняли 45 чел.", [("чел", 45, False)]),
    ("Охвачено 58 тыс. просмотров на сумму 20 тыс. тенге.", [("просмотров", 58000, False)]),
    ("С 5 по 30 июня обучено 28 человек.", [("человек", 28, False)]),
    (
        "Обучено 32 человека (план 30 человек), выдано 35 сертификатов.",
        [("человека", 32, False), ("человек", 30, True), ("сертификатов", 35, False)],
    ),
    ("Было проведено 12 лекций, охвачено 340 школьников.", [("лекций", 12, False), ("школьников", 340, False)]),
    ("Изготовлено 500 экз. буклетов.", [("экз", 500, False)]),
    ("Поступило 12 заявок.", [("заявок", 12, False)]),
    ("Проведён 1 круглый стол с участием 25 экспертов.", [("круглый стол", 1, False), ("экспертов", 25, False)]),
    ("Обследовано 40 объектов, профинансировано 12 проектов.", [("объектов", 40, False), ("проектов", 12, False)]),
    ("В г. Шымкент обучено 60 социальных работников.", [("социальных работников", 60, False)]),
    ("Курсты 144 адам аяқтады.", [("адам", 144, False)]),
    ("Есепті кезеңде 3 психолог жұмыс істеді.", [("психолог", 3, False)]),
    ("Байқауға 12 жоба жолдады.", [("жоба", 12, False)]),
    ("1 әдістемелік құрал әзірленіп, 300 дана таратылды.", [("әдістемелік құрал", 1, False), ("дана", 300, False)]),
    ("Оған 85 ата-ана қатысты.", [("ата-ана", 85, False)]),
    ("Из них 30 женщин и 15 мужчин.", [("женщин", 30, False), ("мужчин", 15, False)]),
]


@pytest.mark.parametrize(("text", "expected"), FACTS, ids=[text for text, _ in FACTS])
def test_facts(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert said(text) == expected


PLANS = [
    ("5 семинар өткізіледі.", [("семинар", 5, True)]),
    ("Кемінде 20 пост жарияланады.", [("пост", 20, True)]),
    ("200 буклет таратады.", [("буклет", 200, True)]),
    ("6 маман айтады.", [("маман", 6, True)]),
    ("Будет проведено 4 встречи.", [("встречи", 4, True)]),
    ("Планируется 10 консультаций.", [("консультаций", 10, True)]),
    ("Предполагается участие 60 человек.", [("человек", 60, True)]),
    ("Ожидается 3 встречи.", [("встречи", 3, True)]),
]


@pytest.mark.parametrize(("text", "expected"), PLANS, ids=[text for text, _ in PLANS])
def test_plans(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "plan", ["(план – 8)", "(план 8)", "(по плану 8)", "при плане 8", "(Индикатор: 8)", "(по индикатору - 8)"]
)
def test_a_russian_plan_in_brackets_stands_beside_the_fact(plan: str) -> None:
    assert said(f"Проведено 10 встреч {plan}.") == [("встреч", 10, False), ("", 8, True)]


def test_so_many_of_the_planned_are_the_fact_and_the_plan() -> None:
    assert said("Проведено 5 из 7 запланированных встреч.") == [
        ("запланированных встреч", 5, False),
        ("запланированных встреч", 7, True),
    ]


def test_what_was_planned_may_follow_what_is_counted() -> None:
    assert said("Проведено 18 уроков из 30 запланированных.") == [("уроков", 18, False), ("", 30, True)]


def test_by_the_indicator_is_a_plan_beside_the_fact() -> None:
    assert said("4 бейнеролик түсірілді (Индикатор бойынша - 6).") == [
        ("бейнеролик", 4, False),
        ("", 6, True),
    ]


NOT_COUNTED = [
    "2023 жылғы 10 қараша күні өтті.",
    "Кездесу 15.09.2023 өткізілді.",
    "Сағат 10:00-де басталды.",
    "№ 12 мектеп пен № 5 кітапхана қолдады.",
    "5 мамыр күні форум болды.",
    "«45 адам» атты фильм көрсетілді.",
    "4-ші курс студенттері келді.",
    "Бюджет 5 000 000 теңге.",
    "15 сентября состоялась встреча.",
    "24/7 режимінде жұмыс істейді.",
    "В 3-м квартале шла подготовка.",
    "100 % участников отметили пользу.",
    "Встреча прошла в 15:00 по адресу ул. Абая, 12, каб. 5.",
    "Возраст участников от 18 до 29 лет.",
    "Продолжительность – 90 минут.",
    "Тұсаукесер 2-тармақта жазылған.",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_dates_numbers_of_houses_ordinals_and_money_do_not_count(text: str) -> None:
    assert said(text) == []


def test_the_comparator_is_kept() -> None:
    [mention] = mentions("Кемінде 20 пост жарияланады.")
    assert mention.quantity.comparator == ">="


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    for mention in mentions(text):
        assert mention.quantity.value >= 0


@given(count=st.integers(1, 99_999), noun=st.sampled_from(["адам", "семинар", "пост", "человек", "видео"]))
def test_any_number_of_a_thing_that_is_counted_is_found(count: int, noun: str) -> None:
    assert (noun, count) in [(name, value) for name, value, _ in said(f"Жалпы {count} {noun} болды.")]


def told(*paragraphs: str, code: str = "interim") -> Told:
    return read_narrative([section("activities", words) for words in paragraphs], form(code), 2023)


def test_headings_make_tasks_and_activities() -> None:
    found = told(
        "1 міндет. Оқыту", "1 іс-шара. Семинар", "Семинарға 45 адам қатысты.", "2 міндет. Ақпарат", "1 іс-шара. Пост"
    )
    assert [(task.no, task.title.words) for task in found.tasks] == [(1, "Оқыту"), (2, "Ақпарат")]
    assert [(a.task, a.no, a.title.words) for a in found.activities] == [(0, 1, "Семинар"), (1, 1, "Пост")]


def test_quantities_belong_to_the_activity_above_and_count_once() -> None:
    found = told("1 міндет. Оқыту", "1 іс-шара. Семинар", "Семинарға 45 адам қатысты. Барлығы 45 адам келді.")
    [indicator] = found.indicators
    assert (indicator.activity, indicator.name.words.split()[0], indicator.status, indicator.source) == (
        0,
        "адам",
        "no_plan",
        "narrative",
    )
    assert found.activities[0].participants_count == 45


def test_a_word_that_begins_like_one_for_people_counts_nobody() -> None:
    found = told("1 міндет. Оқыту", "1 іс-шара. Курс", "8 топ жасақталды, 160 жас оқудан өтті.")
    assert found.activities[0].participants_count == 160


def test_a_plan_by_the_indicator_joins_the_fact_before_it() -> None:
    found = told("1 міндет. Оқыту", "1 іс-шара. Ролик", "4 бейнеролик түсірілді (Индикатор бойынша - 6).")
    [indicator] = found.indicators
    assert indicator.plan is not None
    assert indicator.plan.quantity is not None
    assert (indicator.plan.quantity.value, indicator.status) == (6, "missed")


def test_a_plan_in_brackets_that_names_what_it_counts_joins_the_fact_before_it() -> None:
    for words in (
        "Обучено 32 чел. (план 30 чел.).",
        "Обучено 32 чел. при плане 30 чел.",
        "Курсқа 32 адам қатысты (жоспар бойынша 30 адам).",
    ):
        [indicator] = told("1 іс-шара. Курс", words).indicators
        assert (value(indicator.plan), value(indicator.fact)) == (30, 32)


def test_a_fact_is_no_lower_bound_because_its_plan_is() -> None:
    fact, plan = mentions("Подано 143 заявки (план – не менее 120).")
    assert (fact.quantity.comparator, plan.quantity.comparator) == ("=", ">=")


def test_what_stands_in_the_line_of_a_heading_is_told_of_the_activity() -> None:
    found = told(
        "Мероприятие 1. Ярмарка. 18 мая 2023 года прошла ярмарка, участвовали 17 школ.", "Мероприятие 2. Сад. Двор"
    )
    assert [activity.title.words for activity in found.activities] == ["Ярмарка", "Сад. Двор"]
    assert found.activities[0].dates == DateSpan("2023-05-18", "2023-05-18")
    assert [(one.name.words, one.activity) for one in found.indicators] == [("школ", 0)]


def test_what_results_will_lead_to_was_not_planned() -> None:
    read = read_narrative(
        [section("concrete_results", "412 тұрғын қызметті өз бетінше қолданады.")], form("interim"), 2023
    )
    assert read.indicators == []


def test_tasks_begin_the_activities_where_no_line_announces_them() -> None:
    said = ["Аралық бағдарламалық есеп", "Грант алушы: «Бірлік» қоры", "Есепті кезең: 2024 жылғы наурыз-мамыр"]
    tasks = ["1-міндет. Түсіндіру", "1-іс-шара. Дәріс", "2024 жылғы 9 сәуірде Атырау қаласында 18 дәріс оқылды."]
    report = extract(document(*said, *tasks), form("interim"))
    assert [task.title.words for task in report.tasks] == ["Түсіндіру"]
    assert [(a.title.words, a.dates and a.dates.start) for a in report.activities] == [("Дәріс", "2024-04-09")]


def test_a_label_without_words_does_not_take_the_next_line_as_its_date() -> None:
    found = told(
        "1 міндет. Оқыту",
        "1 іс-шара. Семинар",
        "Тапсырманы іске асыру мерзімі:",
        "12.05.2023 күні 45 адам келді.",
        code="operator_project_info",
    )
    assert found.activities[0].date is None


def test_a_label_with_a_date_gives_the_activity_its_date() -> None:
    found = told(
        "1 міндет. Оқыту",
        "1 іс-шара. Семинар",
        "Тапсырманы іске асыру мерзімі: 12.05.2023 ж.",
        code="operator_project_info",
    )
    assert found.activities[0].dates == DateSpan("2023-05-12", "2023-05-12")


def test_the_name_of_a_town_does_not_cut_the_sentence_that_dates_an_activity() -> None:
    [activity] = told(
        "Задача 1. Помощь", "Мероприятие 1. Открытие центра", "12 апреля 2024 года в г. Астане открыт центр."
    ).activities
    assert activity.dates is not None
    assert activity.dates.start == "2024-04-12"


def test_an_activity_numbered_before_its_word_is_a_heading() -> None:
    [activity] = told(
        "Задача 1. Помощь", "1.1. Мероприятие «Клуб»", "Проведено 4 занятия, обучено 12 родителей."
    ).activities
    assert (activity.title.words, activity.participants_count) == ("«Клуб»", 12)


def test_bodies_listed_under_memoranda_are_partners() -> None:
    found = told(
        "1 міндет. Оқыту",
        "1 іс-шара. Келісім",
        "Меморандумдар саны - 2:",
        "- Қалалық кітапхана;",
        "- Жастар орталығы;",
        "Басқа сөйлем.",
    )
    assert [partner.name.words for partner in found.partners] == ["Қалалық кітапхана", "Жастар орталығы"]


def test_what_results_restate_is_not_counted_again() -> None:
    sections = [
        section("activities", words) for words in ("1 міндет. Оқыту", "1 іс-шара. Семинар", "5 семинар өткізілді.")
    ]
    found = read_narrative(
        [*sections, section("results", "Жоба бойынша 5 семинар өткізілді, 12 кеңес берілді.")],
        form("operator_project_info"),
        2023,
    )
    assert [(i.name.words.split()[0], i.activity) for i in found.indicators] == [("семинар", 0), ("кеңес", None)]
