"""Comparing reports with each other once a release holds them all: of one project, and across projects.

Works on what the warehouse holds, so that papers need not be read again. Takes a way to ask the warehouse, and gives
outcomes: etl/warehouse.py keeps both the connection and the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from etl.checks import ACROSS, OF_PROJECT, Outcome
from etl.filed import Filed, FiledActivity, FiledIndicator, Neighbours, Pair, Shared, SharedKind, Total
from etl.narrative import is_of_people
from etl.passages import nearness
from etl.rules import across_projects, one_project  # noqa: F401  importing registers
from etl.rules.plan import names_participants
from etl.wording import alike

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]  # SQL and its values -> rows
PAIRS_SQL: Final = """
    with filed as (
        select report_id, project_key, form_code, version_no,
               row_number() over (
                   partition by project_key
                   order by case form_code when 'interim' then 1 when 'operator_project_info' then 2 else 3 end,
                            period_end nulls first, loaded_at, file_name
               ) as turn
        from dim_report
        where report_id not in (select report_id from decision where deed = 'excluded')
    ),
    pair as (
        select r.report_id, o.report_id as other_report_id
        from filed as r
        join filed as o using (project_key)
        where (o.form_code = r.form_code and o.version_no = r.version_no - 1) or (o.form_code <> r.form_code and o.turn < r.turn)
        qualify row_number() over (partition by r.report_id, o.form_code order by o.turn desc) <= 4
    )
    select report_id, other_report_id from filed left join pair using (report_id)
