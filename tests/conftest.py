"""What several tests share: made-up releases, built once a run, and papers of a few rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import metrics
from metrics import Selection, Snapshot, ask
from tests import made_up_warehouse
from tests.dashboard import unopened
from tests.made_up_warehouse import Rows
from tests.papers import Asked, Papers


@pytest.fixture(scope="session")
def made_up_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse folder with one release of 60 made-up reports."""
    folder = tmp_path_factory.mktemp("made_up")
    made_up_warehouse.build(folder)
    return folder


@pytest.fixture(scope="session")
def made_up(made_up_folder: Path) -> Snapshot:
    """The release of 60 made-up reports."""
    return metrics.current(made_up_folder)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A release of a load that read nothing: the map is there, reports are not."""
    folder = tmp_path_factory.mktemp("empty")
    rows = Rows()
    made_up_warehouse.add_release(rows, 1)
    made_up_warehouse.add_regions(rows)
    made_up_warehouse.write(folder, rows)
    return metrics.current(folder)


@pytest.fixture
def app(made_up_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The dashboard on the release of 60 made-up reports."""
    monkeypatch.setenv("ESEP_WAREHOUSE", str(made_up_folder))
    st.cache_data.clear()
    return unopened()


@pytest.fixture
def papers() -> Papers:
    """No reports yet."""
    return Papers()


@pytest.fixture
def asked(papers: Papers, tmp_path: Path) -> Asked:
    """Asks a question of the papers as they stand."""

    def ask_papers(name: str, selection: Selection = metrics.EVERYTHING, /, **given: object) -> pd.DataFrame:
        folder = tmp_path / str(sum(map(len, papers.rows.by_table.values())))
        if not folder.exists():
            made_up_warehouse.write(folder, papers.rows)
        return ask(name, selection, at=metrics.current(folder), **given)

    return ask_papers


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Where a warehouse will be."""
    return tmp_path / "warehouse"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder for files to load."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
