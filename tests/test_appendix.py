"""The operator's appendix on projects: a block a project, in the form's own words, gaps marked, nothing made up."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import metrics
from data.examples import HERE, examples
from display.appendix import ANSWERS, LANGUAGES, Basis, appendix
from display.words import words
from etl import run
from etl.document import Document, Table, Text
from etl.facts import as_facts
from etl.forms import form
from etl.readers import docx
from metrics import Selection, Snapshot

BASIS = Basis([], 1, datetime(2026, 11, 21, tzinfo=UTC))
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
FINAL: dict[str, str] = {"kk": "2024_qorytyndy_002", "ru": "2021_itogovy_032"}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Two final reports, one in each language, and an interim one, which says little of what the appendix asks."""
    folder = tmp_path_factory.mktemp("appendix")
    made = {example.name: example for example in examples()}
    wanted = [*FINAL.values(), "2021_promezhutochny_011"]
    run.load([HERE / "reports" / made[name].file_name for name in wanted], folder)
    return metrics.current(folder)


def answers(release: Snapshot, **chosen: Any) -> dict[str, pd.DataFrame]:
    return {name: metrics.ask(name, Selection(**chosen), at=release) for name in ANSWERS}


def project(release: Snapshot, form_code: str, language: str) -> str:
    listed = metrics.ask("project_list", at=release)
    [key] = listed[(listed["form_code"] == form_code) & (listed["language_code"] == language)]["project_key"]
    return str(key)


def saved(path: Path, told: dict[str, pd.DataFrame], language: str) -> Path:
    path.write_bytes(appendix(told, BASIS, words(language)))
    return path


