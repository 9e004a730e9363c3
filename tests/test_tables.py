"""The tables of a form are known by their headings, however a converter has left them."""

from __future__ import annotations

import pytest

from etl.smaller_tables import read_effects
from etl.tables import apart, found_tables
from tests.builders import document, form, rows, table

FIELDS = ["task", "activity", "date", "place", "participants", "result", "name", "plan", "fact", "outcome"]
FIRST = "Задача | Мероприятия в рамках задачи | Дата проведения | Место проведения | Количество участников | Краткосрочные результаты | Показатели"
ROW = "Помощь | Семинар | 5 мая | Клуб | 40 | Прошел | Посты | 5 | 6 | Знания"


def columns(*rows: str) -> dict[str, int]:
    """Where the columns of the main table stand that the rows make."""
    [found] = found_tables(document("Итоговый отчет", table(*rows)), form())[0]
    assert [row[0].words for row in found.rows] == ["Помощь"]
    return found.columns


def test_plan_and_fact_are_named_in_the_row_below() -> None:
    merged = columns(f"{FIRST} | Индикаторы | Индикаторы | Эффективность", " | | | | | | | план | факт | ", ROW)
    assert merged == {name: at for at, name in enumerate(FIELDS)}


def test_a_heading_whose_merges_are_lost_is_named_in_two_rows() -> None:
    """Old Word files lose that a heading spans two columns; what stands to the right of it slips, and is said again below."""
    lost = columns(f"{FIRST} | Индикаторы | Эффективность | ", " | | | | | | | план | факт | Эффективность", ROW)
    assert lost == {name: at for at, name in enumerate(FIELDS)}


def test_cells_below_one_heading_of_values_are_one_cell() -> None:
    """A plan in three cells, «at least», the number and its unit; a unit beside a blank plan is the fact's."""
    [found] = found_tables(
        document(
            "Итоговый отчет",
            table(
                f"{FIRST} | Индикаторы | < | < | < | Эффективность",
                "^ | ^ | ^ | ^ | ^ | ^ | ^ | план | < | < | факт | ^",
                "Помощь | Семинар | 5 мая | Клуб | 40 | Прошел | Посты | не менее | 5 | раз | 6 | Знания",
                " | | | | | | Участники | | | человек | 40 | ",
                " | | | | | | Отзывы | | 7 | | | ",
            ),
        ),
        form(),
    )[0]
    assert found.columns == {name: at for at, name in enumerate(FIELDS)}
    assert [(row[7].words, row[8].words) for row in found.rows] == [
        ("не менее 5 раз", "6"),
        ("", "40 человек"),
        ("7", ""),
    ]


def test_of_a_fact_told_by_periods_the_sum_is_the_fact_and_without_one_nothing_is_added() -> None:
    """«8 | 4 | 12» below one heading are three numbers, never one of thousands."""

    def facts(last: str) -> list[str]:
        heading = "Мероприятие | Показатели | План | Факт | < | <"
        periods = f"^ | ^ | ^ | I полугодие | II полугодие | {last}"
        rows_below = "Школа | Занятия | 12 | 8 | 4 | 12", " | Благополучатели | 400 | 180 | 255 | 435"
        [found] = found_tables(document("Итоговый отчет", table(heading, periods, *rows_below)), form())[0]
        return [cell.words for row in found.rows if (cell := found.cell(row, "fact")) is not None]

    assert facts("Всего") == ["12", "435"]
    assert facts("III квартал") == ["8\n4\n12", "180\n255\n435"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("План на год | План на период | Факт за период | % к плану периода", ("B", "C")),
        ("План | Уточненный план | Факт | Остаток", ("B", "C")),
        ("План на год | План на период | Факт | Факт за год", ("A", "D")),
    ],
)
def test_of_several_plans_the_fact_is_compared_with_its_own(headings: str, expected: tuple[str, str]) -> None:
    heading = f"Мероприятия | Дата проведения | Показатели | {headings}"
    [found] = found_tables(document("Итоговый отчет", table(heading, "Семинар | май | Посты | A | B | C | D")), form())[
        0
    ]
    cells = [found.cell(found.rows[0], name) for name in ("plan", "fact")]
    assert tuple(cell.words for cell in cells if cell is not None) == expected


