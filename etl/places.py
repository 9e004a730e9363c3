"""The text of a place -> regions and districts, from inflected and damaged Kazakh and Russian.

What decides is the type word (облысы, қаласы, ауданы, обл., г., р-н) beside the name, and the region named with it.
A street, a quoted name or «… атындағы» is no place; a name that many places bear never counts by itself: with nothing
to choose by, it is kept with its candidates.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from etl import gazetteer
from etl.gazetteer import REFERENCE, Entry, Rule, Type, is_city_region, is_ending
from etl.wording import fold_words

__all__ = ["REFERENCE", "Ambiguous", "Found", "ambiguous", "find", "is_nationwide", "regions"]

MAP_OF_2018: Final = 2018  # South Kazakhstan became Turkistan region and the city Shymkent on 19 June 2018
MAP_OF_2022: Final = 2022  # Abai, Zhetisu and Ulytau were made on 8 June 2022

_QUOTED: Final = re.compile(r"«[^»]*»|[“„][^“”„]*[“”]|\"[^\"]*\"")
_CUT: Final = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")  # «Қараған- ды»: a word cut at the end of a line
_TOKEN: Final = re.compile(r"[^\W\d_]+|[,():;/–—]|\d+")
_SHORT_TYPE: Final = re.compile(r"\b(?:р\s?[-/–]\s?о?н|а\s?[./]\s?о|к-с[иы])[а-я]{0,3}\b")  # «р-н», «а.о.», «к-сі»
_TOKEN_OR_SHORT_TYPE: Final = re.compile(f"{_SHORT_TYPE.pattern}|{_TOKEN.pattern}")
_JOINED: Final = re.compile(r"(?<=[а-я]{2})(?:облыс|област|каласы|ауданы|район)")
_TORN: Final = frozenset({"об", "обл", "обла", "облас", "ау", "ауд", "ауда", "ка", "рай", "райо"})
_MENDED: Final = re.compile(
    r"облыс(?:ы|тар)|ауданы|аудандар|каласы|калалар|област[ьи]|район(?:а|е|у|ы)?$"
)  # a type word whose pieces stand apart: «об лысы», «ауда ны»
_JOINED_LETTERS: Final = 9  # the fewest of a name and a type word written as one
_MARKS: Final = frozenset(",():;/–—")
_LINKS: Final = frozenset({*_MARKS, *gazetteer.words("joins")})
_OPENS: Final = frozenset("(:–—,")  # what leads from a region to the districts listed under it
_LOCATIVE: Final = re.compile(r"(?:нда|нде|да|де|та|те|ндагы|ндеги|дагы|деги|нан|нен|на|не)$")
_PLURAL: Final = re.compile(r"облыстар|области$|областей|областях|областям|обл$")
_RUSSIAN_ADJECTIVE: Final = re.compile(r"[сц]к(?:ая|ои|ой|ую|ий|ого|ому|ом)$")
_RUSSIAN_AFTER_NOUN: Final = re.compile(
    r"^[а-я]*(?:[щш]их|ых|их|ой|ей|ов|ами|ями)$|^(?:с|из|в|на|где|которы[ех]|для|от|о)$"
)
# Type words of Kazakh stand after their name; these never before it.
_KAZAKH_FORM: Final = re.compile(
    r"онир|регион|облыс|аудан|кал|коше|кош$|данг|алан|шагын|ыкшам|молтек|саяб|туйы|ауыл|кент|конак|озен|кол|тау|к$"
)
_SHORT_CITY: Final = frozenset({"г", "гг", "гор"})
_LONG: Final = 4  # letters from which a name in small letters is believed beside a type word
_BESIDE: Final = ("region", "city", "district")


class Found(NamedTuple):
    """A place in a text: today's region, the region as reported, the district or city, how it was known, the words."""

    region: str
    reported: str
    district: str | None
    rule: Rule
    words: str


class Ambiguous(NamedTuple):
    """A name that several places bear, with nothing to choose by: its words and the districts it may be."""

    words: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    folded: str
    said: str
    type: Type | None


@dataclass(slots=True)
class _Match:
    start: int
    end: int
    entries: list[Entry]
    type: Type | None
    said: str
    word: str = ""  # as it was compared, of a damaged name only
    under: str | None = None  # the region under which the name is listed
    is_plural: bool = False  # its type word stands for a list of names

    @property
    def fuzzy(self) -> bool:
        """Whether the name is damaged, and its entries those that it may be."""
        return bool(self.word)


