"""Tables in which no line parts the columns are read by the white between them; prose is never taken for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from data.examples import HERE, examples
from data.examples.pdf import Ruling, pdf_bytes
from etl import run
from etl.facts import as_facts
from etl.forms import are_headings
from etl.readers import pages
from etl.readers import pdf as reader
from tests.builders import shown
from tests.pdf_builder import columns, justified, paragraph, pdf


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "есеп.pdf"


ROWS = {
    "rows apart": ["Атауы | Жоспар | Факт", "Семинар | 5 | 6", "Тренинг | 3 | 3"],
    "cells of several lines": [
        "Атауы | Жоспар | Факт",
        "Семинарлар мен⏎кездесулер саны | 5 | 6",
        "Тренинг | 3 | 3",
        "Пост | 1 | 2",
    ],
    "blank cells": [
        "Атауы | Жоспар | Факт | Ескерту",
        "Семинар | 5 | 6 | иә",
        "Тренинг |  | 3 | ",
        "Пост | 1 | 2 | жоқ",
    ],
    "a heading with values right below": ["Барлығы | Ерлер | Әйелдер", "493 | 169 | 324"],
}


@pytest.mark.parametrize("space", [8.0, 3.0])
@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_columns_are_parted_by_white(file: Path, rows: list[str], space: float) -> None:
    file.write_bytes(pdf(lambda c: columns(c, rows, space=space)))
    assert shown(reader.read(file)) == [rows]


def test_where_nothing_is_between_rows_each_begins_with_its_values(file: Path) -> None:
    rows = ["Атауы | Жоспар | Факт", "Семинарлар мен⏎кездесулер саны | 5 | 6", "Тренинг | 3 | 3", "Пост | 1 | 2"]
    file.write_bytes(pdf(lambda c: columns(c, rows, space=0)))
    assert shown(reader.read(file)) == [rows]


HALF_RULED: dict[str, Callable[[int], bool]] = {
    "above and below every row": lambda row: True,
    "around the heading": lambda row: row < 2,
    "below the heading": lambda row: row == 1,
}


@pytest.mark.parametrize("rules", HALF_RULED.values(), ids=HALF_RULED)
def test_lines_ruled_across_part_rows(file: Path, rules: Callable[[int], bool]) -> None:
    rows = ["Атауы | Жоспар | Факт", "Семинар | 5 | 6", "Тренинг | 3 | 3", "Пост | 1 | 2"]
    file.write_bytes(pdf(lambda c: columns(c, rows, rules=rules)))
    assert shown(reader.read(file)) == [rows]


def test_between_ruled_lines_two_columns_are_enough(file: Path) -> None:
    rows = ["Тәуекел | Шара", "Қатысушылар аз болды | Хабарландыру таратылды", "Баға өсті | Шарт жасалды"]
    file.write_bytes(pdf(lambda c: columns(c, rows, lefts=(40.0, 300.0), rules=lambda row: True)))
    assert shown(reader.read(file)) == [rows]


def test_below_headings_of_a_form_two_columns_are_enough(file: Path) -> None:
    rows = [
        "Тәуекел | Ықтималдықты төмендету және салдарларды азайту стратегиясы",
        "Қатысушылар аз болды | Хабарландыру таратылды",
    ]
    file.write_bytes(pdf(lambda c: columns(c, rows, lefts=(40.0, 300.0))))
    assert shown(reader.read(file, are_headings)) == [rows]
    assert all(isinstance(block, str) for block in shown(reader.read(file)))


def test_a_table_goes_on_over_pages_without_its_repeated_heading(file: Path) -> None:
    heading = "Атауы | Жоспар | Факт"
    first, second = ["Семинар | 5 | 6", "Тренинг | 3 | 3"], ["Басқа іс-шаралар | 1 | 2"]
    both = [[heading, *first], [heading, *second]]
    file.write_bytes(pdf(*[lambda c, rows=rows: columns(c, rows, down=80) for rows in both]))
    assert shown(reader.read(file)) == [[heading, *first, *second]]


def test_captions_stay_between_tables(file: Path) -> None:
    def draw(canvas: Canvas) -> None:
        end = columns(canvas, ROWS["rows apart"])
        paragraph(canvas, ["Екінші кесте"], 40, end + 6)
        columns(canvas, ROWS["rows apart"], down=end + 30)

    file.write_bytes(pdf(draw))
    assert shown(reader.read(file)) == [ROWS["rows apart"], "Екінші кесте", ROWS["rows apart"]]


# --- prose -------------------------------------------------------------------------------------------------


SAID = [
    "Жоба",
    "аясында",
    "өңірдің",
    "барлық",
    "ауданында",
    "кездесулер",
    "мен",
    "семинарлар",
    "өткізілді",
    "оған",
    "көп",
    "адам",
    "қатысты",
    "В",
    "рамках",
    "проекта",
    "проведены",
    "встречи",
    "и",
    "семинары",
    "во",
    "всех",
    "районах",
    "области",
    "участники",
    "получили",
    "знания",
    "и",
]


@pytest.mark.parametrize("seed", range(60))
def test_prose_set_to_both_margins_is_no_table(file: Path, seed: int) -> None:
    chance = Random(seed)
    said = [chance.choice(SAID) for _ in range(120)]
    width = chance.choice((150.0, 240.0, 500.0))
    file.write_bytes(pdf(lambda c: justified(c, said, 40, 40, width)))
    assert all(isinstance(block, str) for block in shown(reader.read(file, are_headings)))


def test_a_list_and_a_signature_are_no_table(file: Path) -> None:
    lines = ["1) семинар;", "2) тренинг;", "3) кездесу.", "Ұйым басшысы ____________ А. Үлгіев"]
    file.write_bytes(pdf(lambda c: paragraph(c, lines, 40, 40)))
    assert shown(reader.read(file, are_headings)) == lines


@pytest.mark.parametrize("path", sorted((HERE / "reports").glob("*.pdf")), ids=lambda path: path.stem)
def test_ruled_papers_are_read_as_if_nothing_else_were_looked_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader.read(path, are_headings)
    monkeypatch.setattr(pages, "strips", lambda lines, *_: ([], lines))
    assert reader.read(path) == read


# --- whole reports -----------------------------------------------------------------------------------------


SAME: tuple[str, ...] = (
    "form", "project", "organisation", "tasks", "activities", "indicators", "effects", "demographics", "partners",
    "risks", "events", "evidence", "proposals", "recommendations",
)  # fmt: skip
WHERE = {"place", "plan_place", "fact_place"}
TOLD_OTHERWISE = {  # what only a ruled line tells: where a cell ends that has room for more, which cells are merged
    "2024_itogovy_005": {"indicators"},
}
MADE = {example.name: example for example in examples(20)}


def _facts(path: Path, raw: bytes) -> dict[str, Any]:
    path.write_bytes(raw)
    read = run.parse(path)
    facts = as_facts(read.report, read.outcomes)
    return {key: _without_places(facts[key]) for key in SAME}


def _without_places(facts: Any) -> Any:
    if isinstance(facts, list):
        return [_without_places(fact) for fact in facts]
    return {key: said for key, said in facts.items() if key not in WHERE} if isinstance(facts, dict) else facts


@pytest.mark.parametrize("ruling", ["none", "across", "heading"])
@pytest.mark.parametrize("name", sorted(MADE)[::3])
def test_the_facts_of_a_report_are_those_of_the_ruled_one(file: Path, name: str, ruling: Ruling) -> None:
    paper = MADE[name].document
    ruled = _facts(file, pdf_bytes(paper, Random(name)))
    read = _facts(file, pdf_bytes(paper, Random(name), ruling))
    assert {key for key in SAME if read[key] != ruled[key]} <= TOLD_OTHERWISE.get(name, set())
