"""Tables whose columns are set apart by spaces alone: rows between tabs; prose and labels stay as they are."""

from __future__ import annotations

import pytest

from etl.readers.spaced import tabbed

TABLE = """\
Мероприятия              Дата проведения   Место проведения   Показатели              План   Факт
Семинары по теплицам     март 2024 г.      г. Тараз           Количество семинаров    3      3
                                                              Количество фермеров     40     45
Выезды агронома в        май 2024 г.       Жуалынский         Количество выездов      10     12
Жуалы и консультации                       район

Ярмарка                  август 2024 г.    г. Тараз           Участники ярмарки       -      26
"""


def read(said: str) -> list[tuple[int, str]]:
    return list(tabbed(list(enumerate(said.split("\n"), 1))))


def rows(said: str) -> list[list[str]]:
    return [line.split("\t") for _, line in read(said) if "\t" in line]


def test_columns_begin_where_every_line_has_white_before() -> None:
    assert rows(TABLE) == [
        ["Мероприятия", "Дата проведения", "Место проведения", "Показатели", "План", "Факт"],
        ["Семинары по теплицам", "март 2024 г.", "г. Тараз", "Количество семинаров", "3", "3"],
        ["", "", "", "Количество фермеров", "40", "45"],
        ["Выезды агронома в Жуалы и консультации", "май 2024 г.", "Жуалынский район", "Количество выездов", "10", "12"],
        ["Ярмарка", "август 2024 г.", "г. Тараз", "Участники ярмарки", "-", "26"],
    ]


def test_a_row_has_the_number_of_its_first_line() -> None:
    assert [number for number, line in read(TABLE) if "\t" in line] == [1, 2, 3, 4, 7]


def test_a_value_that_is_broken_is_one_and_a_word_may_be_a_value() -> None:
    said = """\
Показатели          План             Факт
Публикации в        40 (по каждому   31 (по каждому
соцсетях            выезду)          выезду)
Список участников   составить        составлен
Выезды              не менее 5       6
Беседы              100              96
Семьи               26               31
"""
    assert rows(said)[1:-2] == [
        ["Публикации в соцсетях", "40 (по каждому выезду)", "31 (по каждому выезду)"],
        ["Список участников", "составить", "составлен"],
        ["Выезды", "не менее 5", "6"],
    ]


def test_one_row_of_numbers_from_end_to_end_is_enough_below_a_heading() -> None:
    assert rows("Жобаға        Ерлер   Әйелдер\nқатысушылар\n549           293     256") == [
        ["Жобаға қатысушылар", "Ерлер", "Әйелдер"],
        ["549", "293", "256"],
    ]


def test_what_is_broken_beside_the_next_rows_values_goes_on_with_the_row_above() -> None:
    said = """\
Мероприятия     Дата       Показатели     План   Факт
Тренинги для    май        Тренинги       4      4
сотрудников     2024 г.    Обученные      40     46
                           Отзывы         20     18
Ярмарка         август     Участники      10     12"""
    assert rows(said)[1:] == [
        ["Тренинги для сотрудников", "май 2024 г.", "Тренинги", "4", "4"],
        ["", "", "Обученные", "40", "46"],
        ["", "", "Отзывы", "20", "18"],
        ["Ярмарка", "август", "Участники", "10", "12"],
    ]


def headed(said: str, *headings: str) -> list[list[str]]:
    """The rows of a dump, where a form has the headings."""
    told = tabbed(list(enumerate(said.split("\n"), 1)), lambda cells: set(headings) <= set(cells))
    return [line.split("\t") for _, line in told if "\t" in line]


def test_below_headings_of_a_form_one_row_is_enough() -> None:
    said = """\
                     Дети    Лица с            Другие
                             инвалидностью
Всего: 70            0       20                50 (71 %)"""
    assert rows(said) == []
    assert headed(said, "Дети", "Лица с инвалидностью") == [
        ["", "Дети", "Лица с инвалидностью", "Другие"],
        ["Всего: 70", "0", "20", "50 (71 %)"],
    ]


def test_below_headings_of_a_form_words_are_rows_where_the_first_column_begins() -> None:
    said = """\
Наименование        Роль в          Контакты
организации         проекте
Отдел архитектуры   Консультации    -
района              и зал
Үлгі мектебі        Зал             8 700 000 00 00"""
    assert headed(said, "Наименование организации", "Роль в проекте") == [
        ["Наименование организации", "Роль в проекте", "Контакты"],
        ["Отдел архитектуры района", "Консультации и зал", "-"],
        ["Үлгі мектебі", "Зал", "8 700 000 00 00"],
    ]


def test_prose_above_and_below_is_no_row() -> None:
    said = f"Отчет о проекте, который был завершен осенью этого года\n\n{TABLE}\nОтклонений от плана по проекту нет и не было вовсе.\n"
    found = read(said)
    assert found[0][1].startswith("Отчет")
    assert [line for _, line in found if "\t" not in line and line][-1].startswith("Отклонений")
    assert len(rows(said)) == 5


@pytest.mark.parametrize(
    "said",
    [
        "Наименование НПО:     ОО «Үлгі»\nРуководитель:         Тест М.\nСумма:                2 800 000 тенге",
        "Жоба  аясында  бес семинар өтті\nоған ауыл  тұрғындары  қатысты, барлығы\n120 адам  болды, оның  ішінде 40 жас",
        "Директор      подпись      печать\nБухгалтер     подпись      печать\nТөраға        қолы         мөр",
        "а  б  в\n1  2",
        "| а   | б   | 5 |\n| в   | г   | 6 |\n| д   | е   | 7 |",
    ],
)
def test_what_is_no_table_stays(said: str) -> None:
    assert [line for _, line in read(said)] == said.split("\n")