def find(text: str, *, near: Iterable[str] = (), year: int | None = None, prose: bool = False) -> tuple[Found, ...]:
    """The regions and districts that the text names, in its order, each once.

    `near` are regions that decide between places of one name. A `year` before 2022, or 2018, keeps the region of its
    map as reported. In `prose`, a place that only says whose office is meant («… қаласы … басқармасы») does not count.

    >>> [(f.region, f.district) for f in find("3 өңір: Ақтөбе обл., Павлодар обл., Астана қаласы")]
    [('KZ-15', None), ('KZ-55', None), ('KZ-71', None)]
    >>> [(f.region, f.reported, f.district) for f in find("Алматы облысы Талдықорған қаласы, Абай көшесі 72", year=2019)]
    [('KZ-33', 'KZ-19', 'KZ-33/Талдықорған қаласы')]
    """
    return _found(text, tuple(near), year, prose)


@lru_cache(maxsize=4096)
def _found(text: str, near: tuple[str, ...], year: int | None, prose: bool) -> tuple[Found, ...]:
    matches = _matched(text, prose)
    decided = [place for place in _decided(matches, near) if isinstance(place, Found)]
    if not prose and (all_of_them := _all_regions(text, year)):
        decided.extend(all_of_them)
    if not decided:
        return ()
    south = any(entry.until == MAP_OF_2018 for match in matches for entry in match.entries)
    return tuple(_as_reported(decided, year, south=south))


def ambiguous(text: str, *, near: Iterable[str] = (), prose: bool = False) -> tuple[Ambiguous, ...]:
    """The names in the text that several places bear and nothing decides; each once.

    >>> ambiguous("Ақтоғай ауданы")[0].candidates
    ('KZ-35/Ақтоғай ауданы', 'KZ-55/Ақтоғай ауданы')
    >>> ambiguous("Павлодар облысы, Ақтоғай ауданы")
    ()
    """
    decided = _decided(_matched(text, prose), tuple(near))
    return tuple(dict.fromkeys(place for place in decided if isinstance(place, Ambiguous)))


def regions(found: Iterable[Found], *, reported: bool = False) -> list[str]:
    """The region codes of the places, each once, in order.

    >>> regions(find("Тараз қаласы, Тараз қаласында"))
    ['KZ-31']
    """
    return list(dict.fromkeys(place.reported if reported else place.region for place in found))


_ALL: Final = re.compile(
    r"""(?:республика(?:мызд)?ы?нын|казакстаннын|елимизд[иы]н|\bелд[иы]н)\ (?P<all_kk>барлык\ )?(?P<count_kk>\d+\ )?(?P<kind_kk>онир|аймаг|аймак|облыс)
      | барлык\ (?P<count_of_all>\d+)\ (?P<kind_of_all>онир|аймаг|аймак|облыс)
      | (?P<all_ru>все(?:х|ми|м)?\ )?(?P<count_ru>\d+\ )?(?P<kind_ru>регион|област)[а-я]*\ (?:страны|республики|казахстана|рк\b)
      | все(?:х|ми|м)?\ (?P<count_of_all_ru>\d+)\ (?P<kind_of_all_ru>регион|област)
      | (?P<oblasts>\d+)\ облыс(?:тар)?\ (?:жане|мен|пен)\ (?P<cities>\d+)\ (?:[а-я]+\ ){0,3}кала
      | (?P<oblasts_ru>\d+)\ област[а-я]*\ и\ (?P<cities_ru>\d+)\ город""",
    re.VERBOSE,
)
_WORDS_OF_ALL: Final = ("барлык", "онир", "айма", "облыс", "регион", "област")
_COUNTRY: Final = re.compile(
    r"""\bреспублика(?:мыз)?\ (?:бойынша|колем|аумаг|децгей|денгей) | \bел(?:имиз)?\ (?:бойынша|колем|аумаг)
      | \bелимизд[иы]н\ (?:[а-я]+\ ){0,2}(?:онир|облыс|аймак|аймаг|кала|ауыл|аудан|мектеп|тукпир|жогары|бурыш)
      | букил\ (?:казакстан|республика|ел) | казакстан(?:\ республикасы(?:нын)?|нын)?\ (?:бойынша|колем|аумаг)
      | \bпо\ (?:всей\ |всему\ )?(?:республике|стране|казахстану)\b | \bвс(?:ей|я|ю)\ (?:республик|стран) | \bвесь\ казахстан
      | территори[ия]\ (?:всей\ )?(?:республики|казахстана|рк\b|страны)""",
    re.VERBOSE,
)
_COUNTRY_ALONE: Final = re.compile(
    r"\W*(?:республика казахстан|казахстан|рк|(?:казакстан|кр)(?: республикасы)?(?:нда)?)\W*"
)
_MAPS: Final = (
    (MAP_OF_2022, 17, 20),
    (MAP_OF_2018, 14, 17),
    (0, 14, 16),
)  # from the year: regions without and with cities


