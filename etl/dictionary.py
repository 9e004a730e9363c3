"""The data dictionary: what the tables and columns of a release mean, as the comments of schema.sql say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

SCHEMA: Final = Path(__file__).resolve().parent / "schema.sql"
_TABLE: Final = re.compile(r"((?:^--[^\n]*\n)*)^create table (\w+) \(\s*(.*?)\);$", re.MULTILINE | re.DOTALL)
_COLUMN: Final = re.compile(
    r"(\w+)\s+((?:varchar|integer|double|date|timestamp|boolean|json|bigint)(?:\[\])?)([^,\n-]*),?\s*(?:--\s*(.*))?"
)


class Column(NamedTuple):
    """A column; `meaning` is empty where its name says it all."""

    name: str
    kind: str
    is_required: bool
    meaning: str


class Table(NamedTuple):
    """A table; `meaning` says what it holds and what one row is, and is empty where the name does."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@cache
def tables() -> tuple[Table, ...]:
    """Return every table of a release, in the order of the schema."""
    schema = SCHEMA.read_text(encoding="utf-8")
    return tuple(Table(name, _joined(comment), _columns(body)) for comment, name, body in _TABLE.findall(schema))


def _joined(comment: str) -> str:
    return " ".join(line.removeprefix("--").strip() for line in comment.splitlines())


def _columns(body: str) -> tuple[Column, ...]:
    """The columns of a table; a comment that goes on in the next line is joined."""
    joined = re.sub(r"\n\s*--\s*", " ", body)
    return tuple(
        Column(name, kind, "not null" in constraint or "primary key" in constraint, meaning)
        for line in joined.splitlines()
        for name, kind, constraint, meaning in _COLUMN.findall(line)
    )
