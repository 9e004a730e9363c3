"""Text against table: does the prose tell the numbers that the cells give?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place, Text
from etl.facts import number
from etl.narrative import Mention, is_of_people, mentions
from etl.people import named_people
from etl.places import find
from etl.records import Activity, Event, Evidence, Indicator, Report, value
from etl.rules.plan import counts_participants
from etl.spoken import spoken_activities
from etl.wording import alike, fold

_PERCENT = ("пайыз", "процен")
_STEM = 5  # letters that two words of one root share
_SAID_PLACES = re.compile(r"(\d{1,2})\s*(өңір|облыс|аудан|қала|регион|област|район|город)", re.IGNORECASE)
_EXPERTS = re.compile(r"сарапшы|эксперт", re.IGNORECASE)
_SHARE = re.compile(
    r"(?P<base>\d[\d \u00a0]{2,})\)?\s*(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\D{0,20}(?P<part>\d[\d \u00a0]{2,})"
)


_PCT = r"(?:%|пайыз\w*|процент\w*)"
_MARKS_OF_SHARE = ("%", "пайыз", "процент")
_ROSE = r"увелич|вырос|повыс|возрос|поднял|артты|артқан|өсті|өскен|көтеріл|жоғарыла|ұлғай"
_FELL = r"сниз|уменьш|сократ|упал|азай|төменде|кеміді|кеміген|қысқар"
_GROWTH = re.compile(
    rf"""
    (?:(?P<rose>{_ROSE})|(?P<fell>{_FELL}))\w*[^.\d%]{{0,60}}\s(?:с|от)\s+(?P<first>\d{{1,3}}(?:[.,]\d+)?)\s*{_PCT}?\s*до\s+(?P<last>\d{{1,3}}(?:[.,]\d+)?)\s*{_PCT}
  | (?P<first_kk>\d{{1,3}}(?:[.,]\d+)?)\s*{_PCT}\s*[-–]?\s*(?:[дтн][ае]н)?\s+(?P<last_kk>\d{{1,3}}(?:[.,]\d+)?)\s*{_PCT}[^.\d%]{{0,40}}?(?:(?P<rose_kk>{_ROSE})|(?P<fell_kk>{_FELL}))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_THEM = re.compile(r"(?<!\w)(?:үздік|ішінде|лучш|из них|в т)", re.IGNORECASE)  # a part of what the table counts
_FULLY = re.compile(
    r"толығымен\s+орындал|толық\s+(?:көлемде\s+)?орындал|полностью\s+выполн|выполнен\w*\s+(?:полностью|в\s+полном)|\b100\s*%",
    re.IGNORECASE,
)


class _Said(NamedTuple):
    mention: Mention
    place: Place


def _told(texts: Sequence[Text | None]) -> list[_Said]:
    return [_Said(mention, text.place) for text in texts if text is not None for mention in mentions(text.line)]


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(re.sub(r"\D", "", found)) for found in re.findall(r"\d+(?:[ \u00a0]\d{3})*", text)]


@rule("warning", "contradiction")
def text_matches_table(report: Report) -> Iterator[Fault]:
    """An activity's prose (short-term result, outcome, description) gives the numbers of its cells."""
    if "main" not in report.has_tables:
        raise NothingToCheck("indicators")
    spoken = spoken_activities(report)
    for position, activity in enumerate(report.activities):
        task = report.tasks[activity.task].no if activity.task is not None else None
        told = _told([activity.result, activity.outcome, *spoken.get((task, activity.no), ())])
        rows = [i for i in report.indicators if i.activity == position]
        yield from _people_differ(activity, told, rows)
        yield from _indicators_differ(told, rows)


def _people_differ(activity: Activity, told: list[_Said], rows: list[Indicator]) -> Iterator[Fault]:
    """One number of participants in the cell, the indicator and the prose. Prose may count others too: only near ones clash."""
    cell = activity.participants_count
    if cell is None or not cell or not activity.counts_people or not activity.participants:
        return
    told_of_rows = {value(i.fact) for i in rows if not counts_participants(i)}  # «24 подростка вернулись в школу»
    said = [
        item
        for item in told
        if is_of_people(item.mention.name) and not item.mention.is_plan and item.mention.quantity.value >= 10
        if item.mention.quantity.value not in told_of_rows
    ]
    near = [item for item in said if Decimal("0.8") <= item.mention.quantity.value / cell <= Decimal("1.25")]
    differing = [item.place for item in near if item.mention.quantity.value != cell]
    facts = [
        (fact, i.fact.text.place)
        for i in rows
        if i.fact and counts_participants(i) and (fact := value(i.fact)) is not None
    ]
    if len(facts) == 1 and facts[0][0] != cell and not any(item.mention.quantity.value == cell for item in near):
        differing.append(facts[0][1])
    if differing:
        values = {
            "cell": number(cell),
            "said": [number(item.mention.quantity.value) for item in near],
            "facts": [number(fact) for fact, _ in facts],
        }
        yield Fault(values, activity.participants.place, differing[0])


