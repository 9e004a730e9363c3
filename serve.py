"""Starts the dashboard, as `make run` does: python serve.py [options of streamlit run].

Until app.py has run once, Streamlit takes the folder pages/ for an app of its old kind: the first visitor of a server
who follows a link to a page would be told that the page is not there. Here Streamlit knows before the first visit.
"""
# ruff: noqa: E402, I001 - the order of the imports is what makes the start short

import gc

gc.disable()  # till the server listens: what is imported is no garbage, and to look for some takes a tenth of the start

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread

import metrics


# A script runs for some thirty milliseconds. To be interrupted every five, Python's custom, for each of its messages to be
# sent makes all readers wait; a longer run at a stretch lets the first be done before the next begins.
SERVING_STRETCH_SECONDS = 0.02
OPENING_STRETCH_SECONDS = 0.0005  # DuckDB asks for Python after each of hundreds of statements, and must not wait long


def open_release() -> None:
    """Ask what every page asks; where nothing can be asked yet, a page will say so."""
    try:
        with suppress(LookupError):
            metrics.ask("release_info")
    finally:
        sys.setswitchinterval(SERVING_STRETCH_SECONDS)


# DuckDB opens the release while Python imports Streamlit: its first reader need not wait for what follows from it.
sys.setswitchinterval(OPENING_STRETCH_SECONDS)
Thread(target=open_release, daemon=True).start()

import streamlit as st
from streamlit import delta_generator
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from pages.parts import blocks as blocks, trouble  # what every page is made of, before a reader waits for it
from pages.parts.document import Document


@asynccontextmanager
async def listening(_: st.App) -> AsyncIterator[None]:
    """From now on there is garbage to collect."""
    gc.enable()
    yield


PagesManager.uses_pages_directory = False
# Streamlit asks once, while the first reader waits, whether somebody typed it into a Python prompt, and looks for the files
# of a thousand modules on the disk to tell.
delta_generator._use_warning_has_been_displayed = True
app = st.App("app.py", lifespan=listening, middleware=[Middleware(Document)], on_script_error=trouble.tell)

if __name__ == "__main__":
    cli.main(["run", __file__, *sys.argv[1:]])
