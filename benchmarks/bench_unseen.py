"""How reports are read whose labels no form lists: python -m benchmarks.bench_unseen [COUNT] [-v]

Made-up reports of all three forms in groups of paraphrases (data/examples/unseen_labels.toml): `tuned` was looked at
while the comparison of labels was made, `held_out` not; `fresh` and `kazakh` were written when it was done. Scored part
by part like the real reports; refused papers score 0. -v lists what was missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import get_args

from data.examples.unseen import Group, unseen
from etl import run
from etl.errors import ReportRefused
from etl.facts import as_facts
from tests.test_golden import parts

COUNT = 36


def scores(group: Group, count: int, misses: list[str] | None = None) -> dict[str, list[float]]:
    """The score of every report by part, 0 to 1; "read" is 1 where the report was not refused."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for example in unseen(count, group):
            path = Path(folder, f"{example.name}.docx")
            path.write_bytes(example.content)
            try:
                done = run.parse(path)
                facts = as_facts(done.report, done.outcomes)
            except ReportRefused as refused:
                facts = {}
                (misses if misses is not None else []).append(f"{example.name}: {refused}")
            found["read"].append(float(bool(facts)))
            for name, part in parts().items():
                missed: list[str] = []
                said = part(facts, example.truth, missed) if facts else 0.0
                if said is not None and name != "findings":
                    found[name].append(said)
                    if misses is not None:
                        misses += [f"{example.report.form} {example.name} {name}: {miss}" for miss in missed]
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    for group in get_args(Group):
        misses: list[str] = []
        found = scores(group, count, misses)
        told = "  ".join(f"{name} {100 * mean(said):.1f}" for name, said in found.items())
        overall = mean(mean(said) for name, said in found.items() if name != "read")
        print(f"{group}: {told}  mean {100 * overall:.1f}")
        if "-v" in sys.argv:
            print("\n".join(misses))


if __name__ == "__main__":
    main()
