"""The steps of our grade in words: what a project has, what each grade asks for, and what follows."""

from typing import Any

import pandas as pd

from display import numbers, tables
from display.charts.grades import LEVEL_SIGN
from display.words import Words


def steps(answer: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the steps of project_grade, or of grade_thresholds, with their values, thresholds and levels in words."""
    rows = tables.records(answer)
    said: dict[str, Any] = {"step_asks": [asks(row, words) for row in rows]}
    if "step_level" in answer:
        said["step_value"] = [value(row) for row in rows]
        said["step_level"] = [f"{LEVEL_SIGN[level]} {words[f'step_level.{level}']}" for level in answer["step_level"]]
    return answer.assign(**said)


def value(row: dict[Any, Any]) -> str | None:
    """Return what the project has in the step's unit: "82,9 %", "3"; None where its report does not say."""
    return None if numbers.is_absent(row["step_value"]) else tables.amount(row["step_value"], row["unit"])


def asks(row: dict[Any, Any], words: Words) -> str:
    """Return what the step asks for: "successful from 90 %, satisfactory from 70 %"."""
    kind = next(kind for kind in ("needs", "successful_at_least", "successful_at_most") if _has(row, kind))
    holes = {name: tables.amount(row[column], row["unit"]) for name, column in THRESHOLDS[kind].items()}
    return words.say(f"step_asks.{kind}", **holes)


THRESHOLDS = {
    "needs": {"least": "needs_at_least"},
    "successful_at_least": {"successful": "successful_at_least", "satisfactory": "satisfactory_at_least"},
    "successful_at_most": {"successful": "successful_at_most", "satisfactory": "satisfactory_at_most"},
}


def _has(row: dict[Any, Any], kind: str) -> bool:
    return all(not numbers.is_absent(row[column]) for column in THRESHOLDS[kind].values())
