"""docs/adding.md, followed as it is written in a copy of the project: files, edits and commands are taken from the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## An? (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
STEP = re.compile(
    r"(?:(?P<how>[Nn]ew file|At the end of|In) `(?P<path>[\w./]+)`(?:, (?P<where>below|instead of) `(?P<line>[^\n]+)`)?:\n)?"
    r"```(?P<kind>\w+)\n(?P<text>.*?)```",
    re.DOTALL,
)
NEEDED = {"page": ["metric"]}  # what a section builds upon
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "warehouse", "inbox", "__pycache__", ".*_cache", "screenshots", ".hypothesis"
)


class Step(NamedTuple):
    """A block of the page, and what the words before it say to do with it."""

    how: str
    path: str
    where: str
    line: str
    kind: str
    text: str


def steps(section: str) -> Iterator[Step]:
    for found in STEP.finditer(SECTIONS[section]):
        yield Step(**{name: value or "" for name, value in found.groupdict().items()})


def follow(step: Step, root: Path, warehouse: Path) -> None:
    """Do what a step says."""
    path = root / step.path
    if step.kind == "sh":
        for command in step.text.splitlines():
            done = run(command, root, warehouse)
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    elif step.how.casefold() == "new file":
        assert not path.exists(), f"{step.path} is there already"
        path.write_text(step.text, encoding="utf-8")
    elif step.how == "At the end of":
        path.write_text(path.read_text(encoding="utf-8") + step.text, encoding="utf-8")
    else:
        assert step.where, f"nothing says what to do with:\n{step.text}"
        told = path.read_text(encoding="utf-8")
        assert told.count(step.line + "\n") == 1, f"{step.path} has no such line, or several: {step.line}"
        new = step.text if step.where == "instead of" else f"{step.line}\n{step.text}"
        path.write_text(told.replace(f"{step.line}\n", new), encoding="utf-8")


def run(command: str, root: Path, warehouse: Path) -> subprocess.CompletedProcess[str]:
    """A command of the page, in the copy and with the interpreter of the tests."""
    environment = os.environ | {"ESEP_WAREHOUSE": str(warehouse), "PYTHONPATH": str(root)}
    own = re.sub(r"^python ", f"{sys.executable} ", command)
    return subprocess.run(own, shell=True, cwd=root, env=environment, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, as a fresh clone has it."""
    root = tmp_path / "esep"
    shutil.copytree(ROOT, root, ignore=LEFT_OUT)
    return root


def test_the_page_tells_of_all_four() -> None:
    assert set(SECTIONS) == {"metric", "page", "form", "language"}
    for section in SECTIONS:
        assert [step.kind for step in steps(section)][-1] == "sh", "the last step looks whether it worked"


@pytest.mark.parametrize("section", SECTIONS)
def test_each_is_told_in_under_a_page(section: str) -> None:
    assert len(SECTIONS[section].splitlines()) < 70


LOOKS = {  # what is there afterwards
    "metric": "import metrics; assert 'links_given' in metrics.names(); assert metrics.ask('links_given')['link_count'].gt(0).all()",
    "page": "from pages.parts import PAGES; assert list(PAGES)[-1] == 'links'",
    "form": "from etl.forms import form; from display.words import words; assert words('kk')['form.' + form('short_note').code]",
    "language": "from display.words import words; assert words('ky')['language.short'] == 'КЫР'; assert words('ky')['region.KZ-33']",
}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_steps_lead_where_they_say(section: str, copy: Path, made_up_folder: Path) -> None:
    for told in (*NEEDED.get(section, []), section):
        for step in steps(told):
            if told == section or step.kind != "sh":
                follow(step, copy, made_up_folder)

    looked = run(f'python -c "{LOOKS[section]}"', copy, made_up_folder)
    assert looked.returncode == 0, looked.stderr


def test_a_paper_of_the_new_form_is_recognised(copy: Path, made_up_folder: Path) -> None:
    for step in steps("form"):
        if step.kind != "sh":
            follow(step, copy, made_up_folder)
    told = run("python -m etl parse note.txt --json", copy, made_up_folder).stdout
    assert '"short_note"' in told
    assert "Первые шаги" in told
    assert "5000000" in told
