"""All projects, with search; and one project: everything its report says, in the order of the form."""

import streamlit as st

from pages.parts import blocks, columns, compared, found, link, project
from pages.parts.blocks import Asked

SORTS = ("title", "year", "grant", "people", "reached", "findings")

view = blocks.open_page("projects", Asked("project_list"))
if chosen := project.chosen():
    st.button(view.words["project.back"], on_click=project.close, icon=":material/arrow_back:", key="back")
    project.show(view, chosen)
    st.stop()

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
if typed.strip():
    found.show(view, typed)
    st.stop()

compared.choose_years(view)
blocks.long_table(view, "projects", Asked("project_rows", {"sort": sort}), columns.PROJECTS, wraps=True)
