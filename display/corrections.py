"""Corrections as they are shown: what was read, what is right, by whom, when and why."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import pandas as pd

from display import numbers, paper, tables
from display.told import Finding
from display.words import Words

SIGN: Final = "✎"
_TRUTH: Final = {"True": "yes", "true": "yes", "False": "no", "false": "no"}


def value(field: str, text: Any, words: Words) -> str:
    """Return a value of a correction, which is kept as text, by what its column holds.

    >>> from display.words import words
    >>> value("grant_kzt", "5000000", words("ru")), value("period_end", "2024-11-30", words("ru"))
    ('5\\xa0000\\xa0000\\xa0₸', '30.11.2024')
    """
    if numbers.is_absent(text) or text == "":
        return numbers.ABSENT
    said = str(text)
    if said in _TRUTH:
        return words[_TRUTH[said]]
    if field == "district_code":
        return tables.district(said, words)
    if field in tables.CODES:
        return words.get(tables.CODES[field].format(said), said)
    if tables.ISO_DATE.fullmatch(said):
        return numbers.date(pd.Timestamp(said))
    try:
        return numbers.by_unit(field, float(said)) if field.endswith(("_value", "_count", "_kzt")) else said
    except ValueError:
        return said


def item(code: str | None, words: Words) -> str | None:
    """Return what a decision is about: a name as it is, the code of an effect or of participants in words.

    >>> from display.words import words
    >>> item("direct_beneficiaries", words("ru")), item("project/gender/male", words("ru"))
    ('Прямые бенефициары', 'Участники самого проекта: Мужчины')
    """
    if not code:
        return None
    scope, *category = code.split("/")
    if category and f"scope.{scope}" in words:
        kind = "category" if category[1:] else "dimension"
        return f"{words[f'scope.{scope}']}: {words['.'.join([kind, *category])]}"
    return words.get(f"effect.{code}", code)


def plain(text: Any) -> str | None:
    """Return a text of an answer, None where it is null."""
    return None if numbers.is_absent(text) else str(text)


def value_told(row: dict[Any, Any], words: Words) -> str:
    """Return a value that was read (a row of report_values, null as None): «Факт: 60 · Участники»."""
    read, item, field = paper.read(row, words), paper.item(row, words), words[f"column.{row['field']}"]
    return f"{field}: {read or numbers.ABSENT}" + (f" · {item}" if item else "")


def in_words(answer: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return corrections or decisions with their fields, values and items in words."""
    rows = paper.plain(answer)
    told = answer.copy(deep=False)
    for column in ("old_value", "new_value", "latest_value"):
        if column in answer:
            shown = [
                words["hidden"] if row.get("is_hidden") else value(row["field"] or "", row[column], words)
                for row in rows
            ]
            told[column] = pd.Series(shown, answer.index, dtype=object)
    if "item_code" in answer:
        told["item"] = pd.Series([paper.item(row, words) for row in rows], answer.index, dtype=object)
    fields = [None if row["field"] is None else words[f"column.{row['field']}"] for row in rows]
    told["field"] = pd.Series(fields, answer.index, dtype=object)
    return told


def sentence(row: Mapping[Any, Any], words: Words) -> str:
    """Return one correction in a line: «Исправлено: Факт: 60 → 90 · Айгүл, 21.11.2026: причина»."""
    said = in_words(pd.DataFrame([dict(row)]), words).iloc[0]
    state = row["state"]
    state = "" if state == "in_force" else f" ({words[f'correction_state.{state}']})"
    latest = (
        "" if numbers.is_absent(row["latest_value"]) else f"; {words['column.latest_value']}: {said['latest_value']}"
    )
    return words.say(
        "correct.told",
        field=said["field"],
        old=said["old_value"],
        new=said["new_value"],
        who=row["who"],
        date=numbers.date(row["decided_at"]),
        reason=row["reason"],
    ) + state + latest  # fmt: skip


def by_place(answer: pd.DataFrame, words: Words) -> dict[str, list[Finding]]:
    """Return the corrections of a report by place; those without a place under ""."""
    told: dict[str, list[Finding]] = {}
    for row in tables.records(answer):
        place = "" if numbers.is_absent(row["place"]) else str(row["place"])
        shown = f'<div class="finding corrected">{SIGN} {escape(sentence(row, words))}</div>'
        about = frozenset() if numbers.is_absent(row["item"]) else frozenset({str(row["item"])})
        told.setdefault(place, []).append(Finding(shown, about, SIGN, is_of_named=True))
    return told
