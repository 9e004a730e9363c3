"""Forms to fill in, for the operator to send to NGOs: filled in, they load without loss."""

from functools import partial

import streamlit as st

from display.words import Words
from etl import template
from pages.parts.download import KINDS


def offer(words: Words) -> None:
    """A menu of the forms as Excel workbooks, each in the languages that reports are written in."""
    with st.popover(words["template.offer"], help=words["template.help"], icon=":material/edit_document:"):
        for form in template.codes():
            for language in template.LANGUAGES:
                st.download_button(
                    f"{words[f'form.{form}']}, {words[f'language_code.{language}'].lower()}",
                    data=partial(template.template, form, language),
                    file_name=f"esep-{form}-{language}.xlsx",
                    mime=KINDS["xlsx"],
                    on_click="ignore",
                    key=f"template_{form}_{language}",
                    width="stretch",
                )