def test_a_column_that_numbers_rows_is_no_task() -> None:
    """However it is headed: it stands where the form has the task, and tasks stand in rows of their own."""
    heading = (
        "р/с № | Міндет шеңберіндегі іс-шаралар | Өткізілу күні | Сандық және сапалық көрсеткіштер | жоспар | факт"
    )
    [found] = found_tables(
        document(
            "Қорытынды есеп",
            table(heading, "1-міндет: Көмек | < | < | < | < | <", "1.1 | Семинар | мамыр | Пост | 5 | 6"),
        ),
        form(),
    )[0]
    assert "task" not in found.columns


def test_a_title_in_the_first_row_of_a_table_ends_the_table_above() -> None:
    effects = [
        "Заполните таблицу, отражающую социальные и экономические эффекты социального проекта | < | <",
        "Индикатор | План | Факт",
    ]
    main, other = found_tables(
        document(
            "Итоговый отчет",
            table(f"{FIRST} | План | Факт | Эффективность", ROW),
            table(*effects, "Налоги | 5 | 5", "Вклад в экономику | 7 | 7"),
        ),
        form(),
    )[0]
    assert ([len(one.rows) for one in (main, other)], other.name) == ([1, 2], "effects")


def test_numbers_of_columns_are_no_row_even_where_the_table_is_wider() -> None:
    wider = " | ".join(f"{number}" for number in range(1, 11))
    assert columns(f"{FIRST} | План | Факт | Эффективность | ", f"{wider} | ", f"{ROW} | ")["fact"] == 8


def test_plan_and_fact_may_be_named_again_between_the_rows() -> None:
    main = f"{FIRST} | План | Факт | Эффективность"
    [found] = found_tables(
        document("Итоговый отчет", table(main, ROW, " | | | | | | | план | факт | ", ROW.replace("Помощь", "Досуг"))),
        form(),
    )[0]
    assert [row[0].words for row in found.rows] == ["Помощь", "Досуг"]
    assert found.columns == {name: at for at, name in enumerate(FIELDS)}


@pytest.mark.parametrize("heading", ["Дата и место проведения", "Өткізу күні мен орны", "Срок, место проведения"])
def test_one_column_may_tell_when_and_where(heading: str) -> None:
    found = columns(
        f"Задача | Мероприятия в рамках задачи | {heading} | Показатели | План | Факт",
        "Помощь | Семинар | 5 мая, Клуб | Посты | 5 | 6",
    )
    assert (found["date"], found["place"], found["name"]) == (2, 2, 3)


TWO_TASKS = ["Задача 1. Помощь семьям", "Семинар", "Задача 2. Досуг детей", "Праздник"]
WITHOUT_TASK = "Мероприятие | Дата проведения | Место проведения | Показатели | План | Факт"


def test_tasks_may_head_a_table_each() -> None:
    """A heading right above a table that has no column for tasks is a row of it; what stands further above is prose."""
    [found] = found_tables(
        document(
            "Итоговый отчет",
            "Задача 9. О чем рассказано выше",
            "За отчетный период проведена большая работа.",
            "Задача 1. Помощь семьям",
            table(WITHOUT_TASK, "Семинар | 5 мая | Клуб | Участники | 40 | 45"),
            "Задача 2. Досуг детей",
            table(WITHOUT_TASK, "Праздник | 1 июня | Парк | Дети | 90 | 100"),
        ),
        form(),
    )[0]
    assert [row[0].words for row in found.rows] == TWO_TASKS


