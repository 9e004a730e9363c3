"""Every rule, and every value and want that a rule can name, has words in all three languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from display.tables import NAMES, details
from display.words import LANGUAGES, words
from etl.checks import ACROSS, OF_PROJECT, RULES
from etl.filed import Relation
from etl.rules.across_projects import LACKING
from etl.run import parse
from tests.between_cases import OF_PROJECT_CASES
from tests.rule_cases import CASES

SOURCES = sorted(Path("etl/rules").glob("*.py"))
WANTS = {
    code for path in SOURCES for code in re.findall(r'NothingToCheck\("(\w+)"\)', path.read_text(encoding="utf-8"))
}
WANTS |= {*LACKING.values(), "other_report", *get_args(Relation)} - {"successive"}
WANTS |= {f"{dimension}_total_and_counts" for dimension in ("gender", "status", "age")}
EXAMPLES = sorted(Path("data/examples/reports").iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [*RULES, *OF_PROJECT, *ACROSS])
def test_a_rule_says_what_it_found_and_why_it_matters(rule: str, language: str) -> None:
    said = words(language)
    assert said[f"rule.{rule}.title"]
    assert said[f"rule.{rule}.explain"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("want", sorted(WANTS))
def test_what_a_skipped_rule_lacked_has_words(want: str, language: str) -> None:
    assert words(language)[f"lacking.{want}"]


def test_every_value_that_a_finding_names_has_words() -> None:
    outcomes = [outcome for path in EXAMPLES for outcome in parse(path).outcomes]
    outcomes += [rule.apply(CASES[code][0]) for code, rule in RULES.items()]
    outcomes += [rule.apply(OF_PROJECT_CASES[code][0]) for code, rule in OF_PROJECT.items()]
    named = {name for outcome in outcomes for fault in outcome.faults for name in fault.values}
    named |= {
        "projects",
        "numbers",
        "alike_pct",
        "link",
        "partners",
        "contract_no",
        "contract_other",
        "organisation_other",
    }
    unknown = {
        (language, name)
        for language in LANGUAGES
        for name in named
        if not any(place.format(name) in words(language) for place in NAMES)
    }
    assert named
    assert unknown == set()


def test_the_places_that_a_name_may_be_are_said_with_their_regions() -> None:
    said = details('{"words": "Абай ауданы", "candidates": ["KZ-35/Абай ауданы", "KZ-79/Абай ауданы"]}', words("kk"))
    assert said.endswith(": Абай ауданы (Қарағанды облысы), Абай ауданы (Шымкент қаласы)")
