"""Reports come in: many files or a zip, how far they are read, what became of each, and the release that they make."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, Final

import streamlit as st

import metrics
from display import loads
from display.words import Words
from etl import archive, run
from etl.loading import Listed, Loading, Uploads
from pages.parts import PAGES, who
from pages.parts.desk import listing, templates
from pages.parts.view import View

LOG: Final = logging.getLogger("esep.pages")
INBOX: Final = run.ROOT / "data" / "inbox"
LOOK_SECONDS: Final = 1.0
ONE_AT_A_TIME: Final = Lock()


@st.cache_resource(show_spinner=False)
def _begun(folder: str) -> list[Loading]:
    """The last load of a warehouse that this server has begun, if any: everybody at the desk sees the same one."""
    return []


def _last() -> Loading | None:
    begun = _begun(str(metrics.warehouse_folder()))
    return begun[-1] if begun else None


def _begin(start: Callable[[], Loading]) -> None:
    """Begin a load, unless somebody else at the desk has begun one by now: then that one is shown."""
    begun = _begun(str(metrics.warehouse_folder()))
    with ONE_AT_A_TIME:
        if not (begun and begun[-1].is_under_way):
            begun[:] = [start()]
    st.rerun()


def show(words: Words, view: View | None) -> None:
    """Ask for files, or tell how far the load is that is under way, and what became of the last one."""
    load = _last()
    if load is not None and load.is_under_way:
        _progress(words, load)
        return
    if load is not None:
        _ended(words, load)
    _ask_for_files(words, view)


def _ask_for_files(words: Words, view: View | None) -> None:
    st.header(words["load.title"], anchor=False)
    limits = {"zip_mb": archive.LIMIT_MB, "most": archive.MOST_FILES}
    st.caption(words.say("load.kinds", mb=st.get_option("server.maxUploadSize"), **limits))
    name = who.ask_name(words)
    turn = st.session_state.setdefault("uploads_no", 0)
    uploaded = st.file_uploader(words["load.files"], accept_multiple_files=True, key=f"uploads_{turn}")
    replaces = _asks_to_replace(words, view)
    inbox, folder = _has_files(INBOX), metrics.warehouse_folder()
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            words.say("load.begin", n=len(uploaded)) if uploaded else words["load.begin_none"],
            type="primary",
            icon=":material/upload_file:",
            disabled=not (uploaded and name),
        ):
            uploads = Uploads((file.name, file.getvalue()) for file in uploaded)
            st.session_state["uploads_no"] = turn + 1  # an empty one: the server keeps the bytes of those it shows
            _begin(lambda: Loading(uploads.files, folder, name, replace=replaces, uploads=uploads))
        if st.button(words["load.inbox"], icon=":material/folder_open:", disabled=not (inbox and name)):
            _begin(lambda: Loading([Listed(INBOX)], folder, name, replace=replaces))
        templates.offer(words)
    if not name:
        st.caption(words["load.needs_name"])
    elif not inbox:
        st.caption(words["load.inbox_empty"])


def _asks_to_replace(words: Words, view: View | None) -> bool:
    """Whether the reports take the place of all that are in force: asked where those are made-up examples only."""
    if view is None or not view.row("release_info")["is_example"]:
        return False
    count = int(view.row("release_info")["report_count"])
    chosen = st.radio(
        words.say("load.examples", n=count),
        ["replace", "add"],
        format_func=lambda what: words[f"load.examples_{what}"],
        key="load_examples",
    )
    return bool(chosen == "replace")


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(
        file.is_file() and not run.is_passed_over(file.relative_to(folder)) for file in folder.rglob("*")
    )


@st.fragment(run_every=LOOK_SECONDS)
def _progress(words: Words, load: Loading) -> None:
    """How far a load is, drawn anew every second; when it ends, the whole page is, with the new release."""
    if not load.is_under_way:
        st.rerun()
    st.header(words["load.under_way"], anchor=False)
    done, planned = len(load.results), load.file_count
    st.caption(words.say("load.by", who=load.who))
    st.progress(min(done / planned, 1.0) if planned else 0.0, loads.progress(load, words))
    if load.state == "waiting":
        st.info(words["load.waits"], icon=":material/hourglass_top:")
    if st.button(words["load.stop"], icon=":material/stop_circle:"):
        load.stop()
        st.rerun()
    if load.results:
        st.caption(words["load.latest"])
        listing.table(words, "load_latest", loads.files(load.results[-1:-6:-1], words))


def _ended(words: Words, load: Loading) -> None:
    """How the last load ended, and what became of each of its files."""
    refused = [result for result in load.results if "reason" in result]
    counts: dict[str, Any] = {"read": len(load.results) - len(refused), "refused": len(refused)}
    {"done": _done, "stopped": _stopped, "failed": _failed}[load.state](words, load, counts)
    if refused:
        st.subheader(words.say("load.refused", n=len(refused)), anchor=False)
        listing.table(words, "load_refused", loads.refusals(refused, words), lines=3)
    if read := [result for result in load.results if "reason" not in result]:
        st.subheader(words.say("load.read", n=len(read)), anchor=False)
        rows = loads.files(read, words)
        if load.state == "done":
            rows["load.paper"] = [f"/paper?report={result['report_id']}&lang={words.language}" for result in read]
        listing.table(words, "load_read", rows, lines=6, links="load.paper" if load.state == "done" else None)


def _done(words: Words, load: Loading, counts: dict[str, Any]) -> None:
    if load.release_no is None:
        st.info(words.say("load.nothing_new", **counts), icon=":material/check:")
        _close_button(words)
    else:
        release = str(load.release_no)
        st.success(words.say("load.done", release=release, **counts), icon=":material/check_circle:")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(PAGES["overview"], label=words["load.to_overview"], icon=":material/arrow_forward:")
            st.button(words["load.what_changed"], icon=":material/difference:", on_click=_open_releases)
            _close_button(words)


def _open_releases() -> None:
    st.session_state["part"] = "releases"


def _stopped(words: Words, load: Loading, counts: dict[str, Any]) -> None:
    total = {"total": load.file_count}
    st.warning(words.say("load.stopped", **counts | total), icon=":material/stop_circle:")
    with st.container(horizontal=True):
        if load.results and st.button(words.say("load.take_read", n=len(load.results)), icon=":material/task_alt:"):
            _begin(load.of_what_was_read)
        _close_button(words)


def _failed(words: Words, load: Loading, counts: dict[str, Any]) -> None:
    LOG.error("A load failed: %s", load.trouble)
    st.error(words.say("load.failed", **counts), icon=":material/error:")
    _close_button(words)


def _close_button(words: Words) -> None:
    """Put away what is told of the last load."""
    if st.button(words["load.forget"], icon=":material/close:"):
        _begun(str(metrics.warehouse_folder())).clear()
        st.rerun()
