"""The names of Kazakhstan's regions, cities and districts as papers say them, and the words that decide what a name means.

Names come from data/reference: official ones, Russian stems, abbreviations, district centres, towns, former names.
Words come from places.toml. All are folded (etl/wording.py).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from rapidfuzz import process
from rapidfuzz.distance import OSA

from etl.wording import fold, fold_words

Kind = Literal["region", "city", "district", "city_district"]
# How a place was known: by its name, by «БҚО», by a district's centre or town, by a damaged name, from the project, or as
# one of all the regions that are said.
Rule = Literal["named", "abbreviation", "centre", "fuzzy", "from_context", "all_regions", "decided"]
Form = Literal["official", "other", "town", "centre", "short"]  # short: «Караг.», a name only beside «обл.»
Type = Literal["not", "region", "city", "district", "village", "street", "named_after", "thing"]

REFERENCE: Final = Path(__file__).resolve().parent.parent / "data" / "reference"
STEM: Final = 3  # letters that a name with an ending has at least
_PART: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a place. `until` is the year in which the name went out, None while it is in use."""

    kind: Kind
    region: str
    district: str | None
    words: tuple[str, ...]
    rule: Rule
    form: Form = "official"
    until: int | None = None


# Case endings of Kazakh names, plural and «-дағы» included, then of Russian nouns and adjectives; folded.
_ENDING: Final = re.compile(
    r"""(?:
        (?:[лдт][ае]р)? (?:[нд]?[ыи]н|т[ыи]н|н?[ае]|[гк][ае]|[ндт][ыи]|н|н?[дт][ае]|н?[ае]н|[дтн][ае]н|[мбп]ен)? (?:г[ыи](?:[лд][ае]р[а-я]{0,4})?)?
      | [лдт][ыи]к (?:[лдт][ае]р[а-я]{0,4})?
      | а|у|е|ом|ы|ой|ою|ей|ю|я|и|ям|ах|ь|ью|ая|ую|ий|ый|ого|ому|его|им|ым|ых|их|ие|ые|ими|ыми|о|ое|й|ем
    )$""",
    re.VERBOSE,
)
_RUSSIAN_ENDING: Final = re.compile(r"(?:ая|ой|ую|ий|ый|ого|ому|ом|ым|ых|их|ие|ые|ими|ыми)$")


@lru_cache(maxsize=4096)
def is_ending(letters: str) -> bool:
    """Whether the letters after a name are an ending of Kazakh or Russian grammar, or none.

    >>> is_ending("дагы"), is_ending("нын"), is_ending("ого"), is_ending("ман")
    (True, True, True, False)
    """
    return _ENDING.fullmatch(letters) is not None


