"""The release as open data: which of its tables may be published, and in what files.

Only what is named here goes out, through the same masked views that every question asks: small numbers of people are
hidden, people's names and contacts are in none of the tables. Left out besides are the papers' running text, partners and
links (who stands in them is not for a rule to know), names of files, and what only the program needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

from metrics.copies import columns_of, copy_out
from metrics.releases import Snapshot

Format = Literal["parquet", "csv"]
OPTIONS: Final[dict[Format, str]] = {
    "parquet": "format parquet, compression zstd",
    "csv": "format csv, header, timestampformat '%Y-%m-%dT%H:%M:%SZ'",
}


@dataclass(frozen=True, slots=True)
class Published:
    """What is published of a table: its key, and the columns that are not."""

    key: tuple[str, ...]
    left_out: tuple[str, ...] = ()


TABLES: Final[dict[str, Published]] = {
    "release": Published(("release_no",), ("decided_act_no",)),
    "dim_region": Published(("region_code",), ("tile_row", "tile_column")),
    "dim_district": Published(("district_code",)),
    "dim_organisation": Published(("organisation_key",)),
    "dim_project": Published(("project_key",)),
    "dim_rule": Published(("rule",)),
    "dim_report": Published(("report_id",), ("file_name", "file_sha256", "deviation_text", "deviation_place")),
    "bridge_report_region": Published(("report_id", "role", "region_code", "reported_region_code")),
    "bridge_report_district": Published(("report_id", "role", "district_code")),
    "fact_task": Published(("report_id", "task_seq")),
    "fact_activity": Published(("report_id", "activity_seq"), ("participants_text", "result_text", "outcome_text")),
    "bridge_activity_region": Published((), ("words",)),
    "fact_indicator": Published(("report_id", "indicator_seq")),
    "fact_effect": Published(("report_id", "effect_code")),
    "fact_participants": Published(("report_id", "scope", "dimension", "category")),
    "report_event": Published(("report_id", "event_seq"), ("categories_text", "documents_text", "completion_text")),
    "fact_check": Published(("report_id", "check_seq")),
    "correction": Published(("report_id", "act_no"), ("who", "words", "reason")),
}


class Column(NamedTuple):
    """A column as it was written; `kind` is DuckDB's type."""

    name: str
    kind: str


class Table(NamedTuple):
    """A table that was written: its file, its columns, its key."""

    name: str
    file_name: str
    row_count: int
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def write(name: str, folder: Path, file_format: Format, at: Snapshot | None = None) -> Table:
    """Write one of TABLES into the folder, in the order of its key; what is not known is null (in CSV nothing), never 0.

    Raises KeyError for a table that is not published, NoRelease, and OSError if it cannot be written.
    """
    published = TABLES[name]
    columns = tuple(Column(column, kind) for column, kind in columns_of(name, at) if column not in published.left_out)
    said, order = ", ".join(column.name for column in columns), ", ".join(published.key) or "all"
    path = folder / f"{name}.{file_format}"
    query = f"select {said} from {name} order by {order}"  # noqa: S608  names from this file and the catalogue
    row_count = copy_out(query, path, OPTIONS[file_format], at)
    return Table(name, path.name, row_count, columns, published.key)
