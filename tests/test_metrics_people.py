"""Who took part, and where: participants, regions and districts."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import Selection, Snapshot, ask
from tests.papers import Asked, Papers, row

# --- people -----------------------------------------------------------------------------------------------------------


def test_printed_and_counted_totals_stand_side_by_side(papers: Papers, asked: Asked) -> None:
    papers.report("adds_up")
    papers.gender("adds_up", 40, 60, total=100)
    papers.report("does_not")
    papers.gender("does_not", 293, 358, total=661)
    papers.report("no_total")
    papers.gender("no_total", 10, 10)
    male = row(asked("demographics", scope="project"), category="male")
    assert (male.people_count, male.answering_report_count, male.report_count) == (343, 3, 3)
    assert (male.declared_total_count, male.counted_total_count, male.difference_count) == (761, 751, 10)
    assert male.comparable_report_count == 2


@pytest.mark.parametrize("state", ["dash", "blank", "lost"])
def test_a_cell_without_a_number_makes_its_table_incomparable(state: str, papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.gender("r", 4, state, total=10)
    answer = asked("demographics", scope="project")
    female = row(answer, category="female")
    assert pd.isna(female.people_count)
    assert (female.answering_report_count, female.comparable_report_count) == (0, 0)
    assert pd.isna(female.difference_count)
    [source] = asked("demographics_sources", scope="project", dimension="gender", category="female")["cell_state"]
    assert source == state


def test_interim_reports_are_not_asked_for_participants(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.gender("r", 4, 6)
    papers.report("i", form_code="interim")
    assert asked("demographics", scope="project")["report_count"].tolist() == [1, 1]


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_all_twenty_regions_are_listed_and_nothing_is_zero(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=("KZ-33",))
    papers.activity("r", 1, people=70, venues=("KZ-33",))
    papers.activity("r", 2, people=None, venues=("KZ-33",))
    regions = asked("coverage_by_region", map="today")
    assert len(regions) == 20
    zhetisu = row(regions, region_code="KZ-33")
    assert (zhetisu.activity_count, zhetisu.participants_count, zhetisu.counted_activity_count) == (2, 70, 1)
    assert zhetisu.participants_per_1000 == round(70_000 / 698_675, 2)
    astana = row(regions, region_code="KZ-71")
    assert (astana.project_count, astana.activity_count) == (0, 0)
    assert pd.isna(astana.participants_count)


def test_people_of_an_activity_in_two_regions_or_not_the_projects_own_are_in_no_region(
    papers: Papers, asked: Asked
) -> None:
    papers.report("r")
    papers.activity("r", 1, people=70, venues=("KZ-33", "KZ-19"))
    papers.activity("r", 2, people=90_000, venues=("KZ-33",), counts_people=False)
    zhetisu = row(asked("coverage_by_region", map="today"), region_code="KZ-33")
    assert zhetisu.activity_count == 2
    assert pd.isna(zhetisu.participants_count)


def test_an_activity_is_placed_online_or_unplaced(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=("KZ-33",))
    papers.activity("r", 1, venues=("KZ-33",))
    papers.activity("r", 2, venues=("KZ-33",), rule="from_context")
    papers.activity("r", 3, venues=("KZ-33",), is_online=True)
    papers.activity("r", 4)
    gaps = asked("coverage_gaps").iloc[0]
    assert (gaps.activity_count, gaps.placed_count, gaps.online_count, gaps.unplaced_count) == (4, 2, 1, 1)
    assert gaps.from_context_count == 1
    assert gaps.regions_without_count == len(gaps.region_codes_without) == 19
    assert "KZ-33" not in gaps.region_codes_without
    assert row(asked("coverage_by_region", map="today"), region_code="KZ-33").activity_count == gaps.placed_count
    assert row(asked("venue_and_coverage"), region_code="KZ-33").venue_activity_count == gaps.placed_count


def test_a_region_named_by_an_older_map_counts_on_todays(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=(), report_year=2019)
    papers.region("r", "KZ-33", reported="KZ-19")
    answer = asked("venue_and_coverage")
    assert row(answer, region_code="KZ-33")[["coverage_report_count", "reported_elsewhere_count"]].tolist() == [1, 1]
    assert row(answer, region_code="KZ-19").coverage_report_count == 0


def test_the_filter_of_regions_marks_regions_instead_of_leaving_the_others_out(papers: Papers, asked: Asked) -> None:
    papers.report("here", regions=("KZ-33",), grant_kzt=10e6)
    papers.report("there", regions=("KZ-75",), grant_kzt=30e6)
    papers.activity("there", 1, people=40, venues=("KZ-75",))
    chosen = asked("coverage_by_region", Selection(regions=("KZ-33",)), map="today")
    plain = asked("coverage_by_region", map="today")
    assert chosen.loc[chosen["is_chosen"], "region_code"].tolist() == ["KZ-33"]
    pd.testing.assert_frame_equal(chosen.drop(columns="is_chosen"), plain.drop(columns="is_chosen"))
    assert (
        row(asked("coverage_by_region", Selection(years=(2023,)), map="today"), region_code="KZ-75").report_count == 0
    )


def test_shares_are_of_everything_selected_with_what_no_region_has(papers: Papers, asked: Asked) -> None:
    papers.report("one", regions=("KZ-33",), grant_kzt=10e6)
    papers.report("two", regions=("KZ-33", "KZ-75"), grant_kzt=30e6)
    papers.activity("one", 1, people=30, venues=("KZ-33",))
    papers.activity("one", 2, people=70, is_online=True)
    papers.activity("two", 1, people=100, venues=("KZ-33", "KZ-75"))
    papers.activity("two", 2)
    zhetisu = row(asked("coverage_by_region", map="today"), region_code="KZ-33")
    assert zhetisu[["project_pct", "grant_pct", "activity_pct", "participants_pct"]].tolist() == [100, 25, 50, 15]
    assert zhetisu.shared_activity_count == 1
    gaps = asked("coverage_gaps").iloc[0]
    assert gaps[["shared_grant_project_count", "shared_grant_kzt"]].tolist() == [1, 30e6]
    assert gaps[["shared_activity_count", "shared_participants_count"]].tolist() == [1, 100]


def test_on_the_reported_map_a_region_is_where_its_report_put_it(papers: Papers, asked: Asked) -> None:
    papers.report("old", regions=(), report_year=2019, grant_kzt=10e6)
    papers.region("old", "KZ-33", reported="KZ-19")
    papers.region("old", "KZ-19")
    papers.activity("old", 1, people=20)
    papers.held_in("old", 1, "KZ-33", reported_region_code="KZ-19")
    papers.held_in("old", 1, "KZ-19")
    almaty = row(asked("coverage_by_region", map="reported"), region_code="KZ-19")
    assert almaty[["project_count", "grant_kzt", "activity_count", "participants_count"]].tolist() == [1, 10e6, 1, 20]
    assert pd.isna(almaty.projects_per_million), "the population is of today's regions"
    today = row(asked("coverage_by_region", map="today"), region_code="KZ-19")
    assert today.shared_grant_project_count == 1
    assert pd.isna(today.grant_kzt)


def test_an_unknown_map_names_the_known_ones(made_up: Snapshot) -> None:
    with pytest.raises(Exception, match="no map 'flat'; known: today, reported"):
        ask("coverage_by_region", at=made_up, map="flat")


def test_regions_that_were_another_one_are_counted_in_pairs(papers: Papers, asked: Asked) -> None:
    for report, year in (("first", 2019), ("second", 2021)):
        papers.report(report, regions=(), report_year=year)
        papers.region(report, "KZ-33", reported="KZ-19")
        papers.activity(report, 1)
        papers.held_in(report, 1, "KZ-33", reported_region_code="KZ-19")
    papers.report("same")
    changes = asked("region_changes")
    assert changes.to_numpy().tolist() == [["KZ-19", "KZ-33", 2, 2, 2019, 2021]]
    gaps = asked("coverage_gaps").iloc[0]
    assert (gaps.moved_report_count, gaps.moved_activity_count) == (2, 2)


def test_people_of_an_activity_in_two_districts_are_in_neither(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.activity("r", 1, people=30)
    papers.held_in("r", 1, "KZ-33", "KZ-33/Ақсу ауданы")
    papers.activity("r", 2, people=50)
    papers.held_in("r", 2, "KZ-33", "KZ-33/Ақсу ауданы")
    papers.held_in("r", 2, "KZ-33", "KZ-33/Алакөл ауданы")
    districts = asked("coverage_by_district", Selection(regions=("KZ-33",)))
    assert set(districts["region_code"]) == {"KZ-33"}
    assert row(districts, district_code="KZ-33/Ақсу ауданы")[["activity_count", "participants_count"]].tolist() == [
        2,
        30,
    ]
    alakol = row(districts, district_code="KZ-33/Алакөл ауданы")
    assert alakol.activity_count == 1
    assert pd.isna(alakol.participants_count)


def test_white_spots_are_regions_and_districts_with_nothing(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=("KZ-33", "KZ-75"))
    papers.activity("r", 1)
    papers.held_in("r", 1, "KZ-33", "KZ-33/Ақсу ауданы")
    papers.activity("r", 2, venues=("KZ-33",))
    chosen = Selection(regions=("KZ-33",))
    spots, gaps = asked("white_spots", chosen).iloc[0], asked("district_gaps", chosen).iloc[0]
    assert (spots.regions_without_count, spots.idle_region_count) == (18, 19)
    assert "KZ-75" in spots.idle_region_codes
    assert spots.district_count == spots.reached_district_count + spots.idle_district_count == gaps.district_count
    assert (gaps.reached_district_count, gaps.region_only_activity_count) == (1, 1)
    assert len(gaps.idle_districts_kk) == len(gaps.idle_districts_ru) == gaps.idle_district_count
    assert "Ақсу ауданы" not in gaps.idle_districts_kk


def test_every_unplaced_activity_says_why_it_is_on_no_map(papers: Papers, asked: Asked) -> None:
    papers.report("r", regions=("KZ-33", "KZ-75"))
    written = {1: None, 2: "Ақтоғай ауданы", 3: "республика көлемінде", 4: "мәдениет үйі"}
    for seq, text in written.items():
        papers.activity("r", seq, place_text=text, place_place=text and f"2/{seq}/4")
    candidates = '{"words": "Ақтоғай ауданы", "candidates": ["KZ-35/Ақтоғай ауданы", "KZ-55/Ақтоғай ауданы"]}'
    papers.check("r", "place_ambiguous", "note", "failed", place="2/2/4", details=candidates)
    papers.check("r", "place_nationwide", "note", "failed", place="2/3/4")
    assert asked("unplaced_activities")["reason_code"].tolist() == [
        "ambiguous",
        "nationwide",
        "no_place",
        "not_recognised",
    ]
    gaps = asked("coverage_gaps").iloc[0]
    reasons = ["no_place_count", "ambiguous_place_count", "nationwide_count", "not_recognised_count"]
    assert gaps[reasons].tolist() == [1, 1, 1, 1]
    assert gaps.unplaced_count == 4
    [name] = asked("ambiguous_places").to_dict("records")
    assert (name["words"], name["candidate_region_codes"]) == ("Ақтоғай ауданы", ["KZ-35", "KZ-55"])
    assert len(name["candidate_names_kk"]) == len(name["candidate_names_ru"]) == 2


def test_coverage_without_an_event_and_an_event_without_coverage_are_told_apart(papers: Papers, asked: Asked) -> None:
    papers.report("differs", regions=("KZ-33", "KZ-75"))
    papers.activity("differs", 1, venues=("KZ-33", "KZ-71"))
    papers.report("places no event", regions=("KZ-75",))
    papers.activity("places no event", 1)
    found = asked("venue_mismatches")[["region_code", "mismatch_code", "activity_count"]]
    assert found.to_numpy().tolist() == [["KZ-75", "covered_only", 0], ["KZ-71", "held_only", 1]]
    almaty = row(asked("venue_and_coverage"), region_code="KZ-75")
    counts = [
        "coverage_report_count",
        "covered_and_held_report_count",
        "covered_only_report_count",
        "eventless_report_count",
    ]
    assert almaty[counts].tolist() == [2, 0, 1, 1]
    assert row(asked("venue_and_coverage"), region_code="KZ-33").covered_and_held_report_count == 1
    spots = asked("white_spots").iloc[0]
    assert (spots.covered_only_report_count, spots.held_only_report_count) == (1, 1)
    assert asked("venue_mismatches", Selection(regions=("KZ-71",)))["mismatch_code"].tolist() == ["held_only"]


def test_events_of_a_report_without_activities_are_where_it_held_them(papers: Papers, asked: Asked) -> None:
    papers.report("interim", form_code="interim", regions=("KZ-33",))
    papers.region("interim", "KZ-33", role="venue")
    assert asked("venue_mismatches").empty
    assert row(asked("venue_and_coverage"), region_code="KZ-33").covered_and_held_report_count == 1


@pytest.mark.parametrize("shown_map", ["today", "reported"])
def test_sources_of_a_region_are_as_many_as_the_map_says(shown_map: str, made_up: Snapshot) -> None:
    regions = ask("coverage_by_region", at=made_up, map=shown_map)
    for region in ("KZ-19", "KZ-33"):
        figures = row(regions, region_code=region)
        reports = ask("region_reports", at=made_up, region=region, map=shown_map)
        assert len(reports) == figures.report_count
        alone = reports.loc[reports["region_count"] == 1, "grant_kzt"]
        assert (alone.sum(), alone.count()) == (figures.fillna(0).grant_kzt, figures.grant_report_count)
        held = ask("place_activities", at=made_up, region=region, district=None, map=shown_map)
        assert len(held) == figures.activity_count
        people = held.loc[held["region_count"] == 1, "participants_count"]
        assert (people.sum(), people.count()) == (figures.fillna(0).participants_count, figures.counted_activity_count)


def test_sources_of_a_district_are_as_many_as_the_list_says(made_up: Snapshot) -> None:
    for district in ask("coverage_by_district", at=made_up).nlargest(3, "activity_count").to_dict("records"):
        given = {"region": None, "district": district["district_code"], "map": "today"}
        held = ask("place_activities", at=made_up, **given)
        assert len(held) == district["activity_count"]
        assert held.loc[held["district_count"] == 1, "participants_count"].sum() == district["participants_count"]
