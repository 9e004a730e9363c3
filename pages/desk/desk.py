"""The operator's desk: reports come in, are looked over and mended, and go into force as a release."""

import streamlit as st

from pages.parts import link, who
from pages.parts.desk import PARTS

words, view = st.session_state["words"], st.session_state["view"]
st.title(words["page.desk"], anchor=False)
who.only(who.OPERATOR, words)
part = link.choose_one(
    words["desk.part"], list(PARTS), "part", lambda name: words[f"desk.{name}"], label_visibility="collapsed"
)
PARTS[part](words, view)
