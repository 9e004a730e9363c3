"""Which reports tell of one project, and that nothing else brings them together."""

from __future__ import annotations

from datetime import date

import pytest

from etl.projects import Identity, ProjectKey, project_keys

SIGNED = date(2023, 3, 1)


def key(*reports: Identity) -> list[ProjectKey]:
    return project_keys(reports)


def said(
    name: str,
    contract: str | None = None,
    organisation: str | None = "«Үміт» қоры",
    title: str | None = "«Көмек» жобасы",
    day: date | None = SIGNED,
) -> Identity:
    return Identity(name, contract, day if contract else None, organisation, title)


def test_one_contract_is_one_project_whatever_its_title() -> None:
    one, other = key(said("a", "12"), said("b", "12", title="Жастарға көмек"))
    assert one.project_key == other.project_key
    assert (one.key_rule, other.key_rule) == ("contract", "contract")


def test_numbers_of_contracts_begin_anew_with_every_organisation_and_day() -> None:
    keys = {
        k.project_key
        for k in key(said("a", "12"), said("b", "12", organisation="«Дос» қоры"), said("c", "12", day=date(2024, 3, 1)))
    }
    assert len(keys) == 3


def test_without_a_contract_organisation_and_title_tell_however_they_are_spelt() -> None:
    one, other = key(said("a"), said("b", organisation="Умiт  қоры", title="Көмек"))
    assert one.key_rule == "organisation_and_title"
    assert (one.organisation_key, one.project_key) == (other.organisation_key, other.project_key)


def test_a_report_without_a_contract_joins_the_one_that_names_it() -> None:
    interim, final = key(said("a"), said("b", "12"))
    assert interim.project_key == final.project_key
    assert interim.key_rule == "contract"


def test_two_titles_of_one_organisation_are_two_projects() -> None:
    one, other = key(said("a"), said("b", title="Мектеп"))
    assert one.organisation_key == other.organisation_key
    assert one.project_key != other.project_key


def test_a_report_that_names_nothing_is_a_project_of_its_own() -> None:
    one, other = key(said("a", organisation=None), said("b", organisation=None, title=None))
    assert [(k.project_key, k.key_rule, k.organisation_key) for k in (one, other)] == [
        ("a", "file", None),
        ("b", "file", None),
    ]


TELLING = "«Ауыл жастарының құқықтық сауаты» жобасы"


def test_a_report_that_names_no_organisation_joins_the_only_project_of_its_title() -> None:
    final, appendix = key(said("a", "12", title=TELLING), said("b", organisation=None, title=TELLING.upper()))
    assert (appendix.project_key, appendix.key_rule) == (final.project_key, "title")


@pytest.mark.parametrize("others", [[said("c", "13", title=TELLING)], [said("c", "13", "«Дос» қоры", TELLING)]])
def test_a_title_that_two_projects_bear_tells_nothing(others: list[Identity]) -> None:
    _, appendix, *_ = key(said("a", "12", title=TELLING), said("b", organisation=None, title=TELLING), *others)
    assert (appendix.project_key, appendix.key_rule) == ("b", "file")


def test_a_short_title_tells_nothing() -> None:
    final, appendix = key(said("a", "12"), said("b", organisation=None))
    assert final.project_key != appendix.project_key


def test_no_reports_are_no_projects() -> None:
    assert key() == []


def test_keys_do_not_depend_on_the_order_of_reports() -> None:
    reports = [said("a"), said("b", "12"), said("c", title="Мектеп"), said("d", organisation=None)]
    assert sorted(key(*reports)) == sorted(key(*reversed(reports)))
