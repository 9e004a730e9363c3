"""The summary: the figures of the opening screen as live formulas, charts of Excel's own, and the tables behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import pandas as pd
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from display import numbers, tables
from display.book.long_sheets import Filled
from display.book.looks import Looks
from display.book.written import Cell, Formula, Row, height_of, rows_xml
from display.words import Words

COLUMNS: Final = (42, 19, 19, 24, 19, 19)  # widths
CHARTS_A_ROW, CHART_ROWS, CHART_WIDTH_CM, CHART_HEIGHT_CM = 2, 17, 15.6, 8.4
MOST_ON_LOW: Final = 10  # categories; a chart with more is twice as high
CHARTS_BEGIN: Final = 20  # the first row of the charts
BANDS: Final = 5  # of charts, two beside each other; the last two take two bands
PRINTED_PCT: Final = 55  # of its size: Excel heeds no page breaks where a sheet is fitted to the page
ROWS_A_PAGE: Final = 48
NOTE_ROW, FIGURES_ROW = 2, 4  # the line under the title; the headings of the figures
ACCENT, PLAN, GRID, INK = "0E7490", "94A3B8", "E2E8F0", "334155"
OUTCOMES: Final = ("exceeded", "met", "missed", "no_fact", "no_plan", "not_numeric", "ambiguous")
WHOLE, MONEY, SHARE, MILLIONS = "#,##0", "#,##0 [$₸-43F]", "0.0%", "#,##0,,"


@dataclass(frozen=True)
class Data:
    """What the summary is made of: answers about the whole selection, and the sheets whose cells its formulas add up."""

    totals: Mapping[str, Any]
    gaps: Mapping[str, Any]
    doubts: Mapping[str, int]  # topic -> reports that contradict themselves in it
    years: pd.DataFrame
    spheres: pd.DataFrame
    effects: pd.DataFrame
    sheets: Mapping[str, Filled]


@dataclass(frozen=True)
class Block:
    """A table: its title, its headings, its rows; and the chart of some of its columns."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell | None]]
    charts: Sequence[Chart] = ()


@dataclass(frozen=True)
class Chart:
    """A chart of a block: its columns, counted from 0, and what its axes measure."""

    title: str
    columns: tuple[int, ...]
    measure: str
    categories: str
    number_format: str = WHOLE
    kind: str = "col"  # col | bar | line
    colours: tuple[str, ...] = (ACCENT,)


@dataclass
class Summary:
    """The sheet as it grows: its rows, and the charts that stand above its tables."""

    rows: list[Row] = field(default_factory=list)
    titles: list[int] = field(default_factory=list)  # rows with a title
    headings: list[int] = field(default_factory=list)  # rows with headings
    charts: list[tuple[Chart, int, int]] = field(default_factory=list)  # chart, its table's heading row, number of rows

    def xml(self) -> list[str]:
        """Return the rows as Excel reads them."""
        labels = [(number, row[0]) for number, row in enumerate(self.rows, 1) if row]
        heights = {number: height_of([(cell.value, COLUMNS[0])]) for number, cell in labels if cell}
        return list(rows_xml(self.rows, heights | dict.fromkeys(self.titles, 24) | dict.fromkeys(self.headings, 46)))


def summarise(data: Data, looks: Looks, words: Words) -> Summary:
    """Return the summary of a selection."""
    made = Summary(titles=[1, NOTE_ROW], headings=[FIGURES_ROW])
    made.rows += [
        [Cell(words["book.summary.title"], looks("title"))],
        [Cell(words["book.summary.note"], looks("wrapped"))],
        [],
        [
            Cell(words[f"book.figures.{name}"], looks("heading_of_figures" if name == "value" else "heading"))
            for name in ("figure", "value", "basis", "doubt")
        ],
    ]
    made.rows += figures(data, looks, words)
    blocks = [
        block(data, looks, words) for block in (of_years, of_outcomes, of_ages, of_regions, of_spheres, of_effects)
    ]
    made.rows += [[]] * (CHARTS_BEGIN - len(made.rows) + CHART_ROWS * BANDS)
    for block in blocks:
        _add(made, block, looks)
    return made


def _add(made: Summary, block: Block, looks: Looks) -> None:
    made.rows += [[], [Cell(block.title, looks("title"))]]
    made.titles.append(len(made.rows))
    over = (looks("heading"), *[looks("heading_of_figures")] * (len(block.headings) - 1))
    made.rows.append([Cell(heading, look) for heading, look in zip(block.headings, over, strict=True)])
    made.headings.append(len(made.rows))
    made.charts += [(chart, len(made.rows), len(block.rows)) for chart in block.charts if block.rows]
    made.rows += block.rows


# --- the figures of the opening screen ---


