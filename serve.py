"""Starts the dashboard, as `make run` does: python serve.py [options of streamlit run].

Until app.py has run once, Streamlit takes the folder pages/ for an app of its old kind: the first visitor of a server
who follows a link to a page would be told that the page is not there. Here Streamlit knows before the first visit.
"""

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

if __name__ == "__main__":
    PagesManager.uses_pages_directory = False
    cli.main(["run", str(Path(__file__).with_name("app.py")), *sys.argv[1:]])
