"""Starts the dashboard, as `make run` does: python serve.py [options of streamlit run].

Until app.py has run once, Streamlit takes the folder pages/ for an app of its old kind: the first visitor of a server
who follows a link to a page would be told that the page is not there. Here Streamlit knows before the first visit.
"""

import sys

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from pages.parts import trouble
from pages.parts.document import Document

PagesManager.uses_pages_directory = False
app = st.App("app.py", middleware=[Middleware(Document)], on_script_error=trouble.tell)

if __name__ == "__main__":
    cli.main(["run", __file__, *sys.argv[1:]])