"""  # with the version before, and with the last four reports of each lesser form; null where there is none
SHARED_SQL: Final = (Path(__file__).with_name("compare.sql")).read_text(encoding="utf-8")
SAME_WORDS: Final = 90  # per cent alike: below, two paragraphs say one thing in their own words
SAME_NAME: Final = 75  # per cent alike: from there on, two names are one organisation, spelt otherwise
MOST: Final = 20  # findings of one rule that a report is told
_TEXTS: Final = 1000  # pairs of paragraphs in memory at a time
_BATCH: Final = 100  # pairs of reports in memory at a time


class Compared(NamedTuple):
    """A report and what the rules between reports found in it."""

    report_id: str
    outcomes: list[Outcome]


def within_projects(pairs: Iterable[tuple[str, str | None]], ask: Ask) -> Iterator[Compared]:
    """Every rule of a project asked of each report and an earlier one; skipped where its project has no earlier one."""
    alone = [rule.skipped("other_report") for rule in OF_PROJECT.values()]
    both: list[tuple[str, str]] = []
    for later, earlier in pairs:
        if earlier is None:
            yield Compared(later, alone)
        else:
            both.append((later, earlier))
    waiting = iter(both)
    while batch := list(islice(waiting, _BATCH)):
        known = _filed(sorted({report for pair in batch for report in pair}), ask)
        for later, earlier in batch:
            pair = Pair(known[earlier], known[later])
            yield Compared(later, [rule.apply(pair) for rule in OF_PROJECT.values()])


def across_projects_of(ask: Ask) -> Iterator[Compared]:
    """Every rule across projects asked of each report; compare.sql must have run."""
    has: dict[str, set[SharedKind]] = defaultdict(set)
    for report, kind in ask("select distinct report_id, kind from thing", []):
        has[report].add(kind)
    for (report,) in ask("select distinct report_id from report_passage", []):
        has[report].add("passages")
    shared = _shared(ask)
    for (report,) in ask("select report_id from dim_report order by report_id", []):
        neighbours = Neighbours(frozenset(has[report]), tuple(shared.pop(report, ())))
        yield Compared(report, [rule.apply(neighbours) for rule in ACROSS.values()])


def _shared(ask: Ask) -> dict[str, list[Shared]]:
    """What each report has in common with another project, at most so many of a kind."""
    found: dict[str, list[Shared]] = defaultdict(list)
    owners = _owners(ask)
    for report, item in chain(_same_things(owners, ask), _same_passages(owners, ask)):
        if sum(known.kind == item.kind for known in found[report]) < MOST:
            found[report].append(item)
    return found


class _Owner(NamedTuple):
    """Whose a report is, as far as it says."""

    key: str | None
    name: str | None
    title: str | None
    form: str
    contract_no: str | None


def _is_one_organisation(one: _Owner, other: _Owner) -> bool | None:
    """Whether two reports are of one organisation; None if that cannot be told and they may even be of one project.

    The operator's appendix names no organisation and is compiled of the grantee's own words.
    """
    if one.name and other.name:
        return one.key == other.key or alike(one.name, other.name) >= SAME_NAME
    if one.form == other.form and one.title and other.title and alike(one.title, other.title) < SAME_NAME:
        return False
    return None


def _owners(ask: Ask) -> dict[str, _Owner]:
    """Whose the reports are that share something."""
    rows = ask(
        """select report_id, organisation_key, organisation_name, project_title, form_code, contract_no
           from dim_report
           where report_id in (select report_id from same_thing union select report_id from near_passage
                               union select other_report_id from same_thing union select other_report_id from near_passage)""",
        [],
    )
    return {report: _Owner(*said) for report, *said in rows}


def _same_things(owners: dict[str, _Owner], ask: Ask) -> Iterator[tuple[str, Shared]]:
    rows = ask(
        """select report_id, kind, thing, size, project_count, place, other_report_id, other_place
           from same_thing order by report_id, kind, thing""",
        [],
    )
    for report, kind, thing, size, projects, place, other, other_place in rows:
        whose, whose_other = owners[report], owners[other]
        is_one = _is_one_organisation(whose, whose_other)
        if is_one is None or (kind == "contracts" and is_one):
            continue  # one grantee may be spelt otherwise, or not be named
        values: dict[str, object] = {"projects": projects}
        if kind in ("contracts", "projects"):
            values = {"contract_no": whose.contract_no, "contract_other": whose_other.contract_no}
            values |= {"organisation_other": whose_other.name} if kind == "contracts" else {}
        elif kind == "links":
            values["link"] = thing
        else:
            values["numbers" if kind != "contacts" else "partners"] = size
        yield report, Shared(kind, is_one, other, values, place, other_place)


def _same_passages(owners: dict[str, _Owner], ask: Ask) -> Iterator[tuple[str, Shared]]:
    """Candidates whose words agree; the texts come a thousand at a time."""
    seen: set[tuple[str, str, int]] = set()
    [(count,)] = ask("select count(*) from near_passage", [])
    for begin in range(0, count, _TEXTS):
        rows = ask(
            """select n.report_id, n.place, n.line_no, n.project_count, n.other_report_id, n.other_place,
                      string_split(c.words, chr(10))[n.line_no], string_split(d.words, chr(10))[n.other_line_no]
               from (select *, row_number() over (order by report_id, place, line_no, other_report_id, other_place) as turn
                     from near_passage) as n
               join source_cell as c on c.report_id = n.report_id and c.place = n.place
               join source_cell as d on d.report_id = n.other_report_id and d.place = n.other_place
               where n.turn > ? and n.turn <= ?
               order by n.turn""",
            [begin, begin + _TEXTS],
        )
        for report, place, line_no, projects, other, other_place, words, other_words in rows:
            here = (report, place, line_no)
            is_one = _is_one_organisation(owners[report], owners[other])
            if here in seen or is_one is None or not words or not other_words:
                continue
            near = nearness(words, other_words)
            if near >= SAME_WORDS:
                seen.add(here)
                values: dict[str, object] = {"projects": projects, "alike_pct": round(near)}
                yield report, Shared("passages", is_one, other, values, place, other_place)


def _filed(reports: list[str], ask: Ask) -> dict[str, Filed]:
    """Those reports as the release holds them."""
    activities, indicators = _activities(reports, ask), _indicators(reports, ask)
    regions, totals = _regions(reports, ask), _totals(reports, ask)
    failed: dict[str, set[str]] = defaultdict(set)
    for report, rule in ask(
        """select distinct report_id, rule from fact_check
           where report_id in (select unnest(?)) and result = 'failed' and kind = 'contradiction' and severity <> 'note'
             and other_report_id is null""",
        [reports],
    ):
        failed[report].add(rule)
    rows = ask(
        """select report_id, form_code, project_title, title_place, period_start, period_end, period_place, grant_kzt, grant_place,
                  organisation_name, organisation_place, contract_no, contract_place
           from dim_report where report_id in (select unnest(?))""",
        [reports],
    )
    return {
        report: Filed(
            report, form, title, title_place, start, end, period_place, _number(grant), grant_place,
            frozenset(regions[report]), totals[report], tuple(activities[report]), tuple(indicators[report]),
            frozenset(failed[report]), *who_and_contract,
        )
        for report, form, title, title_place, start, end, period_place, grant, grant_place, *who_and_contract in rows
    }  # fmt: skip


def _activities(reports: list[str], ask: Ask) -> dict[str, list[FiledActivity]]:
    """The activities of each report, but for the two that every contract adds."""
    found: dict[str, list[FiledActivity]] = defaultdict(list)
    rows = ask(
        """select a.report_id, a.activity_seq, a.title, a.title_place, a.date_start, a.date_end, a.date_place, a.place_place,
                  case when a.counts_people then a.participants_count end, a.participants_place,
                  (select list(distinct b.region_code) from bridge_activity_region as b
                   where b.report_id = a.report_id and b.activity_seq = a.activity_seq and b.rule <> 'from_context')
           from fact_activity as a
           left join fact_task as t on t.report_id = a.report_id and t.task_seq = a.task_seq
           where a.report_id in (select unnest(?)) and not coalesce(t.is_fixed, false)
           order by a.report_id, a.activity_seq""",
        [reports],
    )
    for report, seq, title, title_place, start, end, date_place, place_place, people, people_place, regions in rows:
        found[report].append(
            FiledActivity(
                seq,
                title,
                title_place,
                start,
                end,
                date_place,
                frozenset(regions or ()),
                place_place,
                people,
                people_place,
            )
        )
    return found


def _indicators(reports: list[str], ask: Ask) -> dict[str, list[FiledIndicator]]:
    found: dict[str, list[FiledIndicator]] = defaultdict(list)
    rows = ask(
        """select report_id, activity_seq, name, name_place, plan_value, plan_place, fact_value, fact_place, unit,
                  plan_per is not null, source
           from fact_indicator
           where report_id in (select unnest(?)) and not is_ambiguous
           order by report_id, indicator_seq""",
        [reports],
    )
    for report, activity, name, name_place, plan, plan_place, fact, fact_place, unit, per_event, source in rows:
        found[report].append(
            FiledIndicator(
                activity, name, name_place, _number(plan), plan_place, _number(fact), fact_place, unit, per_event,
                names_participants(name) or (source == "narrative" and is_of_people(name)),
            )
        )  # fmt: skip
    return found


def _regions(reports: list[str], ask: Ask) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for report, region in ask(
        "select distinct report_id, region_code from bridge_report_region where report_id in (select unnest(?))",
        [reports],
    ):
        found[report].add(region)
    return found


def _totals(reports: list[str], ask: Ask) -> dict[str, dict[str, Total]]:
    """What each report gives for the whole project: its effects, men and women, the totals of three tables."""
    found: dict[str, dict[str, Total]] = defaultdict(dict)
    rows = ask(
        """select report_id, effect_code, fact_value, fact_place from fact_effect
           where report_id in (select unnest(?)) and fact_value is not null
           union all
           select report_id, dimension, any_value(declared_total_count), any_value(total_place) from fact_participants
           where report_id in (select unnest(?)) and scope = 'project' and declared_total_count is not null
           group by report_id, dimension
           union all
           select report_id, category, people_count, place from fact_participants
           where report_id in (select unnest(?)) and scope = 'project' and dimension = 'gender' and people_count is not null""",
        [reports, reports, reports],
    )
    for report, name, value, place in rows:
        number = _number(value)
        if number is not None:
            found[report].setdefault(name, Total(number, place))
    return found


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
