"""A button that copies a link to exactly this view: page, language, filters and release."""

from typing import Final

import streamlit as st

from pages.parts.view import View

HTML: Final = '<button type="button"></button>'
CSS: Final = """
button { font: inherit; font-size: 0.9rem; color: inherit; background: none; cursor: pointer; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.45rem 0.75rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""
JS: Final = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = async () => {
    const link = new URL(document.location.href);
    link.searchParams.set("lang", data.lang);
    link.searchParams.set("release", data.release);
    await navigator.clipboard.writeText(link.href);
    button.textContent = data.done;
    setTimeout(() => { button.textContent = data.label; }, 2000);
  };
}
"""
_button = st.components.v2.component("copy_link", html=HTML, css=CSS, js=JS)


def copy_link(view: View) -> None:
    """The button; an old link reproduces its numbers as long as its release is kept."""
    _button(
        key="copy_link",
        data={
            "label": view.words["strip.copy_link"],
            "done": view.words["strip.copied"],
            "lang": view.words.language,
            "release": str(view.snapshot.release_no),
        },
        width="content",
    )
