"""How long every question takes on 1,000 made-up reports, and all questions of a page together.

    python -m benchmarks.bench_metrics [REPORTS]

Medians in milliseconds, without any cache of answers: the pages keep answers per release, so a reader pays these times
once a selection.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import metrics
from metrics import Selection, Snapshot
from tests import made_up_warehouse

ROUNDS: Final = 15
SELECTIONS: Final = {"everything": Selection(), "a filter": Selection(years=(2023, 2024), regions=("KZ-33", "KZ-75"))}
FRAME: Final = ("filter_options", "release_info", "portfolio_totals")  # asked by every page
PAGES: Final = {
    "overview": ("totals_by_year", "coverage_gaps", "finding_list", "refused_files"),
    "effectiveness": (
        "unmet_list",
        "indicators_by",
    ),  # its first part; the others are asked when the reader turns to them
    "coverage": (
        *("coverage_by_region", "coverage_by_district", "coverage_gaps", "white_spots", "district_gaps"),
        *("venue_and_coverage", "region_changes", "ambiguous_places"),
    ),
    "demographics": ("demographics", "demographics_by"),
    "projects": ("project_rows", "project_search", "search_places"),
    "project": (
        *(
            "project_reports",
            "report_header",
            "report_parts",
            "report_promises",
            "report_tasks",
            "report_activities",
            "report_indicators",
            "report_effects",
        ),
        *(
            "report_participants",
            "report_partners",
            "report_links",
            "report_sections",
            "report_proposals",
            "report_findings",
        ),
    ),
    "quality": ("findings_by_rule", "finding_list", "findings_by", "answers_by_question", "skipped_by_rule"),
}


def main(reports: int) -> None:
    """Print a line a question and a line a page."""
    with tempfile.TemporaryDirectory() as folder:
        made_up_warehouse.build(Path(folder), reports)
        at = metrics.current(Path(folder))
        started = time.perf_counter()
        metrics.ask("release_info", at=at)
        print(f"{reports} reports; opening the release: {1000 * (time.perf_counter() - started):.0f} ms\n")
        print(f"{'':28}" + "".join(f"{name:>14}" for name in SELECTIONS))
        medians = {
            name: [_median_ms(name, at, selection) for selection in SELECTIONS.values()] for name in metrics.names()
        }
    for name, columns in medians.items():
        print(f"{name:28}" + "".join(f"{median:14.1f}" for median in columns))
    print("\nAll questions of a page:")
    for page, asked in PAGES.items():
        totals = [sum(column) for column in zip(*(medians[name] for name in (*FRAME, *asked)), strict=True)]
        print(f"{page:28}" + "".join(f"{total:14.0f}" for total in totals))


def _median_ms(name: str, at: Snapshot, selection: Selection) -> float:
    given = _given(name, at)
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        metrics.ask(name, selection, at=at, **given)
        took.append(1000 * (time.perf_counter() - started))
    return statistics.median(took)


def _given(name: str, at: Snapshot) -> dict[str, Any]:
    """What the question wants besides the filters, as a page would give it."""
    project = metrics.ask("project_list", at=at).query("form_code == 'final'").iloc[0]
    usual = {
        "by": "region",
        "report": project.report_id,
        "project": project.project_key,
        "scope": "project",
        "dimension": "age",
        "category": "17-22",
        "effect": "direct_beneficiaries",
        "rule": None,
        "name": "grant",
        "map": "today",
        "region": "KZ-33",
        "district": None,
        "forms": metrics.forms_of("тренинг", at),
        "reports": list(metrics.ask("project_list", at=at)["report_id"][:10]),
        "sort": "grant",
        "first": "2023",
        "second": "2024",
        "parts": ["title", "activity"],
    }
    sql = re.sub(r"--.*", "", (Path(metrics.__file__).parent / f"{name}.sql").read_text(encoding="utf-8"))
    return {key: value for key, value in usual.items() if f"${key}" in sql}


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000)
