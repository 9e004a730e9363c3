"""Rows of an answer on the screen: their looks, and the pages that a long answer is turned by."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import Condition
from typing import Any, ClassVar, Final, Literal, NamedTuple

import pandas as pd
import pyarrow as pa
import streamlit as st
from cachetools import LRUCache, cached

from display import numbers, tables
from display.words import Words
from pages.parts import columns, printed
from pages.parts.view import View

ROWS_SHOWN: Final = 25
TABLES_KEPT: Final = 500
ROW_PIXELS: Final = 35
WRAPPED_PIXELS: Final = 64  # from here on Streamlit wraps the text of a cell
LINE_PIXELS: Final = 20  # of a text that is wrapped
LETTER_PIXELS: Final = 7.2  # with what is left empty at the ends of lines
MOST_LINES: Final = 5  # of a row; with more, three rows would fill the screen
NEARLY_ALL: Final = 0.9  # of the rows; a text that is longer than in these is read in the line above the table
SHARES: Final = {"reached_pct", "answered_pct"}


def draw(
    view: View,
    key: str,
    answer: pd.DataFrame,
    shown: Sequence[str],
    *,
    hint: str = "",
    wraps: bool = False,
    on_select: Callable[[], None] | Literal["ignore", "rerun"] = "ignore",
    most: int = ROWS_SHOWN,
) -> Any:
    """Draw rows in words under headings in words, and return what is selected; with `wraps` a row has room for long texts.

    `hint` is a line above them, on the screen alone. What is above `most` rows is scrolled to.
    """
    said = in_words(view.words, answer, tuple(shown), view.is_narrow)
    row_height = said.wrapped_height if wraps else ROW_PIXELS
    if hint:  # one message with what is printed; it hides nothing that the other would not
        printed.show(printed.hint(hint) + said.on_paper)
    drawn = st.dataframe(
        said.styled,
        hide_index=True,
        row_height=row_height,
        height=min(max(len(answer), 1) * row_height, most * ROW_PIXELS) + ROW_PIXELS + 3,
        column_config=said.looks,
        placeholder=numbers.ABSENT,
        key=f"table_{key}",
        on_select=on_select,
        selection_mode="single-cell",
        alt=tables.named((tables.heading(answer, column, view.words) for column in shown), view.words),
    )
    if not hint:
        printed.show(said.on_paper)
    return drawn


def on_paper(view: View, answer: pd.DataFrame, shown: Sequence[str]) -> None:
    """Print rows that the screen does not show: as many as a page of a table has, and which of how many they are."""
    first = page(answer, 1)
    printed.show(in_words(view.words, first, tuple(shown)).on_paper)
    if len(first) < len(answer):
        printed.line(view.words.say("table.rows", first=1, last=len(first), n=len(answer)))


def wrapped_height(said: pd.DataFrame, widths: Mapping[str, int] = columns.WIDTHS) -> int:
    """The pixels in which the texts of nearly all rows find room, up to a few lines: all rows are of one height."""
    texts = [column for column in said if column in columns.WIDTHS]
    lines = sorted(
        max(
            (_lines(value, widths[column]) for column, value in zip(texts, row, strict=True)),
            default=1,
        )
        for row in said[texts].to_numpy(dtype=object).tolist()
    )
    most = min(lines[math.ceil(NEARLY_ALL * (len(lines) - 1))], MOST_LINES) if lines else 1
    return ROW_PIXELS if most == 1 else max(most * LINE_PIXELS + 4, WRAPPED_PIXELS)


def _lines(value: object, width: int) -> int:
    return math.ceil(len(value) * LETTER_PIXELS / width) or 1 if isinstance(value, str) else 1


class _Rows(NamedTuple):
    """Rows in words, as Streamlit takes them, as they are printed, and how high they are where texts wrap."""

    of: pd.DataFrame  # kept with them, so that no other answer gets its id
    styled: "_Styled"
    looks: dict[str, Any]  # of the columns
    on_paper: str
    wrapped_height: int


class _Column:
    """A column whose Arrow form is made once; pyarrow asks for it before it looks at values."""

    def __init__(self, values: pd.Series) -> None:
        self.name, self.dtype = values.name, values.dtype
        self.made = pa.array(values, from_pandas=True)

    def __arrow_array__(self, type: Any = None) -> pa.Array:
        return self.made


class _Written(pd.DataFrame):
    """Values, and the texts that are written for them (`texts`; None for those themselves).

    Streamlit sends both, as Arrow, the texts as what a Styler makes of astype(str): to make them anew at every run takes
    longer than all else of a table.
    """

    _metadata: ClassVar = ["made", "texts"]
    made: dict[str, _Column]
    texts: "_Written | None"

    @classmethod
    def of(cls, values: pd.DataFrame, texts: "_Written | None" = None) -> "_Written":
        """Return a table of which nothing has to be made any more when it is sent."""
        written = cls(values)
        written.made, written.texts = {str(column): _Column(values[column]) for column in values}, texts
        return written

    def __getitem__(self, column: Any) -> Any:
        return self.made[column]

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[misc]  # final in the stubs alone
        return self.texts if dtype is str else super().astype(dtype, *args, **kwargs)


class _Styled:
    """A table with its texts: all that Streamlit asks of a Styler, which it knows by its name.

    pandas' own imports a language of templates, which takes longer than the first page to draw, and makes the texts anew.
    """

    __module__ = "pandas.io.formats.style"
    __qualname__ = "Styler"
    uuid, caption = "esep", None

    def __init__(self, data: _Written) -> None:
        self.data = data

    def _compute(self) -> None:
        """No colours."""

    def _translate(self, *_: Any) -> dict[str, Any]:
        return {}


@cached(
    LRUCache(TABLES_KEPT),
    key=lambda words, answer, shown, is_narrow=False: (words.language, shown, id(answer), is_narrow),
    condition=Condition(),
    info=True,
)
def in_words(words: Words, answer: pd.DataFrame, shown: tuple[str, ...], is_narrow: bool = False) -> _Rows:
    """The rows in words. They are kept with the answer that they are of, so whoever asks again brings the same one."""
    said = _said(words, answer, shown)
    rows = said.to_numpy(dtype=object).tolist()
    lines = [[numbers.by_unit(column, value) for column, value in zip(shown, row, strict=True)] for row in rows]
    texts = _Written.of(pd.DataFrame(lines, index=said.index, columns=said.columns, dtype=str))
    styled = _Styled(_Written.of(said, texts))
    headings = [tables.heading(answer, column, words) for column in shown]
    widths = columns.WIDTHS | columns.ON_A_PHONE if is_narrow else columns.WIDTHS
    looks = {
        column: _column(column, heading, widths.get(column)) for column, heading in zip(shown, headings, strict=True)
    }
    figures = [at for at, column in enumerate(shown) if is_figure(column)]
    return _Rows(answer, styled, looks, printed.table(headings, lines, figures), wrapped_height(said, widths))


@cached(LRUCache(TABLES_KEPT), key=lambda answer, number: (id(answer), number), condition=Condition())
def _page(answer: pd.DataFrame, number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """An answer, kept as in _Rows, and the rows of one of its pages."""
    return answer, answer.iloc[(number - 1) * ROWS_SHOWN : number * ROWS_SHOWN]


def page(answer: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the rows on a page of an answer."""
    return _page(answer, number)[1]