def test_a_heading_between_rows_heads_those_below() -> None:
    """A sheet prints a task that stands alone in its row as a line of its own, and the rows below it have no heading."""
    [found] = found_tables(
        document(
            "Итоговый отчет",
            "Задача 1. Помощь семьям",
            table(WITHOUT_TASK, "Семинар | 5 мая | Клуб | Участники | 40 | 45"),
            "Задача 2. Досуг детей",
            table("Праздник | 1 июня | Парк | Дети | 90 | 100"),
        ),
        form(),
    )[0]
    assert [row[0].words for row in found.rows] == TWO_TASKS
    assert found.page_starts == set()


@pytest.mark.parametrize("headings", ["Дата начала | Дата окончания", "Начало | Окончание", "Басталуы | Аяқталуы"])
def test_a_date_in_two_columns_is_one_span(headings: str) -> None:
    [found] = found_tables(
        document(
            "Итоговый отчет",
            table(
                f"Задача | Мероприятие | {headings} | Место проведения | Показатели | План | Факт",
                "Помощь | Семинар | 05.09.2025 | 20.09.2025 | Клуб | Участники | 40 | 45",
            ),
        ),
        form(),
    )[0]
    assert [found.cell(found.rows[0], name).words for name in ("date", "place", "name", "plan", "fact")] == [  # type: ignore[union-attr]
        "05.09.2025 20.09.2025",
        "Клуб",
        "Участники",
        "40",
        "45",
    ]


def test_a_list_of_participants_is_no_table_of_effects() -> None:
    rows = ("№ | Показатель | Количество человек", "1 | Всего участников | 30", "2 | Мужчины | 10", "3 | Женщины | 20")
    assert found_tables(document("Итоговый отчет", table(*rows)), form())[0] == []


@pytest.mark.parametrize("heading", ["План/факт", "План / факт", "Индикаторы (план, факт)"])
def test_plan_and_fact_in_one_cell_are_two(heading: str) -> None:
    [found] = found_tables(
        document(
            "Итоговый отчет",
            table(
                f"Задача | Мероприятие | Дата | Место | Показатели | {heading} | Эффективность",
                "Помощь | Семинар | 5 мая | Клуб | Участники | 40 / 45 | Знания",
                " | | | | Фото⏎Видео | 10/12⏎1/1 | ",
                " | | | | Отзывы | собраны | ",
            ),
        ),
        form(),
    )[0]
    said = [
        [cell.words if (cell := found.cell(row, name)) else "" for name in ("plan", "fact", "outcome")]
        for row in found.rows
    ]
    assert said == [["40", "45", "Знания"], ["10\n1", "12\n1", ""], ["собраны", "", ""]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("план 40 / факт 45", ("40", "45")),
        ("План: 40, факт: не менее 45", ("40", "не менее 45")),
        ("жоспар – 40⏎нақты – 45", ("40", "45")),
        ("план 4⏎факт 5⏎план 6⏎факт 7", ("4\n6", "5\n7")),
        ("план 40", ("план 40", "")),
    ],
)
def test_a_cell_may_say_which_of_its_values_is_the_fact(cell: str, expected: tuple[str, str]) -> None:
    [row] = rows(f"Участники | {cell}")
    assert tuple(said.words for said in apart(row, 1)[1:]) == expected


def test_headings_in_the_first_column_turn_the_table() -> None:
    turned = table(
        "Задача | Задача 1. Помощь | Задача 1. Помощь",
        "Мероприятие | Семинар | Буклет",
        "Дата проведения | 5 мая | май",
        "Показатели | Участники | Тираж",
        "План | 40 | 500",
        "Факт | 45 | 480",
    )
    [found] = found_tables(document("Итоговый отчет", turned), form())[0]
    values = [tuple(found.cell(row, name).words for name in ("activity", "name", "plan", "fact")) for row in found.rows]  # type: ignore[union-attr]
    assert values == [("Семинар", "Участники", "40", "45"), ("Буклет", "Тираж", "500", "480")]


