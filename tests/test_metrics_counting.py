"""What counts once, and what filters choose."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import Selection, Snapshot, ask
from tests.papers import ROOT, Asked, Papers, row

# --- what counts ------------------------------------------------------------------------------------------------------


def test_participants_are_compared_with_who_lives_in_the_chosen_regions(asked: Asked) -> None:
    whole = asked("population_selected").iloc[0]
    regions = pd.read_csv(ROOT / "data/reference/regions.csv").set_index("code")
    women, people = regions["pop_2023_female"], regions["pop_2023"]

    assert (whole.region_count, whole.population_count) == (20, people.sum())
    assert whole.population_female_pct == round(100 * women.sum() / people.sum(), 1)
    chosen = asked("population_selected", Selection(regions=("KZ-33", "KZ-75"))).iloc[0]
    both = ["KZ-33", "KZ-75"]
    assert chosen.population_female_pct == round(100 * women[both].sum() / people[both].sum(), 1)
    assert pd.isna(asked("population_selected", Selection(regions=("",))).iloc[0].population_female_pct)


def test_a_project_counts_once_by_its_latest_report(papers: Papers, asked: Asked) -> None:
    papers.report("interim", project_key="p", form_code="interim", is_latest=False, grant_kzt=7e6)
    papers.report("first", project_key="p", is_latest=False, grant_kzt=7e6)
    papers.report("resubmitted", project_key="p", version_no=2, grant_kzt=7e6)
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.report_count, totals.project_count, totals.grant_kzt) == (1, 1, 7e6)
    assert asked("project_list")[["report_id", "report_count"]].values.tolist() == [["resubmitted", 3]]
    assert asked("project_reports", project="p")["is_latest"].tolist().count(True) == 1


def test_the_line_below_a_title_says_what_the_totals_say(made_up: Snapshot) -> None:
    for selection in (
        Selection(),
        Selection(years=[2022]),
        Selection(regions=["KZ-33"], spheres=["health"]),
        Selection(years=[1999]),
    ):
        [said], [totals] = (
            ask(name, selection, at=made_up).to_dict("records") for name in ("selection_size", "portfolio_totals")
        )
        assert said == {name: totals[name] for name in said}, selection


def test_money_of_a_project_on_several_regions_is_in_no_region(papers: Papers, asked: Asked) -> None:
    papers.report("one", regions=("KZ-33",), grant_kzt=10e6)
    papers.report("two", regions=("KZ-33", "KZ-19"), grant_kzt=50e6)
    regions = asked("coverage_by_region", map="today")
    assert row(regions, region_code="KZ-33")[["project_count", "grant_kzt", "shared_grant_project_count"]].tolist() == [
        2,
        10e6,
        1,
    ]
    almaty = row(regions, region_code="KZ-19")
    assert (almaty.project_count, almaty.shared_grant_project_count) == (1, 1)
    assert pd.isna(almaty.grant_kzt)
    by_region = asked("totals_by", by="region")
    assert row(by_region, group_code="KZ-33")[["report_count", "shared_report_count", "grant_kzt"]].tolist() == [
        2,
        1,
        10e6,
    ]
    assert asked("portfolio_totals").grant_kzt.iloc[0] == 60e6


def test_a_region_that_a_report_names_by_the_old_map_and_by_todays_counts_once(papers: Papers, asked: Asked) -> None:
    papers.report("one", regions=("KZ-33",), grant_kzt=10e6)
    papers.region("one", "KZ-33", reported="KZ-19")
    assert asked("project_list").region_codes.tolist() == [["KZ-33"]]
    zhetisu = row(asked("totals_by", by="region"), group_code="KZ-33")
    assert zhetisu[["report_count", "shared_report_count", "grant_kzt"]].tolist() == [1, 0, 10e6]


def test_people_of_a_report_on_several_regions_are_in_no_region(papers: Papers, asked: Asked) -> None:
    papers.report("one", regions=("KZ-33",))
    papers.gender("one", 40, 60)
    papers.report("two", regions=("KZ-33", "KZ-19"))
    papers.gender("two", 400, 600)
    answer = asked("demographics_by", by="region", dimension="gender")
    zhetisu = row(answer, group_code="KZ-33", category="male")
    assert (zhetisu.people_count, zhetisu.answering_report_count, zhetisu.shared_report_count) == (40, 1, 1)
    assert pd.isna(row(answer, group_code="KZ-19", category="male").people_count)


def test_indicators_of_a_report_on_two_regions_count_in_both(papers: Papers, asked: Asked) -> None:
    papers.report("two", regions=("KZ-33", "KZ-19"))
    papers.indicator("two", 10, 10, "met")
    answer = asked("indicators_by", by="region")
    assert answer[["group_code", "met_count"]].values.tolist() == [["KZ-19", 1], ["KZ-33", 1]]
    chosen = asked("indicators_by", Selection(regions=("KZ-33",)), by="region")
    assert chosen["group_code"].tolist() == ["KZ-33"], "only the regions that were chosen are shown"


def test_small_grants_are_never_added_to_the_projects_own_people(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.gender("r", 378, 400, scope="project")
    papers.gender("r", 9_000, 10_098, scope="small_grants")
    papers.effect("r", "direct_beneficiaries", fact=778, small_grants_value=19_098)
    assert asked("demographics", scope="project")["people_count"].tolist() == [378, 400]
    assert asked("demographics", scope="small_grants")["people_count"].tolist() == [9_000, 10_098]
    assert asked("portfolio_totals").direct_fact_count.iloc[0] == 778
    assert row(asked("effects_plan_fact"), effect_code="direct_beneficiaries").fact_value == 778


def test_direct_and_indirect_beneficiaries_stay_apart(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.effect("r", "direct_beneficiaries", fact=100)
    papers.effect("r", "indirect_beneficiaries", fact=50_000)
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.direct_fact_count, totals.indirect_fact_count) == (100, 50_000)


def test_a_blank_is_not_zero_and_says_of_how_many_reports(papers: Papers, asked: Asked) -> None:
    papers.report("says", grant_kzt=5e6)
    papers.effect("says", "direct_beneficiaries", fact=40)
    papers.report("silent")
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.grant_kzt, totals.grant_report_count) == (5e6, 1)
    assert (totals.direct_fact_count, totals.direct_report_count, totals.report_count) == (40, 1, 2)
    assert pd.isna(totals.vulnerable_fact_count)
    assert totals.vulnerable_report_count == 0


def test_zero_is_a_number(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.effect("r", "direct_vulnerable", fact=0)
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.vulnerable_fact_count, totals.vulnerable_report_count) == (0, 1)


def test_the_vulnerable_share_rests_on_reports_that_give_both(papers: Papers, asked: Asked) -> None:
    papers.report("both")
    papers.effect("both", "direct_beneficiaries", fact=200)
    papers.effect("both", "direct_vulnerable", fact=50)
    papers.report("direct_only")
    papers.effect("direct_only", "direct_beneficiaries", fact=800)
    assert asked("portfolio_totals").vulnerable_pct.iloc[0] == 25.0


def test_nothing_selected_is_a_row_of_zeros_and_blanks(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    totals = asked("portfolio_totals", Selection(years=(1999,))).iloc[0]
    assert (totals.report_count, totals.region_count, totals.indicator_count) == (0, 0, 0)
    assert pd.isna(totals.grant_kzt)
    assert pd.isna(totals.reached_pct)


# --- filters ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "selection",
    [
        Selection(years=(2023,)),
        Selection(regions=("KZ-75",)),
        Selection(spheres=("youth",)),
        Selection(forms=("interim",)),
        Selection(languages=("ru",)),
        Selection(organisations=("o",)),
        Selection(projects=("p",)),
    ],
    ids=["year", "region", "sphere", "form", "language", "organisation", "project"],
)
def test_each_filter_keeps_what_was_chosen_and_drops_what_does_not_say(
    selection: Selection, papers: Papers, asked: Asked
) -> None:
    chosen = {
        "report_year": 2023,
        "sphere_code": "youth",
        "form_code": "interim",
        "language_code": "ru",
        "organisation_key": "o",
        "project_key": "p",
    }
    papers.report("chosen", regions=("KZ-75", "KZ-33"), **chosen)
    papers.report("other", sphere_code="health", organisation_key="x")
    papers.report("silent", regions=(), report_year=None)
    assert asked("project_list", selection)["report_id"].tolist() == ["chosen"]


def test_a_region_is_chosen_by_coverage_not_by_venue(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=("KZ-33",))
    papers.region("r", "KZ-75", role="venue")
    assert asked("project_list", Selection(regions=("KZ-75",))).empty


def test_filter_options_are_those_that_leave_something(papers: Papers, asked: Asked) -> None:
    papers.report("r", project_title="Жоба")
    papers.report("old", project_key="p-r", report_year=2023, is_latest=False)
    options = asked("filter_options")
    assert options[["kind", "code", "label"]].fillna("").values.tolist() == [
        ["form", "final", ""],
        ["language", "kk", ""],
        ["organisation", "", ""],
        ["project", "p-r", "Жоба"],
        ["region", "KZ-33", ""],
        ["sphere", "", ""],
        ["year", "2024", ""],
    ]


def test_what_a_report_does_not_say_can_be_chosen(papers: Papers, asked: Asked) -> None:
    papers.report("says", sphere_code="health")
    papers.report("silent", sphere_code=None, regions=(), report_year=None)
    for selection in (Selection(spheres=("",)), Selection(regions=("",)), Selection(years=(0,))):
        assert asked("project_list", selection)["report_id"].tolist() == ["silent"]


def test_a_kind_keeps_only_its_reports_and_judges_only_its_indicators(papers: Papers, asked: Asked) -> None:
    papers.report("events")
    papers.indicator("events", 10, 10, "met", kind_code="events")
    papers.indicator("events", 10, 4, "missed", kind_code="media")
    papers.report("media")
    papers.indicator("media", 10, 4, "missed", kind_code="media")
    [row] = asked("portfolio_totals", Selection(kinds=("events",))).to_dict("records")
    assert (row["report_count"], row["indicator_count"], row["reached_pct"]) == (1, 1, 100)
    assert asked("indicator_list", Selection(kinds=("events",)))["kind_code"].tolist() == ["events"]


def test_people_keep_the_reports_that_count_somebody_of_the_category(papers: Papers, asked: Asked) -> None:
    men: dict[str, int | str] = {"reached": 5, "none": 0, "silent": "blank"}
    for report, count in men.items():
        papers.report(report)
        papers.gender(report, count, 7)
    assert asked("project_list", Selection(people=("gender/male",)))["report_id"].tolist() == ["reached"]


def test_the_counted_reading_takes_the_sum_of_the_parts_of_the_reports_that_declare(
    papers: Papers, asked: Asked
) -> None:
    for report, declared in (("differs", 100), ("no parts", 50), ("declares nothing", None)):
        papers.report(report)
        papers.effect(report, "direct_beneficiaries", 1, declared)
    for report in ("differs", "declares nothing"):
        papers.gender(report, 30, 60)
    declared, counted = (
        asked("portfolio_totals", Selection(reading=reading)).iloc[0] for reading in ("declared", "counted")
    )
    assert (declared["direct_fact_count"], counted["direct_fact_count"]) == (150, 140)
    assert declared["direct_report_count"] == counted["direct_report_count"] == 2
    assert declared["direct_differing_report_count"] == 1
    effects = asked("effects_plan_fact", Selection(reading="counted")).set_index("effect_code")
    assert effects.loc["direct_beneficiaries", "fact_value"] == 140
