"""What people did with the warehouse: who, when, what and why."""

import pandas as pd
import streamlit as st

import metrics
from display import numbers
from display.words import Words
from etl import trail
from pages.parts.view import View


def show(words: Words, view: View | None) -> None:
    """List the trail, the latest act first."""
    acts = trail.acts(metrics.warehouse_folder())
    if not acts:
        st.info(words["desk.trail_empty"], icon=":material/history:")
        return
    rows = [
        {
            words["column.at"]: numbers.date(act.at) + f" {act.at:%H:%M}",
            words["column.who"]: words["who.anonymous"] if act.who == "anonymous" else act.who,
            words["column.deed"]: words[f"deed.{act.deed}"],
            words["column.about"]: "; ".join(f"{key}: {value}" for key, value in act.about.items()),
        }
        for act in reversed(acts)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
