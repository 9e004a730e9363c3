"""Projects against kinds of indicators, twenty-five projects at a time."""

from typing import Final

import streamlit as st

from display import charts, findings
from pages.parts import blocks, columns, link, rows
from pages.parts.view import View

ORDERS: Final = ("missed", "share", "undecided", "title")


def show(view: View) -> None:
    """The heat map of one page of projects, with its table behind it."""
    projects = int(view.row("portfolio_totals")["indicator_report_count"])
    blocks.heading(
        view, "heat", view.kept("heat_missing", lambda: findings.missing(view.ask("indicators_by", by="project")))
    )
    if not projects:
        st.info(view.words["empty.no_answer"], icon=":material/info:")
        return
    named = view.words["heat.order"]
    sorted_by = link.choose_one(named, ORDERS, "heat_order", lambda by: view.words[f"heat.order_{by}"])
    first = (rows.page_number("heat", projects) - 1) * rows.ROWS_SHOWN
    cells = view.ask("project_kinds", sorted_by=sorted_by, from_project=first, most=rows.ROWS_SHOWN)
    with st.container(key="scrolls_heat"):  # a phone is too narrow for so many columns
        blocks.plot(view, f"heat_{sorted_by}_{first}", lambda: charts.project_kinds(cells, view.words))
    rows.page_buttons(view.words, "heat", projects)
    blocks.fold(view, "heat_table", cells, columns.PROJECT_KINDS)
