"""A report's paper on the screen, and the links that lead to a place in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

import metrics
from display import numbers
from display import paper as html
from display.filters import FILTERS
from display.paper import Mark, Marked
from pages.parts import HIDDEN, PAGES, link
from pages.parts.view import View

MARKED_PLACES: Final = metrics.PLACES
LONGEST_NUMBER: Final = 10  # of a block; a link may say anything
CSS: Final = """
.sheet { color: var(--st-text-color); font-family: var(--st-font); line-height: 1.45; overflow: auto; scroll-behavior: auto;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0.25rem 1rem;
  font-variant-numeric: tabular-nums; box-sizing: border-box; max-width: 100%; }
.sheet:focus-visible, .wide:focus-visible { outline: 2px solid var(--st-primary-color); }
p { margin: 0.5rem 0; white-space: pre-line; overflow-wrap: anywhere; }
.page { margin: 1rem 0 0.5rem; border-top: 1px dashed var(--st-border-color); font-size: 0.8rem; opacity: 0.75; text-align: right; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; min-width: 100%; font-size: 0.87rem; }
caption { text-align: left; font-size: 0.8rem; opacity: 0.75; padding-bottom: 0.2rem; }
td, th { border: 1px solid var(--st-border-color); padding: 0.3rem 0.45rem; vertical-align: top; text-align: left;
  white-space: pre-line; min-width: 3.2rem; max-width: 24rem; overflow-wrap: break-word; font-weight: inherit; }
