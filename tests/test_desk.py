"""The operator's desk in words and on its page: what became of files, what changed between releases, the trail."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import metrics
from display import loads, releases, trails
from display.words import LANGUAGES, words
from etl import errors, run, trail
from etl.releases import Release, current
from etl.trail import Act
from pages.parts import DESKS, who
from tests import dashboard
from tests.builders import paper

ENGLISH = words("en")
READ: dict[str, Any] = {
    "name": "есеп.docx",
    "form": "final",
    "edition": None,
    "language": "kk",
    "project_title": "«Көмек»",
    "counts": {"activities": 8, "indicators": 1, "partners": 0},
    "severities": {"error": 2, "note": 5},
    "is_held": False,
}
NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  UTC, as releases and the trail have it


def act(deed: trail.Deed, minute: int, who: str = "Айгүл", **about: Any) -> Act:
    return Act(minute, NOON.replace(minute=minute), who, deed, about)


def release(number: int, minute: int, is_current: bool = False) -> Release:
    return Release(number, NOON.replace(minute=minute), "rules", 3, 0, 7, is_current)


# --- what became of the files of a load ------------------------------------------------------------------


def test_a_file_that_was_read_says_what_of_it_and_what_was_found() -> None:
    [row] = loads.files([READ], ENGLISH).to_dict("records")

    assert row["load.form"] == "Final report · In Kazakh"
    assert row["load.was_read"] == "8 activities, 1 indicator"
    assert row["column.finding_count"] == "Serious: 2, Minor: 5"
    assert row["column.to_do"] == ENGLISH["load.to_do.error"]


def test_an_edition_is_named_where_it_is_not_the_form_itself() -> None:
    [row] = loads.files([READ | {"edition": "2026"}], ENGLISH).to_dict("records")

    assert row["load.form"] == "Final report · 2026 · In Kazakh"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"is_held": True}, "held"),
        ({"counts": {"partners": 3}}, "empty"),
        ({"severities": {"warning": 1, "note": 2}}, "warning"),
        ({"severities": {"note": 2}}, "note"),
        ({"severities": {}}, "none"),
    ],
)
def test_what_to_do_follows_from_the_worst_that_was_found(changes: dict[str, Any], key: str) -> None:
    assert loads.to_do(READ | changes, ENGLISH) == ENGLISH[f"load.to_do.{key}"]


@pytest.mark.parametrize("refusal", errors.ReportRefused.__subclasses__(), ids=lambda refusal: refusal.reason)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_refusal_has_words_and_a_hint(refusal: type[errors.ReportRefused], language: str) -> None:
    said = words(language)
    file = {"name": "x", "reason": refusal.reason, "details": {"packages": "p", "page": 1, "limit_mb": 5, "nearest": "f", "missing": "m", "known": "k"}}  # fmt: skip

    [row] = loads.refusals([file], said).to_dict("records")

    assert row["column.reason"] == said[f"refused.{refusal.reason}"]
    assert row["column.hint"]


class Going:
    """A load that is under way."""

    def __init__(self, done: int, total: int, seconds_left: float | None, state: str = "reading") -> None:
        self.results, self.file_count, self.seconds_left, self.state = [{}] * done, total, seconds_left, state


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (Going(0, 0, None), "Looking at what there is to load…"),
        (Going(0, 60, None), "0 of 60 files read"),
        (Going(2, 60, 700), "2 of 60 files read"),  # two files say nothing of the others
        (Going(12, 60, 150), "12 of 60 files read, about 2 min left"),
        (Going(58, 60, 4), "58 of 60 files read, about 4 s left"),
        (Going(60, 60, 0, "publishing"), "60 files read. The release is being put in force…"),
    ],
)
def test_a_load_says_how_far_it_is(load: Going, said: str) -> None:
    assert loads.progress(load, ENGLISH) == said


# --- what changed between two releases -------------------------------------------------------------------


def held(*reports: tuple[str, bool]) -> pd.DataFrame:
    return pd.DataFrame(reports, columns=["report_id", "is_latest"]).assign(file_name="f")


def test_reports_that_came_went_gave_way_or_count_again_are_told_apart() -> None:
    before = held(("stays", True), ("old", True), ("taken out", True), ("was old", False))
    after = held(("stays", True), ("old", False), ("new", True), ("was old", True))

    changed = releases.reports(before, after).set_index("report_id")["change_code"].to_dict()

    assert changed == {"new": "added", "taken out": "gone", "old": "superseded", "was old": "counts_again"}


def test_the_same_release_twice_has_no_changes() -> None:
    same = held(("a", True), ("b", False))

    assert releases.reports(same, same).empty


def test_every_headline_figure_is_a_column_of_the_totals_and_stands_with_its_difference(
    made_up: metrics.Snapshot,
) -> None:
    after = metrics.ask("portfolio_totals", at=made_up).iloc[0].to_dict()
    before = after | {"report_count": after["report_count"] - 2, "grant_kzt": None}

    rows = releases.totals(before, after, ENGLISH).set_index("column.figure_name")

    assert list(rows.index) == [ENGLISH[f"column.{column}"] for column in releases.HEADLINES]
    assert rows.loc[ENGLISH["column.report_count"], "column.figure_difference"] == "+2"
    assert rows.loc[ENGLISH["column.grant_kzt"], ["column.figure_before", "column.figure_difference"]].tolist() == [
        "–",
        "–",
    ]
    assert list(rows[rows["is_changed"]].index) == [ENGLISH["column.report_count"], ENGLISH["column.grant_kzt"]]


def test_a_release_names_who_loaded_it_or_who_decided_what_it_brings() -> None:
    listed = [release(3, 40), release(2, 20, is_current=True), release(1, 10)]
    acts = [
        act("loaded", 10, release_no=1),
        act("corrected", 15, "Ерлан"),
        act("exported", 30, "Дана"),
        act("excluded", 35),
        act("merged", 36),
        act("excluded", 37),
    ]

    rows = releases.kept(listed, acts, ENGLISH)

    said = ["Айгүл (report excluded, projects merged)", "Ерлан (correction)", "Айгүл (load)"]
    assert list(rows["column.made_by"]) == said
    assert list(rows["column.release_state"].dropna()) == ["in force"]


def test_decisions_between_two_releases_are_the_same_in_either_order() -> None:
    acts = [act("corrected", 15), act("loaded", 20), act("assigned", 20), act("corrected", 25)]
    first, last = NOON.replace(minute=10), NOON.replace(minute=20)

    assert [one.deed for one in releases.decisions(acts, first, last)] == ["corrected", "assigned"]
    assert releases.decisions(acts, last, first) == releases.decisions(acts, first, last)


# --- the trail ------------------------------------------------------------------------------------------------


def test_an_act_is_told_in_words_and_leads_to_the_place_in_its_report() -> None:
    done = act("corrected", 1, report_id="0f3a", table="fact_indicator", column="fact_value", place="12/4/3", old=70, new=60.5, reason="оқу қатесі", item=None)  # fmt: skip

    assert trails.about(done.about, ENGLISH) == (
        "part: indicators; field: Fact; place: table\xa012, row\xa04, column\xa03; before: 70; after: 60,5; reason: оқу қатесі"
    )
    assert trails.paper(done, ENGLISH) == "/paper?report=0f3a&place=12/4/3&lang=en"
    assert trails.paper(act("loaded", 1, release_no=3), ENGLISH) is None


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (
            {"column": "sphere_code", "new": "youth"},
            "field: Sphere (assigned by us); after: " + ENGLISH["sphere.youth"],
        ),
        ({"column": "grant_kind_code", "new": "long_term"}, "after: " + ENGLISH["grant_kind.long_term"]),
        (
            {"column": "district_code", "new": "KZ-35/Абай ауданы"},
            "after: Абай ауданы (" + ENGLISH["region.KZ-35"] + ")",
        ),
        (
            {"table": "fact_effect", "item": "direct_beneficiaries"},
            "of what: " + ENGLISH["effect.direct_beneficiaries"],
        ),
        (
            {"table": "fact_participants", "item": "small_grants/gender/male"},
            f"of what: {ENGLISH['scope.small_grants']}: {ENGLISH['category.gender.male']}",
        ),
        ({"table": "fact_participants", "item": "project/gender"}, ": " + ENGLISH["dimension.gender"]),
        ({"table": "fact_indicator", "item": "Қатысушылар/көрермен"}, "of what: Қатысушылар/көрермен"),
        ({"act_no": 3, "deed": "excluded"}, f"no. in the log: 3; action: {ENGLISH['deed.excluded']}"),
        ({"page": "book"}, ENGLISH["export.book"]),
        ({"other_report_id": "1c71", "other_title": "«Көмек»"}, "other project: «Көмек»"),
        (
            {"queue": "unclear", "field": "fact_value"},
            f"{ENGLISH['about.queue']}: {ENGLISH['review.unclear']}; field: Fact",
        ),
    ],
)
def test_codes_of_a_decision_are_told_in_words(about: dict[str, str], said: str) -> None:
    assert trails.about(about, ENGLISH).endswith(said)


def test_numbers_of_releases_are_names_and_an_unnamed_exporter_is_called_so() -> None:
    rows = trails.rows([act("exported", 1, "anonymous", page="paper-0f3a", release_no=1200)], ENGLISH)

    assert rows.loc[0, "column.about"] == "page: Report; release: 1200"
    assert rows.loc[0, "column.who"] == ENGLISH["who.anonymous"]


def test_what_is_exported_is_recorded_when_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(tmp_path))
    record = who.recorder("exported", page="overview", release_no=1)
    assert trail.acts(tmp_path) == []

    record()

    assert [(one.who, one.deed, one.about["page"]) for one in trail.acts(tmp_path)] == [
        (who.UNNAMED, "exported", "overview")
    ]


# --- the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The desk over two releases: a report, and then its resubmission."""
    for name, fact in (("а.txt", "85 адам"), ("б.txt", "90 адам")):
        (tmp_path / name).write_text(paper(fact=fact), encoding="utf-8")
        run.load([tmp_path / name], tmp_path / "w")
    trail.record(tmp_path / "w", "Айгүл", "loaded", release_no=2, read_count=1)
    monkeypatch.setenv("ESEP_WAREHOUSE", str(tmp_path / "w"))
    st.cache_data.clear()
    return dashboard.unopened()


