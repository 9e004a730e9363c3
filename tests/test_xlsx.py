"""Workbooks are read as a person sees them printed: prose, tables and their bounds, values as they are shown."""

from __future__ import annotations

import struct
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from etl.document import Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, LockedFile, ReportRefused, TooLarge
from etl.readers import read as read_any
from etl.readers import xlsx as reader
from etl.readers.sheet import Sheet, blocks
from tests.builders import shown
from tests.docx_builder import docx, zipped
from tests.excel_builder import book, changed

FIRST = "xl/worksheets/sheet1.xml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "есеп.xlsx"


BOUNDS: dict[str, tuple[list[str], list[object]]] = {
    "prose, a table, prose": (
        ["Есеп", "", "Көрсеткіш | План", "Қатысушы | 70", "", "Соңы"],
        ["Есеп", ["Көрсеткіш | План", "Қатысушы | 70"], "Соңы"],
    ),
    "prose right above and right below a table": (
        ["Кестені толтырыңыз:", "Көрсеткіш | План", "Қатысушы | 70", "Ауытқулар: жоқ"],
        ["Кестені толтырыңыз:", ["Көрсеткіш | План", "Қатысушы | 70"], "Ауытқулар: жоқ"],
    ),
    "a paragraph merged across the sheet": (
        ["Есеп | < | <", "а | б | в", "г | д | е", "Соңы | < | <"],
        ["Есеп", ["а | б | в", "г | д | е"], "Соңы"],
    ),
    "a paragraph merged over several rows": (["Есеп | <", "^ | ^", "Соңы"], ["Есеп", "Соңы"]),
    "a line across the table is prose": (
        ["#а | б", "#в | г", "#Жиыны | <", "#д | е"],
        [["а | б", "в | г"], "Жиыны", ["д | е"]],
    ),
    "a label and its value, each merged": (
        ["Атауы | < | Үміт | < | <", "Сомасы | < | 5 | < | <"],
        [["Атауы | Үміт", "Сомасы | 5"]],
    ),
    "empty rows and columns around": (["", " | | а | б", " | | в | г", ""], [["а | б", "в | г"]]),
    "an empty column within": (["а | | б", "в | | г"], [["а | б", "в | г"]]),
    "two rows of headings, merged": (
        ["Атауы | Индикаторы | <", "^ | жоспар | факт", "Семинар | 5 | 6"],
        [["Атауы | Индикаторы | Индикаторы", "Атауы | жоспар | факт", "Семинар | 5 | 6"]],
    ),
    "a heading over two columns, the second blank": (
        ["Атауы | Индикаторы | <", "Семинар | 5 | "],
        [["Атауы | Индикаторы | Индикаторы", "Семинар | 5 | "]],
    ),
    "an activity merged over rows of which one says nothing": (
        ["а | б", "1 | x", "^ | ", "2 | y"],
        [["а | б", "1 | x", "1 | ", "2 | y"]],
    ),
    "a value alone in its row stands in a table": (["а | б", "в | г", " | д"], [["а | б", "в | г", " | д"]]),
    "lines tell that a name alone in its row is of the table": (
        ["#а | б", "#в | ", "#г | д", "Соңы"],
        [["а | б", "в | ", "г | д"], "Соңы"],
    ),
    "a narrower table right below": (
        ["а | б | в", "1 | 2 | 3", "г | д", "4 | 5"],
        [["а | б | в", "1 | 2 | 3"], ["г | д", "4 | 5"]],
    ),
    "a wider table right below": (
        ["Атауы | Үміт", "Сомасы | 5", "а | б | в", "1 | 2 | 3"],
        [["Атауы | Үміт", "Сомасы | 5"], ["а | б | в", "1 | 2 | 3"]],
    ),
    "lines tell that a narrower table begins": (
        ["#а | б | в", "#1 | 2 | 3", "#г | д"],
        [["а | б | в", "1 | 2 | 3"], ["г | д"]],
    ),
    "lines tell that rows with a blank last cell go on": (
        ["#а | б | в", "#1 | 2 | 3", "#4 | 5 | ", "#6 | 7 | "],
        [["а | б | в", "1 | 2 | 3", "4 | 5 | ", "6 | 7 | "]],
    ),
    "a blank last cell in the only row": (["а | б | в", "1 | 2 | "], [["а | б | в", "1 | 2 | "]]),
    "a table that goes on below a blank row keeps its first column": (
        ["т | а | б", "1 | 2 | 3", "", " | 4 | 5"],
        [["т | а | б", "1 | 2 | 3"], [" | 4 | 5"]],
    ),
    "text on the right above a table is prose": (
        [" | | | № 8 қосымша", "Атауы | Үміт", "Сомасы | 5"],
        ["№ 8 қосымша", ["Атауы | Үміт", "Сомасы | 5"]],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), BOUNDS.values(), ids=BOUNDS)
