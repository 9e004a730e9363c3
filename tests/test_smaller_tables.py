"""Effects, partners, risks, events, evidence, and rows kept as written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from etl.records import Effect, Event, Evidence, Partner, Risk, Row
from etl.smaller_tables import read_effects, read_events, read_evidence, read_partners, read_risks, read_rows
from tests.builders import form, found_table


def effects(*rows: str) -> list[Effect]:
    return list(read_effects(found_table("effects", "no effect unit plan fact", *rows), form()))


def numbers(found: Sequence[Effect]) -> list[tuple[str, int | None, int | None]]:
    values = [
        (effect.code, *(value.quantity if value else None for value in (effect.plan, effect.fact))) for effect in found
    ]
    return [(code, int(plan.value) if plan else None, int(fact.value) if fact else None) for code, plan, fact in values]


def test_effects_are_known_by_their_labels() -> None:
    found = effects(
        "1 | Тікелей бенефициарлар саны | адам | 500 | 540",
        "2 | Жанама бенефициарлар саны | адам | 1 800 | 2 100",
        "3 | Вклад в экономику | тг | 18 200 450 | 18 200 450",
        "4 | Бөтен жол | дана | 1 | 1",
    )
    assert numbers(found) == [
        ("direct_beneficiaries", 500, 540),
        ("indirect_beneficiaries", 1800, 2100),
        ("contribution_kzt", 18200450, 18200450),
    ]
    assert found[0].unit == "адам"


def test_a_sub_row_belongs_to_the_row_above() -> None:
    sub = "халықтың әлеуметтік осал топтарынан"
    found = effects(
        "1 | Тікелей бенефициарлар саны | | 10 | 12",
        f" | {sub} | | 3 | 4",
        "2 | Тартылған мамандар саны | | 5 | 5",
        f" | {sub} | | 1 | 1",
    )
    assert numbers(found) == [
        ("direct_beneficiaries", 10, 12),
        ("direct_vulnerable", 3, 4),
        ("specialists", 5, 5),
        ("specialists_vulnerable", 1, 1),
    ]


SCALED = [
    ("Фонд оплаты труда | тыс. тенге | 3 100 | 3 100,5", 3_100_000, 3_100_500),
    ("Налоги, млн тенге | | 0,35 | 0,4", 350_000, 400_000),
    (
        "Вклад в экономику | тыс. тг | 3 100 000 | 3 100 000",
        3_100_000,
        3_100_000,
    ),  # whole tenge, whatever the unit says
    ("Еңбекақы төлеу қоры | мың теңге | 900 | 900 мың", 900_000, 900_000),
    ("Количество косвенных бенефициаров | тыс. чел. | 12 | 15,5", 12_000, 15_500),
]


@pytest.mark.parametrize(("row", "plan", "fact"), SCALED, ids=[case[0] for case in SCALED])
def test_values_in_thousands_and_millions_are_whole(row: str, plan: int, fact: int) -> None:
    assert [values[1:] for values in numbers(effects(f" | {row}"))] == [(plan, fact)]


def test_a_blank_effect_keeps_the_place_where_its_value_is_missing() -> None:
    [found] = effects("1 | Қамтылған ҮЕҰ саны | | - | ")
    assert found.plan is not None
    assert (found.plan.quantity, str(found.plan.text.place), found.fact) == (None, "1/1/4", None)


def test_people_of_small_grants_in_the_same_cell_are_set_apart() -> None:
    [found] = effects("1 | Тікелей бенефициарлар саны | | 500 | 540 (шағын гранттар бойынша - 80)")
    assert numbers([found]) == [("direct_beneficiaries", 500, 540)]
    assert found.small_grants == 80
    assert found.fact is not None
    assert "80" in found.fact.text.words


def partners(*rows: str) -> list[Partner]:
    return list(read_partners(found_table("partners", "no name role contact", *rows)))


def test_partners_with_role_and_contact() -> None:
    first, second = partners("1 | «Үміт» қоры | Қолдау | 700 00 00", "2 | Кітапхана | | ")
    assert first.role is not None
    assert (first.name.words, first.role.words, second.role, second.contact) == ("«Үміт» қоры", "Қолдау", None, None)


@pytest.mark.parametrize("row", [" | - | - | -", "--- | --- | --- | ---", " | 1. | | ", " | | рөл | "])
def test_rows_of_dashes_and_numbers_are_no_partners(row: str) -> None:
    assert partners(row) == []


def kept(*rows: str) -> list[Row]:
    return list(read_rows(found_table("proposals", "no area problem", *rows)))


def test_rows_are_kept_as_written_their_blank_cells_left_out() -> None:
    [row] = kept("1 | Білім | -", "2 | - | ", " | | ")
    assert {name: cell.words for name, cell in row.cells.items()} == {"no": "1", "area": "Білім"}


def risks(*rows: str, page_starts: tuple[int, ...] = ()) -> list[tuple[str, str | None]]:
    found: list[Risk] = list(read_risks(found_table("risks", "risk mitigation", *rows, page_starts=page_starts)))
    return [(risk.risk.words, risk.mitigation.words if risk.mitigation else None) for risk in found]


def test_risks_with_what_is_done_against_them() -> None:
    assert risks("Ауа райы. | Күнін ауыстыру.", "Қаржы. | ") == [("Ауа райы.", "Күнін ауыстыру."), ("Қаржы.", None)]


def test_a_risk_cut_by_a_page_goes_on_and_the_next_paragraph_is_a_new_risk() -> None:
    cut = risks("Адамдар келмеуі | Алдын ала", "мүмкін.⏎Ауа райы. | хабарлау.⏎Күнін ауыстыру.", page_starts=(1,))
    assert cut == [("Адамдар келмеуі мүмкін.", "Алдын ала хабарлау."), ("Ауа райы.", "Күнін ауыстыру.")]


def test_a_risk_that_ends_with_its_page_does_not_go_on() -> None:
    assert risks("Ауа райы. | Күту.", "Қаржы. | Іздеу.", page_starts=(1,)) == [
        ("Ауа райы.", "Күту."),
        ("Қаржы.", "Іздеу."),
    ]


EVENT = "no title date place participants categories experts completion documents"


def events(*rows: str, page_starts: tuple[int, ...] = ()) -> list[Event]:
    return list(read_events(found_table("events", EVENT, *rows, page_starts=page_starts), 2023))


def test_events() -> None:
    [event] = events("1 | Форум | 5 мамыр 2023 | Клуб | 80 | Жастар | Сарапшы | Толық | Фото № 3 қосымша")
    assert event.dates is not None
    assert (event.no, event.title.words, event.dates.start, event.participants_count, event.appendix_no) == (
        1,
        "Форум",
        "2023-05-05",
        80,
        3,
    )


@pytest.mark.parametrize(
    ("words", "number"), [("№4 қосымша", 4), ("приложение № 5", 5), ("Қосымша 2", 2), ("7", 7), ("фото", None)]
)
def test_the_appendix_that_an_event_cites(words: str, number: int | None) -> None:
    [event] = events(f"1 | Форум | | | | | | | {words}")
    assert event.appendix_no == number


def test_an_event_cut_by_a_page_goes_on_cell_by_cell() -> None:
    [event] = events(
        "1 | Үлкен | 5 мамыр 2023 | Клуб. | 80 | Жастар және | | Толық | ",
        " | форум | | | | балалар | | орындалды. | ",
        page_starts=(1,),
    )
    assert event.categories is not None
    assert event.completion is not None
    assert (event.title.words, event.categories.words, event.completion.words) == (
        "Үлкен форум",
        "Жастар және балалар",
        "Толық орындалды.",
    )


def test_an_event_printed_over_two_rows_is_one() -> None:
    [event, other] = events(
        "1 | Орталықтың | 11.04.2023, | Клуб | 40 | Жастар | | Толық | № 1",
        " | ашылуы | сағ. 11:00 | | | | | орындалды | қосымша",
        "2 | Дәріс | | | | | | | ",
    )
    assert (event.title.words, event.participants_count, other.title.words) == ("Орталықтың ашылуы", 40, "Дәріс")


def test_an_event_cut_by_a_page_that_lost_a_column_goes_on_where_sentences_are_open() -> None:
    table = found_table(
        "events", EVENT, "1 | Форум. | 5 мамыр 2023 | Клуб. | 80 | Жастар және | Сарапшы. | Толық | Фото."
    )
    rest = found_table("events", EVENT, "балалар | | орындалды. | ").rows[0]
    table.rows.append(rest)
    table.page_starts.add(1)
    [event] = read_events(table, 2023)
    assert event.categories is not None
    assert event.completion is not None
    assert (event.categories.words, event.completion.words) == ("Жастар және балалар", "Толық орындалды.")


def test_a_new_number_is_a_new_event_even_after_a_page() -> None:
    assert [event.no for event in events("1 | Форум | | | | | | | ", "2 | Дәріс | | | | | | | ", page_starts=(1,))] == [
        1,
        2,
    ]


def evidence(*rows: str, page_starts: tuple[int, ...] = ()) -> list[Evidence]:
    return list(read_evidence(found_table("evidence", "appendix task documents", *rows, page_starts=page_starts)))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1", 1),
        ("№ 2", 2),
        ("№3 қосымша", 3),
        ("Приложение №4", 4),
        ("5-қосымша (2 бет)", 5),
        ("1, 2", None),
        ("қосымша", None),
    ],
)
def test_the_number_of_an_appendix(cell: str, number: int | None) -> None:
    assert [row.appendix_no for row in evidence(f"{cell} | Форум | Фото")] == [number]


def test_documents_that_slipped_up_a_row_are_given_to_the_row_that_has_none() -> None:
    first, second = evidence("1 | Форум | Фото", " | өткізу | Сюжет", "2 | Дәріс | ", page_starts=(1,))
    assert first.task is not None
    assert (first.task.words, first.documents and first.documents.words) == ("Форум өткізу", "Фото")
    assert (second.documents and second.documents.words, second.slipped_from) == ("Сюжет", 1)


def test_a_row_of_its_own_is_not_slipped() -> None:
    assert [row.slipped_from for row in evidence("1 | Форум | Фото", "2 | Дәріс | Тізім", page_starts=(1,))] == [
        None,
        None,
    ]
