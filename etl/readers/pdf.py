"""PDF -> Document: words and ruled lines as PDFium finds them, laid out as on paper.

Everything is asked of PDFium's own functions: pypdfium2's helpers make an object a character.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import addressof, c_double, c_float, c_int, c_ushort
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from unicodedata import category

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.document import Document
from etl.errors import BrokenFile, EmptyFile, LockedFile, TooLarge
from etl.readers.grid import Rule
from etl.readers.gutters import AreHeadings, no_headings
from etl.readers.lines import HYPHEN_AT_END, Word
from etl.readers.pages import Page, blocks_of
from etl.readers.scan import DPI, Picture, recognised

LIMIT_MB: Final = 200
FEWEST_LETTERS: Final = 200  # of a file; fewer do not tell its alphabet
LEAST_CYRILLIC: Final = 0.2  # of its letters
MOST_UNKNOWN: Final = 0.2  # of a page's characters; one more is rubbish
WIDEST_LETTER: Final = 0.8  # on average in a word, in sizes of its font
THICKEST: Final = 6.0  # points; a filled bar wider than this is no ruled line

_HYPHEN: Final = "\ufffe"  # PDFium's mark of a hyphen at the end of a line
_PART: Final = re.compile("[^ \\0\x02\n\r\ufeff\uffff\ufffe]*\ufffe|[^ \\0\x02\n\r\ufeff\uffff\ufffe]+")

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Turn = Callable[[float, float], Point]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def read(path: Path, are_headings: AreHeadings = no_headings) -> Document:
    """The paragraphs and tables of the file, merged cells repeated, each with its page.

    A page that shows only a picture is recognised. Raises LockedFile, BrokenFile, TooLarge, EmptyFile, and what
    recognition raises.
    """
    document = _opened(path)
    try:
        sheets = [document[at] for at in range(len(document))]
        pages = _without_rubbish([_page(sheet, number) for number, sheet in enumerate(sheets, 1)])
        pages = [
            recognised(_picture(sheet), page.number, path) if _shows_a_picture(sheet, page) else page
            for sheet, page in zip(sheets, pages, strict=True)
        ]
    except pdfium.PdfiumError as error:
        raise BrokenFile(path, str(error)) from error
    finally:
        document.close()
    blocks = blocks_of(pages, are_headings)
    if not blocks:
        raise EmptyFile(path)
    return Document("pdf", tuple(blocks))


def _opened(path: Path) -> pdfium.PdfDocument:
    size = path.stat().st_size
    if not size:
        raise EmptyFile(path)
    if size > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise LockedFile(path) from error
        raise BrokenFile(path, str(error)) from error


def _page(page: pdfium.PdfPage, number: int) -> Page:
    turn = _turn(page)
    width, height = page.get_size()
    drawn = _drawn(page, turn)
    words = _words(page.get_textpage(), turn, drawn.hidden)
    return Page(number, width, height, words, drawn.horizontal, drawn.vertical)


# --- pages without words -----------------------------------------------------------------------------------


def _without_rubbish(pages: list[Page]) -> list[Page]:
    """The pages, the words taken from those whose letters are not what is printed.

    A font without a table of its letters gives private or unknown ones, or those of another alphabet: a report in Kazakh
    or Russian with hardly a Cyrillic letter is one.
    """
    said = [Counter("".join(word.words for word in page.words)) for page in pages]
    if _is_foreign(sum(said, Counter())):
        return [replace(page, words=[]) for page in pages]
    return [replace(page, words=[]) if _is_unknown(here) else page for page, here in zip(pages, said, strict=True)]


def _is_foreign(said: Counter[str]) -> bool:
    letters = {letter: count for letter, count in said.items() if letter.isalpha()}
    cyrillic = sum(count for letter, count in letters.items() if "\u0400" <= letter <= "\u04ff")
    return sum(letters.values()) > FEWEST_LETTERS and cyrillic < LEAST_CYRILLIC * sum(letters.values())


def _is_unknown(said: Counter[str]) -> bool:
    unknown = sum(
        count for letter, count in said.items() if category(letter) in ("Co", "Cn", "Cc") or letter == "\ufffd"
    )
    return unknown > MOST_UNKNOWN * said.total()


def _shows_a_picture(page: pdfium.PdfPage, read: Page) -> bool:
    """Whether a page without words has anything drawn on it: a picture of its words, or their outlines."""
    return not read.words and raw.FPDFPage_CountObjects(page.raw) > 0


def _picture(page: pdfium.PdfPage) -> Picture:
    bitmap = page.render(scale=DPI / 72, grayscale=True)
    pixels: Picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    return pixels


def _turn(page: pdfium.PdfPage) -> Turn:
    """From the file's coordinates to those of the page as it is read: from its top left corner, turned upright."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[page.get_rotation()]


