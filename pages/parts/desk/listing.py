"""Lists of the desk: rows in words, twenty-five a page; they need no release, so they stand before the first one too."""

import pandas as pd
import streamlit as st

from display import numbers, tables
from display.words import Words
from pages.parts import printed
from pages.parts.rows import ROW_PIXELS, ROWS_SHOWN, page_number

WIDTHS = {  # key of a heading -> pixels, where Streamlit's own choice would push columns out of sight
    "column.file_name": 165,
    "load.form": 115,
    "column.reason": 190,
    "column.project_title": 165,
    "load.was_read": 140,
    "column.finding_count": 115,
    "column.to_do": 165,
    "column.about": 420,
    "column.release_no": 80,
    "load.paper": 65,
}


LINE_PIXELS = 20  # of a cell that wraps


def table(words: Words, key: str, rows: pd.DataFrame, *, lines: int = 1, links: str | None = None) -> None:
    """Rows whose columns are keys of words and whose cells are in words, of so many lines each.

    Of the column `links` the cells are addresses.
    """
    first = (page_number(key, len(rows)) - 1) * ROWS_SHOWN
    shown = rows.iloc[first : first + ROWS_SHOWN]
    height = ROW_PIXELS if lines == 1 else max(lines, 4) * LINE_PIXELS  # Streamlit wraps from 4 rem on
    looks = {column: _column(words, column, is_link=column == links) for column in rows}
    st.dataframe(
        shown,
        hide_index=True,
        row_height=height,
        height=min(max(len(shown), 1) * height, ROWS_SHOWN * ROW_PIXELS) + ROW_PIXELS + 3,
        column_config=looks,
        placeholder=numbers.ABSENT,
        key=f"table_{key}",
        alt=tables.named((words[column] for column in rows), words),
    )
    on_paper = shown.drop(columns=[links] if links else []).fillna(numbers.ABSENT)
    printed.table([words[column] for column in on_paper], on_paper.astype(str).values.tolist())
    _page_buttons(words, key, len(rows))


def _column(words: Words, column: str, *, is_link: bool) -> object:
    if is_link:
        return st.column_config.LinkColumn(words[column], display_text=words["desk.open"], width=WIDTHS[column])
    return st.column_config.Column(words[column], width=WIDTHS.get(column))


def _page_buttons(words: Words, key: str, row_count: int) -> None:
    page_count = -(-row_count // ROWS_SHOWN)
    if page_count > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.pagination(page_count, key=f"page_{key}")
            st.caption(words.say("table.rows", n=row_count))
