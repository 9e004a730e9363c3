"""Rules between reports: each broken, obeyed, and skipped; and what a release keeps of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

import metrics
from display.words import words
from etl import warehouse
from etl.checks import ACROSS, OF_PROJECT
from etl.filed import Relation
from etl.passages import SHORTEST, nearness, passages
from tests import builders as b
from tests.between_cases import (
    ACROSS_CASES,
    COPIED,
    COPIED_WITH_A_SLIP,
    FREELY_SAID,
    OF_PROJECT_CASES,
    Paper,
    broken_values,
    filed,
    made_up,
    one,
    paper,
    went_on,
)
from tests.in_force import ask


def publish(folder: Path, papers: Sequence[Paper], first: int = 1) -> None:
    """A release with these papers, numbered from `first` on."""
    loaded = [made_up(number, paper) for number, paper in enumerate(papers, first)]
    warehouse.publish(folder, "rules", loaded)


def found(folder: Path, rule: str) -> list[tuple[Any, ...]]:
    """What became of a rule, a line a row: the report's number, the result, the other report's number."""
    return ask(
        folder,
        "select left(report_id, 2), result, left(other_report_id, 2) from fact_check where rule = ? order by all",
        rule,
    )


# --- reports of one project -----------------------------------------------------------------------------


def test_every_rule_of_a_project_has_its_cases() -> None:
    assert set(OF_PROJECT_CASES) == set(OF_PROJECT)


@pytest.mark.parametrize("code", OF_PROJECT)
def test_a_rule_of_a_project_is_broken_obeyed_and_skipped(code: str) -> None:
    outcomes = [OF_PROJECT[code].apply(pair) for pair in OF_PROJECT_CASES[code]]
    assert [outcome.result for outcome in outcomes] == ["failed", "passed", "skipped"]
    assert outcomes[2].lacking
    for fault in outcomes[0].faults:
        assert fault.other_report == OF_PROJECT_CASES[code][0].earlier.report_id
        assert json.dumps(dict(fault.values))


def test_two_final_reports_of_different_years_are_no_resubmission() -> None:
    later = filed(start=filed().end.replace(year=2024), end=filed().end.replace(year=2025), grant=7)  # type: ignore[union-attr]
    pair = type(went_on({}, {}))(filed(grant=5), later)
    assert pair.relation == "successive"
    assert OF_PROJECT["grants_agree"].apply(pair).result == "skipped"


@pytest.mark.parametrize("title", ["Семинар", "Құқық семинары, 1-кезең"])
def test_activities_whose_titles_do_not_tell_them_apart_are_not_compared(title: str) -> None:
    twice = (*one(title=title, participants=85)["activities"], *one(title=title, seq=2, participants=40)["activities"])
    pair = went_on({"activities": twice}, one(title=title, participants=30))
    assert OF_PROJECT["interim_people_kept"].apply(pair).lacking == "same_activities"


def test_every_relation_but_one_is_what_a_rule_may_lack() -> None:
    lacking = {
        outcome.lacking
        for rule in OF_PROJECT.values()
        for pairs in OF_PROJECT_CASES.values()
        for pair in pairs
        if (outcome := rule.apply(pair)).lacking
    }
    assert set(get_args(Relation)) - {"successive"} <= lacking


INTERIM: dict[str, Any] = {"contract_no": "12", "contract_date": "2023-02-01", "organisation": "«Үміт» қоры"}


def told(form: str, participants: str, contract: str = "12", **said: Any) -> Paper:
    """An interim or final report of one activity."""
    activity = b.activity("Құқық семинары", participants=participants, date="5 мамыр 2023 жыл")
    period = "2023-03-01 2023-06-30" if form == "interim" else "2023-03-01 2023-11-30"
    header = {**INTERIM, "contract_no": contract, "title": "«Көмек»", "dates": period, "grant_kzt": 5_000_000}
    return b.report(form, **{**header, "activities": [activity], **said}), b.document("Есеп")


def test_the_final_report_is_compared_with_the_interim_one(tmp_path: Path) -> None:
    publish(tmp_path, [told("interim", "85 адам"), told("final", "60 адам")])
    assert found(tmp_path, "interim_people_kept") == [("01", "skipped", None), ("02", "failed", "01")]
    [(details, place, other)] = ask(
        tmp_path,
        "select details::varchar, place, other_place from fact_check where rule = 'interim_people_kept' and result = 'failed'",
    )
    assert json.loads(details) == {"activity": "Құқық семинары", "participants": 60, "participants_before": 85}
    assert (place, other) == ("4/2/3", "4/2/3")
    assert ask(tmp_path, "select error_count > 0 from dim_report where report_id like '02%'") == [(True,)]


def shown(folder: Path, report: int, rule: str) -> list[tuple[Any, ...]]:
    """What the dashboard is told of a rule's findings in a report: both places, their words, the other report."""
    answer = metrics.ask("report_findings", at=metrics.current(folder), report=f"{report:02}".ljust(16, "0"))
    rows = answer[answer["rule"] == rule]
    return list(rows[["place", "other_place", "other_report"]].itertuples(index=False, name=None))


