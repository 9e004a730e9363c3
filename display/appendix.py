"""Answers -> the appendix on projects of the operator's own report, as Word, in Kazakh or Russian.

One block a project, in the order of the form (../shared/design/domain.md, 1.4). The form's text stands in the templates
(display/templates/appendix_kk.docx, appendix_ru.docx), which anyone may change in Word; their holes are filled by docxtpl.
What a report does not state is marked, never filled in: no blank becomes 0, no gap a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pandas as pd
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from docxtpl import DocxTemplate, RichText  # type: ignore[import-untyped]

from display import numbers, tables
from display.words import Words

# docxcompose, which docxtpl imports, gives this prefix of python-docx another meaning; files would be written with an
# author that no reader finds.
nsmap["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

ANSWERS: Final = (  # the metrics that the appendix is made of
    "appendix_projects",
    "appendix_activities",
    "appendix_indicators",
    "appendix_sections",
    "appendix_participants",
)
LANGUAGES: Final = ("kk", "ru")  # that the operator reports in
TEMPLATES: Final = Path(__file__).parent / "templates"
DIMENSIONS: Final = ("gender", "status", "age")
GAP_COLOUR: Final = "#FFF200"
PARTS: Final = {  # a part of the block -> the sections of a report that tell it
    "change": ("change_measured",),
    "concrete": ("results", "concrete_results"),
    "long_term": ("long_term", "sustainability"),
    "socio_economic": ("socio_economic",),
}
_CONTROL: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))  # characters that XML does not take


@dataclass(frozen=True, slots=True)
class Basis:
    """What the appendix says of itself: the filters in words, and the release."""

    selection: Sequence[str]
    release_no: int
    published_at: datetime


def appendix(answers: Mapping[str, pd.DataFrame], basis: Basis, words: Words) -> bytes:
    """The appendix as a .docx file; `answers` has those of ANSWERS, all of one selection and release.

    Raises KeyError if an answer is missing, LookupError if there is no template in the language of the words.
    """
    if words.language not in LANGUAGES:
        raise LookupError(f"the operator reports in {' and '.join(LANGUAGES)}, not in '{words.language}'")
    told = {name: _by_report(answers[name]) for name in ANSWERS[1:]}
    projects = tables.records(answers["appendix_projects"])
    template = _Template(TEMPLATES / f"appendix_{words.language}.docx")
    context = {
        "projects": [_block(project, told, words) for project in projects],
        "count": len(projects),
        "selection": _plain("; ".join(basis.selection) or words["appendix.everything"]),
        "release_no": basis.release_no,
        "published_at": numbers.date(basis.published_at),
        "gap": _gap(words),
    }
    template.render(context, autoescape=True)
    stream = BytesIO()
    template.save(stream)
    return stream.getvalue()


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl grafts the filled body into the document node by node, which takes minutes for a thousand projects."""

    def map_tree(self, tree: Any) -> None:
        """Put the filled body into the document: as text, read once."""
        whole = self.xml_to_string(self.docx.element)
        before, after = whole.partition("<w:body")[0], whole.rpartition("</w:body>")[2]
        element = parse_xml(before + self.xml_to_string(tree) + after)
        self.docx._element = self.docx.part._element = element


