"""The batch: files -> reports, each read and checked by itself; refusals collected; a release published."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Final

from etl import archive, awards, decisions, releases, trail, warehouse
from etl.awards import Matched
from etl.checks import Outcome
from etl.corrected import corrected
from etl.decisions import Correction
from etl.document import Document
from etl.errors import ReportRefused, UnknownForm, UnknownKind
from etl.extract import extract
from etl.forms import Form, are_headings
from etl.readers import READERS, read
from etl.recognise import recognise
from etl.records import Report
from etl.rows import as_rows
from etl.rules import check
from etl.settle import settled
from etl.warehouse import Loaded, Refused

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ROOT / "data" / "examples"
_DEEPEST: Final = 2  # a zip within a zip is read, one within that is refused
_COUNTED: Final = {  # what is counted in a report that was read -> its rows
    "tasks": "fact_task",
    "activities": "fact_activity",
    "indicators": "fact_indicator",
    "effects": "fact_effect",
    "participants": "fact_participants",
    "partners": "report_partner",
    "events": "report_event",
}
_NO_NAMES: Final[Mapping[Path, str]] = MappingProxyType({})
_RULES_OF_READING: Final = ("etl/**/*.py", "etl/**/*.toml", "etl/**/*.sql", "data/reference/*")


@dataclass(frozen=True, slots=True)
class Read:
    """A report as read and checked."""

    form: Form
    document: Document
    report: Report
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file: the summary of its report, or why it was turned away."""

    path: Path  # under the name by which it is known; where it lies is `source`
    sha256: str
    source: Path
    refusal: Refused | None = None
    message: str = ""  # of a refusal: what happened and what to do
    form: str = ""
    edition: str | None = None  # None: the form itself
    language: str = ""
    project_title: str | None = None
    organisation_name: str | None = None
    counts: dict[str, int] = field(default_factory=dict)  # what was read: tasks, activities, indicators, …
    severities: dict[str, int] = field(default_factory=dict)  # findings by severity
    is_held: bool = False  # the release in force holds this very file already

    @property
    def indicators(self) -> int:
        """How many indicators were read."""
        return self.counts.get("indicators", 0)

    @property
    def findings(self) -> int:
        """How many checks failed, of all severities."""
        return sum(self.severities.values())


@dataclass(frozen=True, slots=True)
class Load:
    """A whole load: a result per file, and the release; None if there was nothing new to publish."""

    results: tuple[Result, ...]
    release_no: int | None


def parse(path: Path) -> Read:
    """The report in a file, read and checked; needs no warehouse.

    Raises ReportRefused.
    """
    document = read(path, are_headings)
    form = recognise(document, path)
    document = settled(document, form)
    report = extract(document, form)
    return Read(form, document, report, check(report))


def as_read(path: Path) -> tuple[Document, Form | None]:
    """The document whose places a report's values have, and its form; None for a paper of no known form.

    Raises ReportRefused if the file cannot be read.
    """
    document = read(path, are_headings)
    try:
        form = recognise(document, path)
    except UnknownForm:
        return document, None
    return settled(document, form), form


@cache
def rules_version() -> str:
    """The version of everything that decides how a paper is read: changes with any of it."""
    digest = hashlib.sha256()
    for pattern in _RULES_OF_READING:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def report_files(paths: Iterable[Path]) -> list[Path]:
    """The files to load: those named, and in folders and zips everything that looks like a report or cannot be told.

    Hidden files, and what is no document at all (code, JSON, truth beside the examples), are passed over there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and (not file.is_file() or is_passed_over(file.relative_to(path))):
                continue
            found.update(dict.fromkeys(_unpacked(file)))
    return list(found)


def _unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or what lies in it if it is a zip; a zip that cannot be opened is left to be refused."""
    try:
        inside = archive.members(path) if _is_folder(path) else [path]
    except (ReportRefused, OSError):
        inside = [path]
    for file in inside:
        if file == path:
            yield path
        elif not is_passed_over(file.relative_to(path)):
            yield from _unpacked(file)


def _is_folder(path: Path) -> bool:
    return archive.depth(path) < _DEEPEST and archive.is_archive(path)


_NO_DOCUMENTS: Final = frozenset(
    {".py", ".pyc", ".json", ".md5", ".toml", ".gitkeep", ".part", ".crdownload", ".tmp", ""}
)


def is_passed_over(path: Path) -> bool:
    """Whether a file in a folder, by its path there, is hidden, half written or no document at all."""
    hidden = any(part.startswith((".", "~$", "__")) for part in path.parts)
    return hidden or path.suffix.lower() in _NO_DOCUMENTS or path.name.upper() == "README.MD"


