"""What the grants were spent on: tenge for each direct beneficiary, payroll, purchases; the spread and who stands out."""

from typing import Final

import pandas as pd
import streamlit as st

from display import charts, tables
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked
from pages.parts.view import View

MEASURES: Final = ("kzt_per_direct", "payroll_pct", "purchases_pct")


def show(view: View) -> None:
    """One measure at a time: all projects and each sphere, then the projects out of the ordinary by name."""
    named = view.words["column.measure_code"]
    measure = str(link.choose_one(named, MEASURES, "cost", lambda code: view.words[f"measure.{code}"]))
    bounds = view.kept(f"bounds_{measure}", lambda: _bounds(view, measure))
    whole = tables.records(bounds)[0]
    said = whole | {name: tables.amount(whole[name], whole["unit"]) for name in whole if name.endswith("_value")}
    blocks.heading(view, f"costs.{measure}" if whole["stated_report_count"] else "costs", said, topic="money")
    if not whole["stated_report_count"]:
        st.info(view.words["empty.costs"], icon=":material/info:")
        return
    values = view.ask("cost_values", measure=measure)
    blocks.chart(
        view, f"costs_{measure}", lambda: charts.spread(values, bounds, view.words), bounds, columns.SPREAD, by="sphere"
    )
    _outliers(view, measure, said)


def _bounds(view: View, measure: str) -> pd.DataFrame:
    """All projects in the first row, then each sphere."""
    whole = view.by("cost_spread", "whole").assign(group_code="whole")
    spheres = view.by("cost_spread", "sphere")
    both = pd.concat([whole, spheres.assign(group_code=spheres["group_code"].fillna(""))], ignore_index=True)
    both.attrs["metric"] = whole.attrs["metric"]  # which pd.concat drops where two answers were asked differently
    return both[both["measure_code"] == measure]


def _outliers(view: View, measure: str, said: dict[str, object]) -> None:
    blocks.heading(view, "outliers", said | {"outlier_count": said["outlier_count"] or None})
    if not said["outlier_count"]:
        st.info(view.words["empty.outliers"], icon=":material/task_alt:")
        return
    only = (("measure_code", (measure,)),)
    blocks.long_table(view, f"outliers_{measure}", Asked("cost_outliers"), columns.OUTLIERS, only, wraps=True)
