"""One cell, one value, or a reason: the wordings that reports use, and what holds for all of them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells import (
    CellUnclear,
    Comparator,
    DateSpan,
    amount_kzt,
    comparator,
    date_span,
    first_day,
    first_number,
    is_blank,
    is_value,
    last_day,
    looks_like_value,
    people_count,
    quantity,
    split_values,
)
from etl.cells.words import beginnings

BLANK = ["", " ", "-", "–", "—", "--", "___", "\u00a0", "жоқ", "Нет", "х", "X", " - ", "«____»"]
NOT_BLANK = ["0", "5", "жоқтау", "орындалды", "нет данных", "-5", "1-"]


@pytest.mark.parametrize("text", BLANK)
def test_says_nothing(text: str) -> None:
    assert is_blank(text)
    assert quantity(text) is None
    assert amount_kzt(text) is None


@pytest.mark.parametrize("text", NOT_BLANK)
def test_says_something(text: str) -> None:
    assert not is_blank(text)


READABLE: list[tuple[str, str, Comparator, str | None]] = [
    # a number alone, and how thousands and decimals are printed
    ("0", "0", "=", None),
    ("70", "70", "=", None),
    ("2 315", "2315", "=", None),
    ("2\u00a0315", "2315", "=", None),
    ("18\u202f200\u202f450", "18200450", "=", None),
    ("1.250.000", "1250000", "=", None),
    ("4.500", "4500", "=", None),
    ("82,90 %", "82.90", "=", "%"),
    ("82.9%", "82.9", "=", "%"),
    ("75 пайыз", "75", "=", "%"),
    ("90 процентов", "90", "=", "%"),
    ("1 927 адам", "1927", "=", "адам"),
    # marks of footnotes, and a unit with a raised digit
    ("70¹ адам", "70", "=", "адам"),
    ("85 адам⁽²⁾", "85", "=", "адам"),
    ("12 м²", "12", "=", "м²"),
    # units, glued or not
    ("40 адам", "40", "=", "адам"),
    ("40адам", "40", "=", "адам"),
    ("12 человек", "12", "=", "человек"),
    ("3 іс-шара", "3", "=", "іс-шара"),
    ("25 қатысушы.", "25", "=", "қатысушы"),
    # Kazakh "at least"
    ("70-тен кем емес", "70", ">=", None),
    ("70 ден кем емес", "70", ">=", None),
    ("100-ден астам", "100", ">=", None),
    ("кемінде 1 250 адам", "1250", ">=", "адам"),
    ("Кемінде 10", "10", ">=", None),
    ("200-ден аса", "200", ">=", None),
    ("50-ден жоғары", "50", ">=", None),
    ("30-дан артық адам", "30", ">=", None),
    # Kazakh "at most"
    ("5-тен артық емес", "5", "<=", None),
    ("10-нан көп емес", "10", "<=", None),
    ("20-ға дейін", "20", "<=", None),
    ("15-тен аспайды", "15", "<=", None),
    # Russian "at least" and "at most"
    ("не менее 25", "25", ">=", None),
    ("Не менее 25 человек", "25", ">=", "человек"),
    ("не меньше 5", "5", ">=", None),
    ("свыше 1 000", "1000", ">=", None),
    ("более 300 чел.", "300", ">=", "человек"),
    ("минимум 3", "3", ">=", None),
    ("от 20", "20", ">=", None),
    ("не более 5", "5", "<=", None),
    ("не больше 5 раз", "5", "<=", "раз"),
    ("до 15 человек", "15", "<=", "человек"),
    # signs
    ("≥ 70", "70", ">=", None),
    (">=70", "70", ">=", None),
    ("≤ 3", "3", "<=", None),
    # scales
    ("10,5 млн", "10500000", "=", None),
    ("3 мың адам", "3000", "=", "адам"),
    ("12 тыс. человек", "12000", "=", "человек"),
    ("3 000 000 млн тг", "3000000", "=", "тг"),
    ("1,5 млрд тенге", "1500000000.0", "=", "тенге"),
    # thousands by other marks
    ("1\u2009250", "1250", "=", None),
    ("1’250’000 тенге", "1250000", "=", "тенге"),
    ("10 000,5", "10000.5", "=", None),
    # about so many is so many: no margin is given
    ("около 50 человек", "50", "=", "человек"),
    ("порядка 50", "50", "=", None),
    ("50-ге жуық", "50", "=", None),
    # more bounds
    ("не менее чем 10", "10", ">=", None),
    ("не более чем 3", "3", "<=", None),
    ("10 и более", "10", ">=", None),
    ("10+", "10", ">=", None),
    ("10-нан астам", "10", ">=", None),
    ("кем дегенде 10", "10", ">=", None),
    ("10 адамнан кем емес", "10", ">=", "адам"),
    ("5-тен аспауы тиіс", "5", "<=", None),
    ("5 жоғары оқу орны", "5", "=", None),
    ("10 писем от организаций", "10", "=", "писем"),
    # units whatever their ending, and in short
    ("30 адамды", "30", "=", "адам"),
    ("2 человека", "2", "=", "человек"),
    ("100 экз.", "100", "=", "экз"),
    ("3 штуки", "3", "=", "шт"),
    ("10 ед.", "10", "=", "ед"),
    ("75%-дан", "75", "=", "%"),
    ("0,75", "0.75", "=", None),
    # in words, if that is all
    ("нөл", "0", "=", None),
    ("үш топ", "3", "=", "топ"),
    ("два семинара", "2", "=", "семинара"),
    ("он екі адам", "12", "=", "адам"),
    ("двадцать пять человек", "25", "=", "человек"),
    ("не менее пяти семинаров", "5", ">=", "семинаров"),
    ("оннан кем емес", "10", ">=", None),
    ("2 (екі)", "2", "=", None),
    ("10 (десять) человек", "10", "=", "человек"),
    ("100% орындалды", "100", "=", "%"),
    # brackets explain
    ("10 (әр семинар бойынша)", "10", "=", None),
    ("3 өңір (25 ауыл)", "3", "=", "өңір"),
    ("2 (өткізілген әр семинарда", "2", "=", None),
    ("(15)", "15", "=", None),
    ("№4 мектеп - 12 оқушы", "12", "=", "оқушы"),
]


@pytest.mark.parametrize(("text", "value", "sign", "unit"), READABLE, ids=[case[0] for case in READABLE])
def test_readable_quantities(text: str, value: str, sign: Comparator, unit: str | None) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.value, found.comparator, found.parts, found.per_event) == (Decimal(value), sign, (), False)
    assert found.unit == unit


COMPOSITE: list[tuple[str, list[int]]] = [
    ("5/1", [5, 1]),
    ("5 / 1", [5, 1]),
    ("3 фото/1 видео", [3, 1]),
    ("2 топ – кемінде 6 адамнан", [2, 6]),
    ("5 фото, 1 видео", [5, 1]),
    ("10 постов, 3 ролика, 2 статьи", [10, 3, 2]),
    ("кемінде 5/1", [5, 1]),
]


@pytest.mark.parametrize(("text", "parts"), COMPOSITE, ids=[case[0] for case in COMPOSITE])
def test_a_composite_keeps_its_parts_and_counts_as_its_first(text: str, parts: list[int]) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.value, list(found.parts)) == (parts[0], parts)


def test_a_group_of_so_many_people_is_one_group() -> None:
    found = quantity("5 адамнан тұратын 1 топ")
    assert found is not None
    assert (found.value, found.unit) == (1, "топ")


@pytest.mark.parametrize(
    "text",
    [
        "Әр дәріске 15-тен кем емес",
        "әрбір семинарда 10 адам",
        "на каждом семинаре 15 человек",
        "каждый по 3",
        "по 5 фото с каждого мероприятия",
        "5/1 әр іс-шарада",
        "на каждое мероприятие не менее 30 человек",
    ],
)
def test_a_plan_for_each_event_says_so(text: str) -> None:
    found = quantity(text)
    assert found is not None
    assert found.per_event


def test_what_is_various_is_not_for_each() -> None:
    found = quantity("әр түрлі 5 материал")
    assert found is not None
    assert not found.per_event


RANGES = [
    ("20-25", 20, 25),
    ("20 – 25 адам", 20, 25),
    ("от 5 до 10", 5, 10),
    ("от 20 до 25 человек", 20, 25),
    ("20-дан 30-ға дейін", 20, 30),
    ("1 000 - 1 200 дана", 1000, 1200),
]


@pytest.mark.parametrize(("text", "low", "high"), RANGES, ids=[case[0] for case in RANGES])
def test_a_range_asks_for_its_lower_end_and_keeps_the_higher(text: str, low: int, high: int) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.value, found.comparator, found.upto) == (low, ">=", high)


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [("не более 20-25", 25, "<="), ("кемінде 10-15 адам", 10, ">="), ("до 20-25 чел.", 25, "<=")],
)
def test_a_bound_on_a_range_asks_for_one_end(text: str, value: int, sign: Comparator) -> None:
    found = quantity(text)
    assert found is not None
    assert (found.value, found.comparator, found.upto) == (value, sign, None)


UNCLEAR = [
    ("орындалды", "no_number"),
    ("выполнено в полном объеме", "no_number"),
    ("№7", "no_number"),
    ("2 семинар, 40 адам", "several_numbers"),
    ("3 поста и 2 видео", "several_numbers"),
    ("25-20", "range"),
    ("2023-2024", "range"),
    ("20-25 адам, 3 топ", "range"),
    ("3*5=15", "several_numbers"),
    ("5х3", "several_numbers"),
    ("5 видео, 20 человек", "several_numbers"),
    # said in words, and no count
    ("не проводилось", "no_number"),
    ("н/д", "no_number"),
    ("б/ж", "no_number"),
    ("бір жолғы көмек берілді", "no_number"),
    ("два и более раза в год по согласованию", "no_number"),
    # numbers that count nothing
    ("4Ж0", "no_number"),  # a digit that became a letter
    ("5Qадам", "no_number"),
    ("7Оадам", "no_number"),
    ("14:00", "no_number"),
    ("24/7", "no_number"),
    ("№ 5", "no_number"),
    ("1-ші", "no_number"),
    ("2-й", "no_number"),
    ("5-сынып", "no_number"),
    ("+7 700 000 11 22", "no_number"),
    ("8 (700) 000-11-22", "no_number"),
    ("9 мая", "date"),
    ("12 қыркүйек", "date"),
    ("12.05.2023", "date"),
    ("2023-05-12", "date"),
]


@pytest.mark.parametrize(("text", "reason"), UNCLEAR, ids=[case[0] for case in UNCLEAR])
def test_unclear_quantities_say_why_and_what_was_seen(text: str, reason: str) -> None:
    with pytest.raises(CellUnclear, match=re.escape(text)) as unclear:
        quantity(text)
    assert unclear.value.reason == reason


def test_not_more_is_not_more() -> None:
    assert [comparator(said) for said in ("артық", "артық емес", "более", "не более", "бес")] == [
        ">=",
        "<=",
        ">=",
        "<=",
        "=",
    ]


AMOUNTS = [
    ("21 300 000", "21300000"),
    ("21 300 000 тг", "21300000"),
    ("21.300.000 теңге", "21300000"),
    ("21 300 000,50", "21300000.50"),
    ("5 000 000 (бес миллион) теңге", "5000000"),
    ("10,5 млн тенге", "10500000"),
    ("7 500 мың теңге", "7500000"),  # no grant is of 7 500 tenge
    ("350 тыс. тенге", "350000"),
    ("3 400,0 тыс. тенге", "3400000"),
    ("300 000 мың теңге", "300000"),  # repeats itself
    ("2,500,000 тенге", "2500000"),
    ("8 миллионов 350 тысяч тенге", "8350000"),
    ("5 млн 600 тыс. тг", "5600000"),
    ("12 млн тенге, в том числе 2 млн собственных", "12000000"),
]


@pytest.mark.parametrize(("text", "value"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_readable_amounts(text: str, value: str) -> None:
    assert amount_kzt(text) == Decimal(value)


def test_an_amount_in_words_only_is_unclear() -> None:
    with pytest.raises(CellUnclear, match="бес миллион"):
        amount_kzt("бес миллион теңге")


def test_groups_are_not_the_people_in_them() -> None:
    said = [
        "40 семей (132 человека)",
        "40 отбасы (132 адам)",
        "45 участников (20 молодых человек)",
        "12 школ, 90 человек",
    ]
    assert [people_count(text) for text in said] == [132, 132, 45, 90]
    assert [people_count(text) for text in ("12 команд", "389 обращений", "1 200 қаралым")] == [None] * 3


def test_first_number_takes_the_first_and_leaves_brackets() -> None:
    assert [first_number(text) for text in ("40 адам, 3 спикер", "(2 топ) 25 адам", "жастар")] == [40, 25, None]


DATES: list[tuple[str, str, str]] = [
    ("27.07.2023", "2023-07-27", "2023-07-27"),
    ("27.07.2023 ж.", "2023-07-27", "2023-07-27"),
    ("27.07.23", "2023-07-27", "2023-07-27"),
    ("2023-07-27", "2023-07-27", "2023-07-27"),
    ("11-19.10.2022 ж.", "2022-10-11", "2022-10-19"),
    ("18.06 - 14.07.2022 жж.", "2022-06-18", "2022-07-14"),
    ("05.05.2023-07.06.2023", "2023-05-05", "2023-06-07"),
    ("с 01.03.2024 по 30.11.2024 г.", "2024-03-01", "2024-11-30"),
    ("2019 жылғы 10 маусым", "2019-06-10", "2019-06-10"),
    ("2021 жылғы мамыр айының 26-сы күні", "2021-05-26", "2021-05-26"),
    ("2021 жылғы 14 – ші мамырда", "2021-05-14", "2021-05-14"),
    ("2024 жылдың 10-11 қыркүйегі", "2024-09-10", "2024-09-11"),
    ("10 және 12 мамыр 2022 ж.", "2022-05-10", "2022-05-12"),
    ("2023 жылғы мамыр", "2023-05", "2023-05"),
    ("2024 жыл қаңтар – тамыз", "2024-01", "2024-08"),
    ("2022 жылғы 25 желтоқсан - 2023 жылғы 5 қаңтар", "2022-12-25", "2023-01-05"),
    ("15 сентября 2024 года", "2024-09-15", "2024-09-15"),
    ("с 12 по 15 сентября 2024 года", "2024-09-12", "2024-09-15"),
    ("с девятого августа по тридцать первое октября 2023 года", "2023-08-09", "2023-10-31"),
    ("с первого по двадцать третье мая 2023 года", "2023-05-01", "2023-05-23"),
    ("второго сентября 2023 г.", "2023-09-02", "2023-09-02"),
    ("12-15 мая 2024 г.", "2024-05-12", "2024-05-15"),
    ("март 2023 года", "2023-03", "2023-03"),
    ("апрель - июнь 2023 г.", "2023-04", "2023-06"),
    ("1 марта – 30 ноября 2021 года", "2021-03-01", "2021-11-30"),
    ("декабрь 2022 года - январь 2023 года", "2022-12", "2023-01"),
    ("«25» сәуір 2019 жыл", "2019-04-25", "2019-04-25"),
    ("с «01» мая 2024 года по «30» ноября 2024 года", "2024-05-01", "2024-11-30"),
    ("в период с 01.05.2024 г. по 30.11.2024 г.", "2024-05-01", "2024-11-30"),
    ("12 и 14 мая 2024 г.", "2024-05-12", "2024-05-14"),
    ("12, 14 и 16 мая 2024", "2024-05-12", "2024-05-16"),
    ("май-ноябрь 2024 года", "2024-05", "2024-11"),
    ("с мая по ноябрь 2024 года", "2024-05", "2024-11"),
    ("2023 жылдың 15 шілдесінен 30 қазанына дейін", "2023-07-15", "2023-10-30"),
    ("2023 жылдың 15 шілдесі мен 30 қазаны аралығында", "2023-07-15", "2023-10-30"),
    ("15.07.2023 – 30.10.2023 жж.", "2023-07-15", "2023-10-30"),
    ("15.07.23 - 30.10.23", "2023-07-15", "2023-10-30"),
    ("15 сентября 24 года", "2024-09-15", "2024-09-15"),
    ("15 сентября 24 г.", "2024-09-15", "2024-09-15"),
    ("12/05/2024", "2024-05-12", "2024-05-12"),
    ("05.2024-11.2024", "2024-05", "2024-11"),
    ("12-13.05, 15.05.2024", "2024-05-12", "2024-05-15"),
    ("маусым – шілде 2024 жылы", "2024-06", "2024-07"),
    ("с 10:00 до 12:00 12.05.2024", "2024-05-12", "2024-05-12"),
    # parts of the year
    ("I квартал 2024", "2024-01", "2024-03"),
    ("1 квартал 2024 года", "2024-01", "2024-03"),
    ("2024 жылғы 2-тоқсан", "2024-04", "2024-06"),
    ("III тоқсан 2024 ж.", "2024-07", "2024-09"),
    ("II-IV квартал 2024 года", "2024-04", "2024-12"),
    ("1-е полугодие 2024 года", "2024-01", "2024-06"),
    ("2024 жылдың екінші жартыжылдығы", "2024-07", "2024-12"),
    # names that the paper has damaged
    ("15 сентяорь 2024", "2024-09-15", "2024-09-15"),
    ("сен-тябрь 2024", "2024-09", "2024-09"),
    ("15 сентяорь - 20 октября 2024", "2024-09-15", "2024-10-20"),
    ("17 нюля 2023 г. - 17 декабря 2023 г.", "2023-07-17", "2023-12-17"),
    ("10 желтаксан 2023 ж.", "2023-12-10", "2023-12-10"),
]


@pytest.mark.parametrize(("text", "start", "end"), DATES, ids=[case[0] for case in DATES])
def test_readable_dates(text: str, start: str, end: str) -> None:
    assert date_span(text.replace("«", "").replace("»", "")) == DateSpan(start, end)


OPEN = [
    ("с мая 2024", "2024-05", None),
    ("С 15 мая 2024 года", "2024-05-15", None),
    ("начиная с 01.05.2024", "2024-05-01", None),
    ("с мая 2024 г. по настоящее время", "2024-05", None),
    ("с II квартала 2024 года", "2024-04", None),
    ("2024 жылғы мамырдан бастап", "2024-05", None),
    ("2024 жылғы 15 мамырдан бастап", "2024-05-15", None),
    ("2024 жылдың мамыр айынан бастап", "2024-05", None),
    ("01.05.2024 жылдан бастап", "2024-05-01", None),
    ("по август 2024", None, "2024-08"),
    ("до 30 августа 2024 года", None, "2024-08-30"),
    ("не позднее 30.08.2024", None, "2024-08-30"),
    ("2024 жылғы тамызға дейін", None, "2024-08"),
    ("30.08.2024 ж. дейін", None, "2024-08-30"),
]


@pytest.mark.parametrize(("text", "start", "end"), OPEN, ids=[case[0] for case in OPEN])
def test_a_period_of_which_one_end_is_named_is_open(text: str, start: str | None, end: str | None) -> None:
    assert date_span(text) == DateSpan(start, end, is_open=True)


CLOSED = [
    ("с мая по август 2024 года", "2024-05", "2024-08"),
    ("23-25.05.24", "2024-05-23", "2024-05-25"),
    ("с 12 по 15 мая 2024 года", "2024-05-12", "2024-05-15"),
    ("2024 жылғы мамырдан тамызға дейін", "2024-05", "2024-08"),
    ("2024 жылғы 5 мамыр мен 20 мамыр аралығы", "2024-05-05", "2024-05-20"),
    ("с. Аксай, 12.05.2024", "2024-05-12", "2024-05-12"),
    ("отчёт по августу 2024", "2024-08", "2024-08"),
    ("от 4 марта 2024 года", "2024-03-04", "2024-03-04"),
]


@pytest.mark.parametrize(("text", "start", "end"), CLOSED, ids=[case[0] for case in CLOSED])
def test_a_period_with_both_ends_or_a_single_date_is_not_open(text: str, start: str, end: str) -> None:
    assert date_span(text) == DateSpan(start, end)


NO_DATES = [
    "",
    "-",
    "жоба барысында",
    "в течение проекта",
    "2023",
    "2023 жыл",
    "14 мектеп",
    "10:00-12:00",
    "№ 12",
    "марафон онда",
    "жыл бойы",
    "ежемесячно",
    "24/7",
    "7 квартал",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_names_no_month_is_no_date(text: str) -> None:
    assert date_span(text, 2023) is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("қараша айы", "2023-11"),
        ("5 мая", "2023-05-05"),
        ("17.08", "2023-08-17"),
        ("12 мая т.г.", "2023-05-12"),
        ("А.ж. 22 шілде", "2023-07-22"),
    ],
)
def test_a_year_that_is_not_named_is_taken_from_the_report_and_says_so(text: str, start: str) -> None:
    assert date_span(text, 2023) == DateSpan(start, start, year_inferred=True)
    assert date_span(text) is None


@pytest.mark.parametrize("text", ["2022 жылғы 24 мамыр - 18 мамыр", "30.09.2023 - 01.09.2023"])
def test_a_span_that_runs_backwards_has_no_end(text: str) -> None:
    span = date_span(text)
    assert span is not None
    assert span.end is None


@pytest.mark.parametrize("text", ["31.02.2023", "45.05.2023", "12.13.2023"])
def test_a_day_that_is_not_in_the_calendar_is_no_date(text: str) -> None:
    assert date_span(text) is None


def test_a_month_counts_as_a_whole() -> None:
    assert (first_day("2024-02"), last_day("2024-02"), last_day("2023-02-10")) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
        date(2023, 2, 10),
    )


VALUES = ["5", "-", "70-тен кем емес", "орындалды", "выполнено", "да", "бар", "82,9 %", "10 (әр семинар бойынша)"]
WORDS = ["Посттар саны", "3 адамнан тұратын", "жалғасы", "қатысушылар тізімі"]


@pytest.mark.parametrize(("text", "expected"), [*((said, True) for said in VALUES), *((said, False) for said in WORDS)])
def test_what_can_stand_as_a_value_in_a_stack(text: str, expected: bool) -> None:
    assert is_value(text) is expected


BEGINS_AS_VALUE = ["10", "Кемінде 10", "не менее 5", "≥ 3", "-", "Әр топта 5 адам", "2 рет"]
BEGINS_AS_NAME = ["4-ші курс студенттері", "Посттар", "Видео 10", "3-й класс", ""]


@pytest.mark.parametrize(
    ("text", "expected"), [*((said, True) for said in BEGINS_AS_VALUE), *((said, False) for said in BEGINS_AS_NAME)]
)
def test_what_looks_like_a_value_rather_than_a_name(text: str, expected: bool) -> None:
    assert looks_like_value(text) is expected


def test_values_on_one_line_part_at_double_spaces_and_after_brackets() -> None:
    assert split_values("8 (екі рет)  5 ( бір топ ) 600 адам  75 %") == [
        "8 (екі рет)",
        "5 ( бір топ )",
        "600 адам",
        "75 %",
    ]
    assert split_values("2 315") == ["2 315"]


WORDINGS: list[tuple[str, Comparator]] = [
    ("{}", "="),
    ("{} адам", "="),
    ("{}-тен кем емес", ">="),
    ("кемінде {} қатысушы", ">="),
    ("не менее {} человек", ">="),
    ("не более {} чел.", "<="),
    ("{}-ден артық емес", "<="),
    ("{} (әр өңірде 2 рет)", "="),
    ("{}+", ">="),
    ("{} и более", ">="),
    ("не менее чем {} шт.", ">="),
    ("около {} человек", "="),
    ("≤ {}", "<="),
    ("до {} экз.", "<="),
    ("{} %", "="),
]


@given(
    value=st.integers(0, 10**9),
    wording=st.sampled_from(WORDINGS),
    space=st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "’", ""]),
)
def test_any_grouped_number_survives_its_wording(value: int, wording: tuple[str, Comparator], space: str) -> None:
    template, sign = wording
    found = quantity(template.format(f"{value:,}".replace(",", space)))
    assert found is not None
    assert (found.value, found.comparator) == (value, sign)


@given(
    value=st.integers(1000, 10**10),
    space=st.sampled_from([" ", "\u00a0", "."]),
    unit=st.sampled_from(["", " тг", " теңге", " (жиырма төрт миллион) тенге"]),
)
def test_any_amount_survives_its_wording(value: int, space: str, unit: str) -> None:
    assert amount_kzt(f"{value:,}".replace(",", space) + unit) == value


DAY_WORDINGS = [
    "{day:02}.{month:02}.{year}",
    "{day:02}.{month:02}.{year} ж.",
    "{year}-{month:02}-{day:02}",
    "{year} жылғы {day} {kk}",
    "{year} жылдың {day} {kk}ында",
    "{day} {kk} {year} жыл",
    "{year} жылғы {kk} айының {day}-сі",
    "{day} {ru} {year} года",
    "{day} {ru} {year} г.",
]
KAZAKH = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]
RUSSIAN = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def _worded(day: date, wording: str) -> str:
    names = {"kk": KAZAKH[day.month - 1], "ru": RUSSIAN[day.month - 1]}
    return wording.format(day=day.day, month=day.month, year=day.year, **names)


@given(day=st.dates(date(2015, 1, 1), date(2035, 12, 31)), wording=st.sampled_from(DAY_WORDINGS))
def test_any_day_survives_its_wording(day: date, wording: str) -> None:
    assert date_span(_worded(day, wording)) == DateSpan(day.isoformat(), day.isoformat())


@given(
    days=st.lists(st.dates(date(2015, 1, 1), date(2035, 12, 31)), min_size=2, max_size=2).map(sorted),
    wording=st.sampled_from(["{day:02}.{month:02}.{year}", "{year} жылғы {day} {kk}", "{day} {ru} {year} года"]),
)
def test_any_span_survives_its_wording(days: list[date], wording: str) -> None:
    first, last = days
    assert date_span(f"{_worded(first, wording)} – {_worded(last, wording)}") == DateSpan(
        first.isoformat(), last.isoformat()
    )


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһ -(),.;:«»"))
def test_nothing_is_read_from_a_text_without_a_digit_or_numeral(text: str) -> None:
    numerals = set(beginnings("numerals"))
    if not {re.sub("[-–]?(?:[дт][ае]н|н[ае]н)$", "", word) for word in re.findall(r"\w+", text)} & numerals:
        with suppress(CellUnclear):
            assert quantity(text) is None


@given(low=st.integers(0, 500), more=st.integers(1, 500), dash=st.sampled_from(["-", "–", " - ", " — "]))
def test_any_range_survives_its_wording(low: int, more: int, dash: str) -> None:
    found = quantity(f"{low}{dash}{low + more} адам")
    assert found is not None
    assert (found.value, found.upto, found.unit) == (low, low + more, "адам")


_CELLS = st.one_of(st.text(), st.text(alphabet="0123456789 .,-–/()%№айынтенмлкеожд\u00a0қғ"))


@given(_CELLS)
def test_no_text_raises_anything_but_unclear(text: str) -> None:
    for read in (quantity, amount_kzt):
        with suppress(CellUnclear):
            read(text)


@given(_CELLS, st.none() | st.integers(2000, 2040))
def test_no_text_breaks_the_reading_of_dates(text: str, year: int | None) -> None:
    span = date_span(text, year)
    if span is not None:
        assert first_day(span.named) <= last_day(span.end or span.named)
        assert span.is_open or span.start


@given(_CELLS)
def test_no_text_breaks_the_looks_of_values(text: str) -> None:
    assert {type(said(text)) for said in (is_blank, is_value, looks_like_value)} == {bool}
