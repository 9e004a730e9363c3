"""What reading a PDF costs beside pdfplumber, cells for cells: python -m benchmarks.bench_pdf [FOLDER]

Both find the ruled tables of the same files and the words of each cell; ours then goes on to a whole Document. Without
a folder the files are those of the examples, or else made here, pages of the final report's ten columns. CPU time of
this process, rounds interleaved; the ratio is the median over rounds.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber

from benchmarks.bench_reading import cpu_ms
from etl.readers import pdf as reader
from etl.run import ROOT
from tests.pdf_builder import grid, pdf

ROUNDS = 11
FILES = 12
ROW = " | ".join(["1 міндет⏎Кездесу", "Семинар⏎өткізу", "2023 ж.", "Орал қ.", "25", "Білді", "Саны", "70", "85", "Иә"])


def cells(path: Path) -> list[object]:
    """Every table of the file, by pdfplumber."""
    with pdfplumber.open(path) as document:
        return [page.extract_tables() for page in document.pages]


def made(folder: Path) -> list[Path]:
    """Files of four pages each, a full table on each."""
    files = [folder / f"{number}.pdf" for number in range(FILES)]
    page = [ROW] * 11
    for path in files:
        path.write_bytes(pdf(*[lambda canvas: grid(canvas, page, 20, 20, width=56, height=32)] * 4))
    return files


def measure(files: list[Path]) -> None:
    """Print the ratio."""
    works: dict[str, Callable[[Path], object]] = {"etl.readers.pdf": reader.read, "pdfplumber": cells}
    for work in works.values():
        cpu_ms(work, files[:2])  # warm
    rounds = [{name: cpu_ms(work, files) for name, work in works.items()} for _ in range(ROUNDS)]
    ratios = sorted(one["pdfplumber"] / one["etl.readers.pdf"] for one in rounds)
    print(f"{len(files)} files, {ROUNDS} rounds, CPU ms a file (median)")
    for name in works:
        print(f"{name:18}{median(one[name] for one in rounds):9.1f} ms")
    print(f"pdfplumber costs {median(ratios):.1f} times as much [{ratios[0]:.1f}-{ratios[-1]:.1f}]")


def main() -> None:
    """Measure the files of a folder, of the examples, or made ones."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "examples" / "reports"
    files = sorted(folder.rglob("*.pdf"))[:FILES]
    if files:
        measure(files)
        return
    with tempfile.TemporaryDirectory() as made_here:
        measure(made(Path(made_here)))


if __name__ == "__main__":
    main()