def test_a_converter_may_print_what_was_merged_across_in_every_cell() -> None:
    across = "1 міндет. Көмек | 1 міндет. Көмек | 1 міндет. Көмек | 1 міндет. Көмек | 1 міндет. Көмек | 1 міндет. Көмек"
    [found] = found_tables(
        document(
            "Қорытынды есеп",
            table(
                "Міндеті | Іс-шара | Өткізу күні | Көрсеткіштер | Жоспар | Факт",
                across,
                "1 міндет. Көмек | Семинар | 5 мамыр | Пост | 3 | 3",
            ),
        ),
        form(),
    )[0]
    assert len({cell.place for cell in found.rows[0]}) == 1
    zeroes = table("0 адам | 0 адам | 0 адам")
    assert found_tables(document("Қорытынды есеп", zeroes), form())[1] == [zeroes]


@pytest.mark.parametrize("heading", ["Барлығы | Ұлдар | Қыздар", "Всего | Городские | Сельские"])
def test_a_heading_of_participants_ends_the_main_table_though_no_line_announces_it(heading: str) -> None:
    main = table(WITHOUT_TASK, "Семинар | 5 мая | Клуб | Участники | 40 | 45")
    found, others = found_tables(document("Итоговый отчет", main, "Бөлінісі", table(heading, "97 | 45 | 52")), form())
    assert [len(one.rows) for one in found] == [1]
    assert len(others) == 1


def test_effects_may_go_on_in_the_columns_of_the_main_table() -> None:
    main, effects = found_tables(
        document(
            "Итоговый отчет",
            table(
                WITHOUT_TASK,
                "Семинар | 5 мая | Клуб | Участники | 40 | 45",
                "Социально-экономический эффект | | | | | ",
                " | | | Количество прямых бенефициаров | 60 | 72",
                " | | | Налоги, тенге | 416 000 | 416 000",
            ),
        ),
        form(),
    )[0]
    assert (main.name, len(main.rows)) == ("main", 1)
    assert [(e.code, str(e.fact.quantity.value)) for e in read_effects(effects, form())] == [  # type: ignore[union-attr]
        ("direct_beneficiaries", "72"),
        ("taxes_kzt", "416000"),
    ]


@pytest.mark.parametrize(
    ("listed", "codes"),
    [
        (["Налоги | 152 | 151,5", "ФОТ | 1 192 | 1 192", "Партнеры | 4 | 5"], ["taxes_kzt", "payroll_kzt", "partners"]),
        (
            ["1 | Налоги | тг | 152 | 151", "2 | ФОТ | тг | 9 | 9", "3 | Партнеры | ед. | 4 | 4"],
            ["taxes_kzt", "payroll_kzt", "partners"],
        ),
        (["Налоги | 152", "ФОТ | 1 192", "Партнеры | 4"], []),
        (["Встречи | 12 | 14", "Звонки | 300 | 287", "Налоги | 4 | 4"], []),
    ],
)
def test_effects_may_be_listed_without_headings(listed: list[str], codes: list[str]) -> None:
    main = table(f"{FIRST} | План | Факт | Эффективность", ROW)
    found = found_tables(document("Итоговый отчет", main, "Эффекты", table(*listed)), form())[0]
    assert [one.code for part in found if part.name == "effects" for one in read_effects(part, form())] == codes


def test_effects_without_units_are_no_indicators() -> None:
    rows = ("Индикатор | План | Факт", "Количество прямых бенефициаров | 40 | 45", "Налоги | 9 000 | 9 000")
    [found] = found_tables(document("Итоговый отчет", table(*rows)), form())[0]
    assert (found.name, len(found.rows)) == ("effects", 2)


def test_a_column_of_numbers_is_no_field_that_nobody_could_read() -> None:
    [found] = found_tables(
        document(
            "Итоговый отчет",
            table(
                "№ | Задачи и мероприятия | Дата | Место | Показатели | План | Факт",
                "1 | Семинар | 5 мая | Клуб | Фото | 1 | 1",
            ),
        ),
        form(),
    )[0]
    assert 0 not in found.columns.values()
