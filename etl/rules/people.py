"""Participants: do the parts make the totals, and do the tables agree with each other?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from etl.checks import Fault, NothingToCheck, rule
from etl.facts import number
from etl.records import Effect, Participants, Report

YOUTH_UP_TO_35_SINCE = 2023  # before that year youth ended at 28 by law
_ADULTS = ("civil_servants", "budget_workers", "elderly_50plus", "unemployed", "ngo_representatives", "business")
_FROM_17 = ("17-22", "23-27", "28-32", "33-45", "46-58", "59+")


def counted(row: Participants) -> int | None:
    """The sum of the counts that are given; None if none is."""
    known = [count.count for count in row.counts.values() if count.count is not None]
    return sum(known) + row.unlisted if known else None


def effect(report: Report, code: str) -> Effect | None:
    """The report's row of that effect."""
    return next((item for item in report.effects if item.code == code), None)


def fact_of(report: Report, code: str) -> int | float | None:
    """The fact of an effect as a number."""
    found = effect(report, code)
    return number(found.fact.quantity.value) if found and found.fact and found.fact.quantity else None


def plan_of(report: Report, code: str) -> int | float | None:
    """The plan of an effect as a number."""
    found = effect(report, code)
    return number(found.plan.quantity.value) if found and found.plan and found.plan.quantity else None


def _adds_up(report: Report, dimension: str) -> Iterator[Fault]:
    rows = [row for row in report.participants if row.dimension == dimension]
    comparable = [(row, total) for row in rows if row.total is not None and (total := counted(row)) is not None]
    if not comparable:
        raise NothingToCheck(f"{dimension}_total_and_counts")
    for row, total in comparable:
        if total != row.total:
            missing = [category for category, count in row.counts.items() if count.count is None]
            parts = {category: count.count for category, count in row.counts.items()}
            values = {
                "scope": row.scope,
                "declared": row.total,
                "counted": total,
                "difference": total - (row.total or 0),
            }
            yield Fault(
                {**values, "parts": [*parts.values(), *filter(None, [row.unlisted])], "without_value": missing},
                row.total_place,
            )


@rule("error", "contradiction")
def gender_adds_up(report: Report) -> Iterator[Fault]:
    """Men and women together make the declared number of participants."""
    yield from _adds_up(report, "gender")


@rule("error", "contradiction")
def status_adds_up(report: Report) -> Iterator[Fault]:
    """The social groups together make the declared number. A blank group makes it short, and is named."""
    yield from _adds_up(report, "status")


@rule("error", "contradiction")
def age_adds_up(report: Report) -> Iterator[Fault]:
    """The age groups together make the declared number of participants."""
    yield from _adds_up(report, "age")


@rule("error", "contradiction")
def demographic_totals_agree(report: Report) -> Iterator[Fault]:
    """The tables by gender, status and age declare the same number of participants."""
    for scope in ("project", "small_grants"):
        rows = [row for row in report.participants if row.scope == scope and row.total is not None]
        if len({row.total for row in rows}) > 1:
            first, other = rows[0], next(row for row in rows if row.total != rows[0].total)
            yield Fault(
                {"scope": scope, **{row.dimension: row.total for row in rows}}, first.total_place, other.total_place
            )
    if sum(row.total is not None for row in report.participants) < 2:
        raise NothingToCheck("two_totals")


@rule("warning", "contradiction")
def demographic_sums_agree(report: Report) -> Iterator[Fault]:
    """The parts of the three tables sum to the same number."""
    if len(report.participants) < 2:
        raise NothingToCheck("two_tables_of_participants")
    for scope in ("project", "small_grants"):
        rows = [row for row in report.participants if row.scope == scope and counted(row) is not None]
        sums = {row.dimension: counted(row) for row in rows}
        if len(set(sums.values())) > 1:
            yield Fault({"scope": scope, **sums, "declared": rows[0].total}, rows[0].total_place, rows[-1].total_place)


@rule("error", "contradiction")
def direct_matches_demographics(report: Report) -> Iterator[Fault]:
    """The effects table and the tables of participants give the same number of direct beneficiaries."""
    direct = fact_of(report, "direct_beneficiaries")
    rows = [row for row in report.participants if row.scope == "project" and row.total is not None]
    if direct is None or not rows:
        raise NothingToCheck("direct_beneficiaries_and_total")
    found = effect(report, "direct_beneficiaries")
    place = found.fact.text.place if found and found.fact else None
    for row in rows:
        if row.total != direct:
            yield Fault({"direct": direct, "declared": row.total, "dimension": row.dimension}, place, row.total_place)


@rule("warning", "contradiction")
def direct_matches_activities(report: Report) -> Iterator[Fault]:
    """The participants of the activities together make the direct beneficiaries."""
    direct = fact_of(report, "direct_beneficiaries")
    people = [a for a in report.activities if a.participants_count is not None and a.counts_people]
    if direct is None or not people:
        raise NothingToCheck("direct_beneficiaries_and_activities")
    total = number(sum((a.participants_count or Decimal(0) for a in people), Decimal(0)))
    if total != direct:
        parts = [number(a.participants_count) for a in people]
        found = effect(report, "direct_beneficiaries")
        place = found.fact.text.place if found and found.fact else None
        other = people[0].participants.place if people[0].participants else None
        yield Fault({"direct": direct, "counted": total, "parts": parts}, place, other)


