"""A report -> rows: columns that the schema knows, values that JSON holds, and nobody's name or phone outside private_contact."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from etl.document import Document
from etl.people import MASK, masked, named_people
from etl.records import Report, Risk
from etl.rows import Rows, as_rows
from etl.rules import check
from tests import builders as b

SCHEMA = Path("etl/schema.sql").read_text(encoding="utf-8")
ADDED = {"report_id"}  # where the report enters a release

HEAD, GUEST, SHORT, PHONE, MAIL = (
    "Тестбаев Ардақ Мысалұлы",
    "Үлгібаева Сәуле Мысалқызы",
    "Мысалов Ж.Б.",
    "+7 701 555 44 33",
    "tilshi@example.kz",
)
PEOPLE = f"{HEAD}, {GUEST}, {SHORT}, тел. {PHONE}, {MAIL}"
TRACES = ("Тестбаев", "Ардақ", "Үлгібаева", "Сәуле", "Мысал", "555 44 33", "5554433", MAIL)


def columns() -> dict[str, set[str]]:
    """The tables of schema.sql and their columns."""
    bare = re.sub(r"--[^\n]*", "", SCHEMA)
    found = {}
    for name, body in re.findall(r"create table (\w+) \((.*?)\);", bare, re.DOTALL):
        found[name] = {part.split()[0] for part in re.sub(r"\([^)]*\)", "", body).split(",") if part.split()}
    return found


def full_report(words: str = "") -> Report:
    """A report that says something everywhere; `words` stand in every text of it."""
    said = f" {words}".rstrip()
    return b.report(
        organisation=f"«Үміт» қоры{said}",
        head=HEAD,
        contacts=f"Тараз қаласы, {PHONE}",
        phones=[PHONE],
        title=f"«Көмек» жобасы{said}",
        goal=f"Жастарға көмек{said}",
        contract="№ 12",
        contract_no="12",
        contract_date="2023-03-01",
        dates="2023-03-01 2023-11",
        period=f"2023 жыл{said}",
        grant_kzt=5_000_000,
        deviation=f"Ауытқу жоқ{said}",
        claims_no_deviation=True,
        year=2023,
        coverage=b.place("Тараз қаласы"),
        venues=b.place("Тараз қаласы"),
        tasks=[b.task(1, f"Оқыту{said}")],
        activities=[
            b.activity(f"Семинар{said}", task=0, date=f"5 мамыр 2023{said}", place=f"Тараз қаласы{said}", found=b.place("Тараз қаласы"),
                       participants=f"85 адам{said}", result=f"Өтті{said}", outcome=f"Білді{said}"),
            b.activity("Форум", task=0),
        ],
        indicators=[b.indicator(f"Пост саны{said}", f"5/1 {said}", f"4/1 {said}"), b.indicator(f"Есеп{said}", "орындалды", f"иә{said}")],
        effects=[b.effect("direct_beneficiaries", f"70{said}", f"85 адам{said}", small_grants=8), b.effect("ngos", "-", "")],
        participants=[b.people("gender", 85, male=40, female=44)],
        partners=[b.partner(f"Кітапхана{said}", f"Қолдау{said}", f"Байланыс{said} +7 700 000 1{at} 2{at}") for at in range(3)],
        risks=[Risk(b.text(f"Ауа райы{said}"), b.text(f"Күту{said}"))],
        events=[b.event(1, f"Форум{said}", date="05.05.2023", place=f"Клуб{said}", participants=f"40 адам{said}", completion=f"Толық{said}", documents=f"Фото{said}")],
        evidence=[b.evidence(1, f"Фото{said}")],
        proposals=[b.kept_row(area=f"Білім{said}", budget=f"5 000{said}", expected=f"Жақсы{said}")],
        recommendations=[b.kept_row(state_body=f"Әкімдік{said}", letter=f"№ 1{said}")],
        links=[b.text("https://example.kz/1")],
        sections=[b.section("results", f"Бәрі жақсы өтті{said}")],
        troubles=[b.trouble("indicators_aligned", kind="shifted", values=[f"5{said}", f"6{said}"]), b.trouble("dates_in_order", date=f"мамыр{said}")],
        has_tables="main effects partners proposals recommendations gender",
    )  # fmt: skip


def rows_of(report: Report, words: str = "") -> Rows:
    told = " ".join(
        f"{noun}ға барлық ауылдан адам келді" for noun in ("семинар", "форум", "кеңес", "сабақ", "жиын", "көрме")
    )
    document: Document = b.document(f"Жауапты: {words}", b.table(f"Орындаушы | {words}"), told)
    return as_rows(report, check(report), document)


@pytest.fixture(scope="module")
def named() -> Rows:
    return rows_of(full_report(PEOPLE), PEOPLE)


def test_the_schema_is_read_by_this_test() -> None:
    assert {"dim_report", "fact_indicator", "private_contact"} <= set(columns())
    assert {"plan_parts", "status", "fact_place"} <= columns()["fact_indicator"]


@pytest.mark.parametrize("table", sorted(rows_of(full_report())))
def test_every_value_has_a_column_and_every_table_its_rows(table: str) -> None:
    rows = rows_of(full_report())[table]
    assert rows, "the report above says something for every table"
    assert {key for row in rows for key in row} <= columns()[table] - ADDED


def test_required_columns_of_facts_are_filled() -> None:
    required = {
        name: set(re.findall(r"^\s*(\w+)\s+\w+(?:\[\])? not null", body, re.MULTILINE)) - ADDED
        for name, body in re.findall(
            r"create table ((?:fact|report|source|bridge)_\w+) \(\n(.*?)\n\);", SCHEMA, re.DOTALL
        )
    }
    empty = [
        (name, column)
        for name, found in rows_of(full_report()).items()
        for row in found
        for column in required.get(name, ())
        if row.get(column) is None
    ]
    assert empty == []


def test_rows_are_ready_for_json() -> None:
    rows = rows_of(full_report())
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


@pytest.mark.parametrize("table", sorted(rows_of(full_report())))
def test_nobodys_name_or_phone_is_in_any_table_but_one(named: Rows, table: str) -> None:
    if table == "private_contact":
        return
    leaks = [
        (column, str(value))
        for row in named[table]
        for column, value in row.items()
        if any(trace in str(value) for trace in TRACES)
    ]
    assert leaks == []


def test_the_words_stay_readable_around_the_mask(named: Rows) -> None:
    assert named["fact_task"][0]["title"].startswith(f"Оқыту {MASK}")
    assert named["source_cell"][0]["words"].startswith(f"Жауапты: {MASK}")


def test_names_and_phones_are_kept_in_the_private_table(named: Rows) -> None:
    kept: dict[str, list[Any]] = {}
    for row in named["private_contact"]:
        kept.setdefault(row["kind"], []).append(row["words"])
    assert kept["head"] == [HEAD]
    assert kept["phone"] == [PHONE]
    assert HEAD in kept["partner_contact"][0]


MASKED = [
    (f"Жауапты: {HEAD}.", f"Жауапты: {MASK}."),
    ("Тестбаеву Ардаку Мысаловичу", MASK),
    ("Ұйымдастырушы А.Б. Мысалов", MASK),  # which of the two is the surname cannot be told
    ("Есеп А.Б. Мысалова өткізілді", f"{MASK} өткізілді"),
    ("жауапты А.Б. Мысалов", f"жауапты {MASK}"),
    ("ТЕСТБАЕВ АРДАҚ МЫСАЛҰЛЫ", MASK),
    ("Семинарды Айгерім Мысалова өткізді", f"Семинарды {MASK} өткізді"),
    ("Мысалова Айгеримнің дәрісі", f"{MASK} дәрісі"),
    ("встреча с Гульнарой Мысаловой", f"встреча с {MASK}"),
    ("МЫСАЛОВ АРМАН", MASK),
    ("Мысалова А.", MASK),
    ("А. Мысалова, Үлгіев Е.", f"{MASK}, {MASK}"),
    ("от имени Мысаловой А. и родителей", f"от имени {MASK} и родителей"),
    ("спикер Айгерім Бекболат", f"спикер {MASK}"),
    ("Сарапшылар: Айгерім Мысалова, Мысалов Қосай және Тест Ерлан", f"Сарапшылар: {MASK}, {MASK} және {MASK}"),
    ("Мысалбай Арман", MASK),  # a father's name as a surname
    ("Ерланқожа Серікгүлмен", MASK),
    ("Айгерім С. сөз сөйледі", f"{MASK} сөз сөйледі"),
    ("5 спикер (Тест Үлгі, Айгерім Мысалова және Қосай Мысалды) келді", f"5 спикер ({MASK}, {MASK} және {MASK}) келді"),
    (
        "бас жүлде 100 000 тг – Мысалхан Арман, бірінші орын – Айгерім Үлгі, екінші орын – Мысалова Тест",
        f"бас жүлде 100 000 тг – {MASK}, бірінші орын – {MASK}, екінші орын – {MASK}",
    ),
    ("Тренеры: Тест Ольга, Үлгі Айгерім и Виктор Ли", f"Тренеры: {MASK}, {MASK} и {MASK}"),
    ("Мысалова, 8 701 555 44 33", f"{MASK}, {MASK}"),
    ("Айгерім тел.: 87015554433", f"{MASK} тел.: {MASK}"),
    ("Занятия вела психолог Мысалова.", f"Занятия вела психолог {MASK}."),
    ("ОФ Арман, 8 701 555 44 33", f"ОФ Арман, {MASK}"),
    ("ул. Мысаловой, 8 701 555 44 33", f"ул. Мысаловой, {MASK}"),
    ("8 (701) 555-44-33", MASK),
    ("87015554433", MASK),
    (f"хат: {MAIL}", f"хат: {MASK}"),
]


@pytest.mark.parametrize(("text", "expected"), MASKED, ids=[text for text, _ in MASKED])
def test_a_name_a_phone_and_an_address_of_mail_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


NOT_MASKED = [
    "Тараз қаласы, Абай көшесі 5",
    "21 300 000 теңге",
    "директор Карагандинской школы",
    "специалист Медицины Катастроф",
    "2023 жылғы 5 мамыр",
    "Жамбыл облысы Білім басқармасы",
    "№ 12 шарт",
    "18 200 450",
    "https://example.kz/87015",
    "Бауыржан Момышұлы көшесі, 12",
    "М.О. Әуезов атындағы театр",
    "Қ. Жұбанов атындағы университет",
    "ул. А. Мысаловой, 5",
    "школа имени Алии Молдагуловой",
    "район Магжана Жумабаева",
    "Ғабит Мүсірепов ауданы",
    "Фонд Булата Мысалова",
    "Нұрсұлтан Назарбаев Қорының гранты",
    "Ахмет Байтұрсынов – ұлт ұстазы",
    "А. Құнанбаевтың қара сөздері",
    "«Арман» қоғамдық қоры",
    "«Айгерім» отбасылық орталығы",
    "«Надежда» и «Вера»",
    "Надежда Казахстана",
    "Арман Жолы",
    "бірінші орын – Арман Жолы, екінші орын – Нұр Отан",
    "(Абай Жетісу, Арман Алатау)",
    "Жібек Жолы, Арман Дала",
    "Тараз, Арман Тест, Шымкент",
    "Асанбай ауылы, Серікқали Алтай",
    "Жас Ұлан, Нұр Жол",
    "Дархан Дала фестивалі",
    "А. Оқыту Б. Кеңес беру В. Есеп",
    "А. Основа проекта",
    "Витамин С. Гепатит В.",
    "Проведено семинаров. А. Б. В.",
    "Северо-Казахстанская область, Айыртауский район",
    "г. Алматы, Бостандыкский район, мкр. Айнабулак",
    "Сейфуллина Д. 5",
    "Қазақстан Республикасы Мәдениет министрлігі",
    "Тренинг «Роман Толстого»",
]


@pytest.mark.parametrize("text", NOT_MASKED)
def test_what_is_nobodys_stays(text: str) -> None:
    assert masked(text) == text


def test_a_person_named_twice_is_one() -> None:
    assert named_people(f"{SHORT} және {SHORT}, {GUEST}") == [SHORT, GUEST]


def test_a_composite_a_month_and_a_blank_become_plain_values() -> None:
    rows = rows_of(full_report())
    report, indicator = rows["dim_report"][0], rows["fact_indicator"][0]
    assert (report["period_start"], report["period_end"]) == ("2023-03-01", "2023-11-30")
    assert (indicator["plan_value"], indicator["plan_parts"], indicator["status"]) == (5, [5.0, 1.0], "missed")
    assert rows["fact_effect"][1]["plan_value"] is None


def test_an_activity_that_names_no_place_takes_the_only_region_and_says_so() -> None:
    assert [
        (row["activity_seq"], row["region_code"], row["rule"])
        for row in rows_of(full_report())["bridge_activity_region"]
    ] == [
        (1, "KZ-31", "named"),
        (2, "KZ-31", "from_context"),
    ]


def test_every_rule_has_a_row_whatever_it_found() -> None:
    report = full_report()
    outcomes = check(report)
    found = rows_of(report)["fact_check"]
    assert {row["rule"] for row in found} == {outcome.rule for outcome in outcomes}
    assert {row["result"] for row in found} == {"passed", "failed", "skipped"}
    assert [row["check_seq"] for row in found] == list(range(1, len(found) + 1))
