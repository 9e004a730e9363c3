"""A Russian final report: its contract, its deviations, its language, and captions of the other language in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.cells import DateSpan
from etl.extract import extract
from etl.readers.text import read
from etl.recognise import recognise
from etl.records import Report

FIELDS = """Итоговый отчет по итогам реализации социального проекта
1. Полное наименование неправительственной организации: ОФ «Пример»
2. Ф.И.О. руководителя: Примерова Анна Петровна
4. Название проекта: «Первые шаги»
5. Период реализации: с 1 марта по 30 ноября 2024 года
6. Сумма гранта: 5 000 000 (пять миллионов) тенге
1. Опишите мероприятия в рамках социального проекта
Цель проекта: помощь подросткам
"""


def read_report(words: str, folder: Path) -> Report:
    path = folder / "отчет.txt"
    path.write_text(words, encoding="utf-8")
    document = read(path)
    return extract(document, recognise(document, path))


CONTRACTS = [
    ("Приложение № 8\nк Договору о предоставлении гранта\n№ 105 от 24 июля 2023 года", "105", "2023-07-24"),
    ("Приложение № 8 к Договору № 12 от 15 мая 2024 года", "12", "2024-05-15"),
    ("Договор № 12 от 15 мая 2024 года\nПриложение № 8", "12", "2024-05-15"),
    ("Приложение 8 к договору гранта №12 от 15.05.2024 г.", "12", "2024-05-15"),
    ("к Договору №12-К/2024 от «15» мая 2024 г.\n8-приложение", "12-К/2024", "2024-05-15"),
    ("Приложенне № 8\nк Договору о предоставлеиии гранта\n№ 66-Г от «17» июля 2023 г.", "66-Г", "2023-07-17"),
    ("Приложение №8\nк Договору от 15 мая 2024 года № 12", "12", "2024-05-15"),
]


@pytest.mark.parametrize(("top", "number", "day"), CONTRACTS)
def test_the_contract_is_told_from_the_annex(top: str, number: str, day: str, tmp_path: Path) -> None:
    report = read_report(f"{top}\n{FIELDS}", tmp_path)
    assert (report.contract_no, report.contract_date) == (number, day)


DENIED = [
    "отклонений нет",
    "Отклонения отсутствуют.",
    "Не имеется",
    "Отклонений от плана по проекту не было",
    "Отклонений от утвержденного плана мероприятий не зафиксировано",
    "Отклонения не допущены",
    "Все мероприятия выполнены согласно плану",
    "Проект реализован в полном соответствии с планом",
    "План выполнен на 100 %",
    "Жоспар толық орындалды",
]
ADMITTED = [
    "Отклонение составило 5 человек",
    "Имеются отклонения по срокам, остальные мероприятия выполнены согласно плану",
    "Перенесены сроки двух семинаров",
]


@pytest.mark.parametrize(
    ("words", "denied"), [*((said, True) for said in DENIED), *((said, False) for said in ADMITTED)]
)
def test_deviations_are_denied_or_admitted(words: str, denied: bool, tmp_path: Path) -> None:
    report = read_report(f"{FIELDS}\nОбоснование отклонений от плана: {words}\n", tmp_path)
    assert report.claims_no_deviation is denied


def test_the_header_is_read_in_other_words(tmp_path: Path) -> None:
    said = FIELDS.replace("Сумма гранта", "Размер выделенного гранта").replace(
        "Период реализации", "Сроки реализации проекта"
    )
    report = read_report(said, tmp_path)
    assert (report.grant_kzt, report.dates) == (5_000_000, DateSpan("2024-03-01", "2024-11-30"))
    assert report.language == "ru"


@pytest.mark.parametrize(
    "said",
    [
        "Сумма гранта, тыс. тенге: 5 000",
        "Сумма гранта (млн тенге): 5",
        "Бюджет, тыс. тенге: 5000,0",
        "Сумма гранта, тыс. тенге: 5 000 000",
    ],
)
def test_the_label_of_the_grant_may_say_its_unit(said: str, tmp_path: Path) -> None:
    line = next(line for line in FIELDS.splitlines() if "Сумма гранта" in line)
    assert read_report(FIELDS.replace(line, said), tmp_path).grant_kzt == 5_000_000


PEOPLE = """
Гендерлік көрсеткіш:
Всего\tМуж.\tЖен.
30\t10\t20

