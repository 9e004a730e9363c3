"""Tables printed a cell a line, with nothing between cells or rows -> the tables that they would be.

A reader finds a row of the main table by its end, two values one below the other: above them stands what they count. An
activity begins with its title and, below, its date. What stands where nothing should is left over, to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import Final

from etl.cells import date_span, is_blank
from etl.document import Place, Text
from etl.forms import Form, TableForm
from etl.fragments import kind_of
from etl.numbering import ACTIVITY, TASK, heads
from etl.stacks import whole_values
from etl.tables import FoundTable

_MAIN, _EFFECTS, _PARTNERS = "main", "effects", "partners"
_HEADINGS_AT_LEAST: Final = {_MAIN: 5, _EFFECTS: 3, _PARTNERS: 3}  # one below the other; fewer may be a list of words
_HEADINGS_AT_MOST: Final = 24  # lines, each of which may be broken over several
_HEADING_LINES: Final = 3  # over which one heading may be broken
_BARE_NO: Final = re.compile(r"№?\s*\d{1,2}(?:\.\d{1,2})?[.)]?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:\s*[-–]?\s*(?:г|ж)\w*\.?)?")
_DATED: Final = re.compile(r"\s*\d{1,2}\.\d{1,2}\.")
_NUMBERED: Final = re.compile(
    r"\s*\d{1,2}\.\d{1,2}[\s.)]+[«\"“A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]"
)  # «1.1 Курсы», but «12.5 км» is a value


def main_in_cells(lines: Sequence[Text], form: Form) -> FoundTable | None:
    """The main table of a paper that prints it a cell a line; None if there are no headings with values below."""
    found = _below_headings(lines, form, _MAIN)
    if found is None or not {"activity", "name", "plan", "fact"} <= found.columns.keys():
        return None
    reader = _Rows(found, joined(_cells(found)), form)
    found.rows = []
    reader.read()
    return found if found.rows else None


def effects_in_cells(lines: Sequence[Text], form: Form) -> FoundTable | None:
    """The effects of a paper that prints their table a cell a line: below each label its values, if they are two."""
    found = _below_headings(lines, form, _EFFECTS)
    if found is None or not {"effect", "plan", "fact"} <= found.columns.keys():
        return None
    cells, found.rows = _cells(found), []
    starts = [at for at, cell in enumerate(cells) if form.effect_labels.start(cell.words, fuzzy=False)]
    for start, end in zip(starts, [*starts, len(cells)][1:], strict=True):
        below = cells[start + 1 : end]
        if end < len(cells) and len(below) > 2 and _BARE_NO.fullmatch(below[-1].words) and is_value(below[-3].words):
            below = below[:-1]  # the number of the row below
        values = [cell for cell in below if is_value(cell.words)]
        is_pair = len(values) == 2 and values == below[-2:]
        said = {"effect": cells[start], **(_plan_and_fact(found, values) if is_pair else {})}
        units = [cell for cell in below if not is_value(cell.words)]
        found.rows.append(_row(found, {**said, **({"unit": units[0]} if units else {})}))
    return found if found.rows else None


def partners_in_cells(lines: Sequence[Text], form: Form) -> FoundTable | None:
    """The partners of a paper that prints their table a cell a line; None unless the cells make whole rows."""
    found = _below_headings(lines, form, _PARTNERS)
    if found is None or "name" not in found.columns:
        return None
    cells, width = _cells(found), len(found.columns)
    if not cells or len(cells) % width:
        return None
    found.rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
    return found


# --- where a table stands -----------------------------------------------------------------------------------


def _below_headings(lines: Sequence[Text], form: Form, name: str) -> FoundTable | None:
    """The form's table of that name: its columns, and as rows of one cell the lines up to the next heading of the form."""
    table = next((one for one in form.tables if one.name == name), None)
    if table is None:
        return None
    found: FoundTable | None = None
    at = 0
    while at < len(lines):
        fields, taken = _headings(lines[at : at + _HEADINGS_AT_MOST], table)
        if len(fields) >= _HEADINGS_AT_LEAST[name]:
            found = found or FoundTable(name, {field: column for column, field in enumerate(fields)})
            at += taken  # also where they are printed anew on the next page
            continue
        if found is not None:
            if form.headings.heading(lines[at].words) or begins_another(lines[at : at + _HEADINGS_AT_MOST], form):
                break
            found.rows.append((lines[at],))
        at += 1
    return found


def begins_another(lines: Sequence[Text], form: Form) -> bool:
    """Whether the lines begin with the headings of a table of the form."""
    return any(len(_headings(lines, table)[0]) >= _HEADINGS_AT_LEAST.get(table.name, 3) for table in form.tables)


