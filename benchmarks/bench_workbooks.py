"""What reading a workbook costs beside calamine alone: python -m benchmarks.bench_workbooks [FOLDER]

The reference opens the workbook and takes each sheet's values and merged ranges. CPU time of this process, the same files
in each round, rounds interleaved; the ratio is the median over rounds. Without a folder, made-up reports are
written as workbooks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from python_calamine import CalamineWorkbook

from benchmarks.bench_reading import compare
from data.examples import examples, written
from etl.readers import xlsx
from etl.run import parse

ROUNDS, FILES = 9, 24


def calamine_alone(path: Path) -> list[object]:
    """Values and merged ranges of every sheet."""
    with CalamineWorkbook.from_path(path) as workbook:
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        return [(sheet.to_python(), sheet.merged_cell_ranges) for sheet in sheets]


def main() -> None:
    """Print the ratios."""
    with TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        if folder == Path(made):
            for example in examples(FILES):
                (folder / f"{example.name}.xlsx").write_bytes(written(example.document, "xlsx", Random(example.name)))
        measure(sorted(folder.rglob("*.xlsx")))


def measure(files: list[Path]) -> None:
    """Print the ratios for those files."""
    works: dict[str, Callable[[Path], object]] = {
        "calamine alone": calamine_alone,
        "Document": xlsx.read,
        "checked Report": parse,
    }
    print(f"{len(files)} workbooks, {ROUNDS} rounds, CPU ms a file and ratio to calamine alone (median, min-max)")
    compare(works, files, ROUNDS)


if __name__ == "__main__":
    main()
