"""How long the search takes on 10,000 reports of the size of real ones: python -m benchmarks.bench_search [REPORTS]

The reports are noise with the shape of language: Kazakh and Russian words of the made-up reports and as many invented
ones, every one in dozens of inflected forms, as often as Zipf's law has it; about 2,000 words a report. Printed are what
the index costs (its building within a load, its place on disk, its first use) and the times of queries, from the typed
words to the first ten projects with their places; each query once, as answers are kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Final

import duckdb
import numpy as np

import metrics
from tests import made_up_warehouse
from tests.made_up_warehouse import ACTIVITIES, TASKS, TITLES, Rows

REPORTS: Final = 10_000
STEMS: Final = 8_000
QUERIES: Final = 60
MISTYPED: Final = 4  # every so many'th query
SHOWN: Final = 10  # projects on a page of found ones
KAZAKH: Final = [
    "",
    "лар",
    "ы",
    "тың",
    "ға",
    "да",
    "дан",
    "ды",
    "лары",
    "ларының",
    "ларға",
    "ларды",
    "ының",
    "ына",
    "ында",
    "ынан",
    "мен",
    "лармен",
    "лық",
    "дағы",
    "шы",
    "шылар",
    "сыз",
]
RUSSIAN: Final = [
    "",
    "а",
    "у",
    "ом",
    "е",
    "ы",
    "ов",
    "ам",
    "ами",
    "ах",
    "ный",
    "ного",
    "ные",
    "ных",
    "ским",
    "ство",
    "ства",
    "ением",
]
TEXTS: Final = {
    "task": (4, 10),
    "activity": (15, 30),
    "partner": (4, 8),
    "result": (9, 150),
}  # how many, of how many words
EDITIONS: Final = Path(__file__).parents[1] / "etl" / "search.sql"


def spoken(random: Random) -> list[str]:
    """Every form of every word; the most frequent first are the words of the made-up reports."""
    known = [word for text in (*TITLES, *TASKS, *ACTIVITIES) for word in text.lower().split() if len(word) > 3]
    syllables = [
        a + b for a in "бгдйклмнпрстқшж" for b in ("а", "ы", "о", "ұ", "е", "і", "ар", "ер", "ал", "ен", "у", "и")
    ]
    invented = ["".join(random.choices(syllables, k=random.choice((2, 2, 3, 3, 4)))) for _ in range(STEMS)]
    forms = [
        stem + ending for stem in (*dict.fromkeys(known), *invented) for ending in random.choice((KAZAKH, RUSSIAN))
    ]
    random.shuffle(forms)
    return forms


def build(folder: Path, count: int) -> Path:
    """A release of so many reports with their texts, without an index."""
    random, numbers = Random(5), np.random.default_rng(5)
    forms = np.array(spoken(random))
    chances = np.cumsum(1 / np.arange(3, len(forms) + 3) ** 1.05)
    rows = Rows()
    made_up_warehouse.add_release(rows, 1)
    made_up_warehouse.add_regions(rows)

    total = sum(many * words for many, words in TEXTS.values()) + 22
    for at in range(count):
        drawn = iter(forms[np.searchsorted(chances, numbers.random(total) * chances[-1])].tolist())
        take = lambda words, drawn=drawn: " ".join(next(drawn) for _ in range(words))  # noqa: E731
        report = f"{at:016x}"
        rows.add("dim_project", project_key=f"p{at}", key_rule="file")
        rows.add(
            "dim_report", report_id=report, project_key=f"p{at}", file_sha256=report, file_name=f"{at}.docx", file_kind="docx",
            is_example=True, form_code="final", language_code="kk", organisation_name=take(4), project_title=take(8),
            project_goal=take(10), version_no=1, loaded_at=made_up_warehouse.datetime(2026, 1, 1), is_latest=True,
            finding_count=0, error_count=0,
        )  # fmt: skip
        for seq in range(TEXTS["task"][0]):
            rows.add("fact_task", report_id=report, task_seq=seq, is_fixed=False, title=take(10), title_place="1")
        for seq in range(TEXTS["activity"][0]):
            rows.add("fact_activity", report_id=report, activity_seq=seq, title=take(10), result_text=take(20), title_place="1",
                     year_inferred=False, is_online=False, counts_people=True)  # fmt: skip
        for seq in range(TEXTS["partner"][0]):
            rows.add("report_partner", report_id=report, partner_seq=seq, name=take(4), role=take(4), place="1")
        for seq in range(TEXTS["result"][0]):
            rows.add("report_section", report_id=report, section_seq=seq, section="results", words=take(150), place="1")
    return made_up_warehouse.write(folder, rows)


def queries(path: Path, words: int, random: Random) -> list[str]:
    """Words as the reports have them, the frequent as well as the rare; every fourth has a typing error."""
    with duckdb.connect(str(path), read_only=True) as connection:
        known = [
            word for (word,) in connection.execute("select word from search_word where length(word) > 4").fetchall()
        ]
    frequent = [word for text in (*TITLES, *TASKS) for word in text.split() if len(word) > 4]
    asked = [
        [random.choice(frequent if random.random() < 0.7 else known) for _ in range(words)] for _ in range(QUERIES)
    ]
    for one in asked[::MISTYPED]:
        one[0] = one[0][:2] + one[0][3] + one[0][2] + one[0][4:]
    return [" ".join(one) for one in asked]


def query_ms(text: str, at: metrics.Snapshot) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor, from typed words to the first ten projects with their places."""
    started, busy = time.perf_counter(), time.process_time()
    forms = metrics.forms_of(text, at)
    found = metrics.ask("project_search", at=at, forms=forms)
    shown = found.head(SHOWN)
    parts = sorted({part for best in shown["best_parts"] for part in best})
    metrics.ask("search_places", at=at, forms=forms, reports=list(shown["report_id"]), parts=parts)
    return (time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000


def index_s(path: Path) -> tuple[float, float, tuple[int, ...]]:
    """Seconds to index the whole release anew, megabytes of the index, and how many words and rows it has."""
    copy = path.with_suffix(".copy")
    with duckdb.connect(str(copy)) as connection:
        connection.execute(f"attach '{path}' as whole (read_only)")
        for (table,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'whole'"
        ).fetchall():
            kept = "where false" if table.startswith("search_") else ""
            connection.execute(f"create table {table} as from whole.{table} {kept}")
        [(view,)] = connection.execute(
            "select sql from duckdb_views() where database_name = 'whole' and not internal"
        ).fetchall()
        connection.execute(view.replace("whole.", ""))
        connection.execute("checkpoint")
        before = copy.stat().st_size
        started = time.perf_counter()
        connection.execute(EDITIONS.read_text(encoding="utf-8"))
        connection.execute("checkpoint")
        took = time.perf_counter() - started
        counts = connection.execute(
            "select (select count(*) from search_word), (select count(*) from search_posting)"
        ).fetchall()[0]
    size = copy.stat().st_size - before
    copy.unlink()
    return took, size / 1e6, counts


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as folder:
        path = build(Path(folder), count)
        took, size, (words, postings) = index_s(path)
        print(
            f"{count} reports; index: {words} words, {postings} rows, built in {took:.1f} s, {size:.0f} MB of {path.stat().st_size / 1e6:.0f}"
        )
        at = metrics.current(Path(folder))
        metrics.ask("release_info", at=at)
        print(f"first search, which reads the words: {query_ms('ауыл', at)[0]:.0f} ms")
        for number in (1, 3):
            times = [query_ms(text, at) for text in queries(path, number, Random(number))]
            clock, busy = zip(*times, strict=True)
            print(f"{number} word{'s' * (number > 1)}: p50 {_quantiles(clock)}; processor {_quantiles(busy)}")
            print(
                f"  with a typing error: p50 {_quantiles(clock[::MISTYPED])}; processor {_quantiles(busy[::MISTYPED])}"
            )


def _quantiles(times: Sequence[float]) -> str:
    return f"{median(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms"


if __name__ == "__main__":
    main()
