"""The start of the dashboard: what it sets while it imports, and sets back before anybody reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import delta_generator
from streamlit.runtime.pages_manager import PagesManager

ROOT = Path(__file__).parents[1]
STARTED = """
import sys, threading
import serve
for thread in threading.enumerate():
    if thread is not threading.current_thread():
        thread.join(60)
assert sys.getswitchinterval() == serve.SERVING_STRETCH_SECONDS, sys.getswitchinterval()
"""


@pytest.mark.parametrize("name", ["a release", "no release", "a damaged one"])
def test_once_the_release_is_open_or_cannot_be_a_page_runs_at_a_stretch(
    name: str, made_up_folder: Path, tmp_path: Path
) -> None:
    if name == "a damaged one":
        (tmp_path / "CURRENT").write_text("warehouse-00000001.duckdb")
        (tmp_path / "warehouse-00000001.duckdb").write_bytes(b"torn")
    folder = made_up_folder if name == "a release" else tmp_path

    subprocess.run(
        [sys.executable, "-c", STARTED], cwd=ROOT, env=os.environ | {"ESEP_WAREHOUSE": str(folder)}, check=True
    )


def test_what_the_start_sets_in_streamlit_is_there_to_be_set() -> None:
    assert hasattr(PagesManager, "uses_pages_directory")
    assert hasattr(delta_generator, "_use_warning_has_been_displayed")
