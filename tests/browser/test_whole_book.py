"""The whole workbook, asked for from a page, made before the reader's eyes and saved."""

from pathlib import Path
from typing import Any

import openpyxl

import metrics
from tests.browser.reader import Reader


def test_any_page_hands_out_the_whole_workbook_of_what_is_selected(
    reader: Reader, made_up: metrics.Snapshot, told: dict[str, Any], tmp_path: Path
) -> None:
    page, said = reader.open("coverage", "&years=2024"), reader.said
    chosen = metrics.ask("portfolio_totals", metrics.Selection(years=(2024,)), at=made_up).iloc[0]

    page.get_by_role("button", name=said["download.whole"], exact=True).click()
    dialog = page.get_by_role("dialog")
    save = dialog.get_by_role("button", name=said["download.whole_save"])
    save.wait_for()
    with page.expect_download() as started:
        save.click()
    started.value.save_as(tmp_path / "book.xlsx")

    assert started.value.suggested_filename == f"esep-book-{made_up.release_no}.xlsx"
    book = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)
    projects = book[said["book.projects.title"]]
    figures = [cell.value for cell in projects[3]]
    assert {chosen["project_count"], chosen["grant_kzt"], chosen["direct_fact_count"]} <= set(figures)
    assert "2024" in [cell.value for row in book[said["book.cover.title"]].iter_rows() for cell in row]