@rule("error", "contradiction")
def vulnerable_within_direct(report: Report) -> Iterator[Fault]:
    """Beneficiaries from vulnerable groups are part of the direct beneficiaries."""
    direct, vulnerable = fact_of(report, "direct_beneficiaries"), fact_of(report, "direct_vulnerable")
    if direct is None or vulnerable is None:
        raise NothingToCheck("direct_and_vulnerable")
    if vulnerable > direct:
        found = effect(report, "direct_vulnerable")
        yield Fault(
            {"direct": direct, "vulnerable": vulnerable}, found.fact.text.place if found and found.fact else None
        )


@rule("error", "contradiction")
def vulnerable_within_specialists(report: Report) -> Iterator[Fault]:
    """Specialists from vulnerable groups are part of the specialists."""
    specialists, vulnerable = fact_of(report, "specialists"), fact_of(report, "specialists_vulnerable")
    if specialists is None or vulnerable is None:
        raise NothingToCheck("specialists_and_vulnerable")
    if vulnerable > specialists:
        found = effect(report, "specialists_vulnerable")
        values = {"specialists": specialists, "vulnerable": vulnerable}
        yield Fault(values, found.fact.text.place if found and found.fact else None)


@rule("note", "doubt")
def small_grants_planned(report: Report) -> Iterator[Fault]:
    """People of small grants stand beside the project's own; they have no plan and are never added to them."""
    found = effect(report, "direct_beneficiaries")
    if found is None:
        raise NothingToCheck("effects")
    if found.small_grants is not None:
        values = {
            "plan": plan_of(report, "direct_beneficiaries"),
            "direct": fact_of(report, "direct_beneficiaries"),
            "small_grants": number(found.small_grants),
        }
        yield Fault(values, found.fact.text.place if found.fact else None)


def _tables(report: Report, scope: str) -> tuple[Participants, Participants]:
    status = next((row for row in report.participants if row.scope == scope and row.dimension == "status"), None)
    age = next((row for row in report.participants if row.scope == scope and row.dimension == "age"), None)
    if status is None or age is None or counted(status) is None or counted(age) is None:
        raise NothingToCheck("status_and_age")
    return status, age


def _ages(age: Participants, *bands: str) -> int:
    return sum(age.counts[band].count or 0 for band in bands if band in age.counts)


def _pairs(report: Report) -> Iterator[tuple[str, Participants, Participants]]:
    yield "project", *_tables(report, "project")
    if any(row.scope == "small_grants" for row in report.participants):
        try:
            yield "small_grants", *_tables(report, "small_grants")
        except NothingToCheck:
            return


@rule("warning", "contradiction")
def children_match_ages(report: Report) -> Iterator[Fault]:
    """Participants of 13 to 16 are children: the status table counts at least as many. A blank is not none."""
    for scope, status, age in _pairs(report):
        children, teens = status.counts["children"], _ages(age, "13-16")
        if (children.count or 0) < teens and (children.count is None or children.count < teens):
            values = {"scope": scope, "children": children.count, "13-16": teens, "declared": status.total}
            yield Fault(values, children.place, age.counts["13-16"].place)


@rule("note", "doubt")
def youth_match_ages(report: Report) -> Iterator[Fault]:
    """Participants of 17 to 27 (since 2023: to 32) are young by law, but may be counted under another status."""
    for scope, status, age in _pairs(report):
        youth = status.counts["youth"]
        bands = ["17-22", "23-27", *(["28-32"] if (report.year or 0) >= YOUTH_UP_TO_35_SINCE else [])]
        young = _ages(age, *bands)
        if youth.count is not None and youth.count < young:
            values = {
                "scope": scope,
                "youth": youth.count,
                **{band: age.counts[band].count for band in bands},
                "counted": young,
            }
            yield Fault(values, youth.place, age.counts["17-22"].place)


@rule("warning", "contradiction")
def elderly_match_ages(report: Report) -> Iterator[Fault]:
    """People of 50 and older are among those of 46 and older; some of them may be counted under another status."""
    for scope, status, age in _pairs(report):
        elderly = status.counts["elderly_50plus"]
        upper = _ages(age, "46-58", "59+")
        if elderly.count is not None and elderly.count > upper:
            values = {
                "scope": scope,
                "elderly_50plus": elderly.count,
                "46-58": age.counts["46-58"].count,
                "59+": age.counts["59+"].count,
            }
            yield Fault({**values, "counted": upper}, elderly.place, age.counts["46-58"].place)


@rule("warning", "contradiction")
def adults_match_ages(report: Report) -> Iterator[Fault]:
    """Servants, workers, the unemployed, members of organisations and businesses are 17 or older."""
    for scope, status, age in _pairs(report):
        adults = sum(status.counts[category].count or 0 for category in _ADULTS)
        grown = _ages(age, *_FROM_17)
        if adults > grown:
            parts = {category: status.counts[category].count for category in _ADULTS}
            yield Fault(
                {"scope": scope, "adults": adults, "from_17": grown, "parts": list(parts.values())},
                status.total_place,
                age.total_place,
            )
