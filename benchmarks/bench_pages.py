"""How long each page's script takes on 1,000 example reports, warm: python -m benchmarks.bench_pages [REPORTS]

The reports are generated, loaded by the project's own loader, and each page is run from app.py as a link opens it:
once cold, then warm with the same filters (answers kept), then with filters that nobody asked for yet (answers anew).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from pages.parts import PAGES

REPORTS = 1_000
ROUNDS = 5


def warehouse(folder: Path, count: int) -> Path:
    """A warehouse with so many generated reports."""
    from data.examples import write_examples
    from etl.run import load

    reports = folder / "reports"
    reports.mkdir()
    write_examples(reports, count, seed=1)
    load([reports], folder / "warehouse", workers=os.cpu_count() or 1)
    return folder / "warehouse"


def run_ms(page: str, *, again: bool, **parameters: str) -> float:
    """Milliseconds that one run of a page takes: the first with these filters, or the same again."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=120)
    for key, value in ({"lang": "kk"} | parameters).items():
        app.query_params[key] = value
    app.switch_page(PAGES[page])
    if again:
        app.run()
    start = time.perf_counter()
    app.run()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ESEP_WAREHOUSE"] = str(warehouse(Path(folder), count))
        print(f"{count} reports; ms a script run, warm: median of {ROUNDS}; then with another filter")
        for page in PAGES:
            same = median(run_ms(page, again=True) for _ in range(ROUNDS))
            other = median(run_ms(page, again=False, years=str(2019 + year)) for year in range(ROUNDS))
            print(f"{page:16}{same:8.0f}{other:8.0f}")


if __name__ == "__main__":
    main()
