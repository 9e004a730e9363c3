"""Money: does what was spent make the grant, and are amounts possible?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from etl.cells import CellUnclear, amount_kzt
from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place
from etl.facts import number
from etl.records import Report
from etl.rules.people import effect, fact_of

_SPENT = ("payroll_kzt", "taxes_kzt", "contribution_kzt")
_MILLIONS = re.compile(r"(\d[\d \u00a0]*)\s*(?:млн|миллион)", re.IGNORECASE)
_GRANT_RANGE = (Decimal(100_000), Decimal(2_000_000_000))  # tenge: below a small grant; above every contest's largest
_THOUSAND_OFF = (500, 2000)  # times: spending given in thousand tenge beside a grant in tenge
_THOUSANDS_LIMIT = Decimal(1_000_000)  # of a column in thousand tenge: a billion tenge, 20 times the largest grant


def _spent(report: Report) -> tuple[int | float, int | float, Fault]:
    parts = {code: fact_of(report, code) for code in _SPENT}
    grant = number(report.grant_kzt)
    if grant is None or None in parts.values():
        raise NothingToCheck("grant_and_spending")
    total = sum(part for part in parts.values() if part is not None)
    found = effect(report, "payroll_kzt")
    place = found.fact.text.place if found and found.fact else None
    fault = Fault(
        {"grant": grant, "counted": total, "difference": total - grant, **parts},
        place,
        report.grant.place if report.grant else None,
    )
    return total, grant, fault


@rule("error", "contradiction")
def budget_within_grant(report: Report) -> Iterator[Fault]:
    """Payroll, taxes and purchases together are not more than the grant."""
    total, grant, fault = _spent(report)
    if total > grant:
        yield fault


@rule("warning", "doubt")
def budget_covers_grant(report: Report) -> Iterator[Fault]:
    """Payroll, taxes and purchases together account for the whole grant."""
    total, grant, fault = _spent(report)
    if total < grant:
        yield fault


@rule("warning", "doubt")
def amounts_plausible(report: Report) -> Iterator[Fault]:
    """No amount is a million millions, and none in a column of thousands is given in whole tenge."""
    texts = [section.text for section in report.sections]
    texts += [stated.text for i in report.indicators for stated in (i.plan, i.fact) if stated]
    if not texts and not report.proposals:
        raise NothingToCheck("amounts")
    seen: set[str] = set()
    for text in texts:
        for found in _MILLIONS.finditer(text.words):
            said = found[0].strip()
            if int(re.sub(r"\D", "", found[1]) or 0) >= 1000 and said not in seen:
                seen.add(said)
                yield Fault({"amount": said}, text.place)
    for row in report.proposals:
        budget = row.cells.get("budget")
        if budget is not None and (amount := _amount(budget.words)) is not None and amount >= _THOUSANDS_LIMIT:
            yield Fault({"amount": budget.line, "column_unit": "thousand_kzt"}, budget.place)


def _amount(words: str) -> Decimal | None:
    try:
        return amount_kzt(words)
    except CellUnclear:
        return None


@rule("warning", "doubt")
def grant_plausible(report: Report) -> Iterator[Fault]:
    """The grant is not below a hundred thousand tenge nor above two billion: such a sum was given in another unit."""
    if report.grant_kzt is None or report.grant is None:
        raise NothingToCheck("grant")
    least, most = _GRANT_RANGE
    if not least <= report.grant_kzt <= most:
        yield Fault({"grant": number(report.grant_kzt), "amount": report.grant.line[:120]}, report.grant.place)


@rule("warning", "doubt")
def spending_in_tenge(report: Report) -> Iterator[Fault]:
    """Payroll, taxes and purchases are given in tenge as the grant is, not a thousand times less."""
    total, grant, fault = _spent(report)
    low, high = _THOUSAND_OFF
    if total and low <= grant / total <= high:
        yield fault


@rule("warning", "contradiction")
def payroll_has_staff(report: Report) -> Iterator[Fault]:
    """Where wages or taxes of staff were paid, there was staff: its number is not 0."""
    staff, payroll, taxes = (fact_of(report, code) for code in ("staff", "payroll_kzt", "taxes_kzt"))
    if staff is None or (payroll is None and taxes is None):
        raise NothingToCheck("staff_and_payroll")
    if staff == 0 and (payroll or taxes):
        yield Fault(
            {"staff": staff, "payroll": payroll, "taxes": taxes}, _place(report, "staff"), _place(report, "payroll_kzt")
        )


@rule("warning", "contradiction")
def taxes_within_payroll(report: Report) -> Iterator[Fault]:
    """Taxes are paid on wages: there are none without a payroll, and they are less than it."""
    payroll, taxes = fact_of(report, "payroll_kzt"), fact_of(report, "taxes_kzt")
    if payroll is None or taxes is None:
        raise NothingToCheck("payroll_and_taxes")
    if taxes and taxes >= payroll:
        yield Fault({"payroll": payroll, "taxes": taxes}, _place(report, "taxes_kzt"), _place(report, "payroll_kzt"))


def _place(report: Report, code: str) -> Place | None:
    found = effect(report, code)
    return found.fact.text.place if found and found.fact else None
