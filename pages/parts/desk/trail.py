"""What people did with the warehouse: who, when, what and why."""

from datetime import date
from typing import Any, Final

import streamlit as st

import metrics
from display import releases, trails
from display.words import Words
from display.workbook import Sheet, workbook
from etl import trail
from etl.trail import Act
from pages.parts.desk import listing
from pages.parts.download import about, excel_button
from pages.parts.view import View

SHORT: Final = 60  # letters that go into one line


def show(words: Words, view: View | None) -> None:
    """List the trail, the latest act first, as filtered."""
    acts = trail.acts(metrics.warehouse_folder())[::-1]
    if not acts:
        st.info(words["desk.trail_empty"], icon=":material/history:")
        return
    kept = _filtered(words, acts)
    rows = trails.rows(kept, words)
    if rows.empty:
        st.info(words["trail.nothing"], icon=":material/filter_alt_off:")
        return
    papers = [trails.paper(act, words) for act in kept]
    lines = 1 if rows["column.about"].str.len().max() < SHORT else 4
    listed = rows.copy()
    listed["load.paper"] = papers
    listing.table(words, "trail", listed, lines=lines, links="load.paper")
    if view is not None:
        sheet = Sheet(words["desk.trail"], rows.rename(columns=lambda key: key.removeprefix("column.")))
        excel_button(view, "trail", lambda: workbook([sheet], about(view), words))


def _filtered(words: Words, acts: list[Act]) -> list[Act]:
    """The acts of the people, deeds and days that are chosen; all of what is not."""
    with st.container(horizontal=True):
        people = _several(words, "trail.who", sorted({act.who for act in acts}), lambda who: releases.name(who, words))
        known = [deed for deed in trail.DEEDS if any(act.deed == deed for act in acts)]
        deeds = _several(words, "trail.deed", known, lambda deed: words[f"deed.{deed}"])
        first = _day(words, "trail.from_day", acts[-1].at.date(), acts)
        last = _day(words, "trail.to_day", acts[0].at.date(), acts)
    return [
        act
        for act in acts
        if (not people or act.who in people) and (not deeds or act.deed in deeds) and first <= act.at.date() <= last
    ]


def _several(words: Words, key: str, options: list[Any], named: Any) -> list[Any]:
    return st.multiselect(
        words[key], options, key=key, format_func=named, placeholder=words["filter.all"], select_all=False
    )


def _day(words: Words, key: str, first: date, acts: list[Act]) -> date:
    chosen = st.date_input(
        words[key], first, acts[-1].at.date(), acts[0].at.date(), key=key, format="DD.MM.YYYY", width=160
    )
    return chosen if isinstance(chosen, date) else first
