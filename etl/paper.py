"""The whole paper as rows: every paragraph and cell as it was read, so that a reader can be shown where a value stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from etl.document import Document, Place, Table, Text
from etl.people import masked

_LONGEST_HEADING: Final = 200  # letters
_MOST_HEADING_ROWS: Final = 3

Spans = Mapping[Place, tuple[int, int]]


def paper_rows(document: Document, read: Collection[str]) -> Iterator[dict[str, Any]]:
    """A row a paragraph or cell, in reading order, a merged cell once; paragraphs without a word are left out.

    `read`: the places that values were read from; the rows above the first of a table's values are its heading.
    """
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table(block, read)
        else:
            texts = [block] if isinstance(block, Text) else [cell.text for cell in block.cells]
            yield from (_row(text) for text in texts if text.words.strip() or text.place.row)


def _table(table: Table, read: Collection[str]) -> Iterator[dict[str, Any]]:
    heading, spans = _heading_places(table, read), spans_of(table)
    for place, text in {cell.place: cell for row in table.rows for cell in row}.items():
        rows, columns = spans[place]
        row = _row(text, is_heading=place in heading)
        if rows > 1:
            row["row_span"] = rows
        if columns > 1:
            row["column_span"] = columns
        yield row


def _row(text: Text, *, is_heading: bool = False) -> dict[str, Any]:
    place = text.place
    return {
        "place": str(place),
        "block_no": place.block,
        "row_no": place.row or None,
        "column_no": place.column or None,
        "line_no": place.line or None,
        "page_no": place.page or None,
        "confidence_pct": text.confidence_pct,
        "is_heading": is_heading,
        "is_lost": text.is_lost,
        "words": masked(text.words),
    }


def spans_of(table: Table) -> Spans:
    """How many rows and columns each cell takes. A row in which no cell begins is none: nobody could tell it from its neighbour."""
    starts: dict[Place, tuple[int, int]] = {}
    ends: dict[Place, tuple[int, int]] = {}
    at = -1
    known: set[Place] = set()
    for row in table.rows:
        own = {cell.place for cell in row} - known
        known |= own
        at += bool(own)
        for column, cell in enumerate(row):
            starts.setdefault(cell.place, (at, column))
            ends[cell.place] = (at, max(column, ends.get(cell.place, (0, 0))[1]))
    return {place: (ends[place][0] - row + 1, ends[place][1] - column + 1) for place, (row, column) in starts.items()}


def _heading_places(table: Table, read: Collection[str]) -> set[Place]:
    """The cells of the rows above the first value, as far as they read like a heading; none where no value was read."""
    heading: set[Place] = set()
    for number, row in enumerate(table.rows):
        if any(str(cell.place) in read for cell in row):
            return heading
        if number >= _MOST_HEADING_ROWS or not _can_be_heading(row):
            break
        heading |= {cell.place for cell in row}
    if any(str(cell.place) in read for row in table.rows for cell in row):
        return heading
    return set()


def _can_be_heading(row: tuple[Text, ...]) -> bool:
    """Whether most of a row's cells are filled, with short words."""
    cells = {cell.place: cell.words.strip() for cell in row}
    said = [words for words in cells.values() if words]
    return len(said) * 2 > len(cells) > 1 and all(len(words) <= _LONGEST_HEADING for words in said)
