"""Reports whose labels and headings nobody has told the forms of: how an unseen paper would be worded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Literal

from data.examples import PAPERS, Example, examples
from data.examples.papers import Block, Cell, Document, Paragraph, Table

Group = Literal["tuned", "held_out", "fresh", "kazakh"]

# What the writer of a paper says by himself rather than by a label of the form: each printed for each of the group.
_PHRASES: dict[Group, dict[str, tuple[str, ...]]] = {
    "tuned": {
        r"^Задача (\d+)\. ": (r"Задача №\1: ", r"\1-задача. ", r"Задача \1: ", r"Задача \1 – "),
        r"^Мероприятие (\d+)\. ": (r"Мероприятие №\1. ", r"\1-мероприятие. ", r"Мероприятие \1: ", r"\1 мероприятие. "),
        r"^По проекту – ": ("Проект - ", "Всего по проекту: "),
        r"^По малым грантам - ": ("Малые гранты – ", "В рамках малых грантов: "),
        r"^Приложение № (\d+)$": (r"\1-приложение", r"Приложение \1"),
        r"^к Договору о предоставлении гранта$": ("к Договору на предоставление гранта", "к договору гранта"),
        r"^№ ?(\d+) от ": (r"№\1 от ", r"№ \1 от "),
    },
    "held_out": {
        r"^Задача (\d+)\. ": (r"Задача-\1. ", r"\1-я задача: ", r"ЗАДАЧА \1. "),
        r"^Мероприятие (\d+)\. ": (r"Мероприятие-\1. ", r"\1-е мероприятие: ", r"МЕРОПРИЯТИЕ \1. "),
        r"^По проекту – ": ("По основному проекту - ", "По проекту: "),
        r"^По малым грантам - ": ("По малому гранту: ", "Участники малых грантов - "),
        r"^Приложение № (\d+)$": (r"Приложение №\1", r"\1 приложение"),
        r"^к Договору о предоставлении гранта$": (
            "к Договору о предоставлении государственного гранта",
            "к Соглашению о гранте",
        ),
        r"^№ ?(\d+) от ": (r"от № \1 от ", r"№ \1 от "),
    },
    "fresh": {
        r"^Задача (\d+)\. ": (r"Задача № \1. ", r"\1) Задача: "),
        r"^Мероприятие (\d+)\. ": (r"Мероприятие № \1: ", r"\1.\1 Мероприятие: "),
        r"^По проекту – ": ("Участники проекта: ",),
        r"^По малым грантам - ": ("Участники по малым грантам: ",),
        r"^к Договору о предоставлении гранта$": ("к договору о гранте",),
    },
    "kazakh": {
        r"^(\d+) міндет\. ": (r"Міндет \1. ", r"№\1 міндет: ", r"\1-ші міндет. "),
        r"^(\d+)[- ]*іс-шара[.:]? ": (r"\1-ші іс-шара. ", r"№\1 іс-шара: "),
    },
}


def unseen(count: int, group: Group, seed: int = 2031) -> Iterator[Example]:
    """That many reports in the words of the group, of all three forms; their truth is that of their facts."""
    made, language = 0, "kk" if group == "kazakh" else "ru"
    for example in examples(12 * count, seed):
        report = example.report
        if report.language != language or report.style.medium != "docx" or report.style.quirks:
            continue
        report.wording = group
        report.name = f"{group} {example.name}"
        document = PAPERS[report.form](report)
        yield Example(report.name, report, _rephrased(document, group, Random(report.name)))
        made += 1
        if made == count:
            return


def _rephrased(document: Document, group: Group, rng: Random) -> Document:
    chosen = {re.compile(pattern): rng.choice(said) for pattern, said in _PHRASES[group].items()}

    def line(text: str) -> str:
        for pattern, said in chosen.items():
            text = pattern.sub(said, text)
        return text

    def block(one: Block) -> Block:
        if isinstance(one, Paragraph):
            return replace(one, text=line(one.text))
        return replace(one, rows=tuple(tuple(cell(each) for each in row) for row in one.rows))

    def cell(one: Cell) -> Cell:
        return replace(one, lines=tuple(map(line, one.lines)))

    assert all(isinstance(one, Paragraph | Table) for one in document.blocks)
    return Document(tuple(map(block, document.blocks)))