def load(
    paths: Iterable[Path],
    folder: Path,
    *,
    workers: int = 1,
    replace: bool = False,
    names: Mapping[Path, str] = _NO_NAMES,
    planned: Callable[[int], None] = lambda count: None,
    progress: Callable[[Result], None] = lambda result: None,
    waits: Callable[[], None] = lambda: None,
) -> Load:
    """Read the files into a new release of the warehouse in `folder`.

    `planned` hears how many files there are, `progress` of each as it is done, and `waits` if another load is under way,
    which is waited for. An error that they raise ends the load, and nothing is published. `names` are what files are
    called that lie under other names, uploads as a rule. Reports of the release in force stay, unless `replace`. Files
    that it holds already, read by the same rules, are not read again; where the rules have changed, everything it holds
    is. Raises FileNotFoundError for a path that is not.
    """
    files = report_files(paths)
    held = warehouse.held(folder)
    is_reread = held is not None and held.rules_version != rules_version()
    jobs = list(_jobs(files, folder, held if is_reread and not replace else None, names))
    planned(len(jobs))
    results: list[Result] = []
    with closing(_in_parallel(jobs, workers)) as reading:  # a load that breaks off reads no further
        coming = _told(reading, results, progress, held)
        next(coming, None)  # workers start before anything is locked or opened that they would inherit
        keep = {result.sha256 for result in chain(list(results), coming)} if replace else None
        if held is not None and not is_reread and _nothing_new(held, chain(list(results), coming), replace=replace):
            return Load(tuple(results), None)
        known = held.reports if held is not None and not is_reread else {}
        refused = (result.refusal for result in results if result.refusal is not None)  # asked for when all are read
        if releases.is_being_written(folder):
            waits()
        new = _loaded(_new(chain(list(results), coming), known), folder)
        number = warehouse.publish(folder, rules_version(), new, refused, keep=keep, take=partial(_taken, folder))
    return Load(tuple(results), number)


def publish(folder: Path) -> int | None:
    """Put what was decided since the release in force into a new one; its number, None if nothing waits.

    No paper is read but those whose corrections have changed; all of them where the rules have.
    """
    held = warehouse.held(folder)
    if held is None or not decisions.waiting(folder, held.decided_act_no):
        return None
    if held.rules_version != rules_version():
        return load([], folder).release_no
    return warehouse.publish(folder, rules_version(), (), take=partial(_taken, folder))


def awards_of(path: Path, folder: Path) -> list[Matched]:
    """The rows of a list of awards, each with its project in the release in force.

    Raises NoAwards, and what the reader of workbooks raises.
    """
    told = warehouse.identities(folder)
    return awards.matched(awards.read(path), [report for report, _ in told], {r.report_id: key for r, key in told})


def assign(rows: Iterable[Matched], folder: Path, who: str, source: str) -> int:
    """Write into the trail what the rows assign and is not assigned yet; how many fields that are."""
    fields = not_assigned(rows, folder)
    for row, column, new in fields:
        title = row.award.identity.project_title
        trail.record(
            folder, who, "assigned", report_id=row.report_id, project_title=title, column=column, new=new, reason=source
        )  # fmt: skip
    return len(fields)


def not_assigned(rows: Iterable[Matched], folder: Path) -> list[tuple[Matched, str, str]]:
    """The fields that the rows assign and are not assigned yet: the row, the column, what is to stand there."""
    said = {(act.about["report_id"], act.about["column"]): act.about["new"] for act in decisions.of(folder).assigned}
    return [
        (row, column, new)
        for row in rows
        for column, new in row.award.assigned.items()
        if row.report_id is not None and said.get((row.report_id, column)) != new
    ]


def _taken(folder: Path, report: Loaded, corrections: tuple[Correction, ...]) -> Loaded | None:
    """The report's rows with its corrections, from its kept original; None if that is gone."""
    numbers = ".".join(str(made.act_no) for made in corrections)
    kept = _cache(
        folder, f"{report.sha256}.{hashlib.sha256(numbers.encode()).hexdigest()[:8]}" if numbers else report.sha256
    )
    if not kept.exists():
        original = next((folder / "originals").glob(f"{report.sha256}.*"), None)
        if original is None:
            return None
        done = parse(original)
        said, told = corrected(done.report, done.document, corrections)
        rows = as_rows(said, check(said), done.document) | {"correction": told}
        content = {"is_example": report.is_example, "kind": done.document.kind, "rows": rows}
        _write(kept, json.dumps(content, ensure_ascii=False, default=str).encode())
    return replace(report, rows=json.loads(kept.read_text(encoding="utf-8"))["rows"])


def _told(
    coming: Iterable[Result], results: list[Result], progress: Callable[[Result], None], held: warehouse.Held | None
) -> Iterator[Result]:
    """The results as they come in, each kept in the list and told of."""
    for found in coming:
        result = replace(found, is_held=held is not None and found.sha256 in held.reports)
        results.append(result)
        progress(result)
        yield result


