"""The trail: who did what with the warehouse, and when. Written once, never changed, kept beside the releases.

Releases come and go, and a re-reading makes every row anew; what people did and decided stands here. SQLite, because
several processes write to it: the dashboard, a load from the command line, a scheduled export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    import sqlite3

FILE: Final = "trail.sqlite"
Deed = Literal[
    "loaded",
    "rolled_back",
    "exported",
    "corrected",
    "assigned",
    "excluded",
    "reinstated",
    "merged",
    "split",
    "reviewed",
    "undone",
    "asked_sql",
]
DEEDS: Final[tuple[str, ...]] = get_args(Deed)

_SCHEMA: Final = """
    create table if not exists act (
        act_no  integer primary key autoincrement,
        at      text not null,  -- UTC, ISO 8601
        who     text not null,
        deed    text not null,
        about   text not null   -- JSON: what the deed was done to, and why
    ) strict;
    create trigger if not exists act_is_not_changed before update on act
        begin select raise(abort, 'the trail is never changed'); end;
    create trigger if not exists act_is_not_deleted before delete on act
        begin select raise(abort, 'the trail is never changed'); end;
"""


class Act(NamedTuple):
    """One line of the trail; `at` is UTC."""

    act_no: int
    at: datetime
    who: str
    deed: Deed
    about: dict[str, Any]


def record(folder: Path, who: str, deed: Deed, /, **about: Any) -> Act:
    """Write a line into the trail of the warehouse in `folder`, and return it with its number.

    Raises ValueError if nobody is named, or the deed is none of DEEDS.
    """
    if not who.strip():
        raise ValueError("an act without a name would tell nobody who did it")
    if deed not in DEEDS:
        raise ValueError(f"'{deed}' is no deed of the trail: {', '.join(DEEDS)}")
    at = datetime.now(UTC).replace(tzinfo=None)
    said = json.dumps(about, ensure_ascii=False)
    with _opened(folder) as trail:
        line = "insert into act (at, who, deed, about) values (?, ?, ?, ?)"
        number = trail.execute(line, [at.isoformat(), who.strip(), deed, said]).lastrowid
    return Act(int(number or 0), at, who.strip(), deed, json.loads(said))


def acts(folder: Path, *deeds: Deed) -> list[Act]:
    """Return the trail from its first line to its last; only the deeds named, if any are. Empty where nothing was done."""
    if not (folder / FILE).exists():
        return []
    with _opened(folder) as trail:
        lines = trail.execute("select act_no, at, who, deed, about from act order by act_no").fetchall()
    return [
        Act(number, datetime.fromisoformat(at), who, deed, json.loads(about))
        for number, at, who, deed, about in lines
        if not deeds or deed in deeds
    ]


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The trail, in a transaction that is on disk when it ends."""
    import sqlite3  # here: the dashboard starts without it, and most of its pages write nothing

    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / FILE, timeout=30)) as trail:
        trail.executescript(_SCHEMA)
        with trail:
            yield trail
