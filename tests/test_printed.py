"""Tables on paper: no figure is broken, and words only where all columns together would not find room else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from display import numbers
from pages.parts import printed, rows

LONG = "қанағаттандырарлықсыздандырылған"


def said(table: str, name: str) -> int:
    """What the table tells style.css."""
    found = re.search(rf"--{name}: (\d+)", table)
    assert found
    return int(found[1])


def test_figures_stand_on_the_right_with_their_heading() -> None:
    table = printed.table(["Жоба", "Грант, ₸"], [["«Көмек»", numbers.money(14_400_000)]], figures=[1])

    assert '<th>Жоба</th><th class="figure">Грант, ₸</th>' in table
    assert '<td class="figure">14\N{NO-BREAK SPACE}400\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}₸</td>' in table


def test_a_word_longer_than_any_column_is_broken() -> None:
    table = printed.table(["Баға"], [["орташа"], [LONG]])

    assert f'<td class="broken">{LONG}</td>' in table
    assert "<td>орташа</td>" in table


def test_the_more_columns_the_shorter_are_the_words_that_stay_whole() -> None:
    few, many = (printed.table([LONG[:17]] * count, []) for count in (5, 15))

    assert (said(few, "whole"), said(many, "whole")) == (18, 9)
    assert "broken" not in few
    assert many.count("broken") == 15


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30))
def test_whatever_is_printed_finds_room_in_type_that_can_be_read(headings: list[str]) -> None:
    table = printed.table(headings, [])

    needed = (
        said(table, "letters") * printed.LETTER * printed.SMALLEST_POINTS + said(table, "columns") * printed.CELL_POINTS
    )
    assert needed <= printed.PAPER_POINTS


def test_signs_of_html_are_told_as_they_are() -> None:
    assert "<td>a &lt; b</td>" in printed.table(["x"], [["a < b"]])


def test_a_column_that_holds_titles_too_is_read_from_its_left_end() -> None:
    assert [rows.is_figure(column) for column in ("grant_kzt", "plan_value", "read_value", "title")] == [
        True,
        True,
        False,
        False,
    ]
