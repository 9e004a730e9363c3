"""The opening screen: six answers in ten seconds, then the years, what is doubtful, and what could not be read."""

from functools import partial

import streamlit as st

from display import charts, tables
from pages.parts import blocks, columns
from pages.parts.blocks import Asked, Sources

TILES = {  # in two rows of three: where each figure comes from, and which column shows its course over the years
    "projects": (Sources("reports_sources", {"name": "grant"}), "project_count"),
    "regions": (Sources("reports_sources", {"name": "regions"}), "region_count"),
    "direct": (
        Sources("effect_list", {"effect": "direct_beneficiaries"}, columns.EFFECT_SOURCES),
        "direct_fact_count",
    ),
    "vulnerable": (
        Sources("effect_list", {"effect": "direct_vulnerable"}, columns.EFFECT_SOURCES),
        "vulnerable_pct",
    ),
    "indicators": (Sources("indicator_list", {}, columns.INDICATORS), "reached_pct"),
    "contradictions": (Sources("finding_list", {"rule": None}, columns.FINDINGS), "contradicting_report_count"),
}
WORST = 10
CONTRADICTIONS = (("kind", ("contradiction",)),)

view = blocks.open_page(
    "overview",
    Asked("portfolio_totals"),
    Asked("totals_by_year"),
    Asked("project_list"),
    Asked("finding_list", {"rule": None}),
    Asked("refused_files"),
)
totals, years = view.ask("portfolio_totals"), view.ask("totals_by_year")
figures = view.row("portfolio_totals") | view.row("coverage_gaps")
figures["without"] = tables.listed((f"region.{code}" for code in figures["region_codes_without"]), view.words)

for cell, (key, (sources, course)) in zip([*st.columns(3), *st.columns(3)], TILES.items(), strict=True):
    with cell:
        blocks.tile(view, key, figures, years[course], sources)

blocks.heading(view, "statuses", figures)
blocks.chart(view, "statuses", lambda: charts.statuses(totals, view.words), totals, columns.STATUS_TOTALS)

blocks.heading(view, "years")
for cell, (measure, basis) in zip(st.columns(3), columns.YEARLY.items(), strict=True):
    with cell:
        st.markdown(f"**{view.words[f'column.{measure}']}**")
        blocks.plot(view, f"years_{measure}", partial(charts.by_year, years, measure, basis, view.words))
blocks.fold(view, "years", years, ("report_year", *columns.YEARLY, *columns.YEARLY.values()), by="year")

blocks.heading(view, "worst")
blocks.table(
    view,
    "worst",
    view.page("finding_list", {"rule": None}, 0, WORST, CONTRADICTIONS).rows,
    columns.FINDINGS,
    wraps=True,
)

blocks.heading(view, "unread", view.row("release_info"))
blocks.refused_files(view)
