"""Reports of different projects: whose words, figures, links and contacts stand in two of them?

What counts as the same, and from what length or number on, is settled in etl/compare.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Fault, NothingToCheck, rule_across
from etl.filed import Neighbours, SharedKind

LACKING: dict[SharedKind, str] = {
    "passages": "passages",
    "participants": "participants",
    "results": "results_table",
    "links": "links_to_posts",
    "contacts": "contacts",
    "contracts": "contracts",
    "projects": "identified_projects",
}


def _faults(told: Neighbours, kind: SharedKind, *, one_organisation: bool | None) -> Iterator[Fault]:
    """What is shared of that kind; `one_organisation` None: whosever the other project is."""
    if kind not in told.has:
        raise NothingToCheck(LACKING[kind])
    for item in told.shared:
        if item.kind == kind and one_organisation in (None, item.is_one_organisation):
            yield Fault(item.values, item.place, item.other_place, item.other_report)


@rule_across("warning", "doubt")
def text_of_another_organisation(told: Neighbours) -> Iterator[Fault]:
    """No paragraph of 25 words or more stands in a report of another organisation, save what many reports have."""
    yield from _faults(told, "passages", one_organisation=False)


@rule_across("note", "doubt")
def text_of_another_project(told: Neighbours) -> Iterator[Fault]:
    """No paragraph of 25 words or more stands in the report of another project of the organisation."""
    yield from _faults(told, "passages", one_organisation=True)


@rule_across("error", "doubt")
def people_of_another_organisation(told: Neighbours) -> Iterator[Fault]:
    """The tables of participants are not those of another organisation, number by number."""
    yield from _faults(told, "participants", one_organisation=False)


@rule_across("note", "doubt")
def people_of_another_project(told: Neighbours) -> Iterator[Fault]:
    """The tables of participants are not those of another project of the organisation, number by number."""
    yield from _faults(told, "participants", one_organisation=True)


@rule_across("warning", "doubt")
def results_of_another_organisation(told: Neighbours) -> Iterator[Fault]:
    """The columns of plan and fact are not those of another organisation, number by number."""
    yield from _faults(told, "results", one_organisation=False)


@rule_across("note", "doubt")
def results_of_another_project(told: Neighbours) -> Iterator[Fault]:
    """The columns of plan and fact are not those of another project of the organisation, number by number."""
    yield from _faults(told, "results", one_organisation=True)


@rule_across("warning", "doubt")
def links_of_another_project(told: Neighbours) -> Iterator[Fault]:
    """A link to one post, photograph or video proves one project."""
    yield from _faults(told, "links", one_organisation=None)


@rule_across("warning", "doubt")
def contacts_of_another_organisation(told: Neighbours) -> Iterator[Fault]:
    """The list of partners' contacts is not that of another organisation, one by one."""
    yield from _faults(told, "contacts", one_organisation=False)


@rule_across("warning", "contradiction")
def contract_of_another_organisation(told: Neighbours) -> Iterator[Fault]:
    """One contract, by number and date, has one grantee."""
    yield from _faults(told, "contracts", one_organisation=None)


@rule_across("warning", "contradiction")
def contract_of_one_project(told: Neighbours) -> Iterator[Fault]:
    """One project, by organisation, title and period, has one contract."""
    yield from _faults(told, "projects", one_organisation=None)
