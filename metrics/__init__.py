"""The warehouse's answers: one .sql file a question, asked by its name.

>>> describe("portfolio_totals").splitlines()[0]
'The portfolio in one row: how much, for whom, and how it ended.'

A release is an immutable file that data/warehouse/CURRENT names, so an answer depends on nothing but the snapshot, the
question, the selection and what else is given: cache it under these four.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Condition
from typing import Any, Literal, NamedTuple

import duckdb
import numpy as np
import pandas as pd
from cachetools import LRUCache, cached

from metrics import behind, wordforms
from metrics.behind import Only as Only
from metrics.grading import THRESHOLDS, grade_steps

_HERE = Path(__file__).parent
_SETTINGS = _HERE / "settings.toml"
_PARAMETER = re.compile(r"\$(\w+)")
_RELEASE_NAME = re.compile(r"warehouse-(\d{8})\.duckdb")
_WHOLE = pd.Int64Dtype()
_ALL_ROWS = 1_000_000
_UNITS = {  # the end of a column's name -> what it counts in
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
PLACES = ("name_place", "plan_place", "fact_place", "place", "total_place", "other_place")  # columns that name a cell
_MACHINERY = ("search_word", "search_posting", "searched_text", "report_passage", "report_contact_list")
_SIGNED = ("correction", "decision")  # by people of the operator, whose names the pages show and copies do not
_OPEN_VIEWS = ("latest_report", "judged_indicator")
_SELECTIONS_KEPT = 1000  # a digit a report each
_RELEASES_KEPT_OPEN = 3  # the current one, and two older ones: a link may point to one, and any two can be compared


Reading = Literal["declared", "counted"]


class UnknownMetric(LookupError):  # noqa: N818 - reads better where it is raised: what happened, not that it is an error
    """No .sql file by that name; the message offers the nearest ones."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, names()) or names()
        super().__init__(f"no metric '{name}'; did you mean {' or '.join(near)}?")


class NoRelease(LookupError):  # noqa: N818
    """The release asked for is not there: none was ever loaded, or it is older than those that are kept."""


