"""The tables of a report, recognised by their headings: which of the form's they are, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final, NamedTuple

from etl.cells import looks_like_value
from etl.document import Document, Place, Table, Text
from etl.forms import Dimension, Form, TableForm
from etl.fragments import aligned, can_be_aligned
from etl.numbering import ACTIVITY, TASK, heads
from etl.wording import between, fold, in_order, meaning

_LONGEST_HEADING: Final = 200
_LONGEST_LISTED: Final = 4  # columns: № | category | project | small grants
_EFFECTS: Final = "effects"
_MAIN: Final = "main"  # the one table whose rows are told by what they hold when a page has torn them
_UNLIKELY_TWICE: Final = 24  # letters of a fragment that no two pages share by chance
_LONGEST_OVERLAP: Final = 16  # rows of a page that may be printed again on the next,
_LONG_OVERLAP: Final = 6  # letters of them at least
_EFFECTS_AT_LEAST: Final = 3  # rows of effects that no headings stand above
_LIKE: Final = 55  # per cent that the cell of a damaged heading has in common with its label,
_LIKE_ON_AVERAGE: Final = 68  # and all of its cells on average,
_LIKE_IN_ORDER: Final = 5  # unless so many stand in the order of the form
_NUMBERS_ROWS: Final = re.compile(r"\s*(?:№\s*(?:п\W*п|р\W*с)?|(?:п\W?п|р\W?с)\W*№?)\W*", re.IGNORECASE)
_PLANNED, _ACTUAL = meaning("план"), meaning("факт")
_PLAN_AND_FACT: Final = _PLANNED | _ACTUAL
_LABELLED: Final = re.compile(r"(?P<label>[^\W\d_]+)[\s:=–—-]+(?P<value>.+)")
_REPEATED_AT_LEAST: Final = 3  # cells of a row that say the same, for it to be one cell
_LABELS_OF_A_CARD: Final = 2  # «Дата проведения», below it «Место проведения»: what is told of one activity
_TURNED_AT_LEAST: Final = 3  # rows of a table that is turned on its side: a name, its plan, its fact
_BARE: Final = re.compile(r"\d[\d \u00a0]*(?:[.,]\d+)?")  # a number and nothing else
_STEM: Final = 3  # letters that «год» and «года» have in common
_SUMS: Final = re.compile(
    r"(?:всего|итого|барлығы|жиыны|(?:за\s+)?(?:весь\s+)?(?:период|год)|жыл\s+бойы)\W*", re.IGNORECASE
)
_LONGEST_VALUES: Final = 14  # letters of «жоспар» and «факт», however damaged


_AND: Final = re.compile(r"\s+(?:и|мен|және)\s+|\s*[,/]\s*")
_REACHED: Final = {"name", "plan", "fact"}
_WHEN_AND_WHERE: Final = {"date", "place"}  # fields that one column may tell of together


class Shared(NamedTuple):
    """Columns below one heading of values, «кемінде | 70 | адам»: the first, the last, and the one with the numbers."""

    first: int
    last: int
    number: int


@dataclass(slots=True)
class FoundTable:
    """A table of the form: its rows without headings, pages joined, and where each field stands."""

    name: str
    columns: dict[str, int]
    rows: list[tuple[Text, ...]] = field(default_factory=list)
    page_starts: set[int] = field(default_factory=set)  # rows that a new page or fragment begins with
    fragments: list[int] = field(default_factory=list)  # the first row of each fragment but the first
    left_over: list[Text] = field(default_factory=list)  # cells of fragments that no column takes
    shared: tuple[Shared, ...] = ()  # what several cells below one heading say together
    both: int | None = None  # the plan's column, if its cells say the fact as well: «40/42»

    def take(self, rows: Iterable[tuple[Text, ...]]) -> None:
        """Add rows as they stand on the paper."""
        self.rows.extend(map(self.laid, rows))

    def laid(self, row: tuple[Text, ...]) -> tuple[Text, ...]:
        """A row of the paper with a cell for each column."""
        row = together(row, self.shared) if self.shared else row
        return row if self.both is None else apart(row, self.both)

    def cell(self, row: tuple[Text, ...], name: str) -> Text | None:
        """The row's cell of that field; None if the table has no such column or the cell is blank."""
        position = self.columns.get(name)
        if position is None or position >= len(row) or not row[position].words.strip():
            return None
        return row[position]


