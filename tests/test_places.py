"""The text of a place -> regions and districts: wordings in place_cases.tsv, the map of before 2022, and what never counts."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.gazetteer import beginning_with
from etl.gazetteer import regions as the_map
from etl.places import REFERENCE, ambiguous, find, is_nationwide, regions
from etl.wording import fold_words

HERE = Path(__file__).parent
CUSTOMERS = HERE.parent.parent / "shared" / "reference" / "place_cases.tsv"


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


PLACES = reference("places.csv")


def cases(path: Path) -> list[tuple[str, list[str], str]]:
    """Wording, region codes, and what the case tries."""
    if not path.exists():
        return []
    lines = [
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [
        (line[0], line[1].split() if len(line) > 1 else [], line[2] if len(line) > 2 else line[0]) for line in lines
    ]


OURS = cases(HERE / "place_cases.tsv")


def test_there_are_wordings_to_read() -> None:
    assert len(OURS) >= 80
    assert sum(not codes for _, codes, _ in OURS) >= 15


@pytest.mark.parametrize(("words", "codes", "tried"), OURS, ids=[f"{words}: {tried}" for words, _, tried in OURS])
def test_wordings(words: str, codes: list[str], tried: str) -> None:
    assert regions(find(words)) == codes, tried


@pytest.mark.skipif(not CUSTOMERS.exists(), reason="the customer's list of wordings is not beside the project")
def test_the_wordings_of_the_customers_list() -> None:
    listed = cases(CUSTOMERS)
    wrong = {words: regions(find(words)) for words, codes, _ in listed if regions(find(words)) != codes}
    assert len(listed) >= 70
    assert wrong == {}


class Wording(NamedTuple):
    """A line of place_wordings.tsv, whose head says how it is written."""

    words: str
    year: int | None
    near: list[str]
    named: str
    tried: str

    @property
    def places(self) -> list[tuple[str, str, str | None]]:
        """Region, region as reported, district."""
        if self.named in ("*", "**") or self.named.startswith("?"):
            return []
        found = []
        for place in filter(None, self.named.split(";")):
            code, _, reported = place.partition("<")
            region, _, district = f"KZ-{code}".partition("/")
            found.append(
                (region, f"KZ-{reported}" if reported else region, f"{region}/{district}" if district else None)
            )
        return found

    @property
    def candidates(self) -> list[str]:
        """Districts that the name may be."""
        return [f"KZ-{code}" for code in self.named[1:].split("|")] if self.named.startswith("?") else []


def wordings() -> list[Wording]:
    lines = (HERE / "place_wordings.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Wording(words, int(year) if year else None, [f"KZ-{code}" for code in near.split()], named, tried)
        for words, year, near, named, tried in cells
    ]


WORDINGS = wordings()


def test_the_long_list_covers_every_region_and_its_kinds() -> None:
    assert len(WORDINGS) >= 700
    assert {region for wording in WORDINGS for region, _, _ in wording.places} == set(the_map())
    assert sum(not wording.named for wording in WORDINGS) >= 70
    assert len({district for wording in WORDINGS for _, _, district in wording.places if district}) >= 150


@pytest.mark.parametrize("wording", WORDINGS, ids=[f"{w.words} {w.year or ''}: {w.tried}" for w in WORDINGS])
def test_the_long_list(wording: Wording) -> None:
    found = find(wording.words, year=wording.year, near=wording.near)
    undecided = {code for place in ambiguous(wording.words, near=wording.near) for code in place.candidates}
    assert undecided == set(wording.candidates), wording.tried
    assert is_nationwide(wording.words) == wording.named.startswith("*"), wording.tried
    if wording.named == "**":
        assert {place.region for place in found} == set(the_map())
        assert len({place.reported for place in found}) == (17 if wording.year == 2021 else 20)
    else:
        assert {(p.region, p.reported, p.district) for p in found} == set(wording.places), wording.tried


OLD_MAP = {
    "a town of Abai under East Kazakhstan": ("Шығыс Қазақстан облысы, Семей қаласы", 2021, "KZ-10", "KZ-63"),
    "a town of Abai by itself": ("Семей қаласы", 2020, "KZ-10", "KZ-63"),
    "a town of Ulytau under Karaganda": ("Қарағанды облысы, Жезқазған қ.", 2019, "KZ-62", "KZ-35"),
    "a town of Zhetisu under Almaty, in Russian": ("Алматинская область, г. Текели", 2020, "KZ-33", "KZ-19"),
    "an old habit after the map has changed": ("Шығыс Қазақстан облысы, Семей қаласы", 2024, "KZ-10", "KZ-63"),
    "the new map": ("Абай облысы, Семей қаласы", 2024, "KZ-10", "KZ-10"),
    "no year": ("Текелі қ.", None, "KZ-33", "KZ-33"),
    "a region that stayed": ("Қарағанды қаласы", 2019, "KZ-35", "KZ-35"),
}


@pytest.mark.parametrize(("words", "year", "today", "reported"), OLD_MAP.values(), ids=OLD_MAP)
def test_the_region_of_today_and_the_region_as_reported(
    words: str, year: int | None, today: str, reported: str
) -> None:
    [place] = [found for found in find(words, year=year) if found.district or today == found.region]
    assert (place.region, place.reported) == (today, reported)
    assert regions(find(words, year=year), reported=True) == [reported]


DISTRICTS = {
    "Шиелі ауданы": "KZ-43/Шиелі ауданы",
    "Кентау қаласы": "KZ-61/Кентау қаласы",
    "Медеу ауданы, Алматы қ.": "KZ-75/Медеу ауданы",
    "Ақмола облысы, Есіл ауданы": "KZ-11/Есіл ауданы",
    "Сайрамский район": "KZ-61/Сайрам ауданы",
}


@pytest.mark.parametrize(("words", "code"), DISTRICTS.items())
def test_district_codes(words: str, code: str) -> None:
    assert [place.district for place in find(words) if place.district] == [code]


def test_every_district_of_a_name_that_no_other_bears_is_found_by_it() -> None:
    names = [row["full_kk"] for row in PLACES]
    single = [row for row in PLACES if names.count(row["full_kk"]) == 1]
    missed = {
        row["full_kk"]: find(row["full_kk"])
        for row in single
        if f"{row['region']}/{row['full_kk']}" not in [f.district for f in find(row["full_kk"])]
    }
    assert missed == {}


def test_a_region_nearby_decides_between_places_of_one_name() -> None:
    assert regions(find("Жамбыл ауданы")) == []
    assert regions(find("Жамбыл ауданы", near=["KZ-59"])) == ["KZ-59"]


def test_in_prose_an_office_is_not_a_place() -> None:
    office = "Тараз қаласының білім басқармасы қолдады"
    assert (regions(find(office)), regions(find(office, prose=True))) == (["KZ-31"], [])
    assert regions(find("Тараз қаласында басқарма өкілдері қатысты", prose=True)) == ["KZ-31"]


def test_a_place_named_twice_counts_once_and_keeps_its_words_and_rule() -> None:
    [place] = find("Атырау қаласы, Атырау қаласында")
    assert (place.words, place.rule) == ("Атырау қаласы", "named")
    [damaged] = find("Павладар қаласы")
    assert damaged.rule == "fuzzy"
    [short] = find("БҚО")
    assert short.rule == "abbreviation"


WORDS = st.lists(
    st.sampled_from(
        [
            "Алматы",
            "Есіл",
            "Абай",
            "облысы",
            "облысында",
            "қаласы",
            "ауданы",
            "г.",
            "область",
            "р-н",
            ",",
            "(",
            ")",
            "«",
            "»",
            "Жамбыл",
            "көшесі",
            "атындағы",
            "Шымкент",
            "СҚО",
            "және",
            "мен",
            "8",
            "-",
            "обл.",
        ]
    ),
    max_size=12,
).map(" ".join)


ENDINGS = ["", "ның", "нің", "ға", "ге", "ны", "да", "де", "дан", "ден", "дағы", "дегі", "мен"]
CASES = ["ы", "ының", "ында", "ынан", "ына", "ын", "ымен", "ындағы", "ының"]
ADJECTIVES = [
    ("ий", "район"),
    ("ого", "района"),
    ("ому", "району"),
    ("ом", "районе"),
    ("им", "районом"),
    ("ом", "р-не"),
]


@pytest.mark.parametrize("ending", CASES)
def test_every_region_city_and_district_is_found_in_every_kazakh_case(ending: str) -> None:
    words = {"city": "қалас", "district": "аудан", "city_district": "аудан"}
    said = {f"{row['region']}/{row['full_kk']}": f"{row['name_kk']} {words[row['type']]}{ending}" for row in PLACES}
    missed = {code for code, name in said.items() if [f.district for f in find(name, near=[code[:5]])] != [code]}
    assert missed == set()
    oblasts = {code: f"{row['name_kk']} облыс{ending}" for code, row in the_map().items() if row["type"] == "region"}
    assert {code: regions(find(name)) for code, name in oblasts.items()} == {code: [code] for code in oblasts}


@pytest.mark.parametrize(("ending", "word"), ADJECTIVES)
def test_every_district_of_an_adjective_is_found_in_every_russian_case(ending: str, word: str) -> None:
    adjectives = [row for row in PLACES if row["type"] != "city" and row["name_ru"].endswith("ий")]
    said = {f"{row['region']}/{row['full_kk']}": f"{row['name_ru'][:-2]}{ending} {word}" for row in adjectives}
    assert {code for code, name in said.items() if [f.district for f in find(name, near=[code[:5]])] != [code]} == set()
    assert len(said) >= 150


def test_every_place_is_found_by_its_russian_name_with_the_type_word_first() -> None:
    said = {f"{row['region']}/{row['full_kk']}": row["full_ru"] for row in PLACES}
    assert {code for code, name in said.items() if [f.district for f in find(name, near=[code[:5]])] != [code]} == set()


@given(st.sampled_from(["Шымкент", "Тараз", "Атырау", "Ақтөбе", "Екібастұз"]), st.sampled_from(ENDINGS))
def test_a_bare_city_is_found_with_any_ending(name: str, ending: str) -> None:
    assert len(find(name + ending)) == 1


LONG_NAMES = [row for row in PLACES if len(row["name_kk"]) >= 8 and " " not in row["name_kk"]]


@given(st.sampled_from(LONG_NAMES), st.integers(1, 6))
def test_a_name_that_lacks_a_letter_is_that_place_or_none_of_another_region(row: dict[str, str], at: int) -> None:
    damaged = row["name_kk"][:at] + row["name_kk"][at + 1 :] + (" қаласы" if row["type"] == "city" else " ауданы")
    assert {place.region for place in find(damaged, near=[row["region"]])} <= {row["region"]}


@given(st.sampled_from(LONG_NAMES), st.integers(3, 5))
def test_a_name_torn_by_a_space_is_never_another_place(row: dict[str, str], at: int) -> None:
    torn = f"{row['name_kk'][:at]} {row['name_kk'][at:]}" + (" қаласы" if row["type"] == "city" else " ауданы")
    assert {place.district for place in find(torn, near=[row["region"]])} <= {f"{row['region']}/{row['full_kk']}"}


COMMON = [
    "мектеп",
    "жиын",
    "семинар",
    "оқушы",
    "өткізілді",
    "қатысты",
    "адам",
    "бойынша",
    "работа",
    "проект",
    "участники",
    "провели",
    "школа",
    "для",
    "детей",
    "областной",
]


@given(
    st.lists(st.sampled_from([*COMMON, *(word.title() for word in COMMON)]), max_size=15).map(" ".join), st.booleans()
)
def test_words_that_name_no_place_give_none(text: str, prose: bool) -> None:
    assert (find(text, prose=prose), ambiguous(text, prose=prose), is_nationwide(text)) == ((), (), False)


@given(st.text("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя ,.-", max_size=80), st.booleans())
def test_letters_in_which_no_name_begins_give_no_place(text: str, prose: bool) -> None:
    if not any(beginning_with(word) for word in re.findall(r"[а-я]+", fold_words(text))):
        assert find(text, prose=prose) == ()


@given(st.one_of(st.text(), WORDS), st.none() | st.integers(2015, 2030), st.booleans())
def test_no_text_raises_and_every_region_is_on_the_map(text: str, year: int | None, prose: bool) -> None:
    known = set(the_map())
    for undecided in ambiguous(text, prose=prose):
        assert len(set(undecided.candidates)) == len(undecided.candidates) >= 1
    for place in find(text, year=year, prose=prose):
        assert {place.region, place.reported} <= known
        assert place.district is None or place.district.startswith(f"{place.region}/")
