"""The trail of who did what: written once, by several processes, never changed."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from etl import trail


def test_what_was_done_is_told_in_its_order(tmp_path: Path) -> None:
    trail.record(tmp_path, "Айгүл", "loaded", release_no=1, read_count=3)
    trail.record(tmp_path, "Айгүл", "excluded", report_id="0f3a", reason="екінші рет жіберілген")

    first, second = trail.acts(tmp_path)

    assert (first.act_no, first.who, first.deed, first.about) == (
        1,
        "Айгүл",
        "loaded",
        {"release_no": 1, "read_count": 3},
    )
    assert second.about["reason"] == "екінші рет жіберілген"
    assert first.at <= second.at
    assert trail.acts(tmp_path, "excluded") == [second]


def test_a_warehouse_in_which_nobody_did_anything_has_an_empty_trail(tmp_path: Path) -> None:
    assert trail.acts(tmp_path) == []
    assert not (tmp_path / trail.FILE).exists()


@pytest.mark.parametrize("statement", ["update act set who = 'nobody'", "delete from act"])
def test_no_line_can_be_changed_or_taken_out(tmp_path: Path, statement: str) -> None:
    trail.record(tmp_path, "Айгүл", "loaded")

    with closing(sqlite3.connect(tmp_path / trail.FILE)) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute(statement)

    assert [act.who for act in trail.acts(tmp_path)] == ["Айгүл"]


@pytest.mark.parametrize(("who", "deed"), [("", "loaded"), ("  ", "loaded"), ("Айгүл", "guessed")])
def test_an_act_without_a_name_or_of_an_unknown_kind_is_no_act(tmp_path: Path, who: str, deed: trail.Deed) -> None:
    with pytest.raises(ValueError, match=r"act|deed"):
        trail.record(tmp_path, who, deed)
    assert trail.acts(tmp_path) == []


def _ten_exports(folder: Path) -> None:
    for _ in range(10):
        trail.record(folder, "cron", "exported")


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_ten_exports, [tmp_path, tmp_path]))

    assert [act.act_no for act in trail.acts(tmp_path)] == list(range(1, 21))
