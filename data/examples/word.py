"""Writes a paper as a Word file, the same bytes every time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from data.examples.papers import Cell, Document, Paragraph, Table

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
STAMP = "2025-01-01T00:00:00Z"
KEPT_STYLES = frozenset({"Normal", "Title", "Heading1", "DefaultParagraphFont", "TableNormal", "TableGrid", "NoList"})
UNNEEDED_PARTS = (
    "thumbnail",
    "customXml",
    "numbering",
    "stylesWithEffects",
    "webSettings",
    "theme",
    "fontTable",
)
STYLES = {"title": "Title", "heading": "Heading1"}
NS = nsdecls("w")


def _prune(document: WordDocument) -> None:
    """Drops the parts and styles of the default template that no report uses."""
    for package in (document.part.package, document.part):
        for key, relation in list(package.rels.items()):
            if any(part in relation.reltype for part in UNNEEDED_PARTS):
                del package.rels[key]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


@cache
def _template() -> bytes:
    """An empty landscape document in Times New Roman, without what is not used."""
    document = docx.Document()
    _prune(document)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(10)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    core = document.core_properties
    core.author, core.title, core.comments, core.last_modified_by = "example", "", "", "example"
    core.created = core.modified = LONG_AGO
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


_INVALID = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text.translate(_INVALID)}</w:{tag}></w:r>' if text else ""


def _tracked(text: str) -> str:
    """The text as an insertion, beside a deleted one that must not be read."""
    by = f'w:author="example" w:date="{STAMP}"'
    return f'<w:del w:id="901" {by}>{_run("000", "delText")}</w:del><w:ins w:id="902" {by}>{_run(text)}</w:ins>'


def _paragraph(text: str, quirk: str = "") -> str:
    return f"<w:p>{_tracked(text) if quirk == 'tracked' else _run(text)}</w:p>"


def _content(cell: Cell) -> str:
    lines = cell.lines if not cell.merge else ("",)
    inside = "".join(_paragraph(line, cell.quirk) for line in lines)
    if cell.quirk == "control_cell":
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    if cell.quirk == "nested":
        rows = "".join(f"<w:tr><w:tc><w:tcPr/>{_paragraph(line)}</w:tc></w:tr>" for line in lines)
        return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>"
    return inside


def _cells(table: Table, place: int) -> Iterator[str]:
    """The row's cells; one merged to the left widens its neighbour, one merged from above stays empty."""
    row = table.rows[place]
    below = table.rows[place + 1] if place + 1 < len(table.rows) else None
    for column, cell in enumerate(row):
        if cell.merge == "left":
            continue
        span = 1 + sum(1 for one in row[column + 1 : column + 2] if one.merge == "left")
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        if cell.merge == "above":
            properties += "<w:vMerge/>"
        elif below and below[column].merge == "above":
            properties += '<w:vMerge w:val="restart"/>'
        yield f"<w:tc><w:tcPr>{properties}</w:tcPr>{_content(cell)}</w:tc>"


def _table(table: Table) -> str:
    grid = "<w:gridCol/>" * len(table.rows[0])
    rows = []
    for place in range(len(table.rows)):
        header = "<w:trPr><w:tblHeader/></w:trPr>" if place < table.headers else ""
        rows.append(f"<w:tr>{header}{''.join(_cells(table, place))}</w:tr>")
    style = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    return f"<w:tbl {NS}><w:tblPr>{style}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _block(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return _table(block)
    style = f'<w:pStyle w:val="{STYLES[block.kind]}"/>' if block.kind in STYLES else ""
    style += '<w:jc w:val="right"/>' if block.kind == "right" else ""
    properties = f"<w:pPr>{style}</w:pPr>" if style else ""
    inside = f"{properties}{_tracked(block.text) if block.quirk == 'tracked' else _run(block.text)}</w:p>"
    if block.quirk == "control_paragraph":
        return f"<w:sdt {NS}><w:sdtPr/><w:sdtContent><w:p>{inside}</w:sdtContent></w:sdt>"
    return f"<w:p {NS}>{inside}"


def _comment(document: WordDocument, paragraph: WordParagraph) -> None:
    comment = document.add_comment(paragraph.runs, text="Тексерілді / проверено", author="example", initials="e")
    comment._comment_elm.set(qn("w:date"), STAMP)


def _constant(found: re.Match[bytes]) -> bytes:
    return STAMP.encode() if found[0].startswith(b"2") else b""


def with_constant_dates(content: bytes) -> bytes:
    """The same package with every member dated alike, so that bytes repeat."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            member.compress_type, member.external_attr, member.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(
                member, re.sub(rb' w:rsid\w*="\w+"|(?<=W3CDTF">)[^<]+', _constant, old.read(name)), compresslevel=9
            )
    return stream.getvalue()


def word_bytes(paper: Document) -> bytes:
    """The paper as a Word file."""
    document = docx.Document(BytesIO(_template()))
    body = document.element.body
    end = body[-1]
    for block in paper.blocks:
        end.addprevious(parse_xml(_block(block)))
        if isinstance(block, Paragraph) and block.quirk == "comment":
            _comment(document, document.paragraphs[-1])
    stream = BytesIO()
    document.save(stream)
    return with_constant_dates(stream.getvalue())
