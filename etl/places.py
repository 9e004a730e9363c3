"""The text of a place -> regions and districts, from inflected and damaged Kazakh and Russian.

What decides is the type word (облысы, қаласы, ауданы, обл., г., р-н) beside the name, and the region named with it.
A street, a quoted name or «… атындағы» is no place; a name that many places bear never counts by itself.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from rapidfuzz import fuzz, process

from etl.wording import fold, fold_words

Kind = Literal["region", "city", "district", "city_district"]
Rule = Literal["named", "abbreviation", "centre", "fuzzy", "from_context"]

REFERENCE: Final = Path(__file__).resolve().parent.parent / "data" / "reference"
MAP_OF_2022: Final = 2022  # Abai, Zhetisu and Ulytau were made on 8 June 2022
_CLOSE: Final = 76  # per cent alike, for a capitalised word beside a type word
_STEM: Final = 3  # letters that a name is looked up by

_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-–][^\W\d_]+)*|[,();]|\d+")
_TYPES: Final[tuple[tuple[Kind | Literal["street", "not"], re.Pattern[str]], ...]] = (
    ("not", re.compile(r"облыстык|калалык|аудандык|областн|городск|районн")),
    ("region", re.compile(r"облыс|област|обл$")),
    ("city", re.compile(r"кала(?!м|й)|кал$|к$|город|г$|гор$")),
    ("district", re.compile(r"аудан|ауд$|район|р-н")),
    (
        "street",
        re.compile(r"коше|ул$|улиц|дангыл|просп|пр$|мкр|микрорайон|шагын$|ыкшам$|атындагы|имени|им$|ауыл|село|с$"),
    ),
)
_ORGANISATION: Final = re.compile(
    r"баскарма|департамент|акимди|акимат|комитет|министрл|маслихат|орталыг|мекеме|газет|телеарна|филиал|управлени|центр|партия"
)
_LOCATIVE: Final = re.compile(r"(?:нда|нде|да|де|та|те|ндагы|ндеги|дагы|деги|нан|нен|на|не)$")
_JOINS: Final = frozenset({",", "және", "жане", "мен", "пен", "и", "(", ")", ";"})
_ENDING: Final = re.compile(
    r"(?:[а-я]{0,3}(?:ны|ни|да|де|та|те|да|ды|ди|ты|ти|н|га|ге|ка|ке|дан|ден|тан|тен|лар|лер|дар|дер)[а-я]{0,5}|[а-я]{0,3})$"
)
# Names of many places, people and rivers: they count beside a type word or in a list under one, never bare.
_NEVER_BARE: Final = frozenset(
    map(
        fold,
        [
            "Абай",
            "Нұра",
            "Есіл",
            "Жамбыл",
            "Ақтоғай",
            "Алатау",
            "Абая",
            "Сарыарқа",
            "Байқоңыр",
            "Алматинский",
            "Темір",
            "Алға",
            "Курчатов",
            "Приозёрск",
            "Приозерск",
            "Жетісу",
            "Ұлытау",
            "Алтай",
        ],
    )
)


class Found(NamedTuple):
    """A place in a text: today's region, the region as reported, the district or city, how it was known, the words."""

    region: str
    reported: str
    district: str | None
    rule: Rule
    words: str


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    region: str
    district: str | None
    words: tuple[str, ...]
    rule: Rule


@dataclass(frozen=True, slots=True)
class _Token:
    folded: str
    said: str
    type: str | None


@dataclass(slots=True)
class _Match:
    start: int
    end: int
    entries: list[_Entry]
    type: str | None
    said: str
    fuzzy: bool = False


def find(text: str, *, near: Iterable[str] = (), year: int | None = None, prose: bool = False) -> tuple[Found, ...]:
    """The regions and districts that the text names, in its order, each once.

    `near` are regions that decide between places of one name. `year` before 2022 keeps the region of its map as
    reported. In `prose`, a place that only says whose office is meant («… қаласы … басқармасы») does not count.

    >>> [(f.region, f.district) for f in find("3 өңір: Ақтөбе обл., Павлодар обл., Астана қаласы")]
    [('KZ-15', None), ('KZ-55', None), ('KZ-71', None)]
    >>> [(f.region, f.reported, f.district) for f in find("Алматы облысы Талдықорған қаласы, Абай көшесі 72", year=2019)]
    [('KZ-33', 'KZ-19', 'KZ-33/Талдықорған қаласы')]
    """
    matches = _matched(text, prose)
    named = [entry.region for match in matches if (entry := _region_of(match)) is not None]
    found = [place for match in matches if (place := _decided(match, named, tuple(near))) is not None]
    return tuple(_as_reported(found, year))


