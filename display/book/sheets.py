"""What stands in which sheet of the whole workbook: data that a new column joins by one line.

A column is one of its metric's answer, or is made here from what the answer names: numbers that lead to the project and to
the cell of the paper, and marks of doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Unit = Literal["text", "number", "kzt", "pct", "people", "pieces", "date", "link", "as_said"]
SUFFIXES: Final[dict[str, Unit]] = {
    "_kzt": "kzt",
    "_pct": "pct",
    "_count": "pieces",
    "_start": "date",
    "_end": "date",
    "_year": "number",
    "_no": "number",
    "_value": "as_said",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; its heading and meaning are words (column.…, book.means.…).

    `at` is the column of the answer with the place that a figure was read from: the figure is marked where a contradiction
    names the place. `absent` is what stands where there is no value: a key of words, or nothing. `written` is the column
    with the words that a value was read from, `state` the one that says why there is none: either may know better.
    """

    name: str
    width: int = 12
    total: Literal["", "sum", "count"] = ""
    share_of: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # what the share above the heading is of: parts, whole
    absent: str = ""
    written: str = ""
    state: str = ""
    at: str = ""
    leads_to: Literal["", "projects", "sources"] = ""
    wraps: bool = False
    of: Unit | None = None

    @property
    def unit(self) -> Unit:
        """What its values are counted in."""
        known: Unit = next((unit for suffix, unit in SUFFIXES.items() if self.name.endswith(suffix)), "text")
        return self.of or ("link" if self.leads_to else known)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with the answer to one question, a row a row of it. `frozen` columns stay in sight."""

    name: str
    metric: str
    columns: tuple[Column, ...]
    given: Mapping[str, object] = field(default_factory=dict)
    frozen: int = 0
    is_tall: bool = False  # rows are as high as their texts


UNSAID: Final = "book.unsaid"
PROJECT_NO: Final = Column("project_no", 9, leads_to="projects")
DOUBTS: Final = Column("doubts", 24, wraps=True)
CORRECTED: Final = Column("correction_text", 24, wraps=True)
TITLE: Final = Column("project_title", 44, wraps=True)
ORGANISATION: Final = Column("organisation_name", 30, wraps=True)
YEAR: Final = Column("report_year", 9, absent=UNSAID)


def source(name: str, at: str) -> Column:
    """The number of the cell of a paper; a click leads to its row in the sheet of sources."""
    return Column(name, 11, at=at, leads_to="sources")


PROJECTS: Final = Page(
    "projects",
    "project_list",
    (
        Column("project_no", 9, total="count"),
        TITLE,
        DOUBTS,
        CORRECTED,
        ORGANISATION,
        YEAR,
        Column("form_code", 22),
        Column("sphere_code", 26, absent="sphere.unassigned", wraps=True),
        Column("region_codes", 28, absent=UNSAID, wraps=True),
        Column("period_start", 12, absent=UNSAID),
        Column("period_end", 12, absent=UNSAID),
        Column("grant_kzt", 18, total="sum", absent=UNSAID, at="grant_place"),
        source("grant_source_no", "grant_place"),
        Column("direct_fact_count", 15, total="sum", absent=UNSAID, at="direct_place", of="people"),
        source("direct_source_no", "direct_place"),
        Column("indicator_count", 12, total="sum"),
        Column("met_count", 11, total="sum"),
        Column("exceeded_count", 12, total="sum"),
        Column("missed_count", 12, total="sum"),
        Column("undecidable_count", 13, total="sum"),
        Column(
            "reached_pct",
            13,
            share_of=(("met_count", "exceeded_count"), ("met_count", "exceeded_count", "missed_count")),
            absent="book.undecidable",
        ),
        Column("grade_code", 20),
        Column("finding_count", 11, total="sum"),
        Column("error_count", 11, total="sum"),
        Column("report_count", 10),
        Column("file_name", 26),
    ),
    frozen=2,
    is_tall=True,
)
INDICATORS: Final = Page(
    "indicators",
    "indicator_list",
    (
        PROJECT_NO,
        Column("project_title", 34),
        DOUBTS,
        CORRECTED,
        YEAR,
        Column("task_no", 8),
        Column("task_group", 18),
        Column("activity_title", 34),
        Column("name", 40, total="count"),
        Column("kind_code", 20),
        Column("level_code", 18),
        Column("unit", 12),
        Column("plan_comparator", 9),
        Column("plan_per", 14),
        Column("plan_value", 13, absent=UNSAID, written="plan_text", at="plan_place"),
        source("plan_source_no", "plan_place"),
        Column("fact_value", 13, absent=UNSAID, written="fact_text", at="fact_place"),
        source("fact_source_no", "fact_place"),
        Column("achievement_pct", 12),
        Column("outcome", 16, share_of=(("reached_count",), ("decided_count",))),
        Column("is_judged", 11),
        Column("decided_count", 12, total="sum", of="number"),
        Column("reached_count", 12, total="sum", of="number"),
        Column("is_copied", 11),
        Column("source", 16),
        Column("plan_text", 22),
        Column("fact_text", 22),
    ),
    frozen=2,
)
EFFECTS: Final = Page(
    "effects",
    "effect_rows",
    (
        PROJECT_NO,
        Column("project_title", 44),
        DOUBTS,
        CORRECTED,
        YEAR,
        Column("effect_code", 52, total="count"),
        Column("unit", 14),
        Column("plan_value", 16, absent=UNSAID, written="plan_text", at="plan_place"),
        source("plan_source_no", "plan_place"),
        Column("fact_value", 16, absent=UNSAID, written="fact_text", at="fact_place"),
        source("fact_source_no", "fact_place"),
        Column("achievement_pct", 12),
        Column("counted_count", 14, of="people"),
        Column("small_grants_value", 14),
        Column("source", 16),
        Column("plan_text", 24),
        Column("fact_text", 24),
    ),
    frozen=2,
)
REGIONS: Final = Page(
    "regions",
    "coverage_by_region",
    (
        Column("region_code", 30),
        Column("project_count"),
        Column("report_count"),
        Column("grant_kzt", 18, absent=UNSAID),
        Column("grant_report_count", 14),
        Column("shared_grant_project_count", 16),
        Column("activity_count", 14),
        Column("participants_count", 14, absent=UNSAID, of="people"),
        Column("counted_activity_count", 16),
        Column("population_count", 16, of="people"),
        Column("projects_per_million", 14, of="number"),
        Column("grant_per_1000_kzt", 16),
        Column("participants_per_1000", 16, of="number"),
        Column("activities_per_100000", 16, of="number"),
    ),
    {"map": "today"},
    frozen=1,
)
DISTRICTS: Final = Page(
    "districts",
    "coverage_by_district",
    (
        Column("region_code", 30),
        Column("name_kk", 30),
        Column("name_ru", 34),
        Column("kind", 18),
        Column("report_count"),
        Column("activity_count", 14),
        Column("activity_report_count", 16),
        Column("participants_count", 14, absent=UNSAID, of="people"),
        Column("counted_activity_count", 16),
    ),
    frozen=2,
)
DEMOGRAPHICS: Final = Page(
    "demographics",
    "demographics",
    (
        Column("scope", 24),
        Column("dimension", 22),
        Column("category", 48),
        Column("people_count", 13, absent=UNSAID, state="people_state", of="people"),
        Column("people_pct", 12),
        Column("answering_report_count", 14),
        Column("hidden_report_count", 14),
        Column("zero_report_count", 12),
        Column("dash_report_count", 12),
        Column("blank_report_count", 14),
        Column("lost_report_count", 14),
        Column("unclear_report_count", 14),
        Column("filled_report_count", 16),
        Column("report_count"),
        Column("hidden_people_count", 16, of="people"),
    ),
    frozen=3,
)
PARTICIPANTS: Final = Page(
    "participants",
    "participant_rows",
    (
        PROJECT_NO,
        Column("project_title", 44),
        DOUBTS,
        CORRECTED,
        YEAR,
        Column("scope", 22),
        Column("dimension", 20),
        Column("category", 48),
        Column("people_count", 13, state="cell_state", at="place", of="people"),
        source("source_no", "place"),
        Column("cell_state", 20),
        Column("declared_total_count", 14, state="total_state", at="total_place", of="people"),
        source("total_source_no", "total_place"),
    ),
    frozen=2,
)
FINDINGS: Final = Page(
    "findings",
    "finding_list",
    (
        PROJECT_NO,
        Column("severity", 14),
        Column("kind", 16),
        Column("topic", 20),
        Column("rule", 40, total="count", wraps=True),
        Column("details", 48, wraps=True),
        Column("project_title", 40, wraps=True),
        ORGANISATION,
        YEAR,
        Column("words", 50, wraps=True),
        source("source_no", "place"),
        Column("other_report", 34, wraps=True),
    ),
    {"rule": None},
    frozen=1,
    is_tall=True,
)
SOURCES: Final = Page(
    "sources",
    "value_cells",
    (
        Column("source_no", 9),
        PROJECT_NO,
        Column("project_title", 44),
        Column("file_name", 28),
        Column("place", 34),
        Column("page_no", 10),
        Column("words", 60),
        Column("doubts", 34),
        Column("confidence_pct", 16),
        Column("report_id", 20),
        Column("place_code", 12),
    ),
    frozen=3,
)
PAGES: Final = (
    PROJECTS, INDICATORS, EFFECTS, REGIONS, DISTRICTS, DEMOGRAPHICS, PARTICIPANTS, FINDINGS, SOURCES
)  # fmt: skip
