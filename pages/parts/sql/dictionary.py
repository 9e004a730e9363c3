"""The data dictionary beside the editor: the tables that a query may name, their columns, units and meaning."""

import re
from functools import cache
from typing import Final

import pandas as pd
import streamlit as st

import metrics
from display import dataset, tables
from display.words import Words
from etl import dictionary
from metrics import bench
from pages.parts import rows
from pages.parts.view import View

FIRST: Final = "dim_report"
WIDTHS: Final = {"column": 115, "named": 105, "meaning": 260}  # pixels: what a column means begins in sight
ROWS_IN_SIGHT: Final = 6


@st.cache_resource(max_entries=2, show_spinner=False)
def _columns(path: str, _at: metrics.Snapshot) -> dict[str, list[bench.Column]]:
    """The columns of a release by table, in the order of the schema; what pages share comes last."""
    found: dict[str, list[bench.Column]] = {}
    for column in bench.columns(_at):
        found.setdefault(column.table, []).append(column)
    in_order = [table.name for table in dictionary.tables() if table.name in found]
    return {table: found[table] for table in (*in_order, *found)}


@cache
def _codes() -> dict[tuple[str, str], tuple[str, ...]]:
    """The codes that the schema lists for a column of a table: "met | exceeded | missed: …"."""
    return {
        (table.name, column.name): tuple(re.findall(r"(?:^|\|)\s*([a-z]\w*)", column.meaning))
        for table in dictionary.tables()
        for column in table.columns
        if "|" in column.meaning
    }


def means(table: str, column: str, words: Words) -> str:
    """Return what a column means beyond its name on the pages, and its codes with their words."""
    meaning = dataset.meaning(column, words)
    in_words = tables.CODES.get(column, "")
    said = [(code, words.get(in_words.format(code))) for code in _codes().get((table, column), ())]
    codes = "; ".join(f"{code} – {word}" if word else code for code, word in said)
    return ": ".join(filter(None, ("" if meaning == words.get(f"column.{column}") else meaning, codes)))


def show(view: View) -> None:
    """Choose a table, and see its columns."""
    words, found = view.words, _columns(str(view.snapshot.path), view.snapshot)
    st.subheader(words["sql.dictionary.title"], anchor=False)
    names = list(found)
    table = st.selectbox(words["sql.dictionary.table"], names, index=names.index(FIRST), key="sql_table")
    st.caption(f"{words[f'dataset.table.{table}']}. {words['sql.dictionary.null']}")
    units = metrics.units(pd.DataFrame(columns=[column.name for column in found[table]]))
    listed = [
        {
            words["sql.dictionary.column"]: column.name,
            words["sql.dictionary.named"]: words.get(f"column.{column.name}"),
            words["sql.dictionary.meaning"]: means(table, column.name, words),
            words["sql.dictionary.unit"]: words.get(f"sql.unit.{units.get(column.name)}", units.get(column.name, "")),
            words["sql.dictionary.type"]: column.type.lower(),
        }
        for column in found[table]
    ]
    looks = {words[f"sql.dictionary.{name}"]: st.column_config.Column(width=width) for name, width in WIDTHS.items()}
    st.dataframe(
        pd.DataFrame(listed),
        hide_index=True,
        height=rows.WRAPPED_PIXELS * ROWS_IN_SIGHT,
        row_height=rows.WRAPPED_PIXELS,
        column_config=looks,
        key="sql_dictionary",
    )
