"""Dumps that keep the ends of printed lines: paragraphs are put together, all else stays as it is."""

from __future__ import annotations

import pytest

from etl.readers.wrapped import unwrapped

PAGE = [
    "Жоба аясында ауыл жастарына арналған он екі семинар өткізілді, оларға үш жүз",
    "отыз екі адам қатысты. Семинарлардың тақырыптары алдын ала келісіліп, қатысу-",
    "шыларға таратылды. Әр семинардың соңында сауалнама жүргізілді. Сауалнама бой-",
    "ынша жастардың басым бөлігі сабақтардың пайдалы болғанын айтты. Бұдан басқа",
    "облыстық телеарнада екі сюжет көрсетілді.",
]


def _read(lines: list[str]) -> list[str]:
    return [words for _, words in unwrapped(list(enumerate(lines, 1)))]


def test_the_lines_of_a_page_are_one_paragraph_and_cut_words_are_whole() -> None:
    [paragraph] = _read(PAGE)
    assert "үш жүз отыз екі адам қатысты" in paragraph
    assert "қатысушыларға таратылды" in paragraph
    assert "бойынша жастардың" in paragraph


@pytest.mark.parametrize(
    "after",
    [
        ["", "Ескерту жоқ."],
        ["2. Жобаның мақсаты"],
        ["- бейнеролик түсірілді"],
        ["| а | б |"],
        ["а\tб"],
    ],
)
def test_what_begins_anew_stays_apart(after: list[str]) -> None:
    assert _read([*PAGE, *after])[1:] == after


def test_a_label_stays_apart_from_what_stands_above() -> None:
    above = "Барлық іс-шаралар туралы ақпарат әлеуметтік желілерде де жарияланып отырды."
    assert _read([*PAGE, above, "Жетекшінің аты-жөні: Серік"])[-1] == "Жетекшінің аты-жөні: Серік"


def test_a_dump_of_whole_paragraphs_is_left_as_it_is() -> None:
    lines = [*PAGE, " ".join(PAGE)]  # a line that no page holds
    assert _read(lines) == lines


def test_few_lines_tell_nothing() -> None:
    assert _read(PAGE[:2]) == PAGE[:2]


def test_a_word_keeps_the_hyphen_that_it_has_elsewhere() -> None:
    lines = [
        *PAGE[:4],
        "Осы іс-шара туралы облыстық телеарнада және газеттерде кеңінен айтылды, ал іс-",
        "шара толық өтті",
    ]
    assert _read(lines)[-1].endswith("ал іс-шара толық өтті")
