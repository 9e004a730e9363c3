"""Word files are read as a person sees them on paper: nothing lost that is printed, nothing added that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.document import Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, LockedFile, PictureOnly, ReportRefused, TooLarge
from etl.readers import docx as reader
from tests.builders import shown
from tests.docx_builder import (
    BREAK,
    HARD_HYPHEN,
    PICTURE,
    TAB,
    cell,
    control,
    deleted,
    docx,
    inserted,
    link,
    moved_from,
    moved_to,
    p,
    part,
    row,
    symbol,
    table,
    text_box,
    zipped,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "есеп.docx"


SHOWN = {
    "paragraphs and a table in their order": (["Бір", table("а | б"), "Екі"], ["Бір", ["а | б"], "Екі"]),
    "a paragraph without words is none": (["Бір", p(), p("  "), "Екі"], ["Бір", "Екі"]),
    "a cell that spans two columns is in both": (
        [table("Индикаторы | < | Эффект", "70 | 80 | иә")],
        [["Индикаторы | Индикаторы | Эффект", "70 | 80 | иә"]],
    ),
    "a cell that spans three rows is in all": (
        [table("1 міндет | а", "^ | б", "^ | в")],
        [["1 міндет | а", "1 міндет | б", "1 міндет | в"]],
    ),
    "a merge in both directions": ([table("Т | < | в", "^ | < | г")], [["Т | Т | в", "Т | Т | г"]]),
    "a merge that begins nowhere is blank": ([table("^ | а")], [[" | а"]]),
    "a row that begins late": ([table("а | б | в", "> | 2 | 3")], [["а | б | в", " | 2 | 3"]]),
    "a row that ends early": ([table("а | б | в", "1 | > | >")], [["а | б | в", "1 |  | "]]),
    "a row that is simply short": ([table("а | б | в", row(cell("1")))], [["а | б | в", "1 |  | "]]),
    "a control around a paragraph": ([control(p("Жобаның атауы"))], ["Жобаның атауы"]),
    "a control around a cell": ([table(row(cell("а"), control(cell("б")), cell("в")))], [["а | б | в"]]),
    "a control around a row": ([table(row(cell("а")), control(row(cell("б"))))], [["а", "б"]]),
    "controls inside each other": ([control(control(p("терең")))], ["терең"]),
    "a control within a paragraph": ([p("саны: ", control(inserted("5")))], ["саны: 5"]),
    "what was inserted is said": ([p("5 ", inserted("жаңа "), "пост")], ["5 жаңа пост"]),
    "what was deleted is not": ([p("5 ", deleted("ескі "), "пост")], ["5 пост"]),
    "a deleted row is not": ([table(row(cell("а")), row(cell("б"), is_deleted=True), row(cell("в")))], [["а", "в"]]),
    "moved text is said where it stands now": (
        [p("А", moved_from("жылжыды")), p("Б ", moved_to("жылжыды"))],
        ["А", "Б жылжыды"],
    ),
    "a table within a cell stays in the cell": (
        [table(row(cell("Тізім", table("1 | 2")), cell("б")))],
        [["Тізім⏎1⏎2 | б"]],
    ),
    "a text box is said once": ([p("Алды", text_box("қорап"))], ["Алды⏎қорап"]),
    "a symbol of Wingdings is a mark": ([p(symbol("F0FC"), " орындалды")], ["□ орындалды"]),
    "a symbol that Unicode knows is itself": ([p(symbol("2265"), " 70")], ["≥ 70"]),
    "a tab parts words": ([p("а", TAB, "б")], ["а\tб"]),
    "a break ends a line": ([p("1 адам", BREAK, "2 адам")], ["1 адам⏎2 адам"]),
    "a hyphen that does not break is a hyphen": ([p("іс", HARD_HYPHEN, "шара")], ["іс-шара"]),
    "paragraphs of a cell are its lines": (
        [table(row(cell("Фото", "Видео"), cell("10", "1")))],
        [["Фото⏎Видео | 10⏎1"]],
    ),
}


@pytest.mark.parametrize(("blocks", "expected"), SHOWN.values(), ids=SHOWN)
def test_is_read_as_printed(file: Path, blocks: list[str], expected: list[object]) -> None:
    file.write_bytes(docx(*blocks))
    assert shown(reader.read(file)) == expected


def test_a_link_gives_its_address_unless_its_words_are_the_address(file: Path) -> None:
    address, other = "https://example.kz/jana", "https://example.kz/eski"
    links = {"rId5": address, "rId6": other, "rId7": "mailto:x@example.kz"}
    file.write_bytes(
        docx(
            p(link("мақала", "rId5")),
            p(link(other, "rId6")),
            p(link("пошта", "rId7")),
            p(link("бетбелгі", "rId0")),
            links=links,
        )
    )
    said = shown(reader.read(file))
    assert str(said[0]).split() == [address, "мақала"]
    assert said[1:] == [other, "пошта", "бетбелгі"]


def test_header_footer_and_comments_are_not_values(file: Path) -> None:
    parts = {
        "word/header1.xml": part("hdr", "Құпия"),
        "word/footer1.xml": part("ftr", "7-бет"),
        "word/comments.xml": part("comments", "қайта сана"),
    }
    file.write_bytes(docx("Есеп", parts=parts))
    assert shown(reader.read(file)) == ["Есеп"]


def test_places_count_from_one_and_a_merged_cell_keeps_the_place_of_its_first(file: Path) -> None:
    file.write_bytes(docx("Тақырып", table("а | б | <", "^ | в | г")))
    title, grid = reader.read(file).blocks
    assert isinstance(title, Text)
    assert title.place == Place(1)
    assert isinstance(grid, Table)
    assert [[str(each.place) for each in line] for line in grid.rows] == [
        ["2/1/1", "2/1/2", "2/1/2"],
        ["2/1/1", "2/2/2", "2/2/3"],
    ]


def test_a_merged_cell_is_one_of_the_texts(file: Path) -> None:
    file.write_bytes(docx(table("а | <", "^ | б")))
    assert [text.words for text in reader.read(file).texts()] == ["а", "б"]


def test_the_document_is_found_by_the_relations_of_the_package(file: Path) -> None:
    file.write_bytes(docx("Есеп", main="word/document2.xml"))
    assert shown(reader.read(file)) == ["Есеп"]


def test_a_span_beyond_what_word_allows_does_not_fill_the_memory(file: Path) -> None:
    file.write_bytes(docx(table(row(cell("а", span=10**9)), row(cell("б"), before=10**9))))
    [grid] = reader.read(file).blocks
    assert isinstance(grid, Table)
    assert len(grid.rows[0]) < 200


_BOMB = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def test_entities_of_a_hostile_file_are_not_expanded(file: Path) -> None:
    body = "<w:body><w:p><w:r><w:t>Есеп &c;</w:t></w:r></w:p></w:body>"
    file.write_bytes(
        zipped(
            {
                "word/document.xml": f'{_BOMB}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{body}</w:document>'
            }
        )
    )
    try:
        said = str(shown(reader.read(file)))
    except ReportRefused:
        said = ""
    assert "ха" not in said


def test_a_hostile_file_cannot_name_a_file_of_ours(file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("құпия сөз", encoding="utf-8")
    doctype = f'<!DOCTYPE b [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file.write_bytes(
        zipped(
            {
                "word/document.xml": f"{doctype}<w:document {space}><w:body><w:p><w:r><w:t>Есеп &a;</w:t></w:r></w:p></w:body></w:document>"
            }
        )
    )
    assert "құпия" not in str(shown(reader.read(file)))


REFUSED = {
    "locked with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, LockedFile),
    "no byte in it": (b"", EmptyFile),
    "no zip": ("бұл Word емес".encode(), BrokenFile),
    "a zip cut off": (docx("Есеп", table("а | б"))[:-200], BrokenFile),
    "a zip without a document": (zipped({"mimetype": "text/plain"}), BrokenFile),
    "a document that is no XML": (zipped({"word/document.xml": "<w:document"}), BrokenFile),
    "a document without a body": (zipped({"word/document.xml": "<a/>"}), BrokenFile),
    "no text in it": (docx(p(), p("  ")), EmptyFile),
    "a picture only": (docx(p(PICTURE), p()), PictureOnly),
}


@pytest.mark.parametrize(("raw", "kind"), REFUSED.values(), ids=REFUSED)
def test_is_refused(file: Path, raw: bytes, kind: type[ReportRefused]) -> None:
    file.write_bytes(raw)
    with pytest.raises(kind, match=file.name):
        reader.read(file)


def test_a_document_larger_than_any_report_is_refused_before_it_is_unpacked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LIMIT_MB", 1)
    file.write_bytes(docx("а" * (1 << 20)))
    with pytest.raises(TooLarge) as refused:
        reader.read(file)
    assert refused.value.details == {"limit_mb": 1}
