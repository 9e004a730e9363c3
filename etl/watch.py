"""What arrives in a folder, handed over once it is whole: the system tells of changes, watchfiles listens."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import watchfiles

from etl.run import is_passed_over

STILL_SECONDS: Final = 2.0  # a file that has not changed for so long is written to its end
_Looks = tuple[int, int]  # size, and when it was changed


def arrivals(folder: Path, still_seconds: float = STILL_SECONDS) -> Iterator[list[Path]]:
    """First the folder itself, for what lies there already; then, as they become whole, the files that arrive or change.

    Never ends by itself: KeyboardInterrupt is raised where it waits.
    """
    waiting: dict[Path, tuple[_Looks, float]] = {}
    is_first = True
    timeout_ms = round(still_seconds * 500)
    for changes in watchfiles.watch(
        folder, watch_filter=None, yield_on_timeout=True, rust_timeout=timeout_ms, debounce=timeout_ms
    ):
        if is_first:  # the system listens from now on, so nothing is missed that arrives while the first are read
            is_first = False
            yield [folder]
        for change, path in changes:
            if change != watchfiles.Change.deleted:
                waiting |= {file: ((-1, -1), 0.0) for file in _files(Path(path), folder) if file not in waiting}
        if whole := list(_whole(waiting, still_seconds)):
            yield whole


def _files(path: Path, folder: Path) -> list[Path]:
    """The files at a path that changed: a folder that is moved here tells nothing of what it holds."""
    found = path.rglob("*") if path.is_dir() else [path]
    return sorted(file for file in found if file.is_file() and not is_passed_over(file.relative_to(folder)))


def _whole(waiting: dict[Path, tuple[_Looks, float]], still_seconds: float) -> Iterator[Path]:
    """Take out the files that have looked the same for long enough; those that are gone are forgotten."""
    now = time.monotonic()
    for path, (looked, since) in list(waiting.items()):
        try:
            status = path.stat()
        except FileNotFoundError:
            del waiting[path]
            continue
        looks = (status.st_size, status.st_mtime_ns)
        if looks != looked:
            waiting[path] = (looks, now)
        elif now - since >= still_seconds:
            del waiting[path]
            yield path