# --- words -------------------------------------------------------------------------------------------------


def _words(page: pdfium.PdfTextPage, turn: Turn, hidden: set[int]) -> list[Word]:
    """The words in the order of the file. PDFium parts most of them, by the file's spaces and by those that it adds."""
    letters = _Letters(page.raw, turn, _text(page.raw), hidden)
    return [word for part in _PART.finditer(letters.text) for word in letters.words(*part.span())]


def _text(page: Any) -> str:
    """The characters of the page."""
    count = raw.FPDFText_CountChars(page)
    into = (c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page, 0, count, into) == count + 1:
        return "".join(map(chr, into[:count]))
    # some have no place in the text
    return "".join(chr(raw.FPDFText_GetUnicode(page, at)) for at in range(count))


@dataclass(slots=True)
class _Letters:
    """The characters of a page; where each stands is asked into `box`, `x` and `y`."""

    page: Any  # PDFium's
    turn: Turn
    text: str
    hidden: set[int]  # objects that are clipped away
    lines: dict[tuple[float, float], tuple[float, float]] = field(default_factory=dict)
    box: Any = field(default_factory=raw.FS_RECTF)
    x: c_double = field(default_factory=c_double)
    y: c_double = field(default_factory=c_double)

    def words(self, start: int, end: int) -> Sequence[Word]:
        """The word that the characters make; none if it is clipped away, several if they do not stand together."""
        left, top, right, bottom = self._edges(start)
        size, baseline = self._line(start, top, bottom)
        if end > start + 1:
            last_left, last_top, right, last_bottom = self._edges(end - 1)
            is_level = top == last_top or min(bottom, last_bottom) - max(top, last_top) > 0.5 * min(
                bottom - top, last_bottom - last_top
            )
            if not (is_level and last_left > left and right - left < WIDEST_LETTER * size * (end - start)):
                return [word for at in range(start, end) for word in self.words(at, at + 1)]
        if self.hidden and addressof(raw.FPDFText_GetTextObject(self.page, start).contents) in self.hidden:
            return ()
        said = self.text[start:end].replace(_HYPHEN, HYPHEN_AT_END)
        # the boxes of letters differ from font to font, lines do not
        top, bottom = baseline - 0.8 * size, baseline + 0.2 * size
        return (Word(said, left, top, right, bottom, size, self._is_spaced(end)),)

    def _is_spaced(self, end: int) -> bool:
        """Whether a space of the file's own stands there, and not one that PDFium adds."""
        return (
            self.text[end : end + 1] == " "
            and self.text[end - 1] != _HYPHEN
            and not raw.FPDFText_IsGenerated(self.page, end)
        )

    def _edges(self, at: int) -> Box:
        """The left, top, right and bottom edge of a letter, as it is read."""
        raw.FPDFText_GetLooseCharBox(self.page, at, self.box)
        x1, y1 = self.turn(self.box.left, self.box.top)
        x2, y2 = self.turn(self.box.right, self.box.bottom)
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        return (left, y1, right, y2) if y1 < y2 else (left, y2, right, y1)

    def _line(self, at: int, top: float, bottom: float) -> tuple[float, float]:
        """The size of the letter's font, its height where the file scales a font of another size; and its baseline.

        Letters with one top and one bottom have both in common.
        """
        known = self.lines.get((top, bottom))
        if known is None:
            size, height = raw.FPDFText_GetFontSize(self.page, at), bottom - top
            raw.FPDFText_GetCharOrigin(self.page, at, self.x, self.y)
            baseline = self.turn(self.x.value, self.y.value)[1]
            known = size if 1 / 3 < size / (height or 1) < 3 else height, baseline
            self.lines[top, bottom] = known
        return known