def _headings(lines: Sequence[Text], table: TableForm) -> tuple[list[str], int]:
    """The fields that the first lines head, each once, and how many lines they take."""
    fields: list[str] = []
    at = 0
    while at < len(lines):
        field, taken = heading_at(lines[at:], table)
        if field is None or field in fields:
            break
        fields.append(field)
        at += taken
    return [field for field in fields if field != "values"], at


def heading_at(lines: Sequence[Text], table: TableForm) -> tuple[str | None, int]:
    """The field that the first line heads, be its heading broken over several, and how many lines that takes."""
    rest = takewhile(lambda line: line.words[:1].islower(), lines[1:_HEADING_LINES])
    said = accumulate((line.words for line in (lines[0], *rest)), "{} {}".format)
    for taken, words in enumerate(said, 1):
        is_whole = words.count("(") == words.count(")") and not (words.startswith("(") and words.endswith(")"))
        if is_whole and (field := table.headings.exact(words)) is not None:
            in_brackets = taken < len(lines) and lines[taken].words.startswith("(")
            return field, taken + in_brackets  # «… результаты», below it «(по мероприятиям)»
    return None, 0


def _cells(found: FoundTable) -> list[Text]:
    return [cell for (cell,) in found.rows]


def _plan_and_fact(found: FoundTable, values: Sequence[Text]) -> dict[str, Text]:
    """Two values by the order of their headings: some papers have the fact first."""
    return dict(zip(sorted(("plan", "fact"), key=found.columns.__getitem__), values, strict=True))


def _row(found: FoundTable, said: dict[str, Text]) -> tuple[Text, ...]:
    blank = Text("", Place(0))
    return tuple(said.get(field, blank) for field in found.columns)


# --- rows of the main table -----------------------------------------------------------------------------------


class _Rows:
    """Goes down the cells of the main table from one pair of values to the next."""

    def __init__(self, found: FoundTable, cells: Sequence[Text], form: Form) -> None:
        self._found, self._cells, self._form = found, cells, form
        self._begun: dict[str, Text] = {}  # what stands before the name in the first row of an activity
        has_tasks = any(self._is_task(cell) or _counts_on(cell) for cell in cells)  # else they look like outcomes
        self._tells_outcomes = "outcome" in found.columns and (has_tasks or "task" not in found.columns)

    def read(self) -> None:
        """Fill the table's rows, and what is left over."""
        last = -1
        for at in self._named_pairs():
            self._take_between(self._cells[last + 1 : at])
            said = {"name": self._cells[at], **_plan_and_fact(self._found, self._cells[at + 1 : at + 3])}
            self._found.rows.append(_row(self._found, {**self._begun, **said}))
            self._begun, last = {}, at + 2
        if last < 0:
            return
        self._take_between(self._cells[last + 1 :])
        if self._begun:  # an activity without indicators
            self._found.rows.append(_row(self._found, self._begun))

    def _named_pairs(self) -> Iterator[int]:
        """Where names stand that have two values below, no more and no less."""
        at = 0
        while at < len(self._cells):
            end = at
            while end < len(self._cells) and is_value(self._cells[end].words):
                end += 1
            tells_of_date_or_place = any(is_date(cell.words) for cell in self._cells[max(at - 2, 0) : at])
            if end - at == 2 and at and not tells_of_date_or_place:
                yield at - 1
            at = max(end, at + 1)

    def _take_between(self, cells: Sequence[Text]) -> None:
        """What stands between two pairs: the outcome of the rows above, a task and an activity that begin."""
        dates = list(self._dated(cells))
        if len(dates) > 1:  # an activity whose names and values nobody can tell apart
            next_begins = dates[0] + 1 + self._beginning(cells[dates[0] + 1 :])[0]
            self._take_between(cells[:next_begins])
            self._found.rows.append(_row(self._found, self._begun))
            self._begun = {}
            self._take_between(cells[next_begins:])
            return
        begins, details = self._beginning(cells)
        above = cells[:begins]
        words = [cell for cell in above if not is_value(cell.words)]
        last = dict(zip(self._found.columns, self._found.rows[-1], strict=True)) if self._found.rows else {}
        if len(words) == 1 and self._tells_outcomes and last and last["activity"].words:
            self._found.rows[-1] = _row(self._found, {**last, "outcome": words.pop()})
        self._found.left_over += [cell for cell in above if cell in words or is_value(cell.words)]
        titles = list(cells[begins:details])
        if titles and (self._is_task(titles[0]) or (len(titles) > 1 and _counts_on(titles[0]))):
            self._begun["task"] = titles.pop(0)
        if len(titles) > 1 and _BARE_NO.fullmatch(titles[-2].words):  # its number has a column of its own
            titles[-2:] = [_together(titles[-2:])]
        if titles:
            self._begun["activity"] = titles.pop()
        self._found.left_over += titles
        self._take_details(cells[details:])

    def _beginning(self, cells: Sequence[Text]) -> tuple[int, int]:
        """Where the task or the activity begins, and where what is told of it; both at the end if none does."""
        dated = next(self._dated(cells), None)
        headed = next((at for at, cell in enumerate(cells) if self._is_task(cell)), None)
        numbered = next((at for at, cell in enumerate(cells) if heads_activity(cell)), None)
        title = dated - 1 if dated is not None else numbered
        if title is None:
            title = headed + 1 if headed is not None and headed + 1 < len(cells) else len(cells)
        begins = title
        if begins and title < len(cells) and _BARE_NO.fullmatch(cells[begins - 1].words):
            begins -= 1
        if headed is not None and headed < title:
            begins = headed
        elif begins and title < len(cells) and "task" in self._found.columns and _counts_on(cells[begins - 1]):
            begins -= 1
        return begins, min(title + 1, len(cells))

    def _dated(self, cells: Sequence[Text]) -> Iterator[int]:
        """Where dates stand below what may be a title."""
        for at, cell in enumerate(cells[1:], 1):
            if is_date(cell.words) and not is_date(cells[at - 1].words) and not is_value(cells[at - 1].words):
                yield at

    def _is_task(self, cell: Text) -> bool:
        return heads(TASK, cell.words) or self._form.fixed_tasks.start(cell.words) is not None

    def _take_details(self, cells: Sequence[Text]) -> None:
        """Date, place, participants and result below the title of an activity: the one value among them is of people."""
        values = [at for at, cell in enumerate(cells) if is_value(cell.words)]
        said = [at for at in values if kind_of(cells[at].words) == "people"] if len(values) > 1 else values
        people = said[0] if len(said) == 1 else None
        for at, cell in enumerate(cells):
            kind = kind_of(cell.words[:1].upper() + cell.words[1:])  # «г. Семей» is no rest of another cell
            if at == 0 and is_date(cell.words):
                field = "date"
            elif at == people:
                field = "participants"
            elif "result" not in self._begun and (kind == "place" or (people is not None and at < people)):
                field = "place"
            elif is_value(cell.words):
                self._found.left_over.append(cell)
                continue
            else:
                field = "result"
            known = self._begun.get(field)
            self._begun[field] = _together([known, cell]) if known else cell


