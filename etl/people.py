"""People's names and phones in running text, so that they can be counted, and masked before anything is stored."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from etl.wording import fold

MASK: Final = "▪▪▪"
Span = tuple[int, int]

_CAPITAL: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+)?"
# A patronymic gives a name away: Үлгіев Мысал Үлгіұлы, Серикова Гульнар Маратовна; or initials: Үлгіева М.Ү.
_PATRONYMIC: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]*(?:ұлы|улы|қызы|кызы|ович|евич|ич|овна|евна|ична)(?:н[ыі]ң|ға|ге|ды|ді|н|а|ем|ой|у)?"
_SHOUTED: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,}(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,})?"
_INITIALS: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ]\.\s?[А-ЯЁӘІҢҒҮҰҚӨҺ]\."
_NAME: Final = re.compile(
    rf"""
    (?:{_CAPITAL}\s+)?{_CAPITAL}\s+{_PATRONYMIC}(?!\w)
  | (?:{_SHOUTED}\s+){{1,2}}[А-ЯЁӘІҢҒҮҰҚӨҺ]+(?:ҰЛЫ|УЛЫ|ҚЫЗЫ|КЫЗЫ|ОВИЧ|ЕВИЧ|ОВНА|ЕВНА|ИЧНА)(?!\w)
  | {_CAPITAL}\s+{_INITIALS}(?:\s?{_CAPITAL})?     # «Жауапты А.Б. Асанов»: which of the two is the surname cannot be told
  | (?<!\w){_INITIALS}\s?{_CAPITAL}
    """,
    re.VERBOSE,
)
_PHONE: Final = re.compile(
    r"(?:\+\s?7|\b8|\b7)[\s(-]*(?:\d{3,4}[\s)-]*\d{2,3}|\d{5}[\s)-]*\d)[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")

# Without patronymic and initials a name is told by a given name beside it, or by one initial beside a surname's ending.
_WORDS: Final[dict[str, list[str]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_GIVEN: Final = frozenset(map(fold, _WORDS["given"]))
_SECOND: Final = tuple(map(fold, _WORDS["second"]))
_LEAST: Final = 3  # letters of a name before what is added to it
_NOUNS: Final = frozenset(map(fold, _WORDS["nouns"]))
_ROLE: Final = re.compile(rf"(?:{'|'.join(_WORDS['roles'])})\w*[\s:–—-]+(?:[«\"]\s*)?$", re.IGNORECASE)
_WORD: Final = re.compile(rf"(?<![\w-])(?:{_CAPITAL}|{_SHOUTED})(?![\w-])")
_ENDINGS_KK: Final = "(?:[дтн][ыі]ң|[қкғг][ае]|[дтн][ыі]|[дт][ае]н?|н[ае]н|[мбп]ен)"
_ENDINGS: Final = re.compile(f"(?:{_ENDINGS_KK}|[аяуюеыи]|[оеё]й|[оеё]м|ью)", re.IGNORECASE)
_SURNAME: Final = re.compile(
    rf"[^\W\d_]+?(?:(?:[оеё]в|[иы]н)(?:[ауеы]|ой|ым|ых)?|(?:с|ц)к(?:ий|ого|ому|им|ом|ая|ой|ую)|енко|ұлы|улы|қызы|кызы){_ENDINGS_KK}?",
    re.IGNORECASE,
)
_ONE_INITIAL: Final = re.compile(
    rf"(?<![\w.])[А-ЯЁӘІҢҒҮҰҚӨҺ]\.\s?(?P<after>{_CAPITAL})(?![\w-])|(?<![\w-])(?P<before>{_CAPITAL})\s+[А-ЯЁӘІҢҒҮҰҚӨҺ]\.(?!\s*\d|\w)"
)
_PHONE_BEHIND: Final = re.compile(rf"[\s,;:(–—-]*(?:(?:тел|моб|сот|ұялы|т)\w*[.:\s]*)?{_PHONE.pattern}", re.IGNORECASE)
_BEGINS: Final = re.compile(r"(?:^|[,;:(\n])\s*$")  # «Айгерім, 8 700 …», but not «ОФ Арман, 8 700 …»
_LONE_BEHIND: Final = re.compile(rf"(?!\s+{_CAPITAL})")  # «директор Ильина», not «директор Медицины Катастроф»
_ADJECTIVE: Final = re.compile(r"(?:с|ц)к\w+$", re.IGNORECASE)  # «директор Карагандинской школы»
_JOINS: Final = "(?:және|мен|бен|пен|и)"
_AND: Final = re.compile(rf"\s*(?:[,;]|(?:[,;]\s*)?{_JOINS})\s+")
_ITEM_BEGINS: Final = re.compile(rf"(?:^|[(,;:–—]|(?<!\w){_JOINS})\s*$")
_ITEM_ENDS: Final = re.compile(rf"\s*(?:[),;.]|{_JOINS}\s|$)")
_STREET: Final = r"(?<!от )имени|(?<!\w)им\.|(?<!\w)ул\.|улиц\w*|проспект\w*"
_STREET_BEFORE: Final = re.compile(rf"(?:{_STREET})\s*$", re.IGNORECASE)
_STREET_AFTER: Final = re.compile(r"\s+(?:атындағы|көшес|даңғыл)", re.IGNORECASE)
# Whom a street, a district, a school or a fund is named after has not taken part.
_NAMED_BEFORE: Final = re.compile(
    rf"(?:{_STREET}|(?<!\w)пр\.|пр-т\w*|площад\w*|переул\w*|район\w*|р-н\w*|фонд\w*|(?<!\w)(?:ИП|ЖК|КХ|ШҚ)"
    r"|преми\w+|стипенди\w+|памят\w+|музе\w+|театр\w*|көшесі|атындағы)\s*[«\"]?\s*$",
    re.IGNORECASE,
)
_NAMED_AFTER: Final = re.compile(
    r"[»\"]?\s+(?:атында|атты|көше|даңғыл|ауданы|ауылы|қоры|қорын|алаңы|саябағы|мұражайы|музейі|театры|мешіті|мектебі|стипендиясы|оқулары|кубогы|(?:ул|просп|пр)\.|улиц|проспект)",
    re.IGNORECASE,
)


def _surname(word: str) -> str:
    """A surname, folded, without the ending of its case."""
    found = re.match(r".{3,}?(?:ов|ев|ин|улы)", fold(word))
    return found[0] if found else fold(word)


_KNOWN: Final = frozenset((fold(given), _surname(surname)) for given, surname in map(str.split, _WORDS["known"]))


def named_people(text: str) -> list[str]:
    """The people whom the text names with a patronymic or with initials, each once.

    >>> named_people("Тізімге Сарсенов Арман Болатұлы және Ахметова Г.С. енді.")
    ['Сарсенов Арман Болатұлы', 'Ахметова Г.С.']
    """
    return list(dict.fromkeys(found[0] for found in _NAME.finditer(text)))


@lru_cache(maxsize=2048)  # a cell is masked where it stands and in each value that was read from it
def masked(text: str) -> str:
    """The text with people's names, phones and e-mail addresses replaced by a mask.

    >>> masked("Жауапты: Ахметова Гүлнар Серікқызы, +7 700 000 11 22")
    'Жауапты: ▪▪▪, ▪▪▪'
    """
    if not any(letter.isupper() or letter.isdigit() or letter == "@" for letter in text):
        return text
    whole = _NAME.sub(lambda name: name[0] if _names_a_street(text, *name.span()) else MASK, text)
    return _EMAIL.sub(MASK, _PHONE.sub(MASK, _brief_masked(whole)))


def _brief_masked(text: str) -> str:
    """The text without people who are named by given name and surname, by surname and one initial, or by where they stand."""
    said, end = [], 0
    for start, stop in sorted(_listed(text, [*_paired(text), *_initialled(text), *_lone(text)])):
        if start >= end:
            said += [text[end:start], MASK]
            end = stop
    return "".join((*said, text[end:]))


def _paired(text: str) -> Iterator[Span]:
    """Where a given name stands beside a family's, or with any name beside a role."""
    for start, end, first, second in _neighbours(text):
        if (_given(first) and _is_family(second)) or (_given(second) and _is_family(first)):
            if not {(_given(first), _surname(second)), (_given(second), _surname(first))} & _KNOWN:
                yield start, end
        elif _given(first) and _ROLE.search(text[:start]):
            yield start, end