def _by_report(answer: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of an answer by report, in their order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tables.records(answer):
        found.setdefault(str(row["report_id"]), []).append(row)
    return found


def _block(
    project: dict[str, Any], told: Mapping[str, dict[str, list[dict[str, Any]]]], words: Words
) -> dict[str, Any]:
    """One project's block of the appendix."""
    report = str(project["report_id"])
    rows = {name: told[name].get(report, []) for name in ANSWERS[1:]}
    sections = rows["appendix_sections"]
    return {
        "title": _said(project["project_title"], words),
        "organisation": _said(project["organisation_name"], words),
        "goal": _said(project["project_goal"], words),
        "deviation": _said(project["deviation_text"], words),
        "activities": list(_activities(rows["appendix_activities"], rows["appendix_indicators"], words)),
        "people": {one: _people(rows["appendix_participants"], one, words) for one in DIMENSIONS},
        **{
            part: [_said(row["words"], words) for row in sections if row["section"] in codes] or [_gap(words)]
            for part, codes in PARTS.items()
        },
    }


def _activities(
    activities: Sequence[dict[str, Any]], indicators: Sequence[dict[str, Any]], words: Words
) -> Iterator[dict[str, Any]]:
    """Each activity below its task, with its term, what it came to and its indicators as the report writes them."""
    stated: dict[Any, list[dict[str, Any]]] = {}
    for one in indicators:
        if one["source"] == "table":  # quantities of running text stand in the words of the activity
            stated.setdefault(one["activity_seq"], []).append(one)
    task = None
    for activity in activities:
        is_new = activity["task_seq"] != task and not numbers.is_absent(activity["task_seq"])
        task = activity["task_seq"]
        lines = [_indicator(one, words) for one in stated.get(activity["activity_seq"], [])]
        result = activity["result_text"]
        yield {
            "task": _heading("task", activity["task_no"], activity["task_title"], words) if is_new else "",
            "title": _rich(_heading("activity", activity["activity_no"], activity["title"], words)),
            "term": _said(activity["date_text"], words),
            "result": _rich("") if lines and numbers.is_absent(result) else _said(result, words),
            "indicators": lines,
        }


def _heading(kind: str, number: Any, title: Any, words: Words) -> str:
    """A numbered heading; the title alone where the form gives no number."""
    said = _plain(title)
    return said if numbers.is_absent(number) else words.say(f"appendix.{kind}", no=str(int(number)), title=said)


def _indicator(one: dict[str, Any], words: Words) -> RichText:
    line = _rich(words.say("appendix.indicator", name=_plain(one["name"])))
    _add(line, one["fact_text"], words)
    line.add(words["appendix.plan"])
    _add(line, one["plan_text"], words)
    line.add(")")
    return line


def _people(rows: Sequence[dict[str, Any]], dimension: str, words: Words) -> dict[str, Any]:
    """A table of participants: its headings, and a row for the project and one for its small grants."""
    own = [row for row in rows if row["dimension"] == dimension]
    known = [key.rpartition(".")[2] for key in words if key.startswith(f"category.{dimension}.")]
    categories = list(dict.fromkeys(row["category"] for row in own)) or known
    scopes: dict[str, list[dict[str, Any]]] = {}
    for row in own:
        scopes.setdefault(str(row["scope"]), []).append(row)
    table = [
        _row(scope, scopes[scope], categories, len(scopes), words)
        for scope in ("project", "small_grants")
        if scope in scopes
    ]
    blank = _mark("blank", words)
    return {
        "headings": [words.get(f"category.{dimension}.{category}", category) for category in categories],
        "rows": table or [{"total": blank, "counts": [blank] * len(categories)}],
    }


def _row(
    scope: str, rows: Sequence[dict[str, Any]], categories: Sequence[str], scopes: int, words: Words
) -> dict[str, Any]:
    counts = {str(row["category"]): row for row in rows}
    total = _count(rows[0]["declared_total_count"], rows[0]["total_state"], words)
    if scopes > 1:
        labelled = _rich(words[f"appendix.{scope}"])
        labelled.add(total)
        total = labelled
    return {
        "total": total,
        "counts": [
            _count(counts[one]["people_count"], counts[one]["cell_state"], words)
            if one in counts
            else _mark("blank", words)
            for one in categories
        ],
    }


def _count(count: Any, state: Any, words: Words) -> RichText:
    """A number of people; a mark where it is hidden, or where the report has none."""
    if not numbers.is_absent(count):
        return _rich(numbers.count(count))
    return _mark("hidden" if state == "hidden" else "blank", words)


def _mark(kind: str, words: Words) -> RichText:
    mark = words[f"appendix.{kind}_mark"]
    return _rich(mark) if kind == "hidden" else RichText(mark, highlight=GAP_COLOUR)


def _gap(words: Words) -> RichText:
    return RichText(words["appendix.gap"], highlight=GAP_COLOUR)


def _said(value: Any, words: Words) -> RichText:
    """What a report says, or the mark that it does not."""
    found = RichText()
    _add(found, value, words)
    return found


def _add(line: RichText, value: Any, words: Words) -> None:
    if numbers.is_absent(value) or not _plain(value):
        line.add(words["appendix.gap"], highlight=GAP_COLOUR)
    else:
        line.add(_plain(value))


def _rich(text: str) -> RichText:
    return RichText(_plain(text))


def _plain(value: Any) -> str:
    """The words as a paragraph of Word takes them."""
    return str(value).translate(_CONTROL).replace("\r", "")
