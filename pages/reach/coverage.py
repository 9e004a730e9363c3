"""In which of the twenty regions projects work, where their events were held, and where there was nothing."""

import streamlit as st

from display import charts, maps, numbers, tables
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked, Sources

view = blocks.open_page(
    "coverage",
    Asked("coverage_by_region"),
    Asked("coverage_by_district"),
    Asked("coverage_gaps"),
    Asked("venue_and_coverage"),
)
words, regions, gaps = view.words, view.ask("coverage_by_region"), view.row("coverage_gaps")

without = tables.listed((f"region.{code}" for code in gaps["region_codes_without"]), words)
blocks.heading(view, "coverage", gaps | {"without": without})
measure = link.choose_on_page(
    st.pills,
    words["coverage.choose"],
    columns.MEASURES,
    "measure",
    first=columns.MEASURES[0],
    required=True,
    format_func=lambda column: words[f"column.{column}"],
)
left, right = st.columns(2)
with left:
    blocks.plot(view, f"tiles_{measure}", lambda: maps.tiles(regions, measure, words))
with right:
    blocks.plot(view, f"outline_{measure}", lambda: maps.outline(regions, measure, words))
st.caption(words["coverage.credits"])

blocks.heading(view, "ranking")
blocks.chart(
    view,
    f"ranking_{measure}",
    lambda: charts.ranked(tables.in_words(regions, words), "region_code", measure, words),
    regions,
    columns.REGIONS,
    "region",
)
blocks.sources_button(view, "coverage", Sources("reports_sources", {"name": "regions"}))

blocks.heading(view, "unplaced", gaps)
for cell, column in zip(st.columns(len(columns.PLACED)), columns.PLACED, strict=True):
    cell.metric(words[f"column.{column}"], numbers.count(gaps[column]), border=True, height="stretch")

blocks.heading(view, "districts")
districts = view.ask("coverage_by_district")
name = "name_ru" if words.language == "ru" else "name_kk"
reached = districts[districts["activity_count"] > 0]
blocks.table(view, "districts", reached, ("region_code", name, "kind", "activity_count", "report_count"))

blocks.heading(view, "venue")
venues = view.ask("venue_and_coverage")
blocks.chart(view, "venue", lambda: charts.venue_and_coverage(venues, words), venues, columns.VENUES, "region")
