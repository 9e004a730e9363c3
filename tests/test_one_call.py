"""A notebook's whole interface: ask, units, sources, names, describe; the numbers and cells are the dashboard's own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import metrics
from display.charts import look
from metrics import Selection, Snapshot, ask, behind, describe, names, sources, units


@pytest.fixture(autouse=True)
def _in_the_usual_folder(made_up_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))


# --- asking ---


def test_one_call_answers() -> None:
    answer = ask("indicators_by_region", Selection(years=[2024]))
    assert len(answer)
    assert answer.equals(ask("indicators_by", Selection(years=(2024,)), by="region"))


@pytest.mark.parametrize("by", ["year", "region", "sphere", "project", "organisation", "form", "language"])
@pytest.mark.parametrize("name", [name for name in names() if name.endswith("_by") and name != "demographics_by"])
def test_what_to_group_by_may_stand_in_the_name(name: str, by: str) -> None:
    if f"{name}_{by}" not in names():  # totals_by_year is a question of its own
        assert ask(f"{name}_{by}").equals(ask(name, by=by))


def test_a_question_that_groups_takes_its_grouping_and_what_else_it_wants() -> None:
    assert ask("cost_spread_by_sphere").equals(ask("cost_spread", by="sphere"))
    given = {"dimension": "gender"}
    assert ask("demographics_by_region", **given).equals(ask("demographics_by", by="region", **given))


def test_only_questions_that_group_are_asked_so() -> None:
    with pytest.raises(metrics.UnknownMetric):
        ask("portfolio_totals_by_region")
    with pytest.raises(Exception, match="no grouping 'planet'; known: year, region"):
        ask("indicators_by_planet")


def test_a_selection_takes_lists_and_single_values() -> None:
    listed = Selection(years=[2023, 2024], regions="KZ-33", people={"age/59+"})
    assert listed == Selection(years=(2023, 2024), regions=("KZ-33",), people=("age/59+",))
    assert hash(listed) == hash(Selection((2023, 2024), ("KZ-33",), people=("age/59+",)))
    assert Selection(years=2024).years == (2024,)


def test_what_can_be_asked_is_told() -> None:
    assert "indicators_by" in names()
    assert all(describe(name) for name in names())
    assert describe("indicators_by_region") == describe("indicators_by")


def test_figures_say_their_units() -> None:
    assert units(ask("totals_by_region"))["grant_kzt"] == "tenge"
    answer = ask("coverage_by_region", map="today")
    figures = set(answer.select_dtypes("number").columns) - {"tile_row", "tile_column"}
    assert figures == set(units(answer))


# --- where a figure comes from ---


def counted(answer: pd.DataFrame, column: str) -> list[tuple[int, int]]:
    """A column's figure and the number of cells behind it, row by row."""
    return [(answer[column].iloc[at], len(sources(answer.iloc[at], column))) for at in range(len(answer))]


@pytest.mark.parametrize("selection", [Selection(), Selection(years=[2024])], ids=["all", "2024"])
@pytest.mark.parametrize("by", ["region", "year", "sphere", "language", "kind", "level"])
@pytest.mark.parametrize("column", ["missed_count", "indicator_count"])
def test_behind_a_count_of_indicators_are_as_many(column: str, by: str, selection: Selection) -> None:
    pairs = counted(ask(f"indicators_by_{by}", selection), column)
    assert pairs
    assert [figure for figure, _ in pairs] == [cells for _, cells in pairs]


@pytest.mark.parametrize(
    "column",
    [
        *("activity_count", "placed_count", "online_count", "unplaced_count", "from_context_count", "no_place_count"),
        *("ambiguous_place_count", "nationwide_count", "not_recognised_count", "shared_activity_count"),
    ],
)
def test_behind_what_the_map_does_not_show_are_as_many(column: str) -> None:
    [(figure, cells)] = counted(ask("coverage_gaps"), column)
    assert figure == cells


@pytest.mark.parametrize(("by", "first", "second"), [("year", "2023", "2024"), ("language", "kk", "ru")])
@pytest.mark.parametrize("side", ["first_value", "second_value"])
def test_behind_a_figure_of_one_side_are_the_cells_of_that_side(side: str, by: str, first: str, second: str) -> None:
    answer = ask("compared", by=by, first=first, second=second)
    sides = answer[answer["measure"].isin(["report_count", "indicator_count", "missed_count", "finding_count"])]
    pairs = counted(sides, side)
    assert pairs
    assert [figure for figure, _ in pairs] == [cells for _, cells in pairs]


def test_behind_a_step_of_a_grade_are_the_cells_of_its_project() -> None:
    project = ask("project_list")["project_key"].iloc[0]
    steps = ask("project_grade", project=project).set_index("step_code", drop=False)
    cells = sources(steps.loc["decided_indicators"], "step_value")
    assert len(cells) == steps.loc["decided_indicators", "step_value"]
    assert cells["report_id"].unique().tolist() == [steps["report_id"].iloc[0]]


@pytest.mark.parametrize("question", ["totals_by_year", "totals_by_region", "totals_by"])
def test_behind_a_sum_of_money_are_the_cells_that_add_up_to_it(question: str) -> None:
    answer = ask(question, **({"by": "sphere"} if question == "totals_by" else {}))
    for at in range(len(answer)):
        figure = answer["grant_kzt"].iloc[at]
        cells = sources(answer.iloc[at], "grant_kzt")
        assert pd.isna(figure) or cells["read_value"].astype(float).sum() == figure


def test_beside_each_cell_stand_its_words_and_its_file() -> None:
    cells = sources(ask("portfolio_totals").iloc[0], "grant_kzt")
    told = cells.dropna(subset="place")
    assert len(told)
    assert told["file_name"].notna().all()


def test_without_a_column_all_cells_behind_the_row_are_told() -> None:
    row = ask("indicators_by_region").iloc[0]
    cells = sources(row)
    assert {"missed_count", "indicator_count"} <= set(cells["figure"])
    missed = sources(row, "missed_count")
    assert (
        len(cells[cells["figure"] == "missed_count"])
        == missed[["name_place", "plan_place", "fact_place"]].count().sum()
    )
    assert {"report_id", "place", "words"} <= set(cells)


def test_a_row_that_is_a_cell_is_its_own_source() -> None:
    row = ask("indicator_list").iloc[0]
    assert sources(row, "plan_value")["plan_place"].tolist() == [row["plan_place"]]


def test_words_have_no_sources() -> None:
    assert sources(ask("indicators_by_region").iloc[0], "group_code").empty


def test_a_row_that_does_not_know_its_question_is_refused() -> None:
    with pytest.raises(TypeError, match="take it from an answer"):
        sources(pd.Series({"report_count": 3}))


def test_sources_are_of_the_release_that_was_asked(empty: Snapshot) -> None:
    answer = ask("portfolio_totals", at=empty)
    assert sources(answer.iloc[0], "report_count", at=empty).empty


def test_no_source_of_small_numbers_tells_them() -> None:
    answer = ask("demographics", scope="project")
    for at in range(len(answer)):
        cells = sources(answer.iloc[at], "hidden_report_count")
        assert cells.empty or cells["words"].isna().all()


def test_pages_and_notebooks_narrow_to_the_same_filters() -> None:
    assert behind.FILTERS == look.FIELDS