def figures(data: Data, looks: Looks, words: Words) -> list[Row]:
    """Every figure with the number of reports that it rests on, and of how many of those contradict themselves in it."""
    projects, indicators, findings = (data.sheets[name] for name in ("projects", "indicators", "findings"))
    totals = data.totals
    decided, reached = indicators.range("decided_count"), indicators.range("reached_count")
    share = f'IF(SUM({decided})=0,"",SUM({reached})/SUM({decided}))'
    lines: list[tuple[str, str, str, str, str | None]] = [  # figure, formula, its reports, its format, its doubts
        ("project_count", f"COUNT({projects.range('project_no')})", "report_count", WHOLE, None),
        ("organisation_count", "", "", WHOLE, None),
        ("grant_kzt", f"SUM({projects.range('grant_kzt')})", "grant_report_count", MONEY, "money"),
        ("region_count", "", "", WHOLE, "places"),
        ("direct_plan_count", _effect(data, "direct_beneficiaries", "plan_value", words), "direct_plan_report_count", WHOLE, "people"),
        ("direct_fact_count", f"SUM({projects.range('direct_fact_count')})", "direct_report_count", WHOLE, "people"),
        ("vulnerable_fact_count", _effect(data, "direct_vulnerable", "fact_value", words), "vulnerable_report_count", WHOLE, "people"),
        ("vulnerable_pct", "", "vulnerable_report_count", SHARE, "people"),
        ("indirect_fact_count", _effect(data, "indirect_beneficiaries", "fact_value", words), "indirect_report_count", WHOLE, None),
        ("indicator_count", _count(indicators, "is_judged", words["yes"]), "indicator_report_count", WHOLE, "plan"),
        ("reached_pct", share, "indicator_report_count", SHARE, "plan"),
        ("undecidable_count", f"{_count(indicators, 'is_judged', words['yes'])}-SUM({decided})", "indicator_report_count", WHOLE, None),
        ("contradicting_report_count", "", "report_count", WHOLE, None),
        ("finding_count", f"COUNTA({findings.range('rule')})", "report_count", WHOLE, None),
    ]  # fmt: skip
    return [
        [
            Cell(words[f"column.{name}"], looks("label")),
            _figure(totals[name], formula, shape, looks, words),
            _basis(totals, basis, looks, words),
            _doubt(data.doubts, topic, looks, words),
        ]
        for name, formula, basis, shape, topic in lines
    ]


def _figure(value: Any, formula: str, shape: str, looks: Looks, words: Words) -> Cell:
    """A figure, as a formula where the rows of a sheet add up to it; a word where no report says."""
    if numbers.is_absent(value):
        return Cell(words["book.unsaid"], looks("absent"))
    said = float(value) / 100 if shape == SHARE else float(value)
    return Cell(Formula(formula, said) if formula else said, looks("plain", shape))


def _basis(totals: Mapping[str, Any], basis: str, looks: Looks, words: Words) -> Cell | None:
    if not basis:
        return None
    return Cell(words.say("note.of_n", n=totals[basis], total=totals["report_count"]), looks("aside"))


def _doubt(doubts: Mapping[str, int], topic: str | None, looks: Looks, words: Words) -> Cell | None:
    count = doubts.get(topic or "", 0)
    if not count:
        return None
    said = words.say("doubt.mark", n=count) + " – " + words[f"topic.{topic}"]
    return Cell(said, looks("doubtful"))


def _effect(data: Data, code: str, column: str, words: Words) -> str:
    effects = data.sheets["effects"]
    return f"SUMIFS({effects.range(column)},{effects.range('effect_code')},{_quoted(words[f'effect.{code}'])})"


def _count(sheet: Filled, column: str, word: str) -> str:
    return f"COUNTIFS({sheet.range(column)},{_quoted(word)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


# --- tables and their charts ---


def of_years(data: Data, looks: Looks, words: Words) -> Block:
    """The portfolio year by year; every sum is a formula over the rows of the other sheets."""
    projects, effects, indicators = (data.sheets[name] for name in ("projects", "effects", "indicators"))
    rows = []
    for row in tables.records(data.years):
        year = words["book.unsaid"] if numbers.is_absent(row["report_year"]) else int(row["report_year"])
        asked = _quoted(year) if isinstance(year, str) else str(year)
        of_year, effect = f"{projects.range('report_year')},{asked}", words["effect.direct_beneficiaries"]
        decided, reached = (
            f"SUMIFS({indicators.range(name)},{indicators.range('report_year')},{asked})"
            for name in ("decided_count", "reached_count")
        )
        plan = (
            f"SUMIFS({effects.range('plan_value')},{effects.range('effect_code')},{_quoted(effect)},"
            f"{effects.range('report_year')},{asked})"
        )
        formulas = {
            "project_count": (f"COUNTIFS({of_year})", WHOLE),
            "grant_kzt": (f"SUMIFS({projects.range('grant_kzt')},{of_year})", MONEY),
            "direct_plan_count": (plan, WHOLE),
            "direct_fact_count": (f"SUMIFS({projects.range('direct_fact_count')},{of_year})", WHOLE),
            "reached_pct": (f"{reached}/{decided}", SHARE),
        }
        cells = [_figure(row[name], formula, shape, looks, words) for name, (formula, shape) in formulas.items()]
        rows.append([Cell(year, looks("label", "0")), *cells])
    names = ("report_year", "project_count", "grant_kzt", "direct_plan_count", "direct_fact_count", "reached_pct")
    year = words["column.report_year"]
    charts = [
        Chart(words["column.project_count"], (1,), words["column.project_count"], year),
        Chart(words["book.chart.grants"], (2,), words["book.axis.millions"], year, MILLIONS),
        Chart(words["book.chart.direct"], (3, 4), words["axis.people"], year, colours=(PLAN, ACCENT)),
        Chart(words["column.reached_pct"], (5,), words["axis.share_of_indicators"], year, "0%", "line"),
    ]
    return Block(words["book.summary.years"], [words[f"column.{name}"] for name in names], rows, charts)


