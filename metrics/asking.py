"""A question asked of a release: its answer as a DataFrame, the whole of it or a page."""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import asdict
from functools import lru_cache
from threading import Condition
from typing import Final, NamedTuple

import duckdb
import pandas as pd
from cachetools import LRUCache, cached

from metrics import wordforms
from metrics.behind import Only
from metrics.frames import frame
from metrics.opened import RELEASES_KEPT_OPEN, cursor_of
from metrics.questions import parameters, spelt, statement
from metrics.releases import OtherSchema, Snapshot, current
from metrics.selection import EVERYTHING, Selection

_SELECTIONS_KEPT: Final = 1000  # a digit a report each
_STATEMENTS_KEPT: Final = 1000  # every question has one, and one for each set of columns that a list is narrowed by
_UNITS: Final = {  # the end of a column's name -> what it counts in
    "_kzt": "tenge",
    "_per_direct": "tenge a direct beneficiary",
    "_pct": "%",
    "_per_million": "a million inhabitants",
    "_per_100000": "a hundred thousand inhabitants",
    "_per_1000": "a thousand inhabitants",
    "_count": "count",
    "_value": "the row's own unit",
    "_year": "year",
    "_date": "day",
    "_at": "UTC",
}


def ask(
    name: str, /, selection: Selection = EVERYTHING, *, at: Snapshot | None = None, **given: object
) -> pd.DataFrame:
    """The answer to one question, a row a line of its grain; units are in the column names.

    Whole numbers come as Int64 and a list as a Python list; what a report does not say is NA, NaN or NaT, never 0.
    `at` is the release to ask, the current one if None. `given` is what the question wants besides the filters:
    ask("report_header", report="0f3a…"). What a question groups by may stand in its name: ask("indicators_by_region") is
    ask("indicators_by", by="region").

    Raises UnknownMetric for a name without a file, NoRelease, OtherSchema, and TypeError if something given is missing or
    unknown.
    """
    name, given = spelt(name, given)
    sql, values = statement(name), _values(name, selection, given)
    asked = at or current()
    answer = _answer(sql, values, asked)
    return _signed(answer, name, selection, given, asked)


class Page(NamedTuple):
    """Some rows of an answer, and how many it has in all."""

    rows: pd.DataFrame
    total_count: int


def ask_page(
    name: str,
    /,
    selection: Selection = EVERYTHING,
    *,
    first: int,
    count: int,
    only: Only = (),
    at: Snapshot | None = None,
    **given: object,
) -> Page:
    """`count` rows of the answer to one question from row `first` on (counted from 0), as ask() gives them.

    `only` keeps the rows whose column is one of the values: (("status", ("missed", "no_fact")),), None for null. For a table that
    shows twenty-five of forty thousand rows; raises what ask() raises.
    """
    kept = " and ".join(["true", *(_is_kept(column, texts) for column, texts in only)])
    sql = f"select *, count(*) over () as total_count from ({statement(name)}) where {kept}"  # noqa: S608  names of columns
    values = _values(name, selection, given) | {f"only_{column}": list(texts) for column, texts in only}
    limits = {"rows_first": first, "rows_count": count}
    asked = at or current()
    rows = _answer(f"{sql} limit $rows_count offset $rows_first", values | limits, asked)
    total = int(rows["total_count"].iloc[0]) if len(rows) else 0
    return Page(_signed(rows.drop(columns="total_count"), name, selection, given, asked), total)


def units(answer: pd.DataFrame) -> dict[str, str]:
    """What the figures of an answer are counted in, by column, as the ends of their names say; text has no unit.

    >>> units(pd.DataFrame(columns=["region_code", "grant_kzt", "reached_pct", "report_count"]))
    {'grant_kzt': 'tenge', 'reached_pct': '%', 'report_count': 'count'}
    """
    told = {
        str(column): next((unit for end, unit in _UNITS.items() if str(column).endswith(end)), "") for column in answer
    }
    return {column: unit for column, unit in told.items() if unit}


def forms_of(words: str, at: Snapshot | None = None) -> list[dict[str, object]]:
    """The words of a release that answer words as a person types them, for project_search and search_places.

    Empty where no word is typed; a word that no report says has a row without word_no, so that nothing is found.
    """
    return [form._asdict() for form in wordforms.forms(words, _vocabulary(at or current()))]


@lru_cache(maxsize=RELEASES_KEPT_OPEN)
def _vocabulary(at: Snapshot) -> wordforms.Vocabulary:
    with cursor_of(at) as cursor:
        return wordforms.Vocabulary.of(cursor.execute("select word_no, word from search_word").fetchall())


def _answer(sql: str, values: dict[str, object], asked: Snapshot) -> pd.DataFrame:
    try:
        told = {
            name: _filters(value, asked) if isinstance(value, Selection) else value for name, value in values.items()
        }
        with cursor_of(asked) as cursor:
            return frame(cursor.execute(_parsed(cursor, sql), told))
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise OtherSchema(f"release {asked.release_no} cannot answer: {error}") from error


@cached(LRUCache(_STATEMENTS_KEPT), key=lambda cursor, sql: sql, condition=Condition())
def _parsed(cursor: duckdb.DuckDBPyConnection, sql: str) -> duckdb.Statement:
    """A question as DuckDB has parsed it, which takes a tenth of the time to answer it; any release can be asked it."""
    [statement] = cursor.extract_statements(sql)
    return statement


def _values(name: str, selection: Selection, given: dict[str, object]) -> dict[str, object]:
    wanted = parameters(name)
    if wanted - {"selection"} != set(given):
        raise TypeError(f"'{name}' wants {_listed(wanted - {'selection'})}, was given {_listed(set(given))}")
    return {**given, "selection": selection} if "selection" in wanted else given


def _listed(wanted: Set[str]) -> str:
    return ", ".join(sorted(wanted)) or "nothing besides the filters"


@cached(LRUCache(_SELECTIONS_KEPT), condition=Condition())
def _filters(selection: Selection, at: Snapshot) -> dict[str, object]:
    """A selection as questions take it: its filters, and the reports that they choose (_selected_reports.sql)."""
    filters = {
        field: chosen if isinstance(chosen, str) else list(chosen) for field, chosen in asdict(selection).items()
    }
    with cursor_of(at) as cursor:
        chosen, anywhere = cursor.execute("from chosen_reports($selection)", {"selection": filters}).fetchall()[0]
    return filters | {"chosen": chosen, "anywhere": anywhere}


def _signed(
    answer: pd.DataFrame, name: str, selection: Selection, given: dict[str, object], at: Snapshot
) -> pd.DataFrame:
    """The answer, with what it answers in its attrs, which its rows keep: sources() finds the cells by it.

    As text, for pandas copies attrs at every step.
    """
    told = {name: value for name, value in given.items() if value is None or isinstance(value, str | int | float)}
    said = {"by": given.get("by"), "given": told, "selection": asdict(selection), "release_no": at.release_no}
    answer.attrs |= {"metric": name, "asked": json.dumps(said, ensure_ascii=False)}
    return answer


def _is_kept(column: str, texts: tuple[object, ...]) -> str:
    """The condition that a column is one of the values, null among them where None is."""
    said = f"coalesce(list_contains($only_{column}, {column}), false)"
    return f"({said} or {column} is null)" if None in texts else said