# --- what is drawn -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Drawn:
    """What a page draws beside its letters: ruled lines, and the text that it draws where it is clipped away."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)  # addresses of objects

    def rule(self, one: Point, other: Point) -> None:
        """Add what is drawn between two corners, if it is thin."""
        width, height = abs(other[0] - one[0]), abs(other[1] - one[1])
        thickness, length = (width, height) if width < height else (height, width)
        if thickness > THICKEST:
            return
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        is_dot = length <= min(THICKEST, 2 * thickness)  # part of a line, one way or the other
        if width >= height or is_dot:
            self.horizontal.append(Rule(y, x - width / 2, x + width / 2))
        if height > width or is_dot:
            self.vertical.append(Rule(x, y - height / 2, y + height / 2))


def _drawn(page: pdfium.PdfPage, turn: Turn) -> _Drawn:
    drawn = _Drawn()
    for item, kind, moved in _objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _UNMOVED):
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for one, other in _strokes(item, moved):
                drawn.rule(turn(*one), turn(*other))
        elif kind == raw.FPDF_PAGEOBJ_TEXT and moved == _UNMOVED and _is_clipped_away(item):
            drawn.hidden.add(addressof(item.contents))
    return drawn


def _objects(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], moved: Matrix
) -> Iterator[tuple[Any, int, Matrix]]:
    """Everything on a page or in a form that it shows, with its type and how the forms move it."""
    for at in range(count(holder)):
        item = get(holder, at)
        kind: int = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = _after(_matrix(item), moved)
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner)
        else:
            yield item, kind, moved


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _is_clipped_away(text: Any) -> bool:
    """Whether most of the text's height is cut off: a heading printed again in a row too low for it."""
    clip = raw.FPDFPageObj_GetClipPath(text)
    count = raw.FPDFClipPath_CountPaths(clip)
    if count < 1:
        return False
    _, bottom, _, top = _bounds(text)
    x, y = c_float(), c_float()
    low, high = bottom, top
    for path in range(count):
        ys = []
        for at in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
            ys.append(y.value)
        if ys:
            low, high = max(low, min(ys)), min(high, max(ys))
    return high - low < 0.4 * (top - bottom)


def _strokes(path: Any, moved: Matrix) -> Iterable[tuple[Point, Point]]:
    """Two opposite corners of everything thin that a path draws: strokes, and bars that stand for them."""
    left, bottom, right, top = _bounds(path)
    if min(right - left, top - bottom) <= THICKEST:
        return [(_at(moved, left, bottom), _at(moved, right, top))]
    return _segments(path, _after(_matrix(path), moved))


def _segments(path: Any, moved: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path that is drawn, and the thin bars among what is filled."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for part in _subpaths(path, moved):
        if stroke.value:
            yield from itertools.pairwise(part)
        elif fill.value:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= THICKEST:
                yield (min(xs), min(ys)), (max(xs), max(ys))


def _subpaths(path: Any, moved: Matrix) -> Iterator[list[Point]]:
    """The corners of each part of a path; a part with a curve in it is left out."""
    points: list[Point] = []
    curved = False
    x, y = c_float(), c_float()
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(_at(moved, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """Both moves as one."""
    a, b, c, d, e, f = first
    return (*_turned(then, a, b), *_turned(then, c, d), *_at(then, e, f))


def _turned(moved: Matrix, x: float, y: float) -> Point:
    return moved[0] * x + moved[2] * y, moved[1] * x + moved[3] * y


def _at(moved: Matrix, x: float, y: float) -> Point:
    return moved[0] * x + moved[2] * y + moved[4], moved[1] * x + moved[3] * y + moved[5]
