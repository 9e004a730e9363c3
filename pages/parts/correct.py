"""Correcting a value that was read: beside its words, with a reason; and the banner that says how many decisions wait.

What is decided is written into the trail and waits there until it is put into force, as a new release.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from threading import Condition
from typing import Any, Final, NoReturn

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

import metrics
from display import corrections, numbers
from display import paper as html
from display.told import Finding
from display.words import Words
from etl import decisions
from etl.decisions import CORRECTABLE
from pages.parts import columns, dialogs, link, rows, who
from pages.parts.view import View

COLUMNS: Final = {  # a value as it is listed -> the columns that can be set; others are set under their own name
    "contract_no": ("contract_no", "contract_date"),
    "period_text": ("period_start", "period_end"),
    "date_text": ("date_start", "date_end"),
    "plan_value": ("plan_value", "plan_comparator"),
}
FIRST_DAY: Final = date(1991, 12, 16)


def offer(view: View, report: Mapping[str, Any], places: Iterable[str], meant: Mapping[Any, Any] | None = None) -> bool:
    """A fold in which an operator sets one of the values that were read at the places; return whether there is one.

    `meant` names the value that is to be looked at, by item and field: it is the one chosen at first, and the fold is open.
    """
    if not who.may(who.OPERATOR) or view.snapshot != metrics.current():
        return False
    values = view.ask("report_values", report=report["report_id"])
    asked = {place.partition(":")[0] for place in places}
    here = [row for row in html.plain(values[values["place"].isin(asked)]) if _columns(row)]
    if not here:
        return False
    first = _meant(here, meant) if meant else 0
    is_asked = bool(meant or link.parameters().get("correct"))
    with st.expander(view.words["correct.title"], icon=":material/edit:", expanded=is_asked, key="correct"):
        at = st.selectbox(
            view.words["correct.which"],
            range(len(here)),
            index=first,
            format_func=lambda number: corrections.value_told(here[number], view.words),
            key=f"correct_which_{report['report_id']}_{'_'.join(sorted(asked))}_{first}",
        )
        _form(view, report, here[at or 0])
    return True


def _meant(here: list[dict[Any, Any]], meant: Mapping[Any, Any]) -> int:
    """Which of the values is meant: of its item the one of its field, else the first of its item, else the first."""
    of_item = [at for at, row in enumerate(here) if row["row_item"] == meant["item"]]
    return next((at for at in of_item if here[at]["field"] == meant["field"]), next(iter(of_item), 0))


def _columns(row: dict[Any, Any]) -> tuple[str, ...]:
    """What of a value can be set."""
    columns = COLUMNS.get(row["field"], (row["field"],))
    listed = [column for column in columns if (row["table_name"], column) in CORRECTABLE]
    return (*listed, "is_ambiguous") if row["is_ambiguous"] else tuple(listed)


def _form(view: View, report: Mapping[str, Any], row: dict[Any, Any]) -> None:
    """Words, what was read, and the right value, with a reason and a name."""
    words, columns = view.words, _columns(row)
    key = f"{report['report_id']}_{row['table_name']}_{row['row_item']}_{row['field']}_{row['place']}"
    st.markdown(f"{words['column.words']}: «{row['words'] or numbers.ABSENT}»")
    if row["correction_text"]:
        st.caption(f"✎ {row['correction_text']}")
    column = columns[0]
    if len(columns) > 1:
        column = st.segmented_control(
            words["correct.what"], columns, default=columns[0], key=f"what_{key}", required=True,
            format_func=lambda name: words[f"column.{name}"],
        )  # fmt: skip
    by = who.ask_name(words)
    with st.form(f"form_{key}_{column}", border=False):
        new = _input(words, row, column, f"new_{key}_{column}")
        unsaid = st.checkbox(words["correct.unsaid"], key=f"unsaid_{key}_{column}", help=words["correct.unsaid_help"])
        reason = who.ask_reason(words, f"reason_{key}_{column}")
        done = st.form_submit_button(words["correct.save"], type="primary")
    if done:
        _save(
            words, report, row, column, None if unsaid else new, by=by, reason=reason, is_told=unsaid or _is_told(new)
        )


def _is_told(new: Any) -> bool:
    return new is not None and str(new).strip() != ""


def _input(words: Words, row: dict[Any, Any], column: str, key: str) -> Any:
    """The input for a column's right value, by what may stand there."""
    label = words.say("correct.new", column=words[f"column.{column}"])
    match CORRECTABLE[row["table_name"], column]:
        case "number" | "count" as sort:
            step = 1 if sort == "count" else None
            said = row["read_value"] if column == row["field"] else None
            was = None if said is None else int(said) if sort == "count" or float(said).is_integer() else float(said)
            return st.number_input(
                label, min_value=0 if isinstance(was, int) or step else 0.0, value=was, step=step, key=key
            )
        case "date":
            return st.date_input(
                label, value=None, min_value=FIRST_DAY, max_value=date(2100, 1, 1), format="DD.MM.YYYY", key=key
            )
        case "comparator":
            return st.selectbox(
                label, decisions.COMPARATORS, format_func=lambda sign: words[f"comparator.{sign}"], key=key
            )
        case "yes_no":
            return st.selectbox(label, (False, True), format_func=lambda yes: words["yes" if yes else "no"], key=key)
    return st.text_area(label, value=row["read_text"] or "", key=key)


