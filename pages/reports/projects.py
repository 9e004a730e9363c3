"""All projects, with search; and one project: everything its report says, in the order of the form."""

import streamlit as st

import metrics
from pages.parts import blocks, columns, link, project
from pages.parts.blocks import Asked

view = blocks.open_page("projects", Asked("project_list"))
left, right = st.columns(2)
with right:
    chosen = project.choose(view)
if chosen:
    left.button(view.words["project.back"], on_click=project.close, icon=":material/arrow_back:")
    project.show(view, chosen)
    st.stop()
with left:
    looked_for = link.search(view.words["projects.search"], "search", view.words["projects.search_hint"])

projects = view.ask("project_list")
if looked_for:
    found = view.ask("project_search", forms=metrics.forms_of(looked_for, view.snapshot))
    projects = projects[projects["project_key"].isin(found["project_key"])]
st.caption(view.words.say("projects.found", n=len(projects)))
blocks.table(view, "projects", projects, columns.PROJECTS, wraps=True)