def of_outcomes(data: Data, looks: Looks, words: Words) -> Block:
    """How the indicators ended."""
    indicators = data.sheets["indicators"]
    judged = f"{indicators.range('is_judged')},{_quoted(words['yes'])}"
    rows = [
        [
            Cell(words[f"status.{outcome}"], looks("label")),
            _figure(
                data.totals[f"{outcome}_count"],
                f"COUNTIFS({indicators.range('outcome')},{_quoted(words[f'status.{outcome}'])},{judged})",
                WHOLE,
                looks,
                words,
            ),
        ]
        for outcome in OUTCOMES
    ]
    title = words["book.summary.outcomes"]
    chart = Chart(title, (1,), words["axis.indicators"], words["column.outcome"], kind="bar")
    return Block(title, [words["column.outcome"], words["column.indicator_count"]], rows, [chart])


def of_regions(data: Data, looks: Looks, words: Words) -> Block:
    """Projects by region, from the most to the fewest; each figure is that of the sheet of regions."""
    sheet = data.sheets["regions"]
    ranked = tables.ranked(sheet.answer.reset_index(), "project_count")
    rows = [
        [
            Cell(words[f"region.{row['region_code']}"], looks("label")),
            *(
                _figure(row[name], sheet.cell(name, row["index"]), shape, looks, words)
                for name, shape in (("project_count", WHOLE), ("activity_count", WHOLE), ("grant_kzt", MONEY))
            ),
        ]
        for row in tables.records(ranked)
    ]
    names = ("region_code", "project_count", "activity_count", "grant_kzt")
    chart = Chart(
        words["book.chart.regions"], (1,), words["column.project_count"], words["column.region_code"], kind="bar"
    )
    return Block(words["book.summary.regions"], [words[f"column.{name}"] for name in names], rows, [chart])


def of_spheres(data: Data, looks: Looks, words: Words) -> Block:
    """Projects and money by sphere."""
    projects = data.sheets["projects"]
    rows = []
    for row in tables.records(tables.ranked(tables.with_groups(data.spheres, "sphere", words), "project_count")):
        of_sphere = f"{projects.range('sphere_code')},{_quoted(row['group'])}"
        rows.append(
            [
                Cell(row["group"], looks("label")),
                _figure(row["project_count"], f"COUNTIFS({of_sphere})", WHOLE, looks, words),
                _figure(row["grant_kzt"], f"SUMIFS({projects.range('grant_kzt')},{of_sphere})", MONEY, looks, words),
            ]
        )
    names = ("sphere_code", "project_count", "grant_kzt")
    chart = Chart(
        words["book.chart.spheres"], (1,), words["column.project_count"], words["column.sphere_code"], kind="bar"
    )
    return Block(words["book.summary.spheres"], [words[f"column.{name}"] for name in names], rows, [chart])


def of_ages(data: Data, looks: Looks, words: Words) -> Block:
    """The project's own people by age; a band that is hidden or that nobody fills in is not in the chart."""
    sheet = data.sheets["demographics"]
    told = sheet.answer.reset_index()
    shown = told[(told["scope"] == "project") & (told["dimension"] == "age") & (told["people_state"] == "value")]
    rows = [
        [
            Cell(words[f"category.age.{row['category']}"], looks("label")),
            _figure(row["people_count"], sheet.cell("people_count", row["index"]), WHOLE, looks, words),
        ]
        for row in tables.records(shown)
    ]
    title = words["book.summary.ages"]
    chart = Chart(title, (1,), words["axis.people"], words["dimension.age"])
    return Block(title, [words["dimension.age"], words["column.people_count"]], rows, [chart])


