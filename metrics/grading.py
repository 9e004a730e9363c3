"""What can be set about the answers without touching a question: how projects are graded (grades.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

GRADES: Final = Path(__file__).with_name("grades.toml")
KINDS: Final = (  # of thresholds: a step has one of these
    ("needs_at_least",),
    ("successful_at_least", "satisfactory_at_least"),
    ("successful_at_most", "satisfactory_at_most"),
)
THRESHOLDS: Final = tuple(name for kind in KINDS for name in kind)


@cache
def grade_steps(file: Path = GRADES) -> list[dict[str, Any]]:
    """The steps of a project's grade in order; a threshold that a step does not have is None.

    Raises ValueError for a step that no grade can follow from.

    >>> [step["step_code"] for step in grade_steps()][:2]
    ['closing_report', 'decided_indicators']
    """
    steps = tomllib.loads(file.read_text(encoding="utf-8"))
    return [_step(code, order, said) for order, (code, said) in enumerate(steps.items(), start=1)]


def _step(code: str, order: int, said: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in said.items() if name != "unit"}
    if said.get("unit") not in ("pct", "count") or set(given) not in map(set, KINDS):
        raise ValueError(f"{GRADES.name}, step '{code}': has {sorted(said)}; wants a unit and one kind of thresholds")
    if given.get("successful_at_least", 1) <= given.get("satisfactory_at_least", 0):
        raise ValueError(f"{GRADES.name}, step '{code}': successful must ask for more than satisfactory")
    if given.get("successful_at_most", 0) >= given.get("satisfactory_at_most", 1):
        raise ValueError(f"{GRADES.name}, step '{code}': successful must allow less than satisfactory")
    thresholds = {name: float(given[name]) if name in given else None for name in THRESHOLDS}
    return {"step_code": code, "step_order": order, "unit": said["unit"], **thresholds}