def _indicators_differ(told: list[_Said], rows: list[Indicator]) -> Iterator[Fault]:
    """A quantity told of the same thing as an indicator is one of the numbers in its fact."""
    seen: set[tuple[str, Decimal]] = set()
    for item in told:
        if item.mention.is_plan or is_of_people(item.mention.name) or _OF_THEM.search(item.mention.words):
            continue
        noun = fold(item.mention.name.split()[-1])[:_STEM] if item.mention.name else ""
        is_share = noun.startswith(_PERCENT)
        about = [i for i in rows if _is_share(i)] if is_share else [i for i in rows if _counts(i, noun)]
        amount = item.mention.quantity.value
        if not about or (noun, amount) in seen:
            continue
        seen.add((noun, amount))
        facts = [
            fact
            for i in about
            if i.fact
            for fact in [value(i.fact) or Decimal(0), *([] if is_share else _numbers(i.fact.text.line))]
        ]
        if amount not in facts:
            first = about[0]
            values = {
                "noun": item.mention.name,
                "said": number(amount),
                "facts": [number(fact) for fact in facts],
                "indicator": first.name.line,
            }
            yield Fault(values, first.fact.text.place if first.fact else None, item.place)


def _is_share(indicator: Indicator) -> bool:
    return bool(indicator.fact and indicator.fact.quantity and indicator.fact.quantity.unit == "%")


def _counts(indicator: Indicator, noun: str) -> bool:
    return len(noun) >= 4 and noun in fold(indicator.name.line) and value(indicator.fact) is not None


@rule("warning", "contradiction")
def results_agree(report: Report) -> Iterator[Fault]:
    """What the results section counts is what the activities counted, one by one or together."""
    results = [
        section.text for section in report.sections if section.code in ("concrete_results", "results", "long_term")
    ]
    counted_rows = [
        i for i in report.indicators if i.source == "narrative" and i.activity is not None and value(i.fact) is not None
    ]
    if not results or not counted_rows:
        raise NothingToCheck("results")
    for item in _told(results):
        amount = item.mention.quantity.value
        about = [i for i in counted_rows if _one_thing(i, item.mention)]
        facts = [fact for i in about if (fact := value(i.fact)) is not None]
        if about and not item.mention.is_plan and amount not in facts and amount != sum(facts):
            values = {
                "noun": item.mention.name,
                "said": number(amount),
                "facts": [number(fact) for fact in facts],
                "counted": number(sum(facts, Decimal(0))),
            }
            yield Fault(values, item.place, about[0].name.place)


def _one_thing(indicator: Indicator, mention: Mention) -> bool:
    """Whether both count one thing: the same label, or a noun of one root that is not "people"."""
    if not mention.name or alike(indicator.name.line, mention.name) >= 90:
        return bool(mention.name)
    noun = fold(mention.name.split()[-1])[:_STEM]
    return len(noun) >= 4 and not is_of_people(mention.name) and noun in fold(indicator.name.line)


@rule("note", "contradiction")
def parts_make_total(report: Report) -> Iterator[Fault]:
    """Where prose names parts and then a total of one thing, the parts make the total."""
    rows = [i for i in report.indicators if i.source == "narrative" and value(i.fact) is not None]
    if len(rows) < 3:
        raise NothingToCheck("quantities_in_prose")
    for total in rows:
        amount = value(total.fact)
        parts = [i for i in rows if i is not total and i.activity == total.activity and _about_one_subject(i, total)]
        facts = [fact for i in parts if (fact := value(i.fact)) is not None]
        if amount and len(facts) >= 2 and all(fact < amount for fact in facts):
            together = sum(facts, Decimal(0))
            if together != amount and abs(together - amount) <= amount / 10:
                values = {
                    "total": number(amount),
                    "counted": number(together),
                    "parts": [number(fact) for fact in facts],
                    "noun": total.name.line,
                }
                place = total.fact.text.place if total.fact else None
                yield Fault(values, place)


