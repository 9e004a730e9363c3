"""`python -m data.examples`: writes the example reports and the truth about them."""

import argparse
from pathlib import Path

from data.examples import DEFAULT_COUNT, DEFAULT_SEED, HERE, write_examples, write_truth


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m data.examples", description=__doc__)
    parser.add_argument("--count", type=int, default=DEFAULT_COUNT, help="how many reports (default %(default)s)")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="another seed, other reports")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for reports/ and truth/")
    options = parser.parse_args()
    reports = write_examples(options.out / "reports", options.count, options.seed)
    write_truth(options.out / "truth", options.count, options.seed)
    size = sum(path.stat().st_size for path in reports)
    print(f"{len(reports)} reports, {size / 1024:.0f} KB, in {options.out}")


if __name__ == "__main__":
    main()
