"""Tables turned on their side and then printed a cell a line -> the tables that they would be.

Below each heading stands what its row has from left to right: the activities, their dates, the names, the plans, the
facts. What belongs together is told by counting; where the counts do not agree the cells are left over, to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, NamedTuple

from etl.celled import begins_another, heading_at, heads_activity, is_date, is_value, joined
from etl.cells import is_blank
from etl.document import Place, Text
from etl.forms import Form, TableForm
from etl.fragments import looks_like_value_stack
from etl.numbering import TASK, heads
from etl.tables import FoundTable

_MAIN, _EFFECTS = "main", "effects"
_BEGINS: Final = {
    _MAIN: ("task", "activity"),
    _EFFECTS: ("no", "effect"),
}  # a table of its own begins where one comes again
_NEEDED: Final = {_MAIN: ("activity", "name", "plan", "fact"), _EFFECTS: ("effect", "plan", "fact")}
_LOOK_AHEAD: Final = 24  # lines within which a table's headings stand
_DETAILS: Final = ("date", "place", "participants", "result", "outcome")
_LABELS_AT_LEAST: Final = 2  # effects
_DONE: Final = re.compile(r"[а-яёәіңғүұқөһ]+(?:[дт][ыі]|ть|[ае]н[аоы]?)")  # «дайындалады», «составить», «созданы»
_FIRST: Final = re.compile(r"\D{0,14}(\d{1,2})\.\d")  # the task's number in «Мероприятие 2.1»

Cells = list[Text]


class _Turned(NamedTuple):
    """What stands below each heading of one table, and how many lines it takes."""

    rows: dict[str, Cells]
    taken: int


def main_in_turned_lines(lines: Sequence[Text], form: Form) -> FoundTable | None:
    """The main table of a paper that prints it turned, a cell a line; None if there are no headings with cells between.

    Where several activities share fewer or more indicators, nobody can tell whose these are: they come first, by themselves.
    """
    found = _empty(form, _MAIN)
    if found is None:
        return None
    tables = list(_tables(lines, form, _MAIN))
    alone: list[dict[str, Text]] = []
    of_activities: list[dict[str, Text]] = []
    for turned in tables:
        columns = _Columns(turned.rows, form)
        indicators, activities = columns.rows()
        alone += indicators
        of_activities += activities
        found.left_over += columns.left_over
    found.rows = [_row(found, said) for said in (*alone, *of_activities)]
    return found if tables else None


def effects_in_turned_lines(lines: Sequence[Text], form: Form) -> FoundTable | None:
    """The effects of a paper that prints their table turned, a cell a line; None unless each label has its two values."""
    found = _empty(form, _EFFECTS)
    for turned in _tables(lines, form, _EFFECTS) if found is not None else ():
        names = _labels(turned.rows["effect"], form)
        plans, facts = (_values(turned.rows[field]) for field in ("plan", "fact"))
        units = joined(turned.rows.get("unit", []))
        if found is None or not len(names) == len(plans) == len(facts) >= _LABELS_AT_LEAST:
            continue
        for at, name in enumerate(names):
            said = {"effect": name, "plan": plans[at], "fact": facts[at]}
            found.rows.append(_row(found, said | ({"unit": units[at]} if len(units) == len(names) else {})))
    return found if found is not None and found.rows else None


def _labels(cells: Cells, form: Form) -> Cells:
    """The labels of effects, each with what it goes on with: none if the first is no label."""
    found: Cells = []
    for cell in cells:
        if form.effect_labels.start(cell.words, fuzzy=False):
            found.append(cell)
        elif not found:
            return []
        elif not is_value(cell.words):  # else the number of a row
            found[-1] = found[-1]._replace(words=f"{found[-1].words} {cell.words}")
    return found


# --- where a table stands -----------------------------------------------------------------------------------


def _empty(form: Form, name: str) -> FoundTable | None:
    table = next((one for one in form.tables if one.name == name), None)
    if table is None:
        return None
    return FoundTable(name, {field: at for at, field in enumerate(one for one in table.order if one != "values")})


def _tables(lines: Sequence[Text], form: Form, name: str) -> Iterator[_Turned]:
    """The tables of that name which stand turned among the lines."""
    table = next(one for one in form.tables if one.name == name)
    at = 0
    while at < len(lines):
        turned = _turned(lines[at:], form, table)
        if turned is not None:
            yield turned
        at += turned.taken if turned is not None else 1


def _turned(lines: Sequence[Text], form: Form, table: TableForm) -> _Turned | None:
    """The table that begins with the first line; None if it does not, or is not turned."""
    if heading_at(lines[:1], table)[0] not in _BEGINS[table.name] or _ends(lines, form, is_last=False):
        return None
    rows: dict[str, Cells] = {}
    field = ""
    at = 0
    while at < len(lines):
        said, taken = heading_at(lines[at:], table)
        begins_another_one = said in rows and said in _BEGINS[table.name] and said != field
        if begins_another_one or _ends(lines[at:], form, is_last=field == table.order[-1]):
            break
        if said == "values":
            pass  # the heading that plan and fact share
        elif said is not None and _follows(said, field, rows, table):
            field, rows[said] = said, []
        elif said != field or rows[field]:  # else the heading is printed twice, as where cells were merged
            rows[field].append(lines[at])
            taken = 1
        at += taken
    return _Turned(rows, at) if all(rows.get(one) for one in _NEEDED[table.name]) else None


def _follows(field: str, last: str, rows: Collection[str], table: TableForm) -> bool:
    """Whether a heading comes where the form has it; «Количество участников» among names of indicators is one of these."""
    if not last or {field, last} == {"plan", "fact"}:
        return field not in rows
    return table.order.index(field) > table.order.index(last)


def _ends(lines: Sequence[Text], form: Form, *, is_last: bool = True) -> bool:
    """Whether the first line is none of a table's: a heading of the form, or of tables that stand upright.

    `is_last`: no more headings are due, so that a heading of the form in other words is one.
    """
    words = lines[0].words
    is_heading = form.headings.heading(words) or (is_last and form.headings.said(words))
    goes_on = len(lines) > 1 and lines[1].words[:1].islower()  # «Жоба нәтижелері», below it «жұртшылыққа айтылды»
    return bool(is_heading and not goes_on) or begins_another(lines[:_LOOK_AHEAD], form)


def _values(cells: Cells) -> Cells:
    """Cells of which each is one value, a dash, or says «выполнено»; none if any is not."""
    return next((whole for whole in (cells, joined(cells)) if all(map(_is_value, whole))), [])


def _is_value(cell: Text) -> bool:
    return is_value(cell.words) or looks_like_value_stack(cell.words) or bool(_DONE.fullmatch(cell.words))


def _row(found: FoundTable, said: dict[str, Text]) -> tuple[Text, ...]:
    return tuple(said.get(field, Text("", Place(0))) for field in found.columns)


# --- the main table -----------------------------------------------------------------------------------------


class _Columns:
    """The columns of one turned main table: its cells are counted, and those whose counts agree belong together."""

    def __init__(self, rows: dict[str, Cells], form: Form) -> None:
        self.left_over: Cells = []
        self._said, self._form = rows, form
        self._triples = self._paired()
        self._begins: list[int] = []  # the columns that activities begin at, where each has columns of its own
        self._activities = self._titled()

    def rows(self) -> tuple[list[dict[str, Text]], list[dict[str, Text]]]:
        """The rows of indicators of which nobody can tell whose they are, and the rows of activities."""
        activities = [{"activity": title} for title in self._activities]
        for field in ("task", *_DETAILS):
            for row, cell in zip(activities, self._of_activities(field), strict=True):
                if cell is not None:
                    row[field] = cell
        if len(activities) == 1:
            self._begins = [0]
        if not self._begins:
            return self._triples, activities
        for at, row in zip(self._begins, activities, strict=True):
            self._triples[at : at + 1] = [row | triple for triple in self._triples[at : at + 1]] or [row]
        return [], self._triples

    def _paired(self) -> list[dict[str, Text]]:
        """Name, plan and fact of each column; none if there are not as many of each."""
        fields = ("name", "plan", "fact")
        plans, facts = (_values(self._said[field]) for field in fields[1:])
        names = _so_many(self._said["name"], len(plans))
        if not names or len(plans) != len(facts):
            for field in fields:
                self._leave(field)
            return []
        return [dict(zip(fields, cells, strict=True)) for cells in zip(names, plans, facts, strict=True)]

    def _titled(self) -> Cells:
        """The titles of activities, each once; none if nobody can tell where one ends."""
        cells = self._said["activity"]
        if columns := _so_many(cells, len(self._triples)):
            self._begins = [at for at, cell in enumerate(columns) if not at or cell.words != columns[at - 1].words]
            return [columns[at] for at in self._begins]
        for titles in (joined(cells), cells, _from_each(cells, heads_activity)):
            if len(titles) == 1 or any(self._many(field, len(titles)) for field in _DETAILS):
                return titles
        self._leave("activity")
        return []

    def _of_activities(self, field: str) -> list[Text | None]:
        """What is said of each activity; nothing of any, and the cells left over, if they are not as many."""
        cells, count = self._said.get(field, []), len(self._activities)
        if self._begins and (columns := self._many(field, len(self._triples))):
            ends = [*self._begins[1:], len(columns)]
            return [_together(columns[at:end]) for at, end in zip(self._begins, ends, strict=True)]
        if said := self._many(field, count):
            return [*said]
        if count == 1 and cells and (field != "participants" or len(cells) == 1):
            return [_together(cells)]
        if field == "task" and (tasks := self._tasks(cells)):
            return tasks
        self._leave(field)
        return [None] * count

    def _many(self, field: str, count: int) -> Cells:
        """The cells of a field as so many, each of them what the field holds; none if they are not so many."""
        cells = _so_many(self._said.get(field, []), count)
        fits = {"date": lambda cell: is_date(cell.words), "participants": _is_value}.get(field, bool)
        return cells if all(is_blank(cell.words) or fits(cell) for cell in cells) else []

    def _tasks(self, cells: Cells) -> list[Text | None]:
        """The task of each activity: the only one, or by its number, «2.1» of the second; none if the numbers do not agree."""
        for tasks in (_from_each(cells, self._is_task), joined(cells)):
            if len(tasks) == 1:
                return [*tasks] * len(self._activities)
            firsts = [found[1] for title in self._activities if (found := _FIRST.match(title.words))]
            order = list(dict.fromkeys(firsts))
            if len(firsts) == len(self._activities) and len(order) == len(tasks):
                return [tasks[order.index(first)] for first in firsts]
        return []

    def _is_task(self, cell: Text) -> bool:
        return heads(TASK, cell.words) or self._form.fixed_tasks.start(cell.words) is not None

    def _leave(self, field: str) -> None:
        """Leave the cells of a field over, as one."""
        if cells := self._said.get(field):
            self.left_over.append(cells[0]._replace(words="; ".join(cell.words for cell in cells)))


def _so_many(cells: Cells, count: int) -> Cells:
    """The cells as so many, those joined that go on in lower case, else each a cell; none if they are not so many."""
    return next((whole for whole in (joined(cells), cells) if count and len(whole) == count), [])


def _from_each(cells: Cells, begins: Callable[[Text], bool]) -> Cells:
    """The cells joined from each that begins one; none if the first does not."""
    found: Cells = []
    for cell in cells:
        if begins(cell):
            found.append(cell)
        elif not found:
            return []
        else:
            found[-1] = found[-1]._replace(words=f"{found[-1].words} {cell.words}")
    return found


def _together(cells: Cells) -> Text:
    """What cells say of one activity, each once, as lines of one."""
    return cells[0]._replace(words="\n".join(dict.fromkeys(cell.words for cell in cells)))
