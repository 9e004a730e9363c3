"""Damaged reports by the thousand: python -m benchmarks.fuzz_reading --count 10000 [--first SEED] [--seconds 60]

Takes the examples (and the real reports where they lie beside the project), damages each in a way that its seed decides,
and reads, checks and lays out what is left. A report may be read or refused, and nothing else: exit code 1 if one ends
in another error or takes too long. `--first SEED --count 1 --keep FILE` does one again and keeps the damaged file.
`--office` damages .doc, .odt and .rtf files instead, made of the Word examples; LibreOffice takes a second for each.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from tqdm import tqdm

from etl.errors import ReportRefused
from etl.facts import as_facts
from etl.readers import READERS
from etl.rows import as_rows
from etl.run import ROOT, parse

SOURCES = (ROOT / "data" / "examples" / "reports", ROOT.parent / "shared" / "reports")
_SEEDS_SHOWN = 5


class TooSlow(BaseException):
    """A report took longer than allowed; no Exception, so that no reader takes it for one of its own."""


# --- damage -------------------------------------------------------------------------------------------------


def damaged(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    """The bytes of a report with some damage; `other` is a report to take foreign pieces from."""
    if raw.startswith(b"PK") and chance.random() < 0.85:
        return _damaged_package(raw, chance)
    try:
        words = raw.decode()
    except UnicodeDecodeError:
        return _damaged_bytes(raw, other, chance)
    return _damaged_lines(words, chance).encode() if chance.random() < 0.8 else _damaged_bytes(raw, other, chance)


def _damaged_bytes(raw: bytes, other: bytes, chance: random.Random) -> bytes:
    made = bytearray(raw)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:]
            case 2:
                del made[at : at + chance.randrange(1, 200)]
            case 3:
                start = chance.randrange(len(other) + 1)
                made[at:at] = other[start : start + chance.randrange(1, 400)]
            case _:
                made[at:at] = chance.randbytes(chance.randrange(1, 40))
    return bytes(made)


def _damaged_package(raw: bytes, chance: random.Random) -> bytes:
    """A zip with damage in the XML of its largest parts; a part may be gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        parts = [part for part in old.infolist() if part.filename.endswith((".xml", ".rels"))]
        largest = max(parts, key=lambda part: part.file_size).filename
        chosen = {largest} if chance.random() < 0.9 else {largest, chance.choice(parts).filename}
        for part in old.infolist():
            content = old.read(part)
            if part.filename in chosen:
                content = _damaged_xml(content, chance)
            if part.filename == largest or chance.random() > 0.01:
                new.writestr(part.filename, content)
    return made.getvalue()


