"""Writes a paper as the text dumps that converters make of it: tab rows, pipe tables, one cell a line."""

from collections.abc import Callable, Iterator
from random import Random

from data.examples.papers import Cell, Document, Paragraph, Table

PAGE_ROWS = 7


def _pieces(cell: Cell) -> tuple[str, ...]:
    return ("",) if cell.merge else cell.lines


def _tab_table(table: Table, rng: Random, page_rows: int) -> Iterator[str]:
    """One line a row; stacked paragraphs parted by two spaces; a blank line where a page ended."""
    for place, row in enumerate(table.rows):
        if place > table.headers and place % page_rows == 0:
            yield ""
        yield "\t".join("  ".join(_pieces(cell)) for cell in row)


def _wrapped(cell: Cell) -> str:
    pieces = [piece.replace("|", "\\|") for piece in _pieces(cell)]
    return " ".join(f"<p>{piece}</p>" for piece in pieces) if len(pieces) > 1 else pieces[0]


def _delimiter(width: int, rng: Random) -> str:
    return "|" + "|".join("-" * rng.randrange(2, 9) for _ in range(width)) + "|"


def _pipe_row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cut(text: str) -> tuple[str, str]:
    """The text cut in two at a word, as a page end cuts it; the second part is empty for a short text."""
    words = text.split(" ")
    if len(words) < 5 or "<p>" in text:
        return text, ""
    return " ".join(words[:3]), " ".join(words[3:])


def _page_end(cells: list[str], rng: Random) -> tuple[list[str], list[str] | None]:
    """The last row of a page, and the tail of its longest cell if that goes over to the next."""
    longest = max(range(len(cells)), key=lambda place: len(cells[place]) if place in (5, 7) else 0)
    first, rest = _cut(cells[longest])
    if not rest or rng.random() < 0.6:
        return cells, None
    over = ["" for _ in cells]
    cells[longest], over[longest] = first, rest
    return cells, over


def _pipe_table(table: Table, rng: Random, page_rows: int) -> Iterator[str]:
    """A pipe table; after a page its continuation begins with an empty header row and a delimiter row."""
    width = len(table.rows[0])
    for place, row in enumerate(table.rows):
        cells = [_wrapped(cell) for cell in row]
        ends = place >= table.headers and place % page_rows == page_rows - 1 and place + 1 < len(table.rows)
        cells, over = _page_end(cells, rng) if ends else (cells, None)
        yield _pipe_row(cells)
        if place == 0:
            yield _delimiter(width, rng)
        if ends:
            yield from ("", _pipe_row([""] * width), _delimiter(width, rng))
            yield from [_pipe_row(over)] if over else []


def _cell_table(table: Table, rng: Random, page_rows: int) -> Iterator[str]:
    """One cell a line after a tab, its further paragraphs below without one; blank lines mean nothing."""
    for row in table.rows:
        for cell in row:
            if cell.merge == "left":
                continue
            first, *more = _pieces(cell)
            yield f"\t{first}"
            for line in more:
                yield from ("", line) if rng.random() < 0.3 else (line,)
        yield ""


TABLES: dict[str, Callable[[Table, Random, int], Iterator[str]]] = {
    "tabs": _tab_table,
    "pipes": _pipe_table,
    "cells": _cell_table,
}


def _heading(block: Paragraph, medium: str) -> str:
    if medium == "cells" and block.kind == "title":
        return f"[bookmark: z229]{block.text}"
    if medium == "pipes" and block.kind == "title":
        return f"# {block.text}"
    if medium != "cells" and block.kind == "heading":
        return f"**{block.text}**"
    return block.text


def text_dump(document: Document, medium: str, rng: Random, page_rows: int = PAGE_ROWS) -> str:
    """The whole paper as text of that sort; its tables break after that many rows."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines += ["", *TABLES[medium](block, rng, page_rows), ""]
        else:
            lines += [_heading(block, medium)] + ([""] if medium == "pipes" else [])
    return "\n".join(lines).strip("\n") + "\n"
