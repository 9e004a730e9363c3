"""Buttons that download: every file that leaves by one of them stands in the trail."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

import metrics
from display import tables
from pages.parts import who
from pages.parts.view import View

if TYPE_CHECKING:
    from display.workbook import About

KINDS: Final = {  # a file's ending -> what browsers call it
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
}


def excel_button(view: View, name: str, book: Callable[[], bytes], says: str = "download.excel", **looks: Any) -> None:
    """A button for a workbook."""
    file_button(view, name, "xlsx", book, says, **looks)


def file_button(
    view: View, name: str, ending: str, make: Callable[[], bytes], says: str, icon: str = "download", **looks: Any
) -> None:
    """A button for a file, which is made only once it is clicked, and then stands in the trail; its name says the release."""
    st.download_button(
        view.words[says],
        data=_recorded(view, name, make),
        file_name=f"esep-{name}-{view.snapshot.release_no}.{ending}",
        mime=KINDS[ending],
        on_click="ignore",
        icon=f":material/{icon}:",
        **looks,
    )


def _recorded(view: View, name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The making of a file, after which the trail says who took what, and by which filters."""
    filters = [f"{view.words[f'filter.{parameter}']}: {said}" for parameter, _, said in view.chosen]
    record = who.recorder("exported", page=name, release_no=view.snapshot.release_no, filters=filters)

    def made() -> bytes:
        content = make()
        record()
        return content

    return made


def about(view: View) -> "About":
    """Return what a workbook says of itself: the filters, the release, the reports behind it."""
    # here: openpyxl takes longer to import than the first page to draw, and few download
    from display.workbook import About

    return About(
        selection=filters_in_words(view),
        release_no=view.snapshot.release_no,
        published_at=view.row("release_info")["published_at"],
        report_count=view.row("selection_size")["report_count"],
        sources=tables.in_words(view.ask("project_list"), view.words),
    )


def filters_in_words(view: View) -> list[tuple[str, str]]:
    """Return the filters that are on, and their values; the reading too, where it is not the usual one."""
    chosen = [(view.words[f"filter.{parameter}"], name) for parameter, _, name in view.chosen]
    if view.selection.reading == metrics.Selection().reading:
        return chosen
    return [*chosen, (view.words["reading.title"], view.words[f"reading.{view.selection.reading}"])]
