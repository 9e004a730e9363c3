"""Which reports tell of one project: settled in one place, for every release anew."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from etl.wording import fold

KeyRule = Literal["contract", "organisation_and_title", "title", "file", "decided"]
_TELLING_TITLE = 16  # letters, folded: a shorter title («Көмек») may be many projects'

_GENERIC = re.compile(r"жобасы$|^жоба|^проект|проект$|^социальныйпроект|^алеуметтикжоба")


class Identity(NamedTuple):
    """What a report says of the project that it belongs to."""

    report_id: str
    contract_no: str | None
    contract_date: date | None
    organisation_name: str | None
    project_title: str | None


class ProjectKey(NamedTuple):
    """A report's project and organisation, and how its project was recognised."""

    report_id: str
    project_key: str
    organisation_key: str | None
    key_rule: KeyRule


def project_keys(reports: Iterable[Identity]) -> list[ProjectKey]:
    """The project of each report: by its contract if stated; else by organisation and title, as others write them.

    A report that names no contract joins the contract that another report of the same organisation and title names.
    One that names no organisation (the operator's appendix) joins the only project that bears its title, if the title is
    long enough to tell.
    """
    listed = list(reports)
    contracts = {
        _titled(report): contract
        for report in listed
        if (contract := _contract(report)) and _titled(report) is not None
    }
    keys = [_key(report, contracts) for report in listed]
    bearers: dict[str, set[str]] = defaultdict(set)
    for report, key in zip(listed, keys, strict=True):
        if report.organisation_name and (title := _telling(report)):
            bearers[title].add(key.project_key)
    return [_joined(report, key, bearers) for report, key in zip(listed, keys, strict=True)]


class Joined(NamedTuple):
    """What the operator decided of a report: that its project is that of another one, or (None) one of its own."""

    report_id: str
    other_report_id: str | None


def decided(keys: Iterable[ProjectKey], decisions: Iterable[Joined]) -> list[ProjectKey]:
    """The projects as the operator decided, one decision after the other; those on reports that are not here are passed over.

    Where two reports are one project, all reports of both their projects are.
    """
    found = {key.report_id: key for key in keys}
    for report, other in decisions:
        if report not in found:
            continue
        if other is None:
            found[report] = found[report]._replace(project_key=report, key_rule="decided")
        elif other in found:
            old, new = found[report].project_key, found[other].project_key
            for name, key in found.items():
                if key.project_key in (old, new):
                    found[name] = key._replace(project_key=new, key_rule="decided")
    return list(found.values())


def _joined(report: Identity, key: ProjectKey, bearers: Mapping[str, set[str]]) -> ProjectKey:
    found = bearers.get(_telling(report) or "", set())
    if report.organisation_name or key.key_rule != "file" or len(found) != 1:
        return key
    [project] = found
    return ProjectKey(report.report_id, project, None, "title")


def _telling(report: Identity) -> str | None:
    """The title, folded, if it is long enough to be one project's."""
    title = _GENERIC.sub("", fold(report.project_title or ""))
    return title if len(title) >= _TELLING_TITLE else None


def _key(report: Identity, contracts: dict[str | None, str]) -> ProjectKey:
    titled = _titled(report)
    organisation = fold(report.organisation_name or "") or None
    organisation_key = _short(organisation) if organisation else None
    contract = _contract(report) or (contracts.get(titled) if titled else None)
    if contract:
        return ProjectKey(report.report_id, _short(contract), organisation_key, "contract")
    if titled:
        return ProjectKey(report.report_id, _short(titled), organisation_key, "organisation_and_title")
    return ProjectKey(report.report_id, report.report_id, organisation_key, "file")


def _contract(report: Identity) -> str | None:
    """Number, date and organisation: numbers begin anew every year, and customers number for themselves."""
    if report.contract_no is None:
        return None
    return f"{report.contract_no} {report.contract_date or ''} {fold(report.organisation_name or '')}"


def _titled(report: Identity) -> str | None:
    if not report.organisation_name or not report.project_title:
        return None
    return f"{fold(report.organisation_name)} {_GENERIC.sub('', fold(report.project_title))}"


def _short(key: str) -> str:
    """The key as a short name for links."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]
