"""Small numbers of people are hidden by one rule, and nothing that can be asked tells them: docs/hidden-numbers.md."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import metrics
from display import tables
from display.words import LANGUAGES, words
from etl.rules import people
from metrics import Selection, Snapshot, ask
from metrics.opened import cursor_of
from tests import made_up_warehouse
from tests.made_up_warehouse import CATEGORIES
from tests.papers import Papers

BELOW = metrics.settings()["suppress_people_below"]
Table = tuple[int | None, ...]  # a table's cells in the order of the form; None is a blank cell


def add_table(
    papers: Papers, report: str, dimension: str, cells: Table, total: int | None, scope: str = "project", block: int = 1
) -> None:
    """A table of participants as the warehouse keeps it, and the words of its cells."""
    for order, (category, count) in enumerate(zip(CATEGORIES[dimension], cells, strict=False), start=1):
        papers.rows.add(
            "fact_participants",
            report_id=report,
            scope=scope,
            dimension=dimension,
            category=category,
            category_order=order,
            people_count=count,
            cell_state="blank" if count is None else "value",
            declared_total_count=total,
            place=f"{block}/2/{order}",
            total_place=f"{block}/1/1",
        )
        add_words(papers, report, f"{block}/2/{order}", "" if count is None else str(count))
    add_words(papers, report, f"{block}/1/1", str(total))


def add_words(papers: Papers, report: str, place: str, said: str) -> None:
    block, row, column = map(int, place.split("/"))
    papers.rows.add(
        "source_cell",
        report_id=report,
        place=place,
        block_no=block,
        row_no=row,
        column_no=column,
        words=said,
        is_heading=False,
        is_lost=False,
    )


def add_check(papers: Papers, report: str, rule: str, place: str, **details: object) -> None:
    papers.rows.add(
        "fact_check",
        report_id=report,
        check_seq=len(papers.rows.by_table["fact_check"]) + 1,
        rule=rule,
        severity="error",
        kind="contradiction",
        result="failed",
        details=json.dumps(details),
        place=place,
    )


@pytest.fixture
def shown(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """The table of a report as it is shown."""

    def show(*cells: int | None, total: int | None = None, dimension: str = "status") -> pd.DataFrame:
        papers = Papers()
        papers.report("r1")
        add_table(papers, "r1", dimension, cells, total)
        return ask("report_participants", at=papers.written(tmp_path), report="r1")

    return show


Shown = Callable[..., pd.DataFrame]


def counts(answer: pd.DataFrame) -> list[object]:
    """The cells as a reader sees them: numbers, and the words for what is none."""
    return [
        state if pd.isna(count) else int(count)
        for count, state in zip(answer["people_count"], answer["cell_state"], strict=True)
    ]


# --- the rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        ((3, 40, 200), ["hidden", "hidden", 200]),  # 3 = 243 - 40 - 200, so the next smallest is hidden too
        ((3, 200), ["hidden", "hidden"]),
        ((0, 3, 40, 200), [0, "hidden", "hidden", 200]),  # nobody is behind a 0
        ((1, 1, 40, 200), ["hidden", "hidden", "hidden", 200]),  # two hidden that make 2 are 1 and 1
        ((2, 3, 40, 200), ["hidden", "hidden", "hidden", 200]),  # 2 and 3 are both below five, whatever else
        ((4, 4, 40, 200), ["hidden", "hidden", 40, 200]),  # 8 may be 1 and 7, or 5 and 3
        (
            (3, 200, 201, 900),
            ["hidden", "hidden", "hidden", 900],
        ),  # 3 and 200 are at most 200: the other would be 3 or more
        ((3, None, 40, 200), ["hidden", "blank", "hidden", 200]),
        ((5, 40, 200), [5, 40, 200]),
        ((0, 0, 5), [0, 0, 5]),
        ((None, None), ["blank", "blank"]),
    ],
)
def test_a_small_number_is_hidden_and_what_would_tell_it(shown: Shown, cells: Table, seen: list[object]) -> None:
    assert counts(shown(*cells)) == seen


@pytest.mark.parametrize("cells", [(3, 0), (0, 3, 0), (2, 3), (1, 1, 1)])
def test_a_table_too_small_to_be_protected_is_hidden_with_its_zeros(shown: Shown, cells: Table) -> None:
    assert set(counts(shown(*cells))) == {"hidden"}


def test_a_total_that_is_itself_small_is_hidden(shown: Shown) -> None:
    answer = shown(3, 0, total=3, dimension="gender")
    assert answer["declared_total_count"].isna().all()
    assert answer["counted_total_count"].isna().all()
    assert set(answer["total_state"]) == {"hidden"}


def test_the_sum_of_the_parts_has_the_hidden_ones_in_it(shown: Shown) -> None:
    answer = shown(3, 40, 200, total=245)
    assert (set(answer["declared_total_count"]), set(answer["counted_total_count"])) == ({245}, {243})


def tables_of(count: int, most: int) -> Iterator[Table]:
    return itertools.product(range(most + 1), repeat=count)


@pytest.mark.parametrize(("count", "most"), [(2, 24), (3, 13), (4, 8)])
def test_even_who_knows_the_rule_cannot_tell_a_hidden_number(count: int, most: int, tmp_path: Path) -> None:
    """Of all small tables, those that look alike differ: a hidden number is one of as many as "below five" leaves open."""
    papers = Papers()
    for at, cells in enumerate(tables_of(count, most)):
        add_table(papers, f"r{at}", "status", cells, sum(cells))
    made_up_warehouse.write(tmp_path, papers.rows)
    looks: defaultdict[tuple[object, ...], list[Table]] = defaultdict(list)
    asked = cursor_of(metrics.current(tmp_path)).execute(
        """select list(people_count order by category_order), list(cell_state order by category_order),
                  any_value(declared_total_count), any_value(counted_total_count), any_value(hidden_people_count)
           from participants group by report_id order by report_id[2:]::integer"""
    )
    for cells, (numbers, states, *totals) in zip(tables_of(count, most), asked.fetchall(), strict=True):
        looks[(*numbers, *states, *totals)].append(cells)
    hidden = [
        {cells[at] for cells in alike}
        for look, alike in looks.items()
        if max(map(sum, alike)) <= most  # else a number that the others could be was not tried
        for at in range(count)
        if look[count + at] == "hidden"
    ]
    assert hidden
    assert all(len(could_be) >= BELOW - 1 for could_be in hidden)


def random_table(random: Random, size: int) -> Table:
    """Cells as forms have them: blanks, zeros, few people and many."""
    return tuple(
        random.choice([None, 0, random.randint(1, 6), random.randint(0, 40), random.randint(0, 900)])
        for _ in range(size)
    )


@given(st.integers(0))
@settings(max_examples=5, deadline=None, phases=[Phase.generate])
def test_arithmetic_leaves_a_hidden_number_as_wide_a_range_as_the_rule_promises(seed: int) -> None:
    """The auditor's problem: the least and the most that a hidden cell can be, from all that its table shows."""
    random = Random(seed)
    of = [random_table(random, random.randint(2, 10)) for _ in range(60)]
    papers = Papers()
    for at, cells in enumerate(of):
        add_table(papers, f"r{at}", "status", cells, sum(filter(None, cells)))
    with tempfile.TemporaryDirectory() as folder:
        at_once = papers.written(Path(folder))
        for at in range(len(of)):
            assert_protected(ask("report_participants", at=at_once, report=f"r{at}"))


