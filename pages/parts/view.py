"""What the reader looks at: a language, a selection of reports and one release, and how a page asks about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition
from typing import Any, Final, ParamSpec, TypeVar

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from cachetools import LRUCache, cached

import metrics
from display import charts, numbers, tables
from display.words import Words, words

KEPT: Final = 1000  # answers, and as many figures; the ones asked for least lately go first
Only = metrics.Only
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """One reader's choice; every question of a page is asked through it, so that all its figures agree."""

    words: Words
    selection: metrics.Selection
    snapshot: metrics.Snapshot
    chosen: tuple[tuple[str, str, str], ...] = ()  # the filters that are on: parameter, code, name
    is_narrow: bool = False  # a phone, which has no room for names beside the bars

    def ask(self, metric: str, **given: object) -> pd.DataFrame:
        """Return the metric's answer for this selection and release."""
        return _answer(str(self.snapshot.path), self.snapshot.release_no, metric, self._of(metric), given)

    def page(self, metric: str, given: Mapping[str, object], first: int, count: int, only: Only = ()) -> metrics.Page:
        """Return `count` rows of the answer from row `first` on, and how many there are."""
        at = self.snapshot
        return _page(str(at.path), at.release_no, metric, self._of(metric), dict(given), first, count, only)

    def row(self, metric: str, **given: object) -> dict[str, Any]:
        """Return the only row of a metric that has one, by column."""
        return dict(_row(str(self.snapshot.path), self.snapshot.release_no, metric, self._of(metric), given))

    def column(self, metric: str, key: str, value: str, **given: object) -> dict[Any, Any]:
        """Return one column of an answer by another; null values are left out."""

        def paired() -> dict[Any, Any]:
            answer = self.ask(metric, **given)
            pairs = zip(answer[key].tolist(), answer[value].tolist(), strict=True)
            return {name: said for name, said in pairs if not (numbers.is_absent(name) or numbers.is_absent(said))}

        return self.kept(f"column {metric} {key} {value} {given}", paired)

    def by(self, metric: str, by: str, **given: object) -> pd.DataFrame:
        """Return the answer in groups, with a column "group" that names them."""
        at = self.snapshot
        return _grouped(str(at.path), at.release_no, metric, self.selection, by, self.words.language, given)

    def figure(self, key: str, draw: Callable[[], go.Figure]) -> go.Figure:
        """Return the figure that `draw` makes; it is kept under its key, which names all that it depends on besides the view."""
        return _figure(draw, str(self.snapshot.path), self.selection, self.words.language, key, self.is_narrow)

    def kept(self, key: str, make: Callable[[], T]) -> T:
        """Return what `make` makes of answers; it is kept as figures are, under a key as theirs."""
        return _made(make, str(self.snapshot.path), self.selection, self.words.language, key)

    def _of(self, metric: str) -> metrics.Selection:
        """What a metric's answer depends on: all selections share the answers that none of them narrows."""
        return self.selection if metrics.is_narrowed(metric) else metrics.EVERYTHING

    def narrowed(self, name: str, code: object) -> "View":
        """Return the same view of one value of a filter alone; None is what reports do not say."""
        return replace(self, selection=self.selection.narrowed(name, code))

    def project_of(self, report: str) -> str:
        """Return the key of the project that a report belongs to."""
        return str(self.row("report_header", report=report)["project_key"])


def current_view() -> View:
    """Return the view that app.py has put together for this run."""
    view: View = st.session_state["view"]
    return view


def on_a_phone() -> bool:
    """Return whether the reader's browser calls itself a phone's: as it is for a whole run."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def _kept(key: Callable[..., object]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns: a release never changes, so neither do its answers. `key` names what they depend on.

    Kept as they are, not as copies: no page changes an answer in place. Streamlit's own cache takes a millisecond to find
    what it keeps, and a page asks fifty times.
    """
    return cached(LRUCache(KEPT), key=key, condition=Condition())


def _asked(path: str, release_no: int, metric: str, selection: metrics.Selection, *given: object) -> object:
    return path, metric, selection, repr(given)


@_kept(lambda draw, *depends_on: depends_on)
def _figure(
    draw: Callable[[], go.Figure], path: str, selection: metrics.Selection, language: str, key: str, is_narrow: bool
) -> go.Figure:
    """A chart as it is sent: it costs as much to draw as to ask for."""
    said = (charts.narrowed(draw()) if is_narrow else draw()).to_dict()
    said["layout"]["template"] = {"layout": {}}  # ours say all; Streamlit's would be most of a small chart's message
    return charts.Chart(said)


@_kept(lambda make, *depends_on: depends_on)
def _made(make: Callable[[], T], path: str, selection: metrics.Selection, language: str, key: str) -> T:
    return make()


@_kept(_asked)
def _answer(
    path: str, release_no: int, metric: str, selection: metrics.Selection, given: dict[str, object]
) -> pd.DataFrame:
    """An answer; it carries the name of its metric (attrs), by which a table finds the sources of its figures."""
    return metrics.ask(metric, selection, at=metrics.Snapshot(Path(path), release_no), **given)


@_kept(_asked)
def _row(
    path: str, release_no: int, metric: str, selection: metrics.Selection, given: dict[str, object]
) -> dict[str, Any]:
    return dict(_answer(path, release_no, metric, selection, given).iloc[0])


@_kept(_asked)
def _grouped(
    path: str,
    release_no: int,
    metric: str,
    selection: metrics.Selection,
    by: str,
    language: str,
    given: dict[str, object],
) -> pd.DataFrame:
    answer = _answer(path, release_no, metric, selection, {"by": by, **given})
    return tables.with_groups(answer, by, words(language))


@_kept(_asked)
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
    return metrics.ask_page(metric, selection, first=first, count=count, only=only, at=at, **given)
