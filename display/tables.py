"""An answer as people read it: codes in words, places as "table 12, row 4, column 3", headings in words."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

import pandas as pd

from display import numbers
from display.words import Words

Row = dict[Any, Any]  # of an answer

NAMED_BY: Final = 3  # columns
CODES: Final = {  # column -> where its codes have words
    "region_code": "region.{}",
    "reported_region_code": "region.{}",
    "form_code": "form.{}",
    "language_code": "language_code.{}",
    "sphere_code": "sphere.{}",
    "kind_code": "indicator_kind.{}",
    "level_code": "level.{}",
    "task_group": "task_group.{}",
    "effect_code": "effect.{}",
    "bucket_code": "bucket.{}",
    "status": "status.{}",
    "outcome": "status.{}",
    "topic": "topic.{}",
    "severity": "severity.{}",
    "rule": "rule.{}.title",
    "unit": "unit.{}",
    "lacking": "lacking.{}",
    "result": "result.{}",
    "reason": "refused.{}",
    "question": "question.{}",
    "section": "section.{}",
    "dimension": "dimension.{}",
    "scope": "scope.{}",
    "cell_state": "cell_state.{}",
    "people_state": "cell_state.{}",
    "total_state": "cell_state.{}",
    "words_state": "cell_state.{}",
    "other_words_state": "cell_state.{}",
    "source": "source.{}",
    "file_kind": "file_kind.{}",
    "key_rule": "key_rule.{}",
    "period_kind": "period_kind.{}",
    "kind": "kind.{}",
    "role": "role.{}",
    "reason_code": "unplaced.{}",
    "mismatch_code": "mismatch.{}",
    "place_rule": "place_rule.{}",
    "venue_state": "venue_state.{}",
    "grade_code": "grade.{}",
    "step_code": "grade_step.{}",
    "step_level": "step_level.{}",
    "measure": "column.{}",
    "measure_code": "measure.{}",
    "outlier_side": "outlier_side.{}",
    "part": "search_part.{}",
    "state": "correction_state.{}",
    "grant_kind_code": "grant_kind.{}",
    "deed": "deed.{}",
}
LISTS: Final = dict.fromkeys(
    ("region_codes", "reported_region_codes", "region_codes_without", "idle_region_codes", "candidate_region_codes"),
    "region.{}",
) | {
    "rules": "rule.{}.title",
    "topics": "topic.{}",
    "deciding_step_codes": "grade_step.{}",
    "parts": "search_part.{}",
    "best_parts": "search_part.{}",
}
STATES: Final = {  # column -> the columns that say, where it is null, whether it is hidden
    "people_count": ("people_state", "cell_state"),
    "people_pct": ("people_state",),
    "declared_total_count": ("total_state",),
    "words": ("words_state",),
    "other_words": ("other_words_state",),
}
HIDDEN: Final = "hidden"  # what stands in the stead of a small number of people, and its state
GROUPS: Final = {  # $by -> where the codes of its groups have words
    "region": "region.{}",
    "sphere": "sphere.{}",
    "form": "form.{}",
    "language": "language_code.{}",
    "kind": "indicator_kind.{}",
    "level": "level.{}",
    "task": "task_group.{}",
}
UNASSIGNED: Final = {  # what a group without a code is called, where it is not "does not say"
    "sphere": "sphere.unassigned",
    "level": "level.unassigned",
    "task": "task_group.none",
    "whole": "group.whole",
}


def in_words(answer: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the answer under its own column names, with every code, place and list of values in words.

    A number that is hidden is the word for that, where no number is stays null.
    """
    said = {column: _said(str(column), answer[column], words) for column in answer.columns}
    for column, hidden in hidden_cells(answer).items():
        said[column] = said[column].astype(object).mask(hidden, words["hidden"])
    if {"dimension", "category"} <= set(said):
        pairs = zip(answer["dimension"], answer["category"], strict=True)
        said["category"] = pd.Series([words[f"category.{d}.{c}"] for d, c in pairs], answer.index, dtype=object)
    return pd.DataFrame(said, index=answer.index)


def hidden_cells(answer: pd.DataFrame) -> dict[str, pd.Series]:
    """Return for every column in which something is hidden in which of the rows it is."""
    marked = {
        column: answer[state] == HIDDEN
        for column, states in STATES.items()
        for state in states
        if column in answer and state in answer
    }
    return {column: hidden for column, hidden in marked.items() if hidden.any()}


def _said(column: str, values: pd.Series, words: Words) -> pd.Series:
    write = _writer(column, words)
    return _each(values, write) if write else values