def _said(words: Words, answer: pd.DataFrame, shown: Sequence[str]) -> pd.DataFrame:
    """The columns to show, in words; a column in which numbers are hidden is text from end to end, as Arrow wants it."""
    states = {state for column in shown for state in tables.STATES.get(column, ())}
    asked = answer[[column for column in answer if column in {*shown, *states, "dimension"}]]
    said = tables.in_words(asked, words)[list(shown)]
    texts = {
        column: said[column].map(partial(numbers.by_unit, column), na_action="ignore")
        for column in tables.hidden_cells(asked)
        if column in said
    }
    return said.assign(**texts)


def _column(column: str, label: str, width: int | None) -> Any:
    """How a column looks: figures stand on the right. None is pinned: Streamlit writes those in a grey that is too pale to read."""
    if column in SHARES:
        return st.column_config.ProgressColumn(label, format="%.0f %%", min_value=0, max_value=100)
    return st.column_config.Column(label, width=width, alignment="right" if is_figure(column) else None)


def is_figure(column: str) -> bool:
    """Return whether a column holds figures, also where they are texts because they have units or are hidden."""
    return column.endswith(tuple(numbers.UNITS)) and column not in columns.OF_ANY_KIND


def page_number(key: str, row_count: int | None = None, shown: int = ROWS_SHOWN) -> int:
    """Return the page of a table that is open; the first one again when there are no longer so many."""
    number: int = st.session_state.get(f"page_{key}", 1)
    if row_count is not None and (number - 1) * shown >= max(row_count, 1):
        number = st.session_state[f"page_{key}"] = 1
    return number


def page_buttons(words: Words, key: str, row_count: int, shown: int = ROWS_SHOWN) -> None:
    """The pages of a table, where it has more than one, and which of how many rows are shown: on paper there is no other way to know."""
    page_count = -(-row_count // shown)
    if page_count > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            number = st.pagination(page_count, key=f"page_{key}")
            first, last = (number - 1) * shown + 1, min(number * shown, row_count)
            st.caption(words.say("table.rows", first=first, last=last, n=row_count))