def assert_protected(look: pd.DataFrame) -> None:
    numbers, hidden_count = look["people_count"].dropna(), int((look["cell_state"] == "hidden").sum())
    assert ((numbers == 0) | (numbers >= BELOW)).all(), "a small number is shown"
    total = look["declared_total_count"].iloc[0]
    if hidden_count and not pd.isna(total):
        assert hidden_count >= 2, "the total tells it"
        has_hidden_zeros = numbers.empty  # a table is hidden with its zeros only from end to end
        least = 0 if has_hidden_zeros else 1
        most = int(total - numbers.sum()) - least * (hidden_count - 1)
        assert most - least + 1 >= BELOW, "from the least to the most are fewer numbers than the threshold"


# --- every exit -------------------------------------------------------------------------------------------------------

Paper = tuple[Table, ...]  # gender, status, age


def portfolio(of: Sequence[Paper]) -> Papers:
    """Reports with these tables, whose checks and words repeat every number of them."""
    papers = Papers()
    for at, paper in enumerate(of):
        report, (gender, status, age) = f"r{at}", paper
        papers.report(report, report_year=2023 + at % 2, regions=("KZ-33",) if at % 3 else ("KZ-19",))
        papers.effect(report, "direct_beneficiaries", fact=700)
        for block, (dimension, cells) in enumerate(_named(paper), start=1):
            add_table(papers, report, dimension, cells, sum(filter(None, cells)) + 7 * (at % 2), block=block)
            sums = {"declared": 700, "counted": sum(filter(None, cells)), "parts": cells, "without_value": []}
            add_check(papers, report, f"{dimension}_adds_up", "1/1/1", scope="project", **sums)
        add_table(papers, report, "gender", gender, None, "small_grants", block=4)
        add_check(papers, report, "children_match_ages", "2/2/1", **{"children": status[0], "13-16": age[0]})
        add_check(
            papers, report, "youth_match_ages", "2/2/2", **{"youth": status[1], "17-22": age[1], "counted": age[1]}
        )
        both = {"46-58": age[5], "59+": age[6], "counted": (age[5] or 0) + (age[6] or 0)}
        add_check(papers, report, "elderly_match_ages", "2/2/6", elderly_50plus=status[5], **both)
        add_check(papers, report, "adults_match_ages", "2/1/1", adults=sum(filter(None, status[2:8])), parts=status)
        sums = {"gender": sum(filter(None, gender)), "age": sum(filter(None, age))}
        add_check(papers, report, "demographic_sums_agree", "1/1/1", **sums)
        add_check(papers, report, "operator_totals_agree", "1/2/1", counted_as="male", total=gender[0], total_before=9)
        for order, cell in enumerate(gender, start=1):
            place = f"1/2/{order}"
            add_check(papers, report, "recognised_with_doubt", place, words=str(cell), confidence_pct=41)
    return papers


