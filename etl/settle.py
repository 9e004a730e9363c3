"""Dumps that print a table one cell a line -> tables again, with the help of a form's headings.

The dump keeps neither rows nor columns: a cell starts after a tab, a row ends when its number of cells is reached.
Blank lines part rows, but stand inside cells as well, so rows are found by the best division of all stretches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from etl.cells import looks_like_value
from etl.document import Block, Cell, CellRun, Document, Place, Table, Text
from etl.forms import Form
from etl.mended import mended_digits

_SHORT: Final = 2  # what a missing cell costs when stretches are joined to rows,
_BEGUN: Final = 2  # on top of what any short row costs
_VALUES_LOST: Final = 3  # a row that lacks just its plan and fact: dumps lose these two together
_HEADING_ROWS: Final = 24  # cells within which a table's headings stand


class _Heading(NamedTuple):
    """The heading of a table found at the start of a stretch: its row, and how many cells it took."""

    row: tuple[str, ...]
    values: frozenset[int]  # columns that hold plan or fact
    taken: int


def settled(document: Document, form: Form) -> Document:
    """The document with every run of cells made into tables and paragraphs; unchanged if it has no run."""
    if not any(isinstance(block, CellRun) for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        for part in _parts(block, form) if isinstance(block, CellRun) else [block]:
            blocks.append(_numbered(part, len(blocks) + 1))
    return Document(document.kind, tuple(blocks), document.unread)


def _numbered(block: Block, number: int) -> Block:
    if isinstance(block, Text):
        return block._replace(place=block.place._replace(block=number))
    if isinstance(block, Table):
        return Table(tuple(tuple(c._replace(place=c.place._replace(block=number)) for c in row) for row in block.rows))
    return block


def _parts(run: CellRun, form: Form) -> Iterator[Block]:
    """Paragraphs and tables of a run: a heading of the form ends a table, and prose goes on until the next cell."""
    cells: list[Cell] = []
    in_table = False
    for cell in run.cells:
        if _ends_table(cell, form):
            yield from _table_or_lines(cells, form)
            cells, in_table = [], False
            yield cell.text
        elif cell.starts_cell:
            cells.append(cell)
            in_table = True
        elif in_table:
            cells.append(cell)
        elif cell.text.words:
            yield cell.text
    yield from _table_or_lines(cells, form)


def _ends_table(cell: Cell, form: Form) -> bool:
    """Whether the line is a heading of the form; a cell is one only if it says nothing else."""
    found = form.headings.heading(cell.text.words)
    return found is not None and (not cell.starts_cell or not found[1])


def _table_or_lines(cells: Sequence[Cell], form: Form) -> Iterator[Block]:
    """The tables that the cells make, each from its heading to the next; what stands before the first is one or prose."""
    stretches = _stretches(cells)
    headings = [(at, found) for at in range(len(stretches)) if (found := _heading(stretches[at:], form)) is not None]
    first = headings[0][0] if headings else len(stretches)
    above = stretches[:first]
    if len(above) > 1 and {len(row) for row in above} == {len(above[0])} != {1}:
        yield _gridded(above)  # no heading of the form, but rows as wide as each other: | Ерлер | 40 |
    else:
        yield from _prose(cells, sum(map(len, above)))
    ends = [*(at for at, _ in headings[1:]), len(stretches)]
    for (at, heading), end in zip(headings, ends, strict=False):
        yield _table(stretches[at:end], heading)


def _prose(cells: Sequence[Cell], whole_cells: int) -> Iterator[Text]:
    """The lines of the first so many cells."""
    for cell in cells:
        whole_cells -= cell.starts_cell
        if whole_cells < 0:
            return
        if cell.text.words:
            yield cell.text


def _stretches(cells: Iterable[Cell]) -> list[list[Text]]:
    """Whole cells, in stretches that a blank line parts. A cell's lines are joined, its blank lines kept."""
    stretches: list[list[Text]] = []
    for cell in cells:
        if cell.starts_cell:
            if cell.after_blank or not stretches:
                stretches.append([])
            stretches[-1].append(cell.text)
        elif stretches:
            last = stretches[-1][-1]
            gap = "\n\n" if cell.after_blank else "\n"
            stretches[-1][-1] = last._replace(words=f"{last.words}{gap}{cell.text.words}")
    return stretches


def _heading(stretches: list[list[Text]], form: Form) -> _Heading | None:
    first = [cell for stretch in stretches for cell in stretch][:_HEADING_ROWS]
    return _form_heading(stretches, form) or _participants_heading(first, form)


