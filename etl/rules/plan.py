"""Plan and fact: are they there, in their places, and believable?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place
from etl.facts import number
from etl.narrative import is_of_people
from etl.participants import SMALL_GRANTS
from etl.records import Effect, Indicator, Report, Stated, value
from etl.wording import fold

_MAY_PASS_100 = ("орында", "выполн", "осу", "осим", "рост", "прирос", "артты", "увелич", "артуы")  # of a share's name
_NOT_IN_THE_ROOM = (
    "камту",
    "охват",
    "каралым",
    "просмотр",
    "жазылу",
    "подписч",
    "корерм",
    "зрител",
    "онлайн",
    "жанама",
    "косвен",
)
OVERFULFILLED = Decimal("1.5")  # looks.md: over-fulfilment is called out above 150 per cent
COPIED_FROM = 5  # rows that must all be alike before a copied plan is suspected
_INDIRECT = re.compile(
    r"(?:жанама\s+(?:қамт|бенефициар|түрде)|косвенн\w+\s+(?:охва|бенефициар))[^\d.;]{0,60}?(\d[\d \u00a0]+)|(\d[\d \u00a0]+)\s*(?:адам\w*\s+жанама|косвенн\w+\s+бенефициар)",
    re.IGNORECASE,
)
_REACH = ("камтусаны", "камту", "охват", "акпараттыккамту", "информационныйохват", "каралым", "просмотр")


_PARTICIPANTS = (
    "катысушылар",
    "жалпыкатысушы",
    "жалпыисшараларгакатысушы",
    "жалпыкездесугекатысушы",
    "количествоучастник",
    "числоучастник",
    "участник",
)
_OF_PARTICIPANTS = ("тизим", "канагат", "довол", "список", "списк")  # their list, their satisfaction


def counts_participants(indicator: Indicator) -> bool:
    """Whether an indicator counts participants, by its name."""
    percent = indicator.fact is not None and indicator.fact.quantity is not None and indicator.fact.quantity.unit == "%"
    return not percent and names_participants(indicator.name.line)


def names_participants(name: str) -> bool:
    """Whether an indicator of that name counts participants.

    >>> names_participants("Қатысушылардың саны"), names_participants("Қатысушылар тізімі")
    (True, False)
    """
    folded = fold(name)
    return folded.startswith(_PARTICIPANTS) and not any(stem in folded for stem in _OF_PARTICIPANTS)


def _in_table(report: Report) -> list[Indicator]:
    rows = [i for i in report.indicators if i.source == "table"]
    if not rows:
        raise NothingToCheck("indicators")
    return rows


@rule("warning", "gap")
def indicators_have_facts(report: Report) -> Iterator[Fault]:
    """Every indicator with a plan has a fact."""
    planned = [i for i in report.indicators if value(i.plan) is not None]
    if not planned:
        raise NothingToCheck("plans")
    for indicator in planned:
        if indicator.fact is None:
            values = {"indicator": indicator.name.line, "plan": number(value(indicator.plan)), "fact": None}
            yield Fault(values, indicator.plan.text.place if indicator.plan else indicator.name.place)


@rule("warning", "gap")
def indicators_aligned(report: Report) -> Iterator[Fault]:
    """Names, plans and facts stand in their own rows and columns; what has slipped is read with care and named here."""
    if not any(i.source == "table" for i in report.indicators) and "main" not in report.has_tables:
        raise NothingToCheck("indicators")
    for trouble in report.troubles:
        if trouble.rule == "indicators_aligned":
            yield Fault(trouble.values, trouble.place)


@rule("warning", "doubt")
def fact_copied_from_plan(report: Report) -> Iterator[Fault]:
    """Not every fact is the plan to the unit: at least five rows all alike suggest copying."""
    pairs = [
        (value(i.plan), value(i.fact))
        for i in _in_table(report)
        if value(i.plan) is not None and value(i.fact) is not None
    ]
    if len(pairs) < COPIED_FROM:
        raise NothingToCheck("five_plans_and_facts")
    if all(plan == fact for plan, fact in pairs):
        yield Fault({"rows": len(pairs)}, _in_table(report)[0].name.place)


@rule("note", "gap")
def targets_reached(report: Report) -> Iterator[Fault]:
    """Plans that the facts fall short of, by the report's own numbers."""
    decided = [i for i in report.indicators if i.status in ("met", "exceeded", "missed")]
    if not decided:
        raise NothingToCheck("plans_and_facts")
    for indicator in decided:
        if indicator.status == "missed":
            values = {
                "indicator": indicator.name.line,
                "plan": number(value(indicator.plan)),
                "fact": number(value(indicator.fact)),
            }
            yield Fault(
                values,
                indicator.fact.text.place if indicator.fact else None,
                indicator.plan.text.place if indicator.plan else None,
            )


