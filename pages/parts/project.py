"""One project: everything its latest report says, in the order of the form, with the words as they stand there."""

from typing import Any

import streamlit as st

from display import numbers, tables
from pages.parts import blocks, columns, link
from pages.parts.view import View

HEAD = {  # what the head of a report says -> the cell that says so
    "organisation_name": "organisation_place",
    "project_goal": "goal_place",
    "period_text": "period_place",
    "grant_kzt": "grant_place",
    "contract_no": "contract_place",
    "deviation_text": "deviation_place",
}


def choose(view: View) -> str | None:
    """Ask for a project by its title; the choice is kept in the link, so that a project can be sent to a colleague."""
    options = view.ask("filter_options")
    titles = {row.code: row.label for row in options[options["kind"] == "project"].itertuples()}
    chosen: str | None = link.choose_on_page(
        st.selectbox,
        view.words["project.choose"],
        list(titles),
        "project",
        placeholder=view.words["project.placeholder"],
        format_func=lambda key: tables.text(titles[key]),
    )
    return chosen


def close() -> None:
    """Go back from a project to the list."""
    st.session_state["project"] = None


def show(view: View, key: str) -> None:
    """The project's page: its reports, then the one that counts or another that was chosen."""
    reports = view.ask("project_reports", project=key)
    named = {
        row["report_id"]: view.words.say(
            "project.version",
            form=view.words[f"form.{row['form_code']}"],
            version=row["version_no"],
            file=row["file_name"],
        )
        for row in reports.to_dict("records")
    }
    report = st.selectbox(
        view.words["project.report"],
        list(named),
        index=list(reports["is_latest"]).index(True),
        format_func=named.__getitem__,
        disabled=len(named) == 1,
    )
    _head(view, view.row("report_header", report=report))
    _findings(view, report)
    for metric, shown in columns.OF_REPORT.items():
        _part(view, metric, report, shown)
    st.subheader(view.words["project.versions"], anchor=False)
    blocks.table(view, "versions", reports.drop(columns="report_id"), columns.VERSIONS)


def _head(view: View, head: dict[str, Any]) -> None:
    """What the head of the report says, each with its place; what it does not say is a dash."""
    st.header(tables.text(head["project_title"]), anchor=False)
    facts = tables.row_in_words(head, view.words)
    tags = ("form_code", "language_code", "sphere_code", "region_codes", "key_rule")
    st.caption(" · ".join(f"{view.words[f'column.{tag}']}: {facts[tag]}" for tag in tags))
    for column, place in HEAD.items():
        where = "" if numbers.is_absent(head[place]) else f" :gray[({facts[place]})]"
        st.markdown(f"**{view.words[f'column.{column}']}:** {facts[column]}{where}")


def _findings(view: View, report: str) -> None:
    """What contradicts itself in the report, or another report, first of all."""
    findings = view.ask("report_findings", report=report)
    blocks.heading(view, "report_findings", {"n": len(findings)})
    if not findings.empty:
        shown = ("severity", "kind", "rule", "details", "words", "place", "other_words", "other_place", "other_report")
        blocks.table(view, "report_findings", findings, shown)


def _part(view: View, metric: str, report: str, shown: tuple[str, ...]) -> None:
    """One table of the form; a part that the report does not have is named, not hidden."""
    answer = view.ask(metric, report=report)
    st.subheader(view.words[f"sheet.{metric}"], anchor=False)
    if answer.empty:
        st.caption(view.words["empty.part"])
        return
    blocks.table(view, metric, answer, shown)
