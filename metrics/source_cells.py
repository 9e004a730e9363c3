"""The cells of reports that stand behind a row of an answer, with their words: what metrics/behind.py names, looked up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from metrics import behind
from metrics.asking import ask, ask_page
from metrics.releases import Snapshot, snapshot
from metrics.selection import Selection

PLACES: Final = (
    "name_place",
    "plan_place",
    "fact_place",
    "place",
    "total_place",
    "other_place",
)  # columns that name a cell
_ALL_ROWS: Final = 1_000_000


def sources(row: pd.Series, column: str | None = None, *, at: Snapshot | None = None) -> pd.DataFrame:
    """The cells behind a row of an answer, as the dashboard shows them behind its figures: sources(answer.iloc[0]).

    With a column, those of its figure: the rows of the question that lists them, and beside each place its words and page.
    Without one, those of all its figures, a row a figure and cell. Empty where nothing is known to stand behind it, words
    are null where they hold a hidden number. `at`: the release that the row is of, if it is not in the usual folder.

    Raises TypeError for a row that no longer knows its question (after a merge or concat), NoRelease if it is not kept.
    """
    if "asked" not in row.attrs:
        raise TypeError("this row does not know what was asked: take it from an answer of ask(), as answer.iloc[0]")
    asked = json.loads(row.attrs["asked"])
    release = at or snapshot(asked["release_no"])
    if column is not None:
        return _sources(row, column, asked, release)
    shown = ["report_id", "project_title", "organisation_name", "place", "words", "file_name", "page_no"]
    found = {name: _placed(_sources(row, str(name), asked, release)) for name in row.index}
    cells = [one.reindex(columns=shown).assign(figure=name) for name, one in found.items() if len(one)]
    together = pd.concat(cells, ignore_index=True) if cells else pd.DataFrame(columns=[*shown, "figure"])
    return together[["figure", *shown]].drop_duplicates(ignore_index=True)


def with_words(cells: pd.DataFrame, at: Snapshot | None = None) -> pd.DataFrame:
    """An answer whose rows are cells of reports, with the file, and beside each place the words and the page there."""
    told = cells.copy()
    reports = [str(report) for report in cells["report_id"]] if len(cells) else []
    for column in [column for column in PLACES if column in cells]:
        places = [None if pd.isna(place) else str(place) for place in cells[column]]
        found = ask("source_words", reports=reports, places=places, at=at)
        for name in ("words", "page_no"):
            beside = column.replace("place", name)
            if beside not in told and not (beside == "words" and "value_text" in told):
                told.insert(list(told.columns).index(column) + 1, beside, found[name].to_numpy())
        told["file_name"] = found["file_name"].to_numpy()
    return told


def _sources(row: pd.Series, column: str, asked: dict[str, Any], at: Snapshot) -> pd.DataFrame:
    """The cells behind one figure of a row."""
    metric, selection = row.attrs["metric"], Selection(**asked["selection"])
    by = behind.GROUPED_BY.get(metric, None if asked["by"] == behind.WHOLE else asked["by"])
    found = behind.behind(metric, {**asked["given"], **row}, column, by, selection, _project_at(at))
    if found is None:
        return with_words(row.to_frame().T, at) if _is_cell(row, column) else pd.DataFrame()
    page = ask_page(
        found.metric, found.selection, first=0, count=_ALL_ROWS, only=found.only, at=at, **dict(found.given)
    )
    return with_words(page.rows, at)


def _is_cell(row: pd.Series, column: str) -> bool:
    """Whether a row is itself read from cells of one report, and the column is one of its values."""
    return "report_id" in row and column not in PLACES and any(not pd.isna(row.get(place)) for place in PLACES)


def _project_at(at: Snapshot) -> Callable[[str], str]:
    return lambda report: str(ask("report_header", report=report, at=at)["project_key"].iloc[0])


def _placed(sources: pd.DataFrame) -> pd.DataFrame:
    """One row a place of an answer that names several in a row: its plan's, its fact's."""
    if sources.empty:
        return sources
    of_row = [
        column for column in ("report_id", "project_title", "organisation_name", "file_name") if column in sources
    ]
    each = [
        sources[of_row].assign(
            **{name: sources.get(column.replace("place", name)) for name in ("place", "words", "page_no")}
        )
        for column in PLACES
        if column in sources
    ]
    return pd.concat(each).dropna(subset="place").sort_index(kind="stable") if each else sources[of_row]
