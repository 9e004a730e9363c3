"""What goes with the open data: a README, the dictionary and the codes in three languages, and datapackage.json.

datapackage.json follows Frictionless Data Package 1.0 (https://specs.frictionlessdata.io): any tool that knows it can load
the tables with their types and keys.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, Final, Protocol

from display import numbers
from display.tables import CODES
from display.words import LANGUAGES, Words, words

TYPES: Final = {  # DuckDB's -> Frictionless's
    "VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean", "DATE": "date",
    "TIMESTAMP": "datetime", "JSON": "object", "DOUBLE[]": "array",
}  # fmt: skip
MEDIA: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
FAMILIES: Final = ("place", "characters", "text", "seq", "key", "parts")  # columns whose names end alike mean alike
PARENTS: Final = {  # column -> the table whose key it is
    "report_id": "dim_report",
    "project_key": "dim_project",
    "organisation_key": "dim_organisation",
    "region_code": "dim_region",
    "district_code": "dim_district",
    "rule": "dim_rule",
}
OTHERWISE_NAMED: Final = {("bridge_activity_region", "rule")}  # the rule that found a place is none of the checks
NOT_CODED: Final = {"unit", "other_words_state", "words_state"}
NO_CODE: Final = {"unassigned", "none", "short"}  # words for the lack of a code


class Field(Protocol):
    """A column of a table that was written."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Table(Protocol):
    """A table that was written."""

    @property
    def name(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def row_count(self) -> int: ...
    @property
    def columns(self) -> Sequence[Field]: ...
    @property
    def key(self) -> Sequence[str]: ...


def papers(
    tables: Sequence[Table], file_format: str, info: Mapping[str, Any], licence: str, settings: Mapping[str, int]
) -> dict[str, str]:
    """Return the files that go with the tables, by name. `info` is what the release says of itself, `licence` an SPDX name."""
    return {
        "README.md": "\n".join(_readme(tables, info, licence, settings)) + "\n",
        "dictionary.csv": _csv(_dictionary(tables)),
        "codes.csv": _csv(_codes(tables)),
        "datapackage.json": json.dumps(_package(tables, file_format, info, licence), ensure_ascii=False, indent=1)
        + "\n",
    }


def _in_each() -> Iterator[Words]:
    return (words(language) for language in LANGUAGES)


# --- the dictionary ---


def _dictionary(tables: Sequence[Table]) -> Iterator[list[str]]:
    """A row a column of a table."""
    yield [
        "table",
        "column",
        "type",
        *(f"{what}_{language}" for what in ("title", "meaning") for language in LANGUAGES),
    ]
    for table in tables:
        for column in table.columns:
            titles = [said[f"column.{column.name}"] for said in _in_each()]
            meanings = [meaning(column.name, said) for said in _in_each()]
            yield [table.name, column.name, TYPES[column.kind], *titles, *meanings]


def meaning(column: str, said: Words) -> str:
    """Return what a column of a release means; its title, where that says all."""
    family = next((end for end in FAMILIES if column.endswith(f"_{end}")), "")
    keys = (f"dataset.means.{column}", f"book.means.{column}", f"dataset.means.{family}", f"column.{column}")
    return next((said[key] for key in keys if key in said), "")


def _codes(tables: Sequence[Table]) -> Iterator[list[str]]:
    """A row a code that a column can hold."""
    yield ["column", "code", *LANGUAGES]
    in_each = list(_in_each())
    for column in sorted({column.name for table in tables for column in table.columns} & set(CODES) - NOT_CODED):
        for code, key in _known(CODES[column], in_each[0]):
            yield [column, code, *(said[key] for said in in_each)]
    for code, key in _known("category.{}", in_each[0], levels=2):
        yield ["dimension/category", code.replace(".", "/", 1), *(said[key] for said in in_each)]


def _known(pattern: str, said: Words, levels: int = 1) -> list[tuple[str, str]]:
    """The codes that a pattern of keys has words for, with their keys."""
    code = r"\.".join([r"([^.]+)"] * levels)
    key = re.compile(re.escape(pattern).replace(r"\{\}", code))
    found = [(".".join(match.groups()), match[0]) for name in said if (match := key.fullmatch(name))]
    return sorted((code, name) for code, name in found if code not in NO_CODE)


def _csv(rows: Iterator[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


# --- the descriptor ---


def _package(tables: Sequence[Table], file_format: str, info: Mapping[str, Any], licence: str) -> dict[str, Any]:
    english = words("en")
    return {
        "name": "esep-grant-reports",
        "title": english["dataset.title"],
        "description": english["dataset.about"],
        "version": str(info["release_no"]),
        "created": f"{info['published_at']:%Y-%m-%dT%H:%M:%SZ}",
        "licenses": [{"name": licence}],
        "resources": [_resource(table, file_format, {one.name for one in tables}, english) for table in tables],
    }


def _resource(table: Table, file_format: str, known: set[str], said: Words) -> dict[str, Any]:
    names = {column.name for column in table.columns}
    return {
        "name": table.name,
        "path": table.file_name,
        "profile": "tabular-data-resource" if file_format == "csv" else "data-resource",
        "format": file_format,
        "mediatype": MEDIA[file_format],
        "encoding": "utf-8",
        "title": said[f"dataset.table.{table.name}"],
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": TYPES[column.kind],
                    "title": said[f"column.{column.name}"],
                    "description": meaning(column.name, said),
                    **({"constraints": {"required": True}} if column.name in table.key else {}),
                }
                for column in table.columns
            ],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": parent, "fields": [column]}}
                for column, parent in PARENTS.items()
                if column in names
                and parent in known
                and parent != table.name
                and (table.name, column) not in OTHERWISE_NAMED
            ],
        },
    }


# --- the README ---


def _readme(
    tables: Sequence[Table], info: Mapping[str, Any], licence: str, settings: Mapping[str, int]
) -> Iterator[str]:
    yield "# Есеп · Esep"
    holes = {
        "release": str(info["release_no"]),
        "date": numbers.date(info["published_at"]),
        "reports": info["report_count"],
        "rules": str(info["rules_version"]),
        "licence": licence,
        "below": settings["suppress_people_below"],
    }
    for said in _in_each():
        yield f"\n## {said['dataset.title']}\n\n{said['dataset.about']}\n"
        if not numbers.is_absent(info["is_example"]) and info["is_example"]:
            yield f"**{said['dataset.example']}**\n"
        for part in ("release", "privacy", "left_out", "nulls", "keys", "licence"):
            yield f"- {said.say(f'dataset.{part}', **holes)}"
        yield f"\n| {said['dataset.file']} | {said['dataset.holds']} | {said['dataset.rows']} |\n|---|---|---:|"
        for table in tables:
            yield f"| `{table.file_name}` | {said[f'dataset.table.{table.name}']} | {table.row_count} |"
