"""The frame of every page: language, release, filters. All of them are kept in the link."""

import atexit
import gc
from functools import cache
from threading import Condition
from typing import Any, Final

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

import metrics
from display.filters import FILTERS, option_name
from display.words import LANGUAGES, Words, short_name, words
from pages.parts import link, printed
from pages.parts.document import STYLE, Document, first_language
from pages.parts.view import View, on_a_phone

BEHIND_A_FOLD: Final = ("languages", "kinds", "people")
ONLY_CLICKED: Final = ("projects",)  # thousands of options would make every run slow
READINGS: Final = ("declared", "counted")
NAMES_KEPT: Final = 100  # of the options of a filter in a language
LOOK_SECONDS: Final = 10  # how soon an open page hears of a new release


@cache
def freeze_imports() -> None:
    """Once per process: Python collects garbage as it goes, and need not look through the libraries again."""
    gc.freeze()
    atexit.register(gc.unfreeze)  # else DuckDB, at the end, takes what was frozen for lost


def choose_language() -> Words:
    """Ask for the language; at first it is the browser's, or Kazakh."""
    with st.sidebar:
        chosen = link.choose(
            st.segmented_control,
            "Тіл · Язык · Language",
            LANGUAGES,
            "lang",
            first=first_language(st.context.locale),
            format_func=short_name,
            required=True,
            label_visibility="collapsed",
            width="stretch",
        )
    return words(chosen or LANGUAGES[0])


def dress(language: str) -> None:
    """Tell screen readers the language of the page; and give tables, tiles and print their looks, unless the document does."""
    looks = "" if Document.is_served else f"<style>{STYLE}</style>"
    st.html(f"<script>document.documentElement.lang = '{language}'</script>{looks}", unsafe_allow_javascript=True)


def choose_release() -> metrics.Snapshot:
    """Return the current release, or the older one that the link names.

    Raises metrics.NoRelease when there is none, or the older one is not kept any more.
    """
    for number in link.asked("release"):
        st.session_state["release"] = number
    number = st.session_state.get("release", "")
    return metrics.snapshot(int(number)) if number.isdecimal() else metrics.current()


@st.fragment(run_every=LOOK_SECONDS)
def offer_newer_release(drawn: metrics.Snapshot | None, said: Words) -> None:
    """On an open page: say that another release is in force by now, and show it when asked, or at once where there was none.

    The figures under a reader's eyes do not change by themselves; a page that names its release in the link keeps it.
    """
    if st.session_state.get("release"):
        return
    try:
        now = metrics.current()
    except metrics.NoRelease:
        return
    if now == drawn:
        return
    if drawn is None:
        st.rerun()
    with st.container(key="newer_release", horizontal=True, vertical_alignment="center"):
        st.markdown(said.say("release.newer", release=str(now.release_no)))
        if st.button(said["release.show"], icon=":material/refresh:", type="primary"):
            st.rerun()


def leave_older_release() -> None:
    """Go back to the current release."""
    st.session_state["release"] = ""
    link.write(release="")


def keep_in_link(view: View) -> None:
    """Write the whole frame into the link, in one go: each time would be a step for the browser's Back."""
    chosen: dict[str, list[str]] = {parameter: [] for parameter in FILTERS}
    for parameter, code, _ in view.chosen:
        chosen[parameter].append(code)
    reading = None if view.selection.reading == READINGS[0] else view.selection.reading
    link.write(lang=view.words.language, release=st.session_state.get("release"), reading=reading, **chosen)


def look(snapshot: metrics.Snapshot, said: Words) -> View:
    """Ask what to look at; an empty filter passes everything."""
    options = View(said, metrics.EVERYTHING, snapshot).ask("filter_options")
    with st.sidebar:
        st.markdown(f"**{said['filter.title']}**")
        picked = _filters(options, str(snapshot.path), said)
        reading = _reading(said)
        st.button(said["filter.clear"], on_click=clear_filters, disabled=not any(picked.values()), width="stretch")
        st.caption(said["filter.note"])
    codes: dict[str, Any] = {parameter: tuple(picked[parameter]) for parameter in FILTERS}
    selection = metrics.Selection(**codes | {"years": tuple(map(int, codes["years"])), "reading": reading})
    chosen = tuple((parameter, code, picked[parameter][code]) for parameter in FILTERS for code in picked[parameter])
    return View(said, selection, snapshot, chosen, on_a_phone())


