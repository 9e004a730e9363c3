"""Word (.docx) -> Document, by a walk of the XML itself.

Word libraries lose what stands in content controls, in tracked insertions and in tables nested in cells;
forms are full of these. Here they are read; deleted text, headers, footers, comments and notes are not.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from etl.document import Block, Document, Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, LockedFile, PictureOnly, TooLarge

LIMIT_MB: Final = 200  # of document.xml unpacked; real reports stay under 3

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _SDT, _TR, _TC = (_W + name for name in ("p", "tbl", "sdt", "tr", "tc"))
_T, _TAB, _BR, _CR, _SYM = (_W + name for name in ("t", "tab", "br", "cr", "sym"))
_HYPHEN, _LINK, _INSERTED, _CUSTOM, _SMART = (
    _W + name for name in ("noBreakHyphen", "hyperlink", "ins", "customXml", "smartTag")
)
_VAL: Final = _W + "val"
_TCPR, _SPAN, _VMERGE = (_W + name for name in ("tcPr", "gridSpan", "vMerge"))
_TEXTUAL: Final = (_P, _T, _TAB, _BR, _CR, _SYM, _HYPHEN, _LINK)
_SAID: Final = {_TAB: "\t", _BR: "\n", _CR: "\n", _HYPHEN: "-", _P: "\n"}
_WRAPPERS: Final = {_SDT, _W + "sdtContent", _INSERTED, _CUSTOM, _SMART, _W + "moveTo"}
_NOT_SAID: Final = ((b"<w:moveFrom ", _W + "moveFrom"), (b"Fallback", _MC + "Fallback"), (b"<w:del ", _W + "del"))
_OLE: Final = b"\xd0\xcf\x11\xe0"  # what Word writes when a .docx gets a password


def read(path: Path) -> Document:
    """The document's paragraphs and tables in reading order, merged cells repeated.

    Raises LockedFile, BrokenFile, TooLarge, PictureOnly or EmptyFile.
    """
    body, links = _body(path)
    blocks: list[Block] = []
    for element in _inner(body):
        number = len(blocks) + 1
        if element.tag == _TBL:
            if table := _table(element, number, links):
                blocks.append(table)
        elif words := _words(element, links):
            blocks.append(Text(words, Place(number)))
    if not blocks:
        raise PictureOnly(path) if next(body.iter("{*}blip"), None) is not None else EmptyFile(path)
    return Document("docx", tuple(blocks))


def _body(path: Path) -> tuple[etree._Element, dict[str, str]]:
    """The body element, cleared of what is not said, and the addresses of hyperlinks by their ids."""
    raw = path.read_bytes()
    if raw.startswith(_OLE):
        raise LockedFile(path)
    if not raw:
        raise EmptyFile(path)
    try:
        with zipfile.ZipFile(path) as package:
            name = _main_part(package)
            if package.getinfo(name).file_size > LIMIT_MB << 20:
                raise TooLarge(path, LIMIT_MB)
            xml = package.read(name)
            links = _links(package, name) if b"<w:hyperlink" in xml else {}
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        body = etree.fromstring(xml, parser).find(_W + "body")
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise BrokenFile(path, type(error).__name__) from error
    except (RuntimeError, zipfile.LargeZipFile) as error:  # a zip with a password of its own
        raise LockedFile(path) from error
    if body is None:
        raise BrokenFile(path, "no document body")
    _drop_unsaid(body, xml)
    return body, links


def _main_part(package: zipfile.ZipFile) -> str:
    """The name of the part that holds the text: word/document.xml unless the package says otherwise."""
    if "word/document.xml" in package.NameToInfo:
        return "word/document.xml"
    relations = package.read("_rels/.rels").decode("utf-8", "replace")
    found = re.search(r'officeDocument"[^>]*Target="/?([^"]+)"|Target="/?([^"]+)"[^>]*officeDocument"', relations)
    return (found[1] or found[2]) if found else "word/document.xml"


def _links(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    folder, _, file = name.rpartition("/")
    try:
        relations = etree.fromstring(package.read(f"{folder}/_rels/{file}.rels"))
    except (KeyError, etree.XMLSyntaxError):
        return {}
    return {str(item.get("Id")): str(item.get("Target")) for item in relations if item.get("TargetMode") == "External"}


def _drop_unsaid(body: etree._Element, xml: bytes) -> None:
    """Take out moved-away and deleted text, and the second printing of text boxes for old versions of Word.

    A deleted row or cell is marked inside its properties; deleted runs go with their element.
    """
    for mark, tag in _NOT_SAID:
        if mark in xml:
            for element in list(body.iter(tag)):
                _remove(_marked(element))


def _marked(element: etree._Element) -> etree._Element | None:
    """What a mark of deletion takes out: a row or cell whose properties hold it, else the marked text itself.

    A mark in a paragraph's properties is that of its end only.
    """
    parent = element.getparent()
    if parent is None or parent.tag in (_W + "rPr", _W + "pPr"):
        return None
    return parent.getparent() if parent.tag in (_W + "trPr", _W + "tcPr") else element


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if parent is not None and element is not None:
        parent.remove(element)


def _inner(container: etree._Element) -> Iterator[etree._Element]:
    """The container's own paragraphs, tables, rows or cells, through content controls and tracked insertions."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _inner(child)
        elif child.tag in (_P, _TBL, _TR, _TC):
            yield child


