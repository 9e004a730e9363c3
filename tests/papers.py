"""Reports of a few rows each, for questions whose answer a person can work out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

import metrics
from metrics import Snapshot
from tests import made_up_warehouse
from tests.made_up_warehouse import Rows

ROOT = Path(__file__).resolve().parents[1]
Asked = Callable[..., pd.DataFrame]  # asks a question of the papers as they stand


class Papers:
    """Tiny reports in short rows; what a test does not mention is as plain as a report can be."""

    def __init__(self) -> None:
        self.rows = Rows()
        made_up_warehouse.add_release(self.rows, 1)
        made_up_warehouse.add_regions(self.rows)
        self.projects: set[str] = set()

    def written(self, folder: Path) -> Snapshot:
        """A release of the papers, written into the folder."""
        made_up_warehouse.write(folder, self.rows)
        return metrics.current(folder)

    def report(self, report_id: str, regions: tuple[str, ...] = ("KZ-33",), **header: object) -> None:
        """A final report of 2024, of a project of its own, that counts."""
        plain = {
            "project_key": f"p-{report_id}",
            "organisation_key": None,
            "file_sha256": report_id,
            "file_name": f"{report_id}.docx",
            "file_kind": "docx",
            "is_example": True,
            "form_code": "final",
            "language_code": "kk",
            "report_year": 2024,
            "version_no": 1,
            "loaded_at": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            "is_latest": True,
            "finding_count": 0,
            "error_count": 0,
        }
        row = {**plain, **header}
        self.rows.add("dim_report", report_id=report_id, **row)
        if row["project_key"] not in self.projects:
            self.rows.add("dim_project", project_key=row["project_key"], key_rule="file")
            self.projects.add(str(row["project_key"]))
        for region in regions:
            self.region(report_id, region)

    def region(self, report_id: str, region: str, reported: str | None = None, role: str = "coverage") -> None:
        self.rows.add(
            "bridge_report_region",
            report_id=report_id,
            region_code=region,
            reported_region_code=reported or region,
            role=role,
        )

    def paragraph(self, report_id: str, block: int, words: str) -> None:
        self._cell(report_id, str(block), words, block_no=block)

    def table(self, report_id: str, block: int, *lines: list[str]) -> None:
        for at, line in enumerate(lines, 1):
            for column, words in enumerate(line, 1):
                place = {"block_no": block, "row_no": at, "column_no": column}
                self._cell(report_id, f"{block}/{at}/{column}", words, **place)

    def _cell(self, report_id: str, place: str, words: str, **numbers: int) -> None:
        said = {"place": place, "words": words, "is_heading": False, "is_lost": False}
        self.rows.add("source_cell", report_id=report_id, **said, **numbers)

    def effect(
        self, report_id: str, code: str, plan: float | None = None, fact: float | None = None, **more: object
    ) -> None:
        values = {"effect_code": code, "plan_value": plan, "fact_value": fact, "source": "table", **more}
        self.rows.add("fact_effect", report_id=report_id, **values)

    def indicator(self, report_id: str, plan: float | None, fact: float | None, status: str, **more: object) -> None:
        plain = {
            "indicator_seq": len(self.rows.by_table["fact_indicator"]) + 1,
            "name": "Қатысушылар саны",
            "kind_code": "participants",
            "level_code": "output",
            "plan_value": plan,
            "plan_comparator": None if plan is None else "=",
            "fact_value": fact,
            "status": status,
            "source": "table",
            "is_ambiguous": False,
            "name_place": "1/1/1",
        }
        self.rows.add("fact_indicator", report_id=report_id, **{**plain, **more})

    def task(self, report_id: str, seq: int, is_fixed: bool = False) -> None:
        self.rows.add(
            "fact_task", report_id=report_id, task_seq=seq, is_fixed=is_fixed, title="Міндет", title_place=f"1/{seq}/1"
        )

    def activity(
        self, report_id: str, seq: int, people: int | None = None, venues: tuple[str, ...] = (), **more: object
    ) -> None:
        plain = {
            "title": "Семинар",
            "year_inferred": False,
            "is_online": False,
            "participants_count": people,
            "counts_people": True,
            "title_place": "2/1/1",
        }
        rule = more.pop("rule", "named")
        self.rows.add("fact_activity", report_id=report_id, activity_seq=seq, **{**plain, **more})
        for venue in venues:
            self.rows.add(
                "bridge_activity_region",
                report_id=report_id,
                activity_seq=seq,
                region_code=venue,
                reported_region_code=venue,
                role="venue",
                rule=rule,
                words=venue,
            )

    def held_in(self, report_id: str, seq: int, region: str, district: str | None = None, **more: object) -> None:
        """One more place of an activity."""
        plain = {
            "region_code": region,
            "reported_region_code": region,
            "role": "venue",
            "rule": "named",
            "words": region,
        }
        self.rows.add(
            "bridge_activity_region",
            report_id=report_id,
            activity_seq=seq,
            district_code=district,
            **{**plain, **more},
        )

    def gender(
        self, report_id: str, male: int | str, female: int | str, total: int | None = None, scope: str = "project"
    ) -> None:
        """The gender table; a word in place of a number is the state of the cell: dash, blank, lost."""
        for order, (category, cell) in enumerate([("male", male), ("female", female)], start=1):
            self.rows.add(
                "fact_participants",
                report_id=report_id,
                scope=scope,
                dimension="gender",
                category=category,
                category_order=order,
                people_count=cell if isinstance(cell, int) else None,
                cell_state="value" if isinstance(cell, int) else cell,
                declared_total_count=total,
            )

    def check(self, report_id: str, rule: str, severity: str, result: str, **more: object) -> None:
        plain = {"kind": "contradiction", "details": "{}"}
        self.rows.add(
            "fact_check",
            report_id=report_id,
            check_seq=len(self.rows.by_table["fact_check"]) + 1,
            rule=rule,
            severity=severity,
            result=result,
            **{**plain, **more},
        )


def row(answer: pd.DataFrame, **where: object) -> pd.Series:
    """The one row of an answer with these values."""
    for column, value in where.items():
        answer = answer[answer[column].isna() if value is None else answer[column] == value]
    [found] = [line for _, line in answer.iterrows()]
    return found
