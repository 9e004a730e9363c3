"""What comparing the reports of a release costs: seconds and memory of publishing, by the number of reports.

    python -m benchmarks.bench_comparing [REPORTS ...]

Rows of made-up reports are repeated under other names, contracts and words up to the number asked for, and published;
then one more report is. Each size runs as a process of its own; memory is its high-water mark, as the system counts it.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.examples import examples
from etl import warehouse
from etl.document import Place, Text
from etl.extract import extract, recognise
from etl.passages import SHORTEST, passages
from etl.readers import read
from etl.rows import as_rows
from etl.rules import check
from etl.settle import settled
from etl.warehouse import Loaded

SIZES = (1_000, 10_000)
PARAGRAPHS = 20  # of 25 words and more in a report; the four real ones hold 7 to 45
COPIED = 0.02  # of the reports hold a paragraph of another
PATTERNS = 40


def patterns(folder: Path) -> list[dict[str, list[dict[str, Any]]]]:
    """The rows of some made-up reports."""
    found = []
    for example in examples(PATTERNS, seed=5):
        path = folder / example.file_name
        path.write_bytes(example.content)
        document = read(path)
        form = recognise(document, path)
        document = settled(document, form)
        report = extract(document, form)
        found.append(as_rows(report, check(report), document))
    return found


def reports(count: int, made: list[dict[str, list[dict[str, Any]]]], first: int = 0) -> Iterator[Loaded]:
    """That many reports: every pattern again under another contract, with paragraphs of its own and a few copied ones."""
    vocabulary = [f"с\u04e9з{number}" for number in range(30_000)]
    for number in range(first, first + count):
        rng = random.Random(number if rng_is_own(number) else number // 2)
        texts = [
            Text(" ".join(rng.choices(vocabulary, k=rng.randrange(SHORTEST, 60))), Place(900 + at))
            for at in range(PARAGRAPHS)
        ]
        rows = dict(made[number % len(made)])
        contract = {"contract_no": str(number // 2), "organisation_name": f"\u00ab{number // 2}\u00bb \u049boры"}
        rows["dim_report"] = [{**rows["dim_report"][0], **contract}]
        cells = [{"place": str(text.place), "block_no": text.place.block, "words": text.words} for text in texts]
        rows["source_cell"] = [*rows["source_cell"], *cells]
        rows["report_passage"] = list(passages(texts))
        yield Loaded(f"{number:016}".ljust(64, "0"), f"{number}.docx", "docx", True, rows)


def rng_is_own(number: int) -> bool:
    """Whether a report's paragraphs are its own; else they are those of its neighbour."""
    return number % round(1 / COPIED) != 0


def measure(count: int) -> None:
    """Print what publishing that many reports costs, and one more."""
    with tempfile.TemporaryDirectory() as folder:
        made = patterns(Path(folder))
        start = time.perf_counter()
        warehouse.publish(Path(folder), "rules", reports(count, made))
        first = time.perf_counter() - start
        start = time.perf_counter()
        warehouse.publish(Path(folder), "rules", reports(1, made, count))
        again = time.perf_counter() - start
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:6} reports: published in {first:.1f} s, one more in {again:.1f} s, {memory_mb:.0f} MB", flush=True)


def main() -> None:
    """Measure each size in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    for size in map(int, sys.argv[1:] or map(str, SIZES)):
        subprocess.run([sys.executable, "-m", "benchmarks.bench_comparing", "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
