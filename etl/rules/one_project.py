"""Reports of one project: does the final report go on from the interim one, and what did a resubmission change?"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from datetime import date

from etl.checks import Fault, NothingToCheck, rule_of_project
from etl.filed import Filed, FiledActivity, FiledIndicator, Number, Pair, Relation
from etl.wording import alike, fold

_SAME_TITLE = 80  # per cent alike: below, the two name different things
_ANOTHER_ACTIVITY = 60  # below, no activity of the other report can be the one meant
_CHANGES_SHOWN = 30
_QUOTED = re.compile(r"[«“„\"](.+?)[»”“\"]")
_PEOPLE = ("direct_beneficiaries", "indirect_beneficiaries", "male", "female", "gender", "status", "age")


def _only(pair: Pair, *relations: Relation) -> None:
    if pair.relation not in relations:
        raise NothingToCheck(relations[0])


def _of_one_project_period(pair: Pair) -> None:
    """Two final reports of one title and no contract may be of two grants, a year apart: then nothing need agree."""
    if pair.relation == "successive" and pair.later.form != "interim":
        raise NothingToCheck("resubmission")


def _fault(pair: Pair, values: dict[str, object], place: str | None, other_place: str | None) -> Fault:
    return Fault(values, place, other_place, pair.earlier.report_id)


@rule_of_project("error", "contradiction")
def grants_agree(pair: Pair) -> Iterator[Fault]:
    """The reports of one project state one grant sum."""
    _of_one_project_period(pair)
    earlier, later = pair.earlier, pair.later
    if earlier.grant is None or later.grant is None:
        raise NothingToCheck("two_grants")
    if earlier.grant != later.grant:
        values: dict[str, object] = {"grant": later.grant, "grant_before": earlier.grant}
        yield _fault(pair, values, later.grant_place, earlier.grant_place)


@rule_of_project("note", "contradiction")
def titles_agree(pair: Pair) -> Iterator[Fault]:
    """The reports of one project bear one title, in full or in short."""
    earlier, later = pair.earlier, pair.later
    if earlier.title is None or later.title is None:
        raise NothingToCheck("two_titles")
    one, other = fold(earlier.title), fold(later.title)
    if alike(earlier.title, later.title) < _SAME_TITLE and one not in other and other not in one:
        values: dict[str, object] = {"title": later.title[:160], "title_before": earlier.title[:160]}
        yield _fault(pair, values, later.title_place, earlier.title_place)


@rule_of_project("warning", "contradiction")
def grantees_agree(pair: Pair) -> Iterator[Fault]:
    """The reports of one project name one grantee, in full or in short."""
    earlier, later = pair.earlier, pair.later
    if earlier.organisation is None or later.organisation is None:
        raise NothingToCheck("two_organisations")
    if alike(_own_name(earlier.organisation), _own_name(later.organisation)) < _SAME_TITLE:
        values: dict[str, object] = {
            "organisation": later.organisation[:160],
            "organisation_before": earlier.organisation[:160],
        }
        yield _fault(pair, values, later.organisation_place, earlier.organisation_place)


def _own_name(organisation: str) -> str:
    """What an organisation is called beside its legal form: the words in quotes, if it has any."""
    quoted = _QUOTED.search(organisation)
    return quoted[1] if quoted else organisation


@rule_of_project("error", "contradiction")
def contracts_agree(pair: Pair) -> Iterator[Fault]:
    """The reports of one project name one contract."""
    earlier, later = pair.earlier, pair.later
    if earlier.contract_no is None or later.contract_no is None:
        raise NothingToCheck("two_contracts")
    if fold(earlier.contract_no) != fold(later.contract_no):
        values: dict[str, object] = {"contract_no": later.contract_no, "contract_before": earlier.contract_no}
        yield _fault(pair, values, later.contract_place, earlier.contract_place)


@rule_of_project("note", "doubt")
def resubmission_is_new(pair: Pair) -> Iterator[Fault]:
    """A resubmitted report gives some number or date otherwise than the first one: else it may be the same paper, saved anew."""
    _only(pair, "resubmission")
    compared = len(pair.indicators) + len(pair.earlier.totals.keys() & pair.later.totals.keys())
    if not compared:
        raise NothingToCheck("same_indicators")
    if not any(_changes(pair)):
        yield _fault(pair, {"values_compared": compared}, pair.later.title_place, pair.earlier.title_place)


@rule_of_project("warning", "contradiction")
def periods_agree(pair: Pair) -> Iterator[Fault]:
    """Two versions of a report tell of one period."""
    _only(pair, "resubmission")
    earlier, later = pair.earlier, pair.later
    if None in (earlier.start, earlier.end, later.start, later.end):
        raise NothingToCheck("two_periods")
    if (earlier.start, earlier.end) != (later.start, later.end):
        yield _fault(pair, _periods(earlier, later), later.period_place, earlier.period_place)


@rule_of_project("error", "contradiction")
def interim_within_period(pair: Pair) -> Iterator[Fault]:
    """The time that an interim report tells of lies in the period of the final report."""
    _only(pair, "interim_and_whole")
    earlier, later = pair.earlier, pair.later
    if earlier.start is None or earlier.end is None or later.start is None or later.end is None:
        raise NothingToCheck("two_periods")
    if earlier.start < later.start or earlier.end > later.end:
        yield _fault(pair, _periods(earlier, later), later.period_place, earlier.period_place)


def _periods(earlier: Filed, later: Filed) -> dict[str, object]:
    return {
        "period_start": _iso(later.start),
        "period_end": _iso(later.end),
        "start_before": _iso(earlier.start),
        "end_before": _iso(earlier.end),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@rule_of_project("warning", "contradiction")
def interim_regions_kept(pair: Pair) -> Iterator[Fault]:
    """A region that the interim report worked in is among those of the final report."""
    _only(pair, "interim_and_whole")
    if not pair.earlier.regions or not pair.later.regions:
        raise NothingToCheck("two_sets_of_regions")
    if lost := sorted(pair.earlier.regions - pair.later.regions):
        values: dict[str, object] = {"regions_before": lost, "regions": sorted(pair.later.regions)}
        yield _fault(pair, values, pair.later.title_place, pair.earlier.title_place)


@rule_of_project("warning", "contradiction")
def interim_activities_kept(pair: Pair) -> Iterator[Fault]:
    """An activity that the interim report tells of is among those of the final report."""
    _only(pair, "interim_and_whole")
    if not pair.earlier.activities or not pair.later.activities:
        raise NothingToCheck("two_lists_of_activities")
    for one in pair.earlier.activities:
        nearest = max(alike(one.title, other.title) for other in pair.later.activities)
        if nearest < _ANOTHER_ACTIVITY and not _is_part(one, pair.later):
            values: dict[str, object] = {"activity": one.title[:160], "activities_after": len(pair.later.activities)}
            yield _fault(pair, values, pair.later.activities[0].title_place, one.title_place)


def _is_part(one: FiledActivity, whole: Filed) -> bool:
    """Whether a longer title of the other report holds this one, or is held by it."""
    title = fold(one.title)
    return any(title in (other := fold(known.title)) or other in title for known in whole.activities)


def _kept_activities(pair: Pair) -> list[tuple[FiledActivity, FiledActivity]]:
    _only(pair, "interim_and_whole")
    if not pair.activities:
        raise NothingToCheck("same_activities")
    return pair.activities


@rule_of_project("warning", "contradiction")
def interim_dates_kept(pair: Pair) -> Iterator[Fault]:
    """An activity that was held by the interim report is dated by the final report at the same time, or from then on."""
    dated = [
        both for both in _kept_activities(pair) if None not in (both[0].start, both[1].start, both[0].end, both[1].end)
    ]
    if not dated:
        raise NothingToCheck("activity_dates")
    for one, other in dated:
        if (
            one.start
            and other.start
            and (other.start > (one.end or one.start) or (other.end or other.start) < one.start)
        ):
            values: dict[str, object] = {
                "activity": other.title[:160],
                "start": _iso(other.start),
                "end": _iso(other.end),
                "start_before": _iso(one.start),
                "end_before": _iso(one.end),
            }
            yield _fault(pair, values, other.date_place, one.date_place)


@rule_of_project("warning", "contradiction")
def interim_places_kept(pair: Pair) -> Iterator[Fault]:
    """An activity took place in one region by both reports, or in more by the later."""
    placed = [both for both in _kept_activities(pair) if both[0].regions and both[1].regions]
    if not placed:
        raise NothingToCheck("activity_places")
    for one, other in placed:
        if not one.regions & other.regions:
            values: dict[str, object] = {
                "activity": other.title[:160],
                "regions": sorted(other.regions),
                "regions_before": sorted(one.regions),
            }
            yield _fault(pair, values, other.place_place, one.place_place)


@rule_of_project("error", "contradiction")
def interim_people_kept(pair: Pair) -> Iterator[Fault]:
    """People who had taken part in an activity by the interim report are counted by the final one."""
    counted = [both for both in _kept_activities(pair) if None not in (both[0].participants, both[1].participants)]
    if not counted:
        raise NothingToCheck("participants_of_same_activities")
    for one, other in counted:
        if (other.participants or 0) < (one.participants or 0):
            values: dict[str, object] = {
                "activity": other.title[:160],
                "participants": other.participants,
                "participants_before": one.participants,
            }
            yield _fault(pair, values, other.participants_place, one.participants_place)


@rule_of_project("error", "contradiction")
def interim_facts_kept(pair: Pair) -> Iterator[Fault]:
    """What an activity had made by the interim report (posts, videos, meetings) it has made by the final one."""
    _kept_activities(pair)
    both_facts = [
        both for both in pair.indicators if None not in (both[0].fact, both[1].fact) and all(map(_is_amount, both))
    ]
    if not both_facts:
        raise NothingToCheck("same_indicators")
    for one, other in both_facts:
        if (other.fact or 0) < (one.fact or 0):
            values: dict[str, object] = {"indicator": other.name, "fact": other.fact, "fact_before": one.fact}
            yield _fault(pair, values, other.fact_place, one.fact_place)


def _is_amount(item: FiledIndicator) -> bool:
    """Whether facts of an indicator only grow: a share may fall, and people are compared by the activities' own cells."""
    return not item.counts_participants and item.unit != "%" and not item.per_event


