"""PDF -> Document: words and ruled lines as PDFium finds them, laid out as on paper.

Everything is asked of PDFium's own functions: pypdfium2's helpers make an object a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.document import Document
from etl.errors import BrokenFile, EmptyFile, LockedFile, PictureOnly, TooLarge
from etl.readers.layout import HYPHEN_AT_END, Page, Rule, Word, blocks_of

LIMIT_MB: Final = 200
THICKEST: Final = 6.0  # points; a filled bar wider than this is no ruled line

_SPACE: Final = 32
_NOT_PRINTED: Final = frozenset({0, 10, 13, 0xFEFF, 0xFFFE, 0xFFFF})

Point = tuple[float, float]
Turn = Callable[[float, float], Point]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def read(path: Path) -> Document:
    """The paragraphs and tables of the file, merged cells repeated, each with its page.

    Raises LockedFile, BrokenFile, TooLarge, PictureOnly or EmptyFile.
    """
    document = _opened(path)
    try:
        pages = [_page(document[at], at + 1) for at in range(len(document))]
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
    horizontal, vertical = _rules(page, turn)
    return Page(number, width, height, _words(page.get_textpage(), turn), horizontal, vertical)


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


def _words(page: pdfium.PdfTextPage, turn: Turn) -> list[Word]:
    """The words of the page in the order of the file."""
    words: list[Word] = []
    letters: list[str] = []
    left = top = right = bottom = 0.0
    for letter, x1, y1, x2, y2 in _letters(page, turn):
        size = y2 - y1
        if letters and (letter == " " or x1 - right > 0.2 * size or x1 < right - 0.5 * size or abs(y1 - top) > 0.2 * size):
            words.append(Word("".join(letters), left, top, right, bottom, letter == " "))
            letters = []
        if letter == " ":
            continue
        if not letters:
            left, top, bottom = x1, y1, y2
        letters.append(letter)
        right = x2
    if letters:
        words.append(Word("".join(letters), left, top, right, bottom))
    return words


def _letters(page: pdfium.PdfTextPage, turn: Turn) -> Iterator[tuple[str, float, float, float, float]]:
    """Every letter and space of the file with its box; the spaces and line ends that PDFium adds left out."""
    handle, box = page.raw, raw.FS_RECTF()
    into = byref(box)
    code_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    for at in range(raw.FPDFText_CountChars(handle)):
        code = code_of(handle, at)
        if code in _NOT_PRINTED:
            continue
        box_of(handle, at, into)
        if code == _SPACE and box.left == box.right:
            continue
        x1, y1 = turn(box.left, box.top)
        x2, y2 = turn(box.right, box.bottom)
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        yield chr(code), x1, y1, x2, y2


# --- ruled lines -------------------------------------------------------------------------------------------


def _rules(page: pdfium.PdfPage, turn: Turn) -> tuple[list[Rule], list[Rule]]:
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for one, other in _strokes(page):
        x1, y1 = turn(*one)
        x2, y2 = turn(*other)
        width, height = abs(x2 - x1), abs(y2 - y1)
        if min(width, height) > THICKEST:
            continue
        if width >= height:
            horizontal.append(Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        if height >= width or max(width, height) <= THICKEST:  # a dot may be part of a line either way
            vertical.append(Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        if width > height and max(width, height) <= THICKEST:
            pass
    return horizontal, vertical


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[Point, Point]]:
    """Two opposite corners of everything drawn thin: strokes, and bars that stand for them."""
    handle = page.raw
    for at in range(raw.FPDFPage_CountObjects(handle)):
        yield from _strokes_of(raw.FPDFPage_GetObject(handle, at), _UNMOVED)


def _strokes_of(item: object, moved: Matrix) -> Iterator[tuple[Point, Point]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        inner = _after(_matrix(item), moved)
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _strokes_of(raw.FPDFFormObj_GetObject(item, at), inner)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        left, bottom, right, top = (c_float() for _ in range(4))
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        if min(right.value - left.value, top.value - bottom.value) <= THICKEST:
            yield _at(moved, left.value, bottom.value), _at(moved, right.value, top.value)
        else:
            yield from _segments(item, _after(_matrix(item), moved))


def _segments(path: object, moved: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path that is drawn, and the thin bars among what is filled."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for part in _subpaths(path, moved):
        if stroke.value:
            yield from zip(part, part[1:], strict=False)
        elif fill.value:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= THICKEST:
                yield (min(xs), min(ys)), (max(xs), max(ys))


def _subpaths(path: object, moved: Matrix) -> Iterator[list[Point]]:
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


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """Both moves as one."""
    a, b, c, d, e, f = first
    return (*_turned(then, a, b), *_turned(then, c, d), *_at(then, e, f))  # type: ignore[return-value]


def _turned(moved: Matrix, x: float, y: float) -> Point:
    return moved[0] * x + moved[2] * y, moved[1] * x + moved[3] * y


def _at(moved: Matrix, x: float, y: float) -> Point:
    return moved[0] * x + moved[2] * y + moved[4], moved[1] * x + moved[3] * y + moved[5]