th { background: var(--st-secondary-background-color); font-weight: 600; }
small { display: block; font-size: 0.75rem; }
.here { outline: 3px solid var(--st-primary-color); outline-offset: -2px; background: color-mix(in srgb, var(--st-primary-color) 9%, transparent); }
p.here { outline-offset: 3px; }
.sign { color: var(--st-link-color); font-weight: 700; }
mark { background: #FFE08A; color: #1B2733; padding: 0 0.1em; border-radius: 0.15em; }
.found { border-left: 3px solid #D55E00; }
p.found { padding-left: 0.5rem; }
.finding { margin-top: 0.25rem; font-style: italic; }
.unsure { text-decoration: underline wavy #D55E00; text-underline-offset: 0.2em; }
.lost { background: repeating-linear-gradient(45deg, transparent 0 6px, var(--st-border-color) 6px 7px); }
@media (max-width: 640px) { .sheet { padding: 0.25rem 0.5rem; } td, th { max-width: 14rem; } }
@media print {
  .sheet { max-height: none !important; overflow: visible; border: none; padding: 0; }
  .wide { overflow: visible; } tr { break-inside: avoid; } td, th { max-width: none; min-width: 0; font-size: 0.75rem; }
}
"""
JS: Final = """
export default function ({ parentElement, data }) {
  const sheet = parentElement.querySelector(".sheet");
  sheet.style.maxHeight = data.height;
  sheet.setAttribute("aria-label", data.label);
  if (sheet.dataset.shown === data.shown) return;
  sheet.dataset.shown = data.shown;
  sheet.innerHTML = data.html;
  const marked = sheet.querySelector("#marked");
  if (!marked) { sheet.scrollTop = 0; return; }
  const bring = () => {
    const wide = marked.closest(".wide"), box = sheet.getBoundingClientRect(), cell = marked.getBoundingClientRect();
    if (wide) wide.scrollLeft += cell.left + cell.width / 2 - box.left - box.width / 2;
    sheet.scrollTop += cell.top + Math.min(cell.height, box.height) / 2 - box.top - box.height / 2;
  };
  bring();
  requestAnimationFrame(bring);
}
"""
_sheet = st.components.v2.component(
    "paper", html='<div class="sheet" role="region" tabindex="0"></div>', css=CSS, js=JS
)


def sheet(
    view: View,
    key: str,
    report: Mapping[str, Any],
    cells: pd.DataFrame,
    marks: Mapping[str, Sequence[Mark]],
    height: str,
) -> None:
    """The cells of a paper (report_paper) as a reader would see them, scrolled to the first that is marked.

    `report` is its report_header, `marks` by place, `height` of CSS: what does not fit is scrolled within.
    """
    findings = html.findings_by_place(view.ask("report_findings", report=report["report_id"]), view.words)
    written = html.paper(cells, Marked(marks, findings), report["language_code"], view.words)
    label = f"{view.words['page.paper']}: {report['file_name']}"
    shown = f"{hash(written):x}"
    _sheet(key=f"paper_{key}", data={"html": written, "shown": shown, "height": height, "label": label})


def around(view: View, key: str, report: Mapping[str, Any], places: Mapping[str, str], height: str = "26rem") -> None:
    """The tables and paragraphs in which the places stand that a row of sources names (places_of), these marked."""
    blocks = sorted({block_of(place) for place in places.values()})
    cells = view.ask("paper_around", report=report["report_id"], blocks=blocks)
    says = {place: view.words.get(f"paper.mark.{column}") for column, place in places.items()}
    sheet(view, key, report, cells, marks_of(places.values(), says), height)


def marks_of(places: Iterable[str], says: Mapping[str, str] | None = None) -> dict[str, Sequence[Mark]]:
    """Return what is to be marked at places that may name their characters; `says` is what stands at each."""
    marks: dict[str, list[Mark]] = {}
    for text in places:
        place, characters = html.place_and_characters(text)
        marks.setdefault(place, []).append(Mark((says or {}).get(text, ""), characters))
    return dict(marks)


def places_of(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return the places in its report that a row of sources names, with their characters, by column."""
    is_elsewhere = not numbers.is_absent(row.get("other_report"))
    return {
        column: html.with_characters(str(row[column]), row.get(column.replace("place", "characters")))
        for column in MARKED_PLACES
        if not numbers.is_absent(row.get(column)) and not (column == "other_place" and is_elsewhere)
    }


def paper_link(view: View, report: str, places: Iterable[str] = (), label: str = "") -> None:
    """A link to the whole paper, scrolled to the first of the places; it can be sent on."""
    st.page_link(
        HIDDEN["paper"],
        label=label or view.words["sources.whole"],
        icon=":material/description:",
        query_params={**_kept(), "report": report, "place": list(dict.fromkeys(places))},
    )


def _kept() -> dict[str, list[str]]:
    """What a link to another page takes along: language, release and filters."""
    return {key: said for key, said in link.parameters().items() if key in ("lang", "release", *FILTERS)}


# --- the page of a whole paper ---


def parts(blocks: pd.DataFrame) -> dict[int, tuple[int, int]]:
    """Return the first and the last block of each part of a paper (report_blocks), by its number; a paper has one at least."""
    ends = blocks.groupby("part_no")["block_no"].agg(["min", "max"])
    return {int(part): (int(first), int(last)) for part, first, last in ends.itertuples()} or {1: (1, 1)}


def choose_part(view: View, report: str, places: Sequence[str], parts: Mapping[int, tuple[int, int]]) -> int:
    """The part that is open: at first, and whenever another place is asked for, the one in which the place stands."""
    block = block_of(places[0]) if places else 0
    at = next((part for part, (first, last) in parts.items() if first <= block <= last), 1)
    if len(parts) == 1:
        return at
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(view.words["paper.part"])
        return st.pagination(len(parts), default=at, key=f"part_{report}_{'_'.join(places)}")


def block_of(place: str) -> int:
    """Return the block that a place is in; 0 if it is no place."""
    number = re.split("[/:]", place)[0]
    return int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 0


def go_to_value(values: pd.DataFrame, key: str) -> None:
    """Mark the place of the value that was chosen in the list; the link then names it."""
    cells = st.session_state[key].selection.cells
    if cells:
        value = values.iloc[cells[0][0]]
        link.write(place=[html.with_characters(value["place"], value["characters"])])


def project_link(view: View, project: str) -> None:
    """The way back to the project of the report."""
    st.page_link(
        PAGES["projects"],
        label=view.words["paper.to_project"],
        icon=":material/arrow_back:",
        query_params={**_kept(), "project": project},
    )
