"""A project's sphere, assigned by the words of its title and goal: no report states one."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from etl.wording import fold


def sphere(title: str, goal: str = "") -> str | None:
    """The sphere whose stems the title and goal hold most of; the title weighs twice. None on a tie or without any.

    >>> sphere("«Жасыл аула» экологиялық жобасы"), sphere("Жоба")
    ('environment', None)
    """
    scores: Counter[str] = Counter()
    said = ((fold(title), 2), (fold(goal), 1))
    for code, stems in _stems().items():
        for text, weight in said:
            scores[code] += weight * sum(stem in text for stem in stems)
    (best, most), (_, second) = scores.most_common(2)
    return best if most > second else None


def spheres() -> frozenset[str]:
    """The codes of all spheres."""
    return frozenset(_stems())


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    said = tomllib.loads((Path(__file__).with_name("spheres.toml")).read_text(encoding="utf-8"))
    return {code: tuple(sorted({fold(stem) for stem in item["stems"]})) for code, item in said.items()}