def test_prose_and_tables_are_told_apart(file: Path, rows: list[str], expected: list[object]) -> None:
    file.write_bytes(book(rows))
    assert shown(reader.read(file)) == expected


VALUES: dict[str, tuple[object, str | None, str]] = {
    "a whole number": (1900.0, None, "1900"),
    "a sum that floating point blurs": (0.1 + 0.2, None, "0,3"),
    "a small share": (0.00001, None, "0,00001"),
    "a phone": (87770000001, None, "87770000001"),
    "zero": (0, None, "0"),
    "a share shown in percent": (0.829, "0.0%", "82,9 %"),
    "percent by Excel's own format": (1, "0%", "100 %"),
    "a percent sign in quotes is none": (5, '0"%"', "5"),
    "a date": (date(2024, 5, 3), "dd.mm.yyyy", "03.05.2024"),
    "a date in another format": (date(2024, 5, 3), "[$-43F]d mmmm yyyy", "03.05.2024"),
    "a date and a time": (datetime.combine(date(2024, 5, 3), time(14, 30)), "dd.mm.yyyy hh:mm", "03.05.2024 14:30"),
    "a month": (date(2024, 5, 1), "mmmm yyyy", "май 2024"),
    "a year": (date(2024, 1, 1), "yyyy", "2024"),
    "a time": (time(9, 5), "hh:mm", "09:05"),
    "hours": (timedelta(hours=30), "[h]:mm", "30:00"),
    "yes": (True, None, "TRUE"),
    "lines": ("бір\r\nекі", None, "бір\nекі"),
    "spaces around": ("  бір ", None, "бір"),
    "digits as text": ("007", None, "007"),
    "a very long text": ("ұзақ " * 5000, None, ("ұзақ " * 5000).strip()),
}


@pytest.mark.parametrize(("value", "number_format", "said"), VALUES.values(), ids=VALUES)
def test_a_value_reads_as_it_is_printed(file: Path, value: object, number_format: str | None, said: str) -> None:
    def put(sheet: Worksheet) -> None:
        cell = sheet["B2"]
        cell.value = value
        cell.number_format = number_format or cell.number_format

    file.write_bytes(book(["Көрсеткіш | Мәні", "Атауы"], change=put))
    [table] = reader.read(file).blocks
    assert isinstance(table, Table)
    assert table.rows[1][1].words == said


def lost(file: Path, cell: str) -> list[Text]:
    """The second row of a table whose second cell is that XML."""
    raw = changed(book(["Көрсеткіш | Мәні", "Атауы | 5"]), {FIRST: (r'<c r="B2".*?</c>', cell)})
    file.write_bytes(raw)
    [table] = reader.read(file).blocks
    assert isinstance(table, Table)
    return list(table.rows[1])


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="e"><v>#REF!</v></c>',
        '<c r="B2" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="B2"><f>SUM(A1:A9)</f><v></v></c>',
        '<c r="B2"><f>SUM(A1:A9)</f><v/></c>',
        '<c r="B2"><f>SUM(A1:A9)</f></c>',
    ],
)
def test_an_error_and_a_formula_never_computed_are_lost_cells(file: Path, cell: str) -> None:
    assert [(text.words, text.is_lost) for text in lost(file, cell)] == [("Атауы", False), ("", True)]


def test_a_formula_says_what_was_last_computed(file: Path) -> None:
    assert lost(file, '<c r="B2"><f>2+3</f><v>5</v></c>')[1].words == "5"
    assert lost(file, '<c r="B2" t="str"><f>IF(A1="","","x")</f><v>x</v></c>')[1].words == "x"


