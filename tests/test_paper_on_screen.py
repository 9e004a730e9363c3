"""A report's paper as HTML: what is on paper stands in it once, what is ours is told apart, and nothing in it is code."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

import metrics
from display import paper
from display.paper import Mark, Marked
from display.words import LANGUAGES, words

RU = words("ru")


class Page(HTMLParser):
    """The tags of a page that are open at each text, innermost last, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs)))
        self.tags.append(self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((data, [*self.open]))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def within(self, tag: str) -> list[str]:
        """The texts that stand directly in such a tag."""
        return [text for text, opened in self.texts if opened[-1][0] == tag]


def cells(*rows: dict[str, Any]) -> pd.DataFrame:
    """An answer of report_paper; a row needs its place and words."""
    plain = {"row_span": None, "column_span": None, "page_no": None, "confidence_pct": None, "is_heading": False, "is_lost": False}  # fmt: skip
    told = []
    for row in rows:
        block, line, column = (*map(int, row["place"].split("/")), None, None)[:3]
        told.append({**plain, "block_no": block, "row_no": line, "column_no": column, **row})
    return pd.DataFrame(told).astype(dict.fromkeys(("row_span", "column_span", "page_no", "confidence_pct"), "Int64"))


def page(answer: pd.DataFrame, marked: Marked | None = None, language: str = "ru") -> Page:
    return Page(paper.paper(answer, marked or Marked(), "kk", words(language)))


TABLE = cells(
    {"place": "3/1/1", "words": "Көрсеткіш", "is_heading": True, "row_span": 2},
    {"place": "3/1/2", "words": "Мәні", "is_heading": True, "column_span": 2},
    {"place": "3/2/2", "words": "жоспар", "is_heading": True},
    {"place": "3/2/3", "words": "факт", "is_heading": True},
    {"place": "3/3/1", "words": "Семинар саны"},
    {"place": "3/3/2", "words": "10\n12"},
    {"place": "3/3/3", "words": ""},
)


def test_a_table_has_a_caption_its_heading_and_its_spans() -> None:
    shown = page(TABLE)

    assert shown.within("caption") == ["таблица 3"]
    assert shown.within("th") == ["Көрсеткіш", "Мәні", "жоспар", "факт"]
    assert {heading["scope"] for heading in shown.all("th")} == {"col"}
    assert [(th.get("rowspan"), th.get("colspan")) for th in shown.all("th")][:2] == [("2", None), (None, "2")]
    assert len(shown.all("tr")) == 3
    assert [cell["data-place"] for cell in shown.all("td")] == ["3/3/1", "3/3/2", "3/3/3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_is_in_its_own_language_and_our_words_in_the_readers(language: str) -> None:
    shown = page(TABLE, Marked({"3/3/2": [Mark()]}), language)

    for text, opened in shown.texts:
        spoken = next(attributes["lang"] for _, attributes in reversed(opened) if "lang" in attributes)
        assert spoken == ("kk" if text in set(TABLE["words"]) else language), text


def test_the_marked_cell_says_so_in_words_and_marks_the_characters() -> None:
    shown = page(TABLE, Marked({"3/3/2": [Mark("план", (3, 5))]}))
    [cell] = [attributes for attributes in shown.all("td") if attributes["data-place"] == "3/3/2"]

    assert (cell["id"], cell["class"]) == (paper.MARKED_ID, "here")
    assert shown.within("mark") == ["12"]
    assert "● план" in shown.within("small")


def test_only_the_first_marked_cell_is_scrolled_to() -> None:
    shown = page(TABLE, Marked({"3/3/2": [Mark()], "3/3/1": [Mark()]}))

    assert [attributes["data-place"] for _, attributes in shown.tags if "id" in attributes] == ["3/3/1"]


@pytest.mark.parametrize("span", [(0, 99), (4, 4), (5, 3)])
def test_characters_that_the_cell_does_not_have_are_not_marked(span: tuple[int, int]) -> None:
    shown = page(TABLE, Marked({"3/3/2": [Mark("план", span)]}))

    assert shown.all("mark") == []
    assert "10\n12" in shown.within("td")


def test_a_finding_stands_in_its_cell_with_the_name_of_its_rule() -> None:
    findings = pd.DataFrame(
        [
            {"rule": "gender_adds_up", "details": '{"declared": 10}', "place": "3/3/2", "other_place": "3/3/3", "other_report": None},
            {"rule": "gender_adds_up", "details": "{}", "place": None, "other_place": "3/3/1", "other_report": "Басқа есеп"},
        ]
    )  # fmt: skip

    found = paper.findings_by_place(findings, RU)
    shown = page(TABLE, Marked(findings=found))

    assert set(found) == {"3/3/2", "3/3/3"}, "a place in another report is not of this paper"
    assert shown.within("small") == [f"⚠ {RU['rule.gender_adds_up.title']}"] * 2
    [cell] = [attributes for attributes in shown.all("td") if attributes["data-place"] == "3/3/2"]
    assert RU["rule.gender_adds_up.title"] in str(cell["title"])


def test_what_the_paper_lacks_what_is_hidden_and_what_is_doubtful_are_said_in_words() -> None:
    answer = cells(
        {"place": "1/1/1", "words": "", "is_lost": True},
        {"place": "1/1/2", "words": None},
        {"place": "1/1/3", "words": "8O", "confidence_pct": 41},
        {"place": "1/1/4", "words": "80", "confidence_pct": 96},
    )

    said = page(answer).within("small")

    assert said == [RU["paper.lost"], RU["paper.hidden"], RU.say("paper.unsure", pct="41\N{NO-BREAK SPACE}%")]


def test_a_page_is_named_where_it_begins() -> None:
    shown = page(cells(*({"place": str(at), "words": "сөз", "page_no": at // 2 + 1} for at in range(1, 5))))

    assert shown.within("div") == ["страница 1", "страница 2", "страница 3"]


def test_no_word_of_a_report_is_taken_for_code() -> None:
    evil = '<img src=x onerror="alert(1)"> & <b>'
    answer = cells({"place": "1/1/1", "words": evil}, {"place": "1/1/2", "words": evil}, {"place": "2", "words": evil})

    shown = page(answer, Marked({"2": [Mark(evil, (0, 4))]}, {"2": [(evil, evil)]}))

    assert not {"img", "b"} & {tag for tag, _ in shown.tags}
    assert shown.within("td") == [evil, evil]


def test_a_whole_paper_of_the_warehouse_is_drawn_with_every_word(made_up: metrics.Snapshot) -> None:
    report = metrics.ask("project_list", at=made_up)["report_id"].iloc[0]
    answer = metrics.ask("report_paper", at=made_up, report=report, first_block=None, last_block=None)

    shown = page(answer)

    assert {cell["data-place"] for _, cell in shown.tags if "data-place" in cell} == set(answer["place"])
    assert "".join(answer["words"]).replace("\n", "") == "".join(
        text for text, opened in shown.texts if opened[-1][0] in ("p", "td", "th")
    ).replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_in_words(language: str, made_up: metrics.Snapshot) -> None:
    for report in metrics.ask("project_list", at=made_up)["report_id"].head(5):
        answer = metrics.ask("report_values", at=made_up, report=report)
        said = paper.values(answer, words(language))
        assert len(said) == len(answer)
        assert said["field"].notna().all()
        book = paper.values_for_workbook(answer, words(language))
        assert book["read_value"].dtype.kind == "f"
