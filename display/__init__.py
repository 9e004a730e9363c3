"""Answers become something to look at: words, charts, maps, tables, workbooks. No SQL and no Streamlit here."""
