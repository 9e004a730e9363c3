"""What Word does to real papers: content controls, tracked changes, tables in cells, comments."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from data.examples.papers import Block, Document, Paragraph, Table, changed

KINDS = ("control_cell", "control_paragraph", "tracked", "nested", "repeated_header", "comment")


def _in_main(document: Document, mark: Callable[[Table], Table]) -> Document:
    for place, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.name in ("main", "events"):
            return changed(document, place, mark(block))
    return document


def _marked(table: Table, column: int, quirk: str, rng: Random) -> Table:
    """The table with one filled cell of the column marked."""
    filled = [
        place
        for place, row in enumerate(table.rows)
        if place >= table.headers and row[column].lines != ("",) and not row[column].merge
    ]
    if not filled:
        return table
    chosen = rng.choice(filled)
    rows = list(table.rows)
    cell = replace(rows[chosen][column], quirk=quirk)
    rows[chosen] = (*rows[chosen][:column], cell, *rows[chosen][column + 1 :])
    return replace(table, rows=tuple(rows))


def _column(table: Table, quirk: str) -> int:
    if table.name == "events":
        return {"tracked": 4, "nested": 8}.get(quirk, 7)
    return {"tracked": 8, "nested": 3}.get(quirk, 5)


def _paragraph(document: Document, quirk: str, rng: Random) -> Document:
    """The document with one of its labelled paragraphs marked."""
    likely = [
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and block.kind == "plain" and ": " in block.text
    ]
    place = rng.choice(likely[:6])
    block: Block = document.blocks[place]
    return changed(document, place, replace(block, quirk=quirk)) if isinstance(block, Paragraph) else document


def with_quirks(document: Document, quirks: frozenset[str], rng: Random) -> Document:
    """The document with those oddities in it; a repeated header is made earlier, where rows are made."""
    has_main = document.table("main") or document.table("events")
    for quirk in sorted(quirks - {"repeated_header"}):
        if quirk in ("control_paragraph", "comment") or (quirk == "tracked" and not has_main):
            document = _paragraph(document, quirk, rng)
        else:
            document = _in_main(document, lambda table: _marked(table, _column(table, quirk), quirk, rng))  # noqa: B023
    return document
