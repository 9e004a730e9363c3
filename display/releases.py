"""Two releases side by side: which reports came, went or gave way, and what became of every headline figure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, Protocol

import pandas as pd

from display import numbers
from display.words import Words

HEADLINES: Final = (  # of portfolio_totals, in the order of the opening screen
    "report_count", "project_count", "organisation_count", "grant_kzt", "region_count",
    "direct_plan_count", "direct_fact_count", "vulnerable_fact_count", "vulnerable_pct", "indirect_fact_count",
    "indicator_count", "met_count", "exceeded_count", "missed_count", "undecidable_count", "reached_pct",
    "contradicting_report_count", "finding_count",
)  # fmt: skip
CHANGES: Final = ("added", "gone", "superseded", "counts_again", "refused", "not_refused")


class Release(Protocol):
    """A release that is kept."""

    @property
    def number(self) -> int: ...
    @property
    def published_at(self) -> datetime: ...
    @property
    def rules_version(self) -> str: ...
    @property
    def report_count(self) -> int: ...
    @property
    def refused_count(self) -> int: ...
    @property
    def finding_count(self) -> int: ...
    @property
    def is_current(self) -> bool: ...


class Act(Protocol):
    """A line of the trail."""

    @property
    def at(self) -> datetime: ...
    @property
    def who(self) -> str: ...
    @property
    def deed(self) -> str: ...
    @property
    def act_no(self) -> int: ...
    @property
    def about(self) -> Mapping[str, Any]: ...


def kept(releases: Iterable[Release], acts: Sequence[Act], words: Words) -> pd.DataFrame:
    """Return a row a release, as they come; who made it is told by the trail. Columns are keys of words."""
    listed = list(releases)
    earlier = {later.number: before.published_at for later, before in pairwise(listed)}
    return pd.DataFrame(
        [
            {
                "column.release_no": str(release.number),
                "column.release_state": words["releases.in_force"] if release.is_current else None,
                "column.published_at": f"{numbers.date(release.published_at)} {release.published_at:%H:%M}",
                "column.made_by": made_by(release, earlier.get(release.number), acts, words),
                "column.report_count": numbers.count(release.report_count),
                "column.refused_count": numbers.count(release.refused_count),
                "column.finding_count": numbers.count(release.finding_count),
                "column.rules_version": release.rules_version,
            }
            for release in listed
        ]
    )


def made_by(release: Release, after: datetime | None, acts: Sequence[Act], words: Words) -> str | None:
    """Return who loaded a release, or who decided what it brings; None if the trail does not say."""
    loaded = [act for act in acts if act.deed == "loaded" and act.about.get("release_no") == release.number]
    decided = decisions(acts, after, release.published_at) if after is not None else []
    deeds: dict[str, dict[str, None]] = {}
    for act in loaded or decided:
        deeds.setdefault(act.who, {})[words[f"deed.{act.deed}"]] = None
    return "; ".join(f"{name(who, words)} ({', '.join(said)})" for who, said in deeds.items()) or None


def name(who: str, words: Words) -> str:
    """Return a name as it is shown."""
    return words["who.anonymous"] if who == "anonymous" else who


def decisions(acts: Iterable[Act], after: datetime, until: datetime) -> list[Act]:
    """Return the acts by which people changed what the reports say, of the time between two releases."""
    first, last = sorted((after, until))
    silent = ("loaded", "exported", "asked_sql", "reviewed", "rolled_back")
    return [act for act in acts if first < act.at <= last and act.deed not in silent]


def totals(before: Mapping[str, Any], after: Mapping[str, Any], words: Words) -> pd.DataFrame:
    """Return a row a headline figure: what it was, what it is, and the difference; `is_changed` says whether it is any.

    Where one of the two says nothing there is no difference. The other columns are keys of words.
    """
    return pd.DataFrame(
        [
            {
                "column.figure_name": words[f"column.{column}"],
                "column.figure_before": numbers.by_unit(column, before[column]),
                "column.figure_after": numbers.by_unit(column, after[column]),
                "column.figure_difference": difference(column, before[column], after[column], words),
                "is_changed": _differ(before[column], after[column]),
            }
            for column in HEADLINES
        ]
    )


def _differ(before: Any, after: Any) -> bool:
    absent = numbers.is_absent(before), numbers.is_absent(after)
    return absent[0] != absent[1] if any(absent) else bool(before != after)


def difference(column: str, before: Any, after: Any, words: Words) -> str:
    """Return by how much a figure has changed, with its sign: shares in percentage points.

    >>> from display.words import words
    >>> difference("report_count", 5, 8, words("en")), difference("grant_kzt", 7.0, 5.0, words("en"))
    ('+3', '−2\\xa0₸')
    >>> difference("reached_pct", 80.5, 82.0, words("en")), difference("reached_pct", None, 82.0, words("en"))
    ('+1,5\\xa0pp', '–')
    """
    if numbers.is_absent(before) or numbers.is_absent(after):
        return numbers.ABSENT
    change = after - before
    if not change:
        return "0"
    said = words.say("releases.points", n=float(change)) if column.endswith("_pct") else numbers.by_unit(column, change)
    return f"+{said}" if change > 0 else said


def reports(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the reports (of release_reports) that differ between two releases, with `change_code`, one of CHANGES.

    Added and gone reports are of one of them only. Of those in both, a superseded one counts no longer, because another
    of its project does or somebody excluded it; a report that counts again is the reverse.
    """
    both = before.set_index("report_id")["is_latest"]
    counted = after["report_id"].map(both)
    changes = [
        _with(after[counted.isna()], "added"),
        _with(before[~before["report_id"].isin(after["report_id"])], "gone"),
        _with(after[counted.eq(True) & ~after["is_latest"]], "superseded"),
        _with(after[counted.eq(False) & after["is_latest"]], "counts_again"),
    ]
    return pd.concat(changes, ignore_index=True)


def refusals(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the files (of refused_files) that one release has turned away and the other not, with `change_code`."""
    changes = [
        _with(after[~after["file_name"].isin(before["file_name"])], "refused"),
        _with(before[~before["file_name"].isin(after["file_name"])], "not_refused"),
    ]
    return pd.concat(changes, ignore_index=True)


def _with(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    return rows.assign(change_code=code)


def changed_in_words(changed: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return changed reports and refused files in words. Columns are keys of words."""
    said: dict[str, Callable[[Any], object]] = {
        "change_code": lambda code: words[f"change.{code}"],
        "form_code": lambda code: None if numbers.is_absent(code) else words[f"form.{code}"],
    }
    columns = ("change_code", "project_title", "organisation_name", "form_code", "file_name")
    return pd.DataFrame(
        {
            f"column.{column}": changed.get(column, pd.Series(index=changed.index, dtype=object)).map(
                said.get(column, lambda value: value)
            )
            for column in columns
        }
    )
