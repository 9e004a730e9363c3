"""Pictures of pages -> words and ruled lines, by Tesseract; and picture files -> Document.

The lines are found first and wiped out, then each cell is recognised by itself: characters beside a line, and columns
read across, are what recognition of a whole page gets wrong.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageSequence, UnidentifiedImageError

from etl.document import Document
from etl.errors import BrokenFile, EmptyFile, RecognitionFailed, RecognitionMissing, TooLarge
from etl.readers.grid import Grid, Rule, grids
from etl.readers.gutters import AreHeadings, no_headings
from etl.readers.lines import Word
from etl.readers.pages import Page, blocks_of

LANGUAGES: Final = ("kaz", "rus")
DPI: Final = 300  # what Tesseract is trained on
TIMEOUT_S: Final = 300  # a page; a full one takes about ten seconds
LIMIT_MB: Final = 200
LONG_SIDE_INCH: Final = 11.69  # of A4, which these reports are printed on
DARK: Final = 150  # of 255: darker than this is ink
RULE_ACROSS: Final = 100  # pixels; longer than any stroke of a letter
RULE_DOWN: Final = 60
STEEPEST_SKEW: Final = 3.0  # degrees; more is no scan but a photograph
DASH_HEIGHT: Final = 10  # pixels; Tesseract reads a lone dash as anything
DASH_WIDTH: Final = 60
LEAST_INK: Final = 12  # pixels in a cell; fewer are dust
LEAST_SURE_PCT: Final = 20  # words less sure than this are smudges
BAND: Final = 16  # pixels to either side of where a line stands; it may be thick, or bent
MARGIN: Final = 12  # pixels of white around a cell

Picture = npt.NDArray[np.uint8]  # grey, 0 is black, at DPI
Mask = npt.NDArray[np.bool_]
# Tesseract's ways of reading a piece
_AS_BLOCK: Final = ("--psm", "6")
_AS_LINE: Final = ("--psm", "7")
_AS_DIGITS: Final = ("--psm", "7", "-c", "tessedit_char_whitelist=0123456789")
_DASHES: Final = frozenset("-–—")
_POINTS: Final = 72 / DPI
_NUMBER_SIGN: Final = re.compile(r"[NМM][9°ºoо]|Хе|JV[°º]")
_LOOK_ALIKES: Final = str.maketrans("ОоOoЗзбІіIl|", "000033611111")


def read(path: Path, are_headings: AreHeadings = no_headings) -> Document:
    """The paragraphs and tables of a picture, or of each picture of a TIFF file.

    Raises RecognitionMissing, RecognitionFailed, BrokenFile, TooLarge or EmptyFile.
    """
    if not path.stat().st_size:
        raise EmptyFile(path)
    if path.stat().st_size > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    pages = [recognised(picture, number, path) for number, picture in enumerate(_pictures(path), 1)]
    blocks = blocks_of(pages, are_headings)
    if not blocks:
        raise EmptyFile(path)
    return Document(path.suffix.lstrip(".").lower(), tuple(blocks))


def _pictures(path: Path) -> Iterator[Picture]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as image:
                for frame in ImageSequence.Iterator(image):
                    yield _at_dpi(frame)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge(path, LIMIT_MB) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise BrokenFile(path, type(error).__name__) from error


def _at_dpi(image: Image.Image) -> Picture:
    """The picture in grey, as large as a sheet of A4 is at our resolution."""
    grey = image.convert("RGBA") if image.mode in ("P", "LA", "RGBA") else image.convert("L")
    if grey.mode == "RGBA":  # what is transparent is white paper
        paper = Image.new("RGBA", grey.size, "white")
        grey = Image.alpha_composite(paper, grey).convert("L")
    scale = LONG_SIDE_INCH * DPI / max(grey.size)
    if abs(scale - 1) > 0.02:
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.LANCZOS)
    return np.asarray(grey)


def recognised(picture: Picture, number: int, path: Path) -> Page:
    """What is printed on the page that the picture shows; each word with how sure Tesseract is of it.

    Raises RecognitionMissing where Tesseract or one of its languages is not installed, RecognitionFailed where it
    does not finish.
    """
    if not is_installed():
        raise RecognitionMissing(path)
    straight = _straightened(picture)
    across, down = _ruled(straight < DARK)
    horizontal, vertical = list(_rules(across)), list(_rules(down.T))
    found = grids(horizontal, vertical)
    clean = _without_lines(straight, _thickened(across) | _thickened(down.T).T, found)
    pieces = list(_pieces(clean, found))
    words = _words(pieces, path, number)
    height, width = straight.shape
    return Page(number, width * _POINTS, height * _POINTS, words, horizontal, vertical)


# --- the picture -------------------------------------------------------------------------------------------


def _straightened(picture: Picture) -> Picture:
    """The picture turned so that its lines run level, if it lay askew on the glass."""
    small = Image.fromarray(picture).reduce(4)
    angles = np.arange(-STEEPEST_SKEW, STEEPEST_SKEW + 0.1, 0.25)
    best = max(angles, key=lambda angle: _levelness(small, angle))
    best = max(best + np.arange(-0.2, 0.21, 0.05), key=lambda angle: _levelness(small, angle))
    if abs(best) < 0.1:
        return picture
    return np.asarray(Image.fromarray(picture).rotate(best, Image.Resampling.BICUBIC, fillcolor=255))


def _levelness(image: Image.Image, angle: float) -> float:
    """How unlike neighbouring rows of pixels are: most where lines of print run level."""
    rows = np.asarray(image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)).sum(axis=1, dtype=np.int64)
    return float(np.square(np.diff(rows)).sum())


def _ruled(ink: Mask) -> tuple[Mask, Mask]:
    """The pixels of ruled lines across and down."""
    return _runs_of(ink, RULE_ACROSS), _runs_of(ink.T, RULE_DOWN).T


def _runs_of(ink: Mask, length: int) -> Mask:
    """The pixels that lie in runs of ink at least so long in their row; a line may stray by a pixel or two."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, length))), axis=1, dtype=np.int32)
    begins = sums[:, length:] - sums[:, :-length] >= 0.97 * length
    changes = np.zeros((ink.shape[0], ink.shape[1] + length + 1), dtype=np.int32)
    changes[:, : begins.shape[1]] += begins
    changes[:, length : length + begins.shape[1]] -= begins
    return (np.cumsum(changes, axis=1)[:, : ink.shape[1]] > 0) & thick


