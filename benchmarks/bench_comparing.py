"""What comparing the reports of a release costs: processor seconds and memory of publishing, by the number of reports.

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
from itertools import product
from pathlib import Path

from data.examples import examples
from etl import warehouse
from etl.document import Place, Text
from etl.extract import extract
from etl.passages import SHORTEST, passages
from etl.readers import read
from etl.recognise import recognise
from etl.rows import Rows, as_rows
from etl.rules import check
from etl.settle import settled
from etl.warehouse import Loaded

SIZES = (1_000, 10_000)
PARAGRAPHS = 20  # of 25 words and more in a report; the four real ones hold 15 to 23
COPIED_EVERY = 50  # reports: one of so many holds a paragraph of another
PATTERNS = 40
VOCABULARY = [
    "".join(letters)
    for letters in product(
        "\u0431\u0434\u043b\u043c\u0441\u0442",
        "\u0430\u0435\u043e\u044b",
        "\u0440\u043d\u043b\u0437\u0448",
        "\u0430\u0443\u0456",
        "\u043c\u0434\u0440",
    )
]


def patterns(folder: Path) -> list[Rows]:
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


def reports(count: int, made: list[Rows], first: int = 0) -> Iterator[Loaded]:
    """That many reports, two a project: every pattern again with figures, links and paragraphs of its own, a few copied."""
    for number in range(first, first + count):
        project = number // 2
        rows = dict(made[project % len(made)])
        named = {
            "contract_no": str(project),
            "organisation_name": f"\u00ab{project}\u00bb \u049boры",
            "form_code": "final",
        }
        rows["dim_report"] = [{**rows["dim_report"][0], **named, "contract_date": "2023-03-01"}]
        rows["fact_participants"] = [
            {**row, "people_count": row["people_count"] and row["people_count"] + project}
            for row in rows["fact_participants"]
        ]
        rows["fact_indicator"] = [
            {**row, "fact_value": row["fact_value"] and row["fact_value"] + number} for row in rows["fact_indicator"]
        ]
        rows["report_link"] = [{**row, "url": f"{row['url']}/{project}"} for row in rows["report_link"]]
        rows["report_contact_list"] = []
        texts = list(_paragraphs(number))
        cells = [{"place": str(text.place), "block_no": text.place.block, "words": text.words} for text in texts]
        rows["source_cell"] = [*rows["source_cell"], *cells]
        rows["report_passage"] = list(passages(texts))
        yield Loaded(f"{number:016}".ljust(64, "0"), f"{number}.docx", "docx", True, rows)


def _paragraphs(number: int) -> Iterator[Text]:
    """A report's paragraphs: its own, or every fiftieth time one of the report eleven before."""
    for at in range(PARAGRAPHS):
        is_copied = at == 0 and number % COPIED_EVERY == 0
        rng = random.Random(PARAGRAPHS * (number - 11 if is_copied else number) + (1 if is_copied else at))
        yield Text(" ".join(rng.choices(VOCABULARY, k=rng.randrange(SHORTEST, 60))), Place(900 + at))


def measure(count: int) -> None:
    """Print what publishing that many reports costs, and one more."""
    with tempfile.TemporaryDirectory() as folder:
        made = patterns(Path(folder))
        start = time.process_time()
        warehouse.publish(Path(folder), "rules", reports(count, made))
        first = time.process_time() - start
        start = time.process_time()
        warehouse.publish(Path(folder), "rules", reports(1, made, count))
        again = time.process_time() - start
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:6} reports: made up and published in {first:.1f} s, one more in {again:.1f} s of processor time, {memory_mb:.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure each size in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    for size in map(int, sys.argv[1:] or map(str, SIZES)):
        subprocess.run([sys.executable, "-m", "benchmarks.bench_comparing", "--one", str(size)], check=True)


if __name__ == "__main__":
    main()
