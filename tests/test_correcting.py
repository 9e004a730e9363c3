"""The operator's decisions at the screen: a value is set right, put into force, marked, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

import metrics
from display.words import LANGUAGES, words
from etl import run, trail, warehouse
from pages.parts.correct import _meant
from tests import dashboard
from tests.builders import paper

EN, KK = words("en"), words("kk")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A warehouse of two reports of two projects."""
    inbox, folder = tmp_path / "inbox", tmp_path / "warehouse"
    inbox.mkdir()
    (inbox / "а.txt").write_text(paper(fact="60 адам"), encoding="utf-8")
    (inbox / "б.txt").write_text(paper("«Басқа жоба»", contract="77"), encoding="utf-8")
    run.load([inbox], folder)
    monkeypatch.setenv("ESEP_WAREHOUSE", str(folder))
    monkeypatch.setattr("pages.parts.who.may", lambda role: True)  # a test has no browser on this machine
    st.cache_data.clear()
    st.cache_resource.clear()
    return folder


def opened(page: str, language: str = "en", **parameters: str) -> AppTest:
    return dashboard.opened(dashboard.unopened(), page, language, **parameters)


def reason(shown: AppTest) -> TextInput:
    """The field for why, in whatever language."""
    [field] = [one for one in shown.text_input if one.label in {EN["correct.reason"], KK["correct.reason"]}]
    return field


def missed() -> dict[str, str]:
    """The indicator whose fact was misread."""
    answer = metrics.ask("indicator_list")
    row: dict[str, str] = answer[answer["fact_value"] == 60].iloc[0].to_dict()
    return row


def correct(house: Path, new: int = 90, reason: str = "қағазда 90") -> None:
    """Set the fact of the first report right, as the desk does, and put it into force."""
    row = missed()
    trail.record(
        house, "Айгүл", "corrected", report_id=row["report_id"], table="fact_indicator", column="fact_value",
        item=row["name"], place=row["fact_place"], characters=None, words=row["fact_text"], new=new, reason=reason,
    )  # fmt: skip
    run.publish(house)


def test_a_value_is_set_right_beside_its_words_and_put_into_force(house: Path) -> None:
    row = missed()
    shown = opened("paper", "kk", report=row["report_id"], place=row["fact_place"], correct="1")
    assert not shown.exception
    shown.text_input(key="who_typed").set_value("Айгүл").run()
    [field] = [one for one in shown.number_input if one.label == KK.say("correct.new", column=KK["column.fact_value"])]
    assert field.value == 60
    field.set_value(90)
    reason(shown).set_value("қағазда 90")
    [save] = [one for one in shown.button if one.label == KK["correct.save"]]
    shown = save.click().run()

    [act] = trail.acts(house, "corrected")
    assert (act.who, act.about["new"], act.about["old"], act.about["words"]) == ("Айгүл", 90, 60, "60 адам")
    assert KK.say("correct.waiting", n=1) in "\n".join(one.value for one in shown.markdown)
    assert reason(shown).value == ""  # the next correction has its own
    assert metrics.ask("portfolio_totals")["missed_count"].tolist() == [1]

    shown = shown.button(key="publish").click().run()

    assert not shown.exception
    assert metrics.ask("portfolio_totals")["missed_count"].tolist() == [0]
    assert "publish" not in [one.key for one in shown.button]


@pytest.mark.parametrize("left_out", ["reason", "name"])
def test_nothing_is_recorded_without_a_reason_and_a_name(house: Path, left_out: str) -> None:
    row = missed()
    shown = opened("paper", report=row["report_id"], place=row["fact_place"])
    if left_out != "name":
        shown.text_input(key="who_typed").set_value("Айгүл").run()
    if left_out != "reason":
        reason(shown).set_value("қағазда 90")
    [save] = [one for one in shown.button if one.label == EN["correct.save"]]
    shown = save.click().run()
    assert trail.acts(house) == []
    assert EN["correct.incomplete"] in [one.value for one in shown.error]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_value_is_marked_wherever_it_shows(house: Path, language: str) -> None:
    correct(house)
    said = words(language)
    row = metrics.ask("project_list").set_index("report_id").loc[missed_report(house)]

    overview = opened("overview", language)
    assert said.say("correct.count", n=1) in [one.label for one in overview.button]
    project = opened("projects", language, project=row["project_key"])
    told = said.say(
        "correct.told", field=said["column.fact_value"], old="60", new="90", who="Айгүл", date="", reason=""
    )
    assert any(told.split(" · ")[0] in str(one.proto.body) for one in project.get("html"))
    listed = metrics.ask("indicator_list")["correction_text"].dropna().tolist()
    assert len(listed) == 1
    assert listed[0].startswith("60 → 90 · Айгүл, ")
    paper_page = opened("paper", language, report=missed_report(house))
    assert "60 → 90" in str([table.value for table in paper_page.dataframe])


def missed_report(house: Path) -> str:
    return str(metrics.ask("correction_list")["report_id"].iloc[0])


