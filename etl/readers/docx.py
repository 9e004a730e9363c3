"""Word (.docx) -> Document, by a walk of the XML itself.

Word libraries lose what stands in content controls, in tracked insertions and in tables nested in cells;
forms are full of these. Here they are read; deleted text, headers, footers, comments and notes are not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from etl.document import Block, Document, Place, Table, Text
from etl.errors import BrokenFile, EmptyFile, PictureOnly
from etl.readers.docx_numbers import BULLET, numbers
from etl.readers.docx_package import Package, R, W
from etl.readers.docx_printed import Marks, bring_to_print
from etl.readers.nested import unfolded

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _SDT, _TR, _TC, _CHUNK = (W + name for name in ("p", "tbl", "sdt", "tr", "tc", "altChunk"))
_T, _TAB, _PTAB, _BR, _CR, _HYPHEN = (W + name for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen"))
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_VAL: Final = W + "val"
_RUN: Final = W + "r"
_TCPR, _SPAN, _VMERGE, _HMERGE = (W + name for name in ("tcPr", "gridSpan", "vMerge", "hMerge"))
_TEXTUAL: Final = {  # what says something, and the mark that stands in the bytes wherever it does
    _P: b"",
    _T: b"",
    _TAB: b"<w:tab",
    _PTAB: b"<w:ptab",
    _BR: b"<w:br",
    _CR: b"<w:cr",
    _HYPHEN: b"<w:noBreakHyphen",
    _MATH: b"oMath",
}
_SAID: Final = {_TAB: "\t", _PTAB: "\t", _BR: "\n", _CR: "\n", _HYPHEN: "-", _P: "\n"}
_WRAPPERS: Final = {
    _SDT,
    *(W + name for name in ("sdtContent", "ins", "moveTo", "customXml", "smartTag")),
    *(_MC + name for name in ("AlternateContent", "Choice", "Fallback")),
}
_TRACKED_MERGE: Final = W + "cellMerge"  # somebody merged cells while changes were tracked
_INNER: Final = frozenset((_P, _TBL, _TR, _TC))
_GRID, _GRID_WIDTH, _CELL_WIDTH = W + "tblGrid", W + "w", f"{W}tcPr/{W}tcW"
_NEAR: Final = 60  # twentieths of a point (1 mm): edges that are meant to be one
_MOST_COLUMNS: Final = 63  # that Word allows
_OBJECTS: Final = (
    "{urn:schemas-microsoft-com:office:office}OLEObject",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
_PICTURES: Final = ("{*}blip", "{*}imagedata")


def read(file: Path, *, called: Path | None = None) -> Document:
    """The document's paragraphs and tables in reading order, merged cells repeated.

    `called` is the paper that people know, where the file was made from it. Raises LockedFile, BrokenFile, TooLarge,
    PictureOnly or EmptyFile.
    """
    path = called or file
    body, marks, nests = _body(Package(path, file.read_bytes()), path)
    textual = _textual(marks)
    blocks: list[Block] = []
    unread: list[Text] = []
    has_objects = marks.has(b"OLEObject") or marks.has(b":chart ")
    for element in _inner_of_frames(body) if nests else _inner(body):
        number = len(blocks) + 1
        if element.tag == _TBL:
            if table := _table(element, number, textual, nests=nests):
                blocks.append(table)
        elif words := _words(element, textual):
            blocks.append(Text(words, Place(number)))
        unread += [Text(kind, Place(max(1, len(blocks)))) for kind in _objects(element)] if has_objects else []
    if not blocks:
        raise PictureOnly(path) if next(body.iter(*_PICTURES), None) is not None else EmptyFile(path)
    return Document("docx", tuple(blocks), tuple(unread))


def _objects(element: etree._Element) -> Iterator[str]:
    """The kinds of what other programs have put into it: "Excel.Sheet.12", "chart"; Word keeps but a picture of each."""
    for found in element.iter(*_OBJECTS):
        kind = found.get("ProgID", etree.QName(found).localname)
        if not kind.startswith("Equation"):
            yield kind


def _body(package: Package, path: Path) -> tuple[etree._Element, Marks, bool]:
    """The body brought down to what is printed, its marks, and whether tables may stand in its tables."""
    xml = package.part(package.main)
    if xml is None:
        raise BrokenFile(path, "no document in it")
    body = package.tree(xml).find(W + "body")
    if body is None:
        raise BrokenFile(path, "no document body")
    marks = Marks(xml)
    if marks.has(b"<w:altChunk"):
        _embed(body, package, path)
    bring_to_print(body, marks, _addresses(package) if marks.has(b"<w:hyperlink") else {})
    if package.has_numbering and (marks.has(b"<w:numPr") or marks.has(b"<w:pStyle")):
        _say_numbers(body, package)
    nests = marks.has(b"<w:tbl") and xml.count(b"<w:tbl>") != sum(1 for _ in body.iterchildren(_TBL))
    return body, marks, nests


def _textual(marks: Marks) -> tuple[str, ...]:
    """The elements that may say something in the body: asking lxml for each other one takes time in every cell."""
    is_whole = not marks.has(b"<w:altChunk")
    return tuple(tag for tag, mark in _TEXTUAL.items() if not (is_whole and mark and not marks.has(mark)))


def _addresses(package: Package) -> dict[str, str]:
    return {key: to.target for key, to in package.relations(package.main).items() if to.is_outside}


def _embed(body: etree._Element, package: Package, path: Path) -> None:
    """Put in place what some programs leave beside the text for Word to join at the next saving.

    Raises BrokenFile for a piece that is no Word file: it would be lost.
    """
    relations = package.relations(package.main)
    for chunk in list(body.iter(_CHUNK)):
        relation = relations.get(str(chunk.get(R + "id")))
        raw = package.part(relation.target) if relation is not None else None
        if raw is None:
            continue
        if not raw.startswith(b"PK"):
            raise BrokenFile(path, "a part of another kind is embedded in the text")
        inner = Package(path, raw)
        if inner.part(inner.main) == package.part(package.main):
            raise BrokenFile(path, "it holds itself")
        for block in reversed(_body(inner, path)[0]):
            chunk.addnext(block)


def _say_numbers(body: etree._Element, package: Package) -> None:
    """Write the numbers of lists into the text where they name something.

    Before a paragraph of prose they are as on paper. In a cell «1.» before a value would be a second number, so there
    a number is written only if it has words of its own («1 міндет.»), or the cell nothing but it (the column №).
    """
    targets = {to.kind: to.target for to in package.relations(package.main).values() if not to.is_outside}
    folder = package.main.rpartition("/")[0]
    numbering = package.parsed(targets.get("numbering", f"{folder}/numbering.xml"))
    if numbering is None:
        return
    styles = package.parsed(targets.get("styles", f"{folder}/styles.xml"))
    for paragraph, label in numbers(body, numbering, styles):
        cell = next(paragraph.iterancestors(_TC), None)
        words = _words(paragraph)
        if cell is None:
            wanted = bool(words)
        else:
            has_words = sum(map(str.isalpha, label)) > 3
            wanted = (has_words and bool(words)) or (label != BULLET and not _words(cell))
        if wanted:
            run = etree.Element(_RUN)
            etree.SubElement(run, _T).text = f"{label} "
            paragraph.insert(1 if paragraph[0].tag == W + "pPr" else 0, run)


def _inner(container: etree._Element) -> Iterator[etree._Element]:
    """The container's own paragraphs, tables, rows or cells, through content controls and tracked insertions."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _inner(child)
        elif child.tag in _INNER:
            yield child