def of_effects(data: Data, looks: Looks, words: Words) -> Block:
    """The eleven quantities of the effects table; each in its own unit, and none added to another."""
    rows = []
    for row in tables.records(data.effects):
        plan, fact = (_effect(data, row["effect_code"], name, words) for name in ("plan_value", "fact_value"))
        shape = MONEY if row["unit"] == "kzt" else WHOLE
        rows.append(
            [
                Cell(words[f"effect.{row['effect_code']}"], looks("label")),
                _figure(row["plan_value"], plan, shape, looks, words),
                _figure(row["fact_value"], fact, shape, looks, words),
                Cell(int(row["plan_report_count"]), looks("plain", WHOLE)),
                Cell(int(row["fact_report_count"]), looks("plain", WHOLE)),
                _figure(row["achieved_pct"], "", SHARE, looks, words),
            ]
        )
    names = ("effect_code", "plan_value", "fact_value", "plan_report_count", "fact_report_count", "achieved_pct")
    return Block(words["book.summary.effects"], [words[f"column.{name}"] for name in names], rows)


# --- charts ---


def draw(sheet: Worksheet, made: Summary) -> None:
    """Put the charts between the figures and their tables, two beside each other."""
    for number, (chart, heading_row, row_count) in enumerate(made.charts):
        column, row = "AD"[number % CHARTS_A_ROW], CHARTS_BEGIN + CHART_ROWS * (number // CHARTS_A_ROW)
        sheet.add_chart(_drawn(sheet, chart, heading_row, row_count), f"{column}{row}")


def break_pages(sheet: Worksheet, made: Summary) -> None:
    """Print the figures with the first charts, then the other charts, then the tables, none of which is torn."""
    sheet.merge_cells(start_row=NOTE_ROW, end_row=NOTE_ROW, start_column=1, end_column=len(COLUMNS))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    sheet.page_setup.scale = PRINTED_PCT
    tables_begin = CHARTS_BEGIN + BANDS * CHART_ROWS
    breaks = [CHARTS_BEGIN + 2 * CHART_ROWS, tables_begin]
    for begins, ends in pairwise([*made.titles[2:], len(made.rows) + 1]):
        if ends - breaks[-1] > ROWS_A_PAGE:
            breaks.append(begins)
    for row in breaks:
        sheet.row_breaks.append(Break(row - 1))


def _drawn(sheet: Worksheet, chart: Chart, heading_row: int, row_count: int) -> BarChart | LineChart:
    """A chart of Excel's own: titled, with both axes and their units in sight."""
    drawn: Any = LineChart() if chart.kind == "line" else BarChart()  # openpyxl's types know no parts of charts
    last = heading_row + row_count
    for column in chart.columns:
        drawn.add_data(Reference(sheet, column + 1, heading_row, column + 1, last), titles_from_data=True)
    drawn.set_categories(Reference(sheet, 1, heading_row + 1, 1, last))
    drawn.title, drawn.x_axis.title, drawn.y_axis.title = chart.title, chart.categories, chart.measure
    drawn.x_axis.delete = drawn.y_axis.delete = False  # openpyxl's charts have no axes unless told
    drawn.y_axis.number_format, drawn.y_axis.scaling.min = chart.number_format, 0
    drawn.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID))
    drawn.width, drawn.height = CHART_WIDTH_CM, CHART_HEIGHT_CM
    if chart.kind != "line":
        drawn.type, drawn.gapWidth = chart.kind, 50
    if chart.kind == "bar":
        drawn.x_axis.scaling.orientation, drawn.y_axis.crosses = (
            "maxMin",
            "max",
        )  # the first row on top, the scale below
    if row_count > MOST_ON_LOW:
        drawn.height = 2 * CHART_HEIGHT_CM
    if len(chart.columns) == 1:
        drawn.legend = None
    else:
        drawn.legend.position, drawn.legend.overlay = "b", False
    for series, colour in zip(drawn.series, chart.colours, strict=True):
        _dress(series, colour, chart.kind)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.txPr = _letters(800)
    for title, size in ((drawn.title, 1100), (drawn.x_axis.title, 900), (drawn.y_axis.title, 900)):
        title.overlay = False
        for paragraph in title.tx.rich.p:
            paragraph.pPr = ParagraphProperties(defRPr=CharacterProperties(sz=size, b=size > 1000, solidFill=INK))
    return drawn  # type: ignore[no-any-return]


def _dress(series: Any, colour: str, kind: str) -> None:
    """Bars in their colour, a line with its points."""
    filling = None if kind == "line" else colour
    series.graphicalProperties = GraphicalProperties(solidFill=filling, ln=LineProperties(solidFill=colour))
    series.smooth = False
    if kind == "line":
        series.marker = Marker("circle", 6, spPr=GraphicalProperties(solidFill=colour))


def _letters(size: int) -> RichText:
    letters = CharacterProperties(sz=size, solidFill=INK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])
