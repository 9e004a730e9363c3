"""Narrowing the page by what was clicked: a bar, a region, a cell of a table. What a click means is a piece of the link."""

from typing import Final, NoReturn
from urllib.parse import parse_qsl

import streamlit as st

from display.charts.look import FIELDS

ONE_OF: Final = ("rule", "project", "reading", "district")  # choices of which only one is possible
OF_A_SECTION: Final = ("rule", "district")  # choices that one section alone shows, a fragment of the same name


def toggle(pick: str) -> NoReturn:
    """Set what a pick says, in place of what was chosen there before; take it off again when it was set.

    A pick is a piece of the link: "regions=KZ-33", "projects=p1&kinds=events". All of the page is drawn anew, whatever
    section the click was in, unless one section alone shows the choice.
    """
    wanted = {key: _value(key, value) for key, value in parse_qsl(pick, keep_blank_values=True)}
    is_set = all(st.session_state.get(key) == value for key, value in wanted.items())
    for key, value in wanted.items():
        st.session_state[key] = (None if key in ONE_OF else []) if is_set else value
    name, *others = wanted
    st.rerun(name if name in OF_A_SECTION and not others else "app")


def _value(key: str, value: str) -> str | list[str]:
    return value if key in ONE_OF else [value]


def from_chart(key: str) -> None:
    """Take over the point that was clicked on the chart with this key; a click that unselects it undoes the pick."""
    points = st.session_state[key].selection.points
    said = points[0].get("customdata") if points else None
    pick = said[1] if said and len(said) > 1 else st.session_state.get(f"picked_{key}", "")
    if pick:
        st.session_state[f"picked_{key}"] = pick
        toggle(pick)


def field_of(by: str) -> str | None:
    """Return the filter that a grouping can narrow to; None where there is none (level, language)."""
    return FIELDS.get(by)