def _inner_of_frames(container: etree._Element) -> Iterator[etree._Element]:
    """As _inner(); a table of one column that holds whole tables is a frame around them, and not a table itself."""
    for element in _inner(container):
        cells = _frame(element) if element.tag == _TBL else []
        for cell in cells:
            yield from _inner_of_frames(cell)
        if not cells:
            yield element


def _frame(table: etree._Element) -> list[etree._Element]:
    """The cells of a frame; none if the table is a table."""
    rows = [[cell for cell in _inner(row) if cell.tag == _TC] for row in _inner(table) if row.tag == _TR]
    if any(len(cells) != 1 for cells in rows):
        return []
    inside = [element for cells in rows for element in _inner(cells[0])]
    wide = (len(list(row.iterchildren(_TC))) > 1 for e in inside if e.tag == _TBL for row in _inner(e))
    return [cells[0] for cells in rows] if any(wide) else []


def _words(element: etree._Element, textual: Iterable[str] = _TEXTUAL) -> str:
    """The text of a paragraph or cell, a line a paragraph; "" if it says nothing."""
    parts: list[str] = []
    for node in element.iter(*textual):
        tag = node.tag
        if tag == _T:
            parts.append(node.text or "")
        elif tag != _TAB or not node.attrib:  # with attributes it is a tab stop of the ruler
            parts.append(_SAID.get(tag) or node.text or "")
    return "".join(parts).strip()


def _table(element: etree._Element, block: int, textual: tuple[str, ...], *, nests: bool) -> Table | None:
    """The table squared; None if it has no cell.

    A vertical merge repeats the cell above, a horizontal one the cell itself; a row that starts late or ends
    early (gridBefore, gridAfter) is filled with blanks. Tables of values inside cells become rows of it.
    """
    grid = element.find(_GRID)
    rows: list[list[Text]] = []
    inside: dict[Place, Sequence[Sequence[Text]]] = {}
    for number, row in enumerate((row for row in _inner(element) if row.tag == _TR), 1):
        above = rows[-1] if rows else []
        rows.append(_row(row, Place(block, number), above, grid, textual))
        if nests:
            inside.update(_tables_inside(row, rows[-1], textual))
    if not any(rows):
        return None
    width = max(map(len, rows))
    for number, cells in enumerate(rows, 1):
        cells += [Text("", Place(block, number, column + 1)) for column in range(len(cells), width)]
    return Table(tuple(map(tuple, unfolded(rows, inside) if inside else rows)))