def is_nationwide(text: str) -> bool:
    """Whether the text says that the whole country is meant, by name or as all its regions.

    >>> is_nationwide("республика көлемінде"), is_nationwide("барлық өңірлерде"), is_nationwide("по всей области")
    (True, False, False)
    """
    folded = fold_words(text)
    named_alone = _COUNTRY_ALONE.fullmatch(folded) is not None
    return named_alone or _COUNTRY.search(folded) is not None or any(map(_says_all, _ALL.finditer(folded)))


def _says_all(said: re.Match[str], year: int | None = None) -> list[str]:
    """The regions meant by «барлық 20 өңір», «республиканың 17 облысы»; empty where the number is not that of all."""
    groups = {name: value for name, value in said.groupdict().items() if value}
    counts = [int(value) for name, value in groups.items() if name.startswith(("count", "oblasts", "cities"))]
    count = sum(counts) if counts else None
    codes = list(gazetteer.regions())
    if count is None:
        return codes if "all_kk" in groups or "all_ru" in groups else []
    if year is None:
        return codes if count in (17, 20) else []
    without, with_cities = next((oblasts, all_of) for start, oblasts, all_of in _MAPS if year >= start)
    if count == with_cities:
        return codes
    return [code for code in codes if not is_city_region(code)] if count == without else []


def _all_regions(text: str, year: int | None) -> tuple[Found, ...]:
    folded = fold_words(text)
    if not any(word in folded for word in _WORDS_OF_ALL):  # the quick question
        return ()
    for said in _ALL.finditer(folded):
        if codes := _says_all(said, year):
            return tuple(Found(code, code, None, "all_regions", text[said.start() : said.end()]) for code in codes)
    return ()


@lru_cache(maxsize=4096)
def _matched(text: str, prose: bool) -> tuple[_Match, ...]:
    """The names in a text with their type words; remembered, for the regions near decide only what they mean."""
    tokens = _tokens(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), text))
    matches = list(_matches(tokens, prose=prose))
    _share_types(matches, tokens)
    if not prose:
        _list_under_regions(matches, tokens)
        _believe_the_only_word(matches, tokens)
    return tuple(matches)


def _tokens(text: str) -> list[_Token]:
    if "- " in text or "-\n" in text:
        text = _CUT.sub(lambda cut: "" if text[cut.end()].islower() else cut[0], text)
    folded = fold_words(text)
    pattern = _TOKEN_OR_SHORT_TYPE if _SHORT_TYPE.search(folded) else _TOKEN
    tokens: list[_Token] = []
    for token in pattern.finditer(folded):
        word, (start, end) = token[0], token.span()
        kind = gazetteer.type_of(word)
        if len(word) == 1:
            kind = _type_of_letter(word, text[end : end + 1])
        elif kind is None and len(word) >= _JOINED_LETTERS and (joined := _JOINED.search(word)):
            cut = joined.start()
            tokens.append(_Token(word[:cut], text[start : start + cut], None))
            word, start, kind = word[cut:], start + cut, gazetteer.type_of(word[cut:])
        elif tokens and tokens[-1].folded in _TORN and _MENDED.match(tokens[-1].folded + word):
            torn = tokens.pop()
            word, start, kind = torn.folded + word, start - len(torn.said) - 1, gazetteer.type_of(torn.folded + word)
        tokens.append(_Token(word, text[start:end], kind))
    return tokens


def _type_of_letter(letter: str, following: str) -> Type | None:
    if letter in "сп":  # «с.» a village, «п.» a settlement; «с» alone is a preposition
        return "village" if following == "." else None
    return gazetteer.type_of(letter)


