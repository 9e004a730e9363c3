"""PDF -> Document: words and ruled lines as PDFium finds them, laid out as on paper.

Everything is asked of PDFium's own functions: pypdfium2's helpers make an object a character.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from ctypes import addressof, byref, c_double, c_float, c_int, c_ushort
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from unicodedata import category

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.document import Document
from etl.errors import BrokenFile, EmptyFile, LockedFile, TooLarge
from etl.readers.grid import Rule
from etl.readers.lines import HYPHEN_AT_END, Word
from etl.readers.pages import Page, blocks_of
from etl.readers.scan import DPI, Picture, recognised

LIMIT_MB: Final = 200
FEWEST_LETTERS: Final = 200  # of a file; fewer do not tell its alphabet
LEAST_CYRILLIC: Final = 0.2  # of its letters
MOST_UNKNOWN: Final = 0.2  # of a page's characters; one more is rubbish
WIDEST_LETTER: Final = 0.8  # on average in a word, in sizes of its font
THICKEST: Final = 6.0  # points; a filled bar wider than this is no ruled line

_SPACE: Final = 32
_HYPHEN: Final = 0xFFFE  # PDFium's mark of a hyphen at the end of a line
_PARTS: Final = frozenset({_SPACE, 0, 2, 10, 13, 0xFEFF, 0xFFFF})

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Turn = Callable[[float, float], Point]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def read(path: Path) -> Document:
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
    blocks = blocks_of(pages)
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
    said = "".join(word.words for page in pages for word in page.words)
    if _is_foreign(said):
        return [replace(page, words=[]) for page in pages]
    return [replace(page, words=[]) if _is_unknown("".join(w.words for w in page.words)) else page for page in pages]


def _is_foreign(said: str) -> bool:
    letters = [letter for letter in said if letter.isalpha()]
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return len(letters) > FEWEST_LETTERS and cyrillic < LEAST_CYRILLIC * len(letters)


def _is_unknown(said: str) -> bool:
    return bool(said) and sum(category(letter) in ("Co", "Cn", "Cc") or letter == "\ufffd" for letter in said) > (
        MOST_UNKNOWN * len(said)
    )


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
    codes = _codes(page)
    words: list[Word] = []
    start = 0
    for at, code in enumerate([*codes, _SPACE]):
        if code in _PARTS or code == _HYPHEN:
            end = at + (code == _HYPHEN)
            if end > start:
                is_spaced = code == _SPACE and at < len(codes) and not raw.FPDFText_IsGenerated(page.raw, at)
                words.extend(_printed(page, codes, start, end, turn, hidden, is_spaced=is_spaced))
            start = at + 1
    return words


def _codes(page: pdfium.PdfTextPage) -> list[int]:
    """The characters of the page, by their numbers."""
    count = raw.FPDFText_CountChars(page.raw)
    into = (c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page.raw, 0, count, into) == count + 1:
        codes: list[int] = into[:count]
        return codes
    return [raw.FPDFText_GetUnicode(page.raw, at) for at in range(count)]  # some have no place in the text


def _printed(
    page: pdfium.PdfTextPage,
    codes: list[int],
    start: int,
    end: int,
    turn: Turn,
    hidden: set[int],
    *,
    is_spaced: bool,
) -> Iterator[Word]:
    """The word that the characters make; none if it is clipped away, several if they do not stand together."""
    first = _box(page, start, turn)
    last = first if end == start + 1 else _box(page, end - 1, turn)
    size = _size(page, start, first[3] - first[1])
    is_level = min(first[3], last[3]) - max(first[1], last[1]) > 0.5 * min(first[3] - first[1], last[3] - last[1])
    if end > start + 1 and not (
        is_level and last[0] > first[0] and last[2] - first[0] < WIDEST_LETTER * size * (end - start)
    ):
        for at in range(start, end):
            yield from _printed(page, codes, at, at + 1, turn, hidden, is_spaced=is_spaced and at == end - 1)
        return
    if hidden and addressof(raw.FPDFText_GetTextObject(page.raw, start).contents) in hidden:
        return
    said = "".join(HYPHEN_AT_END if code == _HYPHEN else chr(code) for code in codes[start:end])
    top, bottom = _rise(page, start, turn, size)
    yield Word(said, first[0], top, last[2], bottom, size, is_spaced)


def _box(page: pdfium.PdfTextPage, at: int, turn: Turn) -> Box:
    """The left, top, right and bottom edge of a letter, as it is read."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page.raw, at, byref(box))
    x1, y1 = turn(box.left, box.top)
    x2, y2 = turn(box.right, box.bottom)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _size(page: pdfium.PdfTextPage, at: int, height: float) -> float:
    """The size of the letter's font; its height where the file scales a font of another size."""
    size: float = raw.FPDFText_GetFontSize(page.raw, at)
    return size if 1 / 3 < size / (height or 1) < 3 else height


def _rise(page: pdfium.PdfTextPage, at: int, turn: Turn, size: float) -> tuple[float, float]:
    """The top and the bottom of the letter's line: the boxes of letters differ from font to font, lines do not."""
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page.raw, at, x, y)
    baseline = turn(x.value, y.value)[1]
    return baseline - 0.8 * size, baseline + 0.2 * size


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
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        if min(width, height) > THICKEST:
            return
        is_dot = max(width, height) <= min(THICKEST, 2 * min(width, height))  # part of a line, one way or the other
        if width >= height or is_dot:
            self.horizontal.append(Rule(y, x - width / 2, x + width / 2))
        if height > width or is_dot:
            self.vertical.append(Rule(x, y - height / 2, y + height / 2))


def _drawn(page: pdfium.PdfPage, turn: Turn) -> _Drawn:
    drawn = _Drawn()
    for item, moved in _objects(page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            for one, other in _strokes(item, moved):
                drawn.rule(turn(*one), turn(*other))
        elif kind == raw.FPDF_PAGEOBJ_TEXT and moved == _UNMOVED and _is_clipped_away(item):
            drawn.hidden.add(addressof(item.contents))
    return drawn


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, Matrix]]:
    """Everything on the page and in the forms that it shows, with how the forms move it."""
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _within(raw.FPDFPage_GetObject(page.raw, at), _UNMOVED)


def _within(item: Any, moved: Matrix) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
        inner = _after(_matrix(item), moved)
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _within(raw.FPDFFormObj_GetObject(item, at), inner)
    else:
        yield item, moved


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


def _strokes(path: Any, moved: Matrix) -> Iterator[tuple[Point, Point]]:
    """Two opposite corners of everything thin that a path draws: strokes, and bars that stand for them."""
    left, bottom, right, top = _bounds(path)
    if min(right - left, top - bottom) <= THICKEST:
        yield _at(moved, left, bottom), _at(moved, right, top)
    else:
        yield from _segments(path, _after(_matrix(path), moved))


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
        if raw.FPDFPathSegment_GetClose(segment):
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
