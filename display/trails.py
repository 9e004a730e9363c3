"""The trail in words: who did what, when, and to what."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas as pd

from display import corrections, numbers, tables
from display.releases import Act, name
from display.words import Words

LEFT_OUT: Final = ("report_id", "characters", "other_report_id")  # a report is led to by its link
VALUES: Final[dict[str, Callable[[str, Words], str]]] = {  # what an act is about -> how its value is said
    "place": tables.place,
    "item": lambda code, words: corrections.item(code, words) or "",
    "column": lambda code, words: words.get(f"column.{code}", code),
    "table": lambda code, words: words.get(f"table_of.{code}", code),
    "page": lambda code, words: _export(code.partition("-")[0], words),
    "field": lambda code, words: words.get(f"column.{code}", code),
    "queue": lambda code, words: words.get(f"review.{code}", code),
    "deed": lambda code, words: words.get(f"deed.{code}", code),
}


def _export(code: str, words: Words) -> str:
    return words.get(f"export.{code}", words.get(f"page.{code}", code))


def rows(acts: Iterable[Act], words: Words) -> pd.DataFrame:
    """Return a row an act, in the order given. Columns are keys of words."""
    return pd.DataFrame(
        [
            {
                "column.act_no": act.act_no,
                "column.at": f"{numbers.date(act.at)} {act.at:%H:%M}",
                "column.who": name(act.who, words),
                "column.deed": words[f"deed.{act.deed}"],
                "column.about": about(act.about, words),
            }
            for act in acts
        ],
        columns=["column.act_no", "column.at", "column.who", "column.deed", "column.about"],
    )


def about(said: Mapping[str, Any], words: Words) -> str:
    """Return what an act was about: "Release: 3; Read: 12"; what is empty or no is left out."""
    shown = {
        key: value for key, value in said.items() if key not in LEFT_OUT and value not in (None, "", False, [], {})
    }
    if "column" in said:  # a decision about a field, whose values are said as the field's are
        shown |= {key: corrections.value(said["column"], shown[key], words) for key in ("old", "new") if key in shown}
    return "; ".join(f"{words.get(f'about.{key}', key)}: {_value(key, value, words)}" for key, value in shown.items())


def _value(key: str, value: Any, words: Words) -> str:
    if value is True:
        return words["yes"]
    if isinstance(value, str):
        return VALUES[key](value, words) if key in VALUES else value
    if isinstance(value, list):
        return ", ".join(_value(key, one, words) for one in value)
    if isinstance(value, dict):
        return about(value, words)
    return str(value) if key.endswith("_no") else numbers.by_unit(key, value)


def paper(act: Act, words: Words) -> str | None:
    """Return the address of the paper that an act was about, at its place if one is named; None if it was about none."""
    report, place = act.about.get("report_id"), act.about.get("place")
    if not report:
        return None
    at = f"&place={place}" if place else ""
    return f"/paper?report={report}{at}&lang={words.language}"