def opened(app: AppTest, part: str, language: str = "en") -> AppTest:
    """A part of the desk before an operator who has logged in."""
    app.secrets["auth"] = {"provider": "test"}
    app.user = {"is_logged_in": True, "roles": [who.OPERATOR], "email": "aigul@example.kz"}
    return dashboard.opened(app, "desk", language, part=part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["loading", "releases", "trail"])
def test_every_part_opens_in_every_language(desk: AppTest, part: str, language: str) -> None:
    shown = opened(desk, part, language)

    assert not shown.exception
    assert words(language)["page.desk"] in [title.value for title in shown.title]


@pytest.mark.parametrize("part", ["loading", "releases", "trail"])
def test_every_part_opens_before_the_first_load(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(tmp_path))

    assert not opened(dashboard.unopened(), part).exception


def test_what_changed_lists_the_resubmission_and_the_report_that_gave_way(desk: AppTest) -> None:
    shown = opened(desk, "releases")

    tables = [frame.value for frame in shown.dataframe]
    [changed] = [table for table in tables if "column.change_code" in table]
    said = dict(zip(changed["column.file_name"], changed["column.change_code"], strict=True))
    assert said == {"б.txt": ENGLISH["change.added"], "а.txt": ENGLISH["change.superseded"]}


def test_going_back_needs_a_reason_and_stands_in_the_trail(desk: AppTest) -> None:
    folder = metrics.warehouse_folder()
    shown = opened(desk, "releases")
    [button] = [one for one in shown.button if one.label == ENGLISH.say("releases.put_in_force", release="1")]
    assert button.disabled

    shown.text_input(key="back_reason_2").input("қате жүктелген").run()
    next(one for one in shown.button if one.label == button.label).click().run()

    assert not shown.exception
    assert shown.text_input(key="back_reason_1").value == ""  # the next way back has its own reason
    assert current(folder) == folder / "warehouse-00000001.duckdb"
    [back] = trail.acts(folder, "rolled_back")
    assert (back.who, back.about) == (
        "aigul@example.kz",
        {"release_no": 1, "from_release_no": 2, "reason": "қате жүктелген"},
    )