@rule("error", "contradiction")
def no_deviation_claimed(report: Report) -> Iterator[Fault]:
    """A report that says there were no deviations shows none between plan and fact."""
    if report.claims_no_deviation is None or report.deviation is None:
        raise NothingToCheck("deviation_note")
    if not report.claims_no_deviation:
        return
    deviating: list[Indicator | Effect] = [i for i in report.indicators if i.status in ("missed", "exceeded")]
    deviating += [e for e in report.effects if value(e.plan) is not None and value(e.fact) not in (None, value(e.plan))]
    missing = [i for i in report.indicators if value(i.plan) is not None and i.fact is None]
    if deviating or missing:
        pairs = [[number(value(item.plan)), number(value(item.fact))] for item in deviating[:40]]
        yield Fault(
            {
                "said": report.deviation.line[:200],
                "deviating": len(deviating),
                "without_fact": len(missing),
                "pairs": pairs,
            },
            report.deviation.place,
        )


def _over(item: Indicator | Effect) -> bool:
    plan, fact = value(item.plan), value(item.fact)
    return plan is not None and fact is not None and plan > 0 and fact > plan * OVERFULFILLED


@rule("warning", "doubt")
def overfulfilled_effects(report: Report) -> Iterator[Fault]:
    """No effect is more than half again its plan: such a plan was set too low, or the fact is doubtful."""
    decided = [e for e in report.effects if value(e.plan) is not None and value(e.fact) is not None]
    if not decided:
        raise NothingToCheck("effects_with_plan_and_fact")
    for item in decided:
        if _over(item):
            values = {"effect": item.code, "plan": number(value(item.plan)), "fact": number(value(item.fact))}
            yield Fault(values, item.fact.text.place if item.fact else None)


@rule("note", "doubt")
def overfulfilled_indicators(report: Report) -> Iterator[Fault]:
    """No indicator is more than half again its plan."""
    for indicator in _in_table(report):
        if _over(indicator) and not (indicator.plan and indicator.plan.quantity and indicator.plan.quantity.per_event):
            values = {
                "indicator": indicator.name.line,
                "plan": number(value(indicator.plan)),
                "fact": number(value(indicator.fact)),
            }
            yield Fault(values, indicator.fact.text.place if indicator.fact else None)


@rule("warning", "contradiction")
def indirect_matches_reach(report: Report) -> Iterator[Fault]:
    """The indirect beneficiaries of the effects table are the reach that the information work and the prose report."""
    indirect = next(
        (e for e in report.effects if e.code == "indirect_beneficiaries" and value(e.fact) is not None), None
    )
    own = indirect.fact.text.place if indirect and indirect.fact else None  # of a line that tells the effect itself
    reach = [said for said in _reach(report) if said[1] != own] if indirect is not None else []
    if indirect is None or not reach:
        raise NothingToCheck("indirect_and_reach")
    differing = [(said, place) for said, place in reach if said != value(indirect.fact)]
    if differing:
        values = {"indirect": number(value(indirect.fact)), "reach": [number(said) for said, _ in reach]}
        yield Fault(values, indirect.fact.text.place if indirect.fact else None, differing[0][1])


def _reach(report: Report) -> Iterator[tuple[Decimal, Place]]:
    """What indicators of reach, the information work and sentences on indirect coverage say."""
    for indicator in report.indicators:
        said = value(indicator.fact)
        if indicator.fact and said is not None and fold(indicator.name.line) in _REACH:
            yield said, indicator.fact.text.place
    for activity in report.activities:
        is_reach = not activity.counts_people and not SMALL_GRANTS.search(activity.title.line)
        if is_reach and activity.participants and activity.participants_count:
            yield activity.participants_count, activity.participants.place
    for section in report.sections:
        for found in _INDIRECT.finditer(section.text.words):
            yield Decimal(re.sub(r"\D", "", found[1] or found[2])), section.text.place


