"""Tables that list indicators apart from the activities: each indicator is of the activity that its row names."""

from __future__ import annotations

from etl.extract import extract
from etl.records import Report
from tests.builders import document, form, table

ACTIVITIES = table(
    "№ | Мероприятие | Дата проведения | Место проведения | Количество участников",
    "1 | Курсы швей | май 2024 г. | г. Орал | 26",
    "2 | Приём психолога | июнь 2024 г. | г. Орал | 96",
)
LISTED = table("Показатель | План | Факт | Примечание", "Занятия | 12 | 11 | болезнь", "Беседы | 100 | 100 | ")
NAMED = table(
    "№ | Мероприятие | Показатель | Ед. изм. | План | Факт",
    "1 | Приём психолога | Беседы | бесед | 100 | 96",
    "2 | Курсы швей | Занятия | занятий | 12 | 11",
    "3 | ^ | Выпускницы | человек | 20 | ",
    "4 | Ярмарка | Гости | человек | 50 | 60",
)
PROSE = (
    "Мероприятия социального проекта",
    "Задача 1. Учить",
    "Мероприятие 1. Курсы швей",
    "Дата проведения: май 2024 г.",
    "Место проведения: г. Орал",
)


def values(report: Report) -> list[tuple[str | None, str, str | None, str | None]]:
    return [
        (
            None if i.activity is None else report.activities[i.activity].title.words,
            i.name.words,
            *(one.text.words if one else None for one in (i.plan, i.fact)),
        )
        for i in report.indicators
    ]


def read(*blocks: object) -> Report:
    return extract(document("Итоговый отчет", *blocks), form())


def test_indicators_that_name_no_activity_are_of_none() -> None:
    for blocks in ((ACTIVITIES, "Выполнение индикаторов", LISTED), (LISTED, "Ход работы", ACTIVITIES)):
        report = read(*blocks)
        assert [a.title.words for a in report.activities] == ["Курсы швей", "Приём психолога"]
        assert values(report) == [(None, "Занятия", "12", "11"), (None, "Беседы", "100", "100")]


def test_indicators_are_of_the_activity_that_their_row_names() -> None:
    report = read(ACTIVITIES, "Выполнение индикаторов", NAMED)
    assert [a.participants_count for a in report.activities] == [26, 96]
    assert values(report) == [
        ("Приём психолога", "Беседы", "100", "96"),
        ("Курсы швей", "Занятия", "12", "11"),
        ("Курсы швей", "Выпускницы", "20", None),
        (None, "Гости", "50", "60"),
    ]


def test_activities_in_lines_keep_their_own_beside_a_table_of_indicators() -> None:
    report = read(*PROSE, LISTED)
    assert [(a.title.words, a.date and a.date.words) for a in report.activities] == [("Курсы швей", "май 2024 г.")]
    assert [name for _, name, *_ in values(report)] == ["Занятия", "Беседы"]


def test_a_table_below_each_activity_is_of_this() -> None:
    first, second = ("Показатель | План | Факт", "Занятия | 12 | 11"), ("Показатель | План | Факт", "Беседы | 9 | 9")
    activity = ("Мероприятие 2. Приём психолога", "Дата проведения: июнь 2024 г.", "Место проведения: г. Орал")
    report = read(*PROSE, table(*first, block=7), *activity, table(*second, block=11))
    assert [(activity, name) for activity, name, *_ in values(report)] == [
        ("Курсы швей", "Занятия"),
        ("Приём психолога", "Беседы"),
    ]


def test_plan_and_fact_by_turns_in_one_column_are_side_by_side() -> None:
    turns = table(
        "Мероприятие | Дата проведения | Показатель | Индикаторы | Значение",
        "Курсы швей | май 2024 г. | Занятия | план | 12",
        "^ | ^ | ^ | факт | 11",
        "Приём | июнь 2024 г. | Беседы | план | 100",
        "^ | ^ | ^ | факт | 96",
    )
    assert values(read(turns)) == [("Курсы швей", "Занятия", "12", "11"), ("Приём", "Беседы", "100", "96")]


def test_what_is_told_of_an_activity_below_a_table_is_no_indicator() -> None:
    card = table("Дата проведения | 2024", "Место проведения | г. Орал", "Количество участников | 95", block=8)
    report = read(*PROSE, LISTED, card)
    assert [name for _, name, *_ in values(report)] == ["Занятия", "Беседы"]


def test_an_interim_report_may_tell_of_its_activities_in_a_table() -> None:
    told = table(
        "Задача | Мероприятие | Срок | Показатель | План | Факт | Примечание",
        "Задача 1. Учить | Курсы швей | май 2024 г. | Занятия | 12 | 11 | болезнь",
        "^ | Приём психолога | июнь 2024 г. | Беседы | 100 | 100 | ",
    )
    report = extract(document("Промежуточный отчет", "Мероприятия социального проекта", told), form("interim"))
    assert [task.title.words for task in report.tasks] == ["Учить"]
    assert values(report) == [("Курсы швей", "Занятия", "12", "11"), ("Приём психолога", "Беседы", "100", "100")]


def test_a_table_with_a_unit_and_no_label_of_an_effect_lists_indicators() -> None:
    listed = table("Показатель | Ед. изм. | План | Факт", "Занятия | ед. | 12 | 11", "Беседы | ед. | 100 | 100")
    effects = table("Показатель | Ед. изм. | План | Факт", "Налоги | тенге | 400 | 400", "Выручка | тенге | 5 | 5")
    report = read(ACTIVITIES, "Выполнение индикаторов", listed, "Эффекты", effects)
    assert [name for _, name, *_ in values(report)] == ["Занятия", "Беседы"]
    assert [one.unit for one in report.indicators] == ["ед.", "ед."]
    assert [effect.code for effect in report.effects] == ["taxes_kzt"]


def test_an_interim_report_may_add_a_table_and_what_its_prose_repeats_is_said_once() -> None:
    report = extract(
        document(
            "Аралық бағдарламалық есеп",
            "Әлеуметтік жоба аясындағы іс-шараларды сипаттаңыз",
            "1 міндет. Кітап оқуды насихаттау",
            "1 іс-шара. Буккроссинг",
            "Қалада 7 сөре орнатылды, 3 кездесу өтті.",
            table("№ | Іс-шара | Көрсеткіш | Жоспар | Факт", "1 | Буккроссинг | Сөрелер саны | 10 | 7"),
        ),
        form("interim"),
    )
    assert [(name, fact) for _, name, _, fact in values(report)][1:] == [("Сөрелер саны", "7")]
    assert [i.source for i in report.indicators] == ["narrative", "table"]
    assert {activity for activity, *_ in values(report)} == {"Буккроссинг"}
