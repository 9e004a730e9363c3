"""PDF files are read as a person sees them on paper: cells by their lines, lines by their ends, pages without their edges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from data.examples import HERE
from etl.document import Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, LockedFile, ReportRefused, TooLarge
from etl.readers import pages
from etl.readers import pdf as reader
from etl.readers.grid import Grid
from tests import pdf_builder
from tests.builders import shown
from tests.pdf_builder import HEIGHT, WIDTH, bar, dashed, double, grid, paragraph, pdf, stroke, thick, words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "есеп.pdf"


BORDERS = {"strokes": stroke, "thin bars": bar, "double lines": double, "dashes": dashed, "heavy lines": thick}


@pytest.mark.parametrize("border", BORDERS.values(), ids=BORDERS)
def test_a_table_is_its_ruled_lines_however_they_are_drawn(file: Path, border: pdf_builder.Border) -> None:
    file.write_bytes(pdf(lambda c: grid(c, ["Жоспар | < | Әсері", "70 | 80 | иә", "^ | 90 | жоқ"], border=border)))
    assert shown(reader.read(file)) == [["Жоспар | Жоспар | Әсері", "70 | 80 | иә", "70 | 90 | жоқ"]]


TABLES = {
    "merged both ways": ["Міндет | Индикатор | <", "^ | жоспар | факт", "1 | 70 | 80", "^ | 5 | 6"],
    "lines in cells": ["Фото⏎Видео | 10⏎1", "Пост | 12"],
    "blank cells": ["а |  | б", " | в | "],
}


@pytest.mark.parametrize("border", [stroke, bar])
@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_cells_are_those_that_pdfplumber_finds(file: Path, rows: list[str], border: pdf_builder.Border) -> None:
    file.write_bytes(pdf(lambda c: grid(c, rows, border=border)))
    with pdfplumber.open(file) as document:
        [theirs] = document.pages[0].extract_tables()
    [ours] = reader.read(file).blocks
    assert isinstance(ours, Table)
    assert [
        [cell.words if (cell.place.row, cell.place.column) == (row, column) else None for column, cell in cells]
        for row, cells in enumerate((enumerate(line, 1) for line in ours.rows), 1)
    ] == theirs


@pytest.mark.parametrize("path", sorted((HERE / "reports").glob("*.pdf")), ids=lambda path: path.stem)
def test_cells_of_the_examples_are_those_that_pdfplumber_finds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell by cell and line by line, page by page: before rows and tables that a page has cut are joined."""
    ours: list[list[list[list[str | None]]]] = []
    lay = pages._laid

    def laid(page: pages.Page) -> pages._Laid:
        made = lay(page)
        ours.append([[*_raw(grid)] for grid in sorted(made.grids, key=lambda grid: grid.top)])
        return made

    monkeypatch.setattr(pages, "_laid", laid)
    reader.read(path)
    with pdfplumber.open(path) as document:
        assert ours == [page.extract_tables() for page in document.pages]


def _raw(grid: Grid) -> Iterator[list[str | None]]:
    """The rows as pdfplumber gives them: a merged cell once, None in the other squares that it covers."""
    seen: set[int] = set()
    for row in grid.cells:
        said: list[str | None] = []
        for cell in row:
            said.append(None if cell in seen else "\n".join(line.text for line in grid.lines.get(cell, ())))
            seen.add(cell)
        yield said


def test_a_merged_cell_keeps_the_place_of_its_first_and_the_page(file: Path) -> None:
    file.write_bytes(pdf(lambda c: words(c, "Бірінші бет", 40, 40), lambda c: grid(c, ["а | <", "б | в", "^ | г"])))
    title, table = reader.read(file).blocks
    assert isinstance(title, Text)
    assert title.place == Place(1, page=1)
    assert isinstance(table, Table)
    assert [[str(cell.place) for cell in row] for row in table.rows] == [
        ["2/1/1", "2/1/1"],
        ["2/2/1", "2/2/2"],
        ["2/2/1", "2/3/2"],
    ]
    assert {cell.place.page for row in table.rows for cell in row} == {2}


