"""The documentation keeps its promises: what is made from code is not behind it, what is named is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import generate
from etl import dictionary
from etl.__main__ import _arguments

README = Path("README.md").read_text(encoding="utf-8")
PAGES = sorted([Path("README.md"), Path("CHANGELOG.md"), Path("etl/forms/README.md"), *Path("docs").glob("*.md")])


@pytest.mark.parametrize("name", generate.pages())
def test_generated_pages_are_not_behind_the_code(name: str) -> None:
    assert (generate.HERE / name).read_text(encoding="utf-8") == generate.pages()[name], "run: make docs"


def test_the_dictionary_has_every_table_and_column_of_the_schema() -> None:
    schema = dictionary.SCHEMA.read_text(encoding="utf-8")
    page = generate.pages()["data-dictionary.md"]
    tables = re.findall(r"create table (\w+)", schema)
    assert tables
    assert all(f"## {table}" in page for table in tables)
    assert page.count("| report_id |") == len(re.findall(r"\breport_id\s+varchar", schema))


def test_every_command_is_in_the_readme() -> None:
    commands = _arguments()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert commands
    assert [name for name in commands if f"python -m etl {name}" not in README] == []


@pytest.mark.parametrize("target", ["run", "notebooks", "test", "check", "bench", "docs"])
def test_every_make_target_that_the_readme_names_is_there(target: str) -> None:
    assert f"make {target}" in README
    assert f"\n{target}:" in Path("Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link


def test_every_requirement_is_pinned_and_says_what_it_is_for() -> None:
    for name in ("requirements.txt", "requirements-notebooks.txt", "requirements-dev.txt"):
        lines = [
            line
            for line in Path(name).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith(("#", "-r"))
        ]
        assert lines
        assert [line for line in lines if not re.match(r"[\w-]+==[\w.]+\s+# \w", line)] == []
