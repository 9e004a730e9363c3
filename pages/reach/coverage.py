"""In which of the twenty regions projects work, where their events were held, and where there was nothing."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from display import charts, maps, tables
from pages.parts import blocks, columns, link, rows
from pages.parts.blocks import Asked, Sources
from pages.parts.view import View

SHARED = ("shared_grant_kzt", "shared_activity_count")  # what no region is given
WHITE_REGIONS = {"regions_without_count": "region_codes_without", "idle_region_count": "idle_region_codes"}
NARROWEST = 150  # pixels of a figure: five stand side by side


def choose(view: View, key: str, options: tuple[str, ...], **looks: Any) -> str:
    """Ask for one of a few looks of the maps; the choice is kept in the link, but for the first."""
    says = f"coverage.{key}"
    return str(link.choose_one(view.words[says], options, key, lambda one: view.words[f"{says}_{one}"], **looks))


def choose_measure(view: View, borders: str) -> tuple[str, str, str]:
    """Ask what the maps show: the measure in total, the one shown (which may be per inhabitant), and which maps."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        named = view.words["coverage.choose"]
        total = link.choose_one(named, tuple(columns.MEASURES), "measure", lambda one: view.words[f"column.{one}"])
        per = choose(view, "per", ("total", "inhabitants"), disabled=borders == "reported")
        which = choose(view, "maps", ("both", "map", "tiles"))
    by_inhabitants = per == "inhabitants" and borders == "today"
    return total, columns.MEASURES[total] if by_inhabitants else total, which


def choose_borders(view: View, figures: Mapping[str, Any]) -> str:
    """Ask by which map the regions are shown, where any report names them by an older one."""
    if not figures["moved_report_count"]:
        return "today"
    return choose(view, "borders", ("today", "reported"), label_visibility="collapsed")


@blocks.section()
def show_regions(view: View, figures: Mapping[str, Any]) -> None:
    """The maps, and the regions in order beside or below them."""
    title, choices = st.container(), st.container()
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        scale = st.container()
        borders = choose_borders(view, figures)
    with choices:
        total, measure, which = choose_measure(view, borders)
    regions = view.kept(f"regions_{borders}", lambda: view.ask("coverage_by_region", map=borders).assign(map=borders))
    with title:
        leaders = view.kept(f"leaders_{measure}_{borders}", lambda: maps.leaders(regions, measure, view.words))
        blocks.heading(view, f"map.{measure}", leaders)
    scale.html(view.kept(f"legend_{measure}_{borders}", lambda: maps.legend(measure, regions[measure], view.words)))
    if borders == "reported":
        st.caption(view.words["coverage.reported_note"])
    if view.selection.regions:
        chosen = tables.listed((f"region.{code}" for code in view.selection.regions if code), view.words)
        st.caption(view.words.say("coverage.chosen", regions=chosen))
    lay_out(view, regions, total, measure, which, borders)
    st.caption(f"{view.words.say('coverage.shared', **figures)}  \n{view.words['coverage.credits']}")
    with st.container(horizontal=True):
        blocks.sources_button(view, "coverage", Sources("regions_sources", {}, columns.REGIONS))
        for column in SHARED:
            blocks.sources_of(view, "coverage_gaps", figures, column, f"column.{column}")


def lay_out(view: View, regions: pd.DataFrame, total: str, measure: str, which: str, borders: str) -> None:
    """Both maps side by side, and bars and table below; or one map above the bars, beside the table."""
    if which == "both":
        left, right = st.columns([5, 4])
        with left:
            show_map(view, "map", regions, measure, borders)
        with right:
            show_map(view, "tiles", regions, measure, borders)
        left, right = st.columns([3, 5])
    else:
        left, right = st.columns(2)
        with left:
            show_map(view, which, regions, measure, borders)
    with left:
        show_bars(view, regions, measure, borders)
    with right:
        show_ranking(view, regions, total, measure, borders)


