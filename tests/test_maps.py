"""What the maps show: every value a colour with its words, every region a place to click, every picture a sentence."""

import re
from urllib.parse import parse_qsl

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metrics
from display import maps, tables
from display.maps import ground, scale
from display.words import LANGUAGES, words
from metrics import Snapshot

MEASURES = (
    *("project_count", "activity_count", "participants_count", "grant_kzt"),
    *("projects_per_million", "activities_per_100000", "participants_per_1000", "grant_per_1000_kzt"),
)
COUNTS = st.lists(st.integers(0, 10**6) | st.none(), max_size=20)
SUMS = st.lists(st.integers(0, 10**12) | st.none(), max_size=20)
RATES = st.lists(st.decimals(0, 10**6, places=2).map(float) | st.none(), max_size=20)


@pytest.fixture
def regions(made_up: Snapshot) -> pd.DataFrame:
    return metrics.ask("coverage_by_region", metrics.Selection(regions=("KZ-33",)), at=made_up, map="today")


@pytest.fixture
def districts(made_up: Snapshot) -> pd.DataFrame:
    return metrics.ask("coverage_by_district", at=made_up)


def picks(figure: go.Figure) -> set[str]:
    return {point[1] for trace in figure.data if trace.customdata is not None for point in trace.customdata}


@pytest.mark.parametrize("fill", [*scale.RAMP, scale.NO_DATA, scale.HATCHING])
def test_words_on_every_fill_can_be_read(fill: str) -> None:
    assert scale.contrast(scale.ink(fill), fill) >= scale.LEAST_CONTRAST


@given(
    st.tuples(COUNTS, st.just("project_count"))
    | st.tuples(SUMS, st.just("grant_kzt"))
    | st.tuples(RATES, st.just("projects_per_million"))
)
def test_every_value_has_a_step_zero_the_palest_and_no_value_none(drawing: tuple[list[float | None], str]) -> None:
    values, column = drawing
    drawn = scale.Scale.of(column, values)
    known = sorted(value for value in values if value is not None)
    fills = [drawn.fill(value) for value in known]
    assert drawn.fill(None) is None
    assert all((fill == scale.RAMP[0]) == (value == 0) for value, fill in zip(known, fills, strict=True))
    assert [scale.RAMP.index(str(fill)) for fill in fills] == sorted(scale.RAMP.index(str(fill)) for fill in fills)
    assert drawn.step_count <= scale.STEPS
    assert not known or not known[-1] or fills[-1] == scale.RAMP[-1], "the largest value is the darkest"


def test_one_region_far_above_the_others_does_not_make_them_all_alike() -> None:
    rates = [12.6, 14.3, 15.1, 15.2, 19.6, 20.6, 20.7, 28.4, 37.2, 52.0, 139.1]
    fills = [scale.Scale.of("participants_per_1000", rates).fill(rate) for rate in rates]
    assert len(set(fills)) == scale.STEPS


def test_the_legend_names_the_unit_each_step_and_what_no_report_says() -> None:
    said = re.sub("<[^>]*>", "|", maps.legend("project_count", [0, 3, 4, 12, None], words("en")))
    steps = ["0", "3–4", "5–6", "7–8", "9–10", "11–12"]
    assert [text for text in said.split("|") if text] == ["Projects", *steps, "no report says"]
    money = maps.legend("grant_kzt", [12e6, 52e6], words("ru"))
    assert "млн ₸" in money
    assert words("ru")["scale.no_data"] not in money


@pytest.mark.parametrize("draw", [maps.tiles, maps.outline])
@pytest.mark.parametrize("measure", MEASURES)
def test_a_click_on_any_region_with_reports_filters_by_it(draw: object, measure: str, regions: pd.DataFrame) -> None:
    figure = draw(regions, measure, words("kk"))  # type: ignore[operator]
    reached = regions.loc[regions["report_count"] > 0, "region_code"]
    assert picks(figure) - {""} == {f"regions={code}" for code in reached}


def test_points_of_a_region_lie_in_it_and_cities_keep_their_surroundings() -> None:
    for code, points in ground.points_within().items():
        area = ground.areas()[code]
        assert len(points) == 1 if area.is_city else len(points) > 5
        assert all(any(ground.is_inside(point, ring) for ring in area.rings) for point in points), code


def test_a_label_stands_in_its_tile_in_every_language(regions: pd.DataFrame) -> None:
    for language in LANGUAGES:
        labels = [note.text for note in maps.tiles(regions, "project_count", words(language)).layout.annotations]
        assert len(labels) == 20
        assert max(len(line) for label in labels for line in label.split("<br>") if "<b>" not in line) <= 12


def test_a_chosen_region_shows_its_districts_by_name_and_rings_where_nothing_was(made_up: Snapshot) -> None:
    chosen = metrics.Selection(regions=("KZ-59",))
    figure = maps.districts(
        metrics.ask("coverage_by_district", chosen, at=made_up), "activity_count", words("ru"), ("KZ-59",)
    )
    rings, circles = (trace for trace in figure.data if trace.customdata is not None)
    assert len(rings.x) > 5
    assert len(circles.x) == 0, "no project reaches that region"
    assert figure.layout.annotations
    west, east = figure.layout.xaxis.range
    assert east - west < 1000, "kilometres: the region, not the country"


def test_a_click_on_a_district_chooses_it(districts: pd.DataFrame) -> None:
    figure = maps.districts(districts, "participants_count", words("en"), ())
    codes = {value for pick in picks(figure) for _, value in parse_qsl(pick)}
    assert codes <= set(districts["district_code"])
    assert len(codes) > 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_title_names_the_region_with_the_most(language: str, measure: str, regions: pd.DataFrame) -> None:
    said = words(language)
    top = tables.ranked(regions, measure).iloc[0]
    title = said.finding(f"map.{measure}", **maps.leaders(regions, measure, said))
    assert said[f"region.{top.region_code}"] in title
    assert said[f"region.{top.region_code}"] in maps.said(regions, measure, said)


def test_without_any_figure_the_title_is_plain(regions: pd.DataFrame) -> None:
    said = words("en")
    empty = regions.assign(project_count=0)
    assert (
        said.finding("map.project_count", **maps.leaders(empty, "project_count", said))
        == said["map.project_count.plain"]
    )


def test_equal_values_share_a_rank_and_the_absent_have_none() -> None:
    answer = pd.DataFrame({"name": list("abcd"), "n": [5.0, None, 7.0, 5.0]})
    ranked = tables.ranked(answer, "n")
    assert ranked["name"].tolist() == ["c", "a", "d", "b"]
    assert ranked["rank_no"].tolist() == [1, 2, 2, pd.NA]


def test_candidates_are_named_with_their_regions() -> None:
    answer = pd.DataFrame(
        {
            "candidate_region_codes": [["KZ-35", "KZ-55"]],
            "candidate_names_kk": [["Ақтоғай", "Ақтоғай"]],
            "candidate_names_ru": [["Актогайский", "Актогайский"]],
        }
    )
    [said] = maps.candidates(answer, words("ru"))
    assert said == "Актогайский (Карагандинская область), Актогайский (Павлодарская область)"
