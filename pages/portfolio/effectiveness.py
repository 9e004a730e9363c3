"""What was promised against what was done: how indicators ended, and a part of the page for each question that follows."""

import streamlit as st

from display import charts
from pages.parts import blocks, columns, link
from pages.parts.effectiveness import PARTS, SHEETS
from pages.parts.view import View


@blocks.section()
def show_part(view: View) -> None:
    """The part that the reader has turned to."""
    words = view.words
    part = link.choose_one(
        words["effectiveness.part"],
        list(PARTS),
        "part",
        lambda name: words[f"effectiveness.{name}"],
        label_visibility="collapsed",
    )
    PARTS[part](view)


view = blocks.open_page("effectiveness", *SHEETS)
totals = view.ask("portfolio_totals")
with st.container(horizontal=True, vertical_alignment="top", key="promises"):
    with st.container(gap=None):
        blocks.heading(view, "promises", view.row("portfolio_totals"), topic="plan")
    with st.popover(view.words["table.show"]):  # beside the chart, so that what was not done stands on the first screen
        blocks.table(view, "statuses", totals, columns.STATUS_TOTALS)
blocks.plot(view, "promises", lambda: charts.statuses(totals, view.words))
show_part(view)
