"""Which plans were reached: shares, kinds, tasks, events."""

from __future__ import annotations

import tomllib

import duckdb
import pandas as pd
import pytest

from metrics import Selection
from tests.papers import ROOT, Asked, Papers, row


def test_reached_is_the_share_of_decided_indicators_met_or_exceeded(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.indicator("r", 10, 10, "met")
    papers.indicator("r", 10, 12, "exceeded")
    papers.indicator("r", 10, 4, "missed")
    papers.indicator("r", 10, None, "no_fact")
    papers.indicator("r", None, 4, "no_plan")
    papers.indicator("r", None, None, "not_numeric")
    answer = row(asked("indicators_by", by="year"), group_code="2024")
    assert (answer.indicator_count, answer.undecidable_count, answer.reached_pct) == (6, 3, 66.7)
    assert (answer.no_fact_count, answer.no_plan_count, answer.not_numeric_count) == (1, 1, 1)
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.met_count, totals.exceeded_count, totals.missed_count, totals.reached_pct) == (1, 1, 1, 66.7)


def test_an_ambiguous_pair_is_undecidable_whatever_its_status(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.indicator("r", 10, 10, "met", is_ambiguous=True)
    answer = row(asked("indicators_by", by="year"), group_code="2024")
    assert (answer.met_count, answer.ambiguous_count, answer.undecidable_count) == (0, 1, 1)
    assert pd.isna(answer.reached_pct)


def test_a_quantity_told_in_text_counts_only_if_it_was_planned(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.indicator("r", None, 52, "no_plan", source="narrative")
    papers.indicator("r", 50, 52, "exceeded", source="narrative", plan_text="50")
    answer = row(asked("indicators_by", by="year"), group_code="2024")
    assert (answer.indicator_count, answer.exceeded_count, answer.no_plan_count) == (1, 1, 0)
    assert asked("indicator_list")["is_judged"].tolist() == [False, True]


def test_a_report_without_indicators_is_in_the_count_of_reports_only(papers: Papers, asked: Asked) -> None:
    papers.report("with")
    papers.indicator("with", 10, 10, "met")
    papers.report("without")
    answer = row(asked("indicators_by", by="year"), group_code="2024")
    assert (answer.report_count, answer.indicator_report_count) == (2, 1)


@pytest.mark.parametrize(("decided", "copied"), [(4, 0), (5, 1)])
def test_plans_copied_as_facts_show_from_five_decided_indicators_on(
    decided: int, copied: int, papers: Papers, asked: Asked
) -> None:
    papers.report("r")
    for _ in range(decided):
        papers.indicator("r", 70, 70, "met")
    papers.indicator("r", 70, None, "no_fact")
    assert asked("indicators_by", by="form").copied_report_count.tolist() == [copied]


def test_one_fact_off_its_plan_and_nothing_was_copied(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    for fact in (70, 70, 70, 70, 71):
        papers.indicator("r", 70, fact, "met" if fact == 70 else "exceeded")
    assert asked("indicators_by", by="form").copied_report_count.tolist() == [0]


def test_a_copied_composite_is_copied_in_every_part(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    for _ in range(5):
        papers.indicator("r", 5, 5, "exceeded", plan_parts=[5.0, 1.0], fact_parts=[5.0, 2.0])
    assert asked("indicators_by", by="form").copied_report_count.tolist() == [0]


def test_buckets_hold_their_lower_bound_up_to_100_and_their_upper_bound_above(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    for fact in (0, 49, 50, 79, 80, 99, 100, 101, 150, 151, 200, 201):
        papers.indicator("r", 100, fact, "missed" if fact < 100 else "exceeded")
    answer = asked("achievement_distribution")
    assert answer["bucket_code"].tolist() == ["0-50", "50-80", "80-100", "100", "100-150", "150-200", "200+"]
    assert answer["indicator_count"].tolist() == [2, 2, 2, 1, 2, 2, 1]


@pytest.mark.parametrize(
    "more",
    [
        {"plan": 0},
        {"plan_comparator": "<="},
        {"plan_per": "event"},
        {"is_ambiguous": True},
        {"fact": None},
    ],
    ids=str,
)
def test_no_achievement_without_a_plan_that_more_is_better_than(
    more: dict[str, object], papers: Papers, asked: Asked
) -> None:
    papers.report("r")
    papers.indicator("r", **{"plan": 10, "fact": 30, "status": "exceeded", **more})  # type: ignore[arg-type]
    assert asked("indicator_list")["achievement_pct"].isna().all()
    assert asked("achievement_distribution")["indicator_count"].sum() == 0
    assert asked("indicators_by", by="year").overfulfilled_count.tolist() == [0]


def test_fixed_tasks_of_the_contract_count_and_are_told_apart(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.rows.add("fact_task", report_id="r", task_seq=9, is_fixed=True, title="Тұсаукесер", title_place="3/1/1")
    papers.indicator("r", 1, 1, "met", task_seq=9)
    answer = asked("indicators_by", by="year").iloc[0]
    assert (answer.met_count, answer.fixed_task_count) == (1, 1)


def test_indicators_by_kind_count_only_reports_that_have_such_indicators(papers: Papers, asked: Asked) -> None:
    papers.report("one")
    papers.indicator("one", 10, 10, "met", kind_code="events")
    papers.indicator("one", 10, 12, "exceeded", kind_code="events")
    papers.indicator("one", 80, 60, "missed", kind_code="satisfaction", level_code="outcome")
    papers.report("two")
    papers.indicator("two", 10, 4, "missed", kind_code="events")
    papers.indicator("two", None, 7, "no_plan", kind_code="events", source="narrative")
    papers.report("without")
    answer = asked("indicators_by", by="kind")
    assert answer[["group_code", "report_count", "indicator_count", "reached_pct"]].values.tolist() == [
        ["events", 2, 3, 66.7],
        ["satisfaction", 1, 1, 0.0],
    ]


def test_outputs_and_outcomes_are_counted_apart_and_the_rest_is_named(papers: Papers, asked: Asked) -> None:
    papers.report("one")
    papers.indicator("one", 10, 10, "met")
    papers.indicator("one", 2, 2, "met", kind_code="experts", level_code="input")
    papers.indicator("one", 80, 95, "exceeded", kind_code="satisfaction", level_code="outcome")
    papers.indicator("one", 3, None, "no_fact", kind_code="other", level_code=None)
    papers.report("two", regions=("KZ-33", "KZ-19"))
    papers.indicator("two", 10, 12, "exceeded", kind_code="events")
    answer = asked("indicators_by", by="level")
    counted = {None if pd.isna(code) else code: n for code, n in answer[["group_code", "indicator_count"]].values}
    assert counted == {"input": 1, "outcome": 1, "output": 2, None: 1}
    chosen = asked("indicators_by", Selection(regions=("KZ-19",)), by="level")
    assert chosen[["group_code", "indicator_count"]].values.tolist() == [["output", 1]]


def test_plans_copied_in_one_kind_only_show_there(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    for _ in range(5):
        papers.indicator("r", 5, 5, "met", kind_code="photos")
    papers.indicator("r", 70, 71, "exceeded")
    answer = asked("indicators_by", by="kind")
    assert row(answer, group_code="photos").copied_report_count == 1
    assert row(answer, group_code="participants").copied_report_count == 0
    assert asked("indicators_by", by="form").copied_report_count.tolist() == [0]


def test_tasks_of_the_contract_stand_apart_from_the_projects_own(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    for seq, is_fixed in ((1, False), (2, True)):
        papers.task("r", seq, is_fixed)
    papers.indicator("r", 10, 5, "missed", task_seq=1)
    papers.indicator("r", 10, 10, "met", task_seq=2)
    papers.indicator("r", 10, 10, "met")
    groups = asked("indicators_by", by="task")
    shares = groups.dropna(subset="group_code").set_index("group_code")["reached_pct"]
    assert shares.to_dict() == {"own": 0, "by_contract": 100}
    assert row(groups, group_code=None).indicator_count == 1, "under no task"
    assert asked("task_list")["is_fixed_task"].tolist() == [False, True], "most missed first"


def test_what_was_not_done_is_listed_with_the_furthest_from_its_plan_first(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.indicator("r", 10, 8, "missed", name="near")
    papers.indicator("r", 10, 1, "missed", name="far")
    papers.indicator("r", 10, 10, "met", name="done")
    papers.indicator("r", 5, None, "no_fact", name="silent", plan_text="5")
    papers.indicator("r", None, None, "no_fact", name="promised nothing")
    papers.indicator("r", 5, 9, "missed", name="at most", plan_comparator="<=")
    unmet = asked("unmet_list")
    assert unmet["name"].tolist() == ["far", "near", "at most", "silent"]
    assert unmet["shortfall_value"].fillna(-1).tolist() == [9, 2, 4, -1]


def test_plans_and_facts_are_added_only_where_a_kind_counts_one_thing(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.indicator("r", 10, 12, "exceeded", kind_code="events")
    papers.indicator("r", 5, 3, "missed", kind_code="events")
    papers.indicator("r", 5, None, "no_fact", kind_code="events")
    papers.indicator("r", 5, 20, "exceeded", kind_code="events", plan_per="event")
    papers.indicator("r", 80, 90, "exceeded", kind_code="events", unit="%")
    papers.indicator("r", 3, 3, "met", kind_code="places")
    [events] = asked("kinds_plan_fact").to_dict("records")
    assert (events["kind_code"], events["plan_value"], events["fact_value"], events["achieved_pct"]) == (
        "events",
        15,
        15,
        100,
    )
    assert (events["indicator_count"], events["left_out_count"]) == (2, 3)


def test_every_kind_of_indicator_is_known_to_add_up_or_not(asked: Asked) -> None:
    kinds = tomllib.loads((ROOT / "etl" / "kinds.toml").read_text(encoding="utf-8"))["kinds"]
    with duckdb.connect() as connection:
        connection.execute((ROOT / "metrics" / "_indicator_kinds.sql").read_text(encoding="utf-8"))
        known = connection.execute("select kind_code from indicator_kind").fetchall()
    assert sorted(kind for (kind,) in known) == sorted(kinds)


@pytest.mark.parametrize(
    ("sorted_by", "order"),
    [
        ("missed", ["bad", "good", "unsure"]),
        ("share", ["bad", "good", "unsure"]),
        ("undecided", ["unsure", "bad", "good"]),
    ],
)
def test_projects_and_kinds_come_in_the_order_asked_for(
    sorted_by: str, order: list[str], papers: Papers, asked: Asked
) -> None:
    outcomes = {"good": ("met",), "bad": ("missed", "met"), "unsure": ("no_fact",)}
    for report, statuses in outcomes.items():
        papers.report(report)
        for kind, status in zip(("events", "media"), statuses, strict=False):
            papers.indicator(report, 10, 10, status, kind_code=kind)
    cells = asked("project_kinds", sorted_by=sorted_by, from_project=0, most=25)
    assert list(dict.fromkeys(cells["report_id"])) == order
    assert row(cells, report_id="bad", kind_code="events").reached_pct == 0
    assert pd.isna(row(cells, report_id="unsure").reached_pct), "no share where nothing is decided"
    second = asked("project_kinds", sorted_by=sorted_by, from_project=1, most=1)
    assert set(second["report_id"]) == {order[1]}
    assert set(second["project_count"]) == {3}


def test_copied_facts_are_counted_apart_at_the_plan_itself_and_their_project_is_named(
    papers: Papers, asked: Asked
) -> None:
    for report, facts in (("copied", [10] * 5), ("honest", [10, 10, 10, 10, 17])):
        papers.report(report)
        for fact in facts:
            papers.indicator(report, 10, fact, "met" if fact == 10 else "exceeded")
    at_plan = row(asked("achievement_distribution"), bucket_code="100")
    assert (at_plan.indicator_count, at_plan.in_copied_reports_count, at_plan.copied_report_count) == (9, 5, 1)
    easy = asked("easy_plans")
    assert easy[["report_id", "is_copied_report", "overfulfilled_count"]].values.tolist() == [
        ["copied", True, 0],
        ["honest", False, 1],
    ]
