"""Rows -> a new release: the reports of the one in force and those that came in, and what follows from all together.

It is built aside, in one transaction, and checkpointed, before etl/releases.py puts it in force.
"""

from __future__ import annotations

import csv
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import duckdb

from etl import decisions, releases
from etl.checks import ACROSS, OF_PROJECT, RULES
from etl.compare import PAIRS_SQL, SHARED_SQL, Compared, across_projects_of, within_projects
from etl.corrected import unapplied
from etl.decisions import Correction, Decisions
from etl.people import masked
from etl.places import REFERENCE
from etl.projects import Identity, Joined, decided, project_keys
from etl.rows import Rows, check_rows

_BATCH: Final = 50
# Of DuckDB while a release is built: what does not fit goes to disk. Each thread wants memory of its own.
_BOUNDED: Final[dict[str, Any]] = {"memory_limit": "200MB", "threads": 2}
_SCHEMA: Final = Path(__file__).with_name("schema.sql")
_SEARCH: Final = Path(__file__).with_name("search.sql")
_COUNT_FINDINGS: Final = """
    update dim_report as r
    set finding_count = c.finding_count, error_count = c.error_count
    from (
        select
            report_id,
            count(*) filter (where result = 'failed') as finding_count,
            count(*) filter (where result = 'failed' and severity = 'error') as error_count
        from fact_check
        group by report_id
    ) as c
    where c.report_id = r.report_id
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report ready to enter a release: its file and its rows."""

    sha256: str
    file_name: str
    file_kind: str
    is_example: bool
    rows: Rows

    @property
    def report_id(self) -> str:
        """The report's key in every table."""
        return report_id(self.sha256)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was turned away: the reason's code and its values, as JSON."""

    sha256: str
    file_name: str
    reason: str
    details: str


@dataclass(frozen=True, slots=True)
class Held:
    """What a release holds: files by SHA-256, and the rules that read them."""

    rules_version: str
    reports: dict[str, str]  # SHA-256 -> file name
    refused: dict[str, str]
    decided_act_no: int = 0  # the last act of the trail that the release follows


Take = Callable[[Loaded, tuple[Correction, ...]], Loaded | None]  # a report held -> its rows with these corrections


@dataclass(frozen=True, slots=True)
class _Work:
    """What a release is built with, besides reports."""

    decided: Decisions
    take: Take
    now: datetime
    loaded_at: dict[str, datetime]


def report_id(sha256: str) -> str:
    """A report's key: the first 16 hex digits of its file's SHA-256, so the same file is the same report."""
    return sha256[:16]


def held(folder: Path) -> Held | None:
    """What the release in force holds; None if there is none."""
    path = releases.current(folder)
    if path is None:
        return None
    with releases.opened(path) as connection:
        told = _of_release(connection)
        reports = dict(connection.execute("select file_sha256, file_name from dim_report").fetchall())
        refused = dict(connection.execute("select file_sha256, file_name from refused_file").fetchall())
    return Held(told["rules_version"], reports, refused, told.get("decided_act_no", 0))


