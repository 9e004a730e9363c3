"""The whole workbook from any page: made before the reader's eyes, then handed out."""

from functools import partial
from typing import Final

import streamlit as st

import metrics
from pages.parts import dialogs
from pages.parts.download import excel_button, filters_in_words
from pages.parts.view import View

KEPT: Final = "whole_book"  # the workbook that was made last, with what it is of
MEGABYTE: Final = 1_000_000


def button(view: View) -> None:
    """A button that makes the whole workbook of what is selected."""
    said = view.words
    st.button(
        said["download.whole"],
        key="whole_book_button",
        icon=":material/table_view:",
        help=said["download.whole_help"],
        width="stretch",
        on_click=partial(dialogs.show, said["download.whole"], _make, view, width="small"),
    )


def _make(view: View) -> None:
    """Make the workbook with its progress in sight, unless it is the one made last; then offer it."""
    of = (view.snapshot, view.selection, view.words.language)
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != of:
        kept = st.session_state[KEPT] = (of, _made(view))
    size = round(len(kept[1]) / MEGABYTE, 1)
    st.success(view.words.say("download.whole_ready", size=size), icon=":material/check_circle:")
    excel_button(view, "book", lambda: kept[1], "download.whole_save", key="save_whole_book", type="primary")


def _made(view: View) -> bytes:
    from display.book import whole_workbook  # as in download.about

    bar = st.progress(0.0)
    ask = partial(metrics.ask, selection=view.selection, at=view.snapshot)  # its answers are too long to be kept
    made = whole_workbook(
        ask,
        filters_in_words(view),
        view.words,
        lambda done, what: bar.progress(done, view.words.say("download.whole_making", what=what)),
    )
    bar.empty()
    return made