def _form_heading(stretches: list[list[Text]], form: Form) -> _Heading | None:
    """The heading of one of the form's tables: the first stretch, and the second if it names plan and fact."""
    if not stretches:
        return None
    for table in form.tables:
        fields = [table.headings.whole(cell.words) for cell in stretches[0]]
        if sum(field is not None for field in fields) < max(2, (len(fields) + 1) // 2):
            continue
        row, taken = [cell.words for cell in stretches[0]], len(stretches[0])
        second = _second_row(stretches[1:])
        below = [table.headings.whole(cell.words) for cell in second]
        if "values" in fields and "plan" in below and not _other_words(second, below):
            spans = fields.index("values")
            row[spans : spans + 1] = [cell.words for cell, field in zip(second, below, strict=True) if field]
            taken += len(second)
        values = frozenset(i for i, words in enumerate(row) if table.headings.whole(words) in ("plan", "fact"))
        return _Heading(tuple(row), values, taken)
    return None


def _second_row(stretches: list[list[Text]]) -> list[Text]:
    """The cells up to the end of the first stretch that says something: blank lines may stand between blank cells."""
    cells: list[Text] = []
    for stretch in stretches:
        cells += stretch
        if any(cell.words for cell in stretch):
            break
    return cells


def _other_words(cells: list[Text], fields: list[str | None]) -> bool:
    """Whether there is a cell of other words; a number is that of a page, or of a column."""
    unknown = [cell.words for cell, field in zip(cells, fields, strict=True) if cell.words and field is None]
    return not all(words.replace("\n", "").isdigit() for words in unknown)


def _participants_heading(cells: list[Text], form: Form) -> _Heading | None:
    """The heading of a table of participants: the total, then the categories, up to the first number.

    The form prints some headings in two rows; a repeated total, "of these" and empty cells are no columns.
    """
    for dimension in form.dimensions:
        row: list[str] = []
        keys: list[str] = []
        taken = 0
        for cell in cells:
            key = dimension.labels.whole(mended_digits(cell.words))
            if key is None and cell.words:
                break
            taken += 1
            if key not in (None, "including") and key not in keys:
                keys.append(str(key))
                row.append(cell.words)
        if len(keys) >= 3 and keys[0] == "total":
            return _Heading(tuple(row), frozenset(), taken)
    return None


def _table(stretches: list[list[Text]], heading: _Heading) -> Table:
    place = stretches[0][0].place
    rows = [[Text(words, place) for words in heading.row]]
    width = len(heading.row)
    rows += [
        _filled(row, width, heading.values)
        for row in _rows(_after(stretches, heading.taken), width, len(heading.values))
    ]
    return _gridded(rows)


def _gridded(rows: Iterable[Sequence[Text]]) -> Table:
    return Table(
        tuple(
            tuple(cell._replace(place=cell.place._replace(row=r, column=c)) for c, cell in enumerate(row, 1))
            for r, row in enumerate(rows, 1)
        )
    )


def _after(stretches: list[list[Text]], taken: int) -> list[list[Text]]:
    left: list[list[Text]] = []
    for stretch in stretches:
        rest, taken = stretch[taken:], max(0, taken - len(stretch))
        if rest:
            left.append(rest)
    return left


def _rows(stretches: list[list[Text]], width: int, values: int) -> list[list[Text]]:
    """The stretches joined to rows of `width` cells, `values` of them plan and fact, at the least cost."""
    pieces = [stretch[i : i + width] for stretch in stretches for i in range(0, len(stretch), width)]
    lengths = [len(piece) for piece in pieces]
    # best[i]: the least cost of dividing the pieces from i on, and where the first of these rows ends
    best: list[tuple[int, int]] = [(0, len(lengths))] * (len(lengths) + 1)
    for start in reversed(range(len(lengths))):
        options, cells = [], 0
        for end in range(start + 1, len(lengths) + 1):
            cells += lengths[end - 1]
            if cells > width:
                break
            options.append((_cost(width - cells, values) + best[end][0], end))
        best[start] = min(options)
    rows, start = [], 0
    while start < len(lengths):
        end = best[start][1]
        rows.append([cell for piece in pieces[start:end] for cell in piece])
        start = end
    return rows


def _cost(missing: int, values: int) -> int:
    """What a row costs that lacks so many cells."""
    if missing == 0:
        return 0
    return _VALUES_LOST if missing == values else _BEGUN + _SHORT * missing


def _filled(row: list[Text], width: int, values: frozenset[int]) -> list[Text]:
    """The row with the cells that the dump lost: plan and fact where words stand in their place, else the last ones."""
    missing = width - len(row)
    lost = Text("", Place(row[-1].place.block, line=row[-1].place.line), is_lost=True)
    first = min(values, default=width)
    if missing and missing == len(values) and first < len(row) and not looks_like_value(row[first].words):
        return [*row[:first], *[lost] * missing, *row[first:]]
    return [*row, *[lost] * missing]