def test_a_formula_that_says_nothing_is_a_blank_cell(file: Path) -> None:
    blank = '<c r="B2" t="str"><f>IF(1,"","x")</f><v></v></c><c r="C2"><v>1</v></c>'
    assert [(text.words, text.is_lost) for text in lost(file, blank)] == [("Атауы", False), ("", False), ("1", False)]


def test_rich_text_is_read_letter_by_letter(file: Path) -> None:
    rich = '<c r="B2" t="inlineStr"><is><r><t xml:space="preserve">70-тен </t></r><r><rPr><b/></rPr><t>кем емес</t></r></is></c>'
    assert lost(file, rich)[1].words == "70-тен кем емес"


def hide(*rows: int, column: str = "", group: bool = False, filtered: str = "") -> bytes:
    def change(sheet: Worksheet) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True
            sheet.row_dimensions[row].outlineLevel = int(group)
        if column:
            sheet.column_dimensions[column].hidden = True
        if filtered:
            sheet.auto_filter.ref = filtered
            sheet.auto_filter.add_filter_column(0, ["1", "4"])

    return book(["а | б | в", "1 | 2 | 3", "4 | 5 | 6"], change=change)


HIDDEN: dict[str, tuple[bytes, list[str]]] = {
    "a hidden row": (hide(2), ["а | б | в", "4 | 5 | 6"]),
    "a hidden column": (hide(column="B"), ["а | в", "1 | 3", "4 | 6"]),
    "a row that a filter hides": (hide(2, filtered="A1:C3"), ["а | б | в", "1 | 2 | 3", "4 | 5 | 6"]),
    "a row of a folded group": (hide(2, group=True), ["а | б | в", "1 | 2 | 3", "4 | 5 | 6"]),
}