def _each(column: pd.Series, write: Callable[[object], str]) -> pd.Series:
    """A column of texts; what is null stays null. What stands in many rows is put in words once."""
    values = column.tolist()
    try:
        said = {value: None if numbers.is_absent(value) else write(value) for value in set(values)}
    except TypeError:  # lists, which no set takes
        texts = [None if numbers.is_absent(value) else write(value) for value in values]
    else:
        texts = [said[value] for value in values]
    return pd.Series(texts, index=column.index, dtype=object)


def _writer(column: str, words: Words) -> Callable[[object], str] | None:
    if column in CODES:
        return lambda code: words.get(CODES[column].format(code), str(code))
    if column in LISTS:
        return lambda codes: listed((LISTS[column].format(code) for code in _items(codes)), words)
    if column == "details":
        return lambda text: details(str(text), words)
    if column == "place" or column.endswith("_place"):
        return lambda text: place(str(text), words)
    return (lambda value: words["yes" if value else "no"]) if column.startswith("is_") else None


def _items(values: object) -> Iterable[object]:
    return values if isinstance(values, Iterable) else ()


def listed(keys: Iterable[str], words: Words, most: int | None = None) -> str:
    """Return the words of several keys, in alphabetical order, joined by commas, or semicolons where a comma is of a name; "–" for none.

    Of more than `most` keys the first are named, and how many there are besides.
    """
    return joined(sorted(words[key] for key in keys), words, most) or numbers.ABSENT


def joined(names: Sequence[str], words: Words, most: int | None = None) -> str:
    """Return names in one line; of more than `most` the first, and how many there are besides.

    >>> from display.words import words
    >>> joined(["a", "b"], words("en")), joined(["a, b", "c"], words("en"))
    ('a, b', 'a, b; c')
    """
    said = ("; " if any("," in name for name in names) else ", ").join(names[:most])
    if most is None or len(names) <= most:
        return said
    return words.say("list.and_more", names=said, n=len(names) - most)