def _tables_inside(
    row: etree._Element, cells: list[Text], textual: tuple[str, ...]
) -> Iterator[tuple[Place, Sequence[Sequence[Text]]]]:
    """The tables that cells of the row hold and nothing else, each with the place of its cell."""
    for cell in (cell for cell in _inner(row) if cell.tag == _TC):
        tables = [element for element in _inner(cell) if element.tag == _TBL]
        if len(tables) != 1 or any(_words(element, textual) for element in _inner(cell) if element.tag != _TBL):
            continue
        words = _words(cell, textual)
        place = next((known.place for known in cells if known.words == words), None)
        table = _table(tables[0], cells[0].place.block, textual, nests=True)
        if place is not None and table is not None:
            yield place, table.rows


def _row(
    row: etree._Element, place: Place, above: list[Text], grid: etree._Element | None, textual: tuple[str, ...]
) -> list[Text]:
    block, number, *_ = place
    before, after = _grid_skips(row)
    cells = [Text("", Place(block, number, column + 1)) for column in range(before)]
    found = [(cell, *_merge(cell)) for cell in _inner(row) if cell.tag == _TC]
    if grid is not None and before + after + sum(span for _, span, _ in found) < len(grid):
        found = _spanned_by_width(found, grid)
    for cell, span, goes_on in found:
        column = len(cells)
        if goes_on == "above" and column < len(above):
            cells += [above[min(at, len(above) - 1)] for at in range(column, column + span)]
        elif goes_on == "left" and cells:
            cells += [cells[-1]] * span
        else:
            cells += [Text(_words(cell, textual), Place(block, number, column + 1))] * span
    width = len(cells)
    return cells + [Text("", Place(block, number, width + step + 1)) for step in range(after)]


def _spanned_by_width(
    cells: list[tuple[etree._Element, int, str]], grid: etree._Element
) -> list[tuple[etree._Element, int, str]]:
    """The cells of a row that names fewer columns than its table has: as many columns each as it is wide.

    As they are, unless every edge of the row is an edge of the table's columns.
    """
    edges = _edges([_width(column, _GRID_WIDTH) for column in grid])
    reached = _edges([_width(cell.find(_CELL_WIDTH), _GRID_WIDTH) for cell, _, _ in cells])
    columns = [next((at for at, edge in enumerate(edges, 1) if abs(edge - right) <= _NEAR), 0) for right in reached]
    spans = [right - left for left, right in itertools.pairwise([0, *columns])]
    if not reached or 0 in reached or columns[-1] != len(edges) or min(spans) < 1 or len(edges) > _MOST_COLUMNS:
        return cells
    return [(cell, span, goes_on) for (cell, _, goes_on), span in zip(cells, spans, strict=True)]


def _edges(widths: list[int]) -> list[int]:
    """Where each width ends when they stand side by side; zeros if one is not known."""
    return list(itertools.accumulate(widths)) if all(widths) else [0] * len(widths)


def _width(element: etree._Element | None, name: str) -> int:
    text = element.get(name, "") if element is not None and element.get(W + "type", "dxa") == "dxa" else ""
    return int(text[:6]) if text.isdecimal() else 0


def _grid_skips(row: etree._Element) -> tuple[int, int]:
    properties = row.find(W + "trPr")
    if properties is None:
        return 0, 0
    return _value(properties.find(W + "gridBefore"), 0), _value(properties.find(W + "gridAfter"), 0)


def _merge(cell: etree._Element) -> tuple[int, str]:
    """How many columns the cell spans, and where the cell is that it only continues: "above", "left", or "" if it is one."""
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != _TCPR:
        return 1, ""
    span, goes_on = 1, ""
    for child in properties.iterchildren(_SPAN, _VMERGE, _HMERGE, _TRACKED_MERGE):
        if child.tag == _SPAN:
            span = max(1, _value(child, 1))
        elif child.tag == _TRACKED_MERGE:
            goes_on = "above" if child.get(_VMERGE) == "cont" else goes_on
        elif child.get(_VAL, "continue") == "continue":
            goes_on = "above" if child.tag == _VMERGE else "left"
    return span, goes_on


def _value(element: etree._Element | None, default: int) -> int:
    text = element.get(_VAL, "") if element is not None else ""
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() else default
