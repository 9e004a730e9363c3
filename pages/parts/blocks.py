"""The blocks that pages are built from: the opening, tiles, a chart with its table, and where a number comes from."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial, wraps
from html import escape
from typing import Any, Final, NoReturn, ParamSpec

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import metrics
from display import numbers, tables
from display.spark import spark
from pages.parts import DESKS, PAGES, behind, cell, columns, correct, link, picks, printed, rows
from pages.parts.copy_link import copy_link
from pages.parts.download import about, excel_button
from pages.parts.frame import clear_filters, leave_older_release
from pages.parts.sources import Asked as Asked
from pages.parts.sources import Sources as Sources
from pages.parts.sources import open_sources
from pages.parts.sources import sources_button as sources_button
from pages.parts.sources import sources_menu as sources_menu
from pages.parts.view import Only, View, current_view

DRAWN_BY: Final = ("_order", "tile_row", "tile_column")  # columns that only a chart asks for
P = ParamSpec("P")
_IN_SECTION: Final[ContextVar[bool]] = ContextVar("in_section", default=False)
CHART_CONFIG: Final = {"displayModeBar": False}  # its buttons speak English and add nothing


def open_page(name: str, *sheets: Asked) -> View:
    """Title, then the quiet strip: release, basis, link, download of the sheets. Stops when no report is selected."""
    view = current_view()
    figures = view.row("release_info") | view.row("selection_size")
    _strip(view, name, figures, sheets)
    if not figures["latest_report_count"]:
        _nothing_read(view, figures)
    if not figures["report_count"]:
        st.info(view.words["empty.selection"], icon=":material/filter_alt_off:")
        st.button(view.words["filter.clear"], key="clear_here", on_click=clear_filters)
        st.stop()
    return view


def _nothing_read(view: View, figures: dict[str, Any]) -> NoReturn:
    """Instead of a page, where no filter can bring a report back: what became of the files, and what to do."""
    st.warning(view.words.say("empty.nothing_read", **figures), icon=":material/inbox:")
    refused_files(view)
    st.page_link(DESKS["desk"], label=view.words["page.desk"], icon=":material/arrow_forward:")
    st.stop()


def _strip(view: View, name: str, figures: dict[str, Any], sheets: Sequence[Asked]) -> None:
    said = figures | {"published_at": numbers.date(figures["published_at"])}
    with st.container(horizontal=True, vertical_alignment="bottom", key="strip"):
        title = printed.title(view.words[f"page.{name}"], view.words.say("strip.text", **said))
        printed.show(title + printed.on_paper(view.words.say("strip.on_paper", n=rows.ROWS_SHOWN)))
        correct.corrected_values(view)
        copy_link(view)
        excel_button(view, name, lambda: page_workbook(view, sheets))


def page_workbook(view: View, sheets: Sequence[Asked]) -> bytes:
    """Return the answers of a page, in words, as an Excel workbook."""
    from display.workbook import Sheet, workbook  # as in download.about

    return workbook([Sheet(*_sheet(view, asked)) for asked in sheets], about(view), view.words)


def _sheet(view: View, asked: Asked) -> tuple[str, pd.DataFrame]:
    """The title of a sheet and its rows."""
    by = asked.given.get("by")
    given = {name: value for name, value in asked.given.items() if name != "by"}
    if by:
        answer = view.by(asked.metric, str(by), **given).drop(columns=["group_code", "group_label"])
    else:
        answer = view.ask(asked.metric, **given)
    title = view.words[".".join(["sheet", asked.metric, *(str(value) for value in asked.given.values() if value)])]
    drawn_by = [column for column in answer if str(column).endswith(DRAWN_BY)]
    return title, tables.in_words(answer.drop(columns=drawn_by), view.words)


def notices(view: View) -> None:
    """Above every page: that the reports are made up, or that an older release is open."""
    if view.row("release_info")["is_example"]:
        st.info(view.words["notice.example"], icon=":material/science:")
    if st.session_state.get("release") and view.snapshot != (now := metrics.current()):
        numbered = {"release": str(view.snapshot.release_no), "in_force": str(now.release_no)}
        st.warning(view.words.say("notice.other_release", **numbered))
        st.button(view.words["release.to_current"], on_click=leave_older_release)


def heading(view: View, key: str, figures: Mapping[Any, Any] | None = None, topic: str | None = None) -> None:
    """A section's title, which states the finding where the figures allow it, and under it what is measured.

    `topic` is what the rules say of the section's figures: a mark beside the title tells how many reports contradict
    themselves in it.
    """
    title = f"<h2>{escape(view.words.finding(key, **(figures or {})))}</h2>"
    measure = printed.quiet(view.words.say(f"{key}.measure", **(figures or {})))
    if not (topic and _doubts(view, topic)):
        printed.show(title + measure)  # one message: every one costs the server and the browser about the same
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"heading_{key}"):
        printed.show(title, width="content")
        doubt(view, f"heading_{key}", str(topic))
        printed.show(measure)


@dataclass(frozen=True)
class Tile:
    """One answer of the opening screen: its sources, the column of its course over the years, what the rules say of it,
    and the page that tells more."""

    sources: Sources
    course: str
    topic: str | None
    page: str


def tile(view: View, key: str, figures: Mapping[str, Any], of: Tile) -> None:
    """A tile: name, figure, its course over the years, what it rests on, and the ways in."""
    title, value, told = view.kept(f"tile_{key}", partial(_tile_told, view, key, figures, of.course))
    with st.container(border=True, height="stretch", gap="xsmall", key=f"tile_{key}"):
        printed.show(told)
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"ways_{key}"):
            sources_button(view, key, of.sources, "tile.sources", f"{title}: **{value}**")
            if of.topic:
                doubt(view, key, of.topic)
                correct.mark(view, key, of.topic)
            st.page_link(PAGES[of.page], label=view.words["tile.more"], icon=":material/arrow_forward:")


def _tile_told(view: View, key: str, figures: Mapping[str, Any], course: str) -> tuple[str, str, str]:
    """A tile's name and its figure; and both with the course over the years and what it rests on, as HTML."""
    title, value = view.words[f"tile.{key}.title"], view.words.say(f"tile.{key}.value", **figures)
    years = spark(view.column("totals_by_year", "report_year", course), course)
    note = printed.quiet(view.words.say(f"tile.{key}.note", **figures))
    return title, value, printed.figure(title, value) + years + note