def _damaged_xml(xml: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(xml)
    for _ in range(chance.choice((1, 3, 10, 40))):
        elements = list(root.iter("*"))
        chance.choice(_XML_DAMAGE)(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)


def _drop(one: etree._Element, _other: etree._Element, _chance: random.Random) -> None:
    if (parent := one.getparent()) is not None and parent.getparent() is not None:
        parent.remove(one)


def _double(one: etree._Element, _other: etree._Element, _chance: random.Random) -> None:
    if (parent := one.getparent()) is not None and len(one) < 200:
        parent.insert(parent.index(one), etree.fromstring(etree.tostring(one)))


def _move(one: etree._Element, other: etree._Element, _chance: random.Random) -> None:
    if one.getparent() is not None and one not in other.iterancestors() and one is not other:
        other.append(one)


def _swap_words(one: etree._Element, other: etree._Element, _chance: random.Random) -> None:
    one.text, other.text = other.text, one.text


def _swap_cells(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    row = next((around for around in one.iterancestors() if len(around) > 2), None)
    if row is not None:
        row.insert(chance.randrange(len(row)), row[-1])


def _lose_letters(one: etree._Element, _other: etree._Element, chance: random.Random) -> None:
    if one.text:
        at = chance.randrange(len(one.text))
        one.text = one.text[:at] + chance.choice(("", "\u00a0", "²", "9" * 30, "№")) + one.text[at + 1 :]


def _change_attribute(one: etree._Element, _other: etree._Element, chance: random.Random) -> None:
    if one.attrib:
        one.set(chance.choice(list(one.attrib)), chance.choice(("", "0", "-1", "99999999999", "continue", "²", "x")))


def _rename(one: etree._Element, other: etree._Element, _chance: random.Random) -> None:
    one.tag = other.tag


_XML_DAMAGE: Sequence[Callable[[etree._Element, etree._Element, random.Random], None]] = (
    _drop,
    _drop,
    _double,
    _move,
    _swap_words,
    _swap_cells,
    _lose_letters,
    _lose_letters,
    _change_attribute,
    _rename,
)


def _damaged_lines(words: str, chance: random.Random) -> str:
    lines = words.split("\n")
    for _ in range(chance.choice((1, 3, 10, 60))):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randrange(len(line) + 1)
        match chance.randrange(9):
            case 0:
                del lines[at]
            case 1:
                lines.insert(chance.randrange(len(lines)), line)
            case 2:
                lines[at : at + 1] = [line[:cut], line[cut:]]
            case 3:
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
            case 4:
                lines[at] = line[:cut] + line[cut + 1 : cut + 2] + line[cut : cut + 1] + line[cut + 2 :]
            case 5:
                lines[at] = line.replace("\t", chance.choice(("", " ", "\t\t")))
            case 6:
                lines[at] = line.replace("|", chance.choice(("", " ", "||")))
            case 7:
                lines[at] = (
                    line[:cut] + chance.choice(("²", "9" * 30, "№", "31.02.2023", "\f", "</p>", "-")) + line[cut:]
                )
            case _:
                lines[at] = line[:cut] + line[cut + chance.randrange(1, 9) :]
        lines = lines or [""]
    return "\n".join(lines)


# --- reading ------------------------------------------------------------------------------------------------


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TooSlow in what runs longer."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def outcome(path: Path, seconds: float) -> tuple[str, str]:
    """What became of the report, and the traceback if that is neither read nor refused."""
    try:
        with at_most(seconds):
            done = parse(path)
            json.dumps(as_facts(done.report, done.outcomes))
            json.dumps(as_rows(done.report, done.outcomes, done.document))
    except ReportRefused as refusal:
        return f"refused: {refusal.reason}", ""
    except TooSlow:
        return f"slower than {seconds:g} s", traceback.format_exc()
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"crashed: {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}", traceback.format_exc()
    return "read", ""


def office_samples(folder: Path) -> list[Path]:
    """Some of the Word examples as files of other word processors."""
    words = sorted((ROOT / "data" / "examples" / "reports").glob("*.docx"))[::12]
    for kind in ("doc", "odt", "rtf"):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(folder), *map(str, words)], check=True, capture_output=True)
    return sorted(path for path in folder.iterdir() if path.suffix in (".doc", ".odt", ".rtf"))


def samples_of(folders: Sequence[Path]) -> list[Path]:
    """The reports in the folders."""
    return sorted(
        path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in READERS and path.is_file()
    )


def main() -> int:
    """Damage, read and count; 1 if a report was neither read nor refused."""
    chosen = _arguments()
    counts: Counter[str] = Counter()
    seeds: dict[str, list[int]] = defaultdict(list)
    traces: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as made:
        samples = office_samples(Path(made)) if chosen.office else samples_of(SOURCES)
        for seed in tqdm(range(chosen.first, chosen.first + chosen.count), unit="report", disable=None):
            chance = random.Random(seed)
            sample, other = chance.choice(samples), chance.choice(samples)
            path = chosen.keep or Path(folder) / f"report{sample.suffix}"
            path.write_bytes(damaged(sample.read_bytes(), other.read_bytes(), chance))
            what, trace = outcome(path, chosen.seconds)
            counts[what] += 1
            if trace:
                seeds[what].append(seed)
                traces.setdefault(what, f"{sample.name}\n{trace}")
    _print(counts, seeds, traces)
    return 1 if seeds else 0


def _print(counts: Counter[str], seeds: dict[str, list[int]], traces: dict[str, str]) -> None:
    for what, trace in traces.items():
        print(f"--- {what}: seeds {', '.join(map(str, seeds[what][:_SEEDS_SHOWN]))}; the first is of {trace}")
    for what, count in counts.most_common():
        print(f"{count:7}  {what}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_reading", description=str(__doc__).split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    parser.add_argument(
        "--seconds",
        type=float,
        default=60,
        help="allowed for one report: a page that has lost its text is recognised, at seconds a page",
    )
    parser.add_argument("--office", action="store_true", help="files of other word processors")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="where the damaged report is left (with --count 1)")
    return parser.parse_args()


if __name__ == "__main__":
    warnings.simplefilter("error")
    sys.exit(main())
