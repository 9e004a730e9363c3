"""Tables printed a cell a line with nothing between, as text copied from a PDF comes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


def test_an_activity_whose_stacks_nobody_can_part_keeps_its_own_and_the_next_its_own() -> None:
    stacked = "Курсы швей\nиюль 2024 г.\nг. Аксу\n26 человек\nОбучено\nПолучили диплом\n25\n20\n26\n22\n"
    found = told(FIRST + stacked + SECOND)
    assert [(a.title.words, a.participants_count) for a in found.activities][1:] == [
        ("Курсы швей", 26),
        ("Приём психолога", None),
    ]
    assert values(found)[-1] == (2, "Консультации", "100", "96")
    assert {"25", "20", "26", "22"} <= {trouble.values["value"] for trouble in found.troubles}


def test_a_task_may_have_its_number_alone() -> None:
    found = told(FIRST.replace("Задача 1. ", "1. ") + SECOND.replace("Задача 2. ", "2. "))
    assert [task.title.words for task in found.tasks] == ["Учить", "Помогать"]
    assert [(a.task, a.title.words) for a in found.activities] == [(0, "Курсы"), (1, "Приём психолога")]


def test_tasks_that_nothing_marks_are_not_taken_for_outcomes() -> None:
    found = told(FIRST.replace("Задача 1. ", "") + SECOND.replace("Задача 2. ", ""))
    assert found.tasks == []
    assert [a.outcome for a in found.activities] == [None, None]
    assert [trouble.values["value"] for trouble in found.troubles] == ["Учить", "Меньше ссор", "Помогать"]


def test_the_order_of_plan_and_fact_is_that_of_their_headings() -> None:
    swapped = HEADINGS.replace("план\nфакт\n", "факт\nплан\n")
    table = main_in_cells(lines(swapped + FIRST), form())
    assert table is not None
    assert values(read_main(table, form(), 2024)) == [
        (0, "Занятия", "11", "12"),
        (0, "Слушатели", "180", "не менее 170"),
    ]


def test_the_rest_of_a_date_and_a_number_of_places_are_no_participants() -> None:
    found = told(
        "Задача 1. Учить\n1. Марафон\n1.09.–\n31.10.2024 г.\n15 сел\n1 870 чел.\nПривлечены семьи\nУчастники\n1 500\n1 870\n"
    )
    assert [(a.date and a.date.words, a.participants_count) for a in found.activities] == [
        ("1.09.– 31.10.2024 г.", 1870)
    ]
    found = told("Задача 1. Учить\n1. Форум\n20 сентября\n2024 г.\nг. Аксу\n150\nСвязи\nУчастники\n150\n160\n")
    assert [(a.date and a.date.words, a.participants_count) for a in found.activities] == [("20 сентября 2024 г.", 150)]


def test_the_next_table_ends_the_one_above() -> None:
    effects = "Индикатор\nЕдиница измерения\nПлан\nФакт\nНалоги\nтенге\n5\n5\n"
    assert values(told(FIRST + effects)) == values(told(FIRST))


def test_a_heading_with_nothing_below_is_no_table() -> None:
    assert effects_in_cells(lines("Индикатор\nЕдиница измерения\nПлан\nФакт"), form()) is None
    assert main_in_cells(lines(HEADINGS), form()) is None


def test_a_heading_may_be_broken_but_two_headings_are_two() -> None:
    broken = HEADINGS.replace("Количественные и качественные показатели", "Количественные и\nкачественные показатели")
    assert main_in_cells(lines(broken + FIRST), form()) is not None
    two = HEADINGS.replace(
        "Количественные и качественные показатели", "Количественные показатели\nКачественные показатели"
    )
    assert main_in_cells(lines(two + FIRST), form()) is None  # which of two names the values are of nobody can tell


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


CELLS = [
    *(FIRST + SECOND).strip().split("\n"),
    "-",
    "2",
    "15 сел",
    "2. Досуг",
    "Итоговая публичная презентация результатов проекта",
]


@given(st.lists(st.sampled_from(CELLS), max_size=30))
def test_no_cell_is_lost_in_whatever_order_they_stand(cells: list[str]) -> None:
    table = main_in_cells(lines(HEADINGS + "\n".join(cells)), form())
    if table is not None:
        said = " ".join(cell.words for row in table.rows for cell in row)
        left = " ".join(cell.words for cell in table.left_over)
        assert all(words in said or words in left for words in cells)


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
