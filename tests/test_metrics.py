"""Every number on tiny warehouses whose answer a person can work out, and every rule of counting as a test of its own."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import metrics
from metrics import NoRelease, Selection, Snapshot, UnknownMetric, ask, grading
from metrics.opened import cursor_of, public_tables
from metrics.questions import parameters
from tests import made_up_warehouse
from tests.made_up_warehouse import Rows

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
ROOT = Path(__file__).resolve().parents[1]
SQL_FILES = sorted(Path(metrics.__file__).parent.glob("[!_]*.sql"))


class Papers:
    """Tiny reports in short rows; what a test does not mention is as plain as a report can be."""

    def __init__(self) -> None:
        self.rows = Rows()
        made_up_warehouse.add_release(self.rows, 1)
        made_up_warehouse.add_regions(self.rows)
        self.projects: set[str] = set()

    def report(self, report_id: str, regions: tuple[str, ...] = ("KZ-33",), **header: object) -> None:
        """A final report of 2024, of a project of its own, that counts."""
        plain = {
            "project_key": f"p-{report_id}",
            "organisation_key": None,
            "file_sha256": report_id,
            "file_name": f"{report_id}.docx",
            "file_kind": "docx",
            "is_example": True,
            "form_code": "final",
            "language_code": "kk",
            "report_year": 2024,
            "version_no": 1,
            "loaded_at": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            "is_latest": True,
            "finding_count": 0,
            "error_count": 0,
        }
        row = {**plain, **header}
        self.rows.add("dim_report", report_id=report_id, **row)
        if row["project_key"] not in self.projects:
            self.rows.add("dim_project", project_key=row["project_key"], key_rule="file")
            self.projects.add(str(row["project_key"]))
        for region in regions:
            self.region(report_id, region)

    def region(self, report_id: str, region: str, reported: str | None = None, role: str = "coverage") -> None:
        self.rows.add(
            "bridge_report_region",
            report_id=report_id,
            region_code=region,
            reported_region_code=reported or region,
            role=role,
        )

    def paragraph(self, report_id: str, block: int, words: str) -> None:
        self._cell(report_id, str(block), words, block_no=block)

    def table(self, report_id: str, block: int, *lines: list[str]) -> None:
        for at, line in enumerate(lines, 1):
            for column, words in enumerate(line, 1):
                place = {"block_no": block, "row_no": at, "column_no": column}
                self._cell(report_id, f"{block}/{at}/{column}", words, **place)

    def _cell(self, report_id: str, place: str, words: str, **numbers: int) -> None:
        said = {"place": place, "words": words, "is_heading": False, "is_lost": False}
        self.rows.add("source_cell", report_id=report_id, **said, **numbers)

    def effect(
        self, report_id: str, code: str, plan: float | None = None, fact: float | None = None, **more: object
    ) -> None:
        values = {"effect_code": code, "plan_value": plan, "fact_value": fact, "source": "table", **more}
        self.rows.add("fact_effect", report_id=report_id, **values)

    def indicator(self, report_id: str, plan: float | None, fact: float | None, status: str, **more: object) -> None:
        plain = {
            "indicator_seq": len(self.rows.by_table["fact_indicator"]) + 1,
            "name": "Қатысушылар саны",
            "kind_code": "participants",
            "level_code": "output",
            "plan_value": plan,
            "plan_comparator": None if plan is None else "=",
            "fact_value": fact,
            "status": status,
            "source": "table",
            "is_ambiguous": False,
            "name_place": "1/1/1",
        }
        self.rows.add("fact_indicator", report_id=report_id, **{**plain, **more})

    def task(self, report_id: str, seq: int, is_fixed: bool = False) -> None:
        self.rows.add(
            "fact_task", report_id=report_id, task_seq=seq, is_fixed=is_fixed, title="Міндет", title_place=f"1/{seq}/1"
        )

    def activity(
        self, report_id: str, seq: int, people: int | None = None, venues: tuple[str, ...] = (), **more: object
    ) -> None:
        plain = {
            "title": "Семинар",
            "year_inferred": False,
            "is_online": False,
            "participants_count": people,
            "counts_people": True,
            "title_place": "2/1/1",
        }
        rule = more.pop("rule", "named")
        self.rows.add("fact_activity", report_id=report_id, activity_seq=seq, **{**plain, **more})
        for venue in venues:
            self.rows.add(
                "bridge_activity_region",
                report_id=report_id,
                activity_seq=seq,
                region_code=venue,
                reported_region_code=venue,
                role="venue",
                rule=rule,
                words=venue,
            )

    def held_in(self, report_id: str, seq: int, region: str, district: str | None = None, **more: object) -> None:
        """One more place of an activity."""
        plain = {
            "region_code": region,
            "reported_region_code": region,
            "role": "venue",
            "rule": "named",
            "words": region,
        }
        self.rows.add(
            "bridge_activity_region",
            report_id=report_id,
            activity_seq=seq,
            district_code=district,
            **{**plain, **more},
        )

    def gender(
        self, report_id: str, male: int | str, female: int | str, total: int | None = None, scope: str = "project"
    ) -> None:
        """The gender table; a word in place of a number is the state of the cell: dash, blank, lost."""
        for order, (category, cell) in enumerate([("male", male), ("female", female)], start=1):
            self.rows.add(
                "fact_participants",
                report_id=report_id,
                scope=scope,
                dimension="gender",
                category=category,
                category_order=order,
                people_count=cell if isinstance(cell, int) else None,
                cell_state="value" if isinstance(cell, int) else cell,
                declared_total_count=total,
            )

    def check(self, report_id: str, rule: str, severity: str, result: str, **more: object) -> None:
        plain = {"kind": "contradiction", "details": "{}"}
        self.rows.add(
            "fact_check",
            report_id=report_id,
            check_seq=len(self.rows.by_table["fact_check"]) + 1,
            rule=rule,
            severity=severity,
            result=result,
            **{**plain, **more},
        )


@pytest.fixture
def papers() -> Papers:
    return Papers()


@pytest.fixture
def asked(papers: Papers, tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """Asks a question of the papers as they stand."""

    def ask_papers(name: str, selection: Selection = metrics.EVERYTHING, /, **given: object) -> pd.DataFrame:
        folder = tmp_path / str(sum(map(len, papers.rows.by_table.values())))
        if not folder.exists():
            made_up_warehouse.write(folder, papers.rows)
        return ask(name, selection, at=metrics.current(folder), **given)

    return ask_papers


Asked = Callable[..., pd.DataFrame]


def given_for(name: str) -> dict[str, Any]:
    sql = re.sub(r"--.*", "", (Path(metrics.__file__).parent / f"{name}.sql").read_text(encoding="utf-8"))
    return {key: GIVEN[key] for key in set(re.findall(r"\$(\w+)", sql)) - {"selection"}}


def row(answer: pd.DataFrame, **where: object) -> pd.Series:
    """The one row of an answer with these values."""
    for column, value in where.items():
        answer = answer[answer[column].isna() if value is None else answer[column] == value]
    [found] = [line for _, line in answer.iterrows()]
    return found


# --- every metric -----------------------------------------------------------------------------------------------------


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


# --- asking -----------------------------------------------------------------------------------------------------------


def test_a_misspelt_name_gets_the_nearest() -> None:
    with pytest.raises(UnknownMetric, match="no metric 'portfolio_total'; did you mean portfolio_totals"):
        ask("portfolio_total")
    with pytest.raises(UnknownMetric, match="demographics"):
        metrics.describe("demografics")


def test_shared_files_are_no_questions() -> None:
    with pytest.raises(UnknownMetric):
        metrics.describe("_selected_reports")


def test_what_a_question_wants_must_be_given_and_nothing_else(made_up: Snapshot) -> None:
    with pytest.raises(TypeError, match="'report_header' wants report, was given nothing"):
        ask("report_header", at=made_up)
    with pytest.raises(TypeError, match="wants nothing besides the filters, was given year"):
        ask("portfolio_totals", at=made_up, year=2024)


def test_the_current_release_is_the_one_that_the_pointer_names(tmp_path: Path, papers: Papers) -> None:
    made_up_warehouse.write(tmp_path, papers.rows, release_no=41)
    made_up_warehouse.write(tmp_path, papers.rows, release_no=42)
    assert metrics.current(tmp_path).release_no == 42
    assert metrics.snapshot(41, tmp_path).path.name == "warehouse-00000041.duckdb"


def test_a_release_that_is_not_kept_is_said_with_those_that_are(tmp_path: Path, papers: Papers) -> None:
    with pytest.raises(NoRelease, match="python -m etl"):
        metrics.current(tmp_path)
    made_up_warehouse.write(tmp_path, papers.rows, release_no=42)
    with pytest.raises(NoRelease, match=r"release 7 is not in .*; kept: 42"):
        metrics.snapshot(7, tmp_path)


def test_a_release_that_was_pruned_since_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="release 3 is no longer kept"):
        ask("release_info", at=Snapshot(tmp_path / "warehouse-00000003.duckdb", 3))


@pytest.mark.parametrize("pointer", [b"warehouse-00000009.duckdb", b"../secret.duckdb", b"", b"\xff\xfe\x00"])
def test_a_pointer_to_no_release_is_refused(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(NoRelease, match="no release there"):
        metrics.current(tmp_path)


def test_a_damaged_release_is_said(tmp_path: Path) -> None:
    (tmp_path / "warehouse-00000001.duckdb").write_text("no database", encoding="utf-8")
    with pytest.raises(NoRelease, match="release 1 cannot be read"):
        ask("release_info", at=metrics.snapshot(1, tmp_path))


def test_the_folder_comes_from_the_environment(made_up_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
    assert ask("release_info")["report_count"].tolist() == [60]


def test_many_threads_get_the_same_answer(made_up: Snapshot) -> None:
    alone = ask("indicators_by", at=made_up, by="year")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask("indicators_by", at=made_up, by="year"), range(40)))
    for answer in answers:
        pd.testing.assert_frame_equal(answer, alone)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed under /proc only")
def test_a_superseded_release_is_closed(made_up: Snapshot, tmp_path: Path) -> None:
    copies = [tmp_path / f"warehouse-{number:08d}.duckdb" for number in range(1, 6)]
    for copy in copies:
        shutil.copy(made_up.path, copy)
        ask("release_info", at=Snapshot(copy, 1))
    opened = {os.readlink(handle) for handle in Path("/proc/self/fd").iterdir() if handle.exists()}
    assert [str(copy) in opened for copy in copies] == [False, False, True, True, True]


def test_names_phones_and_addresses_cannot_be_asked_for(made_up: Snapshot) -> None:
    assert "private_contact" not in public_tables(cursor_of(made_up))
    assert all("private_contact" not in path.read_text(encoding="utf-8") for path in SQL_FILES)


def test_participants_are_read_through_one_door() -> None:
    """What small numbers of people have to be hidden is hidden in one place: metrics/_people.sql."""
    asked = [
        re.sub(r"--.*|'[^']*'", "", path.read_text(encoding="utf-8")) for path in SQL_FILES
    ]  # a table may be named as a text
    assert all("fact_participants" not in sql for sql in asked)


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


# --- plan and fact ----------------------------------------------------------------------------------------------------


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


# --- checks and answers -----------------------------------------------------------------------------------------------


def test_a_note_is_no_contradiction(papers: Papers, asked: Asked) -> None:
    papers.report("note")
    papers.check("note", "experts_named", "note", "failed")
    papers.report("warning")
    papers.check("warning", "results_agree", "warning", "failed")
    papers.report("error")
    papers.check("error", "gender_adds_up", "error", "failed")
    papers.report("clean")
    papers.check("clean", "gender_adds_up", "error", "passed")
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.finding_count, totals.contradicting_report_count, totals.error_report_count) == (3, 2, 1)
    by_form = asked("findings_by", by="form").iloc[0]
    assert by_form[["report_count", "error_count", "warning_count", "note_count"]].tolist() == [4, 1, 1, 1]


def test_a_skipped_rule_has_not_passed(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.check("r", "gender_adds_up", "error", "skipped", lacking="gender_total_and_counts")
    rule = row(asked("findings_by_rule"), rule="gender_adds_up")
    assert (rule.passed_report_count, rule.skipped_report_count, rule.failed_report_count) == (0, 1, 0)
    assert asked("report_findings", report="r").empty
    assert asked("report_checks", report="r")["lacking"].tolist() == ["gender_total_and_counts"]


def test_findings_of_one_rule_or_of_all(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.check("r", "experts_named", "note", "failed")
    papers.check("r", "gender_adds_up", "error", "failed")
    assert asked("finding_list", rule=None)["rule"].tolist() == ["gender_adds_up", "experts_named"]
    assert asked("finding_list", rule="experts_named")["rule"].tolist() == ["experts_named"]


def test_a_question_counts_only_the_reports_whose_form_asks_it(papers: Papers, asked: Asked) -> None:
    papers.report("f", grant_kzt=7e6)
    papers.report("i", form_code="interim")
    papers.report("o", form_code="operator_project_info", grant_kzt=None)
    papers.rows.add("report_risk", report_id="i", risk_seq=1, risk="Аз келу", place="5/1/1")
    answers = asked("answers_by_question")
    assert row(answers, question="grant").iloc[1:].tolist() == [1, 2, 3]
    assert row(answers, question="risks").iloc[1:].tolist() == [1, 1, 3]
    assert row(answers, question="gender").iloc[1:].tolist() == [0, 2, 3]
    assert row(answers, question="regions").iloc[1:].tolist() == [3, 3, 3]


@pytest.mark.parametrize("name", ["titles", "grant", "organisations"])
def test_every_figure_has_its_sources(name: str, made_up: Snapshot) -> None:
    sources = ask("reports_sources", at=made_up, name=name)
    assert sources["value_text"].notna().any()
    assert len(sources) == ask("portfolio_totals", at=made_up).report_count.iloc[0]


def test_the_regions_of_a_report_lead_to_the_first_cell_that_names_one(papers: Papers, asked: Asked) -> None:
    papers.report("named", regions=("KZ-33", "KZ-75"))
    papers.activity("named", 1, venues=("KZ-33",), rule="from_context", place_text=None, place_place="9/1/4")
    papers.activity("named", 2, venues=("KZ-75",), place_text="Алматы қаласы", place_place="9/2/4")
    papers.report("silent", regions=())
    named, silent = asked("regions_sources").to_dict("records")
    assert (named["region_codes"], named["value_text"], named["place"]) == (
        ["KZ-33", "KZ-75"],
        "Алматы қаласы",
        "9/2/4",
    )
    assert (silent["report_id"], silent["region_codes"]) == ("silent", [])
    assert pd.isna(silent["place"])


def test_sources_of_a_figure_are_as_many_as_the_figure_says(made_up: Snapshot) -> None:
    totals = ask("portfolio_totals", at=made_up).iloc[0]
    grants = ask("reports_sources", at=made_up, name="grant")
    assert grants["value_text"].notna().sum() == totals["grant_report_count"]
    for effect, column in {
        "direct_beneficiaries": "direct_report_count",
        "direct_vulnerable": "vulnerable_report_count",
    }.items():
        assert ask("effect_list", at=made_up, effect=effect)["fact_value"].notna().sum() == totals[column]


def test_the_words_behind_a_place_can_be_read(made_up: Snapshot) -> None:
    report = ask("project_list", at=made_up)["report_id"].iloc[0]
    header = ask("report_header", at=made_up, report=report).iloc[0]
    cells = ask("report_cells", at=made_up, report=report)
    assert row(cells, place=header.title_place).words == header.project_title


def test_a_paper_is_leafed_through_without_cutting_a_table_or_losing_a_word(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    for block in (1, 2, 4):
        papers.paragraph("r1", block, "сөз " * 1_600)
    papers.table("r1", 3, ["Көрсеткіш", "10" * 5_000])
    blocks = asked("report_blocks", report="r1").set_index("block_no")
    assert list(blocks["part_no"]) == [1, 1, 2, 2], "the block that fills a part ends it"
    assert list(blocks["is_table"]) == [False, False, True, False]
    whole = asked("report_paper", report="r1", first_block=None, last_block=None)
    assert list(whole["place"]) == ["1", "2", "3/1/1", "3/1/2", "4"]
    assert list(asked("report_paper", report="r1", first_block=2, last_block=3)["place"]) == ["2", "3/1/1", "3/1/2"]


def test_around_a_place_stand_its_block_and_the_paragraphs_beside_it(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    papers.table("r1", 1, ["а", "ә"])
    for block in (2, 3, 4, 6, 7):
        papers.paragraph("r1", block, "сөз")
    papers.table("r1", 5, ["б", "в"])
    shown = asked("paper_around", report="r1", blocks=[5])
    assert list(shown["place"]) == ["3", "4", "5/1/1", "5/1/2", "6", "7"]


def test_values_read_stand_in_the_order_of_the_paper_each_with_its_words(papers: Papers, asked: Asked) -> None:
    papers.report("r1", grant_kzt=7_000_000.0, grant_place="1")
    papers.paragraph("r1", 1, "Грант сомасы: 7 000 000 теңге")
    papers.table("r1", 2, ["Семинар", "кемінде 10", "12"])
    papers.indicator(
        "r1", 10, 12, "exceeded", plan_text="кемінде 10", fact_text="12", plan_place="2/1/2", fact_place="2/1/3", plan_characters="0-10"
    )  # fmt: skip
    values = asked("report_values", report="r1")
    assert list(values["place"]) == ["1", "2/1/2", "2/1/3"]
    assert list(values["words"]) == ["Грант сомасы: 7 000 000 теңге", "кемінде 10", "12"]
    assert list(values["read_value"]) == [7_000_000, 10, 12]
    assert list(values["field"]) == ["grant_kzt", "plan_value", "fact_value"]
    assert row(values, place="2/1/2").characters == "0-10"
    assert list(values["status"].dropna()) == ["exceeded", "exceeded"]


def test_words_of_places_come_in_the_order_asked(papers: Papers, asked: Asked) -> None:
    for report in ("r1", "r2"):
        papers.report(report)
        papers.paragraph(report, 1, f"{report} сөзі")
    told = asked("source_words", reports=["r2", "r1", "r1", "r2"], places=["1", None, "1", "9"])
    assert [None if pd.isna(words) else words for words in told["words"]] == ["r2 сөзі", None, "r1 сөзі", None]
    assert list(told["file_name"]) == ["r2.docx", "r1.docx", "r1.docx", "r2.docx"]


@pytest.mark.parametrize("name", [name for name in metrics.names() if set(given_for(name)) == {"report"}])
def test_every_place_that_an_answer_names_has_its_words(name: str, made_up: Snapshot) -> None:
    for report in ask("project_list", at=made_up)["report_id"].head(5):
        answer = ask(name, at=made_up, report=report)
        places = answer[[column for column in answer if str(column).endswith("place")]]
        named = {place for column in places for place in places[column].dropna()}
        assert named <= set(ask("report_cells", at=made_up, report=report)["place"])


def test_release_info_knows_what_was_read_and_what_was_turned_away(made_up: Snapshot) -> None:
    info = ask("release_info", at=made_up).iloc[0]
    assert (info.release_no, info.report_count, info.refused_count, info.is_example) == (1, 60, 3, True)
    assert info.latest_report_count == ask("portfolio_totals", at=made_up).report_count.iloc[0]


# --- the operator's appendix ------------------------------------------------------------------------------------------


def test_the_appendix_tells_each_project_by_its_latest_report(papers: Papers, asked: Asked) -> None:
    papers.report("r1", project_key="p", is_latest=False, deviation_text="жоқ")
    papers.report("r2", project_key="p", deviation_text="бар")
    for report in ("r1", "r2"):
        papers.activity(report, 1)
        papers.indicator(report, 5, 6, "exceeded", plan_text="кемінде 5", fact_text="6")
    assert list(asked("appendix_projects")["deviation_text"]) == ["бар"]
    assert list(asked("appendix_activities")["report_id"]) == ["r2"]
    assert list(asked("appendix_indicators")["plan_text"]) == ["кемінде 5"]


def test_an_activity_of_no_task_is_in_the_appendix_all_the_same(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    papers.task("r1", 1)
    papers.activity("r1", 1, task_seq=1)
    papers.activity("r1", 2, title="Форум")
    told = asked("appendix_activities")
    assert [None if pd.isna(title) else title for title in told["task_title"]] == ["Міндет", None]


def test_the_appendix_has_changes_and_results_but_no_other_prose(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    for seq, section in enumerate(("activities", "change_measured", "partners_analysis", "long_term"), 1):
        papers.rows.add(
            "report_section", report_id="r1", section_seq=seq, section=section, words=section, place=str(seq)
        )
    assert list(asked("appendix_sections")["section"]) == ["change_measured", "long_term"]
