"""A day at the operator's desk, from an empty warehouse to a workbook, as one person sees it."""

from __future__ import annotations

import fcntl
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import openpyxl
import pytest

import metrics
from etl import releases, run, trail
from tests.browser.conftest import ROOT, chromium, dashboard
from tests.browser.reader import PATIENCE_MS, SCREENSHOTS, Reader

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet
    from playwright.sync_api import FilePayload, Playwright

ZIP: Final = "Есептер жинағы.zip"
WHO: Final = "Айгүл Сейітова"
GOOD: Final = ("Қорытынды есеп.docx", "Ұйымның есебі №2.docx")
BAD: Final = "бос есеп.docx"


class Desk(NamedTuple):
    """An operator at an empty desk, and the warehouse behind it."""

    operator: Reader
    folder: Path


@pytest.fixture
def desk(driver: Playwright, alone: bool, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    with dashboard(folder, alone) as server, chromium(driver, server.inside, tmp_path) as browser:
        operator = Reader(browser, server.address, "ru")
        yield Desk(operator, folder)


def reports(*names: str) -> dict[str, bytes]:
    """Final reports made up by data/examples, under names that people in Kazakhstan give to files."""
    papers = sorted((ROOT / "data" / "examples" / "reports").glob("*_qorytyndy_*.docx"))[: len(names)]
    return {name: path.read_bytes() for name, path in zip(names, papers, strict=True)}


def zipped(papers: dict[str, bytes]) -> FilePayload:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, content in papers.items():
            opened.writestr(f"2024/{name}", content)
    return {"name": ZIP, "mimeType": "application/zip", "buffer": packed.getvalue()}


def begin_load(desk: Desk, *files: FilePayload) -> None:
    """Say who one is, drop the files and start, as an operator does."""
    page, said = desk.operator.page, desk.operator.said
    name = page.get_by_role("textbox", name=said["who.name"])
    name.fill(WHO)
    name.press("Enter")
    desk.operator.settle("desk")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(list(files))
    page.get_by_role("button", name=said.say("load.begin", n=len(files))).click(timeout=PATIENCE_MS)


def load(desk: Desk, *files: FilePayload) -> None:
    """Load files, and wait until the release that they make is in force."""
    begin_load(desk, *files)
    changed = desk.operator.page.get_by_role("button", name=desk.operator.said["load.what_changed"])
    changed.wait_for(timeout=PATIENCE_MS)
    desk.operator.settle("desk")


def cells(desk: Desk) -> str:
    """What the tables of the page say to a screen reader."""
    return "\n".join(desk.operator.page.locator("[data-testid='stDataFrame'] canvas").all_text_contents())


def downloaded(desk: Desk) -> Workbook:
    """The workbook that the page's button gives."""
    button = desk.operator.page.get_by_role("button", name=desk.operator.said["download.excel"])
    with desk.operator.page.expect_download() as download:
        button.first.click()
    return openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))


def below(sheet: Worksheet, heading: str) -> object:
    """The first value under a heading."""
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == heading]
    return sheet.cell(cell.row + 1, cell.column).value


def test_a_zip_of_good_and_bad_files_becomes_a_release_an_overview_and_a_workbook(desk: Desk) -> None:
    operator, page, said = desk.operator, desk.operator.page, desk.operator.said
    official = operator.context.new_page()  # somebody else, before an empty dashboard
    official.goto(f"{operator.address}/overview?lang=ru")
    official.get_by_text(said["empty.no_release"]).wait_for(timeout=PATIENCE_MS)
    operator.open("desk")
    letter = {"хат.txt": "Құрметті әріптестер!".encode()}

    load(desk, zipped(reports(*GOOD) | letter), {"name": BAD, "mimeType": "application/msword", "buffer": b""})

    page.screenshot(path=SCREENSHOTS / "desk-loaded-ru.png")
    assert page.get_by_text(said.say("load.done", release="1", read=2, refused=2)).is_visible()
    told = cells(desk)
    held = metrics.ask("release_reports", at=metrics.current(desk.folder))
    for name in (*GOOD, "хат.txt"):
        assert f"{ZIP} › 2024 › {name}" in told
    for words in (
        BAD,
        *held["project_title"],
        said["form.final"],
        said["refused.unknown_form"],
        said["hint.empty_file"],
    ):
        assert words in told
    official.get_by_role("heading", name=said["page.overview"], level=1).wait_for(timeout=PATIENCE_MS)

    page.get_by_role("link", name=said["load.to_overview"]).click()
    operator.settle("overview")
    totals = metrics.ask("portfolio_totals", at=metrics.current(desk.folder)).iloc[0]
    assert totals["project_count"] == len(GOOD)
    assert page.get_by_text(said.say("tile.direct.value", **totals), exact=True).first.is_visible()
    sheet = downloaded(desk)[said["sheet.portfolio_totals"]]
    assert below(sheet, said["column.direct_fact_count"]) == totals["direct_fact_count"]
    assert [(act.who, act.deed) for act in trail.acts(desk.folder)] == [(WHO, "loaded"), (WHO, "exported")]


