"""Every word that people read, in Kazakh, Russian and English: a folder of TOML files a language.

Keys are dotted paths ("status.met"). A text may have holes, filled by `say`: "{n}" writes a number in the house
style, "{n:отчёт/отчёта/отчётов}" the form of a word that goes with it by the plural rules of the language,
"{sum:₸}" an amount of money in short, and "{share:%}" a share.
"""

import csv
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from numbers import Real
from pathlib import Path
from string import Formatter
from typing import Final

import tomli
from babel import Locale

from display import numbers

LANGUAGES: Final = ("kk", "ru", "en")
FOLDER: Final = Path(__file__).parent
REGIONS: Final = FOLDER.parent.parent / "data" / "reference" / "regions.csv"
FORMS_OF_PLURAL: Final = {"kk": ("other",), "ru": ("one", "few", "many"), "en": ("one", "other")}


class Words(Mapping[str, str]):
    """The words of one language; an unknown key is a KeyError that names the nearest one."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        if key not in self._texts:
            nearest = get_close_matches(key, self._texts, n=1, cutoff=0)
            raise KeyError(f"no words for {key!r} in {self.language!r}; the nearest is {nearest[0]!r}")
        return self._texts[key]

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """Return the text, or the default; the nearest key is not looked for."""
        return self._texts.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def say(self, key: str, **holes: object) -> str:
        """Return the text with its holes filled; values that it has no hole for are left out."""
        known = holes_in(self[key]) & holes.keys()
        return self[key].format(**{name: _Hole(holes[name], self.language) for name in known})

    def finding(self, key: str, **holes: object) -> str:
        """Return the title that states the finding; the plain title when a value for it is missing."""
        wanted = holes_in(self[f"{key}.finding"])
        if any(numbers.is_absent(holes.get(name)) for name in wanted):
            return self[f"{key}.plain"]
        return self.say(f"{key}.finding", **holes)


class _Hole:
    """A value in a text: a number is written in the house style and agrees with the words after it."""

    def __init__(self, value: object, language: str) -> None:
        self.value, self.language = value, language

    def __format__(self, form: str) -> str:
        if numbers.is_absent(self.value):
            return numbers.ABSENT
        if not isinstance(self.value, Real):
            return str(self.value)
        value = float(self.value)
        if form == "₸":
            return numbers.short_money(value, self.language)
        if form == "%":
            return numbers.percent(value)
        return plural(value, form.split("/"), self.language) if form else numbers.number(value)


@cache
def holes_in(text: str) -> frozenset[str]:
    """Return the names of the holes of a text.

    >>> sorted(holes_in("{n} {n:report/reports} of {total}"))
    ['n', 'total']
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def plural(value: float, forms: list[str], language: str) -> str:
    """Return the form of a word that goes with a number.

    >>> [plural(n, ["отчёт", "отчёта", "отчётов"], "ru") for n in (1, 22, 11)]
    ['отчёт', 'отчёта', 'отчётов']
    """
    named = Locale(language).plural_form(value)
    known = FORMS_OF_PLURAL[language]
    return forms[known.index(named)] if named in known and len(forms) == len(known) else forms[-1]


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """Return the words of "kk", "ru" or "en"."""
    texts: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.toml")):
        said = words_of(file.stem, language)
        if twice := texts.keys() & said.keys():
            raise ValueError(f"{file.name} says again what another file says: {', '.join(sorted(twice))}")
        texts |= said
    return Words(language, _regions(language) | texts)


@cache
def short_name(language: str) -> str:
    """Return what a language is called on the switch: every reader sees all languages there, and needs the words of one.

    >>> [short_name(language) for language in LANGUAGES]
    ['ҚАЗ', 'РУС', 'ENG']
    """
    return words_of("frame", language)["language.short"]


def words_of(file: str, language: str) -> dict[str, str]:
    """Return the texts of one file by their keys: the whole language takes ten times as long to read.

    >>> words_of("streamlit", "ru")["streamlit.close"]
    'Закрыть'
    """
    return flat(tomli.loads((FOLDER / language / f"{file}.toml").read_text(encoding="utf-8")))


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """Return the texts of a file by their keys, those of tables within tables joined by dots.

    >>> flat({"page": {"desk": "Operator's desk"}})
    {'page.desk': "Operator's desk"}
    """
    texts: dict[str, str] = {}
    for key, value in table.items():
        texts |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
    return texts


def _regions(language: str) -> dict[str, str]:
    """Names of regions: "region.KZ-33" in full, "region.short.KZ-33" for a tile of a map; English ones where the list of
    regions has no column of the language.
    """
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if f"full_{language}" not in rows[0]:
        return _english_regions({row["code"]: row["name_en"] for row in rows})
    full = {f"region.{row['code']}": row[f"full_{language}"] for row in rows}
    return full | {f"region.short.{row['code']}": row[f"abbr_{language}"] for row in rows}


def _english_regions(names: dict[str, str]) -> dict[str, str]:
    """Short names leave out "Region", but not where a city has the same name."""
    short = {code: name.removesuffix(" Region") for code, name in names.items()}
    return {f"region.{code}": name for code, name in names.items()} | {
        f"region.short.{code}": name if short[code] in names.values() else short[code] for code, name in names.items()
    }