def _save(
    words: Words,
    report: Mapping[str, Any],
    row: dict[Any, Any],
    column: str,
    new: Any,
    *,
    by: str,
    reason: str,
    is_told: bool,
) -> None:
    if not (is_told and reason and by):
        st.error(words["correct.incomplete"], icon=":material/error:")
        return
    try:
        right = decisions.checked(row["table_name"], column, new)
    except ValueError:
        st.error(words["correct.impossible"], icon=":material/error:")
        return
    was = row["read_value"] if row["read_value"] is not None else row["read_text"]
    who.record(
        "corrected",
        report_id=report["report_id"], file_name=report["file_name"], project_title=corrections.plain(report["project_title"]),
        table=row["table_name"], column=column, item=row["row_item"], place=row["place"], characters=row["characters"],
        words=row["words"], old=was if column == row["field"] else None, new=right, reason=reason,
    )  # fmt: skip
    st.rerun()


def paper_place(view: View, report: str) -> str:
    """Return the link to the place of a value on the paper where it can be corrected; empty for who may not."""
    if not who.may(who.OPERATOR) or view.snapshot != metrics.current():
        return ""
    return f"paper?lang={view.words.language}&report={report}&correct=1&place={{place}}"


def banner(words: Words) -> None:
    """Above every page, for operators: how many decisions wait, and the button that puts them into force."""
    if not who.may(who.OPERATOR):
        return
    folder = metrics.warehouse_folder()
    held = decided_act_no()
    waiting = decisions.waiting(folder, held) if held is not None else []
    if not waiting:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="waiting", border=True):
        st.markdown(f":material/pending_actions: {words.say('correct.waiting', n=len(waiting))}")
        if st.button(words["correct.publish"], type="primary", key="publish"):
            with st.spinner(words["correct.publishing"]):
                from etl import (
                    run,
                )  # what reads papers takes half a second to import, which no other page should wait for

                number = run.publish(folder)
            st.toast(words.say("correct.published", release=str(number)), icon=":material/check:")
            st.rerun()


def decided_act_no() -> int | None:
    """Return the last act that the release in force follows; None before the first load."""
    try:
        return _decided_act_no(metrics.current())
    except (metrics.NoRelease, metrics.OtherSchema):
        return None


@cached(LRUCache(20), condition=Condition())
def _decided_act_no(at: metrics.Snapshot) -> int:
    """The last act that a release follows; a release never changes."""
    return int(metrics.ask("decided_act", at=at)["decided_act_no"].iloc[0])


def told_by_place(view: View, report: str) -> dict[str, list[Finding]]:
    """Return the corrections of a report by their places."""
    listed = view.ask("correction_list")
    return corrections.by_place(listed[listed["report_id"] == report], view.words)


def corrected_values(view: View) -> None:
    """How many values of what is selected were corrected; a click lists them. Nothing where none was."""
    count = sum(_counts(view).values())
    if count:
        _button(view, "corrected_values", view.words.say("correct.count", n=count), None)


def mark(view: View, key: str, topic: str) -> None:
    """Beside a figure: how many values on its subject the operator corrected; a click lists them."""
    count = _counts(view).get(topic, 0)
    if count:
        _button(view, f"corrected_{key}", f"{corrections.SIGN} {count}", topic)


def _counts(view: View) -> dict[str, int]:
    """How many corrections of what is selected are put in, by what they are about."""
    return view.column("corrections_by_topic", "topic", "correction_count")


def _button(view: View, key: str, label: str, topic: str | None) -> None:
    said = view.words["correct.count_help"]
    st.button(label, key=key, type="tertiary", help=said, on_click=_open_list, args=(view, topic))


def _open_list(view: View, topic: str | None) -> NoReturn:
    listed = view.ask("correction_list")
    shown = listed[(listed["state"] == "in_force") & ((listed["topic"] == topic) | (topic is None))]
    dialogs.show(view.words.say("correct.count", n=len(shown)), _list, view, shown)


def _list(view: View, shown: pd.DataFrame) -> None:
    rows.draw(view, "corrections", corrections.in_words(shown, view.words), columns.CORRECTIONS, wraps=True)
