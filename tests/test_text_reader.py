"""Text dumps are read as the paper was: three ways of printing a table, markup left out, what is no text refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.document import CellRun, Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, ReportRefused, TooLarge
from etl.readers import text as reader
from etl.readers.markup import cleaned
from tests.builders import shown


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "есеп.txt"


def _read(file: Path, *lines: str) -> list[object]:
    file.write_text("\n".join(lines), encoding="utf-8")
    return shown(reader.read(file))


SHOWN = {
    "tabs part the cells of a row": (
        ["Кіріспе", "Күні\tОрны", "5 мамыр\tКлуб", "Соңы"],
        ["Кіріспе", ["Күні | Орны", "5 мамыр | Клуб"], "Соңы"],
    ),
    "an empty cell keeps its column": (["а\t\tв", "1\t2\t3"], [["а |  | в", "1 | 2 | 3"]]),
    "a short row is filled with lost cells": (["а\tб\tв", "1\t2"], [["а | б | в", "1 | 2 | ~"]]),
    "a blank line ends a table": (["а\tб", "", "в\tг"], [["а | б"], ["в | г"]]),
    "pipes part the cells of a row": (["| а | б |", "|---|:--|", "| 1 | 2 |"], [["а | б", "1 | 2"]]),
    "a table that goes on after a page begins with an empty heading": (
        ["| № | Тәуекел |", "|---|---|", "| 1 | ауа |", "", "|  |  |", "|---|---|", "|  | райы |"],
        [["№ | Тәуекел", "1 | ауа"], [" | райы"]],
    ),
    "a rule may have one dash a cell, which a row of dashes has not": (
        ["|а|б|", "|-|:-|", "| - | - |"],
        [["а | б", "- | -"]],
    ),
    "a rule after the last row is no row": (["| а | б |", "| 1 | 2 |", "|---|---|"], [["а | б", "1 | 2"]]),
    "list items are no rows": (["1.\tбірінші", "-\tекінші"], ["1.\tбірінші", "-\tекінші"]),
    "the marks of a heading go": (["## Есеп"], ["Есеп"]),
    "bookmarks go": (["[bookmark: _GoBack]Жобаның атауы: Көмек"], ["Жобаның атауы: Көмек"]),
    "items of an HTML list are lines of a cell": (["<ol><li>бір</li><li>екі</li></ol>\tб"], [["бір⏎екі | б"]]),
    "paragraphs of HTML are lines of a cell": (["<p>Фото</p> <p>Видео</p>\t10"], [["Фото⏎Видео | 10"]]),
    "underscores to write on stay": (["Есеп № \\_\\_\\_\\_"], ["Есеп № ____"]),
    "bold and italic go": (["**1 міндет** *барлығы - 10*"], ["1 міндет барлығы - 10"]),
    "a less-than sign is no tag": (["5 < 7 болды"], ["5 < 7 болды"]),
    "rows may lack their outer pipes": (
        ["№ | Тәуекел", "--- | ---", "1 | ауа райы", "", "бір | екі"],
        [["№ | Тәуекел", "1 | ауа райы"], "бір | екі"],
    ),
    "an empty cell begins a row without outer pipes": (
        ["а | б | в | г", " | 2 | 3 | 4"],
        [["а | б | в | г", " | 2 | 3 | 4"]],
    ),
    "lines drawn with signs part cells, and what they leave open spans rows or columns": (
        [
            "+--------+-----------------+",
            "| Міндет | Индикаторы      |",
            "|        +--------+--------+",
            "|        | жоспар | факт   |",
            "+========+========+========+",
            "| Көмек  | 4      | 4      |",
            "| беру   +--------+--------+",
            "|        | 20     | 2500   |",
            "|        | 30     | 3100   |",
            "+--------+--------+--------+",
            "Соңы",
        ],
        [["Міндет | Индикаторы | ", " | жоспар | факт", "Көмек беру | 4 | 4", " | 20⏎30 | 2500⏎3100"], "Соңы"],
    ),
    "lines may be drawn with signs of their own": (
        ["┌────┬────┐", "│ а  │ б  │", "├────┼────┤", "│ 1  │ 2  │", "└────┴────┘"],
        [["а | б", "1 | 2"]],
    ),
    "a plus is no drawn line": (["+7 700 000 11 22", "| а | б |"], ["+7 700 000 11 22", ["а | б"]]),
    "a row is printed over several lines": (
        ["| а | б |", "|---|---|", "| бір", "", "екі | 2 |", "| үш | 3 |"],
        [["а | б", "бір⏎екі | 2", "үш | 3"]],
    ),
    "a row that never ends whole takes no prose": (
        ["| а | б |", "|---|---|", "| бір", "Мәтін | соңы | бар |"],
        [["а | б", "бір | ~"], "Мәтін | соңы | бар |"],
    ),
    "a table in HTML": (
        [
            "<table>",
            "<tr><th>а</th>",
            "<th>б</th></tr>",
            "<tr><td>бір<br>екі</td><td>5 <b>адам</b></td></tr>",
            "</table>",
            "Соңы",
        ],
        [["а | б", "бір⏎екі | 5 адам"], "Соңы"],
    ),
    "a cell of HTML stands in each place that it covers": (
        ['<table><tr><td rowspan="2">а</td><td colspan="2">б</td></tr><tr><td>1</td><td>2</td></tr></table>'],
        [["а | б | б", "а | 1 | 2"]],
    ),
    "text goes on beside a table in HTML": (
        ["Дейін <table><tr><td>1</td></tr></table> кейін"],
        ["Дейін", ["1"], "кейін"],
    ),
    "a table in HTML that never ends leaves the next heading": (
        ["<table><tr><td>1</td><td>2</td></tr>", "# Соңы"],
        [["1 | 2"], "Соңы"],
    ),
    "a table within a cell of HTML is lines of it": (
        ["<table><tr><td>а<table><tr><td>б</td><td>в</td></tr><tr><td>г</td></tr></table></td><td>1</td></tr></table>"],
        [["а⏎б в⏎г | 1"]],
    ),
    "what a converter puts in for pictures and pages is no text": (
        ["Есеп", "![](page_3.jpeg)", "<!-- image -->", "{12}--------------", "<page_number>6</page_number>", "```"],
        ["Есеп"],
    ),
    "a picture between two rows parts nothing": (["| а | б |", "![](мөр.png)", "| 1 | 2 |"], [["а | б", "1 | 2"]]),
    "the mark of a footnote is no digit": (["| 10<sup>1</sup> | 5[^2] | 12 м<sup>2</sup> |"], [["10 | 5 | 12 м2"]]),
    "names of characters are these": (["&laquo;Көмек&raquo; &amp; Ко&nbsp;ТОО"], ["«Көмек» & Ко ТОО"]),
    "numbers set as formulas": (["| $82,90 \\%$ | $\\geq 10$ | $100 |"], [["82,90 % | ≥ 10 | $100"]]),
    "lines that are quoted, and italic ones": (["> 3 міндет. Оқыту", "_Есеп_"], ["3 міндет. Оқыту", "Есеп"]),
    "signs as they stand on paper": (["N° 17, <<Көмек>>, 70 °/о"], ["№ 17, «Көмек», 70%"]),
}


@pytest.mark.parametrize(("lines", "expected"), SHOWN.values(), ids=SHOWN)
def test_is_read_as_printed(file: Path, lines: list[str], expected: list[object]) -> None:
    assert _read(file, *lines) == expected


def test_a_pipe_that_is_escaped_parts_nothing(file: Path) -> None:
    file.write_text("| а \\| б | в |\n", encoding="utf-8")
    [grid] = reader.read(file).blocks
    assert isinstance(grid, Table)
    assert [cell.words for cell in grid.rows[0]] == ["а | б", "в"]


def test_the_second_way_of_a_link_keeps_its_address_whole() -> None:
    assert (
        cleaned("[мақала](https://example.kz/a-) және <https://example.kz/b->")
        == "мақала https://example.kz/a- және https://example.kz/b-"
    )


def test_the_numbers_of_pages_are_of_no_cell(file: Path) -> None:
    """Between cells a line apart they would be taken for values."""
    cells = [f"\t{number}" for number in range(100, 160)]
    paged = [*cells[:19], "", "1", *cells[19:38], "", "2", *cells[38:57], "", "3", *cells[57:]]
    assert _read(file, *paged) == _read(file, *cells)
    stacked = [*cells[:19], "1", *cells[19:22], "2", *cells[22:57], "3", *cells[57:]]  # not as far apart as pages
    assert _read(file, *stacked) != _read(file, *cells)


def test_places_count_lines_of_the_file(file: Path) -> None:
    file.write_text("Есеп\n\nа\tб\nв\tг\n", encoding="utf-8")
    first, second = reader.read(file).blocks
    assert isinstance(first, Text)
    assert first.place == Place(1, line=1)
    assert isinstance(second, Table)
    assert second.rows[1][1].place == Place(2, 2, 2, 4)


ONE_CELL_A_LINE = [
    "Гендерлік көрсеткіш",
    *(f"\t{words}" for words in ("Барлығы", "Ерлер", "Әйелдер", "30", "10", "20", "-", "соңғы")),
    "жалғасы",
]


def test_a_dump_of_one_cell_a_line_keeps_what_marks_its_cells(file: Path) -> None:
    file.write_text("\n".join(ONE_CELL_A_LINE), encoding="utf-8")
    title, run = reader.read(file).blocks
    assert isinstance(title, Text)
    assert isinstance(run, CellRun)
    assert [cell.text.words for cell in run.cells if cell.starts_cell] == [
        "Барлығы",
        "Ерлер",
        "Әйелдер",
        "30",
        "10",
        "20",
        "-",
        "соңғы",
    ]
    assert [cell.text.words for cell in run.cells if not cell.starts_cell] == ["жалғасы"]


ENCODINGS = ["utf-8", "utf-8-sig", "cp1251", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_that_occurs_is_read(file: Path, encoding: str) -> None:
    file.write_text("Итоговый отчёт\tза год\n", encoding=encoding)
    assert shown(reader.read(file)) == [["Итоговый отчёт | за год"]]


REFUSED = {
    "a picture that is called text": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", BrokenFile),
    "a program": (b"\x7fELF\0\0\0", BrokenFile),
    "nothing": (b"", EmptyFile),
    "blank lines": (b"\n \n\t\n", EmptyFile),
}


@pytest.mark.parametrize(("raw", "kind"), REFUSED.values(), ids=REFUSED)
def test_is_refused(file: Path, raw: bytes, kind: type[ReportRefused]) -> None:
    file.write_bytes(raw)
    with pytest.raises(kind):
        reader.read(file)


def test_a_file_larger_than_any_report_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LIMIT_MB", 0)
    file.write_text("Есеп", encoding="utf-8")
    with pytest.raises(TooLarge):
        reader.read(file)


@given(st.binary(max_size=200))
def test_no_file_raises_anything_but_a_refusal(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "кез келген.txt"
    path.write_bytes(raw)
    try:
        document = reader.read(path)
    except ReportRefused:
        return
    assert document.kind == "txt"


@given(st.text())
def test_cleaning_twice_is_cleaning_once_where_no_markup_is_left(text: str) -> None:
    once = cleaned(text)
    if not set(once) & set("<[\\*_#"):
        assert cleaned(once) == once


def test_what_takes_no_room_on_paper_is_left_out_and_a_new_page_begins_no_line(tmp_path: Path) -> None:
    path = tmp_path / "есеп.txt"
    path.write_text("\ufeffЕсе\u00adп\n\fЖоба\u200b\n", encoding="utf-8")
    said = [(text.words, text.place.line) for text in reader.read(path).texts()]
    assert said == [("Есеп", 1), ("Жоба", 2)]
