"""The frame around every page: language, release and filters, all kept in the link. Run with: streamlit run app.py"""

import streamlit as st
from streamlit.navigation.page import Page

import metrics
from display.words import Words
from pages.parts import DESKS, HIDDEN, PAGES, blocks, correct, dialogs, frame, link, whole_book
from pages.parts.document import ICON, Document


def home() -> None:
    """The bare address leads to the first page, so that every page has an address of its own."""
    st.switch_page(PAGES["overview"])


def pages_in(said: Words) -> list[Page]:
    """The pages that have a script; made once a session, for each looks for its file on the disk."""
    kept: dict[str, list[Page]] = st.session_state.setdefault("pages", {})
    if said.language not in kept:
        kept[said.language] = [
            st.Page(
                script,
                title=said[f"page.{path}"],
                url_path=path,
                visibility="hidden" if path in HIDDEN else "visible",
            )
            for path, script in (HIDDEN | PAGES | DESKS).items()
        ]
    return kept[said.language]


frame.freeze_imports()
link.follow()
said = frame.choose_language()
frame.dress(said.language)
first = st.Page(home, title=said["page.home"], default=True, visibility="hidden")
page = st.navigation([first, *pages_in(said)], position="top")
name = f"{page.title} – {said['product.name']}"
st.set_page_config(page_title=name, page_icon=None if Document.is_served else ICON, layout="wide")
st.session_state["words"] = said

try:
    snapshot = frame.choose_release()
except metrics.NoRelease:
    st.session_state["view"] = None
    if page.url_path in DESKS:
        page.run()
    elif st.session_state.get("release"):
        frame.release_gone(said)
    else:
        frame.nothing_loaded(said)
    frame.offer_newer_release(None, said)
    st.stop()

view = frame.look(snapshot, said)
with st.sidebar:
    whole_book.button(view)
st.session_state["view"] = view
if page.title == said["page.home"]:
    page.run()
if st.session_state.pop("goes_to_project", False) and page.url_path != "projects":
    st.switch_page(PAGES["projects"])
if link.parameters() or st.session_state.get("page") != page.url_path:  # a bare link to the same page is Back's
    frame.keep_in_link(view)
st.session_state["page"] = page.url_path
blocks.notices(view)
correct.banner(said)
frame.chips(view)
frame.offer_newer_release(snapshot, said)
dialogs.opened()
page.run()
