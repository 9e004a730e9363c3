"""Word files are read as a person sees them on paper: nothing lost that is printed, nothing added that is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.document import Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, LockedFile, PictureOnly, ReportRefused, TooLarge
from etl.readers import docx as reader
from etl.readers import docx_package, read
from tests.builders import shown
from tests.docx_builder import (
    BREAK,
    FIELD_END,
    FIELD_RESULT,
    HARD_HYPHEN,
    PICTURE,
    TAB,
    Xml,
    cell,
    control,
    deleted,
    docx,
    field,
    field_begin,
    hidden,
    inserted,
    link,
    moved_from,
    moved_to,
    numbering,
    p,
    part,
    prompt,
    raised,
    row,
    run,
    symbol,
    table,
    text_box,
    zipped,
)


def _wide(words: str, width: int) -> Xml:
    """A cell that says only how wide it is."""
    return cell(words, marks=f'<w:tcW w:w="{width}" w:type="dxa"/>')


_CHOICE = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Алматы"/><w:listEntry w:val="Тараз"/></w:ddList>'
_CONTENTS = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'


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
    "a short row whose cells are as wide as several columns": (
        [table("а | б | в", row(_wide("1", 1000), _wide("2", 3020)), widths=(1000, 2000, 1000))],
        [["а | б | в", "1 | 2 | 2"]],
    ),
    "a short row that ends where it ends": (
        [table("а | б | в", row(_wide("1", 1000), _wide("2", 2000)), widths=(1000, 2000, 1000))],
        [["а | б | в", "1 | 2 | "]],
    ),
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
    "a text box is said once, after the paragraph that it is fixed to": (
        [p(text_box("қорап"), "Алды"), "Арты"],
        ["Алды", "қорап", "Арты"],
    ),
    "a table in a text box is a table": ([p("Алды", text_box(table("а | б")))], ["Алды", ["а | б"]]),
    "a text box in a cell stays in the cell": (
        [table(row(cell(p(text_box("қорап"), "1")), cell("2")))],
        [["1⏎қорап | 2"]],
    ),
    "text boxes of one paragraph keep their order": ([p(text_box("а"), text_box("б"), "Алды")], ["Алды", "а", "б"]),
    "a tick of Wingdings is a tick": ([p(symbol("F0FC"), " орындалды")], ["✓ орындалды"]),
    "an empty box of Wingdings is an empty box": ([p(symbol("F06F"), " иә")], ["□ иә"]),
    "a sign of Symbol is the sign": ([p(symbol("F0B3", "Symbol"), " 70")], ["≥ 70"]),
    "a sign that nobody knows is an empty box": ([p(symbol("F001"), " 70")], ["□ 70"]),
    "letters of a symbol font in the text": (
        [p(run("\uf0a3", looks='<w:rFonts w:ascii="Symbol"/>'), " 70"), p("\uf0fe иә")],
        ["≤ 70", "☑ иә"],
    ),
    "a prompt is no value": (
        [table(row(cell("Саны"), cell(p(prompt(run("Место для ввода текста."))))))],
        [["Саны | "]],
    ),
    "a prompt around a cell leaves the cell": (
        [table(row(cell("Саны"), prompt(cell("Click or tap here to enter text.")), cell("5")))],
        [["Саны |  | 5"]],
    ),
    "a date that was picked, an entry that was chosen": (
        [p("Күні: ", control(run("05.05.2023"), "<w:date/>"), " ", control(run("Тараз"), "<w:dropDownList/>"))],
        ["Күні: 05.05.2023 Тараз"],
    ),
    "a box that is ticked": ([p(control(run("☒"), "<w14:checkbox/>"), "иә ", control(run("☐")), "жоқ")], ["☒иә ☐жоқ"]),
    "hidden words are not said": ([p("70", hidden("1"), " адам")], ["70 адам"]),
    "a raised digit is not part of the number": (
        [p("70", raised("1"), " адам"), p("12 м", raised("2"))],
        ["70¹ адам", "12 м²"],
    ),
    "raised letters stay letters": ([p("1", raised("-ші"))], ["1-ші"]),
    "a footnote leaves no digit behind": (
        [p("70", Xml('<w:r><w:footnoteReference w:id="2"/></w:r>'), " адам")],
        ["70 адам"],
    ),
    "nor does its own sign": (
        [p("70", Xml('<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>1</w:t></w:r>'))],
        ["70"],
    ),
    "the result of a field is said, its code is not": ([p("Барлығы ", field(" =SUM(ABOVE) ", "170"))], ["Барлығы 170"]),
    "fields within the code of a field": (
        [p(field_begin(" IF "), field("MERGEFIELD x", "7"), FIELD_RESULT, run("иә"), FIELD_END)],
        ["иә"],
    ),
    "a field that never ends takes nothing along": ([p(field_begin("PAGE"), "70"), "Есеп"], ["70", "Есеп"]),
    "a simple field": ([p(Xml(f'<w:fldSimple w:instr=" NUMPAGES ">{run("12")}</w:fldSimple>'), " бет")], ["12 бет"]),
    "a link made by a field": (
        [p(field(' HYPERLINK "https://example.kz/a" ', "мақала"))],
        ["https://example.kz/a мақала"],
    ),
    "fields of a form": (
        [
            p(field("FORMTEXT", "85"), " адам"),
            p(field("FORMCHECKBOX", settings='<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'), " иә"),
            p(field("FORMCHECKBOX", settings='<w:checkBox><w:default w:val="0"/></w:checkBox>'), " жоқ"),
            p(field("FORMDROPDOWN", settings=_CHOICE)),
        ],
        ["85 адам", "☒ иә", "☐ жоқ", "Тараз"],
    ),
    "the table of contents is not": (
        [
            p(field_begin(r'TOC \o "1-3"'), FIELD_RESULT, "1. Мақсаты", TAB, "3"),
            p("2. Нәтиже", TAB, "4", FIELD_END),
            "Мақсаты",
        ],
        ["Мақсаты"],
    ),
    "nor in the control that Word keeps it in": ([control(p("Мазмұны"), _CONTENTS), "Мақсаты"], ["Мақсаты"]),
    "what takes no room on paper": ([p("1\u200b5\u00ad0 ада\ufeffм, іс\u2011шара")], ["150 адам, іс-шара"]),
    "hyphens that Word may leave out": ([p("ада", Xml("<w:r><w:softHyphen/></w:r>"), "м")], ["адам"]),
    "small letters above a word": (
        [p(Xml(f"<w:r><w:ruby><w:rt>{run('оқылуы')}</w:rt><w:rubyBase>{run('сөз')}</w:rubyBase></w:ruby></w:r>"))],
        ["сөз"],
    ),
    "an equation": (
        [
            p(
                "үлесі ",
                Xml(
                    "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
                ),
            )
        ],
        ["үлесі 1/2"],
    ),
    "a line end that only the file has": ([p(Xml("<w:r><w:t>\n    70\n    адам\n  </w:t></w:r>"))], ["70 адам"]),
    "a deleted end joins two paragraphs": ([p("1", end_deleted=True), p("5 адам"), "Есеп"], ["15 адам", "Есеп"]),
    "of three paragraphs too": ([p("а", end_deleted=True), p("б", end_deleted=True), p("в")], ["абв"]),
    "a deleted cell is not": (
        [table("а | б", row(cell("1", marks='<w:cellDel w:id="7" w:author="A"/>'), cell("2"), cell("3")))],
        [["а | б", "2 | 3"]],
    ),
    "cells merged while changes were tracked are one": (
        [
            table(
                "а | б",
                row(cell("1", marks='<w:cellMerge w:id="7" w:author="A" w:vMerge="rest"/>'), cell("2")),
                row(cell(marks='<w:cellMerge w:id="8" w:author="A" w:vMerge="cont"/>'), cell("3")),
            )
        ],
        [["а | б", "1 | 2", "1 | 3"]],
    ),
    "an inserted cell is": (
        [table(row(cell("1", marks='<w:cellIns w:id="7" w:author="A"/>'), cell("2")))],
        [["1 | 2"]],
    ),
    "alternates around whole paragraphs": (
        [
            Xml(
                f"<mc:AlternateContent><mc:Choice>{p('а')}</mc:Choice><mc:Fallback>{p('б')}</mc:Fallback></mc:AlternateContent>"
            )
        ],
        ["а"],
    ),
    "a merge below that is wider than the one above": (
        [table(row(cell("а"), cell("б", merge="restart")), row(cell("в"), cell(merge="continue", span=2)))],
        [["а | б | ", "в | б | б"]],
    ),
    "a merge to the left as old files write it": (
        [table(row(cell("а"), cell(marks='<w:hMerge w:val="continue"/>'), cell("б")))],
        [["а | а | б"]],
    ),
    "a frame around the report is no table": (
        [table(row(cell(p("Есеп"), table("а | б", "1 | 2"), p("Соңы"))))],
        ["Есеп", ["а | б", "1 | 2"], "Соңы"],
    ),
    "values of a table in a cell are lines of the cell": (
        [table(row(cell("Фото", "Видео"), cell(table("10", "1"))))],
        [["Фото⏎Видео | 10⏎1"]],
    ),
    "a symbol that Unicode knows is itself": ([p(symbol("2265"), " 70")], ["≥ 70"]),
    "a tab parts words": ([p("а", TAB, "б")], ["а\tб"]),
    "a tab stop of the ruler is no tab": (
        [
            table(
                row(
                    cell(
                        "Фото",
                        Xml(
                            '<w:p><w:pPr><w:tabs><w:tab w:pos="993"/></w:tabs></w:pPr><w:r><w:t>Видео</w:t></w:r></w:p>'
                        ),
                    )
                )
            )
        ],
        [["Фото⏎Видео"]],
    ),
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


NUMBERED = {
    "paragraphs as on paper": (
        [
            p("Мақсаты", number=(1, 0)),
            p("Нәтиже", number=(1, 0)),
            p("семинар", number=(1, 1)),
            p("Серіктес", number=(1, 0)),
        ],
        ["1. Мақсаты", "2. Нәтиже", "2.1 семинар", "3. Серіктес"],
    ),
    "a list that begins anew": (
        [p("а", number=(1, 0)), p("б", number=(2, 0)), p("в", number=(2, 0))],
        ["1. а", "5. б", "6. в"],
    ),
    "the column of numbers": (
        [table(row(cell(p(number=(1, 0))), cell("Оқыту")), row(cell(p(number=(1, 0))), cell("Серік")))],
        [["1. | Оқыту", "2. | Серік"]],
    ),
    "no number before a value": (
        [table(row(cell(p("10", number=(1, 0)), p("Кемінде 5", number=(1, 0)))))],
        [["10⏎Кемінде 5"]],
    ),
    "a number with words of its own": (
        [p("Оқыту", number=(1, 2)), table(row(cell(p("Қолдау", number=(1, 2)))))],
        ["1 міндет. Оқыту", ["2 міндет. Қолдау"]],
    ),
    "bullets of prose, none of cells": (
        [p("«Үміт» қоры", number=(1, 3)), table(row(cell(p("10", number=(1, 3))), cell(p(number=(1, 3)))))],
        ["• «Үміт» қоры", ["10 | "]],
    ),
    "the list of a style": (
        [p("Мақсаты", style="Numbered"), p("Нәтиже", style="Numbered")],
        ["1. Мақсаты", "2. Нәтиже"],
    ),
    "a paragraph that left the list": ([p("Мақсаты", style="Numbered", number=(0, 0))], ["Мақсаты"]),
    "an empty item counts, and is not said": (
        [p("а", number=(1, 0)), p(number=(1, 0)), p("в", number=(1, 0))],
        ["1. а", "3. в"],
    ),
}


@pytest.mark.parametrize(("blocks", "expected"), NUMBERED.values(), ids=NUMBERED)
def test_numbers_that_word_prints_are_said_where_they_name_something(
    file: Path, blocks: list[str], expected: list[object]
) -> None:
    levels = (("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%3 міндет."), ("bullet", "\uf0b7"))
    style = '<w:style w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    parts = {"word/numbering.xml": numbering(*levels, restarted={2: 5}), "word/styles.xml": part("styles", Xml(style))}
    file.write_bytes(docx(*blocks, parts=parts))
    assert shown(reader.read(file)) == expected


PACKED = {
    "names with backslashes": {"_rels\\.rels": "<Relationships/>", "word\\document.xml": "{usual}"},
    "names in capitals": {"Word/Document.xml": "{usual}"},
    "by the letter of the standard": {"word/document.xml": "{strict}"},
    "elements with another prefix": {"word/document.xml": "{other}"},
    "elements without a prefix": {"word/document.xml": "{none}"},
}


@pytest.mark.parametrize("files", PACKED.values(), ids=PACKED)
def test_the_package_may_be_written_in_other_ways(file: Path, files: dict[str, str]) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f"<w:body>{p('Есеп ', deleted('ескі'))}</w:body>"
    usual = f'<w:document xmlns:w="{space}">{body}</w:document>'
    ways = {
        "usual": usual,
        "strict": usual.replace(space, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "other": usual.replace("w:", "ns0:").replace("xmlns:w", "xmlns:ns0"),
        "none": re.sub(r'xmlns:(?=w)|(?<=[</])w:| w:\w+="\w*"', "", usual).replace("<document w=", "<document xmlns="),
    }
    file.write_bytes(zipped({name: content.format(**ways) for name, content in files.items()}))
    assert shown(reader.read(file)) == ["Есеп"]


def test_a_word_file_embedded_in_the_text_stands_where_word_would_join_it(file: Path) -> None:
    inner = docx("Ішкі", table("а | б"))
    chunk = Xml('<w:altChunk r:id="rId8"/>')
    file.write_bytes(docx("Алды", chunk, "Арты", parts={"word/in.docx": inner}, embeds={"rId8": "word/in.docx"}))
    assert shown(reader.read(file)) == ["Алды", "Ішкі", ["а | б"], "Арты"]


def test_an_embedded_part_of_another_kind_is_refused_and_not_lost(file: Path) -> None:
    parts = {"word/in.html": "<p>Ішкі</p>"}
    file.write_bytes(docx("Алды", Xml('<w:altChunk r:id="rId8"/>'), parts=parts, embeds={"rId8": "word/in.html"}))
    with pytest.raises(BrokenFile, match="embedded"):
        reader.read(file)


def test_a_document_saved_as_one_xml_file_is_the_same_document(tmp_path: Path) -> None:
    """Word's «XML document»: the package's parts one after the other (Flat OPC)."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{p("Есеп")}{table("а | б")}</w:body></w:document>'
    flat = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData></pkg:part>'
        '<pkg:part pkg:name="/word/media/image1.png"><pkg:binaryData>iVBORw0K</pkg:binaryData></pkg:part></pkg:package>'
    )
    file = tmp_path / "есеп.xml"
    file.write_text(flat, encoding="utf-8")
    assert shown(read(file)) == ["Есеп", ["а | б"]]


OBJECTS = {
    "a sheet of Excel": (
        '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object>',
        ["Excel.Sheet.12"],
    ),
    "a chart": (
        '<w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId5"/></w:drawing>',
        ["chart"],
    ),
    "an equation is no figure that is lost": (
        '<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Equation.3"/></w:object>',
        [],
    ),
}


@pytest.mark.parametrize(("xml", "kinds"), OBJECTS.values(), ids=OBJECTS)
def test_an_object_of_another_program_is_told_with_its_place(file: Path, xml: str, kinds: list[str]) -> None:
    file.write_bytes(docx("Есеп", "Кесте:", p(Xml(f"<w:r>{xml}</w:r>")), "Соңы"))
    document = reader.read(file)
    assert shown(document) == ["Есеп", "Кесте:", "Соңы"]
    assert [(text.words, str(text.place)) for text in document.unread] == [(kind, "2") for kind in kinds]


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
    monkeypatch.setattr(docx_package, "LIMIT_MB", 1)
    file.write_bytes(docx("а" * (1 << 20)))
    with pytest.raises(TooLarge) as refused:
        reader.read(file)
    assert refused.value.details == {"limit_mb": 1}
