"""One project: what its report promised and did, then everything it says, in the order of the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NoReturn

import pandas as pd
import streamlit as st

import metrics
from display import corrections, numbers, tables, told
from display.told import Cell, Finding, Telling
from pages.parts import blocks, columns, compared, correct, link, printed
from pages.parts.blocks import Sources
from pages.parts.view import View

HEAD: Final = {  # what the head of a report says -> the cell that says so
    "organisation_name": "organisation_place",
    "project_goal": "goal_place",
    "period_text": "period_place",
    "grant_kzt": "grant_place",
    "contract_no": "contract_place",
    "deviation_text": "deviation_place",
}
TAGS: Final = ("form_code", "language_code", "sphere_code", "region_codes", "key_rule")
ACTIVITIES: Final = (
    Cell("activity_no", heading="event_no"), Cell("title", place="title_place"), Cell("date_start", "date_text", "date_place", "date_end", "event_date"),
    Cell("place_text", place="place_place"), Cell("region_codes"), Cell("participants_count", "participants_text", "participants_place"),
    Cell("result_text"), Cell("outcome_text"),
)  # fmt: skip
INDICATORS: Final = (
    Cell("name", place="name_place"), Cell("plan_value", "plan_text", "plan_place"), Cell("fact_value", "fact_text", "fact_place"),
    Cell("achievement_pct"), Cell("status"), Cell("kind_code"),
)  # fmt: skip
PARTS: Final = {  # a part of the form that is one table -> its metric and columns
    "events": ("report_events", (
        Cell("event_no"), Cell("title", place="place"), Cell("event_date"), Cell("place_text"), Cell("participants_count"),
        Cell("categories_text"), Cell("completion_text"), Cell("documents_text"), Cell("appendix_no"),
    )),
    "effects": ("report_effects", (
        Cell("effect_code"), Cell("plan_value", "plan_text", "plan_place"), Cell("fact_value", "fact_text", "fact_place"),
        Cell("unit"), Cell("achieved_pct"), Cell("small_grants_value"),
    )),
    "partners": ("report_partners", (Cell("partner_name", place="place"), Cell("role"))),
    "proposals": ("report_proposals", (
        Cell("area", place="place"), Cell("direction"), Cell("problem"), Cell("budget_text"), Cell("grant_kind"), Cell("expected_result"),
    )),
    "recommendations": ("report_recommendations", (Cell("state_body", place="place"), Cell("recommendation"), Cell("letter"))),
    "risks": ("report_risks", (Cell("risk", place="place"), Cell("mitigation"))),
    "evidence": ("report_evidence", (Cell("appendix_no"), Cell("task_text", place="place"), Cell("documents_text"))),
    "links": ("report_links", (Cell("url", place="place"),)),
}  # fmt: skip
SECTIONS: Final = {  # a part of the form -> its headings of running text
    "change": ("goal_reached", "change_measured"),
    "results": ("results", "long_term", "sustainability", "socio_economic"),
    "partners": ("partners_analysis",),
    "evidence": ("note",),
}
OF_PROJECT: Final = ("report", "compare", "place")  # choices that mean something in one project only
PLACE: Final = re.compile(r"\d+(/\d+/\d+)?")
PEOPLE: Final = (Cell("category", place="place"), Cell("people_count"), Cell("cell_state"))
VERSIONS: Final = (
    "period_start", "period_end", "grant_kzt", "direct_plan_count", "direct_fact_count", "direct_counted_count",
    "vulnerable_fact_count", "indirect_fact_count", "payroll_kzt", "purchases_kzt", "activity_count", "indicator_count",
    "exceeded_count", "met_count", "missed_count", "undecidable_count", "reached_pct", "error_count", "finding_count", "file_name",
)  # fmt: skip
# Until the reader moves by themselves, or ten seconds have passed: what is drawn later pushes the place out of sight.
_FOLLOW_PLACE: Final = """(() => {
    const show = () => document.getElementById('%s')?.scrollIntoView({block: 'center'});
    const page = document.querySelector('[data-testid=stMain]') ?? document.body;
    const watch = new ResizeObserver(show);
    for (const part of [page, ...page.querySelectorAll('[data-testid=stMainBlockContainer], [data-testid=stVerticalBlock]')]) watch.observe(part);
    const moves = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
    const stop = () => { watch.disconnect(); for (const move of moves) removeEventListener(move, stop, true); };
    for (const move of moves) addEventListener(move, stop, true);
    setTimeout(stop, 10000);
    show();
})()"""


def chosen() -> str | None:
    """Return the key of the project that is open; None for the list. A project just opened begins at its latest report."""
    said: Any = link.keep("project")
    key = said if isinstance(said, str) else next(iter(said or ()), None)
    wanted = {"project": key}
    if key != st.session_state.get("project_told"):
        fresh = [choice for choice in OF_PROJECT if not link.is_asked(choice)]
        _forget(fresh)
        wanted |= dict.fromkeys(fresh)
        st.session_state["project_told"] = key
    link.write(**wanted)
    return key


def close() -> None:
    """Go back from a project to the list."""
    st.session_state["project"] = []


def open_at(key: str, place: Any = None) -> NoReturn:
    """Open a project, at a place of its report where one is given. One step for the browser's Back."""
    _forget(OF_PROJECT)
    places = [] if numbers.is_absent(place) else [str(place)]
    st.session_state.update(project=key, project_told=key, place=places)
    link.write(**dict.fromkeys(OF_PROJECT) | {"project": key, "place": places})
    st.rerun()


