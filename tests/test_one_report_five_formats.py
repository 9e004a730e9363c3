"""The same paper handed in as Word, Excel, PDF, Markdown or text says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from data.examples import Example, examples
from data.examples.excel import Layout, excel_bytes
from data.examples.papers import Block, Document, Paragraph, Table, row
from data.examples.pdf import pdf_bytes
from data.examples.text import text_dump
from data.examples.word import word_bytes
from etl import run
from etl.facts import as_facts
from etl.readers import READERS

UNBROKEN = 10_000  # rows a page: what a page's end does to a table is another test's matter
STACKED = "2024_itogovy_005"  # final, Russian: an activity's indicators in a stack inside one cell
PAPERS = [
    "2024_qorytyndy_002",  # final, Kazakh: cells merged down
    "2025_qorytyndy_010",  # cells left blank below the first, small grants
    "2019_qorytyndy_050",  # cells printed again
    "2021_itogovy_032",  # final, Russian: the header as a table
    "2024_aralyq_002",  # interim
    "2021_promezhutochny_011",
    "2024_operator_012",  # the operator's appendix
    "2025_operator_ru_003",
    STACKED,
]


def _text(medium: str) -> Callable[[Document, Random], bytes]:
    return lambda paper, rng: text_dump(paper, medium, rng, UNBROKEN).encode()


FORMATS: dict[str, Callable[[Document, Random], bytes]] = {
    ".xlsx": excel_bytes,
    ".pdf": pdf_bytes,
    ".md": _text("pipes"),
    ".txt": _text("tabs"),
}
SHEETS = {
    "one sheet, lines and blank rows": Layout(False, False, True, True, True, 0),
    "one sheet, neither lines nor blank rows": Layout(False, False, False, False, True, 0),
    "one sheet, lines, no blank rows": Layout(False, True, True, False, False, 1),
    "a sheet a section": Layout(True, True, False, False, True, 1),
}


@cache
def made() -> dict[str, Example]:
    return {example.name: example for example in examples()}


def facts(path: Path, content: bytes) -> Any:
    """What is read in the file, the places of it aside."""
    path.write_bytes(content)
    done = run.parse(path)
    return _unplaced(as_facts(done.report, done.outcomes))


def _unplaced(facts: Any) -> Any:
    if isinstance(facts, dict):
        return {key: _unplaced(value) for key, value in facts.items() if not _is_place(key, value)}
    return [_unplaced(value) for value in facts] if isinstance(facts, list) else facts


def _is_place(key: str, value: object) -> bool:
    """Whether the fact is where something stands on the paper; an event's place is a town."""
    return (
        key == "line"
        or key.endswith(("characters", "header_places"))
        or (key.endswith("place") and re.fullmatch(r"\d+(/\d+/\d+)?", str(value)) is not None)
    )


@cache
def in_word(folder: Path, name: str) -> Any:
    return facts(folder / "report.docx", word_bytes(made()[name].document))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("formats")


# Printed, a stack of wrapped lines no longer shows where one value ends and the next begins.
READ = [
    (suffix, name) for suffix in FORMATS for name in PAPERS if suffix in READERS and (suffix, name) != (".pdf", STACKED)
]


@pytest.mark.parametrize(("suffix", "name"), READ)
def test_a_report_says_the_same_in_every_format(folder: Path, suffix: str, name: str) -> None:
    said = facts(folder / f"report{suffix}", FORMATS[suffix](made()[name].document, Random(name)))
    word = in_word(folder, name)
    if suffix == ".pdf":
        said, word = _as_running_prose(said), _as_running_prose(word)
    assert said == word


def _as_running_prose(facts: Any) -> Any:
    """The facts with each section's paragraphs in one: a PDF's full line does not tell whether a paragraph ends with it."""
    sections: dict[str, str] = {}
    for item in facts["sections"]:
        sections[item["section"]] = f"{sections.get(item['section'], '')} {item['words']}".strip()
    return {**facts, "sections": sections}


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("layout", SHEETS.values(), ids=SHEETS)
def test_however_a_workbook_is_filled_in_it_says_the_same(folder: Path, layout: Layout, name: str) -> None:
    write = partial(excel_bytes, layout=layout)
    assert facts(folder / "report.xlsx", write(made()[name].document, Random(name))) == in_word(folder, name)


def _in_two_cells(block: Block) -> Block:
    label, parted, value = block.text.partition(": ") if isinstance(block, Paragraph) else ("", "", "")
    return Table((row(label, value),), 0) if parted and value else block


@pytest.mark.parametrize("name", [name for name in PAPERS if "qorytyndy" in name or "itogovy" in name])
def test_labels_and_their_values_in_two_cells_say_the_same(folder: Path, name: str) -> None:
    paper = Document(tuple(_in_two_cells(block) for block in made()[name].document.blocks))
    layout = SHEETS["one sheet, lines and blank rows"]
    said = facts(folder / "report.xlsx", excel_bytes(paper, Random(name), layout))
    word = in_word(folder, name)
    assert {key: said[key] for key in said if key != "sections"} == {
        key: word[key] for key in word if key != "sections"
    }


def test_the_papers_are_of_every_form_language_and_layout() -> None:
    reports = [made()[name].report for name in PAPERS]
    assert {(one.form, one.language) for one in reports} == {
        (form, language) for form in ("final", "interim", "operator_project_info") for language in ("kk", "ru")
    }
    assert {one.style.layout for one in reports if one.form == "final"} == {
        "rows",
        "blank",
        "repeated",
        "stacked",
    }


def test_a_difference_would_be_seen(folder: Path) -> None:
    first, other = (in_word(folder, name) for name in PAPERS[:2])
    assert first != other
    assert len(first["indicators"]) > 10
    assert first["findings"]
