"""What a reader does within a section draws that section alone, is kept in the link, and Back undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST_OF_PAGE: Final = 3  # times what a section takes


class Sent:
    """How many messages came from the server since it was asked last."""

    def __init__(self, page: Page) -> None:
        self._count = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._add))

    def _add(self, frame: object) -> None:
        self._count += 1

    def since(self) -> int:
        count, self._count = self._count, 0
        return count


@pytest.fixture
def sent(reader: Reader) -> Sent:
    return Sent(reader.page)


@pytest.mark.parametrize(
    ("name", "fold"),
    [("overview", "statuses"), ("coverage", "unplaced"), ("demographics", "people_answers"), ("projects", "years")],
)
def test_a_fold_that_opens_is_drawn_alone_and_keeps_the_focus(reader: Reader, sent: Sent, name: str, fold: str) -> None:
    page = reader.open(name)
    of_page = sent.since()
    summary = page.locator(f".st-key-fold_{fold} summary")

    summary.focus()
    page.keyboard.press("Enter")
    page.locator(f".st-key-fold_{fold} details[open] [data-testid='stElementContainer']").first.wait_for()
    reader.settle()

    assert 0 < sent.since() < of_page / LEAST_OF_PAGE
    assert summary.evaluate("one => one === document.activeElement")


def choose(page: Page, key: str, number: int) -> None:
    page.locator(f".st-key-{key}").get_by_role("radio").nth(number).click()


@pytest.mark.parametrize(
    ("name", "key", "of_first", "of_second"),
    [
        ("coverage", "measure", "activity_count", "participants_count"),
        ("demographics", "people_by", "region", "sphere"),
        ("quality", "findings_by", "year", "region"),
        ("effectiveness", "indicators_by", "task", "sphere"),
        ("effectiveness", "part", "plan_fact", "heat"),
    ],
)
def test_a_choice_of_a_section_draws_it_alone_and_stays_in_the_link(
    reader: Reader, sent: Sent, name: str, key: str, of_first: str, of_second: str
) -> None:
    page = reader.open(name)
    of_page = sent.since()
    first = page.locator(f".st-key-{key}").get_by_role("radio").nth(1).and_(page.get_by_role("radio", checked=True))

    choose(page, key, 1)
    page.wait_for_url(lambda url: url.endswith(f"{key}={of_first}"))
    reader.settle()
    of_section = sent.since()
    choose(page, key, 2)
    page.wait_for_url(lambda url: url.endswith(f"{key}={of_second}"))
    reader.settle()
    assert of_section < of_page / 2

    page.go_back()
    page.wait_for_url(lambda url: url.endswith(f"{key}={of_first}"))
    first.wait_for()
    page.reload()
    first.wait_for()


def test_a_filter_that_a_section_sets_draws_all_of_the_page_and_leaves_nothing_of_the_old(
    reader: Reader, sent: Sent
) -> None:
    page = reader.open("coverage", "&maps=tiles")
    tiles = "[class*='st-key-chart_map_tiles_']"
    choose(page, "measure", 1)
    page.wait_for_url(lambda url: "measure=activity_count" in url)
    reader.settle()
    sent.since()

    page.locator(f"{tiles} .annotation-text", has_text=reader.said["region.short.KZ-33"]).click(force=True)
    page.locator(".st-key-chips button:visible").wait_for()
    reader.settle()

    assert page.url.endswith("&regions=KZ-33")
    assert "measure=activity_count" in page.url
    assert page.locator(tiles).count() == page.locator("[class*='st-key-table_ranking_']").count() == 1


@pytest.mark.parametrize(
    ("name", "query", "chart", "table"),
    [("coverage", "&regions=KZ-33", "districts_region", "held"), ("quality", "", "rules", "findings")],
)
def test_a_mark_that_chooses_for_one_section_draws_it_alone(
    reader: Reader, sent: Sent, name: str, query: str, chart: str, table: str
) -> None:
    page = reader.open(name, query)
    of_page = sent.since()
    mark = page.locator(f"[class*='st-key-chart_{chart}'] .points path").first

    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    page.wait_for_url(lambda url: "district=KZ-33" in url or "rule=" in url)
    reader.settle()

    assert sent.since() < of_page / 2
    assert page.locator(f".st-key-table_{table}").count() == 1


def test_a_dialog_of_sources_draws_nothing_else_of_the_page(reader: Reader, sent: Sent) -> None:
    page = reader.open("overview")
    of_page = sent.since()

    page.locator(".st-key-sources_direct button").click()
    page.get_by_role("dialog").locator("canvas").first.wait_for()
    reader.settle()

    assert sent.since() < of_page / LEAST_OF_PAGE


def test_the_sources_of_a_group_of_people_are_chosen_from_a_menu(reader: Reader) -> None:
    page = reader.open("demographics")
    women = reader.said["category.gender.female"]

    page.locator(".st-key-sources_project_gender button").click()
    page.get_by_role("menuitem", name=women).click()

    page.get_by_role("dialog").locator("strong", has_text=women).wait_for()
    page.get_by_role("dialog").locator("canvas").first.wait_for()