def _counts_on(cell: Text) -> bool:
    """Whether a line above the title of an activity is a task by its number alone, «2. Обучить лидеров»."""
    is_number = _BARE_NO.fullmatch(cell.words) or _NUMBERED.match(cell.words) or is_value(cell.words)
    return TASK.match(cell.words) is not None and not is_number


def heads_activity(cell: Text) -> bool:
    return heads(ACTIVITY, cell.words) or bool(_NUMBERED.match(cell.words))


def is_date(words: str) -> bool:
    return kind_of(words) == "date" or (_DATED.match(words) is not None and date_span(words, 2000) is not None)


def _stands_alone(words: str) -> bool:
    return is_value(words) or is_date(words)


def is_value(words: str) -> bool:
    """Whether a line is one value and nothing else: a number with its unit, or a dash."""
    if is_blank(words) or is_date(words) or _NUMBERED.match(words):
        return is_blank(words)
    return any(map(str.isdigit, words)) and whole_values(words, 1) is not None


def joined(cells: Iterable[Text]) -> list[Text]:
    """The cells, one that goes on in lower case, or after a comma, together with the line above."""
    whole: list[Text] = []
    for cell in cells:
        above = whole[-1].words if whole else ""
        if above and is_date(above) and (_YEAR.fullmatch(cell.words) or above.endswith(("-", "–"))):
            whole[-1] = whole[-1]._replace(words=f"{above} {cell.words}")
            continue
        goes_on = kind_of(cell.words) in ("word", "rest", "note") or above.endswith((",", "-"))
        is_whole = heads(TASK, cell.words) or heads_activity(cell) or any(map(_stands_alone, (above, cell.words)))
        if above and goes_on and not is_whole:
            whole[-1] = whole[-1]._replace(words=f"{above} {cell.words}")
        else:
            whole.append(cell)
    return whole


def _together(cells: Sequence[Text]) -> Text:
    return cells[0]._replace(words=" ".join(cell.words for cell in cells))
