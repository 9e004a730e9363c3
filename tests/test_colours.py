"""Colours by their numbers: read by everybody, in both themes, in grey and with any kind of colour vision."""

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from coloraide import Color

from display.charts import look

ROOT = Path(__file__).parents[1]
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
STYLE = (ROOT / "pages" / "parts" / "style.css").read_text(encoding="utf-8")
TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11
TOLD_APART = 8.0  # CIEDE2000 between two areas that also carry a sign or a name
SIDE_BY_SIDE = list(combinations(("exceeded", "met", "missed", "no_fact"), 2))


def own(name: str, theme: str) -> str:
    """One of the colours that style.css adds to a theme."""
    light, dark = re.findall(rf"--esep-{name}: (#[0-9A-F]{{6}})", STYLE)
    return {"light": light, "dark": dark}[theme]


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(other, method="wcag21")


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_read_on_every_ground_of_a_theme(theme: str, ground: str) -> None:
    colours = THEMES[theme]
    texts = [colours["textColor"], colours["linkColor"], own("quiet", theme), own("strong", theme)]

    assert [text for text in texts if contrast(text, colours[ground]) < TEXT] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_option_is_read_on_its_tint(theme: str) -> None:
    colours = THEMES[theme]
    tint = Color(colours["primaryColor"]).set("alpha", 0.25)
    ground = Color.layer([tint, Color(colours["backgroundColor"])]).to_string(hex=True)

    assert contrast(own("strong", theme), ground) >= TEXT


def test_figures_are_read_on_every_bar() -> None:
    bars = {*look.STATUS.values(), *look.SEVERITY.values(), *look.CATEGORIES, look.ACCENT, look.PALE}

    assert [bar for bar in bars if contrast(look.text_on(bar), bar) < TEXT] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_promised_or_wrong_stands_out_from_the_ground(theme: str) -> None:
    ground = THEMES[theme]["backgroundColor"]
    plain = {look.STATUS["exceeded"], look.STATUS["missed"], look.CATEGORIES[0], look.CATEGORIES[2]}

    assert [bar for bar in plain if contrast(bar, ground) < SHAPE] == []


@pytest.mark.parametrize("sight", [None, "protan", "deutan", "tritan"])
@pytest.mark.parametrize(("one", "other"), SIDE_BY_SIDE)
def test_statuses_are_told_apart_by_every_eye(one: str, other: str, sight: str | None) -> None:
    colours = [Color(look.STATUS[status]) for status in (one, other)]
    seen = [colour.filter(sight) if sight else colour for colour in colours]

    differ_in_hatching = look.HATCHED.get(one) != look.HATCHED.get(other)
    assert differ_in_hatching or seen[0].delta_e(seen[1], method="2000") > TOLD_APART


@pytest.mark.parametrize("sight", [None, "protan", "deutan"])
def test_categories_are_told_apart_by_every_eye(sight: str | None) -> None:
    colours = [Color(colour).filter(sight) if sight else Color(colour) for colour in look.CATEGORIES]

    assert min(one.delta_e(other, method="2000") for one, other in combinations(colours, 2)) > TOLD_APART


def test_met_missed_and_exceeded_differ_in_grey_or_carry_signs() -> None:
    """In grey the two good statuses keep their order of darkness; the missed one is told by its sign as well."""
    grey = {status: Color(colour).filter("grayscale").luminance() for status, colour in look.STATUS.items()}

    assert grey["exceeded"] + 0.1 < grey["met"] < grey["no_plan"]
    assert len(set(look.SIGN.values())) == len(look.SIGN) == len(look.STATUS)


def test_quantities_darken_step_by_step() -> None:
    pale, middle, dark = (Color(colour).luminance() for colour in look.HUE)

    assert pale > middle + 0.2 > dark + 0.4
