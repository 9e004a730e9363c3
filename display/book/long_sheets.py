"""Sheets that hold answers: each cell is a number, a date, a text, a word for what is not there, or a way to its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from openpyxl.utils import get_column_letter

from display import tables
from display.book.looks import Looks
from display.book.sheets import SOURCES, Column, Page
from display.book.written import NUMBER, Cell, Formula, Row, Value, cells_of, columns_xml, height_of, links_of, rows_xml
from display.words import Words
from display.workbook import LOOKS_LIKE_FORMULA, number_format

TOTALS_ROW, HEADING_ROW, FIRST_ROW = 3, 4, 5
SUM, COUNT = 109, 103  # of SUBTOTAL: of the rows in sight
DASHES: Final = re.compile(r"[\s\-–—]+")
NO_VALUE: Final = ("dash", "blank", "lost", "unclear")  # states of a cell that have a word of their own
MARK: Final = "⚠ "
SIGNS: Final = {"<=": "≤", ">=": "≥"}

LETTER, BOLD_LETTER = 1.1, 1.28  # of the figures that Excel counts a width in: Kazakh words have wide letters
MARGIN: Final = 2  # an indent is of it
CODES: Final = 30  # a column with no more texts than these holds words of ours, which are shown whole
WIDEST: Final = 36
NEW_LINE: Final = " ↵ "  # in a row of one line, where Excel would run the lines of a cell together: 30, 1 would be 301
HEAD_HEIGHTS: Final = {1: 24, 3: 20, HEADING_ROW: 62}  # points

Live = Callable[[int], str]
NOTHING_LIVE: Final[Mapping[str, Live]] = {}


@dataclass(frozen=True)
class Filled:
    """A sheet whose rows are written: where its columns and rows are, for formulas and charts of other sheets."""

    page: Page
    title: str
    row_count: int
    answer: pd.DataFrame
    rows: list[str]
    widths: Sequence[float]  # of its columns, in characters

    @property
    def last_row(self) -> int:
        """The last row with a value; the row below the headings where there is none."""
        return max(FIRST_ROW + self.row_count - 1, FIRST_ROW)

    def letter(self, column: str) -> str:
        """Return the letter of a column by its name."""
        return get_column_letter([one.name for one in self.page.columns].index(column) + 1)

    def range(self, column: str) -> str:
        """Return all cells of a column, as formulas of other sheets name them."""
        letter = self.letter(column)
        return f"{quoted(self.title)}!${letter}${FIRST_ROW}:${letter}${self.last_row}"

    def cell(self, column: str, row: int) -> str:
        """Return the cell of a column in a row of the answer, counted from 0."""
        return f"{quoted(self.title)}!${self.letter(column)}${FIRST_ROW + row}"


def quoted(title: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quoted("План факт"), quoted("it's")
    ("'План факт'", "'it''s'")
    """
    return "'" + title.replace("'", "''") + "'"


def text_in_formula(text: str) -> str:
    """Return a text as formulas write it.

    >>> print(text_in_formula('ОО «5 "а"» қоры'))
    "ОО «5 ""а""» қоры"
    """
    return '"' + text.replace('"', '""') + '"'


def link(title: str, row: int | str, says: float | str) -> Formula:
    """Return a way to a row of another sheet. Not a hyperlink of the sheet: Excel takes 65,530 of those and no more."""
    target = text_in_formula(f"#{quoted(title)}!A{row}")
    shown = text_in_formula(says) if isinstance(says, str) and says != NUMBER else str(says)
    return Formula(f"HYPERLINK({target},{shown})", says)


@dataclass(frozen=True)
class Ways:
    """Where a report's project and a cell of a paper stand in the workbook, and which rules a cell breaks."""

    projects: pd.Series  # report -> number of its project
    sources: pd.Series  # report and place -> number of the source
    doubts: pd.Series  # report and place -> titles of rules
    titles: Mapping[str, str]  # name of a sheet -> its title


def keys(answer: pd.DataFrame, place: str) -> pd.Series:
    """Return report and place as one text; null where there is no place."""
    return answer["report_id"].astype("str") + " " + answer[place].astype("str")


def looked_up(known: pd.Series, asked: pd.Series) -> pd.Series:
    """Return what is known of each key that is asked for; null where nothing is."""
    return known.reindex(asked).set_axis(asked.index)