def _words(element: etree._Element, links: dict[str, str]) -> str:
    """The text of a paragraph or cell, a line a paragraph; "" if it says nothing."""
    parts: list[str] = []
    for node in element.iter(*_TEXTUAL):
        tag = node.tag
        if tag == _T:
            parts.append(node.text or "")
        elif tag == _LINK:
            parts.append(_address(node, links) if links else "")
        elif tag == _SYM:
            parts.append(_symbol(node))
        else:
            parts.append(_SAID[tag])
    return "".join(parts).strip()


def _address(link: etree._Element, links: dict[str, str]) -> str:
    """Where a hyperlink leads, unless its own words say so."""
    address = links.get(link.get(_R + "id", ""), "")
    shown = "".join(text.text or "" for text in link.iter(_T))
    return f" {address} " if address.startswith("http") and address not in shown else ""


def _symbol(node: etree._Element) -> str:
    """A character from a symbol font; those of Wingdings and the like have no Unicode meaning and become a mark."""
    code = int(node.get(_W + "char", "25A1"), 16)
    return "□" if 0xE000 <= code <= 0xF8FF else chr(code)


def _table(element: etree._Element, block: int, links: dict[str, str]) -> Table | None:
    """The table squared; None if it has no cell.

    A vertical merge repeats the cell above, a horizontal one the cell itself; a row that starts late or ends
    early (gridBefore, gridAfter) is filled with blanks.
    """
    rows: list[list[Text]] = []
    for number, row in enumerate((row for row in _inner(element) if row.tag == _TR), 1):
        above = rows[-1] if rows else []
        rows.append(_row(row, block, number, above, links))
    if not any(rows):
        return None
    width = max(map(len, rows))
    for number, cells in enumerate(rows, 1):
        cells.extend(Text("", Place(block, number, column + 1)) for column in range(len(cells), width))
    return Table(tuple(map(tuple, rows)))


def _row(row: etree._Element, block: int, number: int, above: list[Text], links: dict[str, str]) -> list[Text]:
    cells: list[Text] = []
    before, after = _grid_skips(row)
    cells.extend(Text("", Place(block, number, column + 1)) for column in range(before))
    for cell in _inner(row):
        if cell.tag != _TC:
            continue
        span, continues = _merge(cell)
        column = len(cells)
        if continues and column < len(above):
            cells.extend(above[column : column + span])
        else:
            cells.extend([Text(_words(cell, links), Place(block, number, column + 1))] * span)
    cells.extend(Text("", Place(block, number, len(cells) + step + 1)) for step in range(after))
    return cells


def _grid_skips(row: etree._Element) -> tuple[int, int]:
    properties = row.find(_W + "trPr")
    if properties is None:
        return 0, 0
    return _value(properties.find(_W + "gridBefore"), 0), _value(properties.find(_W + "gridAfter"), 0)


def _merge(cell: etree._Element) -> tuple[int, bool]:
    """How many columns the cell spans, and whether it only continues the one above."""
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != _TCPR:
        return 1, False
    span, continues = 1, False
    for child in properties:
        if child.tag == _SPAN:
            span = max(1, _value(child, 1))
        elif child.tag == _VMERGE:
            continues = child.get(_VAL, "continue") == "continue"
    return span, continues


def _value(element: etree._Element | None, default: int) -> int:
    text = element.get(_VAL, "") if element is not None else ""
    return min(int(text), 63) if text.isdecimal() else default  # Word itself allows 63 columns
