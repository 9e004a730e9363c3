"""A course over the years in a tile: what it says to those who do not see it, and what it leaves empty."""

import re
from base64 import b64decode

import pytest

from display.spark import spark
from pages.parts.document import STYLE


def drawn(image: str) -> str:
    return b64decode(image.split("base64,")[1].split('"')[0]).decode()


def test_every_year_is_said_with_its_unit() -> None:
    assert 'alt="2023: 82,9 %; 2024: 90 %"' in spark({2023: 82.9, 2024: 90.0}, "reached_pct").replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_year_without_a_value_is_an_empty_place_not_a_zero() -> None:
    svg = drawn(spark({2022: 4, 2023: None, 2024: 8}, "project_count"))
    assert svg.count("<rect") == 2
    assert ">2022<" in svg
    assert ">2024<" in svg


def test_in_the_dark_it_has_the_accent_and_the_quiet_ink_of_the_page() -> None:
    _, dark = drawn(spark({2023: 4, 2024: 8}, "project_count")).split("prefers-color-scheme: dark")
    _, page = STYLE.split("prefers-color-scheme: dark")
    for name, drawn_by in (("accent", "rect"), ("quiet", "text")):
        [colour] = re.findall(rf"--esep-{name}: (#\w+)", page)
        assert f"{drawn_by} {{ fill: {colour} }}" in dark


@pytest.mark.parametrize("values", [{}, {2024: 5}, {2023: None, 2024: 5}])
def test_one_year_is_no_course(values: dict[int, float | None]) -> None:
    assert spark(values, "project_count") == ""
