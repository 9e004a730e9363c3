"""An operator sets a misread value right in the browser, and the opening screen shows another figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import metrics
from etl import decisions, run, trail
from tests.browser.conftest import chromium, dashboard
from tests.browser.reader import Reader
from tests.builders import paper

if TYPE_CHECKING:
    from playwright.sync_api import Playwright


@pytest.fixture(scope="module")
def operator(
    driver: Playwright, tmp_path_factory: pytest.TempPathFactory, alone: bool
) -> Iterator[tuple[Reader, Path]]:
    """A browser on the machine itself, beside a warehouse of two reports; one of them is misread."""
    inbox, house = tmp_path_factory.mktemp("inbox"), tmp_path_factory.mktemp("house")
    (inbox / "бірінші.txt").write_text(paper(fact="60 адам"), encoding="utf-8")
    (inbox / "екінші.txt").write_text(paper("«Басқа жоба»", contract="77"), encoding="utf-8")
    run.load([inbox], house)
    with (
        dashboard(house, alone) as server,
        chromium(driver, server.inside, tmp_path_factory.mktemp("browser")) as browser,
    ):
        reader = Reader(browser, server.address, "ru")
        yield reader, house
        reader.context.close()


def test_a_correction_changes_the_figure_on_the_opening_screen(operator: tuple[Reader, Path]) -> None:
    reader, house = operator
    at = metrics.current(house)
    answer = metrics.ask("indicator_list", at=at)
    misread = answer[answer["fact_value"] == 60].iloc[0]
    page = reader.open("overview")
    figure = page.locator(".st-key-tile_indicators .figure-value")
    assert figure.inner_text().replace("\xa0", " ").startswith("50")

    title = metrics.ask("report_header", at=at, report=misread["report_id"])["project_title"].iloc[0]
    page = reader.open("paper", f"&report={misread['report_id']}&place={misread['fact_place']}&correct=1", title)
    form = page.locator(".st-key-correct")
    name = form.get_by_role("textbox", name=reader.said["who.name"], exact=True)
    name.fill("Айгүл")
    name.press("Enter")
    reader.settle()
    right = form.get_by_label(reader.said.say("correct.new", column=reader.said["column.fact_value"]), exact=True)
    right.fill("90")
    form.get_by_label(reader.said["correct.reason"], exact=True).fill("на бумаге 90")
    form.get_by_role("button", name=reader.said["correct.save"]).click()
    page.get_by_text(reader.said.say("correct.waiting", n=1)).wait_for()
    page.get_by_role("button", name=reader.said["correct.publish"]).click()
    page.locator(".st-key-waiting").wait_for(state="detached")

    page = reader.open("overview")
    assert figure.inner_text().replace("\xa0", " ").startswith("100")
    page.get_by_role("button", name=reader.said.say("correct.count", n=1)).wait_for()
    key = metrics.ask("correction_list", at=metrics.current(house))["project_key"].iloc[0]
    page = reader.open("projects", f"&project={key}")
    told = page.locator(".finding.corrected").first
    assert "60 → 90" in told.inner_text()
    assert "на бумаге 90" in told.inner_text()
    assert reader.outside() == []


def test_a_decision_is_chosen_in_the_list_and_undone_with_a_reason(operator: tuple[Reader, Path]) -> None:
    reader, house = operator
    report = metrics.ask("all_reports", at=metrics.current(house)).iloc[0]
    before = metrics.ask("decided_act", at=metrics.current(house))["decided_act_no"].iloc[0]
    made = trail.record(house, "Айгүл", "excluded", report_id=report["report_id"], reason="қате файл")
    page = reader.open("desk", "&part=decisions")
    row = page.locator(".st-key-table_decisions canvas").first.bounding_box()
    assert row

    page.mouse.click(row["x"] + 120, row["y"] + 60)
    name = page.get_by_role("textbox", name=reader.said["who.name"], exact=True)
    name.fill("Ерлан")
    name.press("Enter")
    undo = page.get_by_role("button", name=reader.said.say("decisions.undo", n=str(made.act_no)))
    undo.click()
    page.get_by_text(reader.said["decisions.incomplete"]).wait_for()
    assert trail.acts(house, "undone") == []
    reason = page.get_by_role("textbox", name=reader.said["correct.reason"], exact=True)
    reason.fill("файл дұрыс")
    reason.press("Enter")
    reader.settle()
    undo.click()
    undo.wait_for(state="detached")

    [undone] = trail.acts(house, "undone")
    assert (undone.who, undone.about) == (
        "Ерлан",
        {"report_id": report["report_id"], "act_no": made.act_no, "deed": "excluded", "reason": "файл дұрыс"},
    )
    assert decisions.waiting(house, int(before)) == []
    page.locator(".st-key-waiting").wait_for(state="detached")
