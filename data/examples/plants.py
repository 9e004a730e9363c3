"""Contradictions as real reports have them, planted one by one; each says what it did."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from data.examples.facts import Activity, Contradiction, Report, status
from data.examples.people import demographics
from data.examples.projects import NO_DEVIATIONS
from data.examples.shorter import DONE
from data.examples.wording import grouped

Plant = Callable[[Report, Random], Contradiction | None]


def _set_effect(report: Report, code: str, fact: int | None) -> None:
    effect = report.effect(code)
    effect.fact = fact
    effect.fact_lines = ["" if fact is None else grouped(fact, report.style.gap or " ")]


def _sum_off(report: Report, rng: Random, dimension: str) -> Contradiction | None:
    table = report.demographic(dimension)
    likely = [code for code, count in table.counts.items() if (count or 0) > 12 and code not in ("children", "13-16")]
    if not likely:
        return None
    code = rng.choice(likely)
    table.counts[code] = (table.counts[code] or 0) + rng.choice((-11, -8, -5, -3, 4, 7, 10, 12))
    counts = [count or 0 for count in table.counts.values()]
    what = f"{dimension}: the categories add up to {sum(counts)}, the total says {table.total}"
    return Contradiction(what, (table.total, sum(counts), *counts), "sum_mismatch", f"{dimension} table")


def gender_off(report: Report, rng: Random) -> Contradiction | None:
    return _sum_off(report, rng, "gender")


def status_off(report: Report, rng: Random) -> Contradiction | None:
    return _sum_off(report, rng, "status")


def age_off(report: Report, rng: Random) -> Contradiction | None:
    return _sum_off(report, rng, "age")


def overspent(report: Report, rng: Random) -> Contradiction | None:
    """Payroll, taxes and purchases above the grant."""
    bought = (report.effect("contribution_kzt").fact or 0) + rng.choice((50000, 120000, 297200, 410000))
    _set_effect(report, "contribution_kzt", bought)
    parts = [report.effect(code).fact or 0 for code in ("payroll_kzt", "taxes_kzt", "contribution_kzt")]
    what = f"payroll + taxes + purchases = {sum(parts)}, the grant is {report.grant_kzt}"
    return Contradiction(what, (*parts, sum(parts), report.grant_kzt), "sum_mismatch", "effects table, header")


def direct_off(report: Report, rng: Random) -> Contradiction | None:
    """More direct beneficiaries than participants; the demographics follow the larger number."""
    if any(table.scope == "small_grants" for table in report.demographics):
        return None
    counted = report.effect("direct_beneficiaries").fact or 0
    claimed = counted + rng.choice((20, 35, 50, 85, 120))
    _set_effect(report, "direct_beneficiaries", claimed)
    report.demographics = demographics(claimed, report.theme.audience, rng)
    what = f"direct beneficiaries {claimed}, participants of all activities {counted}"
    return Contradiction(what, (claimed, counted), "cross_table", "effects table, main table")


def _redated(activity: Activity, text: str, start: str, end: str | None) -> None:
    activity.date_text, activity.date_start, activity.date_end = text, start, end


def out_of_period(report: Report, rng: Random) -> Contradiction | None:
    activity = rng.choice([one for one in report.activities if one.kind != "news"])
    day = report.end + timedelta(days=rng.randrange(6, 40))
    suffix = " ж." if report.language == "kk" else " г."
    _redated(activity, f"{day:%d.%m.%Y}{suffix}", day.isoformat(), day.isoformat())
    what = f"activity of {day} lies outside the period {report.start} - {report.end}"
    values = (day.isoformat(), report.start.isoformat(), report.end.isoformat())
    return Contradiction(what, values, "date_out_of_period", f"activity {activity.task_no}.{activity.no}")


def backwards(report: Report, rng: Random) -> Contradiction | None:
    spans = [one for one in report.activities if one.end > one.start and one.kind != "news"]
    if not spans:
        return None
    activity = rng.choice(spans)
    first, last = activity.end, activity.start
    _redated(activity, f"{first:%d.%m.%Y} – {last:%d.%m.%Y}", first.isoformat(), None)
    what = f"the date runs backwards, from {first} to {last}"
    values = (first.isoformat(), last.isoformat())
    return Contradiction(what, values, "date_out_of_period", f"activity {activity.task_no}.{activity.no}")


def empty_facts(report: Report, rng: Random) -> Contradiction | None:
    """One to three indicators with a plan and an empty fact."""
    likely = [one for one in report.indicators if one.plan is not None and one.kind not in ("participants", "reach")]
    if report.style.layout == "stacked" or len(likely) < 4:
        return None
    chosen = rng.sample(likely, rng.choice((1, 2, 3)))
    for one in chosen:
        one.fact, one.fact_text, one.fact_parts, one.plan_parts = None, "", (), ()
    what = f"{len(chosen)} indicator(s) have a plan and no fact"
    return Contradiction(what, tuple(one.plan for one in chosen), "missing_cell", "main table")


def empty_date(report: Report, rng: Random) -> Contradiction | None:
    activity = rng.choice([one for one in report.activities if one.participants])
    activity.date_text, activity.date_start, activity.date_end = "", None, None
    what = f"activity «{activity.title}» has no date"
    return Contradiction(what, (), "missing_cell", f"activity {activity.task_no}.{activity.no}")


def empty_partners_cell(report: Report, rng: Random) -> Contradiction | None:
    _set_effect(report, "partners", None)
    what = f"the number of partners is blank, the table names {len(report.partners)}"
    return Contradiction(what, (len(report.partners),), "missing_cell", "effects table")


def no_deviations(report: Report, rng: Random) -> Contradiction | None:
    """«No deviations» although indicators were missed."""
    missed = [one for one in report.indicators if status(one) == "missed"]
    if not missed:
        return None
    report.deviation_note = report.say(rng.choice(NO_DEVIATIONS))
    values = tuple(number for one in missed for number in (one.plan, one.fact))
    what = f"«no deviations», yet {len(missed)} indicator(s) were missed"
    return Contradiction(what, values, "text_mismatch", "deviation note, main table")


def partners_off(report: Report, rng: Random) -> Contradiction | None:
    claimed = len(report.partners) + rng.choice((1, 2, 3))
    _set_effect(report, "partners", claimed)
    what = f"{claimed} partners in the effects table, {len(report.partners)} in the partners table"
    return Contradiction(what, (claimed, len(report.partners)), "count_mismatch", "effects table, partners table")


def children_blank(report: Report, rng: Random) -> Contradiction | None:
    """No children although people of 13 to 16 were counted."""
    young, counts = report.demographic("age").counts["13-16"] or 0, report.demographic("status").counts
    if young < 10 or counts["children"] != young:
        return None
    counts["youth"] = (counts["youth"] or 0) + young
    counts["children"] = rng.choice((None, 0))
    what = f"no children in the status table, {young} people of 13-16 in the age table"
    return Contradiction(what, (counts["children"] or 0, young), "cross_table", "status table, age table")


def too_many_elders(report: Report, rng: Random) -> Contradiction | None:
    ages, counts = report.demographic("age").counts, report.demographic("status").counts
    older, limit = counts["elderly_50plus"] or 0, (ages["46-58"] or 0) + (ages["59+"] or 0)
    extra = limit - older + rng.randrange(5, 15)
    if (counts["other"] or 0) < extra:
        return None
    counts["elderly_50plus"], counts["other"] = older + extra, (counts["other"] or 0) - extra
    what = f"{older + extra} people of 50 and older, the ages 46-58 and 59+ hold {limit}"
    values = (older + extra, ages["46-58"], ages["59+"], limit)
    return Contradiction(what, values, "cross_table", "status table, age table")


def headcount_off(report: Report, rng: Random) -> Contradiction | None:
    """The participants' cell and the indicator that counts them differ."""
    activity = rng.choice([one for one in report.activities if (one.participants or 0) > 15])
    counted = activity.participants or 0
    activity.participants = counted + rng.choice((-8, -5, 6, 10, 15))
    activity.participants_text = grouped(activity.participants, report.style.gap)
    what = f"{activity.participants} participants in the activity's cell, {counted} in its indicator"
    values = (activity.participants, counted)
    return Contradiction(what, values, "count_mismatch", f"activity {activity.task_no}.{activity.no}")


