"""The operator's appendix on projects, for the projects that the reader has chosen."""

from functools import partial

import streamlit as st

from display import appendix
from display.words import words
from pages.parts.download import file_button
from pages.parts.view import View


def offer(view: View) -> None:
    """A menu of two downloads, in the languages that the operator reports in; each is made once it is clicked."""
    with st.popover(view.words["appendix.download"], help=view.words["appendix.download_help"]):
        for language in appendix.LANGUAGES:
            make = partial(_made, view, language)
            says = f"appendix.in_{language}"
            file_button(view, f"appendix-4-{language}", "docx", make, says, "description", key=f"appendix_{language}")


def _made(view: View, language: str) -> bytes:
    answers = {name: view.ask(name) for name in appendix.ANSWERS}
    selection = [f"{view.words[f'filter.{parameter}']}: {name}" for parameter, _, name in view.chosen]
    info = view.row("release_info")
    return appendix.appendix(
        answers, appendix.Basis(selection, view.snapshot.release_no, info["published_at"]), words(language)
    )
