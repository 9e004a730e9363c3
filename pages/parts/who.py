"""Who is at the screen, and what they may do; and the door to the trail of what they did.

With a login ([auth] in Streamlit's secrets) the roles are those that the login names. Without one, everybody at the
machine itself may do everything, and whoever comes over the network may look: a dashboard that was opened to others
without a login lets none of them change a figure.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, cast

import streamlit as st

import metrics
from display.words import Words
from etl import trail

OPERATOR: Final = "operator"  # loads reports, corrects, decides, publishes
ANALYST: Final = "analyst"  # asks in SQL
UNNAMED: Final = "anonymous"  # in the trail, who exported without having said a name


def may(role: str) -> bool:
    """Return whether whoever is at the screen has a role."""
    if _has_login():
        return bool(st.user.is_logged_in) and role in cast(Sequence[str], st.user.get("roles", ()))
    forwarded = any(
        name.lower().startswith("x-forwarded") or name.lower() == "forwarded" for name in st.context.headers
    )
    return st.context.ip_address is None and not forwarded  # None: the browser runs on this machine


def _has_login() -> bool:
    """Whether there is a login: found out once a session, for Streamlit looks for a file that is not there at every asking."""
    if "has_login" not in st.session_state:
        try:
            st.session_state["has_login"] = "auth" in st.secrets
        except FileNotFoundError:
            st.session_state["has_login"] = False
    return bool(st.session_state["has_login"])


def only(role: str, words: Words) -> None:
    """Stop the page, and say why, for whoever has not the role."""
    if not may(role):
        st.info(words[f"who.only_{role}"], icon=":material/lock:")
        st.stop()


def name() -> str:
    """Return who is at the screen: as logged in, or as they have called themselves; empty if they have not."""
    if _has_login() and st.user.is_logged_in:
        return str(st.user.get("email") or st.user.get("name") or st.user.get("sub"))
    return str(st.session_state.get("who", "")).strip()


def ask_name(words: Words) -> str:
    """Ask for the name under which acts are recorded, unless a login tells it; empty until one is typed."""
    if _has_login():
        return name()
    said = st.session_state.get("who", "")
    typed = st.text_input(words["who.name"], value=said, key="who_typed", help=words["who.name_help"], width=280)
    st.session_state["who"] = typed  # of its own: Streamlit forgets a widget that a page does not draw
    return name()


def ask_reason(words: Words, key: str) -> str:
    """Ask why; empty until it is typed, and again once the act is recorded: another act has its own reason."""
    turn = st.session_state.get("acts_recorded", 0)
    return st.text_input(words["correct.reason"], key=f"{key}_{turn}").strip()


def record(deed: trail.Deed, /, **about: Any) -> trail.Act:
    """Write into the trail what was done."""
    act = trail.record(metrics.warehouse_folder(), name() or UNNAMED, deed, **about)
    st.session_state["acts_recorded"] = st.session_state.get("acts_recorded", 0) + 1
    return act


def recorder(deed: trail.Deed, /, **about: Any) -> Callable[[], None]:
    """Return what writes a deed into the trail later, when nobody is at a screen any more: a download is made so."""
    folder, by = metrics.warehouse_folder(), name() or UNNAMED
    return lambda: _write(folder, by, deed, about)


def _write(folder: Path, by: str, deed: trail.Deed, about: dict[str, Any]) -> None:
    trail.record(folder, by, deed, **about)
