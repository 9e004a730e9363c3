"""Where a number comes from: the dialog with the cells behind it, each shown in its report, and the list as Excel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

import pandas as pd
import streamlit as st

import metrics
from display import tables
from pages.parts import columns, correct, dialogs, paper, rows
from pages.parts.download import about, excel_button
from pages.parts.view import Only, View

ALL_ROWS: Final = 1_000_000  # Excel holds no more
ROWS_IN_DIALOG: Final = 8  # in sight: the paper below has to be seen too


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


def sources_button(view: View, key: str, sources: Sources, says: str = "sources.button", figure: str = "") -> None:
    """A button that opens the cells that a figure comes from: words, report, place."""
    st.button(
        view.words[says],
        key=f"sources_{key}",
        type="tertiary",
        icon=":material/manage_search:",
        on_click=open_sources,
        args=(view, key, sources, figure),
    )


def sources_menu(view: View, key: str, of: Mapping[str, Sources]) -> None:
    """The same for several figures by their names, in words: the reader chooses whose cells to open."""
    name = f"sources_{key}"
    st.menu_button(
        view.words["sources.button"],
        list(of),
        key=name,
        type="tertiary",
        icon=":material/manage_search:",
        on_click=lambda: open_sources(view, key, of[st.session_state[name]], f"**{st.session_state[name]}**"),
    )


def open_sources(view: View, key: str, sources: Sources, figure: str = "") -> NoReturn:
    """Open the dialog with the cells that a figure comes from; `figure` is its name and what it says."""
    dialogs.show(view.words["sources.title"], _sources, view, key, sources, figure)


def open_place(view: View, key: str, row: Mapping[Any, Any]) -> NoReturn:
    """Open a dialog with the cells that a row of an answer names (report_id, and places), as they stand in the report."""
    dialogs.show(view.words["page.paper"], _in_paper, view, key, row)


def _sources(view: View, key: str, sources: Sources, figure: str) -> None:
    """The figure, its list, and below it the paper of the row that was chosen; the only row is chosen at once."""
    name = f"sources_of_{key}"
    first = (rows.page_number(name) - 1) * rows.ROWS_SHOWN
    page = view.page(sources.metric, sources.given, first, rows.ROWS_SHOWN, sources.only)
    if figure:
        st.markdown(figure)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(view.words.say("sources.note", n=page.total_count), width="content")
        excel_button(view, "sources", lambda: sources_workbook(view, sources), "sources.download", key=f"excel_{name}")
    chosen = rows.draw(view, name, page.rows, sources.shown, wraps=True, on_select="rerun", most=ROWS_IN_DIALOG)
    rows.page_buttons(view.words, name, page.total_count)
    at = next((row for row, _ in chosen.selection.cells), 0 if page.total_count == 1 else None)
    if at is None or at >= len(page.rows):
        st.caption(view.words["sources.choose"])
    else:
        _in_paper(view, name, page.rows.iloc[at].to_dict())


def _in_paper(view: View, key: str, row: Mapping[Any, Any]) -> None:
    """The table or paragraph that a row names, the cells marked, and the way to the whole report."""
    places = paper.places_of(row)
    if not places:
        st.caption(view.words["sources.no_place"])
        return
    report = view.row("report_header", report=row["report_id"])
    where = "; ".join(dict.fromkeys(tables.place(place, view.words) for place in places.values()))
    st.markdown(f"**{tables.text(report['project_title'])}** · {report['file_name']} · {where}")
    paper.paper_link(view, str(row["report_id"]), places.values())
    correct.offer(view, report, places.values())
    paper.around(view, key, report, places)


def sources_workbook(view: View, sources: Sources) -> bytes:
    """Return every cell behind a figure as a workbook: report, value, the words of its cell, place, page, release."""
    from display.workbook import Sheet, workbook  # as in download.about

    answer = view.page(sources.metric, sources.given, 0, ALL_ROWS, sources.only).rows
    sheet = Sheet(view.words["sheet.sources"], tables.in_words(with_words(view, answer), view.words))
    return workbook([sheet], about(view), view.words)


def with_words(view: View, answer: pd.DataFrame) -> pd.DataFrame:
    """Return an answer whose rows are cells of reports, with the file, the words and page of each place, and the release."""
    told = metrics.with_words(answer, view.snapshot)
    return told.drop(columns="report_id").assign(release_no=view.snapshot.release_no)
