"""What titles state: only what the rows say, and nothing where nothing stands out."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from display import findings
from display.words import LANGUAGES, words
from tests.dashboard import opened
from tests.test_pages import headings

EN = words("en")


def people(*rows: tuple[str, str, int | None]) -> pd.DataFrame:
    """Groups of participants by gender; None is hidden."""
    answer = pd.DataFrame(rows, columns=["group", "category", "people_count"]).astype({"people_count": "Int64"})
    return answer.assign(dimension="gender")


def test_the_largest_category_is_told_with_the_groups_in_which_it_is() -> None:
    answer = people(("2023", "male", 3), ("2023", "female", 9), ("2024", "male", 4), ("2024", "female", 5),
                    ("2025", "male", 8), ("2025", "female", 5))  # fmt: skip
    assert findings.largest(answer, EN) == {"category": EN["category.gender.female"], "count": 2, "groups": 3}


@pytest.mark.parametrize(
    "answer",
    [
        people(("2023", "male", 3), ("2023", "female", 9)),
        people(("2023", "male", 9), ("2024", "female", 9)),
        people(("2023", "male", None), ("2024", "female", None)),
    ],
)
def test_one_group_a_tie_or_hidden_numbers_have_no_largest_category(answer: pd.DataFrame) -> None:
    assert findings.largest(answer, EN) == {}


def test_what_the_fewest_reports_tell_is_named_only_where_some_do_not_tell_it() -> None:
    told = pd.DataFrame({"dimension": "gender", "category": ["male", "female"], "report_count": 5})
    assert findings.least_told(told.assign(answering_report_count=[5, 3]), EN) == {
        "least": EN["category.gender.female"],
        "n": 3,
    }
    assert findings.least_told(told.assign(answering_report_count=[5, 5]), EN) == {}


def test_where_every_rule_was_checked_there_is_nothing_to_say() -> None:
    rules = pd.DataFrame({"failed_report_count": [1], "passed_report_count": [2], "skipped_report_count": [0]})
    assert findings.not_checked(rules) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_state_them(app: AppTest, made_up: metrics.Snapshot, language: str) -> None:
    said = words(language)
    projects = metrics.ask("indicators_by", by="project", at=made_up)
    title = said.finding("heat", **findings.missing(projects))
    assert (
        findings.missing(projects)["n"] == metrics.ask("portfolio_totals", at=made_up)["indicator_report_count"].iloc[0]
    )
    assert title in headings(opened(app, "effectiveness", language, part="heat"))
    rules = metrics.ask("findings_by_rule", at=made_up)
    assert said.finding("skipped", **findings.not_checked(rules)) in headings(opened(app, "quality", language))