class OtherSchema(LookupError):  # noqa: N818
    """The release lacks a table or column that the question needs: an earlier version of the program made it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader chose to see; an empty tuple is no filter. What each filter means: _selected_reports.sql.

    Lists are taken too, and one value alone: Selection(years=[2024], regions="KZ-33"). They are kept as tuples, so that
    equal selections are equal. An empty text (0 as a year) stands for "the report does not say". `reading` is which figure totals take where what a
    report declares and what its parts add up to are both known: the declared one, or the counted one.
    """

    years: Sequence[int] = ()
    regions: Sequence[str] = ()
    spheres: Sequence[str] = ()
    forms: Sequence[str] = ()
    languages: Sequence[str] = ()  # that the reports are written in
    organisations: Sequence[str] = ()
    projects: Sequence[str] = ()
    kinds: Sequence[str] = ()  # kinds of indicators: only these are judged
    people: Sequence[str] = ()  # categories of participants, as "age/59+"
    reading: Reading = "declared"

    def __post_init__(self) -> None:
        for filter_ in fields(self)[:-1]:
            chosen = getattr(self, filter_.name)
            if not isinstance(chosen, tuple):
                object.__setattr__(self, filter_.name, (chosen,) if isinstance(chosen, str | int) else tuple(chosen))

    def narrowed(self, name: str, code: object) -> Selection:
        """The same selection with one value of a filter alone; None is what reports do not say.

        >>> EVERYTHING.narrowed("years", "2024").years, EVERYTHING.narrowed("regions", None).regions
        ((2024,), ('',))
        """
        unsaid: object = 0 if name == "years" else ""
        value = unsaid if code is None else int(float(str(code))) if name == "years" else str(code)
        chosen: dict[str, Any] = {name: (value,)}
        return replace(self, **chosen)


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release: a file that is never changed once it has its name."""

    path: Path
    release_no: int


def warehouse_folder() -> Path:
    """Where releases are: ESEP_WAREHOUSE if it is set, else data/warehouse beside the code."""
    return Path(os.environ.get("ESEP_WAREHOUSE") or _HERE.parent / "data" / "warehouse")


def current(folder: Path | None = None) -> Snapshot:
    """The release that the pointer file CURRENT names.

    Raises NoRelease if nothing was loaded yet, or the pointer names a file that is not there.
    """
    chosen = folder or warehouse_folder()
    try:
        file_name = (chosen / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoRelease(f"no release in {chosen}; load one: python -m etl load data/inbox") from None
    named = _RELEASE_NAME.fullmatch(file_name)
    if named is None or not (chosen / file_name).is_file():
        raise NoRelease(
            f"{chosen / 'CURRENT'} names '{file_name}', which is no release there; load again: python -m etl load"
        )
    return Snapshot((chosen / file_name).resolve(), int(named[1]))


def snapshot(release_no: int, folder: Path | None = None) -> Snapshot:
    """An older release by its number, as an old link names it.

    Raises NoRelease if it is no longer kept; the message says which are.
    """
    chosen = folder or warehouse_folder()
    path = chosen / f"warehouse-{release_no:08d}.duckdb"
    if not path.is_file():
        kept = sorted(
            int(named[1]) for file in chosen.glob("*.duckdb") if (named := _RELEASE_NAME.fullmatch(file.name))
        )
        raise NoRelease(f"release {release_no} is not in {chosen}; kept: {', '.join(map(str, kept)) or 'none'}")
    return Snapshot(path.resolve(), release_no)


def names() -> list[str]:
    """All questions that can be asked, in alphabetical order."""
    return sorted(path.stem for path in _HERE.glob("*.sql") if not path.stem.startswith("_"))


def describe(name: str) -> str:
    """What a question answers, per what, what is left out and what null means: the head of its .sql file.

    Raises UnknownMetric.
    """
    lines = _sql(_spelt_out(name)[0]).splitlines()
    head = lines[: next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))]
    return "\n".join(line.removeprefix("--").strip() for line in head)


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
    name, given = _spelt(name, given)
    sql, values = _statement(name), _values(name, selection, given)
    asked = at or current()
    answer = _answer(sql, values, asked)
    return _signed(answer, name, selection, given, asked)


def write_open(path: Path, at: Snapshot | None = None) -> None:
    """Write a database of its own with what everybody may see of a release: its tables as all questions read them.

    Small numbers are hidden and contacts left out, as everywhere; so are the tables that only help to search and compare,
    and who corrected and decided.
    Two views that questions share are in as tables: latest_report, and judged_indicator. Raises NoRelease.
    """
    asked = at or current()
    if not asked.path.is_file():
        raise NoRelease(f"release {asked.release_no} is no longer kept: {asked.path} is gone")
    quoted, name = str(path).replace("'", "''"), f"open_{path.stem.replace('-', '_')}"
    with _connection(asked.path).cursor() as cursor:
        cursor.execute(f"attach '{quoted}' as {name}")
        for table in (*open_tables(asked), *_OPEN_VIEWS):
            told = "* exclude (who)" if table in _SIGNED else "*"
            cursor.execute(f"create table {name}.{table} as select {told} from {table}")  # noqa: S608  names of tables
        cursor.execute(f"detach {name}")


def open_tables(at: Snapshot | None = None) -> list[str]:
    """The tables of a release that everybody may read, in the order of the schema."""
    with _connection((at or current()).path).cursor() as cursor:
        return [table for table in _public_tables(cursor) if table not in _MACHINERY]


def settings() -> dict[str, int]:
    """What the operator may set, by name: metrics/settings.toml says what each number means."""
    return tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))


def _answer(sql: str, values: dict[str, object], asked: Snapshot) -> pd.DataFrame:
    if not asked.path.is_file():
        raise NoRelease(f"release {asked.release_no} is no longer kept: {asked.path} is gone")
    try:
        told = {
            name: _filters(value, asked.path) if isinstance(value, Selection) else value
            for name, value in values.items()
        }
        with _connection(asked.path).cursor() as cursor:
            return _tidy(cursor.execute(sql, told).df())
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise OtherSchema(f"release {asked.release_no} cannot answer: {error}") from error


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
    sql = f"select *, count(*) over () as total_count from ({_statement(name)}) where {kept}"  # noqa: S608  names of columns
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


def sources(row: pd.Series, column: str | None = None, *, at: Snapshot | None = None) -> pd.DataFrame:
    """The cells behind a row of an answer, as the dashboard shows them behind its figures: sources(answer.iloc[0]).

    With a column, those of its figure: the rows of the question that lists them, and beside each place its words and page.
    Without one, those of all its figures, a row a figure and cell. Empty where nothing is known to stand behind it, words
    are null where they hold a hidden number. `at`: the release that the row is of, if it is not in the usual folder.

    Raises TypeError for a row that no longer knows its question (after a merge or concat), NoRelease if it is not kept.
    """
    if "asked" not in row.attrs:
        raise TypeError("this row does not know what was asked: take it from an answer of ask(), as answer.iloc[0]")
    asked = json.loads(row.attrs["asked"])
    release = at or _release(asked["release_no"])
    if column is not None:
        return _sources(row, column, asked, release)
    shown = ["report_id", "project_title", "organisation_name", "place", "words", "file_name", "page_no"]
    found = {name: _placed(_sources(row, str(name), asked, release)) for name in row.index}
    cells = [one.reindex(columns=shown).assign(figure=name) for name, one in found.items() if len(one)]
    together = pd.concat(cells, ignore_index=True) if cells else pd.DataFrame(columns=[*shown, "figure"])
    return together[["figure", *shown]].drop_duplicates(ignore_index=True)


def _sources(row: pd.Series, column: str, asked: dict[str, Any], at: Snapshot) -> pd.DataFrame:
    """The cells behind one figure of a row."""
    metric, selection = row.attrs["metric"], Selection(**asked["selection"])
    by = behind.GROUPED_BY.get(metric, None if asked["by"] == behind.WHOLE else asked["by"])
    found = behind.behind(metric, {**asked["given"], **row}, column, by, selection, _project_at(at))
    if found is None:
        return with_words(row.to_frame().T, at) if _is_cell(row, column) else pd.DataFrame()
    page = ask_page(
        found.metric, found.selection, first=0, count=_ALL_ROWS, only=found.only, at=at, **dict(found.given)
    )
    return with_words(page.rows, at)


def _is_cell(row: pd.Series, column: str) -> bool:
    """Whether a row is itself read from cells of one report, and the column is one of its values."""
    return "report_id" in row and column not in PLACES and any(not pd.isna(row.get(place)) for place in PLACES)


def _project_at(at: Snapshot) -> Callable[[str], str]:
    return lambda report: str(ask("report_header", report=report, at=at)["project_key"].iloc[0])


def _placed(sources: pd.DataFrame) -> pd.DataFrame:
    """One row a place of an answer that names several in a row: its plan's, its fact's."""
    if sources.empty:
        return sources
    of_row = [
        column for column in ("report_id", "project_title", "organisation_name", "file_name") if column in sources
    ]
    each = [
        sources[of_row].assign(
            **{name: sources.get(column.replace("place", name)) for name in ("place", "words", "page_no")}
        )
        for column in PLACES
        if column in sources
    ]
    return pd.concat(each).dropna(subset="place").sort_index(kind="stable") if each else sources[of_row]


def with_words(cells: pd.DataFrame, at: Snapshot | None = None) -> pd.DataFrame:
    """An answer whose rows are cells of reports, with the file, and beside each place the words and the page there."""
    told = cells.copy()
    reports = [str(report) for report in cells["report_id"]] if len(cells) else []
    for column in [column for column in PLACES if column in cells]:
        places = [None if pd.isna(place) else str(place) for place in cells[column]]
        found = ask("source_words", reports=reports, places=places, at=at)
        for name in ("words", "page_no"):
            beside = column.replace("place", name)
            if beside not in told and not (beside == "words" and "value_text" in told):
                told.insert(list(told.columns).index(column) + 1, beside, found[name].to_numpy())
        told["file_name"] = found["file_name"].to_numpy()
    return told


def _release(release_no: int) -> Snapshot:
    now = current()
    return now if now.release_no == release_no else snapshot(release_no)


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


def columns_of(table: str, at: Snapshot | None = None) -> list[tuple[str, str]]:
    """The columns of a table as questions see it, each with DuckDB's type; empty for a table that no question can see."""
    with _connection((at or current()).path).cursor() as cursor:
        sql = (
            "select column_name, data_type from duckdb_columns() where database_name = 'memory' and table_name = $table"
        )
        return cursor.execute(f"{sql} order by column_index", {"table": table}).fetchall()


