"""Reports in words that no form lists are read nearly as well as those in the forms' own words."""

from __future__ import annotations

from statistics import mean
from typing import get_args

import pytest

from benchmarks.bench_unseen import scores
from data.examples.unseen import Group
from tests import test_golden

PAPERS = 6
FLOOR = {"tuned": 0.98, "held_out": 0.93, "fresh": 0.97, "kazakh": 0.93}


@pytest.mark.skipif(not test_golden.SCORE.exists(), reason="the customer's score is not beside the project")
@pytest.mark.parametrize("group", get_args(Group))
def test_paraphrased_reports_are_read(group: Group) -> None:
    misses: list[str] = []
    found = scores(group, PAPERS, misses)
    assert mean(found["read"]) == 1
    assert mean(mean(said) for said in found.values()) >= FLOOR[group], misses
