"""A place in a report -> lines that show it as it stands on paper: for a person who asks where a figure comes from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from etl.document import Block, CellRun, Document, Place, Table, Text
from etl.forms import Form
from etl.tables import found_tables

_AROUND: Final = 2  # paragraphs shown on either side
_LONGEST: Final = 100  # letters of what only stands around
_HEADING_ROWS: Final = 3
_HEADING_WIDTH: Final = 34


def whole(document: Document) -> Iterator[str]:
    """Every block with its number, rows of tables with theirs."""
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Table):
            yield f"{number:5}  table"
            yield from (f"{number:5}/{at:<3} {_on_one_line(row)}" for at, row in enumerate(block.rows, 1))
        else:
            yield from _paragraph(number, block)


def around(document: Document, form: Form | None, place: str) -> Iterator[str]:
    """What stands at the place ("12/4/3" is a cell, "12/4" a row, "12" a paragraph or a table), in its surroundings.

    A row is shown cell by cell, each beside the heading of its column. "12/4/3:15-22" also marks those characters.
    Raises KeyError for a place that the report does not have.
    """
    where, span = _characters(place)
    block_no, row_no, column_no = _numbers(where)
    block = _block(document, block_no, place)
    if isinstance(block, Table) and row_no:
        yield from _cells(document, form, Place(block_no, row_no, column_no, characters=span))
    elif row_no:
        raise KeyError(place)
    elif isinstance(block, Table):
        yield f"table {block_no}{_lines_of(block)}"
        yield ""
        yield from (f"{at:5}  {_on_one_line(row)}" for at, row in enumerate(block.rows, 1))
    else:
        yield from _neighbours(document, block_no, span)


def _characters(place: str) -> tuple[str, tuple[int, int] | None]:
    """The place without its characters, and these."""
    found = re.fullmatch(r"([\d/]+):(\d{1,6})-(\d{1,6})", place)
    return (found[1], (int(found[2]), int(found[3]))) if found else (place, None)


def _numbers(place: str) -> tuple[int, int, int]:
    parts = place.split("/")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        raise KeyError(place)
    numbers = [int(part[:9]) for part in parts] + [0, 0]
    return numbers[0], numbers[1], numbers[2]


def _block(document: Document, number: int, place: str) -> Block:
    if not 1 <= number <= len(document.blocks):
        raise KeyError(place)
    return document.blocks[number - 1]


def _cells(document: Document, form: Form | None, place: Place) -> Iterator[str]:
    table = document.blocks[place.block - 1]
    row = _row(table, place.row) if isinstance(table, Table) else None
    if row is None or place.column > len(row):
        raise KeyError(str(place))
    asked = next((cell for cell in row if cell.place[:3] == place[:3]), None)
    column = f", column {place.column}" if place.column else ""
    yield f"table {place.block}, row {place.row}{column}{_line(row[max(0, place.column - 1)].place)}"
    yield ""
    headings = _headings(document, form, place.block, row)
    for at, cell in enumerate(row):
        if at and cell.place == row[at - 1].place:
            continue  # a merged cell stands once
        is_asked = asked is not None and cell.place == asked.place
        heading = headings[at][:_HEADING_WIDTH] if at < len(headings) else ""
        lines = _with_marks(cell.words, place.characters if is_asked else None)
        beside = [f"{at + 1:4}  {heading:{_HEADING_WIDTH}}", *[" " * (_HEADING_WIDTH + 6)] * (len(lines) - 1)]
        mark = ">" if is_asked else " "
        yield from (f"{mark}{left}  {line}".rstrip() for left, line in zip(beside, lines, strict=True))


def _row(table: Table, number: int) -> tuple[Text, ...] | None:
    """The row of that number: the first with a cell of its own in it; cells merged from above are of other rows."""
    return next((row for row in table.rows if any(cell.place.row == number for cell in row)), None)


def _with_marks(words: str, span: tuple[int, int] | None) -> list[str]:
    """The lines of a text, the characters of the span underlined."""
    found: list[str] = []
    start = 0
    for line in words.split("\n"):
        found.append(line)
        if span is not None:
            begin, end = max(span[0] - start, 0), min(span[1] - start, len(line))
            found.extend([" " * begin + "^" * (end - begin)] if begin < end else [])
        start += len(line) + 1
    return found


def _headings(document: Document, form: Form | None, block_no: int, row: tuple[Text, ...]) -> list[str]:
    """The heading above each cell of a row; a table that goes on from another page has those of its first page."""
    heading: list[tuple[Text, ...]] = []
    for number in _pages(document, form, block_no, row):
        table = document.blocks[number - 1]
        if isinstance(table, Table) and (heading := _heading_rows(table, row, form)):
            break
    return [
        " / ".join(dict.fromkeys(cell.line for cell in column if cell.line)) for column in zip(*heading, strict=True)
    ]


def _pages(document: Document, form: Form | None, block_no: int, row: tuple[Text, ...]) -> list[int]:
    """The blocks that the row's table stands in, its own first, then upwards."""
    for table in found_tables(document, form)[0] if form is not None else ():
        blocks = {cell.place.block for line in table.rows for cell in line}
        if row in table.rows and block_no in blocks:
            return sorted((number for number in blocks if number <= block_no), reverse=True)
    return [block_no]