@lru_cache(maxsize=4096)
def _matched(text: str, prose: bool) -> tuple[_Match, ...]:
    """The names in a text with their type words; remembered, for the regions near decide only what they mean."""
    tokens = _tokens(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text))
    matches = list(_matches(tokens, prose=prose))
    _share_types(matches, tokens)
    return tuple(matches)


def regions(found: Iterable[Found], *, reported: bool = False) -> list[str]:
    """The region codes of the places, each once, in order.

    >>> regions(find("Тараз қаласы, Тараз қаласында"))
    ['KZ-31']
    """
    return list(dict.fromkeys(place.reported if reported else place.region for place in found))


def _tokens(text: str) -> list[_Token]:
    folded = fold_words(text)
    tokens = []
    for token in _TOKEN.finditer(folded):
        word = token[0].replace("–", "-")
        said = text[token.start() : token.end()]
        tokens.append(_Token(word, said, _type(word)))
    return tokens


def _type(word: str) -> str | None:
    return next((name for name, pattern in _TYPES if pattern.match(word)), None)


def _matches(tokens: list[_Token], *, prose: bool) -> Iterator[_Match]:
    position = 0
    while position < len(tokens):
        match = _match_at(tokens, position)
        if match is None:
            position += 1
            continue
        position = match.end
        if not _excluded(match, tokens, prose=prose):
            yield match


def _match_at(tokens: list[_Token], position: int) -> _Match | None:
    """The longest name that begins at the token, with its type word; a damaged one only beside a type word."""
    token = tokens[position]
    if not token.said[:1].isalpha():
        return None
    best: list[_Entry] = []
    for entry in _index().get(token.folded[:_STEM], ()):
        if _fits(entry, tokens, position) and (not best or len(entry.words) >= len(best[0].words)):
            best = [*(best if best and len(entry.words) == len(best[0].words) else []), entry]
    if best:
        longest = max(len(entry.words[-1]) for entry in best)
        best = [entry for entry in best if len(entry.words[-1]) > longest - 2]  # «Шардара» is not «Шар» with an ending
        end = position + len(best[0].words)
        return _Match(position, end, best, _type_beside(tokens, position, end), _said(tokens, position, end))
    if token.said[:1].isupper() and len(token.folded) > 4 and token.type is None:
        return _fuzzy_at(tokens, position)
    return None


def _fits(entry: _Entry, tokens: list[_Token], position: int) -> bool:
    if position + len(entry.words) > len(tokens):
        return False
    if entry.rule == "abbreviation" and not tokens[position].said[: len(entry.words[0])].isupper():
        return False
    for offset, word in enumerate(entry.words):
        said = tokens[position + offset].folded
        if said == word:
            continue
        if offset + 1 < len(entry.words) or not said.startswith(word) or len(word) < _STEM:
            return False
        if not _ENDING.fullmatch(said[len(word) :]):
            return False
    return tokens[position].said[:1].isupper() or entry.kind == "region"


