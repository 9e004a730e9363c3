"""The releases that are kept: what changed between two of them, and the way back to an earlier one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import metrics
from display import releases, trails
from display.words import Words
from display.workbook import Sheet, workbook
from etl import trail
from etl.releases import DAYS_KEPT, KEPT, Release, listed, put_in_force
from etl.trail import Act
from pages.parts import link, who
from pages.parts.desk import listing
from pages.parts.download import about, excel_button
from pages.parts.view import View


def show(words: Words, view: View | None) -> None:
    """List the releases, lay two of them side by side, and offer to go back to one."""
    folder = metrics.warehouse_folder()
    kept = listed(folder)
    if view is None or not kept:
        st.info(words["releases.none"], icon=":material/inventory_2:")
        return
    acts = trail.acts(folder)
    st.header(words["releases.title"], anchor=False)
    st.caption(words.say("releases.measure", newest=KEPT, days=DAYS_KEPT))
    counted = {"column.made_by": 270, "column.finding_count": 105}  # a count here, what was found after a load
    widths = listing.WIDTHS | counted
    listing.table(words, "releases", releases.kept(kept, acts, words), widths=widths)
    if len(kept) > 1:
        _what_changed(words, view, kept, acts)
        _way_back(words, kept)


def _what_changed(words: Words, view: View, kept: list[Release], acts: list[Act]) -> None:
    st.header(words["releases.changed"], anchor=False)
    st.caption(words["releases.changed_measure"])
    by_number = {str(release.number): release for release in kept}
    current = next((release for release in kept if release.is_current), kept[0])
    _forget_when_another_is_in_force(current.number)
    older = [release for release in kept if release.number < current.number] or kept  # of those none: it went back
    with st.container(horizontal=True):
        first = _choose(words, "before", list(by_number), str(older[0].number))
        second = _choose(words, "after", list(by_number), str(current.number))
    if first == second:
        st.caption(words["releases.same"])
        return
    before, after = (View(words, metrics.EVERYTHING, metrics.snapshot(int(number))) for number in (first, second))
    try:
        figures = releases.totals(before.row("portfolio_totals"), after.row("portfolio_totals"), words)
        reports = releases.reports(before.ask("release_reports"), after.ask("release_reports"))
        refused = releases.refusals(before.ask("refused_files"), after.ask("refused_files"))
    except metrics.OtherSchema:
        st.info(words["releases.other_schema"], icon=":material/history:")
        return
    changed = releases.changed_in_words(pd.concat([reports, refused], ignore_index=True), words)
    decided = releases.decisions(acts, by_number[first].published_at, by_number[second].published_at)
    decisions = trails.rows(decided, words)
    _figures(words, figures)
    _listed(words, "changed_reports", changed)
    _listed(words, "changed_decisions", decisions)
    tables = (figures.drop(columns="is_changed"), changed, decisions)
    titles = ("releases.figures", "releases.changed_reports", "releases.changed_decisions")
    sheets = [_sheet(words, title, table) for title, table in zip(titles, tables, strict=True)]
    excel_button(view, f"releases-{first}-{second}", lambda: workbook(sheets, about(view), words))


def _forget_when_another_is_in_force(number: int) -> None:
    """Compare the release in force and the one before it, whichever these are by now."""
    if st.session_state.setdefault("compared_at", number) != number:
        st.session_state["compared_at"] = number
        for key in ("before", "after"):
            st.session_state.pop(key, None)
            link.write(**{key: None})


def _choose(words: Words, key: str, numbers: Sequence[str], first: str) -> str:
    chosen: str = link.choose_on_page(
        st.selectbox, words[f"releases.{key}"], numbers, key, first=first, format_func="№ {}".format
    )
    return chosen


def _figures(words: Words, figures: pd.DataFrame) -> None:
    """The headline figures that have changed; the others behind a fold."""
    st.subheader(words["releases.figures"], anchor=False)
    changed, same = (figures[figures["is_changed"] == is_so].drop(columns="is_changed") for is_so in (True, False))
    if changed.empty:
        st.caption(words["releases.no_figure"])
    else:
        listing.table(words, "changed_figures", changed)
    if not same.empty:
        with st.expander(words.say("releases.unchanged", n=len(same))):
            listing.table(words, "same_figures", same)


def _listed(words: Words, key: str, rows: pd.DataFrame) -> None:
    st.subheader(words.say(f"releases.{key}_n", n=len(rows)), anchor=False)
    if not rows.empty:
        listing.table(words, key, rows, lines=3)


def _sheet(words: Words, title: str, rows: pd.DataFrame) -> Sheet:
    return Sheet(words[title], rows.rename(columns=lambda key: key.removeprefix("column.")))


def _way_back(words: Words, kept: list[Release]) -> None:
    """Put an earlier release in force, with a reason, which the trail keeps."""
    st.header(words["releases.back"], anchor=False)
    st.caption(words["releases.back_measure"])
    others = {release.number: f"{release.published_at:%d.%m.%Y %H:%M}" for release in kept if not release.is_current}
    name = who.ask_name(words)
    number = st.selectbox(
        words["releases.back_to"], list(others), format_func=lambda number: f"№ {number} · {others[number]}", width=280
    )
    in_force = next((release.number for release in kept if release.is_current), 0)
    reason = st.text_input(words["releases.reason"], key=f"back_reason_{in_force}", max_chars=500)  # each has its own
    if st.button(
        words.say("releases.put_in_force", release=str(number)),
        icon=":material/settings_backup_restore:",
        disabled=not (name and reason.strip()),
        help=words["releases.back_help"],
    ):
        before = put_in_force(metrics.warehouse_folder(), number)
        who.record("rolled_back", release_no=number, from_release_no=before, reason=reason.strip())
        st.rerun()
