"""Where a number comes from: the dialog with the cells behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from pages.parts import columns, rows
from pages.parts.view import Only, View


@dataclass(frozen=True)
class Asked:
    """A question of a page: a metric, and what it is given besides the filters."""

    metric: str
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources(Asked):
    """Where a figure comes from: a metric with the cells behind it, and the columns to show of it."""

    shown: tuple[str, ...] = columns.SOURCES
    only: Only = ()


def sources_button(view: View, key: str, sources: Sources, says: str = "sources.button") -> None:
    """A button that opens the cells that a figure comes from: words, report, place."""
    if st.button(view.words[says], key=f"sources_{key}", type="tertiary", icon=":material/manage_search:"):
        open_sources(view, key, sources)


def open_sources(view: View, key: str, sources: Sources) -> None:
    """Open the dialog with the cells that a figure comes from."""
    show = st.dialog(view.words["sources.title"], width="large")(_sources)
    show(view, key, sources)


def _sources(view: View, key: str, sources: Sources) -> None:
    name = f"sources_of_{key}"
    first = (rows.page_number(name) - 1) * rows.ROWS_SHOWN
    page = view.page(sources.metric, sources.given, first, rows.ROWS_SHOWN, sources.only)
    st.caption(view.words.say("sources.note", n=page.total_count))
    rows.draw(view, name, page.rows, sources.shown)
    rows.page_buttons(view, name, page.total_count)
