"""A page as anybody would write it: four queries, three charts and a table of a thousand rows. What ours are measured against.

Run with: streamlit run benchmarks/plain_page.py. Garbage is frozen here too: without it, this page takes three times as long.
"""

import gc

import duckdb
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import metrics


@st.cache_resource
def warehouse() -> duckdb.DuckDBPyConnection:
    """The current release, opened once."""
    connection = duckdb.connect(metrics.current().path, read_only=True, config={"threads": 1})
    go.Figure(go.Bar(x=[1], y=[1])).to_json()  # Plotly imports what it needs when it first draws
    gc.collect()
    gc.freeze()
    return connection


cursor = warehouse().cursor()


def ask(query: str) -> pd.DataFrame:
    """The answer to a query."""
    return cursor.execute(query).df()


CHARTS = {
    "Reports by year": "select report_year as name, count(*) as value from dim_report where is_latest group by all order by all",
    "Indicators by outcome": "select status as name, count(*) as value from fact_indicator group by all order by all",
    "Grants by sphere": "select sphere_code as name, sum(grant_kzt) as value from dim_report where is_latest group by all order by all",
}
st.title("Reports")
for title, query in CHARTS.items():
    told = ask(query)
    st.plotly_chart(go.Figure(go.Bar(x=told["name"], y=told["value"]), {"title": title, "height": 300}), key=title)
st.dataframe(
    ask("select report_id, report_year, sphere_code, grant_kzt, finding_count from dim_report order by 1 limit 1000")
)
