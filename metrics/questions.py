"""The questions that can be asked: a .sql file each, whose head says what it answers."""

from __future__ import annotations

import difflib
import re
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_PARAMETER: Final = re.compile(r"\$(\w+)")


class UnknownMetric(LookupError):  # noqa: N818 - reads better where it is raised: what happened, not that it is an error
    """No .sql file by that name; the message offers the nearest ones."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, names()) or names()
        super().__init__(f"no metric '{name}'; did you mean {' or '.join(near)}?")


@cache
def names() -> tuple[str, ...]:
    """All questions that can be asked, in alphabetical order."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.sql") if not path.stem.startswith("_")))


def describe(name: str) -> str:
    """What a question answers, per what, what is left out and what null means: the head of its .sql file.

    Raises UnknownMetric.
    """
    lines = sql(_spelt_out(name)[0]).splitlines()
    head = lines[: next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))]
    return "\n".join(line.removeprefix("--").strip() for line in head)


def spelt(name: str, given: dict[str, object]) -> tuple[str, dict[str, object]]:
    """The question's own name and what it is given, where its name says what to group by."""
    known, by = _spelt_out(name)
    return (known, given) if by is None else (known, {**given, "by": by})


@cache
def _spelt_out(name: str) -> tuple[str, str | None]:
    """A question, and what its name says to group it by.

    >>> _spelt_out("indicators_by_region"), _spelt_out("cost_spread_by_year"), _spelt_out("totals_by_year")
    (('indicators_by', 'region'), ('cost_spread', 'year'), ('totals_by_year', None))
    """
    known = names()
    head, _, by = name.rpartition("_by_")
    grouped = next((one for one in (f"{head}_by", head) if one in known), None)
    if name in known or grouped is None or "by" not in parameters(grouped):
        return name, None
    return grouped, by


@cache
def sql(name: str) -> str:
    """The text of a question's file. Raises UnknownMetric."""
    if name not in names():
        raise UnknownMetric(name)
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")


@cache
def statement(name: str) -> str:
    """The question without its comments, which DuckDB would read anew each time."""
    return re.sub(r"--.*", "", sql(name)).strip().removesuffix(";")


@cache
def parameters(name: str) -> frozenset[str]:
    """What a question wants to be given, `selection` among it if it takes the filters."""
    return frozenset(_PARAMETER.findall(statement(name)))


def is_narrowed(name: str) -> bool:
    """Whether the filters change the answer to a question. Raises UnknownMetric.

    >>> is_narrowed("portfolio_totals"), is_narrowed("release_contents"), is_narrowed("indicators_by_region")
    (True, False, True)
    """
    return "selection" in parameters(_spelt_out(name)[0])
