"""What the reader looks at: a language, a selection of reports and one release, and how a page asks about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import metrics
from display import charts, tables
from display.words import Words

BY_ITS_TEXT: Final[dict[str | type, Callable[[Any], str]]] = {
    metrics.Selection: repr
}  # by its text: quicker than field by field
Only = tuple[tuple[str, tuple[object, ...]], ...]  # column -> the values whose rows are kept


@dataclass(frozen=True)
class View:
    """One reader's choice; every question of a page is asked through it, so that all its figures agree."""

    words: Words
    selection: metrics.Selection
    snapshot: metrics.Snapshot
    chosen: tuple[tuple[str, str, str], ...] = ()  # the filters that are on: parameter, code, name

    def ask(self, metric: str, **given: object) -> pd.DataFrame:
        """Return the metric's answer for this selection and release."""
        return _answer(str(self.snapshot.path), self.snapshot.release_no, metric, self.selection, given)

    def page(self, metric: str, given: Mapping[str, object], first: int, count: int, only: Only = ()) -> metrics.Page:
        """Return `count` rows of the answer from row `first` on, and how many there are."""
        at = self.snapshot
        return _page(str(at.path), at.release_no, metric, self.selection, dict(given), first, count, only)

    def row(self, metric: str, **given: object) -> dict[str, Any]:
        """Return the only row of a metric that has one, by column."""
        return dict(self.ask(metric, **given).iloc[0])

    def by(self, metric: str, by: str, **given: object) -> pd.DataFrame:
        """Return the answer in groups, with a column "group" that names them."""
        return tables.with_groups(self.ask(metric, by=by, **given), by, self.words)

    def figure(self, key: str, draw: Callable[[], go.Figure]) -> go.Figure:
        """Return the figure that `draw` makes; it is kept under its key, which names all that it depends on besides the view."""
        return _figure(draw, str(self.snapshot.path), self.selection, self.words.language, key, on_a_phone())

    def narrowed(self, name: str, code: object) -> "View":
        """Return the same view of one value of a filter alone; None is what reports do not say."""
        unsaid: object = 0 if name == "years" else ""
        value = unsaid if code is None else int(str(code)) if name == "years" else str(code)
        return replace(self, selection=replace(self.selection, **{name: (value,)}))

    def project_of(self, report: str) -> str:
        """Return the key of the project that a report belongs to."""
        return str(self.row("report_header", report=report)["project_key"])


def current_view() -> View:
    """Return the view that app.py has put together for this run."""
    view: View = st.session_state["view"]
    return view


def on_a_phone() -> bool:
    """Return whether the reader's browser calls itself a phone's: it has no room for names beside the bars."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


@st.cache_resource(max_entries=1000, show_spinner=False, hash_funcs=BY_ITS_TEXT)
def _figure(
    _draw: Callable[[], go.Figure],
    path: str,
    selection: metrics.Selection,
    language: str,
    key: str,
    is_narrow: bool,
) -> go.Figure:
    """A chart of a release never changes either, and costs more to draw than to ask for."""
    drawn = charts.narrowed(_draw()) if is_narrow else _draw()
    said = drawn.to_dict()
    drawn.to_dict = lambda: said  # Streamlit asks at every run, and each time would get a deep copy
    return drawn


@st.cache_resource(max_entries=1000, show_spinner=False, hash_funcs=BY_ITS_TEXT)
def _answer(
    path: str, release_no: int, metric: str, selection: metrics.Selection, given: dict[str, object]
) -> pd.DataFrame:
    """A release never changes, so its answers may be kept as long as there is room.

    Kept as they are, not as copies: no page changes an answer in place. It carries the name of its metric (attrs), by
    which a table finds the sources of its figures.
    """
    answer = metrics.ask(metric, selection, at=metrics.Snapshot(Path(path), release_no), **given)
    answer.attrs["metric"] = metric
    return answer


@st.cache_resource(max_entries=1000, show_spinner=False, hash_funcs=BY_ITS_TEXT)
def _page(
    path: str,
    release_no: int,
    metric: str,
    selection: metrics.Selection,
    given: dict[str, object],
    first: int,
    count: int,
    only: Only,
) -> metrics.Page:
    """Some rows of an answer: as good to keep as a whole one."""
    at = metrics.Snapshot(Path(path), release_no)
    page = metrics.ask_page(metric, selection, first=first, count=count, only=only, at=at, **given)
    page.rows.attrs["metric"] = metric
    return page
