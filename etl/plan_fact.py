"""The main table of the final report -> tasks, activities, and indicators with plan and fact.

|Task|Activity|Date|Place|Participants|Short-term result|Indicator|Plan|Fact|Outcome|

A task and an activity span several rows: merged, left blank below, or printed again. An indicator takes a row, or
several stand in a stack inside one cell. Pages cut rows; scans and dumps shift values a column to the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from etl.cells import CellUnclear, Quantity, date_span, is_blank, is_value, looks_like_value, people_count, quantity
from etl.document import Place, Text
from etl.forms import Form
from etl.fragments import kind_of
from etl.mended import is_misread_of, mended, unhyphened
from etl.numbering import ACTIVITY, TASK, heads, numbered
from etl.per_event import totalled
from etl.records import Activity, Indicator, Stated, Task, Told, Trouble, status
from etl.stacks import (
    Leftover,
    Triple,
    bare_number,
    glued_names,
    looks_stacked,
    names_of,
    paired,
    parted,
    settle,
    values_of,
)
from etl.tables import FoundTable, place_of
from etl.wording import alike, fold

_TOTAL: Final = re.compile(
    r"\s*(?:всего|итого|жиыны|барлығы)(?:\s+по\s+(?:задаче|проекту))?[\s\d№:.–—-]*$", re.IGNORECASE
)
_ONLY_NO: Final = re.compile(r"\s*№?\s*\d{1,2}(?:\.\d{1,2})?[.)]?\s*")
_SECOND_LEVEL: Final = re.compile(r"\s*\d{1,2}\.\d{1,2}[\s.)]")
_ONLINE: Final = re.compile(
    r"онлайн|online|zoom|instagram|инстаграм|facebook|telegram|whatsapp|youtube|интернет|әлеуметтік желі|социальн\w+ сет",
    re.IGNORECASE,
)
_SAME_NAME: Final = 92  # per cent alike
_LONGEST_NAME: Final = 160  # letters; a result is a sentence or several
_ABBREVIATED: Final = re.compile(r"[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,}-")  # «БАҚ-та орналастыру» may go on with a title
_CUT: Final = re.compile(r"[а-яәіңғүұқөһё(]")  # how the rest of a text begins that a page has cut


class _Row(NamedTuple):
    """The value cells of a row, wherever they have slipped to."""

    name: Text
    plan: Text
    fact: Text


@dataclass(slots=True)
class _Pending:
    """Rows whose stacks are not equally long; together with the rows below they may be."""

    names: list[tuple[str, Text]] = field(default_factory=list)
    plans: list[tuple[str, Text]] = field(default_factory=list)
    facts: list[tuple[str, Text]] = field(default_factory=list)


def read_main(table: FoundTable, form: Form, year: int | None) -> Told:
    """Everything in the main table. `year` is what dates without a year are in."""
    reader = _Reader(table, form, year)
    for position, row in enumerate(table.rows):
        reader.take(position, row)
    reader.finish()
    return Told(reader.tasks, reader.activities, totalled(reader.indicators), troubles=reader.troubles)


class _Reader:
    """Goes down the rows, keeping the task, the activity and the unpaired stacks at hand."""

    def __init__(self, table: FoundTable, form: Form, year: int | None) -> None:
        self.tasks: list[Task] = []
        self.activities: list[Activity] = []
        self.indicators: list[Indicator] = []
        self.troubles: list[Trouble] = []
        self._table, self._form, self._year = table, form, year
        self._task_cell: Text | None = None
        self._activity_cell: Text | None = None
        self._pending = _Pending()
        self._lost: list[Place] = []  # names beside which the paper's plan and fact are gone

    def take(self, position: int, row: tuple[Text, ...]) -> None:
        """Read one row."""
        goes_on = position in self._table.page_starts
        if _lost_its_first(self._table, row):
            row = (Text("", row[0].place, is_lost=True), *row[:-1])
            values = [cell.line for name in ("plan", "fact") if (cell := self._table.cell(row, name)) is not None]
            self.troubles.append(Trouble("indicators_aligned", {"kind": "shifted", "values": values}, row[0].place))
        said = [
            cell for at, cell in enumerate(row) if cell.words.strip() and (not at or cell.place != row[at - 1].place)
        ]
        if said and _TOTAL.match(said[0].words):
            return  # sums up what the rows above say
        if len(said) == 2 and _ONLY_NO.fullmatch(said[0].words):
            said = said[1:]
        if len(said) == 1 and self._is_heading(said[0], row):
            return
        self._take_task(row, goes_on=goes_on)
        self._take_activity(row, goes_on=goes_on)
        if self.activities:
            slipped = _slipped_pair(self._table, row)
            self._take_details(row, has_slipped=slipped is not None)
            before = len(self.indicators)
            self._take_values(row, slipped, goes_on=goes_on)
            if slipped is None:
                self._count_in_units(self._table.cell(row, "unit"), before)
        elif _says_one_indicator(self._table, row):
            before = len(self.indicators)
            self._take_stacks(_values(self._table, row, None))
            self._count_in_units(self._table.cell(row, "unit"), before)

    def finish(self) -> None:
        """Settle what is still unpaired, and say how many names have lost both their values."""
        self._flush()
        self.activities = [_read_details(activity, self._year) for activity in self.activities]
        self.troubles.extend(
            Trouble("indicators_aligned", {"kind": "no_column", "value": cell.line}, cell.place)
            for cell in self._table.left_over
            if not is_blank(cell.words)
        )
        alone = [i.name.place for i in self.indicators if i.activity is None]
        if alone and self.activities:
            self.troubles.append(Trouble("indicators_aligned", {"kind": "no_activity", "names": len(alone)}, alone[0]))
        if self._lost:
            self.troubles.append(
                Trouble("indicators_aligned", {"kind": "columns_lost", "names": len(self._lost)}, self._lost[0])
            )

    def _is_heading(self, cell: Text, row: tuple[Text, ...]) -> bool:
        """Whether a cell that is alone in its row heads the rows below, «Задача 1. …» from edge to edge; then it is read."""
        across = len(row) > 1 and cell.place == row[-1].place
        labels = self._form.fixed_tasks
        if not across and cell not in (row[0], self._table.cell(row, "activity")):
            return False
        if not across and self._table.cell(row, "task") is not None:
            return False  # a task in its column, its activities below
        if heads(ACTIVITY, cell.words) or (across and _SECOND_LEVEL.match(cell.words)):
            self._begin_activity(cell)
        elif (
            heads(TASK, cell.words)
            or (labels.start(cell.line) or labels.said(cell.line))
            or (across and ("task" not in self._table.columns or TASK.match(cell.words)))
        ):
            self._begin_task(cell)
        else:
            return False
        return True

    def _take_task(self, row: tuple[Text, ...], *, goes_on: bool) -> None:
        cell = self._table.cell(row, "task")
        if cell is None or is_blank(cell.words) or _printed_again(cell, self._task_cell):
            return
        if self.tasks and _CUT.match(cell.words) and (goes_on or self._adds_nothing(row, "activity")):
            self._lengthen_task(cell)
            return
        self._begin_task(cell)

    def _begin_task(self, cell: Text) -> None:
        self._task_cell, self._activity_cell = cell, None
        labels = self._form.fixed_tasks
        fixed = (labels.start(cell.line) or labels.said(cell.line)) is not None
        no, title = (None, cell.line) if fixed else numbered(TASK, cell.line)
        known = [task.title.line for task in self.tasks]
        if title not in known:
            if no is None and not fixed:
                no = 1 + sum(not task.is_fixed for task in self.tasks)
            self.tasks.append(Task(no, Text(title, cell.place), fixed))

    def _lengthen_task(self, cell: Text) -> None:
        last = self.tasks[-1]
        joined = _joined(last.title, cell)
        fixed = last.is_fixed or self._form.fixed_tasks.start(joined.line) is not None
        self.tasks[-1] = Task(None if fixed else last.no, joined._replace(words=joined.line), fixed)

    def _adds_nothing(self, row: tuple[Text, ...], *names: str) -> bool:
        """Whether a row leaves these fields blank or in lower case: it goes on with what stands above."""
        cells = [cell for name in names if (cell := self._table.cell(row, name)) is not None]
        return all(_CUT.match(cell.words) or is_blank(cell.words) for cell in cells)

    def _take_activity(self, row: tuple[Text, ...], *, goes_on: bool) -> None:
        cell = self._table.cell(row, "activity")
        if cell is None or is_blank(cell.words):
            if self._activity_cell is None and self.tasks and self._has_more(row):
                self._start_activity(self.tasks[-1].title, None)
            return
        if _same(cell, self._activity_cell) or (_printed_again(cell, self._activity_cell) and self._says_the_same(row)):
            return
        if self._activity_goes_on(cell, row, goes_on=goes_on):
            last = self.activities[-1]
            self.activities[-1] = _with(
                last, title=last.title._replace(words=f"{last.title.words} {cell.line}".strip())
            )
            return
        self._begin_activity(cell)

    def _begin_activity(self, cell: Text) -> None:
        no, title = numbered(ACTIVITY, cell.line)
        self._start_activity(Text(title, cell.place), no)
        self._activity_cell = cell

    def _says_the_same(self, row: tuple[Text, ...]) -> bool:
        """Whether date, place and participants of a row are blank, or those of the activity at hand."""
        last = self.activities[-1]
        cells = [(self._table.cell(row, name), getattr(last, name)) for name in ("date", "place", "participants")]
        return all(cell is None or is_blank(cell.words) or _printed_again(cell, known) for cell, known in cells)

    def _activity_goes_on(self, cell: Text, row: tuple[Text, ...], *, goes_on: bool) -> bool:
        """Whether a cell goes on with the title above: a page has cut it, or each of its lines stands beside a row."""
        if not self.activities or self._activity_cell is None:
            return False
        last = self.activities[-1]
        if not last.title.words:
            return True  # only its number stood above
        if not _CUT.match(cell.words) and not _ABBREVIATED.match(cell.words):
            return False
        taken = [self._table.cell(row, name) and getattr(last, name) for name in ("date", "place", "participants")]
        return (goes_on and bool(_CUT.match(cell.words))) or not any(taken)

    def _has_more(self, row: tuple[Text, ...]) -> bool:
        return any(self._table.cell(row, name) for name in ("date", "place", "participants", "result", "name"))

    def _start_activity(self, title: Text, no: int | None) -> None:
        if self._pending.names:
            self._flush()
        task = len(self.tasks) - 1 if self.tasks else None
        ordinal = 1 + sum(activity.task == task for activity in self.activities)
        self.activities.append(Activity(task, no or ordinal, title))
        self._activity_cell = title

    def _take_details(self, row: tuple[Text, ...], *, has_slipped: bool) -> None:
        activity = self.activities[-1]
        more: dict[str, Text] = {}
        for name in ("date", "place", "participants", "result", "outcome"):
            cell = self._table.cell(row, name)
            if cell is None or is_blank(cell.words) or (name == "result" and has_slipped):
                continue
            known: Text | None = getattr(activity, name)
            if known is None:
                more[name] = cell
            elif name in ("result", "outcome") and known.place != cell.place and cell.line not in known.line:
                more[name] = known._replace(words=f"{known.words}\n{cell.words}")
        if more:
            self.activities[-1] = _with(activity, **more)

    def _take_values(self, row: tuple[Text, ...], slipped: int | None, *, goes_on: bool) -> None:
        values = _values(self._table, row, slipped)
        if not any(cell.words.strip() for cell in values):
            return
        if slipped is not None:
            said: dict[str, object] = {"values": [values.plan.line, values.fact.line]}
            self.troubles.append(Trouble("indicators_aligned", {"kind": "shifted", **said}, values.plan.place))
        if goes_on:
            values = self._continued(values)
        if not any(cell.words.strip() for cell in values):
            return
        self._take_stacks(values)

    def _count_in_units(self, cell: Text | None, first: int) -> None:
        """Give the indicators from the first on the units of their row: one for all, or as many as there are."""
        units = [line.strip() for line in cell.words.split("\n") if not is_blank(line)] if cell is not None else []
        new = range(first, len(self.indicators))
        if any(any(map(str.isdigit, unit)) for unit in units) or len(units) not in (1, len(new)):
            return
        for at, unit in zip(new, units if len(units) > 1 else units * len(new), strict=True):
            self.indicators[at] = _counted_in(self.indicators[at], unit)

    def _continued(self, values: _Row) -> _Row:
        """The row without what goes on from the last row before the page's end: the rest of a name or of values."""
        if not self.indicators or self._pending.names:
            return values
        last = self.indicators[-1]
        name, plan, fact = values
        if not name.words and plan.words and not looks_like_value(plan.words) and last.plan and last.fact:
            last_plan = stated(_joined(last.plan.text, plan))
            last_fact = stated(_joined(last.fact.text, fact)) if fact.words else last.fact
            self.indicators[-1] = _indicator(last.task, last.activity, last.name, last_plan, last_fact)
            return _Row(name, plan._replace(words=""), fact._replace(words=""))
        if name.words and "\n" not in name.words and _CUT.match(name.words) and not name.words.startswith("("):
            self.indicators[-1] = _renamed(last, _joined(last.name, name))
            return _Row(name._replace(words=""), plan, fact)
        return values

    def _take_stacks(self, values: _Row) -> None:
        name, plan, fact = values
        if name.words and not plan.words and not fact.words and not self._pending.plans:
            before = len(self.indicators)
            self._take_names(name)
            if plan.is_lost and fact.is_lost:
                self._lost += [name.place] * (len(self.indicators) - before)
            return
        triples = paired(name.words, plan.words, fact.words) if name.words else None
        is_marked = triples is not None and len(triples) > 1
        if not is_marked and not (self._pending.names or self._pending.plans) and self._take_unparted(values):
            return
        if triples is not None and not self._waits_for(triples):
            if self._pending.names or self._pending.plans:
                self._flush()
            for triple in triples:
                self._add(triple, values)
            return
        self._pending.names.extend((said, name) for said in _names(values))
        self._pending.plans.extend((said, plan) for said in values_of(plan.words))
        self._pending.facts.extend((said, fact) for said in values_of(fact.words))
        if self._pending.names and len(self._pending.names) == len(self._pending.plans) == len(self._pending.facts):
            self._flush()

    def _take_unparted(self, values: _Row) -> bool:
        """Read a stack that nothing parts, if counting tells how it parts, and say so; whether it was one."""
        name, plan, fact = values
        if not (name.words and (looks_stacked(plan.words) or looks_stacked(fact.words))):
            return False
        triples = parted(name.words, plan.words, fact.words)
        if triples is None:
            return self._take_glued_names(values)
        counted: dict[str, object] = {"kind": "parted_by_counting", "names": len(triples)}
        self.troubles.append(Trouble("indicators_aligned", counted, name.place))
        for triple in triples:
            self._add(triple, values)
        return True

    def _take_glued_names(self, values: _Row) -> bool:
        """Read the names of a stack that nothing parts, without the values that nobody can tell apart, and say so."""
        names = glued_names(*(cell.words for cell in values))
        if len(names) == 1:
            return False
        stacks = Leftover(len(names), len(values_of(values.plan.words)), len(values_of(values.fact.words)))
        details: dict[str, object] = {"kind": "unequal_stacks", **stacks._asdict()}
        details["values"] = [values.plan.line, values.fact.line]
        self.troubles.append(Trouble("indicators_aligned", details, values.name.place))
        for said in names:
            self._add(Triple(said, None, None, is_certain=False), values)
        return True

    def _waits_for(self, triples: list[Triple]) -> bool:
        """Whether names above still lack exactly the values that this row leaves blank, or the other way round."""
        return bool(self._pending.plans) and all(t.plan is None and t.fact is None for t in triples)

    def _take_names(self, name: Text) -> None:
        """Names whose plan and fact are blank or lost. A bare number among them is a value that slipped in."""
        for said in names_of(name.words):
            if bare_number(said) and self.indicators:
                last = self.indicators[-1]
                self.indicators[-1] = _indicator(
                    last.task, last.activity, last.name, last.plan, stated(Text(said, name.place)), certain=False
                )
                self.troubles.append(
                    Trouble("indicators_aligned", {"kind": "value_among_names", "value": said}, name.place)
                )
            else:
                self._add(Triple(said, None, None), _Row(name, name, name))

    def _flush(self) -> None:
        names, plans, facts = self._pending.names, self._pending.plans, self._pending.facts
        self._pending = _Pending()
        counts = Leftover(len(names), len(plans), len(facts))
        if plans or facts:
            place = (names or plans or facts)[0][1].place
            kind = "values_in_other_rows" if counts.names == counts.plans == counts.facts else "unequal_stacks"
            details: dict[str, object] = {"kind": kind, **counts._asdict()}
            details["values"] = [said for said, _ in (*plans, *facts)][:12]
            self.troubles.append(Trouble("indicators_aligned", details, place))
        triples = settle([said for said, _ in names], [said for said, _ in plans], [said for said, _ in facts])
        left_plans, left_facts = iter(plans), iter(facts)  # each value is used once, in its order
        for triple, (_, cell) in zip(triples, names, strict=True):
            self._add(
                triple, _Row(cell, _cell_of(triple.plan, left_plans, cell), _cell_of(triple.fact, left_facts, cell))
            )

    def _add(self, triple: Triple, cells: _Row) -> None:
        activity = len(self.activities) - 1 if self.activities else None
        task = self.activities[-1].task if self.activities else None
        name = cells.name._replace(words=triple.name)
        plan = stated(cells.plan._replace(words=triple.plan)) if triple.plan else None
        fact = stated(cells.fact._replace(words=triple.fact)) if triple.fact else None
        new = _indicator(task, activity, name, plan, fact, certain=triple.is_certain)
        if not self._printed_twice(new):
            self.indicators.append(new)

    def _printed_twice(self, new: Indicator) -> bool:
        """Whether an indicator is the one above printed again: the fact that does not only repeat the plan counts."""
        last = self.indicators[-1] if self.indicators else None
        if last is None or new.activity is None or last.activity != new.activity or not _is_variant(last, new):
            return False
        facts = [said(one.fact) and one.fact.text.line for one in (last, new) if one.fact is not None]
        values: dict[str, object] = {"kind": "printed_twice", "values": facts}
        self.troubles.append(Trouble("indicators_aligned", values, new.name.place))
        if _repeats_plan(last):
            self.indicators[-1] = new
        return True


