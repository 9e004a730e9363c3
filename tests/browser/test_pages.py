"""The dashboard in a real browser: what a reader clicks, what lands in the link, what is downloaded, what is fetched.

Screenshots of every page in every language go to tests/browser/screenshots (git-ignored), to be looked at.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest

import metrics
from display import numbers
from display.words import LANGUAGES, words

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: requirements-dev.txt")

ROOT = Path(__file__).parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
PAGES = ("overview", "effectiveness", "coverage", "demographics", "projects", "quality")
# The script has ended and no grey placeholder of a chart, a table or a number is left in sight.
DRAWN = """() => document.querySelector('[data-test-script-state="notRunning"]')
  && ![...document.querySelectorAll('[data-testid="stSkeleton"]')].some(one => one.checkVisibility())"""
SETTLED_MS = 2500  # charts and tables draw themselves after the words

pytestmark = pytest.mark.skipif(
    not shutil.which(CHROMIUM), reason="no browser: apt-get install chromium (Debian's package)"
)


@pytest.fixture(scope="module")
def address(made_up_folder: Path) -> Iterator[str]:
    """A running dashboard over the made-up reports, started as `make run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "serve.py", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"ESEP_WAREHOUSE": str(made_up_folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/_stcore/health")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def wait_for(health: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(health, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{health} does not answer")


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator["playwright.Browser"]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


class Reader:
    """One person at one browser window, and every address that the window asked for."""

    def __init__(self, browser: "playwright.Browser", address: str, language: str = "ru") -> None:
        self.address, self.language, self.said = address, language, words(language)
        self.context = browser.new_context(
            viewport={"width": 1366, "height": 768},
            locale=LOCALES[language],
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.page = self.context.new_page()
        self.fetched: list[str] = []
        self.page.on("request", lambda request: self.fetched.append(request.url))

    def open(self, page: str, query: str = "") -> "playwright.Page":
        self.page.goto(f"{self.address}/{page}?lang={self.language}{query}")
        return self.settle(page)

    def settle(self, page: str) -> "playwright.Page":
        self.page.get_by_role("heading", name=self.said[f"page.{page}"], exact=True, level=1).wait_for(timeout=30_000)
        self.page.wait_for_function(DRAWN, timeout=30_000)
        self.page.wait_for_timeout(SETTLED_MS)
        return self.page

    def outside(self) -> list[str]:
        return [url for url in self.fetched if not url.startswith((self.address, "data:", "blob:"))]


@pytest.fixture
def reader(browser: "playwright.Browser", address: str) -> Iterator[Reader]:
    one = Reader(browser, address)
    yield one
    one.context.close()


def test_the_first_visitor_may_follow_a_link_to_any_page(reader: Reader) -> None:
    page = reader.open("coverage")

    assert page.get_by_role("dialog").count() == 0  # Streamlit's "Page not found"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_and_asks_nobody_outside(
    browser: "playwright.Browser", address: str, name: str, language: str
) -> None:
    one = Reader(browser, address, language)

    page = one.open(name)

    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{language}.png")
    page.wait_for_function("language => document.documentElement.lang === language", arg=language)
    assert page.get_by_test_id("stException").count() == 0
    assert one.outside() == []
    one.context.close()


def test_the_opening_screen_shows_a_known_figure(reader: Reader, made_up: metrics.Snapshot) -> None:
    [direct] = metrics.ask("portfolio_totals", at=made_up)["direct_fact_count"]

    page = reader.open("overview")

    page.get_by_test_id("stMetricValue").get_by_text(numbers.count(direct)).wait_for()


def test_a_filter_goes_into_the_link_and_comes_back_from_it(reader: Reader) -> None:
    page = reader.open("overview", "&regions=KZ-33&regions=KZ-75")
    chip = page.locator(".st-key-chips button:visible", has_text=reader.said["region.KZ-33"])

    chip.click()

    page.wait_for_url(lambda url: url.endswith("?lang=ru&regions=KZ-75"))


def test_the_menu_keeps_the_filters_and_back_undoes_a_choice(reader: Reader) -> None:
    page = reader.open("overview", "&regions=KZ-33")
    page.get_by_role("link", name=reader.said["page.coverage"]).first.click()
    reader.settle("coverage")
    page.wait_for_url(lambda url: url.endswith("/coverage?lang=ru&regions=KZ-33"))

    page.get_by_role("radio", name=words("kk")["language.short"]).click()
    page.wait_for_url(lambda url: url.endswith("/coverage?lang=kk&regions=KZ-33"))

    page.go_back()
    page.wait_for_url(lambda url: url.endswith("/coverage?lang=ru&regions=KZ-33"))
    reader.settle("coverage")


def test_the_language_of_the_browser_is_the_first(browser: "playwright.Browser", address: str) -> None:
    one = Reader(browser, address, "ru")

    one.page.goto(address)

    assert one.settle("overview").url == f"{address}/overview?lang=ru"
    one.context.close()


def test_the_copied_link_names_the_release(reader: Reader) -> None:
    page = reader.open("quality", "&regions=KZ-33")

    page.get_by_role("button", name=reader.said["strip.copy_link"]).click()
    page.wait_for_timeout(500)

    assert page.evaluate("navigator.clipboard.readText()").endswith("/quality?lang=ru&regions=KZ-33&release=1")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_downloads_as_a_workbook(reader: Reader, name: str, tmp_path: Path) -> None:
    page = reader.open(name)

    with page.expect_download() as started:
        page.get_by_role("button", name=reader.said["download.excel"]).click()
    started.value.save_as(tmp_path / "page.xlsx")

    book = openpyxl.load_workbook(tmp_path / "page.xlsx", read_only=True)
    assert book.sheetnames[0] == reader.said["workbook.about"]
    assert len(book.sheetnames) > 2


def test_a_region_of_the_map_filters(reader: Reader) -> None:
    page = reader.open("coverage")

    page.locator(".st-key-tiles .textpoint text").get_by_text(reader.said["region.short.KZ-33"]).click(force=True)
    page.wait_for_timeout(SETTLED_MS)

    assert page.url.endswith("?lang=ru&regions=KZ-33")


def test_a_row_of_the_list_opens_its_project(reader: Reader) -> None:
    page = reader.open("projects")

    box = page.locator(".st-key-table_projects canvas").first.bounding_box()
    page.mouse.click(box["x"] + 17, box["y"] + 70)
    page.wait_for_timeout(SETTLED_MS)

    assert "project=" in page.url
    assert page.get_by_role("heading", level=2).first.is_visible()


def test_a_figure_leads_to_its_cells(reader: Reader) -> None:
    page = reader.open("overview")

    page.locator(".st-key-sources_direct button").click()

    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.get_by_text(reader.said["sources.title"]).is_visible()
