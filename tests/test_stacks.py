"""Stacks of names, plans and facts are paired where only one pairing is possible, and never silently where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.stacks import Triple, bare_number, names_of, paired, parted, settle, values_of

PAIRED = {
    "one of each": ("Пост", "10", "12", [("Пост", "10", "12")]),
    "a line each": ("Фото⏎Видео", "10⏎1", "12⏎1", [("Фото", "10", "12"), ("Видео", "1", "1")]),
    "blank lines between": ("Фото⏎⏎Видео", "10⏎⏎1", "12⏎⏎1", [("Фото", "10", "12"), ("Видео", "1", "1")]),
    "blank lines in the names only": ("Фото⏎⏎Видео", "10⏎1", "12⏎1", [("Фото", "10", "12"), ("Видео", "1", "1")]),
    "double spaces": ("Фото  Видео", "10  1", "12  1", [("Фото", "10", "12"), ("Видео", "1", "1")]),
    "a name of two lines": (
        "Семинарға келген⏎адамдар⏎Видео",
        "40⏎1",
        "45⏎1",
        [("Семинарға келген адамдар", "40", "45"), ("Видео", "1", "1")],
    ),
    "a value of two lines": (
        "Фото⏎Видео",
        "10⏎(әр топта)⏎1",
        "12⏎1",
        [("Фото", "10 (әр топта)", "12"), ("Видео", "1", "1")],
    ),
    "two values on one line after brackets": (
        "Пост⏎Спикер",
        "5 (бір рет) 2",
        "5 (бір рет) 2",
        [("Пост", "5 (бір рет)", "5 (бір рет)"), ("Спикер", "2", "2")],
    ),
    "no fact at all": ("Фото⏎Видео", "10⏎1", "", [("Фото", "10", None), ("Видео", "1", None)]),
    "no value at all": ("Фото", "", "", [("Фото", None, None)]),
    "words as values": (
        "Есеп⏎Тізім",
        "1⏎орындалды",
        "1⏎орындалды",
        [("Есеп", "1", "1"), ("Тізім", "орындалды", "орындалды")],
    ),
    "dashes as values": ("Есеп⏎Тізім", "1⏎-", "1⏎-", [("Есеп", "1", "1"), ("Тізім", "-", "-")]),
}


@pytest.mark.parametrize(("name", "plan", "fact", "expected"), PAIRED.values(), ids=PAIRED)
def test_equal_stacks_are_paired_in_order(
    name: str, plan: str, fact: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    cells = (said.replace("⏎", "\n") for said in (name, plan, fact))
    assert paired(*cells) == [Triple(*said) for said in expected]


NOT_PAIRED = {
    "fewer values than names": ("Фото⏎Видео⏎Пост", "10⏎1", "12⏎1"),
    "fewer facts than plans": ("Фото⏎Видео", "10⏎1", "12"),
    "more values than names": ("Фото", "10⏎1", "12⏎1"),
    "values that part nowhere": ("Фото⏎Видео", "10 1", "12 1"),
}


@pytest.mark.parametrize(("name", "plan", "fact"), NOT_PAIRED.values(), ids=NOT_PAIRED)
def test_unequal_stacks_are_not_paired(name: str, plan: str, fact: str) -> None:
    assert paired(*(said.replace("⏎", "\n") for said in (name, plan, fact))) is None


PARTED = {
    "single spaces": ("Пост Фото есеп Бейнеролик", "20 5 3-тен кем емес", "25 5 4", [("Пост", "20", "25"), ("Фото есеп", "5", "5"), ("Бейнеролик", "3-тен кем емес", "4")]),
    "thousands that cannot be one number": ("Пост Буклет Спикер Видео", "20 500 20 20", "20 500 20 20", [("Пост", "20", "20"), ("Буклет", "500", "500"), ("Спикер", "20", "20"), ("Видео", "20", "20")]),
    "thousands that must be": ("Пост Буклет", "2 1 500", "2 1 500", [("Пост", "2", "2"), ("Буклет", "1 500", "1 500")]),
    "nothing at all between names": ("ПостФото", "5 10", "6 10", [("Пост", "5", "6"), ("Фото", "10", "10")]),
    "a unit that tells": ("Қатысушылар Пост", "40 адам 5", "45 адам 6", [("Қатысушылар", "40 адам", "45 адам"), ("Пост", "5", "6")]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "plan", "fact", "expected"), PARTED.values(), ids=PARTED)
def test_stacks_that_nothing_parts_are_parted_by_counting(
    name: str, plan: str, fact: str, expected: list[tuple[str, str, str]]
) -> None:
    assert parted(name, plan, fact) == [Triple(*said) for said in expected]


NOT_PARTED = {
    "one name": ("Қаралым саны", "1 500", "1 600"),
    "a name of two lines": ("Бейнероликтердің қаралым⏎саны", "9 700", "9 800"),
    "fewer facts than names": ("Пост Фото Видео", "5 10 1", "6 10"),
    "sizes that are not of one indicator": ("Пост Буклет Фото", "8 1 500", "110 9 1 628"),
    "words beside numbers": ("Тізім Пост", "жасалады 5", "5 орындалды"),
}


@pytest.mark.parametrize(("name", "plan", "fact"), NOT_PARTED.values(), ids=NOT_PARTED)
def test_what_counting_cannot_tell_is_not_parted(name: str, plan: str, fact: str) -> None:
    assert parted(name.replace("⏎", "\n"), plan, fact) is None


def test_a_value_word_for_word_the_same_tells_which_was_lost() -> None:
    told = settle(["а", "б", "в", "г"], ["10", "2 (топ)", "7 (топ)", "5"], ["2 (топ)", "7 (топ)", "5"])
    assert [t.fact for t in told] == [None, "2 (топ)", "7 (топ)", "5"]


def test_the_numbers_of_a_list_are_no_values() -> None:
    assert paired("1) Фото;\n2) Видео", "1) не менее 10\n2) 1", "1) 12\n2) 1") == [
        Triple("Фото;", "не менее 10", "12"),
        Triple("Видео", "1", "1"),
    ]
    assert paired("Фото\nВидео", "1\n2", "1\n2") == [Triple("Фото", "1", "1"), Triple("Видео", "2", "2")]


def test_a_numbered_list_may_stand_on_one_line() -> None:
    assert paired("1. Сабақ саны 2. Жадынама", "1. 12 2. 200 дана", "1. 11 2. 210 дана") == [
        Triple("Сабақ саны", "12", "11"),
        Triple("Жадынама", "200 дана", "210 дана"),
    ]
    assert paired("1. Сабақ саны 2. Жадынама", "1. 12", "1. 11") is None


def test_names_part_at_blank_lines_if_there_are_any_else_at_line_ends() -> None:
    assert names_of("Пост\n\nФото\nесеп") == ["Пост", "Фото есеп"]
    assert names_of("Пост\nФото") == ["Пост", "Фото"]
    assert names_of("1. Пост\n2. Фото\n\n- Видео") == ["Пост", "Фото", "Видео"]


def test_values_part_at_lines_and_double_spaces() -> None:
    assert values_of("10\n\n2 рет  5") == ["10", "2 рет", "5"]
    assert values_of(" ") == []


def test_settling_equal_stacks_pairs_them_all() -> None:
    assert list(settle(["а", "б"], ["1", "2"], ["3", "4"])) == [Triple("а", "1", "3"), Triple("б", "2", "4")]


def test_a_lost_fact_leaves_certain_what_agrees_in_shape_from_both_ends() -> None:
    plans, facts = ["40 адам", "2 рет", "5 (топ)", "75 %"], ["45 адам", "6 (топ)", "80 %"]
    assert list(settle(["а", "б", "в", "г"], plans, facts)) == [
        Triple("а", "40 адам", "45 адам"),
        Triple("б", "2 рет", None, is_certain=False),
        Triple("в", "5 (топ)", "6 (топ)"),
        Triple("г", "75 %", "80 %"),
    ]


def test_a_fact_lost_among_bare_numbers_may_be_any_of_them() -> None:
    assert [(t.fact, t.is_certain) for t in settle(["а", "б", "в"], ["10", "1", "5"], ["12", "4"])] == [
        (None, False)
    ] * 3
    told = settle(["а", "б", "в", "г"], ["40 адам", "10", "1", "75 %"], ["45 адам", "12", "80 %"])
    assert [(t.fact, t.is_certain) for t in told] == [("45 адам", True), (None, False), (None, False), ("80 %", True)]


def test_fewer_pairs_than_names_begin_at_the_top_and_say_so() -> None:
    assert list(settle(["а", "б"], ["50"], ["55"])) == [
        Triple("а", "50", "55", is_certain=False),
        Triple("б", None, None, is_certain=True),
    ]


def test_where_nothing_is_certain_no_value_is_given() -> None:
    assert list(settle(["а", "б"], ["1", "2", "3"], ["4"])) == [
        Triple("а", None, None, is_certain=False),
        Triple("б", None, None, is_certain=False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("12", True), (" 1 200 ", True), ("12 адам", False), ("", False), (" ", False)]
)
def test_a_bare_number_is_a_value_among_names(text: str, expected: bool) -> None:
    assert bare_number(text) is expected


_STACKS = st.lists(
    st.sampled_from(["10", "1", "5 (топ)", "-", "75 %", "орындалды", "Фото", "адам", "", "3 адамнан тұратын"]),
    max_size=6,
).map("\n".join)


@given(_STACKS, _STACKS, _STACKS)
def test_a_pairing_leaves_no_word_out_and_adds_none(name: str, plan: str, fact: str) -> None:
    triples = paired(name, plan, fact)
    if triples is not None:
        for cell, said in ((plan, [t.plan for t in triples]), (fact, [t.fact for t in triples])):
            assert " ".join(cell.split()) == " ".join(words for words in said if words is not None)


@given(
    st.lists(st.text(min_size=1), max_size=5),
    st.lists(st.sampled_from(["1", "2 адам", "5 %"]), max_size=5),
    st.lists(st.sampled_from(["1", "3 адам", "6 %"]), max_size=5),
)
def test_settling_gives_every_name_once_and_never_a_value_twice(
    names: list[str], plans: list[str], facts: list[str]
) -> None:
    triples = list(settle(names, plans, facts))
    assert [t.name for t in triples] == names
    assert sum(t.plan is not None for t in triples) <= len(plans)
    assert sum(t.fact is not None for t in triples) <= len(facts)
    if not len(names) == len(plans) == len(facts):
        assert all(not t.is_certain or t.fact is None or len(names) == len(plans) for t in triples)