def all_that_can_be_asked(at: Snapshot) -> dict[str, list[str]]:
    """Every table and view that the questions are made of; what they do not tell, no answer to any selection does."""
    connection = cursor_of(at)
    named = "select table_name from information_schema.tables where table_catalog = 'memory'"
    return {
        name: sorted(map(_in_order, connection.execute(f"from {name}").fetchall()))
        for (name,) in connection.execute(named).fetchall()
    }


def _in_order(row: tuple[object, ...]) -> str:
    return repr([sorted(value) if isinstance(value, list) else value for value in row])


def moved(table: Table, hidden: Sequence[int]) -> Table:
    """The table with one of the people of a hidden cell in another."""
    cells = list(table)
    for taken, given_to in itertools.permutations(hidden, 2):
        if cells[taken] > 1:  # type: ignore[operator]
            cells[taken], cells[given_to] = cells[taken] - 1, cells[given_to] + 1  # type: ignore[operator]
            break
    return tuple(cells)


@given(st.integers(0))
@settings(max_examples=3, deadline=None, phases=[Phase.generate])
def test_papers_that_differ_in_hidden_numbers_alone_get_the_same_answers(seed: int) -> None:
    """No question can tell the two apart, whatever the selection: what it is asked of is the same."""
    random = Random(seed)
    of = [tuple(random_table(random, len(categories)) for categories in CATEGORIES.values()) for _ in range(30)]
    with tempfile.TemporaryDirectory() as folder:
        one = portfolio(of).written(Path(folder) / "one")
        hidden = _hidden(one)
        twins = [
            tuple(moved(table, hidden[at, dimension]) for dimension, table in _named(paper))
            for at, paper in enumerate(of)
        ]
        as_hidden = _hidden(portfolio(twins).written(Path(folder) / "twins"))
        alike = [
            tuple(
                twin if as_hidden[at, dimension] == hidden[at, dimension] else table
                for (dimension, table), twin in zip(_named(paper), twins[at], strict=True)
            )
            for at, paper in enumerate(of)
        ]
        assert sum(a != b for a, b in zip(alike, of, strict=True)) > len(of) / 2
        first, second = (all_that_can_be_asked(at) for at in (one, portfolio(alike).written(Path(folder) / "alike")))
    assert {"participants", "fact_check", "source_cell", "finding", "latest_report"} <= set(first)
    for name, rows in first.items():
        assert rows == second[name], name


