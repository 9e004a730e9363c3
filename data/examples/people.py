"""Who took part: gender, status and age of an invented audience, adding up to its total."""

from random import Random

from data.examples.facts import AGES, STATUSES, Demographic

_AGE_WEIGHTS = {
    "mixed": (10, 18, 15, 14, 20, 14, 9),
    "youth": (30, 40, 18, 8, 3, 1, 0),
    "adults": (0, 9, 18, 22, 28, 16, 7),
    "elderly": (4, 3, 2, 2, 6, 28, 55),
    "vulnerable": (12, 14, 14, 13, 22, 15, 10),
}
_ADULTS = (
    "civil_servants",
    "budget_workers",
    "disabled",
    "unemployed",
    "ngo_representatives",
    "business",
    "other",
)
_ADULT_WEIGHTS = {
    "mixed": (6, 24, 6, 18, 8, 8, 30),
    "youth": (4, 20, 4, 12, 8, 4, 48),
    "adults": (6, 22, 6, 34, 8, 10, 14),
    "elderly": (3, 10, 12, 8, 8, 2, 57),
    "vulnerable": (3, 14, 52, 10, 7, 2, 12),
}


def shared(total: int, weights: tuple[int, ...], rng: Random) -> list[int]:
    """The total parted by the weights, unevenly; the parts add up to it."""
    drawn = [weight * rng.uniform(0.7, 1.3) for weight in weights]
    parts = [int(total * one / sum(drawn)) for one in drawn]
    parts[drawn.index(max(drawn))] += total - sum(parts)
    return parts


def _status(total: int, ages: list[int], audience: str, rng: Random) -> dict[str, int | None]:
    """Statuses that the ages allow: no child over 16, nobody under 46 among the elderly, youth under 33."""
    children, older = ages[0], int((ages[6] + ages[5] * 0.5) * rng.uniform(0.7, 1.0))
    youth = int(sum(ages[1:4]) * rng.uniform(0.5, 0.9))
    rest = shared(total - children - youth - older, _ADULT_WEIGHTS[audience], rng)
    counts = dict(zip(_ADULTS, rest, strict=True)) | {
        "children": children,
        "youth": youth,
        "elderly_50plus": older,
    }
    return {code: counts[code] for code in STATUSES}


def demographics(total: int, audience: str, rng: Random, scope: str = "project") -> list[Demographic]:
    """Three tables of one audience that agree with each other."""
    men = int(total * rng.uniform(0.32, 0.55))
    ages = shared(total, _AGE_WEIGHTS[audience], rng)
    counts: dict[str, int | None] = dict(zip(AGES, ages, strict=True))
    return [
        Demographic(scope, "gender", total, {"male": men, "female": total - men}),
        Demographic(scope, "status", total, _status(total, ages, audience, rng)),
        Demographic(scope, "age", total, counts),
    ]