def _forget(choices: Sequence[str]) -> None:
    for choice in choices:
        st.session_state.pop(choice, None)


def show(view: View, key: str) -> None:
    """The project's page: the report that counts, or another one of the project that was chosen."""
    alone = replace(view, selection=metrics.Selection(projects=(key,), reading=view.selection.reading), chosen=())
    reports = alone.ask("project_reports", project=key)
    report = _choose_report(alone, reports)
    head = alone.row("report_header", report=report)
    findings = alone.ask("report_findings", report=report)
    decided = correct.told_by_place(alone, report)
    beside = _beside(told.by_place(findings, alone.words), decided)
    telling = Telling(alone.words, beside, _paper(alone, report), _place(), correct.paper_place(alone, report))
    st.header(tables.text(head["project_title"]), anchor=False)
    facts = tables.row_in_words(head, alone.words)
    st.caption(" · ".join(f"{alone.words[f'column.{tag}']}: {facts[tag]}" for tag in TAGS))
    _decided(alone, head, decided.get("", ()))
    _promises(alone, alone.row("report_promises", report=report), is_counted=bool(head["is_latest"]))
    compared.choose_project(alone, key)
    parts = tables.records(alone.ask("report_parts", report=report))
    st.caption(alone.words["project.places"])
    _contents(alone, parts, has_versions=len(reports) > 1)
    _section(alone, "head")
    about = told.head([_head_line(alone, head, facts, column) for column in ("project_title", *HEAD)], telling)
    printed.show(about)
    texts, bodies = _texts(alone, report), {}
    for part in parts:
        name, is_said = part["report_part"], part["row_count"] > 0
        bodies[name] = _body(alone, name, report, telling, texts) if is_said else ""
    _findings(alone, findings, "".join((about, *bodies.values())))
    for name, body in bodies.items():
        _section(alone, name)
        if body:
            printed.show(body)
        else:
            st.caption(alone.words["project.blank"])
    if len(reports) > 1:
        _section(alone, "versions")
        st.caption(alone.words["project.versions_measure"])
        printed.show(_versions(alone, reports))
    if telling.here:
        _go_to(telling.here)


def _beside(*found: Mapping[str, Sequence[Finding]]) -> dict[str, list[Finding]]:
    """Findings and corrections of one place in one list."""
    places = dict.fromkeys(place for one in found for place in one)
    return {place: [shown for one in found for shown in one.get(place, ())] for place in places}


def _decided(view: View, head: Mapping[str, Any], placeless: Sequence[Finding]) -> None:
    """What the operator decided about the report and its project: assigned fields, exclusion, corrections without a place."""
    decisions = view.ask("decision_list")
    of_project = decisions[decisions["project_key"] == head["project_key"]]
    for row in tables.records(corrections.in_words(of_project, view.words)):
        if row["deed"] == "excluded" and row["report_id"] != head["report_id"]:
            continue
        said = {"date": numbers.date(row["decided_at"]), **row, "field": row["field"] or "", "report": row["file_name"]}
        text = view.words.say(f"decided.{row['deed']}", **said)
        if row["deed"] == "excluded":
            st.warning(text, icon=":material/block:")
        else:
            st.caption(f"✎ {text}")
    if placeless:
        printed.show("".join(one.html for one in placeless))


