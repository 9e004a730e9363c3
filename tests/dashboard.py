"""The dashboard without a browser: its pages, from app.py, as a link opens them."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from pages.parts import DESKS, HIDDEN, PAGES

_APP = Path(__file__).parents[1] / "app.py"
_SCRIPTS = HIDDEN | PAGES | DESKS


def unopened() -> AppTest:
    """The dashboard before anybody has opened it."""
    return AppTest.from_file(str(_APP), default_timeout=60)


def opened(app: AppTest, page: str, language: str = "en", **parameters: str | list[str]) -> AppTest:
    """A page as a link with these parameters opens it."""
    for name, value in ({"lang": language} | parameters).items():
        app.query_params[name] = value
    return app.switch_page(_SCRIPTS[page]).run()