def reach_off(report: Report, rng: Random) -> Contradiction | None:
    told = report.media_reach
    report.media_reach = told + rng.choice((95, 450, 1200))
    what = f"indirect beneficiaries {told} in the effects table, {report.media_reach} in section 5"
    return Contradiction(what, (told, report.media_reach), "count_mismatch", "effects table, section 5")


def proposal_in_tenge(report: Report, rng: Random) -> Contradiction | None:
    amount = rng.choice((10000000, 15000000, 30000000))
    report.proposal_sum = f"{grouped(amount)} {'теңге' if report.language == 'kk' else 'тенге'}"
    what = f"the proposal asks for {amount} tenge in a column of thousand tenge"
    return Contradiction(what, (amount,), "implausible", "proposals table")


def coverage_off(report: Report, rng: Random) -> Contradiction | None:
    """The direct reach in the running text and the total of the tables differ."""
    total, direct = report.demographic("gender").total or 0, report.effect("direct_beneficiaries")
    told = total - rng.choice((12, 25, 40))
    direct.fact_lines = [direct.fact_lines[0].replace(grouped(total, report.style.gap or " "), str(told))]
    direct.fact = told
    what = f"direct reach {told} in the text, {total} in the tables of participants"
    return Contradiction(what, (told, total), "cross_table", "activities, statistics")


def event_late(report: Report, rng: Random) -> Contradiction | None:
    event = report.events[-1]
    event.day = report.end + timedelta(days=rng.randrange(5, 35))
    event.date_text = f"{event.day:%d.%m.%Y} {'жыл' if report.language == 'kk' else 'года'}"
    what = f"event of {event.day} lies outside the reporting period {report.start} - {report.end}"
    values = (event.day.isoformat(), report.start.isoformat(), report.end.isoformat())
    return Contradiction(what, values, "date_out_of_period", f"events table, row {event.no}")


