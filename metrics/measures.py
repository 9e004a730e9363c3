"""Measures that SQL has no word for: how sure a share is, how unequal a spread, how suspicious a heap of digits.

Each is a few lines of its formula, with where the formula is from; a library of statistics would bring a hundred megabytes
for them. Nothing here reads the warehouse: answers of ask() go in.

>>> low, high = wilson(8, 10)
>>> round(low, 3), round(high, 3)
(0.49, 0.943)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

NORMAL_95 = 1.959963984540054  # the normal distribution holds 95 % within so many standard deviations
LEAST_FOR_BENFORD = 300  # values; with fewer, chance alone is further from the law than Nigrini's bounds
BENFORD = {digit: math.log10(1 + 1 / digit) for digit in range(1, 10)}
BENFORD_BOUNDS = {
    "close": 0.006,
    "acceptable": 0.012,
    "marginal": 0.015,
}  # of the mean absolute deviation, first digits


class Interval(NamedTuple):
    """The ends of an interval."""

    low: float
    high: float


def wilson(count: float, of_count: float) -> Interval:
    """The 95 % interval of a share `count / of_count`, from 0 to 1; it holds for few cases and for shares of 0 and 1.

    (0, 1), which says nothing, where there is no case. E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212.

    >>> wilson(0, 0), [round(end, 2) for end in wilson(0, 5)]
    (Interval(low=0.0, high=1.0), [0.0, 0.43])
    """
    if not of_count:
        return Interval(0.0, 1.0)
    share, z2 = count / of_count, NORMAL_95**2
    centre = share + z2 / (2 * of_count)
    reach = NORMAL_95 * math.sqrt(share * (1 - share) / of_count + z2 / (4 * of_count**2))
    ends = (centre - reach) / (1 + z2 / of_count), (centre + reach) / (1 + z2 / of_count)
    return Interval(max(0.0, ends[0]), min(1.0, ends[1]))


def with_shares(groups: pd.DataFrame, count: str, of_count: str) -> pd.DataFrame:
    """Groups with share_pct and its Wilson interval, low_pct and high_pct, the largest share first."""
    ends = [wilson(*pair) for pair in zip(groups[count].astype(float), groups[of_count].astype(float), strict=True)]
    told = groups.assign(
        share_pct=100 * groups[count].astype(float) / groups[of_count].astype(float).replace(0, float("nan")),
        low_pct=[100 * end.low for end in ends],
        high_pct=[100 * end.high for end in ends],
    )
    return told.sort_values(["share_pct", of_count], ascending=False, ignore_index=True)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The p-values as they stand among so many tests: those up to q are taken with at most a share q of false alarms.

    Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995), 289-300.

    >>> [round(q, 3) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    order = sorted(range(len(p_values)), key=lambda at: p_values[at], reverse=True)
    adjusted, least = [0.0] * len(p_values), 1.0
    for rank, at in zip(range(len(p_values), 0, -1), order, strict=True):
        least = min(least, p_values[at] * len(p_values) / rank)
        adjusted[at] = least
    return adjusted


def shuffled_p(answer: pd.DataFrame, group: str, hit: str, cluster: str, *, times: int = 2000, seed: int = 1) -> float:
    """How often chance alone makes groups differ as much in their share of hits: a p-value by permutation.

    What is shuffled are whole clusters (a project's rows stay together, with the groups that they have), because the rows of
    one project are not independent. Where a group is a property of the cluster, clusters change groups; else the hits
    are shuffled within each cluster. P. Good, Permutation, Parametric and Bootstrap Tests, 3rd ed. (2005), chapters 3 and 9.
    """
    told = answer[[group, hit, cluster]].dropna(subset=[hit, cluster])
    groups, _ = pd.factorize(told[group], use_na_sentinel=False)
    clusters, _ = pd.factorize(told[cluster])
    hits, chance = told[hit].to_numpy(dtype=float), np.random.default_rng(seed)
    of_cluster = pd.Series(groups).groupby(clusters).nunique().max() == 1
    first = pd.Series(groups).groupby(clusters).first().to_numpy()
    seen, spread = 0, _between(groups, hits)
    for _ in range(times):
        if of_cluster:
            drawn = _between(chance.permutation(first)[clusters], hits)
        else:
            order = np.lexsort((chance.random(len(hits)), clusters))
            within = np.empty_like(hits)
            within[np.argsort(clusters, kind="stable")] = hits[order]
            drawn = _between(groups, within)
        seen += drawn >= spread - 1e-12
    return (seen + 1) / (times + 1)


def _between(
    groups: np.ndarray[tuple[int], np.dtype[np.int64]], hits: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> float:
    """How far apart the groups' shares are: the sum of squares between them."""
    counts = np.bincount(groups)
    sums = np.bincount(groups, weights=hits)
    held = counts > 0
    return float(np.sum(sums[held] ** 2 / counts[held]))


# --- inequality ---


def lorenz(amounts: Iterable[float], people: Iterable[float]) -> pd.DataFrame:
    """The Lorenz curve of an amount over people: those who get the least a head first; both columns in per cent, from 0 to 100.

    A group without an amount gets 0. M. O. Lorenz, Publ. Am. Stat. Assoc. 9 (1905), 209-219.
    """
    amount, count = _amounts(amounts), np.asarray(list(people), dtype=float)
    order = np.argsort(amount / count, kind="stable")
    ends = {"people_pct": count[order], "amount_pct": amount[order]}
    return pd.DataFrame(
        {name: np.concatenate([[0.0], 100 * values.cumsum() / values.sum()]) for name, values in ends.items()}
    )


def _amounts(amounts: Iterable[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Amounts as numbers; what is absent is 0."""
    return np.asarray([0.0 if pd.isna(amount) else float(amount) for amount in amounts])


def gini(amounts: Iterable[float], people: Iterable[float]) -> float:
    """The Gini coefficient of groups that differ in size: twice the area between the Lorenz curve and equality.

    0: every head gets the same; near 1: one group gets all. Differences within a group are not seen, so it is a lower bound.
    C. Gini (1912); as an area: A. Sen, On Economic Inequality (1973), 29-34.

    >>> gini([5, 5], [1, 1]), gini([0, 0, 0, 1], [1, 1, 1, 1])
    (0.0, 0.75)
    """
    curve = lorenz(amounts, people) / 100
    along, up = curve["people_pct"].to_numpy(), curve["amount_pct"].to_numpy()
    return round(1 - float(np.sum(np.diff(along) * (up[1:] + up[:-1]))), 12)


def theil(amounts: Iterable[float], people: Iterable[float]) -> float:
    """Theil's T of groups that differ in size: the sum of s ln(s / n), s a group's share of the amount, n of the people.

    0: every head gets the same; at most ln(all people / people of the smallest group). Groups with nothing add nothing.
    H. Theil, Economics and Information Theory (1967), chapter 4.

    >>> theil([5, 5], [1, 1]), round(theil([0, 0, 0, 1], [1, 1, 1, 1]), 4) == round(math.log(4), 4)
    (0.0, True)
    """
    amount, count = _amounts(amounts), np.asarray(list(people), dtype=float)
    held = amount > 0
    share, of_people = amount[held] / amount.sum(), count[held] / count.sum()
    return float(np.sum(share * np.log(share / of_people)))


# --- categories that overlap ---


def overlap(one: float, other: float, whole: float) -> Interval:
    """How many of `whole` people may be of both categories: the fewest and the most that two counts leave possible.

    M. Fréchet, Ann. Univ. Lyon A 14 (1951), 53-77.

    >>> overlap(60, 70, 100), overlap(20, 30, 100)
    (Interval(low=30, high=60), Interval(low=0, high=20))
    """
    return Interval(max(0, one + other - whole), min(one, other))


# --- digits ---


def first_digits(values: Iterable[float]) -> pd.DataFrame:
    """How often each first digit stands, beside Benford's law; one row a digit, 1 to 9: value_count, share_pct, benford_pct.

    F. Benford, Proc. Am. Philos. Soc. 78 (1938), 551-572.
    """
    digits = [int(f"{abs(value):e}"[0]) for value in values if value and not math.isnan(value)]
    counts = pd.Series(digits, dtype=int).value_counts().reindex(range(1, 10), fill_value=0)
    return pd.DataFrame(
        {
            "digit": list(BENFORD),
            "value_count": counts.to_numpy(),
            "share_pct": 100 * counts.to_numpy() / max(len(digits), 1),
            "benford_pct": [100 * share for share in BENFORD.values()],
        }
    )


def benford_verdict(values: Iterable[float]) -> str:
    """How near first digits are to Benford's law: close, acceptable, marginal or far; "too_few" or "too_narrow" to tell.

    By the mean absolute deviation: M. Nigrini, Benford's Law (2012), table 7.1. Values that span less than two powers of ten
    do not follow the law, whoever wrote them.
    """
    told = [abs(value) for value in values if value and not math.isnan(value)]
    if len(told) < LEAST_FOR_BENFORD:
        return "too_few"
    if max(told) < 100 * min(told):
        return "too_narrow"
    digits = first_digits(told)
    away = float((digits["share_pct"] - digits["benford_pct"]).abs().mean()) / 100
    return next((name for name, bound in BENFORD_BOUNDS.items() if away <= bound), "far")


def heaped(values: Iterable[float], step: int = 5, least: int = 10) -> tuple[int, int]:
    """How many whole numbers from `least` on are a multiple of `step`, and how many there are; chance makes 1 in `step`.

    Heaping at round numbers is how a count that was estimated shows: as in ages, G. C. Whipple (1919).

    >>> heaped([10, 15, 17, 3, 20])
    (3, 4)
    """
    whole = [int(value) for value in values if not math.isnan(value) and value == int(value) and value >= least]
    return sum(value % step == 0 for value in whole), len(whole)


Statistic = Callable[[pd.DataFrame], float]


def resampled(
    answer: pd.DataFrame, cluster: str, statistic: Statistic, *, times: int = 1000, seed: int = 1
) -> Interval:
    """The 95 % interval of a statistic of rows that come in clusters, by drawing whole clusters anew (bootstrap).

    B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), chapters 8 and 13.
    """
    chance = np.random.default_rng(seed)
    parts = [part for _, part in answer.groupby(cluster, sort=True)]
    if not parts:
        return Interval(float("nan"), float("nan"))
    drawn = [
        statistic(pd.concat([parts[at] for at in chance.integers(0, len(parts), len(parts))])) for _ in range(times)
    ]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Interval(float(low), float(high))