def _fuzzy_at(tokens: list[_Token], position: int) -> _Match | None:
    kind = _type_beside(tokens, position, position + 1)
    if kind not in ("region", "city", "district"):
        return None
    names = _names(kind)
    close = process.extractOne(tokens[position].folded, list(names), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    if close is None:
        return None
    return _Match(position, position + 1, names[close[0]], kind, tokens[position].said, fuzzy=True)


def _type_beside(tokens: list[_Token], start: int, end: int) -> str | None:
    """The type word after the name (Kazakh), or before it (Russian: «г. Семей», «область Абай»)."""
    after = tokens[end].type if end < len(tokens) else None
    if after == "street" and tokens[end].folded in ("с", "им"):
        after = None
    if after in ("region", "city", "district", "street"):
        short = tokens[end].folded in ("г", "гор")  # «…, г. Семей»: belongs to the name that follows it
        if not short:
            return after
    before = tokens[start - 1].type if start else None
    if before in ("city", "street") or (
        before in ("region", "district") and not _kazakh_form(tokens[start - 1].folded)
    ):
        return before
    return after if after and after != "not" and tokens[end].folded not in ("г", "гор") else None


def _kazakh_form(word: str) -> bool:
    return word.startswith(("облыс", "аудан"))


def _excluded(match: _Match, tokens: list[_Token], *, prose: bool) -> bool:
    if match.type == "street":
        return True
    following = tokens[match.end : match.end + 3]
    if any(token.folded in ("атындагы", "имени") for token in following[:2]):
        return True
    if following and following[0].type == "not":
        return True
    return prose and _names_office(match, tokens)


def _names_office(match: _Match, tokens: list[_Token]) -> bool:
    type_word = tokens[match.end] if match.end < len(tokens) else None
    if type_word is None or _LOCATIVE.search(type_word.folded):
        return False
    for token in tokens[match.end : match.end + 9]:
        if token.said in ",;()":
            return False
        if _ORGANISATION.match(token.folded):
            return True
    return False


def _share_types(matches: list[_Match], tokens: list[_Token]) -> None:
    """Names in a list share the type word of its end («Астана, Семей және Тараз қалалары») or of what opens it («8 аудан (…»)."""
    for earlier, later in zip(reversed(matches[:-1]), reversed(matches[1:]), strict=True):
        between = tokens[earlier.end : later.start]
        if earlier.type is None and later.type and between and all(t.folded in _JOINS for t in between):
            earlier.type = later.type
    for match in matches:
        if match.type is None and match.start >= 2 and tokens[match.start - 1].said == "(":
            match.type = tokens[match.start - 2].type if tokens[match.start - 2].type != "not" else None
    for earlier, later in itertools.pairwise(matches):
        between = tokens[earlier.end : later.start]
        if (
            later.type is None
            and earlier.type
            and between
            and all(t.folded in (",", "және", "жане", "и") for t in between)
        ):
            later.type = earlier.type


def _region_of(match: _Match) -> _Entry | None:
    if match.type == "city":
        return None
    regions_named = [entry for entry in match.entries if entry.kind == "region"]
    if not regions_named or (match.type != "region" and regions_named[0].rule != "abbreviation"):
        return None
    oblast = [entry for entry in regions_named if not _is_city_region(entry.region)]
    return (oblast or regions_named)[0]


def _decided(match: _Match, named: list[str], near: tuple[str, ...]) -> Found | None:
    region = _region_of(match)
    if region is not None and match.type in ("region", None):
        return Found(region.region, region.region, None, "fuzzy" if match.fuzzy else region.rule, match.said)
    entries = _of_type(match)
    if not entries:
        return None
    for context in (named, [code for code in map(_predecessor_of, named) if code], list(near)):
        inside = [entry for entry in entries if entry.region in context]
        if inside:
            entries = inside
            break
    if len({(entry.region, entry.district) for entry in entries}) > 1:
        return None  # several places of that name and nothing to choose by: for review, not for a guess
    entry = entries[0]
    return Found(entry.region, entry.region, entry.district, "fuzzy" if match.fuzzy else entry.rule, match.said)


def _of_type(match: _Match) -> list[_Entry]:
    """The entries that the type word allows; without one, cities that bear no one else's name."""
    if match.type == "city":
        return _by_kind(match, "city") or [e for e in match.entries if e.kind == "region" and _is_city_region(e.region)]
    if match.type == "district":
        return _by_kind(match, "district", "city_district") or _by_kind(match, "city")
    if match.type == "region":
        return []
    if fold(match.said) in _NEVER_BARE or any(" ".join(e.words) in _NEVER_BARE for e in match.entries):
        return []
    cities = [e for e in _by_kind(match, "city") if e.rule != "centre"]
    return cities or [e for e in match.entries if e.kind == "region" and _is_city_region(e.region)]


def _by_kind(match: _Match, *kinds: str) -> list[_Entry]:
    chosen = [entry for entry in match.entries if entry.kind in kinds]
    named = [entry for entry in chosen if entry.rule == "named"]
    return named or chosen


def _as_reported(found: list[Found], year: int | None) -> Iterator[Found]:
    """Each place once, its region as the report's map had it: named beside it, or by the year."""
    named = {place.region for place in found if place.district is None}
    old_map = year is not None and year < MAP_OF_2022
    result = [_with_old_region(place, named, old_map=old_map) for place in found]
    taken = {place.reported for place in result if place.reported != place.region}
    seen: set[tuple[str, str | None]] = set()
    with_district = {place.region for place in result if place.district} | taken
    for place in result:
        key = (place.region, place.district)
        if key not in seen and (place.district or place.region not in with_district):
            seen.add(key)
            yield place


def _with_old_region(place: Found, named: set[str], *, old_map: bool) -> Found:
    """The place with the region that held it before 2022, if that region is named beside it, or the report is older."""
    before = _regions()[place.region]["predecessor_before_2022"]
    if place.district and before and (old_map or (before in named and place.region not in named)):
        return place._replace(reported=before)
    return place


def _predecessor_of(region: str) -> str | None:
    """The region made in 2022 out of this one, where towns named under the old region lie today."""
    return next((code for code, row in _regions().items() if row["predecessor_before_2022"] == region), None)


def _is_city_region(code: str) -> bool:
    return _regions()[code]["type"] == "city"


def _said(tokens: list[_Token], start: int, end: int) -> str:
    return " ".join(token.said for token in tokens[start : min(end + 1, len(tokens))] if token.said not in ",();")


@cache
def _regions() -> dict[str, dict[str, str]]:
    with (REFERENCE / "regions.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


_OLD_NAMES: Final = (
    ("Нұр-Сұлтан", "KZ-71"),
    ("Нурсултан", "KZ-71"),
    ("Алма-Ата", "KZ-75"),
    ("Южно-Казахстанск", "KZ-61"),
)


@cache
def _entries() -> tuple[_Entry, ...]:
    """Every name of every region and district: nominative, Russian stems, abbreviations, district centres, old names."""
    said = [*_region_names(), *_district_names(), *(("region", code, None, name, "named") for name, code in _OLD_NAMES)]
    entries = (
        _Entry(kind, region, district, words, rule)  # type: ignore[arg-type]
        for kind, region, district, name, rule in said
        if (words := tuple(fold_words(name).replace("–", "-").split()))
    )
    return tuple(dict.fromkeys(entries))


def _region_names() -> Iterator[tuple[str, str, str | None, str, str]]:
    for code, row in _regions().items():
        for name in (row["name_kk"], row["stem_ru"], row["name_ru"]):
            yield "region", code, None, name, "named"
        if row["type"] == "city":
            yield "region", code, None, row["name_en"], "named"
        for short in (row["abbr_kk"], row["abbr_ru"]):
            if short.isupper():
                yield "region", code, None, short, "abbreviation"


def _district_names() -> Iterator[tuple[str, str, str | None, str, str]]:
    with (REFERENCE / "places.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            kind, region, district = row["type"], row["region"], f"{row['region']}/{row['full_kk']}"
            for name in (row["name_kk"], row["name_ru"], _russian_stem(row["name_ru"]), *row["aliases"].split(";")):
                yield kind, region, district, name, "named"
            if kind == "district":
                yield kind, region, district, row["centre_kk"], "centre"
                yield kind, region, district, row["centre_ru"], "centre"


def _russian_stem(name: str) -> str:
    """The name without the ending that Russian cases change: «Караганда» -> «Караганд», «Аксуский» -> «Аксуск»."""
    return re.sub(r"(?:ий|ый|ой|а|я|ь|е|о)$", "", name) if len(name) > 5 else name


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    index: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries():
        index[entry.words[0][:_STEM]].append(entry)
    return {stem: tuple(entries) for stem, entries in index.items()}


@cache
def _names(kind: str) -> dict[str, list[_Entry]]:
    """Single-word names of a kind, for comparing a damaged one with."""
    names: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries():
        if len(entry.words) == 1 and (entry.kind == kind or (kind == "district" and entry.kind == "city_district")):
            names[entry.words[0]].append(entry)
    return dict(names)
