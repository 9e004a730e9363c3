"""Asking: which release, what is given, what comes back."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import metrics
from metrics import NoRelease, Snapshot, UnknownMetric, ask
from metrics.opened import cursor_of, public_tables
from tests import made_up_warehouse
from tests.papers import Papers

SQL_FILES = sorted(Path(metrics.__file__).parent.glob("[!_]*.sql"))


def test_a_misspelt_name_gets_the_nearest() -> None:
    with pytest.raises(UnknownMetric, match="no metric 'portfolio_total'; did you mean portfolio_totals"):
        ask("portfolio_total")
    with pytest.raises(UnknownMetric, match="demographics"):
        metrics.describe("demografics")


def test_shared_files_are_no_questions() -> None:
    with pytest.raises(UnknownMetric):
        metrics.describe("_selected_reports")


def test_what_a_question_wants_must_be_given_and_nothing_else(made_up: Snapshot) -> None:
    with pytest.raises(TypeError, match="'report_header' wants report, was given nothing"):
        ask("report_header", at=made_up)
    with pytest.raises(TypeError, match="wants nothing besides the filters, was given year"):
        ask("portfolio_totals", at=made_up, year=2024)


def test_the_current_release_is_the_one_that_the_pointer_names(tmp_path: Path, papers: Papers) -> None:
    made_up_warehouse.write(tmp_path, papers.rows, release_no=41)
    made_up_warehouse.write(tmp_path, papers.rows, release_no=42)
    assert metrics.current(tmp_path).release_no == 42
    assert metrics.snapshot(41, tmp_path).path.name == "warehouse-00000041.duckdb"


def test_a_release_that_is_not_kept_is_said_with_those_that_are(tmp_path: Path, papers: Papers) -> None:
    with pytest.raises(NoRelease, match="python -m etl"):
        metrics.current(tmp_path)
    made_up_warehouse.write(tmp_path, papers.rows, release_no=42)
    with pytest.raises(NoRelease, match=r"release 7 is not in .*; kept: 42"):
        metrics.snapshot(7, tmp_path)


def test_a_release_that_was_pruned_since_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="release 3 is no longer kept"):
        ask("release_info", at=Snapshot(tmp_path / "warehouse-00000003.duckdb", 3))


@pytest.mark.parametrize("pointer", [b"warehouse-00000009.duckdb", b"../secret.duckdb", b"", b"\xff\xfe\x00"])
def test_a_pointer_to_no_release_is_refused(tmp_path: Path, pointer: bytes) -> None:
    (tmp_path / "CURRENT").write_bytes(pointer)
    with pytest.raises(NoRelease, match="no release there"):
        metrics.current(tmp_path)


def test_a_damaged_release_is_said(tmp_path: Path) -> None:
    (tmp_path / "warehouse-00000001.duckdb").write_text("no database", encoding="utf-8")
    with pytest.raises(NoRelease, match="release 1 cannot be read"):
        ask("release_info", at=metrics.snapshot(1, tmp_path))


def test_the_folder_comes_from_the_environment(made_up_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
    assert ask("release_info")["report_count"].tolist() == [60]


def test_many_threads_get_the_same_answer(made_up: Snapshot) -> None:
    alone = ask("indicators_by", at=made_up, by="year")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask("indicators_by", at=made_up, by="year"), range(40)))
    for answer in answers:
        pd.testing.assert_frame_equal(answer, alone)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed under /proc only")
def test_a_superseded_release_is_closed(made_up: Snapshot, tmp_path: Path) -> None:
    copies = [tmp_path / f"warehouse-{number:08d}.duckdb" for number in range(1, 6)]
    for copy in copies:
        shutil.copy(made_up.path, copy)
        ask("release_info", at=Snapshot(copy, 1))
    opened = {os.readlink(handle) for handle in Path("/proc/self/fd").iterdir() if handle.exists()}
    assert [str(copy) in opened for copy in copies] == [False, False, True, True, True]


def test_names_phones_and_addresses_cannot_be_asked_for(made_up: Snapshot) -> None:
    assert "private_contact" not in public_tables(cursor_of(made_up))
    assert all("private_contact" not in path.read_text(encoding="utf-8") for path in SQL_FILES)


def test_participants_are_read_through_one_door() -> None:
    """What small numbers of people have to be hidden is hidden in one place: metrics/_people.sql."""
    asked = [
        re.sub(r"--.*|'[^']*'", "", path.read_text(encoding="utf-8")) for path in SQL_FILES
    ]  # a table may be named as a text
    assert all("fact_participants" not in sql for sql in asked)
