"""Whole tables of a release, as everybody may see them: which there are, and written out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from metrics.opened import cursor_of, public_tables
from metrics.releases import Snapshot, current

_MACHINERY: Final = ("search_word", "search_posting", "searched_text", "report_passage", "report_contact_list")
_SIGNED: Final = ("correction", "decision")  # by people of the operator, whose names the pages show and copies do not
_OPEN_VIEWS: Final = ("latest_report", "judged_indicator")


def open_tables(at: Snapshot | None = None) -> list[str]:
    """The tables of a release that everybody may read, in the order of the schema."""
    with cursor_of(at or current()) as cursor:
        return [table for table in public_tables(cursor) if table not in _MACHINERY]


def columns_of(table: str, at: Snapshot | None = None) -> list[tuple[str, str]]:
    """The columns of a table as questions see it, each with DuckDB's type; empty for a table that no question can see."""
    with cursor_of(at or current()) as cursor:
        sql = (
            "select column_name, data_type from duckdb_columns() where database_name = 'memory' and table_name = $table"
        )
        return cursor.execute(f"{sql} order by column_index", {"table": table}).fetchall()


def copy_out(query: str, path: Path, options: str, at: Snapshot | None = None) -> int:
    """Write what a query answers into a file, as DuckDB's COPY does with these options; return the number of rows.

    Raises OSError if the file cannot be written.
    """
    quoted = str(path).replace("'", "''")
    with cursor_of(at or current()) as cursor:
        try:
            written = cursor.execute(f"copy ({query}) to '{quoted}' ({options})").fetchone()
        except duckdb.IOException as error:
            raise OSError(str(error)) from None
    return int(written[0]) if written else 0


def write_open(path: Path, at: Snapshot | None = None) -> None:
    """Write a database of its own with what everybody may see of a release: its tables as all questions read them.

    Small numbers are hidden and contacts left out, as everywhere; so are the tables that only help to search and compare,
    and who corrected and decided. Two views that questions share are in as tables: latest_report, and judged_indicator. Raises NoRelease.
    """
    asked = at or current()
    quoted, name = str(path).replace("'", "''"), f"open_{path.stem.replace('-', '_')}"
    with cursor_of(asked) as cursor:
        cursor.execute(f"attach '{quoted}' as {name}")
        for table in (*open_tables(asked), *_OPEN_VIEWS):
            told = "* exclude (who)" if table in _SIGNED else "*"
            cursor.execute(f"create table {name}.{table} as select {told} from {table}")  # noqa: S608  names of tables
        cursor.execute(f"detach {name}")
