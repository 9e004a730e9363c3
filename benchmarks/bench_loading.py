"""What a load costs: reports a second, one worker against two, and the memory of the loading process.

    python -m benchmarks.bench_loading [REPORTS]

Each load runs as a process of its own into a fresh warehouse; memory is its own high-water mark, as the system counts it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.examples import write_examples

REPORTS = 300


def load(reports: Path, warehouse: Path, workers: int) -> float:
    """Seconds that a load takes on the wall."""
    start = time.perf_counter()
    command = [
        sys.executable,
        "-m",
        "etl",
        "load",
        str(reports),
        "--warehouse",
        str(warehouse),
        "--workers",
        str(workers),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder, "reports")
        reports.mkdir()
        write_examples(reports, count, seed=1)
        one = load(reports, Path(folder, "one"), 1)
        memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        two = load(reports, Path(folder, "two"), 2)
        again = load(reports, Path(folder, "two"), 2)
    print(
        f"{count} reports: one worker {one:.1f} s, two {two:.1f} s ({one / two:.2f} times), nothing new {again:.1f} s"
    )
    print(f"memory of the loading process: {memory_mb:.0f} MB")


if __name__ == "__main__":
    main()
