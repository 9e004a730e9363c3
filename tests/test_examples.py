"""The committed example reports: enough of every sort, repeatable, and consistent unless a contradiction was planted."""

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from data.examples import DEFAULT_COUNT, DEFAULT_SEED, HERE, Example, examples, write_examples, write_truth
from data.examples.papers import Table
from etl.readers import read

REPORTS, TRUTH = HERE / "reports", HERE / "truth"
MEGABYTE = 1024 * 1024
MONEY = ("payroll_kzt", "taxes_kzt", "contribution_kzt")
Facts = dict[str, Any]


@pytest.fixture(scope="module")
def committed() -> dict[str, Facts]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRUTH.glob("*.json"))}


@pytest.fixture(scope="module")
def made() -> list[Example]:
    return list(examples())


@pytest.fixture(scope="module")
def consistent(committed: dict[str, Facts]) -> list[Facts]:
    return [facts for facts in committed.values() if not facts["contradictions"]]


def test_at_least_sixty_reports_each_with_its_truth(committed: dict[str, Facts]) -> None:
    reports = {path.stem for path in REPORTS.iterdir()}
    assert len(reports) == len(list(REPORTS.iterdir())) >= 60
    assert reports == set(committed)


def test_everything_is_small_enough_to_commit() -> None:
    assert sum(path.stat().st_size for folder in (REPORTS, TRUTH) for path in folder.iterdir()) < 4 * MEGABYTE


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (lambda facts: {facts["form"]}, {"final", "interim", "operator_project_info"}),
        (lambda facts: {facts["language"]}, {"kk", "ru"}),
        (lambda facts: {(facts["project"]["end"] or "2019")[:4]}, {str(year) for year in range(2019, 2026)}),
    ],
    ids=["forms", "languages", "years"],
)
def test_every_sort_occurs(committed: dict[str, Facts], said: Callable[[Facts], set[str]], wanted: set[str]) -> None:
    assert set().union(*(said(facts) for facts in committed.values())) == wanted


def test_all_twenty_regions_occur(committed: dict[str, Facts]) -> None:
    assert len({code for facts in committed.values() for code in facts["regions"]}) == 20


def test_every_kind_of_file_and_all_three_sorts_of_text_dumps_occur(made: list[Example]) -> None:
    assert {example.report.style.medium for example in made} == {"docx", "xlsx", "pdf", "tabs", "pipes", "cells"}


def test_about_two_in_five_reports_contradict_themselves(committed: dict[str, Facts]) -> None:
    planted = sum(1 for facts in committed.values() if facts["contradictions"])
    assert 0.3 < planted / len(committed) < 0.5


def _unpacked(path: Path) -> list[tuple[str, bytes]]:
    """What is in the file: compressed bytes may differ between builds of zlib."""
    if path.suffix == ".pdf":
        return [(path.name, repr(read(path).blocks).encode())]
    if path.suffix not in (".docx", ".xlsx"):
        return [(path.name, path.read_bytes())]
    with ZipFile(path) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def test_the_committed_reports_are_what_the_default_seed_gives(tmp_path: Path) -> None:
    for path in write_examples(tmp_path, DEFAULT_COUNT, DEFAULT_SEED):
        assert _unpacked(path) == _unpacked(REPORTS / path.name), path.name


def test_the_same_seed_gives_the_same_bytes(made: list[Example]) -> None:
    for first, again in zip(made, examples(12), strict=False):
        assert first.content == again.content, first.name


def test_the_same_seed_gives_the_same_truth(tmp_path: Path) -> None:
    for path in write_truth(tmp_path, 10, DEFAULT_SEED):
        assert path.read_bytes() == (TRUTH / path.name).read_bytes(), path.name


def test_another_seed_gives_other_reports() -> None:
    first, other = (next(iter(examples(1, seed))) for seed in (1, 2))
    assert first.truth != other.truth