def show_map(view: View, which: str, regions: pd.DataFrame, measure: str, borders: str) -> None:
    """One of the two maps; a click on a region filters by it."""
    draw = {"map": maps.outline, "tiles": maps.tiles}[which]
    blocks.plot(
        view,
        f"map_{which}_{measure}_{borders}",
        lambda: draw(regions, measure, view.words),
        lambda: maps.said(regions, measure, view.words),
    )


def show_bars(view: View, regions: pd.DataFrame, measure: str, borders: str) -> None:
    """The regions as bars, in the order of the table."""
    blocks.plot(view, f"ranking_{measure}_{borders}", lambda: charts.ranked(regions, measure, view.words))


def show_ranking(view: View, regions: pd.DataFrame, total: str, measure: str, borders: str) -> None:
    """The regions in order: rank, value, share of the whole, per inhabitant, what it rests on."""
    ranked = view.kept(
        f"ranked_{measure}_{borders}",
        lambda: tables.ranked(regions, measure).rename(columns=columns.RANKING[total]).assign(measure=total),
    )
    shown = ("region_code", "rank_no", total, *columns.RANKING[total].values(), columns.BASES[total])
    blocks.table(view, f"ranking_{total}", ranked, shown, by="region")


def show_white_spots(view: View, spots: Mapping[str, Any]) -> None:
    """Regions and districts with nothing, by name."""
    blocks.heading(view, "white", spots)
    names = f"idle_districts_{'ru' if view.words.language == 'ru' else 'kk'}"
    note = view.words["white.choose" if spots["idle_district_count"] else "white.none"]
    if view.selection.regions:
        note = ", ".join(name for row in view.ask("district_gaps")[names] for name in row) or view.words["white.none"]
    with st.grid(3):
        for column, codes in WHITE_REGIONS.items():
            named = tables.listed((f"region.{code}" for code in spots[codes]), view.words)
            blocks.figure(view, "white_spots", spots, column, named if spots[column] else view.words["white.none"])
        blocks.figure(view, "white_spots", spots, "idle_district_count", note)
    shown = (*columns.IDLE_DISTRICTS, "region_only_activity_count", names)
    blocks.folded(
        "district_gaps",
        view.words["white.show"],
        lambda: blocks.table(view, "district_gaps", view.ask("district_gaps"), shown, wraps=True, by="region"),
    )


@blocks.section("district")
def show_districts(view: View, spots: Mapping[str, Any]) -> None:
    """Circles on the map, the list below, and the activities of the one that was chosen."""
    blocks.heading(view, "districts", spots)
    districts = view.ask("coverage_by_district")
    sizes = ("activity_count", "participants_count")
    size = link.choose_one(view.words["districts.size"], sizes, "circles", lambda one: view.words[f"column.{one}"])
    where = "region" if view.selection.regions else "country"
    blocks.plot(
        view,
        f"districts_{where}_{size}",
        lambda: maps.districts(districts, size, view.words, view.selection.regions),
        lambda: maps.districts_said(districts, size, view.words),
    )
    name = maps.name_column(view.words)
    reached = view.kept("reached_districts", partial(_reached, districts))
    shown = (name, *columns.DISTRICTS)
    blocks.fold(view, "districts", reached, shown, is_printed=True)  # paper does not say which place a circle is
    choose_district(view, view.kept("named_districts", partial(_named, view, districts, name)))


def _reached(districts: pd.DataFrame) -> pd.DataFrame:
    """Those where anything was held, the busiest first."""
    busiest = districts.sort_values("activity_count", ascending=False, kind="stable")
    return busiest[busiest["activity_count"] > 0]


def _named(view: View, districts: pd.DataFrame, name: str) -> dict[str, str]:
    """The same by their codes, in the order of the regions: what they are called, and where they are."""
    reached = districts[districts["activity_count"] > 0]
    pairs = zip(reached["district_code"].tolist(), reached[name].tolist(), reached["region_code"].tolist(), strict=True)
    return {code: f"{named} ({view.words[f'region.{region}']})" for code, named, region in pairs}


