"""Two projects, or two years, side by side in the same measures; which ones is kept in the link."""

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

import metrics
from display import tables, told
from pages.parts import blocks, columns, link
from pages.parts.view import View

ALWAYS_ONE: Final = (
    "report_count",
    "project_count",
    "organisation_count",
    "contradicting_report_count",
)  # of a project
MOST_NAMED: Final = 36  # characters for which a column has room


def choose_project(view: View, key: str) -> None:
    """Ask for a second project, and show both side by side."""

    def compare() -> None:
        titles = _titles(view)
        second = link.choose_on_page(
            st.selectbox,
            view.words["compare.choose_project"],
            [code for code in titles if code != key],
            "compare",
            index=None,
            placeholder=view.words["project.placeholder"],
            format_func=titles.__getitem__,
        )
        if second:
            both = replace(view, selection=metrics.Selection(projects=(key, second), reading=view.selection.reading))
            _sides(both, "project", key, second, [titles[key], titles[second]])

    blocks.folded("compare", view.words["compare.with_project"], compare, "compare" in link.parameters())


def _titles(view: View) -> dict[str, str]:
    options = view.ask("filter_options")
    known = options[options["kind"] == "project"]
    return {str(row.code): tables.text(row.label) for row in known.itertuples()}


def choose_years(view: View) -> None:
    """Ask for two years, and show the selected reports of each side by side."""

    def compare() -> None:
        chosen = link.choose_on_page(
            st.multiselect,
            view.words["compare.choose_years"],
            _years(view),
            "compare_years",
            first=[],
            max_selections=2,
            placeholder=view.words["compare.years_placeholder"],
        )
        if len(chosen) == 2:
            first, second = sorted(chosen)
            st.caption(view.words["compare.years_measure"])
            every_year = replace(view, selection=replace(view.selection, years=()))
            _sides(every_year, "year", first, second, [first, second])

    blocks.folded("years", view.words["compare.years"], compare, "compare_years" in link.parameters())


def _years(view: View) -> list[str]:
    options = view.ask("filter_options")
    return [code for code in options.loc[options["kind"] == "year", "code"] if code not in ("", "0")]


def _sides(view: View, by: str, first: str, second: str, names: list[str]) -> None:
    def beside() -> pd.DataFrame:
        answer = view.ask("compared", by=by, first=first, second=second)
        measures = answer[~answer["measure"].isin(ALWAYS_ONE if by == "project" else ())]
        return tables.side_by_side(measures, [told.shortened(name, MOST_NAMED) for name in names], view.words)

    sides = view.kept(f"sides_{by}_{first}_{second}", beside)
    blocks.table(view, f"compared_{by}", sides, columns.COMPARED, by=by)