@rule_of_project("warning", "contradiction")
def plans_kept(pair: Pair) -> Iterator[Fault]:
    """The plan of an indicator is one in all reports of a project: it is the contract's."""
    _of_one_project_period(pair)
    planned = [both for both in pair.indicators if None not in (both[0].plan, both[1].plan)]
    if not planned:
        raise NothingToCheck("same_indicators")
    for one, other in planned:
        if one.plan != other.plan and one.per_event == other.per_event:
            values: dict[str, object] = {"indicator": other.name, "plan": other.plan, "plan_before": one.plan}
            yield _fault(pair, values, other.plan_place, one.plan_place)


@rule_of_project("error", "contradiction")
def interim_totals_kept(pair: Pair) -> Iterator[Fault]:
    """The participants of the whole project are not fewer than those of the interim report."""
    _only(pair, "interim_and_whole")
    yield from _totals_that(operator.gt, pair)


@rule_of_project("warning", "contradiction")
def operator_totals_agree(pair: Pair) -> Iterator[Fault]:
    """The operator's appendix and the final report give the same people, men and women."""
    _only(pair, "operator_and_final")
    yield from _totals_that(operator.ne, pair)


def _totals_that(are_at_odds: Callable[[Number, Number], bool], pair: Pair) -> Iterator[Fault]:
    """Numbers of people that both reports give for the whole project, the earlier and the later at odds."""
    names = [name for name in _PEOPLE if name in pair.earlier.totals and name in pair.later.totals]
    if not names:
        raise NothingToCheck("two_totals_of_project")
    for name in names:
        one, other = pair.earlier.totals[name], pair.later.totals[name]
        if are_at_odds(one.value, other.value):
            values: dict[str, object] = {"counted_as": name, "total": other.value, "total_before": one.value}
            yield _fault(pair, values, other.place, one.place)


