"""The data dictionary beside the editor: the tables that a query may name, their columns, units and meaning."""

from functools import cache
from typing import Final

import pandas as pd
import streamlit as st

import metrics
from etl import dictionary
from metrics import bench
from pages.parts.view import View

FIRST: Final = "dim_report"


@st.cache_resource(max_entries=2, show_spinner=False)
def _columns(path: str, _at: metrics.Snapshot) -> dict[str, list[bench.Column]]:
    """The columns of a release by table, in the order of the schema; what pages share comes last."""
    found: dict[str, list[bench.Column]] = {}
    for column in bench.columns(_at):
        found.setdefault(column.table, []).append(column)
    in_order = [table.name for table in dictionary.tables() if table.name in found]
    return {table: found[table] for table in (*in_order, *found)}


@cache
def _meanings() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """What tables mean, and what columns do."""
    tables = dictionary.tables()
    columns = {(table.name, column.name): column.meaning for table in tables for column in table.columns}
    return {table.name: table.meaning for table in tables}, columns


def show(view: View) -> None:
    """Choose a table, and see its columns."""
    words, found = view.words, _columns(str(view.snapshot.path), view.snapshot)
    tables, columns = _meanings()
    st.subheader(words["sql.dictionary.title"], anchor=False)
    names = list(found)
    table = st.selectbox(words["sql.dictionary.table"], names, index=names.index(FIRST), key="sql_table")
    named = words.get(f"dataset.table.{table}") or tables.get(table, words["sql.dictionary.derived"])
    st.caption(f"{named.rstrip('.')}. {words['sql.dictionary.null']}")
    units = metrics.units(pd.DataFrame(columns=[column.name for column in found[table]]))
    rows = [
        {
            words["sql.dictionary.column"]: column.name,
            words["sql.dictionary.type"]: column.type.lower(),
            words["sql.dictionary.unit"]: words.get(f"sql.unit.{units.get(column.name)}", units.get(column.name, "")),
            words["sql.dictionary.named"]: words.get(f"column.{column.name}"),
            words["sql.dictionary.meaning"]: columns.get((table, column.name), ""),
        }
        for column in found[table]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=330, key="sql_dictionary")
