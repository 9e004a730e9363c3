"""Who took part: gender, age and social status, beside the totals that the reports declare."""

from collections.abc import Mapping
from functools import partial
from html import escape
from operator import itemgetter
from typing import Any

import pandas as pd
import streamlit as st

from display import charts, findings, numbers, tables
from display.charts import Shown
from pages.parts import blocks, columns, frame, link, printed
from pages.parts.blocks import Asked, Sources
from pages.parts.view import View

DIMENSIONS = ("gender", "age", "status")
GROUPINGS = ("year", "region", "sphere", "organisation")
SHOWN: tuple[Shown, ...] = ("people", "shares")


def largest(view: View, answer: pd.DataFrame) -> dict[str, Any]:
    """What a dimension's title says: its largest category, and how many reports it rests on."""
    categories = tables.records(answer)
    told = [row for row in categories if not numbers.is_absent(row["people_pct"])]
    if not told:
        return categories[0]
    row = max(told, key=itemgetter("people_pct"))
    return {**row, "largest": view.words[f"category.{row['dimension']}.{row['category']}"]}


def show_dimension(view: View, scope: str, shown: Shown, answer: pd.DataFrame) -> None:
    """One table of the form: what stands out, its chart, what is hidden, and the cells behind it."""
    figures = view.kept(f"largest_{scope}_{answer['dimension'].iloc[0]}", partial(largest, view, answer))
    dimension, key = figures["dimension"], f"{scope}_{figures['dimension']}"
    title = escape(view.words.finding(f"people.of_{dimension}", **figures))
    printed.show(f"<p><b>{title}</b></p>{printed.quiet(view.words.say('people.basis', **figures))}")
    blocks.chart(view, f"{key}_{shown}", lambda: charts.people(answer, shown, view.words), answer, columns.PEOPLE)
    if key == "project_gender":
        show_population(view)
    if figures["hidden_people_count"]:
        st.caption(view.words.say("people.hidden_note", **figures))
    given = {"scope": scope, "dimension": dimension}
    sources = {
        view.words[f"category.{dimension}.{code}"]: Sources(
            "demographics_sources", given | {"category": code}, columns.PEOPLE_SOURCES
        )
        for code in answer["category"]
    }
    blocks.sources_menu(view, key, sources)


def show_population(view: View) -> None:
    """What the composition is to be compared with: who lives in the regions that were chosen, or in all."""
    where = "chosen" if view.selection.regions else "all"
    st.caption(view.words.say(f"people.population_{where}", **view.row("population_selected")))


@blocks.section()
def show_dimensions(view: View, scope: str, shown: Shown, answer: pd.DataFrame) -> None:
    """The three tables of the form: the two short ones beside the long one."""
    left, right = st.columns(2, gap="large")
    for column, dimension in zip((left, left, right), DIMENSIONS, strict=True):
        of_dimension = view.kept(f"people_{scope}_{dimension}", partial(_of, answer, dimension))
        if not of_dimension.empty:
            with column:
                show_dimension(view, scope, shown, of_dimension)


def _of(answer: pd.DataFrame, dimension: str) -> pd.DataFrame:
    return answer[answer["dimension"] == dimension]


def show_differences(view: View, people: pd.DataFrame) -> None:
    """The printed totals beside the sums of their parts, and the reports in which they differ, each with its cells."""
    declared = view.kept("declared", lambda: people.drop_duplicates("dimension").drop(columns="category"))
    differing = dict(zip(declared["dimension"].tolist(), declared["differing_report_count"].tolist(), strict=True))
    blocks.heading(view, "people_declared", differing if any(differing.values()) else {})
    blocks.table(view, "declared", declared, columns.PEOPLE_DECLARED)
    show_differing_reports(view, differing)


@blocks.section()
def show_differing_reports(view: View, differing: Mapping[str, int]) -> None:
    """For each table of the form in which some totals differ, a fold with the reports."""
    for dimension, count in differing.items():
        if count:
            label = view.words.say("people_declared.which", dimension=view.words[f"dimension.{dimension}"], n=count)
            blocks.folded(f"differing_{dimension}", label, partial(show_differing, view, dimension))


def show_differing(view: View, dimension: str) -> None:
    """The reports in which the printed total of one table is not the sum of its parts."""
    reports = view.ask("demographics_differences", scope="project", dimension=dimension)
    blocks.table(view, f"differing_{dimension}", reports, columns.PEOPLE_DIFFERENCES, wraps=True)


@blocks.section()
def show_groups(view: View, shown: Shown) -> None:
    """One of the tables of the form, by what the reader groups it by."""
    words = view.words
    title = st.container()
    with st.container(horizontal=True, gap="large"):
        named = words["column.dimension"]
        chosen = link.choose_one(named, DIMENSIONS, "dimension", lambda one: words[f"dimension.{one}"])
        by = blocks.choose_grouping(view, "people", GROUPINGS)
    key = f"people_{chosen}_by_{by}"
    groups = view.kept(key, lambda: view.by("demographics_by", by, dimension=chosen).assign(dimension=chosen))
    with title:
        blocks.heading(view, "people_by", view.kept(f"largest_{key}", lambda: findings.largest(groups, words)))
    if groups.empty:
        st.caption(words["empty.no_answer"])
        return
    blocks.chart(
        view,
        f"{key}_{shown}",
        lambda: charts.people_by(groups, chosen, by, shown, words),
        groups,
        columns.PEOPLE_GROUPS,
        by=by,
    )


view = blocks.open_page(
    "demographics",
    Asked("demographics", {"scope": "project"}),
    Asked("demographics", {"scope": "small_grants"}),
    *(Asked("demographics_by", {"by": "year", "dimension": dimension}) for dimension in DIMENSIONS),
    *(Asked("demographics_by", {"by": "region", "dimension": dimension}) for dimension in DIMENSIONS),
)
words = view.words

people = view.kept("people_project", lambda: view.ask("demographics", scope="project").assign(scope="project"))
if people.empty:
    st.info(words["people.nobody"], icon=":material/group_off:")
    if view.chosen:
        st.button(words["filter.clear"], key="clear_here", on_click=frame.clear_filters)
    st.stop()
whole = view.kept("people_whole", lambda: dict(people.iloc[0]))
blocks.heading(view, "people", whole, topic="people")
shown: Shown = link.choose_one(words["people.show"], SHOWN, "people_shown", lambda one: words[f"people.show_{one}"])
show_dimensions(view, "project", shown, people)

show_groups(view, shown)
show_differences(view, people)

least = view.kept("least_told", lambda: findings.least_told(people, words))
blocks.heading(view, "people_answers", whole | least)
blocks.fold(view, "people_answers", people, columns.PEOPLE_ANSWERS, is_printed=True)

small = view.kept("people_small", lambda: view.ask("demographics", scope="small_grants").assign(scope="small_grants"))
blocks.heading(view, "small_grants")
if not small["answering_report_count"].any():
    st.caption(words["empty.no_answer"])
else:
    show_dimensions(view, "small_grants", shown, small)