@rule_of_project("note", "doubt")
def resubmission_changes(pair: Pair) -> Iterator[Fault]:
    """What a resubmitted report gives otherwise than the first one: plans, facts, participants, totals."""
    _only(pair, "resubmission")
    changes = list(_changes(pair))
    mended = sorted(pair.earlier.contradictions - pair.later.contradictions)
    if changes or mended:
        values: dict[str, object] = {
            "changed": [name for name, _, _ in changes[:_CHANGES_SHOWN]],
            "before_after": [list(both) for _, both, _ in changes[:_CHANGES_SHOWN]],
            "mended": mended,
        }
        places = changes[0][2] if changes else (pair.later.title_place, pair.earlier.title_place)
        yield _fault(pair, values, *places)


def _changes(pair: Pair) -> Iterator[tuple[str, tuple[object, object], tuple[str | None, str | None]]]:
    """Each change: its name, the number before and after, and the later and the earlier place."""
    for one, other in pair.indicators:
        if one.plan != other.plan:
            yield other.name, (one.plan, other.plan), (other.plan_place, one.plan_place)
        if one.fact != other.fact:
            yield other.name, (one.fact, other.fact), (other.fact_place, one.fact_place)
    for before, after in pair.activities:
        if before.participants != after.participants:
            places = (after.participants_place, before.participants_place)
            yield after.title[:160], (before.participants, after.participants), places
        if (before.start, before.end) != (after.start, after.end):
            days = (
                (_iso(before.start), _iso(after.start))
                if before.start != after.start
                else (_iso(before.end), _iso(after.end))
            )
            yield after.title[:160], days, (after.date_place, before.date_place)
    for name, was in pair.earlier.totals.items():
        now = pair.later.totals.get(name)
        if now is not None and now.value != was.value:
            yield name, (was.value, now.value), (now.place, was.place)


@rule_of_project("warning", "contradiction")
def resubmission_contradicts(pair: Pair) -> Iterator[Fault]:
    """A resubmitted report does not contradict itself where the first one did not."""
    _only(pair, "resubmission")
    if introduced := sorted(pair.later.contradictions - pair.earlier.contradictions):
        values: dict[str, object] = {
            "introduced": introduced,
            "mended": sorted(pair.earlier.contradictions - pair.later.contradictions),
        }
        yield _fault(pair, values, pair.later.title_place, pair.earlier.title_place)
