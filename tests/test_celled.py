"""Tables printed a cell a line with nothing between, as text copied from a PDF comes."""

from __future__ import annotations

from etl.celled import effects_in_cells, main_in_cells, partners_in_cells
from etl.document import Document, Place, Text
from etl.extract import extract
from etl.plan_fact import read_main
from etl.records import Told
from tests.builders import form

HEADINGS = """Задача
Мероприятия в рамках задачи
Дата проведения
Место проведения
Количество участников
Достигнутые краткосрочные результаты
(по мероприятиям)
Количественные и качественные показатели
Индикаторы
Эффективность
план
факт
"""
FIRST = """Задача 1. Учить
1.1 Курсы
май-июнь 2024 г.
г. Костанай,
г. Рудный
180 родителей
Родители освоили
приемы воспитания
Занятия
12
11
Меньше ссор
Слушатели
не менее 170
180
"""
SECOND = """Задача 2. Помогать
Приём психолога
1 июня 2024 г.
г. Костанай
Снят стресс
Консультации
100
96
"""


def lines(said: str) -> list[Text]:
    return [Text(words, Place(at)) for at, words in enumerate(said.strip().split("\n"), 1)]


def told(said: str) -> Told:
    table = main_in_cells(lines(HEADINGS + said), form())
    assert table is not None
    return read_main(table, form(), 2024)


def values(found: Told) -> list[tuple[int | None, str, str, str]]:
    return [
        (i.activity, i.name.words, i.plan.text.words, i.fact.text.words) for i in found.indicators if i.plan and i.fact
    ]


def test_rows_end_with_two_values_and_activities_begin_above_their_dates() -> None:
    found = told(FIRST + SECOND)
    assert [task.title.words for task in found.tasks] == ["Учить", "Помогать"]
    assert [
        (a.task, a.title.words, a.place and a.place.words, a.participants_count, a.result and a.result.words)
        for a in found.activities
    ] == [
        (0, "Курсы", "г. Костанай, г. Рудный", 180, "Родители освоили приемы воспитания"),
        (1, "Приём психолога", "г. Костанай", None, "Снят стресс"),
    ]
    assert values(found) == [
        (0, "Занятия", "12", "11"),
        (0, "Слушатели", "не менее 170", "180"),
        (1, "Консультации", "100", "96"),
    ]
    assert [a.outcome and a.outcome.words for a in found.activities] == ["Меньше ссор", None]
    assert found.troubles == []


def test_a_name_with_one_value_or_three_has_none_that_is_certain_and_is_said() -> None:
    for below in ("Отзывы\n5", "Отзывы\n5\n6\n7"):
        found = told(FIRST + below + "\n" + SECOND)
        assert [name for _, name, _, _ in values(found)] == ["Занятия", "Слушатели", "Консультации"]
        said = [trouble.values["value"] for trouble in found.troubles]
        assert said == below.split("\n")


def test_headings_printed_again_on_the_next_page_are_no_cells() -> None:
    assert values(told(FIRST + HEADINGS + SECOND)) == values(told(FIRST + SECOND))


def test_effects_have_their_two_values_below_their_labels() -> None:
    said = """Индикатор
Өлшем бірлігі
Жоспарланған деңгей
Нақты деңгей
1.
Тікелей бенефициарлар саны, оның ішінде:
адам
390
400
халықтың әлеуметтік осал топтарынан
адам
-
-
2.
Жанама бенефициарлар саны
адам
3 000
3.
Штаттық қызметкерлердің саны
2
2
"""
    table = effects_in_cells(lines(said), form())
    assert table is not None
    shown = [[(cell := table.cell(row, name)) and cell.words for name in ("plan", "fact")] for row in table.rows]
    assert shown == [["390", "400"], ["-", "-"], [None, None], ["2", "2"]]


def test_partners_are_read_only_where_their_cells_make_whole_rows() -> None:
    headings = "Наименование организации\nРоль в проекте\nКонтакты\nПримечание\n"
    table = partners_in_cells(lines(headings + "Школа № 4\nПомещение\n-\n-\nАкимат\nНабор\n8 7142 57 55 01\n-"), form())
    assert table is not None
    assert [row[0].words for row in table.rows] == ["Школа № 4", "Акимат"]
    assert partners_in_cells(lines(headings + "Школа № 4\nПомещение\n-"), form()) is None


def test_words_that_are_headings_elsewhere_are_no_table() -> None:
    assert main_in_cells(lines("Задача\nМероприятие\nПлан выполнен\n5\n6"), form()) is None


def test_a_report_printed_so_is_read_whole() -> None:
    said = (
        "Итоговый отчет\nНазвание проекта: «Курс»\n"
        + HEADINGS
        + FIRST
        + "Гендерный показатель:\nВсего\nМужчины\nЖенщины\n180\n80\n100"
    )
    report = extract(Document("txt", tuple(lines(said))), form())
    assert [i.status for i in report.indicators] == ["missed", "exceeded"]
    assert [row.total for row in report.participants] == [180]