def _matches(tokens: list[_Token], *, prose: bool) -> Iterator[_Match]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        may_begin = token.said[0].isupper() or gazetteer.beginning_with(token.folded)
        match = _match_at(tokens, position) if may_begin else None
        if match is None:
            position += 1
            continue
        position = match.end
        if not _excluded(match, tokens, prose=prose):
            yield match


def _match_at(tokens: list[_Token], position: int) -> _Match | None:
    """The longest name that begins at the token, with its type word; a damaged one only beside a type word."""
    token = tokens[position]
    names = gazetteer.beginning_with(token.folded)
    fitting = [entry for entry in names if _fits(entry, tokens, position)] if names else names
    if fitting:
        match = _longest(fitting, tokens, position)
        return match if match and (token.said[0].isupper() or _believed_in_small_letters(match, tokens)) else None
    if not token.said[0].isupper() or not _type_near(tokens, position):
        return None
    return _split_at(tokens, position) or (_fuzzy_at(tokens, position) if token.type is None else None)


def _type_near(tokens: list[_Token], position: int) -> bool:
    """Whether a damaged name may stand here: a type word just before it, or up to three words on."""
    return any(token.type in _BESIDE for token in tokens[max(position - 2, 0) : position + 4])


def _longest(fitting: Sequence[Entry], tokens: list[_Token], position: int) -> _Match | None:
    words = max(len(entry.words) for entry in fitting)
    best = [entry for entry in fitting if len(entry.words) == words]
    letters = max(len(entry.words[-1]) for entry in best)
    end = position + words
    type_word = _type_beside(tokens, position, end)
    best = [
        entry
        for entry in best
        if len(entry.words[-1]) > letters - 2  # «Шардара» is not «Шар» with an ending
        and (entry.form != "short" or type_word == "region")
    ]
    return _Match(position, end, best, type_word, _said(tokens, position, end)) if best else None


def _fits(entry: Entry, tokens: list[_Token], position: int) -> bool:
    """Whether the other words of the name follow its first one; an abbreviation is in capitals."""
    if entry.rule == "abbreviation" and entry.form != "short":
        return tokens[position].said[: len(entry.words[0])].isupper()
    if len(entry.words) == 1:
        return True
    said = [token.folded for token in tokens[position : position + len(entry.words)]]
    if len(said) < len(entry.words) or said[:-1] != list(entry.words[:-1]):
        return False
    last = entry.words[-1]
    return said[-1] == last or (said[-1].startswith(last) and is_ending(said[-1][len(last) :]))


def _believed_in_small_letters(match: _Match, tokens: list[_Token]) -> bool:
    """«павлодар облысы», «тараз қаласы», «алматы»: a region, or a longer name before a Kazakh type word."""
    if any(e.kind == "region" and (match.type == "region" or is_city_region(e.region)) for e in match.entries):
        return True
    after = tokens[match.end] if match.end < len(tokens) else None
    return (
        after is not None
        and after.type in ("city", "district")
        and _KAZAKH_FORM.match(after.folded) is not None
        and len(after.folded) > 2
        and sum(map(len, match.entries[0].words)) >= _LONG
    )


_TEARS: Final = ((0, 2), (0, 3), (1, 2))  # where the torn word of a name begins, and in how many pieces


def _split_at(tokens: list[_Token], position: int) -> _Match | None:
    """A name that spaces tear apart («Қара ганды облысы», «Батыс Қазақ стан облысы»), only beside a type word."""
    for first, pieces in _TEARS:
        start = position + first
        torn = tokens[start : start + pieces]
        if len(torn) < pieces or any(piece.type or not piece.said[:1].islower() for piece in torn[1:]):
            continue
        whole = _Token("".join(piece.folded for piece in torn), "".join(piece.said for piece in torn), None)
        mended = [*tokens[:start], whole, *tokens[start + pieces :]]
        names = gazetteer.beginning_with(mended[position].folded)
        fitting = [entry for entry in names if len(entry.words) > first and _fits(entry, mended, position)]
        if fitting and (match := _longest(fitting, mended, position)) and match.type in _BESIDE:
            match.end += pieces - 1
            return match
    return None


def _fuzzy_at(tokens: list[_Token], position: int) -> _Match | None:
    """A damaged name of one word, or two before «облысы», beside a type word."""
    for end in (position + 1, position + 2):
        kind = _type_beside(tokens, position, end)
        word = "".join(token.folded for token in tokens[position:end])
        if kind not in _BESIDE or len(word) <= _LONG or (end > position + 1 and kind != "region"):
            continue
        if word in gazetteer.words("abroad"):
            return None
        if entries := gazetteer.close_to(word, kind):
            return _Match(position, end, list(entries), kind, _said(tokens, position, end), word)
    return None


