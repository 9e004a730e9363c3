"""The operator's list of awards (.xlsx, .xls, .csv) -> what it assigns to projects: sphere, customer, kind of grant.

No report states these. A row finds its project by number and date of the contract, else as reports of one project find
each other (etl/projects.py). What the columns are called is in awards.toml; docs/award-list.md tells it to people.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from etl.cells import date_span
from etl.decisions import ASSIGNABLE
from etl.document import Table
from etl.errors import BrokenFile
from etl.projects import Identity, project_keys
from etl.readers import xlsx
from etl.spheres import sphere, spheres
from etl.wording import fold

_NAMING: Final = ({"contract_no"}, {"title"})  # a list must have one of these to find a project by
_ENCODINGS: Final = ("utf-8-sig", "cp1251")
Row = tuple[int, list[str]]  # its number in the file, its cells
Trouble = Literal["no_project", "several_projects", "unknown_sphere", "unknown_kind", "nothing_assigned"]


class NoAwards(Exception):  # noqa: N818  says what is there
    """No row of the file names the columns of a list of awards."""


class Award(NamedTuple):
    """A row of the list: its line in the file, what it names the project by, and what it assigns, by column."""

    line: int
    identity: Identity
    assigned: dict[str, str]
    troubles: tuple[Trouble, ...] = ()


class Matched(NamedTuple):
    """A row of the list and a report of its project; None where no project is found, `troubles` say why."""

    award: Award
    report_id: str | None
    troubles: tuple[Trouble, ...]


def read(path: Path) -> list[Award]:
    """The rows of a list, in its order; blank ones left out.

    Raises NoAwards where no headings are found, and what the reader of workbooks raises.
    """
    tables = [_csv(path)] if path.suffix.lower() == ".csv" else _sheets(path)
    for rows in tables:
        for at, (_, row) in enumerate(rows):
            columns = _columns(row)
            if any(wanted <= columns.keys() for wanted in _NAMING) and set(ASSIGNABLE) & columns.keys():
                below = rows[at + 1 :]
                return [_award(line, said, columns) for line, said in below if any(cell.strip() for cell in said)]
    raise NoAwards(path.name)


def _sheets(path: Path) -> list[list[Row]]:
    """The tables of a workbook; a row has the number that Excel shows beside it (a merged cell has that of its first)."""
    tables = [block for block in xlsx.read(path).blocks if isinstance(block, Table)]
    return [
        [(max(cell.place.row for cell in row), [cell.line for cell in row]) for row in table.rows] for table in tables
    ]


def _csv(path: Path) -> list[Row]:
    """The rows of a text file, whatever parts its cells; in UTF-8, else as Excel writes it in these parts."""
    raw = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            lines = raw.decode(encoding).splitlines()
        except UnicodeDecodeError:
            continue
        first = next((line for line in lines if line.strip()), "")
        return list(enumerate(csv.reader(lines, delimiter=max(";,\t", key=first.count)), 1))
    raise BrokenFile(path, "neither UTF-8 nor Windows-1251")


@cache
def _said() -> dict[str, dict[str, list[str]]]:
    told = tomllib.loads(Path(__file__).with_name("awards.toml").read_text(encoding="utf-8"))
    return {
        part: {code: [fold(word) for word in words] for code, words in named.items()} for part, named in told.items()
    }


def _columns(row: Sequence[str]) -> dict[str, int]:
    """The columns that a row of headings names."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        folded = fold(cell)
        for column, headings in _said()["columns"].items():
            if column not in found and folded and any(folded.startswith(heading) for heading in headings):
                found[column] = at
                break
    return found


def _award(line: int, row: Sequence[str], columns: dict[str, int]) -> Award:
    said = {name: " ".join(row[at].split()) for name, at in columns.items() if at < len(row) and row[at].strip()}
    dates = date_span(said.get("contract_date", ""))
    day = date.fromisoformat(dates.start) if dates and dates.start and len(dates.start) == 10 else None
    number = said.get("contract_no", "").removeprefix("№").strip() or None
    identity = Identity(f"line {line}", number, day, said.get("organisation"), said.get("title"))
    assigned: dict[str, str] = {}
    troubles: list[Trouble] = []
    for column in ASSIGNABLE:
        if column not in said:
            continue
        value = _value(column, said[column])
        if value is not None:
            assigned[column] = value
        else:
            troubles.append("unknown_sphere" if column == "sphere_code" else "unknown_kind")
    if not assigned and not troubles:
        troubles.append("nothing_assigned")
    return Award(line, identity, assigned, tuple(troubles))


def _value(column: str, words: str) -> str | None:
    """What a cell assigns, as a code where the column holds codes; None where that cannot be told."""
    if column == "customer":
        return words
    if column == "sphere_code":
        return words if words in spheres() else sphere(words)
    folded = fold(words)
    kinds = _said()["grant_kinds"].items()
    return next((code for code, said in kinds if words == code or any(folded.startswith(one) for one in said)), None)


def matched(awards: Iterable[Award], reports: Iterable[Identity], projects: dict[str, str]) -> list[Matched]:
    """Each row with a report of its project; `projects` is the project of each report, as the release has it."""
    listed, known = list(awards), list(reports)
    by_contract: dict[tuple[str, date | None], set[str]] = defaultdict(set)
    for report in known:
        if report.contract_no:
            by_contract[fold(report.contract_no), report.contract_date].add(report.report_id)
    keys = {key.report_id: key.project_key for key in project_keys([*known, *(award.identity for award in listed)])}
    by_key: dict[str, set[str]] = defaultdict(set)
    for report in known:
        by_key[keys[report.report_id]].add(report.report_id)
    return [_match(award, by_contract, by_key[keys[award.identity.report_id]], projects) for award in listed]


def _match(
    award: Award, by_contract: dict[tuple[str, date | None], set[str]], alike: set[str], projects: dict[str, str]
) -> Matched:
    number, day = award.identity.contract_no, award.identity.contract_date
    found = by_contract.get((fold(number), day), set()) if number and day else set()
    if not found or len({projects[report] for report in found}) > 1:
        found = alike or found
    of = {projects[report] for report in found}
    if len(of) == 1:
        return Matched(award, min(found), award.troubles)
    return Matched(award, None, (*award.troubles, "several_projects" if of else "no_project"))