def ranked(answer: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows from the largest value to the smallest, with a column "rank_no": equal values share a rank, and
    what is absent has none and comes last.
    """
    numbered = answer.assign(rank_no=answer[column].rank(method="min", ascending=False).astype(pd.Int64Dtype()))
    return numbered.sort_values(column, ascending=False, na_position="last", kind="stable")


def leaders(answer: pd.DataFrame, column: str, words: Words, named: str = "group", most: int = 2) -> dict[str, object]:
    """Return the groups with the largest value, and it, for a title; None where there is nothing to compare or all is zero.

    >>> from display.words import words
    >>> leaders(pd.DataFrame({"group": ["a", "b", "c"], "met_count": [1, 7, 7]}), "met_count", words("en"))
    {'leaders': 'b, c', 'value': '7'}
    """
    known = answer[answer[named].notna() & (answer[named] != 0) & answer[column].notna()]  # year 0: not said
    top = known[column].max()
    if len(known) < 2 or not top:
        return {"leaders": None, "value": None}
    names = [str(name) for name in known.loc[known[column] == top, named]]
    return {"leaders": joined(names, words, most), "value": numbers.by_unit(column, top)}


def with_groups(answer: pd.DataFrame, by: str, words: Words) -> pd.DataFrame:
    """Return an answer that has group_code and group_label with a column "group" of words before them."""
    unknown = words[UNASSIGNED.get(by, "group.unknown")]
    coded, labelled = answer["group_code"], answer["group_label"]
    named = [
        unknown if numbers.is_absent(code) else _group(by, str(code), label, words)
        for code, label in zip(coded, labelled, strict=True)
    ]
    grouped = answer.copy(deep=False)  # keeps the name of its metric, which pd.concat drops
    grouped.insert(0, "group", pd.Series(named, answer.index, dtype=object))
    return grouped


def _group(by: str, code: str, label: object, words: Words) -> str:
    if by in GROUPS:
        return words.get(GROUPS[by].format(code), code)
    return code if numbers.is_absent(label) else str(label)


def place(text: str, words: Words) -> str:
    """Return where in the report: '12/4/3' is a cell of a table, '7' a paragraph; '12/4/3:15-22' names its characters too."""
    block, *cell = text.partition(":")[0].split("/")
    if len(cell) != 2:
        return words.say("place.paragraph", block=block)
    return words.say("place.cell", block=block, row=cell[0], column=cell[1])


ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
CATEGORIES: Final = ("category.status.{}", "category.age.{}", "category.gender.{}")
TOTALS: Final = ("effect.{}", "category.gender.{}", "dimension.{}")  # what a report counts for the whole project
VALUES: Final = {  # what a check names -> where the codes among its values have words
    "nearest": ("form.{}",),
    "scope": ("scope.{}",),
    "dimension": ("dimension.{}",),
    "effect": ("effect.{}",),
    "effects": ("effect.{}",),
    "empty": ("dimension.{}",),
    "field": ("part.{}",),
    "missing": ("part.{}",),
    "tables": ("part.{}",),
    "kind": ("part.{}",),
    "column_unit": ("part.{}",),
    "without_value": CATEGORIES,
    "lost": CATEGORIES,
    "regions": ("region.{}",),
    "regions_before": ("region.{}",),
    "regions_named": ("region.{}",),
    "counted_as": TOTALS,
    "changed": TOTALS,
    "mended": ("rule.{}.title",),
    "introduced": ("rule.{}.title",),
}
NAMES: Final = ("detail.{}", "effect.{}", "category.status.{}", "category.age.{}")  # where a value's name has words


def details(text: str, words: Words) -> str:
    """Return the values that a check compared: "declared: 2 315; counted: 2 061"; what is empty is left out."""
    named = json.loads(text) if text else {}
    shown = {name: value for name, value in named.items() if value not in (None, [], "")}
    return "; ".join(f"{_first(NAMES, name, words)}: {_value(name, value, words)}" for name, value in shown.items())


def _value(name: str, value: object, words: Words) -> str:
    if value == HIDDEN:
        return words["hidden"]
    if isinstance(value, list):
        return ", ".join(_pair(part) if isinstance(part, list) else _value(name, part, words) for part in value)
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        return numbers.date(date.fromisoformat(value))
    if isinstance(value, str) and name == "candidates":
        return district(value, words)
    if isinstance(value, str) and name in VALUES:
        return _first(VALUES[name], value, words)
    return numbers.by_unit("", value)


def district(code: str, words: Words) -> str:
    """Return a district's code in words: «KZ-35/Абай ауданы» -> «Абай ауданы (Қарағанды облысы)»."""
    region, _, district = code.partition("/")
    in_words = words.get(f"region.{region}", region)
    return f"{district} ({in_words})" if district else in_words


def _pair(plan_and_fact: list[object]) -> str:
    """A plan and its fact: 10 → 36."""
    return " → ".join(numbers.by_unit("", value) for value in plan_and_fact)


def _first(places: Iterable[str], code: str, words: Words) -> str:
    """The words of a code in the first place that has any; the code itself where none has."""
    return next((words[key] for place in places if (key := place.format(code)) in words), code)


def text(value: object) -> str:
    """Return a text that may be absent."""
    return numbers.ABSENT if numbers.is_absent(value) else str(value)


def amount(value: Any, unit: str) -> str:
    """Return a number with its unit, for answers whose rows differ in it: kzt, pct, or a count.

    >>> amount(26000, "kzt"), amount(82.94, "pct"), amount(None, "count")
    ('26\\xa0000\\xa0₸', '82,9\\xa0%', '–')
    """
    return {"kzt": numbers.money, "pct": numbers.percent}.get(unit, numbers.count)(value)


def records(answer: pd.DataFrame) -> list[Row]:
    """Return the rows of an answer by column; what is null in whole numbers is None.

    As to_dict("records"), which takes five times as long: it looks every column up by its place.
    """
    columns = [str(column) for column in answer]
    return [
        {column: None if value is pd.NA else value for column, value in zip(columns, row, strict=True)}
        for row in answer.to_numpy(dtype=object).tolist()
    ]


def side_by_side(answer: pd.DataFrame, names: Sequence[str], words: Words) -> pd.DataFrame:
    """Return the measures of two groups (compared), each in its own unit, under the names of the groups."""
    rows = records(answer)
    said: dict[str, Any] = {
        side: [None if numbers.is_absent(row[side]) else numbers.by_unit(row["measure"], row[side]) for row in rows]
        for side in ("first_value", "second_value")
    }
    said["difference_value"] = [_difference(row["measure"], row["difference_value"], words) for row in rows]
    told = answer.assign(**said)
    told.attrs["headings"] = dict(zip(said, names, strict=False))
    return told


def _difference(measure: str, value: Any, words: Words) -> str | None:
    """How much more or less, with its sign; between shares in percentage points."""
    if numbers.is_absent(value):
        return None
    in_points = measure.endswith("_pct")
    said = f"{numbers.number(value)} {words['compare.points']}" if in_points else numbers.by_unit(measure, value)
    return f"+{said}" if value > 0 else said


def named(headings: Iterable[str], words: Words) -> str:
    """Return what a screen reader calls a table: by its first columns."""
    return words.say("table.named", columns=", ".join(islice(headings, NAMED_BY)))


def heading(answer: pd.DataFrame, column: str, words: Words) -> str:
    """Return what a column is called: by the answer itself where its columns stand for what the reader chose."""
    return str(answer.attrs.get("headings", {}).get(column) or words[f"column.{column}"])


def row_in_words(row: dict[str, Any], words: Words) -> dict[str, str]:
    """Return one row of an answer in words and the house style of numbers, by column."""
    said = in_words(pd.DataFrame([row]), words).iloc[0]
    return {str(column): numbers.by_unit(str(column), value) for column, value in said.items()}