def event_headcount_off(report: Report, rng: Random) -> Contradiction | None:
    told = {one.title: one.participants for one in report.activities if one.participants}
    event = rng.choice(report.events)
    counted = told[event.title] or 0
    event.participants = max(3, counted + rng.choice((-6, -4, 5, 9)))
    what = f"{event.participants} participants in the events table, {counted} in the text"
    return Contradiction(what, (event.participants, counted), "count_mismatch", f"events table, row {event.no}")


def done_but_missed(report: Report, rng: Random) -> Contradiction | None:
    """The text gives less than the plan, the events table says «fully done»."""
    titles = {event.title for event in report.events}
    for activity in report.activities:
        for one in activity.indicators:
            if activity.title in titles and status(one) == "missed":
                next(event for event in report.events if event.title == activity.title).completion = report.say(DONE)
                what = f"«fully done», yet {one.fact} of {one.plan} ({one.name})"
                return Contradiction(what, (one.plan, one.fact), "plan_gap", "text, events table")
    return None


def evidence_off(report: Report, rng: Random) -> Contradiction | None:
    event = rng.choice(report.events)
    wrong = len(report.evidence) + rng.choice((1, 2))
    event.documents = event.documents.replace(str(event.no), str(wrong))
    event.appendix_no = wrong
    what = f"event {event.no} cites appendix {wrong}, the evidence table ends at {len(report.evidence)}"
    return Contradiction(what, (wrong, len(report.evidence)), "cross_table", "events table, evidence table")


def people_ahead(report: Report, rng: Random) -> Contradiction | None:
    """An interim report that counts more people at an activity than the final report will."""
    titles = {event.title for event in report.events}
    for activity in report.activities:
        told = [one for one in activity.indicators if one.kind == "participants" and one.fact is not None]
        if activity.title in titles and told and activity.participants:
            counted = activity.participants
            activity.participants = counted + rng.choice((6, 9, 14))
            told[0].fact = activity.participants
            told[0].fact_text = told[0].fact_text.replace(str(counted), str(activity.participants))
            activity.participants_text = told[0].fact_text
            next(event for event in report.events if event.title == activity.title).participants = activity.participants
            what = f"{activity.participants} people at «{activity.title}», {counted} in the final report"
            return Contradiction(what, (counted, activity.participants), "between_reports", "interim and final report")
    return None


def grant_ahead(report: Report, rng: Random) -> Contradiction | None:
    """An interim report that names another grant than the final report will."""
    stated = report.grant_kzt
    report.grant_kzt += rng.choice((150_000, 300_000, 500_000))
    what = f"the grant is {report.grant_kzt}, {stated} in the final report"
    return Contradiction(what, (stated, report.grant_kzt), "between_reports", "interim and final report")


# What the interim report of a project says otherwise than its final report, by the project's number in a round of sixty.
AHEAD: dict[int, Plant] = {10: people_ahead, 28: grant_ahead, 55: people_ahead}

PLANTS: dict[str, tuple[Plant, ...]] = {
    "final": (
        gender_off, status_off, age_off, overspent, direct_off, out_of_period, backwards, empty_facts,
        empty_date,        empty_partners_cell, no_deviations, no_deviations, partners_off, children_blank, too_many_elders,
        headcount_off, reach_off, proposal_in_tenge,
    ),
    "operator_project_info": (gender_off, status_off, age_off, children_blank, too_many_elders, coverage_off),
    "interim": (event_late, event_headcount_off, done_but_missed, evidence_off),
}  # fmt: skip
# Plants of one group spoil each other: the second would undo or blur the first.
CLASHING: tuple[frozenset[Plant], ...] = (
    *(frozenset({direct_off, one}) for one in (gender_off, status_off, age_off, children_blank, too_many_elders)),
    frozenset({direct_off, headcount_off}),
    frozenset({partners_off, empty_partners_cell}),
    frozenset({children_blank, status_off, too_many_elders}),
    frozenset({age_off, children_blank, too_many_elders}),
    frozenset({out_of_period, backwards, empty_date}),
    frozenset({empty_facts, no_deviations}),
    frozenset({gender_off, coverage_off}),
    frozenset({event_headcount_off, done_but_missed}),
)


def _fits(plant: Plant, done: list[Plant]) -> bool:
    return plant not in done and not any(plant in pair and pair & set(done) for pair in CLASHING)


def plant(report: Report, rng: Random) -> None:
    """Plants one to three contradictions in the report and writes them down in it."""
    wanted, done = rng.choice((1, 1, 2, 2, 3)), list[Plant]()
    for one in rng.sample(PLANTS[report.form], len(PLANTS[report.form])):
        if len(report.contradictions) < wanted and _fits(one, done) and (found := one(report, rng)):
            report.contradictions.append(found)
            done.append(one)
