"""How long each page's script takes, and its queries alone: python -m benchmarks.bench_pages [REPORTS] [WAREHOUSE]

The reports are generated and loaded by the project's own loader, unless a warehouse is named. Each page is run from
app.py as a link opens it, with a filter that nobody asked for yet (answers anew), then again (answers kept). The queries
that the run asked are then asked once more by themselves, without any cache, in the same process: their ratio is what to
rely on, and instructions from one version to the next; milliseconds are for orientation. A script is compiled once, as a
server does. Limits: 3 times its queries; 150 ms on 1,000 reports, 300 ms on 10,000.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import local_script_runner

import metrics
from benchmarks.cost import Cost, cost
from pages.parts import PAGES, view

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


@contextmanager
def measured_scripts() -> Iterator[list[Cost]]:
    """What each run of a script costs meanwhile, without what the test's own browser makes of its messages."""
    taken: list[Cost] = []
    run = ScriptRunner._run_script

    def measured(*positional: Any, **named: Any) -> None:
        taken.append(cost(lambda: run(*positional, **named)))

    ScriptRunner._run_script = measured  # type: ignore[method-assign]
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


def forget() -> None:
    """Forget the answers about a selection, and what was made of them: pages that were measured before have asked some of the same."""
    for kept in (view._answer, view._row, view._grouped, view._page, view._figure, view._made):
        answers = kept.cache  # type: ignore[attr-defined]
        for key in [key for key in answers if metrics.EVERYTHING not in key]:
            del answers[key]


def page_cost(page: str, year: int) -> tuple[Cost, Cost, Cost]:
    """What a page's first run with a filter costs, its queries alone, and its second run."""
    from streamlit.testing.v1 import AppTest

    forget()
    app = AppTest.from_file(str(Path(__file__).parents[1] / "app.py"), default_timeout=120)
    for key, value in {"lang": "kk", "years": str(year)}.items():
        app.query_params[key] = value
    app.switch_page(PAGES[page])
    with overheard() as heard, measured_scripts() as first:
        app.run()
    queries = cost(lambda: [ask(*positional, **named) for ask, positional, named in heard])
    with measured_scripts() as again:
        app.run()
    return summed(first), queries, summed(again)


def summed(costs: Sequence[Cost]) -> Cost:
    """What several runs cost together."""
    return Cost(*map(sum, zip(*costs, strict=True)))


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as folder, compiled_once():
        os.environ["ESEP_WAREHOUSE"] = sys.argv[2] if len(sys.argv) > 2 else str(warehouse(Path(folder), count))
        page_cost("overview", 2019)  # imports, and the handle on the release
        print(f"{count} reports, median of {len(YEARS)} filters: first run, its queries alone, their ratio; run again")
        print(f"{'':16}{'ms of processor time':^32}{'millions of instructions':^36}")
        for page in PAGES:
            runs = [page_cost(page, year) for year in YEARS]
            print(f"{page:16}{''.join(told([[part[at] for part in run] for run in runs]) for at in (0, 1))}")


def told(runs: Sequence[Sequence[float]]) -> str:
    """One measure of a page's runs, as it is printed."""
    first, queries, again = (median(column) for column in zip(*runs, strict=True))
    return f"{first:8.0f}{queries:8.0f}{median(first / queries for first, queries, _ in runs):8.1f}{again:8.0f}    "


if __name__ == "__main__":
    main()
