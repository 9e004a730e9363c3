"""Every page in every language, from app.py as a reader meets it, on a warehouse of made-up reports."""

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

import metrics
from display import numbers
from display.words import LANGUAGES, words
from pages.parts import PAGES, rows
from tests.dashboard import opened, unopened

PHONE_PIXELS = 390


def texts(app: AppTest) -> str:
    """All words on the page."""
    shown = [*app.title, *app.header, *app.subheader, *app.caption, *app.markdown, *app.info, *app.warning]
    return "\n".join([*(str(element.value) for element in shown), unescape(told(app))])


def headings(app: AppTest) -> list[str]:
    """The titles of a page's sections."""
    return re.findall("<h2>(.*?)</h2>", unescape(told(app)))


def titles(app: AppTest) -> list[str]:
    """What the page calls itself: one title."""
    return re.findall("<h1>(.*?)</h1>", unescape(told(app)))


def figures(app: AppTest) -> list[str]:
    """The values in large letters."""
    return re.findall('<p class="figure-value">(.*?)</p>', unescape(told(app)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(app: AppTest, page: str, language: str) -> None:
    shown = opened(app, page, language)

    assert not shown.exception
    assert titles(shown) == [words(language)[f"page.{page}"]]


@pytest.mark.parametrize("by", ["kind", "level"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_effectiveness_says_that_kinds_are_assigned_and_how_many_measure_outcomes(
    app: AppTest, by: str, language: str, made_up: metrics.Snapshot
) -> None:
    levels = metrics.ask("indicators_by", at=made_up, by="level").set_index("group_code")["indicator_count"]
    figures = {"indicator_count": levels.sum(), "outcome_count": levels["outcome"]}

    shown = opened(app, "effectiveness", language, indicators_by=by)

    assert not shown.exception
    assert words(language).say("indicators.assigned", **figures) in texts(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_keeps_its_looks_in_the_link(app: AppTest, language: str) -> None:
    shown = opened(
        app, "coverage", language, measure="grant_kzt", per="inhabitants", maps="tiles", circles="participants_count"
    )

    assert not shown.exception
    assert words(language)["map.grant_per_1000_kzt.measure"] in texts(shown)
    assert shown.query_params["maps"] == "tiles"


def test_nothing_is_per_inhabitant_on_the_reported_map(app: AppTest) -> None:
    shown = opened(app, "coverage", measure="activity_count", per="inhabitants", borders="reported")

    assert words("en")["map.activity_count.measure"] in texts(shown)
    assert words("en")["coverage.reported_note"] in texts(shown)


def test_coverage_names_the_white_spots(app: AppTest, made_up: metrics.Snapshot) -> None:
    [codes] = metrics.ask("white_spots", at=made_up)["region_codes_without"]

    shown = texts(opened(app, "coverage", "ru"))

    assert all(words("ru")[f"region.{code}"] in shown for code in codes)


def test_a_district_in_the_link_lists_its_activities(app: AppTest, made_up: metrics.Snapshot) -> None:
    district = metrics.ask("coverage_by_district", at=made_up).nlargest(1, "activity_count").iloc[0]

    shown = opened(app, "coverage", "kk", district=district["district_code"])

    assert not shown.exception
    held = metrics.ask("place_activities", at=made_up, region=None, district=district["district_code"], map="today")
    assert any(
        list(table.value["title"])[:1] == [held["title"].iloc[0]] for table in shown.dataframe if "title" in table.value
    )


def test_the_opening_screen_shows_what_the_metric_says(app: AppTest, made_up: metrics.Snapshot) -> None:
    [region_count] = metrics.ask("portfolio_totals", at=made_up)["region_count"]

    shown = opened(app, "overview")

    assert f"{region_count} of 20" in figures(shown)


def test_a_filter_in_the_link_narrows_every_figure(app: AppTest, made_up: metrics.Snapshot) -> None:
    [report_count] = metrics.ask("portfolio_totals", metrics.Selection(regions=("KZ-33",)), at=made_up)["report_count"]

    shown = opened(app, "overview", regions="KZ-33")

    assert f"{report_count} of " in texts(shown)
    assert shown.multiselect(key="regions").value == ["KZ-33"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_one_year_alone(app: AppTest, page: str) -> None:
    assert not opened(app, page, years="2024").exception


def test_the_bare_address_leads_to_the_opening_screen(app: AppTest) -> None:
    app.query_params["lang"] = "ru"

    assert titles(app.run()) == [words("ru")["page.overview"]]


def test_a_chip_takes_its_filter_off(app: AppTest) -> None:
    shown = opened(app, "overview", regions="KZ-33").button(key="chip_regions_KZ-33").click().run()

    assert shown.multiselect(key="regions").value == []
    assert "regions" not in shown.query_params


def test_an_unknown_value_in_the_link_is_passed_over(app: AppTest) -> None:
    shown = opened(app, "overview", regions="KZ-99", lang="xx")

    assert not shown.exception
    assert shown.multiselect(key="regions").value == []


def test_the_language_changes_and_stays_in_the_link(app: AppTest) -> None:
    shown = opened(app, "overview", "ru").button_group(key="lang").set_value("kk").run()

    assert titles(shown) == [words("kk")["page.overview"]]
    assert shown.query_params["lang"] == "kk"


def test_reports_that_say_nothing_of_people_are_told_so_with_what_to_do(app: AppTest) -> None:
    shown = opened(app, "demographics", forms="interim")

    assert words("en")["people.nobody"] in texts(shown)
    shown.button(key="clear_here").click().run()
    assert words("en")["people.nobody"] not in texts(shown)


def test_an_empty_selection_says_what_to_do(app: AppTest) -> None:
    shown = opened(app, "overview", years="2019", organisations="o1", regions="KZ-33", spheres="animals")

    assert words("en")["empty.selection"] in texts(shown)
    assert not shown.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_release_the_page_says_what_to_do(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(tmp_path))
    app = unopened()
    app.query_params["lang"] = language

    assert words(language)["empty.no_release"] in texts(app.run())


def test_a_release_that_is_gone_offers_the_current_one(app: AppTest) -> None:
    shown = opened(app, "overview", release="999")
    assert words("en")["empty.release_gone"] in texts(shown)

    back = shown.button[-1].click().run()

    assert titles(back) == [words("en")["page.overview"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_tells_its_whole_report(app: AppTest, made_up: metrics.Snapshot, language: str) -> None:
    project = metrics.ask("project_list", at=made_up).query("form_code == 'final'").iloc[0]
    activity = metrics.ask("report_activities", at=made_up, report=project["report_id"]).iloc[0]

    shown = opened(app, "projects", language, project=project["project_key"])

    assert not shown.exception
    assert project["project_title"] in [header.value for header in shown.header]
    assert words(language)["project_part.plan_fact"] in texts(shown)
    assert activity["title"] in told(shown)


def told(app: AppTest) -> str:
    """All that stands in tables of a project's page, and in what the search has found."""
    return "\n".join(element.proto.body for element in app.get("html"))


def test_a_part_that_the_report_leaves_blank_is_named_and_one_that_its_form_lacks_is_not(
    app: AppTest, made_up: metrics.Snapshot
) -> None:
    finals = metrics.ask("project_list", at=made_up).query("form_code == 'final'")
    parts = [metrics.ask("report_parts", at=made_up, report=report) for report in finals["report_id"]]
    key = next(key for key, of in zip(finals["project_key"], parts, strict=True) if 0 in of["row_count"].tolist())

    shown = opened(app, "projects", project=key)

    assert words("en")["project.blank"] in [one.value for one in shown.caption]
    assert words("en")["project_part.risks"] not in [one.value for one in shown.subheader]


def test_an_earlier_report_of_a_project_can_be_read(app: AppTest, made_up: metrics.Snapshot) -> None:
    key = metrics.ask("project_list", at=made_up).sort_values("report_count")["project_key"].iloc[-1]
    reports = metrics.ask("project_reports", at=made_up, project=key)
    [earlier] = reports.loc[~reports["is_latest"], "report_id"]

    shown = opened(app, "projects", project=key, report=earlier)

    assert not shown.exception
    assert shown.selectbox(key="report").value == earlier
    assert words("en")["project_part.versions"] in [one.value for one in shown.subheader]


@pytest.mark.parametrize("page", PAGES)
def test_a_release_without_reports_says_so_and_leads_to_the_desk(
    page: str, app: AppTest, empty: metrics.Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESEP_WAREHOUSE", str(empty.path.parent))

    shown = opened(app, page, "ru")

    assert not shown.exception
    assert words("ru").say("empty.nothing_read", refused_count=0) in [warning.value for warning in shown.warning]
    assert words("ru")["empty.selection"] not in texts(shown)


def test_a_share_that_no_report_gives_is_a_dash_without_its_sign(app: AppTest, made_up: metrics.Snapshot) -> None:
    shown = opened(app, "overview", forms="interim")

    assert not shown.exception
    assert numbers.ABSENT in figures(shown)
    assert not [value for value in figures(shown) if "%" in value and numbers.ABSENT in value]


def test_rows_are_as_high_as_nearly_all_their_texts_need() -> None:
    short = pd.DataFrame({"project_title": ["«Мұра» жобасы"] * 20, "met_count": range(20)})
    named = pd.DataFrame({"project_title": ["«Сенім желісі» – халықтың құқықтық сауаттылығын арттыру"] * 20})
    one_long = pd.DataFrame({"details": ["declared: 12"] * 19 + ["declared: 12; " * 30]})
    all_long = pd.DataFrame({"details": ["declared: 12; " * 12] * 20})
    endless = pd.DataFrame({"details": ["declared: 12; " * 120] * 20})

    heights = [rows.wrapped_height(said) for said in (short, named, one_long, all_long, endless)]

    assert heights[0] == heights[2] == rows.ROW_PIXELS
    assert heights[1] == rows.WRAPPED_PIXELS
    assert heights[4] >= heights[3] > rows.WRAPPED_PIXELS
    assert heights[4] == rows.MOST_LINES * rows.LINE_PIXELS + 4
    assert rows.wrapped_height(short.head(0)) == rows.ROW_PIXELS


def test_on_a_phone_names_leave_room_for_the_figure_beside_them() -> None:
    answer = pd.DataFrame(
        {
            "project_title": ["«Сенім желісі» – Алматы қаласында халықтың құқықтық сауаттылығын арттыру"],
            "met_count": [3],
        }
    )

    wide, narrow = (rows.in_words(words("kk"), answer, ("project_title", "met_count"), of) for of in (False, True))

    assert narrow.looks["project_title"]["width"] <= PHONE_PIXELS / 2 < wide.looks["project_title"]["width"]
    assert narrow.wrapped_height > wide.wrapped_height


@pytest.mark.parametrize("page", PAGES)
def test_a_table_is_put_into_words_once_however_often_its_page_is_drawn(app: AppTest, page: str) -> None:
    shown = opened(app, page)
    once = rows.in_words.cache_info()

    shown.run()

    assert rows.in_words.cache_info().misses == once.misses
    printed = [one for one in shown.get("html") if '<table class="on-paper"' in one.proto.body]  # with those of folds
    assert len(printed) >= len(shown.dataframe)
    assert rows.in_words.cache_info().hits == once.hits + len(printed)


def test_a_table_is_sent_as_pandas_would_send_it(made_up: metrics.Snapshot) -> None:
    answer = metrics.ask("project_list", at=made_up)
    shown = ("project_title", "reached_pct", "grant_kzt", "region_codes", "report_year", "error_count")
    said = rows.in_words(words("kk"), answer, shown).styled.data
    sent, texts = pa.Table.from_pandas(said), pa.Table.from_pandas(said.astype(str))

    assert sent.column_names == texts.column_names == list(shown)
    assert sent["grant_kzt"].to_pylist() == [None if pd.isna(sum_) else sum_ for sum_ in answer["grant_kzt"]]
    assert texts["grant_kzt"].to_pylist() == [numbers.money(sum_) for sum_ in answer["grant_kzt"]]


def test_a_filter_behind_the_fold_holds_while_the_fold_is_closed(app: AppTest) -> None:
    shown = opened(app, "overview", languages="ru")
    assert not [one for one in shown.multiselect if one.key == "languages"]

    again = shown.run()

    assert "languages" in again.query_params
    assert "languages" not in again.button(key="chip_languages_ru").click().run().query_params


def test_two_projects_stand_side_by_side(app: AppTest, made_up: metrics.Snapshot) -> None:
    first, second = metrics.ask("project_list", at=made_up)["project_key"].head(2)
    answer = metrics.ask("compared", at=made_up, by="project", first=first, second=second).set_index("measure")

    shown = opened(app, "projects", project=first, compare=second)

    assert not shown.exception
    assert shown.selectbox(key="compare").value == second
    assert numbers.count(answer.loc["indicator_count", "second_value"]) in told(shown)


def test_two_years_stand_side_by_side(app: AppTest) -> None:
    app.query_params["compare_years"] = ["2023", "2024"]

    shown = opened(app, "projects")

    assert not shown.exception
    assert shown.multiselect(key="compare_years").value == ["2023", "2024"]
    assert words("en")["compare.difference"] in told(shown)


def test_search_forgives_word_forms_and_marks_what_it_found(app: AppTest) -> None:
    shown = opened(app, "projects").text_input(key="search").set_value("ВОЛОНТЁРСТВО").run()

    assert "<mark>волонтёрства</mark>" in told(shown)
    assert shown.query_params["search"] == "ВОЛОНТЁРСТВО"


def test_what_was_found_opens_its_project_at_the_place(app: AppTest) -> None:
    shown = opened(app, "projects", search="волонтёрство")
    button = next(one for one in shown.button if one.key.startswith("open_"))

    button.click().run()

    assert shown.query_params["project"] == button.key.removeprefix("open_")
    assert "place" in shown.query_params


def test_words_that_no_report_says_are_told_so(app: AppTest) -> None:
    assert words("en")["projects.nothing_found"] in texts(opened(app, "projects", search="аэропорт"))


def test_the_list_comes_in_the_order_chosen(app: AppTest, made_up: metrics.Snapshot) -> None:
    largest = metrics.ask("project_list", at=made_up).nlargest(1, "grant_kzt")["project_title"].iloc[0]

    shown = opened(app, "projects", sort="grant")

    assert shown.dataframe[-1].value.iloc[0, 0] == largest


def test_a_figure_leads_to_its_cells(app: AppTest) -> None:
    opened(app, "overview")

    shown = app.button(key="sources_direct").click().run()

    assert not shown.exception
    assert [table.key for table in shown.dataframe] == ["table_sources_of_direct"]  # it alone is drawn
