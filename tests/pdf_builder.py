"""PDF files in memory, from short rows: papers as Word, LibreOffice and reportlab print them, for tests to read.

    pdf(Page().line("A paragraph", 40, 40).table(["Plan | Fact", "70 | 80"], 40, 60))

In a row `|` parts cells, `^` is the cell above, `<` the cell on the left, and `⏎` ends a line of a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from font_roboto import Roboto
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 600.0, 400.0
LEADING = 12.0
SIZE = 10.0
PAD = 3.0

Border = Callable[[Canvas, float, float, float, float], None]


def stroke(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """A line, as LibreOffice and reportlab draw borders."""
    canvas.line(x1, y1, x2, y2)


def bar(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """A thin filled rectangle, as Word draws borders."""
    canvas.rect(min(x1, x2), min(y1, y2), max(abs(x2 - x1), 0.5), max(abs(y2 - y1), 0.5), stroke=0, fill=1)


def double(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """Two lines side by side."""
    canvas.line(x1, y1, x2, y2)
    canvas.line(x1 + 2 * (x1 == x2), y1 + 2 * (y1 == y2), x2 + 2 * (x1 == x2), y2 + 2 * (y1 == y2))


def dashed(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """A line of short strokes, each drawn by itself."""
    length, at = max(abs(x2 - x1), abs(y2 - y1)), 0.0
    while at < length:
        end = min(at + 4, length)
        if x1 == x2:
            canvas.line(x1, y1 + at, x2, y1 + end)
        else:
            canvas.line(x1 + at, y1, x1 + end, y2)
        at += 7


def thick(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """A heavy border."""
    canvas.setLineWidth(3)
    canvas.line(x1, y1, x2, y2)
    canvas.setLineWidth(1)


def pdf(*draws: Callable[[Canvas], None], password: str | None = None) -> bytes:
    """A file with a page for each function that draws one; `down` is measured from the top."""
    if "Roboto" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Roboto", Roboto))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=password, invariant=True)
    for draw in draws:
        canvas.setFont("Roboto", SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def words(canvas: Canvas, said: str, x: float, down: float) -> None:
    """One line of words, its top at `down`."""
    canvas.setFont("Roboto", SIZE)
    canvas.drawString(x, HEIGHT - down - SIZE, said)


def paragraph(canvas: Canvas, lines: Sequence[str], x: float, down: float) -> None:
    """Lines one below the other."""
    for at, said in enumerate(lines):
        words(canvas, said, x, down + at * LEADING)


def grid(
    canvas: Canvas,
    rows: Sequence[str],
    x: float = 40.0,
    down: float = 40.0,
    *,
    width: float = 100.0,
    height: float = 40.0,
    border: Border = stroke,
) -> None:
    """A ruled table of columns and rows of one size."""
    cells = [[piece.strip() for piece in row.split("|")] for row in rows]
    for row, line in enumerate(cells):
        for column, said in enumerate(line):
            left, top = x + column * width, HEIGHT - down - row * height
            if said != "^":
                border(canvas, left, top, left + width, top)
            if said != "<":
                border(canvas, left, top - height, left, top)
            if said not in ("^", "<"):
                paragraph(canvas, said.split("⏎"), left + PAD, down + row * height + PAD)
    right, bottom = x + len(cells[0]) * width, HEIGHT - down - len(cells) * height
    border(canvas, x, bottom, right, bottom)
    border(canvas, right, bottom, right, HEIGHT - down)


def columns(
    canvas: Canvas,
    rows: Sequence[str],
    lefts: Sequence[float] = (40.0, 200.0, 300.0, 400.0),
    down: float = 40.0,
    *,
    space: float = 8.0,
    rules: Callable[[int], bool] = lambda row: False,
) -> float:
    """A table in columns without upright lines, `space` below each row; `rules`: whether a line stands above a row.

    A cell that says `<` leaves its place to the one on its left. Returns where the table ends.
    """
    for number, row in enumerate([*rows, ""]):
        if rules(number):
            canvas.line(lefts[0] - PAD, HEIGHT - down + PAD, WIDTH - 40, HEIGHT - down + PAD)
        cells = [piece.strip().split("⏎") for piece in row.split("|")]
        for left, lines in zip(lefts, cells, strict=False):
            paragraph(canvas, [said for said in lines if said != "<"], left, down)
        down += max(map(len, cells)) * LEADING + space
    return down


def justified(canvas: Canvas, said: Sequence[str], x: float, down: float, width: float) -> float:
    """Words as a paragraph set to both margins; returns where it ends."""
    lines: list[list[str]] = [[]]
    for word in said:
        if lines[-1] and pdfmetrics.stringWidth(" ".join([*lines[-1], word]), "Roboto", SIZE) > width:
            lines.append([])
        lines[-1].append(word)
    for line in lines:
        left_over = width - sum(pdfmetrics.stringWidth(word, "Roboto", SIZE) for word in line)
        gap = left_over / (len(line) - 1) if line is not lines[-1] and len(line) > 1 else SIZE / 4
        at = x
        for word in line:
            words(canvas, word, at, down)
            at += pdfmetrics.stringWidth(word, "Roboto", SIZE) + gap
        down += LEADING
    return down
