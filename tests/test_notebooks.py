"""Every notebook runs from its first cell to its last, and is stored without results."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHART = "application/vnd.plotly.v1+json"

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells_of(path: Path, kind: str) -> list[Any]:
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def test_there_are_notebooks_to_run() -> None:
    assert NOTEBOOKS, "notebooks/ is empty, so the tests below checked nothing"


@pytest.mark.filterwarnings("ignore")  # the kernel's own libraries warn of one another
@every_notebook
def test_a_notebook_runs_on_the_made_up_release(
    path: Path, made_up_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum(CHART in output.get("data", {}) for output in outputs) == 2


@every_notebook
def test_a_notebook_is_stored_without_results(path: Path) -> None:
    assert not any(cell.outputs or cell.execution_count for cell in cells_of(path, "code"))


@every_notebook
def test_a_notebook_asks_metrics_and_never_tables(path: Path) -> None:
    tables = re.findall(r"^create table (\w+)", (ROOT / "etl" / "schema.sql").read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for cell in cells_of(path, "code") for word in re.findall(r"\w+", cell.source)}
    assert not words & {"duckdb", *tables} - {"release"}  # "release" is also what a release is called
    assert str(Path.home()) not in " ".join(cell.source for cell in cells_of(path, "code"))
