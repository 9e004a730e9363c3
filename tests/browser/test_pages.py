"""The dashboard as a reader uses it: what is clicked, what lands in the link, what is downloaded."""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest

import metrics
from display import numbers, tables
from display.words import Words, words
from pages.parts import PAGES, columns
from pages.parts.document import ICON
from tests import made_up_warehouse
from tests.browser.conftest import chromium, dashboard
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Playwright


def test_the_first_visitor_may_follow_a_link_to_any_page(reader: Reader) -> None:
    page = reader.open("coverage")

    assert page.get_by_role("dialog").count() == 0  # Streamlit's "Page not found"


def test_the_tab_of_a_page_shows_our_icon(reader: Reader) -> None:
    page = reader.open("coverage")

    shown = page.locator("link[rel~=icon]").evaluate("link => fetch(link.href).then(answer => answer.text())")
    assert shown == ICON  # Streamlit sets the link anew at every page


def test_the_opening_screen_shows_a_known_figure(reader: Reader, made_up: metrics.Snapshot) -> None:
    [direct] = metrics.ask("portfolio_totals", at=made_up)["direct_fact_count"]

    page = reader.open("overview")

    page.locator(".figure-value").get_by_text(numbers.count(direct)).wait_for()


def figures_of(name: str, told: dict[str, Any], made_up: metrics.Snapshot, said: Words) -> list[str]:
    """What a page must say once the project `told` is all that is chosen: figures and words of its report."""
    chosen = metrics.Selection(projects=(told["project_key"],))
    if name == "demographics":
        people = metrics.ask("demographics", chosen, at=made_up, scope="project")
        return [numbers.count(count) for count in people.loc[people["people_state"] == "value", "people_count"]]
    if name == "quality":
        findings = metrics.ask("finding_list", chosen, at=made_up, rule=None)
        return [told["project_title"], *tables.in_words(findings, said)["rule"]]
    grant = numbers.by_unit("grant_kzt", told["grant_kzt"])
    return {
        "overview": [numbers.count(told["direct_fact_count"])],
        "effectiveness": [numbers.count(told[f"{outcome}_count"]) for outcome in ("exceeded", "met", "missed")],
        "coverage": [said[f"region.{told['region_codes'][0]}"], grant],
        "projects": [told["project_title"], grant],
    }[name]


SAID = """() => [...document.querySelectorAll('.figure-value, .bartext, table.on-paper td')].map(one => one.textContent.trim())"""


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_the_known_figures_of_a_report(
    reader: Reader, made_up: metrics.Snapshot, told: dict[str, Any], name: str
) -> None:
    page = reader.open(name, f"&projects={told['project_key']}&measure=grant_kzt")

    figures = figures_of(name, told, made_up, reader.said)

    assert figures
    assert set(figures) <= set(page.evaluate(SAID))


def click(mark: "Locator") -> None:
    """Click a mark of a chart, which Plotly covers with a layer of its own."""
    mark.scroll_into_view_if_needed()
    mark.click(force=True)


def test_a_bar_of_a_year_narrows_the_page_and_its_chip_takes_it_off(reader: Reader, made_up: metrics.Snapshot) -> None:
    year = metrics.ask("totals_by_year", at=made_up)["report_year"].dropna().min()
    everything, of_year = (
        numbers.count(metrics.ask("portfolio_totals", selection, at=made_up)["direct_fact_count"].iloc[0])
        for selection in (metrics.EVERYTHING, metrics.Selection(years=(int(year),)))
    )
    page = reader.open("overview")
    tile = page.locator(".st-key-tile_direct").locator(".figure-value")
    bar = page.locator("[class*=st-key-chart_years_project_count] .points path").first

    click(bar)
    page.wait_for_url(lambda url: f"years={year}" in url)
    tile.get_by_text(of_year, exact=True).wait_for()
    page.locator("[class*='st-key-chip_years_'] button:visible").click()

    page.wait_for_url(lambda url: "years" not in url)
    tile.get_by_text(everything, exact=True).wait_for()


def test_an_old_link_shows_the_figures_of_its_release(
    driver: "Playwright", alone: bool, made_up_folder: Path, made_up: metrics.Snapshot, tmp_path: Path
) -> None:
    folder = tmp_path / "warehouse"
    shutil.copytree(made_up_folder, folder)
    newer = folder / "warehouse-00000002.duckdb"
    made_up_warehouse.build(tmp_path / "newer", reports=20).rename(newer)
    (folder / "CURRENT").write_text(newer.name, encoding="utf-8")
    then, now = (
        numbers.count(metrics.ask("portfolio_totals", at=release)["direct_fact_count"].iloc[0])
        for release in (made_up, metrics.current(folder))
    )

    with dashboard(folder, alone) as server, chromium(driver, server.inside, tmp_path) as browser:
        reader = Reader(browser, server.address)
        page = reader.open("overview", "&release=1")
        tile = page.locator(".st-key-tile_direct").locator(".figure-value")

        assert now != then == tile.inner_text()
        assert page.get_by_text(reader.said.say("notice.other_release", release="1", in_force="2")).is_visible()
        page.get_by_role("button", name=reader.said["release.to_current"]).click()
        tile.get_by_text(now, exact=True).wait_for()
        assert "release" not in page.url


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


