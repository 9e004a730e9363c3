"""Plan and fact: are they there, in their places, and believable?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place
from etl.facts import number
from etl.participants import SMALL_GRANTS
from etl.records import Effect, Indicator, Report, value
from etl.wording import fold

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
    reach = list(_reach(report))
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
