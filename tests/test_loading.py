"""A load in a process of its own, as the dashboard starts it: told file by file, stopped at will, known in the trail."""

from __future__ import annotations

import fcntl
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import releases, trail
from etl.loading import Listed, Loading, Uploads, plain_name
from tests.builders import paper


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, text in files.items():
            opened.writestr(f"2024/{name}.txt", text)
    return packed.getvalue()


@contextmanager
def another_load(house: Path) -> Iterator[None]:
    """The warehouse held, as by a load that publishes."""
    house.mkdir(exist_ok=True)
    with (house / "WRITER.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come so far"
        time.sleep(0.05)


def test_every_file_is_told_of_under_its_own_name_and_the_load_stands_in_the_trail(house: Path) -> None:
    uploads = Uploads([("жинақ.zip", zipped(есеп=paper(), хат="Құрметті әріптестер!")), ("бос.docx", b"")])

    load = Loading(uploads.files, house, "Айгүл", uploads=uploads)

    assert (load.wait(), load.release_no, load.file_count) == ("done", 1, 3)
    told = {result["name"]: result for result in load.results}
    read = told["жинақ.zip › 2024 › есеп.txt"]
    assert (read["form"], read["edition"], read["language"], read["counts"]["indicators"]) == ("final", None, "kk", 1)
    assert (read["project_title"], read["is_held"]) == ("«Көмек» жобасы", False)
    assert sum(read["severities"].values()) > 0
    assert told["жинақ.zip › 2024 › хат.txt"]["reason"] == "unknown_form"
    assert told["бос.docx"]["reason"] == "empty_file"
    [act] = trail.acts(house)
    assert (act.who, act.deed) == ("Айгүл", "loaded")
    assert act.about == {"release_no": 1, "read_count": 1, "refused_count": 2, "is_replacing": False}


def test_a_file_that_is_in_force_already_is_said_to_be_and_makes_no_release(house: Path) -> None:
    uploads = Uploads([("есеп.txt", paper().encode())])
    Loading(uploads.files, house, "Айгүл").wait()

    again = Loading(uploads.files, house, "Айгүл", uploads=uploads)

    assert (again.wait(), again.release_no, [result["is_held"] for result in again.results]) == ("done", None, [True])
    assert len(trail.acts(house)) == 1


def test_a_load_waits_for_another_and_says_so(house: Path) -> None:
    uploads = Uploads([("есеп.txt", paper().encode())])
    with another_load(house):
        load = Loading(uploads.files, house, "Айгүл", uploads=uploads)
        until(lambda: load.state == "waiting")
        assert load.is_under_way

    assert (load.wait(), load.release_no) == ("done", 1)


def test_a_load_that_is_stopped_publishes_nothing_and_gives_what_it_has_read_when_asked(house: Path) -> None:
    uploads = Uploads([("жинақ.zip", zipped(есеп=paper()))])
    with another_load(house):
        load = Loading(uploads.files, house, "Айгүл", uploads=uploads)
        until(lambda: load.state == "waiting")
        load.stop()
    assert (load.state, len(load.results), releases.current(house), trail.acts(house)) == ("stopped", 1, None, [])

    taken = load.of_what_was_read()

    assert (taken.wait(), taken.release_no) == ("done", 1)
    assert [result["name"] for result in taken.results] == ["жинақ.zip › 2024 › есеп.txt"]


def test_uploads_leave_the_disk_when_their_load_has_ended(house: Path) -> None:
    uploads: Uploads | None = Uploads([("есеп.txt", paper().encode())])
    assert uploads is not None
    [listed] = uploads.files
    load = Loading(uploads.files, house, "Айгүл", uploads=uploads)
    uploads = None

    assert load.wait() == "done"
    assert not listed.path.exists()
    assert len(list((house / "originals").iterdir())) == 1


def test_a_load_that_breaks_says_why(tmp_path: Path, house: Path) -> None:
    load = Loading([Listed(tmp_path / "жоқ.docx")], house, "Айгүл")

    assert load.wait() == "failed"
    assert "жоқ.docx" in load.trouble


def test_names_of_uploads_never_become_paths(tmp_path: Path) -> None:
    target = tmp_path / "олжа.txt"
    uploads = Uploads([(f"../../../..{target}", b"x"), ("/etc/passwd", b"y"), ("a\0b.docx;rm -rf", b"z"), ("..", b"")])

    assert not target.exists()
    assert [listed.path.name for listed in uploads.files] == ["000001.txt", "000002", "000003", "000004"]
    assert len({listed.path.parent for listed in uploads.files}) == 1


@given(st.text(max_size=300))
def test_a_name_that_is_shown_is_one_line_without_folders(name: str) -> None:
    shown = plain_name(name)

    assert shown
    assert shown.isprintable()
    assert not set(shown) & set("/\\")
    assert plain_name(shown) == shown


def test_uploads_that_a_killed_server_left_are_taken_away_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, others = tmp_path / "esep-uploads-left", tmp_path / "esep-uploads-others"
    for folder in (left, others):
        folder.mkdir()
        (folder / "000001.docx").write_bytes(b"PK")
    long_ago = time.time() - 25 * 60 * 60
    os.utime(left, (long_ago, long_ago))

    Uploads([("есеп.docx", b"PK")])

    assert not left.exists()
    assert others.exists()
