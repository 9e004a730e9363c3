"""The command line: python -m etl parse | show | load | watch | publish | releases | rollback | template."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from etl import archive, awards, releases, run, shown, trail, warehouse, watch
from etl import template as forms_to_fill
from etl.errors import ReportRefused
from etl.facts import as_facts

_WAREHOUSE = Path(os.environ.get("ESEP_WAREHOUSE") or run.ROOT / "data" / "warehouse")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if a report was refused (the others are loaded), 2 for a wrong call.

    130 if it was stopped, by Ctrl-C or SIGTERM, before it had published anything.
    """
    chosen = _arguments().parse_args(arguments)
    try:
        with _stopped_by_signals():
            return int(chosen.run(chosen))
    except ReportRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (releases.NotKept, releases.Damaged, OSError) as error:
        print(f"etl: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("etl: stopped; the release in force stays", file=sys.stderr)
        return 130


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """What a service manager sends is taken for Ctrl-C: what is half done is given up cleanly.

    Ctrl-C itself is set too: a shell starts what runs in the background with SIGINT ignored, and it would stay so.
    """

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {asked: signal.signal(asked, interrupt) for asked in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for asked, handler in before.items():
            signal.signal(asked, handler)


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
    load.add_argument("paths", type=Path, nargs="*", metavar="PATH")
    load.add_argument(
        "--list",
        metavar="FILE",
        help="more paths: a JSON list of [path, name], the name by which it is known or null; - is standard input",
    )
    load.add_argument("--replace", action="store_true", help="the new release holds these reports only")
    load.add_argument("--json", action="store_true", help="what happens as it happens, one JSON object a line")
    _add_loading(load)
    load.set_defaults(run=_load)
    watching = commands.add_parser("watch", help="load what lies in a folder, and then what arrives, until stopped")
    watching.add_argument("folder", type=Path, metavar="DIR")
    _add_loading(watching)
    watching.set_defaults(run=_watch)
    assign = commands.add_parser("assign", help="assign sphere, customer and kind of grant by a list of awards")
    assign.add_argument("file", type=Path)
    assign.add_argument("--who", required=True, metavar="NAME", help="the name under which the trail keeps it")
    assign.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    assign.set_defaults(run=_assign)
    publish = commands.add_parser("publish", help="put what was decided on the desk into a new release")
    publish.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    publish.set_defaults(run=_publish)
    listing = commands.add_parser("releases", help="list the releases that are kept")
    listing.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    listing.set_defaults(run=_releases)
    template = commands.add_parser("template", help="write a form as an Excel workbook to fill in")
    template.add_argument("file", type=Path, metavar="OUT.xlsx")
    template.add_argument("--form", choices=forms_to_fill.codes(), default="final")
    template.add_argument("--lang", choices=forms_to_fill.LANGUAGES, default="kk")
    template.set_defaults(run=_template)
    rollback = commands.add_parser("rollback", help="put an earlier release in force again")
    rollback.add_argument("number", type=int, metavar="N")
    rollback.add_argument("--reason", required=True)
    rollback.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    rollback.add_argument("--who", default=getpass.getuser(), help="who does it, for the trail")
    rollback.set_defaults(run=_rollback)
    return parser


def _add_loading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--warehouse", type=Path, default=_WAREHOUSE, metavar="DIR")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--who", default=getpass.getuser(), help="who loads, for the trail")


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
    names = _listed(chosen.list)
    paths = [*chosen.paths, *names]
    if not paths:
        raise FileNotFoundError("nothing to load: name a file or folder")
    _check_there(paths)
    named = {path: name for path, name in names.items() if name is not None}
    if chosen.json:
        return _load_as_json(chosen, paths, named)
    with tqdm(total=0, unit="report", disable=not sys.stderr.isatty()) as bar:

        def begin(count: int) -> None:
            bar.reset(count)

        def say(result: run.Result) -> None:
            bar.write(_line(result))
            bar.update()

        def wait() -> None:
            bar.write("waiting: another load is under way")

        done = _load_as(chosen, paths, named, planned=begin, progress=say, waits=wait)
    read, refused = _record(done, chosen, replaced=chosen.replace)
    if done.release_no is None:
        print(f"{read} read, {refused} refused; nothing new, the release in force stays")
    else:
        print(f"{read} read, {refused} refused; release {done.release_no} is in force")
    return 1 if refused else 0


def _listed(file: str | None) -> dict[Path, str | None]:
    if file is None:
        return {}
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    return {Path(path): name for path, name in json.loads(text)}


def _check_there(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists() and not archive.depth(path):  # what lies in a zip is looked for when it is read
            raise FileNotFoundError(f"{path}: no such file or folder")


def _load_as(chosen: argparse.Namespace, paths: list[Path], names: dict[Path, str], **tells: Any) -> run.Load:
    """Load as the arguments say; `tells` hear how far it is."""
    return run.load(paths, chosen.warehouse, workers=chosen.workers, replace=chosen.replace, names=names, **tells)


def _load_as_json(chosen: argparse.Namespace, paths: list[Path], names: dict[Path, str]) -> int:
    def say(**said: object) -> None:
        print(json.dumps(said, ensure_ascii=False), flush=True)

    done = _load_as(
        chosen,
        paths,
        names,
        planned=lambda count: say(planned=count),
        progress=lambda result: say(**_as_json(result)),
        waits=lambda: say(waits=True),
    )
    read, refused = _record(done, chosen, replaced=chosen.replace)
    say(release_no=done.release_no, read_count=read, refused_count=refused)
    return 1 if refused else 0


def _as_json(result: run.Result) -> dict[str, Any]:
    """What became of a file: of one that was read what it is and holds, of a refused one why."""
    said: dict[str, Any] = {"path": str(result.source), "name": result.path.name, "is_held": result.is_held}
    if result.refusal is not None:
        details = json.loads(result.refusal.details)
        return said | {"reason": result.refusal.reason, "details": details, "message": result.message}
    fields = ("form", "edition", "language", "project_title", "organisation_name", "counts", "severities")
    return said | {"report_id": warehouse.report_id(result.sha256)} | {name: getattr(result, name) for name in fields}


def _record(done: run.Load, chosen: argparse.Namespace, *, replaced: bool) -> tuple[int, int]:
    """How many files were read and how many refused; a line in the trail if there is a new release."""
    refused = sum(result.refusal is not None for result in done.results)
    read = len(done.results) - refused
    if done.release_no is not None:
        counts = {"read_count": read, "refused_count": refused}
        trail.record(
            chosen.warehouse, chosen.who, "loaded", release_no=done.release_no, **counts, is_replacing=replaced
        )
    return read, refused


def _watch(chosen: argparse.Namespace) -> int:
    if not chosen.folder.is_dir():
        raise FileNotFoundError(f"{chosen.folder}: no such folder")
    print(f"watching {chosen.folder}; stop with Ctrl-C", flush=True)
    try:
        for paths in watch.arrivals(chosen.folder):
            done = run.load(
                paths,
                chosen.warehouse,
                workers=chosen.workers,
                progress=lambda result: print(_line(result), flush=True),
                waits=lambda: print("waiting: another load is under way", flush=True),
            )
            _record(done, chosen, replaced=False)
            if done.release_no is not None:
                print(f"release {done.release_no} is in force", flush=True)
    except KeyboardInterrupt:
        print("stopped; what was not loaded is loaded at the next start", flush=True)
    return 0


def _line(result: run.Result) -> str:
    if result.refusal is not None:
        return f"refused  {result.message}"
    what = f"{result.form}, {result.language}, {result.indicators} indicators, {result.findings} findings"
    return f"read     {result.path.name}: {what}"


def _assign(chosen: argparse.Namespace) -> int:
    try:
        rows = run.awards_of(chosen.file, chosen.warehouse)
    except awards.NoAwards:
        print(f"etl: {chosen.file.name} has no headings of a list of awards: docs/award-list.md", file=sys.stderr)
        return 2
    count = run.assign(rows, chosen.warehouse, chosen.who, chosen.file.name)
    for row in rows:
        if row.troubles:
            print(f"line {row.award.line}: {', '.join(row.troubles)}")
    print(f"{count} fields assigned by {len(rows)} rows; put them into force: python -m etl publish")
    return 1 if any(row.report_id is None for row in rows) else 0


def _publish(chosen: argparse.Namespace) -> int:
    number = run.publish(chosen.warehouse)
    print("no decision waits, the release in force stays" if number is None else f"release {number} is in force")
    return 0


def _releases(chosen: argparse.Namespace) -> int:
    kept = releases.listed(chosen.warehouse)
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


def _rollback(chosen: argparse.Namespace) -> int:
    before = releases.put_in_force(chosen.warehouse, chosen.number)
    numbers = {"release_no": chosen.number, "from_release_no": before}
    trail.record(chosen.warehouse, chosen.who, "rolled_back", **numbers, reason=chosen.reason)
    print(f"release {chosen.number} is in force; the next load builds on it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