def _cell_of(words: str | None, left: Iterator[tuple[str, Text]], otherwise: Text) -> Text:
    """The cell of the next value that says these words."""
    return next((text for said, text in left if said == words), otherwise) if words is not None else otherwise


def stated(text: Text) -> Stated:
    """A plan or fact cell read: its quantity, or why it has none."""
    try:
        return Stated(text, quantity(mended(unhyphened(text.words))))
    except CellUnclear as unclear:
        return Stated(text, None, unclear.reason)


def said(value: Stated | None) -> bool:
    """Whether a plan or fact has words other than a dash."""
    return value is not None and not is_blank(value.text.words)


def _indicator(
    task: int | None,
    activity: int | None,
    name: Text,
    plan: Stated | None,
    fact: Stated | None,
    *,
    certain: bool = True,
) -> Indicator:
    plan_number: Quantity | None = plan.quantity if plan else None
    fact_number: Quantity | None = fact.quantity if fact else None
    what = status(plan_number, fact_number, plan_said=said(plan), fact_said=said(fact))
    return Indicator(task, activity, name._replace(words=name.line), plan, fact, what, is_ambiguous=not certain)


def _counted_in(indicator: Indicator, unit: str) -> Indicator:
    """The indicator with the unit that its row names, where plan and fact name none."""
    plan, fact = (
        stated._replace(quantity=replace(stated.quantity, unit=unit))
        if stated and stated.quantity and not stated.quantity.unit
        else stated
        for stated in (indicator.plan, indicator.fact)
    )
    return replace(indicator, plan=plan, fact=fact)