def _thickened(lines: Mask) -> Mask:
    thick = lines.copy()
    for step in (1, 2):
        thick[step:] |= lines[:-step]
        thick[:-step] |= lines[step:]
    return thick


def _rules(lines: Mask) -> Iterator[Rule]:
    """The runs of a mask as ruled lines, in points."""
    edges = np.diff(np.pad(lines, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield Rule(row * _POINTS, start * _POINTS, end * _POINTS)


def _without_lines(picture: Picture, lines: Mask, found: list[Grid]) -> Picture:
    """The picture without the lines of its grids; the long strokes of large letters stay."""
    clean = picture.copy()
    for grid in found:
        x1, x2, y1, y2 = (round(edge / _POINTS) for edge in (grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]))
        bands = [(slice(max(0, at - BAND), at + BAND), slice(max(0, x1 - BAND), x2 + BAND)) for at in _pixels(grid.ys)]
        bands += [(slice(max(0, y1 - BAND), y2 + BAND), slice(max(0, at - BAND), at + BAND)) for at in _pixels(grid.xs)]
        for band in bands:
            clean[band][lines[band]] = 255
    return clean


def _pixels(edges: list[float]) -> list[int]:
    return [round(edge / _POINTS) for edge in edges]


class _Piece(NamedTuple):
    """A part of the page that is recognised by itself, and where it stands."""

    picture: Picture
    left: int
    top: int


def _pieces(page: Picture, found: list[Grid]) -> Iterator[_Piece]:
    """Every cell with ink in it, and the page without its grids."""
    prose = page.copy()
    for grid in reversed(found):
        for left, top, right, bottom in grid.boxes():
            x1, y1, x2, y2 = (round(edge / _POINTS) for edge in (left, top, right, bottom))
            cell = prose[y1:y2, x1:x2]
            if np.count_nonzero(cell < DARK) >= LEAST_INK:
                yield _Piece(np.pad(cell, MARGIN, constant_values=255), x1 - MARGIN, y1 - MARGIN)
            prose[y1:y2, x1:x2] = 255
    if np.count_nonzero(prose < DARK) >= LEAST_INK:
        yield _Piece(prose, 0, 0)


# --- Tesseract ---------------------------------------------------------------------------------------------


@cache
def is_installed() -> bool:
    """Whether Tesseract and its languages are on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return set(LANGUAGES) <= set(said.stdout.split())


def _words(pieces: list[_Piece], path: Path, number: int) -> list[Word]:
    """The words of all pieces. One that says nothing as a block is tried as a line; a lone letter, as digits."""
    dashes = [_dash(piece) for piece in pieces if _is_dash(piece)]
    pieces = [piece for piece in pieces if not _is_dash(piece)]
    found = _tried(pieces, _AS_BLOCK, path, number)
    for mode, is_in_doubt in ((_AS_LINE, _says_nothing), (_AS_DIGITS, _is_lone_letter)):
        doubtful = [at for at, words in enumerate(found) if is_in_doubt(words)]
        for at, words in zip(doubtful, _tried([pieces[at] for at in doubtful], mode, path, number), strict=True):
            found[at] = words or [word._replace(words=word.words.translate(_LOOK_ALIKES)) for word in found[at]]
    return dashes + [word for words in found for word in _with_number_signs(words)]


def _with_number_signs(words: list[Word]) -> Iterator[Word]:
    """The words, «М9» and the like before a number made the sign that they stand for."""
    for word, following in zip_longest(words, words[1:]):
        is_sign = following is not None and _NUMBER_SIGN.fullmatch(word.words) and following.words[0].isdigit()
        yield word._replace(words="№") if is_sign else word


def _is_dash(piece: _Piece) -> bool:
    """Whether there is nothing in a piece but a short flat stroke."""
    rows, columns = np.nonzero(piece.picture < DARK)
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    return height <= DASH_HEIGHT and height < width <= DASH_WIDTH


def _dash(piece: _Piece) -> Word:
    rows, columns = np.nonzero(piece.picture < DARK)
    x1, x2 = (int(edge) + piece.left for edge in (columns.min(), columns.max() + 1))
    y1, y2 = (int(edge) + piece.top for edge in (rows.min(), rows.max() + 1))
    return Word("-", x1 * _POINTS, y1 * _POINTS, x2 * _POINTS, y2 * _POINTS, DASH_WIDTH * _POINTS, confidence_pct=100)


def _says_nothing(words: list[Word]) -> bool:
    return not words


def _is_lone_letter(words: list[Word]) -> bool:
    """Whether a cell holds but a letter, which no cell of a paper does: a digit, rather."""
    return len(words) == 1 and len(words[0].words) == 1 and words[0].words.isalpha()


def _tried(pieces: list[_Piece], mode: tuple[str, ...], path: Path, number: int) -> list[list[Word]]:
    """The words of each piece."""
    if not pieces:
        return []
    found: list[list[Word]] = [[] for _ in pieces]
    rows = list(csv.DictReader(StringIO(_said(pieces, mode, path, number)), delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = {_line_of(row): row for row in rows if row["level"] == "4"}
    size = median(int(line["height"]) for line in lines.values()) if lines else 0
    for row in rows:
        if row["level"] == "5" and _is_sure(row["text"].strip(), float(row["conf"])):
            at = int(row["page_num"]) - 1
            found[at].append(_word(row, lines[_line_of(row)], pieces[at], size))
    return found


def _is_sure(word: str, confidence_pct: float) -> bool:
    """Whether a word is more than a smudge; of a dash Tesseract is never sure."""
    return bool(word) and (confidence_pct >= LEAST_SURE_PCT or word in _DASHES)


def _line_of(row: dict[str, str]) -> tuple[str, ...]:
    return row["page_num"], row["block_num"], row["par_num"], row["line_num"]


def _word(row: dict[str, str], line: dict[str, str], piece: _Piece, size: float) -> Word:
    left, width = piece.left + int(row["left"]), int(row["width"])
    top = piece.top + int(line["top"])
    return Word(
        _digits_restored(row["text"].strip()),
        left * _POINTS,
        top * _POINTS,
        (left + width) * _POINTS,
        (top + int(line["height"])) * _POINTS,
        size * _POINTS,
        confidence_pct=round(float(row["conf"])),
    )


def _digits_restored(word: str) -> str:
    """Letters that look like digits, among digits.

    >>> _digits_restored("4О"), _digits_restored("l2З"), _digits_restored("Зал")
    ('40', '123', 'Зал')
    """
    restored = word.translate(_LOOK_ALIKES)
    return restored if any(map(str.isdigit, word)) and restored.isdigit() else word


def _said(pieces: list[_Piece], mode: tuple[str, ...], path: Path, number: int) -> str:
    """Tesseract's table of the pieces, one run for all: it loads its languages once."""
    with TemporaryDirectory(prefix="esep-") as folder:
        names = []
        for at, piece in enumerate(pieces):
            names.append(f"{folder}/{at}.png")
            Image.fromarray(piece.picture).save(names[-1], compress_level=1)
        listed = Path(folder, "pieces.txt")
        listed.write_text("\n".join(names) + "\n", encoding="utf-8")
        languages = "+".join(LANGUAGES)
        command = ["tesseract", str(listed), "-", "-l", languages, "--dpi", str(DPI), *mode, "tsv"]
        # one thread a page: the load reads several files at a time
        environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=TIMEOUT_S, check=True, env=environment
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise RecognitionFailed(path, number) from error
    return done.stdout.decode("utf-8", "replace")
