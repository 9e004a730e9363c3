"""The main table of the final report: tasks, activities and indicators out of merged, cut, shifted and stacked cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.cells import DateSpan
from etl.numbering import ACTIVITY, TASK, numbered
from etl.plan_fact import read_main
from etl.records import Told
from tests.builders import LOST, form, found_table

FIELDS = "task activity date place participants result name plan fact outcome"


def main(*rows: str, page_starts: tuple[int, ...] = ()) -> Told:
    """The main table of rows, read; a row of four cells is of an activity already begun: name, plan, fact."""
    return read_main(found_table("main", FIELDS, *rows, page_starts=page_starts), form(), 2023)


def begun(*values: str, page_starts: tuple[int, ...] = ()) -> Told:
    """A table of one activity and these "name | plan | fact" rows below."""
    filled = [f"1 міндет. Көмек | 1 іс-шара. Семинар | 5 мамыр | Клуб | 40 адам | Өтті | {values[0]} | "]
    return main(*filled, *(f" | | | | | | {row} | " for row in values[1:]), page_starts=page_starts)


def said(table: Told) -> list[tuple[str, int | None, int | None, str]]:
    return [(i.name.words, _whole(i.plan), _whole(i.fact), i.status) for i in table.indicators]


def _whole(stated: object) -> int | None:
    quantity = getattr(stated, "quantity", None)
    return None if quantity is None else int(quantity.value)


HEADINGS = [
    (TASK, "1 міндет. Ақпараттық жұмыс", (1, "Ақпараттық жұмыс")),
    (TASK, "2-міндет: Оқыту", (2, "Оқыту")),
    (TASK, "Задача 3. Обучение", (3, "Обучение")),
    (TASK, "Задача №2 – Помощь", (2, "Помощь")),
    (TASK, "4. Жастарға көмек", (4, "Жастарға көмек")),
    (TASK, "Жастарға көмек", (None, "Жастарға көмек")),
    (ACTIVITY, "1.2. Семинар", (2, "Семинар")),
    (ACTIVITY, "2 іс-шара. Форум", (2, "Форум")),
    (ACTIVITY, "3- іс шара. Кездесу", (3, "Кездесу")),
    (ACTIVITY, "Мероприятие 1.2. Семинар", (2, "Семинар")),
    (ACTIVITY, "Мероприятие №4 Форум", (4, "Форум")),
    (TASK, "№3 міндет. Оқыту", (3, "Оқыту")),
    (TASK, "Міндет 2: Оқыту", (2, "Оқыту")),
    (ACTIVITY, "Іс-шара 2.1. Форум", (1, "Форум")),
    (ACTIVITY, "3 іс шара.", (3, "")),
    (TASK, "II МІНДЕТ. Оқыту", (2, "Оқыту")),
    (TASK, "Задача ІV: Обучение", (4, "Обучение")),
    (TASK, "Міндет Х. Оқыту", (10, "Оқыту")),
    (ACTIVITY, "10 оқушыға арналған лагерь", (None, "10 оқушыға арналған лагерь")),
]


def counted(*rows: str) -> list[tuple[str, int | None, int | None, str | None]]:
    """Names, plans, facts and units of a table that has a column of units, "name | unit | plan | fact"."""
    first = f"Семинар | 40 адам | {rows[0]}"
    table = found_table(
        "main", "activity participants name unit plan fact", first, *(f" | | {row}" for row in rows[1:])
    )
    found = read_main(table, form(), 2023).indicators
    return [(one.name.words, _whole(one.plan), _whole(one.fact), one.unit) for one in found]


def test_a_column_of_units_says_what_plan_and_fact_are_counted_in() -> None:
    assert counted("Оқыту | сабақ | 6 | 6", "Буклет | дана | 10 экз. | -", "Баға | % | 80 | 84,5") == [
        ("Оқыту", 6, 6, "сабақ"),
        ("Буклет", 10, None, "экз"),
        ("Баға", 80, 84, "%"),
    ]
    assert counted("Оқыту\nБуклет | сабақ\nдана | 6\n10 | 6\n12") == [
        ("Оқыту", 6, 6, "сабақ"),
        ("Буклет", 10, 12, "дана"),
    ]


def test_a_row_that_has_slipped_beside_a_unit_keeps_its_name() -> None:
    table = found_table("main", "activity result name unit plan fact", "Семинар | Оқыту | сабақ | 6 | 7 | ")
    [one] = read_main(table, form(), 2023).indicators
    assert (one.name.words, _whole(one.plan), _whole(one.fact)) == ("Оқыту", 6, 7)


@pytest.mark.parametrize(("pattern", "words", "expected"), HEADINGS, ids=[words for _, words, _ in HEADINGS])
def test_headings_give_their_number_and_title(pattern: object, words: str, expected: tuple[int | None, str]) -> None:
    assert numbered(TASK if pattern is TASK else ACTIVITY, words) == expected


def test_a_row_gives_task_activity_and_indicator() -> None:
    table = begun("Қатысушылар саны | 70-тен кем емес | 85 адам")
    [task], [activity] = table.tasks, table.activities
    assert (task.no, task.title.words, task.is_fixed) == (1, "Көмек", False)
    assert (activity.task, activity.no, activity.title.words) == (0, 1, "Семинар")
    assert (activity.dates, activity.participants_count, activity.is_online) == (
        DateSpan("2023-05-05", "2023-05-05", year_inferred=True),
        Decimal(40),
        False,
    )
    assert said(table) == [("Қатысушылар саны", 70, 85, "exceeded")]
    assert table.troubles == []


def test_a_row_that_a_page_has_cut_short_of_its_name_keeps_its_values_as_a_finding() -> None:
    fields = "task activity plan fact date place name"
    table = read_main(found_table("main", fields, "1 міндет. Көмек | 1.1. Семинар | 70 | 85 | мамыр"), form(), 2023)
    assert table.indicators == []
    [trouble] = table.troubles
    assert trouble.values["values"] == ["70", "85"]


TASK_CARRIED = {
    "merged": ("^", "^"),
    "left blank": ("", ""),
    "printed again": ("1 міндет. Көмек", "1.1. Семинар"),
}


@pytest.mark.parametrize(("task", "activity"), TASK_CARRIED.values(), ids=TASK_CARRIED)
def test_a_task_and_an_activity_are_carried_down(task: str, activity: str) -> None:
    table = main(
        "1 міндет. Көмек | 1.1. Семинар | 5 мамыр | | | | Пост | 1 | 1 |",
        f"{task} | {activity} | | | | | Фото | 2 | 3 |",
    )
    assert (len(table.tasks), len(table.activities)) == (1, 1)
    assert [i.activity for i in table.indicators] == [0, 0]


HEADED = {
    "task": ("1 міндет. Көмек", " | Семинар"),
    "Russian": ("Задача 1. Помощь", " | Семинар"),
    "numbered in its own column": ("1 | Задача 1. Помощь", " | Семинар"),
    "activity below": ("Задача № 1. Помощь", "1.1 Семинар"),
    "fixed": ("Информационная работа о ходе реализации проекта", " | Посты"),
}


@pytest.mark.parametrize(("heading", "activity"), HEADED.values(), ids=HEADED)
def test_a_task_may_stand_from_edge_to_edge_above_its_activities(heading: str, activity: str) -> None:
    across = heading + " | <" * (9 - heading.count("|"))
    rows = [activity + " | <" * 9] if "|" not in activity else []
    title = "" if rows else activity.split("|")[1]
    told = main(across, *rows, f" | {title} | 5 мая 2023 | Клуб | 40 | | Участники | 40 | 45 | ", across)
    assert len(told.tasks) == 1
    assert [activity.title.words for activity in told.activities] == [title.strip() or "Семинар"]
    assert said(told) == [("Участники", 40, 45, "exceeded")]


@pytest.mark.parametrize("total", ["ИТОГО", "Всего:", "Барлығы", "Итого по проекту", "Итого по задаче 1"])
def test_a_row_that_sums_up_is_no_task(total: str) -> None:
    told = main(
        "Помощь | Семинар | 5 мая | Клуб | 40 | | Участники | 40 | 45 | ", f"{total} | | | | 40 | | | 40 | 45 | "
    )
    assert (len(told.tasks), len(told.activities), len(told.indicators)) == (1, 1, 1)


def test_a_task_and_an_activity_printed_again_and_misread_are_the_same() -> None:
    told = main(
        "1 міндет. Жастарды оқыту | 1 іс-шара. Семинарлар өткізу | 5 мамыр | Клуб | 30 | | Семинар | 1 | 1 |",
        "1 мiндет. Жасгарды оқыту | 1 ic-щара. Семннарлар өткізу | 5 мамыр | Клуб | 30 | | Қатысушылар | 30 | 31 |",
    )
    assert (len(told.tasks), len(told.activities), len(told.indicators)) == (1, 1, 2)


def test_an_activity_much_alike_on_another_day_is_another() -> None:
    told = main(
        "Жастарды оқыту | Семинарлар өткізу | 5 мамыр | Клуб | 30 | | Семинар | 1 | 1 |",
        "Жастарды оқыту | Семинарлар өткізу. | 9 маусым | Клуб | 30 | | Семинар | 1 | 1 |",
    )
    assert len(told.activities) == 2


def test_a_new_activity_under_a_merged_task() -> None:
    table = main("1 міндет. Көмек | 1.1. Семинар | | | | | Пост | 1 | 1 |", "^ | 1.2. Форум | | | | | Фото | 2 | 3 |")
    assert [(a.task, a.no) for a in table.activities] == [(0, 1), (0, 2)]
    assert [i.activity for i in table.indicators] == [0, 1]


def test_numbers_that_are_not_printed_follow_the_order() -> None:
    table = main(
        "Көмек | Семинар | | | | | Пост | 1 | 1 |",
        "^ | Форум | | | | | Фото | 2 | 3 |",
        "Оқыту | Дәріс | | | | | Тест | 1 | 1 |",
    )
    assert [task.no for task in table.tasks] == [1, 2]
    assert [(a.task, a.no) for a in table.activities] == [(0, 1), (0, 2), (1, 1)]


def test_the_tasks_of_every_contract_are_fixed_and_have_no_number() -> None:
    table = main(
        "1 міндет. Көмек | 1.1. Семинар | | | | | Пост | 1 | 1 |",
        "Итоговая публичная презентация результатов проекта | | 5 мая | | | | Участники | 20 | 25 |",
    )
    assert [(task.no, task.is_fixed) for task in table.tasks] == [(1, False), (None, True)]
    assert table.activities[1].title.words == "Итоговая публичная презентация результатов проекта"


STATUSES = [
    ("10", "10", "met"),
    ("10", "12", "exceeded"),
    ("10", "9", "missed"),
    ("10-нан кем емес", "12", "exceeded"),
    ("не более 5", "5", "met"),
    ("не более 5", "3", "met"),
    ("5-тен артық емес", "6", "missed"),
    ("5/1", "5/1", "met"),
    ("5/1", "6/1", "exceeded"),
    ("5/1", "6/0", "missed"),
    ("10", "", "no_fact"),
    ("10", "-", "no_fact"),
    ("", "10", "no_plan"),
    ("", "", "no_fact"),
    ("10", "орындалды", "not_numeric"),
    ("орындалды", "орындалды", "not_numeric"),
    # a range is met by what lies within it
    ("20-25", "20", "met"),
    ("20-25", "25", "met"),
    ("20-25", "26", "exceeded"),
    ("20-25", "19", "missed"),
    ("20-25", "21-24", "met"),
    ("20", "20-25", "met"),
    ("15", "20-25", "exceeded"),
    ("22", "20-25", "not_numeric"),
    ("30", "20-25", "missed"),
]


@pytest.mark.parametrize(("plan", "fact", "status"), STATUSES)
def test_what_became_of_an_indicator(plan: str, fact: str, status: str) -> None:
    [found] = begun(f"Есеп | {plan} | {fact}").indicators
    assert found.status == status


PER_EVENT = [
    ("Кездесу бағдарламасы | 3 | 3", "Әр кездесуден 5 суреттен", "15", 15, "met"),
    ("Встречи | 3 | 4", "по 5 фото с каждой встречи", "15", 20, "missed"),
    ("Семинар саны | 2 | 2", "әр семинарға кемінде 30 адам", "70", 60, "exceeded"),
    ("Пост | 3 | 3", "Әр кездесуден 5 суреттен", "15", None, "exceeded"),
    ("Кездесу бағдарламасы | 3 | 3", "Әр кездесуден 5 сурет", "әр кездесуден 5 сурет", None, "met"),
]


@pytest.mark.parametrize(("beside", "plan", "fact", "total", "status"), PER_EVENT)
def test_a_plan_for_each_event_is_totalled_where_the_events_are_counted(
    beside: str, plan: str, fact: str, total: int | None, status: str
) -> None:
    found = begun(beside, f"Фото | {plan} | {fact}").indicators[-1]
    assert (found.plan_total, found.status) == (total, status)


def test_events_that_are_counted_twice_and_differently_are_not_counted() -> None:
    found = begun("Кездесу | 3 | 3", "Кездесу бағдарламасы | 2 | 2", "Фото | Әр кездесуден 5 сурет | 15").indicators[-1]
    assert (found.plan_total, found.status) == (None, "exceeded")


def test_a_composite_keeps_its_parts() -> None:
    [found] = begun("Фото/видео | 5/1 | 6/1").indicators
    assert found.plan is not None
    assert found.plan.quantity is not None
    assert found.plan.quantity.parts == (5, 1)


def test_a_stack_of_equal_length_is_paired() -> None:
    table = begun("Фото⏎Видео⏎Пост | 10⏎1⏎5 | 12⏎1⏎4")
    assert said(table) == [("Фото", 10, 12, "exceeded"), ("Видео", 1, 1, "met"), ("Пост", 5, 4, "missed")]
    assert not any(i.is_ambiguous for i in table.indicators)


UNEQUAL = {
    "a fact is gone": "Фото⏎Видео⏎Пост | 10⏎1⏎5 | 12⏎4",
    "a name too many": "Фото⏎Видео⏎Пост | 10⏎1 | 12⏎1",
    "a value too many": "Фото⏎Видео | 10⏎1⏎5 | 12⏎1⏎5",
}


@pytest.mark.parametrize("row", UNEQUAL.values(), ids=UNEQUAL)
def test_unequal_stacks_are_never_paired_silently(row: str) -> None:
    table = begun(row)
    [trouble] = table.troubles
    assert (trouble.rule, trouble.values["kind"]) == ("indicators_aligned", "unequal_stacks")
    assert all(i.is_ambiguous or (i.plan is None and i.fact is None) for i in table.indicators)


def test_values_one_row_too_low_are_paired_once_the_counts_agree_and_said() -> None:
    table = begun("Фото⏎Видео | 10 | 12", " | 1 | 1")
    assert said(table) == [("Фото", 10, 12, "exceeded"), ("Видео", 1, 1, "met")]
    [trouble] = table.troubles
    assert trouble.values["kind"] == "values_in_other_rows"


def test_a_row_shifted_a_column_to_the_left_is_read_and_said() -> None:
    table = main("1 міндет. Көмек | 1.1. Семинар | | | | Посттар саны | 10 | 12 | | ")
    assert said(table) == [("Посттар саны", 10, 12, "exceeded")]
    [trouble] = table.troubles
    assert trouble.values["kind"] == "shifted"


def test_a_row_without_the_blank_cell_that_it_began_with_is_read_in_its_columns_and_said() -> None:
    told = main(
        "1 міндет. Көмек | Семинар | 5 мамыр | Клуб | 30 | | Посттар саны | 10 | 12 | ",
        "Жәрмеңке | 15.05-20.05.24 | Ескелді ауданы | 44 | Өтті | Дүңгіршек | 30 | 31 | | ",
    )
    assert [task.title.words for task in told.tasks] == ["Көмек"]
    assert [(a.title.words, a.participants_count) for a in told.activities] == [("Семинар", 30), ("Жәрмеңке", 44)]
    assert said(told)[1] == ("Дүңгіршек", 30, 31, "exceeded")
    assert [trouble.values["kind"] for trouble in told.troubles] == ["shifted"]


def test_stacks_that_slipped_a_column_to_the_left_are_read_though_one_value_is_words() -> None:
    told = main(
        "Оқыту | Семинар | 5 мамыр | Клуб | 30 | | Семинар | 1 | 1 |",
        " | | | | | Бағдарлама⏎Кездесу⏎Буклет | дайындалады⏎6⏎130 дана | дайындалды⏎7⏎130 дана | |".replace("⏎", "\n"),
    )
    assert [name for name, *_ in said(told)] == ["Семинар", "Бағдарлама", "Кездесу", "Буклет"]
    assert said(told)[2:] == [("Кездесу", 6, 7, "exceeded"), ("Буклет", 130, 130, "met")]


def test_a_name_cut_by_a_page_is_joined() -> None:
    table = begun("Семинарға келген | 40 | 45", "адамдардың саны | |", page_starts=(1,))
    assert said(table) == [("Семинарға келген адамдардың саны", 40, 45, "exceeded")]


def test_a_value_cut_by_a_page_is_joined() -> None:
    table = begun("Кездесу | 2 (өткізілген әр | 3 (өткізілген әр", " | ауданда) | ауданда)", page_starts=(1,))
    assert said(table) == [("Кездесу", 2, 3, "exceeded")]
    assert table.indicators[0].plan is not None
    assert table.indicators[0].plan.text.words == "2 (өткізілген әр ауданда)"


def test_a_task_and_an_activity_cut_by_a_page_are_joined() -> None:
    table = main(
        "1 міндет. Жастарға | 1.1. Шағын | | | | | Пост | 1 | 1 |",
        "көмек көрсету | семинар өткізу | | | | | Фото | 2 | 2 |",
        page_starts=(1,),
    )
    assert [task.title.words for task in table.tasks] == ["Жастарға көмек көрсету"]
    assert [a.title.words for a in table.activities] == ["Шағын семинар өткізу"]


def test_a_title_whose_lines_stand_beside_a_row_each_is_one_title() -> None:
    table = main(
        "1 міндет. Көмек | 1 іс-шара. | 5 мамыр | Клуб | 40 | Өтті | Пост | 1 | 1 |",
        " | Семинарлар циклін | | | | | Фото | 2 | 2 |",
        " | өткізу | | | | | Есеп | 1 | 1 |",
    )
    assert [(a.no, a.title.words) for a in table.activities] == [(1, "Семинарлар циклін өткізу")]
    assert len(table.indicators) == 3


def test_an_activity_in_lower_case_with_a_date_of_its_own_is_another() -> None:
    table = main(
        "1 міндет. Көмек | 1.1. Семинар | 5 мамыр | | | | Пост | 1 | 1 |",
        " | форум өткізу | 6 мамыр | | | | Фото | 2 | 2 |",
    )
    assert [a.title.words for a in table.activities] == ["Семинар", "форум өткізу"]


PRINTED_TWICE = {
    "the plan copied first": ("Пост | 5 | 5", "Пост | 5 | 7"),
    "the plan copied last": ("Пост | 5 | 7", "Пост | 5 | 5"),
    "word for word": ("Пост | 5 | 7", "Пост | 5 | 7"),
}


@pytest.mark.parametrize("rows", PRINTED_TWICE.values(), ids=PRINTED_TWICE)
def test_an_indicator_printed_twice_is_one_with_the_fact_that_says_more(rows: tuple[str, str]) -> None:
    table = begun(*rows)
    assert said(table) == [("Пост", 5, 7, "exceeded")]
    assert [trouble.values["kind"] for trouble in table.troubles] == ["printed_twice"]


def test_two_facts_that_both_say_something_are_two_indicators() -> None:
    assert len(begun("Пост | 5 | 7", "Пост | 5 | 6").indicators) == 2


def test_glued_names_whose_values_do_not_agree_are_all_told_and_none_is_certain() -> None:
    table = begun("Пост Фото Видео Спикер | 5 10 1 2 | 6 10 1")
    assert [(i.name.words, i.plan, i.is_ambiguous) for i in table.indicators] == [
        (name, None, True) for name in ("Пост", "Фото", "Видео", "Спикер")
    ]
    assert [trouble.values["kind"] for trouble in table.troubles] == ["unequal_stacks"]


@pytest.mark.parametrize(("plan", "value"), [("1О0", 100), ("З5-тен кем емес", 35), ("кеминде б0", 60), ("l", 1)])
def test_letters_that_stand_for_digits_are_digits(plan: str, value: int) -> None:
    [found] = begun(f"Пост | {plan} | 5").indicators
    assert found.plan is not None
    assert found.plan.quantity is not None
    assert (found.plan.quantity.value, found.plan.text.words) == (value, plan)


def test_names_beside_lost_columns_are_kept_and_said() -> None:
    table = begun(f"Фото⏎Видео | {LOST} | {LOST}")
    assert said(table) == [("Фото", None, None, "no_fact"), ("Видео", None, None, "no_fact")]
    [trouble] = table.troubles
    assert trouble.values == {"kind": "columns_lost", "names": 2}


def test_a_number_among_names_is_the_value_that_slipped_and_said() -> None:
    table = begun(f"Фото⏎⏎12 | {LOST} | {LOST}")
    [found] = table.indicators
    assert (found.name.words, found.is_ambiguous) == ("Фото", True)
    assert {trouble.values["kind"] for trouble in table.troubles} == {"value_among_names", "columns_lost"}


def test_every_value_keeps_the_place_of_its_cell() -> None:
    [_, found] = begun("Пост | 1 | 1", "Фото | 10 | 12").indicators
    assert found.plan is not None
    assert found.fact is not None
    assert [str(place) for place in (found.name.place, found.plan.text.place, found.fact.text.place)] == [
        "1/2/7",
        "1/2/8",
        "1/2/9",
    ]


def test_a_cell_that_goes_on_in_the_next_row_is_one_result() -> None:
    table = main(
        "1 міндет. Көмек | 1.1. Семинар | | | | Бастады | Пост | 1 | 1 |", " | | | | | Аяқтады | Фото | 2 | 2 |"
    )
    [activity] = table.activities
    assert activity.result is not None
    assert activity.result.words == "Бастады\nАяқтады"


@pytest.mark.parametrize(
    ("place", "is_online"), [("ZOOM платформасы", True), ("онлайн", True), ("социальные сети", True), ("Клуб", False)]
)
def test_online_is_told_by_the_place(place: str, is_online: bool) -> None:
    [activity] = main(f"Көмек | Семинар | | {place} | | | Пост | 1 | 1 |").activities
    assert activity.is_online is is_online