def test_a_load_that_is_stopped_leaves_what_is_in_force_and_gives_what_was_read(desk: Desk) -> None:
    operator, page, said = desk.operator, desk.operator.page, desk.operator.said
    operator.open("desk")
    with (desk.folder / "WRITER.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as another load would
        begin_load(desk, zipped(reports(*GOOD)))
        page.get_by_text(said["load.waits"]).wait_for(timeout=PATIENCE_MS)
        page.get_by_role("button", name=said["load.stop"]).click()
        page.get_by_text(said.say("load.stopped", read=2, total=2)).or_(
            page.get_by_text(said.say("load.stopped", read=1, total=2))
        ).wait_for(timeout=PATIENCE_MS)
    assert releases.current(desk.folder) is None

    page.get_by_role("button", name=re.compile(re.escape(said["load.take_read"].partition("(")[0]))).click()
    page.get_by_role("button", name=said["load.what_changed"]).wait_for(timeout=PATIENCE_MS)

    [release] = releases.listed(desk.folder)
    assert release.report_count in (1, 2)
    assert trail.acts(desk.folder)[0].who == WHO
    page.get_by_role("button", name=said["load.what_changed"]).click()
    page.get_by_role("heading", name=said["releases.title"], exact=True).wait_for(timeout=PATIENCE_MS)


def test_an_open_page_offers_a_newer_release_and_an_earlier_one_can_be_put_in_force_again(desk: Desk) -> None:
    operator, page, said = desk.operator, desk.operator.page, desk.operator.said
    operator.open("desk")
    first, second = GOOD
    load(desk, zipped({first: reports(*GOOD)[first]}))
    official = operator.context.new_page()
    official.goto(f"{operator.address}/quality?lang=ru")
    official.get_by_role("heading", name=said["page.quality"], level=1).wait_for(timeout=PATIENCE_MS)

    run.load([put(desk, second)], desk.folder)

    official.get_by_text(said.say("release.newer", release="2")).wait_for(timeout=PATIENCE_MS)
    official.locator(".st-key-newer_release").get_by_role("button", name=said["release.show"]).click()
    official.get_by_text("№ 2").first.wait_for(timeout=PATIENCE_MS)

    operator.open("desk", "&part=releases")
    told = cells(desk)
    assert said["change.added"] in told
    assert second in told
    assert "+1" in told
    page.get_by_role("textbox", name=said["who.name"]).fill(WHO)
    reason = page.get_by_role("textbox", name=said["releases.reason"])
    reason.fill("қате жүктелген")
    reason.press("Enter")
    page.get_by_role("button", name=said.say("releases.put_in_force", release="1")).click(timeout=PATIENCE_MS)
    page.get_by_role("button", name=said.say("releases.put_in_force", release="2")).wait_for(timeout=PATIENCE_MS)

    assert metrics.current(desk.folder).release_no == 1
    operator.open("desk", "&part=trail")
    assert "қате жүктелген" in cells(desk)
    book = downloaded(desk)
    assert below(book[said["desk.trail"]], said["column.deed"]) == said["deed.rolled_back"]


def put(desk: Desk, name: str) -> Path:
    """One of the good reports as a file of that name."""
    path = desk.folder.parent / name
    path.write_bytes(reports(*GOOD)[name])
    return path
