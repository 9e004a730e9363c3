"""Tables of values inside cells of Word's tables are rows of these; other tables stay in their cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.document import Document, Table
from etl.extract import extract
from etl.readers import docx as reader
from tests.builders import form, shown
from tests.docx_builder import cell, docx, row, table


def read(folder: Path, content: bytes) -> Document:
    path = folder / "report.docx"
    path.write_bytes(content)
    return reader.read(path)


def only(document: Document) -> object:
    [said] = shown(document)
    return said


def test_a_table_as_wide_as_its_cell_is_rows(tmp_path: Path) -> None:
    inside = table("Занятия | 12 | 11", "Слушатели | не менее 170 | 180")
    found = read(
        tmp_path,
        docx(
            table(
                "Мероприятия | Показатели | План | Факт",
                row(cell("Курсы"), cell(inside, span=3)),
                "Приём | Беседы | 5 | 5",
            )
        ),
    )
    assert only(found) == [
        "Мероприятия | Показатели | План | Факт",
        "Курсы | Занятия | 12 | 11",
        "Курсы | Слушатели | не менее 170 | 180",
        "Приём | Беседы | 5 | 5",
    ]


def test_a_cell_beside_it_is_one_over_all_of_its_rows(tmp_path: Path) -> None:
    inside = table("Занятия | 12 | 11", "Слушатели | 170 | 180")
    found = read(
        tmp_path, docx(table("Мероприятия | Показатели | План | Факт", row(cell("Курсы"), cell(inside, span=3))))
    )
    [block] = found.blocks
    assert isinstance(block, Table)
    assert block.rows[1][0] is block.rows[2][0]
    places = [text.place for text in block.rows[2]]
    assert [(place.row, place.column) for place in places] == [(2, 1), (3, 2), (3, 3), (3, 4)]


def test_the_heading_that_each_of_them_has_is_one(tmp_path: Path) -> None:
    def inside(*rows: str) -> str:
        return table("Показатель | План | Факт", *rows)

    found = read(
        tmp_path,
        docx(
            table(
                "Мероприятия | Показатели | Итог",
                row(cell("Курсы"), cell(inside("Занятия | 12 | 11")), cell("Меньше ссор")),
                row(cell("Приём"), cell(inside("Беседы | 5 | 5", "Отзывы | 4 | -")), cell("Больше доверия")),
            )
        ),
    )
    assert only(found) == [
        "Мероприятия | Показатели | Показатели | Показатели | Итог",
        "Мероприятия | Показатель | План | Факт | Итог",
        "Курсы | Занятия | 12 | 11 | Меньше ссор",
        "Приём | Беседы | 5 | 5 | Больше доверия",
        "Приём | Отзывы | 4 | - | Больше доверия",
    ]


def test_a_heading_in_the_first_of_them_names_the_columns_of_all(tmp_path: Path) -> None:
    first, second = table("Показатель | План | Факт", "Занятия | 12 | 11"), table("Беседы | 5 | 5")
    found = read(
        tmp_path,
        docx(table("Мероприятия | Показатели", row(cell("Курсы"), cell(first)), row(cell("Приём"), cell(second)))),
    )
    assert only(found) == [
        "Мероприятия | Показатели | Показатели | Показатели",
        "Мероприятия | Показатель | План | Факт",
        "Курсы | Занятия | 12 | 11",
        "Приём | Беседы | 5 | 5",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        table("Занятия | 12 | 11"),  # nothing says which of its columns is which
        table("Алматы | 5 мая", "Орал | 6 мая"),
        table("Имя | Школа | Город", "Тест | Лицей | Орал"),
    ],
)
def test_a_table_that_nothing_tells_stays_in_its_cell(tmp_path: Path, inside: str) -> None:
    found = read(tmp_path, docx(table("Мероприятия | Показатели", row(cell("Курсы"), cell(inside)))))
    assert len(found.texts()) == 4


def test_words_beside_a_table_keep_it_in_its_cell(tmp_path: Path) -> None:
    inside = table("Показатель | План | Факт", "Занятия | 12 | 11")
    found = read(tmp_path, docx(table("Мероприятия | Показатели", row(cell("Курсы"), cell("По списку:", inside)))))
    assert len(found.texts()) == 4


def test_a_report_with_such_tables_has_its_indicators(tmp_path: Path) -> None:
    def inside(*rows: str) -> str:
        return table("Показатели | План | Факт", *rows)

    main = table(
        "Задача | Мероприятия | Дата проведения | Место проведения | Количество участников | Индикаторы",
        row(
            *map(cell, ["Задача 1. Учить", "Курсы", "май 2024 г.", "г. Орал", "180"]),
            cell(inside("Занятия | 12 | 11", "Слушатели | 170 | 180")),
        ),
        row(
            *map(cell, ["Задача 1. Учить", "Приём", "июнь 2024 г.", "г. Орал", "96"]), cell(inside("Беседы | 100 | 96"))
        ),
    )
    report = extract(read(tmp_path, docx("Итоговый отчет", main)), form())
    assert [
        (
            report.activities[i.activity or 0].title.words,
            i.name.words,
            i.plan and i.plan.text.words,
            i.fact and i.fact.text.words,
        )
        for i in report.indicators
    ] == [("Курсы", "Занятия", "12", "11"), ("Курсы", "Слушатели", "170", "180"), ("Приём", "Беседы", "100", "96")]
    assert [activity.participants_count for activity in report.activities] == [180, 96]
