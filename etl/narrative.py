"""Running text -> quantities with plan or fact, as the interim report and the operator's appendix state them.

A number counts when a noun of the trade stands with it; what it counts names the indicator. The future tense and
"by the indicator" make a plan, the past tense a fact. Dates, house numbers, ordinals and amounts of money do not count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from etl.cells import MONTHS, CellUnclear, Quantity, comparator, quantity
from etl.wording import fold


def _nouns(*kinds: str) -> re.Pattern[str]:
    """How the folded nouns of counted.toml begin; those that end in a point are whole words."""
    said = tomllib.loads(Path(__file__).with_name("counted.toml").read_text(encoding="utf-8"))
    stems = [stem for kind in kinds for listed in said[kind].values() for stem in listed]
    return re.compile("|".join(re.escape(fold(stem)) + (r"\b" if stem.endswith(".") else "") for stem in stems))


_PEOPLE: Final = _nouns("people")
_NOUNS: Final = _nouns("people", "things")


def is_of_people(words: str) -> bool:
    """Whether a word of the words is one for people.

    >>> is_of_people("160 жас оқыды"), is_of_people("8 топ жасақталды")
    (True, False)
    """
    return any(_PEOPLE.match(fold(word)) for word in words.split())


# not after «г. Астана», not within «16. 04. 2020», and not between «32 чел.» and what stands in brackets behind it
SENTENCE: Final = re.compile(
    r"(?<=[.!?;])(?<![^\W\d]\s[гсп]\.)(?!(?<=\d\.)\s+\d)(?!(?:(?<=[\s\d]\w\w\.)|(?<=[\s\d]\w\w\w\.))\s+\()\s+(?=[«\"“А-ЯЁӘІҢҒҮҰҚӨҺA-Z\d(-])|\n+"
)
_NUMBER: Final = re.compile(
    r"(?<![\w№.,/“\"«])(?<!\w[-–])(?<!№ )(?<!\d:)(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?!\d|[.,]\d|/\d)"
)
_MONTHS: Final = "|".join(stem for stems in MONTHS for stem in stems)
_DATE_AFTER: Final = re.compile(
    rf"\s*(?:(?:[-–—]|по)\s*\d+\s*)?(?:[-–]?\s*(?:ші|шы|сі|сы|інші|ыншы|ой|ый|го|я|е|м|х|му|ая)\b|жыл|ж\.|жж|год|г\.|{_MONTHS}|[.:]\d|«|минут|сағат|час|%?\s*жас(?:тан|\s+пен)|тг|теңге|тенге|мың|млн|тыс|күн|ай\b|дн)",
    re.IGNORECASE,
)
_LABEL_COUNT: Final = re.compile(
    r"(?P<label>[^.,;:()\d\n–—-]{4,80}?(?:саны|көлемі|количество|число|всего)|(?:количество|число|численность)\s[^.,;:()\d\n–—-]{4,60}?(?=[:–—-]|\s+составил)|(?:участник|қатысушы)\w*(?=\s*[:–—-]))\s*(?:[:–—-]|составил\w*)?\s*-?\s*(?P<number>\d[\d \u00a0]*)",
    re.IGNORECASE,
)
_PLANNED_RU: Final = re.compile(r"планиру|запланир|будет|будут|предусмотр|предполага|ожида|намечен", re.IGNORECASE)
_PLANNED: Final = re.compile(rf"(?:[аеи]ды|[аеи]ді|йды|йді|мақ|мек)$|жоспарлан|{_PLANNED_RU.pattern}", re.IGNORECASE)
_DONE_RU: Final = re.compile(
    r"проведен|опубликов|подготовлен|разработан|открыт|охвачен|снят|выдан|прошл|состоял", re.IGNORECASE
)
# Verbs whose stem ends in a vowel have in the past what others have in the future: «аяқтады» is done, «айтады» will be.
_PAST: Final = re.compile(
    r"(?:[қкпсштч]т|[йрнмңғқксшт]л|[лнйрм]?д)[ае]д[ыі]$|^(?:жаса|қара|бағала|талқыла|сарала)д[ыі]$|^еді$", re.IGNORECASE
)
_WILL: Final = re.compile(r"\bбуд(?:ет|ут)\b", re.IGNORECASE)  # «будет проведено»: a participle, but not done
_STATES: Final = ("құрайды", "табылады", "жатады", "келеді", "құрады")  # present in form, but they tell what is
_BY_INDICATOR: Final = re.compile(
    r"(?:индикатор|көрсеткіш|показател\w+)\s+(?:бойынша|по)|по\s+(?:индикатору|показателю)|индикатор\w*\s*[-–:]|\(\s*(?:план|жоспар)|(?:по\s+плану|жоспар\s+бойынша)\W*$|(?<!\w)(?:план|жоспар)\s*[-–—:]?\s*$|(?<!\w)при\s+(?:плане|запланированных|плановых)\s+(?:в\s+)?$",
    re.IGNORECASE,
)
_DONE: Final = re.compile(
    r"[^\Wаеийяәуө](?:ды|ді|ты|ті)(?:\W|$)|(?:ған|ген|қан|кен)(?:\W|$)|проведен|опубликов|подготовлен|открыт|определен|привлечен|изготовлен|собран|принял|разработан|размещ|охвачен|оказан|снят|"
    r"подписан|выдан|издан|роздан|выступил|прошл|состоял|поступил|обратил|участвовал|посетил|\w{4}(?:[ае]н[оы]|ят[оы])(?!\w)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-–][^\W\d_]+)*|[.,;:()«»\d]")
_ADJECTIVE: Final = re.compile(r"(?:л[ыі][қк]|д[ыі][қк]|т[ыі][қк]|с?к(?:ий|ая|ое|ие|их)|н(?:ый|ая|ое|ые|ых))$")
_THOUSANDS: Final = r"\s*(?:тыс\w*\.?|мың|млн\.?|миллион\w*)"
_ENDING: Final = re.compile(
    rf"{_THOUSANDS}(?=\s+[^\W\d])|\s*[-–]\s*(?:[тднқкғг][аеы]н?|нен|нан)(?!\w)(?:\s+(?:кем емес|астам|аса|артық|жоғары))?|\s+(?:астам|аса|кем емес)(?!\w)"
)
_PART_OF_WORD: Final = re.compile(r"\s*[-–]\s*[^\W\d_]{4}")  # «2-тармағында»: not a count
_SCALE: Final = re.compile(rf"{_THOUSANDS}\s+", re.IGNORECASE)
_LONGEST_NOUN: Final = 24  # letters
_OF_PLAN: Final = re.compile(r"\((?=\s*(?:по\s+)?(?:план|жоспар))", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_AGAINST_PLAN: Final = re.compile(r"\s+при\s+(?:план|заплан)\w+.*")  # «28 человек при плане 30»
_OPEN_END: Final = re.compile(r"(?:\s+(?:в|во|на|по|из|с|со|и|для|г|с))+$", re.IGNORECASE)  # «клубов в г.»
_PERCENT: Final = re.compile(r"\s*%")  # a share of people is no number of people
_OUT_OF: Final = re.compile(r"\s+из\s+(?=\d)")  # «5 из 7 запланированных встреч»: 5 of the 7 that were planned
_OF_THE_PLANNED: Final = re.compile(r"\s+(?:заплан|план)\w+", re.IGNORECASE)


_LABELLING: Final = ("саны", "көлемі", "оличество", "исло", "исленность", "сего", "частник", "атысушы")


class Mention(NamedTuple):
    """A quantity stated in running text: what is counted, and its value as plan or fact."""

    name: str  # the noun counted: «шағын ролик»; "" where the text only says "by the indicator"
    told: str  # with what was done: «шағын ролик түсіріліп таратылды»
    words: str  # the clause that it stands in
    quantity: Quantity
    is_plan: bool


def mentions(text: str) -> list[Mention]:
    """The quantities that a paragraph states, in its order.

    >>> [(m.name, int(m.quantity.value), m.is_plan) for m in mentions("Барлығы 12 шағын ролик түсіріліп таратылды.")]
    [('шағын ролик', 12, False)]
    >>> [(m.name, int(m.quantity.value), m.is_plan) for m in mentions("Барлық сабақтар саны - 24.")]
    [('Барлық сабақтар саны', 24, False)]
    >>> mentions("2023 жылғы 10 қараша күні өтті.")
    []
    """
    return [mention for sentence in SENTENCE.split(text) for mention in _mentions(sentence)]


def _mentions(sentence: str) -> Iterator[Mention]:
    if not any(map(str.isdigit, sentence)):
        return
    has_label = any(word in sentence for word in _LABELLING)
    labelled = {found.start("number"): found for found in _LABEL_COUNT.finditer(sentence)} if has_label else {}
    for number in _NUMBER.finditer(sentence):
        label = labelled.get(number.start())
        is_date = _DATE_AFTER.match(sentence, number.end()) and not _is_of_thousands(sentence, number)
        if not label and (is_date or _PART_OF_WORD.match(sentence, number.end())):
            continue
        if label and _BY_INDICATOR.search(label["label"]):
            label = None
        name = _label_name(label) if label else _noun_phrase(sentence, number)
        if name is None and not (_BY_INDICATOR.search(sentence[: number.start()]) or _is_of_planned(sentence, number)):
            continue
        words = _clause(sentence, number)
        value = _quantity(sentence, number)
        told = (name or "") if label else _told(sentence, number)
        yield Mention(name or "", told, words, value, _is_plan(sentence, number, words))


def _is_of_thousands(sentence: str, number: re.Match[str]) -> bool:
    """Whether thousands of a thing of the trade are counted, «58 тыс. просмотров», and no money."""
    scale = _SCALE.match(sentence, number.end())
    return scale is not None and _NOUNS.match(fold(sentence[scale.end() : scale.end() + _LONGEST_NOUN])) is not None


def _label_name(label: re.Match[str]) -> str:
    return re.sub(r"^.*?(?:әрі|және|сонымен қатар)\s+", "", " ".join(label["label"].split()).strip(" (")).strip()


def _noun_phrase(sentence: str, number: re.Match[str]) -> str | None:
    """The words from the number to the noun that it counts, at most five.

    None if that is no noun of the trade, unless the clause says that it was done or will be.
    """
    ending = _ENDING.match(sentence, number.end())
    start = ending.end() if ending else number.end()
    if (out_of := _OUT_OF.match(sentence, start)) and (whole := _NUMBER.match(sentence, out_of.end())):
        start = whole.end()
    if _PERCENT.match(sentence, start):
        return None
    words = _WORD.findall(sentence[start : start + 90])[:5]
    words = words[: next((at for at, word in enumerate(words) if not word[0].isalpha()), len(words))]
    for at, word in enumerate(words):
        if _NOUNS.match(fold(word)) and not _ADJECTIVE.search(word):
            return " ".join(words[: at + 1])
    other = next((at for at, word in enumerate(words) if not _ADJECTIVE.search(word)), None)
    if other is None or not words[other].islower() or not _is_told(_clause(sentence, number)):
        return None
    return " ".join(words[: other + 1])


def _told(sentence: str, number: re.Match[str]) -> str:
    """The words from the number to the end of the clause, at most seven."""
    ending = _ENDING.match(sentence, number.end())
    after = sentence[ending.end() if ending else number.end() :]
    words = " ".join(re.split(r"[,;:.!?()«\d]", after, maxsplit=1)[0].split()[:7]).strip(" -–\\")
    words = _AGAINST_PLAN.sub("", words)
    return _OPEN_END.sub("", words) or words


def _is_told(clause: str) -> bool:
    last = _last_word(clause)
    return bool(_DONE.search(clause) or _PAST.search(last) or _PLANNED.search(last))


def _last_word(clause: str) -> str:
    return next(iter(re.findall(r"[^\W\d_]+", clause)[::-1]), "")


def _clause(sentence: str, number: re.Match[str]) -> str:
    """The part of the sentence that the number stands in, up to the next comma or number."""
    start = max((sentence.rfind(mark, 0, number.start()) for mark in ",;(:"), default=-1) + 1
    ends = [end for mark in ",;)" if (end := sentence.find(mark, number.end())) >= 0]
    return " ".join(sentence[start : min(ends, default=len(sentence))].split())


def _quantity(sentence: str, number: re.Match[str]) -> Quantity:
    after = _OF_PLAN.split(sentence[number.end() : number.end() + 26], maxsplit=1)[0]
    around = sentence[max(0, number.start() - 14) : number.end()] + after
    value = Decimal(re.sub(r"\D", "", number[1]))
    try:
        said = quantity(sentence[number.start() : number.end() + 26])
    except CellUnclear:
        said = None
    if said is not None and _is_of_thousands(sentence, number):
        value = said.value
    return Quantity(value, comparator(around), said.unit if said else None)


def _is_of_planned(sentence: str, number: re.Match[str]) -> bool:
    """Whether a number is the plan of what stands before it: «18 уроков из 30 запланированных»."""
    return sentence[: number.start()].endswith("из ") and bool(_OF_THE_PLANNED.match(sentence, number.end()))


def _is_plan(sentence: str, number: re.Match[str], clause: str) -> bool:
    before = sentence[: number.start()]
    opened = before.rfind("(")
    if _BY_INDICATOR.search(before[opened:] if opened > before.rfind(")") else _BRACKETS.sub("", before)[-40:]):
        return True
    if _is_of_planned(sentence, number):
        return True
    last = _last_word(clause)
    if last.lower() in _STATES or _PAST.search(last):
        return False
    planned = bool(_PLANNED.search(last) or _PLANNED_RU.search(clause)) and not _DONE_RU.search(clause)
    return planned or bool(_WILL.search(clause))
