"""Dialogs over a page: opening one draws it alone, whatever its button stands in."""

from collections.abc import Callable
from typing import Any, Final, Literal, NoReturn

import streamlit as st

ASKED: Final = "dialog"  # what is to be opened, in the reader's session; and the fragment that opens it


@st.fragment(key=ASKED)
def opened() -> None:
    """Open what a button has asked for. app.py draws it on every page; by itself nothing stands there."""
    if asked := st.session_state.pop(ASKED, None):
        title, width, draw, given = asked
        st.dialog(title, width=width)(draw)(*given)


def show(title: str, draw: Callable[..., None], *given: Any, width: Literal["small", "large"] = "large") -> NoReturn:
    """Open a dialog that `draw` fills; to be called as a button's click."""
    st.session_state[ASKED] = title, width, draw, given
    st.rerun(ASKED)