def _about_one_subject(one: Indicator, other: Indicator) -> bool:
    return len(_stems(one) & _stems(other)) >= 2


def _stems(indicator: Indicator) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", indicator.fact.text.line) if indicator.fact else []
    return {fold(word)[:_STEM] for word in words}


@rule("warning", "contradiction")
def counted_places_match(report: Report) -> Iterator[Fault]:
    """A number of regions, districts or towns is the number of those named with it."""
    placed = [a for a in report.activities if a.place is not None and a.found]
    if not placed:
        raise NothingToCheck("activity_places")
    for activity in placed:
        said = _SAID_PLACES.match(activity.place.line) if activity.place else None
        if said and fold(said[2]) in ("онир", "регион", "облыс", "област"):
            named = len({place.region for place in activity.found})
            if named != int(said[1]) and activity.place:
                yield Fault(
                    {"said": int(said[1]), "named": named, "place": activity.place.line[:160]}, activity.place.place
                )
        yield from _districts_differ(activity)


def _districts_differ(activity: Activity) -> Iterator[Fault]:
    """«5 ауданы мен 3 қаласында» in the title, and another number of «ауданы» and «қаласы» in the place cell."""
    said = {fold(found[2])[:5]: int(found[1]) for found in _SAID_PLACES.finditer(activity.title.line)}
    words = [fold(word)[:5] for word in re.findall(r"[^\W\d_]+", activity.place.line if activity.place else "")]
    named = {kind: words.count(kind) for kind in said if kind in ("аудан", "район", "кала", "город", "калас")}
    named |= {"кала": sum(word.startswith("кала") for word in words)} if "кала" in said else {}
    if (
        named
        and sum(named.values()) >= 3
        and any(said[kind] != count for kind, count in named.items())
        and activity.place
    ):
        yield Fault(
            {"said": [said[kind] for kind in named], "named": list(named.values())},
            activity.title.place,
            activity.place.place,
        )


@rule("warning", "contradiction")
def shares_match_numbers(report: Report) -> Iterator[Fault]:
    """A percentage printed with its base and its part is what the two make."""
    found_any = False
    for text in _prose(report):
        for found in _SHARE.finditer(text.words):
            base, part = (Decimal(re.sub(r"\D", "", found[name])) for name in ("base", "part"))
            share = Decimal(found["share"].replace(",", "."))
            found_any = True
            if base and abs(part / base * 100 - share) > 1:
                values = {
                    "base": number(base),
                    "share_pct": number(share),
                    "part": number(part),
                    "counted_pct": number(round(part / base * 100, 1)),
                }
                yield Fault(values, text.place)
    if not found_any:
        raise NothingToCheck("shares")


def _prose(report: Report) -> list[Text]:
    return [section.text for section in report.sections]


@rule("note", "gap")
def experts_named(report: Report) -> Iterator[Fault]:
    """As many experts are named as are announced."""
    announced = False
    for text in _prose(report):
        if not _EXPERTS.search(text.words):
            continue
        for mention in mentions(text.line):
            if not fold(mention.name).startswith(("сарапшы", "эксперт", "количествоэксперт")):
                continue
            names = named_people(text.line)
            announced = announced or bool(names)
            if names and len(names) != mention.quantity.value:
                yield Fault({"said": number(mention.quantity.value), "named": len(names)}, text.place)
    if not announced:
        raise NothingToCheck("experts")


@rule("warning", "contradiction")
def evidence_matches_events(report: Report) -> Iterator[Fault]:
    """An event cites the appendix that holds its documents, and each appendix its own."""
    if not report.evidence:
        raise NothingToCheck("evidence")
    for row in report.evidence:
        if row.slipped_from is not None:
            values = {"kind": "slipped", "appendix": row.appendix_no, "printed_beside": row.slipped_from}
            yield Fault(values, row.documents.place if row.documents else None)
    for event in report.events:
        if event.appendix_no is not None:
            yield from _missing_appendix(event, report.evidence)
            yield from _other_appendix(event, report.evidence)


