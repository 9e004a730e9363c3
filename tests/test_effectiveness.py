"""The page on plan and fact, part by part, its charts' dots and what a click on them narrows to, and its workbook."""

from io import BytesIO
from urllib.parse import parse_qs

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from display import charts, grades
from display.charts.heat import SCALE
from display.charts.spread import MOST_DOTS, drawn
from display.words import LANGUAGES, words
from metrics import grading
from pages.parts import blocks
from pages.parts.effectiveness import PARTS, SHEETS
from pages.parts.view import View
from tests.dashboard import opened
from tests.test_pages import headings, texts

SAID = words("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_in_every_language_and_says_what_it_shows(app: AppTest, part: str, language: str) -> None:
    shown = opened(app, "effectiveness", language, part=part)

    assert not shown.exception
    assert len(headings(shown)) >= 2, "what was promised, and the part's own"
    assert shown.session_state["part"] == part


@pytest.mark.parametrize("part", PARTS)
def test_a_part_without_an_answer_says_what_to_do(app: AppTest, part: str) -> None:
    """An interim report states no effects and hardly any plan."""
    shown = opened(app, "effectiveness", part=part, forms="interim", years="2019")

    assert not shown.exception


def test_the_first_part_lists_what_was_missed_before_what_was_left_without_a_fact(
    app: AppTest, made_up: metrics.Snapshot
) -> None:
    shown = opened(app, "effectiveness")

    totals = metrics.ask("portfolio_totals", at=made_up).iloc[0]
    assert SAID.say("promises.finding", **totals) in headings(shown)
    listed = next(frame.value for frame in shown.dataframe if "shortfall_value" in frame.value)
    assert listed["status"].iloc[0] == SAID["status.missed"]


def test_the_order_of_the_heat_map_is_kept_in_the_link(app: AppTest) -> None:
    shown = opened(app, "effectiveness", part="heat", heat_order="share")

    assert shown.query_params["heat_order"] == "share"
    assert shown.query_params["part"] == "heat"


def test_the_steps_of_the_lowest_grade_stand_below_the_projects(app: AppTest, made_up: metrics.Snapshot) -> None:
    shown = opened(app, "effectiveness", part="grades")

    worst = metrics.ask("grade_list", at=made_up).iloc[0]
    said = {"title": worst["project_title"], "grade": SAID[f"grade.{worst['grade_code']}"]}
    assert SAID.say("grade_steps.finding", **said) in headings(shown)
    assert "not official" in texts(shown)


def test_a_cell_of_the_heat_map_narrows_to_its_project_and_kind(made_up: metrics.Snapshot) -> None:
    cells = metrics.ask("project_kinds", at=made_up, sorted_by="missed", from_project=0, most=25)
    figure = charts.project_kinds(cells, SAID)

    picks = [parse_qs(pick) for _, pick in figure.data[-1].customdata]
    assert picks == [
        {"projects": [cell["project_key"]], "kinds": [cell["kind_code"]]} for cell in cells.to_dict("records")
    ]
    assert list(figure.data[-1].text).count("?") == cells["reached_pct"].isna().sum()


def test_only_a_share_of_one_hundred_has_the_colour_of_what_was_met() -> None:
    met = charts.STATUS["met"]
    assert [at for at, colour in SCALE if colour == met] == [1]


def test_a_click_on_a_group_narrows_to_it(made_up: metrics.Snapshot) -> None:
    view = View(SAID, metrics.EVERYTHING, made_up)
    figure = charts.statuses_by(view.by("indicators_by", "kind"), "kind", SAID)

    picks = {pick for bars in figure.data for _, pick in bars.customdata}
    assert picks <= {f"kinds={code}" for code in metrics.ask("indicators_by", at=made_up, by="kind")["group_code"]}
    assert picks


def test_bars_of_the_distribution_add_up_to_their_figures(made_up: metrics.Snapshot) -> None:
    answer = metrics.ask("achievement_distribution", at=made_up)
    copied, own = charts.distribution(answer, SAID).data[:2]

    assert [a + b for a, b in zip(copied.y, own.y, strict=True)] == answer["indicator_count"].tolist()


def test_a_bullet_longer_than_twice_the_plan_ends_there_and_says_its_value() -> None:
    kinds = pd.DataFrame(
        [{"kind_code": "events", "plan_value": 10, "fact_value": 50, "achieved_pct": 500.0, "indicator_count": 3}]
    )
    bar = charts.kinds_plan_fact(kinds, SAID).data[0]

    assert (list(bar.x), list(bar.text)) == ([200], ["▲ 500\N{NO-BREAK SPACE}%"])


def test_of_too_many_projects_every_one_out_of_the_ordinary_is_drawn() -> None:
    count = 10 * MOST_DOTS
    values = pd.DataFrame({"outlier_side": [None] * (count - 5) + ["high"] * 5})

    dots = drawn(values)

    assert dots["outlier_side"].notna().sum() == 5
    assert len(dots) <= MOST_DOTS + 5


def test_a_step_says_what_it_asks_in_its_own_unit() -> None:
    thresholds = grading.grade_steps()
    said = grades.steps(pd.DataFrame(thresholds), SAID).set_index("step_code")["step_asks"]

    assert said["decided_indicators"] == "at least 3, else no grade"
    assert said["reached_share"].replace("\N{NO-BREAK SPACE}", " ") == "successful from 90 %, satisfactory from 70 %"
    assert said["serious_contradictions"] == "successful up to 0, satisfactory up to 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_sheet_an_answer_and_calls_the_grades_ours(language: str, made_up: metrics.Snapshot) -> None:
    view = View(words(language), metrics.EVERYTHING, made_up)
    book = openpyxl.load_workbook(BytesIO(blocks.page_workbook(view, SHEETS)))

    assert len(book.worksheets) == len(SHEETS) + 2, "what it shows before them, the reports behind it after them"
    graded = book[view.words["sheet.grade_list"]]
    assert view.words["column.grade_code"] in [cell.value for cell in graded[1]]
    assert graded.max_row == len(metrics.ask("grade_list", at=made_up)) + 1
