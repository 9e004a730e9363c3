"""Settlements and districts: are as many named as are counted?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from etl.checks import Fault, NothingToCheck, rule
from etl.document import Place, Text
from etl.records import Report, value
from etl.wording import fold

_STEM = 5  # letters of a name, without its endings
_NAME = r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w-]{2,}"
_LIST = rf"{_NAME}(?:(?:\s*,\s*|\s+(?:және|мен|пен|бен|и)\s+){_NAME})*"
_REGION = re.compile(r"ск(?:ая|ой|ую)$")  # «Карагандинская» область
_SETTLEMENT = r"елді[- ]?мекен|ауыл(?!дық\s+округ)|кент(?!\w*т[іы]к)"
_SETTLEMENT_RU = r"насел[её]нн\w+\s+пункт|сел[аоеу](?!\w)|сёл|аул|пос[её]л"
_DISTRICT = r"аудан|район"
_NAMED = {  # names stand before their word; in Russian only those of districts do
    "settlement": re.compile(
        rf"(?P<before>{_LIST})\s+(?:{_SETTLEMENT})|(?:с\.|(?:{_SETTLEMENT_RU})\w*)\s+(?P<after>{_LIST})"
    ),
    "district": re.compile(rf"(?P<before>{_LIST})\s+(?:{_DISTRICT}|р-н)|(?P<after>(?!))"),
}
_WORDS = {"settlement": f"{_SETTLEMENT}|{_SETTLEMENT_RU}", "district": _DISTRICT}
_COUNTED = {  # «12 населённых пунктов»
    kind: re.compile(rf"(?<![\d.,])(\d{{1,3}})\s+(?:{words})", re.IGNORECASE) for kind, words in _WORDS.items()
}
_COUNTS = {  # «Елді мекендер саны», «Населённые пункты»
    kind: re.compile(rf"(?:{words})(?:[дт][ае]р|л[ае]р|ы|ов|а|и)?(?:\s+саны)?\W*$", re.IGNORECASE)
    for kind, words in _WORDS.items()
}


class _Count(NamedTuple):
    number: int
    place: Place


def _told(report: Report) -> list[Text]:
    """What the report says of its work: places and results of activities, sections of prose."""
    cells = [text for activity in report.activities for text in (activity.title, activity.place, activity.result)]
    return [text for text in (*cells, *(section.text for section in report.sections)) if text is not None]


def _counts(report: Report, kind: str) -> Iterator[_Count]:
    """How many the report says were reached: facts of indicators, and numbers in what it tells."""
    for indicator in report.indicators:
        fact = value(indicator.fact)
        if fact is not None and indicator.source == "table" and _COUNTS[kind].search(indicator.name.line):
            yield _Count(int(fact), indicator.fact.text.place if indicator.fact else indicator.name.place)
    for text in _told(report):
        for found in _COUNTED[kind].finditer(text.line):
            yield _Count(int(found[1]), text.place)


def _names(report: Report, kind: str) -> dict[str, tuple[str, Place]]:
    """The names that the report gives, each once with the place where it stands first."""
    named: dict[str, tuple[str, Place]] = {}
    for text in _told(report):
        for found in _NAMED[kind].finditer(text.line):
            for name in re.findall(_NAME, found["before"] or found["after"]):
                if not _REGION.search(name):
                    named.setdefault(fold(name)[:_STEM], (name, text.place))
    return named


@rule("note", "gap")
def settlements_named(report: Report) -> Iterator[Fault]:
    """Where settlements or districts are counted and at least two named, as many are named as are counted."""
    compared = False
    for kind in _WORDS:
        counts = list(_counts(report, kind))
        named = _names(report, kind) if counts else {}
        if len(named) < 2:
            continue
        compared = True
        most = max(counts, key=lambda count: count.number)
        if most.number > len(named):
            names = [name for name, _ in named.values()]
            values = {"said": most.number, "named": len(named), "place": ", ".join(names)[:160]}
            yield Fault(values, most.place, next(place for _, place in named.values()))
    if not compared:
        raise NothingToCheck("settlements")
