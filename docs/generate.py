"""Writes the documentation that is made from the code: the data dictionary, the rules, the questions.

python -m docs.generate        (make docs; a test fails when a file is behind the code)
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import metrics
from display import tables
from display.words import words
from etl import dictionary, warehouse
from etl.checks import ACROSS, OF_PROJECT, RULES, Fault, Outcome
from etl.facts import plain
from tests.between_cases import ACROSS_CASES, OF_PROJECT_CASES, broken_values, made_up
from tests.rule_cases import CASES

HERE = Path(__file__).resolve().parent


@cache
def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "data-dictionary.md": "\n".join(_dictionary()) + "\n",
        "rules.md": "\n".join(_rules()) + "\n",
        "questions.md": "\n".join(_questions()) + "\n",
    }


def _dictionary() -> Iterator[str]:
    yield "# Data dictionary\n"
    yield "Made from etl/schema.sql by `make docs`. One row a report in `dim_report`; facts hang from it by `report_id`. Codes only:"
    yield 'their names are in display/words. Null is "the report does not say", never 0. A `*_place` is a key of `source_cell`.\n'
    for table in dictionary.tables():
        yield f"## {table.name}\n"
        if table.meaning:
            yield f"{table.meaning}\n"
        yield "| column | type | required | meaning |\n|---|---|---|---|"
        for column in table.columns:
            required = "yes" if column.is_required else ""
            yield f"| {column.name} | {column.kind} | {required} | {column.meaning.replace('|', 'or')} |"
        yield ""


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "Every rule passes, fails, or is skipped for want of what it compares; all three are stored. Rules within a report are asked of"
    yield "every report as it is read, those between reports of every report of a release as it is published."
    yield "Kinds: a *contradiction* (the paper says two things), a *gap* (it leaves something out), a *doubt* (it is hard to believe)."
    yield "A finding carries the values compared and the cells they stand in, of both reports where there are two. The examples are made up:"
    yield "what the rule says of the report that breaks it in tests/rule_cases.py and tests/between_cases.py. Made from etl/rules by `make docs`.\n"
    sections = {
        "Within one report": (RULES, {code: rule.apply(CASES[code][0]) for code, rule in RULES.items()}),
        "Between reports of one project": (
            OF_PROJECT,
            {code: rule.apply(OF_PROJECT_CASES[code][0]) for code, rule in OF_PROJECT.items()},
        ),
        "Between projects": (ACROSS, _across()),
    }
    for title, (rules, broken) in sections.items():
        yield f"## {title}\n"
        yield "| rule | severity | kind | what it demands | example of a finding |\n|---|---|---|---|---|"
        for code, rule in rules.items():
            demands = " ".join((inspect.getdoc(rule.faults) or "").split())
            yield f"| {code} | {rule.severity} | {rule.kind} | {demands} | {_example(broken[code])} |"
        yield ""


def _example(broken: Outcome) -> str:
    """The values that the first fault of a broken report names, in words."""
    values = {name: plain(value) for name, value in broken.faults[0].values.items()}
    return tables.details(json.dumps(values), words("en")).replace("|", "/")


def _across() -> dict[str, Outcome]:
    """What the rules between projects find in a release that holds two reports that break each."""
    found = {}
    for code, rule in ACROSS.items():
        with TemporaryDirectory() as folder:
            papers = ACROSS_CASES[code][0]
            warehouse.publish(Path(folder), "rules", [made_up(at, paper) for at, paper in enumerate(papers, 1)])
            values = broken_values(Path(folder), code)
        found[code] = Outcome(code, rule.severity, rule.kind, "failed", (Fault(values),))
    return found


def _questions() -> Iterator[str]:
    yield "# Questions that can be asked\n"
    yield "`metrics.ask(name, Selection(...))` answers with a DataFrame; the ends of its columns' names are units (`metrics.units`)."
    yield 'What a question groups by may stand in its name: `ask("indicators_by_region", Selection(years=[2024]))`.'
    yield "`metrics.sources(answer.iloc[0], column)` gives the cells behind a figure, `metrics.names()` and `metrics.describe(name)`"
    yield "what can be asked. Made from the heads of metrics/*.sql by `make docs`.\n"
    for name in metrics.names():
        yield f"## {name}\n"
        yield "  \n".join(metrics.describe(name).splitlines()) + "\n"


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
