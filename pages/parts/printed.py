"""What is sent as HTML: lines that belong to something else, and what stands on paper alone.

The screen draws tables as pictures of cells, which cannot be printed, and filters as buttons.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

SHORT: Final = 9  # letters of a figure or a sign, which is not broken however narrow its column is


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as a table that is printed; style.css hides it on the screen."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return f'<table class="on-paper"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(text: str) -> str:
    return f'<td class="short">{escape(text)}</td>' if len(text) <= SHORT else f"<td>{escape(text)}</td>"


def quiet(text: str) -> str:
    """Return a line in the looks of a caption, to be sent together with what it belongs to."""
    return f'<p class="quiet">{escape(text)}</p>'


def hint(text: str) -> str:
    """Return the same for the screen alone."""
    return f'<p class="quiet on-screen">{escape(text)}</p>'


def line(text: str) -> None:
    """A line that is printed, and not shown on the screen."""
    st.html(f'<p class="on-paper">{escape(text)}</p>')
