"""The operator's appendix on projects, for the projects that the reader has chosen."""

from functools import partial
from typing import Final

import streamlit as st

from display import appendix
from display.words import words
from pages.parts.download import recorded
from pages.parts.view import View

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offer(view: View) -> None:
    """A menu of two downloads, in the languages that the operator reports in; each is made once it is clicked."""
    with st.popover(view.words["appendix.download"], help=view.words["appendix.download_help"]):
        for language in appendix.LANGUAGES:
            st.download_button(
                view.words[f"appendix.in_{language}"],
                data=recorded(view, f"appendix-{language}", partial(_made, view, language)),
                file_name=f"esep-appendix-4-{language}-{view.snapshot.release_no}.docx",
                mime=DOCX,
                on_click="ignore",
                icon=":material/description:",
                key=f"appendix_{language}",
            )


def _made(view: View, language: str) -> bytes:
    answers = {name: view.ask(name) for name in appendix.ANSWERS}
    selection = [f"{view.words[f'filter.{parameter}']}: {name}" for parameter, _, name in view.chosen]
    info = view.row("release_info")
    return appendix.appendix(
        answers, appendix.Basis(selection, view.snapshot.release_no, info["published_at"]), words(language)
    )
