"""A load: what is read, what is turned away and why, and what a release then holds."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl import releases, run, warehouse
from etl.run import Load
from tests.builders import paper
from tests.docx_builder import PICTURE, docx, p, zipped
from tests.in_force import ask

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def put(inbox: Path, name: str, content: str | bytes) -> Path:
    path = inbox / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reasons(done: Load) -> dict[str, str | None]:
    return {result.path.name: result.refusal.reason if result.refusal else None for result in done.results}


def test_a_paper_is_read_into_a_release(inbox: Path, house: Path) -> None:
    put(inbox, "есеп.txt", paper())
    done = run.load([inbox], house)
    [result] = done.results
    assert (result.form, result.language, result.indicators, done.release_no) == ("final", "kk", 1, 1)
    assert ask(house, "select organisation_name, contract_no, grant_kzt, report_year from dim_report") == [
        ("«Үміт» қоры", "12", 5e6, 2023)
    ]
    assert ask(house, "select plan_value, plan_comparator, fact_value, status from fact_indicator") == [
        (70.0, ">=", 85.0, "exceeded")
    ]


def test_the_same_file_twice_changes_nothing_and_publishes_nothing(inbox: Path, house: Path) -> None:
    put(inbox, "есеп.txt", paper())
    run.load([inbox], house)
    before = releases.current(house)
    assert before is not None
    raw = before.read_bytes()
    again = run.load([inbox], house)
    assert (again.release_no, len(again.results)) == (None, 1)
    assert (releases.current(house), before.read_bytes()) == (before, raw)


def test_one_report_that_comes_again_in_a_later_batch_is_one_report_by_its_last_name(
    inbox: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse, "_BATCH", 1)
    for name in ("а.txt", "б.txt"):
        put(inbox, name, paper())
    run.load([inbox], house)
    assert ask(house, "select file_name from dim_report") == [("б.txt",)]
    assert ask(house, "select count(*) from fact_indicator") == [(1,)]


def test_a_load_that_breaks_off_leaves_the_release_in_force_and_nothing_else(inbox: Path, house: Path) -> None:
    put(inbox, "а.txt", paper())
    run.load([inbox], house)
    before = releases.current(house)
    put(inbox, "б.txt", paper(contract="77"))
    later = put(inbox, "в.txt", paper(contract="78"))

    def vanishes(result: run.Result) -> None:
        if result.path == later:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.load([inbox], house, progress=vanishes)
    assert releases.current(house) == before
    assert not list(house.glob(".build-*"))


def test_the_same_content_under_two_names_is_one_report(inbox: Path, house: Path) -> None:
    put(inbox, "а.txt", paper())
    put(inbox, "б.txt", paper())
    run.load([inbox], house)
    assert ask(house, "select count(*), (select count(*) from fact_indicator) from dim_report") == [(1, 1)]


def test_a_resubmission_becomes_the_latest(inbox: Path, house: Path) -> None:
    run.load([put(inbox, "есеп.txt", paper())], house)
    done = run.load([put(inbox, "түзету.txt", paper(fact="90 адам"))], house)
    assert done.release_no == 2
    assert ask(house, "select file_name, version_no, is_latest from dim_report order by version_no") == [
        ("есеп.txt", 1, False),
        ("түзету.txt", 2, True),
    ]


def test_interim_and_final_of_one_project_count_once(inbox: Path, house: Path) -> None:
    headings = ("Әлеуметтік жобаның тәуекелдері:", "Ауа райы өзгеруі мүмкін.")
    put(inbox, "аралық.txt", paper(kind="interim", period="01.03.2023 – 30.06.2023", more=headings))
    put(inbox, "қорытынды.txt", paper())
    run.load([inbox], house)
    assert ask(house, "select form_code, is_latest from dim_report order by 1") == [("final", True), ("interim", False)]
    assert ask(house, "select count(distinct project_key) from dim_report") == [(1,)]


def test_replacing_holds_these_reports_only(inbox: Path, house: Path) -> None:
    old = put(inbox, "ескі.txt", paper(contract="1"))
    run.load([old, put(inbox, "бос.txt", "")], house)
    new = put(inbox, "жаңа.txt", paper(contract="2"))
    assert run.load([new], house, replace=True).release_no == 2
    assert ask(house, "select file_name from dim_report") == [("жаңа.txt",)]
    assert ask(house, "select count(*) from refused_file") == [(0,)]
    assert run.load([new], house, replace=True).release_no is None


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "no known form": ("хат.txt", "Құрметті әріптестер! Сізді форумға шақырамыз.".encode(), "unknown_form"),
    "a title and nothing else of the form": ("тақырып.txt", "Қорытынды есеп\nбәрі жақсы өтті".encode(), "unknown_form"),
    "not what its name says": ("есеп.docx", b"not a zip", "broken_file"),
    "a zip without a document": ("архив.docx", zipped({"a.txt": "a"}), "broken_file"),
    "a text that is a picture": ("есеп.txt", b"\x89PNG\0\0", "broken_file"),
    "nothing in it": ("бос.txt", b"", "empty_file"),
    "no text in it": ("бос.docx", docx(p()), "empty_file"),
    "a picture of a page": ("скан.docx", docx(p(PICTURE)), "picture_only"),
    "locked": ("құпия.docx", LOCKED, "locked_file"),
    "a kind that is not read": ("есеп.pptx", b"PK\x03\x04", "unknown_kind"),
}


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED.values(), ids=REFUSED)
def test_is_turned_away_with_a_reason_and_a_hint(
    inbox: Path, house: Path, name: str, content: bytes, reason: str
) -> None:
    [result] = run.load([put(inbox, name, content)], house).results
    assert result.refusal is not None
    assert result.refusal.reason == reason
    what, _, hint = result.message.partition(". ")
    assert what.startswith(f"{name}: ")
    assert hint.endswith(".")
    assert ask(house, "select file_name, reason from refused_file") == [(name, reason)]


def test_good_and_bad_files_together_load_the_good_and_half_of_none(inbox: Path, house: Path) -> None:
    for at, (_, content, _) in enumerate(REFUSED.values()):
        put(inbox, f"жаман{at}.docx", content)
    for at in range(3):
        put(inbox, f"жақсы{at}.txt", paper(contract=str(at)))
    heard: list[str] = []
    done = run.load([inbox], house, workers=2, progress=lambda result: heard.append(result.path.name))
    assert sorted(heard) == sorted(path.name for path in inbox.iterdir())
    assert sum(reason is None for reason in reasons(done).values()) == 3
    assert ask(house, "select count(*) from dim_report") == [(3,)]
    assert ask(house, "select count(distinct report_id) from fact_check") == [(3,)]
    assert ask(house, "select count(*) from fact_check anti join dim_report using (report_id)") == [(0,)]


def test_a_mended_file_takes_its_refusal_away(inbox: Path, house: Path) -> None:
    run.load([put(inbox, "есеп.txt", "Құрметті әріптестер!")], house)
    assert ask(house, "select count(*) from refused_file") == [(1,)]
    run.load([put(inbox, "есеп.txt", paper())], house)
    assert ask(house, "select (select count(*) from refused_file), (select count(*) from dim_report)") == [(0, 1)]


def test_the_same_refusal_twice_publishes_nothing(inbox: Path, house: Path) -> None:
    put(inbox, "бос.txt", "")
    assert [run.load([inbox], house).release_no for _ in range(2)] == [1, None]


def test_new_rules_read_everything_again_from_the_kept_originals(
    inbox: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = put(inbox, "есеп.txt", paper(contract="1")), put(inbox, "басқа.txt", paper(contract="2"))
    run.load([inbox], house)
    first.unlink()
    other.unlink()
    monkeypatch.setattr(run, "rules_version", lambda: "rules-of-tomorrow")
    done = run.load([put(inbox, "жаңа.txt", paper(contract="3"))], house)
    assert sorted(result.path.name for result in done.results) == ["басқа.txt", "есеп.txt", "жаңа.txt"]
    assert ask(house, "select count(*) from dim_report") == [(3,)]
    assert ask(house, "select rules_version from release") == [("rules-of-tomorrow",)]
    assert ask(house, "select file_name from dim_report order by 1") == [("басқа.txt",), ("есеп.txt",), ("жаңа.txt",)]


def test_the_version_of_the_rules_is_of_what_decides_how_a_paper_is_read() -> None:
    assert run.rules_version() == run.rules_version.__wrapped__()
    assert len(run.rules_version()) == 12


def test_in_folders_only_what_may_be_a_report_is_taken(inbox: Path) -> None:
    for name in ("есеп.docx", "есеп.pdf", "~$есеп.docx", ".gitkeep", "README.md", "truth.json", "code.py"):
        put(inbox, name, b"x")
    (inbox / "ішкі").mkdir()
    put(inbox / "ішкі", "есеп.md", b"x")
    assert [path.name for path in run.report_files([inbox])] == ["есеп.docx", "есеп.pdf", "есеп.md"]
    assert run.report_files([inbox / "code.py", inbox / "code.py"]) == [inbox / "code.py"]


def test_a_path_that_is_not_there_is_said(house: Path) -> None:
    with pytest.raises(FileNotFoundError, match="жоқ"):
        run.load([Path("жоқ.docx")], house)


def test_examples_are_marked_as_made_up(house: Path, inbox: Path) -> None:
    example = next((run.EXAMPLES / "reports").glob("*.docx"), None)
    if example is None:
        pytest.skip("data/examples/reports is empty")
    run.load([example, put(inbox, "есеп.txt", paper())], house)
    assert ask(house, "select is_example from dim_report order by 1") == [(False,), (True,)]


def test_a_release_of_another_schema_is_no_hindrance(inbox: Path, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(inbox, "есеп.txt", paper(contract="1"))
    put(inbox, "хат.txt", "Құрметті әріптестер!")
    run.load([inbox], house)
    [release] = house.glob("warehouse-*.duckdb")
    release.chmod(0o644)
    with duckdb.connect(str(release)) as connection:
        connection.execute("alter table fact_check drop column kind")

    monkeypatch.setattr(run, "rules_version", lambda: "rules-of-tomorrow")
    done = run.load([put(inbox, "жаңа.txt", paper(contract="2"))], house)

    assert done.release_no == 2
    assert ask(house, "select count(*) from dim_report") == [(2,)]
    assert ask(house, "select file_name from refused_file") == [("хат.txt",)]


def test_reading_anew_keeps_the_order_in_which_papers_came(
    inbox: Path, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.load([put(inbox, "б.txt", paper())], house)
    run.load([put(inbox, "а.txt", paper() + "\n")], house)
    latest = "select file_name from dim_report where is_latest"
    assert ask(house, latest) == [("а.txt",)]

    monkeypatch.setattr(run, "rules_version", lambda: "rules-of-tomorrow")
    run.load([put(inbox, "в.txt", paper(contract="9"))], house)

    assert ("а.txt",) in ask(house, latest)
    assert ("б.txt",) not in ask(house, latest)
