"""What the header of a report says: who, what, when and for how much; the contract; the year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from etl.cells import CellUnclear, DateSpan, Quantity, amount_kzt, date_span, is_blank, scaled
from etl.document import Document, Text
from etl.forms import Form
from etl.mended import mended, mended_digits
from etl.people import phones_and_address
from etl.prose import Prose

_CONTRACT_NO: Final = re.compile(r"№\s*:?\s*(?P<no>[\w/-]*\d[\w/-]*)")
_NAMED_PROJECT: Final = re.compile(
    r"(?:проект|программ)\w*\s*[:–—-]?\s*(«.+»|“.+”|\".+\")|(«[^»]+»|“[^”]+”|\"[^\"]+\")\s+(?:атты\s+)?(?:әлеуметтік\s+)?жоба",
    re.IGNORECASE,
)
_ANNEX: Final = re.compile(r"қосымша|приложени", re.IGNORECASE)
_ANNEX_ABOVE: Final = re.compile(r"(?:прило\w*|[қк]осымша)\s*$", re.IGNORECASE)  # a scan may have damaged its end
_SIGNED: Final = re.compile(
    r"(?:келісім[- ]?шарт|шарт)\w*\s+қол қой|договор\w*\s+(?:был\s+)?(?:подписан|заключ)|(?:подписан|заключ)\w*\s+договор",
    re.IGNORECASE,
)
_NO_DEVIATION: Final = re.compile(
    r"""
    ауытқу\w*\s+(?:\w+\s+){0,2}(?:жоқ|болған\s+жоқ|болмады|анықталған\s+жоқ|анықталмады|орын\s+алған\s+жоқ|байқалмады)
  | толы(?:ғымен|қ)\s+орындалды
  | отклонени\w+\s+(?:\w+\s+){0,6}?(?:нет|не\s+было|не\s+(?:выявлен|имеется|имеются|допущен|зафиксирован|наблюда|произошло|установлен)|отсутству)
  | (?:не\s+было|не\s+имеется|нет|без)\s+(?:\w+\s+){0,2}отклонени
  | ^\W*(?:жоқ|нет|не\s+было|не\s+имеется|отсутствуют)\W*$
  | (?:выполнен|проведен|реализован|исполнен)\w*\s+(?:\w+\s+){0,2}(?:в\s+полном\s+(?:объ[её]ме|соответствии\s+с\s+планом)|согласно\s+(?:\w+\s+)?плану)
  | план\s+(?:\w+\s+){0,2}выполнен\s+(?:полностью|на\s+100)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DEVIATION: Final = re.compile(
    r"(?:имеются|имеется|были|есть|допущен\w*)\s+(?:\w+\s+){0,2}отклонени|ауытқулар\s+бар", re.IGNORECASE
)


def read_header(prose: Prose, form: Form) -> dict[str, object]:
    said = prose.fields
    found: dict[str, object] = {
        name: said[name]
        for name in ("organisation", "head", "contacts", "title", "goal", "period", "grant", "deviation")
        if name in said and not is_blank(said[name].words)
    }
    for name in ("organisation", "head", "title"):
        if isinstance(text := found.get(name), Text):
            found[name] = text._replace(words=re.sub(r"^[_\s/*]+|[_\s*]+$", "", text.line))
    if isinstance(text := found.get("head"), Text):
        found["phones"], person = phones_and_address(mended_digits(text.words))
        found["head"] = text._replace(words=person) if found["phones"] and person else text
    found.update(_contract(prose))
    if "title" not in found and (title := _title_of_project(prose.top)) is not None:
        found["title"] = title
    if isinstance(text := found.get("contacts"), Text):
        phones, found["address"] = phones_and_address(mended_digits(text.line))
        found["phones"] = phones or found.get("phones", ())
    if isinstance(text := found.get("period"), Text):
        signed = found.get("contract_date")
        found["dates"] = date_span(mended(text.line), int(signed[:4]) if isinstance(signed, str) else None)
    if isinstance(text := found.get("grant"), Text):
        try:
            found["grant_kzt"] = _amount(mended_digits(text.line), prose.counted_in.get("grant", ""))
        except CellUnclear:
            found["grant_kzt"] = None
    if isinstance(text := found.get("deviation"), Text):
        found["claims_no_deviation"] = bool(_NO_DEVIATION.search(text.line) and not _DEVIATION.search(text.line))
    return found


def _amount(said: str, unit: str) -> Decimal | None:
    """The grant in tenge; its label may say the unit, «тыс. тенге», or end in it before the number."""
    amount = amount_kzt(said)
    if amount is None:
        return None
    before = re.match(r"\D*", said)
    begins = before.end() if before else 0
    return scaled(Quantity(amount), said[begins:], f"{unit} {said[:begins]}").value


def _title_of_project(top: Sequence[Text]) -> Text | None:
    """The title of the project where only the report's own title names it: «… по проекту «Шаг навстречу»»."""
    for text in top:
        if found := _NAMED_PROJECT.search(text.words):
            return text._replace(words=found[1] or found[2])
    return None


def _contract(prose: Prose) -> dict[str, object]:
    """Number and date of the grant contract: above the title, where the annex's own number stands too."""
    top = " \n ".join(text.line for text in prose.top[:8])
    found: dict[str, object] = {}
    for number in _CONTRACT_NO.finditer(top):
        before, after = top[: number.start()], top[number.end() :]
        if _ANNEX.match(after.lstrip(" -–\n")) or _ANNEX_ABOVE.search(before):
            continue
        found["contract_no"] = number["no"]
        said = number[0].strip()
        holder = next((text for text in prose.top[:8] if said in text.line), None)
        if holder is not None:
            found["contract"] = holder._replace(words=said)
        break
    dates = date_span(re.sub(r"[«»\"]", "", top))
    if dates and dates.start and len(dates.start) == 10 and ("contract_no" in found or _ANNEX.search(top)):
        found["contract_date"] = dates.start
    if not found:
        found.update(_signing(prose))
    elif prose.top and "contract" not in found:
        found["contract"] = next((text for text in prose.top[:8] if "№" in text.words), prose.top[0])
    return found


def _signing(prose: Prose) -> dict[str, object]:
    """The date of the contract where only the prose tells of its signing."""
    for section in prose.sections:
        if _SIGNED.search(section.text.words):
            dates = date_span(section.text.line)
            if dates and dates.start and len(dates.start) == 10:
                return {"contract_date": dates.start, "contract": section.text}
    return {}


def year_of(header: dict[str, object], document: Document) -> int | None:
    """The year that the report is for: the period's end, else the contract's, else the commonest in the text."""
    dates = header.get("dates")
    if isinstance(dates, DateSpan):
        return int((dates.end or dates.named)[:4])
    if isinstance(date := header.get("contract_date"), str):
        return int(date[:4])
    words = " ".join(text.words for text in document.texts())
    years = Counter(int(year) for year in re.findall(r"(?<!\d)(20[12]\d)(?!\d)", words))
    return years.most_common(1)[0][0] if years else None
