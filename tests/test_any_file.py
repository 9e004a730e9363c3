"""Whatever a file holds, it is read or refused with a reason: no other error comes out of reading."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cells import CellUnclear, amount_kzt, date_span, people_count, quantity
from etl.checks import Outcome
from etl.document import Document
from etl.errors import ReportRefused
from etl.extract import extract
from etl.facts import as_facts
from etl.narrative import mentions
from etl.readers import READERS, read
from etl.rows import as_rows
from etl.rules import check
from etl.settle import settled
from etl.stacks import names_of, paired, values_of
from tests.builders import form, paper
from tests.docx_builder import (
    Xml,
    cell,
    control,
    deleted,
    docx,
    field,
    field_begin,
    hidden,
    inserted,
    numbering,
    p,
    prompt,
    raised,
    row,
    run,
    symbol,
    table,
    text_box,
)

LETTERS = "абәіңқ Жосприк0129.,-–№/()%«»\n\t|²½٣①\u00a0\u200b\ufeff"
WORDS = st.one_of(
    st.text(LETTERS, max_size=40),
    st.sampled_from(
        [
            "1 міндет. Оқыту",
            "Мероприятие 1.1. Семинар",
            "70-тен кем емес",
            "5/1",
            "31.02.2023",
            "2023 жылғы 5-10 мамыр",
            "4 млн теңге",
            "Қатысушылар саны",
            "Жоспар",
            "факт",
            "Қорытынды есеп",
            "9" * 40,
            "https://example.kz/a",
            "²",
            "Гендерлік көрсеткіш",
        ]
    ),
)
LINES = st.lists(st.one_of(WORDS, st.sampled_from(paper().splitlines())), max_size=30)
FORMS = st.sampled_from(["final", "interim", "operator_project_info"])


def told(document: Document, code: str) -> list[Outcome]:
    """What the rules say of a document taken for that form; everything that follows reading is done."""
    document = settled(document, form(code))
    report = extract(document, form(code))
    outcomes = check(report)
    as_facts(report, outcomes)
    as_rows(report, outcomes, document)
    return list(outcomes)


def taken(raw: bytes, name: str) -> Document | None:
    """The document in a file of that name; None if it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        with suppress(ReportRefused):
            return read(path)
    return None


@given(WORDS)
@settings(max_examples=500, deadline=None)
def test_any_cell_has_a_value_or_a_reason(words: str) -> None:
    for reader in (quantity, amount_kzt):
        with suppress(CellUnclear):
            reader(words)
    date_span(words, 2023)
    people_count(words)
    mentions(words)
    names_of(words)
    values_of(words)
    paired(words, words, words)


@given(LINES, FORMS)
@settings(max_examples=150, deadline=None)
def test_any_lines_are_read(lines: list[str], code: str) -> None:
    for ending in (".txt", ".md"):
        document = taken("\n".join(lines).encode(), f"есеп{ending}")
        assert document is None or told(document, code)


@given(st.binary(max_size=300), st.sampled_from(sorted(set(READERS) - {".doc", ".odt", ".rtf"})))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes, ending: str) -> None:
    taken(raw, f"есеп{ending}")


RUNS = st.recursive(
    st.one_of(
        WORDS.map(lambda words: run(_printable(words))),
        st.sampled_from(["F0FC", "2265", "D800", "", "zz"]).map(symbol),
        WORDS.map(lambda words: raised(_printable(words))),
        WORDS.map(lambda words: hidden(_printable(words))),
        st.sampled_from([field_begin("PAGE"), Xml('<w:r><w:fldChar w:fldCharType="end"/></w:r>')]),
    ),
    lambda inside: st.one_of(
        inside.map(inserted),
        inside.map(control),
        inside.map(prompt),
        inside.map(lambda pieces: field("TOC", pieces)),
        inside.map(lambda pieces: field('HYPERLINK "http://a"', pieces)),
        inside.map(lambda pieces: text_box(p(pieces))),
        st.just(deleted("ескі")),
    ),
    max_leaves=4,
)
PARAGRAPHS = st.builds(
    lambda pieces, number, end: p(*pieces, number=number, end_deleted=end),
    st.lists(RUNS, max_size=3),
    st.sampled_from([None, None, (1, 0), (1, 8), (9, 1)]),
    st.booleans(),
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inside: st.lists(
        st.builds(
            lambda cells, before, after: row(*cells, before=before, after=after),
            st.lists(
                st.builds(
                    lambda content, span, merge: cell(*content, span=span, merge=merge),
                    st.lists(inside, max_size=2),
                    st.integers(0, 3),
                    st.sampled_from(["", "", "restart", "continue"]),
                ),
                max_size=4,
            ),
            st.integers(0, 2),
            st.integers(0, 2),
        ),
        max_size=4,
    ).map(lambda rows: table(*rows)),
    max_leaves=6,
)


def _printable(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable())


@given(st.lists(BLOCKS, max_size=5), FORMS)
@settings(max_examples=150, deadline=None)
def test_any_word_file_is_read(blocks: list[Xml], code: str) -> None:
    parts = {"word/numbering.xml": numbering(("decimal", "%1."), ("bullet", "%9"))}
    document = taken(docx(*blocks, parts=parts), "есеп.docx")
    assert document is None or told(document, code)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_word_file_with_other_bytes_somewhere_is_read_or_refused(at: int, other: bytes) -> None:
    raw = docx("Есеп", table("а | б"))
    at = at * len(raw) // 400
    taken(raw[:at] + other + raw[at + len(other) :], "есеп.docx")


@pytest.mark.parametrize("ending", sorted(READERS))
def test_an_empty_file_is_refused(ending: str) -> None:
    assert taken(b"", f"есеп{ending}") is None
