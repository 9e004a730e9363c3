"""Tables of participants: which column is which, and why a count is missing."""

from __future__ import annotations

import pytest

from etl.document import Place, Table, Text
from etl.participants import read_participants, with_total_of
from etl.records import Participants
from etl.rules.people import age_adds_up
from tests.builders import LOST, form, report
from tests.builders import table as made

GENDER = "Барлық қатысушылар саны | Ерлер | Әйелдер"
AGE = "Барлық қатысушылар саны | 13-16 жас | 17-22 жас | 23-27 жас | 28-32 жас | 33-45 жас | 46-58 жас | 59 жас және жоғары"
STATUS = (
    "Общее количество участников | Дети | Молодежь | Государственные служащие | Работники бюджетных организаций | Инвалиды | "
    "Пожилые (от 50 лет и старше) | Безработные | Представители общественных организаций | Представители бизнес-сектора | Другие категории"
)


def read(*tables: Table) -> list[Participants]:
    return read_participants(tables, form())[0]


def counts(row: Participants) -> list[int | None]:
    return [count.count for count in row.counts.values()]


def test_a_table_by_gender() -> None:
    [row] = read(made(GENDER, "30 | 10 | 20"))
    assert (row.scope, row.dimension, row.total, str(row.total_place)) == ("project", "gender", 30, "1/2/1")
    assert {name: count.count for name, count in row.counts.items()} == {"male": 10, "female": 20}


def test_a_table_by_age_and_by_status_in_russian() -> None:
    age, status = read(
        made(AGE, "28 | 1 | 2 | 3 | 4 | 5 | 6 | 7"), made(STATUS, "55 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10")
    )
    assert (age.dimension, counts(age)) == ("age", [1, 2, 3, 4, 5, 6, 7])
    assert (status.dimension, counts(status)) == ("status", list(range(1, 11)))


def test_a_heading_of_two_rows() -> None:
    assert counts(
        read(made("Барлық қатысушылар саны | Оның ішінде | <", "^ | Ерлер | Әйелдер", "30 | 10 | 20"))[0]
    ) == [10, 20]


def test_a_total_may_stand_a_row_above_the_categories_or_be_said_with_its_label() -> None:
    tables = [
        made("Барлық қатысушылар саны | Оның ішінде | ", " | Ерлер | Әйелдер", "30 | 10 | 20"),
        made(" | Мужчины | Женщины", "Всего: 30 | 10 | 20"),
        made("Барлығы: 30 адам | <", "Санат | Саны", "Ерлер | 10", "Әйелдер | 20"),
    ]
    for table in tables:
        [row] = read(table)
        assert (row.total, counts(row)) == (30, [10, 20])


def test_shares_beside_or_below_the_counts_count_nobody() -> None:
    tables = [
        made("Всего | Мужчины | < | Женщины | <", "^ | чел. | % | чел. | %", "30 | 10 | 33,3 | 20 | 66,7"),
        made("Всего | Мужчины | < | Женщины | <", "^ | % | чел. | % | чел.", "30 | 33,3 | 10 | 66,7 | 20"),
        made(" | Ерлер | Әйелдер | Барлығы", "Адам саны | 10 | 20 | 30", "Пайызы | 33,3 | 66,7 | 100"),
        made(" | Ерлер | Әйелдер | Барлығы", "Саны | 10 | 20 | 30", " | 33,3 % | 66,7% | 100%"),
    ]
    for table in tables:
        [row] = read(table)
        assert (row.total, counts(row)) == (30, [10, 20])


def test_a_heading_that_a_page_has_cut_above_counts_and_shares_keeps_its_columns() -> None:
    below = made("участников | чел. | % | чел. | %", "30 | 10 | 33,3 | 20 | 66,7")
    rows = read_participants([made("Всего | Мужчины | Женщины"), below], form(), closely=True)[0]
    assert [counts(row) for row in rows] == [[10, 20]]


def test_a_line_may_say_the_total_of_tables_that_have_none() -> None:
    without = read(made("Мужчины | Женщины", "10 | 20"))
    with_own = read(made(GENDER, "31 | 10 | 20"))
    lines = [Text("Всего участников проекта: 30", Place(7)), Text("Проект шёл год.", Place(8))]
    [one], [other] = (list(with_total_of(lines, rows, form())) for rows in (without, with_own))
    assert (one.total, str(one.total_place), other.total) == (30, "7", 31)
    assert [row.total for row in with_total_of([*lines, Text("Всего: 40", Place(9))], without, form())] == [None]


def test_numbers_by_age_below_those_by_gender_are_of_no_gender() -> None:
    gender, age = read(
        made(
            "Пол | М | Ж | Всего | > | > | > | >",
            " | 10 | 20 | 30 | > | > | > | >",
            AGE,
            "28 | 1 | 2 | 3 | 4 | 5 | 6 | 7",
        )
    )
    assert (gender.total, counts(gender), counts(age)) == (30, [10, 20], [1, 2, 3, 4, 5, 6, 7])


def test_a_table_whose_numbers_have_shares_in_brackets_takes_no_rows_of_the_next() -> None:
    gender, status = read(
        made(GENDER, "30 (100%) | 10 (33%) | 20 (67%)"),
        made("Санаты | План | Факт", "Жастар | 7 | 8", "Мүгедектер | 1 | 2"),
    )
    assert (gender.total, counts(gender)) == (30, [10, 20])
    assert (status.counts["youth"].count, status.counts["disabled"].count) == (8, 2)


