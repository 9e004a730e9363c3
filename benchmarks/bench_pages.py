"""How long each page's script takes, and its queries alone: python -m benchmarks.bench_pages [REPORTS] [WAREHOUSE]

The reports are generated and loaded by the project's own loader, unless a warehouse is named. Each page is run from
app.py as a link opens it, with a filter that nobody asked for yet (answers anew), then again (answers kept). The queries
that the run asked are then asked once more by themselves, without any cache, in the same process: their ratio is what to
rely on, milliseconds are for orientation. A script is compiled once, as a server does. Limits: 3 times its queries; 150 ms on 1,000 reports, 300 ms on 10,000.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import local_script_runner

import metrics
from pages.parts import PAGES

REPORTS = 1_000
YEARS = (2020, 2021, 2022, 2023, 2024)  # one run each: the examples have reports of all
Query = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def warehouse(folder: Path, count: int) -> Path:
    """A warehouse with so many generated reports."""
    from data.examples import write_examples
    from etl.run import load

    reports = folder / "reports"
    reports.mkdir()
    write_examples(reports, count, seed=1)
    load([reports], folder / "warehouse", workers=os.cpu_count() or 1)
    return folder / "warehouse"


@contextmanager
def overheard() -> Iterator[list[Query]]:
    """The queries that are asked meanwhile."""
    heard: list[Query] = []
    kept = metrics.ask, metrics.ask_page

    def listening(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*positional: Any, **named: Any) -> Any:
            heard.append((ask, positional, named))
            return ask(*positional, **named)

        return asked

    metrics.ask, metrics.ask_page = map(listening, kept)
    yield heard
    metrics.ask, metrics.ask_page = kept


def timed_ms(does: Callable[[], object]) -> float:
    """Milliseconds of processor time that a call takes, in all threads."""
    start = time.process_time()  # not the clock: other work on the machine does not count
    does()
    return (time.process_time() - start) * 1000


@contextmanager
def timed_scripts() -> Iterator[list[float]]:
    """Milliseconds of each run of a script meanwhile, without what the test's own browser makes of its messages."""
    taken: list[float] = []
    run = ScriptRunner._run_script

    def timed(*positional: Any, **named: Any) -> None:
        taken.append(timed_ms(lambda: run(*positional, **named)))

    ScriptRunner._run_script = timed  # type: ignore[method-assign]
    yield taken
    ScriptRunner._run_script = run  # type: ignore[method-assign]


@contextmanager
def compiled_once() -> Iterator[None]:
    """The scripts' bytecode is kept meanwhile: a server keeps it, the test's browser compiles it at every page."""
    kept = ScriptCache()
    made = local_script_runner.ScriptCache
    local_script_runner.ScriptCache = lambda: kept  # type: ignore[assignment, misc]
    yield
    local_script_runner.ScriptCache = made  # type: ignore[misc]


def page_ms(page: str, year: int) -> tuple[float, float, float]:
    """Milliseconds of a page's first run with a filter, of its queries alone, and of its second run."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=120)
    for key, value in {"lang": "kk", "years": str(year)}.items():
        app.query_params[key] = value
    app.switch_page(PAGES[page])
    with overheard() as heard, timed_scripts() as scripts:
        app.run()
    queries = timed_ms(lambda: [ask(*positional, **named) for ask, positional, named in heard])
    with timed_scripts() as again:
        app.run()
    return sum(scripts), queries, sum(again)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as folder, compiled_once():
        os.environ["ESEP_WAREHOUSE"] = sys.argv[2] if len(sys.argv) > 2 else str(warehouse(Path(folder), count))
        page_ms("overview", 2019)  # imports, and the handle on the release
        print(
            f"{count} reports; ms of processor time, median of {len(YEARS)} filters: first run, its queries alone, ratio; run again"
        )
        for page in PAGES:
            runs = [page_ms(page, year) for year in YEARS]
            first, queries, again = (median(column) for column in zip(*runs, strict=True))
            print(f"{page:16}{first:8.0f}{queries:8.0f}{median(f / q for f, q, _ in runs):8.1f}{again:8.0f}")


if __name__ == "__main__":
    main()