def test_decisions_are_listed_with_what_became_of_them(house: Path) -> None:
    correct(house)
    trail.record(
        house, "Айгүл", "excluded", report_id=missed_report(house), reason="қате файл", project_title="«Көмек»"
    )
    shown = opened("desk", part="decisions")
    assert not shown.exception
    [table] = [one.value for one in shown.dataframe if "state" in one.value]
    assert table["state"].tolist() == [EN["correction_state.waiting"], EN["correction_state.in_force"]]
    assert table["new_value"].tolist()[1] == "90"


def test_of_a_report_that_is_excluded_twice_the_earlier_decision_is_told_as_replaced(house: Path) -> None:
    report = missed()["report_id"]
    for reason in ("қате файл", "тағы да"):
        trail.record(house, "Айгүл", "excluded", report_id=report, reason=reason)
    run.publish(house)
    [table] = [one.value for one in opened("desk", part="decisions").dataframe if "state" in one.value]
    assert table["state"].tolist() == [EN["correction_state.in_force"], EN["correction_state.replaced"]]


def test_a_report_whose_exclusion_still_waits_can_only_be_taken_back(house: Path) -> None:
    trail.record(house, "Айгүл", "excluded", report_id=missed()["report_id"], reason="қате файл")
    key = metrics.ask("all_reports").set_index("report_id").loc[missed()["report_id"], "project_key"]
    deeds = opened("desk", part="projects", about=str(key)).segmented_control(key="decide_deed").options
    assert EN["projects_desk.reinstated"] in deeds
    assert EN["projects_desk.excluded"] not in deeds


def test_a_correction_of_a_report_that_is_handed_in_anew_shows_what_the_new_one_says(
    house: Path, tmp_path: Path
) -> None:
    correct(house)
    again = tmp_path / "тағы.txt"
    again.write_text(paper(fact="88 адам"), encoding="utf-8")
    run.load([again], house)
    [row] = metrics.ask("correction_list").to_dict("records")
    assert (row["state"], row["new_value"], float(row["latest_value"])) == ("resubmitted", "90", 88.0)