def _type_beside(tokens: list[_Token], start: int, end: int) -> Type | None:
    """The type word after the name (Kazakh), or before it (Russian: «г. Семей», «область Абай»)."""
    after = tokens[end] if end < len(tokens) else None
    if after and after.type == "named_after" and end + 1 < len(tokens) and tokens[end + 1].type == "district":
        return "district"  # «Ғабит Мүсірепов атындағы аудан»
    if (
        after
        and after.type
        and after.type != "not"
        and after.folded not in _SHORT_CITY
        and after.said not in ("с", "п")
    ):
        return after.type  # «…, г. Семей»: the short word belongs to the name that follows it
    return _type_before(tokens, start)


def _type_before(tokens: list[_Token], start: int) -> Type | None:
    if not start:
        return None
    before = tokens[start - 1]
    if before.type == "named_after" and start > 1 and tokens[start - 2].type == "district":
        return "district"  # «район имени Габита Мусрепова»
    if before.type in (None, "not") or (_KAZAKH_FORM.match(before.folded) and before.folded not in _SHORT_CITY):
        return None
    if start > 1 and before.type in _BESIDE and _RUSSIAN_ADJECTIVE.search(tokens[start - 2].folded):
        return None  # «Павлодарской области Аксу»: the type word is another name's
    return before.type


def _excluded(match: _Match, tokens: list[_Token], *, prose: bool) -> bool:
    if match.type in ("street", "thing", "named_after"):
        return True
    following = tokens[match.end : match.end + 2]
    if match.type != "district" and any(token.type == "named_after" for token in following):
        return True
    if following and following[0].type == "not":
        return True
    if (
        match.type is None
        and match.said.lower() in gazetteer.words("also_words")
        and _goes_on_in_russian(match, tokens)
    ):
        return True
    return prose and _names_office(match, tokens)


def _goes_on_in_russian(match: _Match, tokens: list[_Token]) -> bool:
    """«Семей, воспитывающих детей»: of families."""
    following = next((token for token in tokens[match.end : match.end + 2] if token.said not in _MARKS), None)
    return following is not None and _RUSSIAN_AFTER_NOUN.search(following.said) is not None


def _names_office(match: _Match, tokens: list[_Token]) -> bool:
    type_word = tokens[match.end] if match.end < len(tokens) else None
    if type_word is None or _LOCATIVE.search(type_word.folded):
        return False
    for token in tokens[match.end : match.end + 9]:
        if token.said in _MARKS:
            return False
        if gazetteer.organisation().match(token.folded):
            return True
    return False


def _share_types(matches: list[_Match], tokens: list[_Token]) -> None:
    """Names in a list share the type word of its end («Астана, Семей және Тараз қалалары») or of what opens it («8 аудан (…»)."""
    for earlier, later in zip(reversed(matches[:-1]), reversed(matches[1:]), strict=True):
        if _wants_type(earlier) and later.type in _BESIDE and _linked(tokens[earlier.end : later.start]):
            earlier.type = _shared(earlier, later, tokens)
    for match in matches:
        if _wants_type(match) and match.start >= 2 and tokens[match.start - 1].said == "(":
            opening = tokens[match.start - 2]
            is_list = opening.type in _BESIDE and not opening.folded.startswith(("онир", "регион"))
            match.type = opening.type if is_list and not _has_name(matches, match.start - 2) else None
    for earlier, later in itertools.pairwise(matches):
        between = tokens[earlier.end : later.start]
        if (
            _wants_type(later)
            and earlier.type in _BESIDE
            and _linked(between)
            and not any(t.said in "(:" for t in between)
        ):
            later.type = earlier.type


def _wants_type(match: _Match) -> bool:
    """Whether a name may take the type word of its list; an abbreviation («СҚО») holds its own."""
    return match.type is None and match.entries[0].rule != "abbreviation"


def _linked(between: Sequence[_Token]) -> bool:
    return bool(between) and all(token.folded in _LINKS for token in between)


def _has_name(matches: list[_Match], position: int) -> bool:
    """Whether the type word at the position stands beside a name of its own."""
    return any(match.end == position for match in matches)


