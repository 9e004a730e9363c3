"""Real reports, read end to end, against what a person read in them. They stay outside the project: names and phones."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl import run
from etl.facts import as_facts

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SCORE = SHARED / "score" / "score.py"
FLOOR_OF_ALL, FLOOR_OF_EACH = 95.0, 92.0

pytestmark = pytest.mark.skipif(
    not SCORE.exists() or not (SHARED / "golden").is_dir(), reason="the real reports are not beside the project"
)
Facts = dict[str, Any]
Part = Callable[[Facts, Facts, list[str]], float | None]


@cache
def parts() -> dict[str, Part]:
    """The parts of the customer's score, by name."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.PARTS)


def reports() -> list[str]:
    """The names of the reports that a person has read."""
    return sorted(path.stem for path in (SHARED / "golden").glob("*.json"))


@cache
def score(name: str) -> tuple[float, tuple[str, ...]]:
    """How well a report is read, 0 to 100, and what was missed."""
    [path] = (path for path in (SHARED / "reports").glob(f"{name}.*") if path.suffix != ".json")
    golden = json.loads((SHARED / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    done = run.parse(path)
    missed: list[str] = []
    facts = as_facts(done.report, done.outcomes)
    scores = [found for part in parts().values() if (found := part(facts, golden, missed)) is not None]
    return 100 * sum(scores) / len(scores), tuple(missed)


@pytest.mark.parametrize("name", reports())
def test_a_report_reads_as_a_person_read_it(name: str) -> None:
    reached, missed = score(name)
    assert reached >= FLOOR_OF_EACH, "\n".join(missed)


def test_the_reports_together_reach_the_floor() -> None:
    assert reports(), "no golden facts, so the tests above checked nothing"
    assert sum(score(name)[0] for name in reports()) / len(reports()) >= FLOOR_OF_ALL
