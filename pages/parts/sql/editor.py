"""Where a query is typed, or comes with the link, and is run: each one is written into the trail before it is."""

from typing import Final

import streamlit as st

from metrics import bench
from pages.parts import link, who
from pages.parts.copy_link import copy_link
from pages.parts.view import View

LONGEST: Final = 20_000  # characters
LONGEST_IN_LINK: Final = 4_000  # longer ones some browsers and mail programs cut
EXAMPLES: Final = {
    "money": "select report_year, count(*) as project_count, sum(grant_kzt) as grant_kzt\n"
    "from latest_report\ngroup by report_year\norder by report_year",
    "missed": "select kind_code, count(*) as indicator_count,\n"
    "    count(*) filter (where outcome = 'missed') as missed_count\n"
    "from judged_indicator\njoin latest_report using (report_id)\nwhere is_judged and is_decided\n"
    "group by kind_code\norder by missed_count desc",
    "people": "select category, sum(people_count) as people_count, count(people_count) as report_count\n"
    "from fact_participants\njoin latest_report using (report_id)\n"
    "where scope = 'project' and dimension = 'gender'\ngroup by category",
    "rules": "select rule, severity, count(distinct report_id) as report_count\nfrom fact_check\n"
    "where result = 'failed'\ngroup by rule, severity\norder by report_count desc",
    "places": "select region_code, count(distinct (report_id, activity_seq)) as activity_count\n"
    "from bridge_activity_region\nwhere role = 'venue'\ngroup by region_code\norder by activity_count desc",
}


def ask(view: View) -> str:
    """Draw the editor and return the query that stands in it; run it when the reader says so."""
    words = view.words
    if said := link.asked("q"):
        st.session_state["q"] = said[0]
    st.pills(
        words["sql.examples"],
        list(EXAMPLES),
        format_func=lambda name: words[f"sql.example.{name}"],
        key="sql_example",
        on_change=_take_example,
    )
    typed: str = link.draw(
        st.text_area, words["sql.query"], key="q", first=EXAMPLES["money"], height=240, max_chars=LONGEST
    )
    query = typed.strip()
    is_short = len(query) <= LONGEST_IN_LINK
    link.write(q=query if is_short else None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who.ask_name(words)
        is_run = st.button(words["sql.run"], type="primary", icon=":material/play_arrow:", disabled=not query)
        copy_link(view)
    if not is_short:
        st.caption(words["sql.too_long_for_link"])
    limits = bench.LIMITS
    st.caption(
        words.say("sql.limits", rows=limits.rows, seconds=limits.seconds, memory=limits.memory_bytes // (1 << 30))
    )
    if is_run:
        _run(view, query)
    return query


def _take_example() -> None:
    """Put the example that was chosen into the editor; the choice itself is forgotten, so that it can be chosen again."""
    if chosen := st.session_state["sql_example"]:
        st.session_state["q"] = EXAMPLES[chosen]
        st.session_state["sql_example"] = None


def _run(view: View, query: str) -> None:
    """Run a query and keep what it answers, or why it does not."""
    who.record("asked_sql", query=query, release=view.snapshot.release_no)
    told: bench.Answer | bench.Refused
    with st.spinner(view.words["sql.running"]):
        try:
            told = bench.ask_sql(query, view.snapshot)
        except bench.Refused as refused:
            told = refused
    st.session_state["sql_told"] = (query, view.snapshot.release_no, told)
