"""Venue, coverage, the region as reported and the region on today's map are four things, from the paper to the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.checks import Outcome
from etl.records import Report
from etl.rows import Rows, as_rows
from etl.run import parse
from tests.builders import paper

Read = Callable[..., tuple[Report, dict[str, Outcome], Rows]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A short final report whose one activity was held at the place; its record, its outcomes by rule, its rows."""

    def read(
        place: str, *, title: str = "Семинар", project: str = "«Көмек» жобасы", year: int = 2023
    ) -> tuple[Report, dict[str, Outcome], Rows]:
        said = paper(project).replace("Тараз қаласы", place).replace("1.1. Семинар", f"1.1. {title}")
        path = tmp_path / "report.txt"
        path.write_text(said.replace("2023", str(year)), encoding="utf-8")
        done = parse(path)
        return done.report, {one.rule: one for one in done.outcomes}, as_rows(done.report, done.outcomes, done.document)

    return read


def test_an_office_is_a_venue_and_what_the_activity_names_is_coverage(read: Read) -> None:
    report, _, rows = read("Алматы қаласы, Абай көшесі 5, 208 кабинет", title="Жетісу облысында семинар")
    assert [place.region for place in report.coverage] == ["KZ-33"]
    assert [place.region for place in report.venues] == ["KZ-75"]
    assert {(row["role"], row["region_code"]) for row in rows["bridge_report_region"]} == {
        ("coverage", "KZ-33"),
        ("venue", "KZ-75"),
    }


@pytest.mark.parametrize(("year", "reported"), [(2021, "KZ-19"), (2023, "KZ-33")])
def test_the_region_of_the_reports_own_map_stands_beside_todays(read: Read, year: int, reported: str) -> None:
    _, _, rows = read("Талдықорған қаласы", year=year)
    [held] = rows["bridge_activity_region"]
    assert (held["region_code"], held["reported_region_code"]) == ("KZ-33", reported)
    assert held["district_code"] == "KZ-33/Талдықорған қаласы"
    assert {(row["region_code"], row["reported_region_code"]) for row in rows["bridge_report_region"]} == {
        ("KZ-33", reported)
    }
    assert {row["district_code"] for row in rows["bridge_report_district"]} == {"KZ-33/Талдықорған қаласы"}


def test_shymkent_of_2017_was_in_south_kazakhstan(read: Read) -> None:
    _, _, rows = read("ОҚО, Шымкент қаласы", year=2017)
    [held] = rows["bridge_activity_region"]
    assert (held["region_code"], held["reported_region_code"]) == ("KZ-79", "KZ-61")


def test_what_several_places_could_be_is_kept_with_its_candidates_and_not_on_the_map(read: Read) -> None:
    report, outcomes, rows = read("Ақтоғай ауданы")
    [fault] = outcomes["place_ambiguous"].faults
    assert fault.values == {"words": "Ақтоғай ауданы", "candidates": ["KZ-35/Ақтоғай ауданы", "KZ-55/Ақтоғай ауданы"]}
    assert fault.place == report.activities[0].place.place
    assert rows["bridge_activity_region"] == []


def test_a_region_that_the_report_names_decides(read: Read) -> None:
    _, outcomes, rows = read("Ақтоғай ауданы", project="Павлодар облысы жастарының жобасы")
    assert outcomes["place_ambiguous"].result == "passed"
    assert [row["district_code"] for row in rows["bridge_activity_region"]] == ["KZ-55/Ақтоғай ауданы"]


def test_the_whole_country_is_noted_and_colours_no_region(read: Read) -> None:
    report, outcomes, rows = read("Республика көлемінде", project="Павлодар облысы жастарының жобасы")
    assert [fault.values for fault in outcomes["place_nationwide"].faults] == [{"said": "Республика көлемінде"}]
    assert rows["bridge_activity_region"] == []
    assert [place.region for place in report.venues] == []


def test_all_regions_of_the_country_are_all_twenty(read: Read) -> None:
    report, outcomes, _ = read("Еліміздің барлық өңірлерінде")
    assert outcomes["place_nationwide"].result == "passed"
    assert len({place.region for place in report.coverage}) == 20
    assert {place.rule for place in report.coverage} == {"all_regions"}