def _neighbours(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Two words with capital letters and nothing but a space between them, after which nothing is named."""
    for one, other in itertools.pairwise(_WORD.finditer(text)):
        if text[one.end() : other.start()].isspace() and not _is_namesake(text, one.start(), other.end()):
            yield one.start(), other.end(), one[0], other[0]


def _initialled(text: str) -> Iterator[Span]:
    """Where one initial stands beside a given name or what ends as a surname does, and is not of somebody known to everybody."""
    for found in _ONE_INITIAL.finditer(text):
        surname = found["after"] or found["before"]
        initial = fold(found[0][found[0].index(".") - 1])
        known = any(given.startswith(initial) and name == _surname(surname) for given, name in _KNOWN)
        if (_is_surname(surname) or _given(surname)) and not known and not _is_namesake(text, *found.span()):
            yield found.span()


def _lone(text: str) -> Iterator[Span]:
    """Where a surname or a given name alone is told by a phone behind it, or a surname by the role before it."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        is_surname = _is_surname(found[0]) and _ADJECTIVE.search(found[0]) is None
        is_name = is_surname or (bool(_given(found[0])) and _BEGINS.search(text[:start]) is not None)
        has_phone = is_name and _PHONE_BEHIND.match(text, end) is not None
        has_role = is_surname and _LONE_BEHIND.match(text, end) is not None and _ROLE.search(text[:start]) is not None
        if (has_phone or has_role) and not _is_namesake(text, start, end):
            yield start, end


def _listed(text: str, found: list[Span]) -> list[Span]:
    """The people found, and those whom nothing else tells: listed beside them, or by a known name in an item of their own."""
    pairs = {(start, end): names for start, end, *names in _neighbours(text)}
    ends = {*found, *(mask.span() for mask in re.finditer(MASK, text)), *_given_in_a_row(text, pairs)}
    if not ends:
        return found
    likely = {one: any(_given(name) or _is_surname(name) for name in names) for one, names in pairs.items()}
    ends.update(one for one, is_known in likely.items() if is_known and _is_item(text, *one))
    while True:
        more = [
            one
            for one, is_known in likely.items()
            if one not in ends
            and (is_known or _is_item(text, *one))
            and any(_are_listed(text, one, other) for other in ends)
        ]
        if not more:
            return [*ends]
        ends.update(more)


def _given_in_a_row(text: str, pairs: Mapping[Span, Sequence[str]]) -> list[Span]:
    """Items of a list with a given name in each, next to each other: «Тест Ольга, Үлгі Айгерім»."""
    given = [
        one
        for one, names in pairs.items()
        if any(map(_given, names)) and _NOUNS.isdisjoint(map(fold, names)) and _is_item(text, *one)
    ]
    return [one for one in given if any(_are_listed(text, one, other) for other in given)]


def _are_listed(text: str, one: Span, other: Span) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return end < start and _AND.fullmatch(text, end, start) is not None


def _is_item(text: str, start: int, end: int) -> bool:
    """Whether a comma, a bracket, a dash, an "and" or nothing stands on both sides: «1-орын – Мысалбай Үлгі, 2-орын»."""
    return bool(_ITEM_BEGINS.search(text[:start]) and _ITEM_ENDS.match(text, end))


def _names_a_street(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a name leaves no doubt that a street or a school is named so."""
    return bool(_STREET_BEFORE.search(text[:start]) or _STREET_AFTER.match(text, end))


def _is_namesake(text: str, start: int, end: int) -> bool:
    """Whether a street, a district, a fund or the like is named so."""
    return bool(_NAMED_BEFORE.search(text[:start]) or _NAMED_AFTER.match(text, end))


@lru_cache(maxsize=8192)
def _given(word: str) -> str:
    """The given name that a word is, folded, in whatever case; "" if it is none."""
    folded = fold(word)
    if _is_given(folded):
        return folded
    for count in range(1, 5):
        stem, ending = folded[:-count], word[-count:]
        if len(stem) > 2 and _ENDINGS.fullmatch(ending):
            found = next((stem + letter for letter in ("", "а", "я", "ь", "й") if _is_given(stem + letter)), "")
            if found:
                return found
    return ""


def _is_given(folded: str) -> bool:
    """Whether it is a given name, or one made of one as Kazakh makes them: Серікбол of Серік, Айгүлжан of Айгүл."""
    return folded in _GIVEN or any(
        folded.endswith(second) and folded.removesuffix(second) in _GIVEN for second in _SECOND
    )


def _is_surname(word: str) -> bool:
    return _SURNAME.fullmatch(word) is not None and fold(word) not in _NOUNS


def _is_family(word: str) -> bool:
    """Whether it is a surname, or the given name of a father, which many bear as theirs: Серік, Мысалбай."""
    return _is_surname(word) or bool(_given(word)) or _is_made(fold(word))


def _is_made(folded: str) -> bool:
    """Whether it ends as names do that Kazakh makes of others."""
    return any(folded.endswith(second) and len(folded) >= len(second) + _LEAST for second in _SECOND)


def phones_and_address(words: str) -> tuple[tuple[str, ...], str | None]:
    """The phones in a cell of contacts, and what is left as the address; None if hardly anything is left.

    >>> phones_and_address("Ақтөбе қ., Үлгі к-сі 5, тел.: +7 700 000 11 22")
    (('+7 700 000 11 22',), 'Ақтөбе қ., Үлгі к-сі 5')
    >>> phones_and_address("8 (71036) 0-11-22")
    (('8 (71036) 0-11-22',), None)
    """
    phones = tuple(" ".join(phone[0].split()) for phone in _PHONE.finditer(words))
    address = re.sub(
        r"(?:тел\w*|байланыс телефон\w*|моб|сот)[.:]*\s*$",
        "",
        _PHONE.sub("", words).strip(" ,;.\n"),
        flags=re.IGNORECASE,
    )
    address = address.strip(" ,;.:")
    return phones, address if len(address) > 5 else None
