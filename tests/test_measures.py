"""Measures beyond SQL: known values from their sources, and what must hold of any numbers."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metrics
from metrics import Snapshot, measures

SIZES = st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**7)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("count", "of_count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # R. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
def test_intervals_of_shares_are_wilsons(count: int, of_count: int, low: float, high: float) -> None:
    assert measures.wilson(count, of_count) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_an_interval_holds_its_share(one: int, other: int) -> None:
    count, of_count = sorted((one, other))
    low, high = measures.wilson(count, of_count)
    assert 0 <= low <= (count / of_count if of_count else 0.5) + 1e-9
    assert (count / of_count if of_count else 0.5) - 1e-9 <= high <= 1


def test_p_values_are_adjusted_as_benjamini_and_hochberg_do() -> None:
    """Their own example: 15 p-values, of which four are taken at a rate of 0.05."""
    values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    assert sum(q <= 0.05 for q in measures.benjamini_hochberg(values)) == 4
    assert measures.benjamini_hochberg([]) == []


def rows(*groups: tuple[str, str, int, int]) -> pd.DataFrame:
    """Rows of projects: (project, group, how many, of them hits)."""
    told = [
        {"project": project, "group": group, "hit": at < hits}
        for project, group, count, hits in groups
        for at in range(count)
    ]
    return pd.DataFrame(told)


def test_what_only_one_project_does_is_no_property_of_its_group() -> None:
    """A hundred rows of two projects are two cases, not a hundred."""
    one_each = rows(("p", "a", 50, 40), ("q", "b", 50, 5))
    assert measures.shuffled_p(one_each, "group", "hit", "project", times=200) > 0.5


def test_what_many_projects_do_is() -> None:
    many = rows(*((f"a{at}", "a", 5, 4) for at in range(15)), *((f"b{at}", "b", 5, 1) for at in range(15)))
    assert measures.shuffled_p(many, "group", "hit", "project", times=500) < 0.01


def test_within_projects_groups_are_compared_within_each() -> None:
    """Every project misses its seminars and meets its books, whatever its own level."""
    told = pd.concat(
        [rows((f"p{at}", "seminar", 4, 4)).assign(hit=True) for at in range(8)]
        + [rows((f"p{at}", "book", 4, 0)).assign(hit=False) for at in range(8)]
    )
    assert measures.shuffled_p(told, "group", "hit", "project", times=500) < 0.01


@given(SIZES)
def test_inequality_is_within_its_bounds(groups: list[tuple[int, int]]) -> None:
    amounts, people = zip(*groups, strict=True)
    if sum(amounts):
        assert -1e-9 <= measures.gini(amounts, people) < 1
        assert -1e-9 <= measures.theil(amounts, people) <= math.log(sum(people) / min(people)) + 1e-9


@given(SIZES)
def test_splitting_a_group_in_equal_halves_changes_no_inequality(groups: list[tuple[int, int]]) -> None:
    halves = [half for amount, people in groups for half in [(amount / 2, people / 2)] * 2]
    if sum(amount for amount, _ in groups):
        for measure in (measures.gini, measures.theil):
            assert measure(*zip(*halves, strict=True)) == pytest.approx(measure(*zip(*groups, strict=True)), abs=1e-9)


def test_a_region_that_says_nothing_gets_nothing() -> None:
    assert measures.gini([1, float("nan")], [1, 1]) == 0.5
    curve = measures.lorenz([3, 1], [1, 1])
    assert curve["amount_pct"].tolist() == [0, 25, 100]
    assert curve["people_pct"].tolist() == [0, 50, 100]


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_what_two_counts_leave_possible_holds_every_truth(both: int, only_one: int, only_other: int) -> None:
    low, high = measures.overlap(both + only_one, both + only_other, both + only_one + only_other)
    assert low <= both <= high


def test_numbers_that_grow_by_themselves_follow_benford() -> None:
    assert measures.benford_verdict([1.05**at for at in range(600)]) == "close"
    assert measures.benford_verdict([float(at % 9 + 1) * 10 ** (at % 4) for at in range(900)]) == "far"


def test_where_benford_says_nothing_that_is_said() -> None:
    assert measures.benford_verdict([1.0, 10.0, 100.0]) == "too_few"
    assert measures.benford_verdict([float(at) for at in range(100, 999)]) == "too_narrow"


def test_an_interval_of_whole_clusters_is_wider_than_one_of_rows() -> None:
    told = rows(*((f"p{at}", "a", 40, 40 * (at % 2)) for at in range(20)))
    by_project = measures.resampled(told, "project", lambda drawn: float(drawn["hit"].mean()), times=300)
    by_row = measures.resampled(
        told.assign(row=np.arange(len(told))), "row", lambda drawn: float(drawn["hit"].mean()), times=300
    )
    assert by_project.high - by_project.low > 2 * (by_row.high - by_row.low)
    assert all(math.isnan(end) for end in measures.resampled(told[:0], "project", len))


def test_the_population_of_regions_is_men_and_women(made_up: Snapshot) -> None:
    told = metrics.ask("population", at=made_up)
    assert len(told) == 20
    assert (told["population_male_count"] + told["population_female_count"] == told["population_count"]).all()
