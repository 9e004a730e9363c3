"""The cell of a table that the reader has chosen: what it says, and what can be done with it."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from display import tables
from display.charts.look import pick
from pages.parts import behind, paper, picks
from pages.parts.sources import open_place, open_sources
from pages.parts.view import View


def bar(view: View, key: str, answer: pd.DataFrame, first: str, by: str | None) -> bool:
    """One line above a table: what the chosen cell is and where it leads; return whether one is chosen.

    `first` is the column that names a row.
    """
    chosen = _chosen(key, answer)
    if chosen is None:
        return False
    row, column = chosen
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"cell_{key}"):
        if column == "project_title" and "report_id" in row:
            _open_project(view, row["report_id"])
        words = tables.row_in_words(row, view.words)
        said = f"{words[first]} · {tables.heading(answer, column, view.words)}: **{words[column]}**"
        st.caption(said)
        found = behind.behind(view, answer.attrs.get("metric", ""), row, column, by)
        if found:
            _button(view, key, "sources.button", "manage_search", open_sources, found[0], f"cell_{key}", found[1], said)
        if "report_id" in row and paper.places_of(row):
            _button(view, key, "cell.paper", "description", open_place, view, f"cell_{key}", row)
        narrows = _pick(row, by)
        if narrows:
            _button(view, key, "cell.narrow", "filter_alt", picks.toggle, narrows)
        if "report_id" in row:
            _button(view, key, "cell.open_project", "folder_open", _open_project, view, row["report_id"])
    return True


def _chosen(key: str, answer: pd.DataFrame) -> tuple[dict[Any, Any], str] | None:
    """The row and the column of the chosen cell; None when none is, or the rows have changed under it."""
    state = st.session_state.get(f"table_{key}")
    cells = state.selection.cells if state else []
    if not cells or cells[0][0] >= len(answer) or cells[0][1] not in answer:
        return None
    at, column = cells[0]
    return answer.iloc[at].to_dict(), column


def _button(view: View, key: str, says: str, icon: str, does: Callable[..., None], *args: Any) -> None:
    icon = f":material/{icon}:"
    st.button(view.words[says], key=f"{says}_{key}", on_click=does, args=args, type="tertiary", icon=icon)


def _pick(row: Mapping[Any, Any], by: str | None) -> str:
    """What the row can narrow the page to: its group, else its region."""
    if by:
        code = behind.group_of(row, by)
        return "" if code == behind.WHOLE else pick(by, code)
    return pick("region", row["region_code"]) if "region_code" in row else ""


def _open_project(view: View, report: str) -> NoReturn:
    """Choose the project of the row; app.py then goes to its page, which a callback cannot."""
    st.session_state["project"] = view.project_of(report)
    st.session_state["goes_to_project"] = True
    st.rerun()
