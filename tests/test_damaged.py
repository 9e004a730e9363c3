"""Made-up final reports, printed as a bad scan would print them, are still read as a careful person would."""

from __future__ import annotations

import pytest

from benchmarks.score_damaged import scored
from data.examples.converters import CONVERTERS
from data.examples.scan import SEVERITIES, damaged_paper

PAPERS, SEED = 8, 5

# A little under what is reached; "wrong" is from above: another's number shown as certain.
FLOORS = {
    "light": {"header": 0.96, "tasks": 0.99, "activities": 0.99, "indicators": 0.99, "effects": 0.99, "participants": 0.99},
    "medium": {"header": 0.98, "tasks": 0.99, "activities": 0.97, "indicators": 0.98, "effects": 0.98, "participants": 0.98},
    "heavy": {"header": 0.96, "tasks": 0.95, "activities": 0.92, "indicators": 0.92, "effects": 0.95, "participants": 0.98},
}  # fmt: skip
WRONG = {"light": 0.0, "medium": 0.005, "heavy": 0.01}


@pytest.mark.parametrize("severity", SEVERITIES)
def test_damaged_papers_are_read_and_little_is_wrong_for_certain(severity: str) -> None:
    shares, _ = scored(severity, PAPERS, SEED)
    low = {name: round(shares[name], 3) for name, floor in FLOORS[severity].items() if shares[name] < floor}
    assert low == {}
    assert shares["wrong"] <= WRONG[severity]


@pytest.mark.parametrize("converter", CONVERTERS)
def test_a_paper_reads_alike_whatever_converter_printed_it(converter: str) -> None:
    shares, _ = scored(converter, PAPERS // 2, SEED)
    low = {name: round(shares[name], 3) for name, floor in FLOORS["medium"].items() if shares[name] < floor}
    assert low == {}
    assert shares["wrong"] <= WRONG["medium"]


@pytest.mark.parametrize("severity", SEVERITIES)
def test_the_same_seed_makes_the_same_paper(severity: str) -> None:
    assert damaged_paper(severity, 2, SEED) == damaged_paper(severity, 2, SEED)


def test_a_heavily_damaged_paper_is_torn_and_its_truth_is_whole() -> None:
    paper = damaged_paper("heavy", 0, SEED)
    assert paper.text.count("|--") > 6 * 10
    assert paper.truth["tasks"]
    assert all(one["name"] for one in paper.truth["indicators"])
