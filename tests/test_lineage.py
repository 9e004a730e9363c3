"""Every value leads back to the cell or paragraph that it was read from, plans and facts to the character."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.document import Place, Table, Text
from etl.extract import extract
from etl.facts import HEADER, as_facts
from etl.records import Indicator
from etl.run import EXAMPLES, parse
from tests.builders import document, form, table

HEADING = "Міндеті | Міндет аясындағы шаралар | Өткізу күні | Өткізу орны | Қатысушылар саны | Қысқа мерзімді нәтижелер | Көрсеткіштер | Жоспар | Факт"

REPORTS = sorted(path for path in (EXAMPLES / "reports").glob("*.*"))


def texts(value: Any) -> Iterator[Text]:
    """Every text inside a record."""
    if isinstance(value, Text):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts(list(value.values()))


def stated(indicator: Indicator) -> list[Text]:
    """The name, and plan and fact where they are stated."""
    return [indicator.name, *(value.text for value in (indicator.plan, indicator.fact) if value is not None)]


@pytest.mark.skipif(not REPORTS, reason="data/examples/reports is empty")
@pytest.mark.parametrize("path", REPORTS, ids=[path.name for path in REPORTS])
def test_every_value_of_an_example_leads_to_where_it_stands(path: Path) -> None:
    done = parse(path)
    cells = {text.place: text.words for text in done.document.texts()}
    for text in texts(done.report):
        assert text.place._replace(characters=None) in cells, text
    header = [text for name in HEADER if (text := getattr(done.report, name)) is not None]
    assert header
    for text in (*header, *(text for indicator in done.report.indicators for text in stated(indicator))):
        words = cells[text.place._replace(characters=None)]
        begin, end = text.place.characters or (0, len(words))
        if (
            text.place.characters or text not in header
        ):  # a field that goes on in the next paragraph has the first's place
            assert words[begin:end].split() == text.words.split()


def indicators(*lines: str) -> tuple[list[Indicator], Table]:
    """The indicators of a main table, and the table."""
    main = table(HEADING, *lines, block=2)
    return list(extract(document("Қорытынды есеп", main), form()).indicators), main


def said(main: Table, text: Text) -> str:
    """The characters at the text's place, and the line of the cell that they stand in."""
    place = text.place
    assert place.characters is not None
    begin, end = place.characters
    words = main.rows[place.row - 1][place.column - 1].words
    return f"{words[begin:end]} in line {words.count(chr(10), 0, begin) + 1} of {place}"


def test_words_that_a_page_has_cut_have_the_place_of_their_first_cell() -> None:
    first = "1 міндет. Оқыту | 1 іс-шара. Семинар | 05.05.2023 | Тараз | 9 | Өтті | Семинар | 2 (әр ауданда) | 2 (әр ауданда)"
    pages = [table(HEADING, first, block=2), table(" | | | | | | | (2023 ж.) | (2023 ж.)", block=3)]
    [found] = extract(document("Қорытынды есеп", *pages), form()).indicators
    assert [(text.words, text.place) for text in stated(found)[1:]] == [
        ("2 (әр ауданда) (2023 ж.)", Place(2, 2, 8)),
        ("2 (әр ауданда) (2023 ж.)", Place(2, 2, 9)),
    ]


def test_values_of_a_stack_know_their_line_even_where_they_are_equal() -> None:
    found, main = indicators(
        "1 міндет. Оқыту | 1 іс-шара. Семинар | 05.05.2023 | Тараз | 9 | Өтті | Фото⏎Видео⏎Пост | 10⏎10⏎10 | 12⏎9⏎12"
    )
    assert [said(main, text) for indicator in found for text in stated(indicator)] == [
        "Фото in line 1 of 2/2/7",
        "10 in line 1 of 2/2/8",
        "12 in line 1 of 2/2/9",
        "Видео in line 2 of 2/2/7",
        "10 in line 2 of 2/2/8",
        "9 in line 2 of 2/2/9",
        "Пост in line 3 of 2/2/7",
        "10 in line 3 of 2/2/8",
        "12 in line 3 of 2/2/9",
    ]


def test_values_that_stand_in_other_rows_than_their_names_keep_their_own_places() -> None:
    found, _ = indicators(
        "1 міндет. Оқыту | 1 іс-шара. Семинар | 05.05.2023 | Тараз | 9 | Өтті | Фото⏎Видео | 10 | 10",
        " | | | | | | | 10 | 10",
    )
    plans = [indicator.plan.text.place for indicator in found if indicator.plan is not None]
    assert plans == [Place(2, 2, 8), Place(2, 3, 8)]


def test_fields_of_the_header_lead_to_the_characters_beside_their_labels() -> None:
    paper = document(
        "«2024» жылғы 29 ақпандағы № 29 келісімшарт",
        "Қорытынды есеп",
        "1. Үкіметтік емес ұйымның толық атауы: «Үлгі» қоғамдық қоры",
        "6. Грантты іске асыруға бөлінген қаражаттың жалпы сомасы: 14 400 000 теңге",
    )
    found = as_facts(extract(paper, form()))
    words = {str(text.place): text.words for text in paper.texts()}
    said = {}
    for name, where in found["header_places"].items():
        place, _, span = where.partition(":")
        begin, end = map(int, span.split("-"))
        said[name] = words[place][begin:end]
    assert said == {"organisation": "«Үлгі» қоғамдық қоры", "grant": "14 400 000 теңге", "contract": "№ 29"}