def _is_variant(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators have one name and one plan, and one of them says no more than the other."""
    if one.plan is None or other.plan is None or fold(one.plan.text.words) != fold(other.plan.text.words):
        return False
    same = one.fact is not None and other.fact is not None and one.fact.text.line == other.fact.text.line
    return (same or _repeats_plan(one) or _repeats_plan(other)) and alike(one.name.line, other.name.line) >= _SAME_NAME


def _repeats_plan(indicator: Indicator) -> bool:
    """Whether the fact is the plan word for word, or is not there."""
    return indicator.fact is None or (
        indicator.plan is not None and fold(indicator.fact.text.words) == fold(indicator.plan.text.words)
    )


def _renamed(indicator: Indicator, name: Text) -> Indicator:
    certain = not indicator.is_ambiguous
    return _indicator(indicator.task, indicator.activity, name, indicator.plan, indicator.fact, certain=certain)


def _joined(one: Text, other: Text) -> Text:
    return one._replace(words=f"{one.words} {other.words}")


def _with(activity: Activity, **changes: object) -> Activity:
    return replace(activity, **changes)  # type: ignore[arg-type]


def _read_details(activity: Activity, year: int | None) -> Activity:
    dates = date_span(mended(activity.date.line), year) if activity.date else None
    people = people_count(mended(activity.participants.line)) if activity.participants else None
    online = bool(activity.place and _ONLINE.search(activity.place.words))
    return _with(activity, dates=dates, participants_count=people, is_online=online)


def _same(cell: Text, known: Text | None) -> bool:
    """Whether a cell repeats the one above: merged, or printed again."""
    return known is not None and (cell.place == known.place or cell.line == known.line)


def _printed_again(cell: Text, known: Text | None) -> bool:
    """Whether a cell repeats the one above, be it misread in one of them."""
    return known is not None and (_same(cell, known) or is_misread_of(cell.line, known.line))


def _values(table: FoundTable, row: tuple[Text, ...], slipped: int | None) -> _Row:
    """The name, plan and fact of a row: in their columns, or where the pair of values stands that has slipped."""
    blank = Text("", place_of(row))

    def at(position: int) -> Text:
        return row[position] if 0 <= position < len(row) else blank

    columns = table.columns
    if slipped is None:
        return _Row(*(at(columns.get(key, -1)) for key in ("name", "plan", "fact")))
    # the text to the left is the name only if it is not the activity's result, which goes on in that column
    names = row[: slipped - (_before_plan(columns) == "unit")]
    name = next((cell for cell in reversed(names) if cell.words.strip()), blank)
    described = row[: columns.get("participants", -1) + 1]
    is_name = len(name.words) < _LONGEST_NAME and name not in described
    return _Row(name if is_name else blank, at(slipped), at(slipped + 1))


def _lost_its_first(table: FoundTable, row: tuple[Text, ...]) -> bool:
    """Whether a row has lost the blank cell that it began with: its date stands among the activities, its place among the dates."""
    columns = table.columns
    if (
        row[-1].words.strip()
        or not {"activity", "date"} <= columns.keys()
        or columns["date"] != columns["activity"] + 1
    ):
        return False
    return [kind_of(row[columns[name]].words) for name in ("activity", "date")] == ["date", "place"]


def _says_one_indicator(table: FoundTable, row: tuple[Text, ...]) -> bool:
    """Whether a row has a name, with it a plan or a fact, and nothing else: above the first activity it is of none."""
    fields = {name for name in table.columns if table.cell(row, name) is not None}
    return "name" in fields and len(fields - {"unit"}) > 1 and fields <= {"name", "unit", "plan", "fact"}


def _slipped_pair(table: FoundTable, row: tuple[Text, ...]) -> int | None:
    """Where the plan of a slipped row stands, its fact beside it; None if the row is in its columns.

    A row has slipped to the left when its name is a value and its fact is blank, to the right when its plan is words
    and what follows are two values.
    """
    columns = table.columns
    if not {"name", "plan", "fact"} <= columns.keys():
        return None
    if max(columns["name"], columns["plan"], columns["fact"]) >= len(row):
        return None  # a page has cut the row short
    before = _before_plan(columns)
    name, plan, fact = (mended(row[columns[key]].words.strip()) for key in (before, "plan", "fact"))
    left = not is_value(fact) and bool(plan) and _holds_values(name) and (_holds_values(plan) or plan == name)
    if left:
        return columns[before]
    after = mended(row[columns["fact"] + 1].words.strip()) if columns["fact"] + 1 < len(row) else ""
    right = not name and bool(plan) and not is_value(plan) and looks_like_value(fact) and looks_like_value(after)
    return columns["fact"] if right else None


def _before_plan(columns: Mapping[str, int]) -> str:
    """The column that stands left of the plans: that of names, or of units."""
    return "unit" if columns.get("unit", -1) == columns["plan"] - 1 else "name"


def _holds_values(cell: str) -> bool:
    """Whether most lines of a cell are values: among them one may be words, «дайындалады»."""
    lines = cell.split("\n")
    return 2 * sum(map(looks_like_value, lines)) > len(lines)


def _names(values: _Row) -> list[str]:
    """The names of a row whose stacks are of unequal length."""
    if not values.name.words.strip():
        return []
    if "\n" in values.name.words:
        return names_of(values.name.words)
    several = len(values_of(values.plan.words)) > 1 or len(values_of(values.fact.words)) > 1
    return re.split(r"\s{2,}", values.name.words.strip()) if several else [values.name.line]