def choose_district(view: View, named: Mapping[str, str]) -> None:
    """The activities of one district or city: clicked on the map, or chosen here."""
    chosen = link.choose_on_page(
        st.selectbox,
        view.words["districts.choose"],
        list(named),
        "district",
        placeholder=view.words["districts.placeholder"],
        format_func=lambda code: named.get(code, code),
    )
    if chosen:
        given = {"region": None, "district": chosen, "map": "today"}
        blocks.long_table(view, "held", Asked("place_activities", given), columns.HELD, wraps=True)


@blocks.section()
def show_venues(view: View, spots: Mapping[str, Any]) -> None:
    """Where projects say that they work against where they held events."""
    blocks.heading(view, "venue", spots)
    venues = view.ask("venue_and_coverage")
    blocks.chart(
        view, "venue", lambda: charts.venue_and_coverage(venues, view.words), venues, columns.VENUES, by="region"
    )
    mismatches = view.kept("mismatched_regions", partial(_mismatches, venues))
    if any(map(len, mismatches.values())):
        named = {
            name: tables.listed((f"region.{code}" for code in codes), view.words) for name, codes in mismatches.items()
        }
        st.markdown(view.words.say("venue.regions", **named))
    mismatched = Asked("venue_mismatches")
    blocks.folded(
        "mismatches",
        view.words["venue.show"],
        lambda: blocks.long_table(view, "mismatches", mismatched, columns.MISMATCHES, wraps=True),
    )


def _mismatches(venues: pd.DataFrame) -> dict[str, list[str]]:
    """The regions that projects cover and held nothing in, and those where they held events without covering them."""
    covered, held = (venues["coverage_report_count"] > 0), (venues["venue_activity_count"] > 0)
    return {
        "covered": venues["region_code"][covered & ~held].tolist(),
        "held": venues["region_code"][held & ~covered].tolist(),
    }


def show_moved(view: View, figures: Mapping[str, Any]) -> None:
    """Regions that were another one when the report was written."""
    if not figures["moved_report_count"]:
        st.subheader(view.words["moved.plain"], anchor=False)
        st.caption(view.words["moved.none"])
        return
    blocks.heading(view, "moved", figures)
    blocks.table(view, "moved", view.ask("region_changes"), columns.MOVED)


def show_unplaced(view: View, figures: Mapping[str, Any]) -> None:
    """What is on no map: how much, why, and the cells."""
    blocks.heading(view, "unplaced", figures)
    with st.grid(len(columns.PLACED), min_column_width=NARROWEST):
        for column in columns.PLACED:
            blocks.figure(view, "coverage_gaps", figures, column)
    unplaced = Asked("unplaced_activities")
    blocks.folded(
        "unplaced",
        view.words["unplaced.show"],
        lambda: blocks.long_table(view, "unplaced", unplaced, columns.UNPLACED, wraps=True),
    )


def show_ambiguous(view: View) -> None:
    """Names that several places bear, with the candidates, for a review."""
    answer = view.ask("ambiguous_places")
    if answer.empty:
        st.subheader(view.words["ambiguous.plain"], anchor=False)
        st.caption(view.words["ambiguous.none"])
        return
    blocks.heading(view, "ambiguous", {"n": len(answer)})

    named = view.kept("ambiguous", lambda: answer.assign(candidates=maps.candidates(answer, view.words)))
    blocks.folded(
        "ambiguous",
        view.words["ambiguous.show"],
        partial(blocks.table, view, "ambiguous", named, columns.AMBIGUOUS, wraps=True),
        on_paper=partial(rows.on_paper, view, named, columns.AMBIGUOUS),
    )


view = blocks.open_page(
    "coverage",
    Asked("coverage_by_region", {"map": "today"}),
    Asked("coverage_by_district"),
    Asked("white_spots"),
    Asked("district_gaps"),
    Asked("venue_and_coverage"),
    Asked("venue_mismatches"),
    Asked("region_changes"),
    Asked("coverage_gaps"),
    Asked("unplaced_activities"),
    Asked("ambiguous_places"),
)
gaps, spots = view.row("coverage_gaps"), view.row("white_spots")
show_regions(view, gaps)
show_white_spots(view, spots)
show_districts(view, spots)
show_venues(view, spots)
show_moved(view, gaps)
show_unplaced(view, gaps)
show_ambiguous(view)
