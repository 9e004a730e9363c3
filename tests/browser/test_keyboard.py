"""Without a mouse: the Tab key reaches everything, what has the focus is seen, and Escape gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser import looks
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_STOPS: Final = 150
STOP: Final = """() => {
  const host = document.activeElement;
  if (!host || host === document.body) return null;
  let one = host;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const place = host.closest('[class*="st-key-"]')?.className.match(/st-key-([\\w-]+)/)?.[1] ?? host.closest('[data-testid]')?.dataset.testid ?? '';
  const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
  // A table draws the ring of its cell on the canvas; a field's ring is its holder's.
  const holder = one.closest('[data-testid="stMultiSelect"], [data-testid="stSelectbox"], [data-testid="stTextInput"]');
  const isSeen = one.closest('canvas') !== null || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none' || holder !== null;
  return { place, kind: one.tagName.toLowerCase(), isSeen };
}"""


def stops(page: Page) -> list[dict[str, object]]:
    """Press Tab from the page's beginning until it begins again, and return where it stopped."""
    page.evaluate("document.activeElement?.blur()")
    stopped: list[dict[str, object]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:  # past the last one the browser's own address bar has the focus
            return stopped
        stopped.append(stop)
    return stopped


def test_tab_reaches_language_filters_chips_tiles_and_tables(reader: Reader) -> None:
    page = reader.open("overview", "&regions=KZ-33")

    stopped = stops(page)

    places = " ".join(str(stop["place"]) for stop in stopped)
    for wanted in ("lang", "years", "regions", "organisations", "chip_regions_KZ-33", "copy_link", "sources_direct"):
        assert wanted in places, wanted
    assert "table_" in places
    assert len(stopped) < MOST_STOPS, "the focus never left the page: something holds it"
    assert [stop for stop in stopped if not stop["isSeen"]] == []


def test_a_dialog_keeps_the_focus_and_escape_gives_it_back(reader: Reader) -> None:
    page = reader.open("overview")
    page.locator(".st-key-sources_direct button").focus()

    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    reader.settle()
    assert looks.barriers(page) == []
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!!document.activeElement.closest('[role=dialog]') || document.activeElement === document.body"
        )

    dialog.locator("canvas").first.focus()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    page.wait_for_function("document.activeElement?.closest('.st-key-sources_direct')")


def test_the_focus_comes_back_to_the_menu_whose_choice_opened_a_dialog(reader: Reader) -> None:
    page = reader.open("demographics")
    menu = page.locator(".st-key-sources_project_age button")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem").first.wait_for()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    reader.settle()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")

    page.wait_for_function("document.activeElement?.closest('.st-key-sources_project_age')")


def test_the_keyboard_changes_the_language_takes_off_a_filter_and_opens_a_fold(reader: Reader) -> None:
    page = reader.open("effectiveness", "&regions=KZ-33")

    page.locator(".st-key-chip_regions_KZ-33 button:visible").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "regions" not in url)
    reader.settle()

    page.locator("[data-testid='stExpander'] summary:visible").last.focus()
    page.keyboard.press("Enter")
    page.locator("[data-testid='stExpander'] details[open]").last.wait_for()
    reader.settle()
    assert looks.barriers(page) == []

    page.get_by_role("radio", checked=True).first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    page.wait_for_url(lambda url: "lang=kk" in url)


@pytest.mark.parametrize("page_name", ["projects"])
def test_the_pages_of_a_table_are_turned_by_the_keyboard(reader: Reader, page_name: str) -> None:
    page = reader.open(page_name)
    assert page.get_by_test_id("stPaginationPage").first.inner_text() == "2"
    page.get_by_test_id("stPaginationNext").first.focus()

    page.keyboard.press("Enter")
    reader.settle()

    assert page.get_by_test_id("stPaginationPageActive").first.inner_text() == "2"
