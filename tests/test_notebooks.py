"""Every notebook runs from its first cell to its last, and is stored without results."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import plotly.graph_objects as go
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHART = "application/vnd.plotly.v1+json"
CHARTS = {"start_here": 2, "effectiveness": 4, "coverage": 3, "demographics": 2, "trust": 3}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path: Path, kind: str) -> list[Any]:
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return [cell for cell in notebook.cells if cell.cell_type == kind]


@pytest.fixture(scope="module")
def examples_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with the made-up reports of data/examples, loaded as `make load` loads them."""
    folder = tmp_path_factory.mktemp("examples")
    load = [sys.executable, "-m", "etl", "load", "data/examples", "--replace", "--warehouse", str(folder)]
    subprocess.run(load, cwd=ROOT, capture_output=True, check=True)
    return folder


def test_the_five_notebooks_are_there() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(CHARTS)


@pytest.mark.filterwarnings("ignore")  # the kernel's own libraries warn of one another
@every_notebook
def test_a_notebook_runs_on_the_examples(path: Path, examples_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(examples_folder))
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum(CHART in output.get("data", {}) for output in outputs) == CHARTS[path.stem]
    for output in outputs:
        if CHART in output.get("data", {}):
            go.Figure(output["data"][CHART]["data"])  # raises ValueError for a property that Plotly does not know


LIMITS = {
    "start_here": "definition",
    "effectiveness": "cannot|do not say",
    "coverage": "do not say",
    "demographics": "cannot say",
    "trust": "do not say",
}


@every_notebook
def test_a_notebook_speaks_three_languages_and_states_its_limits(path: Path) -> None:
    told = "\n".join(cell.source for cell in cells_of(path, "markdown"))
    assert "*Қазақша:*" in told
    assert "*In English:*" in told
    assert re.search(LIMITS[path.stem], told)


@every_notebook
def test_a_notebook_is_stored_without_results(path: Path) -> None:
    assert not any(cell.outputs or cell.execution_count for cell in cells_of(path, "code"))


@every_notebook
def test_a_notebook_asks_metrics_and_never_tables(path: Path) -> None:
    tables = re.findall(r"^create table (\w+)", (ROOT / "etl" / "schema.sql").read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for cell in cells_of(path, "code") for word in re.findall(r"\w+", cell.source)}
    assert not words & {"duckdb", *tables} - {"release"}  # "release" is also what a release is called
    assert str(Path.home()) not in " ".join(cell.source for cell in cells_of(path, "code"))
