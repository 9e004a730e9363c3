"""Invented example reports: projects, papers and the truth about them, repeatable from a seed.

>>> [example.name for example in examples(2, seed=1)]
['2023_qorytyndy_001', '2024_aralyq_002']
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from data.examples.excel import excel_bytes
from data.examples.facts import Report
from data.examples.final_paper import final_paper
from data.examples.narrative_papers import interim_paper, operator_paper
from data.examples.papers import Document
from data.examples.pdf import pdf_bytes
from data.examples.plants import AHEAD, plant
from data.examples.projects import project
from data.examples.quirks import KINDS, with_quirks
from data.examples.shorter import interim, operator
from data.examples.text import text_dump
from data.examples.truth import dumped, truth
from data.examples.word import word_bytes

DEFAULT_COUNT, DEFAULT_SEED = 72, 2023
HERE = Path(__file__).parent
PAPERS = {"final": final_paper, "interim": interim_paper, "operator_project_info": operator_paper}
SUFFIXES = {"docx": ".docx", "xlsx": ".xlsx", "pdf": ".pdf", "tabs": ".txt", "pipes": ".md", "cells": ".txt"}
WRITERS: dict[str, Callable[[Document, Random], bytes]] = {"xlsx": excel_bytes, "pdf": pdf_bytes}
SLUGS = {
    ("final", "kk"): "qorytyndy",
    ("final", "ru"): "itogovy",
    ("interim", "kk"): "aralyq",
    ("interim", "ru"): "promezhutochny",
    ("operator_project_info", "kk"): "operator",
    ("operator_project_info", "ru"): "operator_ru",
}
# What is handed in for nine projects in a row. Of every third nine the second operator's appendix is a pair instead: an
# interim report and a final one, or an appendix beside the final report that it was compiled of.
CYCLE = ("final", "pair", "operator", "final", "final", "interim", "final", "operator", "final")
RESUBMITTED = frozenset({12, 30})


@dataclass(frozen=True, slots=True)
class Example:
    """One invented report: the facts, the paper, and where it would be kept."""

    name: str
    report: Report
    document: Document

    @property
    def truth(self) -> dict[str, Any]:
        return truth(self.report)

    @property
    def file_name(self) -> str:
        return self.name + SUFFIXES[self.report.style.medium]

    @property
    def content(self) -> bytes:
        """The bytes of the report's file."""
        return written(self.document, self.report.style.medium, Random(self.name))


def written(document: Document, medium: str, rng: Random) -> bytes:
    """The paper in that medium; `rng` picks how a grantee's program or a converter prints it."""
    if medium == "docx":
        return word_bytes(document)
    if medium in WRITERS:
        return WRITERS[medium](document, rng)
    return text_dump(document, medium, rng).encode()


def _handed_in(number: int) -> tuple[str, ...]:
    """The papers of one project, in order."""
    sort = CYCLE[number % 9]
    if number % 27 == 25:
        sort = "pair"
    if number % 27 == 7:
        return "operator", "final"
    if number % 60 in RESUBMITTED:
        return "final", "final_v2"
    return ("interim", "final") if sort == "pair" else (sort,)


def _medium(number: int, order: int) -> str:
    """Every seventh or eighth paper is a text dump, by turns of the three sorts; every fourteenth a workbook, or a PDF."""
    place = number + 3 * order
    if place % 14 in (2, 8):
        return "xlsx" if place % 14 == 2 else "pdf"
    return ("tabs", "pipes", "cells")[place // 7 % 3] if place % 7 == 5 else "docx"


def _quirks(number: int) -> frozenset[str]:
    """Two projects in seven have one oddity of Word each, by turns."""
    turn = number // 7 * 2 + (number % 7 == 3)
    return frozenset({KINDS[turn % len(KINDS)]}) if number % 7 in (0, 3) else frozenset()


def _named(report: Report, number: int, version: str) -> Report:
    year = report.end.year if report.form == "final" else report.start.year
    report.name = f"{year}_{SLUGS[report.form, report.language]}_{number + 1:03d}{version}"
    return report


def _example(number: int, order: int, paper: str, seed: int) -> Example:
    form, version = ("final", "_v2") if paper == "final_v2" else (paper, "")
    shape = "operator_project_info" if _handed_in(number) == ("operator",) else "final"
    whole = project(number, shape, _medium(number, order), _quirks(number), seed)
    rng = Random(f"{seed} paper {number} {form}")
    report = {"interim": interim, "operator": operator}.get(form, lambda same, _: same)(whole, rng)
    resubmitted = number % 60 in RESUBMITTED
    # The first version of a resubmitted report always contradicts itself; the second is its correction.
    if not version and (resubmitted or rng.random() < 0.42):
        plant(report, rng)
    if (
        form == "interim"
        and (ahead := AHEAD.get(number % 60))
        and (found := ahead(report, Random(f"{seed} ahead {number}")))
    ):
        report.between.append(found)
    report = _named(report, number, version)
    document = PAPERS[report.form](report)
    return Example(report.name, report, with_quirks(document, report.style.quirks, rng))


def examples(count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> Iterator[Example]:
    """That many invented reports, project after project."""
    made = number = 0
    while made < count:
        for order, paper in enumerate(_handed_in(number)[: count - made]):
            yield _example(number, order, paper, seed)
            made += 1
        number += 1


def write_examples(folder: Path, count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> list[Path]:
    """Writes that many reports into the folder and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for example in examples(count, seed):
        paths.append(folder / example.file_name)
        paths[-1].write_bytes(example.content)
    return paths


def write_truth(folder: Path, count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> list[Path]:
    """Writes the truth about that many reports into the folder and returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for example in examples(count, seed):
        paths.append(folder / f"{example.name}.json")
        paths[-1].write_text(dumped(example.truth), encoding="utf-8")
    return paths
