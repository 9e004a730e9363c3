"""What was promised against what was done: effects, indicators, and plans that were too easy or merely copied."""

import streamlit as st

from display import charts
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked, Sources

GROUPINGS = ("year", "region", "sphere", "organisation", "project", "form", "language", "kind", "level")
view = blocks.open_page(
    "effectiveness",
    Asked("effects_plan_fact"),
    Asked("indicators_by", {"by": "project"}),
    Asked("indicators_by", {"by": "kind"}),
    Asked("indicators_by", {"by": "level"}),
    Asked("achievement_distribution"),
    Asked("costs"),
    Asked("indicator_list"),
)
words = view.words

effects = view.ask("effects_plan_fact")
blocks.heading(view, "effects", effects.iloc[0].to_dict())
blocks.chart(view, "effects", lambda: charts.plan_fact(effects, words), effects, columns.EFFECTS)
with st.container(horizontal=True, vertical_alignment="bottom"):
    effect: str = st.selectbox(
        words["effects.choose"], effects["effect_code"], format_func=lambda code: words[f"effect.{code}"], width=420
    )
    blocks.sources_button(view, "effects", Sources("effect_list", {"effect": effect}, columns.EFFECT_SOURCES))

blocks.heading(view, "indicators", view.row("portfolio_totals"))
by = blocks.choose_grouping(view, "indicators", GROUPINGS)
groups = view.by("indicators_by", by)
if by in ("kind", "level"):
    levels = view.ask("indicators_by", by="level")
    outcomes = levels.loc[levels["group_code"] == "outcome", "indicator_count"].sum()
    figures = {"indicator_count": levels["indicator_count"].sum(), "outcome_count": outcomes}
    st.caption(view.words.say("indicators.assigned", **figures))
blocks.chart(
    view, f"indicators_by_{by}", lambda: charts.statuses_by(groups, by, words), groups, columns.STATUS_GROUPS, by
)

blocks.heading(view, "distribution")
spread = view.ask("achievement_distribution")
blocks.chart(
    view,
    "distribution",
    lambda: charts.distribution(spread, words),
    spread,
    ("bucket_code", "indicator_count", "report_count"),
)

blocks.heading(view, "easy")
projects = view.by("indicators_by", "project")
easy = projects[(projects["overfulfilled_count"] > 0) | (projects["copied_report_count"] > 0)]
blocks.table(view, "easy", easy, columns.EASY_PLANS, by="project")

blocks.heading(view, "costs")
costs = view.ask("costs")
blocks.chart(view, "costs", lambda: charts.costs(costs, words), costs, columns.COSTS)

blocks.heading(view, "indicator_list")
statuses = link.choose_on_page(
    st.pills,
    words["column.status"],
    list(charts.OUTCOMES),
    "statuses",
    first=[],
    selection_mode="multi",
    format_func=lambda status: f"{charts.SIGN[status]} {words[f'status.{status}']}",
)
only = (("status", tuple(statuses)),) if statuses else ()
blocks.long_table(view, "indicator_list", Asked("indicator_list"), columns.INDICATORS, only)
