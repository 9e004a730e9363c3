"""Effects, what projects cost, and the grades that follow from both."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from metrics import Selection, Snapshot, ask, grading
from tests import made_up_warehouse
from tests.papers import ROOT, Asked, Papers, row

# --- effects and costs ------------------------------------------------------------------------------------------------


def test_plan_and_fact_compare_only_over_reports_that_give_both(papers: Papers, asked: Asked) -> None:
    papers.report("both")
    papers.effect("both", "staff", plan=4, fact=3)
    papers.report("plan_only")
    papers.effect("plan_only", "staff", plan=100)
    papers.report("fact_only")
    papers.effect("fact_only", "staff", fact=50)
    staff = row(asked("effects_plan_fact"), effect_code="staff")
    assert (staff.plan_value, staff.fact_value, staff.plan_report_count, staff.fact_report_count) == (104, 53, 2, 2)
    assert (staff.both_plan_value, staff.both_fact_value, staff.both_report_count) == (4, 3, 1)
    assert (staff.achieved_pct, staff.report_count) == (75.0, 3)


def test_all_eleven_effects_are_listed_in_the_order_of_the_form(papers: Papers, asked: Asked) -> None:
    answer = asked("effects_plan_fact")
    assert answer["effect_code"].tolist() == list(made_up_warehouse.EFFECTS)
    assert answer["report_count"].tolist() == [0] * 11


def test_tenge_for_a_direct_beneficiary_and_shares_of_the_grant(papers: Papers, asked: Asked) -> None:
    papers.report("r", grant_kzt=7_000_000)
    for code, fact in {
        "direct_beneficiaries": 778,
        "payroll_kzt": 2e6,
        "taxes_kzt": 297_200,
        "contribution_kzt": 4_752_800,
    }.items():
        papers.effect("r", code, fact=fact)
    papers.report("no_grant")
    papers.report("nobody", grant_kzt=1e6)
    papers.effect("nobody", "direct_beneficiaries", fact=0)
    costs = asked("costs")
    assert costs["report_id"].tolist() == ["r", "nobody"]
    assert costs.iloc[0][["kzt_per_direct", "payroll_pct", "taxes_pct", "purchases_pct"]].tolist() == [
        8997,
        28.6,
        4.2,
        67.9,
    ]
    assert pd.isna(costs.iloc[1].kzt_per_direct)


def spend(papers: Papers, costs: list[float]) -> None:
    """Projects with one direct beneficiary each, so that the grant is the cost."""
    for at, cost in enumerate(costs):
        papers.report(f"r{at}", grant_kzt=cost)
        papers.effect(f"r{at}", "direct_beneficiaries", fact=1)


def test_outliers_are_beyond_one_and_a_half_middle_halves_on_a_logarithmic_scale(papers: Papers, asked: Asked) -> None:
    spend(papers, [1e4, 2e4, 2e4, 2e4, 4e4, 4e4, 4e4, 8e4, 1e6])
    costs = asked("cost_values", measure="kzt_per_direct")
    assert dict(zip(costs["report_id"], costs["outlier_side"].fillna(""), strict=True))["r8"] == "high"
    assert costs["outlier_side"].notna().sum() == 1, "80 000 is within 1.5 times the middle half, which doubles"
    assert asked("cost_outliers")["report_id"].tolist() == ["r8"]


def test_few_projects_have_no_outliers(papers: Papers, asked: Asked) -> None:
    spend(papers, [1e4, 1e4, 1e4, 1e4, 1e4, 1e4, 1e9])
    assert asked("cost_outliers").empty
    spread = row(asked("cost_spread", by="whole"), measure_code="kzt_per_direct")
    assert spread.median_value == 1e4
    assert pd.isna(spread.highest_ordinary_value)


def test_the_spread_counts_the_reports_that_leave_out_what_it_rests_on(papers: Papers, asked: Asked) -> None:
    spend(papers, [1e4, 3e4])
    papers.report("no grant")
    papers.effect("no grant", "direct_beneficiaries", fact=5)
    papers.report("nobody", grant_kzt=5e6)
    papers.effect("nobody", "direct_beneficiaries", fact=0)
    spread = row(asked("cost_spread", by="whole"), measure_code="kzt_per_direct")
    assert (spread.stated_report_count, spread.unstated_report_count, spread.median_value) == (2, 2, 2e4)
    assert row(asked("cost_spread", by="whole"), measure_code="payroll_pct").stated_report_count == 0


# --- grades -----------------------------------------------------------------------------------------------------------


def graded(
    papers: Papers, report: str, statuses: list[str], direct: tuple[float, float] | None, errors: int = 0
) -> None:
    """A report whose indicators ended like this, with direct beneficiaries planned and reached, and contradictions."""
    papers.report(report)
    for status in statuses:
        papers.indicator(report, 10, 10, status)
    if direct:
        papers.effect(report, "direct_beneficiaries", *direct)
    for _ in range(errors):
        papers.check(report, "gender_adds_up", "error", "failed")


@pytest.mark.parametrize(
    ("statuses", "direct", "errors", "grade", "decided_by"),
    [
        (["met"] * 9 + ["missed"], (100, 95), 0, "successful", ["reached_share", "direct_beneficiaries", "serious_contradictions"]),
        (["met"] * 8 + ["missed"] * 2, (100, 100), 0, "satisfactory", ["reached_share"]),
        (["met"] * 10, (100, 80), 0, "satisfactory", ["direct_beneficiaries"]),
        (["met"] * 10, (100, 100), 1, "satisfactory", ["serious_contradictions"]),
        (["met"] * 6 + ["missed"] * 4, (100, 100), 0, "unsatisfactory", ["reached_share"]),
        (["met"] * 10, (100, 100), 3, "unsatisfactory", ["serious_contradictions"]),
        (["met"] * 10, None, 0, "successful", ["reached_share", "serious_contradictions"]),
        (["met"] * 2, (100, 10), 0, "undecidable", ["decided_indicators"]),
        (["met"] * 3 + ["no_fact"] * 4, (100, 100), 0, "undecidable", ["decided_share"]),
        ([], (100, 100), 0, "undecidable", ["decided_indicators", "decided_share"]),
    ],
)  # fmt: skip
def test_a_grade_is_the_lowest_that_a_step_gives(
    statuses: list[str], direct: tuple[float, float] | None, errors: int, grade: str, decided_by: list[str],
    papers: Papers, asked: Asked,
) -> None:  # fmt: skip
    graded(papers, "r", statuses, direct, errors)
    steps = asked("project_grade", project="p-r")
    assert set(steps["grade_code"]) == {grade}
    assert steps.loc[steps["is_deciding"], "step_code"].tolist() == decided_by
    assert asked("grade_list")["deciding_step_codes"].tolist() == [decided_by]


def test_an_interim_report_is_too_early_for_a_grade(papers: Papers, asked: Asked) -> None:
    papers.report("r", form_code="interim")
    for _ in range(5):
        papers.indicator("r", 10, 10, "met")
    assert asked("grade_list")["grade_code"].tolist() == ["undecidable"]
    assert asked("grade_list")["deciding_step_codes"].tolist() == [["closing_report"]]


def test_what_a_report_does_not_state_fails_no_step(papers: Papers, asked: Asked) -> None:
    graded(papers, "r", ["met"] * 5, None)
    steps = asked("project_grade", project="p-r").set_index("step_code")
    assert steps.loc["direct_beneficiaries", "step_level"] == "not_stated"
    assert pd.isna(steps.loc["direct_beneficiaries", "step_value"])


def test_grades_are_counted_by_group_and_do_not_follow_the_kinds_selected(papers: Papers, asked: Asked) -> None:
    graded(papers, "good", ["met"] * 5, None)
    graded(papers, "bad", ["met"] * 2 + ["missed"] * 3, None)
    papers.indicator("bad", 10, 10, "met", kind_code="events")
    whole = asked("grades_by", by="whole").iloc[0]
    assert (whole.successful_count, whole.unsatisfactory_count, whole.successful_pct) == (1, 1, 50)
    events = asked("grades_by", Selection(kinds=("events",)), by="whole").iloc[0]
    assert (events.report_count, events.unsatisfactory_count) == (1, 1)


def test_the_thresholds_are_those_of_the_file(asked: Asked) -> None:
    said = tomllib.loads((ROOT / "metrics" / "grades.toml").read_text(encoding="utf-8"))
    thresholds = asked("grade_thresholds").set_index("step_code")
    assert thresholds.index.tolist() == list(said)
    for step, given in said.items():
        assert {name: thresholds.loc[step, name] for name in given} == given


@pytest.mark.parametrize(
    "step",
    [
        'unit = "pct"',
        'unit = "pct"\nsuccessful_at_least = 90',
        "needs_at_least = 3",
        'unit = "pct"\nsuccessful_at_least = 50\nsatisfactory_at_least = 70',
        'unit = "count"\nsuccessful_at_most = 2\nsatisfactory_at_most = 0',
    ],
)
def test_a_step_from_which_no_grade_can_follow_is_refused(step: str, tmp_path: Path) -> None:
    file = tmp_path / "grades.toml"
    file.write_text(f"[reached_share]\n{step}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="step 'reached_share'"):
        grading.grade_steps(file)


def test_every_step_of_a_grade_is_measured(made_up: Snapshot) -> None:
    measured = ask("project_grade", at=made_up, project=ask("grade_list", at=made_up)["project_key"].iloc[0])
    assert measured["step_code"].tolist() == ask("grade_thresholds", at=made_up)["step_code"].tolist()
