"""The opening screen: six answers in ten seconds, then the years, what is doubtful, and what could not be read."""

from functools import partial

import streamlit as st

from display import charts, tables
from pages.parts import blocks, columns
from pages.parts.blocks import Asked, Sources, Tile

DIRECT = Sources("effect_list", {"effect": "direct_beneficiaries"}, columns.DIRECT_SOURCES)
VULNERABLE = Sources("effect_list", {"effect": "direct_vulnerable"}, columns.EFFECT_SOURCES)
INDICATORS = Sources("indicator_list", {}, columns.INDICATORS, (("is_judged", (True,)),))
CONTRADICTIONS = Sources(
    "finding_list", {"rule": None}, columns.FINDINGS, (("kind", ("contradiction",)), ("severity", ("error", "warning")))
)
TILES = {  # in two rows of three
    "projects": Tile(Sources("reports_sources", {"name": "grant"}), "project_count", "money", "projects"),
    "regions": Tile(Sources("regions_sources", {}, columns.REGIONS), "region_count", "places", "coverage"),
    "direct": Tile(DIRECT, "direct_fact_count", "people", "demographics"),
    "vulnerable": Tile(VULNERABLE, "vulnerable_pct", "people", "demographics"),
    "indicators": Tile(INDICATORS, "reached_pct", "plan", "effectiveness"),
    "contradictions": Tile(CONTRADICTIONS, "contradicting_report_count", None, "quality"),
}
WORST = 10
NAMED = 6  # regions without a project; Coverage names them all

view = blocks.open_page(
    "overview",
    Asked("portfolio_totals"),
    Asked("totals_by_year"),
    Asked("project_list"),
    Asked("worst_findings"),
    Asked("finding_list", {"rule": None}),
    Asked("release_contents"),
    Asked("refused_files"),
)
totals, years = view.ask("portfolio_totals"), view.ask("totals_by_year")
figures = view.row("portfolio_totals") | view.row("coverage_gaps")
without = [f"region.short.{code}" for code in figures["region_codes_without"]]
figures["without"] = tables.listed(without, view.words, most=NAMED) if without else view.words["white.none"].lower()

with st.grid(3):
    for key, tile in TILES.items():
        blocks.tile(view, key, figures, tile)

blocks.heading(view, "statuses", figures)
blocks.chart(view, "statuses", lambda: charts.statuses(totals, view.words), totals, columns.STATUS_TOTALS)

blocks.heading(view, "years", tables.leaders(years, "project_count", view.words, named="report_year"))
for cell, (measure, basis) in zip(st.columns(3), columns.YEARLY.items(), strict=True):
    with cell:
        st.markdown(f"**{view.words[f'column.{measure}']}**")
        blocks.plot(view, f"years_{measure}", partial(charts.by_year, years, measure, basis, view.words))
blocks.fold(view, "years", years, ("report_year", *columns.YEARLY, *columns.YEARLY.values()), by="year")

worst = view.page("worst_findings", {}, 0, WORST)
blocks.heading(view, "worst", figures | {"shown": len(worst.rows)})
blocks.table(view, "worst", worst.rows, columns.WORST, wraps=True)

contents = view.ask("release_contents")
blocks.heading(view, "contents", view.row("release_info"))
blocks.table(view, "contents", contents, columns.CONTENTS)
blocks.heading(view, "unread", view.row("release_info"))
blocks.refused_files(view)