def _heading_rows(table: Table, row: tuple[Text, ...], form: Form | None) -> list[tuple[Text, ...]]:
    """The rows above the row that name columns; of a table without a form's headings its first."""
    above = list(itertools.takewhile(lambda line: line is not row, table.rows))
    if form is None:
        return above[:1]
    return [line for line in above if _names_columns(line, form)][-_HEADING_ROWS:]


def _names_columns(row: tuple[Text, ...], form: Form) -> bool:
    """Whether half of what the row says are headings of the form."""
    said = [cell.words for cell in row if cell.words]
    labels = [form.table_headings, *(dimension.labels for dimension in form.dimensions)]
    return sum(any(label.exact(words) for label in labels) for words in said) * 2 > len(said)


def _neighbours(document: Document, block_no: int, span: tuple[int, int] | None) -> Iterator[str]:
    block = document.blocks[block_no - 1]
    place = block.place if isinstance(block, Text) else Place(block_no)
    yield f"paragraph {block_no}{_line(place)}"
    yield ""
    for number in range(max(1, block_no - _AROUND), min(len(document.blocks), block_no + _AROUND) + 1):
        beside = document.blocks[number - 1]
        if number == block_no:
            yield from (f">{line[1:]}" for line in _paragraph(number, beside, span))
        elif isinstance(beside, Table):
            yield f"{number:5}  table: {_on_one_line(beside.rows[0])}"[:_LONGEST]
        else:
            yield next(_paragraph(number, beside))[:_LONGEST]


def _paragraph(number: int, block: Block, span: tuple[int, int] | None = None) -> Iterator[str]:
    texts = (
        [cell.text for cell in block.cells]
        if isinstance(block, CellRun)
        else [block]
        if isinstance(block, Text)
        else []
    )
    lines = [line for text in texts for line in _with_marks(text.words, span)]
    yield f"{number:5}  {lines[0] if lines else ''}"
    yield from (f"{'':7}{line}" for line in lines[1:])


def _on_one_line(row: tuple[Text, ...]) -> str:
    """The cells of a row between bars; a merged cell once."""
    return " | ".join(cell.line for at, cell in enumerate(row) if not at or cell.place != row[at - 1].place)


def _lines_of(table: Table) -> str:
    return _line(next((cell.place for row in table.rows for cell in row), Place(0)))


def _line(place: Place) -> str:
    """Where that is in a text file, or on which page."""
    page = f", page {place.page}" if place.page else ""
    return f"{page}, line {place.line} of the file" if place.line else page