Социальный статус по категориям:
Барлық қатысушылар саны\tБалалар\tМолодежь\tЖұмыссыздар\tПрочие
30\t5\t15\t4\t6
"""


def test_captions_of_two_languages_stand_in_one_paper(tmp_path: Path) -> None:
    report = read_report(FIELDS + PEOPLE, tmp_path)
    read = {
        row.dimension: (row.total, {k: c.count for k, c in row.counts.items() if c.count is not None})
        for row in report.participants
    }
    assert read == {
        "gender": (30, {"male": 10, "female": 20}),
        "status": (30, {"children": 5, "youth": 15, "unemployed": 4, "other": 6}),
    }


def test_a_title_of_two_lines_is_no_section(tmp_path: Path) -> None:
    title, rest = FIELDS.split("\n", 1)
    first, second = title.split(" по ")
    report = read_report(f"{first}\nпо {second}\nДоговор № 33 от 11.02.2024 года\n{rest}", tmp_path)
    assert (report.contract_no, report.contract_date) == ("33", "2024-02-11")


BRIEF = {
    "Полное наименование неправительственной организации: ": "Наименование НПО – ",
    "Ф.И.О. руководителя: ": "Председатель организации – ",
    "Название проекта: ": "Тема: ",
    "Период реализации: ": "Период – ",
    "Сумма гранта: ": "Сумма: ",
}


def test_the_header_may_leave_unsaid_what_its_place_tells_and_end_labels_with_dashes(tmp_path: Path) -> None:
    said = FIELDS
    for label, brief in BRIEF.items():
        assert label in said
        said = said.replace(label, brief)
    report = read_report(said, tmp_path)
    assert report.organisation is not None
    assert report.head is not None
    assert report.title is not None
    assert (report.organisation.line, report.head.line) == ("ОФ «Пример»", "Примерова Анна Петровна")
    assert (report.title.line, report.grant_kzt) == ("«Первые шаги»", 5_000_000)
    assert report.dates == DateSpan("2024-03-01", "2024-11-30")


def test_a_label_that_goes_on_has_its_value_on_the_next_line(tmp_path: Path) -> None:
    said = FIELDS.replace("Период реализации: ", "Период реализации настоящего социального проекта\n")
    assert read_report(said, tmp_path).dates == DateSpan("2024-03-01", "2024-11-30")


def test_the_project_may_be_named_in_the_title_of_the_report_alone(tmp_path: Path) -> None:
    title, rest = FIELDS.replace("4. Название проекта: «Первые шаги»\n", "").split("\n", 1)
    report = read_report(f"{title} «Шаг за шагом»\n{rest}".replace("и (или) социальной программы ", ""), tmp_path)
    assert report.title is not None
    assert report.title.line == "«Шаг за шагом»"


def test_a_period_without_a_year_is_in_that_of_the_contract(tmp_path: Path) -> None:
    said = FIELDS.replace("с 1 марта по 30 ноября 2024 года", "1 марта – 30 ноября т.г.")
    report = read_report(f"Договор № 12 от 15 мая 2023 года\n{said}", tmp_path)
    assert report.dates is not None
    assert report.dates[:2] == ("2023-03-01", "2023-11-30")


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("Дата начала реализации: 01.03.2024", "Дата окончания реализации: 30.11.2024"),
        ("Басталу күні: 2024 жылғы 1 наурыз", "Аяқталу күні: 2024 жылғы 30 қараша"),
        ("Начало реализации проекта – 01.03.2024", "Окончание реализации проекта – 30.11.2024"),
    ],
)
def test_a_period_may_be_told_in_two_lines(begins: str, ends: str, tmp_path: Path) -> None:
    period = next(line for line in FIELDS.split("\n") if "с 1 марта по 30 ноября" in line)
    report = read_report(FIELDS.replace(period, f"{begins}\n{ends}"), tmp_path)
    assert report.dates == DateSpan("2024-03-01", "2024-11-30")


def test_a_heading_of_the_forms_tables_is_no_damaged_label_of_another_section(tmp_path: Path) -> None:
    """«Дата проведения» is nearly «Дата заполнения», with which a report ends, but it is another heading word for word."""
    report = read_report(
        "Промежуточный отчет\nОтчетный период: апрель – июнь 2025 года\n1. Мероприятия социального проекта\n"
        "Задача 1. Обучение родителей\nМероприятие 1. Родительский клуб\nДата проведения: 15 мая 2025 г.\n"
        "Проведено 4 занятия.\nМероприятие 2. Горячая линия\nПоступило 57 звонков.\n",
        tmp_path,
    )
    assert [activity.title.line for activity in report.activities] == ["Родительский клуб", "Горячая линия"]
    assert len(report.indicators) == 2


def test_a_numbered_heading_of_an_activity_is_no_damaged_label(tmp_path: Path) -> None:
    report = read_report(
        "Промежуточный отчет\nОтчетный период: апрель – июнь 2025 года\n1. Описание мероприятий\n"
        "Задача 1. Обучение родителей\nМероприятие 1. Проведение занятий\n- Состоялось 10 занятий;\n",
        tmp_path,
    )
    assert [activity.title.line for activity in report.activities] == ["Проведение занятий"]
