"""A load in a process of its own: how far it is, what became of each file, and a way to stop it.

The dashboard loads this way: papers are read beside its own process, which goes on answering, and a load that is
stopped or killed leaves the release in force.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import weakref
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from threading import Thread
from typing import IO, Any, Final, Literal, NamedTuple

from etl import run
from etl.archive import ARROW

State = Literal["reading", "waiting", "publishing", "done", "stopped", "failed"]
UNDER_WAY: Final = ("reading", "waiting", "publishing")
_SECONDS_TO_STOP: Final = 10
_LONGEST_NAME: Final = 200
_PREFIX: Final = "esep-uploads-"
_DAY_SECONDS: Final = 24 * 60 * 60
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")


class Listed(NamedTuple):
    """A file or folder to load, and the name under which it is known; None: its own."""

    path: Path
    name: str | None = None


class Uploads:
    """Uploaded files on disk, under names of ours: theirs are for people to read, and never become paths.

    They stay until this is forgotten; what a killed server left is taken away a day later, by the next upload.
    """

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        _sweep(Path(gettempdir()))
        self._folder = Path(mkdtemp(prefix=_PREFIX))  # for nobody else to read
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self.files = [self._put(number, name, content) for number, (name, content) in enumerate(files, 1)]

    def _put(self, number: int, name: str, content: bytes) -> Listed:
        shown = plain_name(name)
        ending = Path(shown).suffix.lower()
        path = self._folder / f"{number:06d}{ending if _ENDING.fullmatch(ending) else ''}"
        path.write_bytes(content)
        return Listed(path, shown)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY_SECONDS:
                shutil.rmtree(left)


def plain_name(name: str) -> str:
    """The name of an uploaded file as it is shown: folders before it joined by arrows, without signs that nobody sees.

    >>> plain_name("2024/есеп.docx"), plain_name("..\\\\..\\\\etc/есеп.docx"), plain_name("///")
    ('2024 › есеп.docx', 'etc › есеп.docx', '?')
    """
    seen = "".join(sign for sign in unicodedata.normalize("NFC", name) if sign.isprintable())
    parts = [part.strip() for part in seen.replace("\\", "/").split("/")]
    return ARROW.join(part for part in parts if part not in ("", ".", ".."))[-_LONGEST_NAME:] or "?"


class Loading:
    """A load that has begun; what it says of itself grows while it runs."""

    def __init__(
        self, files: Sequence[Listed], folder: Path, who: str, *, replace: bool = False, uploads: Uploads | None = None
    ) -> None:
        self.folder, self.who, self.is_replacing = folder, who, replace
        self.state: State = "reading"
        self.file_count = 0  # 0: not known yet
        self.results: list[dict[str, Any]] = []  # of each file, as `python -m etl load --json` says it
        self.release_no: int | None = None  # None: nothing was new, or the load has not ended
        self.trouble = ""  # of a load that failed: the last line of what it said
        self._uploads = uploads  # a stopped load may be asked for what it has read
        self._started_at = time.monotonic()
        self._is_stopped = False
        listed = json.dumps([[str(file.path.resolve()), file.name] for file in files], ensure_ascii=False)
        command = [sys.executable, "-m", "etl", "load", "--json", "--list", "-", "--warehouse", str(folder.resolve())]
        self._process = subprocess.Popen(  # noqa: S603  our own program; names are arguments, no shell reads them
            [*command, "--who", who, *(["--replace"] if replace else [])],
            cwd=run.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # what it starts is stopped with it
        )
        self._follower = Thread(target=self._follow, args=[listed], daemon=True)
        self._follower.start()

    @property
    def is_under_way(self) -> bool:
        """Whether the load has not ended."""
        return self.state in UNDER_WAY

    @property
    def seconds_left(self) -> float | None:
        """How long reading takes yet, if it goes on as it went; None before the first file is read."""
        read = len(self.results)
        return (time.monotonic() - self._started_at) / read * (self.file_count - read) if read else None

    def stop(self) -> None:
        """Stop the load, so that nothing is published unless it just has been; returns when it has ended."""
        self._is_stopped = True
        self._send(signal.SIGTERM)
        self._follower.join(_SECONDS_TO_STOP)
        if self._follower.is_alive():
            self._send(signal.SIGKILL)
        self._follower.join()

    def wait(self) -> State:
        """How the load ended, when it has."""
        self._follower.join()
        return self.state

    def of_what_was_read(self) -> Loading:
        """Begin a load of the files that this one had read when it was stopped; no paper is read again."""
        files = [Listed(Path(result["path"]), result["name"]) for result in self.results]
        return Loading(files, self.folder, self.who, replace=self.is_replacing, uploads=self._uploads)

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def _follow(self, listed: str) -> None:
        """Hand over what to load, and take in what is said of it, until the process ends."""
        complaints: list[str] = []
        is_whole = False
        with self._process as process:
            assert process.stdout is not None
            assert process.stderr is not None
            listener = Thread(target=_collect, args=[process.stderr, complaints], daemon=True)
            listener.start()
            self._hand_over(listed)
            for line in process.stdout:
                is_whole = self._hear(json.loads(line))
            listener.join()
        self.trouble = complaints[-1].strip() if complaints else ""
        if is_whole:
            self._uploads = None  # each has its original in the warehouse, or was refused
        self.state = "done" if is_whole else "stopped" if self._is_stopped else "failed"

    def _hand_over(self, listed: str) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as asked:
            asked.write(listed)

    def _hear(self, said: dict[str, Any]) -> bool:
        """Take in one line; whether it says how the load ended."""
        if "planned" in said:
            self.file_count = said["planned"]
        elif "waits" in said:
            self.state = "waiting"
        elif "path" in said:
            self.results.append(said)
            self.state = "publishing" if len(self.results) == self.file_count else "reading"
        else:
            self.release_no = said["release_no"]
        return "release_no" in said


def _collect(lines: IO[str], into: list[str]) -> None:
    into.extend(lines)
