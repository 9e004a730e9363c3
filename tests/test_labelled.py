"""Tables that a paper tells in lines: of the main table, of effects, of participants, of partners."""

from __future__ import annotations

import pytest

from etl.checks import NothingToCheck
from etl.document import Document, Place, Text
from etl.extract import extract
from etl.field_rows import activities_in_rows
from etl.labelled import (
    effects_in_lines,
    main_in_lines,
    parted_at_labels,
    participants_below,
    participants_in_lines,
    partners_in_lines,
)
from etl.plan_fact import read_main
from etl.records import Told
from etl.rules.plan import indirect_matches_reach
from tests.builders import document, form, rows, shown, table


def texts(*lines: str) -> list[Text]:
    return [Text(words.replace("⏎", "\n"), Place(at)) for at, words in enumerate(lines, 1)]


def told(*lines: str) -> Told | None:
    table = main_in_lines(texts(*lines), form())
    return read_main(table, form(), 2024) if table else None


def values(found: Told) -> list[tuple[int | None, str, int | None, int | None]]:
    numbers = [
        [one.quantity and int(one.quantity.value) if one else None for one in (i.plan, i.fact)]
        for i in found.indicators
    ]
    return [(i.activity, i.name.words, plan, fact) for i, (plan, fact) in zip(found.indicators, numbers, strict=True)]


def test_labelled_lines_below_headings_are_the_main_table() -> None:
    found = told(
        "Задача 1. Привлечь жителей",
        "Мероприятие 1.1. Субботники",
        "Дата проведения: 26 апреля 2024 г.",
        "Место проведения — г. Балхаш",
        "Количество участников: 215 человек",
        "Показатель: количество субботников. План — 3, факт — 2.",
        "Показатель: собрано мешков; план - не менее 40; факт - 52",
        "Мероприятие 1.2. Экоуроки",
        "Показатели:",
        "- уроки: план 20, факт 20",
        "- памятки: план 500, факт 480",
        "Задача 2. Рассказать",
        "Мероприятие 2.1. Конкурс",
        "Дата проведения: июль 2024 г.",
    )
    assert found is not None
    assert [task.title.words for task in found.tasks] == ["Привлечь жителей", "Рассказать"]
    assert [(a.task, a.no, a.title.words, a.participants_count) for a in found.activities] == [
        (0, 1, "Субботники", 215),
        (0, 2, "Экоуроки", None),
        (1, 1, "Конкурс", None),
    ]
    assert found.activities[0].place is not None
    assert found.activities[0].place.words == "г. Балхаш"
    assert values(found) == [
        (0, "количество субботников", 3, 2),
        (0, "собрано мешков", 40, 52),
        (1, "уроки", 20, 20),
        (1, "памятки", 500, 480),
    ]


def test_names_plans_and_facts_may_each_be_listed_below_their_heading() -> None:
    listed = (
        "Задача 1. Учить",
        "Мероприятие 1.1. Курсы",
        "Показатели",
        "Занятия",
        "Количество участников",
        "План",
        "12",
        "не менее 170",
        "Факт",
        "11",
        "180",
        "Мероприятие 1.2. Приём",
        "Показатели",
        "Консультации",
        "План",
        "20",
        "Факт",
        "18",
    )
    found = told(*listed)
    assert found is not None
    assert values(found) == [
        (0, "Занятия", 12, 11),
        (0, "Количество участников", 170, 180),
        (1, "Консультации", 20, 18),
    ]
    lost = told(*(line for line in listed if line != "180"))
    assert lost is not None
    assert [i.is_ambiguous for i in lost.indicators] == [True, True, False]


def test_a_listed_name_may_be_that_of_a_column_and_the_number_of_a_page_is_none() -> None:
    found = told(
        "1-міндет. Оқыту",
        "1.1-іс-шара. Дәрістер",
        "Көрсеткіштер:",
        "1) Дәрістер саны: жоспар - 8, факт - 9",
        "2) Қатысушылар саны: жоспар - 200, факт - 240",
        "- 3 -",
        "1.2-іс-шара. Кеңестер",
        "Қатысушылар саны: 40",
    )
    assert found is not None
    assert values(found) == [(0, "Дәрістер саны", 8, 9), (0, "Қатысушылар саны", 200, 240)]
    assert [a.participants_count for a in found.activities] == [None, 40]


def test_plan_and_fact_may_stand_on_lines_of_their_own() -> None:
    found = told(
        "1-міндет: Оқыту",
        "1.1-іс-шара: Семинар",
        "Өткізу күні: 5 мамыр 2024 ж.",
        "Көрсеткіш: тыңдаушылар",
        "Жоспар: 40",
        "Факт: 38",
        "Көрсеткіш: нұсқаулық",
        "Жоспар: 1",
        "Факт: 1",
    )
    assert found is not None
    assert values(found) == [(0, "тыңдаушылар", 40, 38), (0, "нұсқаулық", 1, 1)]


