"""What stands in the release in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from etl import releases


def ask(folder: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that SQL finds in the release in force of a warehouse."""
    path = releases.current(folder)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql, values).fetchall()