def test_a_finding_is_shown_at_both_reports_and_names_the_other(tmp_path: Path) -> None:
    title = "«Көмек»"
    publish(tmp_path, [told("interim", "85 адам", grant="85"), told("final", "60 адам", grant="60", grant_kzt=60)])
    assert shown(tmp_path, 2, "grants_agree") == [("1", "1", f"{title} · 01.docx")]
    assert shown(tmp_path, 1, "grants_agree") == [("1", "1", f"{title} · 02.docx")]
    everywhere = metrics.ask("finding_list", at=metrics.current(tmp_path), rule="grants_agree")
    assert list(everywhere["other_report"]) == [f"{title} · 01.docx"]


def test_what_projects_share_is_shown_once_at_each(tmp_path: Path) -> None:
    publish(tmp_path, ACROSS_CASES["text_of_another_organisation"][0])
    for report, other in ((1, "02.docx"), (2, "01.docx")):
        [(place, other_place, name)] = shown(tmp_path, report, "text_of_another_organisation")
        assert (place, other_place) == ("2", "2")
        assert name.endswith(other)


def test_an_operators_appendix_is_compared_with_the_final_report_of_its_title(tmp_path: Path) -> None:
    title = "«Ауыл жастарының құқықтық сауаты» жобасы"
    counted = [b.people("gender", 300, male=120, female=180)]
    appendix = b.report("operator_project_info", title=title, participants=counted), b.document("Есеп")
    others = [b.people("gender", 310, male=130, female=180)]
    publish(tmp_path, [appendix, paper(1, title=title, participants=others)])
    assert found(tmp_path, "operator_totals_agree") == [
        ("01", "skipped", None),
        ("02", "failed", "01"),
        ("02", "failed", "01"),
    ]


def test_a_pair_is_compared_once_and_forgotten_with_its_report(tmp_path: Path) -> None:
    publish(tmp_path, [told("interim", "85 адам"), told("final", "60 адам")])
    publish(tmp_path, [told("final", "60 адам", "13")], first=3)
    assert found(tmp_path, "interim_people_kept") == [
        ("01", "skipped", None),
        ("02", "failed", "01"),
        ("03", "skipped", None),
    ]
    warehouse.publish(tmp_path, "rules", [], keep={"02".ljust(64, "0")})
    assert found(tmp_path, "interim_people_kept") == [("02", "skipped", None)]
    assert ask(tmp_path, "select left(report_id, 2), other_report_id from compared_pair") == [("02", None)]


def test_an_interim_report_that_comes_later_is_still_the_earlier(tmp_path: Path) -> None:
    publish(tmp_path, [told("final", "60 адам")])
    publish(tmp_path, [told("interim", "85 адам")], first=2)
    assert found(tmp_path, "interim_people_kept") == [("01", "failed", "02"), ("02", "skipped", None)]


def test_checks_of_a_report_are_numbered_once(tmp_path: Path) -> None:
    publish(tmp_path, [told("interim", "85 адам"), told("final", "60 адам")])
    publish(tmp_path, [told("final", "62 адам")], first=3)
    twice = "select report_id, check_seq from fact_check group by all having count(*) > 1"
    assert ask(tmp_path, twice) == []


# --- reports of different projects ----------------------------------------------------------------------


def test_every_rule_across_projects_has_its_cases() -> None:
    assert set(ACROSS_CASES) == set(ACROSS)


@pytest.mark.parametrize("code", ACROSS)
def test_what_two_projects_share_is_found_in_both(code: str, tmp_path: Path) -> None:
    broken, _, _ = ACROSS_CASES[code]
    publish(tmp_path, broken)
    assert found(tmp_path, code) == [("01", "failed", "02"), ("02", "failed", "01")]
    places = ask(tmp_path, "select place, other_place from fact_check where rule = ? and result = 'failed'", code)
    assert all(place or code.startswith("contract_of") for pair in places for place in pair)
    assert {name for name in broken_values(tmp_path, code) if f"detail.{name}" not in words("en")} == set()


