"""What a person has to look at: four queues; each row leads to its place on paper, is corrected there, or marked as looked over."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

import metrics
from display import corrections, numbers, tables
from display import paper as html
from display.words import Words
from etl import decisions
from etl.decisions import checked
from pages.parts import DESKS, correct, paper, rows, who
from pages.parts.view import View

QUEUES: Final = {  # queue -> what its table shows
    "unclear": ("project_title", "item", "field", "words", "place", "organisation_name"),
    "places": ("project_title", "words", "candidates", "place", "organisation_name"),
    "stacks": ("project_title", "item", "words", "place", "organisation_name"),
    "duplicates": ("project_title", "rule", "details", "other_report", "place", "organisation_name"),
}


def show(words: Words, view: View | None) -> None:
    """Choose a queue; of the row that is chosen, show the paper and what can be done."""
    if view is None:
        st.info(words["desk.trail_empty"], icon=":material/folder_off:")
        return
    listed = view.ask("review_queue")
    seen = _seen()
    is_open = pd.Series([_subject(row) not in seen for row in html.plain(listed)], index=listed.index, dtype=bool)
    counts = listed[is_open].groupby("queue").size().to_dict()
    st.caption(words["review.measure"])
    queue = st.segmented_control(
        words["review.queue"], list(QUEUES), default=next(iter(QUEUES)), required=True, key="review_queue",
        format_func=lambda name: f"{words[f'review.{name}']}: {counts.get(name, 0)}",
    )  # fmt: skip
    with_seen = st.toggle(words["review.with_seen"], key="review_with_seen")
    mine = listed[(listed["queue"] == queue) & (is_open | with_seen)]
    if mine.empty:
        st.info(words["review.empty"], icon=":material/done_all:")
        return
    first = (rows.page_number(f"review_{queue}", len(mine)) - 1) * rows.ROWS_SHOWN
    shown = mine.iloc[first : first + rows.ROWS_SHOWN]
    chosen = rows.draw(
        view, f"review_{queue}", _in_words(shown, words), QUEUES[queue], wraps=True, on_select="rerun", most=8
    )
    rows.page_buttons(view.words, f"review_{queue}", len(mine))
    at = next((row for row, _ in chosen.selection.cells), None)
    if at is None or at >= len(shown):
        st.caption(words["review.choose"])
        return
    _open(view, html.plain(shown)[at])


def _in_words(shown: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Rows with their fields, effects and candidates in words."""
    told = html.plain(shown)
    in_words: dict[str, list[Any]] = {
        "item": [words.get(f"effect.{row['item']}", row["item"]) for row in told],
        "field": [None if row["field"] is None else words[f"column.{row['field']}"] for row in told],
        "candidates": [", ".join(tables.district(code, words) for code in row["candidates"]) or None for row in told],
    }
    return shown.assign(**in_words)


def _seen() -> set[tuple[Any, ...]]:
    """What was looked over and not taken back."""
    acts = decisions.standing(metrics.warehouse_folder(), "reviewed")
    return {_subject(act.about) for act in acts}


def _subject(about: Mapping[Any, Any]) -> tuple[Any, ...]:
    """What tells a row of a queue from the others, whatever release it is in."""
    return tuple(about.get(name) for name in ("queue", "report_id", "place", "item", "field", "other_report_id"))


def _open(view: View, row: dict[Any, Any]) -> None:
    """The row's place on paper, with what can be done about it."""
    words = view.words
    report = view.row("report_header", report=row["report_id"])
    st.subheader(tables.text(row["project_title"]), anchor=False)
    places = {"place": row["place"]} if row["place"] else {}
    asks_name = False
    if row["queue"] == "places":
        _choose_place(words, row, report)
    elif places and row["queue"] != "duplicates":
        asks_name = correct.offer(view, report, places.values(), row)
    else:
        _links(view, row)
    _look_over(words, row, asks_name)
    if places:
        paper.paper_link(view, row["report_id"], places.values())
        paper.around(view, f"review_{row['queue']}", report, places)


def _links(view: View, row: dict[Any, Any]) -> None:
    """To the other report, and to where projects are merged and reports excluded."""
    if row["other_report_id"]:
        paper.paper_link(view, row["other_report_id"], label=str(row["other_report"]))
    st.page_link(
        DESKS["desk"], label=view.words["review.decide"], icon=":material/call_merge:",
        query_params={"lang": view.words.language, "part": "projects", "about": row["project_key"]},
    )  # fmt: skip


def _choose_place(words: Words, row: dict[Any, Any], report: Mapping[str, Any]) -> None:
    """Which of the districts that bear a name is meant."""
    with st.form(f"place_{row['report_id']}_{row['place']}_{row['item']}", border=False):
        code = st.selectbox(
            words["column.district_code"], row["candidates"], index=None, format_func=lambda one: tables.district(one, words),
            key="review_district",
        )  # fmt: skip
        reason = who.ask_reason(words, "review_reason")
        done = st.form_submit_button(words["correct.save"], type="primary")
    if not done:
        return
    if not (code and reason and who.name()):
        st.error(words["correct.incomplete"], icon=":material/error:")
        return
    who.record(
        "corrected",
        report_id=row["report_id"], file_name=report["file_name"], project_title=corrections.plain(report["project_title"]),
        table="bridge_activity_region", column="district_code", item=row["item"], place=row["place"], characters=None, words=None,
        old=None, new=checked("bridge_activity_region", "district_code", code), reason=reason,
    )  # fmt: skip
    st.rerun()


def _look_over(words: Words, row: dict[Any, Any], asks_name: bool) -> None:
    """Mark a row as looked over: it leaves the queue, with who did so; `asks_name` where a form above asks who that is."""
    if not asks_name:
        who.ask_name(words)
    if st.button(words["review.seen"], key="reviewed", icon=":material/done:", disabled=not who.name()):
        about = {
            name: None if numbers.is_absent(row[name]) else row[name]
            for name in ("place", "item", "field", "other_report_id")
        }
        who.record(
            "reviewed", queue=row["queue"], report_id=row["report_id"], project_title=row["project_title"], **about
        )
        st.rerun()