def _named(paper: Paper) -> Iterator[tuple[str, Table]]:
    return zip(CATEGORIES, paper, strict=True)


def _hidden(at: Snapshot) -> dict[tuple[int, str], list[int]]:
    """Which cells of which table of the project are hidden, counted from 0, by the number of the report."""
    asked = cursor_of(at).execute(
        """select report_id[2:]::integer, dimension,
                  list(category_order - 1 order by category_order) filter (where cell_state = 'hidden')
           from participants where scope = 'project' group by all"""
    )
    return {(report, dimension): cells or [] for report, dimension, cells in asked.fetchall()}


def test_a_sum_over_reports_is_made_of_what_they_show(tmp_path: Path) -> None:
    """So no two selections differ by a hidden number, and the hidden people stand apart."""
    papers = Papers()
    for report, men in (("r1", 40), ("r2", 3)):
        papers.report(report)
        add_table(papers, report, "gender", (men, 60), None)
    at = papers.written(tmp_path)
    [men, women] = ask("demographics", at=at, scope="project").to_dict("records")
    assert (men["people_count"], men["answering_report_count"], men["hidden_report_count"]) == (40, 2, 1)
    assert (women["people_count"], women["hidden_people_count"]) == (60, 63)
    assert (men["people_pct"], women["people_pct"]) == (24.5, 36.8)
    [alone] = ask("demographics", Selection(projects=("p-r2",)), at=at, scope="project").to_dict("records")[:1]
    assert (pd.isna(alone["people_count"]), alone["people_state"]) == (True, "hidden")


def test_no_question_reaches_behind_the_door() -> None:
    folder = Path(metrics.__file__).parent
    behind = [path.name for path in folder.glob("*.sql") if "warehouse." in path.read_text(encoding="utf-8")]
    assert behind == ["_people.sql"]


def test_every_rule_on_people_says_what_of_its_values_may_be_shown(made_up: Snapshot) -> None:
    of_effects = {"direct_matches_activities", "vulnerable_within_direct", "vulnerable_within_specialists", "small_grants_planned"}  # fmt: skip
    rules = {name for name, rule in vars(people).items() if callable(rule) and getattr(rule, "__module__", "") == people.__name__ and name[0] != "_"}  # fmt: skip
    listed = {rule for (rule,) in cursor_of(made_up).execute("select rule from people_rule").fetchall()}
    assert rules - {"counted", "effect", "fact_of", "plan_of"} - of_effects <= listed


# --- how it is said ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_is_said_in_words_apart_from_blank_and_zero(shown: Shown, language: str) -> None:
    said = tables.in_words(shown(0, None, 3, 40, 200), words(language))["people_count"].tolist()
    assert said[0] == 0
    assert pd.isna(said[1])
    assert said[2:4] == [words(language)["hidden"]] * 2


def test_hidden_values_of_a_check_are_said_in_words() -> None:
    details = '{"declared": 156, "parts": "hidden", "counted": 153}'
    assert tables.details(details, words("ru")) == "заявлено: 156; слагаемые: скрыто; подсчитано: 153"


# --- the setting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("below", "seen"), [(0, [3, 8, 40, 200]), (10, ["hidden", "hidden", 40, 200])])
def test_the_operator_sets_what_is_small(
    below: int, seen: list[object], shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "settings.toml"
    chosen.write_text(f"suppress_people_below = {below}", encoding="utf-8")
    monkeypatch.setattr(metrics.opened, "SETTINGS", chosen)
    assert counts(shown(3, 8, 40, 200)) == seen
