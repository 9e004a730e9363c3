"""The Excel forms that NGOs fill in: what is filled in is read back whole, and what is not is read as nothing."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data.examples import examples
from data.examples.word import word_bytes
from etl import places as known_places
from etl import run
from etl.cells import quantity
from etl.facts import as_facts
from etl.forms import wordings
from etl.template import LANGUAGES, Language, _layout, codes, places, template
from tests.filled_template import Filler

FORMS = [(form, language) for form in codes() for language in LANGUAGES]
BOUNDS: dict[Language, dict[str, str]] = {
    "kk": {"=": "", ">=": "кемінде", "<=": "артық емес"},
    "ru": {"=": "", ">=": "не менее", "<=": "не более"},
}
NO_DEVIATION: dict[Language, str] = {"kk": "Ауытқулар болған жоқ", "ru": "Отклонений не было"}
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


# --- what may be filled in ------------------------------------------------------------------------------

WORDS: dict[Language, list[str]] = {
    "kk": ["құқықтық", "сауат", "кездесу", "ауыл", "тұрғын", "көмек", "тәжірибе", "дөңгелек", "үстел", "отбасы"],
    "ru": ["правовая", "встреча", "село", "житель", "помощь", "опыт", "круглый", "стол", "семья", "обучение"],
}
TASK: dict[Language, str] = {"kk": "{} міндет. {}", "ru": "Задача {}. {}"}
ACTIVITY: dict[Language, str] = {"kk": "{} іс-шара. {}", "ru": "Мероприятие {}. {}"}


@dataclass
class Indicator:
    name: str
    comparator: str
    plan: int | float | None
    unit: str
    fact: int | float | None


@dataclass
class Activity:
    title: str
    date: str
    place: str
    participants: int | None
    result: str
    outcome: str
    indicators: list[Indicator]


@dataclass
class Facts:
    language: Language
    tasks: list[tuple[str, list[Activity]]]
    effects: dict[str, tuple[str, int | None, int | None]]
    people: dict[tuple[str, bool], tuple[int | None, dict[str, int | None]]]
    partners: list[tuple[str, str, str]]
    proposals: list[dict[str, str]]
    paragraphs: dict[str, list[str]] = field(default_factory=dict)


def phrases(language: Language) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(WORDS[language]), min_size=2, max_size=5)
    return words.map(" ".join).map(lambda said: said[0].upper() + said[1:])


NUMBERS = st.one_of(st.none(), st.integers(0, 99_999), st.integers(1, 9_999).map(lambda n: n / 10))
COUNTS = st.one_of(st.none(), st.integers(0, 5_000))


@st.composite
def indicators(draw: st.DrawFn, language: Language) -> list[Indicator]:
    names = draw(st.lists(phrases(language), min_size=1, max_size=4, unique=True))
    units = st.sampled_from(["", *_layout()["lists"][language]["units"]])
    return [
        Indicator(name, draw(st.sampled_from(["=", ">=", "<="])), draw(NUMBERS), draw(units), draw(NUMBERS))
        for name in names
    ]


@st.composite
def activities(draw: st.DrawFn, language: Language) -> list[Activity]:
    titles = draw(st.lists(phrases(language), min_size=1, max_size=3, unique=True))
    days = st.sampled_from(["", "05.05.2026", "05.05.2026 – 07.05.2026", "12.11.2026"])
    venues = st.one_of(st.just(""), st.sampled_from(places(language)))
    said = st.one_of(st.just(""), phrases(language))
    return [
        Activity(
            title, draw(days), draw(venues), draw(st.one_of(st.none(), st.integers(1, 900))), draw(said), draw(said),
            draw(indicators(language)),
        )
        for title in titles
    ]  # fmt: skip


@st.composite
def facts(draw: st.DrawFn, language: Language) -> Facts:
    said = wordings("final")
    titles = draw(st.lists(phrases(language), min_size=1, max_size=3, unique=True))
    effects = {
        one["code"]: (draw(st.sampled_from(["=", ">=", "<="])), draw(COUNTS), draw(COUNTS)) for one in said["effects"]
    }
    people = {}
    for dimension in said["dimensions"]:
        for small in (False, True):
            counts = {one["code"]: draw(COUNTS) for one in dimension["categories"]}
            total = draw(COUNTS)
            if total is not None or any(count is not None for count in counts.values()):
                people[dimension["code"], small] = (total, counts)
    rows = st.lists(st.tuples(phrases(language), phrases(language), phrases(language)), max_size=4, unique=True)
    proposals = [
        {"area": a, "direction": b, "problem": c, "budget": "5000"}
        for a, b, c in draw(rows.filter(lambda r: len(r) < 4))
    ]
    sections = ["goal_reached", "change_measured", "concrete_results", "long_term", "socio_economic"]
    paragraphs = {name: draw(st.lists(phrases(language), max_size=3)) for name in sections}
    return Facts(
        language, [(title, draw(activities(language))) for title in titles], effects, people, draw(rows), proposals,
        paragraphs,
    )  # fmt: skip


def filled(facts: Facts) -> Filler:
    """The final report with the facts filled in, a row an indicator."""
    form = Filler("final", facts.language)
    words = _layout()["words"][facts.language]
    form.beside(words["contract_no"], "17-А")
    form.beside(words["contract_date"], date(2026, 3, 3))
    form.field("organisation", "«Үміт» қоғамдық қоры")
    form.field("head", "Ахметова Айгүл Серікқызы")
    form.field("contacts", "Тараз қаласы, Абай көшесі, 5, +7 701 000 11 22")
    form.field("title", "«Көмек» жобасы")
    form.field("period", date(2026, 3, 1), date(2026, 11, 30))
    form.field("grant", 24_450_000)
    form.field("goal", "Ауыл тұрғындарына көмек")
    form.table("main", list(main_rows(facts)))
    for code, (comparator, plan, fact) in facts.effects.items():
        form.effect(code, (BOUNDS[facts.language][comparator] or None, plan), fact)
    form.below("deviation", [NO_DEVIATION[facts.language]], "fields")
    for name, said in facts.paragraphs.items():
        form.below(name, said)
    for (dimension, small), (total, counts) in facts.people.items():
        form.people(dimension, total, counts, small_grants=small)
    form.table(
        "partners", [{"no": n, "name": a, "role": b, "contact": c} for n, (a, b, c) in enumerate(facts.partners, 1)]
    )
    form.table("proposals", [{"no": n, **row} for n, row in enumerate(facts.proposals, 1)])
    return form


def main_rows(facts: Facts) -> Any:
    for no, (task, activities) in enumerate(facts.tasks, 1):
        for number, activity in enumerate(activities, 1):
            for row, one in enumerate(activity.indicators):
                cells: dict[str, Any] = {
                    "name": one.name,
                    "plan": (BOUNDS[facts.language][one.comparator] or None, one.plan, one.unit or None),
                    "fact": one.fact,
                }
                if row == 0:
                    cells |= {
                        "activity": ACTIVITY[facts.language].format(number, activity.title),
                        "date": activity.date or None,
                        "place": activity.place or None,
                        "participants": activity.participants,
                        "result": activity.result or None,
                        "outcome": activity.outcome or None,
                    }
                if row == 0 and number == 1:
                    cells["task"] = TASK[facts.language].format(no, task)
                yield cells


def said_in(facts: Facts) -> dict[str, Any]:
    """What a reader must find of the facts, in the shape of `as_facts`."""
    all_activities = [
        (no, number, one) for no, (_, listed) in enumerate(facts.tasks, 1) for number, one in enumerate(listed, 1)
    ]
    return {
        "organisation": "«Үміт» қоғамдық қоры",
        "head": "Ахметова Айгүл Серікқызы",
        "project": {
            "title": "«Көмек» жобасы", "contract_no": "17-А", "contract_date": "2026-03-03",
            "start": "2026-03-01", "end": "2026-11-30", "grant_kzt": 24_450_000, "goal": "Ауыл тұрғындарына көмек",
        },
        "deviation_note": NO_DEVIATION[facts.language],
        "tasks": [(no, title) for no, (title, _) in enumerate(facts.tasks, 1)],
        "activities": [
            (no, number, one.title, one.date or None, one.place or None, one.participants)
            for no, number, one in all_activities
        ],
        "told": [(one.result or None, one.outcome or None) for _, _, one in all_activities],
        "indicators": [
            (
                no, number, one.name, one.plan, one.comparator if one.plan is not None else None, one.fact,
                _unit(one.unit) if one.plan is not None or one.fact is not None else None,
            )
            for no, number, activity in all_activities
            for one in activity.indicators
        ],
        "effects": [(code, plan, comparator if plan is not None else None, fact) for code, (comparator, plan, fact) in facts.effects.items()],
        "demographics": {
            (dimension, "small_grants" if small else "project"): said for (dimension, small), said in facts.people.items()
        },
        "partners": facts.partners,
        "proposals": [{"no": str(n), **row} for n, row in enumerate(facts.proposals, 1)],
        "paragraphs": facts.paragraphs,
    }  # fmt: skip


def _unit(unit: str) -> str | None:
    said = quantity(f"5 {unit}")
    return said.unit if said else None


def read_in(path: Path) -> dict[str, Any]:
    """What is read in a filled form, in the same shape."""
    done = run.parse(path)
    found, report = as_facts(done.report, done.outcomes), done.report
    assert not found["recommendations"]
    return {
        "organisation": found["organisation"]["name"],
        "head": found["organisation"]["head"],
        "project": {key: found["project"][key] for key in ("title", "contract_no", "contract_date", "start", "end", "grant_kzt", "goal")},
        "deviation_note": found["deviation_note"],
        "tasks": [(one["no"], one["title"]) for one in found["tasks"]],
        "activities": [
            (one["task_no"], one["no"], one["title"], one["date_text"], one["place_text"], one["participants"])
            for one in found["activities"]
        ],
        "told": [(one.result and one.result.line, one.outcome and one.outcome.line) for one in report.activities],
        "indicators": [
            tuple(one[key] for key in ("task_no", "activity_no", "name", "plan", "comparator", "fact", "unit"))
            for one in found["indicators"]
        ],
        "effects": [
            (one.code, _number(one.plan), one.plan.quantity.comparator if one.plan and one.plan.quantity else None, _number(one.fact))
            for one in report.effects
        ],
        "demographics": {
            (one["dimension"], one["scope"]): (one["declared_total"], one["counts"]) for one in found["demographics"]
        },
        "partners": [(one["name"], one["role"], one["contact"]) for one in found["partners"]],
        "proposals": found["proposals"],
        "paragraphs": {
            name: [one["words"] for one in found["sections"] if one["section"] == name]
            for name in ("goal_reached", "change_measured", "concrete_results", "long_term", "socio_economic")
        },
    }  # fmt: skip


def _number(stated: Any) -> int | None:
    return int(stated.quantity.value) if stated is not None and stated.quantity is not None else None


# --- what is filled in is read back ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@settings(
    max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # a shrunk example takes minutes
@given(data=st.data())
def test_whatever_is_filled_in_is_read_back_whole(language: Language, data: st.DataObject) -> None:
    made = data.draw(facts(language))
    with TemporaryDirectory() as folder:
        assert read_in(filled(made).save(Path(folder) / "report.xlsx")) == said_in(made)


@needs_libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_spreadsheet_has_saved_anew_says_the_same(language: Language, tmp_path: Path) -> None:
    """LibreOffice computes the sums beside the tables and writes everything in its own way."""
    made = example(language)
    saved = recalculated(filled(made).save(tmp_path / "report.xlsx"))
    assert read_in(saved) == said_in(made)


@pytest.mark.parametrize(("form", "language"), FORMS)
def test_an_empty_form_says_nothing_and_what_it_lacks_is_told(form: str, language: Language, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template(form, language))
    done = run.parse(path)
    found = as_facts(done.report, done.outcomes)
    assert (found["form"], found["language"]) == (form, language)
    for part in (
        "tasks",
        "activities",
        "indicators",
        "demographics",
        "partners",
        "proposals",
        "events",
        "risks",
        "evidence",
    ):
        assert found[part] == [], part
    # captions of the tables of participants stand in their section, as they do in a paper
    assert {one["section"] for one in found["sections"]} <= {"participants"}
    assert not any(one["plan_text"] or one["fact_text"] for one in found["effects"])
    assert "header_complete" in {one["rule"] for one in found["findings"]}
    assert not done.report.troubles


NARRATIVE = [("2024_aralyq_002", "interim"), ("2021_promezhutochny_011", "interim"), ("2024_operator_012", "operator_project_info"),
             ("2025_operator_ru_003", "operator_project_info")]  # fmt: skip


@pytest.mark.parametrize(("name", "form"), NARRATIVE)
def test_forms_in_prose_say_the_same_as_the_paper_that_the_words_were_taken_from(
    name: str, form: str, tmp_path: Path
) -> None:
    """One paragraph a row; of the made-up papers in Word what they say in prose and in tables is copied into the form."""
    made = next(one for one in examples() if one.name == name)
    (tmp_path / "paper.docx").write_bytes(word_bytes(made.document))
    told, copied = run.parse(tmp_path / "paper.docx").report, Filler(form, made.report.language)  # type: ignore[arg-type]
    copied.field("title", made.report.title)
    for section in {one.code for one in told.sections} - {"participants", "note", "events", "risks"}:
        words = [one.text.line for one in told.sections if one.code == section and one.text != told.deviation]
        copied.below(section, words)
    if form == "interim":
        copied.field("organisation", made.report.organisation.name)
        copied.field("grant", made.report.grant_kzt)
        copied.field("period", made.report.start, made.report.end)
        copied.table("events", [_cells(one) for one in told.events])
        copied.table("risks", [_cells(one) for one in told.risks])
        copied.table("evidence", [{"appendix": e.appendix_no, **_cells(e)} for e in told.evidence])
    else:
        copied.below("deviation", [told.deviation.line if told.deviation else ""], "fields")
        for row in told.participants:
            copied.people(row.dimension, row.total, {code: count.count for code, count in row.counts.items()})
    again = as_facts(run.parse(copied.save(tmp_path / "form.xlsx")).report)
    first = as_facts(told)
    for part in (
        "tasks",
        "activities",
        "indicators",
        "effects",
        "demographics",
        "events",
        "risks",
        "evidence",
        "deviation_note",
    ):
        assert _unplaced(again[part]) == _unplaced(first[part]), part
    assert (again["project"]["title"], again["project"]["grant_kzt"]) == (
        first["project"]["title"],
        first["project"]["grant_kzt"],
    )


def _cells(row: Any) -> dict[str, Any]:
    """The cells of a row of a table, as they are written; its number is one of them."""
    said = {name: getattr(row, name) for name in row.__dataclass_fields__}
    cells = {name: text.line for name, text in said.items() if hasattr(text, "line")}
    return cells | ({"no": row.no} if "no" in said else {})


def _unplaced(said: Any) -> Any:
    """The facts without where they stand."""
    if isinstance(said, list):
        return [_unplaced(one) for one in said]
    if not isinstance(said, dict):
        return said
    where = ("place", "line", "plan_place", "fact_place", "characters", "plan_characters", "fact_characters")
    return {key: value for key, value in said.items() if key not in where}


def example(language: Language) -> Facts:
    """A filled form whose sums agree, save that one age group is ten people short."""
    one, other = WORDS[language][:2]
    participants = Indicator(f"{one} {other}".capitalize(), ">=", 70, _layout()["lists"][language]["units"][0], 85)
    replies = Indicator(f"{other} {one}".capitalize(), "<=", 5, "", 7)
    share = Indicator(f"{other} {other}".capitalize(), "=", 82.5, "%", None)
    activity = Activity(
        f"{one} {one}".capitalize(), "05.05.2026", places(language)[40], 85, "", "", [participants, replies, share]
    )
    people: dict[tuple[str, bool], tuple[int | None, dict[str, int | None]]] = {
        ("gender", False): (100, {"male": 40, "female": 60}),
        ("status", False): (100, {"youth": 90, "disabled": None, "other": 10}),
        ("age", False): (100, {"13-16": 30, "17-22": 60}),
    }
    everything = {
        one["code"]: [category["code"] for category in one["categories"]] for one in wordings("final")["dimensions"]
    }
    people = {
        (dimension, small): (total, {code: counts.get(code) for code in everything[dimension]})
        for (dimension, small), (total, counts) in people.items()
    }
    effects: dict[str, tuple[str, int | None, int | None]] = {
        one["code"]: ("=", None, None) for one in wordings("final")["effects"]
    }
    effects |= {"direct_beneficiaries": (">=", 90, 100), "payroll_kzt": ("=", 20_000_000, 20_000_000)}
    effects |= {"taxes_kzt": ("=", 450_000, 450_000), "contribution_kzt": ("=", 4_000_000, 4_000_000)}
    paragraphs = {
        "goal_reached": [f"{one} {other}".capitalize()],
        "change_measured": [],
        "concrete_results": [],
        "long_term": [],
        "socio_economic": [],
    }
    return Facts(language, [(f"{other} {one} {other}".capitalize(), [activity])], effects, people, [], [], paragraphs)


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    folder = path.parent / "saved"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile", "--convert-to", "xlsx", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / path.name


@needs_libreoffice
def test_the_sums_beside_the_tables_check_themselves(tmp_path: Path) -> None:
    book = load_workbook(recalculated(filled(example("ru")).save(tmp_path / "report.xlsx")), data_only=True)
    marks = {
        page.title: [str(cell.value) for row in page.iter_rows() for cell in row if str(cell.value)[:1] in "✓✗"]
        for page in book.worksheets[1:]
    }
    assert marks["2 Мероприятия"] == ["✓", "✗"]  # 85 of at least 70; 7 of at most 5; the third has no fact
    assert marks["3 Эффект"] == ["✓"]  # pay, taxes and purchases come to the grant
    assert marks["4 Участники"] == ["✓", "✓", "✗ -10", "✓", "✓"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_the_lists_is_understood(language: Language) -> None:
    said = _layout()["lists"][language]
    at_least, at_most = (quantity(f"{bound} 5 {said['units'][0]}") for bound in said["bounds"])
    assert at_least is not None
    assert at_most is not None
    assert (at_least.comparator, at_most.comparator) == (">=", "<=")
    for unit in said["units"]:
        found = quantity(f"5 {unit}")
        assert found is not None, unit
        assert (found.value, bool(found.unit)) == (Decimal(5), True), unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_the_list_is_found_where_it_is(language: Language) -> None:
    region = ""
    for said in places(language):
        found = known_places.find(said)
        if "," not in said:
            assert [one.district for one in found] == [None], said
            region = found[0].region
        assert {one.region for one in found} == {region}, said
        assert found[-1].district or said.count(",") == 0, said


@pytest.mark.parametrize(("form", "language"), FORMS)
def test_only_what_is_to_be_filled_in_is_open(form: str, language: Language) -> None:
    book = load_workbook(BytesIO(template(form, language)))
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    assert all(page.protection.sheet for page in shown)
    for page in shown:
        open_cells = [cell for row in page.iter_rows() for cell in row if not cell.protection.locked]
        assert not [cell.value for cell in open_cells if cell.value is not None]
        assert page is shown[0] or open_cells


@pytest.mark.parametrize("form", codes())
def test_each_language_has_its_own_labels(form: str) -> None:
    said = {language: _words_of(form, language) for language in LANGUAGES}
    same = {words for words in said["kk"] & said["ru"] if not words.replace(".", "").isdigit()}
    assert same <= {"№", "Индикатор", "Индикаторы", "факт", "–"}
    assert not any(set("әғқңөұүһі") & set(words.lower()) for words in said["ru"])


def _words_of(form: str, language: Language) -> set[str]:
    book = load_workbook(BytesIO(template(form, language)))
    shown = [page for page in book.worksheets if page.sheet_state == "visible"]
    cells = {cell.value for page in shown for row in page.iter_rows() for cell in row}
    return {words for words in cells if isinstance(words, str) and not words.startswith("=")}


def test_a_form_that_there_is_no_template_of_is_named_with_those_there_are() -> None:
    with pytest.raises(LookupError, match=r"no template of form 'yearly'; there are: final, interim"):
        template("yearly", "kk")