def _choose_report(view: View, reports: pd.DataFrame) -> str:
    named = {
        row["report_id"]: view.words.say(
            "project.version",
            form=view.words[f"form.{row['form_code']}"],
            version=row["version_no"],
            file=row["file_name"],
        )
        for row in tables.records(reports)
    }
    counting = reports.loc[reports["is_latest"], "report_id"]
    latest = counting.iloc[0] if len(counting) else reports["report_id"].iloc[-1]  # all may be excluded
    if len(named) == 1:
        st.caption(f"{view.words['project.report']}: {named[latest]}")
        return str(latest)
    chosen: str = link.choose_on_page(
        st.selectbox, view.words["project.report"], list(named), "report", first=latest, format_func=named.__getitem__
    )
    return chosen


def _place() -> str:
    """The place that the link leads to."""
    said = next(iter(link.keep("place") or ()), "")
    link.write(place=said)
    return said if PLACE.fullmatch(said) else ""


def _paper(view: View, report: str) -> str:
    """The link to the page that shows the paper, with a hole for the place; empty where there is no such page."""
    return f"paper?lang={view.words.language}&release={view.snapshot.release_no}&report={report}&place={{place}}"


def _promises(view: View, figures: dict[str, Any], *, is_counted: bool) -> None:
    """Five figures: what was promised and what was done, each with its sources where the report is the one that counts."""
    behind = {
        "grant": Sources("reports_sources", {"name": "grant"}),
        "direct": Sources("effect_list", {"effect": "direct_beneficiaries"}, columns.EFFECT_SOURCES),
        "activities": Sources("activity_list", {}, columns.ACTIVITIES),
        "reached": Sources("indicator_list", {}, columns.INDICATORS, (("is_judged", (True,)),)),
        "findings": Sources("finding_list", {"rule": None}, columns.FINDINGS),
    }
    with st.container(horizontal=True, key="promises"):
        for name, sources in behind.items():
            with st.container(border=True, gap="xsmall", height="stretch", key=f"tile_promise_{name}"):
                title, value = view.words[f"promise.{name}.title"], view.words.say(f"promise.{name}.value", **figures)
                note = printed.quiet(view.words.say(f"promise.{name}.note", **figures))
                printed.show(printed.figure(title, value) + note)
                if is_counted:
                    blocks.sources_button(view, f"promise_{name}", sources, "tile.sources", f"{title}: **{value}**")


def _contents(view: View, parts: Sequence[dict[str, Any]], *, has_versions: bool) -> None:
    """What the page holds, as links; a part that the paper leaves blank says so."""
    listed = [("head", True), ("findings", True), *((part["report_part"], part["row_count"] > 0) for part in parts)]
    if has_versions:
        listed.append(("versions", True))
    unsaid = f" ({view.words['project.blank_short']})"
    items = "".join(
        f'<li><a href="#{name}"{"" if is_said else " class=blank"}>{view.words[f"project_part.{name}"]}'
        f"{'' if is_said else unsaid}</a></li>"
        for name, is_said in listed
    )
    printed.show(f'<nav aria-label="{view.words["project.contents"]}"><ul class="contents">{items}</ul></nav>')


def _section(view: View, name: str) -> None:
    st.subheader(view.words[f"project_part.{name}"], anchor=name)


def _head_line(view: View, head: dict[str, Any], facts: dict[str, str], column: str) -> tuple[str, str, Any]:
    place = HEAD.get(column, "title_place")
    value = facts[column]
    if column == "period_text" and not numbers.is_absent(head["period_start"]):
        value = f"{facts['period_start']} – {facts['period_end']} («{value}»)"
    return view.words[f"column.{column}"], value, head[place]


def _texts(view: View, report: str) -> dict[str, list[dict[str, Any]]]:
    """The running text of the report by its heading."""
    said: dict[str, list[dict[str, Any]]] = {}
    for row in tables.records(view.ask("report_sections", report=report)):
        said.setdefault(row["section"], []).append(row)
    return said


