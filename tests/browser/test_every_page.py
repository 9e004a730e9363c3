"""Every page in every language, opened once: what must hold of all of them, whoever reads and on whatever.

A project's page and a report's paper are shown by the same project, whose report fills every part of the form.

Screenshots go to tests/browser/screenshots (git-ignored, kept as output of a run), to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
import pytest

import metrics
from display.words import LANGUAGES
from etl import trail
from pages.parts import PAGES
from pages.parts.desk import PARTS
from tests.browser import looks
from tests.browser.reader import PHONE, PHONES_AGENT, SCREEN, SCREENSHOTS, Reader
from tests.made_up_warehouse import FORM_TITLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parents[2]
A4: Final = {"width": 703, "height": 1032}  # pixels between the margins of a sheet that stands
FILTERED: Final = "&years=2023&years=2024&years=2025"
OF_ONE: Final = {"project": "projects", "paper": "paper"}  # pages of one thing -> their path
AT_DESK: Final = {f"desk-{part}": "desk" for part in PARTS}  # parts of the operator's desk -> their path


class Opened(NamedTuple):
    """A page as it stands before a reader: its name here, its path, the link that leads to it, its heading."""

    name: str
    path: str
    query: str
    heading: str
    reader: Reader
    page: Page
    own_words: tuple[str, ...]  # of the report that it shows, which stay as the report has them


@pytest.fixture(
    scope="module",
    params=[(name, language) for name in (*PAGES, *OF_ONE, *AT_DESK) for language in LANGUAGES],
    ids="-".join,
)
def opened(
    request: pytest.FixtureRequest, browser: Browser, address: str, made_up: metrics.Snapshot, told: dict[str, str]
) -> Iterator[Opened]:
    """Each page in each language, opened for all tests here; a test that resizes it puts it back."""
    name, language = request.param
    of_one = {"project": f"&project={told['project_key']}", "paper": f"&report={told['report_id']}"}
    [file_name] = metrics.ask("report_header", at=made_up, report=told["report_id"])["file_name"]
    cells = metrics.ask("report_cells", at=made_up, report=told["report_id"])["words"].dropna()
    latin = {word for words in cells for word in re.findall(r"[A-Za-z][\w:/.-]+", words)}
    reader = Reader(browser, address, language)
    path = (OF_ONE | AT_DESK).get(name, name)
    part = name.removeprefix(f"{path}-") if name in AT_DESK else ""
    query = FILTERED + of_one.get(name, "") + (f"&part={part}" if part else "")
    if not trail.acts(made_up.path.parent, "rolled_back"):
        trail.record(made_up.path.parent, "Айгүл", "rolled_back", release_no=made_up.release_no, reason="тексеру")
    heading = told["project_title"] if name == "paper" else reader.said[f"page.{path}"]
    page = reader.open(path, query, heading)
    yield Opened(
        name,
        path,
        query,
        heading,
        reader,
        page,
        (file_name, *sorted(latin, key=len, reverse=True)) if name in OF_ONE else (),
    )
    reader.context.close()


def test_it_opens_and_asks_nobody_outside(opened: Opened) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    opened.page.screenshot(path=SCREENSHOTS / f"{opened.name}-{opened.reader.language}.png")

    assert opened.page.get_by_test_id("stException").count() == 0
    assert opened.reader.outside() == []


def test_it_names_its_language_and_itself(opened: Opened) -> None:
    said = opened.reader.said

    assert opened.page.evaluate("document.documentElement.lang") == opened.reader.language
    assert opened.page.title() == f"{said[f'page.{opened.path}']} – {said['product.name']}"


def test_it_speaks_the_readers_language_alone(opened: Opened) -> None:
    if opened.reader.language == "en":
        pytest.skip("Streamlit's own words are English")

    assert looks.foreign_words(opened.page, opened.own_words) == set()


def test_no_text_is_cut(opened: Opened) -> None:
    assert looks.cut_texts(opened.page) == []


def test_it_is_accessible(opened: Opened) -> None:
    assert looks.barriers(opened.page) == []


def test_it_is_accessible_in_the_dark(opened: Opened) -> None:
    opened.page.emulate_media(color_scheme="dark")
    opened.reader.settle()
    try:
        opened.page.screenshot(path=SCREENSHOTS / f"{opened.name}-{opened.reader.language}-dark.png")
        assert looks.background(opened.page) == "rgb(16, 24, 31)"
        assert looks.barriers(opened.page) == []
    finally:
        opened.page.emulate_media(color_scheme="light")


def test_it_prints(opened: Opened, tmp_path: Path) -> None:
    said = opened.reader.said
    for is_wide in (False, True):
        file = SCREENSHOTS / f"{opened.name}-{opened.reader.language}-{'wide' if is_wide else 'high'}.pdf"
        opened.page.pdf(path=file, format="A4", landscape=is_wide)
        printed = " ".join(text_of(file).split())

        assert " ".join(opened.heading.split()) in printed
        assert "2024" in printed
        assert opened.name != "paper" or FORM_TITLES["final"] in printed  # the paper itself
        assert said["filter.years"] + ": " in printed
        assert said["download.excel"] not in printed
        assert said["filter.clear"] not in printed
        assert said["cell.choose"] not in printed


def test_every_table_is_printed_whole_and_no_heading_over_nothing(opened: Opened) -> None:
    drawn = opened.page.locator("[data-testid=stDataFrame]:visible").count()
    size = opened.page.viewport_size
    opened.page.set_viewport_size(A4)
    opened.page.emulate_media(media="print")
    try:
        assert opened.page.locator("table.on-paper:visible").count() >= drawn
        assert looks.unfit_for_paper(opened.page) == []
        assert looks.bare_headings(opened.page) == []
    finally:
        opened.page.emulate_media(media="screen")
        opened.page.set_viewport_size(size or SCREEN)


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_it_fits_a_phone(browser: Browser, opened: Opened, address: str) -> None:
    phone = Reader(
        browser,
        address,
        opened.reader.language,
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
        user_agent=PHONES_AGENT,
    )
    try:
        page = phone.open(opened.path, opened.query, opened.heading)
        page.screenshot(path=SCREENSHOTS / f"{opened.name}-{opened.reader.language}-phone.png")

        assert looks.too_wide(page) == []
        assert looks.barriers(page) == []
        assert not page.get_by_test_id("stSidebar").is_visible()
    finally:
        phone.context.close()
