"""Which report is of which project, and what no report states: exclude, reinstate, merge, split, assign, each with a reason."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pandas as pd
import streamlit as st

import metrics
from display import numbers, tables
from display.words import Words
from etl import decisions, run
from etl.awards import Matched, NoAwards
from etl.decisions import ASSIGNABLE, GRANT_KINDS
from etl.errors import ReportRefused
from pages.parts import link, rows, who
from pages.parts.view import View

SHOWN: Final = ("form_code", "version_no", "report_year", "is_latest", "is_excluded", "key_rule", "file_name")


def show(words: Words, view: View | None) -> None:
    """Choose a project and one of its reports, and decide about them."""
    if view is None:
        st.info(words["desk.trail_empty"], icon=":material/folder_off:")
        return
    st.caption(words["projects_desk.measure"])
    listed = replace(view, selection=metrics.EVERYTHING).ask("all_reports")
    with st.expander(words["awards.title"], icon=":material/table_view:", key="awards"):
        _import(words, view)
    named = _names(listed, words)
    key = link.choose_on_page(
        st.selectbox, words["projects_desk.choose"], list(named), "about", format_func=named.__getitem__
    )
    if key is None:
        return
    reports = listed[listed["project_key"] == key]
    rows.draw(view, "reports_of_project", reports, SHOWN)
    _decide(words, reports, {other: name for other, name in named.items() if other != key}, listed)


def _import(words: Words, view: View) -> None:
    """Assign by the operator's list of awards: what each row finds is shown before anything is recorded."""
    st.caption(words["awards.measure"])
    given = st.file_uploader(words["awards.file"], type=["xlsx", "xls", "csv"], key="awards_file")
    if given is None:
        return
    try:
        found = _read(given.name, given.getvalue())
    except (NoAwards, ReportRefused):
        st.error(words["awards.none"], icon=":material/error:")
        return
    known = sum(row.report_id is not None for row in found)
    st.markdown(words.say("awards.found", n=known, rows=len(found)))
    told = pd.DataFrame([_award_told(row, words) for row in found])
    rows.draw(view, "awards", told, tuple(told.columns), wraps=True, most=10)
    by = who.ask_name(words)
    new = len(run.not_assigned(found, metrics.warehouse_folder()))
    if known and not new:
        st.success(words["awards.all_assigned"], icon=":material/check:")
    elif st.button(words["awards.assign"], type="primary", key="awards_assign", disabled=not (new and by)):
        run.assign(found, metrics.warehouse_folder(), by, given.name)
        st.toast(words.say("awards.assigned", n=new), icon=":material/check:")
        st.rerun()


def _read(name: str, raw: bytes) -> list[Matched]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(name).suffix.lower()}"
        path.write_bytes(raw)
        return run.awards_of(path, metrics.warehouse_folder())


def _award_told(row: Matched, words: Words) -> dict[str, Any]:
    """A row of the list with what becomes of it, the unmatched told why."""
    identity, assigned = row.award.identity, row.award.assigned
    return {
        "list_line_no": row.award.line,
        "project_title": identity.project_title or identity.contract_no,
        "state": "; ".join(
            words[f"awards.{said}"] for said in ("matched",) * (row.report_id is not None) + row.troubles
        ),
        "customer": assigned.get("customer"),
        "sphere_code": assigned.get("sphere_code"),
        "grant_kind_code": assigned.get("grant_kind_code"),
    }


def _names(listed: pd.DataFrame, words: Words) -> dict[str, str]:
    """What each project is called, with its organisation and how many reports it has."""
    return {
        str(key): words.say(
            "projects_desk.of_project",
            title=tables.text(of_one["project_title"].iloc[-1]),
            organisation=tables.text(of_one["organisation_name"].iloc[-1]),
            n=len(of_one),
        )
        for key, of_one in listed.groupby("project_key", sort=False)
    }


def _decide(words: Words, reports: pd.DataFrame, others: dict[str, str], listed: pd.DataFrame) -> None:
    """The report, the deed, what it needs, the reason and the name."""
    named = {
        str(row["report_id"]): words.say(
            "projects_desk.of_report",
            form=words[f"form.{row['form_code']}"],
            version=row["version_no"],
            file=row["file_name"],
        )
        for row in tables.records(reports)
    }
    report = st.selectbox(
        words["projects_desk.report"], list(named), format_func=named.__getitem__, key="decide_report"
    )
    row: dict[Any, Any] = reports[reports["report_id"] == report].iloc[0].to_dict()
    is_excluded = report in decisions.of(metrics.warehouse_folder()).excluded  # also where that still waits
    deeds = [
        "reinstated" if is_excluded else "excluded",
        "merged",
        *(["split"] if len(reports) > 1 else []),
        "assigned",
    ]
    deed: Any = st.segmented_control(
        words["projects_desk.deed"], deeds, default=deeds[0], required=True, key="decide_deed",
        format_func=lambda name: words[f"projects_desk.{name}"],
    )  # fmt: skip
    st.caption(words[f"projects_desk.{deed}_help"])
    about = _about(words, deed, row, others, listed)
    by = who.name() if st.session_state.get("awards_file") else who.ask_name(words)  # the list of awards asks too
    reason = who.ask_reason(words, "decide_reason")
    if st.button(words["projects_desk.save"], type="primary", key="decide"):
        if about is None or not reason or not by:
            st.error(words["projects_desk.incomplete"], icon=":material/error:")
            return
        said = {name: None if numbers.is_absent(row[name]) else row[name] for name in ("project_title", "file_name")}
        made = who.record(deed, report_id=report, **said, **about, reason=reason)
        st.toast(words.say("decisions.recorded", n=str(made.act_no)), icon=":material/check:")
        st.rerun()


def _about(
    words: Words, deed: str, row: dict[Any, Any], others: dict[str, str], listed: pd.DataFrame
) -> dict[str, Any] | None:
    """What a deed needs besides the report; None where it is not given yet."""
    if deed == "merged":
        other = st.selectbox(
            words["projects_desk.other"], list(others), index=None, format_func=others.__getitem__, key="decide_other"
        )
        if other is None:
            return None
        of_other = listed[listed["project_key"] == other].iloc[-1]
        # As the report has them, in no language of ours.
        named = of_other["project_title"], of_other["organisation_name"]
        said = " · ".join(str(name) for name in named if not numbers.is_absent(name))
        return {"other_report_id": str(of_other["report_id"]), "other_title": said or str(of_other["file_name"])}
    if deed == "assigned":
        column = st.segmented_control(
            words["projects_desk.field"], ASSIGNABLE, default=ASSIGNABLE[0], required=True, key="decide_field",
            format_func=lambda name: words[f"column.{name}"],
        )  # fmt: skip
        new = _field(words, str(column), row)
        return {"column": column, "new": new} if new else None
    return {}


def _field(words: Words, column: str, row: dict[Any, Any]) -> str | None:
    """The value to be assigned."""
    label, was = words[f"column.{column}"], None if numbers.is_absent(row[column]) else str(row[column])
    if column == "customer":
        return st.text_input(label, value=was or "", key="decide_customer").strip() or None
    spheres = [key.removeprefix("sphere.") for key in words if key.startswith("sphere.") and key != "sphere.unassigned"]
    codes = spheres if column == "sphere_code" else list(GRANT_KINDS)
    named = "sphere.{}" if column == "sphere_code" else "grant_kind.{}"
    chosen: str | None = st.selectbox(
        label, codes, index=codes.index(was) if was in codes else None, key=f"decide_{column}",
        format_func=lambda code: words[named.format(code)],
    )  # fmt: skip
    return chosen