def _nothing_new(held: warehouse.Held, results: Iterable[Result], *, replace: bool) -> bool:
    """Whether the release holds all that is read, and where it is replaced nothing else. Asks for no more than it needs."""
    read: set[str] = set()
    for result in results:
        if result.sha256 not in (held.reports if result.refusal is None else held.refused):
            return False
        read.add(result.sha256)
    return not replace or read == held.reports.keys() | held.refused.keys()


def _new(results: Iterable[Result], known: dict[str, str]) -> Iterator[Result]:
    """The reports that the release does not hold under their name; a file that lies there twice has its last name."""
    named = dict(known)
    for result in results:
        if result.refusal is None and named.get(result.sha256) != result.path.name:
            named[result.sha256] = result.path.name
            yield result


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    name: str
    folder: Path


def _jobs(files: list[Path], folder: Path, reread: warehouse.Held | None, names: Mapping[Path, str]) -> Iterator[_Job]:
    """A job a file; and where the rules have changed, a job for each report held, from its kept original."""
    for path in files:
        yield _Job(path, archive.shown(path, names), folder)
    named = {archive.shown(path, names) for path in files}
    for sha256, name in reread.reports.items() if reread else ():
        kept = next((folder / "originals").glob(f"{sha256}.*"), None)
        if kept is not None and name not in named:
            yield _Job(kept, name, folder)


def _in_parallel(jobs: list[_Job], workers: int) -> Generator[Result]:
    if workers <= 1 or len(jobs) < 2:
        yield from map(_work, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
        try:  # of many files several at once, which is cheaper; of few one, so that each is told of as it is read
            yield from pool.map(_work, jobs, chunksize=max(1, min(16, len(jobs) // (32 * workers))))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _work(job: _Job) -> Result:
    """Read one file, keep its rows and its original; only the summary goes back to the loader."""
    path = job.path.with_name(job.name)
    sha256 = hashlib.sha256(job.name.encode()).hexdigest()  # until the bytes are known
    try:
        raw = archive.content(job.path)
        sha256 = hashlib.sha256(raw).hexdigest()
        cached = _cache(job.folder, sha256)
        if cached.exists():
            return _summary(path, sha256, job.path, json.loads(cached.read_text(encoding="utf-8")))
        done = _parsed(job, raw)
    except OSError as error:
        raise FileNotFoundError(f"{job.path}: {error.strerror}") from error
    except ReportRefused as refusal:
        details = json.dumps(refusal.details, ensure_ascii=False)
        message = str(refusal).replace(refusal.path.name, job.name, 1)
        return Result(path, sha256, job.path, Refused(sha256, job.name, refusal.reason, details), message)
    kept = {
        "is_example": job.path.resolve().is_relative_to(EXAMPLES),
        "kind": done.document.kind,
        "edition": done.form.edition,
        "rows": as_rows(done.report, done.outcomes, done.document),
    }
    _write(cached, json.dumps(kept, ensure_ascii=False).encode())
    original = job.folder / "originals" / f"{sha256}{job.path.suffix.lower()}"
    if not original.exists():
        _write(original, raw)
    return _summary(path, sha256, job.path, kept)


def _parsed(job: _Job, raw: bytes) -> Read:
    """The report of a job; what lies in a zip is read from a file of its own."""
    if archive.is_archive(job.path):
        archive.members(job.path)  # why a zip itself is a job, and not what lies in it
        raise UnknownKind(job.path, known_kinds())
    if job.path.is_file():
        return parse(job.path)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"report{job.path.suffix.lower()}"
        file.write_bytes(raw)
        return parse(file)


def _summary(path: Path, sha256: str, source: Path, kept: dict[str, Any]) -> Result:
    rows: dict[str, list[dict[str, Any]]] = kept["rows"]
    [report] = rows["dim_report"]
    failed = Counter(row["severity"] for row in rows["fact_check"] if row["result"] == "failed")
    return Result(
        path,
        sha256,
        source,
        form=report["form_code"],
        edition=kept.get("edition"),
        language=report["language_code"],
        project_title=report["project_title"],
        organisation_name=report["organisation_name"],
        counts={name: len(rows[table]) for name, table in _COUNTED.items()},
        severities=dict(failed),
    )


def _loaded(results: Iterable[Result], folder: Path) -> Iterator[Loaded]:
    """The rows of each report, one at a time: a loading process holds no more than one report."""
    for result in results:
        kept = json.loads(_cache(folder, result.sha256).read_text(encoding="utf-8"))
        yield Loaded(result.sha256, result.path.name, kept["kind"], kept["is_example"], kept["rows"])


def _cache(folder: Path, sha256: str) -> Path:
    return folder / "cache" / rules_version() / f"{sha256}.json"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{id(content)}")
    aside.write_bytes(content)
    aside.replace(path)


def known_kinds() -> str:
    """The endings of files that are read."""
    return ", ".join(sorted(READERS))
