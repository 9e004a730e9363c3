"""What was promised and not done: the indicators themselves, then by whom, where and in which tasks."""

from typing import Final

import streamlit as st

from display import charts, tables
from pages.parts import blocks, columns, link, rows
from pages.parts.blocks import Asked
from pages.parts.view import View

GROUPINGS: Final = ("kind", "task", "sphere", "region", "year", "organisation", "project", "level", "form", "language")
ASSIGNED: Final = ("kind", "level")  # groupings that no report states
UNMET: Final = ("missed", "no_fact")


def show(view: View) -> None:
    """The list of what was not done, and how the indicators of each group ended."""
    _listed(view)
    _by_group(view)


@blocks.section()
def _listed(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(gap=None):
            blocks.heading(view, "unmet", view.row("portfolio_totals"))
        chosen = link.choose_on_page(
            st.pills,
            view.words["column.status"],
            UNMET,
            "unmet",
            first=[],
            selection_mode="multi",
            format_func=lambda status: f"{charts.SIGN[status]} {view.words[f'status.{status}']}",
            label_visibility="collapsed",
            width="content",
        )
    only = (("status", tuple(chosen)),) if chosen else ()
    if view.page("unmet_list", {}, 0, rows.ROWS_SHOWN, only).total_count:
        blocks.long_table(view, "unmet", Asked("unmet_list"), columns.UNMET, only, wraps=True)
    else:
        st.info(view.words["empty.unmet"], icon=":material/task_alt:")


@blocks.section()
def _by_group(view: View) -> None:
    title = st.container()
    by = blocks.choose_grouping(view, "indicators", GROUPINGS)
    groups = view.by("indicators_by", by)
    with title:
        most = view.kept(f"missed_by_{by}", lambda: tables.leaders(groups, "missed_count", view.words))
        blocks.heading(view, "indicators", view.row("portfolio_totals") | most)
    if by in ASSIGNED:
        st.caption(_assigned(view))
    blocks.chart(
        view,
        f"indicators_by_{by}",
        lambda: charts.statuses_by(groups, by, view.words),
        groups,
        columns.STATUS_GROUPS,
        by,
    )
    if by == "task":
        blocks.heading(view, "tasks")
        blocks.long_table(view, "tasks", Asked("task_list"), columns.TASKS, wraps=True)


def _assigned(view: View) -> str:
    """That kinds are ours, and how few indicators measure what changed."""
    levels = view.ask("indicators_by", by="level")
    outcomes = levels.loc[levels["group_code"] == "outcome", "indicator_count"].sum()
    figures = {"indicator_count": levels["indicator_count"].sum(), "outcome_count": outcomes}
    return view.words.say("indicators.assigned", **figures)
