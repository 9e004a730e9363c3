"""Every question answers whatever it is asked, and says in its head what its rows and columns are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import metrics
from metrics import Selection, Snapshot, ask
from metrics.questions import parameters

GIVEN = {
    "by": "region",
    "report": "r1",
    "project": "p1",
    "scope": "project",
    "dimension": "gender",
    "category": "male",
    "effect": "direct_beneficiaries",
    "rule": None,
    "name": "grant",
    "blocks": [1],
    "first_block": None,
    "last_block": None,
    "reports": ["r1"],
    "places": ["1"],
    "map": "today",
    "district": None,
    "region": "KZ-33",
    "measure": "kzt_per_direct",
    "sorted_by": "missed",
    "from_project": 0,
    "most": 25,
    "forms": [{"asked_no": 1, "word_no": 1, "likeness": 1.0}],
    "sort": "grant",
    "first": "2023",
    "second": "2024",
    "parts": ["title", "activity"],
    "question": "grant",
    "reported_region": "KZ-19",
}
GROUPINGS = ["year", "region", "sphere", "project", "organisation", "form", "language"]
SQL_FILES = sorted(Path(metrics.__file__).parent.glob("[!_]*.sql"))


def given_for(name: str) -> dict[str, Any]:
    sql = re.sub(r"--.*", "", (Path(metrics.__file__).parent / f"{name}.sql").read_text(encoding="utf-8"))
    return {key: GIVEN[key] for key in set(re.findall(r"\$(\w+)", sql)) - {"selection"}}


@pytest.mark.parametrize("name", metrics.names())
def test_every_metric_answers_the_made_up_release(name: str, made_up: Snapshot) -> None:
    answer = ask(name, at=made_up, **given_for(name))
    assert len(answer.columns) == len(set(answer.columns)) > 0


@pytest.mark.parametrize("name", metrics.names())
def test_every_metric_answers_the_empty_release(name: str, empty: Snapshot) -> None:
    ask(name, at=empty, **given_for(name))


@pytest.mark.parametrize("name", [name for name in metrics.names() if "selection" in parameters(name)])
def test_every_metric_that_takes_filters_takes_all_of_them(name: str, made_up: Snapshot) -> None:
    selection = Selection((2023, 2024), ("KZ-33", "KZ-19"), ("youth", "health"), ("final",), ("o1", "o2"), ("p00003",))
    ask(name, selection, at=made_up, **given_for(name))


@pytest.mark.parametrize("name", ["finding_list", "worst_findings", "unmet_list"])
def test_a_page_is_some_rows_of_the_whole_answer(name: str, made_up: Snapshot) -> None:
    whole = ask(name, at=made_up, **given_for(name))
    page = metrics.ask_page(name, first=2, count=3, at=made_up, **given_for(name))
    pd.testing.assert_frame_equal(page.rows, whole.iloc[2:5].reset_index(drop=True))
    assert page.total_count == len(whole) > 5


def test_a_page_keeps_the_rows_that_are_asked_for(made_up: Snapshot) -> None:
    whole = ask("finding_list", at=made_up, rule=None)
    kept = whole[(whole["severity"] == "error") & whole["other_place"].isna()]
    only = (("severity", ("error",)), ("other_place", (None,)))
    page = metrics.ask_page("finding_list", first=0, count=1000, only=only, at=made_up, rule=None)
    assert page.rows["words"].tolist() == kept["words"].tolist()
    assert page.total_count == len(kept) > 0


@pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: path.stem)
def test_every_metric_says_its_grain_what_is_left_out_and_what_null_means(path: Path) -> None:
    described = metrics.describe(path.stem)
    assert not described.startswith(("Grain:", "Left out:")), "the first line says what the metric answers"
    for word in ("Grain:", "Left out:", "Null:"):
        assert re.search(rf"^{word} \S", described, re.MULTILINE), f"{path.name} lacks a line '{word}'"


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("name", ["indicators_by", "findings_by", "totals_by", "grades_by", "cost_spread"])
def test_every_grouping_works(name: str, by: str, made_up: Snapshot) -> None:
    answer = ask(name, at=made_up, by=by)
    assert answer["report_count"].sum() >= ask("portfolio_totals", at=made_up)["report_count"].iloc[0]


@pytest.mark.parametrize("by", ["kind", "level", "task"])
def test_indicators_are_grouped_by_what_they_count(by: str, made_up: Snapshot) -> None:
    answer, whole = ask("indicators_by", at=made_up, by=by), ask("portfolio_totals", at=made_up).iloc[0]
    for column in ("indicator_count", "met_count", "missed_count", "undecidable_count"):
        assert answer[column].sum() == whole[column], "every judged indicator is in one group"


def test_an_unknown_grouping_names_the_known_ones(made_up: Snapshot) -> None:
    with pytest.raises(Exception, match="no grouping 'planet'; known: year, region"):
        ask("indicators_by", at=made_up, by="planet")


def test_no_number_is_infinite(made_up: Snapshot) -> None:
    """x / 0 is inf in DuckDB 2.0, so every ratio needs nullif."""
    for name in metrics.names():
        numbers = ask(name, at=made_up, **given_for(name)).select_dtypes("float")
        assert not numbers.isin([float("inf"), float("-inf")]).any().any(), name


def test_whole_numbers_are_nullable_and_lists_are_lists(made_up: Snapshot) -> None:
    projects = ask("project_list", at=made_up)
    assert projects["finding_count"].dtype == projects["direct_fact_count"].dtype == pd.Int64Dtype()
    assert all(isinstance(codes, list) for codes in projects["region_codes"])


@pytest.mark.parametrize("name", [name for name in metrics.names() if set(given_for(name)) == {"report"}])
def test_every_place_that_an_answer_names_has_its_words(name: str, made_up: Snapshot) -> None:
    for report in ask("project_list", at=made_up)["report_id"].head(5):
        answer = ask(name, at=made_up, report=report)
        places = answer[[column for column in answer if str(column).endswith("place")]]
        named = {place for column in places for place in places[column].dropna()}
        assert named <= set(ask("report_cells", at=made_up, report=report)["place"])