def lines(path: Path) -> list[str]:
    return [text.line for text in docx.read(path).texts()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_reads_back_as_the_form_that_it_is(language: str, release: Snapshot, tmp_path: Path) -> None:
    key = project(release, "final", language)
    told = answers(release, projects=(key,))
    again = as_facts(run.parse(saved(tmp_path / "appendix.docx", told, language)).report)
    [one] = told["appendix_projects"].to_dict("records")
    acts = told["appendix_activities"]
    assert (again["form"], again["language"]) == ("operator_project_info", language)
    assert again["project"]["title"] == one["project_title"]
    assert again["project"]["goal"] == one["project_goal"]
    assert again["organisation"]["name"] == one["organisation_name"]
    assert again["deviation_note"] == one["deviation_text"]
    assert again["project"]["contract_no"] is None
    numbered = acts.dropna(subset="task_no").drop_duplicates("task_seq")
    assert [(task["no"], task["title"]) for task in again["tasks"]] == list(
        zip(numbered["task_no"], numbered["task_title"], strict=True)
    )
    assert [(act["no"], act["title"], act["date_text"]) for act in again["activities"]] == list(
        zip(acts["activity_no"], acts["title"], acts["date_text"], strict=True)
    )
    for section in ("change_measured", "concrete_results", "long_term", "socio_economic"):
        said = told["appendix_sections"]
        assert [s["words"] for s in again["sections"] if s["section"] == section] == list(
            said[said["section"] == section]["words"]
        ), section
    people = told["appendix_participants"]
    for row in again["demographics"]:
        shown = people[(people["dimension"] == row["dimension"]) & (people["scope"] == row["scope"])]
        assert row["declared_total"] == shown["declared_total_count"].iloc[0]
        assert row["counts"] == {
            category: None if pd.isna(count) else count
            for category, count in zip(shown["category"], shown["people_count"], strict=True)
        }
    assert {row["dimension"] for row in again["demographics"]} == {"gender", "status", "age"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_stands_with_its_plan_and_fact_as_the_report_writes_them(
    language: str, release: Snapshot, tmp_path: Path
) -> None:
    told = answers(release, projects=(project(release, "final", language),))
    said = lines(saved(tmp_path / "appendix.docx", told, language))
    plan = words(language)["appendix.plan"]
    indicators = told["appendix_indicators"].dropna(subset=["plan_text", "fact_text"])
    assert len(indicators) > 10
    for one in indicators.itertuples():
        assert f"– {one.name}: {one.fact_text}{plan}{one.plan_text})" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_projects_are_two_blocks_under_the_headings_of_the_language(
    language: str, release: Snapshot, tmp_path: Path
) -> None:
    keys = tuple(project(release, "final", one) for one in LANGUAGES)
    said = lines(saved(tmp_path / "appendix.docx", answers(release, projects=keys), language))
    labels = form("operator_project_info").fields
    titles = [line for line in said if (found := labels.start(line)) is not None and found[0] == "title"]
    assert len(titles) == 2
    heading = {"kk": "Әлеуметтік жобаның атауы: ", "ru": "Наименование социального проекта: "}[language]
    assert all(title.startswith(heading) for title in titles)
    listed = answers(release, projects=keys)["appendix_projects"]["project_title"]
    assert [title.removeprefix(heading) for title in titles] == list(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_report_does_not_state_is_marked_and_never_a_number(
    language: str, release: Snapshot, tmp_path: Path
) -> None:
    """An interim report has no participants, no deviations and no results."""
    told = answers(release, projects=(project(release, "interim", "ru"),))
    path = saved(tmp_path / "appendix.docx", told, language)
    gap = words(language)["appendix.gap"]
    found = docx.read(path)
    said = [text.line for text in found.texts()]
    assert said.count(gap) == 4  # change, and the three results
    assert any(line.endswith(f": {gap}") for line in said)  # deviations
    for table in (block for block in found.blocks if isinstance(block, Table)):
        assert {cell.words for cell in table.rows[1]} == {"–"}
    assert highlighted(path) >= {gap, "–"}
    assert not _numbers_in_tables(found)


def _numbers_in_tables(found: Document) -> list[str]:
    cells = [cell for block in found.blocks if isinstance(block, Table) for row in block.rows[1:] for cell in row]
    return [cell.words for cell in cells if isinstance(cell, Text) and re.search(r"\d", cell.words)]


def highlighted(path: Path) -> set[str]:
    """The words with the colour of a gap behind them."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(?:(?!</w:r>).)*FFF200(?:(?!</w:r>).)*</w:r>", body, re.DOTALL)
    return {"".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", run)) for run in runs}


def test_a_small_number_is_hidden_and_a_zero_is_a_zero(release: Snapshot, tmp_path: Path) -> None:
    told = answers(release, projects=(project(release, "final", "kk"),))
    people = told["appendix_participants"].copy()
    gender = people["dimension"] == "gender"
    people.loc[gender & (people["category"] == "male"), ["people_count", "cell_state"]] = [None, "hidden"]
    people.loc[gender & (people["category"] == "female"), ["people_count", "cell_state"]] = [0, "value"]
    path = saved(tmp_path / "appendix.docx", told | {"appendix_participants": people}, "kk")
    first = next(block for block in docx.read(path).blocks if isinstance(block, Table))
    assert [cell.words for cell in first.rows[1]][1:] == ["*", "0"]


def test_words_of_a_report_cannot_break_the_file(release: Snapshot, tmp_path: Path) -> None:
    told = answers(release, projects=(project(release, "final", "kk"),))
    odd = told["appendix_projects"].assign(project_title="<w:p> {{ basis }} & \x0b{% for %}", deviation_text="бір\nекі")
    path = saved(tmp_path / "appendix.docx", told | {"appendix_projects": odd}, "kk")
    assert "Әлеуметтік жобаның атауы: <w:p> {{ basis }} & {% for %}" in lines(path)


def test_nothing_chosen_is_an_appendix_without_blocks(release: Snapshot, tmp_path: Path) -> None:
    said = lines(saved(tmp_path / "appendix.docx", answers(release, years=(1999,)), "ru"))
    assert any(line.startswith("Число проектов: 0.") for line in said)
    assert not any(line.startswith("Наименование социального проекта") for line in said)


def test_the_operator_does_not_report_in_english(release: Snapshot) -> None:
    with pytest.raises(LookupError, match="in kk and ru, not in 'en'"):
        appendix(answers(release), BASIS, words("en"))


@needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_in_libreoffice(language: str, release: Snapshot, tmp_path: Path) -> None:
    path = saved(tmp_path / "appendix.docx", answers(release), language)
    convert = partial(subprocess.run, check=True, capture_output=True, timeout=120)
    convert(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    )  # fmt: skip
    assert (tmp_path / "appendix.pdf").read_bytes().startswith(b"%PDF")