def figure(view: View, metric: str, figures: Mapping[str, Any], column: str, note: str = "") -> None:
    """A figure of an answer's only row: its name, what it is, a note, and the way to its cells."""
    with st.container(border=True, height="stretch", gap="xsmall", key=f"figure_{metric}_{column}"):
        said = printed.figure(view.words[f"column.{column}"], numbers.by_unit(column, figures[column]))
        printed.show(said + printed.quiet(note) if note else said)
        sources_of(view, metric, figures, column)


def sources_of(view: View, metric: str, figures: Mapping[str, Any], column: str, says: str = "tile.sources") -> None:
    """A button that opens the cells behind a figure of an answer's only row; nothing where none are known."""
    if found := behind.behind(view, metric, figures, column, None):
        said = f"{view.words[f'column.{column}']}: **{numbers.by_unit(column, figures[column])}**"
        sources_button(found[0], f"{metric}_{column}", found[1], says, said)


def doubt(view: View, key: str, topic: str) -> None:
    """A mark beside a figure that rests on reports which contradict themselves in it; it opens what they say."""
    count = _doubts(view, topic)
    if not count:
        return
    said = view.words.say("doubt.says", n=count, topic=view.words[f"topic.{topic}"])
    contradicting = (("topic", (topic,)), ("kind", ("contradiction",)), ("severity", ("error", "warning")))
    sources = Sources("finding_list", {"rule": None}, columns.FINDINGS, contradicting)
    st.button(
        view.words.say("doubt.mark", n=count),
        key=f"doubt_{key}",
        help=f"{said} {view.words['doubt.open']}",
        type="tertiary",
        on_click=open_sources,
        args=(view, f"doubt_{key}", sources, said),
    )


def _doubts(view: View, topic: str) -> int:
    """How many reports contradict themselves in what the rules call a topic."""
    return int(view.column("doubts", "topic", "contradicting_report_count").get(topic, 0))


def chart(
    view: View,
    key: str,
    draw: Callable[[], go.Figure],
    answer: pd.DataFrame,
    shown: Sequence[str],
    by: str | None = None,
) -> None:
    """A chart, and its table behind a fold; `by` is what the answer's rows are groups of."""
    plot(view, key, draw)
    fold(view, key, answer, shown, by)


def plot(view: View, key: str, draw: Callable[[], go.Figure], say: Callable[[], str] | None = None) -> None:
    """A chart alone: a click on a point narrows the page to it.

    A screen reader is told what it shows, in the words of `say` or in general, and finds the figures in the table.
    """
    name = f"chart_{key}"
    st.plotly_chart(
        view.figure(key, draw),
        key=name,
        config=CHART_CONFIG,
        on_select=lambda: picks.from_chart(name),
        selection_mode="points",
        alt=view.kept(f"alt_{key}", say) if say else view.words["chart.alt"],
    )


