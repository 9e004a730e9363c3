"""python -m etl watch: what lies in a folder is loaded, then what arrives, once it is whole, until it is told to stop."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

from etl import releases, trail
from etl.__main__ import main
from tests.builders import paper

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS: Final = 120  # of a busy machine


class Watcher:
    """A running `python -m etl watch`, and what it says line by line."""

    def __init__(self, folder: Path, house: Path) -> None:
        command = [sys.executable, "-m", "etl", "watch", str(folder), "--warehouse", str(house), "--workers", "1"]
        self.process = subprocess.Popen(
            [*command, "--who", "күзетші"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        self.said: queue.Queue[str] = queue.Queue()
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.put(line.rstrip())

    def hears(self, words: str) -> str:
        """Return the next line that has these words."""
        while words not in (line := self.said.get(timeout=PATIENCE_SECONDS)):
            pass
        return line


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "келген есептер"
    folder.mkdir()
    return folder


@pytest.fixture
def watcher(inbox: Path, tmp_path: Path) -> Iterator[Watcher]:
    (inbox / "бұрынғы.txt").write_text(paper(), encoding="utf-8")
    running = Watcher(inbox, tmp_path / "w")
    running.hears("release 1 is in force")
    yield running
    running.process.kill()
    running.process.wait()
    running.listener.join()


def test_what_arrives_is_loaded_once_it_is_whole(watcher: Watcher, inbox: Path, tmp_path: Path) -> None:
    text = paper(contract="77").encode()
    with (inbox / "жаңа.txt").open("wb") as arriving:
        for begin in range(0, len(text), len(text) // 4 + 1):
            arriving.write(text[begin : begin + len(text) // 4 + 1])
            arriving.flush()
            os.fsync(arriving.fileno())

    assert "жаңа.txt: final, kk, 1 indicators" in watcher.hears("read ")
    watcher.hears("release 2 is in force")
    assert [act.who for act in trail.acts(tmp_path / "w", "loaded")] == ["күзетші", "күзетші"]


def test_a_folder_that_is_moved_in_is_loaded_and_what_is_no_report_is_left(
    watcher: Watcher, inbox: Path, tmp_path: Path
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    (aside / "жаңа.txt").write_text(paper(contract="78"), encoding="utf-8")
    (aside / ".жасырын.txt").write_text(paper(contract="79"), encoding="utf-8")
    (aside / "жартылай.docx.part").write_bytes(b"PK")
    aside.rename(inbox / "2024")

    assert "жаңа.txt" in watcher.hears("read ")
    watcher.hears("release 2 is in force")
    [newest, _] = releases.listed(tmp_path / "w")
    assert (newest.report_count, newest.refused_count) == (2, 0)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_told(watcher: Watcher, told: signal.Signals, tmp_path: Path) -> None:
    watcher.process.send_signal(told)

    assert watcher.process.wait(PATIENCE_SECONDS) == 0
    assert watcher.hears("stopped").startswith("stopped")
    assert [release.number for release in releases.listed(tmp_path / "w")] == [1]
    assert not list((tmp_path / "w").glob(".build-*"))


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", str(tmp_path / "жоқ")]) == 2
    assert "no such folder" in capsys.readouterr().err
