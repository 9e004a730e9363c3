"""Every indicator, as read and as written, with the cells it stands in."""

import streamlit as st

from display import charts
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked
from pages.parts.view import View


def show(view: View) -> None:
    """The list, narrowed to the outcomes that the reader chose."""
    blocks.heading(view, "indicator_list")
    statuses = link.choose_on_page(
        st.pills,
        view.words["column.status"],
        list(charts.OUTCOMES),
        "statuses",
        first=[],
        selection_mode="multi",
        format_func=lambda status: f"{charts.SIGN[status]} {view.words[f'status.{status}']}",
    )
    only = (("status", tuple(statuses)),) if statuses else ()
    blocks.long_table(view, "indicator_list", Asked("indicator_list"), columns.INDICATORS, only, wraps=True)