def test_a_paragraph_of_several_labels_is_a_line_each() -> None:
    header = (
        "ҮЕҰ толық атауы: «Шуақ» қоры. Заңды мекенжайы: Атырау қ., Абай к. 5, 8 701 222 33 44. Жобаның атауы: «Көмек»."
    )
    assert [line.words for line in parted_at_labels(*texts(header), form())] == [
        "ҮЕҰ толық атауы: «Шуақ» қоры",
        "Заңды мекенжайы: Атырау қ., Абай к. 5, 8 701 222 33 44",
        "Жобаның атауы: «Көмек»",
    ]
    activity = (
        "1.1-іс-шара. Үйге бару. Өткізу күні: 2024 ж. 5 мамыр. Өткізу орны: Атырау қ. Қатысушылар саны: 74 қарт. "
        "Сапар – жоспар 300, факт 318. Пәтер – жоспар 10, факт 9."
    )
    parts = [line.words for text in texts("1-міндет. Көмек", activity) for line in parted_at_labels(text, form())]
    found = told(*parts)
    assert found is not None
    assert [(a.title.words, a.participants_count) for a in found.activities] == [("Үйге бару", 74)]
    assert values(found) == [(0, "Сапар", 300, 318), (0, "Пәтер", 10, 9)]
    prose = "Жоба нәтижесі: жақсы. Ескерту: жоқ. Біз айттық: рахмет."
    assert [line.words for line in parted_at_labels(*texts(prose), form())] == [prose]


def test_a_table_of_activities_says_what_the_forms_prose_would() -> None:
    said = rows(
        "№ | Мероприятие | Срок реализации задания | Количественные и качественные показатели",
        "Задача 1. Обучить психологов | < | < | <",
        "1 | Семинары | 05.02.2024–16.02.2024 | Проведено 4 семинара.",
        "2 | Программа | март 2024 г. | Разработана 1 программа.",
    )
    operator = form("operator_project_info")
    assert [line.words for line in activities_in_rows(said, operator)] == [
        "Задача 1. Обучить психологов",
        "Мероприятие 1. Семинары",
        "Срок реализации задания: 05.02.2024–16.02.2024",
        "Количественные и качественные показатели: Проведено 4 семинара.",
        "Мероприятие 2. Программа",
        "Срок реализации задания: март 2024 г.",
        "Количественные и качественные показатели: Разработана 1 программа.",
    ]
    assert list(activities_in_rows(rows("Мероприятие | Ответственный", "Семинар | Иванова"), operator)) == []


def test_prose_below_headings_is_no_table() -> None:
    assert told("1 міндет. Оқыту", "1 іс-шара. Семинар", "Семинарға 45 адам қатысты.") is None


def test_a_heading_of_the_form_ends_the_table() -> None:
    found = told(
        "Задача 1. Помочь",
        "Мероприятие 1. Приём",
        "Дата проведения: май 2024 г.",
        "Показатели:",
        "обращения: план 10, факт 12",
        "Партнеры социального проекта",
        "Городская библиотека",
    )
    assert found is not None
    assert values(found) == [(0, "обращения", 10, 12)]


def test_effects_in_lines() -> None:
    lines = [
        "1) прямые бенефициары, чел. — план 700, факт 762",
        "Проект завершён.",
        "Штаттық қызметкерлер: жоспар 2; факт 2",
    ]
    table = effects_in_lines(texts(*lines), form())
    assert table is not None
    assert [[cell.words for cell in row if cell.words] for row in table.rows] == [
        ["1) прямые бенефициары, чел", "700", "762"],
        ["Штаттық қызметкерлер", "2", "2"],
    ]
    assert effects_in_lines(texts("План выполнен."), form()) is None


def participants(section: str | None, words: str) -> list[object]:
    return shown(Document("txt", tuple(participants_in_lines([(section, text) for text in texts(words)], form()))))


def test_participants_in_a_line_are_a_table_of_one_row() -> None:
    said = "Всего участников – 762, из них мужчин – 301, женщин – 461."
    assert participants("participants", said) == [["Всего участников | из них мужчин | женщин", "762 | 301 | 461"]]
    assert participants(None, "Гендерлік көрсеткіш: барлығы 1 045, ерлер 511, әйелдер 534") == [
        ["барлығы | ерлер | әйелдер", "1 045 | 511 | 534"]
    ]
    listed = participants_in_lines(
        [("participants", text) for text in texts("Жынысы", "- Барлығы: 30", "- Ерлер: 10;", "- Әйелдер: 20.")], form()
    )
    assert shown(Document("txt", tuple(listed))) == [["Барлығы | Ерлер | Әйелдер", "30 | 10 | 20"]]
    ages = "Возрастной показатель: 46-58 лет – 17, 59 лет и старше – 10. Всего – 27."
    assert participants(None, ages) == [["46-58 лет | 59 лет и старше | Всего", "17 | 10 | 27"]]
    listed = participants_in_lines(
        [("participants", text) for text in texts("- всего – 45", "- 13-16 лет – 30", "- 17-22 лет – 15")], form()
    )
    assert shown(Document("txt", tuple(listed))) == [["всего | 13-16 лет | 17-22 лет", "45 | 30 | 15"]]
    assert participants("goal_reached", said) == []
    assert participants("participants", "Всего участников – 762.") == []


