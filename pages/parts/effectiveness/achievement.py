"""How far facts are from their plans, and the projects whose plans were too easy or whose facts repeat the plan."""

import streamlit as st

from display import charts
from pages.parts import blocks, columns, rows
from pages.parts.blocks import Asked
from pages.parts.view import View


def show(view: View) -> None:
    """The distribution, then the projects by name."""
    spread = view.ask("achievement_distribution")
    at_plan = spread[spread["bucket_code"] == "100"].iloc[0].to_dict()
    blocks.heading(view, "distribution", at_plan)
    blocks.chart(view, "distribution", lambda: charts.distribution(spread, view.words), spread, columns.BUCKETS)
    blocks.heading(view, "easy")
    if view.page("easy_plans", {}, 0, rows.ROWS_SHOWN).total_count:
        blocks.long_table(view, "easy", Asked("easy_plans"), columns.EASY_PLANS, wraps=True)
    else:
        st.info(view.words["empty.easy"], icon=":material/task_alt:")