@pytest.mark.parametrize(("raw", "expected"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_is_not_of_the_paper_but_what_is_filtered_out_is(
    file: Path, raw: bytes, expected: list[str]
) -> None:
    file.write_bytes(raw)
    assert shown(reader.read(file)) == [expected]


def test_sheets_follow_each_other_and_a_hidden_one_is_left_out(file: Path) -> None:
    def hide_it(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    file.write_bytes(book(["Құпия"], ["Бір"], [], ["Екі"], change=hide_it))
    document = reader.read(file)
    assert shown(document) == ["Бір", "Екі"]
    assert [text.place.page for text in document.texts()] == [2, 4]


def test_a_place_is_that_of_the_cell_and_no_two_texts_share_one(file: Path) -> None:
    file.write_bytes(book(["", "Есеп", "а | б", "^ | в"], ["Соңы"]))
    title, table, end = reader.read(file).blocks
    assert isinstance(title, Text)
    assert isinstance(table, Table)
    assert isinstance(end, Text)
    assert title.place == Place(1, 2, 1, page=1)
    assert [[str(cell.place) for cell in row] for row in table.rows] == [["2/3/1", "2/3/2"], ["2/3/1", "2/4/2"]]
    assert end.place == Place(3, 1, 1, page=2)


def test_a_link_gives_its_address_unless_its_words_are_the_address(file: Path) -> None:
    def link(sheet: Worksheet) -> None:
        sheet["A1"].hyperlink = "https://example.kz/jana"
        sheet["A3"].hyperlink = "https://example.kz/eski"

    file.write_bytes(book(["мақала", "", "https://example.kz/eski"], change=link))
    assert shown(reader.read(file)) == ["мақала https://example.kz/jana", "https://example.kz/eski"]


def ring() -> bytes:
    """An old workbook in which each sector is followed by the first: read on and on, it would fill the memory."""
    numbers = struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 0, 0, 4096, 0, 1, 0xFFFF_FFFE, 0)
    return OLE + bytes(16) + numbers + struct.pack("<109I", 0, *[0xFFFF_FFFF] * 108) + bytes(1024)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: dict[str, tuple[bytes, type[ReportRefused]]] = {
    "locked with a password": (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), LockedFile),
    "an old workbook cut off": (OLE + bytes(600), BrokenFile),
    "an old workbook whose sectors follow each other in a ring": (ring(), BrokenFile),
    "no byte in it": (b"", EmptyFile),
    "no zip": ("бұл Excel емес".encode(), BrokenFile),
    "a zip cut off": (book(["Есеп"])[:-200], BrokenFile),
    "a zip without a workbook": (zipped({"mimetype": "text/plain"}), BrokenFile),
    "a sheet that is no XML": (changed(book(["Есеп"]), {FIRST: ("(?s).+", "<worksheet")}), BrokenFile),
    "no text in it": (book([]), EmptyFile),
}


@pytest.mark.parametrize(("raw", "kind"), REFUSED.values(), ids=REFUSED)
def test_is_refused(file: Path, raw: bytes, kind: type[ReportRefused]) -> None:
    file.write_bytes(raw)
    with pytest.raises(kind, match=file.name):
        reader.read(file)


def test_a_workbook_larger_than_any_report_is_refused_before_it_is_unpacked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LIMIT_MB", 0)
    file.write_bytes(book(["Есеп"]))
    with pytest.raises(TooLarge):
        reader.read(file)


def test_a_stray_cell_at_the_end_of_the_sheet_does_not_fill_the_memory(file: Path) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "."

    file.write_bytes(book(["Есеп"], change=stray))
    with pytest.raises(TooLarge):
        reader.read(file)


def test_a_long_narrow_sheet_is_read(file: Path) -> None:
    file.write_bytes(book(["Есеп", *[""] * 3000, "Соңы"]))
    assert shown(reader.read(file)) == ["Есеп", "Соңы"]


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [("есеп.docx", book(["Есеп"]), "xlsx"), ("есеп.xlsx", docx("Есеп"), "docx"), ("есеп.txt", docx("Есеп"), "docx")],
)
def test_a_file_is_what_its_bytes_are(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert read_any(path).kind == kind


CELLS = st.lists(st.lists(st.sampled_from(["", "", "а", "б"]), min_size=4, max_size=4), min_size=1, max_size=8)
SPANS = st.lists(st.tuples(*[st.integers(0, 7)] * 4), max_size=3)


@given(CELLS, SPANS)
def test_no_word_of_a_sheet_is_lost_and_none_read_twice(
    words: list[list[str]], spans: list[tuple[int, int, int, int]]
) -> None:
    merges, taken = [], set[tuple[int, int]]()
    for top, left, down, right in spans:
        bottom, last = min(top + down, len(words) - 1), min(left + right, 3)
        covered = {(row, column) for row in range(top, bottom + 1) for column in range(left, last + 1)}
        if covered and not covered & taken:
            taken |= covered
            merges.append(((top, left), (bottom, last)))
            for row, column in covered - {(top, left)}:
                words[row][column] = ""
    said = sorted((row + 1, column + 1) for row, cells in enumerate(words) for column, cell in enumerate(cells) if cell)
    found = blocks(Sheet(1, [list(row) for row in words], merges=merges), 1)
    places = {
        cell.place
        for block in found
        for cell in ([block] if isinstance(block, Text) else [cell for row in block.rows for cell in row])
        if cell.words
    }
    assert sorted((place.row, place.column) for place in places) == said
    assert len({place.block for place in places}) == len(found)


def test_a_blank_row_within_the_lines_of_a_table_does_not_end_it(file: Path) -> None:
    file.write_bytes(book(["#а | б | в", "#1 | 2 | 3", "# | | ", "#4 | | 6", "", "#7 | 8 | 9"]))
    assert shown(reader.read(file)) == [["а | б | в", "1 | 2 | 3", "4 |  | 6"], ["7 | 8 | 9"]]


def test_areas_that_our_own_form_names_as_beside_the_paper_are_left_out(file: Path) -> None:
    """Its sums that check others: neither their words nor formulas that nobody has computed."""

    def check(sheet: Worksheet) -> None:
        sheet["D1"], sheet["D2"], sheet["E2"] = "Тексеру", "=SUM(A2:B2)", "✗"
        names = sheet.parent.defined_names  # type: ignore[union-attr]
        names["Esep_aside_1"] = DefinedName("Esep_aside_1", attr_text=f"'{sheet.title}'!$D$1:$F$400")

    file.write_bytes(book(["Ерлер | Әйелдер", "1 | 2"], change=check))
    assert shown(reader.read(file)) == [["Ерлер | Әйелдер", "1 | 2"]]