def fill(
    page: Page, answer: pd.DataFrame, ways: Ways, looks: Looks, words: Words, live: Mapping[str, Live] = NOTHING_LIVE
) -> Filled:
    """Return a sheet with its title, what it rests on, totals that follow the filter, headings, and a row a row of the answer.

    `live` are columns whose numbers are formulas: each is given the number of its row on the sheet.
    """
    told = _told(page, answer, ways, words)
    widths = [width_of(column, told[column.name], words) for column in page.columns]
    filled = Filled(page, ways.titles[page.name], len(answer), answer, [], widths)
    columns, sums = [], {}
    for column in page.columns:
        values = _share_of_one(told[column.name], column)
        sums[column.name] = values
        columns.append(_column(column, values, told, ways, looks, words, live.get(column.name)))
    head: list[Row] = [
        [Cell(words[f"book.{page.name}.title"], looks("title"))],
        [Cell(words[f"book.{page.name}.note"], looks("note"))],
        _totals(filled, sums, looks, words),
        [Cell(words[f"column.{column.name}"], looks(_heading(column))) for column in page.columns],
    ]
    if answer.empty:  # the columns below have no cells
        head.append([None] * _free(page) + [Cell(words["workbook.no_rows"], looks("note"))])
    heights = _heights(page, told) if page.is_tall else None
    filled.rows.extend(chain(rows_xml(head, HEAD_HEIGHTS), columns_xml(columns, FIRST_ROW, heights)))
    return filled


def _heading(column: Column) -> Literal["heading", "heading_of_figures"]:
    """How a column's heading looks: it stands on the side of its values."""
    return "heading" if column.unit == "text" else "heading_of_figures"


def width_of(column: Column, values: pd.Series, words: Words) -> float:
    """Return a column's width: as is set, or as no word of the heading is broken in this language and no word of ours is cut."""
    heading = max(BOLD_LETTER * len(word) for word in words[f"column.{column.name}"].split())
    absent = LETTER * len(words[column.absent]) if column.absent else 0
    texts = values.dropna().unique() if column.unit == "text" and not column.wraps else ()
    longest = max((LETTER * len(text) for text in texts if isinstance(text, str)), default=0)
    needed = max(heading, absent, min(longest, WIDEST) if len(texts) <= CODES else 0)
    return max(column.width, round(needed + MARGIN, 1))


def _heights(page: Page, told: pd.DataFrame) -> list[float]:
    """How high each row must be for its texts."""
    wrapped = [column for column in page.columns if column.wraps]
    texts = zip(*(told[column.name].tolist() for column in wrapped), strict=True)
    return [height_of(zip(row, (column.width for column in wrapped), strict=True)) for row in texts]


def _told(page: Page, answer: pd.DataFrame, ways: Ways, words: Words) -> pd.DataFrame:
    """The answer in words, with the numbers that lead on and the marks of doubt."""
    wanted = {column.name for column in page.columns} | {column.state for column in page.columns}
    shown = [column for column in answer.columns if column in wanted]
    coded = answer[shown].assign(place_code=answer["place"]) if page is SOURCES else answer[shown]
    told = tables.in_words(coded, words)
    if "plan_comparator" in told:
        told["plan_comparator"] = told["plan_comparator"].replace(SIGNS)
    if "plan_per" in told:
        told["plan_per"] = told["plan_per"].map({"event": words["book.per_event"]})
    for column in page.columns:
        if column.leads_to == "sources":
            told[column.name] = looked_up(ways.sources, keys(answer, column.at))
        if column.name == "project_no" and "project_no" not in told:
            told[column.name] = looked_up(ways.projects, answer["report_id"])
        if column.name == "doubts":
            told[column.name] = _doubts(page, answer, ways, words)
    return told.assign(**{column.at: answer[column.at] for column in page.columns if column.at}).assign(
        report_id=answer.get("report_id"),
        **{column.written: answer[column.written] for column in page.columns if column.written},
    )


def _doubts(page: Page, answer: pd.DataFrame, ways: Ways, words: Words) -> pd.Series:
    """What contradictions name in a row: of a project's row their topics, else the rules that its cells break."""
    if "topics" in answer:
        said = [_marked([tuple(words[f"topic.{topic}"] for topic in topics)]) for topics in answer["topics"]]
        return pd.Series(said, answer.index, dtype=object)
    places = ["place"] if page is SOURCES else list(dict.fromkeys(column.at for column in page.columns if column.at))
    broken = [looked_up(ways.doubts, keys(answer, place)).tolist() for place in places]
    return pd.Series([_marked(row) for row in zip(*broken, strict=True)], answer.index, dtype=object)


def _marked(broken: Sequence[object]) -> str | None:
    """The titles of the rules that a row's cells break, behind the mark."""
    titles = dict.fromkeys(chain.from_iterable(rules for rules in broken if isinstance(rules, tuple)))
    return MARK + "; ".join(titles) if titles else None


def _share_of_one(values: pd.Series, column: Column) -> pd.Series:
    """A share in per cent as Excel counts it."""
    return values / 100 if column.unit == "pct" and pd.api.types.is_numeric_dtype(values) else values


