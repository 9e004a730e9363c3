"""Starts the dashboard, as `make run` does: python serve.py [options of streamlit run].

Until app.py has run once, Streamlit takes the folder pages/ for an app of its old kind: the first visitor of a server
who follows a link to a page would be told that the page is not there. Here Streamlit knows before the first visit.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

import metrics
from pages.parts import trouble
from pages.parts.document import Document


@asynccontextmanager
async def warmed(_: st.App) -> AsyncIterator[None]:
    """Open the release while the server starts: its first reader need not wait for what follows from it."""
    Thread(target=open_release, daemon=True).start()
    yield


def open_release() -> None:
    """Ask what every page asks; where nothing can be asked yet, a page will say so."""
    with suppress(LookupError):
        metrics.ask("release_info")


PagesManager.uses_pages_directory = False
app = st.App("app.py", lifespan=warmed, middleware=[Middleware(Document)], on_script_error=trouble.tell)

if __name__ == "__main__":
    cli.main(["run", __file__, *sys.argv[1:]])
