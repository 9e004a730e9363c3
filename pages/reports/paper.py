"""One report's paper as it was read, a place in it marked; beside it the values that were read and what became of each."""

import streamlit as st

from display import numbers, tables
from display import paper as html
from display.workbook import Sheet, workbook
from pages.parts import PAGES, columns, correct, link, paper, printed, rows
from pages.parts.copy_link import copy_link
from pages.parts.download import about, excel_button
from pages.parts.view import current_view

HEIGHT = "80vh"
view = current_view()
words = view.words
report = next(iter(link.parameters().get("report", [])), "")
places = link.parameters().get("place", [])
header = view.ask("report_header", report=report)
if header.empty:
    st.title(words["page.paper"], anchor=False)
    st.info(words["paper.no_report"], icon=":material/find_in_page:")
    st.page_link(PAGES["projects"], label=words["paper.to_projects"], icon=":material/arrow_back:")
    st.stop()
head, values = dict(header.iloc[0]), view.ask("report_values", report=report)


def values_workbook() -> bytes:
    """Return the values of the report as a workbook."""
    return workbook([Sheet(words["sheet.report_values"], html.values_for_workbook(values, words))], about(view), words)


with st.container(horizontal=True, vertical_alignment="bottom", key="strip"):
    said = words.say(
        "paper.note",
        form=words[f"form.{head['form_code']}"],
        organisation=tables.text(head["organisation_name"]),
        file=head["file_name"],
        release=str(view.snapshot.release_no),
        date=numbers.date(view.row("release_info")["published_at"]),
    )
    printed.show(printed.title(tables.text(head["project_title"]), said))
    copy_link(view)
    excel_button(view, f"paper-{report}", values_workbook)
paper.project_link(view, head["project_key"])

blocks = view.ask("report_blocks", report=report)
parts = paper.parts(blocks)
part = paper.choose_part(view, report, places, parts)
left, right = st.columns([5, 3])
with left:
    cells = view.ask("report_paper", report=report, first_block=parts[part][0], last_block=parts[part][1])
    paper.sheet(view, "whole", head, cells, paper.marks_of(places, html.fields_by_place(values, words)), HEIGHT)
    st.caption(words["paper.names_hidden"])
with right:
    correct.offer(view, head, places)
    here = values[values["block_no"].between(*parts[part])]
    st.subheader(words.say("paper.values", n=len(here)), anchor=False)
    if here.empty:
        st.caption(words["paper.no_values"])
    else:
        st.caption(words["paper.values_measure"])
        rows.draw(
            view,
            "values",
            html.values(here, words),
            columns.VALUES,
            on_select=lambda: paper.go_to_value(here, "table_values"),
        )
