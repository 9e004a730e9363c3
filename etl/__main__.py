"""The command line: python -m etl parse | show | load | releases | template."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from etl import run, shown, warehouse
from etl import template as forms_to_fill
from etl.errors import ReportRefused
from etl.facts import as_facts

_WAREHOUSE = Path(os.environ.get("ESEP_WAREHOUSE") or run.ROOT / "data" / "warehouse")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if a report was refused (the others are loaded), 2 for a wrong call."""
    chosen = _arguments().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except ReportRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"etl: {error}", file=sys.stderr)
        return 2


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Reads grant reports into the warehouse.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parse = commands.add_parser("parse", help="print what one report says")
    parse.add_argument("file", type=Path)
    parse.add_argument("--json", action="store_true", help="all facts, findings and places as one JSON object")
    parse.set_defaults(run=_parse)
    show = commands.add_parser("show", help="print a report as it was read, or one place of it in its surroundings")
    show.add_argument("file", type=Path)
    show.add_argument(
        "--place",
        metavar="PLACE",
        help="12/4/3: table 12, row 4, column 3; 7: paragraph or table 7; 12/4/3:0-5: these characters",
    )
    show.set_defaults(run=_show)
    load = commands.add_parser("load", help="read files, folders and zips into a new release")
    load.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    load.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    load.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    load.add_argument("--replace", action="store_true", help="the new release holds these reports only")
    load.set_defaults(run=_load)
    releases = commands.add_parser("releases", help="list the releases that are kept")
    releases.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    releases.set_defaults(run=_releases)
    template = commands.add_parser("template", help="write a form as an Excel workbook to fill in")
    template.add_argument("file", type=Path, metavar="OUT.xlsx")
    template.add_argument("--form", choices=forms_to_fill.codes(), default="final")
    template.add_argument("--lang", choices=forms_to_fill.LANGUAGES, default="kk")
    template.set_defaults(run=_template)
    return parser


def _template(chosen: argparse.Namespace) -> int:
    chosen.file.write_bytes(forms_to_fill.template(chosen.form, chosen.lang))
    print(f"{chosen.file}: {chosen.form}, {chosen.lang}")
    return 0


def _parse(chosen: argparse.Namespace) -> int:
    done = run.parse(_file(chosen))
    facts = as_facts(done.report, done.outcomes)
    if chosen.json:
        print(json.dumps(facts, ensure_ascii=False))
        return 0
    counts = {
        name: len(facts[name]) for name in ("tasks", "activities", "indicators", "effects", "partners", "findings")
    }
    print(
        f"{chosen.file.name}: {facts['form']}, {facts['language']}; "
        + ", ".join(f"{n} {name}" for name, n in counts.items())
    )
    for finding in facts["findings"]:
        print(
            f"  {finding['severity']:8}{finding['rule']:28}{finding['place'] or '-':12}{json.dumps(finding['values'], ensure_ascii=False)}"
        )
    return 0


def _show(chosen: argparse.Namespace) -> int:
    document, form = run.as_read(_file(chosen))
    if chosen.place is None:
        lines = shown.whole(document)
    else:
        lines = shown.around(document, form, chosen.place)
    try:
        said = "\n".join(lines)
    except KeyError:
        print(f"etl: {chosen.file.name} has no place {chosen.place}", file=sys.stderr)
        return 2
    print(f"{chosen.file.name}: {said}" if chosen.place else said)
    return 0


def _file(chosen: argparse.Namespace) -> Path:
    file: Path = chosen.file
    if not file.is_file():
        raise FileNotFoundError(f"{file}: no such file")
    return file


def _load(chosen: argparse.Namespace) -> int:
    for path in chosen.paths:
        if not path.exists():
            raise FileNotFoundError(f"{path}: no such file or folder")
    files = run.report_files(chosen.paths)
    with tqdm(total=len(files), unit="report", disable=len(files) < 5 or not sys.stderr.isatty()) as bar:

        def say(result: run.Result) -> None:
            bar.write(_line(result))
            bar.update()

        done = run.load(chosen.paths, chosen.warehouse, workers=chosen.workers, replace=chosen.replace, progress=say)
    refused = sum(result.refusal is not None for result in done.results)
    read = len(done.results) - refused
    if done.release_no is None:
        print(f"{read} read, {refused} refused; nothing new, the release in force stays")
    else:
        print(f"{read} read, {refused} refused; release {done.release_no} is in force")
    return 1 if refused else 0


def _line(result: run.Result) -> str:
    if result.refusal is not None:
        return f"refused  {result.message}"
    what = f"{result.form}, {result.language}, {result.indicators} indicators, {result.findings} findings"
    return f"read     {result.path.name}: {what}"


def _releases(chosen: argparse.Namespace) -> int:
    kept = warehouse.releases(chosen.warehouse)
    if not kept:
        print(f"no release in {chosen.warehouse}; load one: python -m etl load PATH")
        return 0
    print("release  published (UTC)      reports  refused  findings")
    for release in kept:
        mark = "  in force" if release.is_current else ""
        time = f"{release.published_at:%Y-%m-%d %H:%M:%S}"
        print(
            f"{release.number:7}  {time}  {release.report_count:7}  {release.refused_count:7}  {release.finding_count:8}{mark}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
