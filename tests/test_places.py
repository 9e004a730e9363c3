"""The text of a place -> regions and districts: wordings in place_cases.tsv, the map of before 2022, and what never counts."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.gazetteer import regions as the_map
from etl.places import REFERENCE, ambiguous, find, is_nationwide, regions

HERE = Path(__file__).parent
CUSTOMERS = HERE.parent.parent / "shared" / "reference" / "place_cases.tsv"


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
    assert len(WORDINGS) >= 450
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
    with (REFERENCE / "places.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    names = [row["full_kk"] for row in rows]
    single = [row for row in rows if names.count(row["full_kk"]) == 1]
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


@given(st.one_of(st.text(), WORDS), st.none() | st.integers(2015, 2030), st.booleans())
def test_no_text_raises_and_every_region_is_on_the_map(text: str, year: int | None, prose: bool) -> None:
    with (REFERENCE / "regions.csv").open(encoding="utf-8") as lines:
        known = {row["code"] for row in csv.DictReader(lines)}
    for place in find(text, year=year, prose=prose):
        assert {place.region, place.reported} <= known
        assert place.district is None or place.district.startswith(f"{place.region}/")