def _of_release(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What a release says of itself, by column; an old one may lack some."""
    found = connection.execute("select * from release")
    names = [column for column, *_ in found.description or ()]
    return dict(zip(names, found.fetchall()[0], strict=True))


def identities(folder: Path) -> list[tuple[Identity, str]]:
    """What each report of the release in force says of its project, and that project's key; empty if there is none."""
    path = releases.current(folder)
    if path is None:
        return []
    with releases.opened(path) as connection:
        rows = connection.execute(
            "select report_id, contract_no, contract_date, organisation_name, project_title, project_key from dim_report order by report_id"
        ).fetchall()
    return [(Identity(*said), key) for *said, key in rows]


def publish(
    folder: Path,
    rules_version: str,
    add: Iterable[Loaded],
    refused: Iterable[Refused] = (),
    *,
    keep: set[str] | None = None,
    take: Take = lambda report, corrections: None,
) -> int:
    """Publish a release: the reports of the one in force whose SHA-256 is in `keep` (None: all), and those of `add`.

    It follows what the trail in `folder` says is decided; `take` gives the rows of a report whose corrections have changed.

    A release of other rules gives only its refusals: the caller has read its reports anew, and its tables may be those
    of another schema. Reports are taken in as they come, and refusals asked for when no more do. Returns the new
    release's number. Blocks while another load publishes. Raises Damaged, and OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with releases.only_writer(folder):
        releases.sweep(folder)
        base = releases.current(folder)
        number = max(map(releases.number_of, releases.kept(folder)), default=0) + 1
        building = folder / f".build-{uuid.uuid4().hex}.duckdb"
        carried, loaded_at = (_refused_in(base), _load_times(base)) if base is not None else ([], {})
        if base is not None and _rules_of(base) != rules_version:
            base = None
        try:
            if base is not None:
                shutil.copyfile(base, building)
            work = _Work(decisions.of(folder), take, datetime.now(UTC).replace(tzinfo=None), loaded_at)
            _build(building, number, rules_version, add, chain(carried, refused), keep, work, fresh=base is None)
        except (duckdb.IOException, duckdb.FatalException) as error:
            releases.sweep(folder)
            raise OSError(f"release {number} cannot be written: {error}") from error
        except BaseException:
            releases.sweep(folder)
            raise
        releases.add(building, folder, number)
    return number


def _rules_of(release: Path) -> str:
    with releases.opened(release) as connection:
        return str(connection.execute("select rules_version from release").fetchall()[0][0])


def _refused_in(release: Path) -> list[Refused]:
    with releases.opened(release) as connection:
        rows = connection.execute(
            "select file_sha256, file_name, reason, details::varchar from refused_file"
        ).fetchall()
    return [Refused(*row) for row in rows]


def _load_times(release: Path) -> dict[str, datetime]:
    """When each report came in first: reading it anew does not make it newer than a resubmission."""
    with releases.opened(release) as connection:
        return dict(connection.execute("select report_id, loaded_at from dim_report").fetchall())


def _build(
    path: Path,
    number: int,
    rules_version: str,
    add: Iterable[Loaded],
    refused: Iterable[Refused],
    keep: set[str] | None,
    work: _Work,
    *,
    fresh: bool,
) -> None:
    with duckdb.connect(str(path), config=_BOUNDED) as connection:
        connection.execute("begin")
        if fresh:
            connection.execute(_SCHEMA.read_text(encoding="utf-8"))
            _fill_reference(connection)
        elif keep is not None:
            _keep_only(connection, keep)
        connection.execute("delete from release")
        told = [number, work.now, rules_version, work.decided.upto]
        connection.execute("insert into release values (?, ?, ?, ?)", told)
        held = {report for (report,) in connection.execute("select report_id from dim_report").fetchall()}
        for batch in _batches(add):
            reports = {report.report_id: report for report in batch}
            if again := held & reports.keys():
                _remove(connection, sorted(again))
            held |= reports.keys()
            _append(connection, list(reports.values()), work)
        _refuse(connection, refused, keep)
        _correct(connection, work)
        _derive(connection, work.decided)
        _compare(connection)
        connection.execute(_SEARCH.read_text(encoding="utf-8"))
        connection.execute(_COUNT_FINDINGS)
        connection.execute("commit")
        connection.execute("checkpoint")


def _batches(reports: Iterable[Loaded]) -> Iterator[list[Loaded]]:
    """Reports by the fifty: opening a table costs as much as appending a hundred reports' rows to it."""
    waiting = iter(reports)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _append(connection: duckdb.DuckDBPyConnection, batch: list[Loaded], work: _Work) -> None:
    for table, columns in _tables().items():
        rows = [
            tuple(map({**identity, **row}.get, columns))
            for report in batch
            for identity in [_identity(report, work.loaded_at.get(report.report_id, work.now))]
            for row in report.rows.get(table, ())
        ]
        if rows:
            appender = connection.appender(table)
            appender.append_rows(rows)
            appender.flush()


def _identity(report: Loaded, loaded_at: datetime) -> dict[str, Any]:
    """What a report's rows have in common, and what is settled in derive.sql when all reports are in."""
    return {
        "report_id": report.report_id,
        "project_key": report.report_id,
        "file_sha256": report.sha256,
        "file_name": report.file_name,
        "file_kind": report.file_kind,
        "is_example": report.is_example,
        "version_no": 1,
        "loaded_at": loaded_at,
        "is_latest": True,
        "finding_count": 0,
        "error_count": 0,
    }


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    """The tables of schema.sql that hang from a report, each with its columns in order."""
    with duckdb.connect() as connection:
        connection.execute(_SCHEMA.read_text(encoding="utf-8"))
        found = connection.execute(
            "select table_name, list(column_name order by column_index) from duckdb_columns() "
            "where table_name in (select table_name from duckdb_tables()) group by all"
        ).fetchall()
    return {table: tuple(columns) for table, columns in found if "report_id" in columns}


def _remove(connection: duckdb.DuckDBPyConnection, reports: list[str]) -> None:
    for table in _tables():
        connection.execute(f"delete from {table} where list_contains(?, report_id)", [reports])  # noqa: S608  names of our schema


def _correct(connection: duckdb.DuckDBPyConnection, work: _Work) -> None:
    """Take in anew each report whose corrections are not those that the release holds: of a re-reading, all of them."""
    rows = connection.execute("select report_id, list(act_no) from correction group by all").fetchall()
    have = {report: set(numbers) for report, numbers in rows}
    held = connection.execute("select file_sha256, file_name, file_kind, is_example from dim_report").fetchall()
    listed = [Loaded(sha256, name, kind, is_example, {}) for sha256, name, kind, is_example in held]
    reports = {report.report_id: report for report in listed}
    for name, report in reports.items():
        wanted = work.decided.corrections.get(name, ())
        if {made.act_no for made in wanted} == have.get(name, set()):
            continue
        again = work.take(report, wanted)
        if again is not None:
            _remove(connection, [name])
            _append(connection, [again], work)
        else:
            connection.execute("delete from correction where report_id = ?", [name])
            _append(connection, [replace(report, rows={"correction": unapplied(wanted)})], work)
        _compare_again(connection, name)


def _compare_again(connection: duckdb.DuckDBPyConnection, report: str) -> None:
    """Forget what was found between a report and later ones of its project: its values have changed."""
    later = [
        name
        for (name,) in connection.execute(
            "select report_id from compared_pair where other_report_id = ?", [report]
        ).fetchall()
    ]
    connection.execute(
        "delete from fact_check where list_contains(?, rule) and list_contains(?, report_id)", [list(OF_PROJECT), later]
    )
    connection.execute("delete from compared_pair where list_contains(?, report_id)", [later])


def _keep_only(connection: duckdb.DuckDBPyConnection, keep: set[str]) -> None:
    known = connection.execute("select file_sha256, report_id from dim_report").fetchall()
    if gone := [report for sha256, report in known if sha256 not in keep]:
        _remove(connection, gone)


def _refuse(connection: duckdb.DuckDBPyConnection, refused: Iterable[Refused], keep: set[str] | None) -> None:
    """Refusals of this load, and earlier ones of files that no load has taken in, mended or turned away anew since."""
    for item in refused:
        same = [item.sha256, item.file_name]
        connection.execute("delete from refused_file where file_sha256 = ? or file_name = ?", same)
        connection.execute("insert into refused_file values (?, ?, ?, ?)", [*same, item.reason, item.details])
    if keep is not None:
        connection.execute("delete from refused_file where not list_contains(?, file_sha256)", [list(keep)])
    connection.execute("delete from refused_file where file_sha256 in (select file_sha256 from dim_report)")
    mended = "select file_name from dim_report where loaded_at = (select published_at from release)"
    connection.execute(f"delete from refused_file where file_name in ({mended})")  # noqa: S608  no words of strangers


def _derive(connection: duckdb.DuckDBPyConnection, made: Decisions) -> None:
    """What follows from all reports together: projects, organisations, versions, which report counts."""
    _decide(connection, made)
    rows = connection.execute(
        "select report_id, contract_no, contract_date, organisation_name, project_title from dim_report order by report_id"
    ).fetchall()
    joined = [Joined(act.about["report_id"], act.about.get("other_report_id")) for act in made.joined]
    keys = decided(project_keys(Identity(*row) for row in rows), joined)
    connection.execute(
        "create or replace temp table project_of (report_id varchar, project_key varchar, organisation_key varchar, key_rule varchar)"
    )
    if keys:
        ids, projects, organisations, rules = (list(column) for column in zip(*keys, strict=True))
        connection.execute(
            "insert into project_of select unnest(?), unnest(?), unnest(?), unnest(?)",
            [ids, projects, organisations, rules],
        )
    connection.execute((Path(__file__).with_name("derive.sql")).read_text(encoding="utf-8"))


def _decide(connection: duckdb.DuckDBPyConnection, made: Decisions) -> None:
    """What is decided about whole reports that the release holds."""
    connection.execute("delete from decision")
    acts = (*made.excluded.values(), *made.joined, *made.assigned)
    held = {report for (report,) in connection.execute("select report_id from dim_report").fetchall()}
    rows = [
        (
            act.about["report_id"], act.act_no, act.deed, act.about.get("column"), act.about.get("new"),
            act.about.get("other_report_id"), masked(act.about.get("reason") or ""), act.who, act.at,
        )
        for act in acts
        if act.about["report_id"] in held
    ]  # fmt: skip
    if rows:
        appender = connection.appender("decision")
        appender.append_rows(rows)
        appender.flush()


def _compare(connection: duckdb.DuckDBPyConnection) -> None:
    """What the rules between reports find: of one project, only what is new; across projects, everything anew.

    A pair that was compared stays compared: its reports never change. What projects share changes with every report.
    """

    def ask(sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return connection.execute(sql, values or None).fetchall()

    connection.execute(f"create or replace temp table wanted_pair as {PAIRS_SQL}")
    stale = "select * from compared_pair except select * from wanted_pair"
    is_stale = f"(report_id, coalesce(other_report_id, '')) in (select (report_id, coalesce(other_report_id, '')) from ({stale}))"  # noqa: S608  names of our schema
    connection.execute(
        f"delete from fact_check where list_contains(?, rule) and {is_stale}",  # noqa: S608
        [list(OF_PROJECT)],
    )
    connection.execute(f"delete from compared_pair where {is_stale}")  # noqa: S608
    new = ask("select * from wanted_pair except select * from compared_pair order by all", [])
    _append_checks(connection, within_projects(new, ask))
    connection.execute("insert into compared_pair select * from wanted_pair except select * from compared_pair")
    connection.execute(SHARED_SQL)
    connection.execute("delete from fact_check where list_contains(?, rule)", [list(ACROSS)])
    _append_checks(connection, across_projects_of(ask))


def _append_checks(connection: duckdb.DuckDBPyConnection, compared: Iterable[Compared]) -> None:
    """Add what was found, numbered on from the checks that a report has."""
    last = dict(connection.execute("select report_id, max(check_seq) from fact_check group by all").fetchall())
    columns = _tables()["fact_check"]
    waiting = iter(compared)
    while batch := list(islice(waiting, _BATCH)):
        rows = []
        for report, outcomes in batch:
            for row in check_rows(outcomes, after=last.get(report, 0)):
                last[report] = row["check_seq"]
                rows.append(tuple(map({**row, "report_id": report}.get, columns)))
        appender = connection.appender("fact_check")
        appender.append_rows(rows)
        appender.flush()


def _fill_reference(connection: duckdb.DuckDBPyConnection) -> None:
    for row in _csv("regions.csv"):
        numbers = ("pop_2023", "pop_2023_male", "pop_2023_female", "tile_row", "tile_col")
        connection.execute(
            "insert into dim_region values (?, ?, ?, ?, ?, ?)", [row["code"], *(int(row[name]) for name in numbers)]
        )
    for row in _csv("places.csv"):
        code = f"{row['region']}/{row['full_kk']}"
        place = [float(row["lat"]), float(row["lon"])] if row["lat"] else [None, None]
        values = [code, row["region"], row["type"], row["name_kk"], row["name_ru"], *place]
        connection.execute("insert into dim_district values (?, ?, ?, ?, ?, ?, ?)", values)
    for topic in [(rule.code, rule.topic) for rules in (RULES, OF_PROJECT, ACROSS) for rule in rules.values()]:
        connection.execute("insert into dim_rule values (?, ?)", topic)


def _csv(name: str) -> Iterator[dict[str, Any]]:
    with (REFERENCE / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
