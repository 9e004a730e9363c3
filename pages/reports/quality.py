"""How far the reports can be trusted: what contradicts itself, is left blank, was not checked or could not be read."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from display import charts, findings, tables
from display.words import Words
from pages.parts import blocks, columns, link
from pages.parts.blocks import Asked
from pages.parts.view import View

GROUPINGS = ("organisation", "year", "region", "sphere", "form", "language")


@blocks.section("rule")
def show_findings(view: View, rules: Sequence[str]) -> None:
    """What the rules have found, of all of them or of the one chosen."""
    words = view.words
    blocks.heading(view, "findings", view.row("selection_size"))
    rule = link.choose_on_page(
        st.selectbox,
        words["column.rule"],
        rules,
        "rule",
        placeholder=words["findings.all_rules"],
        format_func=lambda code: words[f"rule.{code}.title"],
    )
    if rule:
        st.info(words[f"rule.{rule}.explain"], icon=":material/rule:")
    blocks.long_table(view, "findings", Asked("finding_list", {"rule": rule}), columns.FINDINGS, wraps=True)


@blocks.section()
def show_groups(view: View) -> None:
    """Where reports contradict themselves, by what the reader groups them by."""
    blocks.heading(view, "findings_by")
    by = blocks.choose_grouping(view, "findings", GROUPINGS)
    blocks.table(view, "findings_by", view.by("findings_by", by), columns.CONTRADICTING, wraps=True, by=by)


def least_answered(answers: pd.DataFrame, words: Words) -> dict[str, Any]:
    """What the title of the questions says: how many all reports answer, and which the fewest; nothing where none is asked."""
    asked = answers[answers["asked_report_count"] > 0]
    shares = asked["answering_report_count"] / asked["asked_report_count"]
    if asked.empty or shares.min() == 1:
        return {}
    least = tables.records(asked)[int(shares.to_numpy().argmin())]
    return {
        "full_count": int((shares == 1).sum()),
        "question_count": len(asked),
        **least,
        "least": words[f"question.{least['question']}"],
    }


view = blocks.open_page(
    "quality",
    Asked("findings_by_rule"),
    Asked("finding_list", {"rule": None}),
    Asked("skipped_by_rule"),
    Asked("answers_by_question"),
    Asked("findings_by", {"by": "organisation"}),
    Asked("refused_files"),
)
words, rules = view.words, view.ask("findings_by_rule")
failed = rules[rules["failed_report_count"] > 0]

blocks.heading(view, "rules", view.row("selection_size"))
blocks.chart(view, "rules", lambda: charts.rules(failed, words), rules, columns.RULES)

show_findings(view, list(failed["rule"]))
show_groups(view)

answers = view.ask("answers_by_question")
blocks.heading(view, "answers", view.kept("least_answered", lambda: least_answered(answers, words)))
blocks.chart(view, "answers", lambda: charts.answers(answers, words), answers, columns.ANSWERS)

blocks.heading(view, "skipped", view.kept("not_checked", lambda: findings.not_checked(rules)))
blocks.table(view, "skipped", view.ask("skipped_by_rule"), ("rule", "lacking", "report_count"), wraps=True)

blocks.heading(view, "unread", view.row("release_info"))
blocks.refused_files(view)
