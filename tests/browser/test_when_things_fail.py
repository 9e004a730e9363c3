"""A page that has nothing to show, or that breaks, says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from display.words import words
from pages.parts import PAGES
from tests.browser.conftest import chromium, dashboard
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

NOTHING = "&years=2019&organisations=o1&regions=KZ-33&spheres=animals"


@pytest.mark.parametrize("name", PAGES)
def test_a_selection_that_leaves_nothing_says_so_and_offers_to_clear_it(reader: Reader, name: str) -> None:
    page = reader.open(name, NOTHING)

    page.get_by_text(reader.said["empty.selection"]).wait_for()
    page.locator(".st-key-clear_here button").click()

    page.wait_for_url(lambda url: url.endswith(f"/{name}?lang=ru"))
    reader.settle(name)
    assert page.get_by_text(reader.said["empty.selection"]).count() == 0


def test_a_page_that_breaks_says_what_happened_and_what_to_do(
    made_up_folder: Path, driver: Playwright, alone: bool, tmp_path: Path
) -> None:
    """A release that lacks a table stands for any fault; pages that do not need it go on."""
    shutil.copytree(made_up_folder, tmp_path / "warehouse")
    [release] = (tmp_path / "warehouse").glob("*.duckdb")
    release.chmod(0o644)
    with duckdb.connect(release) as damaged:
        damaged.execute("drop table fact_participants cascade")

    with dashboard(tmp_path / "warehouse", alone) as server, chromium(driver, server.inside, tmp_path) as browser:
        reader = Reader(browser, server.address, "kk")
        reader.page.goto(f"{server.address}/demographics?lang=kk")
        before, after = words("kk")["error.page"].split("{number}")
        reader.page.get_by_text(before).wait_for(timeout=60_000)

        said = reader.page.inner_text("body")
        assert after in said
        assert "Traceback" not in said
        assert "fact_participants" not in said
