"""A release opened: its tables as all questions see them, small numbers of people hidden and contacts left out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from threading import Condition
from typing import Final

import duckdb
import pandas as pd
from cachetools import LRUCache, cached

from metrics.grading import THRESHOLDS, grade_steps
from metrics.releases import NoRelease, Snapshot

RELEASES_KEPT_OPEN: Final = (
    3  # the current one, and two older ones: a link may point to one, and any two can be compared
)
_HERE: Final = Path(__file__).parent
SETTINGS = _HERE / "settings.toml"


def cursor_of(at: Snapshot) -> duckdb.DuckDBPyConnection:
    """A new cursor on a release, for one question: with cursor_of(at) as cursor. Raises NoRelease if it is gone or damaged."""
    if not at.path.is_file():
        raise NoRelease(f"release {at.release_no} is no longer kept: {at.path} is gone")
    try:
        return _connection(at.path).cursor()
    except duckdb.IOException as error:
        raise NoRelease(f"release {at.release_no} cannot be read: {error}") from error


def settings() -> dict[str, int]:
    """What the operator may set, by name: metrics/settings.toml says what each number means."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


def public_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Every table but private_contact: names, phones and addresses have no view, so that no question can show them."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'warehouse' union all "
        "select view_name from duckdb_views() where database_name = 'warehouse' and not internal"
    ).fetchall()
    return [table for (table,) in found if table != "private_contact"]


@cached(LRUCache(RELEASES_KEPT_OPEN), condition=Condition())  # opened once, also when several ask at the same moment
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    """A handle on one release, opened once; every question takes a cursor of its own from it.

    A bare connection shared by Streamlit's threads gives errors or wrong rows, cursors do not (measured). The release
    is attached read-only to an empty database in memory, which holds what the questions share: the views and macros
    of the _*.sql files. A handle that falls out of this cache closes when its last cursor has ended.
    """
    connection = duckdb.connect(":memory:", config={"threads": 1})  # questions are small: one is planned, not divided
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as warehouse (read_only)")
    for table in public_tables(connection):
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
