"""The releases that are kept: immutable, numbered files, and the pointer CURRENT that says which is in force.

A release is built aside, flushed to disk and renamed to a name that was never used; then CURRENT is replaced. A loader
killed at any moment leaves the last whole release in force.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import duckdb

KEPT: Final = 10  # releases that old links can still open: the newest,
DAYS_KEPT: Final = 20  # and the last one of a day, of so many days on which any was made
_NAME: Final = re.compile(r"warehouse-(\d{8})\.duckdb")


class NotKept(LookupError):  # noqa: N818  says what happened
    """The release asked for is not among those that are kept; the message says which are."""


class Damaged(LookupError):  # noqa: N818
    """CURRENT names no release though some are kept, or a release cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is kept."""

    number: int
    published_at: datetime
    rules_version: str
    report_count: int
    refused_count: int
    finding_count: int
    is_current: bool


def current(folder: Path) -> Path | None:
    """The file of the release in force; None if nothing was published yet.

    Raises Damaged where CURRENT names no release and others are kept: to load as if there were none would lose them.
    """
    if (named := _named(folder)) is None and (folder / "CURRENT").exists() and (others := kept(folder)):
        said = ", ".join(str(number_of(path)) for path in others)
        raise Damaged(
            f"{folder / 'CURRENT'} names no release that is there; kept: {said}. "
            "Put one of them in force: python -m etl rollback NUMBER --reason WHY"
        )
    return named


def _named(folder: Path) -> Path | None:
    """The release that CURRENT names, if it is there."""
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None
    return folder / name if _NAME.fullmatch(name) and (folder / name).is_file() else None


def kept(folder: Path) -> list[Path]:
    """The files of all releases that are kept, the oldest first."""
    return sorted(path for path in folder.glob("warehouse-*.duckdb") if _NAME.fullmatch(path.name))


def number_of(path: Path) -> int:
    """A release's number, as its file's name has it; 0 for another file."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads a release. Raises Damaged if its file is damaged."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            yield connection
    except duckdb.IOException as error:
        raise Damaged(
            f"release {number_of(path)} cannot be read: {error}. "
            "Put another one in force (python -m etl rollback NUMBER --reason WHY) and take the file away"
        ) from error


def listed(folder: Path) -> list[Release]:
    """What the releases that are kept hold, the newest first. Raises Damaged."""
    now = _named(folder)
    return [replace(_as_published(path), is_current=path == now) for path in reversed(kept(folder))]


@lru_cache(maxsize=100)
def _as_published(path: Path) -> Release:
    """A release as its file says, which never changes; whether it is in force does."""
    with opened(path) as connection:
        [(number, published, version)] = connection.execute(
            "select release_no, published_at, rules_version from release"
        ).fetchall()
        [(reports, findings)] = connection.execute(
            "select count(*), coalesce(sum(finding_count), 0) from dim_report"
        ).fetchall()
        [(refused,)] = connection.execute("select count(*) from refused_file").fetchall()
    return Release(number, published, version, reports, refused, int(findings), is_current=False)


def outdated(releases: Sequence[Path]) -> list[Path]:
    """Which of the releases, from the oldest to the newest, are no longer needed.

    Corrections make many in an hour: of a day long gone the last one stands for the day.
    """
    last_of_day = {datetime.fromtimestamp(path.stat().st_mtime, UTC).date(): path for path in releases}
    needed = {*releases[-KEPT:], *(last_of_day[day] for day in sorted(last_of_day)[-DAYS_KEPT:])}
    return [path for path in releases if path not in needed]


def put_in_force(folder: Path, number: int) -> int:
    """Put a release that is kept in force again: readers follow CURRENT, and the next load builds on it.

    Returns the number of the one that was in force; its own if none was. Blocks while a load publishes. Raises NotKept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with only_writer(folder):
        if folder / _file_name(number) not in (others := kept(folder)):
            said = ", ".join(str(number_of(path)) for path in others) or "none"
            raise NotKept(f"release {number} is not in {folder}; kept: {said}")
        before = _named(folder)
        _point_at(folder / _file_name(number), folder)
    return number_of(before) if before is not None else number


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the warehouse for writing; another writer waits."""
    with (folder / "WRITER.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_being_written(folder: Path) -> bool:
    """Whether a load holds the warehouse; the next one waits until it has published."""
    if not (folder / "WRITER.lock").exists():
        return False
    with (folder / "WRITER.lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def sweep(folder: Path) -> None:
    """Remove what a killed loader left behind: half a release, its log, and what DuckDB had put on disk to make room."""
    for leftover in folder.glob(".build-*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def add(building: Path, folder: Path, number: int) -> None:
    """Put what was built in force as a release of that number, and let go of those that are no longer needed."""
    _flush(building)
    final = folder / _file_name(number)
    building.chmod(0o444)
    building.rename(final)
    _flush(folder)
    _point_at(final, folder)
    for old in outdated(kept(folder)):
        old.unlink()


def _file_name(number: int) -> str:
    return f"warehouse-{number:08d}.duckdb"


def _point_at(final: Path, folder: Path) -> None:
    """Make a release that stands on disk the one in force."""
    pointer = folder / ".CURRENT.new"
    pointer.write_text(f"{final.name}\n", encoding="utf-8")
    _flush(pointer)
    pointer.replace(folder / "CURRENT")
    _flush(folder)


def _flush(path: Path) -> None:
    """Make sure that a file or the names in a folder are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