CELLS = {
    "a line that was too long goes on": ("Қатысушылардың⏎саны көп болды", "Қатысушылардың саны көп болды"),
    "values one below the other stay apart": ("10⏎1⏎12", "10⏎1⏎12"),
    "names one below the other stay apart": ("Фото⏎Видео⏎Пост", "Фото⏎Видео⏎Пост"),
    "a hyphen at the end of a line is kept": ("Ұйымның барлық іс-⏎шаралары", "Ұйымның барлық іс-шаралары"),
    "a number is no part of the name above": ("Барлық қатысушылар⏎Фото", "Барлық қатысушылар⏎Фото"),
}


@pytest.mark.parametrize(("printed", "read"), CELLS.values(), ids=CELLS)
def test_lines_of_a_cell(file: Path, printed: str, read: str) -> None:
    file.write_bytes(pdf(lambda c: grid(c, [f"{printed} | 5", "а | б"])))
    assert shown(reader.read(file)) == [[f"{read} | 5", "а | б"]]


def test_where_spaces_are_kept_a_line_without_one_has_ended(file: Path) -> None:
    """Word and LibreOffice write the space at which they break a line."""
    long = "Қатысушылардың ⏎қанағаттану ⏎деңгейі жоғары"
    ended = "Адамдар саны⏎қанағаттану деңгейі"
    file.write_bytes(pdf(lambda c: grid(c, [f"{long} | {long}", f"{ended} | а"])))
    said = "Қатысушылардың қанағаттану деңгейі жоғары"
    assert shown(reader.read(file)) == [[f"{said} | {said}", "Адамдар саны⏎қанағаттану деңгейі | а"]]


def test_a_date_wider_than_its_column_goes_on_below(file: Path) -> None:
    file.write_bytes(pdf(lambda c: grid(c, ["11.07.20⏎21 | 5", "16.03.⏎2021 | 6"], width=48)))
    assert shown(reader.read(file)) == [["11.07.2021 | 5", "16.03.2021 | 6"]]


def test_prose_is_parted_where_a_line_ends_early(file: Path) -> None:
    long = "Бұл жобаның барысында өңірдің барлық ауданында кездесулер мен семинарлар өткізілді, оған көп"
    file.write_bytes(pdf(lambda c: paragraph(c, [long, "адам қатысты.", "Екінші абзац."], 40, 40)))
    assert shown(reader.read(file)) == [f"{long} адам қатысты.", "Екінші абзац."]


def test_running_heads_and_page_numbers_are_not_said(file: Path) -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            words(canvas, "Қорытынды есеп, қор", 40, 10)
            words(canvas, f"{number}-бөлім туралы сөз", 40, 150)
            words(canvas, str(number), 300, HEIGHT - 25)

        return draw

    file.write_bytes(pdf(*(page(number) for number in (1, 2, 3))))  # type: ignore[arg-type]
    assert shown(reader.read(file)) == [f"{number}-бөлім туралы сөз" for number in (1, 2, 3)]


HEADING = ["Индикатор атауы | Жоспар | Факт"]


def test_a_table_goes_on_over_pages_without_its_repeated_heading(file: Path) -> None:
    file.write_bytes(pdf(lambda c: grid(c, [*HEADING, "Фото | 5 | 6"]), lambda c: grid(c, [*HEADING, "Видео | 1 | 2"])))
    document = reader.read(file)
    assert shown(document) == [[*HEADING, "Фото | 5 | 6", "Видео | 1 | 2"]]
    [table] = document.blocks
    assert isinstance(table, Table)
    assert [(str(row[0].place), row[0].place.page) for row in table.rows] == [("1/1/1", 1), ("1/2/1", 1), ("1/4/1", 2)]


def test_a_row_that_a_page_has_cut_is_one_row(file: Path) -> None:
    """A cell that reaches the page's end goes on; those that ended above have nothing below."""
    above = ["Атауы | Өткізу орны", "Семинар | Жетісу облысының⏎барлық аудандары,"]
    below = [" | қалалары мен⏎ауылдары", "Кездесу | Орал қаласы"]
    file.write_bytes(pdf(lambda c: grid(c, above, height=28), lambda c: grid(c, below, height=28)))
    assert shown(reader.read(file)) == [
        [
            "Атауы | Өткізу орны",
            "Семинар | Жетісу облысының барлық аудандары, қалалары мен ауылдары",
            "Кездесу | Орал қаласы",
        ]
    ]