@cache
def lexicon() -> dict[str, Any]:
    """places.toml."""
    return tomllib.loads((Path(__file__).with_name("places.toml")).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of [words] in places.toml, folded."""
    return frozenset(fold(word) for word in lexicon()["words"][name])


@cache
def organisation() -> re.Pattern[str]:
    """What matches a word that an office's name begins with."""
    return beginnings(tuple(lexicon()["words"]["organisations"]))


@cache
def beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    """What matches a word that begins with one of these; «$» ends the word.

    >>> bool(beginnings(("обл$", "қалас")).match("каласында")), bool(beginnings(("обл$",)).match("облако"))
    (True, False)
    """
    return re.compile("|".join(re.escape(fold_words(word.rstrip("$"))) + "$" * word.endswith("$") for word in words))


@lru_cache(maxsize=65536)
def type_of(word: str) -> Type | None:
    """What a folded word says about the name beside it: region, city, street, …; None: nothing."""
    kinds: tuple[Type, ...] = get_args(Type)
    return next((kind for kind in kinds if beginnings(tuple(lexicon()["types"][kind])).match(word)), None)


@cache
def regions() -> dict[str, dict[str, str]]:
    """regions.csv by code."""
    return {row["code"]: row for row in _rows("regions.csv")}


def is_city_region(code: str) -> bool:
    """Whether the region is a city of the republic."""
    return regions()[code]["type"] == "city"


@lru_cache(maxsize=65536)
def beginning_with(word: str) -> tuple[Entry, ...]:
    """The names that a folded word begins, or is, give or take a case ending; asked of every word, hence remembered.

    >>> [entry.district for entry in beginning_with("текелиде")]
    ['KZ-33/Текелі қаласы']
    """
    if word in words("no_names"):
        return ()
    index = _index()
    whole = index.get(word, ())
    inflected = (
        entry
        for end in range(len(word) - 1, STEM - 1, -1)
        for entry in index.get(word[:end], ())
        if len(entry.words) == 1 and entry.form != "short" and is_ending(word[end:])
    )
    return (*whole, *inflected)


@lru_cache(maxsize=1024)
def close_to(word: str, kind: str) -> tuple[Entry, ...]:
    """The names of a kind that a damaged word may be, nearest first.

    One edit in four letters; a word of five letters must lack or repeat one, for «Ақтас» is not «Ақтау».
    """
    names = _one_word(kind)
    said = _bare_stem(word, kind)
    limit = len(said) // 4 if len(said) > 5 else 1
    found = process.extract(said, list(names), scorer=OSA.distance, score_cutoff=limit, limit=8)
    near = [name for name, _, _ in found if len(said) > 5 or len(name) != len(said)]
    return tuple(entry for name in near for entry in names[name])


def nearest(word: str, entries: Sequence[Entry]) -> list[Entry]:
    """Those of the names that differ least from the damaged word."""
    edits = [OSA.distance(_bare_stem(word, e.kind), _bare_stem("".join(e.words), e.kind)) for e in entries]
    return [entry for entry, count in zip(entries, edits, strict=True) if count == min(edits)]


def _bare_stem(word: str, kind: str) -> str:
    return word if kind == "city" else _RUSSIAN_ENDING.sub("", word)


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries():
        index[entry.words[0]].append(entry)
    return {word: tuple(entries) for word, entries in index.items()}


@cache
def _one_word(kind: str) -> dict[str, list[Entry]]:
    """Names of a kind, each as one word, for comparing a damaged one with."""
    kinds = {"district": ("district", "city_district"), "city": ("city",)}.get(kind, ("region",))
    names: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries():
        is_of_kind = entry.kind in kinds or (kind == "city" and entry.kind == "region" and is_city_region(entry.region))
        if is_of_kind and entry.rule == "named":
            names[_bare_stem("".join(entry.words), kind)].append(entry)
    return dict(names)


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(dict.fromkeys([*_region_names(), *_other_names(), *_district_names()]))


def _region_names() -> Iterator[Entry]:
    for code, row in regions().items():
        names = [row["name_kk"], row["stem_ru"], row["name_ru"], row["name_en"] if row["type"] == "city" else ""]
        for name in filter(None, names):
            yield Entry("region", code, None, _parts(name), "named")
        for short in (row["abbr_kk"], row["abbr_ru"]):
            if short.isupper():
                yield Entry("region", code, None, _parts(short), "abbreviation")


def _other_names() -> Iterator[Entry]:
    """Former names, other spellings, short adjectives."""
    for row in _rows("other_names.csv"):
        rule: Rule = "abbreviation" if row["kind"] in ("abbreviation", "short") else "named"
        form: Form = "short" if row["kind"] == "short" else "other"
        until = int(row["until"]) if row["until"] else None
        for name in dict.fromkeys((row["name"], russian_stem(row["name"]))):
            yield Entry("region", row["region"], None, _parts(name), rule, form, until)


def _district_names() -> Iterator[Entry]:
    for row in _rows("places.csv"):
        kind: Kind = row["type"]  # type: ignore[assignment]
        names: list[tuple[Form, Rule, list[str]]] = [
            ("official", "named", [row["name_kk"], row["name_ru"]]),
            ("other", "named", row["aliases"].split(";")),
            ("town", "centre", row["towns"].split(";")),
            ("centre", "centre", [row["centre_kk"], row["centre_ru"]] if kind == "district" else []),
        ]
        for form, rule, said in names:
            for name in dict.fromkeys([*said, *map(russian_stem, said)]):
                if name:
                    yield Entry(kind, row["region"], f"{row['region']}/{row['full_kk']}", _parts(name), rule, form)


def russian_stem(name: str) -> str:
    """The name without the ending that Russian cases change.

    >>> russian_stem("Караганда"), russian_stem("Аксуский"), russian_stem("Шу")
    ('Караганд', 'Аксуск', 'Шу')
    """
    return re.sub(r"(?:ий|ый|ой|ая|а|я|ь|е|о|й)$", "", name) if len(name) > 5 else name


def _parts(name: str) -> tuple[str, ...]:
    return tuple(_PART.findall(fold_words(name)))


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