def test_a_row_of_what_was_planned_counts_nobody() -> None:
    [row] = read(made(" | Всего | Мужчины | Женщины", "План | 28 | 9 | 19", "Факт | 30 | 10 | 20"))
    assert (row.total, counts(row)) == (30, [10, 20])


def test_people_of_a_band_that_the_form_does_not_have_are_not_missing() -> None:
    bands = AGE.replace(" | 13-16", " | до 13 лет | 13-16")
    [row] = read(made(bands, "37 | 9 | 1 | 2 | 3 | 4 | 5 | 6 | 7"))
    assert (counts(row), row.unlisted) == ([1, 2, 3, 4, 5, 6, 7], 9)
    assert not list(age_adds_up(report(participants=[row])))


LISTED = {
    "the total above": ("Гендерный показатель | Количество", "Всего участников | 30", "Мужчины | 10", "Женщины | 20"),
    "the total below": ("муж. | 10", "жен. | 20", "ИТОГО | 30"),
    "rows numbered": ("№ | Пол | Чел.", "1 | Мужчины | 10", "2 | Женщины | 20", " | Всего | 30"),
    "what was planned beside": ("Участники | План | Факт", "Ерлер | 9 | 10", "Әйелдер | 19 | 20", "Барлығы | 28 | 30"),
    "shares beside": ("Участники | % | Чел.", "Ерлер | 33% | 10", "Әйелдер | 67% | 20", "Барлығы | 100% | 30"),
}


@pytest.mark.parametrize("rows", LISTED.values(), ids=LISTED)
def test_categories_may_be_listed_downwards(rows: tuple[str, ...]) -> None:
    [row] = read(made(*rows))
    assert (row.scope, row.total, counts(row)) == ("project", 30, [10, 20])


def test_one_list_may_hold_all_categories_and_the_small_grants_beside() -> None:
    gender, of_grants, age, age_of_grants = read(
        made(
            "Показатель | Проект | Малые гранты",
            "Всего участников | 30 | 8",
            "Мужчины | 10 | 3",
            "Женщины | 20 | 5",
            "13-16 лет | 25 | 8",
            "17-22 лет | 5 | 0",
        )
    )
    assert [(row.scope, row.total, counts(row)) for row in (gender, of_grants)] == [
        ("project", 30, [10, 20]),
        ("small_grants", 8, [3, 5]),
    ]
    assert [(row.dimension, row.scope, counts(row)[:2]) for row in (age, age_of_grants)] == [
        ("age", "project", [25, 5]),
        ("age", "small_grants", [8, 0]),
    ]


def test_a_category_in_words_that_no_form_lists_is_told_by_its_place_between_two() -> None:
    [row] = read(
        made(STATUS.replace("Безработные", "Не имеющие работы"), "55 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10")
    )
    assert row.counts["unemployed"].count == 7


def test_thousands_and_units_are_read() -> None:
    [row] = read(made(GENDER, "2 315 | 1 000 адам | 1 315 чел. (57 %)"))
    assert (row.total, counts(row)) == (2315, [1000, 1315])


def test_bands_of_age_and_counts_whose_digits_became_letters_are_read() -> None:
    [row] = read(made(AGE.replace("13", "lЗ").replace("16", "1б"), "2S | l | 2 | 3 | 4 | S | 6 | 7"))
    assert (row.total, counts(row)[:4]) == (25, [1, 2, 3, 4])
    assert counts(row)[4] is None  # a letter without a digit beside it says nothing


MISSING = [
    ("-", "dash"),
    ("жоқ", "dash"),
    ("", "blank"),
    (LOST, "lost"),
    ("1 25", "unclear"),
    ("S", "unclear"),
    ("10-15", "unclear"),
]


@pytest.mark.parametrize(("cell", "state"), MISSING)
def test_a_count_that_is_missing_says_why_and_is_never_zero(cell: str, state: str) -> None:
    [row] = read(made(GENDER, f"30 | 30 | {cell}"))
    assert (row.counts["female"].count, row.counts["female"].state) == (None, state)


def test_a_zero_is_a_value() -> None:
    [row] = read(made(GENDER, "30 | 30 | 0"))
    assert (row.counts["female"].count, row.counts["female"].state) == (0, "value")


def test_people_of_small_grants_have_a_row_of_their_own() -> None:
    own, small = read(made(GENDER, "Жоба бойынша – 30 | 10 | 20", "Шағын грант бойынша – 8 | 3 | 5"))
    assert [(row.scope, row.total) for row in (own, small)] == [("project", 30), ("small_grants", 8)]


def test_a_table_without_numbers_is_there_but_counts_nobody() -> None:
    found, seen = read_participants([made(GENDER, " | | ")], form())
    assert "gender" in seen
    assert all(row.total is None and counts(row) == [None, None] for row in found)


def test_a_heading_alone_is_a_table_without_rows() -> None:
    assert read_participants([made(GENDER)], form()) == ([], {"gender"})


def test_another_table_is_none_of_participants() -> None:
    assert read_participants([made("Ұйым атауы | Жобадағы ролі", "Қор | Көмек")], form()) == ([], set())
