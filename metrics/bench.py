"""Questions in SQL, for analysts: asked of a copy that holds only what everybody may see, in a process that ends with them.

The copy is made of the views through which all questions go (small numbers hidden, no contacts), once a release and
process, in a folder that goes with the process. The release itself is not open where the query runs, so there is no name
by which it could be reached.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any, Final, NamedTuple

import pandas as pd
import pyarrow as pa

from metrics.copies import write_open
from metrics.releases import Snapshot, current

CHILD: Final = Path(__file__).with_name("sql_child.py")
AT_ONCE: Final = 2  # queries; a third waits
CHUNK: Final = 1 << 16
_running: Final = BoundedSemaphore(AT_ONCE)
_writing: Final = Lock()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take. Memory is the whole process's address space: DuckDB and Arrow alone map about 0.6 GB."""

    rows: int = 10_000
    seconds: int = 10
    memory_bytes: int = 2 << 30
    result_bytes: int = 64 << 20


LIMITS: Final = Limits()


class Answer(NamedTuple):
    """The rows of a query, and whether there were more than `Limits.rows`."""

    rows: pa.Table
    is_cut: bool

    def frame(self) -> pd.DataFrame:
        """The rows as a DataFrame; lists are lists, and what is made of several values is text."""
        frame: pd.DataFrame = self.rows.to_pandas()
        for name in [name for name in frame if frame[name].dtype == object]:
            frame[name] = frame[name].map(_plain)
        return frame


class Refused(Exception):  # noqa: N818 - what happened
    """A query that is not answered. `reason` is one of REASONS; the text is DuckDB's own message, or empty."""

    def __init__(self, reason: str, details: str = "") -> None:
        super().__init__(details)
        self.reason = reason


REASONS: Final = ("mistake", "not_one_select", "forbidden", "too_long", "too_much_memory", "too_large", "busy")


class Column(NamedTuple):
    """A column that a query may name."""

    table: str
    name: str
    type: str


def ask_sql(query: str, at: Snapshot | None = None, limits: Limits = LIMITS) -> Answer:
    """The rows of one select over the tables of a release, as everybody may see them.

    Raises Refused: for a mistake, for more than one select, for what is closed (files, other databases, settings), and for
    what takes too long or too much; NoRelease.
    """
    file = open_file(at or current())
    if not _running.acquire(timeout=limits.seconds):
        raise Refused("busy")
    try:
        return _answer(*_run(query, file, limits))
    finally:
        _running.release()


def columns(at: Snapshot | None = None) -> list[Column]:
    """Every column of every table that a query may name, in the order of the schema."""
    listed = ask_sql("select table_name, column_name, data_type from duckdb_columns() where not internal", at).rows
    return [Column(*row.values()) for row in listed.to_pylist()]


def open_file(at: Snapshot) -> Path:
    """The copy of a release that may be read by everybody; made once."""
    with _writing:
        return _open_file(at)


@lru_cache(maxsize=2)
def _open_file(at: Snapshot) -> Path:
    path = Path(_folder().name) / f"open-{at.release_no}-{time.monotonic_ns()}.duckdb"
    write_open(path, at)
    return path


@lru_cache
def _folder() -> TemporaryDirectory[str]:
    """A folder of this process's own, which only its user may enter, and which goes when it ends."""
    return TemporaryDirectory(prefix="esep-open-", ignore_cleanup_errors=True)


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    return str(value) if isinstance(value, dict | list | bytes) else value


def _run(query: str, file: Path, limits: Limits) -> tuple[bytes, int]:
    """What the child says, and how it ended. It begins with an empty environment, in a session of its own, and is dead when this returns."""
    asked = {
        "query": query,
        "file": str(file),
        "rows": limits.rows,
        "seconds": limits.seconds,
        "memory_bytes": limits.memory_bytes,
        "result_bytes": limits.result_bytes,
    }
    child = subprocess.Popen(  # noqa: S603  our own script; the query goes through a pipe
        [sys.executable, "-I", str(CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=file.parent,
        start_new_session=True,
    )
    try:
        told = _said(child, json.dumps(asked).encode() + b"\n", limits)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with suppress(BrokenPipeError):
                    pipe.close()
    return told, child.returncode


def _said(child: subprocess.Popen[bytes], asked: bytes, limits: Limits) -> bytes:
    """Everything the child writes until it closes its end, within the time and size that it is given."""
    assert child.stdin
    assert child.stdout
    with suppress(BrokenPipeError):
        child.stdin.write(asked)
        child.stdin.close()
    until = time.monotonic() + limits.seconds + 2  # it starts, and stops DuckDB itself, within these two
    told = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, until - time.monotonic())):
            chunk = os.read(child.stdout.fileno(), CHUNK)
            if not chunk:
                return bytes(told)
            told += chunk
            if len(told) > 2 * limits.result_bytes:
                raise Refused("too_large")
    raise Refused("too_long")


def _answer(told: bytes, ended: int) -> Answer:
    """The rows that the child has sent; it says nothing at all where the system stopped it, for the processor time or the
    memory that it took.
    """
    head, _, rows = told.partition(b"\n")
    if not head:
        raise Refused("too_long" if ended == -signal.SIGXCPU else "too_much_memory")
    said: dict[str, Any] = json.loads(head)
    if "reason" in said:
        raise Refused(said["reason"], said["details"])
    try:
        return Answer(pa.ipc.open_stream(rows).read_all(), said["is_cut"])
    except pa.ArrowInvalid as error:
        raise Refused("too_much_memory") from error