def copy_out(query: str, path: Path, options: str, at: Snapshot | None = None) -> int:
    """Write what a query answers into a file, as DuckDB's COPY does with these options; return the number of rows.

    Raises OSError if the file cannot be written.
    """
    quoted = str(path).replace("'", "''")
    with _connection((at or current()).path).cursor() as cursor:
        try:
            written = cursor.execute(f"copy ({query}) to '{quoted}' ({options})").fetchone()
        except duckdb.IOException as error:
            raise OSError(str(error)) from None
    return int(written[0]) if written else 0


def forms_of(words: str, at: Snapshot | None = None) -> list[dict[str, object]]:
    """The words of a release that answer words as a person types them, for project_search and search_places.

    Empty where no word is typed; a word that no report says has a row without word_no, so that nothing is found.
    """
    return [form._asdict() for form in wordforms.forms(words, _vocabulary((at or current()).path))]


@lru_cache(maxsize=_RELEASES_KEPT_OPEN)
def _vocabulary(path: Path) -> wordforms.Vocabulary:
    with _connection(path).cursor() as cursor:
        return wordforms.Vocabulary.of(cursor.execute("select word_no, word from search_word").fetchall())


@cache
def _statement(name: str) -> str:
    """The question without its comments, which DuckDB would read anew each time."""
    return re.sub(r"--.*", "", _sql(name)).strip().removesuffix(";")


