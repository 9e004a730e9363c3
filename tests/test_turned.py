"""Tables turned on their side and then printed a cell a line: right, or left over and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.document import Document, Place, Text
from etl.extract import extract
from etl.plan_fact import read_main
from etl.records import Told
from etl.turned import effects_in_turned_lines, main_in_turned_lines
from tests.builders import form

RU = """Задача
Задача 1. Учить
Задача 1. Учить
Задача 2. Помогать
Мероприятия в рамках задачи
1.1 Курсы
1.2 Семинары для
родителей
2.1 Приём психолога
Дата проведения
май 2024 г.
июнь 2024 г.
1 июля 2024 г.
Место проведения
г. Костанай
онлайн
г. Рудный
Количество участников
180 родителей
40
-
Достигнутые краткосрочные результаты
(по мероприятиям)
Родители освоили приемы воспитания
Снят стресс
Количественные и качественные показатели
Количество участников
Занятия
Консультации
Индикаторы
план
не менее 170
12
100
факт
180
11
выполнено
Эффективность
Меньше ссор
Больше доверия
Люди приходят снова
"""
KK = """Міндеті
1 міндет. Оқыту
Міндет аясындағы шаралар
1 іс-шара. Семинарлар
2 іс-шара. Кеңестер
Өткізу күні
2024 жылғы мамыр
2024 жылғы маусым
Қатысушылар саны
40 адам
25 адам
Сандық және сапалық көрсеткіштер
Семинарлар саны
Қатысушылар саны
Берілген кеңестер саны
жоспар
5
40-тан кем емес
25
факт
5
42
30
"""


def lines(said: str) -> list[Text]:
    return [Text(words, Place(at)) for at, words in enumerate(said.strip().split("\n"), 1)]


def told(said: str) -> Told:
    table = main_in_turned_lines(lines(said), form())
    assert table is not None
    return read_main(table, form(), 2024)


def values(found: Told) -> list[tuple[int | None, str, str | None, str | None]]:
    return [
        (i.activity, i.name.words, *(one.text.words if one else None for one in (i.plan, i.fact)))
        for i in found.indicators
    ]


def left(found: Told) -> list[object]:
    return [trouble.values.get("value") for trouble in found.troubles if trouble.values["kind"] == "no_column"]


def test_each_column_is_an_activity_with_its_indicator() -> None:
    found = told(RU)
    assert [task.title.words for task in found.tasks] == ["Учить", "Помогать"]
    assert [
        (a.task, a.title.words, a.date and a.date.words, a.place and a.place.words, a.participants_count)
        for a in found.activities
    ] == [
        (0, "Курсы", "май 2024 г.", "г. Костанай", 180),
        (0, "Семинары для родителей", "июнь 2024 г.", "онлайн", 40),
        (1, "Приём психолога", "1 июля 2024 г.", "г. Рудный", None),
    ]
    assert values(found) == [
        (0, "Количество участников", "не менее 170", "180"),
        (1, "Занятия", "12", "11"),
        (2, "Консультации", "100", "выполнено"),
    ]
    assert [a.outcome and a.outcome.words for a in found.activities] == [
        "Меньше ссор",
        "Больше доверия",
        "Люди приходят снова",
    ]


def test_cells_that_are_not_as_many_are_left_over() -> None:
    assert left(told(RU)) == ["Родители освоили приемы воспитания; Снят стресс"]


def test_indicators_that_activities_share_otherwise_are_of_none_that_is_certain() -> None:
    found = told(KK)
    assert [(a.task, a.title.words, a.participants_count) for a in found.activities] == [
        (0, "Семинарлар", 40),
        (0, "Кеңестер", 25),
    ]
    assert values(found) == [
        (None, "Семинарлар саны", "5", "5"),
        (None, "Қатысушылар саны", "40-тан кем емес", "42"),
        (None, "Берілген кеңестер саны", "25", "30"),
    ]
    assert [trouble.values for trouble in found.troubles] == [{"kind": "no_activity", "names": 3}]


def test_the_indicators_of_one_activity_are_its_own() -> None:
    found = told(KK.replace("2 іс-шара. Кеңестер\n", "").replace("2024 жылғы маусым\n", "").replace("25 адам\n", ""))
    assert {activity for activity, *_ in values(found)} == {0}
    assert found.troubles == []


def test_an_activity_printed_above_each_of_its_columns_is_one() -> None:
    found = told(RU.replace("1.2 Семинары для\nродителей", "1.1 Курсы"))
    assert [a.title.words for a in found.activities] == ["Курсы", "Приём психолога"]
    assert [activity for activity, *_ in values(found)] == [0, 0, 1]


@pytest.mark.parametrize("lost", ["не менее 170", "11", "Занятия"])
def test_a_value_or_name_that_is_lost_leaves_all_of_them_over(lost: str) -> None:
    found = told(RU.replace(f"{lost}\n", "", 1))
    assert values(found) == []
    assert [a.title.words for a in found.activities] == ["Курсы", "Семинары для родителей", "Приём психолога"]
    assert len(left(found)) == 4


def test_a_second_table_begins_with_its_first_heading() -> None:
    found = told(KK + KK.replace("1 міндет. Оқыту", "2 міндет. Көмек").replace("іс-шара. ", "іс-шара. Жаңа "))
    assert [task.title.words for task in found.tasks] == ["Оқыту", "Көмек"]
    assert [a.title.words for a in found.activities][2:] == ["Жаңа Семинарлар", "Жаңа Кеңестер"]
    assert len(values(found)) == 6


def test_upright_headings_and_labels_with_values_beside_them_are_no_turned_table() -> None:
    upright = "Задача\nМероприятия\nДата проведения\nПоказатели\nплан\nфакт\nУчить\nКурсы\nмай 2024 г.\nЗанятия\n5\n5"
    assert main_in_turned_lines(lines(upright), form()) is None
    labelled = "Мероприятие 1. Курсы\nПоказатели: занятия\nПлан: 5\nФакт: 5"
    assert main_in_turned_lines(lines(labelled), form()) is None


def test_effects_are_read_where_each_label_has_its_two_values() -> None:
    said = """Индикатор
