"""Pictures of pages are read as the pages would be, and say how sure character recognition is."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from etl.document import Table, Text
from etl.errors import BrokenFile, EmptyFile, RecognitionFailed, RecognitionMissing
from etl.readers import pdf as pdf_reader
from etl.readers import scan
from tests.pdf_builder import grid, paragraph, pdf, words

needs_tesseract = pytest.mark.skipif(
    not scan.is_installed(), reason=f"Tesseract is missing; on Debian: apt-get install {RecognitionMissing.PACKAGES}"
)
ROWS = [
    "Көрсеткіш атауы | Жоспар | Факт",
    "Қатысушылардың саны | 70 | 85",
    "Семинарлар саны | 4 | 3",
    "Әлеуметтік желілер | 1250 | -",
]


def printed(canvas: Canvas) -> None:
    """A page as a report has it."""
    words(canvas, "Әлеуметтік жобаның қорытынды есебі", 40, 20)
    grid(canvas, ROWS, down=60, width=140, height=30)


def picture(raw: bytes, *, askew: float = 0.0, noise: float = 0.0) -> Image.Image:
    """The first page as a scanner gives it: turned a little, with the grain of paper."""
    page = pdfium.PdfDocument(raw)[0].render(scale=scan.DPI / 72, grayscale=True).to_pil().convert("L")
    turned = np.asarray(page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)).astype(float)
    grain = np.random.default_rng(1).normal(0, noise, turned.shape)
    return Image.fromarray((turned + grain).clip(0, 255).astype(np.uint8))


@needs_tesseract
@pytest.mark.parametrize(("askew", "noise"), [(0.0, 0.0), (0.8, 12.0), (-1.5, 6.0)])
def test_a_scanned_page_is_read_cell_by_cell(tmp_path: Path, askew: float, noise: float) -> None:
    file = tmp_path / "скан.png"
    picture(pdf(printed), askew=askew, noise=noise).save(file)
    title, table = scan.read(file).blocks
    assert isinstance(title, Text)
    assert title.words == "Әлеуметтік жобаның қорытынды есебі"
    assert isinstance(table, Table)
    assert [" | ".join(cell.line for cell in row) for row in table.rows] == ROWS


@needs_tesseract
def test_every_word_that_was_recognised_says_how_sure_it_is(tmp_path: Path) -> None:
    file = tmp_path / "скан.png"
    picture(pdf(printed)).save(file)
    texts = [text for text in scan.read(file).texts() if text.words]
    assert all(text.confidence_pct is not None and 20 <= text.confidence_pct <= 100 for text in texts)


@needs_tesseract
def test_a_pdf_reads_each_page_its_own_way(tmp_path: Path) -> None:
    file = tmp_path / "есеп.pdf"
    scanned = picture(pdf(printed))

    def shows(canvas: Canvas) -> None:
        canvas.drawInlineImage(scanned, 0, 0, 600, 400)

    file.write_bytes(pdf(lambda c: paragraph(c, ["Бірінші бет"], 40, 40), shows))
    first, title, table = pdf_reader.read(file).blocks
    assert isinstance(first, Text)
    assert (first.words, first.confidence_pct) == ("Бірінші бет", None)
    assert isinstance(title, Text)
    assert (title.place.page, title.confidence_pct is not None) == (2, True)
    assert isinstance(table, Table)
    assert [cell.line for cell in table.rows[1]] == ["Қатысушылардың саны", "70", "85"]


@needs_tesseract
def test_a_text_layer_in_other_letters_is_taken_for_none(tmp_path: Path) -> None:
    """A font without a table of its letters: what is printed is right, what is copied is not."""
    file = tmp_path / "есеп.pdf"
    scanned = picture(pdf(printed))

    def mangled(canvas: Canvas) -> None:
        canvas.drawInlineImage(scanned, 0, 0, 600, 400)
        canvas.setFillAlpha(0)
        paragraph(canvas, ["Àëåóìåòò³ê æîáàíû îðûòûíäû åñåá³"] * 12, 40, 20)

    file.write_bytes(pdf(mangled))
    title, _ = pdf_reader.read(file).blocks
    assert isinstance(title, Text)
    assert title.words == "Әлеуметтік жобаның қорытынды есебі"


def test_without_tesseract_a_scan_is_refused_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "скан.jpg"
    picture(pdf(printed)).save(file)
    monkeypatch.setenv("PATH", str(tmp_path))
    scan.is_installed.cache_clear()
    with pytest.raises(RecognitionMissing, match="tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"):
        scan.read(file)
    scan.is_installed.cache_clear()


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell to play a broken Tesseract")
def test_a_tesseract_that_breaks_off_refuses_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, program = tmp_path / "скан.png", tmp_path / "tesseract"
    picture(pdf(printed)).save(file)
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && echo kaz && echo rus && exit 0\nexit 3\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    scan.is_installed.cache_clear()
    with pytest.raises(RecognitionFailed):
        scan.read(file)
    scan.is_installed.cache_clear()


@needs_tesseract
def test_a_blank_sheet_holds_no_text(tmp_path: Path) -> None:
    file = tmp_path / "бос.tif"
    Image.new("L", (1654, 2339), 255).save(file)
    with pytest.raises(EmptyFile):
        scan.read(file)


@pytest.mark.parametrize("ending", [".png", ".jpg", ".tif"])
def test_what_is_no_picture_is_broken(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"есеп{ending}"
    file.write_bytes("бұл сурет емес".encode())
    with pytest.raises(BrokenFile):
        scan.read(file)