def _filters(options: pd.DataFrame, release: str, said: Words) -> dict[str, dict[str, str]]:
    """Ask for every filter; returns of each the names of the codes chosen."""
    seen = [parameter for parameter in FILTERS if parameter not in (*BEHIND_A_FOLD, *ONLY_CLICKED)]
    picked = {parameter: _filter(parameter, options, release, said) for parameter in seen}
    with st.expander(said["filter.more"], key="more_filters", on_change="rerun") as more:
        ask = _filter if more.open else _unseen  # the options of a closed fold would be most of what the frame sends
        picked |= {parameter: ask(parameter, options, release, said) for parameter in BEHIND_A_FOLD}
    return picked | {parameter: _unseen(parameter, options, release, said) for parameter in ONLY_CLICKED}


def _unseen(parameter: str, options: pd.DataFrame, release: str, said: Words) -> dict[str, str]:
    """A filter that is not drawn, but holds what the link says or what was clicked; the names of the codes."""
    names, _ = _named(release, FILTERS[parameter], said.language, options)
    return {code: names[code] for code in link.keep(parameter) if code in names}


def _reading(said: Words) -> metrics.Reading:
    """Ask which figure totals take where a report's own total and the sum of its parts differ."""
    chosen: metrics.Reading = link.choose(
        st.segmented_control,
        said["reading.title"],
        READINGS,
        "reading",
        first=READINGS[0],
        format_func=lambda reading: said[f"reading.{reading}"],
        help=said["reading.help"],
        required=True,
        width="stretch",
    )
    return chosen


def _filter(parameter: str, options: pd.DataFrame, release: str, said: Words) -> dict[str, str]:
    """One filter, whose options say how many reports each would leave; returns the names of the codes chosen."""
    names, labels = _named(release, FILTERS[parameter], said.language, options)
    picked = link.choose(
        st.multiselect,
        said[f"filter.{parameter}"],
        list(names),
        parameter,
        first=[],
        format_func=labels.__getitem__,
        placeholder=said["filter.all"],
        select_all=False,
        persist_state="session",  # also while its fold is closed
    )
    return {code: names[code] for code in picked}


@cached(
    LRUCache(NAMES_KEPT), key=lambda release, kind, language, options: (release, kind, language), condition=Condition()
)
def _named(release: str, kind: str, language: str, options: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """What the options of a filter are called, in order of names, without and with their reports: thousands of
    organisations would make every run slow. A release never changes, so neither do they.
    """
    known, said = options[options["kind"] == kind], words(language)
    names = {str(row.code): option_name(kind, str(row.code), row.label, said) for row in known.itertuples()}
    counts = dict(zip(known["code"], known["report_count"], strict=True))
    in_order = {code: names[code] for code in sorted(names, key=names.__getitem__)}
    return in_order, {code: f"{name} ({counts[code]})" for code, name in in_order.items()}


def clear_filters() -> None:
    """Let everything pass again."""
    for parameter in FILTERS:
        st.session_state[parameter] = []
    st.session_state["reading"] = READINGS[0]


def chips(view: View) -> None:
    """The filters that are on, above the page; a click takes one off."""
    is_counted = view.selection.reading != READINGS[0]
    if not view.chosen and not is_counted:
        return
    with st.container(horizontal=True, gap="small", key="chips"):
        if is_counted:
            st.button(
                f"{view.words['reading.counted_chip']} ✕",
                key="chip_reading",
                help=view.words["filter.remove"],
                on_click=lambda: st.session_state.update(reading=READINGS[0]),
            )
        for parameter, code, name in view.chosen:
            st.button(
                f"{name} ✕",
                key=f"chip_{parameter}_{code}",
                help=view.words["filter.remove"],
                on_click=_take_off,
                args=(parameter, code),
            )
    printed.line(_filters_in_words(view, is_counted))


def _filters_in_words(view: View, is_counted: bool) -> str:
    """The filters that are on, in one line: on paper there is nothing to click."""
    chosen: dict[str, list[str]] = {}
    for parameter, _, name in view.chosen:
        chosen.setdefault(view.words[f"filter.{parameter}"], []).append(name)
    said = [f"{filter}: {', '.join(names)}" for filter, names in chosen.items()]
    return "; ".join([*said, view.words["reading.counted_chip"]] if is_counted else said)


def _take_off(parameter: str, code: str) -> None:
    st.session_state[parameter] = [kept for kept in st.session_state[parameter] if kept != code]


def nothing_loaded(said: Words) -> None:
    """Instead of a page, before the first load: what to do."""
    st.title(said["product.name"])
    st.info(said["empty.no_release"], icon=":material/inbox:")
    st.code("python -m etl load data/inbox", language="bash")


def release_gone(said: Words) -> None:
    """Instead of a page, for a link to a release that is not kept any more."""
    st.title(said["product.name"])
    st.warning(said["empty.release_gone"], icon=":material/history:")
    st.button(said["release.to_current"], on_click=leave_older_release, type="primary")
