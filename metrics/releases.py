"""Which releases of the warehouse are there, and which is in force."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_USUAL_FOLDER: Final = Path(__file__).parents[1] / "data" / "warehouse"
_RELEASE_NAME: Final = re.compile(r"warehouse-(\d{8})\.duckdb")


class NoRelease(LookupError):  # noqa: N818
    """The release asked for is not there or damaged: none was ever loaded, or it is older than those that are kept."""


class OtherSchema(LookupError):  # noqa: N818
    """The release lacks a table or column that the question needs: an earlier version of the program made it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release: a file that is never changed once it has its name."""

    path: Path
    release_no: int


def warehouse_folder() -> Path:
    """Where releases are: ESEP_WAREHOUSE if it is set, else data/warehouse beside the code."""
    return Path(os.environ.get("ESEP_WAREHOUSE") or _USUAL_FOLDER)


def current(folder: Path | None = None) -> Snapshot:
    """The release that the pointer file CURRENT names.

    Raises NoRelease if nothing was loaded yet, or the pointer names a file that is not there.
    """
    chosen = folder or warehouse_folder()
    try:
        file_name = (chosen / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoRelease(f"no release in {chosen}; load one: python -m etl load data/inbox") from None
    named = _RELEASE_NAME.fullmatch(file_name)
    if named is None or not (chosen / file_name).is_file():
        raise NoRelease(
            f"{chosen / 'CURRENT'} names '{file_name}', which is no release there; kept: {_kept(chosen)}. "
            "Put one of them in force (python -m etl rollback NUMBER --reason WHY), or load again: python -m etl load"
        )
    return Snapshot((chosen / file_name).resolve(), int(named[1]))


def snapshot(release_no: int, folder: Path | None = None) -> Snapshot:
    """An older release by its number, as an old link names it.

    Raises NoRelease if it is no longer kept; the message says which are.
    """
    chosen = folder or warehouse_folder()
    path = chosen / f"warehouse-{release_no:08d}.duckdb"
    if not path.is_file():
        raise NoRelease(f"release {release_no} is not in {chosen}; kept: {_kept(chosen)}")
    return Snapshot(path.resolve(), release_no)


def _kept(folder: Path) -> str:
    numbers = [int(named[1]) for file in folder.glob("*.duckdb") if (named := _RELEASE_NAME.fullmatch(file.name))]
    return ", ".join(map(str, sorted(numbers))) or "none"