def fold(
    view: View,
    key: str,
    answer: pd.DataFrame,
    shown: Sequence[str],
    by: str | None = None,
    is_printed: bool = False,
) -> None:
    """The table behind a chart; `is_printed` where paper tells nothing without it."""
    on_paper = partial(rows.on_paper, view, answer, shown) if is_printed else None
    folded(key, view.words["table.show"], partial(table, view, key, answer, shown, by=by), on_paper=on_paper)


def section(key: str | None = None) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A part of a page that is drawn anew by itself where a reader does something in it; `key` is for what outside asks for that.

    A fold in it is no part of its own: every one costs each run of the page as much as two buttons.
    """

    def made(draw: Callable[P, None]) -> Callable[P, None]:
        @st.fragment(key=key)
        @wraps(draw)
        def drawn(*given: P.args, **named: P.kwargs) -> None:
            token = _IN_SECTION.set(True)
            try:
                draw(*given, **named)
            finally:
                _IN_SECTION.reset(token)

        return drawn

    return made


def folded(
    key: str, label: str, draw: Callable[[], None], is_open: bool = False, on_paper: Callable[[], None] | None = None
) -> None:
    """What `draw` draws, only once its fold is open; opening it draws no more of the page than its section.

    `on_paper` prints what a closed fold holds, where nothing else stands below its heading.
    """
    (_folded if _IN_SECTION.get() else _folded_alone)(key, label, draw, is_open, on_paper)


@st.fragment
def _folded_alone(*fold: Any) -> None:
    _folded(*fold)


def _folded(key: str, label: str, draw: Callable[[], None], is_open: bool, on_paper: Callable[[], None] | None) -> None:
    with st.expander(label, is_open, key=f"fold_{key}", on_change="rerun") as opened:
        if opened.open:
            draw()
    if on_paper and not opened.open:
        on_paper()


@st.fragment
def table(
    view: View, key: str, answer: pd.DataFrame, shown: Sequence[str], wraps: bool = False, by: str | None = None
) -> None:
    """An answer in words under headings in words, twenty-five rows a page.

    A fragment: to choose a cell or turn a page draws this table anew, and nothing else of the page.
    With `wraps` a row has room for long texts; `by` is what the rows are groups of, as in metrics.
    """
    number = rows.page_number(key, len(answer))
    _rows(view, key, rows.page(answer, number), shown, wraps, by)
    rows.page_buttons(view.words, key, len(answer))


@st.fragment
def long_table(view: View, key: str, asked: Asked, shown: Sequence[str], only: Only = (), wraps: bool = False) -> None:
    """As table(), for an answer too long to be asked for whole: only the rows shown are."""
    long_rows(view, key, asked, shown, only, wraps)


def long_rows(view: View, key: str, asked: Asked, shown: Sequence[str], only: Only = (), wraps: bool = False) -> None:
    """As long_table(), where what stands below depends on the cell that is chosen."""
    number = rows.page_number(key)
    page = view.page(asked.metric, asked.given, (number - 1) * rows.ROWS_SHOWN, rows.ROWS_SHOWN, only)
    if number > 1 and page.rows.empty:  # the selection has narrowed since that page was opened
        st.session_state[f"page_{key}"] = 1
        page = view.page(asked.metric, asked.given, 0, rows.ROWS_SHOWN, only)
    _rows(view, key, page.rows, shown, wraps)
    rows.page_buttons(view.words, key, page.total_count)


def _rows(view: View, key: str, answer: pd.DataFrame, shown: Sequence[str], wraps: bool, by: str | None = None) -> None:
    """The rows, and above them what can be done with the cell that was chosen, or how to choose one."""
    is_chosen = cell.bar(view, key, answer, shown[0], by)
    hint = "" if is_chosen else view.words["cell.choose"]
    rows.draw(view, key, answer, shown, hint=hint, wraps=wraps, on_select="rerun")


def choose_grouping(view: View, key: str, groupings: Sequence[str]) -> str:
    """Ask what to group a chart by; the choice is kept in the link."""
    named = view.words["group.by"]
    return str(link.choose_one(named, groupings, f"{key}_by", lambda by: view.words[f"group.{by}"]))


def refused_files(view: View) -> None:
    """The files that could not be read: why, and what to do about each."""
    refused = view.ask("refused_files")
    if refused.empty:
        st.caption(view.words["empty.all_read"])
        return
    whole = replace(view, selection=metrics.EVERYTHING)  # no filter changes them, so all share what is made of them
    hinted = whole.kept("refused", partial(_with_hints, view, refused))
    table(view, "refused", hinted, ("file_name", "reason", "hint", "details"), wraps=True)


def _with_hints(view: View, refused: pd.DataFrame) -> pd.DataFrame:
    return refused.assign(hint=[view.words.get(f"hint.{reason}", "") for reason in refused["reason"]])