@dataclass(frozen=True, slots=True)
class _Heading:
    table: TableForm
    columns: dict[str, int]
    height: int
    width: int
    shared: tuple[Shared, ...] = ()
    both: int | None = None


def found_tables(
    document: Document, form: Form, missed: Collection[Place] = (), *, closely: bool = False
) -> tuple[list[FoundTable], list[Table]]:
    """The form's tables in reading order, and the tables that are none of them.

    A table without headings goes on with the one above it, unless a heading of the form stands between. `missed`: where
    headings stand that are too damaged for a first look. `closely`: headings of tables may be as damaged.
    """
    found: list[FoundTable] = []
    others: list[Table] = []
    current: FoundTable | None = None
    above: list[Text] = []  # headings of a task and an activity that stand right above a table
    for block in document.blocks:
        if isinstance(block, Text):
            if block.words.strip():
                above = [*above, block] if heads(TASK, block.words) or heads(ACTIVITY, block.words) else []
            if current is not None and (block.place in missed or _is_heading(block.words, form)):
                current = None
        elif isinstance(block, Table):
            for part in _split(_side_by_side(_upright(_merged_across(block), form)), form, closely=closely):
                if isinstance(part, FoundTable):
                    part.rows[:0] = _headed(part, above)
                    above = []
                    current = _merged(found, part)
                elif (current is None or current.name != _EFFECTS) and (effects := _unheaded_effects(part, form)):
                    above, current = [], _merged(found, effects)
                elif current is not None and _goes_on(current, part, form):
                    _extend(current, part, form, above)
                    above = []
                else:
                    others.append(Table(tuple(part)))
    return found, others


def _merged_across(table: Table) -> Table:
    """The table with rows that say the same in every cell as one cell each: so converters print what was merged."""
    rows = tuple(
        (row[0],) * len(row) if len(row) >= _REPEATED_AT_LEAST and _says_one_thing(row) else row for row in table.rows
    )
    return replace(table, rows=rows) if rows != table.rows else table


def _says_one_thing(row: tuple[Text, ...]) -> bool:
    words = row[0].words
    if any(cell.words != words for cell in row) or not any(map(str.isalpha, words)):
        return False
    return heads(TASK, words) or heads(ACTIVITY, words) or not looks_like_value(words)


def _upright(table: Table, form: Form) -> Table:
    """The table, if its headings stand in the first column one below the other, with rows and columns exchanged."""
    first = [row[0].words[:_LONGEST_HEADING] for row in table.rows[:2]]  # the quick question
    if len(table.rows) < _TURNED_AT_LEAST or not all(map(form.table_headings.exact, first)):
        return table
    columns = tuple(zip(*table.rows, strict=True))
    heading = _heading(columns, 0, form) if _heading(table.rows, 0, form) is None else None
    is_turned = heading is not None and {"plan", "fact"} <= heading.columns.keys() and heading.height == 1
    return replace(table, rows=columns) if is_turned else table


