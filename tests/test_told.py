"""How a report is retold: nothing of it becomes markup, findings stand at their rows, words are marked in their context."""

from typing import Any

import pandas as pd

from display import told
from display.told import Cell, Finding, Telling
from display.words import words

SAID = words("en")
PLAN = (Cell("name", place="name_place"), Cell("plan_value", "plan_text", "plan_place"))


def indicator(name: str, plan: float | None, text: str | None, place: str = "3/2/1") -> dict[str, Any]:
    return {
        "name": name,
        "name_place": place,
        "plan_value": plan,
        "plan_comparator": ">=",
        "plan_text": text,
        "plan_place": "3/2/2",
    }


def test_texts_of_a_report_never_become_markup() -> None:
    evil = "<img src=x onerror=alert(1)>"

    shown = [
        told.table([indicator(evil, 5, evil)], PLAN, Telling(SAID)),
        told.paragraph(evil, "7", Telling(SAID)),
        told.head([(evil, evil, "1")], Telling(SAID)),
        told.side_by_side([evil, evil], [(evil, [evil, evil], evil)], SAID),
        told.snippet(f"{evil} word", ["word"]),
    ]

    assert [html for html in shown if "<img" in html] == []


def test_words_stand_beside_a_value_only_where_they_say_more() -> None:
    plain = told.table([indicator("Trainings", 70, "70")], (Cell("plan_value", "plan_text"),), Telling(SAID))
    more = told.table(
        [indicator("Trainings", 70, "not less than 70")], (Cell("plan_value", "plan_text"),), Telling(SAID)
    )

    assert "«70»" in plain  # the sign that was read is not in the words
    assert "≥ 70" in more
    assert "«not less than 70»" in more


def test_a_finding_stands_once_at_the_row_that_it_names() -> None:
    rows = [indicator("Trainings", 1, None), indicator("Visits", 2, None)]
    about_visits = Finding("<i>visits</i>", frozenset({"Visits"}))
    about_the_cell = Finding("<i>cell</i>", frozenset())

    html = told.table(rows, PLAN, Telling(SAID, {"3/2/2": [about_visits, about_the_cell]}))

    assert (html.count("<i>visits</i>"), html.count("<i>cell</i>")) == (1, 1)
    assert html.index("Trainings") < html.index("<i>cell</i>") < html.index(">Visits") < html.index("<i>visits</i>")


def test_findings_are_listed_in_full_only_where_no_cell_shows_them() -> None:
    row = {
        "rule": "gender_adds_up",
        "severity": "error",
        "details": "{}",
        "other_place": None,
        "other_words": None,
        "other_report": None,
    }
    findings = pd.DataFrame([row | {"place": "4/2/1"}, row | {"place": None}])

    html = told.index(findings, ["4/2/1"], SAID)

    assert html.count('href="#p-4-2-1"') == 1
    assert html.count('class="finding error"') == 1


def test_a_place_leads_to_the_paper_where_a_page_shows_it() -> None:
    html = told.paragraph("Words", "12/4/3", Telling(SAID, paper="paper?report=r&place={place}", here="12/4/3"))

    assert 'href="paper?report=r&amp;place=12/4/3"' in html
    assert 'id="p-12-4-3"' in html
    assert " here" in html


def test_a_long_text_is_cut_between_words_around_the_first_word_found() -> None:
    text = "before " * 60 + "needle " + "after " * 60

    html = told.snippet(text, ["needle"])

    assert html.startswith("…before")
    assert html.endswith("after…")
    assert "<mark>needle</mark>" in html
    assert len(html) < 3 * told.CONTEXT


def test_a_soft_hyphen_hides_no_word() -> None:
    assert told.snippet("се\u00adминар", ["семинар"]) == "<mark>семинар</mark>"


def test_measures_that_differ_are_marked() -> None:
    lines = [("Grant", ["1", "1"], ""), ("People", ["1", "2"], "")]

    html = told.side_by_side(["interim", "final"], lines, SAID)

    assert html.count("class=differs") == 1


def test_a_correction_stands_at_the_row_it_is_of_even_where_another_table_shares_the_cell() -> None:
    made = Finding("<b>70 → 80</b>", frozenset({"Trainings"}), "✎", is_of_named=True)
    telling = Telling(SAID, {"3/2/2": [made]})

    shown = told.table([indicator("Posts", 5, "5"), indicator("Trainings", 80, "70")], PLAN, telling)
    elsewhere = told.table([indicator("Meetings", 5, "5")], PLAN, telling)

    assert shown.count("70 → 80") == 1
    assert shown.index("Trainings") < shown.index("70 → 80")
    assert "✎" in shown
    assert "70 → 80" not in elsewhere


def test_a_value_leads_to_where_it_is_corrected_only_for_who_may() -> None:
    may = told.place_link("3/2/2", Telling(SAID, paper="paper?place={place}", correct="paper?correct=1&place={place}"))
    may_not = told.place_link("3/2/2", Telling(SAID, paper="paper?place={place}"))

    assert 'href="paper?correct=1&amp;place=3/2/2"' in may
    assert "correct" not in may_not
