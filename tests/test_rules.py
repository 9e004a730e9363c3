"""Every rule, with a report that breaks it, one that obeys it, and one that has nothing to check."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

import etl.rules
from etl.checks import RULES, Outcome
from etl.document import Place
from etl.facts import plain
from etl.records import Count, Report
from tests.builders import activity, indicator, people, report
from tests.rule_cases import CASES, by, peopled


def test_every_rule_has_its_cases() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_holds(code: str) -> None:
    assert (RULES[code].faults.__doc__ or "").strip().endswith(".")


def _apply(code: str, case: int) -> Outcome:
    found = CASES[code][case]
    assert found is not None
    return RULES[code].apply(found)


@pytest.mark.parametrize("code", CASES)
def test_broken(code: str) -> None:
    outcome = _apply(code, 0)
    assert (outcome.result, outcome.lacking) == ("failed", None)
    assert outcome.faults


@pytest.mark.parametrize("code", CASES)
def test_obeyed(code: str) -> None:
    outcome = _apply(code, 1)
    assert (outcome.result, outcome.faults, outcome.lacking) == ("passed", (), None)


@pytest.mark.parametrize("code", [code for code, (_, _, nothing) in CASES.items() if nothing is not None])
def test_skipped_for_want_of_something_that_has_a_code(code: str) -> None:
    outcome = _apply(code, 2)
    assert (outcome.result, outcome.faults) == ("skipped", ())
    assert outcome.lacking
    assert outcome.lacking.replace("_", "").isalnum()


@pytest.mark.parametrize("code", CASES)
def test_what_a_fault_says_is_ready_for_json(code: str) -> None:
    for fault in _apply(code, 0).faults:
        assert json.dumps({name: plain(value) for name, value in fault.values.items()}, allow_nan=False)
        assert fault.values


def test_every_rule_is_asked_of_every_report() -> None:
    for form in ("final", "interim", "operator_project_info"):
        assert [outcome.rule for outcome in etl.rules.check(report(form))] == list(RULES)


NUMBERS: list[tuple[str, Callable[[], Report], set[object]]] = [
    ("gender_adds_up", lambda: report(participants=[by("gender", 31)]), {31, 30, -1}),
    ("direct_matches_activities", lambda: CASES["direct_matches_activities"][0], {30, 25}),
    ("budget_within_grant", lambda: CASES["budget_within_grant"][0], {4_999_999, 5_000_000, 1}),
    ("partners_match_table", lambda: CASES["partners_match_table"][0], {2, 1}),
    ("results_agree", lambda: CASES["results_agree"][0], {6, 7}),
]


@pytest.mark.parametrize(("code", "broken", "numbers"), NUMBERS, ids=[code for code, _, _ in NUMBERS])
def test_a_fault_names_both_numbers(code: str, broken: Callable[[], Report], numbers: set[object]) -> None:
    [fault] = RULES[code].apply(broken()).faults
    assert numbers <= {plain(value) for value in fault.values.values() if not isinstance(value, list)}


def test_prose_that_tells_an_indicators_fact_does_not_contradict_the_participants() -> None:
    said = [activity(result="26 подростков вернулись в школу", participants="30")]
    of_rows = [indicator("Вернулись в школу", "25", "26")]
    one, other = (report(has_tables="main", activities=said, indicators=rows) for rows in (of_rows, []))
    assert RULES["text_matches_table"].apply(one).result == "passed"
    assert RULES["text_matches_table"].apply(other).result == "failed"


def test_a_fault_knows_the_cells_that_clash() -> None:
    [fault] = RULES["direct_matches_demographics"].apply(CASES["direct_matches_demographics"][0]).faults
    assert (str(fault.place), str(fault.other_place)) == ("5/2/3", "6/2/1")


PERIOD_EDGES = [
    ("2023 жылғы сәуір", "passed"),  # the period begins in the middle of April
    ("2023 жылғы сәуір-қыркүйек айлары", "passed"),
    ("2023 жылғы наурыз", "failed"),
    ("2023 жылғы қазан", "failed"),
    ("04.04.2023", "failed"),
    ("05.04.2023", "passed"),
]


@pytest.mark.parametrize(("date", "result"), PERIOD_EDGES)
def test_a_month_without_a_day_is_outside_the_period_only_as_a_whole(date: str, result: str) -> None:
    said = report(dates="2023-04-05 2023-09-20", activities=[activity(date=date)])
    assert RULES["activities_within_period"].apply(said).result == result


def test_youth_goes_up_to_35_since_2023() -> None:
    young = by("status", youth=10)
    assert RULES["youth_match_ages"].apply(peopled(status=young, year=2022)).result == "passed"
    assert RULES["youth_match_ages"].apply(peopled(status=young, year=2023)).result == "failed"


def test_a_number_of_people_that_is_not_clear_is_told_with_its_cell() -> None:
    row, place = by("gender"), Place(6, 2, 3)
    row.counts["female"] = Count(None, "unclear", place)
    [fault] = RULES["participants_filled"].apply(report(participants=[row], has_tables="gender")).faults
    assert (fault.values["unclear"], fault.place) == (["female"], place)


def test_small_grants_are_never_added_to_the_project() -> None:
    rows = [by("gender"), people("gender", 8, "small_grants", male=3, female=5)]
    assert RULES["gender_adds_up"].apply(report(participants=rows)).result == "passed"
    assert RULES["demographic_totals_agree"].apply(report(participants=rows)).result == "passed"
