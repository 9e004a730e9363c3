"""The operator's list of awards: whatever its columns are called, each row finds its project or is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl import awards, decisions, run, trail
from etl.__main__ import main
from etl.awards import NoAwards
from etl.projects import Identity
from tests.builders import paper
from tests.excel_builder import book

HEADINGS = {
    "ru": "№ договора | Дата договора | Грантополучатель | Название проекта | Направление | Заказчик | Вид гранта",
    "kk": "Келісімшарт № | Келісімшарт күні | Грант алушы | Жобаның атауы | Бағыт | Тапсырыс беруші | Грант түрі",
    "en": "Contract No. | Contract date | Grantee | Project title | Sphere | Customer | Grant kind",
}
ROW = "12 | 01.03.2023 | «Үміт» қоры | «Көмек» жобасы | youth | Министрлік | краткосрочный"
REPORTS = [
    Identity("a", "12", date(2023, 3, 1), "«Үміт» қоры", "«Көмек» жобасы"),
    Identity("b", "77", date(2023, 3, 1), "«Шам» қоры", "«Басқа жоба»"),
    Identity("c", None, None, "«Шам» қоры", "«Үшінші жоба»"),
]
PROJECTS = {"a": "p", "b": "q", "c": "r"}


def listed(tmp_path: Path, *rows: str) -> list[awards.Award]:
    path = tmp_path / "list.xlsx"
    path.write_bytes(book(list(rows)))
    return awards.read(path)


@pytest.mark.parametrize("language", HEADINGS)
def test_columns_are_known_in_three_languages_and_below_a_title(tmp_path: Path, language: str) -> None:
    [award] = listed(tmp_path, "Список победителей", "", HEADINGS[language], ROW)
    assert award.line == 4  # as Excel numbers it, whatever stands above
    assert award.identity[1:] == ("12", date(2023, 3, 1), "«Үміт» қоры", "«Көмек» жобасы")
    assert award.assigned == {"sphere_code": "youth", "customer": "Министрлік", "grant_kind_code": "short_term"}


@pytest.mark.parametrize(("encoding", "parts"), [("utf-8", ";"), ("utf-8-sig", ","), ("cp1251", ";"), ("utf-8", "\t")])
def test_a_text_file_is_read_whatever_wrote_it(tmp_path: Path, encoding: str, parts: str) -> None:
    path = tmp_path / "list.csv"
    rows = ["№ договора|Дата договора|Заказчик", "12|01.03.2023|Министерство"]
    path.write_bytes("\n".join(rows).replace("|", parts).encode(encoding))
    [award] = awards.read(path)
    assert (award.identity.contract_no, award.assigned) == ("12", {"customer": "Министерство"})


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Охрана окружающей среды", "environment"),
        ("Қоршаған ортаны қорғау", "environment"),
        ("youth", "youth"),
        ("Поддержка молодежной политики и детских инициатив", "youth"),
        ("Прочее", None),
    ],
)
def test_a_sphere_is_a_code_or_its_words(tmp_path: Path, words: str, code: str | None) -> None:
    [award] = listed(tmp_path, "№ договора | Сфера | Заказчик", f"12 | {words} | Министерство")
    assert award.assigned.get("sphere_code") == code
    assert award.troubles == (() if code else ("unknown_sphere",))


@pytest.mark.parametrize(
    ("row", "report", "trouble"),
    [
        ("12 | 01.03.2023 | | | Министрлік", "a", ()),
        ("№ 12 | 01.03.2023 | Үміт қоры | | Министрлік", "a", ()),
        (" | | «ШАМ» ҚОРЫ | Үшінші жоба | Министрлік", "c", ()),
        ("99 | 01.03.2023 | | | Министрлік", None, ("no_project",)),
        ("12 | | | | Министрлік", None, ("no_project",)),
    ],
)
def test_a_row_finds_its_project_by_contract_else_by_organisation_and_title(
    tmp_path: Path, row: str, report: str | None, trouble: tuple[str, ...]
) -> None:
    headings = "№ договора | Дата договора | Организация | Название проекта | Заказчик"
    [found] = awards.matched(listed(tmp_path, headings, row), REPORTS, PROJECTS)
    assert (found.report_id, found.troubles) == (report, trouble)


def test_a_contract_of_two_projects_is_told_and_not_guessed(tmp_path: Path) -> None:
    twice = [*REPORTS, Identity("d", "12", date(2023, 3, 1), "«Жаңа» қоры", "«Төртінші»")]
    headings = "№ договора | Дата договора | Заказчик"
    [found] = awards.matched(listed(tmp_path, headings, "12 | 01.03.2023 | А"), twice, {**PROJECTS, "d": "s"})
    assert (found.report_id, found.troubles) == (None, ("several_projects",))


def test_a_file_without_such_columns_is_no_list_of_awards(tmp_path: Path) -> None:
    with pytest.raises(NoAwards):
        listed(tmp_path, "Показатель | План | Факт", "Участники | 70 | 85")


def test_the_command_line_assigns_once_and_tells_what_it_could_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house, inbox = tmp_path / "warehouse", tmp_path / "есеп.txt"
    inbox.write_text(paper(), encoding="utf-8")
    run.load([inbox], house)
    path = tmp_path / "list.xlsx"
    path.write_bytes(book([HEADINGS["ru"], ROW, ROW.replace("12 |", "99 |").replace("Көмек", "Бөтен")]))
    call = ["assign", str(path), "--who", "Айгүл", "--warehouse", str(house)]
    assert main(call) == 1
    assert "line 3: no_project\n3 fields assigned by 2 rows" in capsys.readouterr().out
    assert main(call) == 1
    assert len(trail.acts(house, "assigned")) == 3
    assert {act.about["new"] for act in decisions.of(house).assigned} == {"youth", "Министрлік", "short_term"}
