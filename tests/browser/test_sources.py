"""From a figure to its cells, and from a cell to where it stands in its report."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
from playwright.sync_api import TimeoutError as PlaywrightTimeout

import metrics
from tests.browser import looks
from tests.browser.reader import PATIENCE_MS, PHONE, Reader

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CLICKS: Final = 8


def test_a_figure_leads_through_its_cells_to_the_cell_in_its_report(
    reader: Reader, made_up: metrics.Snapshot, tmp_path: Path
) -> None:
    source = metrics.ask("effect_list", at=made_up, effect="direct_beneficiaries").iloc[0]
    page = reader.open("overview")
    page.locator(".st-key-sources_direct button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(f"{reader.said['tile.direct.title']}: ").wait_for()

    with page.expect_download() as started:
        dialog.get_by_role("button", name=reader.said["sources.download"]).click()
    started.value.save_as(tmp_path / "sources.xlsx")
    reader.settle()
    marked = dialog.locator("#marked")
    choose_row(page, dialog.locator("canvas").first, 1, shows=marked)

    assert reader.said["sheet.sources"] in openpyxl.load_workbook(tmp_path / "sources.xlsx", read_only=True).sheetnames
    assert marked.get_attribute("data-place") in (source["plan_place"], source["fact_place"])
    assert is_within_its_box(marked)

    dialog.get_by_role("link", name=reader.said["sources.whole"]).click()
    page.get_by_role("heading", name=source["project_title"], level=1).wait_for()
    page.locator("#marked").first.wait_for()

    assert page.get_by_role("dialog").count() == 0
    assert f"report={source['report_id']}" in page.url
    assert page.locator(".here", has_text=source["fact_text"]).count() == 1
    assert reader.outside() == []


def test_what_the_map_does_not_show_and_one_side_of_a_comparison_lead_to_their_cells(
    reader: Reader, made_up: metrics.Snapshot
) -> None:
    gaps = metrics.ask("coverage_gaps", at=made_up).iloc[0]
    page = reader.open("coverage")
    page.locator(".st-key-sources_coverage_gaps_placed_count button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text(reader.said.say("sources.note", n=gaps["placed_count"])).wait_for()

    page = reader.open("projects", "&compare_years=2023&compare_years=2024")
    asks = page.get_by_role("button", name=reader.said["sources.button"])
    choose_row(page, page.locator(".st-key-table_compared_year canvas").first, 1, shows=asks, at=320)
    asks.click()
    of_2023 = metrics.ask("portfolio_totals", metrics.Selection(years=2023), at=made_up)["report_count"].iloc[0]
    page.get_by_role("dialog").get_by_text(reader.said.say("sources.note", n=of_2023)).wait_for()

    assert reader.outside() == []


def test_a_cell_that_is_chosen_draws_its_table_alone_and_narrows_the_page(reader: Reader) -> None:
    messages: list[object] = []
    reader.page.on("websocket", lambda socket: socket.on("framereceived", lambda one: messages.append(one)))
    page = reader.open("coverage")
    of_page = len(messages)
    messages.clear()
    narrow = page.get_by_role("button", name=reader.said["cell.narrow"])

    ranking = page.locator("[class*='st-key-table_ranking_'] canvas").first
    ranking.scroll_into_view_if_needed()
    choose_row(page, ranking, 1, shows=narrow)
    assert len(messages) < of_page / 3
    narrow.click()

    page.wait_for_url(lambda url: "regions=KZ-" in url)
    page.locator(".st-key-chips button:visible").first.wait_for()


def choose_row(page: Page, table: Locator, number: int, shows: Locator, at: int = 17) -> None:
    """Click on a row of a table, which is a picture without elements, until it shows what it leads to; rows count from 1.

    `at` is how far from the left the click falls.

    A dialog opens by moving, and the table notices late where it came to stand: a click before that is lost.
    """
    for _ in range(CLICKS):
        page.wait_for_timeout(PATIENCE_MS / 24 / CLICKS)
        box = table.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 30, box["y"] + 30)
        page.mouse.click(box["x"] + at, box["y"] + 17 + 35 * number)
        with suppress(PlaywrightTimeout):
            shows.wait_for(timeout=PATIENCE_MS / CLICKS)
            return
    raise AssertionError(f"row {number} shows nothing")


def is_within_its_box(marked: Locator) -> bool:
    return bool(
        marked.evaluate("""cell => {
            const box = cell.closest(".sheet").getBoundingClientRect(), at = cell.getBoundingClientRect();
            return at.top < box.bottom && at.bottom > box.top && at.left < box.right && at.right > box.left;
        }""")
    )


def test_a_value_of_the_list_is_marked_in_the_paper_beside_it_and_named_in_the_link(
    reader: Reader, made_up: metrics.Snapshot
) -> None:
    report = metrics.ask("project_list", at=made_up)["report_id"].iloc[0]
    values = metrics.ask("report_values", at=made_up, report=report)
    reader.page.goto(f"{reader.address}/paper?lang=ru&report={report}")
    page = reader.page
    page.locator(".st-key-table_values canvas").first.wait_for()
    reader.settle()

    choose_row(page, page.locator(".st-key-table_values canvas").first, 3, shows=page.locator("#marked"))

    assert page.locator("#marked").get_attribute("data-place") == values["place"].iloc[2]
    page.wait_for_url(lambda url: f"place={values['place'].iloc[2].replace('/', '%2F')}" in url)


def test_the_paper_is_accessible_and_fits_a_phone(reader: Reader, made_up: metrics.Snapshot) -> None:
    source = metrics.ask("effect_list", at=made_up, effect="direct_beneficiaries").iloc[0]
    reader.page.goto(f"{reader.address}/paper?lang=ru&report={source['report_id']}&place={source['fact_place']}")
    reader.page.locator("#marked").wait_for()

    assert looks.barriers(reader.settle()) == []
    assert looks.too_wide(reader.resize(PHONE)) == []
