"""The analyst's page: a query that a link brings is run, drawn, taken away as a file, and handed on as a link."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pyarrow.parquet as pq
import pytest

from display.words import LANGUAGES
from tests.browser.reader import PHONE, SCREENSHOTS, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUERY = "select region_code, population_count from dim_region order by population_count desc"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_in_a_link_is_run_drawn_and_taken_away(
    browser: Browser, address: str, language: str, tmp_path: Path
) -> None:
    reader = Reader(browser, address, language)
    page = reader.open("sql", f"&show=bars&q={quote(QUERY)}")
    assert page.get_by_text(reader.said["sql.unrun"]).is_visible()

    page.get_by_role("button", name=reader.said["sql.run"]).click()
    page.get_by_test_id("stPlotlyChart").wait_for()
    reader.settle()
    with page.expect_download() as started:
        page.get_by_role("button", name="Parquet").click()
    started.value.save_as(tmp_path / "rows.parquet")
    page.get_by_role("button", name=reader.said["strip.copy_link"]).click()
    link = parse_qs(urlsplit(page.evaluate("navigator.clipboard.readText()")).query)

    rows = pq.read_table(tmp_path / "rows.parquet")
    assert (rows.num_rows, rows.column_names) == (20, ["region_code", "population_count"])
    assert (link["q"], link["show"]) == ([QUERY], ["bars"])
    assert reader.outside() == []
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"sql-{language}.png", full_page=True)
    reader.resize(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    reader.context.close()
