"""The whole paper is kept: every value's place is in it, and every table can be drawn again from its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.document import Document, Place, Table, Text
from etl.paper import paper_rows
from etl.people import MASK
from etl.rows import Rows, as_rows
from etl.run import EXAMPLES, Read, parse
from tests.builders import document, indicator, report, table, text

REAL = Path(__file__).resolve().parents[2] / "shared" / "reports"
PAPERS = [*sorted((EXAMPLES / "reports").glob("*.*")), *sorted(REAL.glob("*.txt"))]
SAID = ("name", "plan", "fact")  # of an indicator: <name>_place, <name>_characters and its words
named = pytest.mark.parametrize("path", PAPERS, ids=[path.name for path in PAPERS])


@cache
def read(path: Path) -> tuple[Read, Rows]:
    done = parse(path)
    return done, as_rows(done.report, done.outcomes, done.document)


def places(rows: Rows) -> Iterator[str]:
    """Every place that a row of the warehouse names."""
    for name, listed in rows.items():
        if name not in ("source_cell", "private_contact"):
            for row in listed:
                yield from (str(row[column]) for column in row if column.endswith("place") and row[column])


@pytest.mark.skipif(not REAL.is_dir(), reason="the real reports lie outside the project")
def test_real_papers_are_among_those_read_here() -> None:
    assert any(path.is_relative_to(REAL) for path in PAPERS)


@named
def test_every_place_is_in_the_paper_once(path: Path) -> None:
    _, rows = read(path)
    known = [row["place"] for row in rows["source_cell"]]
    assert len(known) == len(set(known))
    assert set(places(rows)) <= set(known)


@named
def test_a_cell_says_what_was_read_from_it(path: Path) -> None:
    _, rows = read(path)
    words = {row["place"]: row["words"] for row in rows["source_cell"]}
    for row in rows["fact_indicator"]:
        for said in SAID:
            stated = row["name" if said == "name" else f"{said}_text"]
            if stated is None:
                continue
            cell = words[row[f"{said}_place"]]
            if row[f"{said}_characters"]:
                begin, end = map(int, row[f"{said}_characters"].split("-"))
                assert cell[begin:end].split() == stated.split()
            else:  # all of it, or joined from several
                assert stated.split()[0] in cell
    for row in rows["fact_effect"]:
        for said in ("plan", "fact"):
            if row[f"{said}_text"] and row[f"{said}_place"]:
                assert row[f"{said}_text"].split()[0] in words[row[f"{said}_place"]]


@named
def test_every_table_is_drawn_again_from_its_cells(path: Path) -> None:
    done, rows = read(path)
    for block in done.document.blocks:
        if isinstance(block, Table):
            number = block.rows[0][0].place.block
            cells = [row for row in rows["source_cell"] if row["block_no"] == number]
            assert drawn(cells) == squares(block)


def drawn(cells: list[dict[str, Any]]) -> dict[tuple[int, int], str]:
    """Row and column -> the place of the cell that a browser lays there."""
    laid: dict[tuple[int, int], str] = {}
    for at, number in enumerate(sorted({cell["row_no"] for cell in cells})):
        column = 0
        for cell in sorted((cell for cell in cells if cell["row_no"] == number), key=lambda cell: cell["column_no"]):
            while (at, column) in laid:
                column += 1
            for row in range(at, at + cell.get("row_span", 1)):
                for beside in range(column, column + cell.get("column_span", 1)):
                    assert (row, beside) not in laid
                    laid[row, beside] = cell["place"]
    return laid


def squares(block: Table) -> dict[tuple[int, int], str]:
    """The same of the table as read, without rows in which no cell begins."""
    laid, known, at = {}, set[Place](), -1
    for row in block.rows:
        own = {cell.place for cell in row} - known
        known |= own
        at += bool(own)
        laid.update({(at, column): str(cell.place) for column, cell in enumerate(row) if own})
    return laid


def rows_of(paper: Document, *read: str) -> dict[str, dict[str, Any]]:
    return {row["place"]: row for row in paper_rows(paper, read)}


def test_a_merged_cell_stands_once_with_its_spans() -> None:
    tall, wide = Text("1 міндет", Place(1, 1, 1)), Text("Көрсеткіш", Place(1, 1, 2))
    plan, fact = Text("10", Place(1, 2, 2)), Text("12", Place(1, 2, 3))
    cells = rows_of(Document("docx", (Table(((tall, wide, wide), (tall, plan, fact))),)))
    assert {place: (row.get("row_span"), row.get("column_span")) for place, row in cells.items()} == {
        "1/1/1": (2, None),
        "1/1/2": (None, 2),
        "1/2/2": (None, None),
        "1/2/3": (None, None),
    }


def test_a_row_in_which_no_cell_begins_takes_no_room() -> None:
    tall, wide, last = Text("бір", Place(1, 1, 1)), Text("екі", Place(1, 1, 2)), Text("үш", Place(1, 3, 1))
    cells = rows_of(Document("docx", (Table(((tall, wide), (tall, wide), (last, last))),)))
    assert "row_span" not in cells["1/1/1"]


HEADED = table("Көрсеткіш | жоспар | факт", "Семинар саны | 10 | 12")


def test_the_rows_above_the_first_value_are_the_heading() -> None:
    cells = rows_of(document(HEADED), "1/2/2", "1/2/3")
    assert {place for place, row in cells.items() if row["is_heading"]} == {"1/1/1", "1/1/2", "1/1/3"}


NO_HEADINGS = {
    "nothing was read from the table": (("Көрсеткіш | жоспар | факт", "Семинар саны | он | он екі"), ()),
    "the rest of a row that a page has cut": (("соңы | | ", "Семинар саны | 10 | 12"), ("1/2/2",)),
    "values from the first row on": (("Семинар саны | 10 | 12", "Форум саны | 10 | 12"), ("1/1/2", "1/2/2")),
    "prose": ((f"{'Семинар ' * 40} | өтті | иә", "Форум саны | 10 | 12"), ("1/2/2",)),
}


@pytest.mark.parametrize(("rows", "read"), NO_HEADINGS.values(), ids=NO_HEADINGS)
def test_no_row_is_a_heading_for_its_place_alone(rows: tuple[str, ...], read: tuple[str, ...]) -> None:
    cells = rows_of(document(table(*rows)), *read)
    assert not any(row["is_heading"] for row in cells.values())


def test_a_blank_cell_is_kept_a_blank_paragraph_is_not_and_a_lost_cell_says_so() -> None:
    lost = Text("", Place(2, 1, 2), is_lost=True)
    paper = Document("docx", (Text(" ", Place(1)), Table(((Text("", Place(2, 1, 1)), lost),))))
    assert {place: row["is_lost"] for place, row in rows_of(paper).items()} == {"2/1/1": False, "2/1/2": True}


def test_characters_are_those_of_the_words_as_masked() -> None:
    words = "Жауапты Мысалов Ж.Б. Пост саны 10"
    begin = words.index("10")
    value = text("10")._replace(place=Place(1, characters=(begin, begin + 2)))
    found = indicator("Пост саны", "9", "10")
    assert found.fact is not None
    told = report(indicators=[replace(found, fact=found.fact._replace(text=value))])
    rows = as_rows(told, (), Document("docx", (Text(words, Place(1)),)))
    [cell] = rows["source_cell"]
    start, end = map(int, rows["fact_indicator"][0]["fact_characters"].split("-"))
    assert MASK in cell["words"]
    assert cell["words"][start:end] == "10"
