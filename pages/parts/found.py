"""What the search has found: each project with the words found, in their context, and the way to their place."""

from typing import Any, Final

import pandas as pd
import streamlit as st

import metrics
from display import numbers, tables, told
from pages.parts import printed, project, rows
from pages.parts.view import View

SHOWN: Final = 10
FACTS: Final = ("organisation_name", "report_year", "region_codes", "grant_kzt")
FIGURES: Final = ("direct_fact_count", "reached_pct", "finding_count")


def show(view: View, typed: str) -> None:
    """The projects found, the best first, ten a page."""
    forms = metrics.forms_of(typed, view.snapshot)
    found = view.ask("project_search", forms=forms)
    st.caption(view.words.say("projects.found", n=len(found)))
    if found.empty:
        st.info(view.words["projects.nothing_found"], icon=":material/search_off:")
        return
    number = rows.page_number("found", len(found), SHOWN)
    page = found.iloc[(number - 1) * SHOWN : number * SHOWN]
    parts = sorted({part for best in page["best_parts"] for part in best})
    places = view.ask("search_places", forms=forms, reports=list(page["report_id"]), parts=parts)
    about = view.page("project_list", {}, 0, SHOWN, (("project_key", tuple(page["project_key"])),)).rows.set_index(
        "project_key"
    )
    for key, report in zip(page["project_key"], page["report_id"], strict=True):
        _hit(view, about.loc[key].to_dict(), key, places[places["report_id"] == report])
    rows.page_buttons(view.words, "found", len(found), SHOWN)


def _hit(view: View, facts: dict[Any, Any], key: str, places: pd.DataFrame) -> None:
    best = places.iloc[0]["place"] if len(places) else None
    with st.container(border=True, gap="xsmall", key=f"hit_{key}"):
        st.button(
            tables.text(facts["project_title"]),
            key=f"open_{key}",
            type="tertiary",
            on_click=project.open_at,
            args=(key, best),
        )
        said = tables.row_in_words({column: facts[column] for column in FACTS}, view.words)
        figures = view.words.say("projects.hit", **{column: facts[column] for column in FIGURES})
        st.caption(" · ".join([*(value for value in said.values() if value != numbers.ABSENT), figures]))
        printed.show("".join(_place(view, row) for row in tables.records(places)))


def _place(view: View, row: dict[str, Any]) -> str:
    part = view.words[f"search_part.{row['part']}"]
    return f'<div class="hit"><p><b>{part}:</b> {told.snippet(row["words"], row["matched_words"])}</p></div>'
