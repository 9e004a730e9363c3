"""The search over titles, organisations, goals, tasks, activities, partners and results: what is found, in what order, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

import metrics
from metrics import Selection, Snapshot
from tests.papers import Papers


def said(report: str, papers: Papers, **texts: str) -> None:
    """A report that says these texts, by the part they stand in."""
    header = {"title": "project_title", "organisation": "organisation_name", "goal": "project_goal"}
    papers.report(report, **{header[part]: text for part, text in texts.items() if part in header})
    add, plain = papers.rows.add, {"report_id": report, "place": "9"}
    if "task" in texts:
        add("fact_task", report_id=report, task_seq=1, is_fixed=False, title=texts["task"], title_place="2/1/1")
    if "activity" in texts:
        papers.activity(report, 1, title=texts["activity"])
    if "partner" in texts:
        add("report_partner", partner_seq=1, name=texts["partner"], **plain)
    if "result" in texts:
        add("report_section", section_seq=1, section="results", words=texts["result"], **plain)


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    papers = Papers()
    said("t", papers, title="Ауыл жастарының құқықтық сауаттылығы", goal="Заң білімін тарату")
    said("g", papers, title="Развитие сёл", goal="Поддержка молодёжи", organisation="«Қамқор» қоры")
    said("a", papers, title="Школа лидеров", activity="Тренинг для молодёжных лидеров", partner="№ 5 орта мектеп")
    said("r", papers, title="Таза өлке", result="В посёлке открыт клуб для молодежи. Жастар қатысты.", task="Тазалау")
    said("m", papers, title="Городские сады", activity="Озеленение дворов города", result="Посажены деревья")
    return papers.written(tmp_path_factory.mktemp("search"))


def found(words: str, at: Snapshot, selection: Selection = metrics.EVERYTHING) -> list[str]:
    """The reports that the search gives, best first."""
    answer = metrics.ask("project_search", selection, at=at, forms=metrics.forms_of(words, at))
    return list(answer["report_id"])


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        (
            "молодежь",
            ["g", "r", "a"],
        ),  # in the goal, then in an activity (another word of the root), then in the results
        ("МОЛОДЁЖИ", ["g", "r", "a"]),
        ("жастар", ["t", "r"]),
        ("жастарға", ["t", "r"]),
        ("құқық", ["t"]),
        ("кукык сауаттылыгы", ["t"]),
        ("мектептер", ["a"]),
        ("камкор", ["g"]),
        ("тренинги лидерам", ["a"]),
        ("тазалауды", ["r"]),
        ("трениг", ["a"]),
        ("озелененее", ["m"]),
        ("город", ["m"]),
        ("лидеры города", []),
        ("аэропорт", []),
        ("молодежь аэропорт", []),
        ("сад", ["m"]),
        ("для молодежи", ["g", "r", "a"]),
    ],
)
def test_words_find_the_projects_whose_reports_say_all_of_them(words: str, reports: list[str], at: Snapshot) -> None:
    assert found(words, at) == reports


def test_filters_narrow_what_is_found(at: Snapshot) -> None:
    assert found("молодежь", at, Selection(projects=("p-a", "p-r"))) == ["r", "a"]
    assert found("молодежь", at, Selection(years=(2020,))) == []


def test_a_place_is_told_with_the_words_that_answer(at: Snapshot) -> None:
    forms = metrics.forms_of("молодежь клуб", at)

    places = metrics.ask("search_places", at=at, forms=forms, reports=["r", "g"], parts=["result", "goal"])

    assert list(zip(places["report_id"], places["part"], strict=True)) == [("g", "goal"), ("r", "result")]
    assert places["place"].iloc[1] == "9"
    assert list(places["matched_words"]) == [["молодёжи"], ["клуб", "молодежи"]]


def test_an_earlier_report_is_not_searched(tmp_path: Path) -> None:
    papers = Papers()
    papers.report("old", project_key="p", project_title="Аралық жоба", form_code="interim", is_latest=False)
    papers.report("new", project_key="p", project_title="Қорытынды жоба")
    at = papers.written(tmp_path)

    assert (found("аралық", at), found("қорытынды", at)) == ([], ["new"])


def test_words_typed_wrongly_are_left_out_where_enough_is_found_without(tmp_path: Path) -> None:
    papers = Papers()
    for number in range(5):
        papers.report(f"r{number}", project_title="Школа волонтёров")
    papers.report("wrong", project_title="Школа валонтёров")
    at = papers.written(tmp_path)

    assert "wrong" not in found("волонтёры", at)
    assert found("волонтёры", at, Selection(projects=("p-r0", "p-wrong"))) == ["r0", "wrong"]


def test_equal_answers_stand_by_their_titles(tmp_path: Path) -> None:
    papers = Papers()
    said("a", papers, title="Аралық жоба", organisation="Құқық", task="Мектептер")  # 5 + 0.9 * 2
    said("b", papers, title="Құқықтық сауат", goal="Мектептер")  # 0.4 * 8 + 0.9 * 4, which is more by 1e-15
    at = papers.written(tmp_path)

    assert found("құқық мектеп", at) == ["a", "b"]


def test_a_typing_error_is_forgiven_in_a_form_that_no_report_has(at: Snapshot) -> None:
    assert found("озелиненями", at) == ["m"]
    assert found("сауаттылықтвн", at) == ["t"]


def test_nothing_typed_finds_nothing(at: Snapshot) -> None:
    assert metrics.forms_of(" … ", at) == []
    assert found(" … ", at) == []
