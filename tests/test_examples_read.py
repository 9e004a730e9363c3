"""The committed examples, read in process, against the truth that they were made from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import duckdb
import pytest

from data.examples import HERE
from etl import releases, run
from etl.checks import OF_PROJECT, RULES
from etl.facts import as_facts
from tests import test_golden

REPORTS, TRUTH = HERE / "reports", HERE / "truth"
FLOOR = 0.95
OPERATOR = "operator_project_info"
KNOWN = {"findings"}  # truth lists more contradictions than rules look for
Facts = dict[str, Any]


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Facts, Facts]]:
    """What was read in each example and what is true, by name; a file that raises fails every test here."""
    found = {}
    for path in sorted(REPORTS.iterdir()):
        done = run.parse(path)
        found[path.stem] = (
            as_facts(done.report, done.outcomes),
            json.loads((TRUTH / f"{path.stem}.json").read_text(encoding="utf-8")),
        )
    return found


def test_there_are_examples_of_every_form_language_and_kind(read: dict[str, tuple[Facts, Facts]]) -> None:
    assert len(read) >= 60
    assert {(facts["form"], facts["language"]) for facts, _ in read.values()} == {
        (form, language) for form in ("final", "interim", "operator_project_info") for language in ("kk", "ru")
    }
    assert {path.suffix for path in REPORTS.iterdir()} == {".docx", ".xlsx", ".pdf", ".txt", ".md"}


@pytest.mark.skipif(not test_golden.SCORE.exists(), reason="the customer's score is not beside the project")
def test_every_part_of_the_score_reaches_its_floor(read: dict[str, tuple[Facts, Facts]]) -> None:
    low = {}
    for name, part in test_golden.parts().items():
        scores = [score for facts, truth in read.values() if (score := part(facts, truth, [])) is not None]
        assert scores, f"no example has {name}"
        if mean(scores) < FLOOR and name not in KNOWN:
            low[name] = round(100 * mean(scores), 1)
    assert low == {}


HEADER = [
    ("organisation", "name"),
    ("organisation", "head"),
    ("project", "title"),
    ("project", "contract_no"),
    ("project", "start"),
    ("project", "end"),
    ("project", "grant_kzt"),
    ("project", "goal"),
]


@pytest.mark.parametrize(("group", "key"), HEADER, ids=[f"{group} {key}" for group, key in HEADER])
def test_the_header_is_read(read: dict[str, tuple[Facts, Facts]], group: str, key: str) -> None:
    wrong = [
        name
        for name, (facts, truth) in read.items()
        if truth[group].get(key) is not None and _plain(facts[group][key]) != _plain(truth[group][key])
    ]
    assert len(wrong) <= (1 - FLOOR) * len(read), wrong


def _plain(value: object) -> object:
    return "".join(letter for letter in value.casefold() if letter.isalnum()) if isinstance(value, str) else value


@pytest.mark.parametrize(
    "key", ["tasks", "activities", "indicators", "effects", "demographics", "partners", "risks", "events", "evidence"]
)
def test_nothing_is_lost_and_nothing_made_up(read: dict[str, tuple[Facts, Facts]], key: str) -> None:
    wrong = {
        name: (len(facts[key]), len(truth[key]))
        for name, (facts, truth) in read.items()
        if len(facts[key]) != len(truth[key])
    }
    assert len(wrong) <= (1 - FLOOR) * len(read), wrong


@pytest.mark.parametrize("key", ["plan", "fact"])
def test_numbers_of_effects_are_read_to_the_unit(read: dict[str, tuple[Facts, Facts]], key: str) -> None:
    differs = {
        name: (said, wanted)
        for name, (facts, truth) in read.items()
        if (said := {effect["code"]: effect[key] for effect in facts["effects"]})
        != (wanted := {effect["code"]: effect[key] for effect in truth["effects"]})
    }
    assert len(differs) <= (1 - FLOOR) * len(read), differs


def test_every_finding_is_of_a_known_rule_and_has_values(read: dict[str, tuple[Facts, Facts]]) -> None:
    findings = [finding for facts, _ in read.values() for finding in facts["findings"]]
    assert findings
    assert {finding["rule"] for finding in findings} <= set(RULES)
    assert all(finding["values"] for finding in findings)


def test_a_consistent_example_is_not_accused_of_contradicting_itself(read: dict[str, tuple[Facts, Facts]]) -> None:
    accused = Counter(
        finding["rule"]
        for facts, truth in read.values()
        if not truth["contradictions"]
        for finding in facts["findings"]
        if finding["severity"] == "error" and RULES[finding["rule"]].kind == "contradiction"
    )
    # the generator gives some reports that claim no deviation a fact other than its plan, and does not count it as planted
    assert set(accused) <= {"no_deviation_claimed"}


def test_every_place_of_a_fact_is_a_cell_of_its_file(read: dict[str, tuple[Facts, Facts]]) -> None:
    for path in sorted(REPORTS.iterdir())[::9]:
        places = {str(text.place) for text in run.parse(Path(path)).document.texts()}
        said = [indicator["place"] for indicator in read[path.stem][0]["indicators"]]
        assert set(said) <= places, path.name


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The release of the examples."""
    folder = tmp_path_factory.mktemp("warehouse")
    run.load([REPORTS], folder)
    path = releases.current(folder)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def between(loaded: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """What is found between the examples: the rule, the other report's name and the values."""
    return loaded.execute(
        """select rule, o.file_name, details::varchar from fact_check as f join dim_report as o on o.report_id = f.other_report_id
           where list_contains(?, rule) and result = 'failed'""",
        [list(OF_PROJECT)],
    ).fetchall()


def test_what_was_planted_between_reports_is_found(
    read: dict[str, tuple[Facts, Facts]], between: list[tuple[str, str, str]]
) -> None:
    planted = {name: truth["between"] for name, (_, truth) in read.items() if "between" in truth}
    assert len(planted) >= 3
    for name, [contradiction] in planted.items():
        told = [details for _, other, details in between if Path(other).stem == name]
        assert any(all(str(value) in details for value in contradiction["values"]) for details in told), name


def test_reports_of_one_project_that_agree_are_not_accused(
    read: dict[str, tuple[Facts, Facts]], between: list[tuple[str, str, str]]
) -> None:
    planted = {name for name, (_, truth) in read.items() if "between" in truth or truth["contradictions"]}
    accused = {Path(other).stem for rule, other, _ in between if OF_PROJECT[rule].severity == "error"}
    assert accused <= planted


def test_an_appendix_beside_the_final_report_that_it_was_compiled_of_agrees_with_it(
    read: dict[str, tuple[Facts, Facts]], loaded: duckdb.DuckDBPyConnection
) -> None:
    forms = {(name.rpartition("_")[2], truth["form"]): name for name, (_, truth) in read.items()}
    paired = {name for (number, form), name in forms.items() if form == "final" and (number, OPERATOR) in forms}
    agreeing = loaded.execute(
        """select r.file_name from fact_check join dim_report as r using (report_id)
           where rule = 'operator_totals_agree' and result = 'passed'"""
    ).fetchall()
    assert {Path(name).stem for [name] in agreeing} == paired
    assert len(paired) >= 2