def _shared(earlier: _Match, later: _Match, tokens: list[_Token]) -> Type | None:
    """The type word of the later name; in the singular it leaves a city a city: «Алматы, Жамбыл облысы», «Алматы, Медеу ауданы»."""
    after = tokens[later.end].folded if later.end < len(tokens) else ""
    earlier.is_plural = later.is_plural or _PLURAL.match(after) is not None
    if earlier.is_plural:
        return later.type
    if later.type == "region" and any(is_city_region(e.region) for e in earlier.entries):
        return None
    cities = {e.region for e in earlier.entries if e.kind == "region" and is_city_region(e.region)}
    is_within = any(e.kind == "city_district" and e.region in cities for e in later.entries)
    return None if later.type == "district" and is_within else later.type


def _list_under_regions(matches: list[_Match], tokens: list[_Token]) -> None:
    """Bare names listed after a region («Жетісу облысы: Ақсу, Алакөл») are its districts."""
    under = None
    for earlier, later in itertools.pairwise(matches):
        region = _region_of(earlier)
        under = region.region if region else under if earlier.under else None
        first = earlier.end + (earlier.end < len(tokens) and tokens[earlier.end].type is not None)
        between = tokens[first : later.start]
        ends = later.end == len(tokens) or tokens[later.end].folded in _LINKS
        if (
            under
            and later.type is None
            and ends
            and _linked(between)
            and between[0].said in _OPENS | {"и", "және", "мен"}
        ):
            later.under = under


def _believe_the_only_word(matches: list[_Match], tokens: list[_Token]) -> None:
    """A cell that holds one city's name and nothing else names it, even «Сәтбаев»: under the region near."""
    if len(matches) == 1 and matches[0].type is None and matches[0].end - matches[0].start == len(tokens):
        matches[0].under = "near"


def _region_of(match: _Match) -> Entry | None:
    """The region that the name is: with its type word, or an abbreviation; «Караганда облысы» is that of the city."""
    if match.type not in ("region", None):
        return None
    named = [entry for entry in match.entries if entry.kind == "region"]
    if match.type is None:
        return named[0] if named and named[0].rule == "abbreviation" else None
    oblasts = [entry for entry in named if not is_city_region(entry.region)]
    return next(iter(oblasts or named or [entry for entry in match.entries if entry.kind == "city"]), None)


def _decided(matches: Sequence[_Match], near: tuple[str, ...]) -> list[Found | Ambiguous]:
    """What each name means, in order; villages last decided, for the district beside them decides."""
    if not matches:
        return []
    named = [_context_of(match) for match in matches]
    decided: dict[int, Found | Ambiguous] = {}
    for at, match in sorted(enumerate(matches), key=lambda numbered: numbered[1].type == "village"):
        region = _region_of(match)
        if region is not None:
            decided[at] = _found_region(match, region)
        elif entries := _of_type(match, near):
            around = [place.region for place in decided.values() if isinstance(place, Found) and place.district]
            contexts = [*_contexts(matches, named, at), around if match.type == "village" else [], list(near)]
            if (place := _chosen(match, entries, contexts)) is not None:
                decided[at] = place
    return [decided[at] for at in sorted(decided)]


def _found_region(match: _Match, region: Entry) -> Found:
    """The region; of a former one («Талдықорған облысы», until 1997) the town that it had its name from."""
    towns = [e for e in match.entries if e.kind == "city" and e.region == region.region] if region.until else []
    district = towns[0].district if towns else None
    return Found(region.region, region.region, district, "fuzzy" if match.fuzzy else region.rule, match.said)


def _context_of(match: _Match) -> str | None:
    """The region that a name gives to the districts beside it: itself, or that of the city."""
    if region := _region_of(match):
        return region.region
    if match.type not in ("city", None):
        return None
    cities = [e for e in match.entries if e.kind == "city" or (e.kind == "region" and is_city_region(e.region))]
    return cities[0].region if cities else None


def _contexts(matches: Sequence[_Match], named: list[str | None], at: int) -> Iterator[list[str]]:
    """Regions that may decide, the surest first: just after it («район … области»), before, after, all, their heirs."""
    before = [code for code in named[:at] if code]
    after = [code for code in named[at + 1 :] if code]
    if after and named[at + 1] and matches[at + 1].start - matches[at].end <= 2 and matches[at].type == "district":
        yield after[:1]
    yield before[-1:]
    yield after[:1]
    yield before + after
    yield [heir for code in before + after if (heir := _heir_of(code))]