def _side_by_side(table: Table) -> Table:
    """The table, if a column says «план», «факт» by turns, with each two rows as one: the plan there, the fact beside it.

    | Показатель | Индикатор | Значение |        | Показатель | план | факт |
    | Занятия    | план      | 12       |   =>   | Занятия    | 12   | 11   |
    | Занятия    | факт      | 11       |
    """
    for column in range(len(table.rows[0]) - 1):
        begins = next((at for at, row in enumerate(table.rows) if _turn(row, column) == _PLANNED), 0)
        below = table.rows[begins:]
        turns = [_turn(row, column) for row in below]
        if not begins or len(below) % 2 or turns != [_PLANNED, _ACTUAL] * (len(below) // 2):
            continue
        pairs = zip(below[::2], below[1::2], strict=True)
        rows = [(*one[:column], one[column + 1], other[column + 1], *one[column + 2 :]) for one, other in pairs]
        last = table.rows[begins - 1]
        heading = (*last[:column], below[0][column], below[1][column], *last[column + 2 :])
        return replace(table, rows=(*table.rows[: begins - 1], heading, *rows))
    return table


def _turn(row: tuple[Text, ...], column: int) -> frozenset[str]:
    """What a cell means that stands alone in its column and its row; nothing if it is merged with the next, or long."""
    cell = row[column]
    is_own = cell.place != row[column + 1].place and len(cell.words) <= _LONGEST_VALUES
    return meaning(cell.words) if is_own else frozenset()


def _headed(table: FoundTable, above: Iterable[Text]) -> Iterator[tuple[Text, ...]]:
    """The headings above a main table that has no column for what they head, each as a row from edge to edge."""
    width = max(table.columns.values()) + 1
    for text in above if table.name == _MAIN else ():
        if ("task" if heads(TASK, text.words) else "activity") not in table.columns:
            yield (text,) * width


def _is_heading(words: str, form: Form) -> bool:
    return (form.headings.start(words, fuzzy=False) or form.headings.said(words)) is not None


def _merged(found: list[FoundTable], part: FoundTable) -> FoundTable:
    """A table whose heading is printed anew on the next page is one table."""
    if (
        found
        and found[-1].name == part.name
        and (found[-1].columns == part.columns or (part.name == _MAIN and _tell_of_one(found[-1], part)))
    ):
        rows = part.rows if found[-1].columns == part.columns else _rearranged(part, found[-1])
        if not _printed_again(found[-1], rows):
            found[-1].fragments.append(len(found[-1].rows))
            found[-1].page_starts.add(len(found[-1].rows))
            found[-1].rows.extend(rows)
        return found[-1]
    found.append(part)
    return part


def _tell_of_one(table: FoundTable, part: FoundTable) -> bool:
    """Whether two main tables are parts of one: not if one tells when and where, and the other alone what was reached."""
    return not any(
        one.columns.keys() & _WHEN_AND_WHERE
        and not one.columns.keys() & _REACHED
        and other.columns.keys() >= _REACHED
        and not other.columns.keys() & _WHEN_AND_WHERE
        for one, other in ((table, part), (part, table))
    )


def _extend(table: FoundTable, rows: list[tuple[Text, ...]], form: Form, above: Iterable[Text] = ()) -> None:
    """Add the rows of a fragment without headings, below what heads them in the lines above."""
    width = max(table.columns.values()) + 1
    on_paper = width + sum(one.last - one.first for one in table.shared) - (table.both is not None)
    if (table.shared and len(rows[0]) >= on_paper) or (table.both is not None and len(rows[0]) == on_paper):
        rows = list(map(table.laid, rows))
    if can_be_aligned(table.columns) and (table.name == _MAIN or len(rows[0]) != width):
        rows, left = aligned(rows, table.columns, width)
        table.left_over.extend(left)
    if _printed_again(table, rows):
        return
    headings = list(_headed(table, above))
    rows = [*headings, *rows[_overlap(table, rows) :]]
    table.fragments.append(len(table.rows))
    if not headings:  # else the first row goes on with nothing
        table.page_starts.add(len(table.rows))
    table.rows.extend(rows)


def _rearranged(part: FoundTable, table: FoundTable) -> list[tuple[Text, ...]]:
    """The rows of a part with its cells where the table has their fields."""
    width = max(table.columns.values()) + 1
    rows = []
    for row in part.rows:
        laid = [Text("", place_of(row), is_lost=True)] * width
        for name, at in part.columns.items():
            if name in table.columns and at < len(row):
                laid[table.columns[name]] = row[at]
        rows.append(tuple(laid))
    return rows


def _printed_again(table: FoundTable, rows: list[tuple[Text, ...]]) -> bool:
    """Whether a fragment only repeats the one before it, as scans print a page twice: every word in every row."""
    last = table.rows[table.fragments[-1] if table.fragments else 0 :]
    words = [_words(row) for row in rows]
    return sum(map(len, words)) >= _UNLIKELY_TWICE and words == [_words(row) for row in last]


def _overlap(table: FoundTable, rows: list[tuple[Text, ...]]) -> int:
    """How many of the first rows of a page only repeat rows of the page before, none but theirs above the page's end."""
    above = [_words(row) for row in table.rows[-_LONGEST_OVERLAP:]]
    below = [_words(row) for row in rows[:_LONGEST_OVERLAP]]
    for count in range(min(len(above), len(below)), 0, -1):
        letters = sum(map(len, below[:count]))
        for start in range(len(above) - count, -1, -1):
            if above[start : start + count] != below[:count]:
                continue
            after = table.rows[len(table.rows) - len(above) + start + count :]
            if letters >= (_UNLIKELY_TWICE if after or count == len(rows) else _LONG_OVERLAP) and not any(
                _begins(table, row) for row in after
            ):
                return count
    return 0


def _begins(table: FoundTable, row: tuple[Text, ...]) -> bool:
    """Whether a row begins a task or an activity."""
    return any(table.cell(row, name) is not None for name in ("task", "activity"))


def _words(row: tuple[Text, ...]) -> str:
    return fold(" ".join(cell.words for cell in row))


def _goes_on(table: FoundTable, rows: list[tuple[Text, ...]], form: Form) -> bool:
    """Whether rows without headings belong to the table above: not if they are a table of participants or of fields.

    A sheet prints prose as a label and its value, each in a cell: two columns, and something of the form's in the first.
    """
    for row in rows[:2]:
        if _is_caption(row, form) or any(_heads_participants(row, dimension) for dimension in form.dimensions):
            return False
        if any(_begins_with_total(row, dimension) for dimension in form.dimensions):
            return False
        for cell in row:
            words = cell.words[:_LONGEST_HEADING]
            if words.rstrip().endswith(":") and form.fields.exact(words):
                return False
    if any(_lists_participants(rows, dimension) for dimension in form.dimensions):
        return False
    if len(rows[0]) == 2 and max(table.columns.values()) > 1:
        labels = sum(form.table_headings.exact(row[0].words[:_LONGEST_HEADING]) is not None for row in rows)
        return labels < _LABELS_OF_A_CARD and not any(form.headings.start(row[0].words) for row in rows[:3])
    return len(rows[0]) > 1 or len(table.columns) == 1


def _is_caption(row: tuple[Text, ...], form: Form) -> bool:
    """Whether a row has nothing but a heading of the form, as where a table's title stands in its first row."""
    said = {cell.words for cell in row if cell.words.strip()}
    return len(said) == 1 and _is_heading(said.pop(), form)


def _heads_participants(row: tuple[Text, ...], dimension: Dimension) -> bool:
    """Whether a row names two categories of participants, or the total and a category beside it."""
    keys = {dimension.labels.exact(cell.words[:_LONGEST_HEADING]) for cell in row if cell.words} - {None, "including"}
    return len(keys) > 1


def _begins_with_total(row: tuple[Text, ...], dimension: Dimension) -> bool:
    """Whether a row is words in every cell, the first of them «Всего»: it heads numbers by categories, be they unknown."""
    words = [cell.words for cell in row]
    return dimension.labels.exact(words[0]) == "total" and all(words) and not any(map(looks_like_value, words))


def _lists_effects(rows: Sequence[tuple[Text, ...]], form: Form) -> bool:
    """Whether rows begin with labels of effects, beside their numbers or not."""
    found = {form.effect_labels.exact(cell.words) for row in rows for cell in row[:2] if cell.words} - {None}
    return len(found) > 1


def _unheaded_effects(rows: list[tuple[Text, ...]], form: Form) -> FoundTable | None:
    """The effects that rows without headings list, in the order of the form: label, unit or none, plan, fact; None if they do not."""
    filled = [at for at in range(len(rows[0])) if any(any(map(str.isalnum, row[at].words)) for row in rows)]
    worded = [at for at in filled[:-2] if _is_of_words(rows, at)]  # labels, and perhaps units
    if len(rows) < _EFFECTS_AT_LEAST or len(worded) not in (1, 2) or any(_is_of_words(rows, at) for at in filled[-2:]):
        return None
    if worded[0] not in filled[:2] or len(filled) - len(worded) > (3 if worded[0] == filled[1] else 2):
        return None  # other columns than the row's number
    labels = form.effect_labels
    said = [row[worded[0]].words for row in rows]
    known = [words for words in said if labels.start(words) or labels.whole(words) or labels.brief(words)]
    if 3 * len(known) < 2 * len(rows):
        return None
    units = {"unit": worded[1]} if len(worded) > 1 else {}
    return FoundTable(_EFFECTS, {"effect": worded[0], **units, "plan": filled[-2], "fact": filled[-1]}, rows)


def _is_of_words(rows: Iterable[tuple[Text, ...]], column: int) -> bool:
    """Whether a column holds words and no value."""
    said = [row[column].words for row in rows]
    return any(any(map(str.isalpha, words)) for words in said) and not any(map(looks_like_value, said))


def _lists_participants(rows: Sequence[tuple[Text, ...]], dimension: Dimension) -> bool:
    """Whether rows list categories of participants downwards, in narrow columns: the category, beside it how many."""
    if not rows or len(rows[0]) > _LONGEST_LISTED:
        return False
    return any(
        len({dimension.labels.exact(row[at].words[:_LONGEST_HEADING]) for row in rows} - {None, "total", "including"})
        > 1
        for at in range(min(2, len(rows[0])))
    )


def _split(table: Table, form: Form, *, closely: bool = False) -> Iterator[FoundTable | list[tuple[Text, ...]]]:
    """A table cut at its headings; the rows before the first heading come by themselves.

    `closely`: its first row may be a heading that a scan has damaged beyond what labels bear.
    """
    rows, start, current = table.rows, 0, None
    position = 0
    while position < len(rows):
        if current is not None and (effects := _effects_within(current, rows[position : position + 2], form)):
            yield from _pieces(current, rows[start:position])
            yield current
            current, position, start = effects, position + 1, position + 1
            continue
        heading = _heading(rows, position, form) or (_damaged_heading(rows, form) if closely and not position else None)
        if heading is None:
            position += 1
            continue
        if rows[start:position]:
            yield from _pieces(current, rows[start:position])
        if current is not None and _names_again(current, heading):
            position += heading.height
            start = position
            continue
        if current is None or current.name != heading.table.name or current.columns != heading.columns:
            if current is not None:
                yield current
            current = FoundTable(heading.table.name, heading.columns, shared=heading.shared, both=heading.both)
        position += heading.height
        start = position
    if rows[start:]:
        yield from _pieces(current, rows[start:])
    if current is not None:
        yield current


def _effects_within(table: FoundTable, rows: Sequence[tuple[Text, ...]], form: Form) -> FoundTable | None:
    """The effects that go on in the main table's columns below a row that only announces them; None if none do."""
    if table.name != _MAIN or len(rows) < 2 or not _is_caption(rows[0], form):
        return None
    first = table.cell(table.laid(rows[1]), "name")
    if first is None or form.effect_labels.exact(first.words) is None:
        return None
    columns = {"effect": table.columns["name"], "plan": table.columns["plan"], "fact": table.columns["fact"]}
    return FoundTable(_EFFECTS, columns, shared=table.shared, both=table.both)


def _names_again(current: FoundTable, heading: _Heading) -> bool:
    """Whether a heading names a few columns of the table at hand anew, as where only «план», «факт» is printed again."""
    same = heading.columns.items() <= current.columns.items()
    return current.name == heading.table.name and same and len(heading.columns) < len(current.columns)


def _pieces(current: FoundTable | None, rows: tuple[tuple[Text, ...], ...]) -> Iterator[list[tuple[Text, ...]]]:
    kept = [row for row in rows if not _numbers_columns(row)]
    if current is None:
        if kept:
            yield kept
    else:
        current.take(kept)


def _numbers_columns(row: tuple[Text, ...]) -> bool:
    """Whether the row only numbers the columns: 1 2 3 …, those at most that have a heading"""
    words = [cell.words.strip() for cell in row if cell.words.strip()]
    return len(words) > 3 and words == [str(number) for number in range(1, len(words) + 1)]


def _heading(rows: tuple[tuple[Text, ...], ...], position: int, form: Form) -> _Heading | None:
    """The heading that begins at the row, if it names most columns of one of the form's tables."""
    row = rows[position]
    said = {cell.place: cell.words for cell in row if cell.words and len(cell.words) <= _LONGEST_HEADING}
    distinct = len({cell.place for cell in row if cell.words})
    if distinct < 2 or len(said) < distinct:
        return None
    # one heading letter for letter is enough to look for damaged ones beside it
    if position and not any(form.table_headings.exact(words) for words in said.values()):
        return None
    hits = [_hits(table, said.values(), position) for table in form.tables]
    if max(hits, default=0) < max(2, -(-distinct * 2 // 3)) or any(map(looks_like_value, said.values())):
        return None  # no heading of the form holds a value
    table = form.tables[hits.index(max(hits))]
    if hits.count(max(hits)) > 1 and (_has_units(table, row) or _lists_effects(rows[position + 1 :], form)):
        table = next((one for one in form.tables if one.name == _EFFECTS), table)  # main has names, plans and facts too
    if any(_lists_participants(rows[position + 1 :], dimension) for dimension in form.dimensions):
        return None
    if table.name == _EFFECTS:  # a table with a column of activities lists what these have reached
        table = next((one for one in form.tables if one.name == _MAIN and _names_activities(one, row)), table)
    keys = [table.headings.whole(cell.words) if cell.words else None for cell in rows[position]]
    return _mapped(rows, position, table, _completed(keys, rows[position], table))


def _has_units(table: TableForm, row: tuple[Text, ...]) -> bool:
    return "unit" in {table.headings.exact(cell.words) for cell in row if cell.words}


def _names_activities(table: TableForm, row: tuple[Text, ...]) -> bool:
    return {"activity", "name"} <= {table.headings.exact(cell.words) for cell in row if cell.words}


def _hits(table: TableForm, said: Collection[str], position: int) -> int:
    """How many headings of a row are the table's; damaged ones count in the first row, or beside a whole one."""
    hits = sum(table.headings.exact(words) is not None for words in said)
    if hits == len(said) or not (hits or (position == 0 and len(said) >= 3)):
        return hits
    return sum(table.headings.whole(words) is not None for words in said)


def _completed(keys: list[str | None], row: tuple[Text, ...], table: TableForm) -> list[str | None]:
    """The fields of a heading's cells, those that nobody could read by what they are likest to in the order of the form."""
    cells = [at for at, cell in enumerate(row) if cell.words.strip()]
    if all(keys[at] is not None for at in cells):
        return keys
    _, fields = in_order([table.headings.likeness(row[at].words) for at in cells], table.order, _LIKE)
    if any(keys[at] not in (None, field) for at, field in zip(cells, fields, strict=True)):
        return keys
    found = dict(zip(cells, fields, strict=True))
    return [found.get(at, key) for at, key in enumerate(keys)]


def _damaged_heading(rows: tuple[tuple[Text, ...], ...], form: Form) -> _Heading | None:
    """The heading that the first row is if its cells are like the labels of one table, in the order of the form."""
    row = rows[0]
    cells = [at for at, cell in enumerate(row) if cell.words.strip()]
    if len(cells) < 3 or any(len(row[at].words) > _LONGEST_HEADING for at in cells):
        return None
    best: tuple[float, TableForm | None, list[str | None]] = (_LIKE_ON_AVERAGE, None, [])
    for table in form.tables:
        score, fields = in_order([table.headings.likeness(row[at].words) for at in cells], table.order, _LIKE)
        like = sum(field is not None for field in fields)
        on_average = (
            score / max(like, 1) if like >= _LIKE_IN_ORDER and 4 * like >= 3 * len(cells) else score / len(cells)
        )
        if on_average >= best[0] or (like >= _LIKE_IN_ORDER and best[1] is None and on_average >= _LIKE):
            keys: list[str | None] = [None] * len(row)
            for at, field_of in zip(cells, fields, strict=True):
                keys[at] = field_of
            best = (on_average, table, keys)
    return _mapped(rows, 0, best[1], best[2], closely=True) if best[1] is not None else None


def _mapped(
    rows: tuple[tuple[Text, ...], ...],
    position: int,
    table: TableForm,
    keys: list[str | None],
    *,
    closely: bool = False,
) -> _Heading:
    row = rows[position]
    columns: dict[str, int] = {}
    keys = [key or table.headings.brief(cell.words) for key, cell in zip(keys, row, strict=True)]
    # a column of numbers is never one that nobody could read
    keys = [key or ("no" if _NUMBERS_ROWS.fullmatch(cell.words) else None) for key, cell in zip(keys, row, strict=True)]
    for column, key in enumerate(between(keys, table.own)):
        for said in _both(row[column].words, table) or (key,):
            if said in table.order:
                columns.setdefault(said, column)
    columns |= _of_one_span(keys, row)
    below = rows[position + 1] if position + 1 < len(rows) else ()
    sub = _values_below(below, row, table, closely=closely)
    if sub:
        columns.update(sub)
    parted = not sub and _goes_on_below(row, below)
    height = 2 if sub or parted else 1
    both = None
    if "values" in columns:
        start = columns.pop("values")
        if not sub and keys.count("values") == 1 and meaning(row[start].words) >= _PLAN_AND_FACT:
            both = start
            columns = {name: at + (at > start) for name, at in columns.items()}
        columns.setdefault("plan", start)
        columns.setdefault("fact", start + 1)
    if "name" not in columns and columns.get("plan") and table.name == "main":
        columns["name"] = columns["plan"] - 1
    if parted:
        columns |= _summed(row, below, columns, table)
    heading = row if parted else rows[position + height - 1]
    shared = tuple(sorted((*_dates_apart(keys), *_shared((heading, *rows[position + height :]), columns, table))))
    for one in reversed(shared):
        columns = {name: at if at <= one.last else at - one.last + one.first for name, at in columns.items()}
    return _Heading(table, columns, height, len(row), shared, columns["plan"] if both is not None else None)


def _of_one_span(keys: Sequence[str | None], row: tuple[Text, ...]) -> dict[str, int]:
    """The plan and the fact that belong together where a heading has several: «План на год», «План на период», «Факт за период».

    Those that share most words, then those that stand nearest; empty where there is but one of each.
    """
    places = {at: cell.place for at, cell in enumerate(row) if "%" not in cell.words}
    plans, facts = (
        [at for at, key in enumerate(keys) if key == field_of and at in places and row[at - 1].place != places[at]]
        for field_of in ("plan", "fact")
    )
    if len(plans) * len(facts) < 2:
        return {}

    def fit(pair: tuple[int, int]) -> tuple[int, int]:
        words = [{fold(word)[:_STEM] for word in row[at].words.split() if len(word) >= _STEM} for at in pair]
        return -len(words[0] & words[1]), abs(pair[0] - pair[1])

    plan, fact = min(product(plans, facts), key=fit)
    return {"plan": plan, "fact": fact}


def _goes_on_below(row: tuple[Text, ...], below: tuple[Text, ...]) -> bool:
    """Whether the row below a heading is of it: cells of the heading reach down into it, and it holds no value."""
    pairs = [(cell, above) for cell, above in zip(below, row, strict=False) if cell.words]
    return any(cell.place == above.place for cell, above in pairs) and not any(
        looks_like_value(cell.words) for cell, above in pairs if cell.place != above.place
    )


def _summed(
    row: tuple[Text, ...], below: tuple[Text, ...], columns: Mapping[str, int], table: TableForm
) -> dict[str, int]:
    """The columns of values whose heading spans several cells of which one sums up the others: «I полугодие», «Всего»."""
    values = {column.field for column in table.columns if column.value}
    found = {}
    for field_of, first in columns.items():
        for at in range(first, len(row)) if field_of in values and first < len(row) else ():
            if row[at].place == row[first].place and at > first and _SUMS.fullmatch(below[at].words.strip()):
                found[field_of] = at
    return found


def _both(heading: str, table: TableForm) -> tuple[str, ...]:
    """The two fields that one column tells of: «Дата и место проведения»; empty for the heading of one."""
    parts = _AND.split(heading)
    fields = tuple(table.headings.whole(part) for part in parts) if len(parts) == 2 else ()
    return tuple(map(str, fields)) if len(set(fields)) == 2 and set(fields) <= _WHEN_AND_WHERE else ()


def _dates_apart(keys: Sequence[str | None]) -> Iterator[Shared]:
    """The two columns of a date of which one says when it begins and the next when it ends: together they say the span."""
    if keys.count("date") == 2 and keys[(first := keys.index("date")) + 1] == "date":
        yield Shared(first, first + 1, first)


def _shared(rows: Sequence[tuple[Text, ...]], columns: Mapping[str, int], table: TableForm) -> Iterator[Shared]:
    """The columns of values whose heading, in the first of the rows, spans several cells that are not merged below."""
    heading, below = rows[0], rows[1:]
    for column in sorted((c for c in table.columns if c.value and c.field in columns), key=lambda c: columns[c.field]):
        first = last = columns[column.field]
        if (
            first >= len(heading)
            or (first and heading[first - 1].place == heading[first].place)
            or table.headings.whole(heading[first].words) != column.field
        ):
            continue
        while last + 1 < len(heading) and heading[last + 1].place == heading[first].place:
            last += 1
        span = range(first, last + 1)
        if last > first and any(len({row[at].place for at in span}) > 1 for row in below):
            yield Shared(first, last, _number_column(below, span))


def _number_column(rows: Sequence[tuple[Text, ...]], span: range) -> int:
    """The column with most numbers; where there is none, the one between two others, or that of two which has words."""
    numbers = [sum(any(map(str.isdigit, row[at].words)) for row in rows) for at in span]
    if any(numbers):
        return span[numbers.index(max(numbers))]
    if len(span) > 2:
        return span[len(span) // 2]
    return next((at for at in span if any(row[at].words.strip() for row in rows)), span[0])


def together(row: tuple[Text, ...], shared: Iterable[Shared]) -> tuple[Text, ...]:
    """The row with cells below one heading as one; words beside a blank number say nothing, save for the next one's unit.

    | кемінде | 70 | адам | 85 |   =>   | кемінде 70 адам | 85 |
    |         |    | адам | 85 |   =>   |                 | 85 адам |
    """
    said: list[Text] = []
    start, unit = 0, ""
    for one in shared:
        cells = list({cell.place: cell for cell in row[one.first : one.last + 1]}.values())
        number = row[one.number]
        filled = [cell for cell in cells if cell.words.strip()]
        several = len(filled) > 1 and all(_BARE.fullmatch(cell.words.strip()) for cell in filled)
        words = filled[0].words if len(filled) == 1 else ("\n" if several else " ").join(cell.line for cell in filled)
        if not number.words.strip() and not any(map(str.isdigit, words)):
            words = ""
        elif unit and _BARE.fullmatch(words.strip()):
            words = f"{words} {unit}"
        unit = " ".join(c.line for c in row[one.number + 1 : one.last + 1] if c.words.strip()) if not words else ""
        said += [*row[start : one.first], number._replace(words=words)]
        start = one.last + 1
    rest = row[start:]
    if unit and rest and _BARE.fullmatch(rest[0].words.strip()):
        rest = (rest[0]._replace(words=f"{rest[0].words} {unit}"), *rest[1:])
    return (*said, *rest)


def apart(row: tuple[Text, ...], at: int) -> tuple[Text, ...]:
    """The row with the cell of plan and fact as two; a cell that does not part into two says the plan alone.

    | 40/42 |   =>   | 40 | 42 |
    """
    if at >= len(row):
        return row
    cell = row[at]
    lines = list(map(_sides, _pairs(cell.words)))
    is_pair = bool(lines) and all(len(line) == 2 for line in lines)
    plan, fact = ("\n".join(one) for one in zip(*lines, strict=True)) if is_pair else (cell.words, "")
    return (*row[:at], cell._replace(words=plan), cell._replace(words=fact), *row[at + 1 :])


def _pairs(words: str) -> list[str]:
    """The lines of a cell, one that begins with «факт» together with the line above."""
    lines: list[str] = []
    for line in filter(str.strip, words.split("\n")):
        if lines and meaning(line.split()[0]) == _ACTUAL:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _sides(line: str) -> list[str]:
    """What a line says of the plan and of the fact, «40 / 42», «план 40, факт 42»; itself if it says but one."""
    words = line.split()
    fact = next((at for at, word in enumerate(words) if at and meaning(word) == _ACTUAL), None)
    sides = [" ".join(words[:fact]), " ".join(words[fact:])] if fact else line.split("/")
    return [_unlabelled(side.strip(" ,;/")) for side in sides]


def _unlabelled(side: str) -> str:
    labelled = _LABELLED.fullmatch(side)
    return labelled["value"] if labelled and meaning(labelled["label"]) in (_PLANNED, _ACTUAL) else side


def _values_below(
    below: tuple[Text, ...], above: tuple[Text, ...], table: TableForm, *, closely: bool = False
) -> dict[str, int]:
    """Columns named in the second row of a heading; empty if that row is not part of the heading.

    Other headings than plan and fact stand there as well where a converter has lost that they were merged.
    """
    found: dict[str, int] = {}
    for column, cell in enumerate(below):
        if not cell.words or cell.place == above[column].place or cell.words == above[column].words:
            continue
        key = table.headings.whole(cell.words)
        if key is None and closely and len(cell.words) <= _LONGEST_VALUES and not any(map(str.isdigit, cell.words)):
            key = "fact" if "plan" in found else "plan"
        if key is None or key == "values":
            return {}
        found.setdefault(key, column)
    return found if {"plan", "fact"} & found.keys() else {}


def place_of(row: tuple[Text, ...]) -> Place:
    """The place of a row: that of its first cell with words, else of its first."""
    return next((cell.place for cell in row if cell.words), row[0].place)
