"""All projects, with search; and one project: everything its report says, in the order of the form."""

from pathlib import Path

import streamlit as st

from pages.parts import appendix, blocks, columns, compared, found, link, project
from pages.parts.blocks import Asked
from pages.parts.view import View

LOOKS = (Path(__file__).parents[1] / "parts" / "told.css").read_text(encoding="utf-8")
SORTS = ("title", "year", "grant", "people", "reached", "findings")


@st.fragment
def show_list(view: View) -> None:
    """All projects in the order chosen, or those that the search finds."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = link.search(view.words["projects.search"], "search", view.words["projects.search_hint"])
        sort = link.choose_on_page(
            st.selectbox,
            view.words["projects.sort"],
            SORTS,
            "sort",
            first=SORTS[0],
            format_func=lambda code: view.words[f"sort.{code}"],
            disabled=bool(typed.strip()),
            width=280,
        )
        appendix.offer(view)
    if typed.strip():
        found.show(view, typed)
        return
    compared.choose_years(view)
    blocks.long_table(view, "projects", Asked("project_rows", {"sort": sort}), columns.PROJECTS, wraps=True)


view = blocks.open_page("projects", Asked("project_list"))
st.html(f"<style>{LOOKS}</style>")
if chosen := project.chosen():
    st.button(view.words["project.back"], on_click=project.close, icon=":material/arrow_back:", key="back")
    project.show(view, chosen)
else:
    show_list(view)
