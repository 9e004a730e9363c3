"""What a query answers: rows as a table or a chart, and as files; or why it does not."""

from collections import ChainMap
from collections.abc import Callable
from io import BytesIO
from typing import Final

import pandas as pd
import pyarrow.parquet as pq
import streamlit as st

from display import charts
from display.words import Words
from display.workbook import Sheet, workbook
from metrics import bench
from pages.parts import link
from pages.parts.download import about, file_button
from pages.parts.rows import ROW_PIXELS, ROWS_SHOWN
from pages.parts.view import View

SHOWN_AS: Final = ("table", *charts.CHART_KINDS)


def show(view: View, query: str) -> None:
    """Show the last answer, if it is the answer to this query of this release."""
    asked, release_no, told = st.session_state.get("sql_told", ("", 0, None))
    if told is None or (asked, release_no) != (query, view.snapshot.release_no):
        st.info(view.words["sql.unrun"], icon=":material/play_arrow:")
    elif isinstance(told, bench.Refused):
        _refused(view.words, told)
    else:
        _rows(view, query, told)


def _refused(words: Words, refused: bench.Refused) -> None:
    st.error(words[f"sql.refused.{refused.reason}"], icon=":material/block:")
    if str(refused):
        st.caption(words["sql.duckdb_says"])
        st.code(str(refused), language=None, wrap_lines=True)


def _rows(view: View, query: str, answer: bench.Answer) -> None:
    words, rows = view.words, answer.frame()
    st.caption(words.say("sql.cut" if answer.is_cut else "sql.rows" if len(rows) else "sql.empty", n=len(rows)))
    if not len(rows):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = link.choose_one(words["sql.shown"], SHOWN_AS, "show", lambda name: words[f"sql.show.{name}"])
        _downloads(view, query, answer, rows)
    if kind == "table":
        st.dataframe(rows, hide_index=True, height=min(len(rows) + 1, ROWS_SHOWN) * ROW_PIXELS + 3, key="sql_rows")
    else:
        _chart(words, rows, kind)


def _chart(words: Words, rows: pd.DataFrame, kind: str) -> None:
    """The chart, of the first column that names rows and the last one of numbers, unless the reader wants others."""
    figures = charts.can_draw(rows)
    if not figures:
        st.info(words["sql.nothing_to_draw"], icon=":material/bar_chart_off:")
        return
    names, columns = [str(column) for column in rows], st.columns(2)
    with columns[0]:
        name = link.choose_on_page(st.selectbox, words["sql.names"], names, "x", first=names[0])
    with columns[1]:
        figure = link.choose_on_page(st.selectbox, words["sql.figures"], figures, "y", first=figures[-1])
    if name in rows and figure in figures:
        st.plotly_chart(charts.asked(rows, kind, name, figure), config={"displayModeBar": False}, key="sql_chart")


def _downloads(view: View, query: str, answer: bench.Answer, rows: pd.DataFrame) -> None:
    made: dict[str, Callable[[], bytes]] = {
        "xlsx": lambda: _workbook(view, query, rows),
        "parquet": lambda: _parquet(answer),
        "csv": lambda: rows.to_csv(index=False).encode("utf-8-sig"),  # the mark by which Excel knows UTF-8
    }
    for ending, make in made.items():
        file_button(view, "sql", ending, make, f"sql.download.{ending}", key=f"sql_{ending}")


def _workbook(view: View, query: str, rows: pd.DataFrame) -> bytes:
    """The rows under the names of their own columns, and the query on the first sheet."""
    said = about(view)
    named = ChainMap({f"column.{column}": str(column) for column in rows}, dict(view.words))
    shown = type(said)(
        [(view.words["sql.query"], query)], said.release_no, said.published_at, said.report_count, said.sources
    )
    return workbook([Sheet(view.words["page.sql"], rows)], shown, named)


def _parquet(answer: bench.Answer) -> bytes:
    file = BytesIO()
    pq.write_table(answer.rows, file)
    return file.getvalue()
