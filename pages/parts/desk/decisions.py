"""What the operator has decided: every correction and every decision about a report, what became of it, and the way back."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

import metrics
from display import corrections, tables
from display.words import Words
from etl import decisions
from etl.trail import Act
from pages.parts import correct, rows, who
from pages.parts.view import View

SHOWN: Final = (
    "act_no", "deed", "state", "project_title", "field", "old_value", "new_value", "item", "reason", "who", "at", "latest_value",
    "file_name",
)  # fmt: skip
NAMED: Final = ("report_id", "project_title", "file_name")  # of what is undone; the trail names it by its number too
ROWS_IN_SIGHT: Final = 8  # below them stands what undoes the chosen one
DECIDED: Final = ("corrected", "excluded", "merged", "split", "assigned", "reinstated")


def show(words: Words, view: View | None) -> None:
    """List the decisions, the latest first; one that is chosen can be undone."""
    acts = [act for act in reversed(decisions.standing(metrics.warehouse_folder())) if act.deed in DECIDED]
    if not acts or view is None:
        st.info(words["decisions.none"], icon=":material/edit_note:")
        return
    st.caption(words["decisions.measure"])
    told = _told(acts, view)
    shown = [column for column in SHOWN if told[column].notna().any()]  # who merged projects has read no value
    listed = corrections.in_words(told, words)
    chosen = rows.draw(view, "decisions", listed, shown, wraps=True, on_select="rerun", most=ROWS_IN_SIGHT)
    at = next((row for row, _ in chosen.selection.cells), None)
    if at is None or at >= len(acts):
        st.caption(words["decisions.choose"])
        return
    _undo(words, acts[at])


def _told(acts: list[Act], view: View) -> pd.DataFrame:
    """The acts, each with what became of it in the release in force."""
    everything = replace(view, selection=metrics.EVERYTHING)
    known: dict[int, dict[Any, Any]] = {}
    for metric in ("decision_list", "correction_list"):
        known |= {int(row["act_no"]): row for row in tables.records(everything.ask(metric))}
    upto = correct.decided_act_no() or 0
    gone = decisions.replaced(acts, upto)
    return pd.DataFrame([_row(act, known.get(act.act_no), _state(act, known, upto, gone), view.words) for act in acts])


def _state(act: Act, known: dict[int, dict[Any, Any]], upto: int, gone: set[int]) -> str:
    """What became of a decision in the release in force; of those who say the same thing the last one counts."""
    if act.act_no in gone:
        return "replaced"
    if act.act_no > upto:
        return "waiting"
    if act.deed == "reinstated":
        return "in_force"
    return str(known[act.act_no].get("state", "in_force")) if act.act_no in known else "absent"


def _row(act: Act, known: dict[Any, Any] | None, state: str, words: Words) -> dict[str, Any]:
    about = act.about
    return {
        "act_no": act.act_no,
        "deed": act.deed,
        "state": state,
        "project_title": about.get("project_title"),
        "field": about.get("column"),
        "item": corrections.item(about.get("item"), words) or about.get("other_title"),
        "old_value": _said(about.get("old") if known is None else known.get("old_value")),
        "new_value": _said(about.get("new")),
        "latest_value": None if known is None else known.get("latest_value"),
        "reason": about.get("reason"),
        "who": act.who,
        "at": f"{act.at:%d.%m.%Y %H:%M}",
        "file_name": about.get("file_name"),
    }


def _said(value: Any) -> str | None:
    return None if value is None else str(value)


def _undo(words: Words, act: Act) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = who.ask_name(words)
        reason = who.ask_reason(words, f"undo_reason_{act.act_no}")
        is_asked = st.button(words.say("decisions.undo", n=str(act.act_no)), key="undo")
    if not is_asked:
        return
    if not (reason and by):
        st.error(words["decisions.incomplete"], icon=":material/error:")
        return
    named = {name: act.about[name] for name in NAMED if name in act.about}
    made = who.record("undone", **named, act_no=act.act_no, deed=act.deed, reason=reason)
    st.toast(words.say("decisions.recorded", n=str(made.act_no)), icon=":material/check:")
    st.rerun()