def test_a_new_row_on_a_new_page_is_a_row(file: Path) -> None:
    file.write_bytes(
        pdf(lambda c: grid(c, ["Атауы | Саны", "Семинар | 5"]), lambda c: grid(c, [" | 7", "Кездесу | 8"]))
    )
    assert shown(reader.read(file)) == [["Атауы | Саны", "Семинар | 5", " | 7", "Кездесу | 8"]]


def test_another_table_on_the_next_page_is_another_table(file: Path) -> None:
    file.write_bytes(pdf(lambda c: grid(c, ["а | б"]), lambda c: grid(c, ["в | г | д"])))
    assert shown(reader.read(file)) == [["а | б"], ["в | г | д"]]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_read_the_way_it_is_shown(file: Path, turn: int) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.setPageSize((HEIGHT, WIDTH) if turn != 180 else (WIDTH, HEIGHT))
        across, up = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turn]
        canvas.translate(across, up)
        canvas.rotate(turn)
        grid(canvas, ["Жоспар | Факт", "70 адам | 80 адам"])

    file.write_bytes(pdf(sideways))
    assert shown(reader.read(file)) == [["Жоспар | Факт", "70 адам | 80 адам"]]


def test_a_frame_around_words_is_no_table(file: Path) -> None:
    def framed(canvas: Canvas) -> None:
        canvas.rect(30, 100, 300, 200)
        words(canvas, "Мөрдің орны", 40, 120)

    file.write_bytes(pdf(framed))
    assert shown(reader.read(file)) == ["Мөрдің орны"]


def test_a_table_within_a_cell_stays_in_the_cell(file: Path) -> None:
    def nested(canvas: Canvas) -> None:
        grid(canvas, ["Тізім | б"], width=250, height=120)
        grid(canvas, ["1 | 2"], x=60, down=80, width=60, height=20)

    file.write_bytes(pdf(nested))
    assert shown(reader.read(file)) == [["Тізім⏎1⏎2 | б"]]


def test_text_that_is_clipped_away_is_not_said(file: Path) -> None:
    def clipped(canvas: Canvas) -> None:
        words(canvas, "Көрінетін сөз", 40, 40)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 300, WIDTH, 100)
        canvas.clipPath(path, stroke=0)
        words(canvas, "Көрінбейтін сөз", 40, 300)
        canvas.restoreState()

    file.write_bytes(pdf(clipped))
    assert shown(reader.read(file)) == ["Көрінетін сөз"]


REFUSED = {
    "no byte in it": (b"", EmptyFile),
    "no PDF": ("бұл PDF емес".encode(), BrokenFile),
    "cut off at its head": (b"%PDF-1.7\n", BrokenFile),
    "locked with a password": (pdf(lambda c: words(c, "Құпия", 40, 40), password="k"), LockedFile),
    "nothing on its pages": (pdf(lambda c: None), EmptyFile),
}


@pytest.mark.parametrize(("raw", "kind"), REFUSED.values(), ids=REFUSED)
def test_is_refused(file: Path, raw: bytes, kind: type[ReportRefused]) -> None:
    file.write_bytes(raw)
    with pytest.raises(kind, match=file.name):
        reader.read(file)


def test_a_file_larger_than_any_report_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LIMIT_MB", 0)
    file.write_bytes(pdf(lambda c: words(c, "Есеп", 40, 40)))
    with pytest.raises(TooLarge):
        reader.read(file)


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_raise_anything_but_a_refusal(file: Path, seed: int) -> None:
    raw = bytearray(pdf(lambda c: grid(c, ["Жоспар | Факт", "70 | 80"])))
    chance = Random(seed)
    for _ in range(40):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    file.write_bytes(raw)
    with suppress(ReportRefused):
        reader.read(file)
