"""Fragments of the main table find their columns by what their cells hold."""

from __future__ import annotations

import pytest

from etl.document import Place, Text
from etl.fragments import aligned, kind_of

COLUMNS = {
    name: at
    for at, name in enumerate(
        ["task", "activity", "date", "place", "participants", "result", "name", "plan", "fact", "outcome"]
    )
}

KINDS = [
    ("", "blank"),
    ("-", "dash"),
    ("70-тен кем емес", "value"),
    ("1О0", "value"),
    ("5/1", "value"),
    ("10⏎2⏎5 дана", "value"),
    ("45 адам", "people"),
    ("2024 жылғы мамыр", "date"),
    ("12.05.2024", "date"),
    ("10.5", "value"),
    ("1-міндет. Оқыту", "numbered"),
    ("Іс-шара 1.2. Семинар", "numbered"),
    ("2. Кездесу өткізу", "numbered"),
    ("Үлгі ауданы", "place"),
    ("Фото есеп", "words"),
    ("Пост⏎Фото⏎Видео", "stack"),
    ("семинарлар өткізу", "rest"),
    ("Қатысушылар тақырып бойынша қажетті білім алып, үйренді.", "sentence"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS, ids=[words for words, _ in KINDS])
def test_what_a_cell_seems_to_hold(words: str, kind: str) -> None:
    assert kind_of(words.replace("⏎", "\n")) == kind


def laid(*rows: str) -> list[list[str]]:
    """The rows of a fragment, cells between bars, laid in the ten columns of the table."""
    cells = [
        tuple(Text(words.strip(), Place(1, r, c)) for c, words in enumerate(row.split("|"), 1))
        for r, row in enumerate(rows, 1)
    ]
    return [[cell.words for cell in row] for row in aligned(cells, COLUMNS, len(COLUMNS))[0]]


AT_HOME = ["", "", "", "", "", "", "Фото есеп", "10", "12", ""]
SHAPES = {
    "as printed": " | | | | | | Фото есеп | 10 | 12 | ",
    "the last column lost": " | | | | | | Фото есеп | 10 | 12",
    "two columns lost": " | | | | Фото есеп | 10 | 12 | ",
    "a blank column more": " | | | | | | | Фото есеп | 10 | 12 | ",
}


@pytest.mark.parametrize("row", SHAPES.values(), ids=SHAPES)
def test_name_plan_and_fact_find_their_columns(row: str) -> None:
    assert laid(row) == [AT_HOME]


def test_plan_and_fact_in_one_column_are_told_apart() -> None:
    assert laid(" | | | | | | Фото есеп | 10 12 | ", " | | | | | | Пост | 5 6 | ") == [
        AT_HOME,
        ["", "", "", "", "", "", "Пост", "5", "6", ""],
    ]


def test_an_activity_with_its_date_and_place_finds_its_columns() -> None:
    row = "1.2 Форум өткізу | 12.05.2024 | Үлгі қаласы | 45 адам | Форум өткізілді. | Қатысушылар | 40 | 45 | "
    assert laid(row) == [
        [
            "",
            "1.2 Форум өткізу",
            "12.05.2024",
            "Үлгі қаласы",
            "45 адам",
            "Форум өткізілді.",
            "Қатысушылар",
            "40",
            "45",
            "",
        ]
    ]


def test_rows_of_one_page_may_have_lost_different_columns() -> None:
    short = tuple(Text(words, Place(1, 1, c)) for c, words in enumerate(["", "", "", "Фото есеп", "10", "12"], 1))
    short += tuple(Text("", Place(1, 1, c), is_lost=True) for c in (7, 8))
    whole = "1.2 Форум өткізу | 12.05.2024 | Үлгі қаласы | 45 адам | Форум өткізілді. | Қатысушылар | 40 | 45"
    cells = tuple(Text(words.strip(), Place(1, 2, c)) for c, words in enumerate(whole.split("|"), 1))
    found, left = aligned([short, cells], COLUMNS, len(COLUMNS))
    assert [[cell.words for cell in row[6:9]] for row in found] == [
        ["Фото есеп", "10", "12"],
        ["Қатысушылар", "40", "45"],
    ]
    assert not left


def test_a_cell_that_finds_no_column_is_handed_back() -> None:
    row = (
        "3-міндет. Сауат | 1 іс-шара. Байқау | 2024 жыл мамыр | Үлгі қаласы | | Байқау ережесі жасалып, өтінімдер іріктелді. | "
        "Байқау ережесі | 1 | 1 | 1 | Тұрғындардың құқық саласына деген қызығушылығы артты."
    )
    cells = tuple(Text(words.strip(), Place(1, 1, c)) for c, words in enumerate(row.split("|"), 1))
    [found], left = aligned([cells], COLUMNS, len(COLUMNS))
    assert [cell.words for cell in found[6:9]] == ["Байқау ережесі", "1", "1"]
    assert [cell.words for cell in left] == ["1"]