def test_the_trail_can_be_narrowed_to_a_deed(desk: AppTest) -> None:
    trail.record(metrics.warehouse_folder(), "Ерлан", "excluded", report_id="0f3a", reason="екінші рет")

    shown = opened(desk, "trail")
    assert list(shown.dataframe[0].value["column.who"]) == ["Ерлан", "Айгүл"]
    shown.multiselect(key="trail.deed").select("loaded").run()

    assert list(shown.dataframe[0].value["column.who"]) == ["Айгүл"]


def test_made_up_examples_in_force_are_replaced_unless_the_operator_keeps_them(
    made_up_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))

    [asked] = list(opened(dashboard.unopened(), "loading").radio)

    assert (asked.key, asked.value) == ("load_examples", "replace")


def test_nobody_is_asked_about_examples_where_reports_are_real(desk: AppTest) -> None:
    assert not opened(desk, "loading").radio


def test_whoever_is_no_operator_loads_nothing(desk: AppTest) -> None:
    desk.secrets["auth"] = {"provider": "test"}
    desk.user = {"is_logged_in": True, "roles": [who.ANALYST], "email": "x@example.kz"}
    desk.query_params["lang"] = "en"

    shown = desk.switch_page(DESKS["desk"]).run()

    assert ENGLISH["who.only_operator"] in [info.value for info in shown.info]
    assert not [button for button in shown.button if button.label == ENGLISH["load.begin_none"]]