def _body(view: View, part: str, report: str, telling: Telling, texts: dict[str, list[dict[str, Any]]]) -> str:
    """One part of the form as it is told; empty where the paper leaves it blank."""
    said = "".join(
        f'<div class="task">{view.words[f"section.{heading}"]}</div>'
        + "".join(told.paragraph(row["words"], row["place"], telling) for row in texts[heading])
        for heading in SECTIONS.get(part, ())
        if heading in texts
    )
    if part == "plan_fact":
        return "".join(_plan_and_fact(view, report, telling))
    if part == "participants":
        return "".join(_people(view, report, telling))
    if part not in PARTS:
        return said
    metric, cells = PARTS[part]
    rows = tables.records(view.ask(metric, report=report))
    return said + (told.table(rows, cells, telling) if rows else "")


def _plan_and_fact(view: View, report: str, telling: Telling) -> Iterator[str]:
    """The main table by its tasks: of each the activities, then the indicators; last what stands outside any task."""
    tasks = tables.records(view.ask("report_tasks", report=report))
    activities = view.ask("report_activities", report=report)
    indicators = view.ask("report_indicators", report=report)
    for task in (*tasks, None):
        if task is None:
            mine = [
                answer[~answer["task_seq"].isin([one["task_seq"] for one in tasks])]
                for answer in (activities, indicators)
            ]
            title = view.words["project.no_task"] if tasks else ""
        else:
            mine = [answer[answer["task_seq"] == task["task_seq"]] for answer in (activities, indicators)]
            title = tables.text(task["title"])
            yield f'<div class="task">{_number(view, task)}{told.paragraph(title, task["title_place"], telling)}</div>'
        if task is None and title and any(len(answer) for answer in mine):
            yield f'<div class="task">{title}</div>'
        for answer, cells in zip(mine, (ACTIVITIES, INDICATORS), strict=True):
            if len(answer):
                rows = tables.records(answer)
                yield told.table(rows, [cell for cell in cells if _is_said(answer, cell)], telling)


def _number(view: View, task: dict[str, Any]) -> str:
    if task["is_fixed"]:
        return view.words["project.fixed_task"]
    return "" if numbers.is_absent(task["task_no"]) else view.words.say("project.task", n=str(task["task_no"]))


def _is_said(answer: pd.DataFrame, cell: Cell) -> bool:
    """Whether any row has something in the column: this report may have no such column."""
    return any(
        not numbers.is_absent(value) and not (isinstance(value, list) and not value)
        for column in (cell.value, cell.words)
        if column
        for value in answer[column]
    )


def _people(view: View, report: str, telling: Telling) -> Iterator[str]:
    """The participants: a table a scope and dimension, with the printed total beside the sum of its parts."""
    answer = view.ask("report_participants", report=report)
    yield '<div class="people">'
    for (scope, dimension), rows in answer.groupby(["scope", "dimension"], sort=False):
        first = rows.iloc[0]
        total = view.words.say(
            "project.people_total", declared=first["declared_total_count"], counted=first["counted_total_count"]
        )
        caption = f"{view.words[f'dimension.{dimension}']} · {view.words[f'scope.{scope}']} · {total} "
        caption += told.place_link(first["total_place"], telling) + told.found_at(first["total_place"], telling)
        cells = PEOPLE[: 2 if (rows["cell_state"] == "value").all() else 3]
        yield told.table(tables.records(rows), cells, telling, caption)
    yield "</div>"


def _findings(view: View, findings: pd.DataFrame, body: str) -> None:
    """All findings: in full those that stand beside no cell below, the others as links to their cells."""
    _section(view, "findings")
    if findings.empty:
        st.caption(view.words["project.no_findings"])
        return
    st.caption(view.words.say("project.findings_measure", n=len(findings)))
    places = {str(place) for at in ("place", "other_place") for place in findings[at].dropna()}
    printed.show(told.index(findings, [place for place in places if f'id="{told.anchor(place)}"' in body], view.words))


def _versions(view: View, reports: pd.DataFrame) -> str:
    """The figures of all reports of the project side by side."""
    named = [
        f"{view.words[f'form.{row.form_code}']}, {row.version_no}{' ✓' if row.is_latest else ''}"
        for row in reports.itertuples()
    ]
    lines = [
        (view.words[f"column.{column}"], [numbers.by_unit(column, value) for value in reports[column]], "")
        for column in VERSIONS
    ]
    return told.side_by_side(named, lines, view.words)


def _go_to(place: str) -> None:
    """Bring the place that a link names into sight, and keep it there while the page above it is still being drawn."""
    st.html(f"<script>{_FOLLOW_PLACE % told.anchor(place)}</script>", unsafe_allow_javascript=True)
