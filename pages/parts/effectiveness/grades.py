"""Our grades of projects: how many, where, which, and every step of each."""

from typing import Final

import streamlit as st

from display import charts, grades, tables
from pages.parts import blocks, columns, rows
from pages.parts.blocks import Asked
from pages.parts.view import View

GROUPINGS: Final = ("sphere", "region", "year", "organisation", "form")


def show(view: View) -> None:
    """The counts, the steps and thresholds as they are set, the groups, and the projects with what decided their grade."""
    whole = view.ask("grades_by", by="whole")
    figures = whole.iloc[0].to_dict()
    blocks.heading(view, "grades", figures | {"graded_count": figures["graded_count"] or None})
    blocks.chart(view, "grades", lambda: charts.grades(whole, view.words), whole, columns.GRADE_TOTALS)
    with st.expander(view.words["grades.how"], icon=":material/rule:"):
        st.caption(view.words.say("grades.how_measure", file="metrics/grades.toml"))
        thresholds = view.kept("thresholds", lambda: grades.steps(view.ask("grade_thresholds"), view.words))
        rows.draw(view, "grade_thresholds", thresholds, ("step_code", "step_asks"))
    _projects(view)
    _by_group(view)


@blocks.section()
def _by_group(view: View) -> None:
    title = st.container()
    by = blocks.choose_grouping(view, "grades", GROUPINGS)
    groups = view.by("grades_by", by)
    with title:
        most = view.kept(f"successful_by_{by}", lambda: tables.leaders(groups, "successful_count", view.words))
        blocks.heading(view, "grades_by", most)
    blocks.chart(
        view, f"grades_by_{by}", lambda: charts.grades_by(groups, by, view.words), groups, columns.GRADE_GROUPS, by
    )


@blocks.section()
def _projects(view: View) -> None:
    """The projects, worst first; below them the steps of the one that is chosen, at first of the worst."""
    blocks.heading(view, "graded")
    with st.container():  # as far as which the line above the rows stays in sight
        blocks.long_rows(view, "graded", Asked("grade_list"), columns.GRADES, wraps=True)
    page = view.page("grade_list", {}, (rows.page_number("graded") - 1) * rows.ROWS_SHOWN, rows.ROWS_SHOWN)
    state = st.session_state.get("table_graded")
    cells = state.selection.cells if state else []
    at = cells[0][0] if cells and cells[0][0] < len(page.rows) else 0
    project_steps(view, page.rows["project_key"].iloc[at], page.rows["project_title"].iloc[at])


def project_steps(view: View, project: str, title: object) -> None:
    """How the grade of one project came about, step by step; the project's own page shows it too."""
    steps = view.ask("project_grade", project=project)
    grade = view.words[f"grade.{steps['grade_code'].iloc[0]}"]
    blocks.heading(view, "grade_steps", {"title": title, "grade": grade})
    told = view.kept(f"steps_{project}", lambda: grades.steps(steps, view.words))
    blocks.table(view, "grade_steps", told, columns.STEPS, wraps=True)