def test_whoever_may_only_look_is_offered_nothing(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.who.may", lambda role: False)
    row = missed()
    trail.record(house, "Айгүл", "excluded", report_id=row["report_id"], reason="қате файл")
    shown = opened("paper", report=row["report_id"], place=row["fact_place"], correct="1")
    assert not shown.exception
    assert [one.label for one in shown.button if one.label in (EN["correct.save"], EN["correct.publish"])] == []


def test_a_release_knows_the_last_decision_it_follows(house: Path) -> None:
    correct(house)
    held = warehouse.held(house)
    assert held is not None
    assert held.decided_act_no == 1


# --- whole reports ---


def decide(house: Path, deed: str, **choices: str) -> AppTest:
    """The desk's part of projects, after a decision on the project of the misread report."""
    listed = metrics.ask("all_reports")
    key = listed[listed["report_id"] == missed()["report_id"]]["project_key"].iloc[0]
    shown = opened("desk", "kk", part="projects", about=key)
    shown.segmented_control(key="decide_deed").set_value(deed).run()
    if "other" in choices:
        shown.selectbox(key="decide_other").set_value(choices["other"]).run()
    if "field" in choices:
        shown.segmented_control(key="decide_field").set_value(choices["field"]).run()
        shown.text_input(key="decide_customer").set_value(choices["new"])
    shown.text_input(key="who_typed").set_value("Айгүл")
    reason(shown).set_value("хаттама бойынша")
    shown = shown.button(key="decide").click().run()
    assert not shown.exception
    run.publish(house)
    return shown


def test_a_report_is_excluded_at_the_desk_and_its_page_says_so(house: Path) -> None:
    row = missed()
    decide(house, "excluded")
    assert metrics.ask("portfolio_totals")["report_count"].tolist() == [1]
    key = metrics.ask("all_reports").set_index("report_id").loc[row["report_id"], "project_key"]
    shown = opened("projects", project=str(key))
    assert not shown.exception
    assert any("хаттама бойынша" in one.value for one in shown.warning)


def test_two_projects_are_merged_at_the_desk(house: Path) -> None:
    listed = metrics.ask("all_reports")
    other = listed[listed["report_id"] != missed()["report_id"]]["project_key"].iloc[0]
    shown = decide(house, "merged", other=str(other))
    assert reason(shown).value == ""
    [act] = trail.acts(house, "merged")
    named = listed.set_index("project_key").loc[other]
    assert (
        act.about["other_title"] == f"{named['project_title']} · {named['organisation_name']}"
    )  # in no language of ours
    [table] = [one.value for one in opened("desk", part="decisions").dataframe if "state" in one.value]
    assert set(table) >= {"act_no", "item", "reason"}
    assert not {"old_value", "new_value"} & set(table)  # nobody has read a value
    assert metrics.ask("all_reports")["project_key"].nunique() == 1


def test_an_assigned_customer_is_shown_as_assigned(house: Path) -> None:
    row = missed()
    decide(house, "assigned", field="customer", new="Министрлік")
    header = metrics.ask("report_header", report=row["report_id"]).iloc[0]
    assert header["customer"] == "Министрлік"
    shown = opened("projects", project=str(header["project_key"]))
    assert any("Министрлік" in one.value and "Айгүл" in one.value for one in shown.caption)


def test_a_decision_without_a_reason_is_not_recorded(house: Path) -> None:
    shown = opened("desk", "kk", part="projects", about=metrics.ask("all_reports")["project_key"].iloc[0])
    shown = shown.button(key="decide").click().run()
    assert [one.value for one in shown.error] == [KK["projects_desk.incomplete"]]
    assert trail.acts(house) == []


# --- queues ---

AMBIGUOUS = "Жамбыл ауданы"  # of two regions


@pytest.fixture
def unclear(house: Path, tmp_path: Path) -> Path:
    """A report with a fact that is no number, and an activity held in a district that several regions have."""
    said = paper("«Үшінші жоба»", contract="78", fact="өте көп").replace("Тараз қаласы", AMBIGUOUS)
    (tmp_path / "в.txt").write_text(said, encoding="utf-8")
    run.load([tmp_path / "в.txt"], house)
    return house


def test_the_queues_hold_what_a_person_must_look_at(unclear: Path) -> None:
    queued = metrics.ask("review_queue")
    rows = queued.set_index("queue")
    assert rows.loc["unclear", "words"] == "өте көп"
    assert rows.loc["places", "item"] in AMBIGUOUS
    assert len(rows.loc["places", "candidates"]) > 1


def test_a_place_that_was_decided_is_no_longer_open_and_is_on_the_map(unclear: Path) -> None:
    row = metrics.ask("review_queue").set_index("queue").loc["places"]
    code = row["candidates"][0]
    trail.record(
        unclear, "Айгүл", "corrected", report_id=row["report_id"], table="bridge_activity_region", column="district_code",
        item=row["item"], place=row["place"], new=code, reason="келісімшарт бойынша",
    )  # fmt: skip
    run.publish(unclear)
    assert "places" not in metrics.ask("review_queue")["queue"].tolist()
    activity = metrics.ask("report_activities", report=row["report_id"]).iloc[0]
    assert activity["district_codes"] == [code]
    assert code.split("/")[0] in metrics.ask("report_header", report=row["report_id"])["region_codes"].iloc[0]


def test_words_that_were_decided_to_be_no_number_leave_the_queue(unclear: Path) -> None:
    row = metrics.ask("review_queue").set_index("queue").loc["unclear"]
    trail.record(
        unclear, "Айгүл", "corrected", report_id=row["report_id"], table="fact_indicator", column=row["field"],
        item=row["item"], place=row["place"], words=row["words"], new=None, reason="есепте сан жоқ",
    )  # fmt: skip
    run.publish(unclear)
    assert "unclear" not in metrics.ask("review_queue")["queue"].tolist()


def test_the_value_that_a_queue_names_is_the_one_offered_to_be_set_right(unclear: Path) -> None:
    row = metrics.ask("review_queue").set_index("queue").loc["unclear"]
    values = metrics.ask("report_values", report=row["report_id"])
    here = values[values["place"] == row["place"]].to_dict("records")
    others = [one | {"row_item": name} for one in here for name in ("Басқа көрсеткіш", one["row_item"])]
    assert here[0]["row_item"] == row["item"]
    assert _meant(others, row.to_dict()) == 1
    assert _meant(here, {"item": "жоқ", "field": "plan_value"}) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queues_open_in_every_language_with_their_counts(unclear: Path, language: str) -> None:
    shown = opened("desk", language, part="review")
    assert not shown.exception
    [queues] = [one for one in shown.segmented_control if one.key == "review_queue"]
    assert f"{words(language)['review.unclear']}: 1" in queues.options


def test_what_was_looked_over_leaves_the_queue(unclear: Path) -> None:
    row = metrics.ask("review_queue").set_index("queue").loc["unclear"]
    about = {name: row[name] for name in ("report_id", "place", "item", "field")}
    trail.record(unclear, "Айгүл", "reviewed", queue="unclear", other_report_id=None, **about)
    shown = opened("desk", part="review")
    [queues] = [one for one in shown.segmented_control if one.key == "review_queue"]
    assert f"{EN['review.unclear']}: 0" in queues.options


def test_a_list_of_awards_is_shown_before_it_assigns(house: Path) -> None:
    said = "№ договора;Дата договора;Заказчик\n12;01.03.2023;Министрлік\n99;01.03.2023;Әкімдік\n".encode()
    shown = opened("desk", "kk", part="projects")
    shown.file_uploader(key="awards_file").set_value(("list.csv", said, "text/csv")).run()
    assert KK.say("awards.found", n=1, rows=2) in [one.value for one in shown.markdown]
    shown.text_input(key="who_typed").set_value("Айгүл").run()
    shown = shown.button(key="awards_assign").click().run()
    assert not shown.exception
    assert KK["awards.all_assigned"] in [one.value for one in shown.success]
    assert "awards_assign" not in [one.key for one in shown.button]
    assert [(act.who, act.about["new"]) for act in trail.acts(house, "assigned")] == [("Айгүл", "Министрлік")]
