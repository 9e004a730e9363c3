"""What the reader has chosen is kept in the link: language, filters, release, and the choices of a page.

Streamlit's own bind="query-params" writes what a widget shows, so a link would change with the language and with every
load; and st.switch_page loses it. Here the link holds codes. An edited link and the browser's Back work too: a link
that differs from what we wrote last is taken over. A link without `lang` comes from the menu, which drops everything:
then the choices stay as they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

BUTTONS: Final = (st.segmented_control, st.pills)


@dataclass
class _Link:
    """A reader's link: kept as one, for each look into Streamlit's session takes a fifth of what a widget takes."""

    shown: dict[str, list[str]]  # as it is in the browser
    written: dict[str, list[str]]  # as we wrote it last
    asked: dict[str, list[str]]  # what of a link that is being taken over was not looked at yet
    kept: set[str]  # the choices that stand in it, on any page


def follow() -> None:
    """Take over the choices of a link that we did not write. Called before any widget is drawn."""
    said = parameters()
    link: _Link | None = st.session_state.get("link")
    if link is not None:
        link.shown = said
        if "lang" not in said or said == link.written:
            return
        for key in link.kept:
            st.session_state.pop(key, None)
    kept = link.kept if link else set()
    st.session_state["link"] = _Link(shown=said, written=said, asked=dict(said), kept=kept)


def asked(key: str) -> list[str]:
    """Return what a link that is being taken over says under a key; only once."""
    return _link().asked.pop(key, [])


def is_asked(key: str) -> bool:
    """Return whether a link that is being taken over says something under a key, and nobody has looked yet."""
    return key in _link().asked


def choose(
    widget: Callable[..., Any], label: str, options: Sequence[Any], key: str, first: Any = None, **looks: Any
) -> Any:
    """Draw a widget that begins with what the link says under its key, or with `first`: a list where several go.

    Streamlit may forget a widget when the page changes; then it begins with what we wrote into the link last.
    """
    link, is_known = _link(), key in st.session_state
    said = link.asked.pop(key, []) or ([] if is_known else link.written.get(key, []))
    known = [option for option in options if str(option) in said] if said else []
    if known:
        st.session_state[key] = known if isinstance(first, list) else known[0]
    elif not is_known:
        st.session_state[key] = first
    return _drawn(link, widget, label, options, key=key, **looks)


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
    link = _link()
    link.kept.add(key)
    said = link.asked.pop(key, [])
    if said or key not in st.session_state:
        st.session_state[key] = said or link.written.get(key, [])
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
    if key not in st.session_state:
        st.session_state[key] = first
    return _drawn(_link(), widget, *labels, key=key, **looks)


def _drawn(link: _Link, widget: Callable[..., Any], *labels: Any, key: str, **looks: Any) -> Any:
    link.kept.add(key)
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
    link = _link()
    wanted = link.shown | {key: _texts(value) for key, value in choices.items()}
    wanted = {key: values for key, values in wanted.items() if values}
    if wanted != link.shown:
        st.query_params.from_dict(wanted)
    link.shown = link.written = wanted


def _texts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value is None or value == "" else [str(value)]


def parameters() -> dict[str, list[str]]:
    """Return what the link says."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _link() -> _Link:
    link: _Link = st.session_state["link"]
    return link