@rule("warning", "contradiction")
def partners_match_table(report: Report) -> Iterator[Fault]:
    """The number of partners in the effects table is the number in the partners' table."""
    stated = next((e for e in report.effects if e.code == "partners"), None)
    if stated is None or "partners" not in report.has_tables or (value(stated.fact) is None and not report.partners):
        raise NothingToCheck("partners")
    if value(stated.fact) != len(report.partners):
        values = {
            "fact": number(value(stated.fact)),
            "plan": number(value(stated.plan)),
            "listed": len(report.partners),
        }
        first = report.partners[0].name.place if report.partners else None
        yield Fault(values, stated.fact.text.place if stated.fact else None, first)


@rule("note", "doubt")
def direct_matches_indicators(report: Report) -> Iterator[Fault]:
    """The facts of the indicators that count participants make the direct beneficiaries."""
    effect = next((e for e in report.effects if e.code == "direct_beneficiaries"), None)
    direct = value(effect.fact) if effect else None
    rows = [
        i for i in report.indicators if i.source == "table" and value(i.fact) is not None and counts_participants(i)
    ]
    if effect is None or direct is None or len(rows) < 2:
        raise NothingToCheck("indicators_of_participants")
    facts = [fact for i in rows if (fact := value(i.fact)) is not None]
    if sum(facts, Decimal(0)) != direct:
        values = {
            "direct": number(direct),
            "counted": number(sum(facts, Decimal(0))),
            "parts": [number(fact) for fact in facts],
        }
        yield Fault(
            {**values, "plan": number(value(effect.plan))},
            effect.fact.text.place if effect.fact else None,
            rows[0].name.place,
        )


@rule("note", "doubt")
def plans_make_direct(report: Report) -> Iterator[Fault]:
    """The plans of the indicators that count participants make the plan of direct beneficiaries."""
    effect = next((e for e in report.effects if e.code == "direct_beneficiaries"), None)
    direct = value(effect.plan) if effect else None
    rows = [
        i for i in report.indicators if i.source == "table" and value(i.plan) is not None and counts_participants(i)
    ]
    if effect is None or direct is None or len(rows) < 2 or any(_is_per_event(i) for i in rows):
        raise NothingToCheck("plans_of_participants")
    plans = [plan for i in rows if (plan := value(i.plan)) is not None]
    if sum(plans, Decimal(0)) != direct:
        values = {
            "plan": number(direct),
            "counted": number(sum(plans, Decimal(0))),
            "parts": [number(plan) for plan in plans],
        }
        yield Fault(values, effect.plan.text.place if effect.plan else None, rows[0].name.place)


def _is_per_event(indicator: Indicator) -> bool:
    return bool(indicator.plan and indicator.plan.quantity and indicator.plan.quantity.per_event)


@rule("note", "gap")
def effects_reached(report: Report) -> Iterator[Fault]:
    """Plans of the effects table that the facts fall short of; money spent less is no shortfall."""
    decided = [e for e in report.effects if value(e.plan) is not None and value(e.fact) is not None]
    if not decided:
        raise NothingToCheck("effects_with_plan_and_fact")
    for item in decided:
        plan, fact = value(item.plan), value(item.fact)
        if plan is not None and fact is not None and fact < plan and not item.code.endswith("_kzt"):
            values = {"effect": item.code, "plan": number(plan), "fact": number(fact)}
            yield Fault(
                values, item.fact.text.place if item.fact else None, item.plan.text.place if item.plan else None
            )


@rule("note", "gap")
def facts_have_plans(report: Report) -> Iterator[Fault]:
    """Every indicator with a fact has a plan to measure it by."""
    stated = [i for i in _in_table(report) if value(i.fact) is not None and not i.is_ambiguous]
    if not stated:
        raise NothingToCheck("facts")
    bare = [i for i in stated if i.status == "no_plan"]
    if bare:
        values = {"names": [i.name.line[:120] for i in bare], "facts": [number(value(i.fact)) for i in bare]}
        yield Fault(values, bare[0].fact.text.place if bare[0].fact else bare[0].name.place)


