"""What is sent as HTML: lines that belong to something else, and what stands on paper alone.

The screen draws tables as pictures of cells, which cannot be printed, and filters as buttons.
"""

import re
from collections.abc import Collection, Sequence
from html import escape
from typing import Any, Final

import streamlit as st

LONGEST: Final = 18  # letters of a word that is not broken, where the columns are few
PAPER_POINTS: Final = 527  # of A4 that stands, between its margins
CELL_POINTS: Final = 7  # of the lines and margins of a cell
SMALLEST_POINTS: Final = 5  # of type that can still be read
LETTER: Final = 0.58  # of the size of its type is as wide as a letter
BREAKS: Final = re.compile("[ \n\t]+")  # what no-break spaces join is one word: 14 400 000 ₸


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], figures: Collection[int] = ()) -> str:
    """Return rows as a table that is printed; style.css hides it on the screen. `figures` are the columns of numbers.

    The type is as large as leaves room for the longest words of all columns (style.css); words that would make it too small
    to be read are broken.
    """
    columns = [[_longest_word(text) for text in column] for column in zip(headings, *rows, strict=True)]
    longest = [max(column) for column in columns]
    room = (PAPER_POINTS - CELL_POINTS * len(longest)) / (SMALLEST_POINTS * LETTER)
    whole = next((most for most in range(LONGEST, 0, -1) if sum(min(most, word) for word in longest) <= room), 1)
    head = _row("th", headings, figures, whole)
    body = "".join(_row("td", row, figures, whole) for row in rows)
    letters = sum(min(whole, word) for word in longest)
    room_for = f"--letters: {letters}; --columns: {len(longest)}; --whole: {whole}"
    return f'<table class="on-paper" style="{room_for}"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _row(tag: str, texts: Sequence[str], figures: Collection[int], whole: int) -> str:
    return "<tr>" + "".join(_cell(tag, text, at in figures, whole) for at, text in enumerate(texts)) + "</tr>"


def _cell(tag: str, text: str, is_figure: bool, whole: int) -> str:
    looks = " ".join(["figure"] * is_figure + ["broken"] * (_longest_word(text) > whole))
    return f'<{tag} class="{looks}">{escape(text)}</{tag}>' if looks else f"<{tag}>{escape(text)}</{tag}>"


def _longest_word(text: str) -> int:
    return max(map(len, BREAKS.split(text)))


def show(html: str, **looks: Any) -> None:
    """Send HTML. Streamlit measures the indentation of every line of a text, at every run; of what says it is HTML it does not."""
    st.html(_Html(html), **looks)


class _Html(str):
    def _repr_html_(self) -> str:
        return str(self)


def quiet(text: str) -> str:
    """Return a line in the looks of a caption, to be sent together with what it belongs to."""
    return f'<p class="quiet">{escape(text)}</p>'


def title(text: str, line: str) -> str:
    """Return a page's title with the line below it."""
    return f"<h1>{escape(text)}</h1>{quiet(line)}"


def figure(name: str, value: str) -> str:
    """Return a figure in large letters below its name, to be sent together with what is told of it."""
    return f'<p class="figure-name">{escape(name)}</p><p class="figure-value">{escape(value)}</p>'


def hint(text: str) -> str:
    """Return the same for the screen alone."""
    return f'<p class="quiet on-screen">{escape(text)}</p>'


def on_paper(text: str) -> str:
    """Return a quiet line for paper alone, to be sent together with what it belongs to."""
    return f'<p class="quiet on-paper">{escape(text)}</p>'


def line(text: str) -> None:
    """A line that is printed, and not shown on the screen."""
    show(on_paper(text))
