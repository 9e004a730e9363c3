"""The analyst's page: a question in SQL, its answer as a table or chart, and the dictionary of what can be asked."""

import streamlit as st

from pages.parts import who
from pages.parts.sql import answer, dictionary, editor

words, view = st.session_state["words"], st.session_state["view"]
st.title(words["page.sql"], anchor=False)
who.only(who.ANALYST, words)
st.caption(words["sql.about"])
if view is None:
    st.info(words["sql.no_release"], icon=":material/inbox:")
    st.stop()
asking, telling = st.columns([3, 2], gap="large")
with telling:
    dictionary.show(view)
with asking:
    query = editor.ask(view)
answer.show(view, query)