@rule("warning", "doubt")
def rows_not_repeated(report: Report) -> Iterator[Fault]:
    """No indicator stands twice in an activity with one plan and one fact: it would be counted twice."""
    seen: dict[tuple[object, ...], Indicator] = {}
    told: set[tuple[object, ...]] = set()
    for indicator in _in_table(report):
        if value(indicator.fact) is None or indicator.is_ambiguous or indicator.activity is None:
            continue
        key = (indicator.activity, fold(indicator.name.line), value(indicator.plan), value(indicator.fact))
        first = seen.setdefault(key, indicator)
        if first.name.place != indicator.name.place and key not in told:
            told.add(key)
            values = {"indicator": indicator.name.line, "plan": number(key[2]), "fact": number(key[3])}
            yield Fault(values, first.name.place, indicator.name.place)


@rule("warning", "contradiction")
def shares_within_100(report: Report) -> Iterator[Fault]:
    """A share of people or of places is not above 100 per cent; growth and fulfilment may be."""
    shares = [i for i in report.indicators if any(_unit(stated) == "%" for stated in (i.plan, i.fact))]
    if not shares:
        raise NothingToCheck("shares")
    for indicator in shares:
        values = {"plan": value(indicator.plan), "fact": value(indicator.fact)}
        over = [said for said in (indicator.plan, indicator.fact) if _unit(said) == "%" and (value(said) or 0) > 100]
        if over and not any(stem in fold(indicator.name.line) for stem in _MAY_PASS_100):
            numbers = {name: number(said) for name, said in values.items()}
            yield Fault({"indicator": indicator.name.line, **numbers}, over[0].text.place if over[0] else None)


@rule("warning", "contradiction")
def units_agree(report: Report) -> Iterator[Fault]:
    """Plan and fact of an indicator count one thing: not people in the one and per cent in the other."""
    both = [(i, i.plan, i.fact) for i in report.indicators if i.plan and i.fact and _unit(i.plan) and _unit(i.fact)]
    if not both:
        raise NothingToCheck("units")
    for indicator, plan, fact in both:
        if _measure(_unit(plan)) != _measure(_unit(fact)) and not indicator.is_ambiguous:
            values = {"indicator": indicator.name.line, "plan": plan.text.line[:80], "fact": fact.text.line[:80]}
            yield Fault(values, fact.text.place, plan.text.place)


def _unit(stated: Stated | None) -> str | None:
    return stated.quantity.unit if stated and stated.quantity else None


def _measure(unit: str | None) -> str:
    """What a unit measures: a share, or a number of people or things, which reports call by many names."""
    return "share" if unit == "%" else "number"


@rule("warning", "contradiction")
def people_within_activity(report: Report) -> Iterator[Fault]:
    """No indicator of an activity counts more people in the room (trained, asked, awarded) than took part in it."""
    counted = [
        (report.activities[i.activity], i)
        for i in report.indicators
        if i.activity is not None and i.source == "table" and _counts_people_present(i)
    ]
    counted = [(a, i) for a, i in counted if a.participants_count and a.counts_people]
    if not counted:
        raise NothingToCheck("people_of_activities")
    for activity, indicator in counted:
        fact = value(indicator.fact)
        if fact is not None and activity.participants_count is not None and fact > activity.participants_count:
            values = {
                "indicator": indicator.name.line,
                "fact": number(fact),
                "participants": number(activity.participants_count),
            }
            place = indicator.fact.text.place if indicator.fact else None
            yield Fault(values, place, activity.participants.place if activity.participants else None)


def _counts_people_present(indicator: Indicator) -> bool:
    """Whether an indicator counts people who were there, other than the participants themselves, which are compared elsewhere."""
    unit = _unit(indicator.fact)
    if value(indicator.fact) is None or unit == "%" or indicator.is_ambiguous or counts_participants(indicator):
        return False
    name = fold(indicator.name.line)
    return is_of_people(f"{indicator.name.line} {unit or ''}") and not any(
        stem in name for stem in (*_NOT_IN_THE_ROOM, *_OF_PARTICIPANTS)
    )