def _column(
    column: Column,
    values: pd.Series,
    told: pd.DataFrame,
    ways: Ways,
    looks: Looks,
    words: Words,
    live: Live | None,
) -> pa.Array:
    """The cells of a column."""
    if column.leads_to:
        title = ways.titles[column.leads_to]
        return links_of(values, lambda row, number: link(title, row, number), FIRST_ROW, looks("link", "0"))
    worn = _worn(column, looks)
    if live:
        formulas = [
            Formula(live(row), value) if isinstance(value, int | float) else value
            for row, value in enumerate(values.tolist(), FIRST_ROW)
        ]
        return cells_of(pd.Series(formulas, dtype=object), lambda value: _live(value, worn))
    cells = cells_of(values, worn)
    if column.at:
        doubtful = keys(told, column.at).isin(ways.doubts.index)
        cells = pc.if_else(pa.array(doubtful), cells_of(values, lambda value: worn(value, is_doubtful=True)), cells)
    if column.absent or column.state:
        cells = pc.coalesce(cells, cells_of(_reasons(column, told, words), worn))
    return cells


def _live(value: Value, worn: Callable[[Value], Cell]) -> Cell:
    """A formula looks as what it comes to."""
    return Cell(value, worn(value.value).looks) if isinstance(value, Formula) else worn(value)


def _reasons(column: Column, told: pd.DataFrame, words: Words) -> pd.Series:
    """The word for why there is no value, of every row."""
    default = words[column.absent] if column.absent else None
    if column.written:
        texts = told[column.written].tolist()
        why = {text: _why(text, words) for text in set(texts)}
        return pd.Series([why[text] for text in texts], told.index, dtype=object)
    if column.state:
        known = {words[f"cell_state.{state}"]: words[f"book.{state}"] for state in NO_VALUE}
        return told[column.state].map(lambda state: known.get(state, default))
    return pd.Series(default, told.index, dtype=object)


def _why(written: object, words: Words) -> str:
    """Why no number was read: nothing is written, a dash is, or words that are no single number."""
    if not isinstance(written, str) or not written.strip():
        return words["book.unsaid"]
    return words["book.dash" if DASHES.fullmatch(written) else "book.not_number"]


def _worn(column: Column, looks: Looks) -> Callable[..., Cell]:
    """How the values of a column look, by what they are: words in a column of numbers say why there is none."""
    is_text = column.unit in ("text", "link")
    words_in_it = looks("wrapped" if column.wraps else "aside") if is_text else looks("absent")

    def worn(value: Any, is_doubtful: bool = False) -> Cell:
        if isinstance(value, str):
            value = value if column.wraps else value.replace("\n", NEW_LINE)
            is_quoted = is_text and value.startswith(LOOKS_LIKE_FORMULA)
            return Cell(value, looks("quoted") if is_quoted else words_in_it)
        return Cell(value, looks("doubtful" if is_doubtful else "plain", number_format(column.name, value)))

    return worn


# --- totals that follow the filter ---


def _totals(filled: Filled, sums: Mapping[str, pd.Series], looks: Looks, words: Words) -> Row:
    """The row of totals, named in its first free place; empty where nothing may be added up."""
    columns = filled.page.columns
    if not any(column.total or column.share_of[1] for column in columns):
        return []
    return [
        Cell(words["book.totals"], looks("total")) if at == _free(filled.page) else _total(filled, column, sums, looks)
        for at, column in enumerate(columns)
    ]


def _free(page: Page) -> int:
    """The first column that nothing is added up of, where a word disturbs no total."""
    return next(at for at, column in enumerate(page.columns) if not column.total)


def _total(filled: Filled, column: Column, sums: Mapping[str, pd.Series], looks: Looks) -> Cell:
    """What stands above a heading: a sum, a count or a share of the rows that the filter leaves."""
    if column.total == "sum":
        comes_to = _sum(sums[column.name])
        return Cell(
            Formula(_subtotal(filled, column.name, SUM), comes_to), looks("total", number_format(column.name, comes_to))
        )
    if column.total == "count":
        filled_in = int(sums[column.name].notna().sum())
        return Cell(Formula(_subtotal(filled, column.name, COUNT), filled_in), looks("total", "#,##0"))
    parts, whole = column.share_of
    if not whole:
        return Cell(None, looks("total"))
    top, bottom = (sum(_sum(sums[name]) for name in names) for names in (parts, whole))
    over, under = ("+".join(_subtotal(filled, name, SUM) for name in names) for names in (parts, whole))
    share = Formula(f'IF({under}=0,"",({over})/({under}))', top / bottom if bottom else "")
    return Cell(share, looks("total", "0.0%"))


def _subtotal(filled: Filled, column: str, code: int) -> str:
    letter = filled.letter(column)
    return f"SUBTOTAL({code},{letter}{FIRST_ROW}:{letter}{filled.last_row})"


def _sum(values: pd.Series) -> float:
    """What a SUBTOTAL comes to: words do not count."""
    return float(pd.to_numeric(values, errors="coerce").sum())
