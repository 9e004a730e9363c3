"""What the operator decides: folded from the trail, put into releases, and still good when papers are read anew."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from etl import decisions, run, trail, warehouse
from etl.__main__ import main
from etl.corrected import corrected
from etl.decisions import Correction, checked, in_force
from etl.rows import as_rows
from etl.rules import check
from etl.trail import Act
from tests import builders as b
from tests.builders import paper
from tests.in_force import ask

WHO = "Айгүл"
AT = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001  UTC, as the trail has it


def load(house: Path, name: str, content: str) -> str:
    """A paper, loaded; the key of its report."""
    path = house.parent / name
    path.write_text(content, encoding="utf-8")
    [result] = run.load([path], house).results
    return warehouse.report_id(result.sha256)


def correct(house: Path, report: str, table: str, column: str, new: Any, item: str = "", **about: Any) -> Act:
    """Record a correction as the desk does."""
    said = {"place": None, "characters": None, "words": None, "reason": "қағазда анық", **about}
    return trail.record(
        house, WHO, "corrected", report_id=report, table=table, column=column, item=item, new=checked(table, column, new), **said
    )  # fmt: skip


def fact_of(house: Path) -> list[tuple[Any, ...]]:
    return ask(house, "select fact_value, status, fact_text from fact_indicator")


def states(house: Path) -> list[tuple[Any, ...]]:
    return ask(house, "select column_name, old_value, new_value, state from correction order by act_no")


NAME = "Қатысушылар саны"


def test_a_correction_waits_until_it_is_put_into_force(house: Path) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    correct(house, report, "fact_indicator", "fact_value", 90, NAME, words="60 адам")
    assert fact_of(house) == [(60.0, "missed", "60 адам")]
    assert len(decisions.waiting(house, 0)) == 1

    assert run.publish(house) == 2

    assert fact_of(house) == [(90.0, "exceeded", "60 адам")]
    assert states(house) == [("fact_value", "60", "90", "in_force")]
    assert ask(house, "select decided_act_no from release") == [(1,)]
    assert run.publish(house) is None


def test_the_rules_judge_the_right_value(house: Path) -> None:
    missed = "select count(*) from fact_check where rule = 'targets_reached' and result = 'failed'"
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    assert ask(house, missed) == [(1,)]
    correct(house, report, "fact_indicator", "fact_value", 90, NAME)
    run.publish(house)
    assert ask(house, missed) == [(0,)]


def test_what_is_undone_was_never_decided_and_undoing_can_be_undone(house: Path) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    made = correct(house, report, "fact_indicator", "fact_value", 90, NAME)
    run.publish(house)
    undone = trail.record(house, WHO, "undone", act_no=made.act_no)
    run.publish(house)
    assert (fact_of(house), states(house)) == ([(60.0, "missed", "60 адам")], [])
    trail.record(house, WHO, "undone", act_no=undone.act_no)
    run.publish(house)
    assert fact_of(house) == [(90.0, "exceeded", "60 адам")]


def test_the_last_correction_of_a_value_counts(house: Path) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    for new in (90, 70):
        correct(house, report, "fact_indicator", "fact_value", new, NAME)
    run.publish(house)
    assert fact_of(house) == [(70.0, "met", "60 адам")]
    assert states(house) == [("fact_value", "60", "70", "in_force")]


def test_a_correction_survives_a_load_a_re_reading_by_other_rules_and_a_replaced_release(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    correct(house, report, "fact_indicator", "fact_value", 90, NAME, words="60 адам")
    load(house, "басқа.txt", paper("«Басқа жоба»", contract="77"))
    assert sorted(ask(house, "select fact_value from fact_indicator")) == [(85.0,), (90.0,)]
    monkeypatch.setattr(run, "rules_version", lambda: "rules-of-tomorrow")
    run.load([house.parent / "басқа.txt"], house)
    assert sorted(ask(house, "select fact_value from fact_indicator")) == [(85.0,), (90.0,)]
    run.load([house.parent / "есеп.txt"], house, replace=True)
    assert fact_of(house) == [(90.0, "exceeded", "60 адам")]


def test_a_correction_made_against_other_words_is_shown_and_not_put_in(house: Path) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    correct(house, report, "fact_indicator", "fact_value", 90, NAME, words="66 адам")
    correct(house, report, "fact_indicator", "fact_value", 95, "Басқа көрсеткіш")
    run.publish(house)
    assert fact_of(house) == [(60.0, "missed", "60 адам")]
    assert states(house) == [("fact_value", "60", "90", "changed"), ("fact_value", None, "95", "not_found")]


def test_a_correction_of_a_report_whose_original_is_gone_is_told_as_not_put_in(house: Path) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    for original in (house / "originals").iterdir():
        original.unlink()
    correct(house, report, "fact_indicator", "fact_value", 90, NAME)
    run.publish(house)
    assert (fact_of(house), states(house)) == ([(60.0, "missed", "60 адам")], [("fact_value", None, "90", "not_found")])


def test_what_an_earlier_report_is_corrected_to_is_compared_with_the_later_one(house: Path) -> None:
    plans = "select count(*) from fact_check where rule = 'plans_kept' and result = 'failed'"
    first = load(house, "есеп.txt", paper())
    load(house, "түзету.txt", paper(fact="90 адам"))
    assert ask(house, plans) == [(0,)]
    correct(house, first, "fact_indicator", "plan_value", 40, NAME)
    run.publish(house)
    assert ask(house, plans) == [(1,)]


def test_the_command_line_puts_decisions_into_force(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = load(house, "есеп.txt", paper(fact="60 адам"))
    correct(house, report, "fact_indicator", "fact_value", 90, NAME)
    for said in ("release 2 is in force", "no decision waits, the release in force stays"):
        assert main(["publish", "--warehouse", str(house)]) == 0
        assert capsys.readouterr().out.strip() == said


# --- what can be corrected ---

SAID = b.report(
    organisation="«Үміт» қоры",
    title="«Көмек»",
    goal="көмек",
    contract_no="12",
    dates="2023-03-01 2023-11-30",
    grant_kzt=5_000_000,
    activities=[b.activity("Семинар", date="5 мамыр 2023 жыл", participants="85 адам")],
    indicators=[b.indicator(NAME, "70 адам", "60 адам")],
    effects=[b.effect("direct_beneficiaries", "100", "90")],
    participants=[b.people("gender", 100, male=40, female=50)],
)
DOCUMENT = b.document("Есеп")


def put(column: str, new: Any, table: str, item: str = "") -> dict[str, Any]:
    """The rows of the report with one correction, and what became of it."""
    made = Correction(
        1, AT, WHO, "r", table, column, item, None, None, None, checked(table, column, new), "қате оқылған"
    )
    said, [told] = corrected(SAID, DOCUMENT, [made])
    return {**as_rows(said, check(said), DOCUMENT), "told": told}


@pytest.mark.parametrize(
    ("table", "column", "item", "new", "old"),
    [
        ("dim_report", "organisation_name", "", "«Шам» қоры", "«Үміт» қоры"),
        ("dim_report", "project_title", "", "«Жәрдем»", "«Көмек»"),
        ("dim_report", "project_goal", "", "жәрдем", "көмек"),
        ("dim_report", "contract_no", "", "21", "12"),
        ("dim_report", "contract_date", "", "2023-02-28", None),
        ("dim_report", "period_start", "", "2023-04-01", "2023-03-01"),
        ("dim_report", "period_end", "", "2024-01-31", "2023-11-30"),
        ("dim_report", "grant_kzt", "", 6_000_000, "5000000"),
        ("fact_activity", "date_start", "Семинар", "2023-05-06", "2023-05-05"),
        ("fact_activity", "date_end", "Семинар", "2023-05-07", "2023-05-05"),
        ("fact_activity", "participants_count", "Семинар", 58, "85"),
        ("fact_indicator", "plan_value", NAME, 50, "70"),
        ("fact_indicator", "fact_value", NAME, 62.5, "60"),
        ("fact_effect", "plan_value", "direct_beneficiaries", 110, "100"),
        ("fact_effect", "fact_value", "direct_beneficiaries", None, "90"),
        ("fact_participants", "people_count", "project/gender/female", 60, "50"),
        ("fact_participants", "declared_total_count", "project/gender", 90, "100"),
    ],
)
def test_every_kind_of_value_can_be_set_and_what_was_read_is_kept(
    table: str, column: str, item: str, new: Any, old: str | None
) -> None:
    rows = put(column, new, table, item)
    row = rows[table][1 if item.endswith("female") else 0]
    assert row[column] == new
    assert (rows["told"]["state"], rows["told"]["old_value"]) == ("in_force", old)


def test_a_period_that_is_set_sets_the_year_too() -> None:
    assert put("period_end", "2024-01-31", "dim_report")["dim_report"][0]["report_year"] == 2024


def test_an_indicator_whose_plan_is_at_most_is_judged_so() -> None:
    [row] = put("plan_comparator", "<=", "fact_indicator", NAME)["fact_indicator"]
    assert (row["plan_comparator"], row["status"]) == ("<=", "met")


def test_a_fact_that_is_taken_away_is_no_fact_and_not_zero() -> None:
    [row] = put("fact_value", None, "fact_indicator", NAME)["fact_indicator"]
    assert (row["fact_value"], row["status"]) == (None, "no_fact")


def test_parts_that_are_set_right_add_up() -> None:
    outcomes = put("people_count", 60, "fact_participants", "project/gender/female")["fact_check"]
    assert [row["result"] for row in outcomes if row["rule"] == "gender_adds_up"] == ["passed"]


@pytest.mark.parametrize(
    ("table", "column", "new"),
    [
        ("fact_indicator", "status", "met"),
        ("fact_indicator", "fact_value", -1),
        ("fact_indicator", "plan_comparator", "<"),
        ("fact_participants", "people_count", 1.5),
        ("dim_report", "period_end", "30.11.2023"),
        ("dim_report", "project_title", "  "),
    ],
)
def test_what_a_column_cannot_hold_is_turned_away(table: str, column: str, new: Any) -> None:
    with pytest.raises(ValueError, match=rf"{column}|isoformat"):
        checked(table, column, new)


# --- which report is of which project ---


def two(house: Path) -> tuple[str, str]:
    """Reports of two projects."""
    return load(house, "а.txt", paper()), load(house, "б.txt", paper("«Басқа жоба»", contract="77", fact="90 адам"))


LATEST = "select file_name from dim_report where is_latest order by 1"


def test_an_excluded_report_stays_readable_and_counts_nowhere_until_it_is_reinstated(house: Path) -> None:
    first = load(house, "есеп.txt", paper())
    second = load(house, "түзету.txt", paper(fact="90 адам"))
    trail.record(house, WHO, "excluded", report_id=second, reason="қате файл")
    run.publish(house)
    assert ask(house, LATEST) == [("есеп.txt",)]
    assert ask(house, "select count(*) from dim_report") == [(2,)]
    assert ask(house, "select deed, report_id, who, reason from decision") == [("excluded", second, WHO, "қате файл")]
    trail.record(house, WHO, "excluded", report_id=first, reason="бұл да")
    run.publish(house)
    assert ask(house, LATEST) == []
    for report in (first, second):
        trail.record(house, WHO, "reinstated", report_id=report, reason="дұрыс екен")
    run.publish(house)
    assert ask(house, LATEST) == [("түзету.txt",)]


def test_two_projects_are_merged_and_a_report_is_split_out(house: Path) -> None:
    one, other = two(house)
    trail.record(house, WHO, "merged", report_id=one, other_report_id=other, reason="бір жоба")
    run.publish(house)
    assert ask(house, "select count(distinct project_key), count(*) from dim_report") == [(1, 2)]
    assert ask(house, "select key_rule from dim_project") == [("decided",)]
    trail.record(house, WHO, "split", report_id=one, reason="бөлек жоба")
    run.publish(house)
    assert ask(house, LATEST) == [("а.txt",), ("б.txt",)]


def test_a_decision_on_a_report_that_is_not_held_waits_for_it(house: Path) -> None:
    one, other = two(house)
    trail.record(house, WHO, "merged", report_id=one, other_report_id=other, reason="бір жоба")
    run.load([house.parent / "а.txt"], house, replace=True)
    assert ask(house, "select count(*) from dim_project") == [(1,)]
    run.load([house.parent / "б.txt"], house)
    assert ask(house, "select count(distinct project_key), count(*) from dim_report") == [(1, 2)]


def test_assigned_fields_belong_to_the_project_and_a_later_report_has_them_too(house: Path) -> None:
    report = load(house, "есеп.txt", paper())
    for column, new in (("customer", "Министрлік"), ("grant_kind_code", "long_term"), ("sphere_code", "youth")):
        trail.record(house, WHO, "assigned", report_id=report, column=column, new=new, reason="тізім")
    trail.record(house, WHO, "assigned", report_id=report, column="customer", new="Әкімдік", reason="тізім түзетілді")
    load(house, "түзету.txt", paper(fact="90 адам"))
    assert ask(house, "select customer, grant_kind_code, sphere_code from dim_project") == [
        ("Әкімдік", "long_term", "youth")
    ]


def test_only_deciding_acts_wait() -> None:
    acts = [Act(at, AT, WHO, deed, {"act_no": 1}) for at, deed in enumerate(("loaded", "exported", "reviewed"), 1)]  # type: ignore[arg-type]
    assert in_force(acts).upto == 0
    assert checked("dim_report", "contract_date", date(2023, 2, 1)) == "2023-02-01"


def made(*deeds: tuple[trail.Deed, dict[str, Any]]) -> list[Act]:
    """A trail of these deeds."""
    return [Act(number, AT, WHO, deed, about) for number, (deed, about) in enumerate(deeds, 1)]


def test_of_decisions_on_one_thing_the_last_counts_and_what_waits_replaces_nothing_in_force() -> None:
    excluded, reinstated = ("excluded", {"report_id": "a"}), ("reinstated", {"report_id": "a"})
    acts = made(excluded, excluded, reinstated, ("excluded", {"report_id": "b"}), ("merged", {}), ("merged", {}))  # type: ignore[arg-type]
    assert decisions.replaced(acts, upto=6) == {1, 2}
    assert decisions.replaced(acts, upto=2) == {1}


def test_what_is_undone_before_a_release_heeds_it_waits_for_nothing(house: Path) -> None:
    heeded = trail.record(house, WHO, "excluded", report_id="a")
    for number in (2, 4):
        trail.record(house, WHO, "excluded", report_id="b")
        trail.record(house, WHO, "undone", act_no=number, deed="excluded")
    back = trail.record(house, WHO, "undone", act_no=heeded.act_no, deed="excluded")
    assert decisions.waiting(house, heeded.act_no) == [back]
    trail.record(house, WHO, "undone", act_no=back.act_no, deed="undone")
    assert decisions.waiting(house, heeded.act_no) == []