@pytest.mark.parametrize("code", ACROSS)
def test_what_only_looks_alike_is_no_finding(code: str, tmp_path: Path) -> None:
    _, obeyed, _ = ACROSS_CASES[code]
    publish(tmp_path, obeyed)
    assert {result for _, result, _ in found(tmp_path, code)} == {"passed"}


@pytest.mark.parametrize("code", ACROSS)
def test_a_report_without_anything_to_compare_is_skipped(code: str, tmp_path: Path) -> None:
    _, _, nothing = ACROSS_CASES[code]
    publish(tmp_path, nothing)
    assert {result for _, result, _ in found(tmp_path, code)} == {"skipped"}


def test_what_many_projects_say_is_the_forms_or_the_contracts(tmp_path: Path) -> None:
    papers = [paper(number, COPIED) for number in range(1, 6)]
    publish(tmp_path, papers)
    assert {result for _, result, _ in found(tmp_path, "text_of_another_organisation")} == {"passed"}


def test_a_copy_is_forgotten_with_the_report_that_it_was_copied_from(tmp_path: Path) -> None:
    publish(tmp_path, [paper(1, COPIED), paper(2, COPIED)])
    warehouse.publish(tmp_path, "rules", [], keep={"02".ljust(64, "0")})
    assert found(tmp_path, "text_of_another_organisation") == [("02", "passed", None)]


def test_reports_of_one_project_may_repeat_each_other(tmp_path: Path) -> None:
    publish(tmp_path, [paper(1, COPIED), paper(1, COPIED, "Түзетілді")])
    assert {result for _, result, _ in found(tmp_path, "text_of_another_project")} == {"passed"}


def test_an_appendix_that_may_be_the_grantees_own_accuses_nobody(tmp_path: Path) -> None:
    appendix = b.report("operator_project_info", title="«Басқа атау»"), b.document("Есеп", COPIED)
    publish(tmp_path, [paper(1, COPIED), appendix])
    assert {result for _, result, _ in found(tmp_path, "text_of_another_organisation")} == {"passed"}


def test_an_organisation_spelt_otherwise_is_the_same(tmp_path: Path) -> None:
    names = ("«Ауыл жастары» қоғамдық қоры", "«Ауыл жастары» коғамдық корынын өзі")
    publish(tmp_path, [paper(number, COPIED, organisation=name) for number, name in enumerate(names, 1)])
    assert {result for _, result, _ in found(tmp_path, "text_of_another_organisation")} == {"passed"}
    assert {result for _, result, _ in found(tmp_path, "text_of_another_project")} == {"failed"}


def test_contacts_are_compared_without_being_shown(tmp_path: Path) -> None:
    broken, _, _ = ACROSS_CASES["contacts_of_another_organisation"]
    publish(tmp_path, broken)
    said = ask(tmp_path, "select details::varchar from fact_check where rule = 'contacts_of_another_organisation'")
    assert not any("700" in details for (details,) in said)
    assert not any("700" in value for (value,) in ask(tmp_path, "select contacts_hash from report_contact_list"))


LABELS = [
    "4) әлеуметтік жобаның, әлеуметтік бағдарламаның аяқталуы және/немесе іске асырылуы барысында болған әлеуметтік және"
    " басқа да өзгерістерді өлшеу: Бәрі жақсы өтті.",
    " ".join(["сөз"] * (SHORTEST - 1)),
    " ".join(f"{number} {number + 1}" for number in range(40)),
]


@pytest.mark.parametrize("words", LABELS, ids=["a label", "too short", "numbers only"])
def test_is_no_paragraph_to_compare(words: str) -> None:
    assert list(passages([b.text(words)])) == []


def test_copies_are_near_and_free_words_are_not() -> None:
    assert nearness(COPIED, COPIED_WITH_A_SLIP) >= 90
    assert nearness(COPIED, FREELY_SAID) < 60
    prints = [
        set(next(iter(passages([b.text(words)])))["prints"]) for words in (COPIED, COPIED_WITH_A_SLIP, FREELY_SAID)
    ]
    assert len(prints[0] & prints[1]) >= 3
    assert not prints[0] & prints[2]
