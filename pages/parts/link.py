"""What the reader has chosen is kept in the link: language, filters, release, and the choices of a page.

Streamlit's own bind="query-params" writes what a widget shows, so a link would change with the language and with every
load; and st.switch_page loses it. Here the link holds codes. An edited link and the browser's Back work too: a link
that differs from what we wrote last is taken over. A link without `lang` comes from the menu, which drops everything:
then the choices stay as they are.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import streamlit as st

BUTTONS: Final = (st.segmented_control, st.pills)


def follow() -> None:
    """Take over the choices of a link that we did not write. Called before any widget is drawn."""
    said = parameters()
    if "link" in st.session_state and ("lang" not in said or said == st.session_state["link"]):
        return
    for key in st.session_state.get("kept", ()):
        st.session_state.pop(key, None)
    st.session_state["asked"] = said
    st.session_state["link"] = said


def asked(key: str) -> list[str]:
    """Return what a link that is being taken over says under a key; only once."""
    said: list[str] = st.session_state["asked"].pop(key, [])
    return said


def choose(
    widget: Callable[..., Any], label: str, options: Sequence[Any], key: str, first: Any = None, **looks: Any
) -> Any:
    """Draw a widget that begins with what the link says under its key, or with `first`: a list where several go.

    Streamlit may forget a widget when the page changes; then it begins with what we wrote into the link last.
    """
    said = asked(key) or ([] if key in st.session_state else st.session_state["link"].get(key, []))
    known = [option for option in options if str(option) in said]
    if known:
        st.session_state[key] = known if isinstance(first, list) else known[0]
    return draw(widget, label, options, key=key, first=first, **looks)


def choose_on_page(
    widget: Callable[..., Any], label: str, options: Sequence[Any], key: str, first: Any = None, **looks: Any
) -> Any:
    """Like `choose`, for a choice of one page: it is written at once, and `first` is not written."""
    chosen = choose(widget, label, options, key, first, **looks)
    write(**{key: None if chosen == first else chosen})
    return chosen


def choose_one(label: str, options: Sequence[Any], key: str, says: Callable[[Any], str], **looks: Any) -> Any:
    """Like `choose_on_page`, for one of a few that all are in sight; at first it is the first of them."""
    first = options[0]
    widget = st.segmented_control
    chosen = choose_on_page(widget, label, options, key, first, required=True, format_func=says, **looks)
    return chosen or first


def keep(key: str) -> list[str]:
    """Return a choice that has no widget, only clicks: what the link says under its key, or what was clicked since."""
    st.session_state.setdefault("kept", set()).add(key)
    said = asked(key)
    if said or key not in st.session_state:
        st.session_state[key] = said or st.session_state["link"].get(key, [])
    chosen: list[str] = st.session_state[key]
    return chosen


def search(label: str, key: str, hint: str) -> str:
    """Ask for words to look for; they are kept in the link as they are typed."""
    if said := asked(key):
        st.session_state[key] = said[0]
    typed: str = draw(st.text_input, label, key=key, first="", placeholder=hint, type="search")
    write(**{key: typed})
    return typed


def draw(widget: Callable[..., Any], *labels: Any, key: str, first: Any, **looks: Any) -> Any:
    """Draw a widget whose value is remembered as one of the link's."""
    st.session_state.setdefault("kept", set()).add(key)
    st.session_state.setdefault(key, first)
    if widget in BUTTONS:
        looks["format_func"] = _spaced(looks.get("format_func", str))
    return widget(*labels, key=key, **looks)


def _spaced(says: Callable[[Any], str]) -> Callable[[Any], str]:
    """Say the same with a space before it, which no reader sees.

    Streamlit looks for an emoji in the first word of a button. The pattern of all emojis takes longer to compile, at the
    first page of a server, than the page's own answers.
    """
    return lambda option: f" {says(option)}"


def write(**choices: Any) -> None:
    """Write choices into the link, all at once; an empty one leaves it."""
    said = parameters()
    wanted = said | {key: _texts(value) for key, value in choices.items()}
    wanted = {key: values for key, values in wanted.items() if values}
    if wanted != said:
        st.query_params.from_dict(wanted)
    st.session_state["link"] = wanted


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value is None or value == "" else [str(value)]


def parameters() -> dict[str, list[str]]:
    """Return what the link says."""
    return {key: st.query_params.get_all(key) for key in st.query_params}
