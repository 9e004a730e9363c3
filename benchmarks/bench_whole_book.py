"""How long the whole workbook takes, asking included, and how long openpyxl alone would take to write its cells.

    python -m benchmarks.bench_whole_book [REPORTS]

Wall and processor seconds of the best of three, in a warm process. With 3,300 made-up reports it has 50,000 rows of
indicators, which is what 1,000 reports of fifty indicators each have.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl import Workbook

import metrics
from display.book import whole_workbook
from display.words import words
from tests import made_up_warehouse

ROUNDS: Final = 3
ROWS_TRIED: Final = 5_000  # of indicators, written by openpyxl to tell its pace


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of the quickest round."""
    rounds = []
    for _ in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        rounds.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(rounds)


def by_openpyxl(rows: list[tuple[object, ...]]) -> None:
    """Write rows as openpyxl does at its quickest: write-only, without looks."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(BytesIO())


def main(report_count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        made_up_warehouse.build(Path(folder), report_count)
        at = metrics.current(Path(folder))
        ask = partial(metrics.ask, at=at)
        made: list[bytes] = []
        wall, processor = best(lambda: made.append(whole_workbook(ask, [], words("ru"))))
        read = openpyxl.load_workbook(BytesIO(made[-1]), read_only=True, data_only=True)
        cells = {sheet.title: (sheet.max_row or 0) * (sheet.max_column or 0) for sheet in read}
        rows = list(
            read[words("ru")["book.indicators.title"]].iter_rows(min_row=5, max_row=4 + ROWS_TRIED, values_only=True)
        )
        indicator_count = len(ask("indicator_list"))
    alone, _ = best(lambda: by_openpyxl(rows))
    whole = alone / (len(rows) * len(rows[0])) * sum(cells.values())
    print(
        f"{report_count} reports, {indicator_count} indicators, {sum(cells.values()):,} cells, {len(made[-1]) / 1e6:.1f} MB"
    )
    print(f"whole workbook: {wall:.1f} s, {processor:.1f} s of processor time")
    print(f"openpyxl alone, write-only and without looks, would take {whole:.1f} s for as many cells")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_300)