def test_a_word_file_shows_no_real_date_and_no_thumbnail() -> None:
    with ZipFile(next(REPORTS.glob("*.docx"))) as package:
        assert {member.date_time for member in package.infolist()} == {(2025, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name or "customXml" in name]


def _texts(example: Example) -> str:
    """All texts of the paper, white space collapsed."""
    texts = []
    for block in example.document.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        texts += [" ".join(cell.lines) for cell in cells] if isinstance(block, Table) else [block.text]
    return " ".join(" ".join(texts).split()).casefold()


def _stated(facts: Facts) -> list[str | None]:
    wanted = [facts["organisation"]["name"], facts["project"]["title"], facts["project"]["period_text"]]
    wanted += [facts["project"]["goal"], facts["deviation_note"], *facts["links"]]
    for activity in facts["activities"]:
        wanted += [activity[key] for key in ("title", "date_text", "place_text", "participants_text")]
    for one in facts["indicators"]:
        wanted += [one["plan_text"], one["fact_text"]]
    for one in facts["events"]:
        wanted += [one[key] for key in ("title", "date_text", "documents")]
    return wanted + [text for one in facts["partners"] for text in one.values()]


def test_every_text_of_the_truth_stands_in_the_paper(made: list[Example]) -> None:
    for example in made:
        paper = _texts(example)
        missing = [text for text in _stated(example.truth) if text and text.casefold() not in paper]
        assert not missing, example.name


def test_demographics_add_up(consistent: list[Facts]) -> None:
    for table in (table for facts in consistent for table in facts["demographics"]):
        assert sum(table["counts"].values()) == table["declared_total"]


def _effects(facts: Facts) -> dict[str, Any]:
    return {one["code"]: one["fact"] for one in facts["effects"]}


def _project_tables(facts: Facts) -> dict[str, Facts]:
    return {table["dimension"]: table for table in facts["demographics"] if table["scope"] == "project"}


def test_direct_beneficiaries_are_the_participants(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["effects"]):
        direct = _effects(facts)["direct_beneficiaries"]
        assert direct == sum(activity["participants"] or 0 for activity in facts["activities"])
        assert {table["declared_total"] for table in _project_tables(facts).values()} == {direct}


def test_money_is_the_grant(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["form"] == "final"):
        assert sum(_effects(facts)[code] for code in MONEY) == facts["project"]["grant_kzt"]


def test_partners_are_as_many_as_named(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["form"] == "final"):
        assert _effects(facts)["partners"] == len(facts["partners"])


def test_statuses_fit_the_ages(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["demographics"]):
        tables = _project_tables(facts)
        status, age = tables["status"]["counts"], tables["age"]["counts"]
        assert status["children"] >= age["13-16"]
        assert status["elderly_50plus"] <= age["46-58"] + age["59+"]


def test_activities_lie_in_the_period(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["project"]["start"]):
        start, end = facts["project"]["start"], facts["project"]["end"]
        for activity in facts["activities"]:
            first, last = activity["date_start"], activity["date_end"]
            assert start[: len(first)] <= first <= last <= end[: len(last)] or last == end[: len(last)]


def test_participants_are_what_the_indicator_says(consistent: list[Facts]) -> None:
    for facts in consistent:
        counted = {(a["task_no"], a["no"]): a["participants"] for a in facts["activities"] if a["participants"]}
        for place, number in counted.items():
            rows = [one for one in facts["indicators"] if (one["task_no"], one["activity_no"]) == place]
            assert number in {one["fact"] for one in rows}


def test_whoever_missed_a_plan_admits_it(consistent: list[Facts]) -> None:
    for facts in (facts for facts in consistent if facts["form"] == "final"):
        missed = [one["name"] for one in facts["indicators"] if one["status"] == "missed"]
        assert all(name in facts["deviation_note"] for name in missed)


def test_a_resubmitted_report_corrects_the_first(committed: dict[str, Facts]) -> None:
    corrected = [name for name in committed if name.endswith("_v2")]
    assert len(corrected) == 2
    for name in corrected:
        first, second = committed[name.removesuffix("_v2")], committed[name]
        assert first["project"] == second["project"]
        assert first["contradictions"]
        assert not second["contradictions"]


def test_some_projects_have_an_interim_and_a_final_report(committed: dict[str, Facts]) -> None:
    told = [
        (facts["form"], facts["organisation"]["name"], facts["project"]["contract_no"], facts["project"]["title"])
        for facts in committed.values()
    ]
    interim = {key[1:] for key in told if key[0] == "interim"}
    assert len(interim & {key[1:] for key in told if key[0] == "final"}) >= 5


def test_only_phones_and_links_that_nobody_has(committed: dict[str, Facts]) -> None:
    for facts in committed.values():
        phones = facts["organisation"]["phones"] + [one["contact"] for one in facts["partners"]]
        assert all(phone.startswith("+7 700 000 ") for phone in phones)
        assert all("//example.kz/" in link or "//www.example.org/" in link for link in facts["links"])


def test_other_counts_begin_alike(made: list[Example]) -> None:
    """Asking for fewer reports gives the beginning of the same series."""
    assert [one.name for one in examples(5)] == [one.name for one in islice(made, 5)]