def test_a_filter_holds_when_its_fold_is_closed_till_its_chip_is_taken_off(reader: Reader) -> None:
    page = reader.open("quality")
    fold = page.locator(".st-key-more_filters summary")
    fold.click()
    page.locator(".st-key-kinds").wait_for()
    reader.settle()  # else what is drawn still closes the list of options
    page.locator(".st-key-kinds input").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "kinds=" in url)
    reader.settle()
    fold.click()
    page.locator(".st-key-kinds").wait_for(state="detached")
    reader.settle()

    page.get_by_role("link", name=reader.said["page.projects"]).first.click()

    page.wait_for_url(lambda url: "/projects?" in url and "kinds=" in url)
    reader.settle()
    page.locator("[class*='st-key-chip_kinds'] button").first.click()
    page.wait_for_url(lambda url: "kinds=" not in url)
    reader.settle()
    page.locator(".st-key-more_filters summary").click()
    assert page.locator(".st-key-kinds [data-baseweb='tag']").count() == 0


def test_the_language_of_the_browser_is_the_first(browser: "Browser", address: str) -> None:
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


def test_below_the_maps_their_table_is_printed_on_the_same_sheet(
    reader: Reader, made_up: metrics.Snapshot, tmp_path: Path
) -> None:
    reader.open("coverage").pdf(path=tmp_path / "printed.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        first = " ".join(document[0].get_textpage().get_text_range().split())

    regions = metrics.ask("coverage_by_region", at=made_up, map="today")["region_code"]
    assert [code for code in regions if reader.said[f"region.{code}"] not in first] == []


@pytest.mark.parametrize(("path", "said"), [("overview", "years.measure"), ("demographics", "category.age.59+")])
def test_the_first_sheet_is_no_title_over_white(reader: Reader, tmp_path: Path, path: str, said: str) -> None:
    """The years stand below the tiles, and the last of the ages below the title."""
    reader.open(path).pdf(path=tmp_path / "printed.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
        first = " ".join(document[0].get_textpage().get_text_range().split())

    assert reader.said[said] in first


def test_a_region_of_a_map_filters_and_a_second_click_takes_it_off(reader: Reader) -> None:
    page = reader.open("coverage", "&maps=tiles")
    tile = page.locator(
        "[class*='st-key-chart_map_tiles_'] .annotation-text", has_text=reader.said["region.short.KZ-33"]
    )

    tile.click(force=True)
    page.wait_for_url(lambda url: "regions=KZ-33" in url)
    reader.settle()
    tile.click(force=True)

    page.wait_for_url(lambda url: "regions" not in url)


def test_a_band_of_age_narrows_the_page(reader: Reader) -> None:
    page = reader.open("demographics")
    band = page.locator("[class*=st-key-chart_][class*=age] .points path").last

    click(band)

    page.wait_for_url(lambda url: "people=age" in url)
    page.locator("[class*='st-key-chip_people_'] button:visible").wait_for()


def test_a_cell_of_the_heat_map_narrows_the_page_to_its_project_and_kind(reader: Reader) -> None:
    page = reader.open("effectiveness", "&part=heat")
    cell = page.locator("[class*=st-key-chart_heat] .points path.point").first

    click(cell)

    page.wait_for_url(lambda url: "projects=" in url and "kinds=" in url)


def test_a_circle_of_a_district_lists_its_activities(reader: Reader) -> None:
    page = reader.open("coverage", "&regions=KZ-33")
    circle = page.locator("[class*=st-key-chart_districts_region] .points path.point").first

    click(circle)

    page.wait_for_url(lambda url: "district=KZ-33" in url)
    page.locator(".st-key-table_held").wait_for()


def test_a_row_of_the_list_opens_its_project(reader: Reader) -> None:
    page = reader.open("projects")

    box = page.locator(".st-key-table_projects canvas").first.bounding_box()
    page.mouse.click(box["x"] + 17, box["y"] + 70)
    reader.settle()

    assert "project=" in page.url
    assert page.get_by_role("heading", level=2).first.is_visible()


def test_back_leads_from_a_project_to_the_list_and_again_to_the_search(reader: Reader) -> None:
    page = reader.open("projects")
    page.get_by_role("searchbox").fill("волонтёрство")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for()
    page.locator("[class*='st-key-open_'] button").first.focus()

    page.keyboard.press("Enter")
    page.locator(".here").first.wait_for()

    assert "project=" in page.url
    assert "place=" in page.url
    reader.settle("projects")
    assert page.locator(".here").first.bounding_box()["y"] < 768  # the place is in sight
    page.go_back()
    page.locator("mark").first.wait_for()
    page.go_forward()
    page.locator(".here").first.wait_for()


def test_the_contents_of_a_project_lead_to_its_parts(reader: Reader, made_up: metrics.Snapshot) -> None:
    key = metrics.ask("project_list", at=made_up).query("form_code == 'final'")["project_key"].iloc[0]
    page = reader.open("projects", f"&project={key}")

    page.get_by_role("navigation").get_by_role("link", name=reader.said["project_part.participants"]).click()
    page.wait_for_timeout(1000)

    heading = page.get_by_role("heading", name=reader.said["project_part.participants"])
    assert 0 <= heading.bounding_box()["y"] < 768


def place(element: "Locator") -> "FloatRect":
    """Where an element stands in the window."""
    box = element.bounding_box()
    assert box, "it is not on the screen"
    return box


def test_no_place_stands_on_the_line_of_a_number(reader: Reader, told: dict[str, str]) -> None:
    """ "25" and its cell "13/3/5" side by side would read as 2513."""
    page = reader.open("projects", f"&project={told['project_key']}")

    beside = page.evaluate("""() => [...document.querySelectorAll('.told td.number a.place')].map(place => {
      const value = document.createRange();
      value.selectNodeContents(place.closest('td').firstChild);
      return [place.closest('td').innerText, place.getBoundingClientRect().top - value.getBoundingClientRect().top];
    }).filter(([, lower]) => lower < 8)""")

    assert page.locator(".told td.number a.place").count() > 20
    assert beside == []


def test_the_ways_in_stand_on_one_line_across_the_tiles(reader: Reader) -> None:
    page = reader.open("overview")

    tops = [
        round(place(page.locator(f".st-key-sources_{tile} button p"))["y"])
        for tile in ("projects", "regions", "direct", "vulnerable", "indicators", "contradictions")
    ]

    assert len(set(tops[:3])) == len(set(tops[3:])) == 1, tops


def test_what_can_be_done_with_a_cell_stays_in_sight_as_long_as_its_table(reader: Reader) -> None:
    page = reader.open("overview")
    main, table = page.get_by_test_id("stMain"), page.locator(".st-key-table_worst canvas").first
    main.evaluate("(main, lower) => main.scrollBy(0, lower)", place(table)["y"])
    page.mouse.click(place(table)["x"] + 330, place(table)["y"] + 400)
    reader.settle()

    bar = page.locator(".st-key-cell_worst")
    assert 0 < place(bar)["y"] < 100
    main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
    page.wait_for_timeout(300)
    assert place(bar)["y"] < 0


@pytest.mark.parametrize("name", ["overview", "effectiveness"])
def test_what_is_measured_stands_below_its_title(reader: Reader, name: str) -> None:
    page = reader.open(name)

    gaps: list[float] = page.evaluate("""() => {
      const said = [...document.querySelectorAll('[data-testid=stMain] :is(h2, .quiet)')];
      return said.filter(line => line.tagName === 'H2').map(title =>
        said[said.indexOf(title) + 1].getBoundingClientRect().top - title.getBoundingClientRect().bottom);
    }""")

    assert len(gaps) >= 3
    assert all(-1 < gap < 10 for gap in gaps), gaps


def test_a_button_that_waits_can_be_read_in_the_dark(browser: "Browser", address: str) -> None:
    dark = Reader(browser, address, color_scheme="dark")
    page = dark.open("desk")

    waiting = page.locator("button[kind=primary]:disabled p").first
    assert waiting.evaluate("one => getComputedStyle(one).color") != "rgb(6, 34, 43)"
    dark.context.close()


def test_a_figure_leads_to_its_cells(reader: Reader) -> None:
    page = reader.open("overview")

    page.locator(".st-key-sources_direct button").click()

    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.get_by_text(reader.said["sources.title"]).is_visible()


def test_a_table_says_how_many_of_its_columns_stand_to_the_right(reader: Reader) -> None:
    page = reader.open("projects")
    table = page.get_by_test_id("stDataFrame").first
    said = reader.said["table.right"]
    page.wait_for_function("document.querySelector('[data-testid=stDataFrame]').dataset.right")
    right = int(re.findall(r"\d+", table.get_attribute("data-right") or "")[0])
    assert table.get_attribute("data-right") == said.replace("{n}", str(right))
    assert 0 < right < len(columns.PROJECTS)

    table.hover()
    page.mouse.wheel(9000, 0)
    page.wait_for_function("!document.querySelector('[data-testid=stDataFrame]').dataset.right")
    page.mouse.wheel(-9000, 0)
    page.wait_for_function("document.querySelector('[data-testid=stDataFrame]').dataset.right")
