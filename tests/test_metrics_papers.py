"""What the papers say and what rules found in them: checks, answers, the operator's appendix."""

from __future__ import annotations

import pandas as pd
import pytest

from metrics import Snapshot, ask
from tests.papers import Asked, Papers, row

# --- checks and answers -----------------------------------------------------------------------------------------------


def test_a_note_is_no_contradiction(papers: Papers, asked: Asked) -> None:
    papers.report("note")
    papers.check("note", "experts_named", "note", "failed")
    papers.report("warning")
    papers.check("warning", "results_agree", "warning", "failed")
    papers.report("error")
    papers.check("error", "gender_adds_up", "error", "failed")
    papers.report("clean")
    papers.check("clean", "gender_adds_up", "error", "passed")
    totals = asked("portfolio_totals").iloc[0]
    assert (totals.finding_count, totals.contradicting_report_count, totals.error_report_count) == (3, 2, 1)
    by_form = asked("findings_by", by="form").iloc[0]
    assert by_form[["report_count", "error_count", "warning_count", "note_count"]].tolist() == [4, 1, 1, 1]


def test_a_skipped_rule_has_not_passed(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.check("r", "gender_adds_up", "error", "skipped", lacking="gender_total_and_counts")
    rule = row(asked("findings_by_rule"), rule="gender_adds_up")
    assert (rule.passed_report_count, rule.skipped_report_count, rule.failed_report_count) == (0, 1, 0)
    assert asked("report_findings", report="r").empty
    assert asked("report_checks", report="r")["lacking"].tolist() == ["gender_total_and_counts"]


def test_findings_of_one_rule_or_of_all(papers: Papers, asked: Asked) -> None:
    papers.report("r")
    papers.check("r", "experts_named", "note", "failed")
    papers.check("r", "gender_adds_up", "error", "failed")
    assert asked("finding_list", rule=None)["rule"].tolist() == ["gender_adds_up", "experts_named"]
    assert asked("finding_list", rule="experts_named")["rule"].tolist() == ["experts_named"]


def test_a_question_counts_only_the_reports_whose_form_asks_it(papers: Papers, asked: Asked) -> None:
    papers.report("f", grant_kzt=7e6)
    papers.report("i", form_code="interim")
    papers.report("o", form_code="operator_project_info", grant_kzt=None)
    papers.rows.add("report_risk", report_id="i", risk_seq=1, risk="Аз келу", place="5/1/1")
    answers = asked("answers_by_question")
    assert row(answers, question="grant").iloc[1:].tolist() == [1, 2, 3]
    assert row(answers, question="risks").iloc[1:].tolist() == [1, 1, 3]
    assert row(answers, question="gender").iloc[1:].tolist() == [0, 2, 3]
    assert row(answers, question="regions").iloc[1:].tolist() == [3, 3, 3]


@pytest.mark.parametrize("name", ["titles", "grant", "organisations"])
def test_every_figure_has_its_sources(name: str, made_up: Snapshot) -> None:
    sources = ask("reports_sources", at=made_up, name=name)
    assert sources["value_text"].notna().any()
    assert len(sources) == ask("portfolio_totals", at=made_up).report_count.iloc[0]


def test_the_regions_of_a_report_lead_to_the_first_cell_that_names_one(papers: Papers, asked: Asked) -> None:
    papers.report("named", regions=("KZ-33", "KZ-75"))
    papers.activity("named", 1, venues=("KZ-33",), rule="from_context", place_text=None, place_place="9/1/4")
    papers.activity("named", 2, venues=("KZ-75",), place_text="Алматы қаласы", place_place="9/2/4")
    papers.report("silent", regions=())
    named, silent = asked("regions_sources").to_dict("records")
    assert (named["region_codes"], named["value_text"], named["place"]) == (
        ["KZ-33", "KZ-75"],
        "Алматы қаласы",
        "9/2/4",
    )
    assert (silent["report_id"], silent["region_codes"]) == ("silent", [])
    assert pd.isna(silent["place"])


def test_sources_of_a_figure_are_as_many_as_the_figure_says(made_up: Snapshot) -> None:
    totals = ask("portfolio_totals", at=made_up).iloc[0]
    grants = ask("reports_sources", at=made_up, name="grant")
    assert grants["value_text"].notna().sum() == totals["grant_report_count"]
    for effect, column in {
        "direct_beneficiaries": "direct_report_count",
        "direct_vulnerable": "vulnerable_report_count",
    }.items():
        assert ask("effect_list", at=made_up, effect=effect)["fact_value"].notna().sum() == totals[column]


def test_the_words_behind_a_place_can_be_read(made_up: Snapshot) -> None:
    report = ask("project_list", at=made_up)["report_id"].iloc[0]
    header = ask("report_header", at=made_up, report=report).iloc[0]
    cells = ask("report_cells", at=made_up, report=report)
    assert row(cells, place=header.title_place).words == header.project_title


def test_a_paper_is_leafed_through_without_cutting_a_table_or_losing_a_word(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    for block in (1, 2, 4):
        papers.paragraph("r1", block, "сөз " * 1_600)
    papers.table("r1", 3, ["Көрсеткіш", "10" * 5_000])
    blocks = asked("report_blocks", report="r1").set_index("block_no")
    assert list(blocks["part_no"]) == [1, 1, 2, 2], "the block that fills a part ends it"
    assert list(blocks["is_table"]) == [False, False, True, False]
    whole = asked("report_paper", report="r1", first_block=None, last_block=None)
    assert list(whole["place"]) == ["1", "2", "3/1/1", "3/1/2", "4"]
    assert list(asked("report_paper", report="r1", first_block=2, last_block=3)["place"]) == ["2", "3/1/1", "3/1/2"]


def test_around_a_place_stand_its_block_and_the_paragraphs_beside_it(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    papers.table("r1", 1, ["а", "ә"])
    for block in (2, 3, 4, 6, 7):
        papers.paragraph("r1", block, "сөз")
    papers.table("r1", 5, ["б", "в"])
    shown = asked("paper_around", report="r1", blocks=[5])
    assert list(shown["place"]) == ["3", "4", "5/1/1", "5/1/2", "6", "7"]


def test_values_read_stand_in_the_order_of_the_paper_each_with_its_words(papers: Papers, asked: Asked) -> None:
    papers.report("r1", grant_kzt=7_000_000.0, grant_place="1")
    papers.paragraph("r1", 1, "Грант сомасы: 7 000 000 теңге")
    papers.table("r1", 2, ["Семинар", "кемінде 10", "12"])
    papers.indicator(
        "r1", 10, 12, "exceeded", plan_text="кемінде 10", fact_text="12", plan_place="2/1/2", fact_place="2/1/3", plan_characters="0-10"
    )  # fmt: skip
    values = asked("report_values", report="r1")
    assert list(values["place"]) == ["1", "2/1/2", "2/1/3"]
    assert list(values["words"]) == ["Грант сомасы: 7 000 000 теңге", "кемінде 10", "12"]
    assert list(values["read_value"]) == [7_000_000, 10, 12]
    assert list(values["field"]) == ["grant_kzt", "plan_value", "fact_value"]
    assert row(values, place="2/1/2").characters == "0-10"
    assert list(values["status"].dropna()) == ["exceeded", "exceeded"]


def test_words_of_places_come_in_the_order_asked(papers: Papers, asked: Asked) -> None:
    for report in ("r1", "r2"):
        papers.report(report)
        papers.paragraph(report, 1, f"{report} сөзі")
    told = asked("source_words", reports=["r2", "r1", "r1", "r2"], places=["1", None, "1", "9"])
    assert [None if pd.isna(words) else words for words in told["words"]] == ["r2 сөзі", None, "r1 сөзі", None]
    assert list(told["file_name"]) == ["r2.docx", "r1.docx", "r1.docx", "r2.docx"]


def test_release_info_knows_what_was_read_and_what_was_turned_away(made_up: Snapshot) -> None:
    info = ask("release_info", at=made_up).iloc[0]
    assert (info.release_no, info.report_count, info.refused_count, info.is_example) == (1, 60, 3, True)
    assert info.latest_report_count == ask("portfolio_totals", at=made_up).report_count.iloc[0]


# --- the operator's appendix ------------------------------------------------------------------------------------------


def test_the_appendix_tells_each_project_by_its_latest_report(papers: Papers, asked: Asked) -> None:
    papers.report("r1", project_key="p", is_latest=False, deviation_text="жоқ")
    papers.report("r2", project_key="p", deviation_text="бар")
    for report in ("r1", "r2"):
        papers.activity(report, 1)
        papers.indicator(report, 5, 6, "exceeded", plan_text="кемінде 5", fact_text="6")
    assert list(asked("appendix_projects")["deviation_text"]) == ["бар"]
    assert list(asked("appendix_activities")["report_id"]) == ["r2"]
    assert list(asked("appendix_indicators")["plan_text"]) == ["кемінде 5"]


def test_an_activity_of_no_task_is_in_the_appendix_all_the_same(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    papers.task("r1", 1)
    papers.activity("r1", 1, task_seq=1)
    papers.activity("r1", 2, title="Форум")
    told = asked("appendix_activities")
    assert [None if pd.isna(title) else title for title in told["task_title"]] == ["Міндет", None]


def test_the_appendix_has_changes_and_results_but_no_other_prose(papers: Papers, asked: Asked) -> None:
    papers.report("r1")
    for seq, section in enumerate(("activities", "change_measured", "partners_analysis", "long_term"), 1):
        papers.rows.add(
            "report_section", report_id="r1", section_seq=seq, section=section, words=section, place=str(seq)
        )
    assert list(asked("appendix_sections")["section"]) == ["change_measured", "long_term"]