def _spelt(name: str, given: dict[str, object]) -> tuple[str, dict[str, object]]:
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
    if name in known or grouped is None or "by" not in _PARAMETER.findall(_sql(grouped)):
        return name, None
    return grouped, by


@cache
def _sql(name: str) -> str:
    if name not in names():
        raise UnknownMetric(name)
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")


def _values(name: str, selection: Selection, given: dict[str, object]) -> dict[str, object]:
    wanted = set(_PARAMETER.findall(_statement(name)))
    if wanted - {"selection"} != set(given):
        raise TypeError(f"'{name}' wants {_listed(wanted - {'selection'})}, was given {_listed(set(given))}")
    return {**given, "selection": selection} if "selection" in wanted else given


@cached(LRUCache(_SELECTIONS_KEPT), condition=Condition())
def _filters(selection: Selection, path: Path) -> dict[str, object]:
    """A selection as questions take it: its filters, and the reports that they choose (_selected_reports.sql)."""
    filters = {
        field: chosen if isinstance(chosen, str) else list(chosen) for field, chosen in asdict(selection).items()
    }
    with _connection(path).cursor() as cursor:
        chosen, anywhere = cursor.execute("from chosen_reports($selection)", {"selection": filters}).fetchall()[0]
    return filters | {"chosen": chosen, "anywhere": anywhere}


def _listed(parameters: set[str]) -> str:
    return ", ".join(sorted(parameters)) or "nothing besides the filters"


@cached(LRUCache(_RELEASES_KEPT_OPEN), condition=Condition())  # opened once, also when several ask at the same moment
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    """A handle on one release, opened once; every question takes a cursor of its own from it.

    A bare connection shared by Streamlit's threads gives errors or wrong rows, cursors do not (measured). The release
    is attached read-only to an empty database in memory, which holds what the questions share: the views and macros
    of the _*.sql files. A handle that falls out of this cache closes when its last cursor has ended.
    """
    connection = duckdb.connect(":memory:", config={"threads": 1})  # questions are small: one is planned, not divided
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as warehouse (read_only)")
    for table in _public_tables(connection):
        connection.execute(f"create view {table} as from warehouse.{table}")
    for setting, number in settings().items():
        connection.execute(f"create macro {setting}() as {number:d}")
    _load_grade_steps(connection)
    for shared in sorted(_HERE.glob("_*.sql")):
        connection.execute(shared.read_text(encoding="utf-8"))
    return connection


def _load_grade_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """What is set in a file becomes a table that questions can join: the steps by which projects are graded."""
    steps = pd.DataFrame(grade_steps())
    connection.register("steps", steps.astype(dict.fromkeys(THRESHOLDS, float)))
    connection.execute("create table grade_step as from steps")
    connection.unregister("steps")


def _public_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table but private_contact: names, phones and addresses have no view, so that no question can show them."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'warehouse' union all "
        "select view_name from duckdb_views() where database_name = 'warehouse' and not internal"
    ).fetchall()
    return [table for (table,) in found if table != "private_contact"]


def _tidy(answer: pd.DataFrame) -> pd.DataFrame:
    """One type for every whole number and for every list, whether or not some of the rows are null."""
    return pd.DataFrame({name: _tidied(column) for name, column in answer.items()}, copy=False)


def _tidied(column: pd.Series) -> Any:
    values = column.array
    if isinstance(values, pd.arrays.IntegerArray):
        return values.astype(_WHOLE)
    if column.dtype.kind in "iu":  # said outright: astype() looks for nulls first, and takes ten times as long
        return pd.arrays.IntegerArray(column.to_numpy(np.int64), np.zeros(len(column), bool))
    if column.dtype == object:
        return column.map(lambda value: value.tolist() if hasattr(value, "tolist") else value)
    return values