def _missing_appendix(event: Event, evidence: Sequence[Evidence]) -> Iterator[Fault]:
    held = [row.appendix_no for row in evidence if row.appendix_no is not None]
    if held and event.appendix_no not in held:
        values = {"kind": "no_such_appendix", "event": event.no, "cited": event.appendix_no, "last": max(held)}
        yield Fault(values, event.documents.place if event.documents else event.title.place)


def _other_appendix(event: Event, evidence: Sequence[Evidence]) -> Iterator[Fault]:
    """A document named at the event (a memorandum, say) that stands under another appendix than the one cited."""
    said = fold(" ".join(text.words for text in (event.title, event.completion, event.documents) if text))
    cited = " ".join(_documents(row) for row in evidence if row.appendix_no == event.appendix_no)
    for row in evidence:
        document = _documents(row)
        is_one_document = 6 <= len(document) <= 24
        if is_one_document and document in said and document not in cited and row.appendix_no != event.appendix_no:
            values = {"kind": "other_appendix", "event": event.no, "cited": event.appendix_no, "holds": row.appendix_no}
            yield Fault(values, event.title.place, row.documents.place if row.documents else None)


def _documents(row: Evidence) -> str:
    return fold(row.documents.words) if row.documents else ""


@rule("warning", "contradiction")
def events_match_text(report: Report) -> Iterator[Fault]:
    """The participants of an event are those that the prose tells of at that activity."""
    told = [a for a in report.activities if a.participants_count is not None and a.participants is not None]
    counted_events = [event for event in report.events if event.participants_count is not None and event.participants]
    if not told or not counted_events:
        raise NothingToCheck("events_and_text")
    for event in counted_events:
        same = [a for a in told if alike(a.title.line, event.title.line) >= 85]
        for activity in same:
            if activity.participants and event.participants and activity.participants_count != event.participants_count:
                values = {
                    "event": number(event.participants_count),
                    "said": number(activity.participants_count),
                    "title": event.title.line[:120],
                }
                yield Fault(values, event.participants.place, activity.participants.place)


@rule("warning", "contradiction")
def growth_matches_numbers(report: Report) -> Iterator[Fault]:
    """Where a share is said to have risen from one percentage to another, it did; and so where it is said to have fallen."""
    found_any = False
    for text in [*_prose(report), *[a.result for a in report.activities if a.result]]:
        if not any(mark in text.words for mark in _MARKS_OF_SHARE):
            continue
        for found in _GROWTH.finditer(text.words):
            found_any = True
            first, last = (
                Decimal((found[name] or found[f"{name}_kk"]).replace(",", ".")) for name in ("first", "last")
            )
            rose = bool(found["rose"] or found["rose_kk"])
            if (rose and last < first) or (not rose and last > first):
                yield Fault({"said": found[0][:120], "before": number(first), "after": number(last)}, text.place)
    if not found_any:
        raise NothingToCheck("growth")


@rule("warning", "contradiction")
def completion_claimed(report: Report) -> Iterator[Fault]:
    """An event that is said to be fully done reached every plan of its activity."""
    claimed = [event for event in report.events if event.completion and _FULLY.search(event.completion.words)]
    if not claimed:
        raise NothingToCheck("completion")
    for event in claimed:
        same = {at for at, a in enumerate(report.activities) if alike(a.title.line, event.title.line) >= 85}
        for indicator in report.indicators:
            if indicator.activity in same and indicator.status == "missed" and event.completion:
                values = {
                    "said": event.completion.line[:120],
                    "indicator": indicator.name.line,
                    "plan": number(value(indicator.plan)),
                    "fact": number(value(indicator.fact)),
                }
                yield Fault(values, event.completion.place, indicator.fact.text.place if indicator.fact else None)


@rule("warning", "contradiction")
def title_regions_visited(report: Report) -> Iterator[Fault]:
    """Of the regions that the title or the goal names, at least one is among those of the activities."""
    named = {place.region for text in (report.title, report.goal) if text for place in find(text.line)}
    held = {place.region for activity in report.activities for place in activity.found}
    if not named or not held:
        raise NothingToCheck("regions_in_title")
    if not named & held:
        first = next(a.place for a in report.activities if a.found)
        said = report.title if report.title and find(report.title.line) else report.goal
        values = {"title": said.line[:160] if said else None, "regions": sorted(held), "regions_named": sorted(named)}
        yield Fault(values, said.place if said else None, first.place if first else None)