def test_participants_may_be_printed_a_cell_a_line() -> None:
    def below(*lines: str) -> list[object]:
        return shown(Document("txt", tuple(participants_below(texts(*lines), form()))))

    assert below("Жынысы", "Барлығы", "Ерлер", "Әйелдер", "164", "70", "-", "Жасы") == [
        ["Барлығы | Ерлер | Әйелдер", "164 | 70 | -"]
    ]
    assert below("Барлығы", "Ерлер", "Әйелдер", "164", "70", "Жасы") == []  # which is lost nobody can tell
    assert below("Барлығы", "Ерлер", "Әйелдер", "164", "70", "94", "5") == []


def test_partners_are_listed_below_their_heading() -> None:
    lines = [
        ("partners", "1. Рудный қаласының білім бөлімі – балабақшалармен байланыс"),
        ("partners", "Организации, которые прямо участвуют в реализации проекта."),
        ("partners", "ТОО «ВодСервис»: вывоз мусора; Школа № 2"),
        ("results", "1. Акимат города"),
    ]
    found = partners_in_lines(
        (section, text) for (section, _), text in zip(lines, texts(*(w for _, w in lines)), strict=True)
    )
    assert [(partner.name.words, partner.role and partner.role.words) for partner in found] == [
        ("Рудный қаласының білім бөлімі", "балабақшалармен байланыс"),
        ("ТОО «ВодСервис»", "вывоз мусора"),
        ("Школа № 2", None),
    ]


def test_an_effect_in_a_line_is_no_damaged_heading() -> None:
    """«Количество прямых бенефициаров» is nearly «Количество страниц», with which a report closes."""
    lines = [
        "Итоговый отчет",
        "Социальные и экономические эффекты социального проекта",
        "- Количество прямых бенефициаров: план 800, факт 975",
        "- Налоги: план 121 500, факт 121 500",
    ]
    report = extract(Document("txt", tuple(texts(*lines))), form())
    assert [effect.code for effect in report.effects] == ["direct_beneficiaries", "taxes_kzt"]


def test_a_line_that_tells_an_effect_does_not_contradict_itself() -> None:
    lines = [
        "Итоговый отчет",
        "Социально-экономический эффект",
        "Количество косвенных бенефициаров: план 500, факт 700",
    ]
    report = extract(Document("txt", tuple(texts(*lines))), form())
    with pytest.raises(NothingToCheck):
        list(indirect_matches_reach(report))


def test_what_a_table_counts_is_not_counted_again() -> None:
    listed = table("Ерлер | 10", "Әйелдер | 20", "Барлығы | 30")
    report = extract(document("Қорытынды есеп", "Қатысушылар бөлінісінде статистикалық ақпарат", listed), form())
    assert [(row.dimension, row.total) for row in report.participants] == [("gender", 30)]


def test_a_report_told_in_lines_is_read_whole() -> None:
    report = extract(
        Document(
            "txt",
            tuple(
                texts(
                    "Қорытынды есеп",
                    "Жобаның атауы: «Қауіпсіз жол»",
                    "1-міндет: Жол ережесін үйрету",
                    "1.1-іс-шара: Кездесулер",
                    "Өткізу орны: Жаркент қаласы",
                    "Көрсеткіш: кездесу саны; жоспар - 12; факт - 11",
                    "Гендерлік көрсеткіш: барлығы 45, ерлер 11, әйелдер 34",
                    "Әлеуметтік жобаның серіктестері: Полиция бөлімі; Білім бөлімі",
                )
            ),
        ),
        form(),
    )
    assert [i.status for i in report.indicators] == ["missed"]
    assert [row.total for row in report.participants] == [45]
    assert [partner.name.words for partner in report.partners] == ["Полиция бөлімі", "Білім бөлімі"]


def test_a_number_behind_a_point_alone_counts_nobody() -> None:
    [told_in, *_] = [*participants_in_lines([("participants", *texts("Ерлер – 40; әйелдер – 60;  . 5"))], form())]
    assert [cell.words for cell in told_in.rows[1]] == ["40", "60"]
