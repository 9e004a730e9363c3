"""Who took part: gender, age and social status, beside the totals that the reports declare."""

from typing import Any

import pandas as pd
import streamlit as st

from display import charts
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked, Sources
from pages.parts.view import View

DIMENSIONS = ("gender", "age", "status")
GROUPINGS = ("year", "region", "sphere")


def show_dimension(view: View, scope: str, answer: pd.DataFrame) -> None:
    """One table of the form: its chart, what is declared and what the parts add up to, and the cells behind it."""
    figures: dict[str, Any] = dict(answer.iloc[0])
    dimension = figures["dimension"]
    st.markdown(f"**{view.words[f'dimension.{dimension}']}**")
    st.caption(view.words.finding("people.declared", **figures))
    key = f"{scope}_{dimension}"
    blocks.chart(view, key, lambda: charts.people(answer, view.words), answer, columns.PEOPLE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        category: str = st.selectbox(
            view.words["column.category"],
            answer["category"],
            format_func=lambda code: view.words[f"category.{dimension}.{code}"],
            key=f"category_{key}",
            width=230,
        )
        given = {"scope": scope, "dimension": dimension, "category": category}
        blocks.sources_button(view, key, Sources("demographics_sources", given, columns.PEOPLE_SOURCES))


def show_dimensions(view: View, scope: str, answer: pd.DataFrame) -> None:
    """The three tables of the form: the two short ones beside the long one."""
    left, right = st.columns(2, gap="large")
    for column, dimension in zip((left, left, right), DIMENSIONS, strict=True):
        with column:
            show_dimension(view, scope, answer[answer["dimension"] == dimension])


view = blocks.open_page(
    "demographics",
    Asked("demographics", {"scope": "project"}),
    Asked("demographics", {"scope": "small_grants"}),
    *(Asked("demographics_by", {"by": "year", "dimension": dimension}) for dimension in DIMENSIONS),
    *(Asked("demographics_by", {"by": "region", "dimension": dimension}) for dimension in DIMENSIONS),
)
words = view.words

people = view.ask("demographics", scope="project")
blocks.heading(view, "people", people.iloc[0].to_dict())
show_dimensions(view, "project", people)

blocks.heading(view, "people_by")
left, right = st.columns(2)
with left:
    chosen = link.choose_on_page(
        st.segmented_control,
        words["column.dimension"],
        DIMENSIONS,
        "dimension",
        first=DIMENSIONS[0],
        required=True,
        format_func=lambda dimension: words[f"dimension.{dimension}"],
    )
with right:
    by = blocks.choose_grouping(view, "people", GROUPINGS)
groups = view.by("demographics_by", by, dimension=chosen).assign(dimension=chosen)
blocks.chart(
    view,
    f"people_{chosen}_by_{by}",
    lambda: charts.people_by(groups, chosen, words),
    groups,
    columns.PEOPLE_GROUPS,
    by,
)

small = view.ask("demographics", scope="small_grants")
blocks.heading(view, "small_grants")
if small["people_count"].isna().all():
    st.caption(words["empty.no_answer"])
else:
    show_dimensions(view, "small_grants", small)
