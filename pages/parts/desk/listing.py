"""Lists of the desk: rows in words, twenty-five a page; they need no release, so they stand before the first one too."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from display import numbers, tables
from display.words import Words
from pages.parts import printed
from pages.parts.rows import ROW_PIXELS, ROWS_SHOWN, page_buttons, page_number

WIDTHS = {  # key of a heading -> pixels, where Streamlit's own choice would push columns out of sight
    "column.file_name": 165,
    "load.form": 115,
    "column.reason": 190,
    "column.project_title": 150,
    "load.was_read": 140,
    "column.finding_count": 145,
    "column.to_do": 150,
    "column.about": 420,
    "column.release_no": 80,
    "column.made_by": 200,
    "load.paper": 65,
}

LINE_PIXELS = 20  # of a cell that wraps
FIGURE: Final = rf"[+≥]?{numbers.MINUS}?\d[\d,{numbers.NO_BREAK}]*({numbers.NO_BREAK}\D*)?|{numbers.ABSENT}"


def table(
    words: Words,
    key: str,
    rows: pd.DataFrame,
    *,
    lines: int = 1,
    links: str | None = None,
    widths: Mapping[str, int] = WIDTHS,
) -> None:
    """Rows whose columns are keys of words and whose cells are in words, of so many lines each; columns of nothing left out.

    Of the column `links` the cells are addresses.
    """
    rows = rows[[column for column in rows if rows.empty or rows[column].notna().any()]]
    first = (page_number(key, len(rows)) - 1) * ROWS_SHOWN
    shown = rows.iloc[first : first + ROWS_SHOWN]
    height = ROW_PIXELS if lines == 1 else max(lines, 4) * LINE_PIXELS  # Streamlit wraps from 4 rem on
    said = shown.fillna(numbers.ABSENT).astype(str)
    figures = [column for column in said if shown[column].notna().any() and said[column].str.fullmatch(FIGURE).all()]
    names = [str(column) for column in rows]
    looks = {name: _column(words, name, name == links, name in figures, widths.get(name)) for name in names}
    st.dataframe(
        shown,
        hide_index=True,
        row_height=height,
        height=min(max(len(shown), 1) * height, ROWS_SHOWN * ROW_PIXELS) + ROW_PIXELS + 3,
        column_config=looks,
        placeholder=numbers.ABSENT,
        key=f"table_{key}",
        alt=tables.named((words[name] for name in names), words),
    )
    on_paper = [name for name in names if name != links]
    places = [at for at, name in enumerate(on_paper) if name in figures]
    printed.show(printed.table([words[name] for name in on_paper], said[on_paper].to_numpy().tolist(), places))
    page_buttons(words, key, len(rows))


def _column(words: Words, column: str, is_link: bool, is_figure: bool, width: int | None) -> Any:
    if is_link:
        return st.column_config.LinkColumn(words[column], display_text=words["desk.open"], width=width)
    return st.column_config.Column(words[column], width=width, alignment="right" if is_figure else None)
