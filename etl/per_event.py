"""Plans for each event: what they come to in all, where the report itself says how many events there were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from etl.records import Indicator, status, value
from etl.wording import fold

_EVENT: Final = re.compile(r"(?:\bәр|әрбір|кажд\w+)\s+(?P<event>[^\W\d_]{4,})", re.IGNORECASE)
_STEM: Final = 6  # folded letters that a noun shares with its inflections


def totalled(indicators: Sequence[Indicator]) -> list[Indicator]:
    """The indicators, those planned for each event with `plan_total` and their status by it.

    Events are counted by the facts of the indicators of the same activity that are named after the event («Кездесу
    бағдарламасы», «Встречи»). Where these differ, or the fact is for each event too, plan and fact stay as they are.
    """
    return [_totalled(indicator, indicators) for indicator in indicators]


def _totalled(indicator: Indicator, among: Sequence[Indicator]) -> Indicator:
    plan = indicator.plan.quantity if indicator.plan else None
    fact = indicator.fact.quantity if indicator.fact else None
    if indicator.plan is None or plan is None or fact is None or not plan.per_event or fact.per_event or plan.parts:
        return indicator
    events = _events(indicator.plan.text.line, [other for other in among if other.activity == indicator.activity])
    if events is None:
        return indicator
    whole = replace(plan, value=plan.value * events, upto=plan.upto * events if plan.upto else None)
    return replace(indicator, plan_total=whole.value, status=status(whole, fact, plan_said=True, fact_said=True))


def _events(plan: str, beside: Sequence[Indicator]) -> Decimal | None:
    """How many events there were; None if no indicator is named after the event, or two of them disagree."""
    named = _EVENT.search(plan)
    if named is None:
        return None
    stem = fold(named["event"])[:_STEM]
    said = {value(other.fact) for other in beside if fold(other.name.line).startswith(stem)} - {None}
    return said.pop() if len(said) == 1 else None
