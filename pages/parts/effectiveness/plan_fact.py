"""Plan and fact side by side: the effects table of all reports, and indicators of the kinds that can be added up."""

import streamlit as st

from display import charts
from pages.parts import blocks, columns
from pages.parts.view import View


def show(view: View) -> None:
    """Bullet bars of the effects with their table, then of the kinds of indicators."""
    effects = view.ask("effects_plan_fact")
    blocks.heading(view, "effects", effects.iloc[0].to_dict(), topic="people")
    if effects["achieved_pct"].notna().any():
        blocks.plot(view, "effects", lambda: charts.plan_fact(effects, view.words))
    else:
        st.info(view.words["empty.effects"], icon=":material/info:")
    blocks.table(view, "effects", effects, columns.EFFECTS)

    kinds = view.ask("kinds_plan_fact")
    blocks.heading(view, "kinds", {"n": len(kinds)})
    if kinds.empty:
        st.info(view.words["empty.kinds"], icon=":material/info:")
        return
    blocks.chart(
        view, "kinds_plan_fact", lambda: charts.kinds_plan_fact(kinds, view.words), kinds, columns.KINDS, by="kind"
    )
