"""What a reader sees when a page breaks: what happened, what was kept and what to do; the trace goes to the log."""

import logging
from secrets import token_hex

import streamlit as st

from display.words import words
from pages.parts.document import first_language

LOG = logging.getLogger("esep.pages")


def tell(error: Exception) -> bool:
    """Say in words that a page broke, under a number by which the log finds the trace; True: Streamlit says nothing."""
    number = token_hex(3)
    LOG.error("A page broke: %s", number, exc_info=error)
    view = st.session_state.get("view")
    said = view.words if view else words(first_language(st.context.locale))
    st.error(said.say("error.page", number=number), icon=":material/error:")
    return True