Тікелей бенефициарлар саны, оның ішінде:
халықтың әлеуметтік осал топтарынан
Штаттық қызметкерлердің саны
Өлшем бірлігі
адам
адам
адам
Жоспарланған деңгей
390
-
2
Нақты деңгей
400
-
3
"""
    table = effects_in_turned_lines(lines(said), form())
    assert table is not None
    shown = [[(cell := table.cell(row, name)) and cell.words for name in ("plan", "fact")] for row in table.rows]
    assert shown == [["390", "400"], ["-", "-"], ["2", "3"]]
    assert effects_in_turned_lines(lines(said.replace("390\n", "")), form()) is None


@given(st.lists(st.sampled_from(RU.strip().split("\n")[-20:]), max_size=12))
def test_no_cell_is_lost_whatever_stands_below_the_headings(more: list[str]) -> None:
    headings = ("Количественные и качественные показатели", "Индикаторы", "Эффективность", "план", "факт")
    cells = [words for words in more if words not in headings]
    table = main_in_turned_lines(lines(RU + "\n".join(cells)), form())
    assert table is not None
    said = " ".join(cell.words for cells in (*table.rows, table.left_over) for cell in cells)
    assert all(words in said for words in cells)


def test_a_report_printed_so_is_read_whole() -> None:
    said = (
        "Итоговый отчет\nНазвание проекта: «Курс»\n"
        + RU
        + "Гендерный показатель:\nВсего\nМужчины\nЖенщины\n180\n80\n100"
    )
    report = extract(Document("txt", tuple(lines(said))), form())
    assert [i.status for i in report.indicators] == ["exceeded", "missed", "not_numeric"]
    assert [row.total for row in report.participants] == [180]
