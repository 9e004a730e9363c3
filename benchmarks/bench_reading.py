"""What reading costs beside the least that any reader must do: python -m benchmarks.bench_reading [FOLDER]

The reference unzips, parses with lxml and walks every paragraph, row and cell once, keeping text and merges. CPU time of
this process, the same files in each round, rounds interleaved; the ratio is the median over rounds.
"""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lxml import etree

from etl.readers import docx
from etl.run import ROOT, parse

ROUNDS = 7
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain_walk(path: Path) -> list[object]:
    """Text, tables, cells and merges of a Word file, by the shortest correct walk."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    return [_table(element) if element.tag == _W + "tbl" else _text(element) for element in body]


def _text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(_W + "t"))


def _table(table: etree._Element) -> list[list[tuple[str, str | None, str | None]]]:
    rows = []
    for row in table.iter(_W + "tr"):
        cells = []
        for cell in row.iter(_W + "tc"):
            properties = cell.find(_W + "tcPr")
            span = merge = None
            if properties is not None:
                spans, merges = properties.find(_W + "gridSpan"), properties.find(_W + "vMerge")
                span = spans.get(_W + "val") if spans is not None else None
                merge = merges.get(_W + "val", "continue") if merges is not None else None
            paragraphs = [_text(paragraph) for paragraph in cell.iter(_W + "p")]
            cells.append(("\n".join(paragraphs), span, merge))
        rows.append(cells)
    return rows


def cpu_ms(work: Callable[[Path], object], files: list[Path]) -> float:
    """CPU milliseconds a file."""
    start = time.process_time()
    for path in files:
        work(path)
    return (time.process_time() - start) / len(files) * 1000


def main() -> None:
    """Print the ratios."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "examples" / "reports"
    files = sorted(folder.rglob("*.docx"))[:40]
    works: dict[str, Callable[[Path], object]] = {
        "plain walk": plain_walk,
        "Document": docx.read,
        "checked Report": parse,
    }
    print(f"{len(files)} files, {ROUNDS} rounds, CPU ms a file and ratio to the plain walk (median, min-max)")
    compare(works, files, ROUNDS)


def compare(works: dict[str, Callable[[Path], object]], files: list[Path], count: int) -> None:
    """Print what each work costs and its ratio to the first of them, over that many rounds, interleaved."""
    for work in works.values():
        cpu_ms(work, files)  # warm
    rounds = [{name: cpu_ms(work, files) for name, work in works.items()} for _ in range(count)]
    reference = next(iter(works))
    for name in works:
        ratios = sorted(one[name] / one[reference] for one in rounds)
        print(
            f"{name:16}{median(one[name] for one in rounds):8.2f} ms  {median(ratios):5.2f}  [{ratios[0]:.2f}-{ratios[-1]:.2f}]"
        )


if __name__ == "__main__":
    main()
