"""What became of the files of a load, in words: how far it is, what was read of each, and what to do about it."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import pandas as pd

from display import numbers
from display.words import Words

COUNTED = ("activities", "indicators", "effects", "participants", "events", "partners")
SEVERITIES = ("error", "warning", "note")
MINUTE = 60
SURE_AFTER = 3  # files: the time that one or two took says nothing of the others

File = Mapping[str, Any]  # what `python -m etl load --json` says of one


class Load(Protocol):
    """A load that is under way."""

    file_count: int
    results: list[dict[str, Any]]

    @property
    def state(self) -> str: ...

    @property
    def seconds_left(self) -> float | None: ...


def progress(load: Load, words: Words) -> str:
    """Return how far a load is: "12 of 60 files read, about 2 min left"."""
    done = len(load.results)
    if not load.file_count:
        return words["load.begins"]
    if load.state == "publishing":
        return words.say("load.publishing", n=done)
    read = words.say("load.progress", done=done, total=load.file_count)
    left = load.seconds_left
    return read if left is None or done < SURE_AFTER else f"{read}, {time_left(left, words)}"


def time_left(seconds: float, words: Words) -> str:
    """Return about how long something takes yet, in minutes or seconds."""
    if seconds >= MINUTE:
        return words.say("load.minutes_left", n=round(seconds / MINUTE))
    return words.say("load.seconds_left", n=max(1, round(seconds)))


def files(read: Iterable[File], words: Words) -> pd.DataFrame:
    """Return a row a file: what it is, what was read of it, what was found, what to do. Columns are keys of words."""
    return pd.DataFrame(
        [
            {
                "column.file_name": file["name"],
                "load.form": _form(file, words),
                "column.project_title": file.get("project_title"),
                "load.was_read": was_read(file, words),
                "column.finding_count": found(file, words),
                "column.to_do": to_do(file, words),
            }
            for file in read
        ]
    )


def refusals(refused: Iterable[File], words: Words) -> pd.DataFrame:
    """Return a row a file that was turned away: why, and what to do. Columns are keys of words."""
    return pd.DataFrame(
        [
            {
                "column.file_name": file["name"],
                "column.reason": words[f"refused.{file['reason']}"],
                "column.hint": words.say(f"hint.{file['reason']}", **file["details"]),
            }
            for file in refused
        ]
    )


def _form(file: File, words: Words) -> str | None:
    """The form, its edition if it is not the form itself, and the language."""
    if "form" not in file:
        return None
    said = (words[f"form.{file['form']}"], file["edition"], words[f"language_code.{file['language']}"])
    return " · ".join(part for part in said if part)


def was_read(file: File, words: Words) -> str | None:
    """Return what was read of a file: "8 activities, 39 indicators"; what it has none of is left out."""
    counts = file.get("counts", {})
    said = [words.say(f"load.counted.{name}", n=counts[name]) for name in COUNTED if counts.get(name)]
    return ", ".join(said) or None


def found(file: File, words: Words) -> str | None:
    """Return how many findings there are of each severity: "2 serious, 5 minor"."""
    if "severities" not in file:
        return None
    said = [
        f"{words[f'severity.{name}']}: {numbers.count(n)}" for name in SEVERITIES if (n := file["severities"].get(name))
    ]
    return ", ".join(said) or words["load.no_findings"]


def to_do(file: File, words: Words) -> str:
    """Return what to do about a file."""
    if "reason" in file:
        return words.say(f"hint.{file['reason']}", **file["details"])
    if file["is_held"]:
        return words["load.to_do.held"]
    if not file["counts"].get("indicators") and not file["counts"].get("activities"):
        return words["load.to_do.empty"]
    worst = next((name for name in SEVERITIES if file["severities"].get(name)), "none")
    return words[f"load.to_do.{worst}"]