def _chosen(match: _Match, entries: list[Entry], contexts: list[list[str]]) -> Found | Ambiguous | None:
    """The one place that the contexts leave, the regions near being the last of them.

    A village of a name known elsewhere, or a city's district, is none of the region named here: Aktobe has an Almaty
    district as Astana has, but the gazetteer does not.
    """
    inside = next((found for codes in contexts if (found := [e for e in entries if e.region in codes])), None)
    only_here = match.type == "village" or all(entry.kind == "city_district" for entry in entries)
    if inside is None and only_here and any(contexts if match.type == "village" else contexts[:-1]):
        return None
    chosen = inside or entries
    if match.fuzzy:
        chosen = gazetteer.nearest(match.word, chosen)
    places = tuple(dict.fromkeys(entry.district or entry.region for entry in chosen))
    if len(places) > 1 or (inside is None and match.type == "village"):
        return Ambiguous(match.said, places)
    entry = chosen[0]
    return Found(entry.region, entry.region, entry.district, "fuzzy" if match.fuzzy else entry.rule, match.said)


def _of_type(match: _Match, near: tuple[str, ...]) -> list[Entry]:
    """The entries that the type word allows; without one, cities that bear no one else's name."""
    cities = [e for e in match.entries if e.kind == "region" and is_city_region(e.region)]
    if match.type == "city":
        return _by_kind(match, "city") or cities or [e for e in match.entries if e.form in ("town", "centre", "other")]
    if match.type == "district":
        return _by_kind(match, "district", "city_district") or _by_kind(match, "city")
    if match.type == "village":
        return [e for e in match.entries if e.form in ("town", "centre", "other") and e.kind == "district"]
    if match.type == "region":
        return []
    return _bare(match, cities, near)


def _bare(match: _Match, cities: list[Entry], near: tuple[str, ...]) -> list[Entry]:
    if match.under and match.under != "near":
        inside = [e for e in match.entries if e.region in (match.under, _heir_of(match.under)) and e.district]
        if inside:
            districts = [e for e in inside if e.kind == "district"]
            return [e for e in inside if e.kind == "city"] or districts
    if any(" ".join(e.words) in gazetteer.words("never_bare") for e in match.entries):
        alone = [e for e in match.entries if e.kind == "city" and e.region in near]
        return alone if match.under == "near" else []
    towns = [e for e in match.entries if e.kind == "city" or e.form == "town"]
    return [e for e in towns if e.kind == "city"] or cities or towns


def _by_kind(match: _Match, *kinds: str) -> list[Entry]:
    chosen = [entry for entry in match.entries if entry.kind in kinds]
    named = [entry for entry in chosen if entry.rule == "named"]
    return named or chosen


def _as_reported(found: list[Found], year: int | None, *, south: bool) -> Iterator[Found]:
    """Each place once, its region as the report's map had it: named beside it, or by the year."""
    named = {place.region for place in found if place.district is None}
    result = [_with_old_region(place, named, year, south=south) for place in found]
    taken = {place.reported for place in result if place.reported != place.region and place.rule != "all_regions"}
    seen: set[tuple[str, str | None]] = set()
    with_district = {place.region for place in result if place.district} | taken
    for place in result:
        key = (place.region, place.district)
        if key not in seen and (place.district or place.region not in with_district):
            seen.add(key)
            yield place


def _with_old_region(place: Found, named: set[str], year: int | None, *, south: bool) -> Found:
    """The place with the region that held it on an earlier map, if the report is older or names that region beside it."""
    before = gazetteer.regions()[place.region]["predecessor_before_2022"]
    if not before:
        return place
    if is_city_region(place.region):  # Shymkent
        is_older = south or (year is not None and year < MAP_OF_2018)
    else:
        old_map = year is not None and year < MAP_OF_2022
        whole = place.district is None and place.rule != "all_regions"
        is_older = not whole and (old_map or (before in named and place.region not in named))
    return place._replace(reported=before) if is_older else place


def _heir_of(region: str) -> str | None:
    """The region made in 2022 out of this one, where towns named under the old region lie today."""
    found = (code for code, row in gazetteer.regions().items() if row["predecessor_before_2022"] == region)
    return next((code for code in found if not is_city_region(code)), None)


def _said(tokens: list[_Token], start: int, end: int) -> str:
    return " ".join(token.said for token in tokens[start : min(end + 1, len(tokens))] if token.said not in _MARKS)
