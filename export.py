"""Writes what the dashboard shows into files, for scheduled jobs: the whole workbook, the operator's appendix on projects,
or the release as open data.

python export.py OUT.xlsx [--lang ru] [--years 2024] [--regions KZ-33 KZ-75] [--release N] [--warehouse DIR]
python export.py --appendix OUT.docx [--lang kk|ru] [--years 2024] …      # the same filters
python export.py --parquet DIR | --csv DIR [--release N] [--warehouse DIR]

Exit code 0: written. 1: refused, nothing was written, the reason is on the error stream. 2: a wrong call.
"""

from __future__ import annotations

import argparse
import difflib
import getpass
import os
import sqlite3
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args

import pandas as pd
from tqdm import tqdm

import metrics
from display import appendix, tables
from display import dataset as described
from display.book import whole_workbook
from display.filters import FILTERS, option_name
from display.words import LANGUAGES, Words, words
from etl import trail
from metrics import dataset

LANGUAGE: Final = "kk"
LICENCE: Final = "CC-BY-4.0"


class Refused(Exception):  # noqa: N818 - reads better where it is raised
    """Nothing can be written; the message says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is asked for; return the exit code."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if not (chosen.book or chosen.appendix or chosen.parquet or chosen.csv):
        parser.error("say what to write: OUT.xlsx, --appendix OUT.docx, --parquet DIR or --csv DIR")
    if chosen.book and chosen.book.suffix.casefold() != ".xlsx":
        parser.error(f"the workbook's name must end in .xlsx: {chosen.book}")
    if chosen.appendix and chosen.appendix.suffix.casefold() != ".docx":
        parser.error(f"the appendix's name must end in .docx: {chosen.appendix}")
    if chosen.appendix and chosen.lang not in appendix.LANGUAGES:
        parser.error(f"the operator reports in {' or '.join(appendix.LANGUAGES)}, not in {chosen.lang}")
    try:
        at = _release(chosen)
        if chosen.book:
            _write_book(chosen, at)
            _record(chosen, at, "workbook")
        if chosen.appendix:
            _write_appendix(chosen, at)
            _record(chosen, at, "appendix")
        folders: dict[dataset.Format, Path | None] = {"parquet": chosen.parquet, "csv": chosen.csv}
        for file_format, folder in folders.items():
            if folder:
                _write_dataset(folder, file_format, chosen.licence, at)
                _record(chosen, at, file_format)
    except (Refused, metrics.NoRelease, metrics.OtherSchema, OSError) as refusal:
        print(f"export: {refusal}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python export.py", description="Writes the dashboard as a workbook, or a release as open data."
    )
    parser.add_argument("book", nargs="?", type=Path, metavar="OUT.xlsx", help="the whole workbook")
    parser.add_argument("--appendix", type=Path, metavar="OUT.docx", help="the operator's appendix on projects")
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGE, help="language of the workbook or the appendix")
    for field in FILTERS:
        kind: Any = int if field == "years" else str
        parser.add_argument(
            f"--{field}", nargs="+", type=kind, default=[], metavar="CODE", help="of the workbook and the appendix"
        )
    parser.add_argument("--reading", choices=get_args(metrics.Reading), default=metrics.EVERYTHING.reading)
    parser.add_argument("--parquet", type=Path, metavar="DIR", help="the release as a dataset of Parquet files")
    parser.add_argument("--csv", type=Path, metavar="DIR", help="the release as a dataset of CSV files")
    parser.add_argument("--licence", default=LICENCE, help="under which the dataset is published (SPDX)")
    parser.add_argument("--release", type=int, metavar="N", help="an older release; the current one otherwise")
    parser.add_argument("--warehouse", type=Path, default=metrics.warehouse_folder(), metavar="DIR")
    parser.add_argument("--who", default=getpass.getuser(), help="who exports, for the trail")
    return parser


def _record(chosen: argparse.Namespace, at: metrics.Snapshot, what: str) -> None:
    """Write a line into the trail; who may only read the warehouse is told that none was written."""
    filters = (
        [f"{field}: {code}" for field in FILTERS for code in getattr(chosen, field)]
        if what in ("workbook", "appendix")
        else []
    )
    try:
        trail.record(at.path.parent, chosen.who, "exported", page=what, release_no=at.release_no, filters=filters)
    except (OSError, sqlite3.Error) as error:
        print(f"export: not recorded in the trail: {error}", file=sys.stderr)


def _release(chosen: argparse.Namespace) -> metrics.Snapshot:
    if chosen.release is None:
        return metrics.current(chosen.warehouse)
    return metrics.snapshot(chosen.release, chosen.warehouse)


# --- the workbook ---


def _write_book(chosen: argparse.Namespace, at: metrics.Snapshot) -> None:
    said = words(chosen.lang)
    selection, named = _selected(chosen, at, said)
    with tqdm(total=100, unit="%", disable=None, bar_format="{l_bar}{bar}| {elapsed}") as bar:

        def tell(done: float, what: str) -> None:
            bar.set_description(what)
            bar.update(round(100 * done) - bar.n)

        book = whole_workbook(partial(metrics.ask, selection=selection, at=at), named, said, tell)
    _replace(chosen.book, book)


def _selected(
    chosen: argparse.Namespace, at: metrics.Snapshot, said: Words
) -> tuple[metrics.Selection, list[tuple[str, str]]]:
    """What the filters select, and the filters in words. Raises Refused where that is nothing."""
    selection = metrics.Selection(**{field: tuple(getattr(chosen, field)) for field in FILTERS}, reading=chosen.reading)
    named = _named(selection, metrics.ask("filter_options", at=at), said)
    if not metrics.ask("portfolio_totals", selection, at=at)["report_count"].iloc[0]:
        raise Refused("no report passes these filters; nothing was written")
    return selection, named


def _named(selection: metrics.Selection, options: pd.DataFrame, said: Words) -> list[tuple[str, str]]:
    """The filters that are on and their values in words. Raises Refused for a code that no report has."""
    named = []
    for field, kind in FILTERS.items():
        labels = {str(row.code): row.label for row in options[options["kind"] == kind].itertuples()}
        for code in map(str, getattr(selection, field)):
            if code not in labels:
                near = difflib.get_close_matches(code, labels, n=3, cutoff=0.3) or sorted(labels)[:3]
                raise Refused(f"no report has {code} in --{field}; there are {', '.join(near) or 'none'}")
            named.append((said[f"filter.{field}"], option_name(kind, code, labels[code], said)))
    if selection.reading != metrics.EVERYTHING.reading:
        named.append((said["reading.title"], said[f"reading.{selection.reading}"]))
    return named


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: who opens it meanwhile sees the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


# --- the operator's appendix ---


def _write_appendix(chosen: argparse.Namespace, at: metrics.Snapshot) -> None:
    said = words(chosen.lang)
    selection, named = _selected(chosen, at, said)
    answers = {name: metrics.ask(name, selection, at=at) for name in appendix.ANSWERS}
    published_at = metrics.ask("release_info", at=at)["published_at"].iloc[0]
    basis = appendix.Basis([f"{name}: {value}" for name, value in named], at.release_no, published_at)
    _replace(chosen.appendix, appendix.appendix(answers, basis, said))


# --- the release as open data ---


def _write_dataset(folder: Path, file_format: dataset.Format, licence: str, at: metrics.Snapshot) -> None:
    """Write all tables beside the folder first: a job that dies leaves the dataset before as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        progress = tqdm(dataset.TABLES, desc=str(folder), unit="table", disable=None)
        written = [dataset.write(name, Path(beside), file_format, at) for name in progress]
        info = tables.records(metrics.ask("release_info", at=at))[0]
        for name, text in described.papers(written, file_format, info, licence, metrics.settings()).items():
            (Path(beside) / name).write_text(text, encoding="utf-8")
        for file in Path(beside).iterdir():
            file.replace(folder / file.name)


if __name__ == "__main__":
    sys.exit(main())
